//! The sign-in page.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::environment_fields::SignInForm;
use super::explanation::ExplanationView;
use super::keep_session::KeepSession;
use super::shell::{Mark, href};
use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Ended, Event, Offer, Route};

/// The card where a person chooses an environment, names the app and goes to Procore.
#[component]
pub fn SignIn(
    /// What is to be told first.
    #[prop(optional)]
    news: Option<AnyView>,
) -> impl IntoView {
    let store = Store::expect();
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
                {news}
                <SignInForm />
                <KeepSession />
                <hr />
                <p class="ways">
                    "First time here? " <a href=href(store, Route::Setup)>"Sign up with Procore"</a> <br />
                    <a href=href(store, Route::Token)>"Bring a token"</a> " · "
                    <a href=href(store, Route::Grants)>"Which grant do I need?"</a>
                </p>
                <details>
                    <summary>"About the implicit grant"</summary>
                    <p>
                        "This app has no server, so it cannot keep a secret: it asks Procore for a token by the OAuth 2.0
                        implicit grant. Procore withdrew its support of this grant in September 2022. It may refuse it for
                        an app, or switch it off for everybody, without notice. A token that was got another way can be
                        brought instead."
                    </p>
                    <p>
                        "Your token is kept in this tab alone and goes to the two hosts of the environment that issued it."
                    </p>
                </details>
            </div>
        </div>
    }
}

/// Why nobody is signed in, if there is a reason to tell, and what there is beside a sign-in.
#[component]
pub fn News() -> impl IntoView {
    let store = Store::expect();
    view! {
        <EndedView />
        {store.region(|console| console.link.as_ref().map(|link| format!("{} {}", link.method.name(), link.path)), waiting_link)}
        {store
            .when(
                |console| console.signed_out().is_some_and(|out| out.unanswered),
                || view! { <Unanswered /> }.into_any(),
            )}
        <OfferView />
    }
}

/// The link that was followed.
fn waiting_link(request: Option<String>) -> AnyView {
    match request {
        Some(request) => view! {
            <div class="explanation explanation-calm">
                <h2 class="explanation-title">"A request was shared with you"</h2>
                <p><code>{request}</code></p>
                <p>"Sign in, and it is filled in for you to look at. Nothing is sent by itself."</p>
            </div>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// Why nobody is signed in, if there is a reason to tell, and the way back in.
#[component]
pub fn EndedView() -> impl IntoView {
    let store = Store::expect();
    let again = move |ended: &Ended| {
        ended.asks_for_another_sign_in().then(|| {
            let again = move || {
                let sign_in = store.does(|store| store.sign_in(Route::Home));
                view! {
                    <button class="button" on:click=sign_in>
                        "Sign in again"
                    </button>
                }
                .into_any()
            };
            store.when(Console::can_sign_in, again)
        })
    };
    let draw = move |ended: Option<Ended>| match ended {
        Some(ended) => {
            let again = again(&ended);
            view! {
                <ExplanationView explanation=ended.explain() />
                {again}
            }
            .into_any()
        }
        None => ().into_any(),
    };
    store.region(|console| console.signed_out().and_then(|out| out.ended.clone()), draw)
}

/// Another tab is signed in: this one can go on with its session.
#[component]
fn OfferView() -> impl IntoView {
    let store = Store::expect();
    let draw = move |offer: Option<Offer>| {
        let Some(Offer { name, asked_at, .. }) = offer else {
            return ().into_any();
        };
        let whose = if name.is_empty() { "the person in the other tab".to_owned() } else { name };
        view! {
            <div class="offer">
                <button
                    class="button"
                    on:click=store.click(|| Event::TakeOffer(clock::now()))
                    aria-disabled=asked_at.map(|_| "true")
                >
                    "Continue as "
                    <bdi>{whose}</bdi>
                </button>
                <p class="hint">"Another tab of this browser is signed in, in this environment."</p>
            </div>
        }
        .into_any()
    };
    store.region(|console| console.signed_out().and_then(|out| out.offer.clone()), draw)
}

/// Who comes back by hand has changed their mind, or met an error page of Procore's, which never leads back.
#[component]
fn Unanswered() -> impl IntoView {
    let store = Store::expect();
    let root = store.now(|console| console.redirect_uri.clone());
    let client_id = store.now(|console| console.client_id().to_owned());
    let environment = store.now(|console| console.chosen().name.clone());
    view! {
        <div class="explanation explanation-calm">
            <h2 class="explanation-title">"Back without an answer?"</h2>
            <p>
                "If you came back by yourself, sign in again when you like. If Procore showed an error instead of sending
                you back, one of these is likely:"
            </p>
            <ul>
                <li>
                    "The client id " <code>{client_id}</code> " is unknown in this environment (" {environment}
                    "). Each environment has its own apps."
                </li>
                <li>
                    "The app does not list this exact redirect URI, to the last slash:"
                    <span class="copy-line">
                        <code>{root.clone()}</code>
                        <CopyButton label="Copy redirect URI" text=root />
                    </span>
                </li>
                <li>
                    "Procore does not allow the implicit grant for the app. Then "
                    <a href=href(store, Route::Token)>"bring a token"</a> " that was got another way."
                </li>
            </ul>
        </div>
    }
}
