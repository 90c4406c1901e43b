//! What a body is: by its bytes, since servers send errors of HTML as JSON and the reverse.

use serde::{Deserialize, Serialize};

use crate::json::{JsonText, Status};

/// What a body is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    /// Nothing has come yet.
    #[default]
    Unknown,
    /// There is none, as with 204 (RFC 9110 section 15.3.5).
    Empty,
    /// JSON, or something that begins like it.
    Json,
    /// A page of markup.
    Markup,
    /// Other text.
    Text,
    /// Bytes that are no text.
    Binary,
}

impl Media {
    /// So many bytes are looked at.
    pub(super) const LOOKED_AT: usize = 1024;

    /// What a body is that begins with `bytes` and is declared as `content_type`.
    pub fn of(content_type: &str, bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(Self::LOOKED_AT)];
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_declared_json = media_type == "application/json" || media_type.ends_with("+json");
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[' | b'"') => Self::Json,
            Some(b'<') => Self::Markup,
            _ if is_declared_json => Self::Json,
            // RFC 6838: what is not declared as text, and holds what no text does.
            _ if bytes.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)) => Self::Binary,
            _ if media_type.is_empty() && is_json(text) => Self::Json,
            _ if is_text(bytes) => Self::Text,
            _ if media_type.starts_with("text/") => Self::Text,
            _ => Self::Binary,
        }
    }
}

/// Whether these bytes are JSON from end to end.
fn is_json(bytes: &[u8]) -> bool {
    JsonText::read(bytes).is_ok_and(|text| text.status() == Status::Complete)
}

/// Whether these bytes are UTF-8, but for a character that is cut off at the end.
fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_more_than_types() {
        for (content_type, bytes, media) in [
            ("application/json", &b"{\"a\":1}"[..], Media::Json),
            ("text/html", b"[1]", Media::Json),
            ("", b"\xef\xbb\xbf [", Media::Json),
            ("application/json; charset=utf-8", b"<html>", Media::Markup),
            ("application/problem+json", b"NaN", Media::Json),
            ("application/json", b"-1", Media::Json),
            ("", b"17", Media::Json),
            ("", b" null\n", Media::Json),
            ("", b"17 pages", Media::Text),
            ("", b"2026-11-29 begun", Media::Text),
            ("", b"name,id\na,1\n", Media::Text),
            ("text/plain", b"17 pages", Media::Text),
            ("text/plain", b"\xff\xfe latin", Media::Text),
            ("", b"Bad gateway", Media::Text),
            ("", b"gr\xc3", Media::Text),
            ("application/octet-stream", b"\x89PNG\r\n\x1a\n\0\0", Media::Binary),
            ("image/png", b"\xff\xd8\xff", Media::Binary),
            ("text/html", b" <!doctype html>", Media::Markup),
        ] {
            assert_eq!(Media::of(content_type, bytes), media, "{content_type} {bytes:?}");
        }
    }
}
