//! A web origin (RFC 6454): where a token may go is decided by comparing these.

use std::fmt;
use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Scheme, host and port in the one spelling that browsers give an origin: lower case, no default port, no
/// trailing slash. `https`, or `http` on a loopback host.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

/// Why a text is not the origin of a server that may get a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OriginError {
    /// It does not begin with `https://` or `http://`.
    #[error("must begin with https://")]
    Scheme,
    /// `http` on a host that is not this machine: the token would travel in clear.
    #[error("must begin with https:// (http:// is taken for localhost only)")]
    Insecure,
    /// A user name or password before the host.
    #[error("must not hold a user name or password")]
    UserInfo,
    /// A path after the host, be it one slash.
    #[error("must end after the host: no path, not even a slash")]
    Path,
    /// A query after the host.
    #[error("must end after the host: no “?”")]
    Query,
    /// A fragment after the host.
    #[error("must end after the host: no “#”")]
    Fragment,
    /// The host is missing or not a name, an IPv4 address or `[::1]`, in plain ASCII.
    #[error("has no host name that could be used; write non-ASCII names in punycode")]
    Host,
    /// The port is not a number from 1 to 65535.
    #[error("has a port that is not a number from 1 to 65535")]
    Port,
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, OriginError> {
        Self::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

impl Origin {
    /// The origin that `text` spells and nothing more than that.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let lower = text.to_ascii_lowercase();
        let (secure, authority) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(OriginError::Scheme),
        };
        // Whichever delimiter comes first ends the authority, so it names the fault.
        match authority.find(['/', '\\', '?', '#']).map(|at| authority.as_bytes()[at]) {
            Some(b'?') => return Err(OriginError::Query),
            Some(b'#') => return Err(OriginError::Fragment),
            Some(_) => return Err(OriginError::Path),
            None => {}
        }
        if authority.contains('@') {
            return Err(OriginError::UserInfo);
        }
        let (host, port) = split_port(authority)?;
        let host = normal_host(host).ok_or(OriginError::Host)?;
        if !secure && !is_loopback(&host) {
            return Err(OriginError::Insecure);
        }
        let default_port = if secure { 443 } else { 80 };
        let scheme = if secure { "https" } else { "http" };
        Ok(Self(match port {
            Some(port) if port != default_port => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        }))
    }

    /// The origin as browsers serialise it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and, where it is not the scheme's own, port.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or(&self.0, |(_, host)| host)
    }

    /// Whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        split_port(self.host()).is_ok_and(|(host, _)| is_loopback(host))
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), OriginError> {
    let after_brackets = match authority.rfind(']') {
        Some(at) => at + 1,
        None if authority.starts_with('[') => return Err(OriginError::Host),
        None => 0,
    };
    let Some(colon) = authority[after_brackets..].find(':').map(|at| at + after_brackets) else {
        return Ok((authority, None));
    };
    let digits = &authority[colon + 1..];
    let port = digits.parse().ok().filter(|port| *port > 0 && digits.bytes().all(|b| b.is_ascii_digit()));
    port.map(|port| (&authority[..colon], Some(port))).ok_or(OriginError::Port)
}

/// The only IPv6 address that is taken: servers that issue tokens have names.
const IPV6_LOOPBACK: &str = "[::1]";

/// The host in its one spelling, or `None` where a browser might read something else than what is written.
fn normal_host(host: &str) -> Option<String> {
    if host == IPV6_LOOPBACK {
        return Some(host.to_owned());
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return None;
    }
    // Browsers take a host that ends in a number for an IPv4 address in many spellings: only one is ours.
    let last = host.rsplit('.').next().unwrap_or(host);
    let numeric = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    if numeric && host.parse::<Ipv4Addr>().is_err() {
        return None;
    }
    Some(host.to_owned())
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host == IPV6_LOOPBACK
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<String, OriginError> {
        Origin::parse(text).map(|origin| origin.as_str().to_owned())
    }

    #[test]
    fn one_spelling_for_each_origin() {
        for (text, origin) in [
            ("https://api.procore.com", "https://api.procore.com"),
            ("HTTPS://API.Procore.COM", "https://api.procore.com"),
            ("https://api.procore.com:443", "https://api.procore.com"),
            ("https://api.procore.com:8443", "https://api.procore.com:8443"),
            ("http://localhost:8081", "http://localhost:8081"),
            ("http://localhost:80", "http://localhost"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(origin), "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        for (text, error) in [
            ("", OriginError::Scheme),
            ("api.procore.com", OriginError::Scheme),
            ("//api.procore.com", OriginError::Scheme),
            ("ftp://api.procore.com", OriginError::Scheme),
            ("javascript:alert(1)", OriginError::Scheme),
            ("http://api.procore.com", OriginError::Insecure),
            ("http://localhost.example.com", OriginError::Insecure),
            ("http://10.0.0.1", OriginError::Insecure),
            ("https://me@api.procore.com", OriginError::UserInfo),
            ("https://api.procore.com:x@evil.example", OriginError::UserInfo),
            ("https://api.procore.com/", OriginError::Path),
            ("https://api.procore.com/rest", OriginError::Path),
            ("https://api.procore.com\\@evil.example", OriginError::Path),
            ("https://api.procore.com?x", OriginError::Query),
            ("https://api.procore.com#x", OriginError::Fragment),
            ("https://", OriginError::Host),
            ("https://.", OriginError::Host),
            ("https://api..com", OriginError::Host),
            ("https://bücher.example", OriginError::Host),
            ("https://api.procore.com; script-src *", OriginError::Host),
            ("https://api procore.com", OriginError::Host),
            ("https://127.1", OriginError::Host),
            ("https://0x7f000001", OriginError::Host),
            ("https://2130706433", OriginError::Host),
            ("https://[::1", OriginError::Host),
            ("https://[2001:db8::1]", OriginError::Host),
            ("https://api.procore.com:", OriginError::Port),
            ("https://api.procore.com:0", OriginError::Port),
            ("https://api.procore.com:+1", OriginError::Port),
            ("https://api.procore.com:65536", OriginError::Port),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        /// Whatever is taken means the same to a browser: the `url` crate follows the URL standard.
        #[test]
        fn what_is_taken_a_browser_reads_alike(text in "(https?|HTTPS)://[a-zA-Z0-9.:\\[\\]x@%_/-]{0,20}(:[0-9]{0,6})?") {
            if let Ok(origin) = Origin::parse(&text) {
                let url = url::Url::parse(&text).expect("a browser reads it");
                prop_assert_eq!(origin.as_str(), url.origin().ascii_serialization());
            }
        }
    }
}
