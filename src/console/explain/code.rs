//! Refused answers to a request for a code, in words: what holds for a sign-in, but for the next step.

use super::Explanation;
use crate::console::{Console, Ended};
use crate::oauth::{ErrorCode, Refusal};

const AGAIN: &str = "Ask for a code again.";

impl Console {
    /// Why the last answer for the workbench was refused, in words.
    pub fn code_explanation(&self) -> Option<Explanation> {
        let ended = self.code_problem.as_ref()?;
        let explanation = ended.explain();
        let Ended::Answer(refusal) = ended else {
            return Some(explanation);
        };
        let said = explanation.said.clone();
        Some(match refusal {
            Refusal::StateUnknown => Explanation::new(
                "This tab is not waiting for that answer",
                "It was used before, belongs to another tab, or was made up: a page that lures you here with a code of \
                 its own looks just like this. The code was not taken.",
                AGAIN,
            ),
            Refusal::StateMissing => Explanation::new(
                "The answer has no state",
                "Every request of this page carries one, so this answers none of them. The code was not taken.",
                AGAIN,
            ),
            Refusal::Misplaced => Explanation::new(
                "The answer is not where it belongs",
                "State and code came in different parts of the address, as no server sends them.",
                AGAIN,
            ),
            Refusal::CodeUninvited => Explanation::new(
                "This answers a sign-in, not a request for a code",
                "A token was asked for with that state, so a code does not count.",
                AGAIN,
            ),
            Refusal::Error { code: ErrorCode::AccessDenied, .. } => {
                Explanation { next: "To go on, ask for a code again and choose Allow.", ..explanation }
            }
            Refusal::Error { code: ErrorCode::UnsupportedResponseType, .. } => Explanation {
                said,
                ..Explanation::new(
                    "Procore gives no code to this app",
                    "Its authorization endpoint does not know codes for this client id.",
                    "Check the app in Procore's Developer Portal.",
                )
            },
            Refusal::Repeated | Refusal::StateStale => Explanation { next: AGAIN, ..explanation },
            _ if explanation.next.starts_with("Sign in") => Explanation { next: AGAIN, ..explanation },
            _ => explanation,
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::console::tests::console;

    #[test]
    fn every_refusal_leads_back_to_asking() {
        let refusals = [
            Refusal::Repeated,
            Refusal::StateMissing,
            Refusal::StateUnknown,
            Refusal::StateStale,
            Refusal::Misplaced,
            Refusal::CodeUninvited,
            Refusal::TokenUninvited,
            Refusal::CodeMissing,
            Refusal::CodeMalformed,
        ];
        let errors = ErrorCode::NAMED.map(|code| Refusal::Error { code, description: None });
        for refusal in refusals.into_iter().chain(errors) {
            let mut console = console();
            console.code_problem = Some(Ended::Answer(refusal.clone()));
            let explanation = console.code_explanation().expect("an explanation");
            let words = format!("{} {} {}", explanation.title, explanation.meaning, explanation.next);
            assert!(!words.contains("ign in again") && !words.contains("implicit"), "{refusal:?}: {words}");
            assert_eq!(explanation.said.is_some(), matches!(refusal, Refusal::Error { .. }), "{refusal:?}");
        }
        assert_eq!(console().code_explanation(), None);
    }
}
