//! Which page stands at which address, by `leptos_router`.
//!
//! The router reads the address when it starts and at each `popstate`, never otherwise. `src/guard.js` is the first to hear
//! that event and takes an answer of Procore's out of the address, so no answer reaches the router.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as RouteAt, Router};
use leptos_router::{AsPath, StaticSegment};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::console_page::ConsolePage;
use super::errand::ErrandPage;
use super::grants::Grants;
use super::home::Place;
use super::not_found::NotFound;
use super::setup::Setup;
use super::shell::href;
use super::sign_in::{News, SignIn};
use super::store::Store;
use super::token::TokenPage;
use crate::browser::page;
use crate::console::Route;

impl AsPath for Route {
    fn as_path(&self) -> &'static str {
        self.path().trim_end_matches('/')
    }
}

/// The page at the present address.
#[component]
pub fn Pages() -> impl IntoView {
    let store = Store::expect();
    let base = store.now(|console| page::base_path(&console.redirect_uri));
    // Before the router listens: what is kept from it must come here first.
    let clicks = window_event_listener(ev::click, move |event| follow(store, &event));
    on_cleanup(move || clicks.remove());
    let page = move |route, draw: fn() -> AnyView| {
        move || {
            store.show(Some(route));
            draw()
        }
    };
    let no_page = move || {
        store.show(None);
        view! { <NotFound /> }
    };
    let home = page(Route::Home, || view! { <Home /> }.into_any());
    let setup = page(Route::Setup, || view! { <Setup /> }.into_any());
    let grants = page(Route::Grants, || view! { <Grants /> }.into_any());
    let token = page(Route::Token, || view! { <TokenPage /> }.into_any());
    view! {
        <Router base>
            <FlatRoutes fallback=no_page>
                <RouteAt path=StaticSegment(Route::Home) view=home />
                <RouteAt path=StaticSegment(Route::Setup) view=setup />
                <RouteAt path=StaticSegment(Route::Grants) view=grants />
                <RouteAt path=StaticSegment(Route::Token) view=token />
            </FlatRoutes>
        </Router>
    }
}

/// The app's root.
#[component]
fn Home() -> impl IntoView {
    let draw = |place| match place {
        Place::SignIn => view! { <SignIn news=view! { <News /> }.into_any() /> }.into_any(),
        Place::Console => view! { <ConsolePage /> }.into_any(),
        Place::Errand => view! { <ErrandPage /> }.into_any(),
    };
    Store::expect().region(Place::of, draw)
}

/// Goes to the page that a plain click on a link leads to, in place of the browser. Every other link is the browser's, and the
/// router hears of no click (docs/decisions/0035-navigation-by-popstate.md).
fn follow(store: Store, event: &MouseEvent) {
    let Some(link) = link(event) else { return };
    event.stop_immediate_propagation();
    let has_key = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    let is_plain = !event.default_prevented() && event.button() == 0 && !has_key;
    let is_ours =
        link.target().is_empty() && !link.rel().contains("external") && !link.has_attribute("download");
    let address = link.href();
    let page = Route::ALL.into_iter().find(|route| href(store, *route) == address);
    if let Some(page) = page.filter(|_| is_plain && is_ours) {
        event.prevent_default();
        store.go(page);
    }
}

/// The link that was clicked.
fn link(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}
