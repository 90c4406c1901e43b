//! What the person called and what they saved: two lists beside the request, searched as one types. On a narrow screen they are
//! sheets over it.

mod calls;
mod forget;
mod form;
mod saved;

use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use self::calls::Calls;
use self::saved::SavedList;
use super::store::Store;
use crate::browser::keyboard::{Pressed, on_press};
use crate::browser::{files, page};
use crate::console::history::{Format, Reading, Recall, Shelf, Told};
use crate::console::{Console, Event};
use crate::procore::Method;

pub use forget::ForgetEverything;
pub use form::{SaveButton, SheetForm};

/// So many entries are drawn at first, and so many more each time.
const DRAWN: usize = 50;
const MORE: usize = 100;

/// The buttons that open the lists.
#[component]
pub fn Shelves() -> impl IntoView {
    let store = Store::expect();
    let toggle = move |shelf: Shelf, name: &'static str| {
        let is_shown = store.part(move |console| (console.history.shown == Some(shelf)).to_string());
        let press = store.does(move |store| {
            store.send(Event::History(Recall::Toggle(shelf)));
            focus(if page::is_touched() { "shelf" } else { "shelf-search" });
        });
        view! {
            <button id=id(shelf) class="button button-quiet" aria-expanded=is_shown aria-controls="shelf" on:click=press>
                {name}
            </button>
        }
    };
    let is_here = |console: &Console| console.signed_in().is_some();
    let draw = move || {
        view! {
            <span class="shelves">{toggle(Shelf::Calls, "History")} {toggle(Shelf::Saved, "Saved")}</span>
        }
        .into_any()
    };
    store.when(is_here, draw)
}

fn id(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Calls => "open-history",
        Shelf::Saved => "open-saved",
    }
}

/// The list that is open.
#[component]
pub fn ShelfView(
    /// Which one.
    shelf: Shelf,
) -> impl IntoView {
    let store = Store::expect();
    let typed = RwSignal::new(String::new());
    let limit = RwSignal::new(DRAWN);
    let (title, label, hint) = match shelf {
        Shelf::Calls => ("History", "Search history", "rfis 404"),
        Shelf::Saved => ("Saved requests", "Search saved requests", "name, folder, path"),
    };
    let close = move || {
        store.send(Event::History(Recall::Hide));
        focus(id(shelf));
    };
    let pressed = move |pressed: &Pressed| {
        if pressed.key() == "Escape" {
            close();
        }
    };
    let list = move || match shelf {
        Shelf::Calls => view! { <Calls typed limit /> }.into_any(),
        Shelf::Saved => view! { <SavedList typed limit /> }.into_any(),
    };
    view! {
        <aside id="shelf" class="panel shelf" tabindex="-1" aria-label=title on:keydown=on_press(pressed)>
            <div class="shelf-head">
                <h2>{title}</h2>
                <button class="button button-quiet toggle" aria-label="Close" on:click=move |_| close()>"×"</button>
            </div>
            <input
                id="shelf-search"
                type="search"
                role="searchbox"
                class="shelf-search"
                aria-label=label
                placeholder=hint
                autocomplete="off"
                spellcheck="false"
                on:input:target=move |event| {
                    limit.set(DRAWN);
                    typed.set(event.target().value());
                }
            />
            <Said />
            {store.region(|console| console.history.reading, move |reading| match reading {
                Reading::Known => list(),
                Reading::Asking => view! { <p class="hint waiting">"Reading…"</p> }.into_any(),
                Reading::Failed => view! { <p class="hint">"This browser keeps no database for this page: it is a private window, or storage is blocked."</p> }.into_any(),
                Reading::NotAsked => view! { <p class="hint">"Procore has not said who you are, and what is kept here is each person's own."</p> }.into_any(),
            })}
            {store.when(|console| console.history.reading == Reading::Known, move || foot(store, shelf))}
        </aside>
    }
}

