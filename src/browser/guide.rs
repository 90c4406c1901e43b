//! Fetching the guide to the grants.

use super::fetch;
use crate::oauth::grant::markup;

/// The file below `root`; `None` if it did not come or is something else.
pub async fn load(root: &str) -> Option<String> {
    let file = fetch::own_file(&format!("{root}{}", markup::FILE)).await?;
    String::from_utf8(file.bytes).ok().filter(|text| markup::is_guide(text))
}
