//! The person says no, or the server does.

use standin::{EarlyErrors, Part};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(deny).also_below_a_path(),
        scenario!(switched_off).options(|options| {
            options.implicit_enabled = false;
            options.early_errors = EarlyErrors::Fragment;
        }),
        // The back/forward cache.
        scenario!(switched_off_without_an_answer)
            .also_in_firefox()
            .options(|options| options.implicit_enabled = false),
        scenario!(unknown_client_id),
    ]
}

/// Deny, in the fragment as RFC 6749 has it, and in the query, as some servers do.
async fn deny(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    denies(world).await?;
    world.sees("access_denied: ").await?;
    world.reload().await?;
    world.is_signed_out().await?;
    world.does_not_see("Access was denied").await?;

    world.procore.set_options(|options| {
        options.denied_in = Part::Query;
        options.denied_description = false;
    });
    world.leave_for_procore().await?;
    denies(world).await?;
    world.sees("access_denied").await
}

/// Presses Deny: nobody is signed in by that, and nothing is left of it.
async fn denies(world: &World) -> Result {
    world.press("Deny").await?;
    world.started().await?;
    world.is_at(&world.root()).await?;
    world.sees("Access was denied").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    assert!(world.calls().is_empty() && world.procore.issued_tokens().is_empty());
    Ok(())
}

/// The server sends its refusal back, in the fragment or in the query.
async fn switched_off(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    world.open("").await?;
    // Somebody who is logged in is sent back without seeing the login host.
    world.press("Sign in with Procore").await?;
    is_switched_off(world).await?;
    world.reload().await?;
    world.is_signed_out().await?;
    world.does_not_see("The implicit grant is switched off").await?;

    world.procore.set_options(|options| options.early_errors = EarlyErrors::Query);
    world.press("Sign in with Procore").await?;
    is_switched_off(world).await
}

async fn is_switched_off(world: &World) -> Result {
    world.sees("The implicit grant is switched off").await?;
    world.is_at(&world.root()).await?;
    world.is_signed_out().await
}

/// The server keeps its refusal to itself; the person comes back by the Back button.
async fn switched_off_without_an_answer(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    world.open("").await?;
    world.leave_for_procore().await?;
    world.sees("An error has occurred").await?;
    world.sees("unsupported_response_type").await?;
    while world.browser.url().await?.starts_with(world.procore.login_origin()) {
        world.go_back().await?;
    }
    world.started().await?;
    world.sees("Back without an answer?").await?;
    world.sees("Procore does not allow the implicit grant").await?;
    world.is_signed_out().await
}

/// A client id that the login host does not know never leads back.
async fn unknown_client_id(world: &World) -> Result {
    world.open("").await?;
    world.fill("Client ID", "no-such-client").await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    world.sees("An error has occurred").await?;
    world.sees("invalid_client").await?;
    world.is_at_procore().await?;

    world.open("").await?;
    world.sees("Back without an answer?").await?;
    world.sees("is unknown in this environment").await?;
    world.sees(&world.root()).await?;
    // What was typed is still there, to be mended.
    assert_eq!(world.field("Client ID").await?.prop("value").await?.as_deref(), Some("no-such-client"));
    world.fill("Client ID", standin::DEMO_CLIENT).await?;
    world.leave_for_procore().await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}
