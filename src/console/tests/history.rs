//! History and saved requests: what is kept and for whom, what becomes of an entry that is opened, and files.

use super::super::history::History;
use super::requests::{edit, fault, in_production, named, sent, write};
use super::*;
use crate::console::history::{
    About, FileFault, Filing, FormPart, Format, MOST_CALLS, MOST_SAVED, Owner, Reading, Recall, Rows,
    SaveFault, Shelf, Stored, Told, Whence,
};
use crate::procore::{Body, CompanyId, Failure, Method, Outgoing, RowEdit, TargetError};
use crate::share::{Export, ImportError, Past, SavedRequest};

const READS: &str = "/rest/v1.0/vendors?page=2";

fn ada() -> Owner {
    Owner { environment: "sandbox".into(), person: "1".into() }
}

fn filed(effects: Vec<Effect>) -> Vec<Filing> {
    let filing = |effect| if let Effect::History(filing) = effect { Some(filing) } else { None };
    effects.into_iter().filter_map(filing).collect()
}

/// The calls that are kept, and for whom.
fn kept(effects: Vec<Effect>) -> Vec<(Owner, Past)> {
    let keep = |filing| if let Filing::Keep(owner, past) = filing { Some((owner, *past)) } else { None };
    filed(effects).into_iter().filter_map(keep).collect()
}

fn does(console: &mut Console, recall: Recall) -> Vec<Filing> {
    filed(update(console, Event::History(recall)))
}

/// Sends a request and says what becomes of it.
fn call(console: &mut Console, method: Method, path: &str, outcome: Outcome) -> Vec<Effect> {
    write(console, method, path);
    assert!(sent(&update(console, Event::Send(NOW))).is_some(), "{:?}", fault(console));
    reply(console, Question::Call, outcome)
}

fn past(target: &str, at: u64) -> Past {
    let request = Outgoing { target: target.into(), ..Outgoing::default() };
    Past { request, environment: "sandbox".into(), status: Some(200), at: UnixTime(at), elapsed: 1, bytes: 2 }
}

fn request(name: &str, request: Outgoing) -> SavedRequest {
    SavedRequest {
        name: name.into(),
        environment: Some("sandbox".into()),
        request,
        ..SavedRequest::default()
    }
}

/// A console whose lists are open and hold these.
fn with(calls: &[Past], saved: &[SavedRequest]) -> Console {
    let mut console = at_work(ADA);
    assert_eq!(does(&mut console, Recall::Toggle(Shelf::Calls)), [Filing::Read(ada())]);
    fn rows<T: Stored>(entries: &[T]) -> Vec<(u64, String)> {
        entries.iter().map(T::to_record).zip(1..).map(|(record, id)| (id, record)).collect()
    }
    let rows = Rows { calls: rows(calls), saved: rows(saved) };
    does(&mut console, Recall::Read(ada(), Some(Box::new(rows))));
    assert_eq!(console.history.reading, Reading::Known);
    console
}

#[test]
fn a_call_is_kept_for_the_person_who_made_it() {
    let mut console = signed_in();
    // Who it is is not known yet, and the app asks that by itself.
    assert_eq!(kept(reply(&mut console, Question::Call, answered(200, ADA))), []);
    let expected = Past {
        request: Outgoing { target: READS.into(), ..Outgoing::default() },
        environment: "sandbox".into(),
        status: Some(404),
        at: NOW,
        elapsed: 1,
        bytes: 2,
    };
    let effects = call(&mut console, Method::Get, READS, answered(404, "{}"));
    assert_eq!(kept(effects), [(ada(), expected.clone())]);
    // Without an answer there is nothing to measure.
    let effects = call(&mut console, Method::Get, READS, Outcome::Failed(Failure::Unreachable));
    let unanswered = Past { status: None, elapsed: 0, bytes: 0, ..expected };
    assert_eq!(kept(effects), [(ada(), unanswered)]);
    // The answer that ends the session is kept too.
    let effects = call(&mut console, Method::Get, READS, answered(401, ""));
    assert_eq!(kept(effects).len(), 1);
    assert!(console.signed_in().is_none());
}

