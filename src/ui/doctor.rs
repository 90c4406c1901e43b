//! What the connection doctor found.

use leptos::prelude::*;

use super::command::{CallCommand, ShellChoice};
use super::letter::letter_view;
use super::store::Store;
use crate::browser::page;
use crate::console::{Called, Cause, Diagnosis};
use crate::procore::Probe;
use crate::share::{Letter, Shell};

/// Likely causes with their evidence, and what to do: the same call from a terminal and, where it may help, the letter to
/// Procore.
#[component]
pub fn DoctorView() -> impl IntoView {
    let store = Store::expect();
    let draw = |diagnosis: Option<Diagnosis>| match diagnosis {
        Some(diagnosis) => view! { <Findings diagnosis /> }.into_any(),
        None => ().into_any(),
    };
    store.region(|console| console.work.call()?.diagnosis.clone(), draw)
}

#[component]
fn Findings(diagnosis: Diagnosis) -> impl IntoView {
    let store = Store::expect();
    let origin = page::origin();
    let (host, is_write) = store.now(|console| {
        let called = console.called(&origin);
        called.map_or_else(Default::default, |called| (called.host.to_owned(), called.is_write))
    });
    let called = Called { host: &host, origin: &origin, is_write };
    let findings = diagnosis.findings();
    let evidence = findings.iter().map(|(probe, succeeded)| {
        view! { <li data-found=succeeded.to_string()>{Probe::finding(*probe, *succeeded)}</li> }
    });
    let answered_before =
        diagnosis.answered_before.then(|| view! { <li>"Earlier calls of this session were answered."</li> });
    let causes = diagnosis.causes().iter().map(|cause| {
        let what = cause.explain(&called);
        view! {
            <li>
                <strong>{Cause::title(*cause)}</strong>
                <p>{what}</p>
            </li>
        }
    });
    view! {
        <div class="doctor">
            <h2>
                {if diagnosis.is_done { "Likely causes, the likeliest first" } else { "Looking for the cause…" }}
            </h2>
            {diagnosis.is_done.then(|| view! { <ol class="causes">{causes.collect_view()}</ol> })}
            <h3>"Evidence"</h3>
            <ul class="evidence">{evidence.collect_view()} {answered_before}</ul>
            <p class="hint">
                "Found out by at most three requests to " <code>{host.clone()}</code>
                ", without your token or anything that you typed. A browser does not tell a page more, so this is likely
                and not certain."
            </p>
            {diagnosis.is_done.then(|| view! { <Remedies is_write has_letter=diagnosis.advises_letter() /> })}
        </div>
    }
}

#[component]
fn Remedies(
    /// Whether the call was to change something at Procore.
    is_write: bool,
    /// Whether Procore is to be asked for something.
    has_letter: bool,
) -> impl IntoView {
    let store = Store::expect();
    let shell = RwSignal::new(Shell::Bash);
    let made = store.now(|console| {
        let session = console.signed_in().map(|signed_in| &signed_in.session);
        console
            .work
            .call()
            .zip(session)
            .map(|(made, session)| (made.sent.asked.clone(), session.api.to_string()))
    });
    let command = made.map(|(asked, api)| view! { <CallCommand asked api shell /> });
    let letter = has_letter.then(|| {
        let letter = store.now(|console| {
            let session = console.signed_in().map(|signed_in| &signed_in.session);
            let client_id = session.and_then(|session| session.client_id.as_ref());
            letter_view(&Letter {
                origin: &page::origin(),
                client_id: client_id.map_or("", |id| id.as_str()),
                environment: &console.environment().name,
            })
        });
        view! { <h3>"The e-mail to Procore"</h3> {letter} }
    });
    let caution = is_write.then_some(" It makes the same change: look first whether the call has arrived.");
    view! {
        <h3>"The same call from a terminal"</h3>
        <p class="hint">
            "It reads the token from the variable " <code>"PROCORE_TOKEN"</code> ": this page never shows it." {caution}
        </p>
        <ShellChoice shell />
        {command}
        {letter}
    }
}
