//! The guide to what must exist at Procore before anybody can sign in.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::store::Store;
use crate::browser::page;

const SUPPORT: &str = "apisupport@procore.com";

/// The steps of an administrator at Procore, filled in for this page.
#[component]
pub fn Setup() -> impl IntoView {
    let store = Store::expect();
    let root = store.now(|console| console.redirect_uri.clone());
    let letter = store.now(|console| {
        let client_id = match console.client_id().trim() {
            "" => "(our client id)",
            client_id => client_id,
        };
        format!(
            "Hello,\n\nplease allow this origin to call the Procore REST API from the browser (CORS):\n\n  Origin: {}\n  \
             Client ID: {client_id}\n  Environment: {}\n\nOur single-page app signs people in with the OAuth 2.0 \
             implicit grant. Please also confirm that this grant is allowed for the app.\n\nThank you",
            page::origin(),
            console.chosen().name,
        )
    });
    let mail_link = format!(
        "mailto:{SUPPORT}?subject=Allow%20an%20origin%20for%20CORS&body={}",
        percent_encoded(&letter)
    );
    view! {
        <article class="guide">
            <h1>"Set up at Procore"</h1>
            <p class="lead">
                "Four things, once for each environment. A company's administrator and whoever keeps the app in
                Procore's Developer Portal can do them."
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
                        keeps that list by hand, for each app: write to " {SUPPORT} "."
                    </p>
                    <pre class="letter" tabindex="0" role="group" aria-label="Letter to Procore">
                        {letter.clone()}
                    </pre>
                    <p class="copy-line">
                        <a class="button" href=mail_link>"Write the e-mail"</a>
                        <CopyButton label="Copy the text" text=letter />
                    </p>
                </li>
                <li>
                    <h2>"The app in the company"</h2>
                    <p>
                        "An administrator installs the app under Company Tools, Admin, App Management. Without that,
                        people can sign in, but calls about the company answer 403: “App is not connected to this
                        company.”"
                    </p>
                </li>
            </ol>
            <p>
                "Procore withdrew its support of the implicit grant in September 2022. If Procore refuses it for the app,
                nothing on this page can change that."
            </p>
        </article>
    }
}

/// `text` as the value of a parameter of a `mailto:` address (RFC 6068), where a `+` is no space.
fn percent_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.replace('\n', "\r\n").as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}
