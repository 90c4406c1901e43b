//! Randomness.

use leptos::prelude::window;

use crate::nonce::Nonce;

/// A fresh nonce from the browser's cryptographic source; `None` if the browser has none.
pub fn nonce() -> Option<Nonce> {
    let mut random = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut random).ok()?;
    Some(Nonce::from_random(random))
}

/// Any number, good enough to spread calls with, and for nothing secret.
pub fn number() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
