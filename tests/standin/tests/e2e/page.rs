//! What a person does and sees: the pages of the app and of the login host, by the names that stand on them.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Locator;
use serde_json::{Value, json};
use standin::{Host, Received};

use crate::waiting::{Result, eventually};
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

impl World {
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
        let script = "const boot = document.getElementById('boot'), app = document.getElementById('app');
            return !!app && document.readyState === 'complete' && (!boot || boot.hasAttribute('data-state'))";
        eventually("the app's first view", async || Ok(self.is(script).await?.then_some(()))).await
    }

    async fn is(&self, script: &str) -> Result<bool> {
        Ok(self.browser.run(script).await?.as_bool().unwrap_or_default())
    }

    /// What can be read on the page, in one line.
    pub(crate) async fn text(&self) -> Result<String> {
        let text = self.browser.run("return document.body.innerText").await?;
        Ok(one_line(text.as_str().unwrap_or_default()))
    }

    /// Waits until `words` can be read on the page.
    pub(crate) async fn sees(&self, words: &str) -> Result {
        let words = one_line(words);
        eventually(&format!("“{words}” on the page"), async || {
            Ok(self.text().await?.contains(&words).then_some(()))
        })
        .await
    }

    /// Waits until `words` cannot be read on the page.
    pub(crate) async fn sees_no_longer(&self, words: &str) -> Result {
        eventually(&format!("the end of “{words}” on the page"), async || {
            Ok((!self.text().await?.contains(words)).then_some(()))
        })
        .await
    }

    /// `words` cannot be read on the page as it is now.
    pub(crate) async fn does_not_see(&self, words: &str) -> Result {
        let text = self.text().await?;
        if text.contains(words) {
            Err(format!("“{words}” must not be there: {text}").into())
        } else {
            Ok(())
        }
    }

    /// Waits until the address is exactly this one.
    pub(crate) async fn is_at(&self, url: &str) -> Result {
        eventually("the right address", async || {
            let now = self.browser.url().await?;
            if now == url { Ok(Some(())) } else { Err(format!("at {now} instead of {url}").into()) }
        })
        .await
    }

    /// Waits for a button, or a link, that can be pressed. What only shows an arrow behind its name has that name.
    async fn pressable(&self, name: &str) -> Result<Element> {
        let path = format!(
            "//button[normalize-space(.)='{name}' or @aria-label='{name}'] \
             | //button[span[@aria-hidden] and normalize-space(text())='{name}'] \
             | //a[normalize-space(.)='{name}']"
        );
        eventually(&format!("a button “{name}” to press"), async || {
            for element in self.browser.client().find_all(Locator::XPath(&path)).await? {
                let is_off = element.attr("aria-disabled").await?.as_deref() == Some("true");
                if !is_off && element.is_displayed().await? && element.is_enabled().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Waits until a button with that name can be pressed.
    pub(crate) async fn can_press(&self, name: &str) -> Result {
        self.pressable(name).await.map(drop)
    }

    /// Presses a button or a link.
    pub(crate) async fn press(&self, name: &str) -> Result {
        eventually(&format!("pressing “{name}”"), async || {
            self.pressable(name).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// The field with that label.
    pub(crate) async fn field(&self, label: &str) -> Result<Element> {
        let path = format!(
            "//*[self::input or self::select][@id=//label[normalize-space(.)='{label}']/@for] \
             | //label[*[normalize-space(.)='{label}']]//*[self::input or self::select or self::textarea] \
             | //label[normalize-space(.)='{label}']//input \
             | //*[self::input or self::select or self::textarea][@aria-label='{label}']"
        );
        eventually(&format!("a field “{label}”"), async || {
            Ok(self.browser.client().find_all(Locator::XPath(&path)).await?.into_iter().next())
        })
        .await
    }

    /// Types a text in place of what stands in a field.
    pub(crate) async fn fill(&self, label: &str, text: &str) -> Result {
        eventually(&format!("the text typed into “{label}”"), async || {
            let field = self.field(label).await?;
            // Twice, because the end of one call releases Control in every browser; Firefox drops what follows Key::Null.
            field.send_keys(&format!("{}a", char::from(Key::Control))).await?;
            field.send_keys(&format!("{}{text}", char::from(Key::Backspace))).await?;
            Ok(field.prop("value").await?.filter(|value| value == text).map(drop))
        })
        .await
    }

    /// Presses “Sign in with Procore” and waits for the login host.
    pub(crate) async fn leave_for_procore(&self) -> Result {
        self.press("Sign in with Procore").await?;
        self.is_at_procore().await
    }

    /// Waits for a page of the login host.
    pub(crate) async fn is_at_procore(&self) -> Result {
        eventually("the login host", async || {
            let script = format!("return location.origin === '{}'", self.procore.login_origin());
            Ok(self.is(&format!("{script} && document.readyState === 'complete'")).await?.then_some(()))
        })
        .await
    }

    /// Logs in at the login form and waits for what comes after it: a click alone may be over before the log-in is sent.
    pub(crate) async fn log_in(&self, person: Person) -> Result {
        self.fill("Email", person.email).await?;
        self.fill("Password", person.password).await?;
        self.press("Log in").await?;
        let script =
            "return document.readyState === 'complete' && !document.querySelector('input[name=password]')";
        eventually("what comes after the log-in", async || Ok(self.is(script).await?.then_some(()))).await
    }

    /// Presses “Allow” on the consent page and waits for the app.
    pub(crate) async fn allow(&self) -> Result {
        self.press("Allow").await?;
        self.started().await
    }

    /// The whole way from the sign-in page to the session.
    pub(crate) async fn sign_in_as(&self, person: Person) -> Result {
        self.leave_for_procore().await?;
        self.log_in(person).await?;
        self.allow().await?;
        self.is_signed_in_as(person).await
    }

    /// Opens the app, signs in and waits for the JSON of the person.
    pub(crate) async fn begin_as(&self, person: Person) -> Result {
        self.open("").await?;
        self.sign_in_as(person).await?;
        self.response_shows("200 OK").await
    }

    /// Waits until the app shows that this person is signed in.
    pub(crate) async fn is_signed_in_as(&self, person: Person) -> Result {
        self.can_press("Sign out").await?;
        self.sees(person.email).await
    }

    /// Waits until the element with that id has the focus.
    pub(crate) async fn focus_is(&self, id: &str) -> Result {
        eventually(&format!("the focus at {id}"), async || {
            let now = self.browser.run("return document.activeElement.id").await?;
            if now == id { Ok(Some(())) } else { Err(format!("it is at {now}").into()) }
        })
        .await
    }

    /// Opens the panel of the session by its button in the header, if it is not open.
    pub(crate) async fn show_session(&self) -> Result {
        eventually("the session's panel", async || {
            let panel =
                self.browser.run("return document.querySelector('#session:popover-open')?.innerText").await?;
            match panel.as_str() {
                // What comes later moves what is below it.
                Some(text) => return Ok((!text.contains("Checking…")).then_some(())),
                None => self.browser.client().find(Locator::Css("#account")).await?.click().await?,
            }
            Ok(None)
        })
        .await
    }

    /// Waits for the sign-in page.
    pub(crate) async fn is_signed_out(&self) -> Result {
        self.can_press("Sign in with Procore").await?;
        self.does_not_see("Sign out").await
    }

    /// Waits until the region “Response” has these words.
    pub(crate) async fn response_shows(&self, words: &str) -> Result {
        let words = one_line(words);
        eventually(&format!("“{words}” in the response"), async || {
            let script = "return document.querySelector('section[aria-label=Response]').innerText";
            let text = self.browser.run(script).await?;
            Ok(one_line(text.as_str().unwrap_or_default()).contains(&words).then_some(()))
        })
        .await
    }

    /// The text of the command with that name, as it stands on the page.
    pub(crate) async fn command(&self, name: &str) -> Result<String> {
        let script = "return document.querySelector(`pre[aria-label='${arguments[0]}']`)?.textContent";
        eventually(&format!("the command “{name}”"), async || {
            let text = self.browser.run_with(script, vec![json!(name)]).await?;
            Ok(text.as_str().map(str::to_owned))
        })
        .await
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
                return Err(format!("session storage still holds {key}").into());
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

    /// Where the browser is and what can be read there, for the message of a failure.
    pub(crate) async fn described(&self) -> String {
        let url = self.browser.url().await.unwrap_or_default();
        let mut text = self.text().await.unwrap_or_default();
        let mut console = self.browser.console().await.unwrap_or_default().join("\n  ");
        let mut shown = url;
        for secret in self.secrets() {
            for words in [&mut shown, &mut text, &mut console] {
                *words = words.replace(&secret, "[a token]");
            }
        }
        format!("the page: {shown}\n  {text}\nthe console:\n  {console}")
    }
}
