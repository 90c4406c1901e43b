//! All pages of a list as one document: every row once and exact, whatever the server shows, refuses or does meanwhile.

use serde_json::Value;
use standin::{Fault, Options};

use crate::page::ADA;
use crate::renewal::{press_for_window, window_closes};
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

/// A list of version 1, with a company.
const RFIS: &str = "/rest/v1.0/projects/562949953450001/rfis?company_id=562949953422001";
/// One of version 2.
const SUBMITTALS: &str = "/rest/v2.0/companies/562949953422001/projects/562949953450001/submittals";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // Streams and files.
        scenario!(every_row_of_thousands).options(seen).also_in_firefox(),
        scenario!(without_headers).options(|options| options.rows = Some(250)),
        scenario!(a_refusal_in_the_middle).options(some).expecting(&["429"]),
        scenario!(within_the_limit).options(|options| {
            some(options);
            (options.spike_limit, options.spike_window_seconds) = (5, 4);
        }),
        scenario!(paused_and_stopped).options(some),
        scenario!(version_two_and_a_list_that_moves).options(some),
        scenario!(the_session_ends_meanwhile).options(some).expecting(&["401"]),
    ]
}

/// Thousands of rows, headers that a page may read, and hardly a limit.
fn seen(options: &mut Options) {
    (options.rows, options.expose_headers) = (Some(3_050), true);
    (options.spike_limit, options.hourly_limit) = (10_000, 10_000);
}

/// The same with some hundreds.
fn some(options: &mut Options) {
    seen(options);
    options.rows = Some(650);
}

fn path(address: &str) -> &str {
    address.split('?').next().unwrap_or(address)
}

/// Sends a call for a company that is chosen by name.
async fn begin(world: &World, address: &str) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    world.call(address).await?;
    world.has_come().await
}

/// Sends a call and begins to get all pages.
async fn start(world: &World, address: &str, plan: &str) -> Result {
    begin(world, address).await?;
    get_all(world, plan).await
}

/// The same once more, on the same page.
async fn start_again(world: &World, address: &str, plan: &str) -> Result {
    world.call(address).await?;
    world.has_come().await?;
    get_all(world, plan).await
}

async fn get_all(world: &World, plan: &str) -> Result {
    world.press("Get all pages").await?;
    world.response_shows(plan).await?;
    // So that the next document's state is not taken for this one's.
    world.browser.run("document.querySelector('section[aria-label=Response]').dataset.state = ''").await?;
    world.procore.clear_received();
    world.press("Start").await
}

/// Waits until it is said what came.
async fn ends(world: &World, words: &str) -> Result {
    world.sees_in_the_end(words).await
}

/// The pages that were asked for since the start, in the order in which they were.
fn asked(world: &World) -> Vec<u32> {
    let page = |call: standin::Received| {
        let (_, page) = call.query.into_iter().find(|(name, _)| name == "page")?;
        page?.parse().ok()
    };
    world.calls().into_iter().filter_map(page).collect()
}

/// Waits until this many pages were asked for.
async fn has_asked(world: &World, pages: usize) -> Result {
    eventually(&format!("{pages} calls"), async || Ok((asked(world).len() >= pages).then_some(()))).await
}

/// Pages are late by so many milliseconds.
fn delay(world: &World, delay_ms: u64) {
    world.procore.add_fault(Fault { path_prefix: path(RFIS).into(), delay_ms, ..Fault::default() });
}

async fn every_row_of_thousands(world: &World) -> Result {
    // An independent client asks for more at a time: the joined bytes are the same.
    let mut all = Vec::new();
    for page in 1..=2 {
        let body = answer(world, &format!("{RFIS}&per_page=2000&page={page}")).await?;
        all.push(body.trim_start_matches('[').trim_end_matches(']').to_owned());
    }
    let all = format!("[{}]", all.join(","));
    let plan = "This takes 31 calls, each for 100 rows.";
    start(world, RFIS, plan).await?;
    ends(world, "All pages: 3050 rows on 31 pages.").await?;
    world.has_come().await?;
    let mut pages = asked(world);
    pages.sort_unstable();
    assert_eq!(pages, (1..=31).collect::<Vec<_>>(), "each page is asked for once");
    world.sees_row("[3050]").await?;
    world.watch_files().await?;
    let sent = world.download("As sent").await?;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&sent)?.len(), 3_050);
    assert!(sent == all, "the bytes are those of the rows");
    let lines = world.download("NDJSON").await?;
    assert_eq!(lines.lines().count(), 3_050);
    assert_eq!(
        lines.lines().next_back().unwrap_or_default(),
        all_rows(&all).last().cloned().unwrap_or_default()
    );
    world.show_tab("Headers").await?;
    world.response_shows("The headers of page 31, the latest in this document.").await
}

/// The bytes that the stand-in answers to a call for the company, asked without a browser.
async fn answer(world: &World, path: &str) -> Result<String> {
    let token = world.procore.issue_token(ADA.email, standin::DEMO_CLIENT);
    let call = reqwest::Client::builder().no_proxy().build()?;
    let call = call.get(format!("{}{path}", world.procore.api_origin())).bearer_auth(token);
    Ok(call.header("Procore-Company-Id", "562949953422001").send().await?.text().await?)
}

