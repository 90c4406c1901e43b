//! What is sent, byte for byte: an address as the page shows it, as it is on the wire, in the code, in a link and in the
//! history; and a typed `Content-Type` beside each body.

use procore_console::oauth::{Origin, Session};
use serde_json::json;
use standin::{RawListener, RawRequest};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(addresses).also_in_firefox(),
        scenario!(a_row_that_comes_and_goes),
        scenario!(types_of_bodies),
    ]
}

/// What is typed as an address, from its path on. What each becomes, the crate `url` says, which follows the URL standard.
///
/// That code and links spell an address as the page does is proved on the host; here it is seen for those with quotes, escapes
/// and characters beyond ASCII.
const ADDRESSES: [&str; 25] = [
    "/x",
    "/x?a=1",
    "/x?",
    "/x??",
    "/x?&",
    "/x?a=1&",
    "/x?&&a&&=&=b&a=&a=",
    "/x?a;b=c;d",
    "/x?a=%2f%2F+%20%FF%e9",
    "/x?a=100%&b=%zz",
    "/x?a='b'&c=\"d\"&e=<f>",
    "/x?a={\"b\":[1]}&c=`^|\\",
    "/x?filters[status][]=a&filters[at]=2024-01-01...2024-02-01",
    "/x?é=ü&a=b c",
    "/x?a=/../b&c=https://evil.example/",
    "/x/%2f%5C/%7e~/a%20b",
    "/x//y/",
    "/x/a;b,c:d@e=f&g+h'i!(*)$",
    "/x/:custom/*",
    "/x/a b/é/\"<>`[]|^",
    "/x?a=!*()$,@:/?~-._",
    "/x/100%/%zz?active&note=&d=2024-01-01%20..&t=%2F",
    "/x?q=a&page=3&q=b",
    "/x?access=1#2",
    "/x/../y",
];

/// Those of them whose code and link are read as well.
const COPIED: [&str; 4] = [ADDRESSES[6], ADDRESSES[10], ADDRESSES[17], ADDRESSES[19]];

/// A host that keeps bytes in the place of the API, with somebody signed in.
async fn begin(world: &World) -> Result<RawListener> {
    let raw = RawListener::start().await?;
    world.use_api(raw.origin())?;
    let api = Origin::parse(raw.origin()).map_err(|_| "the app refuses a host on this machine")?;
    world.seed_with(ADA, &Session { api, ..world.session_of(ADA)? }).await?;
    world.open("").await?;
    world.response_shows("200 OK").await?;
    Ok(raw)
}

/// The only request that comes of a click on “Send”.
async fn sent(world: &World, raw: &RawListener) -> Result<RawRequest> {
    raw.clear();
    world.press("Send").await?;
    let received = eventually("a request", async || Ok(raw.received().into_iter().next())).await?;
    world.response_shows("200 OK").await?;
    assert_eq!(raw.received().len(), 1);
    Ok(received)
}

async fn shown(world: &World) -> Result<String> {
    let script = "return document.querySelector('[aria-label=Address]')?.textContent";
    Ok(world.browser.run(script).await?.as_str().unwrap_or_default().to_owned())
}

async fn path_is(world: &World, path: &str) -> Result {
    let field = world.field("Path").await?;
    let what = format!("the path {path}");
    eventually(&what, async || Ok((field.prop("value").await?.as_deref() == Some(path)).then_some(()))).await
}

