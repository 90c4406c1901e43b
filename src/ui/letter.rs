//! The letter to Procore.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use crate::share::Letter;

/// The letter, to be sent by a mail program or copied.
pub fn letter_view(letter: &Letter<'_>) -> AnyView {
    let text = letter.text();
    view! {
        <pre class="letter" tabindex="0" role="group" aria-label="Letter to Procore">
            {text.clone()}
        </pre>
        <p class="copy-line">
            <a class="button" href=letter.link() rel="external">
                "Write the e-mail"
            </a>
            <CopyButton label="Copy the text" text />
        </p>
    }
    .into_any()
}
