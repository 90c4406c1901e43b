//! A request that carries a token. It has one constructor for each kind of host, and both ask the list of
//! environments: there is no other way to bring a token and an address together.

use std::fmt;

use super::Environments;
use crate::oauth::{AccessToken, Session};

/// A GET with a bearer token (RFC 6750 section 2.1), to a host of the environment that issued the token.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    url: String,
    token: AccessToken,
}

/// Why a request is not made. The token has not left in any of these cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The session's environment is no longer configured, or its hosts changed.
    EnvironmentGone,
    /// The path does not begin with exactly one slash: it could lead to another host.
    NotAPath,
    /// The path has a `.` or `..` segment, a backslash, a fragment, white space or a control character: what a
    /// browser would call is not what is written.
    Ambiguous,
}

impl Request {
    /// A GET of `path`, with its query, on the API host of the session's environment.
    pub fn get(session: &Session, environments: &Environments, path: &str) -> Result<Self, RequestError> {
        let environment = environments.of(session).ok_or(RequestError::EnvironmentGone)?;
        check_path(path)?;
        Ok(Self { url: format!("{}{path}", environment.api), token: session.token.clone() })
    }

    /// The question whose the session's token is, to the login host that issued it (Procore's "Get Token Info").
    pub fn token_info(session: &Session, environments: &Environments) -> Result<Self, RequestError> {
        let environment = environments.of(session).ok_or(RequestError::EnvironmentGone)?;
        Ok(Self { url: format!("{}/oauth/token/info", environment.login), token: session.token.clone() })
    }

    /// The address, without anything secret.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers to send, and no others: each further one would have to be allowed by Procore's CORS rules.
    ///
    /// # Security
    /// One of them holds the token's text: see [`AccessToken::expose`].
    pub fn headers(&self) -> [(&'static str, String); 2] {
        [
            ("Accept", "application/json".to_owned()),
            ("Authorization", format!("Bearer {}", self.token.expose())),
        ]
    }
}

fn check_path(path: &str) -> Result<(), RequestError> {
    if !path.starts_with('/') || path.starts_with("//") || path.starts_with("/\\") {
        return Err(RequestError::NotAPath);
    }
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'#');
    let before_query = path.split('?').next().unwrap_or(path).to_ascii_lowercase().replace("%2e", ".");
    if !plain || before_query.split('/').any(|segment| segment == "." || segment == "..") {
        return Err(RequestError::Ambiguous);
    }
    Ok(())
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GET {}", self.url)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::oauth::{ClientId, Origin};
    use crate::time::UnixTime;
    use proptest::prelude::*;

    fn session(environment: &str, login: &str, api: &str) -> Session {
        Session {
            environment: environment.into(),
            login: Origin::parse(login).expect("an origin"),
            api: Origin::parse(api).expect("an origin"),
            client_id: ClientId::parse("our-client").expect("a client id"),
            token: AccessToken::parse("obviously-fake-token").expect("a token"),
            obtained_at: UnixTime(0),
            expires_at: None,
        }
    }

    fn sandbox() -> Session {
        session("sandbox", "https://login-sandbox.procore.com", "https://sandbox.procore.com")
    }

    #[test]
    fn a_request_goes_to_the_host_of_the_token() {
        let environments = Environments::builtin();
        let me = Request::get(&sandbox(), &environments, "/rest/v1.0/me").expect("a request");
        assert_eq!(me.url(), "https://sandbox.procore.com/rest/v1.0/me");
        assert_eq!(me.headers()[1], ("Authorization", "Bearer obviously-fake-token".to_owned()));
        let info = Request::token_info(&sandbox(), &environments).expect("a request");
        assert_eq!(info.url(), "https://login-sandbox.procore.com/oauth/token/info");
    }

    #[test]
    fn a_session_of_a_changed_environment_makes_no_request() {
        let environments = Environments::builtin();
        for session in [
            session("gone", "https://login-sandbox.procore.com", "https://sandbox.procore.com"),
            session("sandbox", "https://login.procore.com", "https://sandbox.procore.com"),
            session("sandbox", "https://login-sandbox.procore.com", "https://api.procore.com"),
            session("production", "https://login-sandbox.procore.com", "https://sandbox.procore.com"),
        ] {
            let error = Some(RequestError::EnvironmentGone);
            assert_eq!(Request::get(&session, &environments, "/rest/v1.0/me").err(), error);
            assert_eq!(Request::token_info(&session, &environments).err(), error);
        }
    }

    #[test]
    fn a_path_cannot_lead_elsewhere() {
        let environments = Environments::builtin();
        for (path, error) in [
            ("", RequestError::NotAPath),
            ("rest/v1.0/me", RequestError::NotAPath),
            (".evil.example/", RequestError::NotAPath),
            ("@evil.example/", RequestError::NotAPath),
            (":8443/", RequestError::NotAPath),
            ("//evil.example/", RequestError::NotAPath),
            ("/\\evil.example/", RequestError::NotAPath),
            ("https://evil.example/", RequestError::NotAPath),
            ("/rest/../oauth/revoke", RequestError::Ambiguous),
            ("/rest/%2E%2e/oauth/revoke", RequestError::Ambiguous),
            ("/rest/./me", RequestError::Ambiguous),
            ("/rest\\me", RequestError::Ambiguous),
            ("/rest/me#x", RequestError::Ambiguous),
            ("/rest/ me", RequestError::Ambiguous),
            ("/rest/\tme", RequestError::Ambiguous),
            ("/rest/mé", RequestError::Ambiguous),
        ] {
            assert_eq!(Request::get(&sandbox(), &environments, path).err(), Some(error), "{path}");
        }
    }

    #[test]
    fn debug_does_not_tell_the_token() {
        let request = Request::get(&sandbox(), &Environments::builtin(), "/rest/v1.0/me").expect("a request");
        assert_eq!(format!("{request:?}"), "GET https://sandbox.procore.com/rest/v1.0/me");
    }

    proptest! {
        /// What a browser makes of the address is the address, on the host that it was meant for.
        #[test]
        fn no_path_leaves_the_host(path in "[/\\\\.@:?#%a-z2Ee\\t ]{0,24}") {
            if let Ok(request) = Request::get(&sandbox(), &Environments::builtin(), &path) {
                let url = url::Url::parse(request.url()).expect("a browser reads it");
                prop_assert_eq!(url.origin().ascii_serialization(), "https://sandbox.procore.com");
                prop_assert_eq!(url.as_str(), request.url());
            }
        }
    }
}
