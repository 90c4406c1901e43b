//! What a person does and sees: pages, by the names that stand on them.

use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};
use standin::{Host, Received};

use crate::waiting::{MUCH_PATIENCE, PATIENCE, Problem, Result, eventually, was_not_clicked, within};
use crate::world::World;

/// Somebody who can log in at the stand-in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    /// The login.
    pub(crate) email: &'static str,
    /// The password.
    pub(crate) password: &'static str,
}

/// The usual person.
pub(crate) const ADA: Person = Person { email: "ada@example.com", password: "ada-demo" };
/// Somebody else.
pub(crate) const BJORN: Person = Person { email: "bjorn@example.com", password: "bjorn-demo" };

/// The pages of the app, as folders below its root.
pub(crate) const ROUTES: [&str; 4] = ["", "setup/", "grants/", "token/"];

/// The text of a page as one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits in the page: see there. Its `LOOK` becomes what is looked for.
const WAIT: &str = include_str!("wait.js");

/// The buttons and links with a name. What only shows an arrow behind its name has that name.
fn named(name: &str) -> String {
    format!(
        "//button[normalize-space(.)='{name}' or @aria-label='{name}'] \
         | //button[span[@aria-hidden] and normalize-space(text())='{name}'] \
         | //a[normalize-space(.)='{name}']"
    )
}

/// The fields with a label.
pub(crate) fn labelled(label: &str) -> String {
    format!(
        "//*[self::input or self::select][@id=//label[normalize-space(.)='{label}']/@for] \
         | //label[*[normalize-space(.)='{label}']]//*[self::input or self::select or self::textarea] \
         | //label[normalize-space(.)='{label}']//input \
         | //*[self::input or self::select or self::textarea][@aria-label='{label}']"
    )
}

impl World {
    /// Waits in the current page until `look`, the body of a function with `given` as its arguments, returns something true, and
    /// returns that. The page may be left meanwhile. `last` may be set to what is there instead, for the message.
    pub(crate) async fn until(&self, what: &str, look: &str, given: Vec<Value>) -> Result<Value> {
        self.until_within(PATIENCE, what, look, given).await
    }

    /// The same for what takes longer because it is large.
    pub(crate) async fn until_the_end(&self, what: &str, look: &str, given: Vec<Value>) -> Result<Value> {
        self.until_within(MUCH_PATIENCE, what, look, given).await
    }

    async fn until_within(
        &self,
        patience: Duration,
        what: &str,
        look: &str,
        given: Vec<Value>,
    ) -> Result<Value> {
        let script = WAIT.replacen("/* LOOK */", look, 1);
        within(patience, what, async || {
            let mut answer = self.browser.wait(&script, given.clone()).await?;
            match (answer["found"].take(), answer["last"].as_str()) {
                (Value::Null, Some(last)) => Err(format!("there is “{last}”").into()),
                (Value::Null, None) => Ok(None),
                (found, _) => Ok(Some(found)),
            }
        })
        .await
    }

    /// Waits for an element, as [`World::until`] does.
    async fn element(&self, what: &str, look: &str, given: Vec<Value>) -> Result<Element> {
        self.browser.element(&self.until(what, look, given).await?)
    }

