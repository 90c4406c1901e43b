//! What must hold for the guide's data.

use super::advice::{Advice, Answers, Question};
use super::*;

/// Every text of the guide.
fn texts() -> Vec<&'static str> {
    let mut texts = Vec::new();
    for grant in Grant::ALL {
        texts.push(grant.summary());
        texts.extend(grant.bench_words());
        texts.extend(grant.messages().iter().flat_map(|message| [message.label, message.words]));
    }
    let notes = Grant::ALL.into_iter().flat_map(Grant::notes).chain(&EVERY_GRANT);
    texts.extend(notes.flat_map(|note| note.words.iter().chain([&note.title])));
    for question in Question::ALL {
        let words = question.wording();
        texts.extend([words.question, words.hint, words.yes, words.no]);
    }
    texts
}

#[test]
fn every_answer_leads_somewhere() {
    use Grant::{AuthorizationCode, ClientCredentials, Implicit, Installed};
    let (yes, no, open) = (Some(true), Some(false), None);
    for (person, secret, address, advice) in [
        (open, open, open, Advice::Ask(Question::Person)),
        (open, yes, yes, Advice::Ask(Question::Person)),
        (yes, open, open, Advice::Ask(Question::Secret)),
        (no, open, yes, Advice::Ask(Question::Secret)),
        (no, yes, open, Advice::Take(ClientCredentials)),
        (no, yes, yes, Advice::Take(ClientCredentials)),
        (no, no, yes, Advice::NoGrant),
        (yes, no, open, Advice::Take(Implicit)),
        (yes, no, yes, Advice::Take(Implicit)),
        (yes, yes, open, Advice::Ask(Question::Address)),
        (yes, yes, yes, Advice::Take(AuthorizationCode)),
        (yes, yes, no, Advice::Take(Installed)),
    ] {
        let mut answers = Answers::default();
        for (question, given) in Question::ALL.into_iter().zip([person, secret, address]) {
            if let Some(given) = given {
                answers.answer(question, given);
            }
            assert_eq!(answers.of(question), given);
        }
        assert_eq!(answers.advice(), advice, "{answers:?}");
        assert_eq!(advice.words().is_none(), matches!(advice, Advice::Ask(_)));
        if let Advice::Ask(question) = advice {
            assert!(answers.asks(question) && answers.of(question).is_none(), "{answers:?}");
        }
    }
}

#[test]
fn a_changed_answer_asks_again_and_forgets_nothing() {
    let mut answers = Answers::default();
    for question in Question::ALL {
        assert_eq!(answers.asks(question), question == Question::Person);
    }
    for question in Question::ALL {
        answers.answer(question, true);
    }
    answers.answer(Question::Person, false);
    assert!(!answers.asks(Question::Address));
    answers.answer(Question::Person, true);
    assert!(answers.asks(Question::Address));
    assert_eq!(answers.advice(), Advice::Take(Grant::AuthorizationCode));
}

#[test]
fn the_parties_of_a_sequence_are_its_columns() {
    for grant in Grant::ALL {
        let parties = grant.parties();
        for message in grant.messages() {
            assert!(parties.contains(&message.from) && parties.contains(&message.to), "{message:?}");
        }
        for party in parties {
            assert!(grant.messages().iter().any(|message| message.to == *party), "{grant:?} {party:?}");
        }
    }
}

#[test]
fn labels_fit_the_diagram() {
    for grant in Grant::ALL {
        let column = |party| grant.parties().iter().position(|other| *other == party).expect("a column");
        for message in grant.messages() {
            let (from, to) = (column(message.from), column(message.to));
            // What somebody does is named to the right of their own column.
            let columns = if from == to { grant.parties().len() - 1 - from } else { from.abs_diff(to) };
            let room = LABEL_ROOM * columns;
            assert!(message.label.chars().count() <= room, "“{}” has room for {room}", message.label);
        }
    }
}

/// What Procore's own pages tell of each grant is told here too.
#[test]
fn nothing_is_left_out() {
    let told = |grant: Grant| {
        let steps = grant.messages().iter().map(|message| message.words);
        steps.chain(grant.notes().iter().flat_map(|note| note.words.iter().copied())).collect::<String>()
    };
    let with_a_person =
        ["/oauth/authorize", "client_id", "redirect_uri", "login form", "allows it", "deny it"];
    let with_a_code = ["response_type=code", "ten minutes", "once", "authorization_code", "refresh_token"];
    for (grant, lists) in [
        (
            Grant::AuthorizationCode,
            &[&with_a_person[..], &with_a_code, &["state", "secret", "/rest/v1.0/me", "procore_id", "email"]]
                [..],
        ),
        (
            Grant::Installed,
            &[
                &with_a_person,
                &with_a_code,
                &["urn:ietf:wg:oauth:2.0:oob", "token/info", "new pair", "hour and a half"],
            ],
        ),
        (
            Grant::ClientCredentials,
            &[&["client_credentials", "secret", "Procore-Company-Id", "administrator"]],
        ),
        (
            Grant::Implicit,
            &[
                &with_a_person,
                &["response_type=token", "state", "#", "4.4.2", "apisupport@procore.com", "2022", "2026"],
            ],
        ),
    ] {
        let told = told(grant);
        for words in lists.iter().copied().flatten() {
            assert!(told.contains(words), "{grant:?} does not tell of “{words}”");
        }
    }
}

#[test]
fn code_in_a_text_ends_where_it_begins() {
    for text in texts() {
        assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        assert!(!text.contains("  ") && text.trim() == text && !text.is_empty(), "{text:?}");
    }
}

#[test]
fn keys_go_round() {
    use Grant::{AuthorizationCode, ClientCredentials, Implicit, Installed};
    for (from, key, to) in [
        (AuthorizationCode, "ArrowRight", Some(Installed)),
        (AuthorizationCode, "ArrowLeft", Some(Implicit)),
        (Implicit, "ArrowDown", Some(AuthorizationCode)),
        (ClientCredentials, "ArrowUp", Some(Installed)),
        (ClientCredentials, "Home", Some(AuthorizationCode)),
        (Installed, "End", Some(Implicit)),
        (Installed, "Tab", None),
    ] {
        assert_eq!(from.by_key(key), to, "{key}");
    }
}
