//! Requests of any kind: tabs, what is made of what is typed, guard rails, companies and projects.

use super::*;
use crate::catalogue::Catalogue;
use crate::procore::{
    Body, CompanyId, Content, HeaderFault, Method, Named, Outgoing, Part, RowEdit, TargetError,
};

const READS: &str = "/rest/v1.0/vendors";

/// Somebody is signed in to an environment where writes are locked.
pub(super) fn in_production() -> Console {
    let mut console = console();
    update(&mut console, Event::ChooseEnvironment("production".into()));
    update(&mut console, Event::TypeClientId("our-client".into()));
    let effects = update(&mut console, sign_in_event(Route::Home));
    let pending = effects.into_iter().find_map(|effect| match effect {
        Effect::Leave(pending, _) => Some(*pending),
        _ => None,
    });
    let (mut console, _) = start(Startup { answer: answer(GRANTED), pending, ..startup() });
    reply(&mut console, Question::Call, answered(200, ADA));
    console
}

pub(super) fn named(id: &str) -> Named {
    Named { id: id.into(), name: format!("Number {id}"), number: None }
}

pub(super) fn edit(console: &mut Console, edits: impl IntoIterator<Item = Edit>) {
    for edit in edits {
        update(console, Event::Edit(edit));
    }
}

pub(super) fn write(console: &mut Console, method: Method, path: &str) {
    edit(console, [Edit::Method(method), Edit::Path(path.into())]);
}

/// What is sent.
pub(super) fn sent(effects: &[Effect]) -> Option<&Outgoing> {
    effects
        .iter()
        .find_map(|effect| if let Effect::Open(_, call, _) = effect { Some(&call.asked) } else { None })
}

pub(super) fn fault(console: &Console) -> Option<DraftFault> {
    console.work.sheet().fault.clone()
}

fn wish(console: &Console) -> Option<Wish> {
    console.work.sheet().wish.clone()
}

#[test]
fn each_tab_has_its_own_request_and_its_own_call() {
    let mut console = at_work(ADA);
    let first = console.work.sheet().id;
    update(&mut console, Event::OpenSheet);
    let second = console.work.sheet().id;
    assert_ne!(first, second);
    assert_eq!(console.work.call(), None);
    write(&mut console, Method::Get, READS);
    assert!(sent(&update(&mut console, Event::Send(NOW))).is_some());
    let reads = number_of(&console, Question::Call);
    update(&mut console, Event::ShowSheet(first));
    // While one waits, the other is sent too.
    assert!(sent(&update(&mut console, Event::Send(NOW))).is_some());
    let me = number_of(&console, Question::Call);
    for (number, body) in [(reads, "[]"), (me, ADA)] {
        let outcome = answered(200, body);
        update(&mut console, Event::Answered { question: Question::Call, number, outcome, now: NOW });
    }
    assert_eq!(console.work.call().and_then(|call| call.outcome.clone()), Some(answered(200, ADA)));
    update(&mut console, Event::ShowSheet(second));
    assert_eq!(console.work.call().and_then(|call| call.outcome.clone()), Some(answered(200, "[]")));
    // Closing a tab closes its document, and shows its neighbour.
    assert_eq!(quiet(update(&mut console, Event::CloseSheet(second))), [Effect::Close(reads)]);
    assert_eq!(console.work.sheet().id, first);
    update(&mut console, Event::Send(NOW));
    let me_again = number_of(&console, Question::Call);
    let effects = quiet(update(&mut console, Event::CloseSheet(first)));
    assert_eq!(effects, [Effect::Stop(me_again), Effect::Close(me), Effect::Close(me_again)]);
    assert_eq!((console.work.sheets().len(), console.work.sheet().draft.clone()), (1, Draft::new()));
    for _ in 0..MOST_SHEETS {
        update(&mut console, Event::OpenSheet);
    }
    assert_eq!(
        (console.work.sheets().len(), fault(&console)),
        (MOST_SHEETS, Some(DraftFault::TooManySheets))
    );
}

