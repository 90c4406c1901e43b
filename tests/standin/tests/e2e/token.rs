//! Tokens that a person brings, used against the hosts. What is asked about them is proved by `src/console/tests/bring.rs` and
//! `tests/web/ways_in.rs`; the token of a service account is used in `grants.rs`.

use serde_json::json;
use standin::{DEMO_CLIENT, OTHER_CLIENT};

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(a_bare_token), scenario!(a_token_response).options(|options| options.login_cors = true)]
}

impl World {
    /// Pastes a text into the field for tokens and lets it be looked at.
    pub(crate) async fn bring(&self, text: &str) -> Result {
        let field = self.field("Token or token response").await?;
        let script = "arguments[0].value = arguments[1]";
        self.browser.run_with(script, vec![serde_json::to_value(&field)?, json!(text)]).await?;
        self.press("Look at it").await?;
        self.field_holds("Token or token response", "").await
    }
}

/// Used, kept over a reload, and then in the place of it another person's.
async fn a_bare_token(world: &World) -> Result {
    let token = world.procore.issue_token(ADA.email, DEMO_CLIENT);
    world.open("").await?;
    world.press("Bring a token").await?;
    world.bring(&format!(" {token}\n")).await?;
    world.sees("could not be found out").await?;
    assert!(world.calls().is_empty(), "not before the person says so");
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    world.sees("Pasted, not verified").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    world.sees("Pasted, not verified").await?;

    let token = world.procore.issue_token(BJORN.email, DEMO_CLIENT);
    world.show_session().await?;
    world.press("Bring a new token").await?;
    world.sees("Token or token response").await?;
    world.does_not_see("Id at Procore").await?;
    world.bring(&token).await?;
    world.sees("It takes the place of the session").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(BJORN).await?;
    world.sees("Another person signed in").await?;
    world.does_not_see(ADA.email).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.tab_holds_only(&[]).await
}

/// A token of another application, and then a whole answer of the token endpoint, refresh token and all.
async fn a_token_response(world: &World) -> Result {
    world.open("token/").await?;
    world.bring(&world.procore.issue_token(BJORN.email, OTHER_CLIENT)).await?;
    world.sees("issued to another application").await?;
    world.sees(OTHER_CLIENT).await?;
    world.press("Drop it").await?;
    world.sees_no_longer(OTHER_CLIENT).await?;
    assert!(world.calls().is_empty());

    let token = world.procore.issue_token(ADA.email, DEMO_CLIENT);
    let refresh = "an-obviously-fake-refresh-token";
    world.will_forge(refresh);
    let response = json!({
        "access_token": token, "token_type": "bearer", "expires_in": 5400, "refresh_token": refresh,
    });
    world.bring(&response.to_string()).await?;
    world.sees("It came with a refresh token. This app does not need that, and has not kept it.").await?;
    world.sees("issued to the application of your client id").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.show_session().await?;
    world.sees("Procore's token/info names the application above").await?;
    world.sees("1 h 29 min").await
}
