//! The request as code.

use leptos::prelude::*;

use crate::console::Console;
use crate::share::Language;
use crate::ui::command::{CommandView, written};
use crate::ui::store::Store;

/// The code, in the language that is chosen. While the panel is closed the request is not even looked at.
#[component]
pub fn CodeView() -> impl IntoView {
    let store = Store::expect();
    let is_open = RwSignal::new(false);
    let language = RwSignal::new(Language::Bash);
    let drafted = Memo::new(move |_| is_open.get().then(|| store.look(Console::drafted)).flatten());
    let request = move || {
        let language = language.get();
        let asked = drafted.get()?.ok()?;
        Some((asked, store.now(|console| console.environment().api.to_string()), language))
    };
    let code = written(request);
    let choices = Language::ALL.map(|each| {
        view! {
            <button
                type="button"
                class="button button-quiet"
                aria-pressed=move || (language.get() == each).to_string()
                on:click=move |_| language.set(each)
            >
                {each.name()}
            </button>
        }
    });
    let problem = move || drafted.get().and_then(Result::err).map(|fault| fault.to_string());
    view! {
        <details class="part" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
            <summary>"Code"</summary>
            <p class="shells" role="group" aria-label="Language">{choices}</p>
            <p class="problem">{problem}</p>
            {move || {
                let command = code.get();
                (!command.is_empty()).then(|| view! { <CommandView command name="Code" /> })
            }}
        </details>
    }
}
