//! The calls, day by day, the newest first.

use leptos::prelude::*;

use super::{called, leave, open, rest};
use crate::browser::clock;
use crate::console::history::{Kept, Recall, Shelf};
use crate::console::{Console, Event};
use crate::engine::size_text;
use crate::procore::{Day, Method, day, status_text};
use crate::share::Past;
use crate::time::UnixTime;
use crate::ui::store::Store;

#[derive(Clone, PartialEq)]
struct Row {
    id: u64,
    method: Method,
    target: String,
    status: Option<u16>,
    at: UnixTime,
    elapsed: u32,
    bytes: u64,
    /// The environment, if it is another than that of the session, and the company.
    place: String,
    can_run_again: bool,
}

impl Row {
    fn of(console: &Console, Kept { id, it }: &Kept<Past>) -> Self {
        let company = it.request.company.as_ref().map(|id| format!("company {}", id.as_str()));
        let place: Vec<String> = elsewhere(console, &it.environment).into_iter().chain(company).collect();
        Self {
            id: *id,
            method: it.request.method,
            target: it.request.target.clone(),
            status: it.status,
            at: it.at,
            elapsed: it.elapsed,
            bytes: it.bytes,
            place: place.join(" · "),
            can_run_again: console.can_run_again(it),
        }
    }
}

#[derive(Clone, PartialEq)]
struct Rows {
    rows: Vec<Row>,
    total: usize,
    is_empty: bool,
}

/// The list.
#[component]
pub fn Calls(
    /// What is looked for.
    typed: RwSignal<String>,
    /// So many are drawn.
    limit: RwSignal<usize>,
) -> impl IntoView {
    let store = Store::expect();
    let rows = move |console: &Console| {
        let calls = &console.history.calls;
        let found = typed.with(|typed| calls.find(typed, limit.get()));
        Rows {
            rows: found.entries.into_iter().map(|kept| Row::of(console, kept)).collect(),
            total: found.total,
            is_empty: calls.entries().is_empty(),
        }
    };
    let draw = move |Rows { rows, total, is_empty }: Rows| {
        if rows.is_empty() {
            return match is_empty {
                true => view! { <p class="hint">"Calls that you send from now on are kept here, in this browser: method, path, status, time and size, and no answer."</p> }.into_any(),
                false => view! { <p class="hint" role="status">"Nothing found."</p> }.into_any(),
            };
        }
        let drawn = rows.len();
        let now = clock::now();
        let mut days: Vec<(Day, Vec<Row>)> = Vec::new();
        for row in rows {
            let day = day(row.at, now, clock::offset_minutes);
            match days.last_mut() {
                Some((last, rows)) if *last == day => rows.push(row),
                _ => days.push((day, vec![row])),
            }
        }
        let of_day = move |(day, rows): (Day, Vec<Row>)| {
            view! {
                <h3>{day.to_string()}</h3>
                <ul>{rows.into_iter().map(|row| entry(store, row)).collect_view()}</ul>
            }
        };
        view! {
            <div class="shelf-list">
                {days.into_iter().map(of_day).collect_view()} {rest(total, drawn, limit)}
            </div>
        }
        .into_any()
    };
    store.region(rows, draw)
}

/// The name of an environment, if it is another than that of the session.
pub(super) fn elsewhere(console: &Console, id: &str) -> Option<String> {
    let name = || console.environments.get(id).map_or(id, |environment| &environment.name).to_owned();
    (id != console.environment().id).then(name)
}

fn entry(store: Store, row: Row) -> AnyView {
    let Row { id, method, target, status, at, elapsed, bytes, place, can_run_again } = row;
    let class = status.map(|status| (status / 100).to_string());
    let (said, measured) = match status {
        Some(status) => {
            (format!("{status} {}", status_text(status)), format!("{elapsed} ms · {}", size_text(bytes)))
        }
        None => ("No answer".to_owned(), String::new()),
    };
    let place = (!place.is_empty()).then(|| view! { <span class="entry-place">{place}</span> });
    let again = can_run_again.then(|| {
        let run = store.does(move |store| {
            store.send(Event::History(Recall::RunAgain(id, clock::now())));
            leave(store);
        });
        view! {
            <span class="entry-tools">
                <button class="entry-tool" aria-label="Run again" title="Run again" on:click=run>"↻"</button>
            </span>
        }
    });
    view! {
        <li class="entry">
            <button class="entry-open" on:click=store.does(move |store| open(store, Shelf::Calls, id))>
                {called(method, target)}
                <span class="entry-facts">
                    <span class="status" data-class=class>{said}</span>
                    <span>{measured}</span>
                    {time(at)}
                </span>
                {place}
            </button>
            {again}
        </li>
    }
    .into_any()
}

/// Hours and minutes, with everything on hover.
fn time(at: UnixTime) -> AnyView {
    let local = clock::local(at).map(|local| {
        let hours = local.short.rsplit(' ').next().unwrap_or_default().to_owned();
        view! { <time datetime=local.machine title=local.full>{hours}</time> }
    });
    local.into_any()
}
