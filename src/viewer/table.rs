//! The table: its header, and which of its columns are shown.

use leptos::ev::Targeted;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, MouseEvent};

use super::columns::width;
use super::desk::Desk;
use crate::engine::{Ask, Columns};

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

/// The columns, to be chosen and moved. A box that is ticked stays where it is, and what was used keeps the focus.
#[component]
fn Chooser() -> impl IntoView {
    let desk: Desk = expect_context();
    let change = move |change: Columns| desk.connection.ask(&Ask::Table(change));
    let order = Memo::new(move |_| {
        desk.table.with(|table| table.as_ref().map(|table| table.order.clone())).unwrap_or_default()
    });
    let used = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move || {
        order.track();
        request_animation_frame(move || {
            if let Some(button) = used.try_update_value(Option::take).flatten() {
                let _ = button.focus();
            }
        });
    });
    let row = move |column: u32| {
        let title = desk.table.with_untracked(|table| {
            let head = table.as_ref().and_then(|table| table.columns.get(column as usize));
            head.map(|head| head.title.clone()).unwrap_or_default()
        });
        let is_shown = Memo::new(move |_| {
            desk.table.with(|table| table.as_ref().is_some_and(|table| table.chosen.contains(&column)))
        });
        let toggle = move |event: Targeted<web_sys::Event, HtmlInputElement>| {
            change(if event.target().checked() { Columns::Show(column) } else { Columns::Hide(column) });
        };
        let shift = move |event: &MouseEvent, to: Columns| {
            let button = event.current_target().and_then(|button| button.dyn_into().ok());
            used.set_value(button);
            change(to);
        };
        let (left, right) = (format!("Move {title} to the left"), format!("Move {title} to the right"));
        view! {
            <li>
                <label>
                    <input type="checkbox" prop:checked=move || is_shown.get() on:change:target=toggle />
                    {title}
                </label>
                <span hidden=move || !is_shown.get()>
                    <button
                        class="button button-quiet toggle"
                        aria-label=left
                        on:click=move |event| shift(&event, Columns::Left(column))
                    >
                        "←"
                    </button>
                    <button
                        class="button button-quiet toggle"
                        aria-label=right
                        on:click=move |event| shift(&event, Columns::Right(column))
                    >
                        "→"
                    </button>
                </span>
            </li>
        }
    };
    view! {
        <div class="chooser" role="group" aria-label="Columns">
            <p>
                <button class="button button-quiet" on:click=move |_| change(Columns::All)>"All"</button>
                <button class="button button-quiet" on:click=move |_| change(Columns::None)>"None"</button>
            </p>
            <ul>
                <For each=move || order.get() key=|column| *column children=row />
            </ul>
        </div>
    }
}

/// The titles, above the columns that are in sight.
#[component]
pub fn TableHeader(header: NodeRef<Div>) -> impl IntoView {
    let desk: Desk = expect_context();
    let cells = move || {
        let shown = desk.list.columns.get();
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
                        <button on:click=move |_| desk.connection.ask(&Ask::Table(Columns::Sort(next))) title=head.title.clone()>
                            {head.title.clone()}
                            <span aria-hidden="true">{arrow}</span>
                        </button>
                    </div>
                }
            });
            Some(cells.collect_view())
        })
    };
    let left = move || format!("{}px", desk.list.columns.get().left);
    view! {
        <div class="table-header" role="row" node_ref=header style:padding-left=left>
            {cells}
        </div>
    }
}
