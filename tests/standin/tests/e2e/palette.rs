//! Everything by the keyboard. Which keys do what, and what is found by words, is proved by `tests/web/palette.rs` and
//! `src/console/tests/palette.rs`; where ids lead, by `src/console/tests/chase.rs`.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(from_nothing_to_an_answer)]
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

/// Company, project, endpoint and answer, the same call from the history, a tab that was open, and from ids in the answer to
/// the things: all of it by the palette and the keys.
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
    world.key(Key::End).await?;
    world.keys("?per_page=3").await?;
    press(world, Key::Control, char::from(Key::Enter)).await?;
    let project = "/rest/v1.0/projects/562949953450003";
    world.is_called(&format!("{project}/rfis")).await?;
    world.response_shows("200 OK").await?;
    world.sees_row("[3]").await?;
    let call = world.calls().pop().ok_or("no call")?;
    assert_eq!(call.company_id.as_deref(), Some("562949953422001"));
    let (id, creator) = (world.answered_at("/0/id").await?, world.answered_at("/0/created_by/id").await?);
    go(world, "rfis 200", &format!("{project}/rfis?per_page=3"), "History").await?;
    assert_eq!(world.browser.run(tabs).await?, json!(["GET me", "GET rfis", "GET rfis"]));
    go(world, "me", "/rest/v1.0/me", "Tab").await?;
    world.sees_row("login").await?;

    world.press("GET rfis").await?;
    world.sees_row("[3]").await?;
    world.browser.run("document.activeElement.blur()").await?;
    world.keys("f").await?;
    world.focus_is("find").await?;
    // In a field they are letters; in the tree they go to the next row that begins so.
    world.keys("nj?").await?;
    assert_eq!(world.field("Find in response").await?.prop("value").await?.as_deref(), Some("nj?"));
    world.focus_list().await?;
    world.key(Key::Home).await?;
    world.keys("id").await?;
    world.sees("One RFI").await?;
    press(world, Key::Control, 'f').await?;
    world.focus_is("find").await?;
    world.focus_list().await?;
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
    world.is_called(&format!("{project}/users/{creator}")).await?;
    go(world, "sign out", "Sign out", "Action").await?;
    world.is_signed_out().await
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
