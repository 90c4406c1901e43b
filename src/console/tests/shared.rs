//! Shared links.

use super::*;
use crate::console::LinkCompany;
use crate::procore::Method;
use crate::procore::Named;
use crate::share::{LinkError, Seen, View};

const LINK: &str = "?request=1&environment=sandbox&method=DELETE&path=/rest/v1.0/rfis/{id}%3Fa%3Db&p.id=7&view=table&filter=.id";

fn kept(effects: &[Effect]) -> Vec<Option<&str>> {
    let mut kept = Vec::new();
    for effect in effects {
        if let Effect::KeepLink(link) = effect {
            kept.push(link.as_deref());
        }
    }
    kept
}

/// The console of a person who signed in on the way from a link, and what follows when it is known who it is.
fn came_in_by(link: &str, me: &str) -> (Console, Vec<Effect>) {
    let (_, pending, _) = began(Route::Home);
    let link = Some(link.to_owned());
    let (mut console, _) =
        start(Startup { link, answer: answer(GRANTED), pending: Some(pending), ..startup() });
    let effects = reply(&mut console, Question::Call, answered(200, me));
    (console, effects)
}

#[test]
fn a_link_waits_for_a_sign_in_and_is_filled_in_once() {
    let (console, effects) = start(Startup { link: Some(LINK.into()), ..startup() });
    assert_eq!(kept(&effects), [Some(LINK)], "for the way to Procore and back");
    assert!(console.link.is_some());

    let (console, effects) = came_in_by(LINK, ADA);
    assert_eq!(kept(&effects), [None]);
    assert_eq!(console.link, None);
    let sheet = console.work.sheet();
    assert_eq!(sheet.draft.method, Method::Delete);
    assert_eq!(sheet.draft.path, "/rest/v1.0/rfis/{id}?a=b");
    assert_eq!(sheet.draft.values, [("id".to_owned(), "7".to_owned())]);
    assert_eq!(sheet.seen, Seen { view: View::Table, filter: Some(".id".into()), find: None });
    assert_eq!(sheet.call, None, "nothing is sent by a link");
    assert_eq!(console.work.sheets().len(), 2, "what was there stays");
    assert_eq!(console.note, None);
}

#[test]
fn another_environment_or_company_is_said() {
    let link = LINK.replace("environment=sandbox", "environment=elsewhere&company=77");
    let (console, _) = came_in_by(&link, ADA);
    let note = Note::LinkElsewhere {
        environment: Some("elsewhere".into()),
        company: Some(LinkCompany::Unknown("77".into())),
    };
    assert_eq!(console.note, Some(note));
    assert_eq!(console.places.linked, None);

    // Before anybody is there, the one that is meant is chosen.
    let link = LINK.replace("environment=sandbox", "environment=production");
    let (console, _) = start(Startup { link: Some(link), ..startup() });
    assert_eq!(console.chosen().id, "production");
}

fn named(id: &str) -> Named {
    Named { id: id.into(), name: format!("Name of {id}"), number: None }
}

