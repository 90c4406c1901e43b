//! Shared links.

use super::*;
use crate::procore::Method;
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
    let note = Note::LinkElsewhere { environment: Some("elsewhere".into()), company: Some("77".into()) };
    assert_eq!(console.note, Some(note));

    // Before anybody is there, the one that is meant is chosen.
    let link = LINK.replace("environment=sandbox", "environment=production");
    let (console, _) = start(Startup { link: Some(link), ..startup() });
    assert_eq!(console.chosen().id, "production");
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
    let drafts = kept.stored_drafts.clone();
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
