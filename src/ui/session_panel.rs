//! The session in plain words: who, where, for which application, from when until when, and whether that is verified. It opens
//! below its button in the header.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::history::ForgetEverything;
use super::keep_session::{KeepSession, ShareWithTabs};
use super::shell::{EnvironmentBadge, href};
use super::store::Store;
use crate::browser::clock;
use crate::console::{Acquaintance, Console, Event, PersonRecord, Route, SignedIn, Whose, remaining};
use crate::oauth::{ClientId, Source};
use crate::time::UnixTime;

/// The panel's id. As a popover it is closed by Escape, by a click elsewhere, and by its button.
const PANEL: &str = "session";

/// Closes the panel, if it is open.
pub fn hide() {
    if let Some(panel) = document().get_element_by_id(PANEL) {
        let _ = panel.unchecked_into::<HtmlElement>().hide_popover();
    }
}

/// Who is signed in, and whether that is verified: the button that opens the panel.
#[component]
pub fn SessionButton() -> impl IntoView {
    let store = Store::expect();
    let label = store.part(|console| {
        let user = console.signed_in().and_then(|signed_in| signed_in.user.as_ref());
        user.map_or_else(|| "Session".to_owned(), |user| user.label().to_owned())
    });
    let state = store.part(|console| whose(console).map(|(whose, source)| state(&whose, source)));
    view! {
        <button id="account" class="button button-quiet" title="Session" popovertarget=PANEL>
            <bdi class="account">{label}</bdi>
            <span class="account-state">{state}</span>
            <span aria-hidden="true">"▾"</span>
        </button>
    }
}

/// What is known of the session.
#[component]
pub fn SessionPanel() -> impl IntoView {
    let store = Store::expect();
    // A question that was asked in it and not answered is not there when it is opened again.
    let turned = Trigger::new();
    view! {
        <aside
            id=PANEL
            class="panel session"
            aria-label="Session"
            popover="auto"
            on:toggle=move |_| turned.notify()
        >
            <div class="session-head">
                <h2>"Session"</h2>
                <button
                    class="button button-quiet toggle"
                    aria-label="Close"
                    autofocus
                    popovertarget=PANEL
                    popovertargetaction="hide"
                >
                    "×"
                </button>
            </div>
            <dl>
                <dt>"Signed in as"</dt>
                <dd>
                    <bdi>{store.part(who)}</bdi>
                    <span class="why">
                        <bdi>{of_session(store, login)}</bdi>
                    </span>
                </dd>
                <dt>"Id at Procore"</dt>
                <dd class="mono">{of_session(store, id)}</dd>
                <dt>"Environment"</dt>
                <dd>
                    <EnvironmentBadge />
                </dd>
                <dt>"Application"</dt>
                <dd class="mono">{of_session(store, application)}</dd>
                <dt>"Issued to this application"</dt>
                <dd>{store.region(whose, |whose| whose.map(whose_view).into_any())}</dd>
                <dt>"Scopes"</dt>
                <dd>{of_session(store, scopes)}</dd>
                <dt>"Issued"</dt>
                <dd>{store.region(issued, |issued| issued.map(time_view).into_any())}</dd>
                <dt>"Ends"</dt>
                <dd>{store.region(ends, move |ends| ends_view(store, ends))} <Renew /></dd>
                <dt>"Remembered"</dt>
                <dd role="status">{store.region(acquaintance, move |known| remembered(store, known))}</dd>
            </dl>
            <KeepSession />
            <ShareWithTabs />
            {move || {
                turned.track();
                view! { <ForgetEverything /> }
            }}
        </aside>
    }
}

fn of_session(store: Store, part: fn(&SignedIn) -> String) -> Signal<String> {
    store.part(move |console| console.signed_in().map(part).unwrap_or_default())
}

fn who(console: &Console) -> String {
    match console.signed_in().and_then(|signed_in| signed_in.user.as_ref()) {
        Some(user) => user.label().to_owned(),
        None if console.work.call().is_some_and(|call| call.is_waiting) => "…".to_owned(),
        None => "Unknown".to_owned(),
    }
}

/// The login, where the name stands above it.
fn login(signed_in: &SignedIn) -> String {
    let user = signed_in.user.as_ref();
    user.and_then(|user| user.name.as_ref().and(user.login.clone())).unwrap_or_default()
}

fn id(signed_in: &SignedIn) -> String {
    signed_in.user.as_ref().map_or("…", |user| &user.id).to_owned()
}

fn application(signed_in: &SignedIn) -> String {
    signed_in.session.client_id.as_ref().map_or("Unknown", ClientId::as_str).to_owned()
}

