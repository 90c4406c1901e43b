//! The saved requests, folder by folder.

use leptos::prelude::*;

use super::calls::elsewhere;
use super::form::form_view;
use super::{called, focus, open, rest};
use crate::console::history::{About, Kept, Recall, Shelf};
use crate::console::{Console, Event};
use crate::procore::Method;
use crate::share::SavedRequest;
use crate::ui::store::Store;

#[derive(Clone, PartialEq)]
struct Row {
    id: u64,
    name: String,
    folder: String,
    notes: String,
    method: Method,
    target: String,
    /// The name of the environment, if it is another than that of the session.
    elsewhere: Option<String>,
    is_edited: bool,
}

impl Row {
    fn of(console: &Console, Kept { id, it }: &Kept<SavedRequest>) -> Self {
        let edited = console.history.form.as_ref().map(|form| form.about);
        Self {
            id: *id,
            name: it.name.clone(),
            folder: it.folder.clone(),
            notes: it.notes.clone(),
            method: it.request.method,
            target: it.request.target.clone(),
            elsewhere: it.environment.as_ref().and_then(|id| elsewhere(console, id)),
            is_edited: edited == Some(About::Saved(*id)),
        }
    }
}

/// The list.
#[component]
pub fn SavedList(
    /// What is looked for.
    typed: RwSignal<String>,
    /// So many are drawn.
    limit: RwSignal<usize>,
) -> impl IntoView {
    let store = Store::expect();
    let rows = move |console: &Console| {
        let history = &console.history;
        let found = typed.with(|typed| history.saved.find(typed, limit.get()));
        let rows: Vec<Row> = found.entries.into_iter().map(|kept| Row::of(console, kept)).collect();
        (rows, found.total, history.saved.entries().is_empty())
    };
    let draw = move |(rows, total, is_empty): (Vec<Row>, usize, bool)| {
        if rows.is_empty() {
            return match is_empty {
                true => view! { <p class="hint">"“Save request”, beside Send, keeps the request in sight here, under a name."</p> }.into_any(),
                false => view! { <p class="hint" role="status">"Nothing found."</p> }.into_any(),
            };
        }
        let drawn = rows.len();
        let mut folders: Vec<(String, Vec<Row>)> = Vec::new();
        for row in rows {
            match folders.last_mut() {
                Some((folder, rows)) if *folder == row.folder => rows.push(row),
                _ => folders.push((row.folder.clone(), vec![row])),
            }
        }
        let of_folder = move |(folder, rows): (String, Vec<Row>)| {
            view! {
                {(!folder.is_empty()).then(|| view! { <h3>{folder}</h3> })}
                <ul>{rows.into_iter().map(|row| entry(store, row)).collect_view()}</ul>
            }
        };
        view! {
            <div class="shelf-list">
                {folders.into_iter().map(of_folder).collect_view()} {rest(total, drawn, limit)}
            </div>
        }
        .into_any()
    };
    store.region(rows, draw)
}

fn entry(store: Store, row: Row) -> AnyView {
    let Row { id, name, notes, method, target, elsewhere, is_edited, .. } = row;
    if is_edited {
        return view! { <li class="entry">{form_view(store, About::Saved(id))}</li> }.into_any();
    }
    let (edit, delete) = (format!("Edit {name}"), format!("Delete {name}"));
    let change = store.does(move |store| {
        store.send(Event::History(Recall::EditSaved(id)));
        focus("save-name");
    });
    let remove = store.does(move |store| {
        store.send(Event::History(Recall::Delete(id)));
        // The button is gone, and to have it back is what one may want next.
        focus("undo");
    });
    let notes = (!notes.is_empty()).then(|| view! { <span class="entry-notes">{notes}</span> });
    let place = elsewhere.map(|name| view! { <span class="entry-place">{name}</span> });
    view! {
        <li class="entry">
            <button class="entry-open" on:click=store.does(move |store| open(store, Shelf::Saved, id))>
                <span class="entry-name">{name}</span>
                {called(method, target)} {notes} {place}
            </button>
            <span class="entry-tools">
                <button class="entry-tool" aria-label=edit title="Edit" on:click=change>"✎"</button>
                <button class="entry-tool" aria-label=delete title="Delete" on:click=remove>"×"</button>
            </span>
        </li>
    }
    .into_any()
}
