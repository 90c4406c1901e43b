//! The guide to the grants, on the page: its texts, its questions, and the workbench.

use procore_console::browser::clock;
use procore_console::console::{Effect, Event, Route};
use procore_console::oauth::grant::markup::guide;
use procore_console::oauth::{AuthorizationResponse, CODE_SECONDS, Pending};
use procore_console::time::UnixTime;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::desk::{Desk, blur, focused, press, script};
use super::support::{eventually, storage};

const NAMES: [&str; 4] = ["Authorization code", "Installed application", "Client credentials", "Implicit"];

/// What the host answers when asked for the guide's texts; dropped, it is asked itself again.
struct Host;

impl Host {
    fn answers(status: u16, text: &str) -> Self {
        let body = "window.fetchBefore ??= window.fetch;
            window.fetch = (request, ...rest) => (request.url ?? String(request)).endsWith('/grants/guide.html')
                ? Promise.resolve(new Response(text, { status }))
                : window.fetchBefore(request, ...rest);";
        script("status, text", body, &[&JsValue::from(status), &text.into()]);
        Self
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        script("", "window.fetch = window.fetchBefore", &[]);
    }
}

fn desk() -> Desk {
    Desk::signed_out_at(Route::Grants)
}

fn focused_text() -> String {
    script("", "return document.activeElement.textContent.trim()", &[]).as_string().unwrap_or_default()
}

/// Answers a question by its words.
fn answer(desk: &Desk, words: &str) {
    let body = "[...root.querySelectorAll('label')].find((it) => it.textContent.trim() === words)
        .querySelector('input').click()";
    script("root, words", body, &[&desk.find::<Element>(".questions"), &words.into()]);
}

#[wasm_bindgen_test]
async fn each_grant_has_a_picture_with_a_name_and_the_same_steps_as_a_list() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    assert!(desk.has("[role=tablist][aria-label=Grant]"));
    for name in NAMES {
        desk.press(name).await;
        let labelled = || {
            let body = "const labels = (it) => it.getAttribute('aria-labelledby').split(' ')
                    .map((id) => document.getElementById(id).textContent).join(' ').trim();
                const [panel, picture] = ['[role=tabpanel]', 'svg[role=img]'].map((it) => root.querySelector(it));
                return [panel, picture].map((it) => it ? labels(it) : '').join('|')";
            let root: Element = desk.find("main");
            script("root", body, &[&root]).as_string().unwrap_or_default()
        };
        let expected = format!("{name}|{name}: who sends what to whom.");
        eventually(&expected, || labelled().starts_with(&expected)).await;
        assert_eq!(desk.texts("[role=tab][aria-selected=true]"), [name]);
        assert_eq!(desk.texts("[role=tab][tabindex='0']"), [name], "one stop of the Tab key");
        let (drawn, listed) =
            (desk.texts(".diagram .number-text"), desk.texts("ol[aria-label=Steps] > li").len());
        assert!(listed > 4 && drawn.len() == listed, "{name}: {drawn:?} of {listed}");
        desk.sees("Try it").await;
    }
    desk.sees("withdrew its support of this grant in September 2022").await;
}

#[wasm_bindgen_test]
async fn questions_lead_to_a_grant() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    desk.sees("Is a person there to log in?").await;
    assert!(!desk.text().contains("Can your program keep a secret?"));
    answer(&desk, "Yes, the first time at least");
    desk.sees("Can your program keep a secret?").await;
    answer(&desk, "Yes, on a server or machine of mine");
    desk.sees("web address to come back to?").await;
    answer(&desk, "No, it is a script or a program");
    desk.sees("From then on it goes on alone").await;
    desk.press("Show me how it goes").await;
    desk.focus_is("grant-title").await;
    assert_eq!(focused_text(), "Installed application");
    answer(&desk, "No, it runs by itself");
    desk.sees_no_longer("web address to come back to?").await;
    assert!(
        desk.texts(".questions [role=status]")[0].contains("A service account gets its tokens by itself")
    );
    desk.press("Show me how it goes").await;
    eventually("the grant", || focused_text() == "Client credentials").await;
    answer(&desk, "No, it runs in other people's browsers");
    desk.sees("No grant fits").await;
    assert!(!desk.has_button("Show me how it goes"));
}

#[wasm_bindgen_test]
async fn grants_are_gone_through_by_arrows() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    desk.press("Client credentials").await;
    script("tab", "tab.focus()", &[&desk.find::<Element>("#grant-client")]);
    for name in ["Implicit", "Authorization code", "Installed application"] {
        assert!(press("ArrowRight", ""));
        eventually(name, || focused_text() == name && desk.texts("#grant-title") == [name]).await;
    }
    assert!(press("ArrowLeft", "") && press("End", "") && press("Home", ""));
    eventually("the first", || focused_text() == NAMES[0]).await;
    assert!(!press("x", ""));
}

