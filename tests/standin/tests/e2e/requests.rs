//! Requests of any kind: company and project by name, methods and bodies, tabs, and what stands in the way of a write.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

const ECHO: &str = "/rest/v1.0/odd/echo";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(by_name),
        scenario!(every_body),
        scenario!(faults_at_their_place),
        scenario!(locked),
        scenario!(tabs_of_requests).chromium_only(),
    ]
}

/// Picks an entry of a list by typing a part of its name.
pub(crate) async fn pick(world: &World, label: &str, words: &str, name: &str) -> Result {
    world.field(label).await?.click().await?;
    eventually("the list", async || {
        let script =
            "return document.querySelectorAll('.picker-list:not([hidden]) [role=option]').length > 0";
        Ok((world.browser.run(script).await? == true).then_some(()))
    })
    .await?;
    world.keys(words).await?;
    eventually(&format!("“{name}” alone"), async || {
        let script =
            "return [...document.querySelectorAll('.picker-list:not([hidden]) [role=option] > :first-child')]
            .map((it) => it.textContent)";
        Ok((world.browser.run(script).await? == json!([name])).then_some(()))
    })
    .await?;
    world.key(Key::Enter).await?;
    let field = world.field(label).await?;
    eventually("the choice", async || Ok((field.prop("value").await?.as_deref() == Some(name)).then_some(())))
        .await
}

/// A company and a project by name; they fill header, path and query, also after a reload.
async fn by_name(world: &World) -> Result {
    world.begin_as(ADA).await?;
    assert!(
        world.calls().iter().all(|call| call.path == "/rest/v1.0/me"),
        "nothing is asked before it is wanted"
    );
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    pick(world, "Project", "gamle", "Gamle havn").await?;
    let path = "/rest/v1.0/projects/{project_id}/rfis?company_id={company_id}&per_page=2";
    for is_reloaded in [false, true] {
        if is_reloaded {
            world.reload().await?;
            world.is_signed_in_as(ADA).await?;
        }
        world.call(path).await?;
        world.has_come().await?;
        let call = world.calls().pop().ok_or("no call")?;
        assert_eq!(call.path, "/rest/v1.0/projects/562949953450003/rfis");
        let id = Some("562949953422001".to_owned());
        assert_eq!((&call.company_id, &call.query[0]), (&id, &("company_id".to_owned(), id.clone())));
        world.sees_row("[2]").await?;
    }
    // What is typed counts for more than what is chosen.
    world.fill("project_id", "562949953450001").await?;
    world.press("Send").await?;
    eventually("a call for the other project", async || {
        Ok(world.calls().last().filter(|call| call.path.contains("562949953450001")).map(drop))
    })
    .await?;
    // Two companies in one call are pointed out before it is sent.
    world.fill("Path", "/rest/v1.0/vendors?company_id=40917").await?;
    world.sees("Two companies in one call").await
}

/// What the echo says that it received.
async fn echoed(world: &World) -> Result<Value> {
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    Ok(serde_json::from_str(&world.shown_body().await?)?)
}

/// Bodies of every kind arrive as they were typed.
async fn every_body(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.fill("Path", &format!("{ECHO}?a=1&b[]=x y&ü={{}}")).await?;
    world.choose("Method", "POST").await?;
    let empty = echoed(world).await?;
    assert_eq!((&empty["method"], &empty["body"]), (&json!("POST"), &json!({})), "{empty}");
    assert_eq!(empty["query"], json!([["a", "1"], ["b[]", "x y"], ["ü", "{}"]]), "{empty}");

    world.field("JSON").await?.click().await?;
    let typed = "{\"rfi\": {\"amount\": 1.10, \"id\": 9007199254740993, \"é\": \"\\u00e9\"}}";
    world.fill("JSON body", typed).await?;
    let sent = echoed(world).await?;
    assert_eq!(sent["body"]["rfi"]["id"], json!(9_007_199_254_740_993_u64), "{sent}");
    // Byte for byte as it was typed.
    assert_eq!(sent["headers"]["content-length"], json!(typed.len().to_string()), "{sent}");
    assert_eq!(sent["headers"]["content-type"], json!("application/json"), "{sent}");

    world.choose("Method", "PATCH").await?;
    world.field("Form").await?.click().await?;
    world.fill("Field 1, name", "rfi[subject]").await?;
    world.fill("Field 1, value", "a & b").await?;
    world.fill("Field 2, name", "x").await?;
    let sent = echoed(world).await?;
    assert_eq!(sent["method"], json!("PATCH"), "{sent}");
    assert_eq!(sent["body"], json!({ "rfi": { "subject": "a & b" }, "x": "" }), "{sent}");

    // What was typed for another kind is still there.
    world.field("JSON").await?.click().await?;
    assert_eq!(world.field("JSON body").await?.prop("value").await?.as_deref(), Some(typed));
    // Also after a reload.
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    let body = world.field("JSON body").await?;
    eventually("what was typed", async || Ok(body.prop("value").await?.filter(|text| text == typed))).await?;
    let method = world.field("Method").await?.prop("value").await?;
    assert_eq!(method.as_deref(), Some("PATCH"));
    Ok(())
}

