//! The state where the views find it.

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::browser::storage::Storage;
use crate::browser::{clock, effects, page, random};
use crate::console::{Console, Effect, Event, PagesEvent, Route};
use crate::nonce::Nonce;
use crate::oauth::State;
use crate::time::UnixTime;

/// Of many steps that follow each other, what they have come to is drawn so often.
const DRAWN_EVERY: Duration = Duration::from_millis(200);

/// What a click does: one type for all, because Leptos makes its machinery for each type.
pub type Click = Box<dyn FnMut(MouseEvent)>;

/// Whether a part of the state differs from what it was.
type Differs = Box<dyn Fn(&Console) -> bool + Send + Sync>;

/// What makes the store a page: the reducer of its state, and who does the effects. The first page has others than the
/// console, so that it loads only its own.
#[derive(Clone, Copy)]
pub struct Machine {
    /// Takes an event into the state.
    pub update: fn(&mut Console, Event) -> Vec<Effect>,
    /// Does an effect.
    pub run: fn(Effect, &Storage, &str, effects::Report),
}

/// The state, and the way to send it events. Small enough to be copied into every closure.
#[derive(Clone, Copy)]
pub struct Store {
    machine: Machine,
    console: RwSignal<Console>,
    storage: StoredValue<Storage, LocalStorage>,
    now: RwSignal<UnixTime>,
    route: RwSignal<Option<Route>>,
    is_drawn_soon: StoredValue<bool>,
}

impl Store {
    /// A store of the first state. It lives as long as the reactive owner that is current.
    pub fn new(machine: Machine, console: Console, storage: Storage) -> Self {
        Self {
            machine,
            console: RwSignal::new(console),
            storage: StoredValue::new_local(storage),
            now: RwSignal::new(clock::now()),
            route: RwSignal::new(Some(Route::Home)),
            is_drawn_soon: StoredValue::new(false),
        }
    }

    /// The time, for what counts down: whoever reads it is told about every second while the page is looked at.
    pub fn clock(self) -> UnixTime {
        self.now.get()
    }

    /// Tells those who count down that time has passed.
    pub(super) fn tick(self, now: UnixTime) {
        let _ = self.now.try_set(now);
    }

    /// Which page stands at the address; `None` for none. Whoever reads it is told when it is another.
    pub fn route(self) -> Option<Route> {
        self.route.get()
    }

    /// Goes to a page of the app, to its beginning.
    pub fn go(self, route: Route) {
        self.now(|console| page::visit(&console.redirect_uri, route));
        // Once the page is there: what is drawn takes the focus, and that may scroll.
        request_animation_frame(page::scroll_to_top);
    }

    /// Tells everything outside of the pages which one is shown (`routes.rs`).
    pub(super) fn show(self, route: Option<Route>) {
        if self.route.try_get_untracked().is_some_and(|shown| shown != route) {
            self.route.set(route);
        }
    }

