//! Why the call in sight was refused, what can be done about it, and what Procore's support is to be told of it.

use super::explain::{Called, Explanation};
use super::model::{Console, SignedIn};
use super::remaining;
use super::work::Call;
use crate::procore::{
    Answer, Cause, Failure, Gauge, Meaning, Method, Outcome, Outgoing, Problem, SPIKE, told_wait,
};
use crate::share::{Bundle, without_secrets};
use crate::time::UnixTime;

/// What is to be done after a write of which nobody knows whether it was done.
const UNKNOWN: &str =
    "Outcome unknown: it may have been done all the same. Check at Procore before you repeat it.";

/// A call that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// Why, as far as can be told.
    pub cause: Cause,
    /// That in words: what happened, what it means at Procore, what to do next.
    pub meaning: Meaning,
    /// What the body of the answer says: messages, fields, a code.
    pub said: Problem,
    /// How long to stay away.
    pub wait: Option<Wait>,
    /// Whether the same may be sent again by a click, once the wait is over: a GET, while the request in sight is still
    /// the one that was refused.
    pub may_repeat: bool,
}

/// How long to stay away from Procore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The end.
    pub until: UnixTime,
    /// Whether headers told it. If not, it is the shorter of Procore's two windows.
    pub is_told: bool,
}

impl Wait {
    /// The wait after an answer that came just now: what its headers say; else, after too many calls, until the limit
    /// that earlier answers said to be used up is counted anew; else ten seconds. `gauge` has heard the answer.
    pub(super) fn after(answer: &Answer, gauge: &Gauge, now: UnixTime) -> Option<Self> {
        let is_limit = match answer.status {
            429 => true,
            503 => false,
            _ => return None,
        };
        let used_up = Some(gauge.wait(0, now)).filter(|wait| is_limit && *wait > 0);
        let told = told_wait(&answer.headers, now).or(used_up);
        let millis = told.or(is_limit.then_some(SPIKE))?;
        Some(Self { until: UnixTime(now.0.saturating_add(millis)), is_told: told.is_some() })
    }

    /// Whether it is over.
    pub fn is_over(self, now: UnixTime) -> bool {
        now >= self.until
    }

    /// What is left of it, in words.
    pub fn words(self, now: UnixTime) -> String {
        let left = remaining(self.until, now).words;
        match (self.is_told, self.is_over(now)) {
            (true, false) => format!("Procore takes calls again in {left}."),
            (true, true) => "The time to wait is over.".to_owned(),
            (false, false) => format!(
                "Until when was not told, or is not visible to a browser here. The shorter of Procore's limits is \
                 counted by ten seconds: {left} left of them."
            ),
            (false, true) => {
                "Ten seconds are over. Until when to wait was not told, or is not visible to a browser here."
                    .to_owned()
            }
        }
    }
}

