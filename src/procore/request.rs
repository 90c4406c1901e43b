//! A request that carries a token. Each constructor asks the list of environments: there is no other way to bring a
//! token and an address together.

use std::fmt;

use super::{Body, CompanyId, Content, Environments, Method, Outgoing};
use crate::oauth::{AccessToken, ClientId, Session};

/// A request with a token, to a host of the environment that issued it.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    url: String,
    token: AccessToken,
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    /// A call with the token in its header (RFC 6750 section 2.1).
    Call(Outgoing),
    /// The revocation of the token itself (RFC 7009 section 2.1).
    Revocation { client_id: Option<ClientId> },
}

/// What is sent behind the headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload<'r> {
    /// Nothing.
    Nothing,
    /// This text.
    Text(String),
    /// Parts that the browser puts together, by the names of their fields.
    Parts(Vec<(&'r str, &'r Content)>),
}

const FORM: &str = "application/x-www-form-urlencoded";

fn form<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
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

impl RequestError {
    /// In words, for the field where the path stands.
    pub fn words(self) -> &'static str {
        match self {
            Self::EnvironmentGone => {
                "The environment of this session is no longer configured. Sign in again."
            }
            Self::NotAPath => {
                "Write the path alone, from its first slash: /rest/v1.0/me. Your token goes to no host but the one of \
                 your environment."
            }
            Self::Ambiguous => {
                "This path has something in it that a browser would change before it sends it: a space, a letter \
                 beyond ASCII, a backslash, a # or a part that is . or .. alone. Write it percent-encoded."
            }
        }
    }
}

impl Request {
    /// A call of the API host of the session's environment.
    pub fn call(
        session: &Session,
        environments: &Environments,
        asked: &Outgoing,
    ) -> Result<Self, RequestError> {
        let environment = environments.of(session).ok_or(RequestError::EnvironmentGone)?;
        check_path(&asked.target)?;
        let url = format!("{}{}", environment.api, asked.target);
        Ok(Self { url, token: session.token.clone(), kind: Kind::Call(asked.clone()) })
    }

    /// A GET of `path`, with its query. `company` is the one that the call is about, where one is known.
    pub fn get(
        session: &Session,
        environments: &Environments,
        path: &str,
        company: Option<CompanyId>,
    ) -> Result<Self, RequestError> {
        Self::call(
            session,
            environments,
            &Outgoing { target: path.to_owned(), company, ..Outgoing::default() },
        )
    }

    /// The question whose the session's token is, to the login host that issued it (Procore's "Get Token Info").
    pub fn token_info(session: &Session, environments: &Environments) -> Result<Self, RequestError> {
        let environment = environments.of(session).ok_or(RequestError::EnvironmentGone)?;
        let url = format!("{}/oauth/token/info", environment.login);
        Ok(Self { url, token: session.token.clone(), kind: Kind::Call(Outgoing::default()) })
    }

    /// The wish that the session's token be worth nothing any more (Procore's "Revoke Token").
    pub fn revocation(session: &Session, environments: &Environments) -> Result<Self, RequestError> {
        let environment = environments.of(session).ok_or(RequestError::EnvironmentGone)?;
        let url = format!("{}/oauth/revoke", environment.login);
        let kind = Kind::Revocation { client_id: session.client_id.clone() };
        Ok(Self { url, token: session.token.clone(), kind })
    }

