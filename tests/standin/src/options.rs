//! The switches: who and what the stand-in knows, and how it answers where servers differ or Procore is not documented.
//!
//! A switch exists for each behaviour on which Doorkeeper's versions and other servers disagree, or which no
//! page of Procore settles. The defaults follow Doorkeeper, whose routes and answers Procore's resemble.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::seeds;

/// The public client of the demo: the client id that `config.json` hands to the app.
pub const DEMO_CLIENT: &str = "procore-console-demo";
/// A second public client, for tokens that were issued to somebody else's app.
pub const OTHER_CLIENT: &str = "another-app";
/// A confidential client for the authorization code and refresh token grants.
pub const GRANTS_CLIENT: &str = "procore-console-grants";
/// The secret of [`GRANTS_CLIENT`]; it opens nothing but the stand-in.
pub const GRANTS_SECRET: &str = "not-a-real-secret-of-grants";
/// A confidential client with a service account, for the client credentials grant.
pub const SERVICE_CLIENT: &str = "procore-console-service";
/// The secret of [`SERVICE_CLIENT`]; it opens nothing but the stand-in.
pub const SERVICE_SECRET: &str = "not-a-real-secret-of-service";
/// The redirect URI of an app that cannot be redirected to: the person copies the code from a page.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// A password or client secret. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A registered app (RFC 6749 section 2).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// The client identifier.
    pub id: String,
    /// The name on the consent page.
    pub name: String,
    /// Whether revocation asks for the secret (RFC 6749 section 2.1).
    pub confidential: bool,
    /// The secret that the token endpoint asks for; without one that endpoint refuses the client.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// The redirect URIs, compared as whole strings.
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// Whom a token of the client credentials grant stands for; without it the grant is refused.
    #[serde(default)]
    pub service_account: Option<ServiceAccount>,
}

/// The directory entry of an app that acts for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    /// The id that `/me` shows.
    pub id: u64,
    /// The login that `/me` shows.
    pub login: String,
    /// The name that `/me` shows when a company is named.
    pub name: String,
    /// Ids of the companies it may see.
    pub companies: Vec<u64>,
}

/// A person who can log in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The id that `/me` shows.
    pub id: u64,
    /// The login.
    pub email: String,
    /// The full name.
    pub name: String,
    /// The password; the login page shows it to newcomers.
    pub password: Secret,
    /// Ids of the companies the person may see.
    pub companies: Vec<u64>,
}

/// A company with its projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// The company's id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Whether the app is installed there; if not, the company is listed but every call into it is a 403.
    pub connected: bool,
    /// Its projects, in the order in which they are listed.
    pub projects: Vec<Project>,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// The project's id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its number, a text at Procore.
    pub number: String,
    /// The city.
    pub city: String,
    /// The country, two letters.
    pub country_code: String,
    /// The estimated value: a decimal text, as Procore sends money in places.
    pub estimated_value: String,
    /// Whether it is active.
    pub active: bool,
}

/// How a granted implicit answer is spelled and ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// `access_token`, `token_type=bearer`, `expires_in`, `state`.
    Doorkeeper,
    /// `access_token`, `expires_in`, `token_type=Bearer`, `scope`, `state`.
    DjangoOauthToolkit,
}

/// The part of the redirect URI that carries an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// After `#`.
    Fragment,
    /// After `?`.
    Query,
}

/// What becomes of an error that is found before consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyErrors {
    /// An HTML page on the login host; the person never comes back to the app (Doorkeeper's default).
    Page,
    /// A redirect with the error in the fragment; in the query if a code was asked for.
    Fragment,
    /// A redirect with the error in the query.
    Query,
}

/// The field names of `/oauth/token/info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InfoSpelling {
    /// `scopes` and `expires_in_seconds`: Doorkeeper before 5.0, and Procore's own documents.
    Old,
    /// `scope` and `expires_in`: Doorkeeper since 5.0.
    New,
}

/// What an access token looks like; Procore's pages show both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenFormat {
    /// 64 hexadecimal digits.
    Hex,
    /// Three base64url-like parts with dots between them; it only looks like a JWT.
    ThreeParts,
}

