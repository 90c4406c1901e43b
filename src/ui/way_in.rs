//! The first page by itself, for who comes to sign in: a module of its own, since the console weighs more than twice as
//! much. Whatever more is there when the page is loaded, an answer, a session, another address, leads to the console at
//! once (src/guard.js).

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::mount::mount;
use super::note::NoteView;
use super::shell::{EnvironmentBar, Footer, SkipLink};
use super::sign_in::SignIn;
use super::store::{Machine, Store};
use super::unusable::{Unusable, UnusablePage};
use crate::browser::storage::Storage;
use crate::browser::{config, effects, page, panic, parts, random};
use crate::console::{Console, Effect, way_in};

/// Starts the first page.
pub fn start_way_in() {
    panic::install();
    spawn_local(async {
        match prepare().await {
            Ok((console, first, storage)) => mount(move || {
                let machine = Machine { update: way_in::update, run: effects::run_way_in };
                let store = Store::new(machine, console, storage);
                store.run(first);
                // An answer in the address, and coming back from Procore by hand, are for the console to judge.
                page::on_address(parts::enter_console);
                page::on_restored(parts::enter_console);
                provide_context(store);
                after_paint();
                view! {
                    <EnvironmentBar />
                    <SkipLink />
                    <main id="main" tabindex="-1">
                        <NoteView />
                        <SignIn />
                    </main>
                    <Footer />
                }
                .into_any()
            }),
            Err(unusable) => mount(move || view! { <UnusablePage unusable /> }.into_any()),
        }
    });
}

async fn prepare() -> Result<(Console, Vec<Effect>, Storage), Unusable> {
    let root = page::root();
    let storage = Storage::open(&page::base_path(&root)).map_err(|_| Unusable::Storage)?;
    let environments = config::environments(&root).await.map_err(Unusable::Config)?;
    let tab = random::nonce().ok_or(Unusable::Random)?;
    let preferences = storage.preferences();
    let (console, effects) = way_in::begin(environments, root, preferences, tab);
    Ok((console, effects, storage))
}

/// Once something is on the screen, what comes after signing in is fetched, so that it is in the browser's cache then.
fn after_paint() {
    request_animation_frame(|| set_timeout(|| spawn_local(parts::fetch_ahead("console")), Duration::ZERO));
}
