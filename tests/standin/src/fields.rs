//! Parameters of a request: the query, and the body as a form, as multipart or as JSON.
//!
//! RFC 6749 section 3.2 knows forms only; Procore takes all three. A repeated parameter counts by its last value, as in Rack.

use axum::body::to_bytes;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

/// The largest body that is read.
const LIMIT: usize = 1 << 20;

/// Names and values in the order of arrival.
pub(crate) struct Fields(Vec<(String, String)>);

/// The body is not one of the three kinds, or is broken or too large.
pub(crate) struct BadBody;

impl Fields {
    /// Reads `application/x-www-form-urlencoded` text, without a leading `?`.
    pub(crate) fn from_form(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    /// Reads the query of a request.
    pub(crate) fn from_query(query: Option<&str>) -> Self {
        Self::from_form(query.unwrap_or_default().as_bytes())
    }

    /// Reads a body by its content type.
    pub(crate) async fn from_body(request: Request) -> Result<Self, BadBody> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        match kind.to_ascii_lowercase().as_str() {
            "multipart/form-data" => Self::from_multipart(request).await,
            "application/json" => {
                let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| BadBody)?;
                Self::from_json(&bytes)
            }
            "application/x-www-form-urlencoded" => {
                let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| BadBody)?;
                Ok(Self::from_form(&bytes))
            }
            _ => Err(BadBody),
        }
    }

    async fn from_multipart(request: Request) -> Result<Self, BadBody> {
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| BadBody)?;
        let mut fields = Vec::new();
        while let Some(part) = parts.next_field().await.map_err(|_| BadBody)? {
            let name = part.name().unwrap_or_default().to_owned();
            fields.push((name, part.text().await.map_err(|_| BadBody)?));
        }
        Ok(Self(fields))
    }

    fn from_json(bytes: &[u8]) -> Result<Self, BadBody> {
        let Ok(Value::Object(object)) = serde_json::from_slice(bytes) else { return Err(BadBody) };
        let text = |value| match value {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        Ok(Self(object.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect()))
    }

    /// The last value of that name; an empty one counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().rev().find(|(other, _)| other == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
