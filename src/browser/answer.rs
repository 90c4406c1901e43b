//! Taking the authorization response out of the address.

use wasm_bindgen::JsValue;

use crate::oauth::AuthorizationResponse;

/// Reads the answer that stands in the address, if one does, and strips query and fragment from the address and
/// from the session history before anything else can see them. `main` calls this before everything else.
pub fn take() -> Option<AuthorizationResponse> {
    let window = web_sys::window()?;
    let location = window.location();
    let answer = AuthorizationResponse::read(&location.search().ok()?, &location.hash().ok()?)?;
    // The whole address, because a path that begins with two slashes would name a host by itself.
    let plain = location.origin().ok()? + &location.pathname().ok()?;
    // A history entry that cannot be replaced is left with the answer in it: then the answer is not used.
    window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&plain)).ok()?;
    Some(answer)
}
