//! From a call that ended to an entry of the history. No secret comes into it, and a body only if the person wants that.

use super::{Filing, filed};
use crate::console::Effect;
use crate::console::model::Console;
use crate::console::work::Call;
use crate::procore::{Answer, Body};
use crate::share::{Past, holds_token, without_secrets};

/// Keeps the call with this number, which ends now, with this answer if one came: for the person whose work it is.
pub(in crate::console) fn keep(
    console: &mut Console,
    number: u32,
    answer: Option<&Answer>,
) -> Option<Effect> {
    let call = console.work.calls().find(|call| call.number == number && call.is_waiting)?;
    entry(console, call, answer)
}

/// Keeps the writes that nobody will wait for any longer: they may have done what they were to do.
pub(in crate::console) fn unfinished(console: &Console) -> Vec<Effect> {
    let writes = console.work.calls().filter(|call| call.is_waiting && call.sent.asked.method.is_write());
    writes.filter_map(|call| entry(console, call, None)).collect()
}

fn entry(console: &Console, call: &Call, answer: Option<&Answer>) -> Option<Effect> {
    let owner = console.whose_work()?;
    let mut request = without_secrets(call.sent.asked.clone());
    if !console.preferences.keep_bodies {
        request.body = without_content(&request.body);
    }
    let token = console.signed_in().map(|signed_in| &signed_in.session.token);
    if token.is_some_and(|token| holds_token(&request, token)) {
        return None;
    }
    let past = Past {
        request,
        environment: owner.environment.clone(),
        status: answer.map(|answer| answer.status),
        at: call.sent_at,
        elapsed: answer.map_or(0, |answer| answer.elapsed),
        bytes: answer.map_or(0, |answer| answer.length),
    };
    Some(filed(Filing::Keep(owner, Box::new(past))))
}

/// That there was a body, and of which kind.
fn without_content(body: &Body) -> Body {
    match body {
        Body::Empty => Body::Empty,
        Body::Json(_) => Body::Json(String::new()),
        Body::Form(_) => Body::Form(Vec::new()),
        Body::Multipart(_) => Body::Multipart(Vec::new()),
    }
}
