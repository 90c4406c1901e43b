//! Bringing a token that was got elsewhere.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::explanation::ExplanationView;
use super::session_panel::time_view;
use super::store::Store;
use crate::browser::clock;
use crate::console::{Application, Brought, Event, Route};
use crate::oauth::{Dropped, PastedError};

/// The field to paste into and, once something was pasted, the question whether to use it.
#[component]
pub fn BringToken() -> impl IntoView {
    let store = Store::expect();
    let problem = |problem: Option<PastedError>| match problem {
        Some(problem) => view! { <ExplanationView explanation=problem.explain() /> }.into_any(),
        None => ().into_any(),
    };
    let question = |brought: Option<Brought>| match brought {
        Some(brought) => view! { <Question brought /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <div class="bring">
            <PasteForm />
            <div role="status">
                {store.region(|console| console.bring_problem.clone(), problem)}
                {store.region(|console| console.brought.clone(), question)}
            </div>
        </div>
    }
}

/// The field to paste into; it is empty again as soon as it was read.
#[component]
pub fn PasteForm() -> impl IntoView {
    let store = Store::expect();
    let field = NodeRef::<Textarea>::new();
    let environment = store.part(|console| console.chosen().name.clone());
    let read = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            let text = field.value();
            // Whatever it was, the page does not go on showing it.
            field.set_value("");
            store.send_fresh(|id, now| Event::Paste { text, id, now });
        }
    };
    view! {
        <form on:submit=read novalidate autocomplete="off">
            <label class="field">
                <span class="label">"Token or token response"</span>
                <textarea
                    node_ref=field
                    class="mono"
                    rows="4"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="bring-hint"
                ></textarea>
            </label>
            <p class="hint" id="bring-hint">
                "A bare token, or the whole JSON that the token endpoint answered. It must be of the environment "
                <strong>{environment}</strong> "."
            </p>
            <button class="button" type="submit">
                "Look at it"
            </button>
        </form>
    }
}

/// Whose token it is, asked once before it is used.
#[component]
fn Question(brought: Brought) -> impl IntoView {
    let store = Store::expect();
    let use_it = store.does(|store| {
        store.send(Event::UseToken(clock::now()));
        store.go(Route::Home);
    });
    let dropped: Vec<&str> = brought.dropped.iter().map(|what| Dropped::words(*what)).collect();
    let dropped = (!dropped.is_empty()).then(|| {
        format!("It came with {}. This app does not need that, and has not kept it.", dropped.join(" and "))
    });
    let is_asking = brought.application == Application::Asking;
    let may_be_used = brought.application.may_be_used();
    let title = match brought.application {
        Application::Refused(_) => "Procore does not accept this token",
        Application::Expired => "This token has expired",
        Application::Asking | Application::Ours | Application::Other(_) | Application::Unknown(_) => {
            "Use this token?"
        }
    };
    let application = match brought.application {
        Application::Asking => view! { "Asking Procore whose token it is…" }.into_any(),
        Application::Ours => view! { "It was issued to the application of your client id." }.into_any(),
        Application::Other(id) => view! {
            "It was issued to another application than that of your client id: "
            <code>{id}</code>
            ". Use it only if you know that application."
        }
        .into_any(),
        Application::Refused(status) => view! {
            "Procore answered " {status} ": the token has expired, was revoked, or is of another environment. Get a new one, or choose \
            its environment and paste it again."
        }
        .into_any(),
        Application::Expired => view! { "By Procore's own word its time is over. Get a new one." }.into_any(),
        Application::Unknown(why) => view! {
            "Which application it was issued to could not be found out. "
            {why.explain()}
            " Use it only if you know where it comes from."
        }
        .into_any(),
    };
    let session = brought.session;
    let end = match (session.expires_at, session.expiry_hint) {
        (Some(end), _) => view! { "It ends: " {time_view(end)} "." }.into_any(),
        (None, Some(hint)) => view! { "By its own word it ends: " {time_view(hint)} "." }.into_any(),
        (None, None) => view! { "When it ends is not known." }.into_any(),
    };
    let replaces = store.now(|console| console.signed_in().is_some());
    view! {
        <div class="explanation explanation-calm">
            <h2 class="explanation-title">{title}</h2>
            <p>{application}</p>
            {may_be_used.then(|| view! { <p>{end}</p> })}
            {dropped.map(|words| view! { <p>{words}</p> })}
            {(replaces && may_be_used).then(|| view! { <p>"It takes the place of the session that is open now."</p> })}
            <p class="actions">
                {may_be_used.then(|| view! {
                    <button class="button" disabled=is_asking on:click=use_it>
                        "Use this token"
                    </button>
                })}
                <button class="button button-quiet" on:click=store.click(|| Event::DropToken)>
                    "Drop it"
                </button>
            </p>
        </div>
    }
}
