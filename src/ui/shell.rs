//! The frame around every page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::countdown::Countdown;
use super::home::Place;
use super::palette::PaletteButton;
use super::session_panel::SessionButton;
use super::store::Store;
use crate::browser::page;
use crate::console::{Console, Event, Route};
use crate::procore::Tone;

/// The name of a tone in the style sheets.
fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Production => "production",
        Tone::DeveloperSandbox => "sandbox",
        Tone::MonthlySandbox => "monthly",
        Tone::Federal => "federal",
        Tone::Other => "other",
    }
}

/// The address of a page of the app.
pub(super) fn href(store: Store, route: Route) -> String {
    store.now(|console| page::address(&console.redirect_uri, route))
}

/// The environment's colour along the top edge; its name stands in the badge.
#[component]
pub fn EnvironmentBar() -> impl IntoView {
    let tone = Store::expect().part(|console| tone_name(console.environment().tone()));
    view! { <div class="environment-bar" data-tone=tone aria-hidden="true"></div> }
}

/// The environment's name in its colour.
#[component]
pub fn EnvironmentBadge() -> impl IntoView {
    let store = Store::expect();
    let tone = store.part(|console| tone_name(console.environment().tone()));
    let name = store.part(|console| console.environment().name.clone());
    view! {
        <span class="badge" data-tone=tone>
            {name}
        </span>
    }
}

/// The first stop of the Tab key. Not a link: with a `<base>`, `#main` would leave the page.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <button class="skip-link" on:click=move |_| focus_main()>"Skip to content"</button> }
}

/// The bar with the app's name, the session and the ways in and out. The sign-in card has its own name, so the
/// bar is not there.
#[component]
pub fn Header() -> impl IntoView {
    let store = Store::expect();
    let is_signed_in = store.memo(|console| console.signed_in().is_some());
    announce(store, is_signed_in);
    let is_bare =
        move |console: &Console| store.route() == Some(Route::Home) && Place::of(console) != Place::Console;
    store.region(is_bare, |is_bare| match is_bare {
        true => ().into_any(),
        false => view! { <Bar /> }.into_any(),
    })
}

#[component]
fn Bar() -> impl IntoView {
    let store = Store::expect();
    let account = |is_signed_in| match is_signed_in {
        true => view! { <Account /> }.into_any(),
        false => view! { <SignInAgain /> }.into_any(),
    };
    view! {
        <header class="header">
            <a class="brand" href=href(store, Route::Home)>
                <Mark />
                "Procore Console"
            </a>
            {store.region(|console| console.signed_in().is_some(), account)}
        </header>
    }
}

/// Names the page in the browser's title and, after a step from page to page or in or out, takes the focus to its
/// beginning.
fn announce(store: Store, is_signed_in: Memo<bool>) {
    Effect::new(move |earlier: Option<Option<Route>>| {
        let route = store.route();
        document().set_title(match route {
            Some(Route::Home) if is_signed_in.get() => "Signed in · Procore Console",
            Some(Route::Home) => "Procore Console",
            Some(Route::Setup) => "Sign up with Procore · Procore Console",
            Some(Route::Grants) => "Which grant do I need? · Procore Console",
            Some(Route::Token) => "Bring a token · Procore Console",
            None => "No such page · Procore Console",
        });
        if let Some(earlier) = earlier {
            if earlier != route {
                store.send(Event::WentElsewhere);
            }
            focus_main();
        }
        route
    });
}

pub(super) fn focus_main() {
    focus("main");
}

/// Takes the focus to the element with this id.
pub(super) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The app's mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 1h7v7H1zM8 8h7v7H8z" />
        </svg>
    }
}

/// The ways in from a page that is not the sign-in: straight to Procore and back here, if the client id is known.
#[component]
fn SignInAgain() -> impl IntoView {
    let store = Store::expect();
    let draw = move |can_sign_in: bool| {
        if !can_sign_in {
            return view! { <a class="button" href=href(store, Route::Home)>"Sign in"</a> }.into_any();
        }
        let sign_in =
            store.does(move |store| store.sign_in(untrack(|| store.route()).unwrap_or(Route::Home)));
        view! {
            <span class="who">
                <EnvironmentBadge />
            </span>
            <button class="button" on:click=sign_in>
                "Sign in"
            </button>
        }
        .into_any()
    };
    store.region(Console::can_sign_in, draw)
}

/// Who is signed in, and the way out.
#[component]
fn Account() -> impl IntoView {
    let store = Store::expect();
    view! {
        <PaletteButton />
        <span class="who">
            <EnvironmentBadge />
            <Countdown />
            <SessionButton />
        </span>
        <button class="button" on:click=store.click(|| Event::SignOut)>
            "Sign out"
        </button>
    }
}

/// Says to a screen reader what has just become of things; the eye reads it elsewhere on the page.
#[component]
pub fn Announcer() -> impl IntoView {
    let store = Store::expect();
    let says = RwSignal::new(String::new());
    let state = store.memo(Console::announcement);
    // Set after the region is there: what a region is born with is not read out.
    Effect::new(move |_| says.set(state.get()));
    view! {
        <p class="visually-hidden" role="status">
            {says}
        </p>
    }
}

/// The ways to the pages.
#[component]
pub fn Footer() -> impl IntoView {
    let store = Store::expect();
    let link = move |to: Route, name: &'static str| {
        let is_here = move || (store.route() == Some(to)).then_some("page");
        view! { <a href=href(store, to) aria-current=is_here>{name}</a> }
    };
    // A page of its own, made with the site.
    let licenses = store.now(|console| format!("{}{}", console.redirect_uri, "licenses.html"));
    view! {
        <footer class="footer">
            <nav aria-label="Pages">
                {link(Route::Home, "Console")}{link(Route::Setup, "Sign up")}
                {link(Route::Token, "Bring a token")} {link(Route::Grants, "Which grant do I need?")}
            </nav>
            <span>
                "No server, no telemetry: everything stays in this browser. "
                <a href=licenses rel="external">"Licenses"</a>
            </span>
        </footer>
    }
}
