//! `GET /rest/v1.0/large`: an array of as many records as are wanted, from a seed.
//!
//! - `bytes`: the size; the array has at least that, and less than one record more;
//! - or `rows`: a number of small flat records;
//! - `seed`: other bytes for another number (1);
//! - `envelope=1`: `{"data": [...]}`, as in version 2 of Procore's API;
//! - `chunk` and `pause`: pieces of so many bytes, with so many milliseconds after each.
//!
//! What was made is kept, so that a benchmark of the browser does not measure how it is made.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use crate::api::errors;
use crate::fields::Fields;
use crate::parts::Parts;
use crate::world::Shared;
use crate::{records, rows};

/// The most bytes, and a bound for rows that have fewer each.
const MOST: usize = 1_000_000_000;
/// How many bodies are kept.
const KEPT: usize = 2;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Bytes(usize),
    Rows(usize),
}

/// The bodies that were made last, the newest at the end.
#[derive(Debug, Default)]
pub(crate) struct Bodies(Mutex<Vec<(Wanted, u64, Bytes)>>);

impl Bodies {
    /// Takes a body that is there, or makes it. Two who ask at once may both make it.
    fn get(&self, wanted: Wanted, seed: u64) -> Bytes {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, bytes)) = kept().iter().find(|one| (one.0, one.1) == (wanted, seed)) {
            return bytes.clone();
        }
        // The oldest goes first, so that there is room for the new one.
        let mut bodies = kept();
        let spare = (bodies.len() + 1).saturating_sub(KEPT);
        bodies.drain(..spare);
        drop(bodies);
        let bytes = Bytes::from(match wanted {
            Wanted::Bytes(length) => records::records(length, seed),
            Wanted::Rows(count) => rows::rows(count, seed),
        });
        kept().push((wanted, seed, bytes.clone()));
        bytes
    }
}

/// The handler.
pub(crate) async fn large(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let query = Fields::from_query(uri.query());
    let number = |name| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let wanted = match (number("bytes"), number("rows")) {
        (Some(bytes), None) if bytes <= MOST => Wanted::Bytes(bytes),
        (None, Some(rows)) if rows <= MOST / 200 => Wanted::Rows(rows),
        _ => return errors(StatusCode::BAD_REQUEST, "This call needs bytes or rows, and not too many."),
    };
    let seed = number("seed").map_or(1, |seed| seed as u64);
    let make = move || shared.bodies.get(wanted, seed);
    // It may take a while, and the other calls shall not wait for it.
    let Ok(bytes) = tokio::task::spawn_blocking(make).await else {
        return errors(StatusCode::INTERNAL_SERVER_ERROR, "The records could not be made.");
    };
    let mut parts = match query.get("envelope") {
        Some("1") => Parts::of(r#"{"data":"#).bytes(bytes).bytes("}"),
        _ => Parts::of(bytes),
    };
    if let Some(size) = number("chunk") {
        parts = parts.slowly(size, Duration::from_millis(number("pause").unwrap_or_default() as u64));
    }
    parts.response(StatusCode::OK, "application/json; charset=utf-8")
}
