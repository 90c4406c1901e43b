//! The authorization response (RFC 6749 sections 4.2.2 and 4.2.2.1), read and checked.
//!
//! Servers put a granted token into the fragment, a code into the query and an error into either, all of it
//! form-encoded (RFC 6749 appendix B): a `+` is a space. The order of the checks is a rule of its own:
//! repetition, then state, then error, then token type, then token. Nothing of an answer is believed before
//! its state is. A code (section 4.1.2) is taken only where a code was asked for.

use std::fmt;

use super::recognize::is_answer;
use super::{AccessToken, AccessTokenError, AuthorizationCode, ErrorCode, Pending, ResponseType};
use crate::time::UnixTime;

/// What an authorization server put into the address when it sent the person back. Not yet believed.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorizationResponse {
    parameters: Vec<Parameter>,
}

#[derive(Clone, PartialEq, Eq)]
struct Parameter {
    part: Part,
    name: String,
    value: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Query,
    Fragment,
}

/// What the server granted: an answer that stood every check, and what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// An access token (RFC 6749 section 4.2.2).
    Token(IssuedToken),
    /// An authorization code (RFC 6749 section 4.1.2).
    Code(AuthorizationCode),
}

/// A token that the server has just issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedToken {
    /// The token.
    pub token: AccessToken,
    /// For how many seconds from now, where the server said it as RFC 6749 appendix A.14 wants it.
    pub expires_in: Option<u64>,
}

/// Why an answer was refused. Each has its own page in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A parameter came more than once (RFC 6749 section 3.1 forbids it): which of two is meant?
    Repeated,
    /// No state came back.
    StateMissing,
    /// This tab waits for no answer with that state: replayed, made up, or begun in another tab.
    StateUnknown,
    /// The sign-in began more than ten minutes ago.
    StateStale,
    /// State and answer came in different parts of the address, or the token in the query.
    Misplaced,
    /// The server refused, and its state proves that it meant this request.
    Error {
        /// What it says.
        code: ErrorCode,
        /// The server's explanation, cut to a length and without control characters: text for a developer.
        description: Option<String>,
    },
    /// An authorization code came, which was not asked for.
    CodeUninvited,
    /// A token came where a code was asked for.
    TokenUninvited,
    /// No code came where one was asked for.
    CodeMissing,
    /// What came cannot be a code.
    CodeMalformed,
    /// No token type came with the token (RFC 6749 section 4.2.2 requires one).
    TokenTypeMissing,
    /// The token is of a type that this app does not know how to use (RFC 6749 section 7.1).
    TokenTypeUnknown,
    /// No token came.
    TokenMissing,
    /// What came cannot be a bearer token.
    TokenMalformed(AccessTokenError),
    /// The server itself says that the token is worth nothing any more.
    ExpiredOnArrival,
}

impl AuthorizationResponse {
    /// Reads `query` and `fragment` of an address, each with or without its `?` or `#`. `None` if neither holds
    /// a parameter of an authorization response, not even a garbled one: then the address means something else. A garbled
    /// parameter counts for nothing else.
    pub fn read(query: &str, fragment: &str) -> Option<Self> {
        let query = query.strip_prefix('?').unwrap_or(query);
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let parameters: Vec<Parameter> = [(Part::Query, query), (Part::Fragment, fragment)]
            .into_iter()
            .flat_map(|(part, text)| form_urlencoded::parse(text.as_bytes()).map(move |pair| (part, pair)))
            .map(|(part, (name, value))| Parameter {
                part,
                name: name.into_owned(),
                value: value.into_owned(),
            })
            .collect();
        is_answer(query, fragment).then_some(Self { parameters })
    }

    /// Reads the answer in a whole address that somebody copied, from wherever a sign-in ended.
    pub fn in_address(address: &str) -> Option<Self> {
        let address = address.trim();
        let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
        let query = before.split_once('?').map_or("", |(_, query)| query);
        Self::read(query, fragment)
    }

    /// The state that came back, if one did: the key of the pending entry to take. It is given even where the
    /// rest of the answer will be refused, so that the entry is used up.
    pub fn state(&self) -> Option<&str> {
        self.find("state").map(|state| state.value.as_str())
    }

    /// Checks this answer against the pending entry that [`state`](Self::state) led to.
    pub fn check(&self, pending: Option<&Pending>, now: UnixTime) -> Result<Granted, Refusal> {
        if self.has_repetition() {
            return Err(Refusal::Repeated);
        }
        let state = self.find("state").ok_or(Refusal::StateMissing)?;
        let pending =
            pending.filter(|pending| pending.state.as_str() == state.value).ok_or(Refusal::StateUnknown)?;
        if pending.is_stale(now) {
            return Err(Refusal::StateStale);
        }
        let value = |name| match self.find(name) {
            Some(parameter) if parameter.part != state.part => Err(Refusal::Misplaced),
            found => Ok(found.map(|parameter| parameter.value.as_str())),
        };
        let (error, description) = (value("error")?, value("error_description")?);
        let (code, token_type) = (value("code")?, value("token_type")?);
        let (token, expires_in) = (value("access_token")?, value("expires_in")?);

        if let Some(error) = error {
            let description = description.map(|text| printable(text, 300));
            return Err(Refusal::Error { code: ErrorCode::parse(error), description });
        }
        match pending.response_type {
            ResponseType::Token if code.is_some() => Err(Refusal::CodeUninvited),
            ResponseType::Token if token.is_some() && state.part == Part::Query => Err(Refusal::Misplaced),
            ResponseType::Token => issued(token, token_type, expires_in).map(Granted::Token),
            ResponseType::Code if token.is_some() => Err(Refusal::TokenUninvited),
            ResponseType::Code => {
                let code = AuthorizationCode::parse(code.ok_or(Refusal::CodeMissing)?);
                code.map(Granted::Code).map_err(|_| Refusal::CodeMalformed)
            }
        }
    }

    /// RFC 6749 section 3.1: what is sent without a value is treated as if it were not there.
    fn find(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name && !parameter.value.is_empty())
    }

    /// Whether any name came twice, with or without a value, in one part of the address or in both.
    fn has_repetition(&self) -> bool {
        let mut names: Vec<&str> = self.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }
}

/// The token of an answer: its type first, then itself.
fn issued(
    token: Option<&str>,
    token_type: Option<&str>,
    expires_in: Option<&str>,
) -> Result<IssuedToken, Refusal> {
    let token = token.ok_or(Refusal::TokenMissing);
    match token_type {
        Some(kind) if kind.eq_ignore_ascii_case("bearer") => {}
        Some(_) => return Err(Refusal::TokenTypeUnknown),
        None => return Err(token.err().unwrap_or(Refusal::TokenTypeMissing)),
    }
    let token = AccessToken::parse(token?).map_err(Refusal::TokenMalformed)?;
    let expires_in = expires_in.and_then(seconds);
    if expires_in == Some(0) {
        return Err(Refusal::ExpiredOnArrival);
    }
    Ok(IssuedToken { token, expires_in })
}

/// `expires_in` as RFC 6749 appendix A.14 has it, digits only; what is too big to count is as long as can be
/// counted. Anything else says nothing about the token's life, which then is unknown.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// `text` cut to `longest` characters, without those that control or reorder what stands around them.
pub(super) fn printable(text: &str, longest: usize) -> String {
    let reorders = |c| matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    text.chars().filter(|c| !c.is_control() && !reorders(*c)).take(longest).collect()
}

/// Shows the names only: a value may be a token.
impl fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parameters.iter().map(|parameter| &parameter.name)).finish()
    }
}
