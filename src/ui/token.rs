//! The page to bring a token to.

use leptos::prelude::*;

use super::bring_token::BringToken;
use super::environment_fields::EnvironmentField;
use super::shell::href;
use super::store::Store;
use crate::console::Route;

/// Where a token comes from, and the field for it.
#[component]
pub fn TokenPage() -> impl IntoView {
    let store = Store::expect();
    view! {
        <article class="guide">
            <h1>"Bring a token"</h1>
            <p class="lead">
                "Where the implicit grant is switched off, or for a service account: get a token another way, and use it
                here. "
                <a href=href(store, Route::Grants)>"The guide to the grants"</a> " makes the commands."
            </p>
            <section class="panel padded">
                <EnvironmentField />
                <BringToken />
            </section>
            <p class="hint">
                "The token goes to the two hosts of its environment and nowhere else, and is kept like one from a sign-in.
                Never paste a client secret: no part of this app needs one."
            </p>
        </article>
    }
}