#[test]
fn what_nobody_waits_for_any_more_is_kept_as_well() {
    let begin = |method| {
        let mut console = at_work(ADA);
        write(&mut console, method, "/rest/v1.0/a");
        update(&mut console, Event::Send(NOW));
        console
    };
    for method in [Method::Get, Method::Post] {
        let mut console = begin(method);
        let number = number_of(&console, Question::Call);
        let id = console.work.sheet().id;
        let kept_then = kept(update(&mut console, Event::CloseSheet(id)));
        assert_eq!(kept_then.iter().map(|(_, past)| past.status).collect::<Vec<_>>(), [None], "{method:?}");
        let late = Event::Answered { question: Question::Call, number, outcome: answered(200, ""), now: NOW };
        assert_eq!(kept(update(&mut console, late)), [], "once");
    }
    let mut console = begin(Method::Get);
    let number = number_of(&console, Question::Call);
    assert_eq!(kept(update(&mut console, Event::Lost(number))).len(), 1);
    // A write may have done what it was to do.
    for (method, number) in [(Method::Get, 0), (Method::Post, 1)] {
        let mut console = begin(method);
        assert_eq!(kept(update(&mut console, Event::SignOut)).len(), number, "{method:?}");
    }
}

#[test]
fn neither_secrets_nor_the_token_are_kept_and_bodies_only_on_demand() {
    let mut console = at_work(ADA);
    edit(&mut console, [Edit::Kind(BodyKind::Json), Edit::Json("{\"a\": 1}".into())]);
    let secret = ("X-Api-Key".to_owned(), "hush".to_owned());
    let plain = ("X-Note".to_owned(), "a".to_owned());
    edit(&mut console, [Edit::Headers(vec![secret, plain.clone()])]);
    let request = |console: &mut Console, path: &str| {
        let effects = call(console, Method::Post, path, answered(200, ""));
        kept(effects).pop().map(|(_, past)| past.request)
    };
    let without = request(&mut console, "/rest/v1.0/a?access_token=x&b=1").expect("kept");
    assert_eq!((&*without.target, &without.headers), ("/rest/v1.0/a?b=1", &vec![plain]));
    assert_eq!(without.body, Body::Json(String::new()));
    does(&mut console, Recall::KeepBodies(true));
    assert_eq!(
        request(&mut console, "/rest/v1.0/a").map(|it| it.body),
        Some(Body::Json("{\"a\": 1}".into()))
    );
    edit(&mut console, [Edit::Json("\"obviously-fake-token\"".into())]);
    assert_eq!(request(&mut console, "/rest/v1.0/a"), None);
    edit(&mut console, [Edit::Json("0".into())]);
    assert_eq!(request(&mut console, "/rest/v1.0/obviously-fake-token"), None);
}

#[test]
fn the_lists_are_one_persons() {
    let mut console = with(&[past(READS, 1)], &[]);
    let elsewhere = Owner { person: "2".into(), ..ada() };
    does(&mut console, Recall::Kept(elsewhere.clone(), 9, Box::new(past(READS, 2))));
    does(&mut console, Recall::Read(elsewhere, Some(Box::default())));
    assert_eq!(console.history.calls.entries().len(), 1);
    does(&mut console, Recall::Kept(ada(), 2, Box::new(past(READS, 2))));
    assert_eq!(console.history.calls.entries().iter().map(|kept| kept.id).collect::<Vec<_>>(), [2, 1]);
    for id in 3..MOST_CALLS as u64 + 5 {
        does(&mut console, Recall::Kept(ada(), id, Box::new(past(READS, id))));
    }
    assert_eq!(console.history.calls.entries().len(), MOST_CALLS);
    assert_eq!(console.history.calls.get(1), None, "the oldest");
    for ends in [Event::SignOut, Event::SignedOutElsewhere(nonce(0x1d))] {
        let mut console = console.clone();
        update(&mut console, ends);
        assert_eq!(console.history, History::default());
        assert_eq!(does(&mut console, Recall::Toggle(Shelf::Saved)), []);
        assert_eq!(does(&mut console, Recall::Export(Format::Json)), []);
    }
    // Nor while nobody knows who it is.
    let mut console = signed_in();
    assert_eq!(does(&mut console, Recall::Toggle(Shelf::Calls)), []);
    assert_eq!(console.history.reading, Reading::NotAsked);
    let effects = reply(&mut console, Question::Call, answered(200, ADA));
    assert_eq!(filed(effects), [Filing::Read(ada())]);
}

