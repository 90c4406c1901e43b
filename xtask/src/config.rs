//! The `config.json` of development builds.

use anyhow::{Context, Result};
use procore_console::procore::{Environment, Environments};

/// The client id of the stand-in's demo app.
const DEMO_CLIENT: &str = "procore-console-demo";

/// The stand-in as environment, with its login host on `login` and its API host on `api`.
pub fn standin(login: u16, api: u16) -> String {
    format!(
        r#"{{"id":"stand-in","name":"Stand-in of Procore","login_url":"http://localhost:{login}","api_url":"http://localhost:{api}","client_id":"{DEMO_CLIENT}"}}"#
    )
}

/// The stand-in on its default ports, then Procore's own environments.
pub fn for_development() -> Result<Environments> {
    let own = Environments::builtin();
    let list: Vec<String> = [standin(8081, 8082)].into_iter().chain(own.iter().map(entry)).collect();
    parse(&list)
}

/// The stand-in alone.
pub fn for_standin(login: u16, api: u16) -> Result<Environments> {
    parse(&[standin(login, api)])
}

fn parse(list: &[String]) -> Result<Environments> {
    let text = format!(r#"{{"environments":[{}]}}"#, list.join(","));
    Environments::parse(text.as_bytes()).context("the environments of development")
}

/// `config.json` with these environments.
pub fn to_json(environments: &Environments) -> String {
    let list: Vec<String> = environments.iter().map(entry).collect();
    format!("{{\n  \"environments\": [\n    {}\n  ]\n}}\n", list.join(",\n    "))
}

fn entry(environment: &Environment) -> String {
    let Environment { id, name, login, api, client_id, read_only, kind } = environment;
    // A Debug string of such plain texts is a JSON string.
    let client_id = client_id.as_ref().map(|id| format!(r#","client_id":{:?}"#, id.as_str()));
    let kind = kind.map(|kind| format!(r#","kind":"{}""#, kind.name()));
    format!(
        r#"{{"id":{id:?},"name":{name:?},"login_url":"{login}","api_url":"{api}"{},"read_only":{read_only}{}}}"#,
        client_id.unwrap_or_default(),
        kind.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use procore_console::oauth::ClientId;

    use super::*;

    #[test]
    fn development_offers_the_stand_in_first_and_then_procores_own() {
        let environments = for_development().expect("environments");
        let all: Vec<&Environment> = environments.iter().collect();
        assert_eq!(
            (all[0].login.to_string(), all[0].api.to_string()),
            ("http://localhost:8081".to_owned(), "http://localhost:8082".to_owned())
        );
        assert_eq!(all[0].client_id.as_ref().map(ClientId::as_str), Some(DEMO_CLIENT));
        let own = Environments::builtin();
        assert!(all[1..].iter().copied().eq(own.iter()));
    }

    #[test]
    fn a_config_json_is_read_as_it_was_meant() {
        let environments = for_development().expect("environments");
        assert_eq!(Environments::parse(to_json(&environments).as_bytes()), Ok(environments));
    }
}
