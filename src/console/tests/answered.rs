//! What the answer in sight answers, through all that may happen to the request above it.

use super::requests::{edit, named, write};
use super::*;
use crate::procore::{Failure, Method, RowEdit};

const RFIS: &str = "/rest/v1.0/projects/{project_id}/rfis";

/// An answer to a GET of the RFIs of project 5 in company 7.
fn answered_rfis() -> Console {
    let mut console = at_work(ADA);
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    update(&mut console, Event::ChooseProject(Some(named("5"))));
    write(&mut console, Method::Get, RFIS);
    update(&mut console, Event::Send(NOW));
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Began(number, 200));
    reply(&mut console, Question::Call, super::answered(200, "[]"));
    console
}

/// What it answers, and whether that is the request above.
fn of(console: &Console) -> Option<(String, bool)> {
    let answered = console.answered()?;
    Some((format!("{} {}", answered.method.name(), answered.target), answered.is_current))
}

const ANSWERED: &str = "GET /rest/v1.0/projects/5/rfis";

#[test]
fn an_answer_is_marked_while_the_request_above_is_another() {
    assert_eq!(of(&answered_rfis()), Some((ANSWERED.into(), true)));
    let project = |console: &mut Console, id: &str| {
        update(console, Event::ChooseProject(Some(named(id))));
    };
    type Change<'a> = &'a dyn Fn(&mut Console);
    // What is done, whether the answer is still that of the request above, and the same after it is undone.
    let changes: [(&str, Change<'_>, bool, Change<'_>); 11] = [
        (
            "a parameter with another spelling",
            &|console| edit(console, [Edit::Path(format!("{RFIS}?"))]),
            false,
            &|console| edit(console, [Edit::Path(RFIS.into())]),
        ),
        (
            "a header without a name or a value",
            &|console| edit(console, [Edit::Headers(vec![(" ".into(), String::new())])]),
            true,
            &|console| edit(console, [Edit::Headers(Vec::new())]),
        ),
        ("another method", &|console| edit(console, [Edit::Method(Method::Post)]), false, &|console| {
            edit(console, [Edit::Method(Method::Get)]);
        }),
        (
            "another endpoint",
            &|console| edit(console, [Edit::Path("/rest/v1.0/me".into())]),
            false,
            &|console| edit(console, [Edit::Path(RFIS.into())]),
        ),
        (
            "another version",
            &|console| edit(console, [Edit::Path(RFIS.replace("v1.0", "v1.1"))]),
            false,
            &|console| edit(console, [Edit::Path(RFIS.into())]),
        ),
        (
            "a parameter",
            &|console| edit(console, [Edit::Path(format!("{RFIS}?page=2"))]),
            false,
            &|console| edit(console, [Edit::Query(RowEdit::Remove(0))]),
        ),
        (
            "a header",
            &|console| edit(console, [Edit::Headers(vec![("X-Note".into(), "1".into())])]),
            false,
            &|console| edit(console, [Edit::Headers(Vec::new())]),
        ),
        ("another project", &|console| project(console, "6"), false, &|console| project(console, "5")),
        (
            "a body that no GET sends",
            &|console| edit(console, [Edit::Kind(BodyKind::Json), Edit::Json("{".into())]),
            true,
            &|console| edit(console, [Edit::Kind(BodyKind::Empty)]),
        ),
        (
            "the same path, spelled out",
            &|console| edit(console, [Edit::Path(ANSWERED[4..].into())]),
            true,
            &|console| edit(console, [Edit::Path(RFIS.into())]),
        ),
        ("no address", &|console| edit(console, [Edit::Path("rest".into())]), false, &|console| {
            edit(console, [Edit::Path(RFIS.into())]);
        }),
    ];
    for (what, change, is_current, undo) in changes {
        let mut console = answered_rfis();
        change(&mut console);
        assert_eq!(of(&console), Some((ANSWERED.into(), is_current)), "{what}");
        undo(&mut console);
        assert_eq!(of(&console), Some((ANSWERED.into(), true)), "{what}, undone");
    }
    let mut console = answered_rfis();
    update(&mut console, Event::ChooseCompany(Some(named("8"))));
    assert_eq!(of(&console), Some((ANSWERED.into(), false)), "another company");
}

#[test]
fn each_tab_has_its_own_and_a_file_answers_nothing() {
    let mut console = answered_rfis();
    let first = console.work.sheet().id;
    update(&mut console, Event::OpenSheet);
    assert_eq!(of(&console), None);
    update(&mut console, Event::OpenFile { file: 1, name: "a.json".into(), bytes: 2 });
    assert_eq!(of(&console), None);
    update(&mut console, Event::ShowSheet(first));
    assert_eq!(of(&console), Some((ANSWERED.into(), true)));
}

#[test]
fn what_was_not_sent_for_a_fault_is_not_what_the_answer_answers() {
    let mut console = answered_rfis();
    edit(&mut console, [Edit::Method(Method::Post), Edit::Kind(BodyKind::Json), Edit::Json("{}".into())]);
    update(&mut console, Event::Send(NOW));
    assert_eq!(of(&console), None, "it is waited for");
    reply(&mut console, Question::Call, super::answered(422, r#"{"errors":{"subject":["can't be blank"]}}"#));
    let posted = "POST /rest/v1.0/projects/5/rfis";
    assert_eq!(of(&console), Some((posted.into(), true)));
    assert!(console.said_of("subject").is_some());
    edit(&mut console, [Edit::Json("{".into())]);
    update(&mut console, Event::Send(NOW));
    assert!(matches!(console.work.sheet().fault, Some(DraftFault::Json(_))));
    assert_eq!(of(&console), Some((posted.into(), false)));
    assert!(console.said_of("subject").is_some(), "it is being mended");
    // Of another endpoint, Procore has said nothing.
    edit(&mut console, [Edit::Path("/rest/v1.0/me".into())]);
    assert_eq!(console.said_of("subject"), None);
}

#[test]
fn a_failure_says_what_it_was_about_too() {
    let mut console = answered_rfis();
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, Outcome::Failed(Failure::Offline));
    assert_eq!(of(&console), Some((ANSWERED.into(), true)));
    edit(&mut console, [Edit::Path("/rest/v1.0/me".into())]);
    assert_eq!(of(&console), Some((ANSWERED.into(), false)));
}

/// A 401 ends the session and leaves the document that was open: it answers the call before.
#[test]
fn a_document_that_outlives_its_call_answers_the_earlier_one() {
    let mut console = answered_rfis();
    write(&mut console, Method::Get, "/rest/v1.0/companies");
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, super::answered(401, ""));
    assert!(console.signed_in().is_none());
    assert_eq!(of(&console), Some((ANSWERED.into(), false)));
    assert_eq!(console.work.call().expect("a call").name(), "rfis");
    write(&mut console, Method::Get, RFIS);
    assert_eq!(of(&console), Some((ANSWERED.into(), true)));
}
