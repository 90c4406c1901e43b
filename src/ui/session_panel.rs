//! The session in plain words: who, where, until when, and whose token.

use leptos::prelude::*;

use super::keep_session::KeepSession;
use super::shell::EnvironmentBadge;
use super::store::Store;
use crate::browser::clock;
use crate::console::{SignedIn, Whose};
use crate::time::UnixTime;

/// What is known of the session.
#[component]
pub fn SessionPanel() -> impl IntoView {
    let store = Store::expect();
    let of_session = move |part: fn(&SignedIn) -> String| {
        store.part(move |console| console.signed_in().map(part).unwrap_or_default())
    };
    let who = of_session(|signed_in| match (&signed_in.user, &signed_in.me.outcome) {
        (Some(user), _) => user.label().to_owned(),
        (None, None) => "…".to_owned(),
        (None, Some(_)) => "Unknown".to_owned(),
    });
    let client_id = of_session(|signed_in| signed_in.session.client_id.as_str().to_owned());
    let ends = store.memo(|console| console.signed_in().and_then(|signed_in| signed_in.session.expires_at));
    let whose = store.memo(|console| console.signed_in().map(|signed_in| signed_in.whose.clone()));
    view! {
        <aside class="panel session" aria-label="Session">
            <h2>"Session"</h2>
            <dl>
                <dt>"Signed in as"</dt>
                <dd>
                    <bdi>{who}</bdi>
                </dd>
                <dt>"Environment"</dt>
                <dd>
                    <EnvironmentBadge />
                </dd>
                <dt>"Application"</dt>
                <dd class="mono">{client_id}</dd>
                <dt>"Token ends"</dt>
                <dd>{move || ends_view(ends.get())}</dd>
                <dt>"Issued to this application"</dt>
                <dd>{move || whose.get().map(whose_view)}</dd>
            </dl>
            <KeepSession />
        </aside>
    }
}

fn ends_view(end: Option<UnixTime>) -> AnyView {
    let Some(end) = end else {
        return "Procore did not say".into_any();
    };
    match clock::local(end) {
        None => "In more years than a calendar holds".into_any(),
        Some(local) => {
            view! { <time datetime=local.machine title=local.full>{local.short}</time> }.into_any()
        }
    }
}

fn whose_view(whose: Whose) -> AnyView {
    let (says, why) = match &whose {
        Whose::Checking => ("Checking…", String::new()),
        Whose::Ours => ("Verified", "Procore's token/info names your client id.".to_owned()),
        Whose::NotVerified(why) => ("Not verified", why.explain()),
    };
    view! {
        <span class="whose" data-verified=(whose == Whose::Ours).to_string()>{says}</span>
        <span class="why">{why}</span>
    }
    .into_any()
}