#[test]
fn an_entry_is_opened_as_a_draft_and_sent_by_nobody() {
    let request = Outgoing {
        method: Method::Delete,
        target: "/rest/v1.0/projects/5/rfis/7?a=%5B1".into(),
        headers: vec![("X-Note".into(), "a".into())],
        body: Body::Form(vec![("a".into(), "b".into())]),
        company: CompanyId::parse("7").ok(),
    };
    let mut console = with(&[Past { request: request.clone(), ..past("", 1) }], &[]);
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    assert_eq!(quiet(update(&mut console, Event::History(Recall::Open(Shelf::Calls, 1)))), []);
    assert_eq!((console.work.sheets().len(), console.work.call()), (2, None));
    assert_eq!(console.drafted(), Some(Ok(request)));
    assert_eq!(console.notices(), [] as [String; 0]);
    // It obeys what stands in the way of any DELETE.
    assert_eq!(sent(&update(&mut console, Event::Send(NOW))), None);
    assert!(console.work.sheet().wish.is_some());
    // It is not run again by one click either.
    assert_eq!(sent(&update(&mut console, Event::History(Recall::RunAgain(1, NOW)))), None);
}

#[test]
fn run_again() {
    let theirs = Past {
        request: Outgoing { company: CompanyId::parse("7").ok(), ..past(READS, 1).request },
        ..past(READS, 1)
    };
    let me = past("/rest/v1.0/me", 3);
    let mut console =
        with(&[theirs, past(READS, 2), me, Past { environment: "production".into(), ..past(READS, 4) }], &[]);
    let targets = |console: &mut Console| {
        (1..5)
            .filter(|id| {
                let sheets = console.work.sheets().len();
                let effects = update(console, Event::History(Recall::RunAgain(*id, NOW)));
                assert_eq!(console.work.sheets().len(), sheets + 1, "each opens a tab");
                sent(&effects).is_some()
            })
            .collect::<Vec<u64>>()
    };
    assert_eq!(targets(&mut console), [2, 3], "no company is chosen");
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    assert_eq!(targets(&mut console), [1, 3]);
    while console.work.sheets().len() < MOST_SHEETS {
        update(&mut console, Event::OpenSheet);
    }
    let before = console.work.sheet().clone();
    assert_eq!(sent(&update(&mut console, Event::History(Recall::RunAgain(1, NOW)))), None);
    assert_eq!(fault(&console), Some(DraftFault::TooManySheets));
    assert_eq!(console.work.sheet().draft, before.draft);
}

#[test]
fn what_is_to_be_said_of_an_entry_from_elsewhere() {
    let of = |company: Option<&str>, environment: &str, body| Past {
        request: Outgoing {
            method: Method::Post,
            target: "/rest/v1.0/a".into(),
            company: company.and_then(|id| CompanyId::parse(id).ok()),
            body,
            ..Outgoing::default()
        },
        environment: environment.into(),
        ..past("", 1)
    };
    let json = || Body::Json("{}".into());
    for (past, chosen, expected) in [
        (of(None, "sandbox", Body::Empty), None, &[][..]),
        (of(Some("7"), "sandbox", json()), Some("7"), &[]),
        (
            of(None, "gone", json()),
            None,
            &["This call was made in gone. You are in Developer sandbox, and that is where it goes."],
        ),
        (
            of(None, "production", json()),
            None,
            &["This call was made in Production. You are in Developer sandbox, and that is where it goes."],
        ),
        (
            of(Some("7"), "sandbox", json()),
            Some("8"),
            &[
                "This call was made for company 7. As you work now, it goes for company Number 8 (8): choose another above if it should not.",
            ],
        ),
        (
            of(Some("7"), "sandbox", json()),
            None,
            &[
                "This call was made for company 7. As you work now, it goes without a company: choose another above if it should not.",
            ],
        ),
        (
            of(None, "sandbox", json()),
            Some("8"),
            &[
                "This call was made without a company. As you work now, it goes for company Number 8 (8): choose another above if it should not.",
            ],
        ),
        (
            of(None, "sandbox", Body::Json(String::new())),
            None,
            &["The body that was sent is not here: the history keeps bodies only if you want it to."],
        ),
    ] {
        let mut console = with(&[past], &[]);
        update(&mut console, Event::ChooseCompany(chosen.map(named)));
        does(&mut console, Recall::Open(Shelf::Calls, 1));
        assert_eq!(console.notices(), expected);
        // Another query is the same call, another path is not.
        update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/a?b".into())));
        assert_eq!(console.notices(), expected);
        update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/b".into())));
        assert_eq!(console.notices(), [] as [String; 0]);
    }
}

