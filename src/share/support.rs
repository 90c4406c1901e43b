//! The support bundle: one call and its answer as a text, for a letter to Procore's support. No secret is in it.

use super::secrets::{is_secret_header, spellings};
use crate::oauth::{AccessToken, Origin};
use crate::procore::{Body, CompanyId, Outgoing, iso_local, iso_utc, status_text};
use crate::time::UnixTime;

/// So many bytes of the answer's body are told.
const BODY: usize = 64 << 10;
/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";
/// A token that is cut off at the end of the body is recognised from so many bytes on.
const SHORTEST_PART: usize = 6;

/// A call and its answer.
#[derive(Clone, Copy, Debug)]
pub struct Bundle<'a> {
    /// The API host.
    pub api: &'a Origin,
    /// What was asked.
    pub asked: &'a Outgoing,
    /// The status; `None` if no answer was seen.
    pub status: Option<u16>,
    /// The headers of the answer that the browser let through.
    pub headers: &'a [(String, String)],
    /// The body of the answer, or its beginning.
    pub body: &'a [u8],
    /// When it was sent.
    pub sent_at: UnixTime,
    /// How many minutes the person's clock is ahead of UTC.
    pub offset_minutes: i32,
    /// How long it took, in milliseconds.
    pub elapsed: u32,
    /// What names this app's build.
    pub build: &'a str,
    /// The token that was sent, and any other that is known: none of them is in the text, wherever it stood.
    pub tokens: &'a [&'a AccessToken],
}

impl Bundle<'_> {
    /// The text.
    pub fn text(&self) -> String {
        let Self { api, asked, .. } = self;
        let status = match self.status {
            Some(status) => format!("{status} {}", status_text(status)),
            None => "no answer that the browser shows".to_owned(),
        };
        let mut head = format!(
            "Request: {} {api}{}\nSent: {} (local: {})\nTook: {} ms\nStatus: {}\nApp: Procore Console {}\n\nRequest headers\n",
            asked.method.name(),
            asked.target,
            iso_utc(self.sent_at),
            iso_local(self.sent_at, self.offset_minutes),
            self.elapsed,
            status.trim_end(),
            self.build,
        );
        let fixed = [("Authorization", "Bearer"), ("Accept", "application/json")].into_iter();
        let company = asked.company.as_ref().map(|id| (CompanyId::HEADER, id.as_str()));
        let content = content_type(&asked.body).map(|media| ("Content-Type", media));
        let own = asked.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        add(&mut head, fixed.chain(company).chain(content).chain(own));
        head += "\nResponse headers that the browser shows\n";
        add(&mut head, self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        head += "\nResponse body";
        let mut text = self.without_tokens(head);
        text += &self.body();
        text
    }

    fn body(&self) -> String {
        let whole = self.body;
        if whole.is_empty() {
            return ": none\n".to_owned();
        }
        let text = String::from_utf8_lossy(whole);
        if text.contains('\0') {
            return format!(": {} bytes that are no text\n", whole.len());
        }
        // Before it is cut, so that no part of a token is left at the end.
        let text = self.without_tokens(text.into_owned());
        let mut end = text.len().min(BODY);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let cut = if end < text.len() { ", its beginning" } else { "" };
        format!("{cut}\n{}\n", &text[..end])
    }

    /// `text` without any of the tokens, plain or in one of the spellings that addresses and JSON have for them.
    fn without_tokens(&self, mut text: String) -> String {
        for token in self.tokens {
            for spelling in spellings(token.expose()) {
                if text.contains(spelling.as_ref()) {
                    text = text.replace(spelling.as_ref(), REDACTED);
                }
                // A body may have been cut off within a token before it came here.
                let longest = (SHORTEST_PART..spelling.len()).rev();
                if let Some(part) = longest.into_iter().find(|part| text.ends_with(&spelling[..*part])) {
                    text.truncate(text.len() - part);
                    text += REDACTED;
                }
            }
        }
        text
    }
}

fn add<'h>(text: &mut String, headers: impl Iterator<Item = (&'h str, &'h str)>) {
    for (name, value) in headers {
        let value = if is_secret_header(name) { REDACTED } else { value };
        *text += &format!("{name}: {value}\n");
    }
}

