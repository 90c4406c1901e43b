//! Keys that are pressed in the viewer.

use std::cell::Cell;

use leptos::prelude::document;
use web_sys::Element;

use super::stage::{Stage, js};

/// Presses a key where the focus is; whether it was taken.
const PRESS: &str =
    "const event = new KeyboardEvent('keydown', { key, ctrlKey, shiftKey, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    return !document.activeElement.dispatchEvent(event);";

thread_local! {
    /// When the last key was pressed, in milliseconds: as all tests share a page, not anew for each.
    static PRESSED: Cell<f64> = const { Cell::new(0.0) };
}

impl Stage {
    /// The element that has the focus.
    pub fn active(&self) -> Element {
        document().active_element().expect("an element")
    }

    /// Presses a key where the focus is, more than a second after the last one.
    pub fn key(&self, key: &str) {
        PRESSED.set(PRESSED.get() + 1_000.0);
        self.press_key(key, false, false);
    }

    /// Types letters where the focus is, quickly one after the other.
    pub fn letters(&self, letters: &str) {
        PRESSED.set(PRESSED.get() + 1_000.0);
        for letter in letters.chars() {
            self.press_key(&letter.to_string(), false, false);
        }
    }

    /// Presses a key with Ctrl or Shift.
    pub fn key_with(&self, key: &str, ctrl: bool, shift: bool) {
        PRESSED.set(PRESSED.get() + 1_000.0);
        self.press_key(key, ctrl, shift);
    }

    fn press_key(&self, key: &str, ctrl: bool, shift: bool) {
        PRESSED.set(PRESSED.get() + 50.0);
        let arguments = [key.into(), ctrl.into(), shift.into(), PRESSED.get().into()];
        let is_taken = js("key, ctrlKey, shiftKey, at", PRESS, &arguments);
        assert!(is_taken.is_truthy(), "nobody took the key {key}");
    }
}
