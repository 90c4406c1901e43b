//! History and saved requests: kept in this browser for one person, found, opened, taken away as files, brought back, forgotten.

use std::fs;

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::trace::COLLECT;
use crate::waiting::{Result, eventually};
use crate::world::World;

const LIST: &str = "/rest/v1.0/large?rows=3&seed=1";
const ECHO: &str = "/rest/v1.0/odd/echo";
const TEMPLATE: &str = "/rest/v1.0/projects/{project_id}/rfis?per_page=2";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_call_is_found_again),
        scenario!(bodies_only_on_demand),
        scenario!(saved_and_brought_back),
        scenario!(forget_everything_here),
    ]
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

async fn path(world: &World) -> Result<String> {
    Ok(world.field("Path").await?.prop("value").await?.unwrap_or_default())
}

/// What a search for secrets finds in the browser's databases.
async fn databases(world: &World) -> Result<String> {
    let found = world.browser.run_async(COLLECT).await?;
    Ok(found["places"]["IndexedDB"].as_str().unwrap_or_default().to_owned())
}

async fn a_call_is_found_again(world: &World) -> Result {
    widen(world).await?;
    world.begin_with(LIST).await?;
    world.call("/rest/v1.0/odd/echo?access_token=hush&x=1").await?;
    world.response_shows("200 OK").await?;
    eventually("the call in the database", async || {
        Ok(databases(world).await?.contains("odd").then_some(()))
    })
    .await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("History").await?;
    // The app's own first call is nobody's.
    entries(world, 2).await?;
    world.sees("Today").await?;
    world.fill("Search history", "large 200").await?;
    entries(world, 1).await?;
    world.fill("Search history", "large 404").await?;
    world.sees("Nothing found").await?;
    world.fill("Search history", "get rest").await?;
    entries(world, 2).await?;
    // Whoever looks for secrets there sees what is in it, and there is none.
    let kept = databases(world).await?;
    assert!(kept.contains("large") && kept.contains("odd"), "{kept}");
    assert!(!kept.contains("hush"), "{kept}");

    // Opened, it is a draft; sent by nobody.
    let before = world.calls().len();
    entry(world, "echo").await?.click().await?;
    eventually("the draft", async || Ok((path(world).await? == format!("{ECHO}?x=1")).then_some(()))).await?;
    assert_eq!(world.calls().len(), before);
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    entries(world, 3).await?;
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
    world.leave_for_procore().await?;
    world.press("Log out").await?;
    world.log_in(BJORN).await?;
    world.allow().await?;
    world.response_shows("200 OK").await?;
    world.press("History").await?;
    world.sees("Calls that you send from now on").await?;
    world.focus_is("shelf-search").await?;
    world.key(Key::Escape).await?;
    world.sees_no_longer("Calls that you send from now on").await?;
    world.press("Sign out").await?;
    world.leave_for_procore().await?;
    world.press("Log out").await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.response_shows("200 OK").await?;
    world.press("History").await?;
    entries(world, 4).await?;
    // On a narrow screen the list goes when an entry is opened.
    world.browser.client().set_window_size(500, 900).await?;
    eventually("a narrow window", async || {
        Ok((world.browser.run("return innerWidth < 600").await? == true).then_some(()))
    })
    .await?;
    entry(world, "echo").await?.click().await?;
    entries(world, 0).await?;
    eventually("the draft", async || Ok((path(world).await? == format!("{ECHO}?x=1")).then_some(()))).await
}

