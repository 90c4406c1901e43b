//! What is left of Procore's rate limits.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::clock;
use crate::console::{Reading, Window};

/// A line on what the last answers of this environment said of both limits; nothing before the first answer.
#[component]
pub fn GaugeView() -> impl IntoView {
    let store = Store::expect();
    // Looked at with each answer and every second, since limits are counted anew; only texts change then.
    let drawn = Memo::new(move |_| {
        let now = store.clock();
        store.look(|console| console.reading(now)).map(|reading| Drawn::of(&reading))
    });
    move || drawn.get().map(draw)
}

/// What is drawn, but for its texts.
#[derive(Clone, PartialEq)]
enum Drawn {
    Hidden,
    Unreadable,
    Past,
    /// Which windows: whether each is that of the hour.
    Windows(Vec<bool>),
}

impl Drawn {
    fn of(reading: &Reading) -> Self {
        match reading {
            Reading::Hidden => Self::Hidden,
            Reading::Unreadable => Self::Unreadable,
            Reading::Past => Self::Past,
            Reading::Windows(windows) => {
                Self::Windows(windows.iter().map(|window| window.is_hourly).collect())
            }
        }
    }
}

fn draw(drawn: Drawn) -> AnyView {
    match drawn {
        Drawn::Hidden => view! {
            <p
                class="gauge"
                title="Procore tells in the headers X-Rate-Limit-Limit, -Remaining and -Reset how many calls are left. No \
                answer so far let this page read them. A call that is one too many is answered 429."
            >
                "Rate limits: not visible to a browser here"
            </p>
        }
        .into_any(),
        Drawn::Unreadable => view! {
            <p class="gauge" title="The headers X-Rate-Limit-Limit and -Remaining are there, but are no numbers.">
                "Rate limits: told in a form that is not understood"
            </p>
        }
        .into_any(),
        Drawn::Past => view! {
            <p class="gauge" title="The limits that the last answers told have been counted anew since then.">
                "Rate limits: counted anew since the last call"
            </p>
        }
        .into_any(),
        Drawn::Windows(windows) => {
            let windows =
                windows.into_iter().map(|is_hourly| view! { <WindowView is_hourly /> }).collect_view();
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

/// What is left of one limit.
#[component]
fn WindowView(is_hourly: bool) -> impl IntoView {
    let store = Store::expect();
    let window = Memo::new(move |_| {
        let now = store.clock();
        let Some(Reading::Windows(windows)) = store.look(|console| console.reading(now)) else { return None };
        windows.into_iter().find(|window| window.is_hourly == is_hourly)
    });
    let part = move |part: fn(&Window) -> String| {
        window.with(|window| window.as_ref().map(part)).unwrap_or_default()
    };
    // An answer speaks of one limit; the other is as it was told before, less the calls since.
    let title = move || {
        part(|Window { resets, reset, .. }| {
            let full =
                reset.and_then(clock::local).map(|local| format!(": {}", local.full)).unwrap_or_default();
            format!(
                "As the last answers said, less the calls that this page has made since. Counted anew {resets}{full}"
            )
        })
    };
    let reset = Memo::new(move |_| window.with(|window| window.as_ref().and_then(|window| window.reset)));
    let until = move || {
        let local = reset.get().filter(|_| is_hourly).and_then(clock::local);
        local.map(|local| view! { ", until " <time datetime=local.machine>{local.short}</time> })
    };
    view! {
        <span
            class="gauge-window"
            data-little=move || part(|window| window.is_little.to_string())
            title=title
        >
            {move || part(|window| window.words.clone())} {until}
        </span>
    }
}
