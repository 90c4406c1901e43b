//! The workbench for installed applications: the link that shows a code, and the commands for it.

use leptos::prelude::*;

use super::bench::{Bench, authorization_url, commands, refresh};
use super::parts::text_field;
use crate::oauth::{AuthorizationCode, AuthorizationCodeError, OUT_OF_BAND, ResponseType};
use crate::share::TokenRequest;

/// The link, the code that the person copies, and its exchange.
pub(super) fn installed(bench: Bench) -> AnyView {
    let link = bench.with_app(Box::new(|environment, client_id| {
        let url = authorization_url(environment, client_id, ResponseType::Code, OUT_OF_BAND);
        view! {
            <pre class="link">{url.clone()}</pre>
            <p>
                <a class="button button-primary" href=url target="_blank" rel="noopener noreferrer external">
                    "Open Procore for a code"
                </a>
            </p>
        }
        .into_any()
    }));
    let code = move || bench.copied.with(|text| AuthorizationCode::copied(text));
    let problem = move || code().err().filter(|problem| *problem != AuthorizationCodeError::Empty);
    let hint = Signal::derive(move || problem().map_or(HINT, AuthorizationCodeError::explain).to_owned());
    let is_wrong = Signal::derive(move || problem().is_some());
    let exchange = bench.with_app(Box::new(move |environment, client_id| match code() {
        Err(_) => ().into_any(),
        Ok(code) => {
            let request =
                TokenRequest::AuthorizationCode { client_id, code: &code, redirect_uri: OUT_OF_BAND };
            commands(bench.shell.get(), &request, &environment.login, "Exchange command")
        }
    }));
    view! {
        {link}
        <div class="field">
            {text_field("Code that Procore shows", bench.copied, "copied-hint", is_wrong)}
            <p class="hint" id="copied-hint">
                {hint}
            </p>
        </div>
        {exchange}
        {refresh(bench, || OUT_OF_BAND.to_owned())}
    }
    .into_any()
}

const HINT: &str =
    "The code, or the whole address of the page that shows it. Its ten minutes run from when it was shown.";