/// Everything that can be set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether `/control/` exists on the login host. Set at the start only.
    #[serde(skip)]
    pub control: bool,
    /// The origins that CORS admits, compared exactly. `*` and `null` never match.
    pub allowed_origins: Vec<String>,
    /// The registered apps.
    pub clients: Vec<Client>,
    /// The people who can log in.
    pub users: Vec<User>,
    /// The companies.
    pub companies: Vec<Company>,

    /// Lifetime of new access tokens in seconds; `None` leaves `expires_in` out and the token does not expire.
    pub token_lifetime_seconds: Option<u64>,
    /// What new access tokens look like.
    pub token_format: TokenFormat,
    /// Whether `response_type=token` is allowed; if not: `unsupported_response_type`.
    pub implicit_enabled: bool,
    /// How a granted implicit answer is spelled.
    pub answer_spelling: Spelling,
    /// Where the refusal of an implicit request by the person goes.
    pub denied_in: Part,
    /// Whether that refusal has an `error_description`.
    pub denied_description: bool,
    /// What becomes of an error found before consent; never a redirect for an unknown client or redirect URI.
    pub early_errors: EarlyErrors,
    /// Whether consent is skipped when the person has a live token for the same client.
    pub skip_consent_when_granted: bool,
    /// Whether an implicit grant hands out that live token again, with the seconds that remain.
    pub reuse_token: bool,
    /// The field names of `/oauth/token/info`.
    pub token_info_spelling: InfoSpelling,
    /// Whether a successful revocation has an empty body instead of `{}`.
    pub revoke_empty_body: bool,

    /// Whether CORS lets scripts read `Link`, `Total`, `Per-Page`, the rate limit and `Retry-After`.
    pub expose_headers: bool,
    /// Whether `/oauth/token/info` and `/oauth/revoke` answer with CORS; `/oauth/token` never does.
    pub login_cors: bool,
    /// Whether answers of 400 and above carry CORS headers.
    pub cors_on_errors: bool,
    /// The request headers that a preflight admits.
    pub cors_allowed_headers: Vec<String>,
    /// `Access-Control-Max-Age` in seconds; 0 if switches change between calls of one page.
    pub preflight_max_age_seconds: u64,

    /// Calls per token in sixty minutes.
    pub hourly_limit: u32,
    /// Calls per token in one spike window.
    pub spike_limit: u32,
    /// Length of the spike window in seconds.
    pub spike_window_seconds: u64,
    /// Whether a 429 has `Retry-After`; Procore's pages disagree.
    pub retry_after: bool,

    /// Whether answers carry `X-Rate-Limit-Limit`, `-Remaining` and `-Reset`.
    pub rate_limit_headers: bool,

    /// Other rows for another number. A change of it, of `rows`, of `many_projects` or of a company's projects makes all
    /// collections anew, and what was written to them is gone.
    pub data_seed: u64,
    /// The number of rows of every collection but projects; if absent, thousands in a company and in its first project,
    /// and fewer in its others.
    pub rows: Option<u64>,
    /// Whether the first company has 60 projects and the second 3,000, instead of those in `companies`.
    pub many_projects: bool,
    /// How many rows are added at the beginning of a list whenever a page of it behind the first is asked for: the list
    /// moves while it is being paged.
    pub moving_rows: usize,
    /// Beginnings of paths whose lists know no pages: all rows at once, whatever `page` says, without paging headers.
    pub unpaged_paths: Vec<String>,
    /// Beginnings of paths whose lists answer with the first page whatever `page` says, without paging headers.
    pub stuck_paths: Vec<String>,
    /// Whether lists carry `Link`, `Total` and `Per-Page`; whether a script may read them says `expose_headers`.
    pub paging_headers: bool,

    /// Rows on a page of version 1 if `per_page` is absent; undocumented at Procore.
    pub default_per_page: usize,
    /// The most rows on a page of version 1.
    pub max_per_page: usize,
}

impl Default for Options {
    /// Seeded people and companies, no clients, no origin admitted, Doorkeeper's answers, no control route.
    fn default() -> Self {
        Self {
            control: false,
            allowed_origins: Vec::new(),
            clients: Vec::new(),
            users: seeds::users(),
            companies: seeds::companies(),
            token_lifetime_seconds: Some(5400),
            token_format: TokenFormat::Hex,
            implicit_enabled: true,
            answer_spelling: Spelling::Doorkeeper,
            denied_in: Part::Fragment,
            denied_description: true,
            early_errors: EarlyErrors::Page,
            skip_consent_when_granted: false,
            reuse_token: false,
            token_info_spelling: InfoSpelling::Old,
            revoke_empty_body: false,
            expose_headers: false,
            login_cors: false,
            cors_on_errors: true,
            cors_allowed_headers: ["authorization", "accept", "content-type", "procore-company-id"]
                .map(String::from)
                .to_vec(),
            preflight_max_age_seconds: 600,
            hourly_limit: 600,
            spike_limit: 25,
            spike_window_seconds: 10,
            retry_after: true,
            rate_limit_headers: true,
            data_seed: 1,
            rows: None,
            many_projects: false,
            moving_rows: 0,
            unpaged_paths: Vec::new(),
            stuck_paths: Vec::new(),
            paging_headers: true,
            default_per_page: 100,
            max_per_page: 2000,
        }
    }
}

impl Options {
    /// The default options for an app at `site_root_url`, such as `http://localhost:8080/a/b/`: its origin is admitted
    /// by CORS, and the clients [`DEMO_CLIENT`], [`OTHER_CLIENT`], [`GRANTS_CLIENT`] and [`SERVICE_CLIENT`] are registered.
    #[must_use]
    pub fn for_site(site_root_url: &str) -> Self {
        Self {
            allowed_origins: vec![origin_of(site_root_url).to_owned()],
            clients: seeds::clients(site_root_url),
            ..Self::default()
        }
    }

    /// The same with the control route.
    #[must_use]
    pub fn with_control(mut self) -> Self {
        self.control = true;
        self
    }

    pub(crate) fn client(&self, id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }

    pub(crate) fn user(&self, email: &str) -> Option<&User> {
        self.users.iter().find(|user| user.email == email)
    }

    pub(crate) fn company(&self, id: u64) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }
}

/// Scheme, host and port of an absolute URL: all before the third slash.
fn origin_of(url: &str) -> &str {
    let authority = url.find("://").map_or(0, |at| at + 3);
    let end = url[authority..].find(['/', '?', '#']).map_or(url.len(), |at| authority + at);
    &url[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_is_all_before_the_path() {
        assert_eq!(origin_of("http://localhost:8080/a/b/"), "http://localhost:8080");
        assert_eq!(origin_of("https://console.example.com"), "https://console.example.com");
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", Options::for_site("http://localhost:8080/"));
        assert!(!shown.contains(GRANTS_SECRET));
        assert!(!shown.contains(SERVICE_SECRET));
    }
}
