//! The grants that Procore knows, as data for the guide to them: which one is for whom ([`advice`]), who sends what to
//! whom (`messages.rs`), what to know besides (`notes.rs`), and the file that is made of it ([`markup`]).
//!
//! In every text, what stands between backticks is code.

pub mod advice;
pub mod markup;
mod messages;
mod notes;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use notes::EVERY_GRANT;

/// A way to a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// RFC 6749 section 4.1, for an app with a server.
    AuthorizationCode,
    /// The same for a program that cannot be redirected to.
    Installed,
    /// RFC 6749 section 4.4, for a service account.
    ClientCredentials,
    /// RFC 6749 section 4.2, for an app in the browser.
    Implicit,
}

/// Somebody who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A person with a browser.
    Person,
    /// Whoever wants the token.
    App,
    /// The authorization server.
    Login,
    /// The resource server.
    Api,
}

/// One message of a grant's sequence; to oneself, it is something that one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who sends it.
    pub from: Party,
    /// Who gets it.
    pub to: Party,
    /// Names it in the diagram: room for [`LABEL_ROOM`] characters for each column that its arrow crosses.
    pub label: &'static str,
    /// The step in words.
    pub words: &'static str,
}

/// Something to know besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub title: &'static str,
    /// Its paragraphs.
    pub words: &'static [&'static str],
}

/// How many characters of a label a column of the diagram has room for.
pub const LABEL_ROOM: usize = 22;

impl Grant {
    /// Every grant.
    pub const ALL: [Self; 4] =
        [Self::AuthorizationCode, Self::Installed, Self::ClientCredentials, Self::Implicit];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "Authorization code",
            Self::Installed => "Installed application",
            Self::ClientCredentials => "Client credentials",
            Self::Implicit => "Implicit",
        }
    }

    /// What it is, in a few sentences.
    pub fn summary(self) -> &'static str {
        match self {
            Self::AuthorizationCode => {
                "For an app with a server of its own. The person logs in at Procore and comes back with a code; your server \
                 exchanges that code, together with its secret, for tokens. It is one of the two grants that Procore \
                 stands by."
            }
            Self::Installed => {
                "The authorization code grant for a script, a scheduled job or a program on a machine of yours, to which no \
                 browser can be sent back. Procore shows the code on a page, and the person carries it over by hand: \
                 once, and never again after that."
            }
            Self::ClientCredentials => {
                "For data that flows between systems while nobody is there. A service account with rights of its own gets \
                 a token for its client id and secret. It is one of the two grants that Procore stands by."
            }
            Self::Implicit => {
                "For an app that is nothing but a page in the browser, like this one. Whoever loads the page can read \
                 all of it, so it can keep no secret and uses none: Procore sends the token itself back, behind the `#` \
                 of the address."
            }
        }
    }

    /// Who takes part, in the order of the diagram's columns.
    pub fn parties(self) -> &'static [Party] {
        match self {
            Self::ClientCredentials => &[Party::App, Party::Login, Party::Api],
            _ => &[Party::Person, Party::App, Party::Login, Party::Api],
        }
    }

    /// What a party is called in this grant.
    pub fn party_name(self, party: Party) -> &'static str {
        match (party, self) {
            (Party::Person, _) => "Person, browser",
            (Party::App, Self::AuthorizationCode) => "Your app",
            (Party::App, Self::Implicit) => "Your page",
            (Party::App, _) => "Your program",
            (Party::Login, _) => "Procore login",
            (Party::Api, _) => "Procore API",
        }
    }

    /// Its sequence, from the first message to the last.
    pub fn messages(self) -> &'static [Message] {
        messages::of(self)
    }

    /// What to know besides.
    pub fn notes(self) -> &'static [Note] {
        notes::of(self)
    }

    /// What to know at its workbench, paragraph by paragraph.
    pub fn bench_words(self) -> &'static [&'static str] {
        notes::of_bench(self)
    }

    /// The grant that a key leads to, as keys do in a list of tabs; `None` for keys that mean nothing there.
    pub fn by_key(self, key: &str) -> Option<Self> {
        let here = Self::ALL.iter().position(|grant| *grant == self)?;
        let there = match key {
            "ArrowRight" | "ArrowDown" => here + 1,
            "ArrowLeft" | "ArrowUp" => here + Self::ALL.len() - 1,
            "Home" => 0,
            "End" => Self::ALL.len() - 1,
            _ => return None,
        };
        Self::ALL.get(there % Self::ALL.len()).copied()
    }
}
