//! Keys that are pressed. Every handler of the app is made by [`on_press`]: keys of an input method reach none of them.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::keyboard::KeyPress;

/// A key that was pressed, and where.
#[derive(Debug)]
pub struct Pressed {
    event: KeyboardEvent,
    press: KeyPress,
}

/// Makes a handler for the event `keydown`.
pub fn on_press(handle: impl Fn(&Pressed) + 'static) -> impl Fn(KeyboardEvent) + 'static {
    move |event| {
        if let Some(pressed) = Pressed::of(event) {
            handle(&pressed);
        }
    }
}

impl Pressed {
    /// The key, unless an input method has it. Chromium's autofill tells of a key by an event that is none of the keyboard.
    fn of(event: KeyboardEvent) -> Option<Self> {
        if !event.is_instance_of::<KeyboardEvent>() {
            return None;
        }
        let press = KeyPress {
            key: event.key(),
            code: event.code(),
            key_code: event.key_code(),
            is_composing: event.is_composing(),
            ctrl: event.ctrl_key(),
            meta: event.meta_key(),
            alt: event.alt_key(),
            alt_graph: event.get_modifier_state("AltGraph"),
            shift: event.shift_key(),
        };
        (!press.belongs_to_input_method()).then_some(Self { event, press })
    }

    /// The key with what is held.
    pub fn press(&self) -> &KeyPress {
        &self.press
    }

    /// What the key says: a character or a name.
    pub fn key(&self) -> &str {
        &self.press.key
    }

    /// Whether a handler has taken it already.
    pub fn is_taken(&self) -> bool {
        self.event.default_prevented()
    }

    /// Takes it: the browser does nothing by it.
    pub fn take(&self) {
        self.event.prevent_default();
    }

    /// Keeps it from the elements around.
    pub fn stop(&self) {
        self.event.stop_propagation();
    }

    /// When it was pressed, in milliseconds.
    pub fn time(&self) -> f64 {
        self.event.time_stamp()
    }

    /// Whether it was pressed within an element that `selector` finds.
    pub fn is_within(&self, selector: &str) -> bool {
        let target = self.event.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    }
}
