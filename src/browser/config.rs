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

/// The environments of `config.json` below `root`. Where there is no such file (404, or 200 with HTML from a host
/// that answers every address with a page) they are Procore's own.
pub async fn environments(root: &str) -> Result<Environments, ConfigUnusable> {
    let file = fetch::own_file(&format!("{root}config.json")).await.ok_or(ConfigUnusable::NoAnswer)?;
    let is_html = file.content_type.to_ascii_lowercase().starts_with("text/html");
    match file.status {
        404 => Ok(Environments::builtin()),
        200 if is_html => Ok(Environments::builtin()),
        200 => Environments::parse(&file.bytes).map_err(ConfigUnusable::Broken),
        status => Err(ConfigUnusable::Status(status)),
    }
}
