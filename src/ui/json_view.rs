//! JSON for reading: re-indented from the bytes that came, nothing else changed.

use leptos::prelude::*;

use crate::json::{Fault, Kind, Piece, indent};

/// With more tokens than this, one text without colours: every coloured token is an element of the page.
const MOST_COLOURED: usize = 20_000;

/// The body of an answer, as indented JSON or, if it is none, as the text that came.
#[component]
pub fn JsonView(
    /// The bytes of the body.
    body: Vec<u8>,
) -> impl IntoView {
    if body.is_empty() {
        return view! { <p class="response-message">"The answer has no body."</p> }.into_any();
    }
    match indent(&body) {
        Ok(pieces) => {
            view! { <pre class="json" tabindex="0" role="group" aria-label="JSON">{coloured(&pieces)}</pre> }
                .into_any()
        }
        Err(fault) => view! { <NotJson fault text=String::from_utf8_lossy(&body).into_owned() /> }.into_any(),
    }
}

fn coloured(pieces: &[Piece<'_>]) -> AnyView {
    if pieces.len() > MOST_COLOURED {
        return pieces.iter().map(|piece| piece.text).collect::<String>().into_any();
    }
    // White space and punctuation need no element of their own.
    let runs = pieces.chunk_by(|a, b| class(a.kind).is_none() && class(b.kind).is_none());
    runs.map(|run| {
        let text: String = run.iter().map(|piece| piece.text).collect();
        match run.first().and_then(|piece| class(piece.kind)) {
            Some(class) => view! { <span class=class>{text}</span> }.into_any(),
            None => text.into_any(),
        }
    })
    .collect_view()
    .into_any()
}

fn class(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Space | Kind::Punctuation => None,
        Kind::Key => Some("json-key"),
        Kind::String => Some("json-string"),
        Kind::Number => Some("json-number"),
        Kind::Boolean => Some("json-boolean"),
        Kind::Null => Some("json-null"),
    }
}

#[component]
fn NotJson(fault: Fault, text: String) -> impl IntoView {
    let what = match text.trim_start().starts_with('<') {
        true => "This is a page of markup, not JSON.".to_owned(),
        false => format!("This is not JSON: {fault}."),
    };
    view! {
        <p class="response-message">{what}" It is shown as it came."</p>
        <pre class="json" tabindex="0" role="group" aria-label="Body">{text}</pre>
    }
}
