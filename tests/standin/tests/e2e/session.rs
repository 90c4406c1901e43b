//! How a session ends.

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, in_the_end};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(sign_out),
        scenario!(sign_out_with_a_body).options(|options| options.login_cors = true),
        scenario!(sign_out_without_a_body).options(|options| {
            options.login_cors = true;
            options.revoke_empty_body = true;
        }),
        scenario!(sign_out_of_a_confidential_client).options(|options| {
            options.login_cors = true;
            options.clients[0].confidential = true;
        }),
        scenario!(sign_out_refused_otherwise).options(|options| options.login_cors = true),
        scenario!(sign_out_without_an_answer),
        scenario!(revoked_then_reload),
        scenario!(its_time_is_over).options(|options| options.token_lifetime_seconds = Some(12)),
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
    // Without CORS the question arrives all the same; its answer cannot be seen.
    world.sees("a page may not see the answer here").await?;
    world.procore.clear_received();
    world.reload().await?;
    world.is_signed_out().await?;
    world.does_not_see("You are signed out").await?;
    assert!(world.procore.received().is_empty(), "{:?}", world.procore.received());
    Ok(())
}

/// What signing out says, and whether the token is worth anything afterwards.
async fn signs_out(world: &World, words: &str, lives_on: bool) -> Result {
    world.begin_as(ADA).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.sees(words).await?;
    world.tab_holds_only(&[]).await?;
    let received = world.procore.received();
    let asked: Vec<_> =
        received.iter().filter(|one| one.path == "/oauth/revoke" && one.method == "POST").collect();
    assert_eq!(asked.len(), 1, "{received:?}");
    assert!(
        !asked[0].header_names.iter().any(|name| name == "authorization" || name == "cookie"),
        "{asked:?}"
    );
    assert!(asked[0].query.is_empty(), "{asked:?}");
    let token = world.procore.issued_tokens().pop().ok_or("no token was issued")?;
    let me = format!("{}/rest/v1.0/me", world.procore.api_origin());
    let status = reqwest::Client::new()
        .get(me)
        .header("authorization", format!("Bearer {token}"))
        .send()
        .await?
        .status();
    assert_eq!(status.is_success(), lives_on, "{status}");
    Ok(())
}

async fn sign_out_with_a_body(world: &World) -> Result {
    signs_out(world, "and Procore has ended it", false).await?;
    world.does_not_see("How to disconnect an app").await
}

async fn sign_out_without_a_body(world: &World) -> Result {
    signs_out(world, "and Procore has ended it", false).await
}

/// 403, as Doorkeeper answers an app that has a secret and does not show it.
async fn sign_out_of_a_confidential_client(world: &World) -> Result {
    signs_out(world, "refused (403)", true).await?;
    world.can_press("How to disconnect an app at Procore").await
}

/// 401, as other servers answer.
async fn sign_out_refused_otherwise(world: &World) -> Result {
    world.procore.add_fault(standin::Fault {
        path_prefix: "/oauth/revoke".into(),
        status: Some(401),
        ..standin::Fault::default()
    });
    signs_out(world, "refused (401)", true).await
}

async fn sign_out_without_an_answer(world: &World) -> Result {
    world.procore.add_fault(standin::Fault {
        path_prefix: "/oauth/revoke".into(),
        close: true,
        ..standin::Fault::default()
    });
    world.begin_as(ADA).await?;
    world.press("Sign out").await?;
    world.sees("a page may not see the answer here").await?;
    world.can_press("How to disconnect an app at Procore").await
}

async fn revoked_then_reload(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.revoke_all();
    world.reload().await?;
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
    in_the_end("the end of the session", async || {
        Ok(world.text().await?.contains("Your session has ended").then_some(()))
    })
    .await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await
}

async fn without_end(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.show_session().await?;
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
