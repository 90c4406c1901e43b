//! The state that the views draw.

use super::bring::Brought;
use super::chase::Chase;
use super::gauges::Gauges;
use super::guard::Unlocked;
use super::history::History;
use super::people::Acquaintance;
use super::place::Places;
use super::tabs::Offer;
use super::work::{Call, Work};
use super::workbench::CodeInHand;
use super::{Effect, Ended, Note, Preferences};
use crate::nonce::Nonce;
use crate::oauth::{ClientId, ClientIdError, PastedError, Session};
use crate::procore::{CompanyId, Environment, Environments, Failure, TokenInfo, User};
use crate::share::Shared;
use crate::time::UnixTime;

/// The whole state of the app.
#[derive(Clone, Debug)]
pub struct Console {
    /// The environments that may be used.
    pub environments: Environments,
    /// The app's root: where Procore sends people back to.
    pub redirect_uri: String,
    /// What is remembered from visit to visit.
    pub preferences: Preferences,
    /// Names this tab to other tabs: an answer from one of them counts only if it repeats this.
    pub tab: Nonce,
    /// Who is there.
    pub person: Person,
    /// What is open. It outlives a session that ended by itself, so that it can be gone on with.
    pub work: Work,
    /// The company and the project that the person works in, and the lists of them.
    pub places: Places,
    /// The id that the person is at in the answer in sight.
    pub(super) chase: Option<Chase>,
    /// The history and the saved requests of the person who is here.
    pub history: History,
    /// What is left of the rate limits.
    pub gauges: Gauges,
    /// What was typed before the page was loaded, until it is known who is here.
    pub(super) kept: Option<String>,
    /// The record of what is typed that the tab's storage holds.
    pub(super) stored_drafts: Option<String>,
    /// Whether they are about to be written.
    pub(super) is_drafts_save_due: bool,
    /// A link that was followed and waits until somebody is signed in.
    pub link: Option<Box<Shared>>,
    /// Where writes are unlocked.
    pub unlocked: Option<Unlocked>,
    /// A sign-in that runs in a window of its own while the page stays.
    pub renewal: Renewal,
    /// A session that came while work was open, and is not used before it is known whose it is.
    pub arriving: Option<Arriving>,
    /// In a window that only signs in for another tab: that tab, and what became of it.
    pub errand: Option<Errand>,
    /// A token that somebody pasted and has not yet decided about.
    pub brought: Option<Brought>,
    /// What is wrong with what was pasted last.
    pub bring_problem: Option<PastedError>,
    /// An authorization code, for the workbench.
    pub code: Option<CodeInHand>,
    /// Why the last answer for the workbench was refused.
    pub code_problem: Option<Ended>,
    /// Something to be told once, beside everything else.
    pub note: Option<Note>,
    /// The channel to other tabs that is open.
    pub(super) channel: Option<String>,
    /// The running number of the last revocation.
    pub(super) revocation: u32,
    /// When the alarm rings.
    pub(super) alarm: Option<UnixTime>,
    /// The documents that are open.
    pub(super) documents: Vec<u32>,
    /// Counts the calls, so that a late answer to an earlier one is known as such.
    pub(super) calls: u32,
}

/// Who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// Nobody.
    SignedOut(SignedOut),
    /// Somebody with a token.
    SignedIn(Box<SignedIn>),
}

/// Nobody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedOut {
    /// Why, if there is a reason to tell.
    pub ended: Option<Ended>,
    /// What is wrong with the client id, once the person tried to sign in with it.
    pub problem: Option<ClientIdError>,
    /// Whether the browser is on its way to Procore.
    pub leaving: bool,
    /// Whether the person went to Procore and came back without an answer: by hand, as a rule, because Procore
    /// showed an error page of its own, which never leads back.
    pub unanswered: bool,
    /// Another tab's session that this one could go on with.
    pub offer: Option<Offer>,
}

/// Somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Whose token it is.
    pub whose: Whose,
    /// What token/info said.
    pub info: Option<TokenInfo>,
    /// Who it is, once `/me` has said so.
    pub user: Option<User>,
    /// What this browser remembers of the person.
    pub acquaintance: Acquaintance,
    /// The company that calls are about, where the token needs one even for `/me`.
    pub company: Option<CompanyId>,
    /// Whether `/me` was refused in a way that naming a company may mend.
    pub wants_company: bool,
    /// Whether this session began in this page, and not before a reload.
    pub(super) is_fresh: bool,
    /// Whether the person was told that the end is near.
    pub(super) is_warned: bool,
    /// Whether the clock has leapt since the session began, so that it cannot tell when the session ends.
    pub(super) clock_leapt: bool,
    /// Whether its time seems to be over, by a clock that may have been set, and Procore is being asked.
    pub(super) is_doubtful: bool,
    /// The running number of the question about the token.
    pub(super) info_number: u32,
}

/// Whether the token was issued to this app (RFC 6749 section 10.16 says why to ask).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The question is out.
    Checking,
    /// Procore says that it was issued to our client id; for a pasted token, to the one that the session names.
    Verified,
    /// Nobody could say.
    NotVerified(Unverified),
}

