//! The guide to what must exist at Procore before anybody can sign in.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::environment_fields::SignInForm;
use super::letter::letter_view;
use super::store::Store;
use crate::browser::page;
use crate::console::Console;
use crate::share::Letter;

/// What the letter to Procore is made of: the client id and the environment that stand in the fields.
fn letter(console: &Console) -> (String, String) {
    (console.client_id().trim().to_owned(), console.chosen().name.clone())
}

/// What a first-timer does at Procore, filled in for this page, and then the same way in as everybody's.
#[component]
pub fn Setup() -> impl IntoView {
    let store = Store::expect();
    let root = store.now(|console| console.redirect_uri.clone());
    let written = |(client_id, environment): (String, String)| {
        let origin = page::origin();
        letter_view(&Letter { origin: &origin, client_id: &client_id, environment: &environment })
    };
    let way_in = |is_signed_in| match is_signed_in {
        true => view! { <p>"You are signed in already."</p> }.into_any(),
        false => view! { <SignInForm button="Sign up with Procore" /> }.into_any(),
    };
    view! {
        <article class="guide">
            <h1>"Sign up with Procore"</h1>
            <p class="lead">
                "Your account at Procore is all the account you need. What must exist there, once for each environment, a
                company's administrator and whoever keeps the app in the Developer Portal can do; then you sign up with
                one press of a button."
            </p>
            <ol class="steps">
                <li>
                    <h2>"An app"</h2>
                    <p>
                        "Create an app in Procore's Developer Portal and give a version of it a Data Connector component
                        with user-level authentication. Its client id for the sandbox shows up then; the one for
                        production when the version is promoted."
                    </p>
                </li>
                <li>
                    <h2>"The redirect URI"</h2>
                    <p>"Add this address to the app. Procore compares it letter by letter, the last slash included."</p>
                    <p class="copy-line">
                        <code>{root.clone()}</code>
                        <CopyButton label="Copy redirect URI" text=root />
                    </p>
                </li>
                <li>
                    <h2>"An allowed origin"</h2>
                    <p>
                        "A browser shows a page only those answers that the server allows its origin to read. Procore
                        keeps that list by hand, for each app: write to " {Letter::ADDRESS} "."
                    </p>
                    {store.region(letter, written)}
                </li>
                <li>
                    <h2>"The app in the company"</h2>
                    <p>
                        "An administrator installs the app under Company Tools, Admin, App Management. Without that,
                        people can sign in, but calls about the company answer 403: “App is not connected to this
                        company.”"
                    </p>
                </li>
                <li>
                    <h2>"You"</h2>
                    <p>
                        "Log in at Procore and allow the app. You come back here, and this browser remembers who you are:
                        your id at Procore, login, name, and when you signed in. Never your token, and “Forget me” ends
                        it."
                    </p>
                    {store.region(|console| console.signed_in().is_some(), way_in)}
                </li>
            </ol>
            <p>
                "Procore withdrew its support of the implicit grant in September 2022. If Procore refuses it for the app,
                nothing on this page can change that."
            </p>
        </article>
    }
}
