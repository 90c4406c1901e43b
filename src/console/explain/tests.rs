//! Every ending has its words.

use super::Explanation;
use crate::console::{Called, Cause, Ended, Note, Revocation};
use crate::oauth::{AccessTokenError, AuthorizationCodeError, ErrorCode, PastedError, Refusal};
use crate::procore::Failure;
use crate::share::LinkError;

fn every_refusal() -> Vec<Refusal> {
    let codes = ErrorCode::NAMED.into_iter().chain([ErrorCode::Other("odd".into())]);
    let errors = codes.map(|code| Refusal::Error { code, description: None });
    let others = [
        Refusal::Repeated,
        Refusal::StateMissing,
        Refusal::StateUnknown,
        Refusal::StateStale,
        Refusal::Misplaced,
        Refusal::CodeUninvited,
        Refusal::TokenUninvited,
        Refusal::CodeMissing,
        Refusal::CodeMalformed,
        Refusal::TokenTypeMissing,
        Refusal::TokenTypeUnknown,
        Refusal::TokenMissing,
        Refusal::TokenMalformed(AccessTokenError::TooLong),
        Refusal::TokenMalformed(AccessTokenError::Characters),
        Refusal::ExpiredOnArrival,
    ];
    errors.chain(others).collect()
}

const CALLED: Called<'_> = Called { host: "api.example", origin: "https://console.example", is_write: false };

#[test]
fn every_ending_has_a_title_of_its_own_a_meaning_and_a_next_step() {
    let endings = [
        Ended::SignedOut(Revocation::Revoked),
        Ended::SignedOutElsewhere,
        Ended::Expired,
        Ended::Refused,
        Ended::OtherApplication,
        Ended::EnvironmentGone,
    ];
    let endings = endings.into_iter().chain(every_refusal().into_iter().map(Ended::Answer));
    let failures = [
        Failure::Redirected,
        Failure::ForbiddenByPolicy,
        Failure::Insecure,
        Failure::Offline,
        Failure::BrokenOff(200),
        Failure::TimedOut(30_000),
        Failure::Cancelled,
        Failure::TooLong,
        Failure::Lost,
    ];
    let failures = failures.map(|failure| failure.explain(&CALLED));
    let mut titles = Vec::new();
    for explanation in endings.map(|ended| ended.explain()).chain(failures) {
        assert!(!explanation.meaning.is_empty() && !explanation.next.is_empty(), "{explanation:?}");
        assert!(!titles.contains(&explanation.title), "{explanation:?}");
        titles.push(explanation.title);
    }
}

#[test]
fn a_failure_says_what_happened() {
    for (failure, title, meaning) in [
        (
            Failure::BrokenOff(200),
            "The answer broke off",
            "answered 200, but the rest of the answer did not come.",
        ),
        (Failure::TimedOut(30_000), "No answer in time", "did not answer within 30 seconds"),
        (Failure::Cancelled, "You stopped the call", ""),
        (Failure::Lost, "The answer was lost", ""),
    ] {
        let explanation = failure.explain(&CALLED);
        assert_eq!(explanation.title, title);
        assert!(explanation.meaning.contains(meaning), "{explanation:?}");
    }
}

#[test]
fn a_write_that_may_have_arrived_is_not_to_be_repeated_unseen() {
    let write = Called { is_write: true, ..CALLED };
    for (failure, may_have_arrived) in [
        (Failure::Unreachable, true),
        (Failure::BrokenOff(200), true),
        (Failure::TimedOut(30_000), true),
        (Failure::Cancelled, true),
        (Failure::Lost, true),
        (Failure::Redirected, true),
        (Failure::Offline, false),
        (Failure::ForbiddenByPolicy, false),
        (Failure::Insecure, false),
    ] {
        let warns = |called: &Called<'_>| failure.explain(called).next.contains("may have arrived");
        assert_eq!((warns(&write), warns(&CALLED)), (may_have_arrived, false), "{failure:?}");
    }
}

