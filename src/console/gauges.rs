//! What is left of Procore's rate limits: a gauge for each environment, fed by every answer of its API.

use super::model::{Arriving, Console};
use super::place::Kind;
use super::{Question, remaining};
use crate::procore::{Gauge, Level, Outcome, Sight};
use crate::time::UnixTime;

/// A limit of which no more than this part is left is nearly used up.
const LITTLE: u32 = 10;

/// The gauges, by the id of the environment. They outlive a session: a new token of the same app has no more calls left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gauges(Vec<(String, Gauge)>);

impl Gauges {
    /// The gauge of the environment with this id.
    pub fn of(&self, environment: &str) -> Gauge {
        let known = self.0.iter().find(|(id, _)| id == environment);
        known.map(|(_, gauge)| *gauge).unwrap_or_default()
    }

    /// Takes in the headers of an answer of this environment's API, which came just now.
    pub(super) fn hear(&mut self, environment: &str, headers: &[(String, String)], now: UnixTime) {
        if let Some((_, gauge)) = self.0.iter_mut().find(|(id, _)| id == environment) {
            gauge.hear(headers, now);
            return;
        }
        let mut gauge = Gauge::default();
        gauge.hear(headers, now);
        self.0.push((environment.to_owned(), gauge));
    }
}

/// What a gauge shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The browser hides the headers.
    Hidden,
    /// The headers are there, in a form that is not understood.
    Unreadable,
    /// All that was told has been counted anew since.
    Past,
    /// The limits that are known, the shorter window first.
    Windows(Vec<Window>),
}

/// What is left of one limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Such as `24 of 25 left in 10 s` or `589 of 600 left this hour`, without the time if no answer said it readably.
    pub words: String,
    /// When it is counted anew, in words: `in 42 s`.
    pub resets: String,
    /// When it is counted anew, if an answer said so.
    pub reset: Option<UnixTime>,
    /// Whether it is the limit by the hour.
    pub is_hourly: bool,
    /// Whether nearly nothing is left.
    pub is_little: bool,
}

impl Window {
    fn new(level: Level, is_hourly: bool, now: UnixTime) -> Self {
        let Level { limit, remaining: left, reset, is_reset_told } = level;
        let span = match (is_reset_told, is_hourly) {
            (false, _) => "",
            (true, false) => " in 10 s",
            (true, true) => " this hour",
        };
        Self {
            words: format!("{left} of {limit} left{span}"),
            resets: match is_reset_told {
                true => format!("in {}", remaining(reset, now).words),
                false => "at a time that could not be read".to_owned(),
            },
            reset: is_reset_told.then_some(reset),
            is_hourly,
            is_little: left <= limit / LITTLE,
        }
    }
}

impl Console {
    /// The gauge of the environment that counts.
    pub fn gauge(&self) -> Gauge {
        self.gauges.of(&self.environment().id)
    }

    /// What that gauge shows; `None` before the first answer.
    pub fn reading(&self, now: UnixTime) -> Option<Reading> {
        let gauge = self.gauge();
        match gauge.sight() {
            Sight::Unknown => None,
            Sight::Hidden => Some(Reading::Hidden),
            Sight::Unreadable => Some(Reading::Unreadable),
            Sight::Visible => {
                let spike = gauge.spike(now).map(|level| Window::new(level, false, now));
                let hour = gauge.hour(now).map(|level| Window::new(level, true, now));
                let windows: Vec<Window> = spike.into_iter().chain(hour).collect();
                Some(if windows.is_empty() { Reading::Past } else { Reading::Windows(windows) })
            }
        }
    }
}

/// Feeds the gauge with an answer, if it is the API's and to a question that is still out: then it is known whose
/// environment it is about.
pub(super) fn feed(console: &mut Console, question: Question, number: u32, outcome: &Outcome, now: UnixTime) {
    let Outcome::Answered(answer) = outcome else { return };
    let arriving = console.arriving.as_ref().filter(|arriving| arriving.number == number);
    let is_asked = match question {
        Question::Call => console.work.calls().any(|call| call.number == number && call.is_waiting),
        Question::Companies => console.places.list(Kind::Company).asks(number),
        Question::Projects => console.places.list(Kind::Project).asks(number),
        Question::Arrival => arriving.is_some(),
        Question::Alive => console.signed_in().is_some_and(|signed_in| signed_in.is_doubtful),
        // These ask the login host, which has limits of its own.
        Question::TokenInfo | Question::Application | Question::Revocation => false,
    };
    if !is_asked {
        return;
    }
    match arriving.map(|Arriving { session, .. }| session.environment.clone()) {
        Some(environment) => console.gauges.hear(&environment, &answer.headers, now),
        None => hear(console, &answer.headers, now),
    }
}

/// Feeds the gauge of the environment that what is open is of.
pub(super) fn hear(console: &mut Console, headers: &[(String, String)], now: UnixTime) {
    let session = console.signed_in().map(|signed_in| signed_in.session.environment.clone());
    // A write, or a page, may be answered after its session has ended.
    let owner = || console.work.owner.as_ref().map(|(environment, _)| environment.clone());
    let environment = session.or_else(owner).unwrap_or_else(|| console.environment().id.clone());
    console.gauges.hear(&environment, headers, now);
}
