//! The tree without a mouse, and as a screen reader gets it (WAI-ARIA Authoring Practices, "Tree View").

use fantoccini::key::Key;
use serde_json::Value;
use standin::{Fault, Host};

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(by_keyboard), scenario!(tabs_by_keyboard)]
}

const BODY: &str =
    r#"{"alpha":{"one":1,"two":[10,20,30]},"beta":[],"gamma":{"x":true},"delta":null,"dove":"2"}"#;

/// The row where the person is: its text, level, position, size of its set, and whether it is open.
const ACTIVE: &str = "const list = document.getElementById('rows');
    const row = document.getElementById(list.getAttribute('aria-activedescendant'));
    const of = (name) => row.getAttribute(`aria-${name}`);
    return row?.ariaSelected === 'true'
        && [row.firstChild.nextSibling.textContent, of('level'), of('posinset'), of('setsize'), of('expanded')].join(' ')";

async fn begin(world: &World) -> Result {
    let fault = Fault {
        host: Some(Host::Api),
        path_prefix: "/rest/v1.0/companies".into(),
        body: Some(BODY.into()),
        ..Fault::default()
    };
    world.procore.add_fault(fault);
    world.begin_with("/rest/v1.0/companies").await?;
    world.sees_row("dove").await?;
    world.focus_list().await
}

/// Waits until the row where the person is, is this.
async fn is_at(world: &World, row: &str) -> Result {
    let mut last = Value::Null;
    let found = eventually(&format!("the row “{row}”"), async || {
        last = world.browser.run(ACTIVE).await?;
        Ok((last == row).then_some(()))
    })
    .await;
    found.map_err(|problem| problem.during(&format!("at {last}")))
}

async fn by_keyboard(world: &World) -> Result {
    begin(world).await?;
    let press = async |key: Key, row: &str| {
        world.key(key).await?;
        is_at(world, row).await
    };
    let type_in = async |keys: &str, row: &str| {
        // Longer than the pause that ends a word.
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        world.keys(keys).await?;
        is_at(world, row).await
    };
    press(Key::Home, "{5} 1 1 1 true").await?;
    press(Key::Down, "alpha 2 1 5 true").await?;
    press(Key::Down, "one 3 1 2 ").await?;
    press(Key::Down, "two 3 2 2 true").await?;
    press(Key::Right, "0 4 1 3 ").await?;
    press(Key::Left, "two 3 2 2 true").await?;
    press(Key::Left, "two 3 2 2 false").await?;
    press(Key::Down, "beta 2 2 5 ").await?;
    press(Key::Up, "two 3 2 2 false").await?;
    press(Key::Right, "two 3 2 2 true").await?;
    press(Key::End, "dove 2 5 5 ").await?;
    press(Key::PageUp, "{5} 1 1 1 true").await?;
    press(Key::PageDown, "dove 2 5 5 ").await?;

    type_in("g", "gamma 2 3 5 true").await?;
    type_in("do", "dove 2 5 5 ").await?;
    type_in("d", "delta 2 4 5 ").await?;
    type_in("d", "dove 2 5 5 ").await?;
    type_in("A", "alpha 2 1 5 true").await?;

    press(Key::Left, "alpha 2 1 5 false").await?;
    type_in("g", "gamma 2 3 5 true").await?;
    press(Key::Left, "gamma 2 3 5 false").await?;
    world.keys("*").await?;
    is_at(world, "gamma 2 3 5 true").await?;
    type_in("a", "alpha 2 1 5 true").await?;
    press(Key::Enter, "alpha 2 1 5 false").await?;
    press(Key::Enter, "alpha 2 1 5 true").await?;

    type_in("d", "delta 2 4 5 ").await?;
    press(Key::Down, "dove 2 5 5 ").await?;
    world.says(".selection-path", "$['dove']").await?;
    world.key(Key::Enter).await?;
    world.says(".whole pre", "2").await?;
    world.press("Close").await?;
    let script = "return document.activeElement.id";
    assert_eq!(world.browser.run(script).await?, "rows", "the focus goes back to the list");

    for (button, rows) in [("Close all", 1), ("Open one level", 6), ("Open two levels", 9), ("Open all", 12)]
    {
        world.press(button).await?;
        eventually(&format!("{rows} rows"), async || Ok((world.rows().await?.len() == rows).then_some(())))
            .await?;
    }
    Ok(())
}

/// Arrow keys go from tab to tab, and what is behind each has its role.
async fn tabs_by_keyboard(world: &World) -> Result {
    begin(world).await?;
    world.browser.run("document.getElementById('tab-tree').focus()").await?;
    let script = "return [document.activeElement.textContent, document.querySelector('#view [role=tree], #view [role=table], #view [role=group]')?.ariaLabel]";
    for (key, tab, label) in [
        (Key::Right, "Table", "Table"),
        (Key::Right, "Raw", "Body"),
        (Key::Right, "Headers", "Headers"),
        (Key::Right, "Tree", "JSON"),
        (Key::End, "Headers", "Headers"),
        (Key::Left, "Raw", "Body"),
        (Key::Home, "Tree", "JSON"),
    ] {
        world.key(key).await?;
        eventually(&format!("the tab “{tab}”"), async || {
            let now = world.browser.run(script).await?;
            if now == serde_json::json!([tab, label]) { Ok(Some(())) } else { Err(now.to_string().into()) }
        })
        .await?;
    }
    Ok(())
}
