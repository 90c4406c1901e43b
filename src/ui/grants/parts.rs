//! What the guide's views are made of: one of each kind, because Leptos makes its machinery for each type.

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use crate::oauth::grant::markup::{self, Part};

/// The guide's texts, which come in a file of their own: empty while it is on its way, and [`MISSING`] if it did not come.
pub(super) type Words = RwSignal<String>;

/// What stands for texts that did not come.
pub(super) const MISSING: &str = "-";

/// What draws something.
pub(super) type Draw = Box<dyn Fn() -> AnyView + Send>;

/// Elements that are made anew whenever a signal changes that they were made from.
pub(super) fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Draw = Box::new(draw);
    (move || draw()).into_any()
}

/// A part of the guide's texts, and `rest` below it; the two come together, so that nothing moves under a reader's eyes.
pub(super) fn when_loaded(words: Words, part: Part, rest: Draw) -> AnyView {
    live(move || match words.with(|words| (words.is_empty(), markup::part(words, part).to_owned())) {
        (true, _) => view! { <p class="waiting hint">"Loading…"</p> }.into_any(),
        (false, text) => {
            let rest = rest();
            view! {
                <div class="words" inner_html=text></div>
                {rest}
            }
            .into_any()
        }
    })
}

/// What happens when a form is sent: the browser itself does nothing.
pub(super) fn on_submit(act: impl Fn() + 'static) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        event.prevent_default();
        act();
    })
}

/// A field for what goes over the wire, with the id of what describes it.
pub(super) fn text_field(
    label: &'static str,
    text: RwSignal<String>,
    described_by: &'static str,
    is_wrong: Signal<bool>,
) -> AnyView {
    let typed: Box<dyn FnMut(Event)> = Box::new(move |event| text.set(event_target_value(&event)));
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                type="text"
                class="mono"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=text
                on:input=typed
                aria-invalid=Signal::derive(move || is_wrong.get().to_string())
                aria-describedby=described_by
            />
        </label>
    }
    .into_any()
}
