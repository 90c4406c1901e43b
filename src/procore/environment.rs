//! Procore's environments: pairs of a login host and an API host that issue and take tokens of their own.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::json::read::Object;
use crate::oauth::{ClientId, Origin, Session};

/// One environment. Tokens and client ids of one are worth nothing in another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Names it in storage; unique.
    pub id: String,
    /// Names it on the screen.
    pub name: String,
    /// The authorization server.
    pub login: Origin,
    /// The resource server.
    pub api: Origin,
    /// The client id that the page's host set for everybody, if any.
    pub client_id: Option<ClientId>,
    /// Whether writes are locked at first.
    pub read_only: bool,
    /// What it says of itself.
    pub kind: Option<Tone>,
}

/// What an environment's colour says. The name says it too: never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Tone {
    /// Real data of real companies.
    Production,
    /// The developer sandbox.
    DeveloperSandbox,
    /// The monthly sandbox: a copy of production.
    MonthlySandbox,
    /// The federal zone.
    Federal,
    /// A stand-in, or whatever else holds no real data.
    Other,
}

impl Tone {
    /// The kinds of `config.json`, by their names there.
    const NAMED: [(&str, Self); 5] = [
        ("production", Self::Production),
        ("federal", Self::Federal),
        ("sandbox", Self::DeveloperSandbox),
        ("monthly-sandbox", Self::MonthlySandbox),
        ("test", Self::Other),
    ];

    /// The name of the kind in `config.json`.
    pub fn name(self) -> &'static str {
        Self::NAMED.into_iter().find(|(_, tone)| *tone == self).map_or("test", |(name, _)| name)
    }

    /// Whether real data of real companies is there.
    pub fn is_real(self) -> bool {
        matches!(self, Self::Production | Self::Federal)
    }
}

/// A name in `config.json` is none of the kinds of an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("must be one of {}", Tone::NAMED.map(|(name, _)| format!("\"{name}\"")).join(", "))]
pub struct UnknownKind;

impl TryFrom<String> for Tone {
    type Error = UnknownKind;

    fn try_from(name: String) -> Result<Self, UnknownKind> {
        let named = Self::NAMED.into_iter().find(|(known, _)| *known == name);
        named.map(|(_, tone)| tone).ok_or(UnknownKind)
    }
}

impl From<Tone> for &'static str {
    fn from(tone: Tone) -> Self {
        tone.name()
    }
}

impl Environment {
    /// The authorization endpoint (RFC 6749 section 3.1; Procore's "Grant App Authorization").
    pub fn authorization_endpoint(&self) -> String {
        format!("{}/oauth/authorize", self.login)
    }

    /// The origin of Procore's web app, where it is known (it stands in the address bar of everybody who works there).
    pub fn web_app(&self) -> Option<&'static str> {
        (self.api.host() == "api.procore.com").then_some("https://app.procore.com")
    }

    /// All of it as a record, for a worker.
    pub fn to_record(&self) -> String {
        // Writing texts to a string cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The environment of a record.
    pub fn from_record(record: &str) -> Option<Self> {
        serde_json::from_str::<Object<Self>>(record).ok().map(|Object(environment)| environment)
    }

    /// What is at stake here. Procore's production hosts are production whatever else is said, so that production looks like
    /// production under any name. Otherwise the environment says it itself by its kind, by a name that speaks of production, or
    /// by its sandbox hosts. A loopback host that says nothing is a stand-in. What is not known is taken for production, and
    /// so is a lock that nothing explains.
    pub fn tone(&self) -> Tone {
        let of_procore = |origin: &Origin| match origin.host() {
            "login.procore.com" | "api.procore.com" => Some(Tone::Production),
            "login-sandbox.procore.com" | "sandbox.procore.com" => Some(Tone::DeveloperSandbox),
            "login-sandbox-monthly.procore.com" | "api-monthly.procore.com" => Some(Tone::MonthlySandbox),
            "login.procoregov.com" | "api.procoregov.com" => Some(Tone::Federal),
            _ => None,
        };
        let known = [of_procore(&self.api), of_procore(&self.login)];
        let real = known.into_iter().flatten().find(|tone| tone.is_real());
        let named = || (says_production(&self.name) || says_production(&self.id)).then_some(Tone::Production);
        let stand_in = (self.api.is_loopback() && !self.read_only).then_some(Tone::Other);
        let unnamed = || named().or(known[0]).or(stand_in).unwrap_or(Tone::Production);
        real.or(self.kind).unwrap_or_else(unnamed)
    }

    /// Whether a DELETE must be typed here: where data is real, and where writes are locked.
    pub fn is_guarded(&self) -> bool {
        self.tone().is_real() || self.read_only
    }
}

