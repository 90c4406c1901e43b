//! The state where the views find it.

use leptos::prelude::*;

use crate::browser::storage::Storage;
use crate::browser::{clock, effects, random};
use crate::console::{Console, Effect, Event, Route, update};

/// The state, and the way to send it events. Small enough to be copied into every closure.
#[derive(Clone, Copy)]
pub struct Store {
    console: RwSignal<Console>,
    storage: StoredValue<Storage, LocalStorage>,
}

impl Store {
    /// A store of the first state. It lives as long as the reactive owner that is current.
    pub fn new(console: Console, storage: Storage) -> Self {
        Self { console: RwSignal::new(console), storage: StoredValue::new_local(storage) }
    }

    /// The store that an ancestor of this component provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A part of the state. Whoever reads it is told of every change of the state: right for texts and
    /// attributes, which are compared before they are drawn.
    pub fn part<T>(self, part: impl Fn(&Console) -> T + Copy) -> impl Fn() -> T + Copy {
        move || self.console.with(part)
    }

    /// A part of the state for elements that would be made anew: whoever reads it is told only when it differs.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Console) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.console.with(&part))
    }

    /// A part of the state as it is now.
    pub fn now<T>(self, part: impl FnOnce(&Console) -> T) -> T {
        self.console.with_untracked(part)
    }

    /// Takes `event` into the state and does what follows from it.
    pub fn send(self, event: Event) {
        if let Some(effects) = self.console.try_update(|console| update(console, event)) {
            self.run(effects);
        }
    }

    /// Something of what is stored now.
    pub fn stored<T: Default>(self, read: impl FnOnce(&Storage) -> T) -> T {
        self.storage.try_with_value(read).unwrap_or_default()
    }

    /// Begins a sign-in that comes back to `return_to`.
    pub fn sign_in(self, return_to: Route) {
        if let Some(state) = random::state() {
            self.send(Event::SignIn { state, return_to, now: clock::now() });
        }
    }

    /// Does `effects`, in their order.
    pub fn run(self, effects: Vec<Effect>) {
        let Some(root) = self.console.try_with_untracked(|console| console.redirect_uri.clone()) else {
            return;
        };
        for effect in effects {
            let _ = self.storage.try_with_value(|storage| {
                effects::run(effect, storage, &root, move |event| self.send(event));
            });
        }
    }
}
