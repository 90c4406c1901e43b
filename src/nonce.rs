//! Random names: 128 bits that nobody can guess.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// 128 random bits as 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nonce(String);

/// A text is no nonce of this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("is not 32 hexadecimal digits")]
pub struct NonceError;

impl TryFrom<String> for Nonce {
    type Error = NonceError;

    fn try_from(text: String) -> Result<Self, NonceError> {
        Self::parse(&text).ok_or(NonceError)
    }
}

impl From<Nonce> for String {
    fn from(nonce: Nonce) -> Self {
        nonce.0
    }
}

impl Nonce {
    /// The nonce made of `random`, which must come from a cryptographic source and be used once.
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(random.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The nonce that `text` spells, or `None` if this app cannot have made it.
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        ours.then(|| Self(text.to_owned()))
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shows the first four digits: enough to tell two apart in a log, not enough to answer for one.
impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}…", &self.0[..4])
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_random_bit_is_in_it() {
        let nonce = Nonce::from_random([0x00, 0x01, 0xff, 0xa5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80]);
        assert_eq!(nonce.as_str(), "0001ffa5000000000000000000000080");
        assert_eq!(Nonce::parse(nonce.as_str()), Some(nonce));
    }

    #[test]
    fn what_we_cannot_have_made_is_none() {
        let digits = "0123456789abcdef0123456789abcdef";
        for text in
            ["", &digits[1..], &format!("{digits}0"), &digits.to_uppercase(), &digits.replace('0', "é")]
        {
            assert_eq!(Nonce::parse(text), None, "{text}");
        }
    }

    #[test]
    fn debug_does_not_tell_it() {
        let nonce = Nonce::from_random([7; 16]);
        assert!(!format!("{nonce:?}").contains(nonce.as_str()));
    }
}
