//! The headers of an answer: those that the browser let through, and which known ones it did not.

use leptos::prelude::*;

use super::desk::Desk;

/// Headers that Procore is known to send and a browser hides unless the server exposes them (Fetch standard,
/// "CORS-safelisted response-header name").
const KNOWN: [(&str, &str); 8] = [
    ("link", "the other pages of a list"),
    ("total", "how many entries a list has"),
    ("per-page", "how many entries a page has"),
    ("x-rate-limit-limit", "how many requests an hour has"),
    ("x-rate-limit-remaining", "how many of them are left"),
    ("x-rate-limit-reset", "when they are counted anew"),
    ("retry-after", "when to try again"),
    ("x-request-id", "what Procore's support finds the call by"),
];

/// The table of headers.
#[component]
pub fn Headers() -> impl IntoView {
    let desk: Desk = expect_context();
    move || {
        let headers = desk.head.get().map(|head| head.headers).unwrap_or_default();
        let is_hidden = |name: &str| !headers.iter().any(|(sent, _)| sent == name);
        let hidden = KNOWN.iter().filter(|(name, _)| is_hidden(name));
        let hidden =
            hidden.map(|(name, what)| view! { <li><code>{*name}</code>": "{*what}</li> }).collect_view();
        let rows = headers.into_iter().map(|(name, value)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                </tr>
            }
        });
        view! {
            <div class="headers" tabindex="0" role="group" aria-label="Headers">
                <table>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <p>
                    "Not visible here. Either Procore did not send them, or it does not let pages of other origins read \
                     them: a browser does not tell which."
                </p>
                <ul>{hidden}</ul>
            </div>
        }
    }
}