/// Words for production, and the usual short ones. A number may follow.
const PRODUCTION: [&str; 7] = ["production", "prod", "prd", "live", "produktion", "producción", "produção"];

/// Whether a name or an id speaks of production.
fn says_production(name: &str) -> bool {
    let (mut spaced, mut before) = (String::new(), ' ');
    for character in name.chars() {
        // A word begins in the midst of one that is written like `AcmeProd`.
        if before.is_alphabetic() && lower(before) == before && lower(character) != character {
            spaced.push(' ');
        }
        spaced.push(lower(character));
        before = character;
    }
    let mut words = spaced.split(|character: char| !character.is_alphanumeric());
    words.any(|word| PRODUCTION.contains(&word.trim_end_matches(|digit: char| digit.is_ascii_digit())))
}

/// The lower case of a letter of Latin-1, which has all of [`PRODUCTION`]: that of all of Unicode weighs 4 kB on the landing page.
fn lower(character: char) -> char {
    match character {
        'À'..='Ö' | 'Ø'..='Þ' => char::from(character as u8 + (b'a' - b'A')),
        other => other.to_ascii_lowercase(),
    }
}

/// The environments that a token may be used in: at least one, each with an id of its own. This list is what
/// every request is checked against, and what the Content-Security-Policy is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environments(Vec<Environment>);

impl Environments {
    /// Procore's own (Developer Portal, "Development Environments" and "Federal Zone"). The on-demand sandbox is
    /// production with a company of its own, so it is not listed apart.
    pub fn builtin() -> Self {
        let built_in = |id: &str, name: &str, login: &str, api: &str, read_only| {
            let (login, api) = (Origin::parse(login).ok()?, Origin::parse(api).ok()?);
            Some(Environment {
                id: id.into(),
                name: name.into(),
                login,
                api,
                client_id: None,
                read_only,
                kind: None,
            })
        };
        let list = [
            built_in(
                "sandbox",
                "Developer sandbox",
                "https://login-sandbox.procore.com",
                "https://sandbox.procore.com",
                false,
            ),
            built_in(
                "monthly-sandbox",
                "Monthly sandbox",
                "https://login-sandbox-monthly.procore.com",
                "https://api-monthly.procore.com",
                false,
            ),
            built_in(
                "production",
                "Production",
                "https://login.procore.com",
                "https://api.procore.com",
                true,
            ),
            built_in(
                "federal",
                "Federal",
                "https://login.procoregov.com",
                "https://api.procoregov.com",
                true,
            ),
        ];
        Self(list.into_iter().flatten().collect())
    }

    /// `list`, which must not be empty and hold no id twice: [`parse`](Self::parse) sees to that.
    /// A list of one.
    pub fn only(environment: Environment) -> Self {
        Self(vec![environment])
    }

    pub(super) fn new(list: Vec<Environment>) -> Self {
        Self(list)
    }

    /// All of them, in the order of the configuration.
    pub fn iter(&self) -> impl Iterator<Item = &Environment> {
        self.0.iter()
    }

    /// The one with this id.
    pub fn get(&self, id: &str) -> Option<&Environment> {
        self.iter().find(|environment| environment.id == id)
    }

    /// The one with this id or, if there is none, the first.
    pub fn get_or_first(&self, id: Option<&str>) -> &Environment {
        id.and_then(|id| self.get(id)).unwrap_or(&self.0[0])
    }

