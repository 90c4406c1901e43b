//! The form in which a request is saved, or the words about a saved one are changed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::focus;
use crate::browser::keyboard::{Pressed, on_press};
use crate::console::history::{About, FormPart, Recall, SaveForm};
use crate::console::{Console, Event};
use crate::ui::store::Store;

/// The way to the form for the request in sight.
#[component]
pub fn SaveButton() -> impl IntoView {
    let store = Store::expect();
    let is_impossible = store.part(|console| console.owner().is_none().then_some("true"));
    let press = store.does(|store| {
        if store.now(|console| console.owner().is_some()) {
            store.send(Event::History(Recall::OpenForm));
            focus("save-name");
        }
    });
    view! {
        <button id="save" type="button" class="button button-quiet" aria-disabled=is_impossible on:click=press>
            "Save request"
        </button>
    }
}

/// The form, while it is about the request in sight.
#[component]
pub fn SheetForm() -> impl IntoView {
    let store = Store::expect();
    let about = |console: &Console| {
        let about = console.history.form.as_ref().map(|form| form.about);
        let shown = console.work.sheet().id;
        about.filter(|about| matches!(about, About::Sheet(sheet, _) if *sheet == shown))
    };
    store.region(about, move |about| about.map(|about| form_view(store, about)).into_any())
}

/// The form.
pub(super) fn form_view(store: Store, about: About) -> AnyView {
    let of_form = move |part: fn(&SaveForm) -> String| {
        store.part(move |console| console.history.form.as_ref().map(part).unwrap_or_default())
    };
    let fill = move |part, text| store.send(Event::History(Recall::Fill(part, text)));
    let problem = of_form(|form| form.fault.as_ref().map(ToString::to_string).unwrap_or_default());
    let (label, may_be_new) = match about {
        About::Sheet(_, None) => ("Save the request", false),
        About::Sheet(_, Some(_)) => ("Save the request", true),
        About::Saved(_) => ("Edit the saved request", false),
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        store.send(Event::History(Recall::Save { is_new: false }));
        leave(store, about);
    };
    let save_new = store.does(move |store| {
        store.send(Event::History(Recall::Save { is_new: true }));
        leave(store, about);
    });
    let drop_it = move || {
        store.send(Event::History(Recall::DropForm));
        leave(store, about);
    };
    let pressed = move |pressed: &Pressed| {
        if pressed.key() == "Escape" {
            pressed.stop();
            drop_it();
        }
    };
    let folders = move || {
        let mut folders: Vec<String> = store.look(|console| {
            let saved = console.history.saved.entries().iter();
            saved.map(|kept| kept.it.folder.clone()).filter(|folder| !folder.is_empty()).collect()
        });
        folders.dedup();
        folders.into_iter().map(|folder| view! { <option value=folder></option> }).collect_view()
    };
    view! {
        <form class="save-form" role="group" aria-label=label on:submit=save on:keydown=on_press(pressed)>
            <label class="field">
                <span>"Name"</span>
                <input
                    id="save-name"
                    autocomplete="off"
                    aria-describedby="save-problem"
                    prop:value=of_form(|form| form.name.clone())
                    on:input:target=move |event| fill(FormPart::Name, event.target().value())
                />
            </label>
            <label class="field">
                <span>"Folder"</span>
                <input
                    autocomplete="off"
                    list="save-folders"
                    placeholder="none"
                    prop:value=of_form(|form| form.folder.clone())
                    on:input:target=move |event| fill(FormPart::Folder, event.target().value())
                />
            </label>
            <datalist id="save-folders">{folders}</datalist>
            <label class="field save-notes">
                <span>"Notes"</span>
                <textarea
                    rows="2"
                    prop:value=of_form(|form| form.notes.clone())
                    on:input:target=move |event| fill(FormPart::Notes, event.target().value())
                ></textarea>
            </label>
            <p class="problem" id="save-problem" role="alert">{problem}</p>
            <span class="actions">
                <button class="button">{if may_be_new { "Save changes" } else { "Save" }}</button>
                {may_be_new.then(|| view! { <button type="button" class="button" on:click=save_new>"Save as new"</button> })}
                <button type="button" class="button button-quiet" on:click=move |_| drop_it()>"Do not save"</button>
            </span>
        </form>
    }
    .into_any()
}

/// Once the form is gone, the focus goes back to where it came from.
fn leave(store: Store, about: About) {
    if store.now(|console| console.history.form.as_ref().is_none_or(|form| form.is_saving)) {
        focus(match about {
            About::Sheet(..) => "save",
            About::Saved(_) => "shelf-search",
        });
    }
}
