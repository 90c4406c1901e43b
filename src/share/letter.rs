//! The letter that asks Procore to let a page's origin read answers: there is no other way to get onto that list.

/// Where it goes.
const ADDRESS: &str = "apisupport@procore.com";
const SUBJECT: &str = "Allow an origin for CORS";

/// The headers of a call that CORS does not allow by itself (Fetch standard, "CORS-safelisted request-header").
const HEADERS: &str = "Authorization, Content-Type, Procore-Company-Id";

/// A letter to Procore's API support.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The origin of this page, exactly.
    pub origin: &'a str,
    /// The client id; empty if it is not known yet.
    pub client_id: &'a str,
    /// The environment's name.
    pub environment: &'a str,
}

impl Letter<'_> {
    /// Where it goes.
    pub const ADDRESS: &'static str = ADDRESS;

    /// The text.
    pub fn text(&self) -> String {
        let Self { origin, client_id, environment } = self;
        let client_id = if client_id.is_empty() { "(our client id)" } else { client_id };
        format!(
            "Hello,\n\nplease allow this origin to call the Procore REST API from the browser (CORS):\n\n  Origin: \
             {origin}\n  Client ID: {client_id}\n  Environment: {environment}\n  Request headers: {HEADERS}\n\nOur single-page app signs people in \
             with the OAuth 2.0 implicit grant. Please also confirm that this grant is allowed for the app.\n\nThank you"
        )
    }

    /// The link that opens it in a mail program (RFC 6068, where a `+` is no space).
    pub fn link(&self) -> String {
        let encoded = |text: &str| {
            form_urlencoded::byte_serialize(text.replace('\n', "\r\n").as_bytes())
                .collect::<String>()
                .replace('+', "%20")
        };
        format!("mailto:{ADDRESS}?subject={}&body={}", encoded(SUBJECT), encoded(&self.text()))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn it_names_what_procore_must_know() {
        let letter =
            Letter { origin: "https://console.example", client_id: "a+b", environment: "Production" };
        let lines = [
            "Origin: https://console.example\n",
            "Client ID: a+b\n",
            "Environment: Production\n",
            "Request headers: Authorization, Content-Type, Procore-Company-Id\n",
        ];
        for words in lines {
            assert!(letter.text().contains(words), "{words}");
        }
        let link = letter.link();
        assert!(link.starts_with("mailto:apisupport@procore.com?subject=Allow%20an%20origin"), "{link}");
        assert!(link.contains("a%2Bb%0D%0A") && !link.contains('+'), "{link}");
        assert!(Letter { client_id: "", ..letter }.text().contains("(our client id)"));
    }
}
