//! The value that the person is at: the way to it, and what can be done with it.

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::What;
use crate::share::View;

/// The bar below the tree.
#[component]
pub fn Selection() -> impl IntoView {
    let desk: Desk = expect_context();
    let copy = move |label: &'static str, what: What| {
        view! {
            <button class="button button-quiet" on:click=move |_| desk.copy(what)>
                {label}
            </button>
        }
    };
    let is_there = Memo::new(move |_| desk.node.get().is_some());
    move || {
        is_there.get().then(|| {
            view! {
                <div class="selection" role="group" aria-label="Selected value">
                    <code class="selection-path">{move || desk.inspection.with(|here| here.json_path.clone())}</code>
                    <span class="selection-done" role="status">{move || desk.done.get()}</span>
                    <span class="selection-actions">
                        <button class="button button-quiet" on:click=move |_| desk.show()>
                            "Show whole"
                        </button>
                        <button class="button button-quiet" on:click=move |_| desk.tabulate()>
                            "Show as table"
                        </button>
                        {(desk.tab.get_untracked() == View::Tree).then(|| view! {
                            <button class="button button-quiet" on:click=move |_| desk.open_below()>
                                "Open all below"
                            </button>
                        })}
                        {copy("Copy value", What::Value)} {copy("Copy key", What::Name)} {copy("JSONPath", What::JsonPath)}
                        {copy("jq", What::Jq)} {copy("JavaScript", What::JavaScript)} {copy("Pointer", What::Pointer)}
                    </span>
                </div>
                <Whole />
            }
        })
    }
}

/// A value as a whole.
#[component]
fn Whole() -> impl IntoView {
    let desk: Desk = expect_context();
    let close = move |_| {
        desk.shown.set(None);
        desk.focus("rows");
    };
    move || {
        desk.shown.get().map(|text| {
            view! {
                <div class="whole" role="group" aria-label="Whole value">
                    <button class="button button-quiet" on:click=close>
                        "Close"
                    </button>
                    <pre class="json" tabindex="0">{text}</pre>
                </div>
            }
        })
    }
}
