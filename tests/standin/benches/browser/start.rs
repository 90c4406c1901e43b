//! What was promised of the start on a slow network: a first visit up to the button for signing in, and the way from Procore's
//! redirect back to the first JSON. Each time in a fresh browser that has nothing of the site.

use std::time::Duration;

use serde_json::{Value, json};
use standin::Link;

use crate::page::ADA;
use crate::samples::Samples;
use crate::waiting::Result;
use crate::world::{Stage, World};

/// A promise, and the network on which it was made.
#[derive(Clone, Copy)]
pub(crate) struct Promise {
    /// What happens.
    pub(crate) what: &'static str,
    /// The network, in words.
    pub(crate) network: &'static str,
    bits_per_second: u32,
    round_trip: Duration,
    /// Within what time, in words.
    pub(crate) wanted: &'static str,
    way: Way,
}

#[derive(Clone, Copy)]
enum Way {
    /// The site is opened; its button can be pressed.
    FirstVisit,
    /// The login host redirects back; the JSON of `/me` is there.
    Return,
}

pub(crate) const PROMISES: [Promise; 2] = [
    Promise {
        what: "first visit: the button for signing in",
        network: "2 Mbit/s, 100 ms",
        bits_per_second: 2_000_000,
        round_trip: Duration::from_millis(100),
        wanted: "1500 ms",
        way: Way::FirstVisit,
    },
    Promise {
        what: "back from Procore: the JSON of /me",
        network: "20 Mbit/s, 20 ms",
        bits_per_second: 20_000_000,
        round_trip: Duration::from_millis(20),
        wanted: "1500 ms",
        way: Way::Return,
    },
];

/// By the app, and by one text of as many bytes over the same network.
pub(crate) async fn measure(stage: &Stage, promise: Promise, runs: usize) -> (Samples, Samples) {
    let (mut app, mut yardstick) = (Samples::default(), Samples::default());
    for _ in 0..runs {
        let sample = run(stage, promise).await;
        stage.set_link(None).await;
        match sample {
            Ok((by_app, alone)) => {
                app.push(by_app);
                yardstick.push(alone);
            }
            Err(problem) => {
                app.problem = Some(problem.text().to_owned());
                break;
            }
        }
    }
    (app, yardstick)
}

async fn run(stage: &Stage, promise: Promise) -> Result<(Value, Value)> {
    let Promise { bits_per_second, round_trip, way, .. } = promise;
    let link = || Link::new(bits_per_second, round_trip);
    let world = stage.open_nowhere().await?;
    let network = link();
    let sample = match way {
        Way::FirstVisit => {
            stage.set_link(Some(&network)).await;
            world.watch_start().await?;
            world.browser.go(&world.root()).await?;
            world.probe("started('button')").await
        }
        Way::Return => {
            world.open("").await?;
            world.leave_for_procore().await?;
            world.log_in(ADA).await?;
            world.browser.forget_cache().await?;
            world.watch_start().await?;
            stage.set_link(Some(&network)).await;
            world.press("Allow").await?;
            world.started().await?;
            world.probe("started('json')").await
        }
    };
    let bytes = network.sent();
    world.close().await;
    let mut sample = sample?;
    sample["bytes"] = json!(bytes);

    let world = stage.open_nowhere().await?;
    stage.set_link(Some(&link())).await;
    let alone = alone(&world, &stage.put_text(bytes)).await;
    world.close().await;
    Ok((sample, alone?))
}

/// How long a file alone takes, in ms.
async fn alone(world: &World, path: &str) -> Result<Value> {
    world.browser.go(&format!("{}{path}", world.root())).await?;
    let script = "const [entry] = performance.getEntriesByType('navigation');
        return { first: entry.responseEnd - entry.fetchStart }";
    world.browser.run(script).await
}
