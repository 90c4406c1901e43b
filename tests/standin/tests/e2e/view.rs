//! What a person does and sees in the view of an answer: its tabs, rows, tools and files.

use std::collections::BTreeMap;

use fantoccini::key::Key;
use fantoccini::wd::Locator;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::waiting::{Result, eventually, in_the_end};
use crate::world::World;

/// The rows that are there, in their order: the number of each and its text, without the number of the line.
const ROWS: &str = "return [...document.querySelectorAll('section[aria-label=Response] .row')].map((row) => {
    const number = row.querySelector('.line-number');
    return [Number(row.dataset.row), row.textContent.slice(number?.textContent.length ?? 0)];
}).sort((a, b) => a[0] - b[0])";

/// Keeps every blob that a file is made of.
const WATCH_FILES: &str = "const make = URL.createObjectURL;
    window.__files = [];
    URL.createObjectURL = (blob) => {
        window.__files.push(blob);
        return make.call(URL, blob);
    };";

/// One row of a list as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number.
    pub(crate) number: u64,
    /// What can be read in it, without the number of the line.
    pub(crate) text: String,
}

impl World {
    /// Signs in and sends a call of `path`, whose answer is shown as a whole.
    pub(crate) async fn begin_with(&self, path: &str) -> Result {
        self.begin_as(ADA).await?;
        self.call(path).await?;
        self.has_come().await
    }

    /// Sends a call of `path` and waits until it has reached the stand-in.
    pub(crate) async fn call(&self, path: &str) -> Result {
        let before = self.calls().len();
        // So that the next document's state is not taken for this one's.
        self.browser.run("document.querySelector('section[aria-label=Response]').dataset.state = ''").await?;
        self.fill("Path", path).await?;
        self.press("Send").await?;
        eventually(&format!("a call of {path}"), async || Ok((self.calls().len() > before).then_some(())))
            .await
    }

    /// Unfolds a part of the request, by the beginning of its name.
    pub(crate) async fn unfold(&self, part: &str) -> Result {
        let script = "const summary = [...document.querySelectorAll('.request summary')]
                .find((it) => it.textContent.startsWith(arguments[0]));
            if (summary && !summary.parentElement.open) summary.click();
            return !!summary";
        eventually(&format!("the part “{part}”"), async || {
            Ok((self.browser.run_with(script, vec![json!(part)]).await? == true).then_some(()))
        })
        .await
    }

    /// Waits until the answer to the call before is shown as a whole.
    pub(crate) async fn has_come(&self) -> Result {
        let script = "const region = document.querySelector('section[aria-label=Response]');
            return region.dataset.state === 'complete' && !!region.querySelector('.document .response-bar')
                && !region.querySelector('.waiting')";
        in_the_end("the whole answer", async || Ok((self.browser.run(script).await? == true).then_some(())))
            .await
    }

    /// Chooses a tab of the view.
    pub(crate) async fn show_tab(&self, name: &str) -> Result {
        self.press(name).await?;
        let script = "return document.querySelector('[role=tab][aria-selected=true]')?.textContent";
        eventually(&format!("the tab “{name}”"), async || {
            Ok((self.browser.run(script).await? == name).then_some(()))
        })
        .await
    }

    /// The rows that are drawn.
    pub(crate) async fn rows(&self) -> Result<Vec<Row>> {
        let rows = self.browser.run(ROWS).await?;
        let row = |row: &Value| Row {
            number: row[0].as_u64().unwrap_or_default(),
            text: row[1].as_str().unwrap_or_default().to_owned(),
        };
        Ok(rows.as_array().into_iter().flatten().map(row).collect())
    }

    /// Waits until a row has these words.
    pub(crate) async fn sees_row(&self, words: &str) -> Result<Row> {
        let mut last = Vec::new();
        let found = in_the_end(&format!("a row with “{words}”"), async || {
            last = self.rows().await?;
            Ok(last.iter().find(|row| row.text.contains(words)).cloned())
        })
        .await;
        found.map_err(|problem| problem.during(&format!("rows {:?}", &last[..last.len().min(40)])))
    }

