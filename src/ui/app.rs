//! The app: the frame around every page.

use leptos::prelude::*;

use super::document_views::DocumentViews;
use super::note::NoteView;
use super::palette::{self, Overlays};
use super::renewal::RenewalBar;
use super::routes::Pages;
use super::session_panel::SessionPanel;
use super::shell::{Announcer, EnvironmentBar, Footer, Header, SkipLink};
use super::store::Store;

/// Everything below the root element.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::expect();
    palette::provide();
    DocumentViews::provide();
    view! {
        <EnvironmentBar />
        <SkipLink />
        <Announcer />
        <Header />
        <main id="main" tabindex="-1">
            <NoteView />
            <RenewalBar />
            <Pages />
        </main>
        <Footer />
        {store.when(|console| console.signed_in().is_some(), || view! { <SessionPanel /> }.into_any())}
        <Overlays />
    }
}
