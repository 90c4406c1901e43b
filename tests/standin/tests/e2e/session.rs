//! How a session ends.

use serde_json::{Value, json};
use standin::{Fault, Options};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // Storage.
        scenario!(sign_out).also_in_firefox(),
        scenario!(what_signing_out_says).options(|options| options.login_cors = true),
        scenario!(revoked_then_reload),
        scenario!(its_time_is_over).options(|options| options.token_lifetime_seconds = Some(8)),
        // Keys of storage.
        scenario!(changed_by_other_hands).also_below_a_path(),
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

const UNSEEN: &str = "a page may not see the answer here";

/// What signing out says for each answer to the revocation (RFC 7009), and whether the token is worth anything afterwards.
async fn what_signing_out_says(world: &World) -> Result {
    let ended = "and Procore has ended it";
    let refused = |status| Fault { path_prefix: "/oauth/revoke".into(), status, ..Fault::default() };
    type Case = (&'static str, fn(&mut Options), Option<Fault>, &'static str, bool);
    let cases: [Case; 5] = [
        ("with a body", |_| {}, None, ended, false),
        ("without a body", |options| options.revoke_empty_body = true, None, ended, false),
        // 403, as Doorkeeper answers an app that has a secret and does not show it.
        ("confidential", |options| options.clients[0].confidential = true, None, "refused (403)", true),
        // 401, as other servers answer.
        ("refused otherwise", |_| {}, Some(refused(Some(401))), "refused (401)", true),
        ("no answer", |_| {}, Some(Fault { close: true, ..refused(None) }), UNSEEN, true),
    ];
    for (case, change, fault, words, lives_on) in cases {
        world.procore.reset();
        world.procore.set_options(change);
        fault.into_iter().for_each(|fault| world.procore.add_fault(fault));
        signs_out(world, words, lives_on).await.map_err(|problem| problem.during(case))?;
    }
    Ok(())
}

async fn signs_out(world: &World, words: &str, lives_on: bool) -> Result {
    world.begin_as(ADA).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.sees(words).await?;
    if lives_on {
        world.can_press("How to disconnect an app at Procore").await?;
    } else {
        world.does_not_see("How to disconnect an app").await?;
    }
    world.tab_holds_only(&[]).await?;
    let received = world.procore.received();
    let asked: Vec<_> =
        received.iter().filter(|one| one.path == "/oauth/revoke" && one.method == "POST").collect();
    // When the connection is closed, Chromium sends it once more by itself.
    assert!(!asked.is_empty() && (asked.len() == 1 || words == UNSEEN), "{received:?}");
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
    world.consent_as(ADA).await
}

/// The page notices by itself.
async fn its_time_is_over(world: &World) -> Result {
    world.seed(ADA).await?;
    world.open("").await?;
    world.can_press("Sign out").await?;
    world.sees("Your session has ended").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await
}

/// A record that this app cannot have written is deleted, never used.
async fn changed_by_other_hands(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let record = world.stored_session().await?.ok_or("no session is stored")?;
    let key = world.session_key();
    let record: Value = serde_json::from_str(&record)?;
    let with = |path: &str, value: Value| {
        let mut changed = record.clone();
        let (object, name) = path.rsplit_once('/').expect("a path");
        changed.pointer_mut(object).expect("an object")[name] = value;
        changed.to_string()
    };
    let mut without_api = record.clone();
    without_api["value"].as_object_mut().ok_or("no object")?.remove("api");
    let written = record.to_string();
    let broken = [
        "rubbish".to_owned(),
        with("/value/api", json!("http://localhost:1")),
        with("/value/api", json!("http://api.example")),
        without_api.to_string(),
        with("/value/login", json!(world.procore.api_origin())),
        with("/value/environment", json!("gone")),
        with("/version", json!(99)),
        with("/value/expires_at", json!(1)),
        with("/value/access_token", json!("two words")),
        with("/value/extra", json!(1)),
        with("/extra", json!(1)),
        written.replacen("\"client_id\":", "\"client_id\":\"another-app\",\"client_id\":", 1),
    ];
    for text in broken {
        assert!(text != written, "a change that changes nothing");
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
