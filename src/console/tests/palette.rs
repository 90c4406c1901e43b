//! The palette: what is in it, and what comes of each row.

use super::requests::{in_production, named};
use super::*;
use crate::catalogue::{Answer as Said, Catalogue, Found, Question as Asked};
use crate::console::history::{Filing, Recall, Shelf};
use crate::console::{Action, Goal, Kind, PaletteRow};

fn found(typed: &str) -> Vec<Found> {
    match Catalogue::builtin().answer(Asked::Search { typed: typed.into(), limit: 2 }) {
        Said::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

fn titles(console: &Console, typed: &str) -> Vec<String> {
    let rows = console.palette(typed, &[]);
    rows.into_iter().map(|row| format!("{}: {}", row.kind(), row.title)).collect()
}

fn possible(console: &Console) -> Vec<Action> {
    Action::ALL.into_iter().filter(|action| action.is_possible(console)).collect()
}

fn search(console: &mut Console, typed: &str) -> Vec<Effect> {
    update(console, Event::Search(typed.into()))
}

#[test]
fn each_key_belongs_to_one_action() {
    let keys: Vec<&str> = Action::ALL.into_iter().map(Action::keys).filter(|keys| !keys.is_empty()).collect();
    for (at, pressed) in keys.iter().enumerate() {
        assert!(!keys[at + 1..].contains(pressed), "{pressed}");
    }
}

#[test]
fn only_what_can_be_done_is_offered() {
    let nobody = possible(&console());
    assert!(nobody.contains(&Action::Go(Route::Token)) && nobody.contains(&Action::Shortcuts));
    for action in
        [Action::Send, Action::NewTab, Action::SignOut, Action::Company, Action::History, Action::Find]
    {
        assert!(!nobody.contains(&action), "{action:?}");
    }
    let mut console = at_work(ADA);
    let ada = possible(&console);
    assert!(ada.contains(&Action::Send) && ada.contains(&Action::Save) && ada.contains(&Action::SignOut));
    for action in [Action::Cancel, Action::NextTab, Action::Unlock, Action::Lock, Action::Follow] {
        assert!(!ada.contains(&action), "{action:?}");
    }
    update(&mut console, Event::Send(NOW));
    let waiting = possible(&console);
    assert!(waiting.contains(&Action::Cancel) && !waiting.contains(&Action::Send));

    let mut console = in_production();
    assert!(possible(&console).contains(&Action::Unlock) && !possible(&console).contains(&Action::Lock));
    update(&mut console, Event::Unlock(NOW));
    assert!(!possible(&console).contains(&Action::Unlock) && possible(&console).contains(&Action::Lock));
}

#[test]
fn words_are_looked_for_at_the_beginning_of_words() {
    let console = at_work(ADA);
    let actions = |typed: &str| titles(&console, typed);
    assert_eq!(actions("SIGN OU"), ["Action: Sign out"]);
    assert_eq!(actions("out"), ["Action: Sign out"]);
    assert_eq!(actions("ut"), Vec::<String>::new());
    assert_eq!(actions("send nothing"), Vec::<String>::new());
}

#[test]
fn what_is_found_comes_in_its_order() {
    let mut console = at_work(ADA);
    update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/projects/7/rfis".into())));
    update(&mut console, Event::OpenSheet);
    // Without a word: other tabs first, and then all that can be done.
    let rows = titles(&console, " ");
    assert_eq!(rows[0], "Tab: /rest/v1.0/projects/7/rfis");
    assert!(rows[1..].iter().all(|row| row.starts_with("Action: ")) && rows.len() > 10, "{rows:?}");
    // The one in sight is where one is.
    update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/companies".into())));
    assert_eq!(titles(&console, "companies"), Vec::<String>::new());

    let endpoints = found("rfi");
    let rows = console.palette("rfi", &endpoints);
    let kinds: Vec<&str> = rows.iter().map(PaletteRow::kind).collect();
    assert_eq!(kinds, ["Tab", "Endpoint", "Endpoint"]);
    assert_eq!((rows[1].title.as_str(), rows[1].beside.as_str()), (&*endpoints[0].path, &*endpoints[0].line));
}

#[test]
fn lists_are_asked_for_once_something_is_typed() {
    let mut console = at_work(ADA);
    let effects = search(&mut console, "");
    assert_eq!(urls(&effects), Vec::<&str>::new());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::History(Filing::Read(_)))));
    assert_eq!(urls(&search(&mut console, "n")), Vec::<&str>::new());
    let companies = "/rest/v1.0/companies?per_page=1000";
    let effects = search(&mut console, "no");
    assert!(matches!(&urls(&effects)[..], [url] if url.ends_with(companies)), "{effects:?}");
    // No company is chosen, so there are no projects; and nothing is asked twice.
    assert_eq!(urls(&search(&mut console, "nor")), Vec::<&str>::new());
    reply(
        &mut console,
        Question::Companies,
        answered(200, r#"[{"id":3,"name":"Nordlys"},{"id":4,"name":"Other"}]"#),
    );
    assert_eq!(urls(&search(&mut console, "nord")), Vec::<&str>::new());
    assert_eq!(titles(&console, "nord"), ["Company: Nordlys"]);

    update(&mut console, Event::Go(Goal::Work(Kind::Company, named("3"))));
    let effects = search(&mut console, "gamle");
    assert!(
        matches!(&urls(&effects)[..], [url] if url.contains("company_id=3") && !url.contains("filters")),
        "{effects:?}"
    );
    reply(&mut console, Question::Projects, answered(200, r#"[{"id":5,"name":"Gamle havn"}]"#));
    assert_eq!(titles(&console, "gamle"), ["Project: Gamle havn"]);
    update(&mut console, Event::Go(Goal::Work(Kind::Project, named("5"))));
    assert_eq!(console.places.chosen.project, Some(named("5")));
}

/// Where there are more projects than a list may have, the server searches.
#[test]
fn the_server_searches_where_a_list_is_long() {
    let mut console = at_work(ADA);
    update(&mut console, Event::ChooseCompany(Some(named("3"))));
    search(&mut console, "ga");
    reply(&mut console, Question::Companies, answered(200, "[]"));
    search(&mut console, "ga");
    let long: Vec<String> =
        (0..LONGEST_LIST).map(|id| format!(r#"{{"id":{},"name":"P"}}"#, id + 1)).collect();
    reply(&mut console, Question::Projects, answered(200, &format!("[{}]", long.join(","))));
    let effects = search(&mut console, "gamle");
    assert!(matches!(&urls(&effects)[..], [url] if url.contains("filters")), "{effects:?}");
}

#[test]
fn an_endpoint_gets_a_tab_of_its_own_unless_the_one_in_sight_is_empty() {
    let endpoint = |console: &mut Console| {
        let found = &found("rfi")[0];
        let question = Asked::Endpoint { method: found.method, target: found.path.clone() };
        let Said::Endpoint(Some(known)) = Catalogue::builtin().answer(question) else {
            panic!("no endpoint")
        };
        update(console, Event::UseApart(Box::new(known.endpoint.clone())));
        known.endpoint.path
    };
    let mut console = at_work(ADA);
    let path = endpoint(&mut console);
    assert_eq!((console.work.sheets().len(), &console.work.sheet().draft.path), (2, &path));
    update(&mut console, Event::OpenSheet);
    endpoint(&mut console);
    assert_eq!((console.work.sheets().len(), &console.work.sheet().draft.path), (3, &path));
    // Where there is no room, what is typed stays.
    while console.work.sheets().len() < MOST_SHEETS {
        update(&mut console, Event::OpenSheet);
    }
    update(&mut console, Event::Edit(Edit::Path("/mine".into())));
    endpoint(&mut console);
    assert_eq!(console.work.sheet().draft.path, "/mine");
    assert_eq!(console.work.sheet().fault, Some(DraftFault::TooManySheets));
}

#[test]
fn tabs_are_gone_through_in_a_circle() {
    let mut console = at_work(ADA);
    update(&mut console, Event::OpenSheet);
    update(&mut console, Event::OpenSheet);
    let ids: Vec<u32> = console.work.sheets().iter().map(|sheet| sheet.id).collect();
    let mut go = |action: Action| {
        let event = action.deed(&console, NOW).event.expect("an event");
        update(&mut console, event);
        console.work.sheet().id
    };
    assert_eq!(
        [Action::NextTab, Action::NextTab, Action::PreviousTab, Action::PreviousTab].map(&mut go),
        [ids[0], ids[1], ids[0], ids[2]]
    );
    update(&mut console, Event::Go(Goal::Tab(ids[1])));
    assert_eq!(console.work.sheet().id, ids[1]);
}

/// What belongs to the console leads to it from the other pages; what the history is opened for can be typed at once.
#[test]
fn deeds() {
    let mut console = at_work(ADA);
    let deed = |console: &Console, action: Action| action.deed(console, NOW);
    for action in possible(&console) {
        let page = deed(&console, action).page;
        match action {
            Action::Go(route) => assert_eq!(page, Some(route)),
            Action::SignOut | Action::Renew | Action::Palette | Action::Shortcuts => assert_eq!(page, None),
            _ => assert_eq!(page, Some(Route::Home), "{action:?}"),
        }
    }
    assert_eq!(deed(&console, Action::History).focus, Some("shelf-search"));
    update(&mut console, Event::History(Recall::Toggle(Shelf::Calls)));
    assert_eq!(deed(&console, Action::History).focus, None);
}
