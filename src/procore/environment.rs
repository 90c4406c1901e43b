//! Procore's environments: pairs of a login host and an API host that issue and take tokens of their own.

use crate::oauth::{ClientId, Origin, Session};
use crate::record::{Reader, Writer};

/// One environment. Tokens and client ids of one are worth nothing in another.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// What an environment's colour says. The name says it too: never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Real data of real companies.
    Production,
    /// The developer sandbox.
    DeveloperSandbox,
    /// The monthly sandbox: a copy of production.
    MonthlySandbox,
    /// The federal zone.
    Federal,
    /// A stand-in, or hosts that this app does not know.
    Other,
}

impl Environment {
    /// The authorization endpoint (RFC 6749 section 3.1; Procore's "Grant App Authorization").
    pub fn authorization_endpoint(&self) -> String {
        format!("{}/oauth/authorize", self.login)
    }

    /// The origin of Procore's web app, where it is known (it stands in the address bar of everybody who works there).
    pub fn web_app(&self) -> Option<&'static str> {
        (self.tone() == Tone::Production).then_some("https://app.procore.com")
    }

    /// All of it as a record, for a worker.
    pub fn to_record(&self) -> String {
        let record = Writer::default().field("id", &self.id).field("name", &self.name);
        let record = record.field("login", &self.login.to_string()).field("api", &self.api.to_string());
        let record = record.optional("client_id", self.client_id.as_ref().map(ClientId::as_str));
        record.field("read_only", &self.read_only.to_string()).finish()
    }

    /// The environment of a record.
    pub fn from_record(record: &str) -> Option<Self> {
        let mut reader = Reader::new(record);
        let environment = Self {
            id: reader.take("id")?,
            name: reader.take("name")?,
            login: Origin::parse(&reader.take("login")?).ok()?,
            api: Origin::parse(&reader.take("api")?).ok()?,
            client_id: reader.take("client_id").and_then(|id| ClientId::parse(&id).ok()),
            read_only: reader.parse("read_only")?,
        };
        reader.is_done().then_some(environment)
    }

    /// Decided by the API host, so that production looks like production under any name.
    pub fn tone(&self) -> Tone {
        match self.api.host() {
            "api.procore.com" => Tone::Production,
            "sandbox.procore.com" => Tone::DeveloperSandbox,
            "api-monthly.procore.com" => Tone::MonthlySandbox,
            "api.procoregov.com" => Tone::Federal,
            _ => Tone::Other,
        }
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
            Some(Environment { id: id.into(), name: name.into(), login, api, client_id: None, read_only })
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
            assert_eq!(environment.read_only, matches!(environment.tone(), Tone::Production | Tone::Federal));
        }
    }

    #[test]
    fn a_record_of_an_environment_reads_back() {
        for environment in Environments::builtin().iter() {
            assert_eq!(Environment::from_record(&environment.to_record()).as_ref(), Some(environment));
        }
        for broken in ["", "id=a&name=b", "id=a&name=b&login=x&api=y&read_only=true"] {
            assert_eq!(Environment::from_record(broken), None, "{broken}");
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
