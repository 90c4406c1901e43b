//! Method and address.

use leptos::prelude::*;

use super::suggestions::PathField;
use super::{fault, of_draft};
use crate::console::{Edit, Event, Section};
use crate::procore::Method;
use crate::ui::store::Store;

/// Method and path.
#[component]
pub fn Address() -> impl IntoView {
    let store = Store::expect();
    let method = of_draft(store, |draft| draft.method);
    let options = Method::ALL.map(|each| {
        view! { <option selected=move || method() == each>{each.name()}</option> }
    });
    let choose = move |name: String| {
        if let Some(method) = Method::parse(&name) {
            store.send(Event::Edit(Edit::Method(method)));
        }
    };
    let problem = fault(store, Section::Path);
    view! {
        <select
            class="method"
            aria-label="Method"
            data-method=move || method().name()
            prop:value=move || method().name()
            on:change:target=move |event| choose(event.target().value())
        >
            {options}
        </select>
        <PathField />
        <p class="problem" id="path-problem" role="alert">{problem}</p>
    }
}
