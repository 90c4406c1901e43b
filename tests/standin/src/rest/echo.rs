//! `/rest/v1.0/odd/echo`, by any method: what arrived, for tests of commands and programs that send a request.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::body::Body;
use super::refuse;
use crate::answer;
use crate::fields::Fields;

/// The handler. The token is not in its answer.
pub(crate) async fn echo(request: Request) -> Response {
    let headers: Map<String, Value> = request
        .headers()
        .iter()
        .filter(|(name, _)| *name != AUTHORIZATION)
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()))
        .collect();
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let query: Vec<Value> =
        Fields::from_query(request.uri().query()).iter().map(|pair| json!(pair)).collect();
    match Body::read(request).await {
        Ok(body) => {
            let files: Vec<Value> = body.files.iter().map(super::body::Upload::describe).collect();
            let seen = json!({
                "method": method, "path": path, "query": query, "headers": headers, "body": body.members, "files": files,
            });
            answer::json(StatusCode::OK, &seen)
        }
        Err(error) => refuse(&error),
    }
}
