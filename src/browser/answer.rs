//! Taking the authorization response out of the address.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use crate::oauth::AuthorizationResponse;

/// Takes the answer that stood in the address, if one did. `main` calls this before everything else.
///
/// As a rule the page's first script (src/guard.js) has taken it out already and hands it over once. If not, because
/// that script did not load or the answer came later, query and fragment are stripped here from the address and the
/// session history, before anything else can see them.
pub fn take() -> Option<AuthorizationResponse> {
    let window = web_sys::window()?;
    match handed_over(&window) {
        Some(address) => {
            let (query, fragment) = address.split_once('#').unwrap_or((&address, ""));
            AuthorizationResponse::read(query, fragment)
        }
        None => take_from_address(&window),
    }
}

fn handed_over(window: &Window) -> Option<String> {
    let take: Function = Reflect::get(window, &JsValue::from_str("takeAnswer")).ok()?.dyn_into().ok()?;
    take.call0(window).ok()?.as_string()
}

fn take_from_address(window: &Window) -> Option<AuthorizationResponse> {
    let location = window.location();
    let answer = AuthorizationResponse::read(&location.search().ok()?, &location.hash().ok()?)?;
    // The whole address, because a path that begins with two slashes would name a host by itself.
    let plain = location.origin().ok()? + &location.pathname().ok()?;
    // A history entry that cannot be replaced is left with the answer in it: then the answer is not used.
    window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&plain)).ok()?;
    Some(answer)
}
