//! The people whom this browser remembers.

use serde_json::Value;

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    // IndexedDB.
    vec![scenario!(sign_up_then_sign_in).also_in_firefox(), scenario!(two_people_and_one_forgotten)]
}

/// The table of users, as the browser's own database holds it.
async fn users(world: &World) -> Result<Vec<Value>> {
    let rows = world
        .browser
        .run_async(
            "const [{ name }] = await indexedDB.databases();
             const open = indexedDB.open(name);
             const database = await new Promise((done) => { open.onsuccess = () => done(open.result) });
             const all = database.transaction('users').objectStore('users').getAll();
             const rows = await new Promise((done) => { all.onsuccess = () => done(all.result) });
             database.close();
             return rows;",
        )
        .await?;
    Ok(rows.as_array().cloned().unwrap_or_default())
}

async fn row(world: &World, number: usize) -> Result<Vec<Value>> {
    eventually(&format!("{number} rows"), async || {
        let rows = users(world).await?;
        Ok((rows.len() == number).then_some(rows))
    })
    .await
}

/// The tutorial's way: a newcomer signs up, is remembered, and signs in later.
async fn sign_up_then_sign_in(world: &World) -> Result {
    world.open("").await?;
    world.press("Sign up with Procore").await?;
    world.sees(&world.root()).await?;
    world.sees("apisupport@procore.com").await?;
    world.sees(&format!("Origin: {}", world.site.origin())).await?;
    world.press("Sign up with Procore").await?;
    world.is_at_procore().await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_at(&world.root()).await?;
    world.sees("Welcome, ada@example.com. You are here for the first time.").await?;
    world.show_session().await?;
    world.sees("No. 1 in this browser").await?;
    let [first] = &row(world, 1).await?[..] else { return Err("one row".into()) };
    assert_eq!((first["id"].as_u64(), first["procore_id"].as_str()), (Some(1), Some("9007199254740993")));
    assert_eq!((first["email"].as_str(), first["environment"].as_str()), (Some(ADA.email), Some("stand-in")));
    assert_eq!(first["first_sign_in"], first["last_sign_in"]);
    world.reload().await?;
    world.sees("You are here for the first time.").await?;

    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.leave_for_procore().await?;
    world.allow().await?;
    world.sees("Welcome back, ada@example.com.").await?;
    let [again] = &row(world, 1).await?[..] else { return Err("one row".into()) };
    assert_eq!((&again["id"], &again["first_sign_in"]), (&first["id"], &first["first_sign_in"]));
    assert!(again["last_sign_in"].as_f64() > first["last_sign_in"].as_f64());
    Ok(())
}

/// One person signs out, another signs in and is forgotten again.
async fn two_people_and_one_forgotten(world: &World) -> Result {
    world.begin_by_forms(ADA).await?;
    world.show_session().await?;
    world.sees("No. 1 in this browser").await?;
    world.press("Sign out").await?;
    world.leave_for_procore().await?;
    // The login host still knows Ada.
    world.sees(ADA.email).await?;
    world.press("Log out").await?;
    world.log_in(BJORN).await?;
    world.allow().await?;
    world.is_signed_in_as(BJORN).await?;
    world.response_shows("562949953430007").await?;
    world.does_not_see(ADA.email).await?;
    let calls = world.calls_of_me();
    let users: Vec<_> =
        calls.iter().map(|call| call.bearer.as_ref().and_then(|seen| seen.user.as_deref())).collect();
    assert_eq!(users, [Some(ADA.email), Some(BJORN.email)]);
    world.show_session().await?;
    world.sees("No. 2 in this browser").await?;
    row(world, 2).await?;
    world.press("Forget me").await?;
    world.sees("Forgotten by this browser").await?;
    let [left] = &row(world, 1).await?[..] else { return Err("one row".into()) };
    assert_eq!(left["email"], ADA.email);
    // A reload is no sign-in: it does not bring the person back.
    world.reload().await?;
    world.is_signed_in_as(BJORN).await?;
    world.show_session().await?;
    world.does_not_see("No. ").await?;
    row(world, 1).await.map(drop)
}
