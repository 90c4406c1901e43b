//! The rules of the state machine.

mod addresses;
mod answered;
mod bring;
mod chase;
mod first_page;
mod gauges;
mod history;
mod opened;
mod pages;
mod palette;
mod recognised;
mod refusals;
mod renewal;
mod requests;
mod session;
mod shared;
mod sign_in;
mod tabs;
mod time;
mod uploads;

mod workbench;

use super::*;
use crate::nonce::Nonce;
use crate::oauth::{AuthorizationResponse, Pending, SessionRecord, State};
use crate::procore::{Answer, Environments, Outcome};
use crate::time::UnixTime;

const NOW: UnixTime = UnixTime(1_700_000_000_000);
const ROOT: &str = "https://console.example/";

/// The answer of a sign-in; `S` stands for the state of [`began`].
const GRANTED: &str = "access_token=obviously-fake-token&token_type=bearer&expires_in=5400&state=S";

const ADA: &str = r#"{"id":1,"login":"ada@example.com"}"#;
const BJORN: &str = r#"{"id":2,"login":"bjorn@example.com"}"#;

fn later(seconds: u64) -> UnixTime {
    NOW.plus_seconds(seconds)
}

fn nonce(number: u8) -> Nonce {
    Nonce::from_random([number; 16])
}

fn state(number: u8) -> State {
    State::new(nonce(number))
}

fn startup() -> Startup {
    let mut preferences = Preferences::default();
    preferences.set_client_id("sandbox", Some("our-client".into()));
    Startup {
        environments: Environments::builtin(),
        redirect_uri: ROOT.into(),
        preferences,
        tab: nonce(0x77),
        id: nonce(0x1d),
        answer: None,
        pending: None,
        is_waiting: false,
        stored: None,
        ended: Vec::new(),
        drafts: None,
        link: None,
        now: NOW,
    }
}

/// A console where nobody is signed in.
pub(super) fn console() -> Console {
    start(startup()).0
}

fn sign_in_event(return_to: Route) -> Event {
    Event::SignIn { state: state(0xab), return_to, now: NOW }
}

/// A console that is signed out, and the pending entry and address of a sign-in that it began.
fn began(return_to: Route) -> (Console, Pending, String) {
    let (mut console, _) = start(startup());
    let effects = update(&mut console, sign_in_event(return_to));
    match effects.into_iter().find(|effect| matches!(effect, Effect::Leave(..))) {
        Some(Effect::Leave(pending, endpoint)) => {
            let url = pending.authorization_url(&endpoint);
            (console, *pending, url)
        }
        other => panic!("{other:?}"),
    }
}

fn answer(fragment: &str) -> Option<AuthorizationResponse> {
    AuthorizationResponse::read("", &fragment.replace("=S", &format!("={}", "ab".repeat(16))))
}

fn signed_in_with(fragment: &str) -> (Console, Vec<Effect>) {
    let (_, pending, _) = began(Route::Home);
    start(Startup { answer: answer(fragment), pending: Some(pending), ..startup() })
}

fn signed_in() -> Console {
    signed_in_with(GRANTED).0
}

/// Somebody is signed in, and `/me` has been answered.
fn at_work(me: &str) -> Console {
    let mut console = signed_in();
    reply(&mut console, Question::Call, answered(200, me));
    console
}

fn answered(status: u16, body: &str) -> Outcome {
    answered_with(status, &[], body)
}

/// The same, with headers that the browser lets through.
fn answered_with(status: u16, headers: &[(&str, &str)], body: &str) -> Outcome {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Outcome::Answered(Answer { status, headers, body: body.into(), length: body.len() as u64, elapsed: 1 })
}

/// The headers of a limit with so many calls left, that is counted anew so many seconds after [`NOW`].
fn told(limit: u32, left: u32, seconds: u64) -> Vec<(&'static str, String)> {
    let reset = (NOW.0 / 1000 + seconds).to_string();
    vec![
        ("x-rate-limit-limit", limit.to_string()),
        ("x-rate-limit-remaining", left.to_string()),
        ("x-rate-limit-reset", reset),
    ]
}

/// An answer with such headers.
fn with(status: u16, headers: &[(&'static str, String)], body: &str) -> Outcome {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
    answered_with(status, &headers, body)
}

/// The number of the question that is out now.
fn number_of(console: &Console, question: Question) -> u32 {
    match question {
        Question::Call => console.work.call().expect("a call").number,
        Question::TokenInfo => console.signed_in().expect("signed in").info_number,
        Question::Arrival => console.arriving.as_ref().expect("a session arrives").number,
        Question::Revocation => console.revocation,
        Question::Alive | Question::Application | Question::Companies | Question::Projects => console.calls,
    }
}

/// Answers the question that is out now.
fn reply(console: &mut Console, question: Question, outcome: Outcome) -> Vec<Effect> {
    let number = number_of(console, question);
    update(console, Event::Answered { question, number, outcome, now: later(1) })
}

fn ended(console: &Console) -> Option<&Ended> {
    console.signed_out().expect("signed out").ended.as_ref()
}

fn record(console: &Console) -> SessionRecord {
    console.signed_in().expect("signed in").session.to_record()
}

fn token_info(uid: &str) -> String {
    format!(
        r#"{{"application":{{"uid":"{uid}"}},"expires_in_seconds":60,"created_at":1699999990,"scopes":[]}}"#
    )
}

/// The addresses that are asked.
fn urls(effects: &[Effect]) -> Vec<&str> {
    let mut urls = Vec::new();
    for effect in effects {
        match effect {
            Effect::Fetch(_, _, request) => urls.push(request.url()),
            Effect::Open(_, call, _) => urls.push(&call.asked.target),
            _ => {}
        }
    }
    urls
}

/// What is typed, as it is stored after the pause.
fn stored_drafts(console: &mut Console) -> Option<String> {
    update(console, Event::SaveDrafts);
    console.stored_drafts.clone()
}

/// The effects without those of the channel to other tabs, of what is typed, of what the catalogue is asked about it, and of
/// calls that go into the history.
fn quiet(effects: Vec<Effect>) -> Vec<Effect> {
    let is_loud = |effect: &Effect| {
        matches!(
            effect,
            Effect::Listen(_)
                | Effect::Post(_)
                | Effect::KeepDrafts(_)
                | Effect::SaveDraftsSoon
                | Effect::Recognise(..)
                | Effect::History(crate::console::history::Filing::Keep(..))
        )
    };
    effects.into_iter().filter(|effect| !is_loud(effect)).collect()
}

fn posted(effects: &[Effect]) -> Vec<&Message> {
    effects
        .iter()
        .filter_map(|effect| if let Effect::Post(message) = effect { Some(message) } else { None })
        .collect()
}
