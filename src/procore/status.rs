//! HTTP status codes in words. HTTP/2 sends no reason phrases, so these are our own table; what a status means
//! at Procore follows its "Error Reference" and "Rate Limiting" pages.

/// The reason phrase of RFC 9110 section 15 and RFC 6585, or an empty text for codes outside of them.
pub fn status_text(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

/// An error status in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What it means at Procore.
    pub what: &'static str,
    /// What to do next.
    pub next: &'static str,
}

/// What an error status means at Procore; `None` below 400. A 401 is not drawn: it ends the session.
pub fn meaning(status: u16) -> Option<Meaning> {
    let (what, next) = match status {
        0..=399 => return None,
        403 => (
            "Procore knows you but does not allow this: a missing permission, a tool that is switched off, or an app \
             that is not installed in the company.",
            "Ask an administrator of the company to check the app under App Management and your permissions.",
        ),
        404 => (
            "There is nothing at this address, or you may not read what is there: Procore answers both alike.",
            "Check the ids in the path, then your permissions.",
        ),
        429 => (
            "The app has used up its requests for now. Procore counts by the hour and by ten seconds.",
            "Wait a moment, then send again.",
        ),
        500..=599 => ("Something failed at Procore.", "Wait a moment, then send again."),
        _ => ("Procore refused the request as it was sent.", "The body below says more."),
    };
    Some(Meaning { what, next })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn errors_have_a_meaning_and_successes_none() {
        for status in 0..1000 {
            assert_eq!(meaning(status).is_some(), status >= 400, "{status}");
        }
        assert_eq!(status_text(200), "OK");
        assert_eq!(status_text(599), "");
    }
}