/// The rows of an array, each as its bytes.
fn all_rows(array: &str) -> Vec<String> {
    let rows: Vec<Box<serde_json::value::RawValue>> = serde_json::from_str(array).expect("JSON");
    rows.iter().map(|row| row.get().to_owned()).collect()
}

async fn without_headers(world: &World) -> Result {
    start(world, RFIS, "is not visible to a browser here. Pages of 100 rows are asked for").await?;
    ends(world, "All pages: 250 rows on 3 pages.").await?;
    world.response_shows("Pages were asked for until one was not full").await?;
    assert_eq!(asked(world), [1, 2, 3]);
    world.sees_row("[250]").await?;

    // An endpoint that knows no pages gives everything each time.
    world.procore.set_options(|options| options.unpaged_paths = vec![path(RFIS).to_owned()]);
    start_again(world, RFIS, "is not known").await?;
    ends(world, "All pages: 250 rows on 1 page.").await?;
    world.response_shows("The second page was the first one again").await?;
    assert_eq!(asked(world), [1, 2]);
    world.sees_row("[250]").await.map(drop)
}

async fn a_refusal_in_the_middle(world: &World) -> Result {
    world.procore.add_fault(Fault {
        path_prefix: path(RFIS).into(),
        query: Some("page=3".into()),
        times: Some(1),
        status: Some(429),
        headers: [("retry-after".to_owned(), "3".to_owned())].into(),
        ..Fault::default()
    });
    start(world, RFIS, "This takes 7 calls").await?;
    world.response_shows("Procore takes calls again in").await?;
    ends(world, "All pages: 650 rows on 7 pages.").await?;
    assert_eq!(asked(world).iter().filter(|page| **page == 3).count(), 2);
    world.sees_row("[650]").await.map(drop)
}

/// No call is made that would be refused.
async fn within_the_limit(world: &World) -> Result {
    start(world, RFIS, "Procore takes no more than 5 in 10 s.").await?;
    ends(world, "All pages: 650 rows on 7 pages.").await?;
    assert_eq!(asked(world).len(), 7);
    Ok(())
}

async fn paused_and_stopped(world: &World) -> Result {
    start(world, RFIS, "This takes 7 calls").await?;
    ends(world, "All pages: 650 rows on 7 pages.").await?;
    delay(world, 4_000);
    world.press("Get all pages").await?;
    world.procore.clear_received();
    world.press("Start").await?;
    has_asked(world, 2).await?;
    world.press("Pause").await?;
    world.response_shows("Paused.").await?;
    // What was in flight is taken, and nothing more is asked for.
    world.response_shows("4 of 7 pages, 400 of 650 rows").await?;
    assert_eq!(asked(world).len(), 4);
    world.press("Resume").await?;
    has_asked(world, 5).await?;
    world.press("Stop").await?;
    let words = "Incomplete: 400 of 650 rows came on 4 pages, then it was stopped.";
    world.response_shows(words).await?;
    world.sees_row("[400]").await?;
    world.response_shows("incomplete").await?;
    let name = "const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { window.__name = this.download; click.call(this); }";
    world.browser.run(name).await?;
    world.watch_files().await?;
    let sent = world.download("As sent").await?;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&sent)?.len(), 400);
    assert_eq!(world.browser.run("return window.__name").await?, "rfis-incomplete.json");
    Ok(())
}

async fn version_two_and_a_list_that_moves(world: &World) -> Result {
    start(world, SUBMITTALS, "This takes 7 calls, each for 100 rows.").await?;
    ends(world, "All pages: 650 rows on 7 pages.").await?;
    // The rows alone: without what was around them.
    world.sees_row("[650]").await?;

    world.procore.set_options(|options| options.moving_rows = 1);
    start_again(world, RFIS, "This takes 7 calls").await?;
    ends(world, "rows had come before, by their ids. They are marked.").await?;
    world.response_shows("so that rows are missing").await?;
    world.focus_list().await?;
    world.browser.run("document.getElementById('rows').scrollTop = 24 * 95").await?;
    let look = "last = document.querySelector('.row[data-again] .json-again')?.textContent; return last === 'came before'";
    world.until_the_end("a row that is marked", look, Vec::new()).await.map(drop)
}

async fn the_session_ends_meanwhile(world: &World) -> Result {
    begin(world, RFIS).await?;
    delay(world, 1_500);
    world.press("Get all pages").await?;
    world.procore.clear_received();
    world.press("Start").await?;
    has_asked(world, 2).await?;
    world.procore.revoke_all();
    world.response_shows("The session has ended. Sign in again as the same person, and it goes on.").await?;
    let here = press_for_window(world, "Sign in with Procore").await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    ends(world, "All pages: 650 rows on 7 pages.").await?;
    world.sees_row("[650]").await.map(drop)
}
