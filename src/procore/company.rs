//! The id of a company, as calls name it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest id that is taken, in digits: those of a 64-bit number.
const LONGEST: usize = 20;

/// A company's id: digits, never a number that could be rounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CompanyId(String);

/// A text is no id of a company: it is empty, too long, or has something else than digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("is not an id in digits")]
pub struct CompanyIdError;

impl TryFrom<String> for CompanyId {
    type Error = CompanyIdError;

    fn try_from(text: String) -> Result<Self, CompanyIdError> {
        Self::parse(&text)
    }
}

impl From<CompanyId> for String {
    fn from(id: CompanyId) -> Self {
        id.0
    }
}

impl CompanyId {
    /// The header that names the company a call is about (Procore's "Multiple Procore Regions").
    pub const HEADER: &'static str = "Procore-Company-Id";

    /// Takes `text` without the white space around it.
    pub fn parse(text: &str) -> Result<Self, CompanyIdError> {
        let text = text.trim();
        let is_id = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|b| b.is_ascii_digit());
        is_id.then(|| Self(text.to_owned())).ok_or(CompanyIdError)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_id() {
        assert_eq!(CompanyId::parse(" 9007199254740993\n").map(|id| id.0), Ok("9007199254740993".into()));
        for text in ["", " ", "12a", "-1", "1.0", "1 2", "١٢", "123456789012345678901"] {
            assert_eq!(CompanyId::parse(text), Err(CompanyIdError), "{text}");
        }
    }
}
