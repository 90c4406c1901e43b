//! From the address and the browser's storage to the first view.

use std::time::Duration;

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

use super::app::App;
use super::mount::mount;
use super::store::{Machine, Store};
use super::unusable::{Unusable, UnusablePage};
use crate::browser::storage::Storage;
use crate::browser::{answer, clock, config, documents, effects, page, panic, random, wake};
use crate::console::{Console, Effect, Event, Startup, update};
use crate::oauth::AuthorizationResponse;
use crate::time::Course;
use crate::wire;

/// Starts the app with the answer that stood in the address, if one did.
pub fn start(answer: Option<AuthorizationResponse>) {
    panic::install();
    wire::policy::watch();
    spawn_local(async move {
        match prepare(answer).await {
            Ok((console, effects, storage)) => mount(move || {
                let store = Store::new(Machine { update, run: effects::run }, console, storage);
                // Before the pages are there: an effect may change the address.
                store.run(effects);
                on_restored(store);
                on_leaving(store);
                on_answer(store);
                on_time(store);
                on_signed_out_elsewhere(store);
                provide_context(store);
                // Who only reads needs no worker; and Chromium loses a page that is left while one starts.
                if store.now(|console| console.signed_in().is_some()) {
                    after_paint();
                }
                view! { <App /> }.into_any()
            }),
            Err(unusable) => mount(move || view! { <UnusablePage unusable /> }.into_any()),
        }
    });
}

/// Once something is on the screen, what will be needed next is made ready.
fn after_paint() {
    request_animation_frame(|| set_timeout(|| spawn_local(documents::warm_up()), Duration::ZERO));
}

async fn prepare(answer: Option<AuthorizationResponse>) -> Result<(Console, Vec<Effect>, Storage), Unusable> {
    let root = page::root();
    let storage = Storage::open(&page::base_path(&root)).map_err(|_| Unusable::Storage)?;
    // Taken before anything else is waited for: an answer is used once, even if the page is reloaded meanwhile.
    let pending =
        answer.as_ref().and_then(AuthorizationResponse::state).and_then(|state| storage.take_pending(state));
    let link = page::take_query(&root).or_else(|| storage.link());
    let environments = config::environments(&root).await.map_err(Unusable::Config)?;
    let now = clock::now();
    let (tab, id) = random::nonce().zip(random::nonce()).ok_or(Unusable::Random)?;
    let (console, effects) = crate::console::start(Startup {
        environments,
        redirect_uri: root,
        preferences: storage.preferences(),
        tab,
        id,
        answer,
        pending,
        is_waiting: storage.is_waiting(now),
        stored: storage.session(),
        ended: storage.ended(),
        drafts: storage.drafts(),
        link,
        now,
    });
    Ok((console, effects, storage))
}

/// What was stored may have changed since the page was left.
fn on_restored(store: Store) {
    page::on_restored(move || {
        let now = clock::now();
        let (stored, ended, is_waiting) =
            store.stored(|storage| (storage.session(), storage.ended(), storage.is_waiting(now)));
        store.send(Event::Restored { stored, ended, is_waiting, now });
    });
}

/// What is typed is written before the page goes. A page in the background may be ended without a word (Page Lifecycle), so it
/// is written when the page is hidden, too.
pub fn on_leaving(store: Store) {
    let save = move || store.send(Event::SaveDrafts);
    EventListener::new(&window(), "pagehide", move |_| save()).forget();
    EventListener::new(&document(), "visibilitychange", move |_| {
        if document().visibility_state() == VisibilityState::Hidden {
            save();
        }
    })
    .forget();
}

/// An answer can come into the address while the page is open: pasted, or from a link that leads here. It is taken before
/// the router starts and before it hears an event, so that the router finds the address without it.
fn on_answer(store: Store) {
    let take = move || {
        if let Some(answer) = answer::take() {
            let pending =
                answer.state().and_then(|state| store.stored(|storage| storage.take_pending(state)));
            let pending = pending.map(Box::new);
            store.send_fresh(|id, now| Event::AnswerCame { answer, pending, id, now });
        }
    };
    // One may have come since the first look, while the configuration was fetched.
    take();
    page::on_address(take);
}

/// Time passes: what counts down is told, and what the clock decides is looked at where the clock was odd or nobody
/// looked for a while.
fn on_time(store: Store) {
    wake::watch(move |moment, course, is_back| {
        store.tick(moment.wall);
        if is_back {
            forget_ended(store);
        }
        match course {
            Course::TurnedBack(millis) => store.send(Event::ClockTurnedBack(millis)),
            Course::Leapt => store.send(Event::Woke { now: moment.wall, has_leapt: true }),
            Course::Even if is_back => store.send(Event::Woke { now: moment.wall, has_leapt: false }),
            Course::Even => {}
        }
    });
}

/// Another tab has signed out: told by the browser at once, and found in storage by a tab that slept.
fn on_signed_out_elsewhere(store: Store) {
    EventListener::new(&window(), "storage", move |_| forget_ended(store)).forget();
}

fn forget_ended(store: Store) {
    let mine = store.now(|console| {
        let offered =
            console.signed_out().and_then(|out| out.offer.as_ref()).map(|offer| offer.session.clone());
        console.work.session.clone().into_iter().chain(offered).collect::<Vec<_>>()
    });
    if mine.is_empty() {
        return;
    }
    let ended = store.stored(Storage::ended);
    for id in mine.into_iter().filter(|id| ended.contains(id)) {
        store.send(Event::SignedOutElsewhere(id));
    }
}
