//! The request as a form: what is put into fields is in the address and arrives, what is typed by hand is in the fields.

use std::fs;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

const RFIS: &str = "/rest/v1.0/projects/562949953450003/rfis";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(choices_and_days),
        scenario!(filters),
        scenario!(typed_by_hand),
        scenario!(other_version),
        scenario!(fields_are_marked),
        scenario!(out_of_patience),
        scenario!(with_a_file),
    ]
}

impl World {
    /// Picks a day as a date picker does: what one types there depends on the language of the browser.
    async fn pick_day(&self, label: &str, day: &str) -> Result {
        self.field(label).await?;
        let script = "const [label, day] = arguments;
            const input = [...document.querySelectorAll('input[type=date]')].find((it) =>
                it.ariaLabel === label || it.closest('label')?.firstElementChild.textContent === label);
            input.value = day;
            input.dispatchEvent(new Event('input', { bubbles: true }))";
        self.browser.run_with(script, vec![json!(label), json!(day)]).await.map(drop)
    }

    /// Waits until a field holds exactly this.
    async fn holds(&self, label: &str, text: &str) -> Result {
        eventually(&format!("“{text}” in the field “{label}”"), async || {
            let now = self.field(label).await?.prop("value").await?;
            if now.as_deref() == Some(text) { Ok(Some(())) } else { Err(format!("it has {now:?}").into()) }
        })
        .await
    }

