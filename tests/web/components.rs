//! Components, by what a person reads and does.

use leptos::prelude::*;
use procore_console::console::{Called, Console, Effect, Event, Route, Startup, start, update};
use procore_console::oauth::{Dropped, State};
use procore_console::procore::{ConfigUnusable, Environments, Failure};
use procore_console::ui::{FailureView, News, PasteForm, SignIn, Unusable, UnusablePage};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlButtonElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::support::{NOW, eventually, first_start, mount, mount_with, nonce, signed_out, storage};

fn type_into(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    let event = web_sys::Event::new("input").expect("an event");
    event.init_event_with_bubbles("input", true);
    input.dispatch_event(&event).expect("a live element");
}

#[wasm_bindgen_test]
async fn sign_in_says_what_is_wrong_with_a_client_id_and_keeps_it() {
    let (page, _) = mount_with(start(first_start()).0, storage("sign-in"), || view! { <SignIn /> });
    let input: HtmlInputElement = page.find("input[type=text]");
    type_into(&input, "id and secret");
    page.find::<HtmlButtonElement>("button[type=submit]").click();
    eventually("the problem is told", || page.text().contains("no spaces inside")).await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(input.value(), "id and secret");
    type_into(&input, "id");
    eventually("the problem is gone", || !page.text().contains("no spaces inside")).await;
}

#[wasm_bindgen_test]
async fn sign_in_names_the_host_of_the_chosen_environment() {
    let (page, _) = mount_with(start(first_start()).0, storage("hosts"), || view! { <SignIn /> });
    assert!(page.text().contains("You log in at login-sandbox.procore.com"));
    let select: HtmlSelectElement = page.find("select");
    assert_eq!(select.value(), "sandbox");
    select.set_value("production");
    let event = web_sys::Event::new("change").expect("an event");
    event.init_event_with_bubbles("change", true);
    select.dispatch_event(&event).expect("a live element");
    eventually("the host follows", || page.text().contains("You log in at login.procore.com")).await;
    eventually("production is marked in words", || page.text().contains("Real data")).await;
}

#[wasm_bindgen_test]
fn sign_in_repeats_no_word_of_an_unproven_error() {
    let console = signed_out("", "#error=access_denied&error_description=Call+555-0100", None);
    let (page, _) = mount_with(console, storage("unproven"), || view! { <News /> });
    assert!(page.text().contains("The answer does not say which sign-in it belongs to"));
    assert!(!page.text().contains("555"));
}

#[wasm_bindgen_test]
fn sign_in_shows_what_procore_said_as_text() {
    let mut begun: Console = start(first_start()).0;
    update(&mut begun, Event::TypeClientId("our-client".into()));
    let state = State::new(nonce(7));
    let effects =
        update(&mut begun, Event::SignIn { state: state.clone(), return_to: Route::Home, now: NOW });
    let Some(Effect::Leave(pending, _)) = effects.into_iter().last() else {
        panic!("the sign-in did not begin");
    };
    let fragment =
        format!("#error=access_denied&error_description=%3Cimg%20src=x%3E&state={}", state.as_str());
    let console = signed_out("", &fragment, Some(*pending));
    let (page, _) = mount_with(console, storage("said"), || view! { <News /> });
    assert!(page.text().contains("access_denied: <img src=x>"));
    assert!(page.element.query_selector("img").expect("a selector").is_none());
}

#[wasm_bindgen_test]
fn a_person_who_came_back_by_hand_gets_the_exact_redirect_uri() {
    let console = start(Startup { is_waiting: true, ..first_start() }).0;
    let (page, _) = mount_with(console, storage("by-hand"), || view! { <News /> });
    assert!(page.text().contains("Back without an answer?"));
    assert!(page.text().contains("https://console.example/"));
}

#[wasm_bindgen_test]
fn a_failure_says_what_a_browser_keeps_to_itself() {
    let called = Called { host: "api.example", origin: "https://console.example", is_write: false };
    let explanation = Failure::Unreachable.explain(&called);
    let text = mount(move || view! { <FailureView explanation=explanation.clone() /> }).text();
    assert!(text.contains("api.example") && text.contains("https://console.example"), "{text}");
}

#[wasm_bindgen_test]
async fn the_token_field_forgets_what_was_pasted_and_drops_what_is_not_needed() {
    let (page, store) = mount_with(start(first_start()).0, storage("bring"), || view! { <PasteForm /> });
    let field: HtmlTextAreaElement = page.find("textarea");
    assert_eq!(field.get_attribute("spellcheck").as_deref(), Some("false"));
    assert_eq!(field.get_attribute("autocomplete").as_deref(), Some("off"));
    for text in
        ["two words", r#"{"access_token":"obviously-fake-token","refresh_token":"obviously-fake-refresh"}"#]
    {
        field.set_value(text);
        page.find::<HtmlButtonElement>("button[type=submit]").click();
        eventually("the field is empty", || field.value().is_empty()).await;
    }
    let brought = store.now(|console| console.brought.clone()).expect("a token was brought");
    assert_eq!(brought.dropped, [Dropped::RefreshToken]);
    assert!(!page.element.inner_html().contains("obviously-fake"));
}

#[wasm_bindgen_test]
fn an_unusable_page_names_the_fault() {
    let error = Environments::parse(br#"{"environments":[]}"#).expect_err("empty");
    for (unusable, words) in [
        (Unusable::Config(ConfigUnusable::Broken(error)), "environments: must list at least one environment"),
        (Unusable::Config(ConfigUnusable::Status(500)), "answered 500"),
        (Unusable::Config(ConfigUnusable::NoAnswer), "no answer"),
        (Unusable::Storage, "blocks storage"),
        (Unusable::Random, "random numbers"),
    ] {
        let page = mount(move || view! { <UnusablePage unusable=unusable.clone() /> });
        assert!(page.text().contains(words), "{}", page.text());
        assert!(page.text().contains("Try again"));
    }
}
