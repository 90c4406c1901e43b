//! The greeting, by what this browser remembers of the person.

use leptos::prelude::*;

use super::session_panel::time_view;
use super::store::Store;
use crate::console::{Acquaintance, Console, PersonRecord};

/// Greets a newcomer and somebody who has been here before.
#[component]
pub fn Greeting() -> impl IntoView {
    let store = Store::expect();
    let met = |console: &Console| {
        let signed_in = console.signed_in()?;
        let name = signed_in.user.as_ref()?.label().to_owned();
        match &signed_in.acquaintance {
            Acquaintance::Known(row) => Some((name, row.clone())),
            Acquaintance::Unknown | Acquaintance::Forgotten => None,
        }
    };
    let draw = |met: Option<(String, PersonRecord)>| match met {
        Some((name, row)) => view! { <p class="greeting">{words(name, &row)}</p> }.into_any(),
        None => ().into_any(),
    };
    store.region(met, draw)
}

fn words(name: String, row: &PersonRecord) -> AnyView {
    let name = view! { <bdi>{name}</bdi> };
    match row.is_new() {
        true => view! { "Welcome, "{name}". You are here for the first time." }.into_any(),
        false => {
            let first = time_view(row.first_sign_in);
            view! { "Welcome back, "{name}". This browser has known you since "{first}"." }.into_any()
        }
    }
}
