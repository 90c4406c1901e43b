//! Where things stand: nothing on top of anything else, at every width.

use fantoccini::key::Key;

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(request_and_answer), scenario!(the_row_one_is_at)]
}

/// Left, right, top and bottom of the request and of the answer, in whole pixels.
const PLACES: &str = "return ['.request', 'section[aria-label=Response]'].map((one) => {
    const place = document.querySelector(one).getBoundingClientRect();
    return [place.left, place.right, place.top, place.bottom].map(Math.round);
})";

/// Whether the rows end above what can be done with the value that one is at, and that in the window.
const NOTHING_IS_COVERED: &str = "const [rows, below] = ['#rows', '.selection'].map((one) =>
        document.querySelector(one)?.getBoundingClientRect());
    return !!below && rows.bottom <= below.top + 1 && below.bottom <= innerHeight";

/// Side by side in a wide window, else one below the other; and a list takes its room from both.
async fn request_and_answer(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let stand = async |width: u32, side_by_side: bool| {
        world.browser.client().set_window_size(width, 1000).await?;
        eventually(&format!("the places at {width} px"), async || {
            let places = world.browser.run(PLACES).await?;
            let [request, answer] = [&places[0], &places[1]]
                .map(|place| [0, 1, 2, 3].map(|side| place[side].as_i64().unwrap_or_default()));
            let is_beside = answer[0] >= request[1] && answer[2] == request[2];
            let is_below = answer[2] >= request[3] && answer[0] == request[0];
            let is_right = if side_by_side { is_beside } else { is_below };
            if is_right { Ok(Some(())) } else { Err(format!("{places}").into()) }
        })
        .await
    };
    stand(1900, true).await?;
    world.sees_row("login").await?;
    world.focus_list().await?;
    world.key(Key::End).await?;
    world.until("rows that nothing covers", NOTHING_IS_COVERED, Vec::new()).await?;
    stand(1200, false).await?;
    stand(500, false).await?;
    stand(1500, true).await?;
    world.press("History").await?;
    stand(1500, false).await?;
    stand(1900, true).await
}

/// Whether the row that one is at can be seen.
const IS_IN_SIGHT: &str = "const [row, below] = ['.row.at', '.selection'].map((one) =>
        document.querySelector(one)?.getBoundingClientRect());
    return !!row && !!below && row.top >= 0 && row.bottom <= below.top + 1";

/// Whether the rows reach beyond the window: below it, or above.
const REACH_BELOW: &str =
    "return document.getElementById('rows').getBoundingClientRect().bottom > innerHeight";
const REACH_ABOVE: &str = "return document.getElementById('rows').getBoundingClientRect().top < 0";

/// To take the focus there is not what scrolls.
const FOCUS: &str = "document.getElementById('rows').focus({ preventScroll: true })";

/// Where the rows reach beyond the window, the page follows the row that one goes to by keys.
async fn the_row_one_is_at(world: &World) -> Result {
    world.begin_with("/rest/v1.0/large?bytes=100000").await?;
    let is_in_sight = async |key: Key| {
        world.key(key).await?;
        world.until(&format!("the row after {key:?}"), IS_IN_SIGHT, Vec::new()).await.map(drop)
    };
    world.browser.run(FOCUS).await?;
    // With room for the bar below the rows in one line, and in two.
    for width in [1200, 920] {
        world.browser.client().set_window_size(width, 700).await?;
        eventually(&format!("rows to follow downwards at {width} px"), async || {
            let script = format!(
                "scrollTo(0, 0); if (Math.abs(innerWidth - {width}) > 40) return false; {REACH_BELOW}"
            );
            Ok((world.browser.run(&script).await? == true).then_some(()))
        })
        .await?;
        for key in [Key::Home, Key::End, Key::Up] {
            is_in_sight(key).await?;
        }
    }
    world.press("Show whole").await?;
    world.browser.run(FOCUS).await?;
    eventually("rows to follow upwards", async || {
        world.browser.run("scrollTo(0, document.body.scrollHeight)").await?;
        Ok((world.browser.run(REACH_ABOVE).await? == true).then_some(()))
    })
    .await?;
    is_in_sight(Key::Home).await
}