    /// Waits until everything that the page was told so far can be seen: two frames later. Then what is not there will not come
    /// any more by itself.
    pub(crate) async fn is_drawn(&self) -> Result {
        // A window in the background draws no frames.
        let script = "return new Promise((drawn) => {
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
            setTimeout(drawn, 400);
        })";
        self.browser.run_async(script).await.map(drop)
    }

    /// Opens a page of the app by its address and waits until the app is there, or says that it cannot be.
    pub(crate) async fn open(&self, route: &str) -> Result {
        self.browser.go(&format!("{}{route}", self.root())).await?;
        self.started().await
    }

    /// Reloads the page.
    pub(crate) async fn reload(&self) -> Result {
        self.browser.client().refresh().await?;
        self.started().await
    }

    /// Waits until the app has drawn itself or has said why not.
    pub(crate) async fn started(&self) -> Result {
        let look = "const boot = document.getElementById('boot'), app = document.getElementById('app');
            return !!app && document.readyState === 'complete' && (!boot || boot.hasAttribute('data-state'))";
        self.until("the app's first view", look, Vec::new()).await.map(drop)
    }

    /// What can be read on the page, in one line.
    pub(crate) async fn text(&self) -> Result<String> {
        let text = self.browser.run("return document.body.innerText").await?;
        Ok(one_line(text.as_str().unwrap_or_default()))
    }

    /// Waits until `words` can be read on the page.
    pub(crate) async fn sees(&self, words: &str) -> Result {
        let look = "return reads(document.body, given[0])";
        self.until(&format!("“{words}” on the page"), look, vec![json!(one_line(words))]).await.map(drop)
    }

    /// The same for what takes longer because it is large.
    pub(crate) async fn sees_in_the_end(&self, words: &str) -> Result {
        let look = "return reads(document.body, given[0])";
        let given = vec![json!(one_line(words))];
        self.until_the_end(&format!("“{words}” on the page"), look, given).await.map(drop)
    }

    /// Waits until `words` cannot be read on the page.
    pub(crate) async fn sees_no_longer(&self, words: &str) -> Result {
        let look = "last = oneLine(document.body.innerText); return !last.includes(given[0])";
        let what = format!("the end of “{words}” on the page");
        self.until(&what, look, vec![json!(one_line(words))]).await.map(drop)
    }

    /// `words` cannot be read on the page once it is drawn ([`World::is_drawn`]). What an action leads to must have been seen
    /// before, if that needs more than a frame.
    pub(crate) async fn does_not_see(&self, words: &str) -> Result {
        self.is_drawn().await?;
        let text = self.text().await?;
        if text.contains(words) {
            Err(format!("“{words}” must not be there: {text}").into())
        } else {
            Ok(())
        }
    }

    /// Waits until the address is exactly this one.
    pub(crate) async fn is_at(&self, url: &str) -> Result {
        let look = "last = location.href; return last === given[0]";
        self.until(&format!("the address {url}"), look, vec![json!(url)]).await.map(drop)
    }

    /// Waits for a button, or a link, that can be pressed.
    async fn pressable(&self, name: &str) -> Result<Element> {
        let look = "return pressable(given[0])";
        self.element(&format!("a button “{name}” to press"), look, vec![json!(named(name))]).await
    }

    /// Waits until a button with that name can be pressed.
    pub(crate) async fn can_press(&self, name: &str) -> Result {
        self.pressable(name).await.map(drop)
    }

    /// Presses a button or a link, once.
    pub(crate) async fn press(&self, name: &str) -> Result {
        eventually(&format!("pressing “{name}”"), async || {
            let element = self.pressable(name).await?;
            self.click(&element).await
        })
        .await
    }

    /// Clicks an element, unless it is not there any more or something covers it: then it is to be looked for again.
    pub(crate) async fn click(&self, element: &Element) -> Result<Option<()>> {
        match element.click().await {
            Ok(()) => Ok(Some(())),
            // What closes its window when it is clicked.
            Err(error) if error.is_no_such_window() => Ok(Some(())),
            Err(error) if was_not_clicked(&error) => Err(error.into()),
            Err(error) => Err(Problem::lasting(format!("a click was not answered: {error}"))),
        }
    }

    /// The field with that label.
    pub(crate) async fn field(&self, label: &str) -> Result<Element> {
        let look = "return nodes(given[0])[0]";
        self.element(&format!("a field “{label}”"), look, vec![json!(labelled(label))]).await
    }

    /// Waits until the field with that label holds exactly this.
    pub(crate) async fn field_holds(&self, label: &str, value: &str) -> Result {
        let look = "last = nodes(given[0])[0]?.value ?? 'no field'; return last === given[1]";
        let what = format!("“{value}” in the field “{label}”");
        self.until(&what, look, vec![json!(labelled(label)), json!(value)]).await.map(drop)
    }

    /// Types a text in place of what stands in a field, once.
    pub(crate) async fn fill(&self, label: &str, text: &str) -> Result {
        // To choose what stands there changes nothing, so it may be repeated.
        let field = eventually(&format!("the text of “{label}” to replace"), async || {
            let field = self.field(label).await?;
            field.send_keys(&format!("{}a", char::from(Key::Control))).await?;
            Ok(Some(field))
        })
        .await?;
        // A call of its own, because the end of one releases Control in every browser; Firefox drops what follows Key::Null.
        field.send_keys(&format!("{}{text}", char::from(Key::Backspace))).await?;
        self.field_holds(label, text).await
    }

    /// Puts a text in the place of what stands in a field, once and at once, as a paste does: where it does not matter that keys
    /// are pressed, and there would be many.
    pub(crate) async fn paste(&self, label: &str, text: &str) -> Result {
        let field = self.field(label).await?;
        const PASTE: &str = "const [field, text] = arguments;
            field.focus();
            field.select();
            document.execCommand(text ? 'insertText' : 'delete', false, text)";
        self.browser.run_with(PASTE, vec![serde_json::to_value(&field)?, json!(text)]).await?;
        self.field_holds(label, text).await
    }

    /// Clicks a check box, once, and waits until it is the other way.
    pub(crate) async fn toggle(&self, label: &str) -> Result {
        let was = self.field(label).await?.is_selected().await?;
        eventually(&format!("the check box “{label}”"), async || {
            let field = self.field(label).await?;
            self.click(&field).await
        })
        .await?;
        let look = "return nodes(given[0])[0].checked !== given[1]";
        let what = format!("the other way of “{label}”");
        self.until(&what, look, vec![json!(labelled(label)), json!(was)]).await.map(drop)
    }

    /// Waits until the element with that id has the focus.
    pub(crate) async fn focus_is(&self, id: &str) -> Result {
        let look = "last = document.activeElement.id; return last === given[0]";
        self.until(&format!("the focus at {id}"), look, vec![json!(id)]).await.map(drop)
    }

    /// Opens the panel of the session by its button in the header, if it is not open, and waits for what it says.
    pub(crate) async fn show_session(&self) -> Result {
        let is_open = "return !!document.querySelector('#session:popover-open')";
        if self.browser.run(is_open).await? != true {
            eventually("the button of the session's panel", async || {
                let look = "return pressable('//*[@id=\"account\"]')";
                let button = self.element("the button of the session's panel", look, Vec::new()).await?;
                self.click(&button).await
            })
            .await?;
        }
        // What comes later moves what is below it.
        let look = "last = document.querySelector('#session:popover-open')?.innerText ?? 'no panel';
            return last !== 'no panel' && !last.includes('Checking…')";
        self.until("the session's panel", look, Vec::new()).await.map(drop)
    }

    /// Waits until the region “Response” has these words.
    pub(crate) async fn response_shows(&self, words: &str) -> Result {
        let look = "return reads(document.querySelector('section[aria-label=Response]'), given[0])";
        let what = format!("“{words}” in the response");
        self.until(&what, look, vec![json!(one_line(words))]).await.map(drop)
    }

    /// The text of the command with that name, as it stands on the page.
    pub(crate) async fn command(&self, name: &str) -> Result<String> {
        let look = "return document.querySelector(`pre[aria-label='${given[0]}']`)?.textContent";
        let text = self.until(&format!("the command “{name}”"), look, vec![json!(name)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Goes back in the history of this tab.
    pub(crate) async fn go_back(&self) -> Result {
        Ok(self.browser.client().back().await?)
    }

    /// The record of the session in this tab's storage; the page must be one of the app's origin.
    pub(crate) async fn stored_session(&self) -> Result<Option<String>> {
        let key = json!(self.session_key());
        let record = self.browser.run_with("return sessionStorage.getItem(arguments[0])", vec![key]).await?;
        Ok(record.as_str().map(str::to_owned))
    }

    /// The tab's storage holds nothing but what is given here as beginnings of keys, without the app's own prefix.
    pub(crate) async fn tab_holds_only(&self, kinds: &[&str]) -> Result {
        let keys = self.browser.run("return Object.keys(sessionStorage)").await?;
        let prefix = self.session_key().replace("session", "");
        for key in keys.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let kind = key.strip_prefix(prefix.trim_end_matches(':')).unwrap_or(key).trim_start_matches(':');
            if !kinds.iter().any(|known| kind.starts_with(known)) {
                return Err(Problem::forbidden(format!("session storage still holds {key}")));
            }
        }
        Ok(())
    }

    /// Follows an address with an answer that nobody gave, from a page of another site.
    pub(crate) async fn forge(&self, token: Option<&str>, answer: &str) -> Result {
        if let Some(token) = token {
            self.will_forge(token);
        }
        self.browser.go(self.procore.login_origin()).await?;
        self.browser.go(&format!("{}{answer}", self.root())).await?;
        self.started().await?;
        self.is_at(&self.root()).await
    }

    /// The calls that the API host got, preflights left out.
    pub(crate) fn calls(&self) -> Vec<Received> {
        let received = self.procore.received();
        received.into_iter().filter(|one| one.host == Host::Api && one.method != "OPTIONS").collect()
    }

    /// The calls of `/me`.
    pub(crate) fn calls_of_me(&self) -> Vec<Received> {
        self.calls().into_iter().filter(|one| one.path == "/rest/v1.0/me").collect()
    }

    /// The parameters of the last authorization request.
    pub(crate) fn last_asked(&self) -> Vec<(String, Option<String>)> {
        let received = self.procore.received();
        let asked = received
            .into_iter()
            .rfind(|one| one.host == Host::Login && one.method == "GET" && one.path == "/oauth/authorize");
        asked.map(|one| one.query).unwrap_or_default()
    }

    /// The state of the last authorization request.
    pub(crate) fn last_state(&self) -> Result<String> {
        let asked = self.last_asked();
        let state = asked.into_iter().find(|(name, _)| name == "state").and_then(|(_, value)| value);
        Ok(state.ok_or("no authorization request with a state came")?)
    }

    /// A text without the tokens that may stand in it, to be kept or printed.
    pub(crate) fn without_secrets(&self, text: &str) -> String {
        self.secrets().iter().fold(text.to_owned(), |text, secret| text.replace(secret, "[a token]"))
    }

    /// Where the browser is and what can be read there.
    pub(crate) async fn described(&self) -> String {
        let url = self.browser.url().await.unwrap_or_default();
        let text = self.text().await.unwrap_or_default();
        self.without_secrets(&format!("{url}\n{text}"))
    }
}
