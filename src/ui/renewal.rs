//! A sign-in that runs beside the page.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::download;
use crate::console::{Event, Renewal};
use crate::oauth::State;
use crate::procore::Outcome;

/// Says that the other window is waited for, or what to do where it could not open.
#[component]
pub fn RenewalBar() -> impl IntoView {
    let store = Store::expect();
    let draw = |renewal| match renewal {
        Renewal::None => ().into_any(),
        Renewal::Waiting(..) => view! { <Waiting /> }.into_any(),
        Renewal::Blocked => view! { <Blocked /> }.into_any(),
    };
    store.region(|console| console.renewal.clone(), draw)
}

#[component]
fn Waiting() -> impl IntoView {
    let store = Store::expect();
    view! {
        <div class="note">
            <div class="explanation explanation-calm">
                <h2 class="explanation-title">"Sign in in the other window"</h2>
                <p>"This page stays as it is, and goes on when you are done there."</p>
            </div>
            <button class="button button-quiet" on:click=store.click(|| Event::StopRenewal)>
                "Stop waiting"
            </button>
        </div>
    }
}

#[component]
fn Blocked() -> impl IntoView {
    let store = Store::expect();
    let has_body = store.now(|console| !open_body(console).is_empty());
    let save = store.does(|store| {
        store.now(|console| download::save("response.json", "application/json", open_body(console)));
    });
    let here = store.does(|store| {
        store.send_fresh(|nonce, now| Event::RenewHere { state: State::new(nonce), now });
    });
    view! {
        <div class="note" role="alert">
            <div class="explanation">
                <h2 class="explanation-title">"This browser blocked the window"</h2>
                <p>
                    "Allow pop-ups for this address and try again, and everything here stays as it is. Or sign in in this
                    tab: then the open response is lost."
                </p>
            </div>
            <span class="actions">
                <button class="button" on:click=store.does(Store::renew)>
                    "Try again"
                </button>
                {has_body
                    .then(|| {
                        view! {
                            <button class="button" on:click=save>
                                "Save the open response"
                            </button>
                        }
                    })}
                <button class="button" on:click=here>
                    "Sign in in this tab"
                </button>
                <button class="button button-quiet" on:click=store.click(|| Event::StopRenewal)>
                    "Not now"
                </button>
            </span>
        </div>
    }
}

fn open_body(console: &crate::console::Console) -> &[u8] {
    match console.work.call().and_then(|call| call.outcome.as_ref()) {
        Some(Outcome::Answered(answer)) => &answer.body,
        _ => &[],
    }
}
