//! How a session ends.

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(sign_out),
        scenario!(revoked_then_reload),
        scenario!(revoked_then_send),
        scenario!(its_time_is_over).options(|options| options.token_lifetime_seconds = Some(4)),
        scenario!(without_end).options(|options| options.token_lifetime_seconds = None),
        scenario!(changed_by_other_hands),
    ]
}

/// Nothing is left, and a reload does not bring it back.
async fn sign_out(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    world.does_not_see(ADA.email).await?;
    world.procore.clear_received();
    world.reload().await?;
    world.is_signed_out().await?;
    world.does_not_see("You are signed out").await?;
    assert!(world.procore.received().is_empty(), "{:?}", world.procore.received());
    Ok(())
}

async fn revoked_then_reload(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.revoke_all();
    world.reload().await?;
    is_refused(world).await
}

async fn revoked_then_send(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.revoke_all();
    world.press("Send").await?;
    is_refused(world).await
}

/// The server does not take the token any more: the app forgets it and says so, and the way in is open.
async fn is_refused(world: &World) -> Result {
    world.sees("Procore ended the session").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    world.leave_for_procore().await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}

/// The page notices by itself.
async fn its_time_is_over(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.sees("Your session has ended").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await
}

async fn without_end(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("Procore did not say").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await
}

/// A record that this app cannot have written is deleted, never used.
async fn changed_by_other_hands(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let record = world.stored_session().await?.ok_or("no session is stored")?;
    let key = world.session_key();
    let with = |name: &str, value: Option<&str>| {
        let pairs = form_urlencoded::parse(record.as_bytes()).filter(|(other, _)| other != name);
        let changed = value.map(|value| (name.into(), value.into()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs.chain(changed)).finish()
    };
    let broken = [
        "rubbish".to_owned(),
        with("api", Some("http://localhost:1")),
        with("api", Some("http://api.example")),
        with("api", None),
        with("login", Some(world.procore.api_origin())),
        with("environment", Some("gone")),
        with("version", Some("99")),
        with("expires_at", Some("1")),
        with("access_token", Some("two words")),
        format!("{record}&extra=1"),
        format!("{record}&client_id=another-app"),
    ];
    for text in broken {
        assert!(text != record, "a change that changes nothing");
        world.browser.go(&world.plain()).await?;
        let arguments = vec![key.as_str().into(), text.into()];
        world.browser.run_with("sessionStorage.setItem(arguments[0], arguments[1])", arguments).await?;
        world.procore.clear_received();
        world.open("").await?;
        world.is_signed_out().await?;
        world.tab_holds_only(&[]).await?;
        assert!(world.procore.received().is_empty(), "{:?}", world.procore.received());
    }
    Ok(())
}
