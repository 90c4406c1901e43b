//! How long a call may go without a byte.

use leptos::prelude::*;

use crate::console::{Event, Patience, PatienceFault};
use crate::ui::store::Store;

/// The field. What is no time within the bounds stays in it, and the time before it counts.
#[component]
pub fn PatienceView() -> impl IntoView {
    let store = Store::expect();
    let fault = RwSignal::new(None::<PatienceFault>);
    let seconds = store.part(|console| console.preferences.patience.to_string());
    let begun = seconds.get_untracked();
    let typed = move |text: String| {
        let patience = text.parse::<Patience>();
        fault.set(patience.err());
        if let Ok(patience) = patience {
            store.send(Event::SetPatience(patience));
        }
    };
    let problem = move || fault.get().map(|fault| format!("{fault} {} are used.", seconds.get()));
    view! {
        <details class="part">
            <summary>"Time-out " <span class="count">{seconds}" s"</span></summary>
            <label class="value">
                <span>"Time-out in seconds"</span>
                <input
                    class="mono"
                    inputmode="numeric"
                    autocomplete="off"
                    value=begun
                    aria-invalid=move || fault.get().map(|_| "true")
                    aria-describedby="patience-problem"
                    on:input:target=move |event| typed(event.target().value())
                />
                <span class="why">"without a byte from Procore; for all calls, and remembered"</span>
            </label>
            <p class="problem" id="patience-problem" role="alert">{problem}</p>
        </details>
    }
}