    /// The environment that `session` belongs to, if it is still here and its hosts are the same.
    pub fn of(&self, session: &Session) -> Option<&Environment> {
        self.get(&session.environment)
            .filter(|environment| environment.login == session.login && environment.api == session.api)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_environment_is_there() {
        let builtin = Environments::builtin();
        let ids: Vec<&str> = builtin.iter().map(|environment| environment.id.as_str()).collect();
        assert_eq!(ids, ["sandbox", "monthly-sandbox", "production", "federal"]);
        for environment in builtin.iter() {
            assert!(environment.login.as_str().starts_with("https://login"), "{environment:?}");
            assert_ne!(environment.tone(), Tone::Other);
            assert_eq!(
                (environment.read_only, environment.is_guarded()),
                (environment.tone().is_real(), environment.tone().is_real())
            );
        }
    }

    #[test]
    fn a_record_of_an_environment_reads_back() {
        for environment in Environments::builtin().iter() {
            assert_eq!(Environment::from_record(&environment.to_record()).as_ref(), Some(environment));
            for (_, tone) in Tone::NAMED {
                let told = Environment { kind: Some(tone), ..environment.clone() };
                assert_eq!(Environment::from_record(&told.to_record()), Some(told));
            }
        }
        for broken in ["", "{}", r#"{"id":"a","name":"b","login":"x","api":"y","read_only":true}"#] {
            assert_eq!(Environment::from_record(broken), None, "{broken}");
        }
    }

    /// Procore's hosts stand in the Developer Portal, "Development Environments" and "Federal Zone".
    #[test]
    fn what_is_at_stake_follows_what_an_environment_says_of_itself() {
        use Tone::{DeveloperSandbox, Federal, MonthlySandbox, Other, Production};
        let local = "http://localhost:8082";
        let sandbox = "https://sandbox.procore.com";
        for (name, api, read_only, kind, tone, is_guarded) in [
            // Procore's production, whatever is said.
            ("Test", "https://api.procore.com", false, None, Production, true),
            ("Test", "https://api.procore.com", false, Some(DeveloperSandbox), Production, true),
            ("Test", "https://api.procoregov.com", false, Some(Other), Federal, true),
            // By its kind.
            ("A", "https://gateway.example", false, Some(Production), Production, true),
            ("A", "https://gateway.example", false, Some(Federal), Federal, true),
            ("Production", "https://gateway.example", false, Some(Other), Other, false),
            ("Production", sandbox, false, Some(MonthlySandbox), MonthlySandbox, false),
            ("A", local, false, Some(Production), Production, true),
            ("A", sandbox, false, Some(Production), Production, true),
            // By its name.
            ("Production", local, false, None, Production, true),
            ("ACME-PROD (EU)", local, false, None, Production, true),
            ("Production", sandbox, false, None, Production, true),
            ("Prod2", local, false, None, Production, true),
            ("eu-PRD", sandbox, false, None, Production, true),
            ("Produktion", local, false, None, Production, true),
            ("PRODUCCIÓN", local, false, None, Production, true),
            ("AcmeProd", local, false, None, Production, true),
            ("Products", local, false, None, Other, false),
            ("Prodigy", local, false, None, Other, false),
            // By its host.
            ("A", sandbox, false, None, DeveloperSandbox, false),
            ("A", "https://api-monthly.procore.com", false, None, MonthlySandbox, false),
            ("A", local, false, None, Other, false),
            ("A", "http://127.0.0.1:8082", false, None, Other, false),
            ("A", "https://[::1]", false, None, Other, false),
            // Hosts that nothing is known of, and those that only look like another one.
            ("A", "https://gateway.example", false, None, Production, true),
            ("Sandbox", "https://sandbox.procore.com.example", false, None, Production, true),
            ("A", "https://localhost.example", false, None, Production, true),
            // A lock has its reason.
            ("A", local, true, None, Production, true),
            ("A", local, true, Some(Other), Other, true),
            ("A", sandbox, true, None, DeveloperSandbox, true),
        ] {
            let origin = |text| Origin::parse(text).expect("an origin");
            let environment = Environment {
                id: "a".into(),
                name: name.into(),
                login: origin("https://login.example"),
                api: origin(api),
                client_id: None,
                read_only,
                kind,
            };
            let found = (environment.tone(), environment.is_guarded());
            assert_eq!(found, (tone, is_guarded), "{name} {api} {read_only} {kind:?}");
            let is_production =
                Environment { login: origin("https://login.procore.com"), ..environment.clone() };
            assert!(is_production.is_guarded(), "{name} {api}: its tokens are production's");
            let by_id = Environment { id: "eu-prod".into(), kind: None, ..environment };
            assert!(by_id.is_guarded(), "{name} {api}");
        }
    }

    #[test]
    fn an_unknown_id_falls_back_to_the_first() {
        let builtin = Environments::builtin();
        assert_eq!(builtin.get_or_first(Some("production")).id, "production");
        assert_eq!(builtin.get_or_first(Some("gone")).id, "sandbox");
        assert_eq!(builtin.get_or_first(None).id, "sandbox");
    }
}
