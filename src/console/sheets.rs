//! Tabs: what is typed in them, and how they come and go.

use super::draft::Draft;
use super::draft_fault::DraftFault;
use super::event::Edit;
use super::model::Console;
use super::work::Sheet;
use super::{Effect, form, history};
use crate::catalogue::Endpoint;

/// Takes a change of the request in sight. What was wrong with it may be right now, and what was to be confirmed is another
/// thing.
pub(super) fn edit(console: &mut Console, edit: Edit) {
    let chosen = console.places.chosen.clone();
    let sheet = console.work.sheet_mut();
    (sheet.fault, sheet.wish) = (None, None);
    let known = sheet.known().map(|known| known.endpoint.clone());
    let draft = &mut sheet.draft;
    match edit {
        Edit::Method(method) => draft.method = method,
        Edit::Path(path) => {
            let before = |path: &str| path.split('?').next().map(str::to_owned);
            draft.whence.take_if(|_| before(&draft.path) != before(&path));
            draft.path = path;
        }
        Edit::Value(name, value) => draft.set_value(&name, value),
        Edit::Query(edit) => {
            let mut query = draft.query();
            query.edit(&edit);
            draft.set_query(&query);
        }
        Edit::Field(name, values) => form::set(draft, known.as_ref(), &name, values),
        Edit::Filter(name, spelled) => form::add(draft, &name, spelled),
        Edit::Headers(headers) => draft.headers = headers,
        Edit::Kind(kind) => {
            draft.kind = kind;
            if let Some(endpoint) = &known {
                draft.begin_parts(endpoint, &chosen);
            }
        }
        Edit::Json(text) => draft.json = text,
        Edit::Fields(fields) => draft.fields = fields,
        Edit::Parts(parts) => draft.parts = parts,
    }
}

/// The request in sight becomes one of an endpoint.
pub(super) fn take_endpoint(console: &mut Console, endpoint: &Endpoint) {
    let chosen = console.places.chosen.clone();
    let Sheet { draft, fault, wish, recognised, .. } = console.work.sheet_mut();
    (*fault, *wish) = (None, None);
    draft.take_endpoint(endpoint, &chosen);
    recognised.expect(endpoint.clone(), Vec::new());
}

/// The same in a tab of its own, unless nothing is typed in the one in sight.
pub(super) fn take_endpoint_apart(console: &mut Console, endpoint: &Endpoint) {
    let sheet = console.work.sheet();
    let is_empty = sheet.opened.is_none() && sheet.draft.path.trim().is_empty();
    if is_empty || open(console, Draft::new()) {
        take_endpoint(console, endpoint);
    }
}

/// Opens a tab with this request. Returns whether there was room for one more; if not, the one in sight says so.
pub(super) fn open(console: &mut Console, draft: Draft) -> bool {
    let has_room = console.work.open(draft);
    if !has_room {
        console.work.sheet_mut().fault = Some(DraftFault::TooManySheets);
    }
    has_room
}

/// Closes a tab, and stops its call.
pub(super) fn close(console: &mut Console, id: u32) -> Vec<Effect> {
    let number = console.work.sheet_of(id).and_then(|sheet| sheet.call.as_ref()).map(|call| call.number);
    let kept = number.and_then(|number| history::keep(console, number, None));
    let closed = console.work.close(id).and_then(|sheet| sheet.call);
    let stopped = closed.filter(|call| call.is_waiting).map(|call| Effect::Stop(call.number));
    stopped.into_iter().chain(kept).collect()
}
