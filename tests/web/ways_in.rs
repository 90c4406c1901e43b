//! The ways to a session, on the page: the client id, a token that is brought, the company of a service account; and what
//! stands in their way.

use procore_console::console::{Effect, Question, Route, Startup, start};
use procore_console::procore::{CompanyId, Failure};
use wasm_bindgen_test::wasm_bindgen_test;

use super::desk::{Desk, at_work, put, script, startup};
use super::support::eventually;

const INFO: &str = r#"{"application":{"uid":"UID"},"expires_in_seconds":5400,"scopes":[]}"#;

/// Pastes a text into the field for tokens, which keeps nothing of it.
async fn bring(desk: &Desk, text: &str) {
    let field = desk.field("Token or token response").await;
    put(&field, text);
    desk.press("Look at it").await;
    desk.holds("Token or token response", "").await;
}

#[wasm_bindgen_test]
async fn a_client_id_is_looked_at_before_anybody_leaves() {
    let desk = Desk::signed_out_at(Route::Home);
    desk.effects();
    for (text, words) in [
        ("two words", "A client id has no spaces inside."),
        ("", "Enter the client id of your app"),
        ("   ", "Enter the client id of your app"),
        ("naïve", "plain ASCII only"),
    ] {
        desk.fill("Client ID", text).await;
        desk.press("Sign in with Procore").await;
        desk.sees(words).await;
        let focused = "return document.activeElement.getAttribute('aria-invalid')";
        eventually("the field has the focus and is marked", || script("", focused, &[]) == "true").await;
    }
    let left = |desk: &Desk| desk.effects().into_iter().any(|effect| matches!(effect, Effect::Leave(..)));
    assert!(!left(&desk));
    desk.fill("Client ID", "  our-client  ").await;
    desk.sees_no_longer("plain ASCII only").await;
    desk.press("Sign in with Procore").await;
    assert!(left(&desk));
}

