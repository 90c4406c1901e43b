//! What the answer in sight answers.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::page;
use crate::console::{Answered, Console};

/// A line above an answer that is not one to the request above it, and above a call without a document, whose view would say so.
#[component]
pub fn AnsweredView() -> impl IntoView {
    let line = |answered: Answered| {
        let Answered { method, target, is_current, .. } = answered;
        let changed = (!is_current).then_some("The request has changed since, and was not sent again.");
        view! {
            <p class="answered" class:is-stale=!is_current>
                <span class="mono">{method.name()}" "<bdi>{target}</bdi></span>
                <span>{changed}</span>
            </p>
        }
    };
    let is_shown = |answered: &Answered| !(answered.is_current && answered.has_document);
    view! {
        <div role="status">
            {Store::expect().region(
                move |console| console.answered().filter(is_shown),
                move |answered| answered.map(line).into_any(),
            )}
        </div>
    }
}

/// The id of the region with the answer.
pub const REGION: &str = "response";

/// On a narrow screen the answer lies below the request. It is brought into sight when the person sends, so that something is seen to
/// happen, and again once it is there: what was scrolled to may have been too short before. Somebody who has scrolled away or put the
/// focus elsewhere meanwhile is left alone, and so is everybody for calls that the app makes by itself.
pub fn bring_into_sight(store: Store) {
    let sent = store.memo(Console::sent_by_person);
    // The latest call, whether it had an answer, and where the focus was.
    let focus = StoredValue::new_local(None);
    Effect::new(move |before: Option<(u32, bool)>| {
        let (latest, was_there) = before.unwrap_or_default();
        let Some((number, is_there)) = sent.get() else { return (latest, was_there) };
        let is_new = number > latest;
        let has_come = number == latest && is_there && !was_there;
        if before.is_some() && (is_new || has_come) && page::is_narrow() {
            if is_new {
                focus.set_value(page::focused());
            }
            let is_waited_for = is_new
                || page::is_top_in_sight(REGION) && focus.with_value(|focus| *focus == page::focused());
            if is_waited_for {
                // Once it is drawn.
                request_animation_frame(|| page::bring_to_top(REGION));
            }
        }
        (number.max(latest), if number >= latest { is_there } else { was_there })
    });
}

/// The same in few words, for the status line.
pub fn words(console: &Console) -> String {
    let answered =
        console.answered().map(|Answered { method, target, .. }| format!("{} {target}", method.name()));
    answered.unwrap_or_default()
}
