//! Naming the company that a service account's calls are about.

use leptos::html::Input;
use leptos::prelude::*;

use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Event};
use crate::procore::CompanyId;

/// Asks for a company's id, where `/me` was refused without one.
#[component]
pub fn CompanyForm() -> impl IntoView {
    let store = Store::expect();
    store.when(Console::wants_company, || view! { <Form /> }.into_any())
}

#[component]
fn Form() -> impl IntoView {
    let store = Store::expect();
    let is_wrong = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    let name_it = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else {
            return;
        };
        let value = input.value();
        match CompanyId::parse(&value) {
            Ok(company) => store.send(Event::NameCompany(Some(company), clock::now())),
            Err(_) if value.trim().is_empty() => store.send(Event::NameCompany(None, clock::now())),
            Err(_) => {
                is_wrong.set(true);
                let _ = input.focus();
            }
        }
    };
    view! {
        <form class="company" on:submit=name_it novalidate>
            <div class="explanation explanation-calm">
                <h2 class="explanation-title">"Is this the token of a service account?"</h2>
                <p>
                    "A service account must name a company in every call, even to say who it is. Your session goes on
                    whatever the answer above says. Without a company, leave the field empty."
                </p>
            </div>
            <label class="field">
                <span class="label">"Company ID"</span>
                <input
                    node_ref=input
                    type="text"
                    inputmode="numeric"
                    class="mono"
                    autocomplete="off"
                    aria-invalid=move || is_wrong.get().then_some("true")
                    aria-describedby="company-id-problem"
                    on:input=move |_| is_wrong.set(false)
                />
            </label>
            <p class="problem" id="company-id-problem" role="alert">
                {move || is_wrong.get().then_some("A company's id is a number, such as 562949953421312.")}
            </p>
            <button class="button" type="submit">
                "Ask again"
            </button>
        </form>
    }
}