#[test]
fn names_in_braces_are_filled_by_what_is_typed_or_chosen() {
    let mut console = at_work(ADA);
    write(
        &mut console,
        Method::Get,
        "/rest/v1.0/projects/{project_id}/rfis/{id}?company_id={company_id}&x={id}",
    );
    let url = |console: &mut Console| {
        let effects = update(console, Event::Send(NOW));
        let url = sent(&effects).map(|asked| asked.target.clone());
        reply(console, Question::Call, Outcome::Failed(crate::procore::Failure::Cancelled));
        url
    };
    update(&mut console, Event::Send(NOW));
    assert_eq!(fault(&console), Some(DraftFault::Target(TargetError::Unfilled("project_id".into()))));
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    update(&mut console, Event::ChooseProject(Some(named("9007199254740993"))));
    edit(&mut console, [Edit::Value("id".into(), " a/b c ".into())]);
    let expected = "/rest/v1.0/projects/9007199254740993/rfis/a%2Fb%20c?company_id=7&x=a%2Fb%20c";
    assert_eq!(url(&mut console).as_deref(), Some(expected));
    assert_eq!(
        console.work.call().and_then(|call| call.sent.asked.company.clone()),
        CompanyId::parse("7").ok()
    );
    edit(&mut console, [Edit::Value("project_id".into(), "5".into())]);
    assert!(url(&mut console).expect("sent").contains("/projects/5/"));
    // Another company has other projects.
    update(&mut console, Event::ChooseCompany(Some(named("8"))));
    edit(&mut console, [Edit::Value("project_id".into(), String::new())]);
    update(&mut console, Event::Send(NOW));
    assert_eq!(fault(&console), Some(DraftFault::Target(TargetError::Unfilled("project_id".into()))));
    // The two calls that need no company have none.
    for path in ["/rest/v1.0/me", "/rest/v1.0/companies?page=2"] {
        write(&mut console, Method::Get, path);
        url(&mut console);
        assert_eq!(console.work.call().and_then(|call| call.sent.asked.company.clone()), None, "{path}");
    }
}

#[test]
fn an_endpoint_brings_what_it_needs() {
    let mut console = at_work(ADA);
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    let catalogue = Catalogue::builtin();
    let mut take = |method, path: &str| {
        let endpoint = catalogue.of(method, path).unwrap_or_else(|| panic!("{path}")).clone();
        assert_eq!(quiet(update(&mut console, Event::Use(Box::new(endpoint)))), []);
        console.work.sheet().draft.clone()
    };
    let draft = take(Method::Get, "/rest/v1.1/projects");
    assert_eq!((&*draft.path, draft.kind), ("/rest/v1.1/projects?company_id={company_id}", BodyKind::Empty));
    let draft = take(Method::Post, "/rest/v1.0/projects/{project_id}/rfis");
    assert_eq!((&*draft.path, draft.kind), ("/rest/v1.0/projects/{project_id}/rfis", BodyKind::Json));
    assert!(draft.json.starts_with("{\n  \"rfi\": {\n    \"subject\": \"\","), "{}", draft.json);
    assert!(serde_json::from_str::<serde_json::Value>(&draft.json).is_ok());
    // What is typed is not written over.
    edit(&mut console, [Edit::Json("{\"mine\":1}".into())]);
    let endpoint = catalogue.of(Method::Post, "/rest/v1.0/projects/5/rfis").expect("known").clone();
    update(&mut console, Event::Use(Box::new(endpoint)));
    assert_eq!(console.work.sheet().draft.json, "{\"mine\":1}");
}

