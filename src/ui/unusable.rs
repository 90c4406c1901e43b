//! Pages for when the app cannot work at all.

use leptos::prelude::*;

use super::shell::Mark;
use crate::procore::ConfigUnusable;

/// Why the app cannot work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The environments are not known.
    Config(ConfigUnusable),
    /// The browser lets this page store nothing.
    Storage,
    /// The browser has no source of random numbers.
    Random,
}

/// Says why the app cannot work and what to do about it.
#[component]
pub fn UnusablePage(
    /// Why.
    unusable: Unusable,
) -> impl IntoView {
    let (title, what, next) = words(unusable);
    let reload = move |_| drop(window().location().reload());
    view! {
        <main>
            <div class="sign-in">
                <section class="card" role="alert">
                    <p class="brand">
                        <Mark />
                        "Procore Console"
                    </p>
                    <h1>{title}</h1>
                    <p>{what}</p>
                    <p>{next}</p>
                    <button class="button button-primary" on:click=reload>
                        "Try again"
                    </button>
                </section>
            </div>
        </main>
    }
}

fn words(unusable: Unusable) -> (&'static str, String, &'static str) {
    match unusable {
        Unusable::Config(ConfigUnusable::Broken(error)) => (
            "config.json is broken",
            error.to_string(),
            "Whoever hosts this page must mend the file. Until then nobody can sign in: the app does not guess where \
             your token may go.",
        ),
        Unusable::Config(ConfigUnusable::Status(status)) => (
            "config.json could not be read",
            format!("The host of this page answered {status} when asked for it."),
            "Try again in a moment. Whoever hosts this page can remove the file to offer Procore's own environments.",
        ),
        Unusable::Config(ConfigUnusable::NoAnswer) => (
            "config.json could not be read",
            "The host of this page gave no answer when asked for it.".to_owned(),
            "Check your network, then try again.",
        ),
        Unusable::Storage => (
            "This browser blocks storage for this page",
            "Signing in needs the tab's session storage: without it an answer from Procore cannot be told from a \
             forged one, so this app does not sign anybody in."
                .to_owned(),
            "Allow cookies and site data for this address in the browser's settings, then try again.",
        ),
        Unusable::Random => (
            "This browser gives no random numbers",
            "Signing in needs numbers that nobody can guess.".to_owned(),
            "Use another browser.",
        ),
    }
}
