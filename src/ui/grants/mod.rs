//! The guide to the grants of OAuth 2.0 at Procore: questions that lead to one, how each goes, and a workbench to try it.

mod authorization_code;
mod bench;
mod client_credentials;
mod every_grant;
mod implicit;
mod installed;
mod parts;
mod questions;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::bring_token::BringToken;
use super::shell::focus;
use super::store::Store;
use crate::browser::guide;
use crate::browser::keyboard::{Pressed, on_press};
use crate::oauth::grant::Grant;
use crate::oauth::grant::markup::Part;
use bench::Bench;
use every_grant::every_grant;
use parts::{MISSING, Words, live, when_loaded};
use questions::Questions;

/// Which grant is for whom, how it goes, and what this app can do of it.
#[component]
pub fn Grants() -> impl IntoView {
    let store = Store::expect();
    let bench = Bench::new(store);
    let chosen = RwSignal::new(Grant::AuthorizationCode);
    let words = Words::default();
    load(store, words);
    let panel = live(move || {
        let grant = chosen.get();
        let explained =
            when_loaded(words, Part::Grant(grant), Box::new(move || bench::bench(grant, bench, words)));
        view! {
            <h2 id="grant-title" tabindex="-1">
                {grant.name()}
            </h2>
            {explained}
        }
        .into_any()
    });
    let again = live(move || match words.with(|words| words == MISSING) {
        true => view! {
            <p class="missing">
                "The explanations did not load. "
                <button type="button" class="button" on:click=store.does(move |store| load(store, words))>
                    "Load them again"
                </button>
            </p>
        }
        .into_any(),
        false => ().into_any(),
    });
    view! {
        <article class="guide guide-wide">
            <h1>"Which grant do I need?"</h1>
            <p class="lead">
                "A grant is a way to a token. Which one fits depends on where your program runs and whether a person is
                there. Answer three questions, or look at all four."
            </p>
            <Questions chosen />
            <h2 class="part">"The grants, step by step"</h2>
            {again}
            <Tabs chosen />
            <div
                class="panel grant"
                role="tabpanel"
                id="grant"
                aria-labelledby=Signal::derive(move || tab_id(chosen.get()).to_owned())
            >
                {panel}
            </div>
            <section class="panel padded" aria-labelledby="response-title">
                <h2 id="response-title">"Paste the token response here"</h2>
                <p>
                    "Copy the whole JSON from the terminal. This page asks Procore whose token it is, and signs you in with
                    it. A refresh token is dropped here, so keep it somewhere safe first."
                </p>
                <BringToken />
            </section>
            {every_grant(bench, words)}
        </article>
    }
}

/// Loads the guide's texts. If the page was left for Procore and is back with an answer, to that goes the focus
/// then, unless somebody is elsewhere already.
fn load(store: Store, words: Words) {
    let root = store.now(|console| console.redirect_uri.clone());
    spawn_local(async move {
        let loaded = guide::load(&root).await;
        let _ = words.try_set(loaded.unwrap_or_else(|| MISSING.to_owned()));
        let is_back = store.now(|console| console.code.is_some() || console.code_problem.is_some());
        if is_back && document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus_soon("answer");
        }
    });
}

/// Takes the focus to an element that is about to be there.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}

fn tab_id(grant: Grant) -> &'static str {
    match grant {
        Grant::AuthorizationCode => "grant-code",
        Grant::Installed => "grant-installed",
        Grant::ClientCredentials => "grant-client",
        Grant::Implicit => "grant-implicit",
    }
}

/// The choice of a grant: one stop of the Tab key, and arrows from there.
#[component]
fn Tabs(chosen: RwSignal<Grant>) -> impl IntoView {
    let by_key = move |pressed: &Pressed| {
        if let Some(grant) = chosen.get_untracked().by_key(pressed.key()) {
            pressed.take();
            chosen.set(grant);
            focus(tab_id(grant));
        }
    };
    let tab = |grant: Grant| {
        let store = Store::expect();
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(grant)
                aria-controls="grant"
                aria-selected=Signal::derive(move || (chosen.get() == grant).to_string())
                tabindex=Signal::derive(move || if chosen.get() == grant { "0" } else { "-1" }.to_owned())
                on:click=store.does(move |_| chosen.set(grant))
            >
                {grant.name()}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="tabs" role="tablist" aria-label="Grant" on:keydown=on_press(by_key)>
            {Vec::from(Grant::ALL.map(tab))}
        </div>
    }
}
