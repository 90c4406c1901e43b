//! The workbench of the implicit grant: the live one.

use leptos::prelude::*;

use super::bench::Bench;
use crate::console::Route;
use crate::oauth::ResponseType;

/// The link that this app makes, and the button that follows it.
pub(super) fn implicit(bench: Bench) -> AnyView {
    let store = bench.store;
    let root = store.now(|console| console.redirect_uri.clone());
    let button = move |is_signed_in: bool| match is_signed_in {
        true => view! { <p>"You are signed in already. Sign out first to see it from the beginning."</p> }
            .into_any(),
        false => {
            let sign_in = store.does(move |store| {
                store.sign_in(Route::Home);
                bench.focus_on_problem();
            });
            view! {
                <p>
                    <button type="button" class="button button-primary" on:click=sign_in>
                        "Sign in with Procore"
                    </button>
                </p>
            }
            .into_any()
        }
    };
    view! {
        {bench.link(ResponseType::Token, move || root.clone())}
        {store.region(|console| console.signed_in().is_some(), button)}
    }
    .into_any()
}
