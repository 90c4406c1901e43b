//! Taking the authorization response out of the address.

use web_sys::Window;

use crate::oauth::AuthorizationResponse;

/// Reads the answer that stands in the address, if one does, and strips query and fragment from the address and
/// from the session history before anything else can see them. `main` calls this before everything else.
pub fn take() -> Option<AuthorizationResponse> {
    take_from(&web_sys::window()?)
}

fn take_from(window: &Window) -> Option<AuthorizationResponse> {
    let location = window.location();
    let (query, fragment) = (location.search().ok()?, location.hash().ok()?);
    let answer = AuthorizationResponse::read(&query, &fragment)?;
    let path = location.pathname().ok()?;
    // A history entry that cannot be replaced is left with the answer in it: then the answer is not used.
    window.history().ok()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)).ok()?;
    Some(answer)
}