#[wasm_bindgen_test]
async fn what_is_no_token_is_told() {
    let desk = Desk::signed_out_at(Route::Token);
    desk.effects();
    for (text, words) in [
        (" ", "There is nothing to use"),
        ("two words", "This is no token"),
        (r#"{"access_token":"obviously"#, "This answer is not whole"),
        (r#"{"refresh_token":"obviously-fake"}"#, "There is no access token in it"),
        (r#"{"error":"invalid_grant","error_description":"It was used."}"#, "invalid_grant: It was used."),
        (
            r#"{"error":"invalid_grant","error_description":"It was used."}"#,
            "The code or refresh token is worth nothing any more",
        ),
        (r#"{"error":"invalid_client"}"#, "Procore does not know this client"),
        (r#"{"access_token":"fake","expires_in":1,"created_at":1}"#, "This token's time is over"),
    ] {
        bring(&desk, text).await;
        eventually(words, || desk.texts(".bring [role=status]").concat().contains(words)).await;
    }
    let asks = |effect: &Effect| matches!(effect, Effect::Fetch(..));
    assert!(!desk.effects().iter().any(asks), "nobody is asked about it");
}

#[wasm_bindgen_test]
async fn a_token_is_asked_about_before_it_is_used() {
    let desk = Desk::signed_out_at(Route::Token);
    let response = r#"{"access_token":"obviously-fake-token","token_type":"bearer","expires_in":5400,"refresh_token":"obviously-fake-refresh"}"#;
    bring(&desk, response).await;
    desk.sees("Asking Procore whose token it is…").await;
    desk.answer_to(Question::Application, 200, &INFO.replace("UID", "another-app")).await;
    desk.sees("issued to another application than that of your client id: another-app").await;
    desk.press("Drop it").await;
    desk.sees_no_longer("another-app").await;

    desk.effects();
    bring(&desk, response).await;
    desk.answer_to(Question::Application, 200, &INFO.replace("UID", "our-client")).await;
    desk.sees("It was issued to the application of your client id.").await;
    desk.sees("It came with a refresh token. This app does not need that, and has not kept it.").await;
    assert!(!desk.text().contains("obviously-fake"));
    desk.press("Use this token").await;
    desk.answer_to(Question::TokenInfo, 200, &INFO.replace("UID", "our-client")).await;
    eventually("what is known of it", || desk.texts(".account-state") == ["Pasted"]).await;
    assert!(desk.has_button("Sign out") && desk.has("#path"), "it leads to the console");
}

#[wasm_bindgen_test]
async fn a_token_that_nobody_knows_may_be_used_in_place_of_a_session() {
    let desk = Desk::signed_in();
    desk.store.go(Route::Token);
    bring(&desk, " Bearer obviously-fake-token\n").await;
    desk.answer_to(Question::Application, 503, "{}").await;
    for words in [
        "could not be found out",
        "When it ends is not known",
        "It takes the place of the session that is open now.",
    ] {
        desk.sees(words).await;
    }
    desk.press("Use this token").await;
    eventually("the console", || desk.has("#path")).await;
    // Another person: what was open is closed before the session begins.
    desk.answer_to(Question::Arrival, 200, r#"{"id":2,"login":"bjorn@example.com"}"#).await;
    desk.sees("Another person signed in").await;
    desk.sees_no_longer("ada@example.com").await;
    desk.answer_to(Question::TokenInfo, 401, "{}").await;
    desk.sees("Pasted, not verified").await;
}

#[wasm_bindgen_test]
async fn a_service_account_is_asked_for_its_company() {
    let desk = Desk::signed_out_at(Route::Token);
    bring(&desk, "obviously-fake-token").await;
    desk.answer_to(Question::Application, 503, "{}").await;
    desk.press("Use this token").await;
    eventually("a call", || desk.store.now(|console| console.work.call().is_some())).await;
    desk.answer(400, "Missing Procore-Company-Id header.");
    desk.sees("Is this the token of a service account?").await;
    assert!(desk.has_button("Sign out"), "the refusal ends nothing");
    desk.effects();
    desk.fill("Company ID", "Lighthouse").await;
    desk.press("Ask again").await;
    eventually("what is wrong", || {
        desk.texts("#company-id-problem[role=alert]").concat().contains("is a number")
    })
    .await;
    assert_eq!(desk.sent(), []);
    desk.fill("Company ID", "562949953421312").await;
    desk.press("Ask again").await;
    let companies: Vec<_> = desk.sent().into_iter().map(|call| call.company.expect("a company")).collect();
    assert_eq!(companies.iter().map(CompanyId::as_str).collect::<Vec<_>>(), ["562949953421312"]);
}

/// A link that fills in nothing says so once; one that was followed waits for a sign-in.
#[wasm_bindgen_test]
async fn links_wait_or_say_why_not() {
    let with = |link: &str| Desk::with(start(Startup { link: Some(link.into()), ..startup() }).0);
    {
        let desk = with("?request=7&method=GET&path=/a");
        desk.sees("This link fills in nothing").await;
        desk.press("Dismiss").await;
        desk.sees_no_longer("This link fills in nothing").await;
    }
    let desk = with("?request=1&method=GET&path=/rest/v1.0/companies");
    desk.sees("A request was shared with you").await;
    desk.sees("GET /rest/v1.0/companies").await;
    desk.sees("Nothing is sent by itself.").await;
}

/// Refusals and silence, in words, at the call in sight.
#[wasm_bindgen_test]
async fn a_call_that_came_to_nothing_says_why() {
    use procore_console::procore::{Environments, Outcome};
    let desk = Desk::with(at_work(Environments::builtin(), "sandbox"));
    let end = async |outcome: Outcome| {
        desk.press("Send").await;
        desk.end(outcome);
    };
    let said = |words: &str| desk.texts("section[aria-label=Response]").concat().contains(words);
    for (outcome, words) in [
        (
            super::desk::answered(403, &[], r#"{"errors":["App is not connected to this company."]}"#),
            "App Management",
        ),
        (Outcome::Failed(Failure::TimedOut(3_000)), "within 3 seconds"),
        (Outcome::Failed(Failure::Offline), "You are offline"),
        (super::desk::answered(429, &[("retry-after", "60")], "Too many."), "Too many."),
    ] {
        end(outcome).await;
        eventually(words, || said(words)).await;
        assert!(!said("Likely causes"), "{words}");
    }
    // It is offered again, and not sent before the wait is over.
    desk.effects();
    let again: web_sys::Element = desk.find(".refusal .actions .button");
    assert_eq!(again.text_content().as_deref(), Some("Try again"));
    assert_eq!(again.get_attribute("aria-disabled").as_deref(), Some("true"));
    desk.press("Try again").await;
    assert_eq!(desk.sent(), []);
    end(super::desk::answered(503, &[], "")).await;
    eventually("nothing to wait for", || {
        desk.find::<web_sys::Element>(".refusal .actions .button").get_attribute("aria-disabled").is_none()
    })
    .await;
    assert_eq!(desk.sent().len(), 1, "nothing is sent by itself");
    desk.press("Try again").await;
    assert_eq!(desk.sent().len(), 1);
}