#[test]
fn the_query_is_read_and_written_in_rows() {
    let path = "/rest/v1.0/x?active&q=a+b%26c&d=1%20..&at={id}";
    let mut console = at_work(ADA);
    edit(&mut console, [Edit::Path(path.into())]);
    let row = |at, name: &str, value: &str| {
        [Edit::Query(RowEdit::Name(at, name.into())), Edit::Query(RowEdit::Value(at, value.into()))]
    };
    let pairs = [("active", ""), ("q", "a b&c"), ("d", "1 .."), ("at", "{id}")];
    assert_eq!(console.work.sheet().draft.pairs(), pairs.map(|(name, value)| (name.into(), value.into())));
    for odd in ["=", "a=b&c", "+ %2B#", "ü?/", "{id}"] {
        edit(&mut console, row(4, odd, odd));
        let draft = console.work.sheet().draft.clone();
        assert_eq!(draft.pairs()[4], (odd.to_owned(), odd.to_owned()), "{}", draft.path);
        assert!(draft.path.starts_with(path), "{}", draft.path);
        edit(&mut console, [Edit::Query(RowEdit::Remove(4))]);
        assert_eq!(console.work.sheet().draft.path, path);
    }
    // A row that was emptied is none.
    edit(&mut console, [Edit::Path("/rest/v1.0/x?a=1".into())]);
    edit(&mut console, row(0, "", ""));
    assert_eq!(console.work.sheet().draft.path, "/rest/v1.0/x");
}

#[test]
fn bodies_and_headers() {
    let mut console = at_work(ADA);
    write(&mut console, Method::Post, READS);
    let pairs = |all: &[(&str, &str)]| {
        all.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
    };
    edit(&mut console, [Edit::Kind(BodyKind::Json), Edit::Json("{\"a\": 1,}".into())]);
    update(&mut console, Event::Send(NOW));
    let Some(DraftFault::Json(at)) = fault(&console) else { panic!("{:?}", fault(&console)) };
    assert_eq!((at.line, at.column), (1, 9));
    // Deeper than we read is for Procore to refuse.
    let deep = format!("{}{}", "[".repeat(99), "]".repeat(99));
    for (edit_it, body) in [
        (Edit::Json("{\"a\": 1.10}".into()), Body::Json("{\"a\": 1.10}".into())),
        (Edit::Json(deep.clone()), Body::Json(deep)),
        (Edit::Kind(BodyKind::Form), Body::Form(vec![])),
        (
            Edit::Fields(pairs(&[("a", "1"), ("", ""), ("a", "2")])),
            Body::Form(pairs(&[("a", "1"), ("a", "2")])),
        ),
        (Edit::Kind(BodyKind::Empty), Body::Empty),
        (Edit::Method(Method::Patch), Body::Empty),
        (Edit::Kind(BodyKind::Form), Body::Form(pairs(&[("a", "1"), ("a", "2")]))),
        // What was typed for a body stays, and is not sent.
        (Edit::Method(Method::Get), Body::Empty),
    ] {
        edit(&mut console, [edit_it]);
        let effects = update(&mut console, Event::Send(NOW));
        assert_eq!(sent(&effects).map(|asked| &asked.body), Some(&body));
        reply(&mut console, Question::Call, answered(200, "{}"));
    }
    let part = |content, file| DraftPart { name: "p".into(), content, file };
    let parts = vec![part(Content::Text("t".into()), None), part(Content::File("f.pdf".into()), Some(4))];
    write(&mut console, Method::Post, READS);
    edit(&mut console, [Edit::Kind(BodyKind::Multipart), Edit::Parts(parts.clone())]);
    let effects = update(&mut console, Event::Send(NOW));
    assert!(matches!(&effects[0], Effect::Open(_, _, files) if *files == [4]), "{effects:?}");
    let body =
        parts.iter().map(|part| Part { name: part.name.clone(), content: part.content.clone() }).collect();
    assert_eq!(sent(&effects).map(|asked| &asked.body), Some(&Body::Multipart(body)));
    reply(&mut console, Question::Call, answered(200, "{}"));
    edit(&mut console, [Edit::Parts(vec![part(Content::File("f.pdf".into()), None)])]);
    update(&mut console, Event::Send(NOW));
    assert_eq!(fault(&console), Some(DraftFault::FileGone("p".into())));

    write(&mut console, Method::Get, READS);
    for (name, value, expected) in [
        ("If-None-Match", "\"a\"", None),
        ("Cookie", "a", Some(DraftFault::Header("Cookie".into(), HeaderFault::Forbidden))),
        ("a b", "a", Some(DraftFault::Header("a b".into(), HeaderFault::Malformed))),
    ] {
        edit(&mut console, [Edit::Headers(pairs(&[(name, value), (" ", "")]))]);
        let effects = update(&mut console, Event::Send(NOW));
        assert_eq!(fault(&console), expected, "{name}");
        assert_eq!(sent(&effects).is_some(), expected.is_none(), "{name}");
        if expected.is_none() {
            assert_eq!(sent(&effects).expect("sent").headers, pairs(&[(name, value)]));
            reply(&mut console, Question::Call, answered(200, "{}"));
        }
    }
}

