//! The headers of an answer: those that the browser let through, and which known ones it did not.

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::Head;
use crate::procore::EXPECTED_HEADERS;

/// The table of headers.
#[component]
pub fn Headers() -> impl IntoView {
    let desk: Desk = expect_context();
    move || {
        let Some(Head { headers, page, .. }) = desk.head.get() else {
            return view! { <p class="response-message">"Only the answer to a call has headers."</p> }
                .into_any();
        };
        let is_hidden = |name: &str| !headers.iter().any(|(sent, _)| sent == name);
        let hidden = EXPECTED_HEADERS.iter().filter(|(name, _)| is_hidden(name));
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
                {page.map(|page| view! { <p>{format!("The headers of page {page}, the latest in this document.")}</p> })}
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
        .into_any()
    }
}
