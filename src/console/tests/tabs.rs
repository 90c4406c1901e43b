//! Several tabs.

use super::*;
use proptest::prelude::*;

const NEW_TAB: u8 = 0x55;

/// A tab that has just been opened, and what it does first.
fn new_tab() -> (Console, Vec<Effect>) {
    start(Startup { tab: nonce(NEW_TAB), ..startup() })
}

fn hear(console: &mut Console, message: &Message) -> Vec<Effect> {
    update(console, Event::Heard(message.clone(), later(2)))
}

#[test]
fn a_new_tab_goes_on_with_the_session_of_an_open_one() {
    let mut open = at_work(ADA);
    let (mut new, effects) = new_tab();
    let channel = "procore-console:/:sandbox:our-client";
    assert_eq!(effects[0], Effect::Listen(Some(channel.into())));
    assert_eq!(open.channel.as_deref(), Some(channel));
    let [ask] = posted(&effects)[..] else { panic!("{effects:?}") };
    let offers = hear(&mut open, ask);
    let [offer] = posted(&offers)[..] else { panic!("{offers:?}") };
    assert_eq!(
        *offer,
        Message::Offer { to: nonce(NEW_TAB), session: nonce(0x1d), name: "ada@example.com".into() }
    );
    assert_eq!(hear(&mut new, offer), []);
    assert_eq!(new.signed_out().and_then(|out| out.offer.clone()).expect("an offer").name, "ada@example.com");

    let takes = update(&mut new, Event::TakeOffer(later(3)));
    let [take] = posted(&takes)[..] else { panic!("{takes:?}") };
    let hands = hear(&mut open, take);
    let [hand] = posted(&hands)[..] else { panic!("{hands:?}") };
    let effects = hear(&mut new, hand);
    assert_eq!(record(&new), record(&open));
    assert_eq!(new.signed_in().expect("signed in").whose, Whose::Checking, "checked like any sign-in");
    assert_eq!(urls(&effects).len(), 2);
    assert!(open.signed_in().is_some(), "the open tab goes on too");
}

#[test]
fn no_token_is_offered_that_is_not_to_be_shared() {
    let ask = Message::Ask { from: nonce(NEW_TAB) };
    let take = Message::Take { from: nonce(NEW_TAB), session: nonce(0x1d) };
    for change in [Event::KeepSession(false), Event::ShareWithTabs(false)] {
        let mut open = at_work(ADA);
        update(&mut open, change);
        assert_eq!(hear(&mut open, &ask), []);
        assert_eq!(hear(&mut open, &take), []);
    }
    // Below a path other apps may live under the same origin.
    let (_, pending, _) = began(Route::Home);
    let below = Startup {
        redirect_uri: "https://host.example/a/b/".into(),
        answer: answer(GRANTED),
        pending: Some(pending),
        ..startup()
    };
    let (mut open, effects) = start(below);
    assert_eq!(effects[0], Effect::Listen(Some("procore-console:/a/b/:sandbox:our-client".into())));
    assert_eq!(hear(&mut open, &ask), []);
    update(&mut open, Event::ShareWithTabs(true));
    assert_eq!(hear(&mut open, &ask).len(), 1, "the person says so");
    assert_eq!(
        hear(&mut open, &Message::Take { from: nonce(NEW_TAB), session: nonce(3) }),
        [],
        "of another session"
    );
    assert_eq!(hear(&mut new_tab().0, &ask), [], "nobody is signed in");
}

#[test]
fn forged_messages_change_nothing() {
    let stolen = record(&at_work(ADA));
    let (mut new, _) = new_tab();
    let session = nonce(0x1d);
    for forged in [
        Message::Offer { to: nonce(1), session: session.clone(), name: "Eve".into() },
        Message::Hand { to: nonce(NEW_TAB), record: stolen.clone() },
        Message::Hand { to: nonce(1), record: stolen.clone() },
        Message::Have { from: nonce(NEW_TAB) },
        Message::None { to: nonce(NEW_TAB) },
    ] {
        assert_eq!(hear(&mut new, &forged), [], "{forged:?}");
        assert_eq!(new.person, Person::SignedOut(SignedOut::default()), "{forged:?}");
    }
    // Even to a tab that waits: only the session that was offered.
    hear(&mut new, &Message::Offer { to: nonce(NEW_TAB), session: nonce(2), name: String::new() });
    assert_eq!(
        hear(&mut new, &Message::Hand { to: nonce(NEW_TAB), record: stolen.clone() }),
        [],
        "not yet taken"
    );
    update(&mut new, Event::TakeOffer(later(3)));
    assert_eq!(hear(&mut new, &Message::Hand { to: nonce(NEW_TAB), record: stolen }), [], "another session");
}