#[test]
fn writes_in_production_are_locked_until_somebody_unlocks_them_for_ten_minutes() {
    let mut console = in_production();
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    write(&mut console, Method::Post, READS);
    assert_eq!(update(&mut console, Event::Send(NOW)), []);
    assert_eq!(wish(&console), Some(Wish::Unlock));
    let ends = NOW.plus_seconds(UNLOCKED_SECONDS);
    update(&mut console, Event::Unlock(NOW));
    assert_eq!((wish(&console), console.unlocked_until()), (None, Some(ends)));
    let just_before = UnixTime(ends.0 - 1);
    assert!(sent(&update(&mut console, Event::Send(just_before))).is_some());
    reply(&mut console, Question::Call, answered(200, "{}"));
    assert_eq!(update(&mut console, Event::Send(ends)), []);
    // In another company it is locked all the time.
    update(&mut console, Event::ChooseCompany(Some(named("8"))));
    assert_eq!(update(&mut console, Event::Send(just_before)), []);
    // A sandbox of Procore's lies in production and is none.
    update(&mut console, Event::MarkSandbox(true));
    assert!(!console.has_lock());
    assert!(sent(&update(&mut console, Event::Send(NOW))).is_some());
    reply(&mut console, Question::Call, answered(200, "{}"));
    // What its address says of another company is not in it.
    edit(&mut console, [Edit::Path("/rest/v2.0/companies/7/webhooks/hooks".into())]);
    update(&mut console, Event::Send(ends));
    assert_eq!(wish(&console), Some(Wish::Unlock));
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    update(&mut console, Event::Woke { now: ends, has_leapt: false });
    assert_eq!(console.unlocked_until(), None);
    // Elsewhere there is no lock.
    let mut console = at_work(ADA);
    write(&mut console, Method::Post, READS);
    assert!(sent(&update(&mut console, Event::Send(NOW))).is_some());
}

#[test]
fn a_delete_is_asked_about_and_in_production_typed() {
    let mut console = at_work(ADA);
    write(&mut console, Method::Delete, "/rest/v1.0/vendors/77?company_id=7");
    assert_eq!(update(&mut console, Event::Send(NOW)), []);
    assert_eq!(wish(&console), Some(Wish::Delete { last: "77".into(), is_typed: false }));
    update(&mut console, Event::DropWish);
    assert_eq!(update(&mut console, Event::Confirm(String::new(), NOW)), [], "nothing was asked");
    update(&mut console, Event::Send(NOW));
    assert!(sent(&update(&mut console, Event::Confirm(String::new(), NOW))).is_some());

    let mut console = in_production();
    write(&mut console, Method::Delete, "/rest/v1.0/vendors/77/");
    update(&mut console, Event::Unlock(NOW));
    update(&mut console, Event::Send(NOW));
    assert_eq!(wish(&console), Some(Wish::Delete { last: "77".into(), is_typed: true }));
    assert_eq!(update(&mut console, Event::Confirm("7".into(), NOW)), []);
    assert!(wish(&console).is_some());
    // Another request is another question.
    edit(&mut console, [Edit::Path("/rest/v1.0/vendors/78".into())]);
    assert_eq!(update(&mut console, Event::Confirm("77".into(), NOW)), []);
    update(&mut console, Event::Send(NOW));
    // The lock may close while one thinks.
    let late = NOW.plus_seconds(UNLOCKED_SECONDS);
    assert_eq!(update(&mut console, Event::Confirm("78".into(), late)), []);
    assert_eq!(wish(&console), Some(Wish::Unlock));
    update(&mut console, Event::Unlock(late));
    update(&mut console, Event::Send(late));
    assert!(sent(&update(&mut console, Event::Confirm(" 78 ".into(), late))).is_some());
}

