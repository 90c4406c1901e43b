//! Fetching `config.json`.

use super::fetch;
use crate::procore::{ConfigUnusable, Environments};

/// The environments of `config.json` below `root`.
pub async fn environments(root: &str) -> Result<Environments, ConfigUnusable> {
    let file = fetch::own_file(&format!("{root}config.json")).await.ok_or(ConfigUnusable::NoAnswer)?;
    Environments::from_answer(file.status, &file.content_type, &file.bytes)
}
