//! The first page by itself.

use super::*;

fn first_page() -> (Console, Vec<Effect>) {
    let Startup { environments, redirect_uri, preferences, tab, .. } = startup();
    way_in::begin(environments, redirect_uri, preferences, tab)
}

#[test]
fn it_begins_like_the_console() {
    let (first, effects) = first_page();
    let (whole, rest) = start(startup());
    assert_eq!(first.person, whole.person);
    assert!(effects.iter().all(|effect| rest.contains(effect)), "{effects:?}");
    assert_eq!(posted(&effects), [&Message::Ask { from: nonce(0x77) }]);
}

/// The same events lead to the same state and the same effects as in the console.
#[test]
fn it_signs_in_like_the_console() {
    let events = [
        Event::ChooseEnvironment("production".into()),
        Event::SignIn { state: state(0xab), return_to: Route::Home, now: NOW },
        Event::TypeClientId(" another-client ".into()),
        Event::KeepSession(false),
        Event::SignIn { state: state(0xac), return_to: Route::Home, now: NOW },
        Event::NotStored,
        Event::DismissNote,
    ];
    let (mut first, mut whole) = (first_page().0, console());
    for event in events {
        let effects = way_in::update(&mut first, event.clone());
        assert_eq!(effects, update(&mut whole, event.clone()), "{event:?}");
        assert_eq!(first.person, whole.person, "{event:?}");
        assert_eq!(first.note, whole.note, "{event:?}");
        assert_eq!(first.preferences, whole.preferences, "{event:?}");
    }
}

#[test]
fn a_session_in_another_tab_leads_to_the_console() {
    let offer = |to| Message::Offer { to, session: nonce(0x1d), name: String::new() };
    let (mut first, _) = first_page();
    let heard = |message| Event::Heard(message, NOW);
    assert_eq!(way_in::update(&mut first, heard(offer(nonce(1)))), [], "meant for another tab");
    assert_eq!(way_in::update(&mut first, heard(Message::Ask { from: nonce(1) })), []);
    assert_eq!(way_in::update(&mut first, heard(offer(nonce(0x77)))), [Effect::EnterConsole]);
}

/// The page's first script tells by the tab's storage whether there is more than the way in.
#[test]
fn the_first_script_knows_the_keys_of_storage() {
    let script = include_str!("../../guard.js");
    let storage = include_str!("../../browser/storage.rs");
    assert!(storage.contains(r#"prefix: format!("procore-console:{base_path}/:")"#));
    assert!(script.contains(r#"var prefix = "procore-console:" + location.pathname + ":";"#));
}
