//! Answers that are not fine JSON, or fine JSON of an unusual kind: each is shown for what it is.

use fantoccini::key::Key;
use serde_json::Value;

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(no_json_at_all),
        scenario!(json_with_a_fault),
        scenario!(broken_off),
        scenario!(exact_digits),
        scenario!(repeated_names),
        scenario!(headers),
        scenario!(a_hundred_thousand_levels),
        scenario!(one_long_string),
        scenario!(ten_million_elements),
        // Once is enough: it takes as long as the app's patience.
        scenario!(stalled).firefox_only(),
    ]
}

async fn no_json_at_all(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/empty").await?;
    world.response_shows("204 No Content").await?;
    world.response_shows("0 B").await?;
    world.response_shows("The answer has no body.").await?;

    world.call("/rest/v1.0/odd/html").await?;
    world.response_shows("502 Bad Gateway").await?;
    world.response_shows("This is a page of markup, not JSON. It is shown as it came.").await?;
    world.sees_row("<script>document.title = 'owned'</script>").await?;
    assert_eq!(world.browser.client().title().await?, "Signed in · Procore Console");

    world.call("/rest/v1.0/odd/text").await?;
    world.response_shows("This is text, not JSON. It is shown as it came.").await?;
    let row = world.sees_row("line 2").await?;
    assert_eq!((row.number, row.text.as_str()), (1, "line 2 with a tab␉here, and “quotes”"));

    world.call("/rest/v1.0/odd/binary").await?;
    world.response_shows("4.1 kB").await?;
    world
        .response_shows("These are bytes of another kind than text. Save them as a file to use them.")
        .await?;
    world.watch_files().await?;
    world.download("As sent").await?;
    let script = "const bytes = new Uint8Array(await window.__files[0].arrayBuffer());
        return [bytes.length, [...bytes.slice(0, 4)], bytes.slice(16).every((byte, at) => byte === at % 256)]";
    let found = world.browser.run_async(script).await?;
    assert_eq!(found, serde_json::json!([4112, [0x89, 0x50, 0x4e, 0x47], true]), "the bytes as they came");

    world.browser.run("document.querySelector('section[aria-label=Response]').dataset.state = ''").await?;
    world.call("/rest/v1.0/odd/redirect").await?;
    world.response_shows("The server wants to send the request elsewhere").await?;
    world.response_shows("the browser hides where it leads").await
}

