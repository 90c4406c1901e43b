//! The measurements: each drives a browser of its own and returns samples.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::Value;
use standin::Fault;

use crate::memory;
use crate::names::{self, Named};
use crate::page::ADA;
use crate::samples::Samples;
use crate::waiting::{Result, in_the_end};
use crate::world::{Stage, World};

/// No browser may take longer for all that is asked of it.
const LIMIT: Duration = Duration::from_secs(300);
/// How long the page may take for one thing, in ms.
const PATIENCE: u32 = 20_000;

/// Runs steps that add to samples in a fresh browser, and ends it whatever happens.
async fn in_browser(stage: &Stage, steps: impl AsyncFnOnce(&World, &mut Samples) -> Result) -> Samples {
    let mut samples = Samples::default();
    let world = match tokio::time::timeout(LIMIT, stage.open()).await {
        Ok(Ok(world)) => world,
        Ok(Err(problem)) => return Samples::none(problem.text()),
        Err(_) => return Samples::none("the browser did not start in time"),
    };
    match tokio::time::timeout(LIMIT, steps(&world, &mut samples)).await {
        Ok(Ok(())) => {}
        Ok(Err(problem)) => samples.problem = Some(problem.text().to_owned()),
        Err(_) => samples.problem = Some(format!("took longer than {} s", LIMIT.as_secs())),
    }
    let _ = tokio::time::timeout(Duration::from_secs(20), world.close()).await;
    samples
}

/// The path of an answer of that many bytes.
fn path(bytes: usize) -> String {
    format!("/rest/v1.0/large?bytes={bytes}")
}

/// `fetch`, `text()` and `JSON.parse`; or, to see what the way through the network takes, `arrayBuffer()` alone.
pub(crate) async fn yardstick(stage: &Stage, bytes: usize, runs: usize, parse: bool) -> Samples {
    in_browser(stage, async |world, samples| {
        let url = format!("{}{}", world.procore.api_origin(), path(bytes));
        for _ in 0..runs {
            world.collect_garbage().await?;
            memory::forget_peaks();
            let arguments = vec![url.clone().into(), world.token().into(), parse.into()];
            let sample =
                world.browser.client().execute_async(include_str!("yardstick.js"), arguments).await?;
            if let Some(error) = sample["error"].as_str() {
                return Err(error.to_owned().into());
            }
            samples.push(and_peak(sample, world));
        }
        Ok(())
    })
    .await
}

/// The sample with the memory of this moment's peak.
fn and_peak(mut sample: Value, world: &World) -> Value {
    sample["peak"] = world.peak_above_empty().into();
    sample
}

/// The app, from a click on "Send" to the whole document.
pub(crate) async fn load(stage: &Stage, bytes: usize, runs: usize) -> Samples {
    in_browser(stage, async |world, samples| {
        world.begin_as(ADA).await?;
        for _ in 0..runs {
            samples.push(open(world, &path(bytes)).await?);
        }
        Ok(())
    })
    .await
}

/// Sends a call for that path and waits for the whole document.
async fn open(world: &World, path: &str) -> Result<Value> {
    world.fill_in(names::PATH, path).await?;
    world.collect_garbage().await?;
    memory::forget_peaks();
    let sample =
        after(world, "armLoad()", async || Ok(world.find(names::SEND).await?.click().await?)).await?;
    Ok(and_peak(sample, world))
}

/// Arms the probe, does something, and waits for what the probe measured.
async fn after(world: &World, arm: &str, act: impl AsyncFnOnce() -> Result) -> Result<Value> {
    world.browser.run(&format!("bench.{arm}")).await?;
    act().await?;
    let sample = world.probe(&format!("result({PATIENCE})")).await?;
    if sample.is_object() {
        Ok(sample)
    } else {
        Err(format!("nothing came of {arm} in time: {sample}").into())
    }
}

/// The longest task from the start of the page to the first answer of a person who is signed in.
pub(crate) async fn start_up(stage: &Stage, runs: usize) -> Samples {
    in_browser(stage, async |world, samples| {
        world.begin_as(ADA).await?;
        for _ in 0..runs {
            world.reload().await?;
            let script =
                "await new Promise((done) => setTimeout(done, 1000)); return { task: bench.busy(0) }";
            samples.push(world.browser.run_async(script).await?);
        }
        Ok(())
    })
    .await
}