    /// Sends what is there and takes the query that arrived.
    async fn sent_query(&self) -> Result<Vec<(String, String)>> {
        let before = self.calls().len();
        self.press("Send").await?;
        let call = eventually("the call", async || Ok(self.calls().into_iter().nth(before))).await?;
        self.response_shows("200 OK").await?;
        Ok(call.query.into_iter().map(|(name, value)| (name, value.unwrap_or_default())).collect())
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn in_a_company(world: &World) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await
}

/// A value that is chosen and a day that is picked are in the address and arrive.
async fn choices_and_days(world: &World) -> Result {
    in_a_company(world).await?;
    let path = "/rest/v1.0/projects/562949953450003/manpower_logs";
    world.fill("Path", path).await?;
    world.sees("Manpower: who worked how many hours").await?;
    world.unfold("Parameters").await?;
    world.pick_day("log_date", "2025-02-28").await?;
    world.holds("Path", &format!("{path}?log_date=2025-02-28")).await?;
    assert_eq!(world.sent_query().await?, pairs(&[("log_date", "2025-02-28")]));

    world.fill("Path", &format!("{RFIS}?per_page=2")).await?;
    world.unfold("Filters").await?;
    world.choose("filters[status]", "open").await?;
    world.holds("Path", &format!("{RFIS}?per_page=2&filters[status]=open")).await?;
    assert_eq!(world.sent_query().await?, pairs(&[("per_page", "2"), ("filters[status]", "open")]));
    // To take it away takes it out of the address.
    world.choose("filters[status]", "–").await?;
    world.holds("Path", &format!("{RFIS}?per_page=2")).await
}

/// Several values of one filter, and a span of days, of which half is pointed out.
async fn filters(world: &World) -> Result {
    in_a_company(world).await?;
    world.fill("Path", RFIS).await?;
    world.unfold("Filters").await?;
    for (number, id) in [(1, "562949953500001"), (2, "9007199254740993")] {
        world.fill(&format!("filters[id], {number}"), id).await?;
        world.key(Key::Tab).await?;
    }
    let ids = "filters[id][]=562949953500001&filters[id][]=9007199254740993";
    world.holds("Path", &format!("{RFIS}?{ids}")).await?;
    world.pick_day("filters[created_at], from", "2024-01-01").await?;
    world.sees("A span has two ends").await?;
    world.pick_day("filters[created_at], to", "2030-12-31").await?;
    world.sees_no_longer("A span has two ends").await?;
    world.holds("Path", &format!("{RFIS}?{ids}&filters[created_at]=2024-01-01...2030-12-31")).await?;
    let sent = world.sent_query().await?;
    let expected = [
        ("filters[id][]", "562949953500001"),
        ("filters[id][]", "9007199254740993"),
        ("filters[created_at]", "2024-01-01...2030-12-31"),
    ];
    assert_eq!(sent, pairs(&expected));
    // One that is not listed, for any path.
    world.fill("Path", "/rest/v1.0/odd/echo").await?;
    world.unfold("Filters").await?;
    world.fill("Name of another filter", "colour").await?;
    world.press("Add filter").await?;
    world.fill("filters[colour]", "red & blue").await?;
    assert_eq!(world.sent_query().await?, pairs(&[("filters[colour]", "red & blue")]));
    world.press("Remove filters[colour]").await?;
    world.holds("Path", "/rest/v1.0/odd/echo").await
}

/// What is typed into the path stands in the fields, odd values included; what no field is for stands in the rows.
async fn typed_by_hand(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world
        .fill(
            "Path",
            &format!("{RFIS}?filters[status]=odd&filters[created_at]=2024-01-01...2024-01-31&page=2&x=a+b"),
        )
        .await?;
    world.holds("project_id", "562949953450003").await?;
    world.unfold("Filters").await?;
    world.holds("filters[status]", "odd").await?;
    world.sees("This is none of the values that are known here").await?;
    world.holds("filters[created_at], from", "2024-01-01").await?;
    world.holds("filters[created_at], to", "2024-01-31").await?;
    world.holds("page", "2").await?;
    world.unfold("Parameters").await?;
    world.holds("Parameter 4, name", "x").await?;
    world.holds("Parameter 4, value", "a b").await?;
    // An emptied field of the path leaves its name there, which what is typed next stands behind.
    world.fill("project_id", "9007199254740993").await?;
    let path = world.field("Path").await?.prop("value").await?.unwrap_or_default();
    assert!(path.starts_with("/rest/v1.0/projects/{project_id}/rfis?filters[status]=odd&"), "{path}");
    world.sees("/rest/v1.0/projects/9007199254740993/rfis?filters[status]=odd&").await?;
    // What Procore needs and the text does not have is pointed out.
    world.fill("Path", "/rest/v1.0/vendors").await?;
    world.sees("Procore refuses this call without company_id").await
}

/// Versions of the same stand side by side, and values go along.
async fn other_version(world: &World) -> Result {
    in_a_company(world).await?;
    world.fill("Path", "submittals").await?;
    eventually("versions side by side", async || {
        let script = "return [...document.querySelectorAll('#endpoints li')].slice(0, 3)
            .map((it) => [it.querySelector('.mono').textContent.split('/')[2], it.matches('.is-version')])";
        let found = world.browser.run(script).await?;
        Ok((found == json!([["v1.1", false], ["v1.0", true], ["v2.0", true]])).then_some(()))
    })
    .await?;
    world.fill("Path", "/rest/v1.1/projects/562949953450003/submittals?per_page=3").await?;
    world.press("v2.0").await?;
    let path = "/rest/v2.0/companies/{company_id}/projects/562949953450003/submittals?per_page=3";
    world.holds("Path", path).await?;
    assert_eq!(world.sent_query().await?, pairs(&[("per_page", "3")]));
    let call = world.calls().pop().ok_or("no call")?;
    assert_eq!(call.path, "/rest/v2.0/companies/562949953422001/projects/562949953450003/submittals");
    world.press("v1.1").await?;
    world.holds("Path", "/rest/v1.1/projects/562949953450003/submittals?per_page=3").await
}

/// What Procore refuses of a field is said at the field.
async fn fields_are_marked(world: &World) -> Result {
    in_a_company(world).await?;
    world.procore.add_fault(standin::Fault {
        path_prefix: RFIS.into(),
        times: Some(1),
        status: Some(422),
        body: Some(r#"{"errors":{"filters":{"status":["is not a status here"]}}}"#.into()),
        ..standin::Fault::default()
    });
    world.fill("Path", &format!("{RFIS}?filters[status]=open")).await?;
    world.unfold("Filters").await?;
    world.press("Send").await?;
    world.response_shows("422").await?;
    eventually("a mark", async || {
        // It is another one as soon as the endpoint is recognised.
        let field = world.field("filters[status]").await?;
        Ok((field.attr("aria-invalid").await?.as_deref() == Some("true")).then_some(()))
    })
    .await?;
    let script = "return document.querySelector('.fields .refusal-mark')?.textContent";
    assert_eq!(world.browser.run(script).await?, "is not a status here");
    Ok(())
}

/// How long a call may go without a byte is set, within bounds, and remembered.
async fn out_of_patience(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.unfold("Time-out").await?;
    world.fill("Time-out in seconds", "0").await?;
    world.sees("Write whole seconds, from 1 to 600. 30 are used.").await?;
    world.fill("Time-out in seconds", "3").await?;
    world.sees_no_longer("Write whole seconds").await?;
    world.call("/rest/v1.0/odd/stalled?seconds=20").await?;
    world.response_shows("No answer in time").await?;
    world.response_shows("within 3 seconds").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.unfold("Time-out").await?;
    world.holds("Time-out in seconds", "3").await
}

/// A file goes with the other parts, byte for byte, under its name.
async fn with_a_file(world: &World) -> Result {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("Prüfung 1.txt");
    fs::write(&file, "123456789")?;
    world.begin_as(ADA).await?;
    world.fill("Path", "/rest/v1.0/odd/echo").await?;
    world.choose("Method", "POST").await?;
    world.field("Multipart").await?.click().await?;
    world.fill("Part 1, name", "attachment[description]").await?;
    world.fill("Part 1, value", "a & b").await?;
    world.fill("Part 2, name", "attachment[data]").await?;
    let chooser = world.field("Part 2, file").await?;
    chooser.send_keys(file.to_str().ok_or("a path that is no text")?).await?;
    world.holds("Part 2, value", "Prüfung 1.txt").await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    let sent: Value = serde_json::from_str(&world.shown_body().await?)?;
    assert_eq!(sent["body"], json!({ "attachment": { "description": "a & b" } }), "{sent}");
    let arrived = &sent["files"][0];
    // The checksum of "123456789" is the known one of ISO 3309.
    assert_eq!(
        [&arrived["field"], &arrived["filename"], &arrived["size"], &arrived["checksum"]],
        [&json!("attachment[data]"), &json!("Prüfung 1.txt"), &json!(9), &json!("cbf43926")],
        "{sent}"
    );
    Ok(())
}