    /// The address, without anything secret.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The method.
    pub fn method(&self) -> &'static str {
        match &self.kind {
            Kind::Call(asked) => asked.method.name(),
            Kind::Revocation { .. } => Method::Post.name(),
        }
    }

    /// The headers to send, and no others: each further one would have to be allowed by Procore's CORS rules. Those
    /// of a revocation need no leave, so it arrives even where its answer may not be read (Fetch standard,
    /// "CORS-safelisted request-header"). The type of a multipart body is the browser's to say: it draws the boundary.
    ///
    /// # Security
    /// One of them may hold the token's text: see [`AccessToken::expose`].
    pub fn headers(&self) -> Vec<(String, String)> {
        let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut headers = Vec::new();
        match &self.kind {
            Kind::Call(asked) => {
                headers = asked.sent_headers();
                let bearer = named("Authorization", &format!("Bearer {}", self.token.expose()));
                headers.insert(headers.len().min(1), bearer);
            }
            Kind::Revocation { .. } => {
                headers.push(named("Accept", "application/json"));
                headers.push(named("Content-Type", FORM));
            }
        }
        headers
    }

    /// The body to send.
    ///
    /// # Security
    /// It may hold the token's text: see [`AccessToken::expose`].
    pub fn body(&self) -> Payload<'_> {
        match &self.kind {
            Kind::Call(asked) => match asked.sent_body() {
                Body::Empty => Payload::Nothing,
                Body::Json(text) => Payload::Text(text.clone()),
                Body::Form(fields) => {
                    Payload::Text(form(fields.iter().map(|(name, value)| (&**name, &**value))))
                }
                Body::Multipart(parts) => {
                    Payload::Parts(parts.iter().map(|part| (&*part.name, &part.content)).collect())
                }
            },
            Kind::Revocation { client_id } => {
                let token = [("token", self.token.expose())];
                let client_id = client_id.as_ref().map(|id| ("client_id", id.as_str()));
                Payload::Text(form(token.into_iter().chain(client_id)))
            }
        }
    }

    /// Whether it shall reach the server even if the page goes away meanwhile.
    pub fn outlives_the_page(&self) -> bool {
        matches!(self.kind, Kind::Revocation { .. })
    }
}

pub(super) fn check_path(path: &str) -> Result<(), RequestError> {
    if !path.starts_with('/') || path.starts_with("//") || path.starts_with("/\\") {
        return Err(RequestError::NotAPath);
    }
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'#');
    let before_query = path.split('?').next().unwrap_or(path).to_ascii_lowercase().replace("%2e", ".");
    let has_dots = before_query.split('/').any(|segment| segment == "." || segment == "..");
    if !plain || has_dots || before_query.contains('\\') {
        return Err(RequestError::Ambiguous);
    }
    Ok(())
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.url)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::nonce::Nonce;
    use crate::oauth::{Origin, Source};
    use crate::time::UnixTime;
    use proptest::prelude::*;

    fn session(environment: &str, login: &str, api: &str) -> Session {
        Session {
            id: Nonce::from_random([1; 16]),
            source: Source::SignIn,
            environment: environment.into(),
            login: Origin::parse(login).expect("an origin"),
            api: Origin::parse(api).expect("an origin"),
            client_id: Some(ClientId::parse("our-client").expect("a client id")),
            token: AccessToken::parse("obviously-fake-token").expect("a token"),
            obtained_at: UnixTime(0),
            expires_at: None,
            expiry_hint: None,
        }
    }

    fn sandbox() -> Session {
        session("sandbox", "https://login-sandbox.procore.com", "https://sandbox.procore.com")
    }

    #[test]
    fn a_request_goes_to_the_host_of_the_token() {
        let environments = Environments::builtin();
        let me = Request::get(&sandbox(), &environments, "/rest/v1.0/me", None).expect("a request");
        assert_eq!(me.url(), "https://sandbox.procore.com/rest/v1.0/me");
        assert_eq!(me.headers()[1], ("Authorization".to_owned(), "Bearer obviously-fake-token".to_owned()));
        assert_eq!((me.method(), me.headers().len(), me.body()), ("GET", 2, Payload::Nothing));
        let company = CompanyId::parse("562949953421312").ok();
        let me = Request::get(&sandbox(), &environments, "/rest/v1.0/me", company).expect("a request");
        assert_eq!(me.headers()[2], ("Procore-Company-Id".to_owned(), "562949953421312".to_owned()));
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
            assert_eq!(Request::get(&session, &environments, "/rest/v1.0/me", None).err(), error);
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
            assert_eq!(Request::get(&sandbox(), &environments, path, None).err(), Some(error), "{path}");
        }
    }

    #[test]
    fn debug_does_not_tell_the_token() {
        let request =
            Request::get(&sandbox(), &Environments::builtin(), "/rest/v1.0/me", None).expect("a request");
        assert_eq!(format!("{request:?}"), "GET https://sandbox.procore.com/rest/v1.0/me");
    }

    proptest! {
        /// What a browser makes of the address is the address, on the host that it was meant for.
        #[test]
        fn no_path_leaves_the_host(path in "[/\\\\.@:?#%a-z2Ee\\t ]{0,24}") {
            if let Ok(request) = Request::get(&sandbox(), &Environments::builtin(), &path, None) {
                let url = url::Url::parse(request.url()).expect("a browser reads it");
                prop_assert_eq!(url.origin().ascii_serialization(), "https://sandbox.procore.com");
                prop_assert_eq!(url.as_str(), request.url());
            }
        }
    }
}
