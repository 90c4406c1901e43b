//! The environment and the client id: what a sign-in needs to know.

use leptos::html::Input;
use leptos::prelude::*;

use super::store::Store;
use crate::console::Event;
use crate::oauth::ClientIdError;
use crate::procore::Environment;

/// The choice of an environment.
#[component]
pub fn EnvironmentField() -> impl IntoView {
    let store = Store::expect();
    let chosen_id = store.part(|console| console.chosen().id.clone());
    let environments = store.now(|console| {
        let option = |environment: &Environment| {
            let (id, name) = (environment.id.clone(), environment.name.clone());
            view! { <option value=id.clone() selected=move || chosen_id.get() == id>{name}</option> }
        };
        console.environments.iter().map(option).collect_view()
    });
    view! {
        <label class="field">
            <span class="label">"Environment"</span>
            <select
                on:change:target=move |event| store.send(Event::ChooseEnvironment(event.target().value()))
                prop:value=chosen_id
            >
                {environments}
            </select>
        </label>
        {store
            .when(
                |console| console.chosen().tone().is_real(),
                || view! { <p class="hint hint-production">"Real data of real companies."</p> }.into_any(),
            )}
    }
}

/// The client id for the chosen environment, and what is wrong with it.
#[component]
pub fn ClientIdField(
    /// The input, for the focus.
    #[prop(optional)]
    input: NodeRef<Input>,
) -> impl IntoView {
    let store = Store::expect();
    let client_id = store.part(|console| console.client_id().to_owned());
    let problem = store.part(|console| console.signed_out().and_then(|out| out.problem));
    view! {
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
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby="client-id-problem"
            />
        </label>
        <p class="problem" id="client-id-problem" role="alert">
            {move || problem.get().map(ClientIdError::explain)}
        </p>
    }
}

/// Both, and the button that leads to Procore.
#[component]
pub fn SignInForm(
    /// What the button says.
    #[prop(default = "Sign in with Procore")]
    button: &'static str,
) -> impl IntoView {
    let store = Store::expect();
    let login_host = store.part(|console| console.chosen().login.host().to_owned());
    let leaving = store.part(|console| console.signed_out().is_some_and(|out| out.leaving));
    let input = NodeRef::<Input>::new();
    let sign_in = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        store.sign_in(crate::console::Route::Home);
        if store.now(|console| console.signed_out().is_some_and(|out| out.problem.is_some()))
            && let Some(input) = input.get_untracked()
        {
            let _ = input.focus();
        }
    };
    view! {
        <form on:submit=sign_in novalidate>
            <EnvironmentField />
            <ClientIdField input />
            <button class="button button-primary" type="submit">
                {button}
            </button>
            <p class="hint">
                {move || if leaving.get() { "Going to " } else { "You log in at " }} <strong>{login_host}</strong>
                "; this page never sees your password."
            </p>
        </form>
    }
}
