//! Tokens that a person brings.

use serde_json::json;
use standin::{DEMO_CLIENT, OTHER_CLIENT, SERVICE_CLIENT, SERVICE_SECRET};

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_bare_token),
        scenario!(a_token_response).options(|options| options.login_cors = true),
        scenario!(a_token_of_another_application).options(|options| options.login_cors = true),
        scenario!(a_service_account),
        scenario!(what_is_no_token),
        scenario!(in_place_of_a_session),
    ]
}

impl World {
    /// Pastes a text into the field for tokens and lets it be looked at.
    pub(crate) async fn bring(&self, text: &str) -> Result {
        let field = self.field("Token or token response").await?;
        let script = "arguments[0].value = arguments[1]";
        self.browser.run_with(script, vec![serde_json::to_value(&field)?, json!(text)]).await?;
        self.press("Look at it").await?;
        eventually("the empty field", async || Ok(field.prop("value").await?.filter(String::is_empty)))
            .await?;
        Ok(())
    }
}

async fn a_bare_token(world: &World) -> Result {
    let token = world.procore.issue_token(ADA.email, DEMO_CLIENT);
    world.open("").await?;
    world.press("Bring a token").await?;
    world.bring(&format!(" {token}\n")).await?;
    world.sees("could not be found out").await?;
    world.sees("When it ends is not known").await?;
    assert!(world.calls().is_empty(), "not before the person says so");
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    world.sees("Pasted, not verified").await?;
    world.show_session().await?;
    world.press("Bring a new token").await?;
    world.sees("Token or token response").await?;
    world.does_not_see("Id at Procore").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.sees("Pasted, not verified").await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.tab_holds_only(&[]).await
}

/// A whole answer of the token endpoint, refresh token and all.
async fn a_token_response(world: &World) -> Result {
    let token = world.procore.issue_token(ADA.email, DEMO_CLIENT);
    let refresh = "an-obviously-fake-refresh-token";
    world.will_forge(refresh);
    let response = json!({
        "access_token": token, "token_type": "bearer", "expires_in": 5400, "refresh_token": refresh,
    });
    world.open("token/").await?;
    world.bring(&response.to_string()).await?;
    world.sees("It came with a refresh token. This app does not need that, and has not kept it.").await?;
    world.sees("issued to the application of your client id").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.show_session().await?;
    world.sees("Procore's token/info names the application above").await?;
    world.sees("1 h 29 min").await
}

async fn a_token_of_another_application(world: &World) -> Result {
    let token = world.procore.issue_token(BJORN.email, OTHER_CLIENT);
    world.open("token/").await?;
    world.bring(&token).await?;
    world.sees("issued to another application").await?;
    world.sees(OTHER_CLIENT).await?;
    world.press("Drop it").await?;
    world.sees_no_longer(OTHER_CLIENT).await?;
    assert!(world.calls().is_empty());
    world.bring(&format!("Bearer {token}")).await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(BJORN).await?;
    world.show_session().await?;
    world.sees(OTHER_CLIENT).await
}

/// It must name a company even to say who it is; the refusal before that ends nothing.
async fn a_service_account(world: &World) -> Result {
    let url = format!("{}/oauth/token", world.procore.login_origin());
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", SERVICE_CLIENT),
        ("client_secret", SERVICE_SECRET),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let request =
        reqwest::Client::new().post(url).header("content-type", "application/x-www-form-urlencoded");
    let response = request.body(body).send().await?.text().await?;
    world.open("token/").await?;
    world.bring(&response).await?;
    world.press("Use this token").await?;
    world.sees("Is this the token of a service account?").await?;
    world.response_shows("400 Bad Request").await?;
    world.can_press("Sign out").await?;
    world.fill("Company ID", "Lighthouse").await?;
    world.press("Ask again").await?;
    world.sees("A company's id is a number").await?;
    world.fill("Company ID", "562949953421312").await?;
    world.press("Ask again").await?;
    world.response_shows("200 OK").await?;
    world.sees("Welcome, service-account@example.com.").await?;
    let last = world.calls_of_me().pop().ok_or("no call")?;
    assert_eq!(last.company_id.as_deref(), Some("562949953421312"));
    // A reload has not forgotten the company.
    world.reload().await?;
    world.response_shows("200 OK").await
}

async fn what_is_no_token(world: &World) -> Result {
    world.open("token/").await?;
    for (text, words) in [
        (" ", "There is nothing to use"),
        ("two words", "This is no token"),
        (r#"{"access_token":"obviously"#, "This answer is not whole"),
        (r#"{"refresh_token":"obviously-fake"}"#, "There is no access token in it"),
        (r#"{"error":"invalid_grant","error_description":"It was used."}"#, "invalid_grant: It was used."),
        (r#"{"access_token":"fake","expires_in":1,"created_at":1}"#, "This token's time is over"),
    ] {
        world.bring(text).await?;
        world.sees(words).await?;
    }
    assert!(world.procore.received().is_empty(), "{:?}", world.procore.received());
    Ok(())
}

/// Somebody is signed in already: the other person's work is closed first.
async fn in_place_of_a_session(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let token = world.procore.issue_token(BJORN.email, DEMO_CLIENT);
    world.press("Bring a token").await?;
    world.bring(&token).await?;
    world.sees("It takes the place of the session").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(BJORN).await?;
    world.sees("Another person signed in").await?;
    world.does_not_see(ADA.email).await
}
