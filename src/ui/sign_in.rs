//! The sign-in page.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::explanation::ExplanationView;
use super::keep_session::KeepSession;
use super::shell::{Mark, href};
use super::store::Store;
use crate::console::{Console, Event, Person, Route, SignedOut};
use crate::oauth::ClientIdError;
use crate::procore::{Environment, Tone};

fn signed_out<T: Default>(console: &Console, part: impl Fn(&SignedOut) -> T) -> T {
    match &console.person {
        Person::SignedOut(signed_out) => part(signed_out),
        Person::SignedIn(_) => T::default(),
    }
}

/// The card where a person chooses an environment, names the app and goes to Procore.
#[component]
pub fn SignIn() -> impl IntoView {
    let store = Store::expect();
    let ended = store.memo(|console| signed_out(console, |out| out.ended.clone()));
    let unanswered = store.part(|console| signed_out(console, |out| out.unanswered));
    view! {
        <div class="sign-in">
            <div class="card">
                <h1 class="brand">
                    <Mark />
                    "Procore Console"
                </h1>
                <p class="lead">
                    "Explore the Procore API with your own account. Everything stays in this browser."
                </p>
                {move || ended.get().map(|ended| view! { <ExplanationView explanation=ended.explain() /> })}
                <Show when=unanswered>
                    <Unanswered />
                </Show>
                <Form />
                <hr />
                <p class="ways">
                    "First time here? " <a href=href(store, Route::Setup)>"Set up at Procore"</a> <br />
                    <a href=href(store, Route::Grants)>"Which grant do I need?"</a>
                </p>
                <details>
                    <summary>"About the implicit grant"</summary>
                    <p>
                        "This app has no server, so it cannot keep a secret: it asks Procore for a token by the OAuth 2.0
                        implicit grant. Procore withdrew its support of this grant in September 2022. It may refuse it for
                        an app, or switch it off for everybody, without notice."
                    </p>
                    <p>
                        "Your token is kept in this tab alone and goes to the two hosts of the environment that issued it."
                    </p>
                </details>
            </div>
        </div>
    }
}

#[component]
fn Form() -> impl IntoView {
    let store = Store::expect();
    let chosen_id = store.part(|console| console.chosen().id.clone());
    let environments = store.now(|console| {
        let option = |environment: &Environment| {
            let (id, name) = (environment.id.clone(), environment.name.clone());
            view! { <option value=id.clone() selected=move || chosen_id() == id>{name}</option> }
        };
        console.environments.iter().map(option).collect_view()
    });
    let login_host = store.part(|console| console.chosen().login.host().to_owned());
    let is_production = store.part(|console| console.chosen().tone() == Tone::Production);
    let client_id = store.part(|console| console.client_id().to_owned());
    let problem = store.part(|console| signed_out(console, |out| out.problem));
    let leaving = store.part(|console| signed_out(console, |out| out.leaving));
    let input = NodeRef::<leptos::html::Input>::new();

    let sign_in = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        store.sign_in(Route::Home);
        if store.now(|console| signed_out(console, |out| out.problem.is_some()))
            && let Some(input) = input.get_untracked()
        {
            let _ = input.focus();
        }
    };
    view! {
        <form on:submit=sign_in novalidate>
            <label class="field">
                <span class="label">"Environment"</span>
                <select
                    on:change:target=move |event| store.send(Event::ChooseEnvironment(event.target().value()))
                    prop:value=chosen_id
                >
                    {environments}
                </select>
            </label>
            <Show when=is_production>
                <p class="hint hint-production">"Real data of real companies."</p>
            </Show>
            <label class="field">
                <span class="label">"Client ID"</span>
                <input
                    node_ref=input
                    type="text"
                    class="mono"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=client_id
                    on:input:target=move |event| store.send(Event::TypeClientId(event.target().value()))
                    aria-invalid=move || problem().map(|_| "true")
                    aria-describedby="client-id-problem"
                />
            </label>
            <p class="problem" id="client-id-problem" role="alert">
                {move || problem().map(ClientIdError::explain)}
            </p>
            <button class="button button-primary" type="submit">
                "Sign in with Procore"
            </button>
            <p class="hint">
                {move || if leaving() { "Going to " } else { "You log in at " }} <strong>{login_host}</strong>
                "; this page never sees your password."
            </p>
            <KeepSession />
        </form>
    }
}

/// Who comes back by hand has changed their mind, or met an error page of Procore's, which never leads back.
#[component]
fn Unanswered() -> impl IntoView {
    let store = Store::expect();
    let root = store.now(|console| console.redirect_uri.clone());
    let client_id = store.now(|console| console.client_id().to_owned());
    view! {
        <div class="explanation explanation-calm">
            <h2 class="explanation-title">"Back without an answer?"</h2>
            <p>
                "If you came back by yourself, sign in again when you like. If Procore showed an error instead of sending
                you back, one of these is likely:"
            </p>
            <ul>
                <li>
                    "The client id " <code>{client_id}</code>
                    " is unknown in this environment. Each environment has its own apps."
                </li>
                <li>
                    "The app does not list this exact redirect URI, to the last slash:"
                    <span class="copy-line">
                        <code>{root.clone()}</code>
                        <CopyButton label="Copy redirect URI" text=root />
                    </span>
                </li>
                <li>"Procore does not allow the implicit grant for the app."</li>
            </ul>
        </div>
    }
}