/// What became of a file, and the way back from a deletion.
#[component]
fn Said() -> impl IntoView {
    let store = Store::expect();
    let told = move |told: Told| {
        view! {
            <p class="shelf-said" class:is-good=told.is_good()>{told.words()}</p>
            <button class="button button-quiet" on:click=store.click(|| Event::History(Recall::Dismiss))>"Dismiss"</button>
        }
    };
    let deleted = move |name: String| {
        let undo = store.does(|store| {
            store.send(Event::History(Recall::Undo));
            focus("shelf-search");
        });
        view! {
            <p class="shelf-said is-good">"“"<bdi>{name}</bdi>"” is deleted."</p>
            <button id="undo" class="button button-quiet" on:click=undo>"Undo"</button>
        }
    };
    view! {
        <div class="shelf-told" role="status">
            {store.region(|console| console.history.told.clone(), move |it| it.map(told).into_any())}
        </div>
        <div class="shelf-told" role="status">
            {store.region(
                |console| console.history.deleted.as_ref().map(|kept| kept.it.name.clone()),
                move |it| it.map(deleted).into_any(),
            )}
        </div>
    }
}

/// Files, and whether bodies are kept.
fn foot(store: Store, shelf: Shelf) -> AnyView {
    let export = |format| store.click(move || Event::History(Recall::Export(format)));
    let field = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let import = move |input: HtmlInputElement| {
        if let Some((number, _)) = files::keep(&input) {
            store.send(Event::History(Recall::Import(number)));
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    let own = match shelf {
        Shelf::Saved => view! {
            <button class="button button-quiet" on:click=export(Format::Postman)>"Export for Postman"</button>
        }
        .into_any(),
        Shelf::Calls => ().into_any(),
    };
    let bodies = (shelf == Shelf::Calls).then(|| {
        let keeps = store.part(|console| console.preferences.keep_bodies);
        view! {
            <div class="check">
                <label>
                    <input
                        type="checkbox"
                        prop:checked=keeps
                        on:change:target=move |event| {
                            store.send(Event::History(Recall::KeepBodies(event.target().checked())));
                        }
                    />
                    "Keep request bodies in the history"
                </label>
            </div>
        }
    });
    view! {
        <div class="shelf-foot">
            {bodies}
            <span class="actions">
                <button class="button button-quiet" on:click=export(Format::Json)>"Export"</button>
                <button class="button button-quiet" on:click=choose>"Import"</button>
                <input
                    node_ref=field
                    type="file"
                    accept=".json,application/json"
                    class="visually-hidden"
                    tabindex="-1"
                    aria-hidden="true"
                    on:change:target=move |event| import(event.target())
                />
                {own}
            </span>
            <p class="hint">"Both lists are in one file. Tokens and other secrets are in neither."</p>
        </div>
    }
    .into_any()
}

/// Takes the focus to the element with this id, once it is drawn.
fn focus(id: &'static str) {
    request_animation_frame(move || super::shell::focus(id));
}

/// Opens an entry. Where the list lies over the request, it goes.
fn open(store: Store, shelf: Shelf, id: u64) {
    store.send(Event::History(Recall::Open(shelf, id)));
    leave(store);
}

fn leave(store: Store) {
    if page::is_narrow() {
        store.send(Event::History(Recall::Hide));
    }
    focus("send");
}

/// Method and path of an entry.
fn called(method: Method, target: String) -> AnyView {
    view! {
        <span class="entry-call">
            <span class="method" data-method=method.name()>{method.name()}</span>
            <span class="mono">{target}</span>
        </span>
    }
    .into_any()
}

/// How much there is below what is drawn, and the way to it.
fn rest(total: usize, drawn: usize, limit: RwSignal<usize>) -> AnyView {
    (total > drawn)
        .then(|| {
            view! {
                <p class="shelf-more">
                    <span class="hint">{drawn}" of "{total}</span>
                    <button class="button button-quiet" on:click=move |_| limit.update(|limit| *limit += MORE)>
                        "Show more"
                    </button>
                </p>
            }
        })
        .into_any()
}
