//! Doing what the console's [`Effect`]s say.

use wasm_bindgen_futures::spawn_local;

use super::storage::Storage;
use super::{clock, fetch, page};
use crate::console::{Effect, Event};

/// Does `effect` and reports what comes of it through `report`.
pub fn run(effect: Effect, storage: &Storage, root: &str, report: impl Fn(Event) + 'static) {
    match effect {
        Effect::SavePreference(change) => storage.change_preferences(change),
        Effect::Leave(pending, endpoint) => match storage.put_pending(&pending, clock::now()) {
            Ok(()) => page::leave(&pending.authorization_url(&endpoint)),
            Err(_) => report(Event::NotStored),
        },
        Effect::ForgetPending => storage.forget_pending(),
        Effect::StoreSession(session) => storage.put_session(&session),
        Effect::ForgetSession => storage.forget_session(),
        Effect::Fetch(question, number, request) => spawn_local(async move {
            let outcome = fetch::send(number, &request, question.timeout()).await;
            report(Event::Answered { question, number, outcome, now: clock::now() });
        }),
        Effect::Stop(number) => fetch::stop(number),
        Effect::WakeAt(time) => clock::wake_at(time, move || report(Event::Woke(clock::now()))),
        Effect::Show(route) => page::show(root, route),
    }
}
