//! What is to be told once.

use leptos::prelude::*;

use super::explanation::ExplanationView;
use super::shell::focus_main;
use super::store::Store;
use crate::console::{Event, Note};

/// The note, if there is one, with what can be done about it.
#[component]
pub fn NoteView() -> impl IntoView {
    let store = Store::expect();
    let draw = move |note: Option<Note>| {
        let Some(note) = note else {
            return ().into_any();
        };
        let renews = note
            .asks_for_renewal()
            .then(|| view! { <button class="button" on:click=store.does(Store::renew)>"Renew"</button> });
        let choose = note.company_to_choose().map(|name| {
            let title = format!("Work in {name}");
            view! {
                <button class="button" on:click=store.click(|| Event::GoToLinked)>{title}</button>
            }
        });
        let dismiss = store.does(|store| {
            store.send(Event::DismissNote);
            focus_main();
        });
        view! {
                <div class="note">
                    <ExplanationView explanation=note.explain() />
                    <span class="actions">
                        {renews} {choose} <button class="button button-quiet" on:click=dismiss>
                            "Dismiss"
                        </button>
                    </span>
                </div>
        }
        .into_any()
    };
    store.region(|console| console.note.clone(), draw)
}
