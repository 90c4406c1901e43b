//! The table of users.

use procore_console::browser::database;
use procore_console::console::{Meeting, PersonRecord};
use procore_console::procore::User;
use procore_console::time::UnixTime;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::NOW;

fn meeting(id: &str, environment: &str, signed_in_at: Option<UnixTime>) -> Meeting {
    let user = User { id: id.into(), login: Some(format!("{id}@example.com")), name: None };
    Meeting { user, environment: environment.into(), signed_in_at }
}

async fn meet(app: &str, meeting: Meeting) -> Option<PersonRecord> {
    database::meet(app, &meeting).await
}

#[wasm_bindgen_test]
async fn a_person_is_added_once_and_found_again() {
    // More digits than a number of JavaScript holds: the id is a text.
    let id = "9007199254740993";
    assert_eq!(meet("/people", meeting(id, "sandbox", None)).await, None, "a reload adds nobody");
    let first = meet("/people", meeting(id, "sandbox", Some(NOW))).await.expect("a row");
    assert_eq!(
        (first.procore_id.as_str(), first.email.as_deref()),
        (id, Some("9007199254740993@example.com"))
    );
    assert!(first.is_new() && first.id.is_some());
    let later = NOW.plus_seconds(60);
    let again = meet("/people", meeting(id, "sandbox", Some(later))).await.expect("a row");
    assert_eq!(again, PersonRecord { last_sign_in: later, ..first.clone() });
    assert_eq!(meet("/people", meeting(id, "sandbox", None)).await, Some(again), "a reload finds the row");
    let elsewhere = meet("/people", meeting(id, "production", Some(NOW))).await.expect("a row");
    assert_ne!(elsewhere.id, first.id, "the same number in another environment is another person");
    assert_eq!(meet("/people-of-another-app", meeting(id, "sandbox", None)).await, None);

    database::forget("/people", first.id.expect("a number")).await;
    assert_eq!(meet("/people", meeting(id, "sandbox", None)).await, None);
    let anew = meet("/people", meeting(id, "sandbox", Some(later))).await.expect("a row");
    assert!(anew.is_new());
}