#[test]
fn a_write_is_never_sent_again_by_itself() {
    let mut console = at_work(ADA);
    write(&mut console, Method::Post, READS);
    update(&mut console, Event::Send(NOW));
    let write_number = number_of(&console, Question::Call);
    update(&mut console, Event::OpenSheet);
    write(&mut console, Method::Get, READS);
    update(&mut console, Event::Send(NOW));
    let read_number = number_of(&console, Question::Call);
    // A renewed session comes while both are under way.
    let session = console.signed_in().expect("signed in").session.clone();
    let effects = super::super::session::arrive(&mut console, session, NOW);
    assert!(matches!(effects[..], [Effect::Fetch(Question::Arrival, ..)]));
    let effects = reply(&mut console, Question::Arrival, answered(200, ADA));
    assert!(effects.contains(&Effect::Stop(read_number)) && !effects.contains(&Effect::Stop(write_number)));
    let opened: Vec<Method> = effects
        .iter()
        .filter_map(
            |effect| if let Effect::Open(_, call, _) = effect { Some(call.asked.method) } else { None },
        )
        .collect();
    assert_eq!(opened, [Method::Get]);
    // What Procore says to the old token says nothing of the new one.
    let late = Event::Answered {
        question: Question::Call,
        number: write_number,
        outcome: answered(401, ""),
        now: NOW,
    };
    update(&mut console, late);
    assert!(console.signed_in().is_some());
}

