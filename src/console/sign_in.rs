//! The ways in and out: leaving for Procore, signing in beside the page, signing out, and judging what comes back.

use super::model::{Console, Errand, Person, Progress, Renewal, SignedOut};
use super::preferences::Change;
use super::session::{end, enter};
use super::tabs::Message;
use super::workbench::CodeInHand;
use super::{Effect, Ended, Note, Preferences, Question, Revocation, Route};
use crate::nonce::Nonce;
use crate::oauth::{AuthorizationResponse, ClientId, Granted, Pending, ResponseType, Session, State};
use crate::procore::{Environment, Environments, Outcome, Request};
use crate::time::UnixTime;

/// What an answer is worth.
pub(super) enum Verdict {
    /// A session.
    Session(Box<Session>),
    /// A code, for the workbench.
    Code(Box<CodeInHand>),
}

/// Judges an answer by the entry that its state led to.
pub(super) fn judge(
    environments: &Environments,
    answer: &AuthorizationResponse,
    pending: Option<&Pending>,
    id: Nonce,
    now: UnixTime,
) -> Result<Verdict, Ended> {
    let granted = answer.check(pending, now).map_err(Ended::Answer)?;
    let pending = pending.ok_or(Ended::EnvironmentGone)?;
    match granted {
        Granted::Code(code) => Ok(Verdict::Code(Box::new(CodeInHand::new(pending, code, now)))),
        Granted::Token(issued) => {
            let session = Session::begin(pending, issued, id, now);
            environments.of(&session).ok_or(Ended::EnvironmentGone)?;
            Ok(Verdict::Session(Box::new(session)))
        }
    }
}

/// Takes an answer, in whichever state the app is. `pending` is the entry that was taken by its state; a refusal that
/// answers it belongs to where it was asked.
pub(super) fn take_answer(
    console: &mut Console,
    answer: &AuthorizationResponse,
    pending: Option<&Pending>,
    id: Nonce,
    now: UnixTime,
) -> Vec<Effect> {
    let verdict = judge(&console.environments, answer, pending, id, now);
    let asked_for_code = pending.is_some_and(|pending| pending.response_type == ResponseType::Code);
    let errand = pending.and_then(|pending| pending.renews.clone());
    match (verdict, errand) {
        (Ok(Verdict::Code(code)), _) => {
            console.code_problem = None;
            console.code = Some(*code);
            Vec::new()
        }
        (Ok(Verdict::Session(session)), Some(tab)) => {
            let record = session.to_record();
            let progress = Progress::HandingOver(session, now);
            console.errand = Some(Errand { tab: tab.clone(), progress });
            vec![Effect::ForgetPending, Effect::Post(Message::Hand { to: tab, record })]
        }
        (Ok(Verdict::Session(session)), None) => {
            let mut effects = vec![Effect::ForgetPending];
            effects.extend(enter(console, *session, true, now));
            effects
        }
        (Err(ended), _) if asked_for_code => {
            console.code_problem = Some(ended);
            Vec::new()
        }
        (Err(ended), _) if console.signed_in().is_some() => {
            console.note = Some(Note::AnswerDropped(ended));
            Vec::new()
        }
        (Err(ended), errand) => {
            let mut effects = end(console, Some(ended));
            if let (Some(tab), Some(pending)) = (errand, pending) {
                // Another try is made for the same app, and that tab is told on its own channel.
                console.preferences.environment = Some(pending.environment.clone());
                let client_id = pending.client_id.as_str().to_owned();
                console.preferences.set_client_id(&pending.environment, Some(client_id));
                effects.push(Effect::Post(Message::None { to: tab.clone() }));
                console.errand = Some(Errand { tab, progress: Progress::Refused });
            }
            effects
        }
    }
}

/// Begins a sign-in: by leaving the page, or beside it where something is open that would be lost.
pub(super) fn sign_in(console: &mut Console, state: State, return_to: Route, now: UnixTime) -> Vec<Effect> {
    if console.signed_in().is_some() || console.work.is_open() {
        return renew(console, state, now);
    }
    let environment = console.chosen().clone();
    let client_id = ClientId::parse(console.client_id());
    let client_id = match (client_id, console.signed_out_mut()) {
        (Ok(client_id), Some(signed_out)) => {
            *signed_out = SignedOut { leaving: true, ..SignedOut::default() };
            client_id
        }
        (Err(problem), Some(signed_out)) => {
            *signed_out = SignedOut { problem: Some(problem), ..SignedOut::default() };
            return Vec::new();
        }
        (_, None) => return Vec::new(),
    };
    let mut effects = remember_client_id(console, &environment, &client_id);
    let renews = console.errand.as_ref().map(|errand| errand.tab.clone());
    let pending = Pending {
        return_to: return_to.name().to_owned(),
        renews,
        ..console.pending(&environment, client_id, state, now)
    };
    effects.push(Effect::Leave(Box::new(pending), environment.authorization_endpoint()));
    effects
}

/// Stores the client id that is being used, unless the host set it for everybody.
pub(super) fn remember_client_id(
    console: &mut Console,
    environment: &Environment,
    client_id: &ClientId,
) -> Vec<Effect> {
    let own = Some(client_id).filter(|id| environment.client_id.as_ref() != Some(id));
    super::way_in::change(
        console,
        Change::ClientId(environment.id.clone(), own.map(|id| id.as_str().to_owned())),
    )
}

