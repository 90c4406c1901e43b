//! What the endpoint of the request is for, and its other versions.

use leptos::prelude::*;

use crate::console::{Console, Event, Version};
use crate::ui::store::Store;

/// The line, and the switch between versions where there are several.
#[component]
pub fn Versions() -> impl IntoView {
    let store = Store::expect();
    let about = |console: &Console| {
        let sheet = console.work.sheet();
        let line = sheet.known().map(|known| format!("{} · {}", known.endpoint.line, known.endpoint.tool));
        (sheet.versions(), line)
    };
    let draw = move |(versions, line): (Vec<Version>, Option<String>)| {
        let switch = (!versions.is_empty()).then(|| {
            let each = versions.into_iter().map(|version| version_view(store, version)).collect_view();
            view! { <span class="versions" role="group" aria-label="Version">{each}</span> }
        });
        line.map(|line| view! { <p class="about">{switch} <span class="why">{line}</span></p> }).into_any()
    };
    store.region(about, draw)
}

fn version_view(store: Store, version: Version) -> impl IntoView {
    let Version { label, path, is_shown } = version;
    let title = path.clone();
    view! {
        <button
            type="button"
            class="button button-quiet"
            title=title
            aria-pressed=is_shown.to_string()
            on:click=store.click(move || Event::SwitchVersion(path.clone()))
        >
            {label}
        </button>
    }
}