async fn addresses(world: &World) -> Result {
    world.browser.client().set_window_size(1280, 1000).await?;
    let raw = begin(world).await?;
    for part in ["Code", "Link"] {
        world.unfold(part).await?;
    }
    for typed in ADDRESSES {
        world.paste("Path", typed).await?;
        if typed.contains('#') || typed.contains("/..") && !typed.contains('?') {
            // What a browser would not send as it is written is refused, and does not leave.
            raw.clear();
            world.press("Send").await?;
            let words = if typed.contains('#') {
                "write %23"
            } else {
                "A browser would leave the part before it out"
            };
            world.sees(words).await?;
            assert!(raw.received().is_empty(), "{typed}");
            continue;
        }
        let address = url::Url::parse(&format!("{}{typed}", raw.origin()))?.to_string();
        // In a path, the standard encodes the caret since 2023, and Chromium the bar as well.
        let end = address.find('?').unwrap_or(address.len());
        let (path, query) = address.split_at(end);
        let address = path.replace('^', "%5E").replace('|', "%7C") + query;
        eventually(&format!("the address {address}"), async || {
            let shown = shown(world).await?;
            if shown == address { Ok(Some(())) } else { Err(format!("the page shows {shown}").into()) }
        })
        .await?;
        let target = sent(world, &raw).await?.target();
        assert_eq!(format!("{}{target}", raw.origin()), address, "on the wire, of {typed}");
        if !COPIED.contains(&typed) {
            continue;
        }
        // Single quotes are encoded in a query; in a path bash writes them in its own way.
        let quoted = format!("'{}'", address.replace('\'', r"'\''"));
        eventually(&format!("{quoted} in the code"), async || {
            Ok(world.command("Code").await?.ends_with(&quoted).then_some(()))
        })
        .await?;
        world.press("Copy link").await?;
        eventually("the link", async || {
            let link = url::Url::parse(&world.command("Link").await?)?;
            Ok(link.query_pairs().any(|(name, value)| name == "path" && value == typed).then_some(()))
        })
        .await?;
    }
    // In the history a call stands as it was sent, and goes out so again.
    let typed = "/x?active&note=&d=2024-01-01%20..&t=%2F&&q='a b'&r=100%";
    world.fill("Path", typed).await?;
    let target = sent(world, &raw).await?.target();
    world.press("History").await?;
    world.fill("Search history", "active").await?;
    let script = "const all = [...document.querySelectorAll('.entry-open')]; if (all[0]) all[0].click(); return !!all[0]";
    eventually("the entry", async || Ok((world.browser.run(script).await? == json!(true)).then_some(())))
        .await?;
    path_is(world, &target).await?;
    assert_eq!(sent(world, &raw).await?.target(), target);
    Ok(())
}

/// A row that is added and taken away again leaves the address as it was; so does one that is edited for the others.
async fn a_row_that_comes_and_goes(world: &World) -> Result {
    let raw = begin(world).await?;
    let typed = "/x?active&note=&d=2024-01-01%20..&t=%2F";
    world.fill("Path", typed).await?;
    world.unfold("Parameters").await?;
    world.fill("Parameter 5, name", "page").await?;
    world.fill("Parameter 5, value", "1").await?;
    path_is(world, &format!("{typed}&page=1")).await?;
    assert_eq!(sent(world, &raw).await?.target(), format!("{typed}&page=1"));
    world.press("Remove parameter 5").await?;
    path_is(world, typed).await?;
    assert_eq!(sent(world, &raw).await?.target(), typed);
    world.fill("Parameter 1, value", "yes").await?;
    path_is(world, "/x?active=yes&note=&d=2024-01-01%20..&t=%2F").await
}

/// Page, code and wire say the same of a typed type; what contradicts its body does not leave.
async fn types_of_bodies(world: &World) -> Result {
    let raw = begin(world).await?;
    world.fill("Path", "/x").await?;
    world.choose("Method", "POST").await?;
    world.unfold("Headers").await?;
    world.unfold("Code").await?;
    world.fill("Header 1, name", "content-type").await?;
    world.field("JSON").await?.click().await?;
    world.fill("JSON body", "{}").await?;
    world.fill("Header 1, value", "multipart/form-data").await?;
    raw.clear();
    world.press("Send").await?;
    world.sees("Content-Type says multipart/form-data, and the body is sent as JSON").await?;
    assert!(raw.received().is_empty());
    world.fill("Header 1, value", "application/merge-patch+json").await?;
    assert_eq!(sent(world, &raw).await?.values("content-type"), ["application/merge-patch+json"]);
    world.fill("Header 1, value", "multipart/form-data").await?;
    world.field("Multipart").await?.click().await?;
    world.fill("Part 1, name", "a").await?;
    world.fill("Part 1, value", "b").await?;
    world.sees("Content-Type is left out").await?;
    let request = sent(world, &raw).await?;
    let types = request.values("content-type");
    let boundary = types[0].strip_prefix("multipart/form-data; boundary=").ok_or("no boundary")?;
    assert!(String::from_utf8_lossy(&request.body).starts_with(&format!("--{boundary}\r\n")), "{request:?}");
    assert!(world.command("Code").await?.contains("Content-Type is left out"));
    // Two rows with one name are one header.
    world.fill("Header 1, name", "X-Note").await?;
    world.fill("Header 1, value", "one").await?;
    world.fill("Header 2, name", "x-note").await?;
    world.fill("Header 2, value", "two").await?;
    assert_eq!(sent(world, &raw).await?.values("x-note"), ["one, two"]);
    Ok(())
}
