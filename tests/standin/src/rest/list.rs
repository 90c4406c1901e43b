//! A page of a list, with the switches that make paging hard.

use std::borrow::{Borrow as _, Cow};

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::collection::{Collection, Row};
use super::filters::{Filters, QueryError};
use super::kinds::{Kind, Make};
use super::maker::Maker;
use super::sort::Sort;
use super::view::{View, with_text_ids};
use super::{Call, dates, shapes};
use crate::answer;
use crate::api::errors;
use crate::paging::Page;

/// The most rows on a page of version 2, and how many there are if nothing is said.
const SECOND: (usize, usize) = (10, 100);

/// Answers with one page.
pub(crate) fn list(call: &Call<'_>, kind: &Kind, collection: &mut Collection) -> Response {
    let options = call.options;
    let page = match call.route.second {
        true => Page::within(call.query, SECOND.0, SECOND.1),
        false => Page::of(call.query, options),
    };
    if !page.is_first() {
        insert(call, kind, collection, options.moving_rows);
    }
    let (rows, view) = match choose(call, kind, collection) {
        Ok(chosen) => chosen,
        Err(error) => return errors(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let total = rows.len();
    let (rows, with_headers) = page.of_rows(rows, call.path, options);
    let second = call.route.second;
    let usual = view == View::Normal && !call.route.portfolio;
    let texts: Vec<Cow<'_, str>> = rows
        .into_iter()
        .map(|row| match usual {
            true => Cow::Borrowed(row.text(second, |row| write(call, view, kind, row))),
            false => Cow::Owned(write(call, view, kind, row.borrow())),
        })
        .collect();
    let array = format!("[{}]", texts.join(","));
    let text = if second { format!(r#"{{"data":{array}}}"#) } else { array };
    let response = answer::json_text(StatusCode::OK, text);
    if !with_headers {
        return response;
    }
    page.on(response, &format!("{}{}", call.api_origin, call.path), call.query, total)
}

/// A row as this list writes it.
fn write(call: &Call<'_>, view: View, kind: &Kind, row: &Value) -> String {
    let shown = if call.route.portfolio { shapes::projects::portfolio(row) } else { view.of(kind, row) };
    if call.route.second { with_text_ids(shown).to_string() } else { shown.to_string() }
}

/// The rows that the query asks for, in its order, and how they are shown.
fn choose<'a>(
    call: &Call<'_>,
    kind: &Kind,
    collection: &'a Collection,
) -> Result<(Vec<&'a Row>, View), QueryError> {
    let view = View::read(call.query)?;
    let filters = Filters::read(kind, call.query, &dates::date(call.place.now))?;
    let mut rows = Vec::new();
    for row in collection.rows(filters.deleted) {
        if filters.fit(kind, row.borrow())? {
            rows.push(row);
        }
    }
    Sort::read(call.query).apply(&mut rows)?;
    Ok((rows, view))
}

/// Rows that somebody else adds while the list is being paged: they come first, and move all others on.
fn insert(call: &Call<'_>, kind: &Kind, collection: &mut Collection, count: usize) {
    let Make::Seeded(make) = kind.make else { return };
    let rows = (0..count)
        .map(|_| {
            let id = collection.take_id();
            let mut row = make(&mut Maker::new(call.place, kind.salt, collection.len() as u64, id));
            // Users and vendors have ids of their own.
            row["id"] = id.into();
            row
        })
        .collect();
    collection.push_front(rows);
}
