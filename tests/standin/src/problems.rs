//! The shapes of error bodies that Procore documents or others have met: it has no single one.
//!
//! The words are the stand-in's own, but for the one sentence by which an app that is not installed is known.

use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::answer;

/// One shape, with the status and the cause that it usually goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// 403 `{"errors": ["App is not connected to this company."]}`
    NotConnected,
    /// 403 `{"errors": "…"}`: no permission.
    ErrorsText,
    /// 422 `{"errors": {"assignees": ["required"]}}`
    ErrorsObject,
    /// 400 `{"error": {"code", "message"}}`
    ErrorObject,
    /// 429 `{"error": "…"}`
    ErrorText,
    /// 404 `{"message": "…"}`
    Message,
    /// 422 `{"message", "error"}`
    MessageAndError,
    /// 401 `{"code", "message"}`, the code a number.
    CodeAndMessage,
    /// 400 `{"code", "message", "fields", "reason"}`
    Generic,
    /// 401 `{"error", "error_description"}`, as Doorkeeper has it.
    Doorkeeper,
    /// 400 with a bare text: the header `Procore-Company-Id` is missing.
    TextMissingHeader,
    /// 429 with a bare text.
    TextRateLimit,
    /// 502 with the HTML page of a proxy.
    Html,
    /// 500 with nothing.
    Empty,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::NotConnected,
        Self::ErrorsText,
        Self::ErrorsObject,
        Self::ErrorObject,
        Self::ErrorText,
        Self::Message,
        Self::MessageAndError,
        Self::CodeAndMessage,
        Self::Generic,
        Self::Doorkeeper,
        Self::TextMissingHeader,
        Self::TextRateLimit,
        Self::Html,
        Self::Empty,
    ];

    /// The status that it usually comes with.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::NotConnected | Self::ErrorsText => StatusCode::FORBIDDEN,
            Self::ErrorsObject | Self::MessageAndError => StatusCode::UNPROCESSABLE_ENTITY,
            Self::ErrorObject | Self::Generic | Self::TextMissingHeader => StatusCode::BAD_REQUEST,
            Self::ErrorText | Self::TextRateLimit => StatusCode::TOO_MANY_REQUESTS,
            Self::Message => StatusCode::NOT_FOUND,
            Self::CodeAndMessage | Self::Doorkeeper => StatusCode::UNAUTHORIZED,
            Self::Html => StatusCode::BAD_GATEWAY,
            Self::Empty => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The answer as it usually is.
    pub(crate) fn response(self) -> Response {
        let (kind, body) = self.body();
        answer::body(self.status(), kind, body)
    }

    /// Content type and body.
    pub(crate) fn body(self) -> (&'static str, String) {
        let json = |value: Value| ("application/json; charset=utf-8", value.to_string());
        match self {
            Self::NotConnected => json(json!({ "errors": ["App is not connected to this company."] })),
            Self::ErrorsText => json(json!({ "errors": "You may not do this here." })),
            Self::ErrorsObject => json(
                json!({ "errors": { "assignees": ["required"], "subject": ["required", "is too short"] } }),
            ),
            Self::ErrorObject => {
                json(json!({ "error": { "code": "BAD_COMPANY", "message": "There is no such company." } }))
            }
            Self::ErrorText => json(json!({ "error": "Too many calls." })),
            Self::Message => json(json!({ "message": "There is nothing of that id." })),
            Self::MessageAndError => {
                json(json!({ "message": "The record was not saved.", "error": "The title is taken." }))
            }
            Self::CodeAndMessage => json(json!({ "code": 401, "message": "The token is not good." })),
            Self::Generic => json(json!({
                "code": 400,
                "message": "The call is not understood.",
                "fields": { "due_date": ["is no date"] },
                "reason": "bad parameters",
            })),
            Self::Doorkeeper => {
                json(json!({ "error": "invalid_token", "error_description": "The access token expired" }))
            }
            Self::TextMissingHeader => ("text/plain", "Missing Procore-Company-Id header.".into()),
            Self::TextRateLimit => ("text/plain", "There were too many calls within an hour.".into()),
            Self::Html => ("text/html", crate::odd::HTML.into()),
            Self::Empty => ("application/json; charset=utf-8", String::new()),
        }
    }
}