#[test]
fn a_reload_still_knows_where_a_draft_was_taken_from() {
    let mut console = with(
        &[],
        &[request(
            "A",
            Outgoing { target: "/a".into(), company: CompanyId::parse("7").ok(), ..Outgoing::default() },
        )],
    );
    does(&mut console, Recall::Open(Shelf::Saved, 1));
    let notices = console.notices();
    assert_eq!(notices.len(), 1);
    let drafts = stored_drafts(&mut console);
    let (mut console, _) = start(Startup { stored: Some(record(&console)), drafts, ..startup() });
    reply(&mut console, Question::Call, answered(200, ADA));
    assert_eq!(console.notices(), notices);
    let whence =
        Whence { saved: Some(1), environment: Some("sandbox".into()), company: CompanyId::parse("7").ok() };
    assert_eq!(console.work.sheet().draft.whence, Some(whence));
}

fn fill(console: &mut Console, name: &str, folder: &str, notes: &str) {
    for (part, text) in [(FormPart::Name, name), (FormPart::Folder, folder), (FormPart::Notes, notes)] {
        does(console, Recall::Fill(part, text.into()));
    }
}

fn form_fault(console: &Console) -> Option<SaveFault> {
    console.history.form.as_ref().expect("a form").fault.clone()
}

#[test]
fn the_request_in_sight_is_saved_as_it_is_typed() {
    let mut console = at_work(ADA);
    update(&mut console, Event::ChooseCompany(Some(named("7"))));
    update(&mut console, Event::ChooseProject(Some(named("5"))));
    write(
        &mut console,
        Method::Patch,
        " /rest/v1.0/projects/{project_id}/rfis/{id}?company_id={company_id}&token={x}&access_token=y ",
    );
    edit(
        &mut console,
        [Edit::Value("id".into(), "a b".into()), Edit::Kind(BodyKind::Json), Edit::Json("{".into())],
    );
    assert_eq!(does(&mut console, Recall::OpenForm), [Filing::Read(ada())]);
    assert_eq!(console.history.form.as_ref().map(|form| &*form.name), Some("PATCH rfis"));
    fill(&mut console, " Close ", " RFIs", "Two\nlines ");
    let expected = SavedRequest {
        name: "Close".into(),
        folder: "RFIs".into(),
        notes: "Two\nlines".into(),
        environment: Some("sandbox".into()),
        request: Outgoing {
            method: Method::Patch,
            target: "/rest/v1.0/projects/{project_id}/rfis/a%20b?company_id={company_id}&token={x}".into(),
            company: CompanyId::parse("7").ok(),
            headers: Vec::new(),
            body: Body::Json("{".into()),
        },
    };
    let put = does(&mut console, Recall::Save { is_new: false });
    assert_eq!(put, [Filing::Put(ada(), None, Box::new(expected.clone()))]);
    assert_eq!(does(&mut console, Recall::Save { is_new: false }), [], "once for two clicks");
    does(&mut console, Recall::Stored(ada(), None, Box::new(expected.clone())));
    assert_eq!(form_fault(&console), Some(SaveFault::NotStored));
    does(&mut console, Recall::Save { is_new: false });
    does(&mut console, Recall::Stored(ada(), Some(3), Box::new(expected.clone())));
    assert_eq!((console.history.form.clone(), console.history.saved.get(3)), (None, Some(&expected)));
    // What is chosen fills it, wherever it is opened.
    update(&mut console, Event::ChooseProject(Some(named("6"))));
    does(&mut console, Recall::Open(Shelf::Saved, 3));
    edit(&mut console, [Edit::Value("x".into(), "1".into()), Edit::Json("{}".into())]);
    let target = console.drafted().map(|it| it.expect("a request").target);
    assert_eq!(target.as_deref(), Some("/rest/v1.0/projects/6/rfis/a%20b?company_id=7&token=1"));
}

