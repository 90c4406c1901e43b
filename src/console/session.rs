//! The life of a session: how it begins, goes on and ends.

use super::model::{Arriving, Call, Console, Person, Renewal, SignedIn, SignedOut, Unverified, Whose, Work};
use super::people::{Acquaintance, Meeting};
use super::{Change, Effect, Ended, Note, Question};
use crate::engine;
use crate::nonce::Nonce;
use crate::oauth::{ClientId, Session, SessionRecord, Source, StoredSessionError};
use crate::procore::{CompanyId, Environments, Failure, Outcome, Request, TokenInfo, User};
use crate::time::UnixTime;

pub(super) const ME: &str = "/rest/v1.0/me";

/// The session that a stored record stands for, or why it is not used; nothing is said of a record that this
/// app cannot have written. `ended` are the ids of sessions that were signed out.
pub fn restore(
    environments: &Environments,
    record: &SessionRecord,
    ended: &[Nonce],
    now: UnixTime,
) -> Result<Session, Option<Ended>> {
    match Session::from_record(record, now) {
        Ok(session) if ended.contains(&session.id) => Err(Some(Ended::SignedOutElsewhere)),
        Ok(session) if environments.of(&session).is_some() => Ok(session),
        Ok(_) => Err(Some(Ended::EnvironmentGone)),
        Err(StoredSessionError::Expired) => Err(Some(Ended::Expired)),
        Err(StoredSessionError::Unreadable) => Err(None),
    }
}

/// Begins `session`, in place of any other, and closes what was open: drawn at once as "checking", while `/me` and
/// token/info are asked side by side. `is_fresh` says that somebody has just signed in.
pub fn enter(console: &mut Console, session: Session, is_fresh: bool) -> Vec<Effect> {
    let company = company_of(console, &session);
    if console.environments.of(&session).is_none() {
        return end(console, Some(Ended::EnvironmentGone));
    }
    let mut effects = stop_calls(console);
    console.work = Work { session: Some(session.id.clone()), ..Work::default() };
    effects.extend(begin(console, session, None, is_fresh));
    if let Some(signed_in) = console.signed_in_mut() {
        signed_in.company = company;
    }
    effects.extend(call(console, ME.to_owned()));
    effects
}

/// The company that calls are about if the token is a service account's, as far as earlier ones have told.
fn company_of(console: &Console, session: &Session) -> Option<CompanyId> {
    let company = console.preferences.company(&session.environment);
    company.filter(|_| session.source == Source::Pasted)
}

/// Makes `session` the present one and asks whose it is.
fn begin(console: &mut Console, session: Session, user: Option<User>, is_fresh: bool) -> Vec<Effect> {
    let Ok(info) = Request::token_info(&session, &console.environments) else {
        return end(console, Some(Ended::EnvironmentGone));
    };
    let info_number = console.next_call();
    let mut effects = vec![keep(console, &session)];
    console.preferences.environment = Some(session.environment.clone());
    console.renewal = Renewal::None;
    console.arriving = None;
    console.errand = None;
    console.note = None;
    effects.extend(user.as_ref().map(|user| meet(&session, user, is_fresh)));
    console.person = Person::SignedIn(Box::new(SignedIn {
        session,
        whose: Whose::Checking,
        info: None,
        user,
        acquaintance: Acquaintance::Unknown,
        company: None,
        wants_company: false,
        is_fresh,
        is_warned: false,
        clock_leapt: false,
        is_doubtful: false,
        info_number,
    }));
    effects.push(Effect::Fetch(Question::TokenInfo, info_number, info));
    effects
}

fn meet(session: &Session, user: &User, is_fresh: bool) -> Effect {
    Effect::Meet(Box::new(Meeting {
        user: user.clone(),
        environment: session.environment.clone(),
        signed_in_at: is_fresh.then_some(session.obtained_at),
    }))
}

/// Takes a session that came from another window. If something is open, it is first asked whose it is: the work of one
/// person is not for another's eyes.
pub fn arrive(console: &mut Console, session: Session) -> Vec<Effect> {
    if !console.work.is_open() {
        return enter(console, session, true);
    }
    let company = company_of(console, &session);
    let Ok(me) = Request::get(&session, &console.environments, ME, company.clone()) else {
        return Vec::new();
    };
    let number = console.next_call();
    console.arriving = Some(Arriving { session, company, number });
    vec![Effect::Fetch(Question::Arrival, number, me)]
}

