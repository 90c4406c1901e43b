//! The list below a field: whether it is open, and which of its entries Enter would take (WAI-ARIA, "combobox").

use leptos::prelude::*;

use crate::browser::keyboard::Pressed;

/// The state of a list.
#[derive(Clone, Copy)]
pub struct Choice {
    /// Whether it is open.
    pub is_open: RwSignal<bool>,
    /// The entry that Enter would take.
    pub active: RwSignal<Option<usize>>,
}

impl Choice {
    /// A closed list.
    pub fn new() -> Self {
        Self { is_open: RwSignal::new(false), active: RwSignal::new(None) }
    }

    /// Takes a key that is pressed in the field above a list of so many entries: the entry that is chosen by it.
    pub fn press(self, pressed: &Pressed, count: usize) -> Option<usize> {
        if !self.is_open.get_untracked() {
            return None;
        }
        // Also where nothing is in the list, or nothing yet.
        if pressed.key() == "Escape" {
            self.is_open.set(false);
            pressed.take();
            return None;
        }
        if count == 0 {
            return None;
        }
        let at = self.active.get_untracked().filter(|at| *at < count);
        let chosen = match pressed.key() {
            "ArrowDown" => {
                self.active.set(Some(at.map_or(0, |at| (at + 1) % count)));
                None
            }
            "ArrowUp" => {
                self.active.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
                None
            }
            "Enter" => Some(at?),
            _ => return None,
        };
        pressed.take();
        chosen
    }
}