/// The name of a field with dots between its parts: `rfi[assignee_ids][]` is `rfi.assignee_ids`.
fn dotted(name: &str) -> String {
    let parts = name.split(['[', ']', '.']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}

impl Console {
    /// Why the call in sight was refused, if it has come to its end and was.
    pub fn refusal(&self) -> Option<Refusal> {
        let call = ended(self.work.call()?)?;
        let Some(Outcome::Answered(Answer { status, .. })) = &call.outcome else { return None };
        let said = call.said.clone()?;
        let cause = Cause::of(*status, &said, &call.sent.asked)?;
        let is_get = call.sent.asked.method == Method::Get;
        let mut meaning = cause.meaning();
        if !is_get && leaves_open(*status) {
            meaning.next = UNKNOWN;
        } else if cause == Cause::SessionOver && self.maker_of(call).is_none() && self.signed_in().is_some() {
            meaning.next = "It was sent with the token before the present one: send it again.";
        }
        let is_same = || self.drafted().is_some_and(|drafted| drafted.as_ref() == Ok(&call.sent.asked));
        let may_repeat = is_get && cause.passes() && is_same();
        Some(Refusal { status: *status, cause, meaning, said, wait: call.wait, may_repeat })
    }

    /// What Procore said, when it refused the call in sight, of the part of the request with this name: a field of the form,
    /// a parameter, a name in braces. Of another endpoint it said nothing. `rfi[subject]`, `rfi.subject` and `subject` mean the same, because a body may name it
    /// shorter or longer.
    pub fn said_of(&self, name: &str) -> Option<String> {
        let said = ended(self.work.call().filter(|_| self.is_same_endpoint())?)?.said.as_ref()?;
        let name = dotted(name);
        let is_meant = |told: &str| {
            let told = dotted(told);
            let ends = |long: &str, short: &str| {
                long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            };
            !name.is_empty() && !told.is_empty() && (ends(&told, &name) || ends(&name, &told))
        };
        let fields = said.fields.iter().filter(|(told, _)| is_meant(told));
        let texts: Vec<&str> = fields.flat_map(|(_, texts)| texts.iter().map(String::as_str)).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }

    /// Why the call in sight has no answer, or not all of it, on a page of this origin.
    pub fn failure(&self, origin: &str) -> Option<Explanation> {
        let call = self.work.call().filter(|call| !call.is_waiting)?;
        match &call.outcome {
            Some(Outcome::Failed(failure)) => Some(failure.explain(&called(call, origin))),
            _ => None,
        }
    }

    /// What was called last, by a page of this origin, for words about it.
    pub fn called<'a>(&'a self, origin: &'a str) -> Option<Called<'a>> {
        Some(called(self.work.call()?, origin))
    }

    /// The support bundle of the call in sight: a text for Procore's support, without secrets, with times of a clock that
    /// is so many minutes ahead of UTC. `None` before the call has ended, and when the token that made it is not the
    /// present one any more: a token that is not known cannot be left out.
    pub fn bundle(&self, offset_minutes: i32) -> Option<String> {
        let (call, signed_in) = self.bundled()?;
        let took = call.ended_at?.millis_since(call.sent_at);
        let took = u32::try_from(took).unwrap_or(u32::MAX);
        let (status, headers, body, elapsed) = match call.outcome.as_ref()? {
            Outcome::Answered(Answer { status, headers, body, elapsed, .. }) => {
                (Some(*status), &headers[..], &body[..], *elapsed)
            }
            Outcome::Failed(Failure::BrokenOff(status)) => (Some(*status), &[][..], &[][..], took),
            Outcome::Failed(_) => (None, &[][..], &[][..], took),
        };
        let others = [
            self.arriving.as_ref().map(|arriving| &arriving.session),
            self.brought.as_ref().map(|brought| &brought.session),
        ];
        let sessions = [Some(&signed_in.session)].into_iter().chain(others).flatten();
        let tokens: Vec<_> = sessions.map(|session| &session.token).collect();
        // Headers that are secrets are named there, and only named; parameters are left out.
        let target = without_secrets(call.sent.asked.clone()).target;
        let asked = Outgoing { target, ..call.sent.asked.clone() };
        let bundle = Bundle {
            api: &signed_in.session.api,
            asked: &asked,
            status,
            headers,
            body,
            sent_at: call.sent_at,
            offset_minutes,
            elapsed,
            build: crate::BUILD,
            tokens: &tokens,
        };
        Some(bundle.text())
    }

    /// Whether there is a support bundle of the call in sight.
    pub fn has_bundle(&self) -> bool {
        self.bundled().is_some()
    }

    fn bundled(&self) -> Option<(&Call, &SignedIn)> {
        let call = ended(self.work.call()?)?;
        Some((call, self.maker_of(call)?))
    }

    /// The session that made a call, if it is the present one with the same token.
    fn maker_of(&self, call: &Call) -> Option<&SignedIn> {
        self.signed_in().filter(|signed_in| signed_in.info_number == call.made_by)
    }
}

/// A call that has come to an end of its own.
fn ended(call: &Call) -> Option<&Call> {
    (!call.is_waiting && call.ended_at.is_some()).then_some(call)
}

fn called<'a>(call: &'a Call, origin: &'a str) -> Called<'a> {
    let host = call.sent.url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    Called { host, origin, is_write: call.sent.asked.method.is_write() }
}

/// Whether a write may have been done although this is the status of its answer: it was given up, or something failed.
fn leaves_open(status: u16) -> bool {
    status == 408 || (500..=599).contains(&status)
}
