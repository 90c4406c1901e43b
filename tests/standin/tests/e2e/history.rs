//! History and saved requests in the browser's database and in files: kept for one person over reloads and sign-ins, taken
//! away, brought back, forgotten. The lists themselves are proved by `tests/web/shelf.rs`, their rules by
//! `src/console/tests/history.rs`, the database's by `tests/web/history.rs`.

use std::fs;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::page::{ADA, BJORN};
use crate::requests::holds;
use crate::scenario::{Scenario, scenario};
use crate::trace::COLLECT;
use crate::waiting::{Result, eventually};
use crate::world::World;

const LIST: &str = "/rest/v1.0/large?rows=3&seed=1";
const ECHO: &str = "/rest/v1.0/odd/echo";
const TEMPLATE: &str = "/rest/v1.0/projects/{project_id}/rfis?per_page=2";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(calls_are_kept_for_one_person), scenario!(saved_brought_back_and_forgotten)]
}

/// Room for a list beside the request: on a narrow screen it lies over it.
async fn widen(world: &World) -> Result {
    Ok(world.browser.client().set_window_size(1280, 1000).await?)
}

/// The entry that has these words.
async fn entry(world: &World, words: &str) -> Result<Element> {
    eventually(&format!("an entry with “{words}”"), async || {
        for entry in world.browser.client().find_all(Locator::Css(".entry-open")).await? {
            if entry.text().await?.contains(words) {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    })
    .await
}

async fn entries(world: &World, number: usize) -> Result {
    eventually(&format!("{number} entries"), async || {
        let found = world.browser.client().find_all(Locator::Css(".entry-open")).await?.len();
        if found == number { Ok(Some(())) } else { Err(format!("{found} entries").into()) }
    })
    .await
}

/// What a search for secrets finds in the browser's databases.
async fn databases(world: &World) -> Result<String> {
    let found = world.browser.run_async(COLLECT).await?;
    Ok(found["places"]["IndexedDB"].as_str().unwrap_or_default().to_owned())
}

/// Sends a body to the echo.
async fn post(world: &World, body: &str) -> Result {
    world.fill("JSON body", body).await?;
    world.press("Send").await
}

async fn calls_are_kept_for_one_person(world: &World) -> Result {
    widen(world).await?;
    world.begin_with(LIST).await?;
    world.paste("Path", "/rest/v1.0/odd/echo?access_token=hush&x=1").await?;
    world.choose("Method", "POST").await?;
    world.field("JSON").await?.click().await?;
    world.press("History").await?;
    entries(world, 1).await?;
    post(world, "{\"alpha\": 1}").await?;
    world.response_shows("200 OK").await?;
    entries(world, 2).await?;
    // Whoever looks for secrets there sees what is in it, and there is none; nor is there a body, unless it is wanted.
    world.field("Keep request bodies in the history").await?.click().await?;
    post(world, "{\"second\": 2}").await?;
    entries(world, 3).await?;
    eventually("the calls in the database", async || {
        let kept = databases(world).await?;
        assert!(!kept.contains("hush") && !kept.contains("alpha"), "{kept}");
        Ok((kept.contains("large") && kept.contains("second")).then_some(()))
    })
    .await?;

    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("History").await?;
    // The app's own first call is nobody's.
    entries(world, 3).await?;
    world.sees("Today").await?;
    // Opened, it is a draft; sent by nobody.
    let before = world.calls().len();
    let [second, first] = &world.browser.client().find_all(Locator::Css(".entry-open")).await?[..2] else {
        return Err("two entries".into());
    };
    second.click().await?;
    holds(world, "JSON body", "{\"second\": 2}").await?;
    holds(world, "Path", &format!("{ECHO}?x=1")).await?;
    first.click().await?;
    world.sees("The body that was sent is not here").await?;
    assert_eq!(world.calls().len(), before);
    world.fill("Search history", "large").await?;
    entries(world, 1).await?;
    world.press("Run again").await?;
    eventually("the call", async || {
        Ok(world.calls().last().filter(|call| call.path == "/rest/v1.0/large").map(drop))
    })
    .await?;
    world.sees_row("[3]").await?;
    entries(world, 2).await?;

    // Another person sees none of it, and the first one all of it.
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.does_not_see("large").await?;
    world.begin_as(BJORN).await?;
    world.press("History").await?;
    world.sees("Calls that you send from now on").await?;
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.begin_as(ADA).await?;
    world.press("History").await?;
    entries(world, 4).await?;
    // On a narrow screen the list goes when an entry is opened.
    world.browser.client().set_window_size(500, 900).await?;
    eventually("a narrow window", async || {
        Ok((world.browser.run("return innerWidth < 600").await? == true).then_some(()))
    })
    .await?;
    entry(world, "large").await?.click().await?;
    entries(world, 0).await?;
    holds(world, "Path", LIST).await
}

async fn save(world: &World, name: &str, folder: &str) -> Result {
    world.press("Save request").await?;
    world.fill("Name", name).await?;
    world.fill("Folder", folder).await?;
    world.press("Save").await?;
    eventually("the end of the form", async || {
        let forms = world.browser.client().find_all(Locator::Css(".save-form")).await?;
        Ok(forms.is_empty().then_some(()))
    })
    .await
}

/// Makes a file and reads it.
async fn file(world: &World, button: &str) -> Result<Value> {
    let count = "return window.__files.length";
    let before = world.browser.run(count).await?;
    world.press(button).await?;
    eventually("the file", async || Ok((world.browser.run(count).await? != before).then_some(()))).await?;
    let text = world.browser.run_async("return await window.__files.at(-1).text()").await?;
    Ok(serde_json::from_str(text.as_str().unwrap_or_default())?)
}

/// Chooses a file with this in it.
async fn import(world: &World, bytes: &[u8]) -> Result {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), bytes)?;
    let field = world.browser.client().find(Locator::Css(".shelf-foot input[type=file]")).await?;
    field.send_keys(&file.path().to_string_lossy()).await?;
    // The browser reads it when it is needed, and then it is told what became of it.
    world.can_press("Dismiss").await
}

