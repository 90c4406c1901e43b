//! `config.json` as hosts give it and people edit it. Every fault of the file is proved by `src/procore/config.rs`, the page that
//! names it by `tests/web/components.rs`.

use serde_json::{Value, json};
use standin::{PathMatch, SiteFault};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(broken_unreadable_or_absent).also_below_a_path(), scenario!(edited_without_a_rebuild)]
}

/// An environment that nobody uses.
fn unused() -> Value {
    json!({
        "id": "one", "name": "Unused", "login_url": "https://login.example", "api_url": "https://api.example",
        "client_id": "our-client", "read_only": false,
    })
}

/// A fault is named with its field and nobody can sign in; a host that fails is named; without a file there are Procore's own
/// environments.
async fn broken_unreadable_or_absent(world: &World) -> Result {
    let mut broken = unused();
    broken["read_only"] = json!("true");
    world.write("config.json", json!({ "environments": [broken] }).to_string());
    for route in ["", "setup/", "grants/"] {
        world.open(route).await?;
        world.sees("config.json is broken").await?;
        world.sees("environments[0].read_only: invalid type: string \"true\", expected a boolean").await?;
        world.does_not_see("Sign in with Procore").await?;
    }
    world.write("config.json", world.procore.config_json());
    world.press("Try again").await?;
    world.sees("Which grant do I need?").await?;

    world.site.override_file("config.json", "text/html", 503, "<!doctype html><p>Not now");
    world.open("").await?;
    world.sees("config.json could not be read").await?;
    world.sees("answered 503").await?;
    world.does_not_see("Sign in with Procore").await?;
    world.site.clear_overrides();
    world.site.fail(PathMatch::Exact("config.json".into()), SiteFault::Close);
    world.open("").await?;
    world.sees("gave no answer").await?;
    world.site.clear_faults();
    world.press("Try again").await?;
    world.is_signed_out().await?;

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
    world.sees("login.procore.com").await?;
    world.reload().await?;
    world.sees("login.procore.com").await
}

/// A new file counts at the next visit, whatever the browser has in its cache; the choice is remembered. When the hosts of a
/// session are taken out of the file, its token is dropped.
async fn edited_without_a_rebuild(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    world.open("").await?;
    let mut config: Value = serde_json::from_str(&world.procore.config_json())?;
    let mut other = config["environments"][0].clone();
    other["id"] = "other".into();
    other["name"] = "The other one".into();
    if let Some(environments) = config["environments"].as_array_mut() {
        environments.insert(0, unused());
        environments.push(other);
    }
    world.write("config.json", config.to_string());
    world.reload().await?;
    world.choose("Environment", "The other one").await?;
    world.consent_as(ADA).await?;
    world.sees("The other one").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.sees("Not verified").await?;

    world.write("config.json", json!({ "environments": [unused()] }).to_string());
    world.procore.clear_received();
    world.reload().await?;
    world.sees("The environment has changed").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    assert!(world.procore.received().is_empty());
    Ok(())
}
