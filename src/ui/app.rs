//! The app: the frame around every page, and which page stands at which address.

use leptos::prelude::*;

use super::console_page::ConsolePage;
use super::document_views::DocumentViews;
use super::errand::ErrandPage;
use super::grants::Grants;
use super::not_found::NotFound;
use super::note::NoteView;
use super::palette::{self, Overlays};
use super::renewal::RenewalBar;
use super::session_panel::SessionPanel;
use super::setup::Setup;
use super::shell::{Announcer, EnvironmentBar, Footer, Header, SkipLink};
use super::sign_in::{News, SignIn};
use super::store::Store;
use super::token::TokenPage;
use crate::console::{Console, Progress, Route};

/// Everything below the root element.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::expect();
    store.watch_address();
    palette::provide();
    DocumentViews::provide();
    let page = |route| match route {
        Some(Route::Home) => view! { <Home /> }.into_any(),
        Some(Route::Setup) => view! { <Setup /> }.into_any(),
        Some(Route::Grants) => view! { <Grants /> }.into_any(),
        Some(Route::Token) => view! { <TokenPage /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    };
    view! {
        <EnvironmentBar />
        <SkipLink />
        <Announcer />
        <Header />
        <main id="main" tabindex="-1">
            <NoteView />
            <RenewalBar />
            {store.region(move |_| store.route(), page)}
        </main>
        <Footer />
        {store.when(|console| console.signed_in().is_some(), || view! { <SessionPanel /> }.into_any())}
        <Overlays />
    }
}

/// What stands at the app's root.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// The way in.
    SignIn,
    /// What is open, with a session or after it.
    Console,
    /// A window that signs in for another tab.
    Errand,
}

impl Place {
    pub(super) fn of(console: &Console) -> Self {
        match &console.errand {
            Some(errand) if errand.progress != Progress::Refused => Self::Errand,
            _ if console.signed_in().is_some() || console.work.is_open() => Self::Console,
            _ => Self::SignIn,
        }
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
