//! Answers that are not fine JSON, as a network brings them. How each kind is shown is for the component tests of the viewer.

use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(what_a_network_brings)]
}

/// No body, a page of a proxy, other bytes, a redirect, an answer that breaks off, and headers that the browser hides.
async fn what_a_network_brings(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/empty").await?;
    world.response_shows("204 No Content").await?;
    world.response_shows("The answer has no body.").await?;

    world.call("/rest/v1.0/odd/html").await?;
    world.response_shows("502 Bad Gateway").await?;
    world.sees_row("<script>document.title = 'owned'</script>").await?;
    assert_eq!(world.browser.client().title().await?, "Signed in · Procore Console");

    world.call("/rest/v1.0/odd/binary").await?;
    world.response_shows("4.1 kB").await?;
    world.watch_files().await?;
    world.download("As sent").await?;
    let script = "const bytes = new Uint8Array(await window.__files[0].arrayBuffer());
        return [bytes.length, [...bytes.slice(0, 4)], bytes.slice(16).every((byte, at) => byte === at % 256)]";
    let found = world.browser.run_async(script).await?;
    assert_eq!(found, serde_json::json!([4112, [0x89, 0x50, 0x4e, 0x47], true]), "the bytes as they came");

    world.browser.run("document.querySelector('section[aria-label=Response]').dataset.state = ''").await?;
    world.call("/rest/v1.0/odd/redirect").await?;
    world.response_shows("The server wants to send the request elsewhere").await?;
    world.response_shows("the browser hides where it leads").await?;

    world.call("/rest/v1.0/odd/broken-off").await?;
    world.response_shows("The answer broke off").await?;
    world.response_shows("answered 200, but the rest of the answer did not come.").await?;
    world.response_shows("line 3, column 41: expected the closing quote of a string.").await?;
    world.sees_row("name\"whole\"").await?;
    world.sees_row("name\"cut off in the midd").await?;

    world.call("/rest/v1.0/odd/sent-headers").await?;
    world.has_come().await?;
    world.show_tab("Headers").await?;
    let script = "return [[...document.querySelectorAll('.headers tr')].map((row) => [row.cells[0].textContent, row.cells[1].textContent]),
        [...document.querySelectorAll('.headers li code')].map((code) => code.textContent)]";
    let found = world.browser.run(script).await?;
    let shown = found[0].as_array().cloned().unwrap_or_default();
    let has = |name: &str, value: &str| shown.contains(&serde_json::json!([name, value]));
    assert!(has("total", "45") && has("x-request-id", "5f0c-demo"), "{shown:?}");
    assert!(
        !shown.iter().any(|row| row[0] == "per-page" || row[0] == "link" || row[0] == "x-runtime"),
        "{shown:?}"
    );
    let hidden = found[1].as_array().cloned().unwrap_or_default();
    assert!(["link", "per-page"].iter().all(|name| hidden.contains(&(*name).into())), "{hidden:?}");
    Ok(())
}
