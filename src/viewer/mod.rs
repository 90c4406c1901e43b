//! The view of a document. It is a module of its own, loaded after the first page, and speaks with the document directly over
//! a [`Connection`]: rows never pass through the state of the page.
//!
//! | file | its idea |
//! |---|---|
//! | `desk` | what is known of the document, as signals |
//! | `line` | the line to the document |
//! | `list`, `row` | rows that exist only while they are in sight; a row as elements |
//! | `keys` | what keys do in a list |
//! | `columns`, `table` | where columns stand, and which are chosen; what stands above a table |
//! | `view`, `bar`, `find`, `selection`, `headers`, `menu` | the parts of the page |
//! | `filter` | jq programs over the document |
//! | `seen` | how it is looked at just now |
//! | `marks` | marks in the browser's timeline |

mod bar;
pub mod columns;
mod desk;
mod filter;
mod find;
mod headers;
mod keys;
mod line;
pub mod list;
mod marks;
mod menu;
pub mod row;
mod seen;
mod selection;
mod table;
mod view;

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use web_sys::HtmlElement;

use crate::share::Seen;
use crate::wire::Connection;
use desk::Chosen;
pub use filter::{Connecting, Workers};
use view::DocumentView;

thread_local! {
    static MOUNTED: RefCell<Option<(HtmlElement, Box<dyn Any>)>> = const { RefCell::new(None) };
}

/// Draws the document at the other end of `connection` into `container`, in place of what was shown before. Files that are made
/// of it get that name, `of` says what it answers, and it is looked at like this first. `chosen` hears of the ids that the
/// person comes to. Programs over it run in what `workers` starts.
pub fn show(
    container: HtmlElement,
    connection: Connection,
    workers: Workers,
    name: String,
    of: String,
    seen: Seen,
    chosen: Chosen,
) {
    hide();
    let props = view::DocumentViewProps { connection, workers, name, of, seen, chosen };
    let mounted = mount_to(container.clone(), move || DocumentView(props));
    MOUNTED.replace(Some((container, Box::new(mounted))));
}

/// How the document is looked at just now.
pub fn seen() -> Seen {
    seen::now()
}

/// Draws nothing any more.
pub fn hide() {
    seen::end();
    list::close();
    line::hang_up();
    if let Some((container, mounted)) = MOUNTED.take() {
        desk::forget(&container);
        drop(mounted);
    }
}
