//! Signing in: by the pages of the login host, or as somebody who has done so before.

use std::time::{SystemTime, UNIX_EPOCH};

use procore_console::nonce::Nonce;
use procore_console::oauth::{AccessToken, ClientId, Origin, Session, Source};
use procore_console::time::UnixTime;
use serde_json::json;
use standin::DEMO_CLIENT;

use crate::page::Person;
use crate::waiting::Result;
use crate::world::World;

impl World {
    /// Presses “Sign in with Procore” and waits for the login host.
    pub(crate) async fn leave_for_procore(&self) -> Result {
        self.press("Sign in with Procore").await?;
        self.is_at_procore().await
    }

    /// Waits for a page of the login host.
    pub(crate) async fn is_at_procore(&self) -> Result {
        let look =
            "last = location.href; return location.origin === given[0] && document.readyState === 'complete'";
        self.until("the login host", look, vec![json!(self.procore.login_origin())]).await.map(drop)
    }

    /// Logs in at the login form and waits for what comes after it: a click alone may be over before the log-in is sent.
    pub(crate) async fn log_in(&self, person: Person) -> Result {
        self.fill("Email", person.email).await?;
        self.fill("Password", person.password).await?;
        self.press("Log in").await?;
        let look =
            "return document.readyState === 'complete' && !document.querySelector('input[name=password]')";
        self.until("what comes after the log-in", look, Vec::new()).await.map(drop)
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

    /// The way from the sign-in page to the session of somebody whom the login host knows: see [`World::log_in_before`].
    pub(crate) async fn consent_as(&self, person: Person) -> Result {
        self.leave_for_procore().await?;
        self.allow().await?;
        self.is_signed_in_as(person).await
    }

    /// Opens the app as somebody whom the login host knows, signs in and waits for the JSON of the person: for what is about the
    /// answer, and not about the form before it.
    pub(crate) async fn begin_by_consent(&self, person: Person) -> Result {
        self.log_in_before(person).await?;
        self.open("").await?;
        self.consent_as(person).await?;
        self.response_shows("200 OK").await
    }

    /// Opens the app, signs in by the forms of the login host and waits for the JSON of the person: for what is about the sign-in.
    pub(crate) async fn begin_by_forms(&self, person: Person) -> Result {
        self.open("").await?;
        self.sign_in_as(person).await?;
        self.response_shows("200 OK").await
    }

    /// Opens the app as somebody who signed in before, and waits for the JSON of the person.
    pub(crate) async fn begin_as(&self, person: Person) -> Result {
        self.seed(person).await?;
        self.open("").await?;
        self.is_signed_in_as(person).await?;
        self.response_shows("200 OK").await
    }

    /// Makes this tab one in which somebody has signed in before: with the session that the app would have stored, and logged in
    /// at the login host. The next page of the app is theirs.
    pub(crate) async fn seed(&self, person: Person) -> Result {
        self.seed_with(person, &self.session_of(person)?).await
    }

    /// Makes this browser one in which somebody has logged in at the login host before, in the place of whoever did. It leaves the
    /// page.
    pub(crate) async fn log_in_before(&self, person: Person) -> Result {
        self.browser.go(&self.plain()).await?;
        let (name, value) = self.procore.log_in(person.email);
        let cookie =
            json!({ "name": name, "value": value, "path": "/", "httpOnly": true, "sameSite": "Lax" });
        self.browser.command("cookie", json!({ "cookie": cookie })).await.map(drop)
    }

    /// The same with another session of that person.
    pub(crate) async fn seed_with(&self, person: Person, session: &Session) -> Result {
        self.log_in_before(person).await?;
        let given = vec![json!(self.session_key()), json!(session.to_record().expose())];
        self.browser.run_with("sessionStorage.setItem(arguments[0], arguments[1])", given).await.map(drop)
    }

    /// A session as the app begins it when somebody has signed in.
    pub(crate) fn session_of(&self, person: Person) -> Result<Session> {
        let token = self.procore.issue_token(person.email, DEMO_CLIENT);
        let now = UnixTime(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis().try_into()?);
        let lifetime = self.procore.options().token_lifetime_seconds;
        let refused = "the app refuses what the stand-in made";
        // No secret, and the only one of its kind here.
        let id = Nonce::from_random(now.0.to_be_bytes().repeat(2).try_into().map_err(|_| refused)?);
        Ok(Session {
            id,
            source: Source::SignIn,
            environment: "stand-in".to_owned(),
            login: Origin::parse(self.procore.login_origin()).map_err(|_| refused)?,
            api: Origin::parse(self.procore.api_origin()).map_err(|_| refused)?,
            client_id: Some(ClientId::parse(DEMO_CLIENT).map_err(|_| refused)?),
            token: AccessToken::parse(&token).map_err(|_| refused)?,
            obtained_at: now,
            expires_at: lifetime.map(|seconds| now.plus_seconds(seconds)),
            expiry_hint: None,
        })
    }

    /// Waits until the app shows that this person is signed in.
    pub(crate) async fn is_signed_in_as(&self, person: Person) -> Result {
        self.can_press("Sign out").await?;
        self.sees(person.email).await
    }

    /// Waits for the sign-in page.
    pub(crate) async fn is_signed_out(&self) -> Result {
        self.can_press("Sign in with Procore").await?;
        self.does_not_see("Sign out").await
    }
}