/// What is done with a document once it is there, by name.
pub(crate) type Steps = Vec<(&'static str, Samples)>;

/// Scrolling, jumping, opening all, switching views, searching, taking it away.
pub(crate) async fn use_document(stage: &Stage, bytes: usize, runs: usize) -> Steps {
    let mut steps = Steps::new();
    let whole = in_browser(stage, async |world, _| {
        world.begin_as(ADA).await?;
        open(world, &path(bytes)).await?;
        let rare = needle(world, bytes).await?;
        steps.push(("fling", repeated(runs, async || something(world.probe("fling()").await?)).await));
        steps.push(("jump", repeated(runs, async || something(world.probe("jump()").await?)).await));
        steps.push(("open all", repeated(1, async || open_all(world).await).await));
        steps.push(("views", repeated(1, async || switch_views(world).await).await));
        steps.push(("find rare", repeated(runs, async || find(world, &rare).await).await));
        steps.push(("find common", repeated(runs, async || find(world, "fire stop").await).await));
        let toggled = async |toggle, text: &str| {
            world.find(toggle).await?.click().await?;
            let samples = repeated(runs, async || find(world, text).await).await;
            world.find(toggle).await?.click().await?;
            Ok::<_, crate::waiting::Problem>(samples)
        };
        let or_none =
            |samples: Result<Samples>| samples.unwrap_or_else(|problem| Samples::none(problem.text()));
        steps.push(("find in this case", or_none(toggled(names::MATCH_CASE, "fire stop").await)));
        let expression = r"user\d+7@example";
        steps.push(("find by expression", or_none(toggled(names::REGULAR_EXPRESSION, expression).await)));
        steps.push(("CSV", repeated(runs, async || csv(world).await).await));
        Ok(())
    })
    .await;
    if let Some(problem) = whole.problem {
        steps.push(("all", Samples::none(problem)));
    }
    steps
}

/// The same measurement again and again, until one fails.
async fn repeated(runs: usize, mut measure: impl AsyncFnMut() -> Result<Value>) -> Samples {
    let mut samples = Samples::default();
    for _ in 0..runs {
        match measure().await {
            Ok(sample) => samples.push(sample),
            Err(problem) => {
                samples.problem = Some(problem.text().to_owned());
                break;
            }
        }
    }
    samples
}

fn something(sample: Value) -> Result<Value> {
    if sample.is_object() { Ok(sample) } else { Err(format!("there is nothing to scroll: {sample}").into()) }
}

/// Everything below the first row is opened by a key.
async fn open_all(world: &World) -> Result<Value> {
    let focus = "const row = document.querySelector(NAMES.row); row?.focus(); return !!row";
    let focus = focus.replace("NAMES.row", &names::for_probe()["row"].to_string());
    if world.browser.run(&focus).await? != true {
        return Err("there is no row to open".into());
    }
    after(world, "armKey()", async || {
        Ok(world.browser.client().active_element().await?.send_keys("*").await?)
    })
    .await
}

/// The worst of all switches.
async fn switch_views(world: &World) -> Result<Value> {
    let mut worst = Samples::default();
    for view in [names::TABLE, names::RAW, names::HEADERS, names::TREE] {
        worst.push(after(world, "armClick()", async || Ok(world.find(view).await?.click().await?)).await?);
    }
    Ok(serde_json::json!({ "task": worst.worst("task"), "gap": worst.worst("gap") }))
}

/// Types all but the last character, waits, and measures from the key of the last one.
async fn find(world: &World, text: &str) -> Result<Value> {
    let mut start = text.to_owned();
    let last = start.pop().unwrap_or_default();
    world.fill_in(names::FIND, &start).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let arm = format!("armMarks('keydown', '{}', '{}')", names::FIND_FIRST, names::FIND_COMPLETE);
    after(world, &arm, async || Ok(world.find(names::FIND).await?.send_keys(&last.to_string()).await?)).await
}

async fn csv(world: &World) -> Result<Value> {
    world.find(names::DOWNLOAD).await?.click().await?;
    let arm = format!("armMarks('click', null, '{}')", names::CSV_COMPLETE);
    click(world, &arm, names::CSV).await
}

async fn click(world: &World, arm: &str, named: Named) -> Result<Value> {
    let element = world.find(named).await?;
    after(world, arm, async || Ok(element.click().await?)).await
}

/// The id of a record near the end, which stands there once.
async fn needle(world: &World, bytes: usize) -> Result<String> {
    let url = format!("{}{}", world.procore.api_origin(), path(bytes));
    let client = reqwest::Client::builder().no_proxy().build()?;
    let body = client.get(url).bearer_auth(world.token()).send().await?.bytes().await?;
    let end = String::from_utf8_lossy(&body[body.len().saturating_sub(10_000)..]).into_owned();
    let ids: Vec<&str> = end
        .split("{\"id\":")
        .filter_map(|record| record.split_once(",\"number\"").map(|(id, _)| id))
        .collect();
    Ok(ids.iter().rev().nth(1).map(|id| (*id).to_owned()).ok_or("the records have no ids")?)
}

/// All pages of a collection of so many rows, each `delay_ms` late: by the app, and by fetches alone that are made the same
/// way.
pub(crate) async fn all_pages(stage: &Stage, rows: usize, delay_ms: u64, runs: usize) -> (Samples, Samples) {
    let company = "562949953422001";
    let list = "/rest/v1.0/projects/562949953450001/rfis";
    let path = format!("{list}?company_id={company}");
    let mut alone = Samples::default();
    let app = in_browser(stage, async |world, app| {
        world.begin_as(ADA).await?;
        world.fill_in(names::COMPANY, "nordlys").await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        world.find(names::COMPANY).await?.send_keys(&char::from(Key::Enter).to_string()).await?;
        open(world, &path).await?;
        let url = format!("{}{path}", world.procore.api_origin());
        world.procore.add_fault(Fault { path_prefix: list.into(), delay_ms, ..Fault::default() });
        for _ in 0..runs {
            let arguments =
                vec![url.clone().into(), world.token().into(), company.into(), rows.div_ceil(100).into()];
            let sample = world.browser.client().execute_async(include_str!("pages.js"), arguments).await?;
            if let Some(error) = sample["error"].as_str() {
                return Err(error.to_owned().into());
            }
            alone.push(sample);
            world.find(names::GET_ALL_PAGES).await?.click().await?;
            let arm = format!("armMarks('click', null, '{}')", names::DOCUMENT_COMPLETE);
            app.push(click(world, &arm, names::START).await?);
        }
        world.procore.clear_faults();
        Ok(())
    })
    .await;
    (app, alone)
}

/// Lists that follow what is typed: endpoints, so many saved requests, and both of them in the palette; and a page of 100 rows.
pub(crate) async fn search(stage: &Stage, entries: usize, runs: usize) -> Steps {
    let mut steps = Steps::new();
    let whole = in_browser(stage, async |world, _| {
        world.begin_as(ADA).await?;
        let page = async || open(world, "/rest/v1.0/large?rows=100").await;
        steps.push(("a page", repeated(runs, page).await));
        let typed =
            async |field, list, text| repeated(runs, async || type_in(world, field, list, text).await).await;
        steps.push(("endpoints", typed(names::PATH, names::ENDPOINTS, "rfi c").await));
        import(world, entries).await?;
        steps.push(("saved", typed(names::SEARCH_SAVED, names::SAVED_LIST, "rfi 4321").await));
        world
            .browser
            .client()
            .active_element()
            .await?
            .send_keys(&format!("{}k", char::from(Key::Control)))
            .await?;
        steps.push(("palette", typed(names::PALETTE, names::PALETTE_LIST, "rfi 4321").await));
        Ok(())
    })
    .await;
    if let Some(problem) = whole.problem {
        steps.push(("all", Samples::none(problem)));
    }
    steps
}

/// Types all but the last character, waits, and measures from the key of the last one to another list.
async fn type_in(world: &World, field: Named, list: &str, text: &str) -> Result<Value> {
    let mut start = text.to_owned();
    let last = start.pop().unwrap_or_default();
    world.fill_in(field, &start).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let arm = format!("armList('{list}')");
    after(world, &arm, async || Ok(world.find(field).await?.send_keys(&last.to_string()).await?)).await
}

/// Imports so many saved requests, and opens their list.
async fn import(world: &World, entries: usize) -> Result {
    let entry = |number: usize| {
        let request = serde_json::json!({
            "method": "GET", "target": format!("/rest/v1.0/projects/{{project_id}}/rfis/{number}"),
            "company": null, "headers": [], "body": null,
        });
        serde_json::json!({ "name": format!("RFI {number}"), "folder": format!("Folder {}", number % 50), "request": request })
    };
    let saved: Vec<Value> = (0..entries).map(entry).collect();
    let file = tempfile::NamedTempFile::new()?;
    let text =
        serde_json::json!({ "format": "procore-console", "version": 1, "saved": saved, "history": [] });
    std::fs::write(file.path(), text.to_string())?;
    world.find(names::SAVED).await?.click().await?;
    let input = fantoccini::wd::Locator::Css(names::IMPORT);
    let input =
        in_the_end("the field for a file", async || Ok(world.browser.client().find(input).await.ok()))
            .await?;
    input.send_keys(&file.path().to_string_lossy()).await?;
    world.sees(&format!("Imported: {entries} saved requests")).await
}

/// Sorting many rows by their amounts.
pub(crate) async fn sort(stage: &Stage, rows: usize, runs: usize) -> Samples {
    in_browser(stage, async |world, samples| {
        world.begin_as(ADA).await?;
        open(world, &format!("/rest/v1.0/large?rows={rows}")).await?;
        world.find(names::TABLE).await?.click().await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        for _ in 0..runs {
            let arm = format!("armMarks('click', null, '{}')", names::SORT_COMPLETE);
            samples.push(click(world, &arm, names::AMOUNT).await?);
            // Descending, and as they were sent.
            for _ in 0..2 {
                world.find(names::AMOUNT).await?.click().await?;
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
        Ok(())
    })
    .await
}
