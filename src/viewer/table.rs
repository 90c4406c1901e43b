//! The table: its header, and which of its columns are shown.

use leptos::html::Div;
use leptos::prelude::*;

use super::columns::width;
use super::desk::Desk;
use super::line;
use crate::engine::{Ask, Columns, TableHead};

/// What stands above a table: what it is of, and its columns.
#[component]
pub fn TableTools() -> impl IntoView {
    let desk: Desk = expect_context();
    let is_open = RwSignal::new(false);
    let note = move || {
        desk.table.with(|table| {
            let Some(table) = table else { return String::new() };
            let sorting = if table.is_sorting { " Sorting…" } else { "" };
            let repeats = match table.repeats {
                0 => String::new(),
                rows => format!(" In {rows} rows a key is repeated: the last value is shown."),
            };
            let others = match table.others {
                0 => String::new(),
                rows => format!(" {rows} rows have more than there are columns for."),
            };
            format!("{}{sorting}{repeats}{others}", table.path)
        })
    };
    view! {
        <button
            class="button button-quiet"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            "Columns"
        </button>
        <span class="table-note" role="status">{note}</span>
        {move || is_open.get().then(|| view! { <Chooser /> })}
    }
}

/// The columns, to be chosen and moved.
#[component]
fn Chooser() -> impl IntoView {
    let desk: Desk = expect_context();
    let choose = |columns: Option<Vec<u32>>| line::ask(&Ask::Table(Columns::Choose(columns)));
    let change = move |change: &dyn Fn(&mut Vec<u32>)| {
        let chosen = desk.table.with_untracked(|table| table.as_ref().map(|table| table.chosen.clone()));
        let mut chosen = chosen.unwrap_or_default();
        change(&mut chosen);
        choose(Some(chosen));
    };
    let row = move |table: &TableHead, column: u32| {
        let title = table.columns.get(column as usize).map(|column| column.title.clone()).unwrap_or_default();
        let is_shown = table.chosen.contains(&column);
        let toggle = move |_| {
            change(&|chosen| {
                if chosen.contains(&column) {
                    chosen.retain(|at| *at != column);
                } else {
                    chosen.push(column);
                }
            });
        };
        let shift = move |by: isize| {
            change(&|chosen| {
                let Some(at) = chosen.iter().position(|it| *it == column) else { return };
                let to = at.saturating_add_signed(by).min(chosen.len() - 1);
                chosen.swap(at, to);
            });
        };
        let (left, right) = (format!("Move {title} to the left"), format!("Move {title} to the right"));
        view! {
            <li>
                <label>
                    <input type="checkbox" prop:checked=is_shown on:change=toggle />
                    {title}
                </label>
                {is_shown.then(|| view! {
                    <button class="button button-quiet toggle" aria-label=left on:click=move |_| shift(-1)>"←"</button>
                    <button class="button button-quiet toggle" aria-label=right on:click=move |_| shift(1)>"→"</button>
                })}
            </li>
        }
    };
    let list = move || {
        desk.table.with(|table| {
            let table = table.as_ref()?;
            let others = (0..table.columns.len() as u32).filter(|column| !table.chosen.contains(column));
            Some(table.chosen.iter().copied().chain(others).map(|column| row(table, column)).collect_view())
        })
    };
    view! {
        <div class="chooser" role="group" aria-label="Columns">
            <p>
                <button class="button button-quiet" on:click=move |_| choose(None)>"All"</button>
                <button class="button button-quiet" on:click=move |_| choose(Some(Vec::new()))>"None"</button>
            </p>
            <ul>{list}</ul>
        </div>
    }
}

/// The titles, above the columns that are in sight.
#[component]
pub fn TableHeader(header: NodeRef<Div>) -> impl IntoView {
    let desk: Desk = expect_context();
    let cells = move || {
        let shown = desk.columns.get();
        desk.table.with(|table| {
            let table = table.as_ref()?;
            let columns = table.chosen.iter().copied().enumerate();
            let columns = columns.skip(shown.first as usize).take(shown.count as usize);
            let cells = columns.map(|(at, column)| {
                let head = table.columns.get(column as usize).cloned().unwrap_or_default();
                let sort = table.sort.filter(|(sorted, _)| *sorted == column).map(|(_, is_descending)| is_descending);
                let next = match sort {
                    None => Some((column, false)),
                    Some(false) => Some((column, true)),
                    Some(true) => None,
                };
                let (order, arrow) = match sort {
                    None => ("none", ""),
                    Some(false) => ("ascending", " ↑"),
                    Some(true) => ("descending", " ↓"),
                };
                let width = format!("{}px", width(head.width));
                view! {
                    <div class="cell" role="columnheader" aria-sort=order aria-colindex=(at + 1).to_string() style:width=width>
                        <button on:click=move |_| line::ask(&Ask::Table(Columns::Sort(next))) title=head.title.clone()>
                            {head.title.clone()}
                            <span aria-hidden="true">{arrow}</span>
                        </button>
                    </div>
                }
            });
            Some(cells.collect_view())
        })
    };
    let left = move || format!("{}px", desk.columns.get().left);
    view! {
        <div class="table-header" role="row" node_ref=header style:padding-left=left>
            {cells}
        </div>
    }
}
