//! Files of the person's own: chosen or dropped, packed or not, whole or not.

use std::io::Write as _;

use fantoccini::wd::Locator;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, in_the_end};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(files_are_looked_at)]
}

/// Chooses a file of this name with these bytes.
async fn choose(world: &World, name: &str, bytes: &[u8]) -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(name);
    std::fs::write(&path, bytes)?;
    let field = Locator::Css("#file");
    let field =
        in_the_end("the field for a file", async || Ok(world.browser.client().find(field).await.ok()))
            .await?;
    field.send_keys(&path.to_string_lossy()).await?;
    // It is read from there.
    world.says(".opened strong", name).await?;
    world.has_come().await
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}

async fn files_are_looked_at(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let text = r#"[{"id":9007199254740993,"cost":1.10},{"id":2,"name":"é"}]"#;
    choose(world, "rows.json", text.as_bytes()).await?;
    world.sees_row("9007199254740993").await?;
    assert!(world.calls().iter().all(|call| call.path == "/rest/v1.0/me"), "nothing is sent");
    world.sees("Nothing of it leaves this browser").await?;
    world.show_tab("Headers").await?;
    world.sees("Only the answer to a call has headers").await?;

    // Packed, and what is saved of it is what was packed.
    let many: Vec<_> = (0..50_000).map(|id| json!({ "id": id, "name": format!("Row {id}") })).collect();
    let many = json!(many).to_string();
    let archive = packed(many.as_bytes())?;
    choose(world, "many.json.gz", &archive).await?;
    world.sees_row("Row 0").await?;
    world.watch_files().await?;
    assert!(world.download("As sent").await? == many, "what was unpacked is what was packed");

    // What came before the fault stays.
    choose(world, "half.json.gz", &archive[..archive.len() / 2]).await?;
    world.sees("it is damaged or packed in several parts").await?;
    world.sees_row("Row 0").await?;
    world.sees("incomplete").await?;

    // Dropped on the page. Elsewhere the browser would leave the page for it.
    let dropped = r#"
        const data = new DataTransfer();
        data.items.add(new File(['{"dropped":true}'], 'dropped.json'));
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        return event.defaultPrevented"#;
    assert_eq!(world.browser.run(dropped).await?, true);
    world.says(".opened strong", "dropped.json").await?;
    world.sees_row("dropped").await?;

    // A page that is loaded anew has no files.
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.does_not_see("dropped.json").await
}
