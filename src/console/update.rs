//! What happens: one event in, a new state and the effects out.

use super::draft::Draft;
use super::lifetime::{clock_matters_at, look_at_the_clock, take_alive};
use super::model::{Console, Renewal};
use super::people::Acquaintance;
use super::place::Kind;
use super::preferences::Change;
use super::session::{confirm, end, enter, keep, restore, send, take_arrival, take_call, take_token_info};
use super::work::Work;
use super::{
    Effect, Ended, Event, FileState, Note, Question, bring, chase, gauges, guard, history, kept, opened,
    pages, palette, place, recognised, shared, sheets, sign_in, tabs, versions, way_in, workbench,
};
use crate::nonce::Nonce;
use crate::oauth::SessionRecord;
use crate::procore::{CompanyId, Outcome};
use crate::time::UnixTime;

/// Takes `event` into the state and says what is to be done.
pub fn update(console: &mut Console, event: Event) -> Vec<Effect> {
    if matches!(event, Event::SaveDrafts) {
        // Nothing follows from it.
        return kept::save(console);
    }
    let effects = take(console, event);
    settle(console, effects)
}

/// Adds what follows from the new state whatever led there: the channel to listen to and the time to wake at.
pub(super) fn settle(console: &mut Console, effects: Vec<Effect>) -> Vec<Effect> {
    let mut all = tabs::tune(console);
    all.extend(effects);
    all.extend(history::mind_owner(console));
    chase::mind_sight(console);
    all.extend(console.close_documents());
    all.extend(recognised::ask(console));
    all.extend(kept::follow(console));
    let lock_closes = console.unlocked.as_ref().map(|unlocked| unlocked.until);
    let alarms =
        [clock_matters_at(console), tabs::patience_ends(console), lock_closes, pages::wakes_at(console)];
    let alarm = alarms.into_iter().flatten().min();
    if alarm != console.alarm {
        console.alarm = alarm;
        all.push(Effect::WakeAt(alarm));
    }
    all
}

