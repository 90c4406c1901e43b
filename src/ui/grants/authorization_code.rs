//! The workbench of the authorization code grant: asking for a code, taking it, and the command that exchanges it.

use leptos::prelude::*;

use super::bench::{Bench, commands, refresh};
use super::focus_soon;
use super::parts::{live, on_submit, text_field};
use crate::browser::clock;
use crate::console::{CodeInHand, Event, Explanation, remaining};
use crate::oauth::{AuthorizationResponse, ResponseType, State};
use crate::share::TokenRequest;
use crate::ui::explanation::ExplanationView;

/// Asking, taking and exchanging.
pub(super) fn authorization_code(bench: Bench) -> AnyView {
    let store = bench.store;
    let comes_to =
        move || bench.redirect_uri.with(|typed| store.now(|console| console.code_comes_to(typed).to_owned()));
    let answer = store.region(
        |console| (console.code_explanation(), console.code.clone()),
        move |(problem, code): (Option<Explanation>, Option<CodeInHand>)| {
            let problem = problem.map(|explanation| view! { <ExplanationView explanation /> });
            let code = code.map(|code| in_hand(bench, code));
            view! {
                <div role="alert">{problem}</div>
                {code}
            }
            .into_any()
        },
    );
    view! {
        {ask(bench)}
        <details>
            <summary>"The link behind the button"</summary>
            {bench.link(ResponseType::Code, comes_to)}
        </details>
        <div id="answer" tabindex="-1">
            {answer}
        </div>
        {refresh(bench, comes_to)}
    }
    .into_any()
}

const COMES_HERE: &str = "The code comes back to this page by itself.";
const COMES_ELSEWHERE: &str = "Procore opens in a new tab; then bring the address where you ended.";

/// The redirect URI, the way to Procore and, where the code comes to another address, the field for that.
fn ask(bench: Bench) -> AnyView {
    let store = bench.store;
    let comes_here =
        move || bench.redirect_uri.with(|typed| store.now(|console| console.code_comes_here(typed)));
    let ask = on_submit(move || {
        let redirect_uri = bench.redirect_uri.get_untracked();
        store.send_fresh(|nonce, now| Event::AskCode { state: State::new(nonce), redirect_uri, now });
        bench.focus_on_problem();
    });
    let hint = Signal::derive(move || if comes_here() { COMES_HERE } else { COMES_ELSEWHERE }.to_owned());
    let never = Signal::derive(|| false);
    view! {
        <form class="ask" on:submit=ask novalidate>
            {text_field("Redirect URI", bench.redirect_uri, "redirect-hint", never)}
            <p class="hint" id="redirect-hint">
                "Your app at Procore must list it, letter by letter. "
                {hint}
            </p>
            <button class="button button-primary" type="submit">
                "Get a code"
            </button>
        </form>
        <div hidden=Signal::derive(comes_here)>{take(bench)}</div>
    }
    .into_any()
}

/// The field for the address that Procore led to elsewhere.
fn take(bench: Bench) -> AnyView {
    let store = bench.store;
    let address = RwSignal::new(String::new());
    let is_unreadable = RwSignal::new(false);
    let take = on_submit(move || {
        let answer = AuthorizationResponse::in_address(&address.get_untracked());
        // Whatever it was, the page does not go on showing it.
        address.set(String::new());
        is_unreadable.set(answer.is_none());
        if let Some(answer) = answer {
            let pending =
                answer.state().and_then(|state| store.stored(|storage| storage.take_pending(state)));
            store.send(Event::AddressPasted { answer, pending: pending.map(Box::new), now: clock::now() });
            focus_soon("answer");
        }
    });
    let problem = Signal::derive(move || match is_unreadable.get() {
        true => {
            "There is no answer of Procore's in it: a code stands behind “code=”, with a state.".to_owned()
        }
        false => String::new(),
    });
    view! {
        <form class="ask" on:submit=take novalidate autocomplete="off">
            {text_field("Address where you ended", address, "address-problem", is_unreadable.into())}
            <p class="problem" id="address-problem" role="alert">
                {problem}
            </p>
            <button class="button" type="submit">
                "Take the code"
            </button>
        </form>
    }
    .into_any()
}

/// A code, what is left of its ten minutes, and its exchange.
fn in_hand(bench: Bench, in_hand: CodeInHand) -> AnyView {
    let store = bench.store;
    let whose = (in_hand.client_id.as_str().to_owned(), in_hand.login.host().to_owned());
    let end = in_hand.ends_at;
    let is_over = {
        let in_hand = in_hand.clone();
        Memo::new(move |_| in_hand.is_over(store.clock()))
    };
    let title = Signal::derive(move || match is_over.get() {
        true => "This code's time is over".to_owned(),
        false => "A code has come, and its state is right".to_owned(),
    });
    let left = Signal::derive(move || match is_over.get() {
        true => "It lived ten minutes, and Procore does not take it any more. Ask for another.".to_owned(),
        false => format!("It works once, and ends in {}.", remaining(end, store.clock()).words),
    });
    let exchange = live(move || match is_over.get() {
        true => ().into_any(),
        false => {
            let CodeInHand { code, client_id, redirect_uri, login, .. } = &in_hand;
            let request = TokenRequest::AuthorizationCode { client_id, code, redirect_uri };
            commands(bench.shell.get(), &request, login, "Exchange command")
        }
    });
    view! {
        <div class="in-hand">
            <p class="in-hand-title">{title}</p>
            <p>"It is for the app " <code>{whose.0}</code> " at " <code>{whose.1}</code> ". " {left}</p>
            {exchange}
            <p>
                <button type="button" class="button button-quiet" on:click=store.click(|| Event::DropCode)>
                    "Drop the code"
                </button>
            </p>
        </div>
    }
    .into_any()
}