/// The media type of a body, as far as it is known before it is sent.
fn content_type(body: &Body) -> Option<&'static str> {
    match body {
        Body::Empty => None,
        Body::Json(_) => Some("application/json"),
        Body::Form(_) => Some("application/x-www-form-urlencoded"),
        Body::Multipart(_) => Some("multipart/form-data"),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::Method;
    use proptest::prelude::*;

    const TOKEN: &str = "obviously-fake/to+ken~==";

    fn text(target: &str, headers: &[(&str, &str)], body: &[u8]) -> String {
        let token = AccessToken::parse(TOKEN).expect("a token");
        let owned = |headers: &[(&str, &str)]| {
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        let asked = Outgoing {
            method: Method::Patch,
            target: target.to_owned(),
            company: CompanyId::parse("7").ok(),
            headers: owned(&[("Cookie", "secret-cookie"), ("X-Mine", "mine")]),
            body: Body::Json("{}".into()),
        };
        Bundle {
            api: &Origin::parse("https://api.procore.com").expect("an origin"),
            asked: &asked,
            status: Some(403),
            headers: &owned(headers),
            body,
            sent_at: UnixTime(1_474_648_200_000),
            offset_minutes: 120,
            elapsed: 41,
            build: "0123abc",
            tokens: &[&token],
        }
        .text()
    }

    #[test]
    fn it_has_what_support_asks_for() {
        assert_eq!(
            text("/rest/v1.0/me?a=1", &[("content-type", "application/json")], b"{\"errors\":[\"no\"]}"),
            "Request: PATCH https://api.procore.com/rest/v1.0/me?a=1
Sent: 2016-09-23T16:30:00Z (local: 2016-09-23T18:30:00+02:00)
Took: 41 ms
Status: 403 Forbidden
App: Procore Console 0123abc

Request headers
Authorization: [redacted]
Accept: application/json
Procore-Company-Id: 7
Content-Type: application/json
Cookie: [redacted]
X-Mine: mine

Response headers that the browser shows
content-type: application/json

Response body
{\"errors\":[\"no\"]}
"
        );
        assert!(text("/", &[], b"").ends_with("Response body: none\n"));
        assert!(text("/", &[], b"PK\0\x01").ends_with("Response body: 4 bytes that are no text\n"));
        let long = "é".repeat(BODY);
        let told = text("/", &[], long.as_bytes());
        assert!(told.contains("Response body, its beginning\né") && told.len() < BODY + 1000);
    }

    #[test]
    fn the_token_is_nowhere() {
        let encoded = "obviously-fake%2Fto%2Bken%7E%3D%3D";
        for place in [
            TOKEN,
            encoded,
            &encoded.replace("%2F", "%2f").replace("%2B", "%2b").replace("%7E", "%7e").replace("%3D", "%3d"),
            "obviously-fake\\/to+ken~==",
        ] {
            for told in [
                text(&format!("/rest?access_token={place}&x"), &[], b""),
                text("/", &[("x-echo", &format!("Bearer {place}"))], b""),
                text("/", &[], format!("{{\"token\":\"{place}\"}}").as_bytes()),
                text("/", &[], format!("{}{place}", "x".repeat(BODY - 10)).as_bytes()),
            ] {
                assert!(told.contains(REDACTED) && !told.contains("obviously"), "{place}");
            }
            // The part of the body that was kept ends within it.
            let cut = text("/", &[], &format!("{{\"token\":\"{place}").as_bytes()[..22]);
            assert!(cut.ends_with("{\"token\":\"[redacted]\n"), "{cut}");
        }
    }

    proptest! {
        #[test]
        fn no_body_brings_it_out(before in "\\PC{0,20}", after in "\\PC{0,20}", cut in 0_usize..80) {
            let body = format!("{before}{TOKEN}{after}");
            let body = &body.as_bytes()[..cut.min(body.len())];
            prop_assert!(!text("/", &[], body).contains("obviously-f"));
        }
    }
}
