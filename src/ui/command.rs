//! A command to copy, and the choice of the shell that it is for.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::copy_button::CopyButton;
use crate::browser::reference;
use crate::catalogue::{Answer, Question};
use crate::procore::Outgoing;
use crate::share::{Language, Shell};

/// A command to copy.
#[component]
pub fn CommandView(
    /// The command.
    command: String,
    /// What a screen reader calls it.
    #[prop(default = "Command")]
    name: &'static str,
) -> impl IntoView {
    view! {
        <pre class="command" tabindex="0" role="group" aria-label=name>
            {command.clone()}
        </pre>
        <p class="copy-line">
            <CopyButton label="Copy the command" text=command />
        </p>
    }
}

/// A call in a shell, to copy: it is written by the worker of the catalogue.
#[component]
pub fn CallCommand(
    /// What is called.
    asked: Outgoing,
    /// The origin of the API.
    api: String,
    /// The shell.
    shell: RwSignal<Shell>,
    /// What a screen reader calls it.
    #[prop(default = "Command")]
    name: &'static str,
) -> impl IntoView {
    let language = move || match shell.get() {
        Shell::Bash => Language::Bash,
        Shell::PowerShell => Language::PowerShell,
    };
    let request = move || Some((asked.clone(), api.clone(), language()));
    let written = written(request);
    let command = move || Some(written.get()).filter(|command| !command.is_empty());
    move || command().map(|command| view! { <CommandView command name /> })
}

/// A request as code, as soon as it is written: anew whenever the request is another. Empty, if there is none.
pub fn written(request: impl Fn() -> Option<(Outgoing, String, Language)> + 'static) -> RwSignal<String> {
    let written = RwSignal::new(String::new());
    let latest = Rc::new(RefCell::new(None));
    Effect::new(move || {
        let now = request();
        if *latest.borrow() == now {
            return;
        }
        latest.replace(now.clone());
        written.set(String::new());
        let Some((request, api, language)) = now.clone() else { return };
        let latest = latest.clone();
        spawn_local(async move {
            let answer = reference::ask(&Question::Code { request, api, language }).await;
            // It may be another by now.
            if let Some(Answer::Text(Some(text))) = answer
                && *latest.borrow() == now
            {
                let _ = written.try_set(text);
            }
        });
    });
    written
}

/// The choice of a shell.
#[component]
pub fn ShellChoice(
    /// The chosen one.
    shell: RwSignal<Shell>,
) -> impl IntoView {
    let choice = move |which: Shell, name: &'static str| {
        let is_chosen = move || (shell.get() == which).to_string();
        view! {
            <button class="button button-quiet" type="button" aria-pressed=is_chosen on:click=move |_| shell.set(which)>
                {name}
            </button>
        }
    };
    view! {
        <p class="shells" role="group" aria-label="Shell">
            {choice(Shell::Bash, "bash")} {choice(Shell::PowerShell, "PowerShell")}
        </p>
    }
}