/// Takes the answer to whose session has arrived: the same person goes on, another begins anew.
pub fn take_arrival(console: &mut Console, number: u32, outcome: &Outcome) -> Vec<Effect> {
    let arrived = console.arriving.take_if(|arriving| arriving.number == number);
    let Some(Arriving { mut session, company, .. }) = arrived else {
        return Vec::new();
    };
    // That of a service account may only want a company, which is asked for once it is entered.
    if outcome.status() == Some(401) && session.source == Source::SignIn {
        console.note = Some(Note::NotRenewed);
        return Vec::new();
    }
    let user = outcome.success().and_then(User::parse);
    let owner = console.work.owner.as_ref();
    let is_same = user.as_ref().is_some_and(|user| {
        owner.is_some_and(|(environment, owner)| *environment == session.environment && owner.id == user.id)
    });
    if !is_same {
        let note = match (owner, &user) {
            // What nobody owns is a call that failed.
            (None, _) => None,
            (Some(_), Some(_)) => Some(Note::OtherPerson),
            (Some(_), None) => Some(Note::UnknownPerson),
        };
        let effects = enter(console, session, true);
        console.note = note;
        return effects;
    }
    // One session, renewed: signing out ends it in every tab that has it.
    if let Some(id) = &console.work.session {
        session.id = id.clone();
    }
    let mut effects: Vec<Effect> = stop_question(console).into_iter().collect();
    effects.extend(begin(console, session, user, true));
    if let Some(signed_in) = console.signed_in_mut() {
        signed_in.company = company;
        console.note = Some(Note::Renewed);
    }
    // What the old token was still asking is asked anew: its 401 would say nothing of the new one.
    if let Some(asked) = console.work.call.as_mut().filter(|call| call.is_waiting) {
        asked.is_waiting = false;
        let path = asked.path.clone();
        effects.push(Effect::Stop(asked.number));
        effects.extend(call(console, path));
    }
    effects
}

/// Ends the session, if there is one, and says why.
pub fn end(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    let mut effects = stop_calls(console);
    console.note = None;
    if ended.as_ref().is_some_and(Ended::keeps_work) {
        if let Some(call) = &mut console.work.call {
            call.is_waiting = false;
        }
    } else {
        console.work = Work::default();
        effects.extend(console.arriving.take().map(|arriving| Effect::Stop(arriving.number)));
        console.renewal = Renewal::None;
    }
    console.person = Person::SignedOut(SignedOut { ended, ..SignedOut::default() });
    effects.push(Effect::ForgetSession);
    effects
}

/// What becomes of `session` in session storage, as the person wants it.
pub fn keep(console: &Console, session: &Session) -> Effect {
    match console.preferences.keep_session {
        true => Effect::StoreSession(Box::new(session.clone())),
        false => Effect::ForgetSession,
    }
}

fn stop_question(console: &Console) -> Option<Effect> {
    console.signed_in().map(|signed_in| Effect::Stop(signed_in.info_number))
}

fn stop_calls(console: &Console) -> Vec<Effect> {
    let call = console.work.call.as_ref().map(|call| Effect::Stop(call.number));
    call.into_iter().chain(stop_question(console)).collect()
}

/// Calls what stands in the path's field, unless a call is under way or nobody is signed in.
pub fn send(console: &mut Console) -> Option<Effect> {
    if console.work.call.as_ref().is_some_and(|call| call.is_waiting) {
        return None;
    }
    let path = console.path().trim().to_owned();
    call(console, path)
}

/// Calls `path`. What is open stays so until there is an answer.
fn call(console: &mut Console, path: String) -> Option<Effect> {
    let signed_in = console.signed_in()?;
    let session = &signed_in.session;
    let company = signed_in.company.clone();
    let environment = console.environments.of(session)?;
    let request = match Request::get(session, &console.environments, &path, company.clone()) {
        Ok(request) => request,
        Err(problem) => {
            console.work.problem = Some(problem);
            return None;
        }
    };
    let draft = engine::Call {
        session: session.to_record().expose().to_owned(),
        environment: environment.to_record(),
        path: path.clone(),
        company: company.as_ref().map(|company| company.as_str().to_owned()),
        patience: Question::Call.timeout(),
    };
    let number = console.next_call();
    console.documents.push(number);
    console.work.problem = None;
    let before = console.work.call.take();
    console.work.call = Some(Call {
        path,
        url: request.url().to_owned(),
        company,
        document: before.as_ref().and_then(|call| call.document),
        outcome: before.and_then(|call| call.outcome),
        is_waiting: true,
        diagnosis: None,
        number,
    });
    Some(Effect::Open(number, Box::new(draft)))
}

