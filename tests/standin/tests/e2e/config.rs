//! `config.json` as people edit it, and client ids as people paste them.

use serde_json::{Value, json};
use standin::{PathMatch, SiteFault};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(broken),
        scenario!(unreadable),
        scenario!(absent),
        scenario!(edited_without_a_rebuild),
        scenario!(environment_gone),
        scenario!(client_ids),
    ]
}

/// A sound environment with one field changed; `null` takes it away.
fn with(field: &str, value: Value) -> Value {
    let mut environment = json!({
        "id": "one", "name": "One", "login_url": "https://login.example", "api_url": "https://api.example",
        "client_id": "our-client", "read_only": false,
    });
    environment[field] = value;
    if let Some(fields) = environment.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    environment
}

fn one(field: &str, value: impl Into<Value>) -> Vec<u8> {
    json!({ "environments": [with(field, value.into())] }).to_string().into_bytes()
}

/// Every fault is named with its field; nobody can sign in, least of all to production.
async fn broken(world: &World) -> Result {
    let twice = json!({ "environments": [with("name", "A".into()), with("name", "B".into())] });
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"{\n  \"environments\": [,]}".to_vec(), "not JSON: line 2, column 20"),
        (b"".to_vec(), "not JSON"),
        (b"<!doctype html>".to_vec(), "not JSON"),
        (b"{\"environments\":\xff}".to_vec(), "UTF-8"),
        (b"[]".to_vec(), "must be an object"),
        (b"{}".to_vec(), "environments is missing"),
        (b"{\"environments\":[]}".to_vec(), "environments is empty"),
        (b"{\"environments\":{}}".to_vec(), "environments must be an array"),
        (b"{\"environment\":[]}".to_vec(), "environment is not a field that this app knows"),
        (one("id", Value::Null), "environments[0].id is missing"),
        (one("name", Value::Null), "environments[0].name is missing"),
        (one("login_url", Value::Null), "environments[0].login_url is missing"),
        (one("api_url", Value::Null), "environments[0].api_url is missing"),
        (one("id", 7), "environments[0].id must be text"),
        (one("read_only", "true"), "environments[0].read_only must be true or false"),
        (one("readonly", true), "environments[0].readonly is not a field"),
        (twice.to_string().into_bytes(), "environments[1].id is the same as environments[0].id"),
        (
            one("login_url", "https://login.example/"),
            "environments[0].login_url must end after the host: no path",
        ),
        (
            one("api_url", "https://api.example/rest"),
            "environments[0].api_url must end after the host: no path",
        ),
        (one("login_url", "http://login.example"), "environments[0].login_url must begin with https://"),
        (one("api_url", "http://api.example"), "environments[0].api_url must begin with https://"),
        (one("api_url", "https://me:pw@api.example"), "environments[0].api_url must not hold a user name"),
        (one("api_url", "https://api.example?x"), "environments[0].api_url must end after the host: no “?”"),
        (one("api_url", "https://api.example#x"), "environments[0].api_url must end after the host: no “#”"),
        (one("client_id", "two words"), "environments[0].client_id has white space inside"),
    ];
    for (bytes, words) in cases {
        world.write("config.json", bytes)?;
        world.open("").await?;
        world.sees("config.json is broken").await?;
        world.sees(words).await?;
        world.does_not_see("Sign in with Procore").await?;
    }
    for route in ["setup/", "grants/"] {
        world.open(route).await?;
        world.sees("config.json is broken").await?;
    }
    world.write("config.json", world.procore.config_json())?;
    world.press("Try again").await?;
    world.sees("Which grant do I need?").await
}

/// The host fails to give the file.
async fn unreadable(world: &World) -> Result {
    for status in [500, 503, 403] {
        world.site.override_file("config.json", "text/html", status, "<!doctype html><p>Not now");
        world.open("").await?;
        world.sees("config.json could not be read").await?;
        world.sees(&format!("answered {status}")).await?;
        world.does_not_see("Sign in with Procore").await?;
    }
    world.site.clear_overrides();
    world.site.fail(PathMatch::Exact("config.json".into()), SiteFault::Close);
    world.open("").await?;
    world.sees("gave no answer").await?;
    world.site.clear_faults();
    world.press("Try again").await?;
    world.is_signed_out().await
}

/// No file, or a host that answers everything with HTML: Procore's own environments.
async fn absent(world: &World) -> Result {
    for (kind, status) in [("text/html", 404), ("text/html; charset=utf-8", 200), ("text/plain", 404)] {
        world.site.override_file("config.json", kind, status, "<!doctype html><p>Not here");
        world.open("").await?;
        world.is_signed_out().await?;
        let options = "return [...document.querySelectorAll('select option')].map((option) => option.text)";
        let names = world.browser.run(options).await?;
        assert_eq!(names, json!(["Developer sandbox", "Monthly sandbox", "Production", "Federal"]));
        world.sees("login-sandbox.procore.com").await?;
        assert_eq!(world.field("Client ID").await?.prop("value").await?.as_deref(), Some(""));
    }
    world.field("Environment").await?.select_by_label("Production").await?;
    world.sees("Real data of real companies.").await?;
    world.sees("login.procore.com").await?;
    world.reload().await?;
    world.sees("login.procore.com").await
}

/// A new file counts at the next visit, whatever the browser has in its cache; the choice is remembered.
async fn edited_without_a_rebuild(world: &World) -> Result {
    world.open("").await?;
    let mut config: Value = serde_json::from_str(&world.procore.config_json())?;
    let mut other = config["environments"][0].clone();
    other["id"] = "other".into();
    other["name"] = "The other one".into();
    if let Some(environments) = config["environments"].as_array_mut() {
        environments.insert(0, with("name", "Unused".into()));
        environments.push(other);
    }
    world.write("config.json", config.to_string())?;
    world.reload().await?;
    world.field("Environment").await?.select_by_label("The other one").await?;
    world.sign_in_as(ADA).await?;
    world.sees("The other one").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await
}

/// The hosts of a session are taken out of the file: its token is dropped.
async fn environment_gone(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("Not verified").await?;
    world.write("config.json", one("id", "one"))?;
    world.procore.clear_received();
    world.reload().await?;
    world.sees("The environment has changed").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    assert!(world.procore.received().is_empty());
    Ok(())
}

/// A client id with spaces, none at all, and one with the white space that copying adds.
async fn client_ids(world: &World) -> Result {
    world.open("").await?;
    let focused = "return document.activeElement.getAttribute('aria-invalid')";
    for (text, words) in [
        ("two words", "A client id has no spaces inside."),
        ("", "Enter the client id of your app"),
        ("   ", "Enter the client id of your app"),
        ("naïve", "plain ASCII only"),
    ] {
        world.fill("Client ID", text).await?;
        world.press("Sign in with Procore").await?;
        world.sees(words).await?;
        assert_eq!(world.browser.run(focused).await?, "true", "the field has the focus and is marked");
    }
    assert!(world.procore.received().is_empty(), "nobody left the page");
    world.tab_holds_only(&[]).await?;
    world.fill("Client ID", &format!("  {}  ", standin::DEMO_CLIENT)).await?;
    world.sees_no_longer("plain ASCII only").await?;
    world.sign_in_as(ADA).await
}
