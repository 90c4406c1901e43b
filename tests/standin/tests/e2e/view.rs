//! What a person does and sees in the view of an answer: its tabs, rows, tools and files.

use std::collections::BTreeMap;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::{ADA, labelled};
use crate::waiting::{Result, eventually};
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

impl Row {
    /// From what a script tells of it.
    fn new(row: &Value) -> Self {
        let text = row[1].as_str().unwrap_or_default().to_owned();
        Self { number: row[0].as_u64().unwrap_or_default(), text }
    }
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
        self.paste("Path", path).await?;
        self.press("Send").await?;
        eventually(&format!("a call of {path}"), async || Ok((self.calls().len() > before).then_some(())))
            .await
    }

    /// Unfolds a part of the request, by the beginning of its name.
    pub(crate) async fn unfold(&self, part: &str) -> Result {
        let look = "const summary = [...document.querySelectorAll('.request summary')]
                .find((it) => it.textContent.startsWith(given[0]));
            if (summary && !summary.parentElement.open) summary.click();
            return !!summary";
        self.until(&format!("the part “{part}”"), look, vec![json!(part)]).await.map(drop)
    }

    /// Waits until the answer to the call before is shown as a whole.
    pub(crate) async fn has_come(&self) -> Result {
        let look = "const region = document.querySelector('section[aria-label=Response]');
            last = region.dataset.state;
            return region.dataset.state === 'complete' && !!region.querySelector('.document .response-bar')
                && !region.querySelector('.waiting')";
        self.until_the_end("the whole answer", look, Vec::new()).await.map(drop)
    }

    /// Chooses a tab of the view.
    pub(crate) async fn show_tab(&self, name: &str) -> Result {
        self.press(name).await?;
        let look = "last = document.querySelector('[role=tab][aria-selected=true]')?.textContent; return last === given[0]";
        self.until(&format!("the tab “{name}”"), look, vec![json!(name)]).await.map(drop)
    }

    /// The rows that are drawn.
    pub(crate) async fn rows(&self) -> Result<Vec<Row>> {
        let rows = self.browser.run(ROWS).await?;
        Ok(rows.as_array().into_iter().flatten().map(Row::new).collect())
    }

    /// Waits until a row has these words.
    pub(crate) async fn sees_row(&self, words: &str) -> Result<Row> {
        let look =
            "const texts = [...document.querySelectorAll('section[aria-label=Response] .row')].map((row) => {
                const number = row.querySelector('.line-number');
                return [Number(row.dataset.row), row.textContent.slice(number?.textContent.length ?? 0)];
            }).sort((a, b) => a[0] - b[0]);
            last = JSON.stringify(texts.slice(0, 40));
            return texts.find(([, text]) => text.includes(given[0]))";
        let found = self.until_the_end(&format!("a row with “{words}”"), look, vec![json!(words)]).await?;
        Ok(Row::new(&found))
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
        let look = "const list = document.getElementById('rows');
            list?.focus();
            return !!list && document.activeElement === list";
        self.until("the list", look, Vec::new()).await.map(drop)
    }

    /// Presses keys where the focus is.
    pub(crate) async fn keys(&self, keys: &str) -> Result {
        self.browser.press_keys(keys).await
    }

    /// Presses one key where the focus is.
    pub(crate) async fn key(&self, key: Key) -> Result {
        self.keys(&char::from(key).to_string()).await
    }

    /// Chooses an entry of a select by its text, once it is there.
    pub(crate) async fn choose(&self, label: &str, entry: &str) -> Result {
        let look = "const labels = [...nodes(given[0])[0].options].map((one) => oneLine(one.label));
            last = labels.join();
            return labels.includes(given[1])";
        let what = format!("“{entry}” in “{label}”");
        self.until(&what, look, vec![json!(labelled(label)), json!(entry)]).await?;
        Ok(self.field(label).await?.select_by_label(entry).await?)
    }

    /// Waits until Find says this.
    pub(crate) async fn found(&self, words: &str) -> Result {
        self.says(".find-state", words).await
    }

    /// Waits until the element says exactly this.
    pub(crate) async fn says(&self, selector: &str, words: &str) -> Result {
        let look = "last = oneLine(document.querySelector(given[0])?.innerText ?? ''); return last === oneLine(given[1])";
        let given = vec![json!(selector), json!(words)];
        self.until_the_end(&format!("“{words}” in {selector}"), look, given).await.map(drop)
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
        let look = "return window.__files.length !== given[0]";
        self.until_the_end(&format!("the file {kind}"), look, vec![before]).await?;
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
