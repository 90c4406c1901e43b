//! What has to be confirmed before a request is sent.

use leptos::html::Input;
use leptos::prelude::*;

use crate::browser::clock;
use crate::console::{Console, Event, UNLOCKED_SECONDS, Wish};
use crate::ui::store::Store;

/// The question, if there is one.
#[component]
pub fn WishView() -> impl IntoView {
    let store = Store::expect();
    let asked = |console: &Console| {
        console.work.sheet().wish.clone().map(|wish| (wish, console.environment().name.clone()))
    };
    let draw = move |asked: Option<(Wish, String)>| match asked {
        Some((Wish::Unlock, environment)) => unlock_view(store, &environment),
        Some((Wish::Delete { last, is_typed }, _)) => delete_view(store, last, is_typed),
        None => ().into_any(),
    };
    store.region(asked, draw)
}

fn unlock_view(store: Store, environment: &str) -> AnyView {
    let title = format!("{environment} is locked for writes");
    let minutes = UNLOCKED_SECONDS / 60;
    view! {
        <div class="wish" role="alertdialog" aria-label="Locked for writes">
            <p><strong>{title}</strong>". Nothing was sent. Unlock it, then send again: it locks itself after "{minutes}" minutes."</p>
            <span class="actions">
                <button type="button" class="button" on:click=store.click(|| Event::Unlock(clock::now()))>
                    {format!("Unlock for {minutes} minutes")}
                </button>
                <button type="button" class="button button-quiet" on:click=store.click(|| Event::DropWish)>"Not now"</button>
            </span>
        </div>
    }
    .into_any()
}

fn delete_view(store: Store, last: String, is_typed: bool) -> AnyView {
    let input = NodeRef::<Input>::new();
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        store.send(Event::Confirm(typed, clock::now()));
    };
    let question = match is_typed {
        true => view! {
            <label class="field">
                <span>"To delete it, type "<code>{last}</code></span>
                <input node_ref=input class="mono" autocomplete="off" spellcheck="false" />
            </label>
        }
        .into_any(),
        false => view! { <p>"Delete "<code>{last}</code>"? Procore may not be able to bring it back."</p> }
            .into_any(),
    };
    view! {
        <form class="wish" role="alertdialog" aria-label="Confirm the deletion" on:submit=confirm>
            {question}
            <span class="actions">
                <button class="button button-danger">"Delete"</button>
                <button type="button" class="button button-quiet" on:click=store.click(|| Event::DropWish)>"Keep it"</button>
            </span>
        </form>
    }
    .into_any()
}
