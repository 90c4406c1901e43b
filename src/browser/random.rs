//! Randomness.

use leptos::prelude::window;

use crate::oauth::State;

/// A fresh state from the browser's cryptographic source; `None` if the browser has none.
pub fn state() -> Option<State> {
    let mut random = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut random).ok()?;
    Some(State::from_random(random))
}
