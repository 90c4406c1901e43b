//! The pages: real files that survive a reload.

use serde_json::json;

use crate::page::{ADA, ROUTES};
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(files).also_below_a_path(),
        scenario!(reload_keeps_the_session).also_below_a_path(),
        // Storage.
        scenario!(reload_ends_the_session_if_wanted).also_in_firefox(),
        scenario!(links).also_below_a_path(),
        scenario!(sign_in_from_a_guide).also_below_a_path(),
    ]
}

/// Each page is a file of the host, with the strict policy; what is none is a real 404. Nobody is there to want a document, so
/// there is no worker for one.
async fn files(world: &World) -> Result {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    for route in ROUTES {
        let response = http.get(format!("{}{route}", world.root())).send().await?;
        assert_eq!(response.status(), 200, "{route}");
        let policy = response.headers()["content-security-policy"].to_str()?.to_owned();
        for origin in [world.procore.login_origin(), world.procore.api_origin()] {
            assert!(policy.contains(origin), "{policy}");
        }
        assert!(!policy.contains("procore.com") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        let up = "../".repeat(route.matches('/').count());
        let base = format!("<base href=\"{}\">", if up.is_empty() { "./" } else { &up });
        assert!(response.text().await?.contains(&base), "{route}");
        world.open(route).await?;
        world.is_at(&format!("{}{route}", world.root())).await?;
    }
    let response = http.get(format!("{}nothing/", world.root())).send().await?;
    assert_eq!(response.status(), 404);
    // A worker would start after the first frame, and be there before a browser has nothing else to do.
    world.is_drawn().await?;
    world.browser.run_async("return new Promise((idle) => requestIdleCallback(() => idle()))").await?;
    let script = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /document|worker/.test(name))";
    assert_eq!(world.browser.run(script).await?, json!([]));
    Ok(())
}

/// Opened and reloaded, each page has the session, and each visit asks anew who it is.
async fn reload_keeps_the_session(world: &World) -> Result {
    world.begin_as(ADA).await?;
    for route in ROUTES {
        let url = format!("{}{route}", world.root());
        world.open(route).await?;
        world.is_signed_in_as(ADA).await?;
        world.reload().await?;
        world.is_signed_in_as(ADA).await?;
        world.is_at(&url).await?;
    }
    assert_eq!(world.calls_of_me().len(), 1 + 2 * ROUTES.len());
    Ok(())
}

/// Without “Stay signed in” the token is in memory only.
async fn reload_ends_the_session_if_wanted(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    world.open("").await?;
    world.toggle("Stay signed in when this tab reloads").await?;
    world.consent_as(ADA).await?;
    world.tab_holds_only(&[]).await?;
    world.reload().await?;
    world.is_signed_out().await?;
    // Turned on while signed in, the next reload keeps it; turned off again, nothing is left at once.
    world.consent_as(ADA).await?;
    world.show_session().await?;
    world.toggle("Stay signed in when this tab reloads").await?;
    world.is_drawn().await?;
    assert!(world.stored_session().await?.is_some());
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.show_session().await?;
    world.toggle("Stay signed in when this tab reloads").await?;
    world.is_drawn().await?;
    world.tab_holds_only(&[]).await?;
    world.can_press("Sign out").await
}

/// The links between the pages keep the session without loading anything again.
async fn links(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.site.clear_requests();
    for (link, route, heading) in [
        ("Sign up", "setup/", "An allowed origin"),
        ("Which grant do I need?", "grants/", "The grants, step by step"),
        ("Console", "", "200 OK"),
    ] {
        world.press(link).await?;
        world.sees(heading).await?;
        world.is_at(&format!("{}{route}", world.root())).await?;
        world.can_press("Sign out").await?;
    }
    // Only the guide's texts and the worker that writes its commands, which are files of their own; and what may still have been
    // on its way: the worker that waits for the next call.
    const LATER: [&str; 5] = [
        "/grants/guide.html",
        "/engine/worker.mjs",
        "/engine/catalogue.js",
        "/engine/catalogue_bg.wasm",
        "/engine/document.js",
    ];
    let requests = world.site.requests();
    let is_later = |path: &str| LATER.iter().any(|file| path.ends_with(file));
    assert!(requests.iter().all(|request| is_later(&request.path)), "{requests:?}");
    world.go_back().await?;
    world.sees("Which grant do I need?").await?;
    world.can_press("Sign out").await
}

/// “Sign in” in the header leads to the login host and back to the same page.
async fn sign_in_from_a_guide(world: &World) -> Result {
    world.open("grants/").await?;
    world.press("Sign in").await?;
    world.is_at_procore().await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_at(&format!("{}grants/", world.root())).await?;
    world.sees("Which grant do I need?").await?;
    world.is_signed_in_as(ADA).await?;
    world.reload().await?;
    world.is_at(&format!("{}grants/", world.root())).await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Console").await?;
    world.response_shows("200 OK").await
}
