//! What became of a call.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::explanation::ExplanationView;
use super::json_view::JsonView;
use crate::console::Explanation;
use crate::procore::{Answer, Meaning, Outcome, meaning, status_text};

/// An outcome: status and body, or why there is none.
#[component]
pub fn ResponseView(
    /// What became of the call.
    outcome: Outcome,
    /// In words, why there is no answer; only looked at if there is none.
    why: Option<Explanation>,
) -> impl IntoView {
    match outcome {
        Outcome::Answered(answer) => view! { <AnswerView answer /> }.into_any(),
        Outcome::Failed(_) => {
            let explanation = why.map(|explanation| view! { <ExplanationView explanation /> });
            view! { <div class="response-message">{explanation}</div> }.into_any()
        }
    }
}

#[component]
fn AnswerView(answer: Answer) -> impl IntoView {
    let Answer { status, body, elapsed } = answer;
    let size = body.len();
    let text = String::from_utf8_lossy(&body).into_owned();
    view! {
        <div class="response-bar">
            <span class="status" data-class=(status / 100).to_string()>
                {format!("{status} {}", status_text(status))}
            </span>
            <span class="measure">{elapsed}" ms"</span>
            <span class="measure">{size_text(size)}</span>
            <span class="gap"></span>
            {(size > 0).then(|| view! { <CopyButton label="Copy" text /> })}
        </div>
        {meaning(status).map(|Meaning { what, next }| view! { <p class="response-message">{what}" "{next}</p> })}
        <JsonView body />
    }
}

/// A number of bytes for reading: exact below a thousand, then with one decimal place, cut off.
fn size_text(bytes: usize) -> String {
    match bytes {
        0..=999 => format!("{bytes} B"),
        1_000..=999_999 => format!("{}.{} kB", bytes / 1_000, bytes / 100 % 10),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
