//! Where the person works: company, project, and whether writes are locked there.

use leptos::prelude::*;

use super::picker::Picker;
use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Event, Kind, UNLOCKED_SECONDS};
use crate::time::UnixTime;

/// The bar.
#[component]
pub fn ContextBar() -> impl IntoView {
    view! {
        <section class="context" aria-label="Company and project">
            <Picker kind=Kind::Company />
            <span aria-hidden="true">"›"</span>
            <Picker kind=Kind::Project />
            <Lock />
        </section>
    }
}

#[derive(Clone, PartialEq)]
struct Guarded {
    is_read_only: bool,
    has_company: bool,
    is_sandbox: bool,
    until: Option<UnixTime>,
}

/// Whether writes are locked, and the ways to change that.
#[component]
fn Lock() -> impl IntoView {
    let store = Store::expect();
    let guarded = |console: &Console| Guarded {
        is_read_only: console.environment().read_only,
        has_company: console.places.chosen.company.is_some(),
        is_sandbox: console.is_sandbox(),
        until: console.unlocked_until(),
    };
    store.region(guarded, move |guarded| lock_view(store, &guarded))
}

fn lock_view(store: Store, guarded: &Guarded) -> AnyView {
    let Guarded { is_read_only, has_company, is_sandbox, until } = *guarded;
    if !is_read_only {
        return ().into_any();
    }
    let sandbox = has_company.then(|| {
        view! {
            <label class="sandbox">
                <input
                    type="checkbox"
                    prop:checked=is_sandbox
                    on:change:target=move |event| store.send(Event::MarkSandbox(event.target().checked()))
                />
                "This company is a sandbox"
            </label>
        }
    });
    let lock = match (is_sandbox, until) {
        (true, _) => ().into_any(),
        (false, Some(until)) => view! {
            <span class="lock is-open">"Writes unlocked until "{clock::time_of_day(until)}</span>
            <button class="button button-quiet" on:click=store.click(|| Event::Lock)>"Lock"</button>
        }
        .into_any(),
        (false, None) => view! {
            <span class="lock">"Read-only"</span>
            <button class="button button-quiet" on:click=store.click(|| Event::Unlock(clock::now()))>
                {format!("Unlock for {} minutes", UNLOCKED_SECONDS / 60)}
            </button>
        }
        .into_any(),
    };
    view! { <span class="guard">{lock} {sandbox}</span> }.into_any()
}