async fn json_with_a_fault(world: &World) -> Result {
    let before = "This is not JSON to its end:";
    let after = "What comes before is shown; all of it is under Raw.";
    world.begin_with("/rest/v1.0/odd/truncated").await?;
    let place = "line 3, column 41: expected the closing quote of a string.";
    world.response_shows(&format!("{before} {place} {after}")).await?;
    world.sees_row("name\"cut off in the midd").await?;

    world.call("/rest/v1.0/odd/nan").await?;
    world.response_shows(&format!("{before} line 1, column 21: expected a value. {after}")).await?;
    world.sees_row("before1").await?;
    world.show_tab("Raw").await?;
    world.press("As sent").await?;
    world.sees_row(r#"{"before":1,"ratio":NaN,"limit":Infinity,"floor":-Infinity,"after":2}"#).await?;

    world.call("/rest/v1.0/odd/utf8").await?;
    world.response_shows(&format!("{before} line 1, column 30: expected UTF-8 text. {after}")).await?;
    world.sees_row("before\"fine\"").await?;

    world.call("/rest/v1.0/odd/bom").await?;
    world.sees_row("after\"a byte order mark\"").await?;
    world.does_not_see("This is not JSON").await
}

async fn broken_off(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/broken-off").await?;
    world.response_shows("The answer broke off").await?;
    world.response_shows("answered 200, but the rest of the answer did not come.").await?;
    world.sees_row("name\"whole\"").await?;
    world.sees_row("name\"cut off in the midd").await.map(drop)
}

/// No digit is changed in the tree, in the table and in the text.
async fn exact_digits(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    let numbers = [
        ("beyond_2_53", "9007199254740993".to_owned()),
        ("money", "1.10".to_owned()),
        ("beyond_double", "1e400".to_owned()),
        ("minus_zero", "-0".to_owned()),
        ("minus_zero_point", "-0.0".to_owned()),
        ("tiny", "1E-400".to_owned()),
        ("hundred_digits", "1234567890".repeat(10)),
        ("many_decimals", "0.1000000000000000055511151231257827021181583404541015625".to_owned()),
    ];
    for (name, number) in &numbers {
        let row = world.sees_row(&format!("{name}{number}")).await?;
        assert_eq!(row.text, format!("{name}{number}"));
    }
    for (at, number) in ["1", "1.0", "1e0", "10e-1", "0.1e1"].iter().enumerate() {
        world.sees_row(&format!("{at}{number}")).await?;
    }
    let text = world.shown_body().await?;
    for (name, number) in &numbers {
        assert!(text.contains(&format!("\"{name}\": {number},")), "{name} in {text}");
    }
    Ok(())
}

/// Every member is shown, and those whose names are repeated are marked.
async fn repeated_names(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/duplicates").await?;
    world.sees_row("id3").await?;
    let rows: Vec<_> = world.rows().await?.into_iter().map(|row| row.text).collect();
    assert_eq!(
        rows,
        ["{6}", "id1", "name\"first\"", "id2", "nested{4}", "a1", "b2", "a1", "a3", "name\"second\"", "id3"]
    );
    let marked = world
        .browser
        .run(
            "return [...document.querySelectorAll('.json-repeated')].map((e) => e.textContent).sort().join()",
        )
        .await?;
    assert_eq!(marked, "a,a,a,id,id,id,name,name");
    Ok(())
}

/// Those that the browser lets through, and which known ones it does not.
async fn headers(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/sent-headers").await?;
    world.show_tab("Headers").await?;
    let script = "return [[...document.querySelectorAll('.headers tr')].map((row) => [row.cells[0].textContent, row.cells[1].textContent]),
        [...document.querySelectorAll('.headers li code')].map((code) => code.textContent)]";
    let found = world.browser.run(script).await?;
    let sent: Vec<(&str, &str)> = found[0]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| (row[0].as_str().unwrap_or_default(), row[1].as_str().unwrap_or_default()))
        .collect();
    assert!(sent.contains(&("total", "45")) && sent.contains(&("x-request-id", "5f0c-demo")), "{sent:?}");
    assert!(sent.iter().all(|(name, _)| !["per-page", "link", "x-runtime"].contains(name)), "{sent:?}");
    let hidden: Vec<&str> = found[1].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for name in ["link", "per-page", "retry-after"] {
        assert!(hidden.contains(&name), "{name} is not among {hidden:?}");
    }
    assert!(!hidden.contains(&"total") && !hidden.contains(&"x-request-id"), "{hidden:?}");
    Ok(())
}

async fn a_hundred_thousand_levels(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/deep").await?;
    world.press("Open all").await?;
    world.focus_list().await?;
    eventually("the deepest row", async || {
        world.key(Key::End).await?;
        let script = "return document.querySelector('.row[aria-level=\"100000\"]')?.textContent";
        Ok(world.browser.run(script).await?.as_str().map(|text| assert_eq!(text, "0[0]")))
    })
    .await?;
    assert!(world.rows().await?.len() < 200);
    world.show_tab("Raw").await?;
    world.sees_row("[").await.map(drop)
}

async fn one_long_string(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/long-string").await?;
    world.response_shows("50.0 MB").await?;
    let row = world.sees_row("\"The quick brown fox").await?;
    assert!(row.text.ends_with("… 50000000 bytes") && row.text.len() < 1000, "{}", row.text);
    world.focus_list().await?;
    world.key(Key::Home).await?;
    world.press("Show whole").await?;
    world.sees("Too long to be copied or shown: save it as a file").await?;
    world.show_tab("Raw").await?;
    let row = world.sees_row("\"The quick brown fox").await?;
    assert!(row.text.len() < 10_000, "a row of {} bytes", row.text.len());
    Ok(())
}

async fn ten_million_elements(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/tiny").await?;
    world.sees_row("[10000000]").await?;
    world.focus_list().await?;
    world.key(Key::End).await?;
    world.sees_row("99999991").await?;
    let script = "return document.querySelectorAll('.row[aria-posinset=\"10000000\"][aria-setsize=\"10000000\"]').length";
    assert_eq!(world.browser.run(script).await?, 1);
    assert!(world.rows().await?.len() < 200);
    Ok(())
}

async fn stalled(world: &World) -> Result {
    world.begin_as(crate::page::ADA).await?;
    world.call("/rest/v1.0/odd/stalled?seconds=80").await?;
    crate::waiting::in_the_end("the end of the app's patience", async || {
        Ok(world.text().await?.contains("No answer in time").then_some(()))
    })
    .await?;
    world.response_shows("did not answer within 30 seconds").await?;
    world.sees_row("name\"whole\"").await.map(drop)
}
