//! Answers that the login host did not give to this sign-in: forged, incomplete, replayed, late.

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Problem, Result};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // Engines differ in what they do with an address before its page runs.
        scenario!(forged_before_sign_in).also_in_firefox(),
        scenario!(forged_while_signed_in),
        scenario!(forged_while_a_sign_in_is_under_way),
        scenario!(replayed_while_signed_in),
        scenario!(late),
        scenario!(malformed_with_the_right_state),
        scenario!(of_another_application).options(|options| options.login_cors = true),
    ]
}

const FORGED: &str = "forged0token0text";
const SPOKEN: &str = "Call this number at once";
const UNKNOWN: &str = "0123456789abcdef0123456789abcdef";

/// Answers, what is said of them, and whether they carry the forged token.
fn answers() -> Vec<(String, &'static str)> {
    let description = SPOKEN.replace(' ', "+");
    let token = format!("access_token={FORGED}&token_type=bearer&expires_in=5400");
    let unknown = "This tab is not waiting for that answer";
    let missing = "The answer does not say which sign-in it belongs to";
    let twice = "Procore's answer said something twice";
    vec![
        (format!("#{token}&state={UNKNOWN}"), unknown),
        (format!("#{token}"), missing),
        (format!("#{token}&state="), missing),
        (format!("?{token}&state={UNKNOWN}"), unknown),
        (format!("?state={UNKNOWN}#{token}"), unknown),
        (format!("?{token}&state={UNKNOWN}#{token}&state={UNKNOWN}"), twice),
        (format!("#{token}&access_token={FORGED}x&state={UNKNOWN}"), twice),
        (format!("?code={FORGED}&state={UNKNOWN}"), unknown),
        (format!("#error=access_denied&error_description={description}&state={UNKNOWN}"), unknown),
        (format!("?error=access_denied&error_description={description}"), missing),
        (format!("#error={description}"), missing),
    ]
}

/// Nobody is signed in by any of them, and nothing of them is shown.
async fn forged_before_sign_in(world: &World) -> Result {
    for (answer, said) in answers() {
        world.forge(Some(FORGED), &answer).await?;
        world.sees(said).await?;
        world.does_not_see(SPOKEN).await?;
        world.does_not_see("Access was denied").await?;
        world.is_signed_out().await?;
        world.tab_holds_only(&[]).await?;
    }
    if world.procore.received().iter().any(|one| one.bearer.is_some()) {
        return Err(Problem::forbidden("a forged token was sent"));
    }
    // What only looks a little like an answer is left alone.
    world.browser.go(&format!("{}?page=2#section", world.root())).await?;
    world.started().await?;
    world.is_signed_out().await?;
    world.does_not_see("answer").await
}

/// The session goes on; a note says so and can be dismissed. Half of the answers do here: how each is judged does not depend on who
/// is signed in (`oauth::response_tests`).
async fn forged_while_signed_in(world: &World) -> Result {
    world.begin_as(ADA).await?;
    for (answer, said) in answers().into_iter().step_by(2) {
        world.forge(Some(FORGED), &answer).await?;
        world.sees("An answer to a sign-in was dropped; your session goes on").await?;
        world.sees(said).await?;
        world.is_signed_in_as(ADA).await?;
        world.does_not_see(SPOKEN).await?;
    }
    world.press("Dismiss").await?;
    world.sees_no_longer("your session goes on").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.does_not_see("your session goes on").await?;
    let calls = world.calls();
    assert!(
        calls.iter().all(|call| call.bearer.as_ref().is_some_and(|seen| seen.token == Some(1))),
        "every call had the token of the session: {calls:?}"
    );

    // An answer that only changes the fragment of the open page, so that nothing is loaded.
    let answer = format!("#access_token={FORGED}&token_type=bearer&state={UNKNOWN}");
    world.browser.run_with("location.hash = arguments[0]", vec![answer.as_str().into()]).await?;
    world.is_at(&world.root()).await?;
    world.sees("your session goes on").await?;
    world.is_signed_in_as(ADA).await?;
    // By a link on the page, and from the session history.
    const LINK: &str = "const link = document.body.appendChild(document.createElement('a'));
        link.href = location.href + arguments[0];
        link.click();
        link.remove()";
    const BACK: &str = "const page = location.href;
        history.pushState(null, '', page + arguments[0]);
        history.pushState(null, '', page);
        history.back()";
    for script in [LINK, BACK] {
        world.press("Dismiss").await?;
        world.sees_no_longer("your session goes on").await?;
        world.browser.run_with(script, vec![answer.as_str().into()]).await?;
        world.sees("your session goes on").await?;
        world.is_at(&world.root()).await?;
    }
    world.is_signed_in_as(ADA).await?;
    // A note about a session goes with it.
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.does_not_see("your session goes on").await?;

    // The token of the session that was ended comes back as an answer.
    world.procore.clear_received();
    let token = world.procore.issued_tokens().pop().ok_or("no token was issued")?;
    world.forge(None, &format!("#access_token={token}&token_type=bearer&state={UNKNOWN}")).await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    if !world.calls().is_empty() {
        return Err(Problem::forbidden("a replayed token was used"));
    }
    Ok(())
}

