//! What an authorization server says when it refuses.

use super::response::printable;

/// The error codes of RFC 6749 sections 4.1.2.1, 4.2.2.1 and 5.2, and one of Doorkeeper's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// `invalid_request`
    InvalidRequest,
    /// `unauthorized_client`
    UnauthorizedClient,
    /// `access_denied`: as a rule, the person pressed Deny.
    AccessDenied,
    /// `unsupported_response_type`: the implicit grant is switched off.
    UnsupportedResponseType,
    /// `invalid_scope`
    InvalidScope,
    /// `server_error`
    ServerError,
    /// `temporarily_unavailable`
    TemporarilyUnavailable,
    /// `invalid_client`: the client id is unknown, or its secret is wrong.
    InvalidClient,
    /// `invalid_grant`: a code or refresh token that was used, is over, or was issued for something else.
    InvalidGrant,
    /// `unsupported_grant_type`
    UnsupportedGrantType,
    /// `invalid_redirect_uri`, which Doorkeeper knows.
    InvalidRedirectUri,
    /// Any other, cleaned like a description.
    Other(String),
}

impl ErrorCode {
    /// Those with names.
    pub const NAMED: [Self; 11] = [
        Self::InvalidRequest,
        Self::UnauthorizedClient,
        Self::AccessDenied,
        Self::UnsupportedResponseType,
        Self::InvalidScope,
        Self::ServerError,
        Self::TemporarilyUnavailable,
        Self::InvalidClient,
        Self::InvalidGrant,
        Self::UnsupportedGrantType,
        Self::InvalidRedirectUri,
    ];

    /// The code that `text` spells.
    pub fn parse(text: &str) -> Self {
        let named = Self::NAMED.into_iter().find(|code| code.as_str() == text);
        named.unwrap_or_else(|| Self::Other(printable(text, 60)))
    }

    /// The code as RFC 6749 spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidRedirectUri => "invalid_redirect_uri",
            Self::Other(code) => code,
        }
    }
}