/// Why nobody could say whose token it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverified {
    /// There was no answer to see.
    NoAnswer(Failure),
    /// An answer with this status that does not name an application.
    Unreadable(u16),
}

/// A sign-in in a window of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Renewal {
    /// None.
    #[default]
    None,
    /// The window is open, and signs in to the environment with this id, for this app.
    Waiting(String, ClientId),
    /// The browser did not let a window open.
    Blocked,
}

/// A session whose person is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving {
    pub(super) session: Session,
    pub(super) company: Option<CompanyId>,
    pub(super) number: u32,
}

/// The errand of a window that signs in for another tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The tab that asked.
    pub tab: Nonce,
    /// How far it is.
    pub progress: Progress,
}

/// How far an errand is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The answer was refused: another try may do better.
    Refused,
    /// The session is on offer to the tab that asked, since this time.
    HandingOver(Box<Session>, UnixTime),
    /// That tab has it.
    Done,
}

impl Console {
    /// A state in which nobody is there and nothing is open. `tab` names this tab to others.
    pub(super) fn new(
        environments: Environments,
        redirect_uri: String,
        preferences: Preferences,
        tab: Nonce,
    ) -> Self {
        Self {
            environments,
            redirect_uri,
            preferences,
            tab,
            person: Person::SignedOut(SignedOut::default()),
            work: Work::default(),
            places: Places::default(),
            chase: None,
            history: History::default(),
            gauges: Gauges::default(),
            kept: None,
            stored_drafts: None,
            is_drafts_save_due: false,
            link: None,
            unlocked: None,
            renewal: Renewal::None,
            arriving: None,
            errand: None,
            brought: None,
            bring_problem: None,
            code: None,
            code_problem: None,
            note: None,
            channel: None,
            revocation: 0,
            alarm: None,
            documents: Vec::new(),
            calls: 0,
        }
    }

    /// The environment that is chosen for signing in.
    pub fn chosen(&self) -> &Environment {
        self.preferences.environment(&self.environments)
    }

    /// The client id for the chosen environment, as it stands in its field.
    pub fn client_id(&self) -> &str {
        self.preferences.client_id(self.chosen())
    }

    /// The environment that counts: the session's or, before that, the chosen one.
    pub fn environment(&self) -> &Environment {
        let session = self.signed_in().map(|signed_in| &signed_in.session);
        session.and_then(|session| self.environments.of(session)).unwrap_or_else(|| self.chosen())
    }

    /// Whether a sign-in can begin without anything being typed.
    pub fn can_sign_in(&self) -> bool {
        ClientId::parse(self.client_id()).is_ok()
    }

    /// Whether this app has its origin for itself, so far as its address tells: it lies at the root.
    pub fn owns_its_origin(&self) -> bool {
        self.root_path() == "/"
    }

    /// The path of the app's root, with a slash at both ends.
    pub(super) fn root_path(&self) -> &str {
        let after_scheme = self.redirect_uri.find("://").map_or(0, |at| at + 3);
        self.redirect_uri[after_scheme..].find('/').map_or("/", |at| &self.redirect_uri[after_scheme + at..])
    }

    /// Whether new tabs may go on with this tab's session.
    pub fn shares_with_tabs(&self) -> bool {
        self.preferences.keep_session
            && self.preferences.share_with_tabs.unwrap_or_else(|| self.owns_its_origin())
    }

    /// Whether a call of this session has been answered.
    pub(super) fn has_answered(&self) -> bool {
        self.work.owner.is_some() || self.work.calls().any(Call::is_answered)
    }

    /// Closes the documents that nothing needs any more.
    pub(super) fn close_documents(&mut self) -> Vec<Effect> {
        let work = &self.work;
        let is_needed = |number: &u32| work.documents().any(|needed| needed == *number);
        let (needed, others) = std::mem::take(&mut self.documents).into_iter().partition(is_needed);
        self.documents = needed;
        others.into_iter().map(Effect::Close).collect()
    }

    /// A number for the next call.
    pub(super) fn next_call(&mut self) -> u32 {
        self.calls += 1;
        self.calls
    }

    /// Whether the person has to name a company before the call in sight can be made.
    pub fn wants_company(&self) -> bool {
        self.signed_in().is_some_and(|signed_in| signed_in.wants_company) && self.work.call().is_some()
    }

    /// The session, if somebody is signed in.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match &self.person {
            Person::SignedIn(signed_in) => Some(signed_in),
            Person::SignedOut(_) => None,
        }
    }

    pub(super) fn signed_in_mut(&mut self) -> Option<&mut SignedIn> {
        match &mut self.person {
            Person::SignedIn(signed_in) => Some(signed_in),
            Person::SignedOut(_) => None,
        }
    }

    /// The state of nobody being signed in, if nobody is.
    pub fn signed_out(&self) -> Option<&SignedOut> {
        match &self.person {
            Person::SignedOut(signed_out) => Some(signed_out),
            Person::SignedIn(_) => None,
        }
    }

    pub(super) fn signed_out_mut(&mut self) -> Option<&mut SignedOut> {
        match &mut self.person {
            Person::SignedOut(signed_out) => Some(signed_out),
            Person::SignedIn(_) => None,
        }
    }
}
