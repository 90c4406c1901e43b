//! Method and address, the values that they need, and the address as it will be sent.

use leptos::prelude::*;

use super::pairs::{Kind, Pairs};
use super::suggestions::PathField;
use super::{counted, fault, of_draft};
use crate::console::{Console, Draft, Edit, Event, Preview, Section};
use crate::procore::Method;
use crate::ui::refusal::{is_marked, mark};
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

/// Values for the names in the path, the query, and what will be sent.
#[component]
pub fn Parameters() -> impl IntoView {
    let store = Store::expect();
    let names = |console: &Console| console.work.sheet().draft.names();
    let count = |draft: &Draft| draft.names().len() + draft.query().len();
    view! {
        {store.region(names, move |names| {
            names.into_iter().map(|name| value(store, name)).collect_view().into_any()
        })}
        <details class="part">
            <summary>"Parameters " <span class="count">{counted(store, count)}</span></summary>
            <Pairs kind=Kind::Query />
        </details>
        {store.region(Console::preview, |preview| preview.map(preview_view).into_any())}
    }
}

/// The field for the value of one name.
fn value(store: Store, name: String) -> AnyView {
    let (typed, given, chosen) = (name.clone(), name.clone(), name.clone());
    let (named, marked) = (name.clone(), name.clone());
    let value = store.part(move |console| console.work.sheet().draft.value(&given).to_owned());
    let from_above = store.part(move |console| {
        let chosen = &console.places.chosen;
        let named = match chosen_name(&name) {
            Some("company") => chosen.company.as_ref(),
            Some(_) => chosen.project.as_ref(),
            None => None,
        };
        named.map(|named| named.id.clone()).unwrap_or_default()
    });
    let hint =
        move || match (chosen_name(&chosen), from_above.with(String::is_empty), value.with(String::is_empty))
        {
            (Some(what), false, true) => format!("from the {what} above"),
            (Some(what), true, true) => format!("choose a {what} above, or type its id"),
            _ => String::new(),
        };
    view! {
        <label class="value">
            <span class="mono">{typed.clone()}</span>
            <input
                class="mono"
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                placeholder=from_above
                aria-invalid=is_marked(store, move |_| named.clone())
                on:input:target=move |event| {
                    store.send(Event::Edit(Edit::Value(typed.clone(), event.target().value())));
                }
            />
            <span class="why">{hint}</span>
            {mark(store, move |_| marked.clone())}
        </label>
    }
    .into_any()
}

/// What is chosen above for this name.
fn chosen_name(name: &str) -> Option<&'static str> {
    match name {
        "company_id" => Some("company"),
        "project_id" => Some("project"),
        _ => None,
    }
}

fn preview_view(preview: Preview) -> AnyView {
    let Preview { url, company, fault, warning, company_fault } = preview;
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