/// The texts do not come, or a host answers with its page about missing files: the workbench is there all the same.
#[wasm_bindgen_test]
async fn the_workbench_needs_no_texts() {
    for (status, page) in [(404, "Not found"), (200, "<!doctype html><p>The app</p>")] {
        let _host = Host::answers(status, page);
        let desk = desk();
        desk.sees("The explanations did not load.").await;
        assert!(desk.has_button("Get a code"));
        let _host = Host::answers(200, &guide());
        desk.press("Load them again").await;
        desk.sees("The person opens a page of your app in the browser.").await;
        assert!(!desk.text().contains("The explanations did not load."));
    }
}

/// What stands under this name.
fn command(desk: &Desk, name: &str) -> String {
    desk.texts(&format!("pre[aria-label='{name}']")).concat()
}

/// A request for a code that comes to another address, begun at this time.
fn asked(desk: &Desk, now: UnixTime) -> Pending {
    desk.effects();
    let state = procore_console::oauth::State::new(super::support::nonce(3));
    desk.store.send(Event::AskCode { state, redirect_uri: "http://localhost".into(), now });
    match desk.effects().pop() {
        Some(Effect::OpenTab(pending, _)) => *pending,
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_code_is_brought_from_another_address() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    desk.fill("Redirect URI", "http://localhost").await;
    desk.sees("then bring the address where you ended").await;
    let pending = asked(&desk, clock::now());
    storage("desk").put_pending(&pending, clock::now()).expect("room");
    let state = pending.state.as_str();
    let of_a_code = format!("http://localhost/?code=fake-code&state={state}");
    for (address, words) in [
        ("http://localhost/plain", "There is no answer of Procore's in it"),
        ("http://localhost/?code=x", "The answer has no state"),
        ("http://localhost/?code=x&code=y&state=1", "said something twice"),
        (
            &format!("http://localhost/?code=x&state={}", "0".repeat(32)),
            "This tab is not waiting for that answer",
        ),
        (&of_a_code, "A code has come, and its state is right"),
        // Once is enough; the code in hand stays.
        (&of_a_code, "This tab is not waiting for that answer"),
    ] {
        desk.fill("Address where you ended", address).await;
        desk.press("Take the code").await;
        desk.sees(words).await;
        desk.holds("Address where you ended", "").await;
        assert_eq!(desk.text().contains("There is no answer"), words.starts_with("There is"), "{address}");
    }
    desk.focus_is("answer").await;
    desk.sees("It works once, and ends in").await;
    let exchange = command(&desk, "Exchange command");
    assert!(exchange.contains("fake-code") && exchange.contains("$PROCORE_CLIENT_SECRET"), "{exchange}");
    assert!(command(&desk, "Command that asks for the secret").contains("PROCORE_CLIENT_SECRET"));
    desk.press("Drop the code").await;
    desk.sees_no_longer("A code has come").await;
}

/// After ten minutes there is no command any more.
#[wasm_bindgen_test]
async fn a_code_ends() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    let now = clock::now();
    let then = UnixTime(now.0 - CODE_SECONDS * 1000 - 1000);
    let pending = asked(&desk, then);
    let address = format!("http://localhost/?code=fake-code&state={}", pending.state.as_str());
    let answer = AuthorizationResponse::in_address(&address).expect("an answer");
    desk.store.send(Event::AddressPasted { answer, pending: Some(Box::new(pending)), now: then });
    desk.sees("This code's time is over").await;
    assert_eq!(command(&desk, "Exchange command"), "");
}

#[wasm_bindgen_test]
async fn each_workbench_says_what_it_lacks() {
    let _host = Host::answers(200, &guide());
    let desk = desk();
    desk.fill("Client ID", "two words").await;
    desk.press("Client credentials").await;
    desk.sees("A client id has no spaces inside.").await;
    assert_eq!(command(&desk, "Service account command"), "");
    desk.fill("Client ID", "our-client").await;
    eventually("the command", || command(&desk, "Service account command").contains("our-client")).await;
    desk.press("Installed application").await;
    desk.fill("Code that Procore shows", "two words").await;
    desk.sees("A code has no spaces").await;
    assert_eq!(command(&desk, "Exchange command"), "");
    desk.fill("Code that Procore shows", "fake-code").await;
    eventually("the command", || command(&desk, "Exchange command").contains("fake-code")).await;
    // What stands in the fields stays while another grant is looked at, for any shell.
    desk.press("Authorization code").await;
    desk.press("Installed application").await;
    desk.holds("Code that Procore shows", "fake-code").await;
    // Without a client id the button leads to its field.
    desk.fill("Client ID", "").await;
    desk.press("Implicit").await;
    blur();
    desk.press("Sign in with Procore").await;
    eventually("the field", || {
        script("", "return document.activeElement.getAttribute('aria-invalid')", &[]) == "true"
    })
    .await;
    assert_ne!(focused(), "answer");
}

/// Somebody who is signed in sees no second way in.
#[wasm_bindgen_test]
async fn the_implicit_grant_is_live() {
    let _host = Host::answers(200, &guide());
    let desk = Desk::signed_in();
    desk.store.go(Route::Grants);
    desk.press("Implicit").await;
    desk.sees("You are signed in already").await;
    assert!(!desk.has_button("Sign in with Procore"));
}