#[test]
fn what_cannot_be_saved_is_told_at_the_form() {
    let full = vec![request("A", Outgoing { target: "/a".into(), ..Outgoing::default() }); MOST_SAVED];
    for (saved, name, path, expected) in [
        (&[][..], " ", "/rest/v1.0/a", SaveFault::NoName),
        (&[], "A", "", SaveFault::Target(TargetError::NotAPath)),
        (
            &[],
            "A",
            "https://evil.example/{id}",
            SaveFault::Target(TargetError::ForeignHost("evil.example".into())),
        ),
        (&[], "A", "//evil.example/{id}", SaveFault::Target(TargetError::ForeignHost("evil.example".into()))),
        (&[], "A", "/rest/obviously-fake-token", SaveFault::HoldsToken),
        (&full, "A", "/rest/v1.0/a", SaveFault::TooMany),
    ] {
        let mut console = with(&[], saved);
        write(&mut console, Method::Get, path);
        does(&mut console, Recall::OpenForm);
        fill(&mut console, name, "", "");
        assert_eq!(does(&mut console, Recall::Save { is_new: false }), []);
        assert_eq!(form_fault(&console), Some(expected));
        does(&mut console, Recall::Fill(FormPart::Notes, "a".into()));
        assert_eq!(form_fault(&console), None);
    }
    // A full address of the own API is a path.
    let mut console = with(&[], &[]);
    write(&mut console, Method::Get, "https://sandbox.procore.com/rest/v1.0/projects/{project_id}");
    does(&mut console, Recall::OpenForm);
    match &does(&mut console, Recall::Save { is_new: false })[..] {
        [Filing::Put(_, None, saved)] => assert_eq!(saved.request.target, "/rest/v1.0/projects/{project_id}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_saved_request_is_changed_deleted_and_had_back() {
    let first = request("A", Outgoing { target: "/a".into(), ..Outgoing::default() });
    let mut console = with(&[], std::slice::from_ref(&first));
    does(&mut console, Recall::EditSaved(1));
    assert_eq!(console.history.form.as_ref().map(|form| form.about), Some(About::Saved(1)));
    fill(&mut console, "B", "F", "");
    let renamed = SavedRequest { name: "B".into(), folder: "F".into(), ..first };
    let put = does(&mut console, Recall::Save { is_new: false });
    assert_eq!(put, [Filing::Put(ada(), Some(1), Box::new(renamed.clone()))]);
    does(&mut console, Recall::Stored(ada(), Some(1), Box::new(renamed.clone())));
    // Opened and changed, it may be saved in its own place or as another.
    does(&mut console, Recall::Open(Shelf::Saved, 1));
    edit(
        &mut console,
        [Edit::Query(RowEdit::Name(0, "x".into())), Edit::Query(RowEdit::Value(0, "1".into()))],
    );
    for (is_new, id) in [(false, Some(1)), (true, None)] {
        does(&mut console, Recall::OpenForm);
        let changed = Outgoing { target: "/a?x=1".into(), ..Outgoing::default() };
        let changed = SavedRequest { request: changed, ..renamed.clone() };
        let put = does(&mut console, Recall::Save { is_new });
        assert_eq!(put, [Filing::Put(ada(), id, Box::new(changed))]);
    }
    assert_eq!(does(&mut console, Recall::Delete(1)), [Filing::Delete(1)]);
    assert_eq!(console.history.saved.entries(), []);
    assert_eq!(does(&mut console, Recall::Undo), [Filing::Put(ada(), Some(1), Box::new(renamed.clone()))]);
    does(&mut console, Recall::Stored(ada(), Some(1), Box::new(renamed)));
    assert_eq!((console.history.saved.entries().len(), &console.history.deleted), (1, &None));
}

#[test]
fn a_file_brings_what_is_new() {
    let saved = |name: &str| request(name, Outgoing { target: "/a".into(), ..Outgoing::default() });
    let mut console = with(&[past(READS, 1)], &[saved("A")]);
    assert_eq!(
        does(&mut console, Recall::Export(Format::Json)),
        [Filing::Export(Box::new(Export { saved: vec![saved("A")], history: vec![past(READS, 1)] }))]
    );
    assert_eq!(
        does(&mut console, Recall::Export(Format::Postman)),
        [Filing::Collection(vec![saved("A")], "https://sandbox.procore.com".into())]
    );
    assert_eq!(does(&mut console, Recall::Import(4)), [Filing::Import(4)]);
    let brings =
        |saved: Vec<SavedRequest>, history| Recall::Imported(Box::new(Ok(Export { saved, history })));
    let history = vec![past(READS, 1), past(READS, 2), past(READS, 3), past(READS, 3)];
    assert_eq!(
        does(&mut console, brings(vec![saved("B"), saved("A"), saved("B")], history)),
        [Filing::Add(
            ada(),
            Box::new(Export { saved: vec![saved("B")], history: vec![past(READS, 3), past(READS, 2)] })
        )]
    );
    assert_eq!(console.history.told, Some(Told::Imported { saved: 1, calls: 2, known: 4 }));
    // What the browser does not store is told.
    does(&mut console, Recall::Read(ada(), None));
    assert_eq!(
        (console.history.told.clone(), console.history.reading),
        (Some(Told::NotStored), Reading::Known)
    );
    assert_eq!(does(&mut console, brings(vec![saved("A")], Vec::new())), []);
    assert_eq!(console.history.told, Some(Told::Imported { saved: 0, calls: 0, known: 1 }));
    // A file brings no token either.
    let hidden = brings(
        vec![request("A", Outgoing { target: "/obviously-fake-token".into(), ..Outgoing::default() })],
        Vec::new(),
    );
    assert_eq!(does(&mut console, hidden), []);
    let many = (0..MOST_SAVED).map(|number| saved(&number.to_string())).collect();
    assert_eq!(does(&mut console, brings(many, Vec::new())), []);
    assert_eq!(console.history.told, Some(Told::NoRoom(MOST_SAVED)));
    for fault in [FileFault::Content(ImportError::Foreign), FileFault::Unreadable, FileFault::NoReader] {
        assert_eq!(does(&mut console, Recall::Imported(Box::new(Err(fault.clone())))), []);
        assert_eq!(console.history.told, Some(Told::NotImported(fault)));
    }
    assert_eq!(console.history.saved.entries().len(), 1);
}

#[test]
fn everything_is_forgotten() {
    let mut console = in_production();
    update(&mut console, Event::Unlock(NOW));
    write(&mut console, Method::Post, "/rest/v1.0/a");
    update(&mut console, Event::Send(NOW));
    let effects = update(&mut console, Event::ForgetEverything);
    let at = |wanted: fn(&Effect) -> bool| effects.iter().position(wanted);
    let removed = at(|effect| *effect == Effect::ForgetEverything).expect("it is removed");
    let told = at(|effect| matches!(effect, Effect::RecordEnd(_))).expect("other tabs are told");
    assert!(removed < told, "what other tabs are told must stay");
    assert_eq!(
        at(|effect| matches!(effect, Effect::History(_))),
        None,
        "nothing is kept of what is under way"
    );
    assert_eq!((console.preferences.clone(), console.work.is_open()), (Preferences::default(), false));
    assert!(console.signed_out().is_some());
    for (is_done, note) in [(true, Note::Forgotten), (false, Note::NotForgotten)] {
        update(&mut console, Event::Forgotten(is_done));
        assert_eq!(console.note, Some(note));
    }
}
