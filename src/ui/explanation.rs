//! An ending in words.

use leptos::prelude::*;

use crate::console::Explanation;

/// What happened, what it means, what to do next, in that order.
#[component]
pub fn ExplanationView(
    /// The words.
    explanation: Explanation,
) -> impl IntoView {
    let Explanation { title, meaning, next, said, link, is_calm } = explanation;
    view! {
        <div class="explanation" class:explanation-calm=is_calm>
            <h2 class="explanation-title">{title}</h2>
            <p>{meaning}" "{next}</p>
            {link
                .map(|(words, address)| {
                    view! {
                        <p>
                            <a href=address target="_blank" rel="noopener noreferrer external">
                                {words}
                            </a>
                        </p>
                    }
                })}
            {said.map(|said| view! { <p class="explanation-said"><bdi>{said}</bdi></p> })}
        </div>
    }
}