impl Console {
    /// A pending entry of the implicit grant that comes back to the app's root.
    pub(super) fn pending(
        &self,
        environment: &Environment,
        client_id: ClientId,
        state: State,
        now: UnixTime,
    ) -> Pending {
        Pending {
            state,
            response_type: ResponseType::Token,
            environment: environment.id.clone(),
            login: environment.login.clone(),
            api: environment.api.clone(),
            client_id,
            redirect_uri: self.redirect_uri.clone(),
            return_to: Route::Home.name().to_owned(),
            renews: None,
            started_at: now,
        }
    }

    /// The sign-in that gets a new token for what is open: in the session's environment, for its app; after a session
    /// ended by itself, in the chosen one.
    fn renewing(&self, state: State, now: UnixTime) -> Option<(Pending, String)> {
        let session = self.signed_in().map(|signed_in| &signed_in.session);
        let environment = self.environment();
        let client_id = match session {
            Some(session) => session.client_id.clone()?,
            None => ClientId::parse(self.client_id()).ok()?,
        };
        Some((self.pending(environment, client_id, state, now), environment.authorization_endpoint()))
    }
}

/// Signs in beside the page, in a window of its own.
pub(super) fn renew(console: &mut Console, state: State, now: UnixTime) -> Vec<Effect> {
    let Some((pending, endpoint)) = console.renewing(state, now) else {
        if let (Err(problem), Some(signed_out)) =
            (ClientId::parse(console.client_id()), console.signed_out_mut())
        {
            signed_out.problem = Some(problem);
        }
        return Vec::new();
    };
    console.note = None;
    console.renewal = Renewal::Waiting(pending.environment.clone(), pending.client_id.clone());
    let mut effects = remember_if_typed(console, &pending);
    let pending = Pending { renews: Some(console.tab.clone()), ..pending };
    effects.push(Effect::OpenWindow(Box::new(pending), endpoint));
    effects
}

/// Renews by leaving the page, where no window may open.
pub(super) fn renew_here(console: &mut Console, state: State, now: UnixTime) -> Vec<Effect> {
    console.renewal = Renewal::None;
    let Some((pending, endpoint)) = console.renewing(state, now) else {
        return Vec::new();
    };
    let mut effects = remember_if_typed(console, &pending);
    effects.push(Effect::Leave(Box::new(pending), endpoint));
    effects
}

/// Stores the client id if it stood in the field, as it does once the session has ended.
fn remember_if_typed(console: &mut Console, pending: &Pending) -> Vec<Effect> {
    match (console.signed_in(), console.environments.get(&pending.environment).cloned()) {
        (None, Some(environment)) => remember_client_id(console, &environment, &pending.client_id),
        _ => Vec::new(),
    }
}

/// Signs out: forgets at once, here and in every tab of the session, and asks Procore to forget too.
pub(super) fn sign_out(console: &mut Console) -> Vec<Effect> {
    let number = console.next_call();
    let Person::SignedIn(signed_in) = &console.person else {
        return Vec::new();
    };
    let id = signed_in.session.id.clone();
    let request = Request::revocation(&signed_in.session, &console.environments);
    let mut effects = end(console, Some(Ended::SignedOut(Revocation::Asking)));
    effects.push(Effect::RecordEnd(id));
    console.revocation = number;
    match request {
        Ok(request) => effects.push(Effect::Fetch(Question::Revocation, number, request)),
        Err(_) => take_revocation(console, number, None),
    }
    effects
}

/// Forgets everything that this app keeps in this browser, of everybody, and signs out.
pub(super) fn forget_everything(console: &mut Console) -> Vec<Effect> {
    console.preferences = Preferences::default();
    console.kept = None;
    // What is still under way leaves no trace either. What tells other tabs of the end is written afterwards.
    let out = sign_out(console).into_iter().filter(|effect| !matches!(effect, Effect::History(_)));
    [Effect::ForgetEverything].into_iter().chain(out).collect()
}

/// Takes what became of the revocation with this number.
pub(super) fn take_revocation(console: &mut Console, number: u32, outcome: Option<&Outcome>) {
    if console.revocation != number {
        return;
    }
    if let Some(SignedOut { ended: Some(Ended::SignedOut(revocation)), .. }) = console.signed_out_mut() {
        *revocation = match outcome {
            Some(Outcome::Answered(answer)) if (200..300).contains(&answer.status) => Revocation::Revoked,
            Some(Outcome::Answered(answer)) => Revocation::Refused(answer.status),
            Some(Outcome::Failed(_)) | None => Revocation::Unseen,
        };
    }
}

/// Forgets a session that was signed out in another tab, and all that was opened with it.
pub(super) fn signed_out_elsewhere(console: &mut Console, id: &Nonce) -> Vec<Effect> {
    if let Some(signed_out) = console.signed_out_mut() {
        signed_out.offer.take_if(|offer| offer.session == *id);
    }
    if console.work.session.as_ref() == Some(id) {
        end(console, Some(Ended::SignedOutElsewhere))
    } else {
        Vec::new()
    }
}