fn take(console: &mut Console, event: Event) -> Vec<Effect> {
    match event {
        Event::ChooseEnvironment(id) => way_in::choose_environment(console, id),
        Event::TypeClientId(text) => way_in::type_client_id(console, text),
        Event::KeepSession(wish) => way_in::keep_session(console, wish),
        Event::ShareWithTabs(wish) => way_in::change(console, Change::ShareWithTabs(wish)),
        Event::SignIn { state, return_to, now } => sign_in::sign_in(console, state, return_to, now),
        Event::Renew { state, now } => sign_in::renew(console, state, now),
        Event::RenewHere { state, now } => sign_in::renew_here(console, state, now),
        Event::WindowBlocked => {
            console.renewal = Renewal::Blocked;
            Vec::new()
        }
        Event::StopRenewal => {
            console.renewal = Renewal::None;
            Vec::new()
        }
        Event::CloseWork => {
            let ended = console.signed_out().map(|signed_out| signed_out.ended.clone());
            ended.map(|ended| close_work(console, ended)).unwrap_or_default()
        }
        Event::NotStored => way_in::not_stored(console),
        Event::SignOut => sign_in::sign_out(console),
        Event::SignedOutElsewhere(id) => sign_in::signed_out_elsewhere(console, &id),
        Event::TakeOffer(now) => tabs::take_offer(console, now),
        Event::Heard(message, now) => tabs::hear(console, message, now),
        Event::Edit(edit) => {
            sheets::edit(console, edit);
            Vec::new()
        }
        Event::Use(endpoint) => {
            sheets::take_endpoint(console, &endpoint);
            Vec::new()
        }
        Event::UseApart(endpoint) => {
            sheets::take_endpoint_apart(console, &endpoint);
            Vec::new()
        }
        Event::Search(typed) => palette::want(console, &typed),
        Event::Go(goal) => palette::go(console, goal),
        Event::Recognised(sheet, asked, known) => {
            recognised::take(console, sheet, asked, known);
            Vec::new()
        }
        Event::SwitchVersion(path) => {
            versions::switch(console, &path);
            Vec::new()
        }
        Event::Chose(document, value) => chase::choose(console, document, value),
        Event::Led(document, names, lead) => {
            chase::take(console, document, &names, lead);
            Vec::new()
        }
        Event::Follow(now) => chase::follow(console, now),
        Event::SetPatience(patience) => way_in::change(console, Change::Patience(patience)),
        Event::OpenSheet => {
            sheets::open(console, Draft::new());
            Vec::new()
        }
        Event::OpenFile { file, name, bytes } => opened::open(console, file, name, bytes),
        Event::FileCame(document, state) => {
            opened::take(console, document, state);
            Vec::new()
        }
        Event::ShowSheet(id) => {
            console.work.show(id);
            Vec::new()
        }
        Event::CloseSheet(id) => sheets::close(console, id),
        Event::WantList(kind, search) => place::want(console, kind, &search),
        Event::ChooseCompany(company) => {
            let mut effects = place::choose_company(console, company);
            // What a link meant is decided with that.
            console.note.take_if(|note| matches!(note, Note::LinkElsewhere { environment: None, .. }));
            effects.extend(shared::go_to_linked(console));
            effects
        }
        Event::GoToLinked => shared::accept(console),
        Event::ChooseProject(project) => place::choose_project(console, project),
        Event::MarkSandbox(is_sandbox) => guard::mark_sandbox(console, is_sandbox),
        Event::Unlock(now) => {
            guard::unlock(console, now);
            Vec::new()
        }
        Event::Lock => {
            guard::lock(console);
            Vec::new()
        }
        Event::Began(number, status) => {
            // A 401 may end the session, and what was open stays then.
            if let Some(call) = console.work.call_mut(number).filter(|_| status != 401) {
                call.document = Some(number);
            }
            Vec::new()
        }
        Event::Lost(number) => {
            let kept = history::keep(console, number, None);
            if let Some(call) = console.work.call_of_document(number) {
                call.lose(number);
            }
            opened::take(console, number, FileState::Lost);
            kept.into_iter().collect()
        }
        Event::Send(now) => send(console, now),
        Event::Confirm(typed, now) => confirm(console, &typed, now),
        Event::DropWish => {
            console.work.sheet_mut().wish = None;
            Vec::new()
        }
        Event::Cancel => match console.work.call() {
            Some(call) if call.pages.is_some() => pages::stop(console),
            Some(call) if call.is_waiting => vec![Effect::Stop(call.number)],
            _ => Vec::new(),
        },
        Event::Pages(event) => pages::take(console, event),
        Event::NameCompany(company, now) => name_company(console, company, now),
        Event::Answered { question, number, outcome, now } => {
            answered(console, question, number, outcome, now)
        }
        Event::Probed(number, evidence, is_done) => {
            let call = console.work.call_mut(number);
            if let Some(diagnosis) = call.and_then(|call| call.diagnosis.as_mut()) {
                (diagnosis.evidence, diagnosis.is_done) = (evidence, is_done);
            }
            Vec::new()
        }
        Event::Woke { now, has_leapt } => {
            // A timer may ring early: whatever is still to be waited for is waited for anew.
            console.alarm = None;
            guard::look_at_the_clock(console, now);
            let mut effects = tabs::give_up(console, now);
            effects.extend(pages::look_at_the_clock(console, now));
            effects.extend(look_at_the_clock(console, now, has_leapt));
            effects
        }
        Event::ClockTurnedBack(millis) => match console.signed_in_mut() {
            Some(signed_in) => {
                signed_in.session.turn_back(millis);
                let session = signed_in.session.clone();
                vec![keep(console, &session)]
            }
            None => Vec::new(),
        },
        Event::AnswerCame { answer, pending, id, now } => {
            sign_in::take_answer(console, &answer, pending.as_deref(), id, now)
        }
        Event::Restored { stored, ended, is_waiting, now } => {
            if let Some(signed_out) = console.signed_out_mut() {
                signed_out.unanswered = is_waiting;
                signed_out.leaving = false;
            }
            restored(console, stored.as_ref(), &ended, now)
        }
        Event::Met(row) => {
            if let (Some(signed_in), Some(row)) = (console.signed_in_mut(), row) {
                signed_in.acquaintance = Acquaintance::Known(*row);
            }
            Vec::new()
        }
        Event::ForgetMe => match console.signed_in_mut() {
            Some(signed_in) => {
                match std::mem::replace(&mut signed_in.acquaintance, Acquaintance::Forgotten) {
                    Acquaintance::Known(row) => row.id.map(Effect::ForgetPerson).into_iter().collect(),
                    Acquaintance::Unknown | Acquaintance::Forgotten => Vec::new(),
                }
            }
            None => Vec::new(),
        },
        Event::History(recall) => history::take(console, recall),
        Event::ForgetEverything => sign_in::forget_everything(console),
        Event::Forgotten(is_done) => {
            console.note = Some(if is_done { Note::Forgotten } else { Note::NotForgotten });
            Vec::new()
        }
        Event::Paste { text, id, now } => bring::paste(console, &text, id, now),
        Event::UseToken(now) => bring::use_it(console, now),
        Event::DropToken => bring::put_down(console),
        Event::AskCode { state, redirect_uri, now } => workbench::ask(console, state, &redirect_uri, now),
        Event::AddressPasted { answer, pending, now } => {
            workbench::take(console, &answer, pending.as_deref(), now);
            Vec::new()
        }
        Event::DropCode => {
            console.code = None;
            console.code_problem = None;
            Vec::new()
        }
        // What is told once is about the page where it came.
        Event::WentElsewhere => {
            console.note = None;
            console.code_problem = None;
            Vec::new()
        }
        Event::DismissNote => {
            console.note = None;
            Vec::new()
        }
        Event::SaveDrafts => kept::save(console),
    }
}

