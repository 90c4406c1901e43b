//! The search for what a scenario must not leave behind: tokens, violations of the policy, faults in the console.
//!
//! It sees the same in both browsers: the address, the page and its fields, every storage of the origin, the history of
//! each tab, and the console with the address beside each message. It does not see what the browser keeps for itself in
//! its profile, such as the list of visited addresses; and a page in the back/forward cache only once it comes back.
//! (In Firefox such a page has session storage of its own, as it was when the page was left.)

use crate::browser::Lack;
use crate::scenario::Scenario;
use crate::waiting::{Problem, Result, in_the_end};
use crate::world::World;

/// Collects everything that a page and its origin hold.
pub(crate) const COLLECT: &str = include_str!("trace.js");

/// What the console never says unless the scenario expects it.
const FAULTS: [&str; 4] = ["Content Security Policy", "panicked", "The app could not start", "Uncaught"];

/// Looks everywhere, in every window.
///
/// The token may be in one place only: under the app's own key in session storage, while the app is signed in.
pub(crate) async fn leave_none(world: &World, scenario: &Scenario) -> Result {
    let secrets = world.secrets();
    for window in world.browser.windows().await? {
        world.browser.switch_to(&window).await?;
        history(world, &secrets).await?;
        if scenario.lack == Some(Lack::Scripts) {
            continue;
        }
        let origin = page(world, &secrets, scenario, None).await?;
        if origin != world.site.origin() {
            // Elsewhere nobody can tell whether the session of this tab lives on.
            world.browser.go(&world.plain()).await?;
            page(world, &secrets, scenario, Some(true)).await?;
        }
    }
    console(world, &secrets, scenario).await
}

/// No entry of the session history holds a secret.
async fn history(world: &World, secrets: &[String]) -> Result {
    for visit in world.browser.history().await?.entries {
        for text in [visit.url, visit.title] {
            search("the session history", &text, secrets)?;
        }
    }
    Ok(())
}

/// Nothing in the current page or its origin's storage holds a secret. Returns the origin.
async fn page(
    world: &World,
    secrets: &[String],
    scenario: &Scenario,
    session_may_be_kept: Option<bool>,
) -> Result<String> {
    // On a machine that is very busy, what a browser stores has once not been told within its limit of 30 s.
    let found =
        in_the_end("what the page holds", async || Ok(Some(world.browser.run_async(COLLECT).await?))).await?;
    let Some(places) = found["places"].as_object() else {
        return Err(format!("the page could not be searched: {found}").into());
    };
    for (place, text) in places {
        search(place, text.as_str().unwrap_or_default(), secrets)?;
    }
    let may_be_kept = session_may_be_kept.unwrap_or(found["signedIn"].as_bool().unwrap_or_default());
    for pair in found["session"].as_array().into_iter().flatten() {
        let (key, value) = (pair[0].as_str().unwrap_or_default(), pair[1].as_str().unwrap_or_default());
        search("a key of session storage", key, secrets)?;
        if key != world.session_key() || !may_be_kept {
            search(&format!("session storage under {key}"), value, secrets)?;
        }
    }
    let violations = found["violations"].as_array().map_or(0, Vec::len);
    let expected = scenario.expected.contains(&FAULTS[0]);
    if violations > 0 && !expected {
        let violations = &found["violations"];
        return Err(Problem::forbidden(format!("the page violated its policy: {violations}")));
    }
    Ok(found["origin"].as_str().unwrap_or_default().to_owned())
}

/// What Firefox says when a worker is ended in the middle of its work, as when somebody signs out while an answer is read: any
/// worker does that, also one that only counts. A fault of ours has a reason or a place.
const WORKER_ENDED: &str = "Uncaught: uncaught exception: undefined ()";

/// What may not be there even when a scenario has failed, at whatever step: its messages are looked through.
pub(crate) fn in_messages(world: &World, scenario: &Scenario, messages: &[String]) -> Result {
    judge(messages, &world.secrets(), scenario)
}

/// The console has no secret and tells of no fault.
async fn console(world: &World, secrets: &[String], scenario: &Scenario) -> Result {
    judge(&world.browser.console().await?, secrets, scenario)
}

fn judge(messages: &[String], secrets: &[String], scenario: &Scenario) -> Result {
    for message in messages {
        search("the console", message, secrets)?;
        if message == WORKER_ENDED {
            continue;
        }
        let fault =
            FAULTS.iter().find(|fault| message.contains(*fault) && !scenario.expected.contains(fault));
        if let Some(fault) = fault {
            return Err(Problem::forbidden(format!("the console says “{fault}”: {message}")));
        }
    }
    Ok(())
}

/// Fails if `text` holds one of the secrets; the message shows what stands around it, not the secret.
fn search(place: &str, text: &str, secrets: &[String]) -> Result {
    const AROUND: usize = 200;
    for (number, secret) in secrets.iter().enumerate() {
        if let Some((before, after)) = text.split_once(secret.as_str()) {
            let before: String =
                before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = after.chars().take(AROUND).collect();
            let number = number + 1;
            return Err(Problem::forbidden(format!(
                "token {number} is in {place}: {before}[the token]{after}"
            )));
        }
    }
    Ok(())
}