/// What cannot be sent is told where it stands, and nothing leaves.
async fn faults_at_their_place(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let before = world.calls().len();
    for (path, words) in [
        ("/rest/v1.0/projects/{project_id}/rfis", "{project_id} has no value yet"),
        ("https://evil.example/rest/v1.0/me", "Your token goes to no host but the API of your environment"),
        ("/rest/v1.0/../oauth/token", "A browser would leave the part before it out"),
        ("rest/v1.0/me", "Write the path from its first slash"),
    ] {
        world.fill("Path", path).await?;
        world.press("Send").await?;
        world.sees(words).await?;
    }
    world.fill("Path", ECHO).await?;
    world.choose("Method", "POST").await?;
    world.field("JSON").await?.click().await?;
    world.fill("JSON body", "{\"a\": 1,}").await?;
    world.press("Send").await?;
    world.sees("The body is not JSON: line 1, column 9").await?;
    let chosen =
        "const it = document.activeElement; return it.value.slice(it.selectionStart, it.selectionEnd)";
    assert_eq!(world.browser.run(chosen).await?, "}");
    assert_eq!(world.calls().len(), before);
    Ok(())
}

/// In an environment that is read-only, writes wait for somebody who unlocks them, and a DELETE is asked about.
async fn locked(world: &World) -> Result {
    world.write(
        "config.json",
        world.procore.config_json().replace("\"read_only\":false", "\"read_only\":true"),
    )?;
    world.begin_as(ADA).await?;
    let writes = || world.calls().into_iter().filter(|call| call.method != "GET").collect::<Vec<_>>();
    world.sees("Read-only").await?;
    world.fill("Path", ECHO).await?;
    world.choose("Method", "POST").await?;
    world.press("Send").await?;
    world.sees("is locked for writes").await?;
    assert_eq!(writes().len(), 0);
    world.press("Unlock for 10 minutes").await?;
    world.sees("Writes unlocked until").await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    assert_eq!(writes().len(), 1, "once for each click");

    world.choose("Method", "DELETE").await?;
    world.press("Send").await?;
    world.sees("To delete it, type").await?;
    assert_eq!(writes().len(), 1);
    world.press("Keep it").await?;
    world.press("Send").await?;
    world.press("Delete").await?;
    world.sees("To delete it, type").await?;
    assert_eq!(writes().len(), 1, "nothing was typed");
    world.fill("To delete it, type echo", "echo").await?;
    world.press("Delete").await?;
    eventually("the DELETE", async || Ok((writes().len() == 2).then_some(()))).await?;
    assert_eq!(writes()[1].method, "DELETE");
    world.press("Lock").await?;
    world.sees("Read-only").await
}

/// Several requests are under way, each with a document of its own, which ends with its tab.
async fn tabs_of_requests(world: &World) -> Result {
    world.begin_with("/rest/v1.0/large?rows=3&seed=1").await?;
    world.sees_row("[3]").await?;
    world.press("New request").await?;
    world.call("/rest/v1.0/large?rows=400&chunk=20000&pause=1000").await?;
    world.press("GET large").await?;
    world.sees_row("[3]").await?;
    world.press("Close GET large").await?;
    world.has_come().await?;
    world.sees_row("[400]").await.map(drop)
}