/// What a page can tell of a failure by itself, and the advice that follows from it. Only [`Failure::Unreachable`] leaves it to
/// the doctor, who asks first.
#[test]
fn the_advice_of_each_failure_follows_from_it() {
    for (failure, advice) in [
        // Fetch standard, "atomic HTTP redirect handling": where it leads is hidden.
        (Failure::Redirected, "Check the path"),
        // CSP Level 3, section 6.7: the page's own policy, so its host has to act.
        (Failure::ForbiddenByPolicy, "Whoever hosts it"),
        // Mixed Content, section 5.1.
        (Failure::Insecure, "https address"),
        // HTML standard, `navigator.onLine`.
        (Failure::Offline, "Connect"),
        (Failure::Unreachable, ""),
        (Failure::BrokenOff(502), "Send again"),
        (Failure::TimedOut(30_000), "status page"),
        (Failure::Cancelled, "when you like"),
        (Failure::TooLong, "less at a time"),
        (Failure::Lost, "less at a time"),
    ] {
        let Explanation { meaning, next, .. } = failure.explain(&CALLED);
        assert!(next.contains(advice) && next.is_empty() == advice.is_empty(), "{failure:?}: {next}");
        assert!(!next.contains("e-mail") && !meaning.contains("e-mail"), "{failure:?}");
        let says_cors = meaning.contains("CORS");
        assert_eq!(says_cors, failure == Failure::Unreachable, "{failure:?}: {meaning}");
    }
}

/// A question of ours that had no answer claims no cause that nobody found.
#[test]
fn an_unread_token_info_claims_no_cause() {
    for (failure, words) in [
        (Failure::Unreachable, "does not tell which"),
        (Failure::Offline, "You are offline"),
        (Failure::TimedOut(5_000), "No answer in time"),
        (Failure::ForbiddenByPolicy, "This page may not call that host"),
    ] {
        let text = crate::console::Unverified::NoAnswer(failure).explain();
        assert!(text.contains(words) && !text.contains("probably"), "{text}");
    }
}

#[test]
fn signing_out_says_what_became_of_the_token() {
    let explain = |revocation| Ended::SignedOut(revocation).explain();
    for revocation in [Revocation::Asking, Revocation::Revoked] {
        assert_eq!(explain(revocation).link, None, "{revocation:?}");
    }
    for revocation in [Revocation::Refused(403), Revocation::Unseen] {
        let (_, address) = explain(revocation).link.expect("a way to end it");
        assert!(address.starts_with("https://support.procore.com/"), "{address}");
    }
    assert!(explain(Revocation::Refused(403)).meaning.contains("403"));
}

#[test]
fn what_is_pasted_in_vain_and_each_note_is_explained() {
    let pasted = [
        PastedError::Empty,
        PastedError::TooLong,
        PastedError::NoToken,
        PastedError::Refused { code: ErrorCode::InvalidGrant, description: None },
        PastedError::TokenType,
        PastedError::Token(AccessTokenError::TooLong),
        PastedError::Token(AccessTokenError::Characters),
        PastedError::Expired,
    ];
    for explanation in pasted.map(|error| error.explain()) {
        assert!(!explanation.meaning.is_empty() && !explanation.next.is_empty(), "{explanation:?}");
    }
    let notes = [
        Note::AnswerDropped(Ended::Expired),
        Note::NotStored,
        Note::EndsSoon,
        Note::Renewed,
        Note::OtherPerson,
        Note::UnknownPerson,
        Note::NotRenewed,
        Note::TabGone,
        Note::LinkUnreadable(LinkError::Version),
        Note::LinkElsewhere { environment: Some("sandbox".into()), company: None },
        Note::Forgotten,
        Note::NotForgotten,
    ];
    let titles: Vec<&str> = notes.iter().map(|note| note.explain().title).collect();
    for (index, title) in titles.iter().enumerate() {
        assert!(!titles[..index].contains(title), "{title}");
    }
    for error in
        [AuthorizationCodeError::Empty, AuthorizationCodeError::Characters, AuthorizationCodeError::TooLong]
    {
        assert!(!error.explain().is_empty());
    }
}

#[test]
fn causes_name_the_host_or_the_origin_that_matters() {
    assert!(Cause::HostUnreachable.explain(&CALLED).contains("api.example"));
    for cause in [Cause::OriginNotAllowed, Cause::CompanyHeaderNotAllowed, Cause::AuthorizationNotAllowed] {
        assert!(cause.explain(&CALLED).contains("https://console.example"), "{cause:?}");
    }
    let Explanation { meaning, .. } = Failure::Unreachable.explain(&CALLED);
    assert!(meaning.contains("api.example") && meaning.contains("https://console.example"), "{meaning}");
}

#[test]
fn what_the_server_said_is_shown_only_with_an_error_that_its_state_vouches_for() {
    for refusal in every_refusal() {
        assert_eq!(refusal.explain().said.is_some(), matches!(refusal, Refusal::Error { .. }));
    }
    let denied = Refusal::Error { code: ErrorCode::AccessDenied, description: Some("No.".into()) };
    assert_eq!(denied.explain().said.as_deref(), Some("access_denied: No."));
}
