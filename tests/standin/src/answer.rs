//! Responses: JSON, pages, redirects, and the texts of OAuth errors.
//!
//! The error descriptions are those of Doorkeeper's English locale, as a client meets them on the wire.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, LOCATION, PRAGMA, REFERRER_POLICY, WWW_AUTHENTICATE, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

/// An OAuth error: code and description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OauthError {
    pub(crate) code: &'static str,
    pub(crate) description: &'static str,
}

const fn error(code: &'static str, description: &'static str) -> OauthError {
    OauthError { code, description }
}

pub(crate) const ACCESS_DENIED: OauthError =
    error("access_denied", "The resource owner or authorization server denied the request.");
pub(crate) const INVALID_CLIENT: OauthError = error(
    "invalid_client",
    "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
);
pub(crate) const INVALID_GRANT: OauthError = error(
    "invalid_grant",
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.",
);
pub(crate) const INVALID_REDIRECT_URI: OauthError = error(
    "invalid_redirect_uri",
    "The requested redirect uri is malformed or doesn't match client redirect URI.",
);
pub(crate) const INVALID_BODY: OauthError =
    error("invalid_request", "The body is neither a form, nor multipart, nor a JSON object.");
pub(crate) const MISSING_CLIENT_ID: OauthError =
    error("invalid_request", "Missing required parameter: client_id.");
pub(crate) const MISSING_GRANT_TYPE: OauthError =
    error("invalid_request", "Missing required parameter: grant_type.");
pub(crate) const MISSING_RESPONSE_TYPE: OauthError =
    error("invalid_request", "Missing required parameter: response_type.");
pub(crate) const TOKEN_EXPIRED: OauthError = error("invalid_token", "The access token expired");
pub(crate) const TOKEN_REVOKED: OauthError = error("invalid_token", "The access token was revoked");
pub(crate) const TOKEN_UNKNOWN: OauthError = error("invalid_token", "The access token is invalid");
pub(crate) const UNAUTHORIZED_CLIENT: OauthError =
    error("unauthorized_client", "The client is not authorized to perform this request using this method.");
pub(crate) const UNAUTHORIZED_REVOCATION: OauthError =
    error("unauthorized_client", "You are not authorized to revoke this token");
pub(crate) const UNSUPPORTED_GRANT_TYPE: OauthError = error(
    "unsupported_grant_type",
    "The authorization grant type is not supported by the authorization server.",
);
pub(crate) const UNSUPPORTED_RESPONSE_TYPE: OauthError =
    error("unsupported_response_type", "The authorization server does not support this response type.");

impl OauthError {
    /// `{"error", "error_description"}` (RFC 6749 section 5.2).
    pub(crate) fn body(self) -> Value {
        json!({ "error": self.code, "error_description": self.description })
    }

    /// A 401 with the `WWW-Authenticate` header of RFC 6750 section 3.
    pub(crate) fn unauthorized(self, body: &Value) -> Response {
        let challenge = format!(
            r#"Bearer realm="Doorkeeper", error="{}", error_description="{}""#,
            self.code, self.description
        );
        with(json(StatusCode::UNAUTHORIZED, body), &[(WWW_AUTHENTICATE, &challenge)])
    }
}

/// The response with more headers; a value that cannot be sent is left out.
pub(crate) fn with(mut response: Response, headers: &[(HeaderName, &str)]) -> Response {
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A response with a body of the given type.
pub(crate) fn body(status: StatusCode, content_type: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    with(response, &[(CONTENT_TYPE, content_type)])
}

/// A JSON response that may not be stored (RFC 6749 section 5.1).
pub(crate) fn json(status: StatusCode, value: &Value) -> Response {
    json_text(status, value.to_string())
}

/// The same with JSON that is written already.
pub(crate) fn json_text(status: StatusCode, text: String) -> Response {
    let response = body(status, "application/json; charset=utf-8", text);
    with(response, &[(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")])
}

/// A page of the login host: not stored, not framed, and without a referrer for whatever comes next.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    login_headers(body(status, "text/html; charset=utf-8", html))
}

/// A redirect from the login host.
pub(crate) fn redirect(status: StatusCode, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    login_headers(with(response, &[(LOCATION, location)]))
}

fn login_headers(response: Response) -> Response {
    with(
        response,
        &[(CACHE_CONTROL, "no-store"), (X_FRAME_OPTIONS, "DENY"), (REFERRER_POLICY, "no-referrer")],
    )
}
