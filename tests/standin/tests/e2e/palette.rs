//! The palette and the keys: everything by the keyboard, and nothing that is typed into a field taken for a key.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(from_nothing_to_an_answer), scenario!(keys_do_what_they_say), scenario!(an_id_is_followed)]
}

/// The rows of the palette: what each is called, and its kind.
const ROWS: &str = "return [...document.querySelectorAll('#palette-list [role=option]')]
    .map((row) => [row.querySelector('.palette-title').textContent, row.querySelector('.palette-kind').textContent])";

/// Presses a key together with others that are held.
async fn press(world: &World, held: Key, key: char) -> Result {
    world.keys(&format!("{}{key}{}", char::from(held), char::from(Key::Null))).await
}

/// Opens the palette, types this, and takes the first row once it is this one.
async fn go(world: &World, words: &str, title: &str, kind: &str) -> Result {
    press(world, Key::Control, 'k').await?;
    world.focus_is("palette").await?;
    world.keys(words).await?;
    eventually(&format!("“{title}” first"), async || {
        let rows = world.browser.run(ROWS).await?;
        if rows[0] == json!([title, kind]) { Ok(Some(())) } else { Err(format!("there is {rows}").into()) }
    })
    .await?;
    world.key(Key::Enter).await?;
    is_closed(world).await
}

/// Waits for the end of what lies over the page: no key does anything before. (A dialog is out of sight a frame earlier.)
async fn is_closed(world: &World) -> Result {
    eventually("the end of what lies over the page", async || {
        Ok((world.browser.run("return !document.querySelector('dialog.overlay')").await? == true)
            .then_some(()))
    })
    .await
}

const RFIS: &str = "/rest/v1.0/projects/{project_id}/rfis";

/// Company, project, endpoint and answer, the same call from the history, and a tab that was open: all of it by the palette.
async fn from_nothing_to_an_answer(world: &World) -> Result {
    world.begin_as(ADA).await?;
    press(world, Key::Control, 'k').await?;
    world.focus_is("palette").await?;
    assert!(
        world.calls().iter().all(|call| call.path == "/rest/v1.0/me"),
        "nothing is asked before anything is typed"
    );
    world.key(Key::Escape).await?;
    is_closed(world).await?;
    go(world, "nordlys", "Nordlys Entreprenør AS", "Company").await?;
    go(world, "gamle havn", "Gamle havn", "Project").await?;
    go(world, "rfis list", RFIS, "Endpoint").await?;
    world.focus_is("path").await?;
    // What was there is still there, in its tab.
    let tabs = "return [...document.querySelectorAll('.sheet-name')].map((tab) => tab.textContent)";
    assert_eq!(world.browser.run(tabs).await?, json!(["GET me", "GET rfis"]));
    press(world, Key::Control, char::from(Key::Enter)).await?;
    let path = "/rest/v1.0/projects/562949953450003/rfis";
    world.is_called(path).await?;
    world.response_shows("200 OK").await?;
    go(world, "rfis 200", path, "History").await?;
    assert_eq!(world.browser.run(tabs).await?, json!(["GET me", "GET rfis", "GET rfis"]));
    go(world, "me", "/rest/v1.0/me", "Tab").await?;
    world.sees_row("login").await?;
    go(world, "sign out", "Sign out", "Action").await?;
    world.is_signed_out().await
}

