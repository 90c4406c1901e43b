//! A few questions that lead to the right grant.

use super::Grant;

/// A question with two answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Is a person there to log in?
    Person,
    /// Can the program keep a secret?
    Secret,
    /// Can a browser be sent back to it?
    Address,
}

/// A question in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The question.
    pub question: &'static str,
    /// What it means.
    pub hint: &'static str,
    /// The answer “yes”.
    pub yes: &'static str,
    /// The answer “no”.
    pub no: &'static str,
}

/// What was answered so far. An answer is kept even while its question is not asked, so that a change of mind loses
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers([Option<bool>; 3]);

/// Where the answers lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Not far enough yet: this is the next question.
    Ask(Question),
    /// To this grant.
    Take(Grant),
    /// To no grant at all.
    NoGrant,
}

impl Question {
    /// Every question, in their order.
    pub const ALL: [Self; 3] = [Self::Person, Self::Secret, Self::Address];

    /// Names it in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Person => "ask-person",
            Self::Secret => "ask-secret",
            Self::Address => "ask-address",
        }
    }

    /// The question in words.
    pub fn wording(self) -> Wording {
        match self {
            Self::Person => Wording {
                question: "Is a person there to log in?",
                hint: "Then the program acts for that person and may do what they may do at Procore.",
                yes: "Yes, the first time at least",
                no: "No, it runs by itself",
            },
            Self::Secret => Wording {
                question: "Can your program keep a secret?",
                hint: "It can if it runs on a server or a machine of yours, where nobody else looks into it. What is \
                       sent to other people's browsers or devices, they can read.",
                yes: "Yes, on a server or machine of mine",
                no: "No, it runs in other people's browsers",
            },
            Self::Address => Wording {
                question: "Does it have a web address to come back to?",
                hint: "After the login, Procore sends the browser there. While you develop, http://localhost will do.",
                yes: "Yes, it is a web app",
                no: "No, it is a script or a program",
            },
        }
    }
}

impl Answers {
    /// Takes an answer, in place of an earlier one.
    pub fn answer(&mut self, question: Question, yes: bool) {
        self.0[question as usize] = Some(yes);
    }

    /// The answer to a question.
    pub fn of(self, question: Question) -> Option<bool> {
        self.0[question as usize]
    }

    /// Where they lead.
    pub fn advice(self) -> Advice {
        match self.0 {
            [None, ..] => Advice::Ask(Question::Person),
            [_, None, _] => Advice::Ask(Question::Secret),
            [Some(false), Some(true), _] => Advice::Take(Grant::ClientCredentials),
            [Some(false), Some(false), _] => Advice::NoGrant,
            [Some(true), Some(false), _] => Advice::Take(Grant::Implicit),
            [Some(true), Some(true), None] => Advice::Ask(Question::Address),
            [Some(true), Some(true), Some(true)] => Advice::Take(Grant::AuthorizationCode),
            [Some(true), Some(true), Some(false)] => Advice::Take(Grant::Installed),
        }
    }

    /// Whether a question is to be asked, after the answers to those before it.
    pub fn asks(self, question: Question) -> bool {
        match question {
            Question::Person => true,
            Question::Secret => self.of(Question::Person).is_some(),
            Question::Address => self.0[..2] == [Some(true); 2],
        }
    }
}

impl Advice {
    /// What it says: a heading, and why. Nothing before the last answer.
    pub fn words(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Ask(_) => return None,
            Self::Take(grant) => (grant.name(), why(grant)),
            Self::NoGrant => (
                "No grant fits",
                "Without a person and without a secret, nothing can prove to Procore who is asking. Let a part of your \
                 program run where a secret can be kept, then answer again.",
            ),
        })
    }
}

fn why(grant: Grant) -> &'static str {
    match grant {
        Grant::AuthorizationCode => {
            "A person logs in, Procore sends them back to your app with a code, and your server has the secret that \
             turns it into tokens."
        }
        Grant::Installed => {
            "A person logs in once and copies a code into your program. From then on it goes on alone, by refresh tokens."
        }
        Grant::ClientCredentials => "A service account gets its tokens by itself; nobody logs in.",
        Grant::Implicit => {
            "It is the only grant without a secret, and Procore has withdrawn its support: read how it stands before you \
             build on it. With a small server of your own, the authorization code grant would be the sound choice."
        }
    }
}
