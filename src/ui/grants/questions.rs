//! The questions that lead to a grant.

use leptos::prelude::*;

use super::focus_soon;
use super::parts::live;
use crate::oauth::grant::Grant;
use crate::oauth::grant::advice::{Advice, Answers, Question};
use crate::ui::store::Store;

/// The questions, as many as the answers before them call for, and where they lead.
#[component]
pub(super) fn Questions(chosen: RwSignal<Grant>) -> impl IntoView {
    let store = Store::expect();
    let answers = RwSignal::new(Answers::default());
    let question = move |question: Question| {
        let words = question.wording();
        let choice = move |yes: bool, words: &'static str| {
            let choose = store.does(move |_| answers.update(|answers| answers.answer(question, yes)));
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=question.id()
                        prop:checked=Signal::derive(move || answers.get().of(question) == Some(yes))
                        on:click=choose
                    />
                    {words}
                </label>
            }
            .into_any()
        };
        view! {
            <fieldset
                class="question"
                hidden=Signal::derive(move || !answers.get().asks(question))
                aria-describedby=question.id()
            >
                <legend>{words.question}</legend>
                <p class="hint" id=question.id()>
                    {words.hint}
                </p>
                <div class="choices">{choice(true, words.yes)} {choice(false, words.no)}</div>
            </fieldset>
        }
        .into_any()
    };
    let result = live(move || {
        let advice = answers.get().advice();
        let Some((title, why)) = advice.words() else {
            return ().into_any();
        };
        let leads_on = match advice {
            Advice::Take(grant) => {
                let show = store.does(move |_| {
                    chosen.set(grant);
                    focus_soon("grant-title");
                });
                view! {
                    <button type="button" class="button" on:click=show>
                        "Show me how it goes"
                    </button>
                }
                .into_any()
            }
            Advice::Ask(_) | Advice::NoGrant => ().into_any(),
        };
        view! {
            <div class="advice">
                <p class="advice-title">{title}</p>
                <p>{why}</p>
                {leads_on}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="questions">
            {Vec::from(Question::ALL.map(question))} <div role="status">{result}</div>
        </div>
    }
}