    /// The store that an ancestor of this component provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A part of the state. Whoever reads it is told of every change of the state: right for texts and
    /// attributes, which are compared before they are drawn.
    pub fn part<T: Send + Sync + 'static>(
        self,
        part: impl Fn(&Console) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Signal::derive(move || self.console.with(&part))
    }

    /// Elements that are made anew when this part of the state differs, and only then.
    pub fn region<T: Clone + PartialEq + Send + 'static>(
        self,
        part: impl Fn(&Console) -> T + Send + Sync + 'static,
        draw: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        let latest: Arc<Mutex<Option<T>>> = Arc::default();
        let looked = latest.clone();
        let differs = move |console: &Console| {
            let now = Some(part(console));
            let Ok(mut latest) = looked.lock() else {
                return false;
            };
            let differs = *latest != now;
            *latest = now;
            differs
        };
        let draw = move || {
            let part = latest.lock().ok().and_then(|latest| latest.clone());
            part.map_or_else(|| ().into_any(), &draw)
        };
        self.draw_when(Box::new(differs), Box::new(draw))
    }

    /// Elements that are there while `condition` holds.
    pub fn when(
        self,
        condition: impl Fn(&Console) -> bool + Send + Sync + 'static,
        draw: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        self.region(condition, move |holds| if holds { draw() } else { ().into_any() })
    }

    /// The one machine behind every region: what Leptos makes of a closure it makes for each closure's type.
    fn draw_when(self, differs: Differs, draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        let version = Memo::new(move |version: Option<&u32>| {
            version.copied().unwrap_or_default() + u32::from(self.console.with(&differs))
        });
        let redraw = move || {
            // Not merely tracked: to look is what fetches the part that is drawn.
            version.get();
            draw()
        };
        redraw.into_any()
    }

    /// A handler that sends an event.
    pub fn click(self, event: impl Fn() -> Event + 'static) -> Click {
        self.does(move |store| store.send(event()))
    }

    /// A handler that does something.
    pub fn does(self, act: impl Fn(Self) + 'static) -> Click {
        Box::new(move |_| act(self))
    }

    /// A part of the state for elements that would be made anew: whoever reads it is told only when it differs.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Console) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.console.with(&part))
    }

    /// A part of the state, for a closure that is run anew with every change of the state: what it is made of weighs
    /// nothing, while each type of signal does.
    pub fn look<T>(self, part: impl FnOnce(&Console) -> T) -> T {
        self.console.with(part)
    }

    /// A part of the state as it is now.
    pub fn now<T>(self, part: impl FnOnce(&Console) -> T) -> T {
        self.console.with_untracked(part)
    }

    /// Takes `event` into the state and does what follows from it.
    pub fn send(self, event: Event) {
        let run = match &event {
            Event::Pages(PagesEvent::Came { number, .. }) => Some(*number),
            _ => None,
        };
        // Nothing of it is drawn.
        let is_drawn = !matches!(event, Event::SaveDrafts);
        let updated = self.console.try_maybe_update(|console| {
            let effects = (self.machine.update)(console, event);
            let more_come = run.is_some_and(|run| console.is_getting_pages(run));
            (is_drawn && !more_come, (effects, more_come))
        });
        let Some((effects, more_come)) = updated else { return };
        if more_come {
            self.draw_soon();
        }
        self.run(effects);
    }

    /// Tells those who draw the state of all changes since, before long. Where one step follows another, to draw each takes
    /// longer than the step.
    fn draw_soon(self) {
        if !self.is_drawn_soon.try_update_value(|is_soon| std::mem::replace(is_soon, true)).unwrap_or(true) {
            let draw = move || {
                let _ = self.is_drawn_soon.try_set_value(false);
                let _ = self.console.try_update(|_| ());
            };
            set_timeout(draw, DRAWN_EVERY);
        }
    }

    /// Something of what is stored now.
    pub fn stored<T: Default>(self, read: impl FnOnce(&Storage) -> T) -> T {
        self.storage.try_with_value(read).unwrap_or_default()
    }

    /// Sends an event that needs a fresh nonce and the time.
    pub fn send_fresh(self, event: impl FnOnce(Nonce, UnixTime) -> Event) {
        if let Some(nonce) = random::nonce() {
            self.send(event(nonce, clock::now()));
        }
    }

    /// Begins a sign-in that comes back to `return_to`.
    pub fn sign_in(self, return_to: Route) {
        self.send_fresh(|nonce, now| Event::SignIn { state: State::new(nonce), return_to, now });
    }

    /// Begins a sign-in beside the page.
    pub fn renew(self) {
        self.send_fresh(|nonce, now| Event::Renew { state: State::new(nonce), now });
    }

    /// Does `effects`, in their order.
    pub fn run(self, effects: Vec<Effect>) {
        let Some(root) = self.console.try_with_untracked(|console| console.redirect_uri.clone()) else {
            return;
        };
        for effect in effects {
            let _ = self.storage.try_with_value(|storage| {
                (self.machine.run)(effect, storage, &root, Rc::new(move |event| self.send(event)));
            });
        }
    }
}
