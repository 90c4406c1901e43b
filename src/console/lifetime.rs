//! When a session ends: what the clock says, and what Procore says where the clock cannot be believed.

use super::model::Console;
use super::session::{ME, end, keep};
use super::{Effect, Ended, Note, Question};
use crate::procore::{Outcome, Request};
use crate::time::UnixTime;

/// How long before the end of a session the person is warned, in seconds.
const WARNING: u64 = 300;

/// Looks at the clock: warns before the end of the session, and ends it. After the clock has leapt forward it may have
/// been set, and the token may still live: then Procore is asked.
pub fn look_at_the_clock(console: &mut Console, now: UnixTime, has_leapt: bool) -> Vec<Effect> {
    let number = console.next_call();
    let Some(signed_in) = console.signed_in_mut() else {
        return Vec::new();
    };
    signed_in.clock_leapt |= has_leapt;
    let Some(expires_at) = signed_in.session.expires_at else {
        return Vec::new();
    };
    if expires_at <= now {
        if signed_in.is_doubtful {
            return Vec::new();
        }
        let (session, company) = (signed_in.session.clone(), signed_in.company.clone());
        let clock_leapt = signed_in.clock_leapt;
        return match Request::get(&session, &console.environments, ME, company) {
            Ok(request) if clock_leapt => {
                if let Some(signed_in) = console.signed_in_mut() {
                    signed_in.is_doubtful = true;
                }
                vec![Effect::Fetch(Question::Alive, number, request)]
            }
            _ => end(console, Some(Ended::Expired)),
        };
    }
    if expires_at.minus_seconds(WARNING) <= now && !signed_in.is_warned {
        signed_in.is_warned = true;
        console.note = Some(Note::EndsSoon);
    }
    Vec::new()
}

/// Takes the answer to whether a token lives whose time seems to be over.
pub fn take_alive(console: &mut Console, outcome: &Outcome) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in_mut().filter(|signed_in| signed_in.is_doubtful) else {
        return Vec::new();
    };
    if outcome.success().is_none() {
        return end(console, Some(Ended::Expired));
    }
    signed_in.is_doubtful = false;
    signed_in.clock_leapt = false;
    signed_in.session.expires_at = None;
    let session = signed_in.session.clone();
    let mut effects = vec![keep(console, &session)];
    if let Ok(info) = Request::token_info(&session, &console.environments) {
        let number = console.next_call();
        if let Some(signed_in) = console.signed_in_mut() {
            let before = std::mem::replace(&mut signed_in.info_number, number);
            // The token is the same.
            let made = console.work.calls_mut().filter(|call| call.made_by == before);
            made.for_each(|call| call.made_by = number);
        }
        effects.push(Effect::Fetch(Question::TokenInfo, number, info));
    }
    effects
}

/// When [`look_at_the_clock`] must be called next.
pub fn clock_matters_at(console: &Console) -> Option<UnixTime> {
    let signed_in = console.signed_in().filter(|signed_in| !signed_in.is_doubtful)?;
    let expires_at = signed_in.session.expires_at?;
    Some(if signed_in.is_warned { expires_at } else { expires_at.minus_seconds(WARNING) })
}
