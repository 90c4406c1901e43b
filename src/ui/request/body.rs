//! The body: JSON, a form, or parts with files.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::pairs::{Kind, Pairs};
use super::{fault, of_draft};
use crate::browser::files;
use crate::console::{BodyKind, Console, DraftFault, DraftPart, Edit, Event, Section};
use crate::procore::Content;
use crate::ui::refusal::{is_marked, mark};
use crate::ui::store::Store;

/// The choice of a kind, and its form.
#[component]
pub fn BodyForm() -> impl IntoView {
    let store = Store::expect();
    let kind = of_draft(store, |draft| draft.kind);
    let kinds = BodyKind::ALL.map(|(each, name)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="body"
                    prop:checked=move || kind() == each
                    on:change=move |_| store.send(Event::Edit(Edit::Kind(each)))
                />
                {name}
            </label>
        }
    });
    let draw = move |kind| match kind {
        BodyKind::Empty => ().into_any(),
        BodyKind::Json => view! { <Json /> }.into_any(),
        BodyKind::Form => view! { <Pairs kind=Kind::Fields /> }.into_any(),
        BodyKind::Multipart => view! { <div class="pairs">{part(store, 0)}</div> }.into_any(),
    };
    view! {
        <fieldset class="part body">
            <legend>"Body"</legend>
            <div class="kinds">{kinds}</div>
            {store.region(|console| console.work.sheet().draft.kind, draw)}
            <p class="problem" id="body-problem" role="alert">{fault(store, Section::Body)}</p>
        </fieldset>
    }
}

/// The JSON text. A fault in it is gone to.
#[component]
fn Json() -> impl IntoView {
    let store = Store::expect();
    let input = NodeRef::<Textarea>::new();
    let place = move || {
        store.look(|console| match &console.work.sheet().fault {
            Some(DraftFault::Json(fault)) => Some(fault.offset),
            _ => None,
        })
    };
    Effect::new(move |before: Option<Option<usize>>| {
        let place = place();
        let (Some(at), Some(input)) = (place.filter(|_| before != Some(place)), input.get()) else {
            return place;
        };
        // A browser counts in UTF-16 units.
        let text = input.value();
        let before = text.get(..at.min(text.len())).unwrap_or_default().encode_utf16().count() as u32;
        let _ = input.focus();
        let _ = input.set_selection_range(before, before + 1);
        place
    });
    view! {
        <textarea
            node_ref=input
            class="mono"
            aria-label="JSON body"
            rows="8"
            spellcheck="false"
            autocapitalize="none"
            prop:value=of_draft(store, |draft| draft.json.clone())
            on:input:target=move |event| store.send(Event::Edit(Edit::Json(event.target().value())))
            aria-invalid=move || place().is_some().then_some("true")
            aria-describedby="body-problem"
        ></textarea>
    }
}

/// The part with this number and, if there is anything in it, those below it.
fn part(store: Store, at: usize) -> AnyView {
    let of_part = move |read: fn(&DraftPart) -> String| {
        of_draft(store, move |draft| draft.parts.get(at).map(read).unwrap_or_default())
    };
    let change = move |change: &dyn Fn(&mut DraftPart)| {
        let mut parts = store.now(|console| console.work.sheet().draft.parts.clone());
        if at == parts.len() {
            parts.push(DraftPart { name: String::new(), content: Content::Text(String::new()), file: None });
        }
        if let Some(part) = parts.get_mut(at) {
            change(part);
        }
        store.send(Event::Edit(Edit::Parts(parts)));
    };
    let remove = move |_| {
        let mut parts = store.now(|console| console.work.sheet().draft.parts.clone());
        if at < parts.len() {
            parts.remove(at);
            store.send(Event::Edit(Edit::Parts(parts)));
        }
    };
    let is_there = move |console: &Console| console.work.sheet().draft.parts.len() > at;
    let is_missing = store.part(move |console| !is_there(console));
    let number = at + 1;
    view! {
        <div class="pair">
            <input
                class="mono"
                aria-label=format!("Part {number}, name")
                placeholder="name"
                autocomplete="off"
                spellcheck="false"
                prop:value=of_part(|part| part.name.clone())
                on:input:target=move |event| change(&|part| part.name = event.target().value())
            />
            <input
                class="mono"
                aria-label=format!("Part {number}, value")
                placeholder=of_part(|part| match &part.content {
                    Content::Text(_) => "value".to_owned(),
                    Content::File(_) => "the name of a file: choose one →".to_owned(),
                })
                autocomplete="off"
                spellcheck="false"
                prop:value=of_part(|part| match &part.content {
                    Content::Text(text) | Content::File(text) => text.clone(),
                })
                aria-invalid=is_marked(store, move |console| refusable(console, at))
                on:input:target=move |event| {
                    change(&|part| {
                        part.content = Content::Text(event.target().value());
                        part.file = None;
                    });
                }
            />
            <label class="button button-quiet file">
                "File…"
                <input
                    type="file"
                    class="visually-hidden"
                    aria-label=format!("Part {number}, file")
                    on:change:target=move |event| {
                        if let Some((number, name)) = files::keep(&event.target()) {
                            change(&|part| {
                                part.content = Content::File(name.clone());
                                part.file = Some(number);
                            });
                        }
                    }
                />
            </label>
            <button
                type="button"
                class="button button-quiet toggle"
                aria-label=format!("Remove part {number}")
                disabled=is_missing
                on:click=remove
            >
                "×"
            </button>
        </div>
        {mark(store, move |console| refusable(console, at))}
        {store.when(is_there, move || part(store, at + 1))}
    }
    .into_any()
}

/// The name of a part, as Procore may call it in a refusal.
fn refusable(console: &Console, at: usize) -> String {
    console.work.sheet().draft.parts.get(at).map(|part| part.name.clone()).unwrap_or_default()
}