async fn saved_brought_back_and_forgotten(world: &World) -> Result {
    widen(world).await?;
    world.begin_with(LIST).await?;
    save(world, "Three rows", "Tests").await?;
    world.fill("Path", TEMPLATE).await?;
    save(world, "RFIs of a project", "").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Saved").await?;
    entries(world, 2).await?;
    entry(world, "RFIs of a project").await?.click().await?;
    holds(world, "Path", TEMPLATE).await?;

    world.watch_files().await?;
    let export = file(world, "Export").await?;
    assert_eq!((&export["format"], &export["version"]), (&json!("procore-console"), &json!(1)));
    let saved = export["saved"].as_array().cloned().unwrap_or_default();
    assert_eq!(saved.len(), 2);
    assert_eq!((&saved[0]["request"]["target"], &saved[1]["folder"]), (&json!(TEMPLATE), &json!("Tests")));
    assert_eq!(export["history"][0]["request"]["target"], json!(LIST));
    assert_eq!(export["history"][0]["status"], json!(200));
    let collection = file(world, "Export for Postman").await?;
    let raw = &collection["item"][0]["request"]["url"]["raw"];
    assert_eq!(raw, "{{base_url}}/rest/v1.0/projects/{{project_id}}/rfis?per_page=2");
    assert_eq!(collection["item"][1]["name"], json!("Tests"));
    let files = format!("{export}{collection}");
    assert!(world.secrets().iter().all(|secret| !files.contains(secret)));

    world.press("Delete RFIs of a project").await?;
    entries(world, 1).await?;
    // What cannot be read takes nothing away.
    let huge = vec![b' '; 51_000_000];
    let text = export.to_string();
    for (bytes, words) in [
        (
            text.replacen("\"GET\"", "\"TRACE\"", 1).as_bytes(),
            "saved[0].request.method: is not a method of the API",
        ),
        (&huge, "At most 50 MB can be imported"),
    ] {
        import(world, bytes).await?;
        world.sees(words).await?;
        world.press("Dismiss").await?;
        world.sees_no_longer(words).await?;
        entries(world, 1).await?;
    }
    import(world, text.as_bytes()).await?;
    world.sees("Imported: 1 saved request, 0 calls. 2 entries were here already.").await?;
    entries(world, 2).await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Saved").await?;
    entries(world, 2).await?;

    assert!(databases(world).await?.contains("large"));
    world.show_session().await?;
    world.press("Forget everything here").await?;
    world.press("Forget it all").await?;
    world.sees("Everything that this app kept in this browser is gone").await?;
    world.is_signed_out().await?;
    assert_eq!(databases(world).await?, "[]");
    world.tab_holds_only(&[]).await?;
    let left =
        world.browser.run("return Object.keys(localStorage).map((key) => key.split(':').at(-1))").await?;
    assert_eq!(left, json!(["ended"]), "what tells other tabs of the end");
    world.reload().await?;
    world.leave_for_procore().await?;
    world.allow().await?;
    world.sees("You are here for the first time.").await?;
    world.press("Saved").await?;
    world.sees("keeps the request in sight here").await
}