/// A list of companies or projects with these ids.
fn names(ids: &[&str]) -> Outcome {
    let entry = |id: &&str| format!(r#"{{"id":{id},"name":"Name of {id}"}}"#);
    answered(200, &format!("[{}]", ids.iter().map(entry).collect::<Vec<_>>().join(",")))
}

fn ids(console: &Console) -> [Option<&str>; 2] {
    let Chosen { company, project } = &console.places.chosen;
    [company, project].map(|named| named.as_ref().map(|named| named.id.as_str()))
}

/// The console of a person who follows a link with this behind it, and who had chosen this company and project before.
fn followed(more: &str, company: Option<&str>, project: Option<&str>) -> (Console, Vec<Effect>) {
    let (_, pending, _) = began(Route::Home);
    let mut startup = Startup {
        link: Some(format!("{LINK}{more}")),
        answer: answer(GRANTED),
        pending: Some(pending),
        ..startup()
    };
    let chosen = Chosen { company: company.map(named), project: project.map(named) };
    startup.preferences.apply(Change::Chosen("sandbox".into(), Box::new(chosen)));
    let (mut console, _) = start(startup);
    let effects = reply(&mut console, Question::Call, answered(200, ADA));
    (console, effects)
}

/// Where nothing is chosen, the company and the project of a link are chosen, by their names.
#[test]
fn a_link_chooses_its_company_where_nothing_is_chosen() {
    for (more, asks_for_projects, chosen) in [
        ("&company=77", false, [Some("77"), None]),
        ("&p.company_id=77", false, [Some("77"), None]),
        ("&company=77&p.project_id=8", true, [Some("77"), Some("8")]),
        ("&company=77&p.project_id=9", true, [Some("77"), None]),
        ("&p.project_id=8&p.company_id=77", true, [Some("77"), Some("8")]),
        ("&company=77&p.company_id=77", false, [Some("77"), None]),
    ] {
        let (mut console, effects) = followed(more, None, None);
        assert_eq!(urls(&effects).len(), 1, "{more}: the companies are asked for");
        assert_eq!((ids(&console), &console.note), ([None, None], &None));
        let effects = reply(&mut console, Question::Companies, names(&["5", "77"]));
        assert_eq!(console.places.chosen.company, Some(named("77")), "{more}");
        assert_eq!(urls(&effects).len(), usize::from(asks_for_projects), "{more}");
        if asks_for_projects {
            reply(&mut console, Question::Projects, names(&["7", "8"]));
        }
        assert_eq!((ids(&console), &console.note, &console.places.linked), (chosen, &None, &None), "{more}");
        assert!(console.preview().is_some_and(|preview| preview.company.is_some()), "what is sent names it");
    }
}

/// What is chosen is changed only by a click.
#[test]
fn a_link_of_another_company_is_one_click_away() {
    let (mut console, _) = followed("&company=77&p.project_id=8", Some("5"), Some("6"));
    reply(&mut console, Question::Companies, names(&["5", "77"]));
    let company = Some(LinkCompany::Theirs(named("77")));
    assert_eq!(console.note, Some(Note::LinkElsewhere { environment: None, company }));
    assert_eq!(console.note.as_ref().and_then(Note::company_to_choose), Some("Name of 77"));
    assert_eq!(ids(&console), [Some("5"), Some("6")]);
    update(&mut console, Event::GoToLinked);
    assert_eq!((ids(&console), &console.note), ([Some("77"), None], &None));
    reply(&mut console, Question::Projects, names(&["8"]));
    assert_eq!((ids(&console), &console.places.linked), ([Some("77"), Some("8")], &None));
    // By hand it is the same; another company is none that the link meant.
    for (choice, chosen) in [("77", [Some("77"), Some("8")]), ("9", [Some("9"), None])] {
        let (mut console, _) = followed("&company=77&p.project_id=8", Some("5"), None);
        reply(&mut console, Question::Companies, names(&["5", "77", "9"]));
        update(&mut console, Event::ChooseCompany(Some(named(choice))));
        if choice == "77" {
            reply(&mut console, Question::Projects, names(&["8"]));
        }
        assert_eq!((ids(&console), &console.places.linked, &console.note), (chosen, &None, &None));
        update(&mut console, Event::GoToLinked);
        assert_eq!(ids(&console), chosen);
    }
    // It is chosen already, but for the project.
    let (mut console, _) = followed("&company=77&p.project_id=8", Some("77"), None);
    reply(&mut console, Question::Projects, names(&["8"]));
    assert_eq!((ids(&console), &console.note), ([Some("77"), Some("8")], &None));
    let (console, effects) = followed("&company=77&p.project_id=8", Some("77"), Some("6"));
    assert_eq!((ids(&console), urls(&effects).len()), ([Some("77"), Some("6")], 0));
}

#[test]
fn a_company_that_is_none_of_the_persons_is_said() {
    for (outcome, company) in [
        (names(&["5"]), LinkCompany::NotTheirs("77".into())),
        (answered(403, "{}"), LinkCompany::Unknown("77".into())),
        (Outcome::Failed(crate::procore::Failure::Offline), LinkCompany::Unknown("77".into())),
    ] {
        let (mut console, _) = followed("&company=77", None, None);
        let effects = reply(&mut console, Question::Companies, outcome);
        assert_eq!(urls(&effects).len(), 0, "it is asked for once");
        let note = Note::LinkElsewhere { environment: None, company: Some(company) };
        assert_eq!((console.note, console.places.linked), (Some(note), None));
        assert_eq!(console.places.chosen, Chosen::default());
    }
}

#[test]
fn a_broken_link_says_so_and_other_queries_are_none() {
    let (console, effects) = start(Startup { link: Some("?request=9".into()), ..startup() });
    assert_eq!(console.note, Some(Note::LinkUnreadable(LinkError::Version)));
    assert_eq!(kept(&effects), [None]);
    let (console, effects) = start(Startup { link: Some("?utm_source=x".into()), ..startup() });
    assert_eq!((console.note, kept(&effects)), (None, Vec::new()));
}

/// Where there is no room for one more tab, the one in sight stays as it is.
#[test]
fn without_room_nothing_is_changed() {
    let mut kept = at_work(ADA);
    for _ in 1..MOST_SHEETS {
        update(&mut kept, Event::OpenSheet);
    }
    let drafts = stored_drafts(&mut kept);
    let (_, pending, _) = began(Route::Home);
    let startup = Startup {
        link: Some(LINK.into()),
        answer: answer(GRANTED),
        pending: Some(pending),
        drafts,
        ..startup()
    };
    let (mut console, _) = start(startup);
    reply(&mut console, Question::Call, answered(200, ADA));
    assert_eq!(console.work.sheets().len(), MOST_SHEETS);
    let sheet = console.work.sheet();
    assert_eq!((&sheet.draft, &sheet.seen), (&Draft::new(), &Seen::default()));
    assert_eq!(sheet.fault, Some(DraftFault::TooManySheets));
}

/// What is made here fills in the same there.
#[test]
fn there_and_back() {
    let mut console = at_work(ADA);
    for edit in [
        Edit::Method(Method::Post),
        Edit::Path("/rest/v1.0/projects/{project_id}/rfis?access_token=obviously-fake&view=extended".into()),
        Edit::Value("project_id".into(), "12".into()),
        Edit::Headers(vec![
            ("Accept".into(), "text/csv".into()),
            ("X-Api-Key".into(), "obviously-fake".into()),
        ]),
        Edit::Kind(BodyKind::Json),
        Edit::Json("{\"rfi\":{\"cost\":1.10}".into()),
    ] {
        update(&mut console, Event::Edit(edit));
    }
    let seen = Seen { view: View::Raw, filter: None, find: Some("é&b".into()) };
    let link = console.link(seen.clone()).expect("a link");
    assert!(!link.contains("obviously-fake"), "{link}");
    let query = link.strip_prefix(ROOT).expect("at the root of the app");

    let (other, _) = came_in_by(query, BJORN);
    let (sent, there) = (&console.work.sheet().draft, other.work.sheet());
    assert_eq!(there.draft.path, "/rest/v1.0/projects/{project_id}/rfis?view=extended");
    assert_eq!(there.draft.headers, sent.headers[..1]);
    assert_eq!(
        (there.draft.method, there.draft.kind, &there.draft.json, &there.draft.values),
        (sent.method, sent.kind, &sent.json, &sent.values)
    );
    assert_eq!(there.seen, seen);
}
