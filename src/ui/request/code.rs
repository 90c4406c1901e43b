//! The request as code.

use leptos::prelude::*;

use crate::share::Language;
use crate::ui::command::{CommandView, written};
use crate::ui::store::Store;

/// The code, in the language that is chosen. It is written when it is looked at.
#[component]
pub fn CodeView() -> impl IntoView {
    let store = Store::expect();
    let is_open = RwSignal::new(false);
    let language = RwSignal::new(Language::Bash);
    let asked = store.memo(|console| {
        let api = console.environment().api.to_string();
        console.drafted().map(|asked| asked.map(|asked| (asked, api)).map_err(|fault| fault.words()))
    });
    let request = move || {
        let asked = asked.get().filter(|_| is_open.get())?.ok();
        asked.map(|(asked, api)| (asked, api, language.get()))
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
    let problem = move || asked.get().and_then(Result::err);
    view! {
        <details class="part" on:toggle=move |_| is_open.update(|is_open| *is_open = !*is_open)>
            <summary>"Code"</summary>
            <p class="shells" role="group" aria-label="Language">{choices}</p>
            <p class="problem">{problem}</p>
            {move || code.get().map(|command| view! { <CommandView command name="Code" /> })}
        </details>
    }
}
