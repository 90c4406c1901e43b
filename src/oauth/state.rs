//! The `state` of one sign-in (RFC 6749 sections 4.2.1 and 10.12).

use serde::{Deserialize, Serialize};

use crate::nonce::Nonce;

/// A nonce that goes out with a request and must come back with its answer. Procore's documentation asks for an
/// alphanumeric one, which hexadecimal digits are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct State(Nonce);

impl State {
    /// The state that is this nonce, which must be fresh.
    pub fn new(nonce: Nonce) -> Self {
        Self(nonce)
    }

    /// The state that `text` spells, or `None` if this app cannot have made it.
    pub fn parse(text: &str) -> Option<Self> {
        Nonce::parse(text).map(Self)
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
