//! Names and values in rows: a query, headers, or the fields of a form. Below the last is always an empty row.

use leptos::prelude::*;

use super::of_draft;
use crate::console::{Console, Draft, Edit, Event};
use crate::procore::RowEdit;
use crate::ui::refusal::{is_marked, mark};
use crate::ui::store::Store;

/// What the rows are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The query.
    Query,
    /// The headers.
    Headers,
    /// The fields of a form.
    Fields,
}

impl Kind {
    fn read(self, draft: &Draft) -> Vec<(String, String)> {
        match self {
            Self::Query => draft.pairs(),
            Self::Headers => draft.headers.clone(),
            Self::Fields => draft.fields.clone(),
        }
    }

    /// What a change of one row does to `pairs`.
    fn write(self, mut pairs: Vec<(String, String)>, edit: RowEdit) -> Edit {
        let (RowEdit::Name(at, _) | RowEdit::Value(at, _) | RowEdit::Remove(at)) = edit;
        if self == Self::Query {
            return Edit::Query(edit);
        }
        if at >= pairs.len() {
            pairs.push(Default::default());
        }
        let at = at.min(pairs.len() - 1);
        match edit {
            RowEdit::Name(_, name) => pairs[at].0 = name,
            RowEdit::Value(_, value) => pairs[at].1 = value,
            RowEdit::Remove(_) => drop(pairs.remove(at)),
        }
        if self == Self::Headers { Edit::Headers(pairs) } else { Edit::Fields(pairs) }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Query => "Parameter",
            Self::Headers => "Header",
            Self::Fields => "Field",
        }
    }
}

/// The rows.
#[component]
pub fn Pairs(
    /// What they are.
    kind: Kind,
) -> impl IntoView {
    view! { <div class="pairs">{row(Store::expect(), kind, 0)}</div> }
}

/// The row with this number and, if there is anything in it, those below it: so none is made anew while somebody types.
fn row(store: Store, kind: Kind, at: usize) -> AnyView {
    let text = move |part: fn(&(String, String)) -> &String| {
        of_draft(store, move |draft| kind.read(draft).get(at).map(part).cloned().unwrap_or_default())
    };
    let change = move |edit: RowEdit| {
        let pairs = store.now(|console| kind.read(&console.work.sheet().draft));
        store.send(Event::Edit(kind.write(pairs, edit)));
    };
    let remove = move |_| change(RowEdit::Remove(at));
    let is_there = move |console: &Console| kind.read(&console.work.sheet().draft).len() > at;
    let is_empty = store.part(move |console| !is_there(console));
    let (name, number) = (kind.name(), at + 1);
    view! {
        <div class="pair">
            <input
                class="mono"
                aria-label=format!("{name} {number}, name")
                placeholder="name"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=text(|(name, _)| name)
                on:input:target=move |event| change(RowEdit::Name(at, event.target().value()))
            />
            <input
                class="mono"
                aria-label=format!("{name} {number}, value")
                placeholder="value"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=text(|(_, value)| value)
                aria-invalid=is_marked(store, move |console| refusable(kind, console, at))
                on:input:target=move |event| change(RowEdit::Value(at, event.target().value()))
            />
            <button
                type="button"
                class="button button-quiet toggle"
                aria-label=format!("Remove {} {number}", name.to_ascii_lowercase())
                disabled=is_empty
                on:click=remove
            >
                "×"
            </button>
        </div>
        {mark(store, move |console| refusable(kind, console, at))}
        {store.when(is_there, move || row(store, kind, at + 1))}
    }
    .into_any()
}

/// The name of a row, as Procore may call it in a refusal; of headers it says nothing.
fn refusable(kind: Kind, console: &Console, at: usize) -> String {
    if kind == Kind::Headers {
        return String::new();
    }
    kind.read(&console.work.sheet().draft).into_iter().nth(at).unwrap_or_default().0
}