#[test]
fn a_tab_that_is_gone_is_not_waited_for_long() {
    let (mut new, _) = new_tab();
    hear(&mut new, &Message::Offer { to: nonce(NEW_TAB), session: nonce(2), name: "Ada".into() });
    assert!(update(&mut new, Event::TakeOffer(later(3))).contains(&Effect::WakeAt(Some(later(6)))));
    update(&mut new, Event::Woke { now: later(6), has_leapt: false });
    assert_eq!((new.signed_out().and_then(|out| out.offer.clone()), new.note), (None, Some(Note::TabGone)));
}

#[test]
fn the_channel_follows_environment_and_client_id() {
    let (mut new, _) = new_tab();
    let effects = update(&mut new, Event::ChooseEnvironment("production".into()));
    assert_eq!(effects[0], Effect::Listen(None), "no client id, nobody to ask");
    let effects = update(&mut new, Event::TypeClientId("other".into()));
    assert_eq!(effects[0], Effect::Listen(Some("procore-console:/:production:other".into())));
    assert_eq!(posted(&effects), [&Message::Ask { from: nonce(NEW_TAB) }]);
}

#[test]
fn signing_out_ends_every_tab_of_the_session_and_no_other() {
    let mut tab = at_work(ADA);
    assert_eq!(update(&mut tab, Event::SignedOutElsewhere(nonce(9))), []);
    let effects = update(&mut tab, Event::SignedOutElsewhere(nonce(0x1d)));
    assert_eq!(ended(&tab), Some(&Ended::SignedOutElsewhere));
    assert!(effects.contains(&Effect::ForgetSession));
    assert!(!tab.work.is_open(), "what was open goes with it");

    // A tab whose session had ended by itself still shows what was open.
    let mut lapsed = at_work(ADA);
    update(&mut lapsed, Event::Woke { now: later(5400), has_leapt: false });
    update(&mut lapsed, Event::SignedOutElsewhere(nonce(0x1d)));
    assert!(!lapsed.work.is_open());

    // A tab that slept finds it when it wakes, and one that is loaded anew when it starts.
    let (asleep, _) =
        start(Startup { stored: Some(record(&at_work(ADA))), ended: vec![nonce(0x1d)], ..startup() });
    assert_eq!(ended(&asleep), Some(&Ended::SignedOutElsewhere));
    let (mut new, _) = new_tab();
    hear(&mut new, &Message::Offer { to: nonce(NEW_TAB), session: nonce(2), name: "Ada".into() });
    update(&mut new, Event::SignedOutElsewhere(nonce(2)));
    assert_eq!(new.signed_out().and_then(|out| out.offer.clone()), None);
}

proptest! {
    #[test]
    fn a_message_reads_back_as_it_was_said(name in any::<String>(), kind in 0_usize..6) {
        let (tab, session) = (nonce(1), nonce(2));
        let record = SessionRecord::stored(name.clone());
        let message = [
            Message::Ask { from: tab.clone() },
            Message::Offer { to: tab.clone(), session: session.clone(), name },
            Message::Take { from: tab.clone(), session },
            Message::Hand { to: tab.clone(), record },
            Message::Have { from: tab.clone() },
            Message::None { to: tab },
        ][kind].clone();
        prop_assert_eq!(Message::from_text(&message.to_text()), Some(message));
    }

    #[test]
    fn what_we_cannot_have_said_is_no_message(text in r#"\PC{0,60}|\{"version":2,"value":\{"say":"(ask|take|hand|have|none)"(,"(from|to|session|record)":"[0-9a-f]{0,33}"){0,3}\}\}"#) {
        if let Some(message) = Message::from_text(&text) {
            prop_assert_eq!(Message::from_text(&message.to_text()), Some(message));
        }
    }
}
