//! The life of a session: how it begins, goes on and ends.

use super::draft::Preview;
use super::draft_fault::DraftFault;
use super::guard::Wish;
use super::model::{Arriving, Console, Person, Renewal, SignedIn, SignedOut, Unverified, Whose};
use super::people::{Acquaintance, Meeting};
use super::sent::Sent;
use super::work::{Call, Work};
use super::{Change, Effect, Ended, Note, Question};
use super::{history, kept, pages, place, shared};
use crate::engine;
use crate::nonce::Nonce;
use crate::oauth::{ClientId, Session, SessionRecord, Source, StoredSessionError};
use crate::procore::{CompanyId, Environments, Failure, Method, Outcome, Outgoing, Request, TokenInfo, User};
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
pub fn enter(console: &mut Console, session: Session, is_fresh: bool, now: UnixTime) -> Vec<Effect> {
    let company = company_of(console, &session);
    if console.environments.of(&session).is_none() {
        return end(console, Some(Ended::EnvironmentGone));
    }
    let mut effects = stop_calls(console);
    console.work = Work::of(Some(session.id.clone()));
    console.unlocked = None;
    place::begin(console, &session);
    effects.extend(begin(console, session, None, is_fresh));
    if let Some(signed_in) = console.signed_in_mut() {
        signed_in.company = company;
    }
    let id = console.work.sheet().id;
    effects.extend(call(console, id, Outgoing { target: ME.to_owned(), ..Outgoing::default() }, now));
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
pub fn arrive(console: &mut Console, session: Session, now: UnixTime) -> Vec<Effect> {
    if !console.work.is_open() {
        return enter(console, session, true, now);
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
pub fn take_arrival(console: &mut Console, number: u32, outcome: &Outcome, now: UnixTime) -> Vec<Effect> {
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
            // What nobody owns is a call that failed, or a file.
            (None, _) => console.work.has_files().then_some(Note::UnknownPerson),
            (Some(_), Some(_)) => Some(Note::OtherPerson),
            (Some(_), None) => Some(Note::UnknownPerson),
        };
        let effects = enter(console, session, true, now);
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
    // What the old token was still reading is asked anew: its 401 would say nothing of the new one. A write is never
    // repeated: it goes on with the token that it left with.
    let is_read =
        |call: &&Call| call.is_waiting && !call.sent.asked.method.is_write() && call.pages.is_none();
    let reads: Vec<(u32, u32, Outgoing)> = (console.work.sheets().iter())
        .filter_map(|sheet| Some((sheet.id, sheet.call.as_ref().filter(is_read)?)))
        .map(|(id, call)| (id, call.number, call.sent.asked.clone()))
        .collect();
    for (id, number, asked) in reads {
        if let Some(call) = console.work.call_mut(number) {
            call.is_waiting = false;
        }
        effects.push(Effect::Stop(number));
        effects.extend(call(console, id, asked, now));
    }
    effects.extend(pages::renewed(console, now));
    effects
}

/// Ends the session, if there is one, and says why.
pub fn end(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    console.note = None;
    let mut effects: Vec<Effect>;
    if ended.as_ref().is_some_and(Ended::keeps_work) {
        // A write goes on with the token that it left with: what becomes of it is to be known.
        let is_read = |call: &&mut Call| !(call.is_waiting && call.sent.asked.method.is_write());
        let question = stop_question(console);
        let reads = console.work.calls_mut().filter(is_read).filter_map(|call| {
            if call.is_waiting && call.pages.is_some() {
                // It goes on with the next session of the same person.
                pages::session_ended(call);
                return None;
            }
            call.is_waiting = false;
            Some(Effect::Stop(call.number))
        });
        effects = reads.chain(question).collect();
    } else {
        effects = stop_calls(console);
        console.work = Work::default();
        console.kept = None;
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
    let calls = console.work.calls().map(|call| Effect::Stop(call.number));
    calls.chain(stop_question(console)).chain(history::unfinished(console)).collect()
}

/// Sends the request in sight, if it is one, unless a call of its tab is under way, nobody is signed in, or something has to be
/// confirmed first.
pub fn send(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let sheet = console.work.sheet_mut();
    if sheet.is_waiting() || sheet.opened.is_some() {
        return Vec::new();
    }
    (sheet.fault, sheet.wish) = (None, None);
    let Some(asked) = asked(console) else { return Vec::new() };
    let wish = console.stands_in_the_way(&asked, now);
    let sheet = console.work.sheet_mut();
    let id = sheet.id;
    match wish {
        Some(wish) => {
            sheet.wish = Some(wish);
            Vec::new()
        }
        None => call_for_person(console, id, asked, now),
    }
}

/// Sends a DELETE that was asked about, if what had to be typed was typed.
pub fn confirm(console: &mut Console, typed: &str, now: UnixTime) -> Vec<Effect> {
    let Some(Wish::Delete { last, is_typed }) = console.work.sheet_mut().wish.take() else {
        return Vec::new();
    };
    let Some(asked) = asked(console) else { return Vec::new() };
    // The request may have been changed meanwhile, and the lock may have closed.
    let wish = console.stands_in_the_way(&asked, now);
    let is_right = !is_typed || typed.trim() == last;
    let id = console.work.sheet().id;
    match wish {
        Some(Wish::Delete { last: now_last, .. }) if is_right && now_last == last => {
            call_for_person(console, id, asked, now)
        }
        wish => {
            console.work.sheet_mut().wish = wish;
            Vec::new()
        }
    }
}

/// The request in sight, or none if it cannot be sent: its tab says why.
fn asked(console: &mut Console) -> Option<Outgoing> {
    match console.drafted()? {
        Ok(asked) => Some(asked),
        Err(fault) => {
            console.work.sheet_mut().fault = Some(fault);
            None
        }
    }
}

impl Console {
    /// What there is to say of the draft in sight before it is sent; `None` while no address is typed.
    pub fn preview(&self) -> Option<Preview> {
        let draft = &self.work.sheet().draft;
        let service = self.signed_in().and_then(|signed_in| signed_in.company.as_ref());
        let is_typed = !draft.path.trim().is_empty();
        is_typed.then(|| draft.preview(&self.places.chosen, service, &self.environment().api))
    }

    /// The request that the draft in sight stands for; `None` if nobody is signed in.
    pub fn drafted(&self) -> Option<Result<Outgoing, DraftFault>> {
        let signed_in = self.signed_in()?;
        let Some(environment) = self.environments.of(&signed_in.session) else {
            return Some(Err(DraftFault::EnvironmentGone));
        };
        let asked = self.work.sheet().draft.outgoing(&self.places.chosen, &environment.api);
        let company = signed_in.company.clone();
        Some(asked.map(|asked| Outgoing { company: asked.company.or(company), ..asked }))
    }
}

/// Calls Procore because the person wants it.
fn call_for_person(console: &mut Console, id: u32, asked: Outgoing, now: UnixTime) -> Vec<Effect> {
    let effects = call(console, id, asked, now);
    let called = console.work.sheet_of(id).and_then(|sheet| sheet.call.as_mut());
    if let Some(call) = called.filter(|_| !effects.is_empty()) {
        call.is_by_person = true;
    }
    effects
}

/// Calls Procore for the tab with this id. What is open in it stays so until there is an answer.
fn call(console: &mut Console, id: u32, asked: Outgoing, now: UnixTime) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in() else { return Vec::new() };
    let made_by = signed_in.info_number;
    let company = asked.company.clone().or_else(|| signed_in.company.clone());
    let asked = Outgoing { company, ..asked };
    let Some((draft, url)) = prepared(console, &asked) else { return Vec::new() };
    let number = console.next_call();
    let Some(sheet) = console.work.sheet_of(id) else { return Vec::new() };
    let before = sheet.call.take();
    let files = sheet.draft.files();
    let sent = Sent { asked, url, files: files.clone() };
    sheet.call = Some(Call::begun(sent, before, number, made_by, now));
    console.documents.push(number);
    vec![Effect::Open(number, Box::new(draft), files)]
}

/// What a worker needs for a call with the present token, and the address that is called; `None` if there is no token for it.
pub(super) fn prepared(console: &Console, asked: &Outgoing) -> Option<(engine::Call, String)> {
    let session = &console.signed_in()?.session;
    let request = Request::call(session, &console.environments, asked).ok()?;
    let call = engine::Call {
        session: session.to_record().expose().to_owned(),
        environment: console.environments.of(session)?.to_record(),
        asked: asked.clone(),
        patience: console.preferences.patience.millis(),
    };
    Some((call, request.url().to_owned()))
}

/// Takes what became of the call with this number. Here, and only here, a 401 ends the session: only
/// if it answers a call that the present token made. A pasted token may be of a service account, which needs a company
/// for every call (Procore's "Developer Managed Service Accounts"), so until it is known whose it is, a refusal asks for one and ends nothing.
pub fn take_call(console: &mut Console, number: u32, outcome: Outcome, now: UnixTime) -> Vec<Effect> {
    if let Some(effects) = pages::overflow(console, number) {
        return effects;
    }
    let answered_before = console.has_answered();
    let gauge = console.gauge();
    let mut effects: Vec<Effect> = history::keep(console, number, outcome.answer()).into_iter().collect();
    let Some(call) = console.work.call_mut(number) else {
        return effects;
    };
    let Person::SignedIn(signed_in) = &mut console.person else {
        // Of those that were under way when the session ended, only writes go on.
        if call.is_waiting {
            call.end(outcome, &gauge, now);
        }
        return effects;
    };
    call.is_waiting = false;
    let status = outcome.status();
    let is_current = call.made_by == signed_in.info_number;
    let is_me = is_current && call.sent.asked.method == Method::Get && call.sent.asked.target == ME;
    if is_me {
        // Whatever company was named: it may have been the wrong one.
        let may_want_company = signed_in.session.source == Source::Pasted && signed_in.user.is_none();
        signed_in.wants_company =
            may_want_company && status.is_some_and(|status| (400..500).contains(&status) && status != 429);
    }
    if status == Some(401) && is_current && !signed_in.wants_company {
        effects.extend(end(console, Some(Ended::Refused)));
        return effects;
    }
    if outcome == Outcome::Failed(Failure::Unreachable) {
        call.diagnosis = Some(super::doctor::Diagnosis::begun(answered_before));
        effects.push(Effect::Probe(number, signed_in.session.api.clone()));
    }
    let user = outcome.success().filter(|_| is_me).and_then(User::parse);
    call.end(outcome, &gauge, now);
    if let Some(user) = user {
        effects.extend(take_user(console, user));
    }
    effects
}

/// It is known who is signed in.
fn take_user(console: &mut Console, user: User) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in_mut() else { return Vec::new() };
    let mut effects = Vec::new();
    if signed_in.user.as_ref() != Some(&user) {
        effects.push(meet(&signed_in.session, &user, signed_in.is_fresh));
    }
    signed_in.user = Some(user.clone());
    let (environment, source) = (signed_in.session.environment.clone(), signed_in.session.source);
    let company = signed_in.company.clone();
    console.work.owner = Some((environment.clone(), user));
    kept::restore(console);
    effects.extend(shared::open(console));
    if source == Source::Pasted && console.preferences.company(&environment) != company {
        effects.extend(super::way_in::change(console, Change::Company(environment, company)));
    }
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