/// Takes what became of the call with this number. Here, and only here, a 401 ends the session: only
/// if it answers a call that the present token made. A pasted token may be of a service account, which needs a company
/// for every call (Procore's "Developer Managed Service Accounts"), so until it is known whose it is, a refusal asks for one and ends nothing.
pub fn take_call(console: &mut Console, number: u32, outcome: Outcome) -> Vec<Effect> {
    let answered_before = console.has_answered();
    let Person::SignedIn(signed_in) = &mut console.person else {
        return Vec::new();
    };
    let Some(call) = console.work.call.as_mut().filter(|call| call.number == number) else {
        return Vec::new();
    };
    call.is_waiting = false;
    let status = outcome.status();
    let is_me = call.path == ME;
    // Whatever company was named: it may have been the wrong one.
    let may_want_company = is_me && signed_in.session.source == Source::Pasted && signed_in.user.is_none();
    signed_in.wants_company =
        may_want_company && status.is_some_and(|status| (400..500).contains(&status) && status != 429);
    if status == Some(401) && !signed_in.wants_company {
        return end(console, Some(Ended::Refused));
    }
    let has_something = status.is_some() || call.document == Some(number);
    call.document = has_something.then_some(number);
    let mut effects = Vec::new();
    if let Some(user) = outcome.success().filter(|_| is_me).and_then(User::parse) {
        if signed_in.user.as_ref() != Some(&user) {
            effects.push(meet(&signed_in.session, &user, signed_in.is_fresh));
        }
        console.work.owner = Some((signed_in.session.environment.clone(), user.clone()));
        signed_in.user = Some(user);
        let environment = &signed_in.session.environment;
        let is_news = console.preferences.company(environment) != signed_in.company;
        if signed_in.session.source == Source::Pasted && is_news {
            let change = Change::Company(environment.clone(), signed_in.company.clone());
            console.preferences.apply(change.clone());
            effects.push(Effect::SavePreference(change));
        }
    }
    if outcome == Outcome::Failed(Failure::Unreachable) {
        call.diagnosis = Some(super::doctor::Diagnosis::begun(answered_before));
        effects.push(Effect::Probe(number, signed_in.session.api.clone()));
    }
    call.outcome = Some(outcome);
    effects
}

/// Takes what became of the question with this number, and decides whose token it is.
pub fn take_token_info(console: &mut Console, number: u32, outcome: &Outcome, now: UnixTime) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in_mut().filter(|signed_in| signed_in.info_number == number) else {
        return Vec::new();
    };
    let info = match read_token_info(outcome) {
        Ok(info) => info,
        Err(why) => {
            signed_in.whose = Whose::NotVerified(why);
            return Vec::new();
        }
    };
    let session = &mut signed_in.session;
    let before = session.clone();
    match &session.client_id {
        Some(ours) if ours.as_str() != info.client_id => return end(console, Some(Ended::OtherApplication)),
        Some(_) => {}
        None => session.client_id = ClientId::parse(&info.client_id).ok(),
    }
    if session.expires_at.is_none() {
        // Nothing else has told the session's end, so it is learnt from here.
        session.expires_at = info.expires_in.map(|seconds| now.plus_seconds(seconds));
    }
    signed_in.whose = Whose::Verified;
    signed_in.info = Some(info);
    let session = signed_in.session.clone();
    if session == before { Vec::new() } else { vec![keep(console, &session)] }
}

/// What token/info said, or why it said nothing that could be used.
pub fn read_token_info(outcome: &Outcome) -> Result<TokenInfo, Unverified> {
    match outcome {
        Outcome::Failed(failure) => Err(Unverified::NoAnswer(failure.clone())),
        Outcome::Answered(answer) => {
            outcome.success().and_then(TokenInfo::parse).ok_or(Unverified::Unreadable(answer.status))
        }
    }
}
