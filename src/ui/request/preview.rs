//! The address as it will be sent, and what is to be minded about it.

use leptos::prelude::*;

use crate::console::{self, Console, Form};
use crate::ui::store::Store;

/// The address and, below it, what is missing or odd.
#[component]
pub fn Preview(
    /// The form of the request.
    form: Memo<Form>,
) -> impl IntoView {
    let store = Store::expect();
    let missing = move || {
        let missing = form.with(|form| form.missing().join(", "));
        let words = format!("Procore refuses this call without {missing}.");
        (!missing.is_empty()).then(|| view! { <p class="notice">{words}</p> })
    };
    view! {
        {store.region(Console::preview, |preview| preview.map(preview_view).into_any())}
        {missing}
    }
}

fn preview_view(preview: console::Preview) -> AnyView {
    let console::Preview { url, company, fault, warning, company_fault } = preview;
    let is_sendable = fault.is_none();
    let company = company.map(
        |company| view! { <span class="why">"Procore-Company-Id: "{company.as_str().to_owned()}</span> },
    );
    let fault = company_fault.map(|fault| {
        let meaning = fault.meaning();
        view! { <p class="notice">{meaning.title}". "{meaning.what}" "{meaning.next}</p> }
    });
    view! {
        <p class="preview mono" class:is-not-ready=!is_sendable aria-label="Address">{url}</p>
        {company} {fault}
        {warning.map(|warning| view! { <p class="notice">{warning}</p> })}
    }
    .into_any()
}