fn answered(
    console: &mut Console,
    question: Question,
    number: u32,
    outcome: Outcome,
    now: UnixTime,
) -> Vec<Effect> {
    gauges::feed(console, question, number, &outcome, now);
    match question {
        Question::Call => take_call(console, number, outcome, now),
        Question::Companies => {
            place::take(console, Kind::Company, number, &outcome);
            shared::go_to_linked(console)
        }
        Question::Projects => {
            place::take(console, Kind::Project, number, &outcome);
            shared::go_to_linked(console)
        }
        Question::Arrival => take_arrival(console, number, &outcome, now),
        Question::Alive => take_alive(console, &outcome),
        Question::TokenInfo => take_token_info(console, number, &outcome, now),
        Question::Application => {
            bring::take_application(console, number, &outcome, now);
            Vec::new()
        }
        Question::Revocation => {
            sign_in::take_revocation(console, number, Some(&outcome));
            Vec::new()
        }
    }
}

/// Closes what an ended session left open; why it ended stays in sight.
fn close_work(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    let effects = end(console, ended);
    console.work = Work::default();
    console.renewal = Renewal::None;
    effects
}

fn name_company(console: &mut Console, company: Option<CompanyId>, now: UnixTime) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in_mut() else {
        return Vec::new();
    };
    signed_in.company = company;
    signed_in.wants_company = false;
    send(console, now)
}

/// The page comes back as it was left, perhaps long ago and after other pages of this tab signed in or out.
fn restored(
    console: &mut Console,
    stored: Option<&SessionRecord>,
    ended: &[Nonce],
    now: UnixTime,
) -> Vec<Effect> {
    let kept = stored.map(|record| restore(&console.environments, record, ended, now));
    let current = console.signed_in().map(|signed_in| &signed_in.session);
    match kept {
        Some(Ok(session)) if current.is_none_or(|current| current.token != session.token) => {
            enter(console, session, false, now)
        }
        Some(Err(ended)) => end(console, ended),
        None if current.is_some() && console.preferences.keep_session => {
            end(console, Some(Ended::SignedOutElsewhere))
        }
        Some(Ok(_)) | None => take(console, Event::Woke { now, has_leapt: true }),
    }
}