fn scopes(signed_in: &SignedIn) -> String {
    match &signed_in.info {
        None => "Unknown".to_owned(),
        Some(info) if info.scopes.is_empty() => "None".to_owned(),
        Some(info) => info.scopes.join(" "),
    }
}

fn whose(console: &Console) -> Option<(Whose, Source)> {
    console.signed_in().map(|signed_in| (signed_in.whose.clone(), signed_in.session.source))
}

/// By the server's word or, without it, when the token came.
fn issued(console: &Console) -> Option<UnixTime> {
    let signed_in = console.signed_in()?;
    let told = signed_in.info.as_ref().and_then(|info| info.created_at);
    Some(told.unwrap_or(signed_in.session.obtained_at))
}

fn ends(console: &Console) -> (Option<UnixTime>, Option<UnixTime>) {
    let session = console.signed_in().map(|signed_in| &signed_in.session);
    session.map(|session| (session.expires_at, session.expiry_hint)).unwrap_or_default()
}

fn acquaintance(console: &Console) -> Acquaintance {
    console.signed_in().map(|signed_in| signed_in.acquaintance.clone()).unwrap_or_default()
}

/// When the token ends, and what is left of it.
fn ends_view(store: Store, ends: (Option<UnixTime>, Option<UnixTime>)) -> AnyView {
    match ends {
        (Some(end), _) => view! {
            {time_view(end)}
            <span class="why">{move || remaining(end, store.clock()).words} " left"</span>
        }
        .into_any(),
        (None, Some(hint)) => view! {
            {time_view(hint)}
            <span class="why">"The token itself says so; Procore did not."</span>
        }
        .into_any(),
        (None, None) => "Procore did not say".into_any(),
    }
}

/// The way to a longer life.
#[component]
fn Renew() -> impl IntoView {
    let store = Store::expect();
    let can_renew = |console: &Console| {
        console.signed_in().is_some_and(|signed_in| signed_in.session.client_id.is_some())
    };
    let draw = move |can_renew| match can_renew {
        true => view! {
            <button
                class="button button-quiet"
                popovertarget=PANEL
                popovertargetaction="hide"
                on:click=store.does(Store::renew)
            >
                "Renew"
            </button>
        }
        .into_any(),
        false => {
            view! { <a href=href(store, Route::Token) on:click=|_| hide()>"Bring a new token"</a> }.into_any()
        }
    };
    store.region(can_renew, draw)
}

/// An instant in the time zone of this machine, with everything on hover.
pub(super) fn time_view(time: UnixTime) -> AnyView {
    match clock::local(time) {
        None => "in more years than a calendar holds".into_any(),
        Some(local) => {
            view! { <time datetime=local.machine title=local.full>{local.short}</time> }.into_any()
        }
    }
}

/// Whether the token is verified to be this application's, in a word or two.
fn state(whose: &Whose, source: Source) -> &'static str {
    match (whose, source) {
        (Whose::Checking, _) => "Checking…",
        (Whose::Verified, Source::Pasted) => "Pasted",
        (Whose::Verified, _) => "Verified",
        (Whose::NotVerified(_), Source::Pasted) => "Pasted, not verified",
        (Whose::NotVerified(_), _) => "Not verified",
    }
}

fn whose_view((whose, source): (Whose, Source)) -> AnyView {
    let pasted = source == Source::Pasted;
    let why = match &whose {
        Whose::Checking => String::new(),
        Whose::Verified if pasted => "Procore's token/info names the application above.".to_owned(),
        Whose::Verified => "Procore's token/info names your client id.".to_owned(),
        Whose::NotVerified(why) => why.explain(),
    };
    view! {
        <span class="whose" data-verified=(whose == Whose::Verified && !pasted).to_string()>{state(&whose, source)}</span>
        <span class="why">{why}</span>
    }
    .into_any()
}

/// The person's row in this browser's table of users, and the way out of it.
fn remembered(store: Store, acquaintance: Acquaintance) -> AnyView {
    match acquaintance {
        Acquaintance::Known(PersonRecord { id, first_sign_in, .. }) => view! {
            "No. "
            {id.unwrap_or_default()}
            " in this browser"
            <span class="why">"Since " {time_view(first_sign_in)}</span>
            <button class="button button-quiet" on:click=store.click(|| Event::ForgetMe)>
                "Forget me"
            </button>
        }
        .into_any(),
        Acquaintance::Forgotten => "Forgotten by this browser".into_any(),
        Acquaintance::Unknown => "No".into_any(),
    }
}