#[test]
fn lists_are_asked_for_when_they_are_opened_and_searched_by_the_server_when_they_are_long() {
    let mut console = at_work(ADA);
    assert_eq!(update(&mut console, Event::WantList(Kind::Project, String::new())), [], "of no company");
    let effects = update(&mut console, Event::WantList(Kind::Company, String::new()));
    assert_eq!(urls(&effects), ["https://sandbox.procore.com/rest/v1.0/companies?per_page=1000"]);
    for search in ["", "exa"] {
        assert_eq!(
            update(&mut console, Event::WantList(Kind::Company, search.into())),
            [],
            "it is being asked"
        );
    }
    reply(&mut console, Question::Companies, answered(503, ""));
    assert_eq!(console.places.companies.failed, Some(Some(503)));
    assert!(!update(&mut console, Event::WantList(Kind::Company, String::new())).is_empty(), "another try");
    reply(&mut console, Question::Companies, answered(200, r#"[{"id":7,"name":"Example"}]"#));
    assert_eq!(console.places.companies.entries.len(), 1);
    assert_eq!(update(&mut console, Event::WantList(Kind::Company, "exa".into())), [], "it is known");

    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    let effects = update(&mut console, Event::WantList(Kind::Project, String::new()));
    let target = "/rest/v1.1/projects?company_id=7&view=compact&per_page=1000";
    assert_eq!(urls(&effects), [format!("https://sandbox.procore.com{target}")]);
    let many: Vec<String> = (0..LONGEST_LIST).map(|id| format!("{{\"id\":{id},\"name\":\"P\"}}")).collect();
    reply(&mut console, Question::Projects, answered(200, &format!("[{}]", many.join(","))));
    assert!(!console.places.projects.is_all);
    let effects = update(&mut console, Event::WantList(Kind::Project, " li&b ".into()));
    assert_eq!(urls(&effects), [format!("https://sandbox.procore.com{target}&filters[name]=li%26b")]);
    let searching = console.calls;
    let effects = update(&mut console, Event::WantList(Kind::Project, "lib".into()));
    assert_eq!(effects[0], Effect::Stop(searching));
    // The answer to what is no longer asked is not taken.
    let outcome = answered(200, "[]");
    update(
        &mut console,
        Event::Answered { question: Question::Projects, number: searching, outcome, now: NOW },
    );
    assert_eq!(console.places.projects.entries.len(), LONGEST_LIST);
    reply(&mut console, Question::Projects, answered(200, r#"[{"id":5,"name":"Library"}]"#));
    assert_eq!(
        console.places.projects.entries,
        [Named { id: "5".into(), name: "Library".into(), number: None }]
    );
    update(&mut console, Event::ChooseCompany(Some(named("8"))));
    assert_eq!(console.places.projects, List::default());
}

#[test]
fn what_was_chosen_is_chosen_the_next_time() {
    let mut console = at_work(ADA);
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    let effects = update(&mut console, Event::ChooseProject(Some(named("8"))));
    let Some(Effect::SavePreference(change)) = effects.into_iter().next() else { panic!("not kept") };
    let mut preferences = startup().preferences;
    preferences.apply(change);
    let (_, pending, _) = began(Route::Home);
    let (console, _) =
        start(Startup { answer: answer(GRANTED), pending: Some(pending), preferences, ..startup() });
    assert_eq!(console.places.chosen, Chosen { company: Some(named("7")), project: Some(named("8")) });
}

#[test]
fn what_is_typed_survives_a_reload_and_is_given_to_nobody_else() {
    let mut console = at_work(ADA);
    assert_eq!(stored_drafts(&mut console), None, "nothing was typed");
    update(&mut console, Event::OpenSheet);
    let pair = |name: &str| vec![(name.to_owned(), "ü&=\n".to_owned())];
    for edit in [
        Edit::Method(Method::Put),
        Edit::Path("/rest/v1.0/x/{id}?a=b".into()),
        Edit::Value("id".into(), "7".into()),
        Edit::Headers(pair("h")),
        Edit::Kind(BodyKind::Multipart),
        Edit::Json("{".into()),
        Edit::Fields(pair("f")),
        Edit::Parts(vec![
            DraftPart { name: "t".into(), content: Content::Text("x".into()), file: None },
            DraftPart { name: "f".into(), content: Content::File("f.pdf".into()), file: Some(3) },
        ]),
    ] {
        update(&mut console, Event::Edit(edit));
    }
    let mut typed = console.work.sheet().draft.clone();
    typed.parts[1].file = None;
    let drafts = stored_drafts(&mut console);
    assert!(drafts.is_some());

    let again = |drafts: Option<String>, me: &str| {
        let (_, pending, _) = began(Route::Home);
        let startup = Startup { answer: answer(GRANTED), pending: Some(pending), drafts, ..startup() };
        let (mut console, effects) = start(startup);
        assert!(
            !effects.iter().any(|effect| matches!(effect, Effect::KeepDrafts(_))),
            "whose they are is not known"
        );
        let effects = reply(&mut console, Question::Call, answered(200, me));
        (console, effects)
    };
    let (mut ada, _) = again(drafts.clone(), ADA);
    assert_eq!((ada.work.sheets().len(), &ada.work.sheet().draft), (2, &typed));
    // The tab of the first call was open before.
    assert_eq!(
        ada.work.sheets()[0].call.as_ref().and_then(|call| call.outcome.clone()),
        Some(answered(200, ADA))
    );
    assert!(update(&mut ada, Event::SignOut).contains(&Effect::KeepDrafts(None)));
    assert!(
        !update(&mut ada, Event::DismissNote).iter().any(|effect| matches!(effect, Effect::KeepDrafts(_)))
    );
    let (bjorn, effects) = again(drafts, BJORN);
    assert_eq!(bjorn.work.sheets().len(), 1);
    assert!(effects.contains(&Effect::KeepDrafts(None)));
    for rubbish in ["", "draft=x", "environment=sandbox&owner=1&shown=9&draft=&draft=method%3DGET"] {
        let (console, _) = again(Some(rubbish.into()), ADA);
        assert_eq!(console.work.sheets().len(), 1, "{rubbish}");
    }
    // What is too long is not kept, and takes nothing with it.
    let mut console = at_work(ADA);
    edit_only(&mut console, Edit::Path("/x".into()));
    edit_only(&mut console, Edit::Json("1".repeat(100_000)));
    let (ada, _) = again(stored_drafts(&mut console), ADA);
    assert_eq!((ada.work.sheet().draft.path.as_str(), ada.work.sheet().draft.json.as_str()), ("/x", ""));
}

/// Many events are one record, which is made after a pause or when the page goes.
#[test]
fn what_is_typed_is_written_after_a_pause() {
    let mut console = at_work(ADA);
    let type_path = |console: &mut Console, path: &str| {
        let effects = update(console, Event::Edit(Edit::Path(path.into())));
        let is_of_drafts = |effect: &Effect| matches!(effect, Effect::KeepDrafts(_) | Effect::SaveDraftsSoon);
        effects.into_iter().filter(is_of_drafts).collect::<Vec<_>>()
    };
    assert_eq!(type_path(&mut console, "/a"), [Effect::SaveDraftsSoon]);
    assert_eq!(type_path(&mut console, "/ab"), []);
    let effects = update(&mut console, Event::SaveDrafts);
    let [Effect::KeepDrafts(Some(record))] = &effects[..] else { panic!("{effects:?}") };
    assert!(record.contains("ab"), "{record}");
    assert_eq!(update(&mut console, Event::SaveDrafts), [], "nothing was typed since");
    assert_eq!(type_path(&mut console, "/abc"), [Effect::SaveDraftsSoon]);
}

/// What was open is open again, in its order, with the one in sight; nothing more.
#[test]
fn a_reload_opens_the_tabs_that_were_open() {
    let open = |paths: &[&str], shown: usize, closes_first: bool| {
        let mut console = at_work(ADA);
        let first = console.work.sheet().id;
        for path in paths {
            update(&mut console, Event::OpenSheet);
            edit_only(&mut console, Edit::Path((*path).into()));
        }
        if closes_first {
            update(&mut console, Event::CloseSheet(first));
        }
        if let Some(sheet) = console.work.sheets().get(shown) {
            let id = sheet.id;
            update(&mut console, Event::ShowSheet(id));
        }
        console
    };
    let open_now = |console: &Console| {
        let shown = console.work.sheet().id;
        let sheets = console.work.sheets().iter();
        sheets.map(|sheet| (sheet.draft.path.clone(), sheet.id == shown)).collect::<Vec<_>>()
    };
    let reload = |console: &mut Console| {
        let drafts = stored_drafts(console);
        let (mut console, _) = start(Startup { stored: Some(record(console)), drafts, ..startup() });
        let first = number_of(&console, Question::Call);
        update(&mut console, Event::Began(first, 200));
        let effects = reply(&mut console, Question::Call, answered(200, ADA));
        (console, effects, first)
    };
    let most: Vec<&str> = vec!["/x"; MOST_SHEETS - 1];
    for (paths, shown, closes_first) in [
        (&[][..], 0, false),
        (&["/a"], 0, true),
        (&["/a", "/b"], 0, true),
        (&["/a", "/b"], 1, true),
        (&["/a", "/b"], 0, false),
        (&["/a", "/b"], 2, false),
        (&["", "/b"], 0, true),
        (&["/a", "/a"], 1, true),
        (&["/é?q=\"&&r=%zz\u{2028}", "/b"], 0, true),
        (&most, 3, false),
        (&most, 3, true),
    ] {
        let mut console = open(paths, shown, closes_first);
        let (mut again, effects, first) = reload(&mut console);
        assert_eq!(open_now(&again), open_now(&console), "{paths:?} {shown} {closes_first}");
        let is_closed = effects.contains(&Effect::Close(first));
        assert_eq!(is_closed, closes_first, "the document of the first call goes with its tab");
        let (twice, ..) = reload(&mut again);
        assert_eq!(open_now(&twice), open_now(&console), "{paths:?} {shown} {closes_first}");
    }
    // The first tab that became another request.
    let mut console = at_work(ADA);
    edit_only(&mut console, Edit::Path("/rest/v1.0/companies".into()));
    assert_eq!(open_now(&reload(&mut console).0), [("/rest/v1.0/companies".to_owned(), true)]);
}

fn edit_only(console: &mut Console, edit: Edit) {
    update(console, Event::Edit(edit));
}
