//! Fetching `config.json`.

use super::fetch;
use crate::procore::{ConfigError, Environments};

/// Why the app cannot know its environments. It never falls back silently: the fall-back would be production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigUnusable {
    /// There was no answer.
    NoAnswer,
    /// The answer had this status.
    Status(u16),
    /// The file is broken.
    Broken(ConfigError),
}

/// The environments of `config.json` below `root`. Where there is no such file (404, or a page of a host that
/// answers everything with HTML) they are Procore's own.
pub async fn environments(root: &str) -> Result<Environments, ConfigUnusable> {
    let response = fetch::own_file(&format!("{root}config.json")).await.ok_or(ConfigUnusable::NoAnswer)?;
    let content_type = response.headers().get("content-type").unwrap_or_default();
    if response.status() == 404 || content_type.to_ascii_lowercase().starts_with("text/html") {
        return Ok(Environments::builtin());
    }
    if response.status() != 200 {
        return Err(ConfigUnusable::Status(response.status()));
    }
    let bytes = response.binary().await.map_err(|_| ConfigUnusable::NoAnswer)?;
    Environments::parse(&bytes).map_err(ConfigUnusable::Broken)
}
