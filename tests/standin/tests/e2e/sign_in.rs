//! The main road: a person signs in and reads who they are.

use standin::{DEMO_CLIENT, Host, InfoSpelling, Spelling, TokenFormat};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Kind, Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // The whole way: every address in it depends on where the app lies, and each engine stores in its own way.
        scenario!(allow).also_in_firefox().also_below_a_path(),
        scenario!(verified).options(|options| options.login_cors = true),
        scenario!(verified_by_newer_servers).options(|options| {
            options.login_cors = true;
            options.token_info_spelling = InfoSpelling::New;
            options.answer_spelling = Spelling::DjangoOauthToolkit;
            options.token_format = TokenFormat::ThreeParts;
        }),
        scenario!(names),
        scenario!(the_search_finds_a_token).also_in_firefox().expecting(&["Content Security Policy"]),
    ]
}

/// Allow, and everything that is sent on the way.
async fn allow(world: &World) -> Result {
    world.open("").await?;
    world.does_not_see("Sign out").await?;
    world.sign_in_as(ADA).await?;
    world.is_at(&world.root()).await?;
    world.response_shows("200 OK").await?;
    let body = world.shown_body().await?;
    assert_eq!(body, "{\n  \"id\": 9007199254740993,\n  \"login\": \"ada@example.com\"\n}");
    world.sees("Not verified").await?;
    world.show_session().await?;
    world.sees("could not read token/info").await?;

    let asked = world.last_asked();
    let value = |name: &str| {
        let (_, value) = asked.iter().find(|(other, _)| other == name).expect("the parameter was sent");
        value.clone().expect("its value is no secret")
    };
    assert_eq!(value("response_type"), "token");
    assert_eq!(value("client_id"), DEMO_CLIENT);
    assert_eq!(value("redirect_uri"), world.root());
    let state = value("state");
    assert!(state.len() == 32 && state.bytes().all(|b| b.is_ascii_hexdigit()), "{state}");
    assert_eq!(asked.len(), 4, "nothing else is asked for: {asked:?}");

    let [call] = &world.calls()[..] else { panic!("one call, not {:?}", world.calls()) };
    assert_eq!((call.method.as_str(), call.path.as_str()), ("GET", "/rest/v1.0/me"));
    assert!(call.query.is_empty(), "{call:?}");
    let bearer = call.bearer.clone().expect("a bearer token");
    assert_eq!((bearer.token, bearer.client.as_deref()), (Some(1), Some(DEMO_CLIENT)));
    assert_eq!(bearer.user.as_deref(), Some(ADA.email));
    assert_eq!(call.origin, Some(world.site.origin()));
    assert_eq!(call.referer, None);
    assert!(call.header_names.iter().any(|name| name == "accept"), "{call:?}");
    assert!(!call.header_names.iter().any(|name| name == "cookie"), "{call:?}");
    let visited = world.procore.received();
    let visits = visited.iter().filter(|one| one.host == Host::Login);
    assert!(
        visits
            .clone()
            .all(|one| one.referer.as_deref().is_none_or(|from| !from.contains(&world.site.origin())))
    );
    for request in world.site.requests() {
        assert_eq!(request.query, None, "{}", request.path);
    }
    Ok(())
}

/// Where the login host lets the page read token/info, the token is known to be ours.
async fn verified(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("Verified").await?;
    world.does_not_see("Not verified").await?;
    let received = world.procore.received();
    let info: Vec<_> = received
        .iter()
        .filter(|one| one.host == Host::Login && one.method == "GET" && one.path == "/oauth/token/info")
        .collect();
    let [info] = info[..] else { panic!("one question, not {info:?}") };
    assert!(info.query.is_empty() && info.bearer.is_some(), "{info:?}");
    assert!(!info.header_names.iter().any(|name| name == "cookie"), "{info:?}");
    Ok(())
}

/// Other spellings of the same answers.
async fn verified_by_newer_servers(world: &World) -> Result {
    world.begin_by_consent(ADA).await?;
    world.sees("Verified").await?;
    world.does_not_see("Not verified").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await
}

/// The roles and names that people and scripts rely on, as a screen reader gets them.
async fn names(world: &World) -> Result {
    world.open("").await?;
    has_names(
        world,
        &[
            ("combobox", "Environment"),
            ("textbox", "Client ID"),
            ("button", "Sign in with Procore"),
            ("main", ""),
        ],
    )
    .await?;
    world.begin_as(ADA).await?;
    has_names(world, &[("button", "Sign out"), ("button", "Send"), ("region", "Response"), ("main", "")])
        .await
}

async fn has_names(world: &World, wanted: &[(&str, &str)]) -> Result {
    for (role, name) in wanted {
        eventually(&format!("a {role} “{name}”"), async || {
            let page = world.browser.spoken().await?;
            Ok(page.iter().any(|part| part.role == *role && part.name == *name).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// The search for traces can fail: a token in any of its places is found.
async fn the_search_finds_a_token(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let token = world.procore.issued_tokens().pop().ok_or("no token was issued")?;
    let clean = scenario!(the_search_finds_a_token);
    let places = [
        ("localStorage.x = t", "delete localStorage.x"),
        ("sessionStorage.x = t", "delete sessionStorage.x"),
        ("document.title = t", "document.title = ''"),
        ("document.body.dataset.x = t", "delete document.body.dataset.x"),
        ("window.name = t", "window.name = ''"),
        ("history.replaceState(t, '')", "history.replaceState(null, '')"),
        ("document.cookie = 'x=' + t", "document.cookie = 'x=;max-age=0'"),
        ("console.info(t)", ""),
        ("history.pushState(null, '', '#' + t)", "history.replaceState(null, '', location.pathname)"),
        (
            "await new Promise((done) => { const open = indexedDB.open('x');
               open.onupgradeneeded = () => open.result.createObjectStore('s').put(t, 1);
               open.onsuccess = () => { open.result.close(); done() } })",
            "await new Promise((done) => { indexedDB.deleteDatabase('x').onsuccess = done })",
        ),
        ("await (await caches.open('x')).put('x', new Response(t))", "await caches.delete('x')"),
        (
            "const i = document.body.appendChild(document.createElement('input')); i.id = 'x'; i.value = t",
            "document.getElementById('x').remove()",
        ),
        ("await fetch('http://localhost:1/').catch(() => {})", ""),
    ];
    for (put, remove) in places {
        world.browser.run_async(&format!("const t = '{token}'; {put}")).await?;
        let found = crate::trace::leave_none(world, &clean).await;
        assert_eq!(found.map_err(|problem| problem.kind()).err(), Some(Kind::Forbidden), "not found: {put}");
        world.browser.run_async(remove).await?;
    }
    // The last of them is still there. (Of a script that has no file, such as these, Firefox names the address with
    // which the page was loaded instead.)
    world.browser.console().await?;
    Ok(())
}
