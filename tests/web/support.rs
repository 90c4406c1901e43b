//! What the browser tests share.

use std::time::Duration;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use procore_console::browser::effects;
use procore_console::browser::storage::Storage;
use procore_console::console::{Console, Preferences, Startup, start, update};
use procore_console::nonce::Nonce;
use procore_console::oauth::{AuthorizationResponse, Pending};
use procore_console::procore::Environments;
use procore_console::time::UnixTime;
use procore_console::ui::{Machine, Store};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// A moment in 2023.
pub const NOW: UnixTime = UnixTime(1_700_000_000_000);

/// A nonce that tests can tell from others.
pub fn nonce(number: u8) -> Nonce {
    Nonce::from_random([number; 16])
}

/// What an app finds that starts for the first time.
pub fn first_start() -> Startup {
    Startup {
        environments: Environments::builtin(),
        redirect_uri: "https://console.example/".into(),
        preferences: Preferences::default(),
        tab: nonce(0x77),
        id: nonce(0x1d),
        answer: None,
        pending: None,
        is_waiting: false,
        stored: None,
        ended: Vec::new(),
        drafts: None,
        link: None,
        now: NOW,
    }
}

/// A console that is signed out, for the reason that `answer` in the address gives.
pub fn signed_out(query: &str, fragment: &str, pending: Option<Pending>) -> Console {
    let answer = AuthorizationResponse::read(query, fragment);
    start(Startup { answer, pending, ..first_start() }).0
}

/// Storage under a prefix of its own.
pub fn storage(name: &str) -> Storage {
    Storage::open(&format!("/{name}")).expect("the browser has session storage")
}

/// A mounted component; dropped, it is gone.
pub struct Mounted {
    /// The element that it is in.
    pub element: HtmlElement,
    owner: Option<Owner>,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // At once: the router holds the owner for a moment longer, and with it what listens to the window.
        if let Some(owner) = &self.owner {
            owner.cleanup();
        }
        self.element.remove();
    }
}

/// Mounts `view` into the page.
pub fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted
where
    V::State: 'static,
{
    let element: HtmlElement = document().create_element("section").expect("a section").unchecked_into();
    document().body().expect("a body").append_child(&element).expect("room for a section");
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let owner = slot.clone();
    let handle: UnmountHandle<_> = mount_to(element.clone(), move || {
        owner.set(Owner::current());
        view()
    });
    Mounted { element, owner: slot.take(), _handle: Box::new(handle) }
}

/// Mounts `view` with `console` in a store, and gives that store back.
pub fn mount_with<V: IntoView + 'static>(
    console: Console,
    storage: Storage,
    view: impl FnOnce() -> V + 'static,
) -> (Mounted, Store)
where
    V::State: 'static,
{
    mount_as(Machine { update, run: effects::run }, console, storage, view)
}

/// The same with this machine in the store.
pub fn mount_as<V: IntoView + 'static>(
    machine: Machine,
    console: Console,
    storage: Storage,
    view: impl FnOnce() -> V + 'static,
) -> (Mounted, Store)
where
    V::State: 'static,
{
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let mounted = mount({
        let slot = slot.clone();
        move || {
            let store = Store::new(machine, console, storage);
            slot.set(Some(store));
            provide_context(store);
            view()
        }
    });
    (mounted, slot.take().expect("the view was built"))
}

impl Mounted {
    /// The element that `selector` finds.
    pub fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.element.query_selector(selector).expect("a selector");
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.element.inner_html())).unchecked_into()
    }

    /// All of the text.
    pub fn text(&self) -> String {
        self.element.text_content().unwrap_or_default()
    }
}

/// Waits for `milliseconds`.
pub async fn wait(milliseconds: u64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            },
            Duration::from_millis(milliseconds),
        );
    });
    JsFuture::from(promise).await.expect("a timer");
}

/// Waits until `condition` holds, some fifteen seconds at most.
pub async fn eventually(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..750 {
        if condition() {
            return;
        }
        wait(20).await;
    }
    panic!("waited in vain for {what}");
}
