//! The app: the frame around every page, and which page stands at which address.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use super::grants::Grants;
use super::not_found::NotFound;
use super::setup::Setup;
use super::shell::{Announcer, EnvironmentBar, Footer, Header, NoteView, SkipLink};
use super::sign_in::SignIn;
use super::signed_in::SignedInPage;
use super::store::Store;
use crate::browser::page;

/// Everything below the root element.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::expect();
    let base = store.now(|console| page::base_path(&console.redirect_uri));
    view! {
        <Router base>
            <EnvironmentBar />
            <SkipLink />
            <Announcer />
            <Header />
            <main id="main" tabindex="-1">
                <NoteView />
                <Routes fallback=NotFound>
                    <Route path=path!("") view=Home />
                    <Route path=path!("setup") view=Setup />
                    <Route path=path!("grants") view=Grants />
                </Routes>
            </main>
            <Footer />
        </Router>
    }
}

/// The app's root: sign-in, and the console once signed in.
#[component]
fn Home() -> impl IntoView {
    let store = Store::expect();
    let is_signed_in = store.memo(|console| console.signed_in().is_some());
    move || match is_signed_in.get() {
        true => view! { <SignedInPage /> }.into_any(),
        false => view! { <SignIn /> }.into_any(),
    }
}