async fn keys_do_what_they_say(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.browser.run("document.activeElement.blur()").await?;
    world.keys("?").await?;
    world.sees("Keyboard shortcuts").await?;
    world.sees("Find anything").await?;
    // Over the list no other key does anything.
    world.keys("n").await?;
    world.key(Key::Escape).await?;
    is_closed(world).await?;
    let tabs = "return document.querySelectorAll('.sheet').length";
    assert_eq!(world.browser.run(tabs).await?, 1);

    world.keys("f").await?;
    world.focus_is("find").await?;
    // In a field they are letters.
    world.keys("nj?").await?;
    assert_eq!(world.field("Find in response").await?.prop("value").await?.as_deref(), Some("nj?"));
    world.found("Nothing found").await?;
    // In the tree they go to the row that begins so.
    world.focus_list().await?;
    world.keys("n").await?;
    world.focus_is("rows").await?;
    press(world, Key::Control, 'f').await?;
    world.focus_is("find").await?;
    assert_eq!(world.browser.run(tabs).await?, 1);

    // In another form the key that sends is the form's.
    let calls = world.calls().len();
    world.press("Save request").await?;
    world.focus_is("save-name").await?;
    press(world, Key::Control, char::from(Key::Enter)).await?;
    world.sees_no_longer("Do not save").await?;
    // On another page no key does anything to the console.
    world.press("Bring a token").await?;
    world.sees("Token or token response").await?;
    world.browser.run("document.activeElement.blur()").await?;
    world.keys("n").await?;
    world.press("Console").await?;
    world.sees_row("login").await?;
    assert_eq!((world.browser.run(tabs).await?, world.calls().len()), (json!(1), calls));

    world.browser.run("document.activeElement.blur()").await?;
    world.keys("n").await?;
    world.focus_is("path").await?;
    assert_eq!(world.browser.run(tabs).await?, 2);
    world.browser.run("document.activeElement.blur()").await?;
    world.keys("k").await?;
    world.sees_row("login").await?;
    world.keys("h").await?;
    world.focus_is("shelf-search").await
}

/// An id in an answer, in the tree and in the table, leads to the thing.
async fn an_id_is_followed(world: &World) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    let project = "/rest/v1.0/projects/562949953450003";
    world.call(&format!("{project}/rfis?per_page=3")).await?;
    world.has_come().await?;
    world.sees_row("[3]").await?;
    world.focus_list().await?;
    let (id, creator) = (world.answered_at("/0/id").await?, world.answered_at("/0/created_by/id").await?);
    world.key(Key::Home).await?;
    // To the next row that begins so.
    world.keys("id").await?;
    world.sees("One RFI").await?;
    press(world, Key::Alt, char::from(Key::Enter)).await?;
    world.is_called(&format!("{project}/rfis/{id}")).await?;
    world.response_shows("200 OK").await?;
    world.does_not_see("Follow this id").await?;

    world.press("GET rfis").await?;
    world.show_tab("Table").await?;
    // Columns are drawn only while they are in sight.
    let script = "const cell = [...document.querySelectorAll('.cell')].find((cell) => cell.textContent === arguments[0]);
        const rows = document.getElementById('rows');
        const isAtEnd = rows.scrollLeft + rows.clientWidth >= rows.scrollWidth - 1;
        if (!cell) rows.scrollLeft = isAtEnd ? 0 : rows.scrollLeft + 300;
        cell?.click(); return !!cell";
    eventually("the creator's cell", async || {
        Ok((world.browser.run_with(script, vec![json!(creator)]).await? == true).then_some(()))
    })
    .await?;
    world.press("Follow this id").await?;
    world.is_called(&format!("{project}/users/{creator}")).await
}

impl World {
    /// What the answer to the last call has at this place.
    async fn answered_at(&self, pointer: &str) -> Result<String> {
        let call = self.calls().pop().ok_or("nothing was called")?;
        let token = self.procore.issue_token(ADA.email, standin::DEMO_CLIENT);
        let asked = reqwest::Client::builder().no_proxy().build()?;
        let asked =
            asked.get(format!("{}{}?per_page=3", self.procore.api_origin(), call.path)).bearer_auth(token);
        let asked = asked.header("Procore-Company-Id", call.company_id.unwrap_or_default());
        let body: Value = serde_json::from_str(&asked.send().await?.text().await?)?;
        Ok(body.pointer(pointer).ok_or(format!("nothing at {pointer}: {body}"))?.to_string())
    }

    /// Waits for a call of this path.
    async fn is_called(&self, path: &str) -> Result {
        eventually(&format!("a call of {path}"), async || match self.calls().pop() {
            Some(call) if call.path == path => Ok(Some(())),
            last => Err(format!("the last is {:?}", last.map(|call| call.path)).into()),
        })
        .await
    }
}