/// A forged link does not cancel the real sign-in.
async fn forged_while_a_sign_in_is_under_way(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    let consent = world.browser.url().await?;
    let answer = format!("#access_token={FORGED}&token_type=bearer&state={UNKNOWN}");
    world.forge(Some(FORGED), &answer).await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.browser.go(&consent).await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}

/// The answer that signed the person in, once more: its state is used up.
async fn replayed_while_signed_in(world: &World) -> Result {
    world.begin_by_consent(ADA).await?;
    let token = world.procore.issued_tokens().pop().ok_or("no token was issued")?;
    let state = world.last_state()?;
    let answer = format!("#access_token={token}&token_type=bearer&expires_in=5400&state={state}");
    world.forge(None, &answer).await?;
    world.sees("your session goes on").await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.is_signed_in_as(ADA).await
}

/// Eleven minutes at the login host are too many.
async fn late(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    let consent = world.browser.url().await?;
    world.browser.go(&world.plain()).await?;
    let script = "let changed = 0;
        for (const key of Object.keys(sessionStorage)) {
          const record = JSON.parse(sessionStorage.getItem(key));
          if (!record.value.started_at) continue;
          record.value.started_at -= 11 * 60 * 1000;
          sessionStorage.setItem(key, JSON.stringify(record));
          changed += 1;
        }
        return changed";
    assert_eq!(world.browser.run(script).await?, 1, "one sign-in was pending");
    world.browser.go(&consent).await?;
    world.allow().await?;
    world.is_at(&world.root()).await?;
    world.sees("The sign-in took too long").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    assert!(world.calls().is_empty());
    world.leave_for_procore().await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}

/// With a state that is waited for, everything else is still checked (`oauth::response_tests` has all faults), and each answer uses
/// its state up.
async fn malformed_with_the_right_state(world: &World) -> Result {
    let cases = [
        (format!("#access_token={FORGED}&token_type=mac"), "The token is of an unknown type"),
        ("#token_type=bearer".to_owned(), "The answer holds no token"),
        (format!("#access_token={FORGED}&token_type=bearer&token_type=bearer"), "said something twice"),
        (format!("#code={FORGED}"), "Procore sent a code instead of a token"),
    ];
    for (answer, said) in cases {
        world.open("").await?;
        world.leave_for_procore().await?;
        let state = world.last_state()?;
        world.forge(Some(FORGED), &format!("{answer}&state={state}")).await?;
        world.sees(said).await?;
        world.is_signed_out().await?;
        world.tab_holds_only(&[]).await?;
    }
    // Token in the query, where logs of servers see it.
    world.leave_for_procore().await?;
    let state = world.last_state()?;
    world.forge(Some(FORGED), &format!("?access_token={FORGED}&token_type=bearer&state={state}")).await?;
    world.sees("The answer is not where it belongs").await?;
    assert!(world.calls().is_empty());
    Ok(())
}

/// A token that was issued to somebody else's app, slipped into a sign-in that is waited for.
async fn of_another_application(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    let state = world.last_state()?;
    let token = world.procore.issue_token(BJORN.email, standin::OTHER_CLIENT);
    world.forge(None, &format!("#access_token={token}&token_type=bearer&state={state}")).await?;
    world.sees("This token belongs to another application").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    world.reload().await?;
    world.is_signed_out().await
}
