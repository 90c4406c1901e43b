//! The request as a form: what it needs, what it may have, and what narrows a list. What is rarely used is folded.

use leptos::html::{Input, Select};
use leptos::prelude::*;

use super::field::fields;
use super::pairs::{Kind, Pairs};
use super::{counted, preview::Preview};
use crate::console::{Console, Edit, Event, Field, Form, Spelled};
use crate::ui::store::Store;

/// All groups, and the address as it will be sent.
#[component]
pub fn FormView() -> impl IntoView {
    let store = Store::expect();
    // Many fields read it, and it is made of all of the text.
    let form = store.memo(Console::form);
    let has_optional = Memo::new(move |_| form.with(|form| !form.optional.is_empty()));
    let is_list = Memo::new(move |_| form.with(|form| form.is_list));
    view! {
        <div class="parameters" role="group" aria-label="Parameters">
            <div class="fields">{fields(store, form, |form| &form.needed)}</div>
            <Preview form />
            <details class="part">
                <summary>"Parameters " <span class="count">{counted(store, |draft| draft.pairs().len())}</span></summary>
                {move || has_optional.get().then(|| view! {
                    <div class="fields fields-grid">{fields(store, form, |form| &form.optional)}</div>
                })}
                <p class="why">"All of the query, in rows"</p>
                <Pairs kind=Kind::Query />
            </details>
        </div>
        {move || is_list.get().then(|| filters(store, form))}
    }
}

/// What narrows, orders, views and pages a list.
fn filters(store: Store, form: Memo<Form>) -> AnyView {
    let count =
        move || match form.with(|form| form.filters.iter().filter(|field| Field::is_set(field)).count()) {
            0 => String::new(),
            count => count.to_string(),
        };
    view! {
        <details class="part" aria-label="Filters">
            <summary>"Filters " <span class="count">{count}</span></summary>
            <div class="fields fields-grid">{fields(store, form, |form| &form.filters)}</div>
            <AddFilter />
        </details>
    }
    .into_any()
}

/// Adds a filter that is not listed.
#[component]
fn AddFilter() -> impl IntoView {
    let store = Store::expect();
    let (name, spelled) = (NodeRef::<Input>::new(), NodeRef::<Select>::new());
    let add = store.does(move |store| {
        let (Some(name), Some(spelled)) = (name.get_untracked(), spelled.get_untracked()) else { return };
        let chosen = Spelled::ALL.into_iter().find(|(_, words)| spelled.value() == *words);
        let chosen = chosen.map(|(spelled, _)| spelled).unwrap_or_default();
        store.send(Event::Edit(Edit::Filter(name.value(), chosen)));
        name.set_value("");
    });
    view! {
        <div class="add" role="group" aria-label="Another filter">
            <input
                node_ref=name
                class="mono"
                aria-label="Name of another filter"
                placeholder="another filter"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
            />
            <select node_ref=spelled aria-label="What it takes">
                {Spelled::ALL.map(|(_, words)| view! { <option value=words>{words}</option> })}
            </select>
            <button type="button" class="button button-quiet" on:click=add>"Add filter"</button>
        </div>
    }
}
