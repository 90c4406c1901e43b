//! A command to copy, and the choice of the shell that it is for.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use crate::share::Shell;

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
