//! Calls that were refused: why, what the body said, how long to stay away, and what support is told.

use super::*;
use crate::procore::{Cause, CompanyFault, Failure, Method};
use proptest::prelude::*;

const READS: &str = "/rest/v1.0/projects/5/rfis";

/// A call of that method was answered like this, a second after [`NOW`].
fn refused(method: Method, status: u16, headers: &[(&str, &str)], body: &str) -> Console {
    let mut console = at_work(ADA);
    send(&mut console, method, READS);
    reply(&mut console, Question::Call, answered_with(status, headers, body));
    console
}

fn send(console: &mut Console, method: Method, path: &str) {
    update(console, Event::Edit(Edit::Method(method)));
    update(console, Event::Edit(Edit::Path(path.into())));
    update(console, Event::Send(NOW));
    update(console, Event::Confirm(String::new(), NOW));
}

fn refusal(console: &Console) -> Refusal {
    console.refusal().expect("a refusal")
}

#[test]
fn every_body_is_read_and_every_cause_is_found() {
    let differs = Cause::Company(CompanyFault::Missing);
    let generic = r#"{"code":400,"message":"No.","fields":{"due_date":["is no date"]},"reason":"bad"}"#;
    let invalid = |names: &[&str]| Cause::Invalid(names.iter().map(|name| (*name).to_owned()).collect());
    for (status, body, cause, messages, fields, code) in [
        (403, r#"{"errors":["App is not connected to this company."]}"#, Cause::AppNotConnected, 1, 0, None),
        (403, r#"{"errors":"You lack the permission."}"#, Cause::NotPermitted, 1, 0, None),
        (403, "", differs.clone(), 0, 0, None),
        (400, "Missing Procore-Company-Id header.", differs, 1, 0, None),
        (400, r#"{"error":{"code":"BAD","message":"No."}}"#, Cause::Malformed, 1, 0, Some("BAD")),
        (400, generic, Cause::Malformed, 2, 1, Some("400")),
        (422, r#"{"errors":{"assignees":["required"]}}"#, invalid(&["assignees"]), 0, 1, None),
        (422, r#"{"message":"Not saved.","error":"The title is taken."}"#, invalid(&[]), 2, 0, None),
        (404, r#"{"message":"Nothing."}"#, Cause::NotFound, 1, 0, None),
        (405, "", Cause::Method(Method::Get), 0, 0, None),
        (406, "", Cause::NotAcceptable, 0, 0, None),
        (408, "", Cause::TooMuch, 0, 0, None),
        (409, "", Cause::Conflict, 0, 0, None),
        (410, "", Cause::Gone, 0, 0, None),
        (413, "", Cause::TooLarge, 0, 0, None),
        (429, r#"{"error":"Too many."}"#, Cause::RateLimited, 1, 0, None),
        (429, "Too many calls within an hour.", Cause::RateLimited, 1, 0, None),
        (500, "", Cause::ServerError, 0, 0, None),
        (502, "<html><title>Bad gateway</title>", Cause::ServerError, 1, 0, None),
        (503, "", Cause::Unavailable, 0, 0, None),
    ] {
        let console = refused(Method::Get, status, &[], body);
        let refusal = refusal(&console);
        assert_eq!((refusal.status, &refusal.cause), (status, &cause), "{body}");
        let said = &refusal.said;
        assert_eq!((said.messages.len(), said.fields.len()), (messages, fields), "{said:?}");
        assert_eq!(said.code.as_deref(), code);
        assert_eq!(refusal.meaning, cause.meaning());
    }
    for status in [200, 204, 304] {
        assert_eq!(refused(Method::Get, status, &[], "{}").refusal(), None, "{status}");
    }
}

#[test]
fn only_the_call_in_sight_is_explained_once_it_has_ended() {
    let mut console = refused(Method::Get, 404, &[], "");
    assert!(console.refusal().is_some());
    update(&mut console, Event::Send(NOW));
    assert_eq!(console.refusal(), None, "another call is under way");
    // The session ends meanwhile: what is known is of the call before.
    update(&mut console, Event::SignedOutElsewhere(nonce(9)));
    super::super::session::end(&mut console, Some(Ended::Expired));
    assert_eq!((console.refusal(), console.bundle(0)), (None, None));
    let mut console = refused(Method::Get, 404, &[], "");
    update(&mut console, Event::OpenSheet);
    assert_eq!(console.refusal(), None);
}

#[test]
fn fields_are_found_by_the_names_that_forms_have_for_them() {
    let body =
        r#"{"errors":{"rfi":{"subject":["blank","too short"]},"status":["odd"],"filters[due]":["x"]}}"#;
    let console = refused(Method::Post, 422, &[], body);
    for (name, said) in [
        ("rfi[subject]", Some("blank; too short")),
        ("rfi.subject", Some("blank; too short")),
        ("subject", Some("blank; too short")),
        ("rfi[subject][]", Some("blank; too short")),
        ("observation[rfi][subject]", Some("blank; too short")),
        ("filters[status][]", Some("odd")),
        ("due", Some("x")),
        ("rfi", None),
        ("ject", None),
        ("my_status", None),
        ("", None),
        ("[]", None),
    ] {
        assert_eq!(console.said_of(name).as_deref(), said, "{name}");
    }
}

proptest! {
    /// However deep a field is, and whatever brackets it is written with.
    #[test]
    fn a_field_is_found_by_its_own_name(parts in proptest::collection::vec("[a-z_]{1,6}", 1..5)) {
        let body = format!(r#"{{"errors":{{"{}":["wrong"]}}}}"#, parts.join("."));
        let console = refused(Method::Post, 422, &[], &body);
        let inner: String = parts[1..].iter().map(|part| format!("[{part}]")).collect();
        let name = format!("{}{inner}", parts[0]);
        prop_assert_eq!(console.said_of(&name), Some("wrong".to_owned()));
        prop_assert_eq!(console.said_of(&format!("{name}[]")), Some("wrong".to_owned()));
        prop_assert_eq!(console.said_of(&format!("{name}z")), None);
    }
}

#[test]
fn how_long_to_stay_away() {
    let after = |seconds: &str| vec![("retry-after", seconds.to_owned())];
    let both = || [after("3"), told(25, 0, 9)].concat();
    // What is said by the last good answer, by the refusal; until when after `NOW`, and whether it was told. Refusals
    // come a second after it.
    for (status, before, headers, wait) in [
        (429, vec![], after("7"), Some((8, true))),
        (429, vec![], told(25, 0, 9), Some((9, true))),
        (429, vec![], both(), Some((4, true))),
        // What earlier answers said counts where this one says nothing.
        (429, told(25, 0, 6), vec![], Some((6, true))),
        (429, told(25, 3, 6), vec![], Some((11, false))),
        (429, vec![], told(25, 3, 9), Some((11, false))),
        (429, vec![], vec![], Some((11, false))),
        (503, vec![], after("7"), Some((8, true))),
        (503, told(25, 0, 6), vec![], None),
        (503, vec![], vec![], None),
        (500, vec![], after("7"), None),
        (404, vec![], after("7"), None),
    ] {
        let mut console = signed_in();
        reply(&mut console, Question::Call, with(200, &before, ADA));
        send(&mut console, Method::Get, READS);
        reply(&mut console, Question::Call, with(status, &headers, ""));
        let wait = wait.map(|(seconds, is_told)| Wait { until: later(seconds), is_told });
        assert_eq!(refusal(&console).wait, wait, "{status} {before:?} {headers:?}");
    }
}

#[test]
fn a_wait_is_counted_down() {
    for is_told in [true, false] {
        let wait = Wait { until: later(70), is_told };
        assert!(wait.words(NOW).contains("1 min 10 s"), "{}", wait.words(NOW));
        assert!(wait.words(later(69)).contains("1 s"));
        assert!(!wait.is_over(later(69)) && wait.is_over(later(70)) && wait.is_over(later(71)));
        assert!(wait.words(later(70)).contains("over"), "{}", wait.words(later(70)));
        assert_eq!(wait.words(NOW).contains("not visible"), !is_told);
    }
}

#[test]
fn only_the_same_read_is_offered_again_and_only_where_waiting_may_help() {
    for status in [429, 500, 502, 503, 504] {
        assert!(refusal(&refused(Method::Get, status, &[], "")).may_repeat, "{status}");
        for method in [Method::Post, Method::Patch, Method::Put, Method::Delete] {
            assert!(!refusal(&refused(method, status, &[], "")).may_repeat, "{status} {method:?}");
        }
    }
    for status in [400, 403, 404, 406, 408, 409, 422] {
        assert!(!refusal(&refused(Method::Get, status, &[], "")).may_repeat, "{status}");
    }
    let mut console = refused(Method::Get, 429, &[], "");
    update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/projects/6/rfis".into())));
    assert!(!refusal(&console).may_repeat, "another request is in sight");
    update(&mut console, Event::Edit(Edit::Path(READS.into())));
    assert!(refusal(&console).may_repeat);
    update(&mut console, Event::Edit(Edit::Method(Method::Delete)));
    assert!(!refusal(&console).may_repeat);
    update(&mut console, Event::Edit(Edit::Method(Method::Get)));
    // Pressed, it is a call like any other; nothing is sent before.
    let woken = update(&mut console, Event::Woke { now: later(60), has_leapt: false });
    assert_eq!(urls(&woken), [""; 0]);
    assert_eq!(urls(&update(&mut console, Event::Send(later(60)))), [READS]);
    reply(&mut console, Question::Call, answered(503, ""));
    super::super::session::end(&mut console, Some(Ended::Expired));
    assert!(!refusal(&console).may_repeat, "nobody is signed in");
}

#[test]
fn of_a_write_that_may_have_been_done_nobody_is_told_to_repeat_it() {
    for (status, is_open) in
        [(408, true), (500, true), (502, true), (503, true), (504, true), (429, false), (422, false)]
    {
        for method in Method::ALL {
            let next = refusal(&refused(method, status, &[], "")).meaning.next;
            assert_eq!(
                next.starts_with("Outcome unknown"),
                is_open && method.is_write(),
                "{status} {method:?}"
            );
        }
    }
    let explained = |method: Method, failure: Failure| {
        let mut console = at_work(ADA);
        send(&mut console, method, READS);
        reply(&mut console, Question::Call, Outcome::Failed(failure));
        let explanation = console.failure("https://console.example").expect("a failure");
        let called = console.called("https://console.example").expect("a call");
        assert_eq!((called.host, called.is_write), ("sandbox.procore.com", method.is_write()));
        explanation.next.starts_with("Outcome unknown")
    };
    for failure in
        [Failure::Unreachable, Failure::TimedOut(30_000), Failure::BrokenOff(200), Failure::Cancelled]
    {
        assert!(explained(Method::Post, failure.clone()) && !explained(Method::Get, failure));
    }
    assert!(!explained(Method::Post, Failure::Offline));
}

#[test]
fn a_write_is_heard_of_after_its_session_has_ended() {
    let mut console = at_work(ADA);
    send(&mut console, Method::Get, READS);
    let read = number_of(&console, Question::Call);
    update(&mut console, Event::OpenSheet);
    send(&mut console, Method::Post, READS);
    let write = number_of(&console, Question::Call);
    let end = console.signed_in().and_then(|signed_in| signed_in.session.expires_at).expect("an end");
    let effects = update(&mut console, Event::Woke { now: end, has_leapt: false });
    assert_eq!(ended(&console), Some(&Ended::Expired));
    assert!(effects.contains(&Effect::Stop(read)) && !effects.contains(&Effect::Stop(write)), "{effects:?}");
    let answer = |console: &mut Console, number, outcome| {
        update(console, Event::Answered { question: Question::Call, number, outcome, now: end });
    };
    // It is something to lose, even if nothing else is open; whoever closes it does not wait for it.
    assert!(console.work.is_open());
    assert!(update(&mut console.clone(), Event::CloseWork).contains(&Effect::Close(write)));
    let mut failed = console.clone();
    answer(&mut failed, read, Outcome::Failed(Failure::Cancelled));
    answer(&mut failed, write, Outcome::Failed(Failure::Unreachable));
    let explanation = failed.failure("https://console.example").expect("a failure");
    assert!(explanation.next.starts_with("Outcome unknown"), "{explanation:?}");
    answer(&mut console, write, answered(422, r#"{"errors":{"subject":["blank"]}}"#));
    assert_eq!(console.said_of("subject").as_deref(), Some("blank"));
}

#[test]
fn support_is_told_of_a_call_and_of_no_token() {
    let token = "obviously-fake-token";
    let body = format!(r#"{{"errors":["{token} is bad"]}}"#);
    let mut console = refused(Method::Patch, 403, &[("x-request", "abc"), ("x-echo", token)], &body);
    let text = console.bundle(60).expect("a bundle");
    let sent = "Sent: 2023-11-14T22:13:20Z (local: 2023-11-14T23:13:20+01:00)";
    let url = format!("Request: PATCH https://sandbox.procore.com{READS}");
    for part in [&*url, sent, "Took: 1 ms", "Status: 403 Forbidden", "x-request: abc", "is bad"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains(token), "{text}");
    let mut other = console.clone();
    send(&mut other, Method::Get, &format!("{READS}?page=2&client_secret=s3cret"));
    reply(&mut other, Question::Call, answered(403, ""));
    let text = other.bundle(0).expect("a bundle");
    assert!(text.contains("page=2") && !text.contains("s3cret"), "{text}");
    update(&mut console, Event::Send(NOW));
    assert_eq!(console.bundle(0), None, "under way");
    reply(&mut console, Question::Call, Outcome::Failed(Failure::TimedOut(30_000)));
    let text = console.bundle(0).expect("a bundle");
    assert!(text.contains("Took: 1000 ms") && text.contains("Status: no answer"), "{text}");
    // A token that was renewed is not known any more, so it could not be left out.
    let session = console.signed_in().expect("signed in").session.clone();
    super::super::session::arrive(&mut console, session, NOW);
    reply(&mut console, Question::Arrival, answered(200, ADA));
    assert_eq!(console.bundle(0), None);
}

#[test]
fn a_token_that_turned_out_to_live_is_the_same_token() {
    let mut console = refused(Method::Get, 403, &[], "");
    let end = console.signed_in().and_then(|signed_in| signed_in.session.expires_at).expect("an end");
    update(&mut console, Event::Woke { now: end, has_leapt: true });
    let before = number_of(&console, Question::TokenInfo);
    reply(&mut console, Question::Alive, answered(200, ADA));
    assert_ne!(number_of(&console, Question::TokenInfo), before);
    assert!(console.bundle(0).is_some());
}

#[test]
fn a_401_to_the_token_before_is_sent_again() {
    let mut console = at_work(ADA);
    send(&mut console, Method::Post, READS);
    let number = number_of(&console, Question::Call);
    let session = console.signed_in().expect("signed in").session.clone();
    super::super::session::arrive(&mut console, session, NOW);
    reply(&mut console, Question::Arrival, answered(200, ADA));
    let outcome = answered(401, r#"{"code":401,"message":"No."}"#);
    update(&mut console, Event::Answered { question: Question::Call, number, outcome, now: NOW });
    let refusal = refusal(&console);
    assert_eq!((refusal.cause, refusal.said.code.as_deref()), (Cause::SessionOver, Some("401")));
    assert!(refusal.meaning.next.contains("send it again"), "{}", refusal.meaning.next);
}
