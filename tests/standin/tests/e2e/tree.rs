//! The tree, its tabs and Find by real keys. What each key does is for the component tests of the viewer.

use fantoccini::key::Key;
use serde_json::Value;
use standin::{Fault, Host};

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(by_keyboard)]
}

const BODY: &str =
    r#"{"alpha":{"one":1,"two":[10,20,30]},"beta":[],"gamma":{"x":true},"delta":null,"dove":"2"}"#;

/// The row where the person is: its text, level, position, size of its set, and whether it is open.
const ACTIVE: &str = "const list = document.getElementById('rows');
    const row = document.getElementById(list.getAttribute('aria-activedescendant'));
    const of = (name) => row.getAttribute(`aria-${name}`);
    return row?.ariaSelected === 'true'
        && [row.firstChild.nextSibling.textContent, of('level'), of('posinset'), of('setsize'), of('expanded')].join(' ')";

/// Waits until a script gives this.
async fn gives(world: &World, script: &str, wanted: &str) -> Result {
    let mut last = Value::Null;
    let found = eventually(&format!("“{wanted}”"), async || {
        last = world.browser.run(script).await?;
        Ok((last == wanted).then_some(()))
    })
    .await;
    found.map_err(|problem| problem.during(&format!("at {last}")))
}

async fn by_keyboard(world: &World) -> Result {
    let fault = Fault {
        host: Some(Host::Api),
        path_prefix: "/rest/v1.0/companies".into(),
        body: Some(BODY.into()),
        ..Fault::default()
    };
    world.procore.add_fault(fault);
    world.begin_with("/rest/v1.0/companies").await?;
    world.sees_row("dove").await?;
    world.focus_list().await?;
    for (key, row) in [
        (Key::Home, "{5} 1 1 1 true"),
        (Key::Down, "alpha 2 1 5 true"),
        (Key::Left, "alpha 2 1 5 false"),
        (Key::Right, "alpha 2 1 5 true"),
        (Key::Enter, "alpha 2 1 5 false"),
        (Key::End, "dove 2 5 5 "),
        (Key::PageUp, "{5} 1 1 1 true"),
        (Key::PageDown, "dove 2 5 5 "),
    ] {
        world.key(key).await?;
        gives(world, ACTIVE, row).await?;
    }
    world.keys("g").await?;
    gives(world, ACTIVE, "gamma 2 3 5 true").await?;
    world.key(Key::End).await?;
    world.says(".selection-path", "$['dove']").await?;
    world.key(Key::Enter).await?;
    world.says(".whole pre", "2").await?;
    world.press("Close").await?;
    gives(world, "return document.activeElement.id", "rows").await?;

    world.fill("Find in response", "o").await?;
    world.found("1 of 3").await?;
    world.key(Key::Enter).await?;
    world.found("2 of 3").await?;
    let back = format!("{}{}", char::from(Key::Shift), char::from(Key::Enter));
    world.keys(&back).await?;
    world.found("1 of 3").await?;

    world.browser.run("document.getElementById('tab-tree').focus()").await?;
    for (key, tab) in [(Key::Right, "Table"), (Key::End, "Headers"), (Key::Left, "Raw"), (Key::Home, "Tree")]
    {
        world.key(key).await?;
        gives(world, "return document.activeElement.textContent", tab).await?;
        gives(world, "return document.querySelector('[role=tab][aria-selected=true]').textContent", tab)
            .await?;
    }
    Ok(())
}
