//! `GET /rest/v1.0/odd/{kind}`: answers that are not fine JSON, or fine JSON of an unusual kind.
//!
//! [`odd`] lists the kinds. The bodies that the component tests of the viewer read too are files in `tests/standin/bodies`. Some
//! kinds take a size from the query, so that tests of the stand-in itself can be small.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_EXPOSE_HEADERS, ETAG, LINK, LOCATION};
use axum::http::{HeaderName, StatusCode, Uri};
use axum::response::Response;

use crate::answer;
use crate::api::{errors, not_found};
use crate::fields::Fields;
use crate::parts::Parts;
use crate::world::Shared;

const JSON: &str = "application/json; charset=utf-8";

/// The most that is repeated.
const MOST: usize = 500_000_000;

/// An error page of a proxy that stands before the API.
pub(crate) const HTML: &str = include_str!("../bodies/502.html");

const TEXT: &str = include_str!("../bodies/text.txt");

/// JSON whose last string does not end.
const CUT_OFF: &str = include_str!("../bodies/cut-off.json");

/// A Latin-1 é, an encoded surrogate, an overlong slash, a character that is cut off.
const NOT_UTF8: &[u8] = include_bytes!("../bodies/not-utf8.json");

const NUMBERS: &str = include_str!("../bodies/numbers.json");

const DUPLICATES: &str = include_str!("../bodies/duplicates.json");

const NAN: &str = include_str!("../bodies/nan.json");

const FORMULAS: &str = include_str!("../bodies/formulas.json");

/// The handler.
pub(crate) async fn odd(State(shared): State<Arc<Shared>>, Path(kind): Path<String>, uri: Uri) -> Response {
    let query = Fields::from_query(uri.query());
    let number = |name, otherwise| query.get(name).map_or(Some(otherwise), |text| text.parse::<usize>().ok());
    let json = |parts: Parts| parts.response(StatusCode::OK, JSON);
    // How much of something: none if the query has no number there, or too large a one.
    let size = |name, otherwise| number(name, otherwise).filter(|size| *size <= MOST);
    let too_large = || errors(StatusCode::BAD_REQUEST, "The size is no number, or too large.");
    match kind.as_str() {
        "empty" => {
            let mut response = Response::default();
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        }
        "html" => answer::body(StatusCode::BAD_GATEWAY, "text/html", HTML),
        "text" => Parts::of(TEXT).response(StatusCode::OK, "text/plain; charset=utf-8"),
        "binary" => Parts::of(binary()).response(StatusCode::OK, "application/octet-stream"),
        "truncated" => json(Parts::of(CUT_OFF)),
        // What has been sent leaves before the end comes.
        "broken-off" => json(Parts::of(CUT_OFF).pause(Duration::from_millis(50)).broken().bytes("le\"}\n]")),
        "stalled" => {
            let wait = number("seconds", 30).map_or(Duration::ZERO, |s| Duration::from_secs(s as u64));
            json(Parts::of(CUT_OFF).pause(wait).bytes("le\"}\n]"))
        }
        "utf8" => json(Parts::of(NOT_UTF8)),
        "bom" => json(Parts::of("\u{feff}{\"id\":1,\"after\":\"a byte order mark\"}")),
        "deep" => size("levels", 100_000).map_or_else(too_large, |levels| json(Parts::of(deep(levels)))),
        "long-string" => {
            size("bytes", 50_000_000).map_or_else(too_large, |bytes| json(Parts::of(long_string(bytes))))
        }
        "tiny" => size("count", 10_000_000).map_or_else(too_large, |count| json(Parts::of(tiny(count)))),
        "nan" => json(Parts::of(NAN)),
        "duplicates" => json(Parts::of(DUPLICATES)),
        "numbers" => json(Parts::of(NUMBERS)),
        "redirect" => {
            let to = format!("{}/", shared.login_origin);
            let mut response = answer::with(Response::default(), &[(LOCATION, &to)]);
            *response.status_mut() = StatusCode::FOUND;
            response
        }
        "sent-headers" => answer::with(
            json(Parts::of(r#"{"exposed":["total","x-request-id"]}"#)),
            &[
                (ACCESS_CONTROL_EXPOSE_HEADERS, "Total, X-Request-Id"),
                (HeaderName::from_static("total"), "45"),
                (HeaderName::from_static("x-request-id"), "5f0c-demo"),
                (HeaderName::from_static("per-page"), "20"),
                (HeaderName::from_static("x-runtime"), "0.042"),
                (LINK, r#"<http://localhost/rest/v1.0/odd/sent-headers?page=2>; rel="next""#),
                (ETAG, r#"W/"demo""#),
            ],
        ),
        "csv-injection" => json(Parts::of(FORMULAS)),
        _ => not_found().await,
    }
}

/// Bytes that begin like a PNG file and hold every value.
fn binary() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend((0..4096_u32).map(|number| (number % 256) as u8));
    bytes
}

/// Arrays in arrays.
fn deep(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

/// One string of so many bytes, with the quotes.
fn long_string(bytes: usize) -> String {
    const WORDS: &str = "The quick brown fox jumps over the lazy dog. ";
    let inner = bytes.saturating_sub(2);
    let mut json = String::with_capacity(bytes + WORDS.len());
    json.push('"');
    json.push_str(&WORDS.repeat(inner / WORDS.len()));
    json.push_str(&WORDS[..inner % WORDS.len()]);
    json.push('"');
    json
}

/// An array of ones.
fn tiny(count: usize) -> String {
    let mut json = "[".to_owned() + &"1,".repeat(count.saturating_sub(1));
    json.push_str(if count > 0 { "1]" } else { "]" });
    json
}
