//! What is left of Procore's rate limits.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Reading, Window};

/// A line on what the last answers of this environment said of both limits; nothing before the first answer.
#[component]
pub fn GaugeView() -> impl IntoView {
    let store = Store::expect();
    // Drawn anew with each answer, and looked at every second: limits are counted anew.
    let draw = move |_| {
        let look = move || {
            let now = store.clock();
            store.now(|console| console.reading(now)).map(reading_view)
        };
        look.into_any()
    };
    store.region(Console::gauge, draw)
}

fn reading_view(reading: Reading) -> AnyView {
    match reading {
        Reading::Hidden => view! {
            <p
                class="gauge"
                title="Procore tells in the headers X-Rate-Limit-Limit, -Remaining and -Reset how many calls are left. No \
                answer so far let this page read them. A call that is one too many is answered 429."
            >
                "Rate limits: not visible to a browser here"
            </p>
        }
        .into_any(),
        Reading::Past => view! {
            <p class="gauge" title="The limits that the last answers told have been counted anew since then.">
                "Rate limits: counted anew since the last call"
            </p>
        }
        .into_any(),
        Reading::Windows(windows) => {
            let windows = windows.into_iter().map(window_view).collect_view();
            view! {
                <p class="gauge">
                    <span class="visually-hidden">"Rate limits: "</span>
                    {windows}
                </p>
            }
            .into_any()
        }
    }
}

fn window_view(window: Window) -> AnyView {
    let Window { words, resets, reset, is_hourly, is_little } = window;
    let local = clock::local(reset);
    let full = local.as_ref().map(|local| local.full.clone()).unwrap_or_default();
    // An answer speaks of one limit; the other is as it was told before, less the calls since.
    let title = format!(
        "As the last answers said, less the calls that this page has made since. Counted anew {resets}: {full}"
    );
    let until = local.filter(|_| is_hourly).map(|local| {
        view! { ", until " <time datetime=local.machine>{local.short}</time> }
    });
    view! {
        <span class="gauge-window" data-little=is_little.to_string() title=title>
            {words} {until}
        </span>
    }
    .into_any()
}