    /// The text of a short body as it is shown under Raw, white space and all.
    pub(crate) async fn shown_body(&self) -> Result<String> {
        self.has_come().await?;
        self.show_tab("Raw").await?;
        let mut known = BTreeMap::new();
        let total = "return Math.round(document.querySelector('.rows-space').clientHeight / 24)";
        let scroll = "document.getElementById('rows').scrollTop = arguments[0]";
        eventually("all rows of the text", async || {
            let is_there = self.browser.run("return !!document.querySelector('.row .line-number')").await?;
            if is_there != true {
                return Ok(None);
            }
            known.extend(self.rows().await?.into_iter().map(|row| (row.number, row.text)));
            let total = self.browser.run(total).await?.as_u64().unwrap_or_default();
            match (0..total).find(|number| !known.contains_key(number)) {
                None => Ok(Some(())),
                Some(missing) => {
                    self.browser.run_with(scroll, vec![json!(missing * 24)]).await?;
                    Ok(None)
                }
            }
        })
        .await?;
        Ok(known.into_values().collect::<Vec<_>>().join("\n"))
    }

    /// Puts the focus on the list.
    pub(crate) async fn focus_list(&self) -> Result {
        eventually("the list", async || {
            let script = "const list = document.getElementById('rows'); list?.focus(); return document.activeElement === list && !!list";
            Ok((self.browser.run(script).await? == true).then_some(()))
        })
        .await
    }

    /// Presses keys where the focus is.
    pub(crate) async fn keys(&self, keys: &str) -> Result {
        self.browser.press_keys(keys).await
    }

    /// Presses one key where the focus is.
    pub(crate) async fn key(&self, key: Key) -> Result {
        self.keys(&char::from(key).to_string()).await
    }

    /// Chooses an entry of a select by its text.
    pub(crate) async fn choose(&self, label: &str, entry: &str) -> Result {
        eventually(&format!("“{entry}” in “{label}”"), async || {
            self.field(label).await?.select_by_label(entry).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Waits until Find says this.
    pub(crate) async fn found(&self, words: &str) -> Result {
        self.says(".find-state", words).await
    }

    /// Waits until the element says exactly this.
    pub(crate) async fn says(&self, selector: &str, words: &str) -> Result {
        let mut last = String::new();
        let said = in_the_end(&format!("“{words}” in {selector}"), async || {
            let found = self.browser.client().find_all(Locator::Css(selector)).await?;
            let Some(element) = found.into_iter().next() else { return Ok(None) };
            last = element.text().await?.trim().to_owned();
            Ok((last == words).then_some(()))
        })
        .await;
        said.map_err(|problem| problem.during(&format!("it says “{last}”")))
    }

    /// From now on files that are made can be read.
    pub(crate) async fn watch_files(&self) -> Result {
        self.browser.run(WATCH_FILES).await.map(drop)
    }

    /// Makes a file by the menu, and reads it.
    pub(crate) async fn download(&self, kind: &str) -> Result<String> {
        let count = "return window.__files.length";
        let before = self.browser.run(count).await?;
        self.press("Download").await?;
        self.press(kind).await?;
        in_the_end(&format!("the file {kind}"), async || {
            Ok((self.browser.run(count).await? != before).then_some(()))
        })
        .await?;
        let text = self.browser.run_async("return await window.__files.at(-1).text()").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The bytes that the stand-in answers to a call, asked without a browser.
    pub(crate) async fn answer(&self, path: &str) -> Result<String> {
        let token = self.procore.issue_token(ADA.email, standin::DEMO_CLIENT);
        let call = reqwest::Client::builder().no_proxy().build()?;
        let call = call.get(format!("{}{path}", self.procore.api_origin())).bearer_auth(token);
        Ok(call.send().await?.text().await?)
    }

    /// Remembers every worker of a document or a program that the page begins from now on, and whether it was ended. That of
    /// the catalogue stays for good.
    pub(crate) async fn watch_workers(&self) -> Result {
        let script = "window.__workers = [];
            const Plain = window.Worker;
            window.Worker = class extends Plain {
                postMessage(message, ...others) {
                    this.glue ??= message.glue;
                    if (message.glue && !message.glue.includes('catalogue')) window.__workers.push(this);
                    super.postMessage(message, ...others);
                }
                terminate() {
                    this.isEnded = true;
                    super.terminate();
                }
            };";
        self.browser.run(script).await.map(drop)
    }

    /// How many workers were begun since, and how many of them were not ended.
    pub(crate) async fn workers(&self) -> Result<(u64, u64)> {
        let script =
            "return [window.__workers.length, window.__workers.filter((one) => !one.isEnded).length]";
        let counts = self.browser.run_with(script, vec![json!(null)]).await?;
        Ok((counts[0].as_u64().unwrap_or_default(), counts[1].as_u64().unwrap_or_default()))
    }
}
