//! The authorization request (RFC 6749 section 4.2.1).

use serde::{Deserialize, Serialize};

use super::{ClientId, State};

/// The redirect URI of an app that no browser can be sent back to: Procore shows the code on a page of its own.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// What the authorization endpoint is asked for (RFC 6749 section 3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResponseType {
    /// An access token at once: the implicit grant.
    Token,
    /// An authorization code, to be exchanged elsewhere by an app with a secret.
    Code,
}

impl ResponseType {
    /// Its name in RFC 6749.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Code => "code",
        }
    }
}

/// A request that the person's browser carries to the authorization endpoint, as a link.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationRequest<'a> {
    /// The authorization endpoint's URL, without a query.
    pub endpoint: &'a str,
    /// What is asked for.
    pub response_type: ResponseType,
    /// The app that asks.
    pub client_id: &'a ClientId,
    /// Where the answer shall come: exactly as registered at Procore, to the trailing slash.
    pub redirect_uri: &'a str,
    /// What must come back with the answer; `None` where no answer comes back.
    pub state: Option<&'a State>,
}

impl AuthorizationRequest<'_> {
    /// The link, form-encoded as RFC 6749 appendix B demands.
    pub fn url(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", self.response_type.as_str())
            .append_pair("client_id", self.client_id.as_str())
            .append_pair("redirect_uri", self.redirect_uri);
        if let Some(state) = self.state {
            query.append_pair("state", state.as_str());
        }
        format!("{}?{}", self.endpoint, query.finish())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::nonce::Nonce;

    #[test]
    fn the_link_is_form_encoded() {
        let request = AuthorizationRequest {
            endpoint: "https://login.example/oauth/authorize",
            response_type: ResponseType::Token,
            client_id: &ClientId::parse("a&b=c+d").expect("a client id"),
            redirect_uri: "http://localhost:8080/a b/?x=1&y=ü#",
            state: Some(&State::new(Nonce::from_random([0xab; 16]))),
        };
        assert_eq!(
            request.url(),
            "https://login.example/oauth/authorize?response_type=token&client_id=a%26b%3Dc%2Bd\
             &redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fa+b%2F%3Fx%3D1%26y%3D%C3%BC%23\
             &state=abababababababababababababababab"
        );
    }

    #[test]
    fn a_link_whose_answer_comes_by_hand_has_no_state() {
        let request = AuthorizationRequest {
            endpoint: "https://login.example/oauth/authorize",
            response_type: ResponseType::Code,
            client_id: &ClientId::parse("our-client").expect("a client id"),
            redirect_uri: OUT_OF_BAND,
            state: None,
        };
        assert_eq!(
            request.url(),
            "https://login.example/oauth/authorize?response_type=code&client_id=our-client\
             &redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob"
        );
    }
}