async fn bodies_only_on_demand(world: &World) -> Result {
    widen(world).await?;
    world.begin_as(ADA).await?;
    world.fill("Path", ECHO).await?;
    world.choose("Method", "POST").await?;
    world.field("JSON").await?.click().await?;
    world.fill("JSON body", "{\"alpha\": 1}").await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    world.press("History").await?;
    entries(world, 1).await?;
    world.field("Keep request bodies in the history").await?.click().await?;
    world.fill("JSON body", "{\"second\": 2}").await?;
    world.press("Send").await?;
    entries(world, 2).await?;
    let kept = databases(world).await?;
    assert!(kept.contains("second") && !kept.contains("alpha"), "{kept}");
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("History").await?;
    entries(world, 2).await?;
    let all = world.browser.client().find_all(Locator::Css(".entry-open")).await?;
    let [second, first] = &all[..] else { return Err("two entries".into()) };
    second.click().await?;
    eventually("the body", async || {
        let body = world.field("JSON body").await?.prop("value").await?;
        Ok(body.filter(|text| text == "{\"second\": 2}"))
    })
    .await?;
    world.does_not_see("is not here").await?;
    let before = world.calls().len();
    first.click().await?;
    world.sees("The body that was sent is not here").await?;
    world.press("Send").await?;
    world.sees("The body is not JSON").await?;
    assert_eq!(world.calls().len(), before);
    Ok(())
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

async fn saved_and_brought_back(world: &World) -> Result {
    widen(world).await?;
    world.begin_with(LIST).await?;
    save(world, "Three rows", "Tests").await?;
    world.fill("Path", TEMPLATE).await?;
    world.press("Save request").await?;
    world.fill("Name", " ").await?;
    world.press("Save").await?;
    world.sees("Give it a name").await?;
    world.press("Do not save").await?;
    save(world, "RFIs of a project", "").await?;
    world.press("Saved").await?;
    entries(world, 2).await?;
    world.fill("Search saved requests", "tests rows").await?;
    entries(world, 1).await?;
    world.fill("Search saved requests", "rfis").await?;
    entry(world, "RFIs of a project").await?.click().await?;
    eventually("the draft", async || Ok((path(world).await? == TEMPLATE).then_some(()))).await?;

    world.press("Edit RFIs of a project").await?;
    world.focus_is("save-name").await?;
    world.fill("Notes", "Open ones only").await?;
    world.press("Save").await?;
    entry(world, "Open ones only").await?;

    world.watch_files().await?;
    let export = file(world, "Export").await?;
    assert_eq!((&export["format"], &export["version"]), (&json!("procore-console"), &json!(1)));
    let saved = export["saved"].as_array().cloned().unwrap_or_default();
    assert_eq!(saved.len(), 2);
    assert_eq!((&saved[0]["notes"], &saved[1]["folder"]), (&json!("Open ones only"), &json!("Tests")));
    assert_eq!(saved[0]["request"]["target"], json!(TEMPLATE));
    assert_eq!(export["history"][0]["request"]["target"], json!(LIST));
    assert_eq!(export["history"][0]["status"], json!(200));
    let collection = file(world, "Export for Postman").await?;
    let raw = &collection["item"][0]["request"]["url"]["raw"];
    assert_eq!(raw, "{{base_url}}/rest/v1.0/projects/{{project_id}}/rfis?per_page=2");
    assert_eq!(collection["item"][1]["name"], json!("Tests"));
    let files = format!("{export}{collection}");
    assert!(world.secrets().iter().all(|secret| !files.contains(secret)));

    world.press("Delete RFIs of a project").await?;
    world.sees("is deleted").await?;
    world.press("Undo").await?;
    world.fill("Search saved requests", "").await?;
    entries(world, 2).await?;
    world.press("Delete RFIs of a project").await?;
    entries(world, 1).await?;

    // What cannot be read takes nothing away.
    let huge = vec![b' '; 51_000_000];
    let text = export.to_string();
    for (bytes, words) in [
        (
            &b"{\"format\":\"procore-console\",\"version\":1,\"saved\":["[..],
            "The file is not JSON, or breaks off",
        ),
        (collection.to_string().as_bytes(), "no export of this app"),
        (
            text.replacen("\"GET\"", "\"TRACE\"", 1).as_bytes(),
            "saved[0].request.method is not a method of the API",
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
    world.press("Dismiss").await?;
    import(world, text.as_bytes()).await?;
    world.sees("Imported: 0 saved requests, 0 calls. 3 entries were here already.").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Saved").await?;
    entries(world, 2).await
}

async fn forget_everything_here(world: &World) -> Result {
    widen(world).await?;
    world.begin_with(LIST).await?;
    save(world, "Three rows", "").await?;
    world.show_session().await?;
    world.press("Forget everything here").await?;
    world.sees("This removes from this browser").await?;
    world.press("Keep it").await?;
    world.sees_no_longer("This removes from this browser").await?;
    assert!(databases(world).await?.contains("large"));
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
