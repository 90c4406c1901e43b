//! Several tabs of one app: a new tab goes on with another's session, and a window that signed in hands the session to
//! the tab that asked for it.
//!
//! They talk over a channel that only pages of this origin can open. An answer counts only if it repeats the nonce of
//! the tab that asked, and a session that comes this way is checked like any other.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::model::{Console, Errand, Person, Progress, Renewal, SignedIn};
use super::session::{arrive, enter};
use super::{Effect, Note};
use crate::nonce::Nonce;
use crate::oauth::{ClientId, Session, SessionRecord};
use crate::record;
use crate::time::UnixTime;

/// How long an answer of another tab is waited for, in seconds.
pub(super) const PATIENCE: u64 = 3;

/// The version of the messages. Those of version 1 were form-encoded.
const VERSION: u32 = 2;

/// What tabs say to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "lowercase", deny_unknown_fields)]
pub enum Message {
    /// “Is somebody signed in?”
    Ask {
        /// The tab that asks.
        from: Nonce,
    },
    /// “Yes, and you may go on with it.”
    Offer {
        /// The tab that asked.
        to: Nonce,
        /// The session's public id.
        session: Nonce,
        /// What to call the person; empty if not known.
        name: String,
    },
    /// “I do.”
    Take {
        /// The tab that asked.
        from: Nonce,
        /// The session's public id.
        session: Nonce,
    },
    /// “Here it is.”
    Hand {
        /// The tab that waits for it.
        to: Nonce,
        /// The session.
        #[serde(serialize_with = "exposed", deserialize_with = "stored")]
        record: SessionRecord,
    },
    /// “I have it.”
    Have {
        /// The tab that waited for it.
        from: Nonce,
    },
    /// “There will be none from here.”
    None {
        /// The tab that waits for it.
        to: Nonce,
    },
}

impl Message {
    /// The message as the channel carries it.
    pub fn to_text(&self) -> String {
        record::write(VERSION, self)
    }

    /// The message that `text` spells; `None` if this app cannot have said it.
    pub fn from_text(text: &str) -> Option<Self> {
        record::read(VERSION, text)
    }
}

/// A session goes from tab to tab as its record.
fn exposed<S: Serializer>(record: &SessionRecord, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(record.expose())
}

fn stored<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SessionRecord, D::Error> {
    String::deserialize(deserializer).map(SessionRecord::stored)
}

/// Another tab's session that this one could go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The session's public id.
    pub session: Nonce,
    /// What to call the person; empty if not known.
    pub name: String,
    /// Since when the other tab has been asked for it.
    pub asked_at: Option<UnixTime>,
}

/// What a tab and the sessions that it may take have in common.
fn scope(console: &Console) -> Option<(String, ClientId)> {
    if let Renewal::Waiting(environment, client_id) = &console.renewal {
        return Some((environment.clone(), client_id.clone()));
    }
    let session = match (&console.errand, &console.person) {
        (Some(Errand { progress: Progress::HandingOver(session, _), .. }), _) => Some(&**session),
        (_, Person::SignedIn(signed_in)) => Some(&signed_in.session),
        (_, Person::SignedOut(_)) => None,
    };
    match session {
        Some(session) => session.client_id.clone().map(|id| (session.environment.clone(), id)),
        None => ClientId::parse(console.client_id()).ok().map(|id| (console.chosen().id.clone(), id)),
    }
}

/// Opens the channel of the present environment and client id, if another one or none is open, and asks there whether
/// somebody is signed in.
pub(super) fn tune(console: &mut Console) -> Vec<Effect> {
    let name = scope(console).map(|(environment, client_id)| {
        format!("procore-console:{}:{environment}:{}", console.root_path(), client_id.as_str())
    });
    if name == console.channel {
        return Vec::new();
    }
    console.channel.clone_from(&name);
    let is_errand = console.errand.is_some();
    let mut effects = vec![Effect::Listen(name.clone())];
    if let Person::SignedOut(signed_out) = &mut console.person {
        signed_out.offer = None;
        if name.is_some() && !is_errand {
            effects.push(Effect::Post(Message::Ask { from: console.tab.clone() }));
        }
    }
    effects
}

/// Takes a message of another tab.
pub(super) fn hear(console: &mut Console, message: Message, now: UnixTime) -> Vec<Effect> {
    let tab = console.tab.clone();
    match message {
        Message::Ask { from } => offer(console, from),
        Message::Offer { to, session, name } if to == tab => {
            if let Person::SignedOut(signed_out) = &mut console.person {
                signed_out.offer.get_or_insert(Offer { session, name, asked_at: None });
            }
            Vec::new()
        }
        Message::Take { from, session } if shared(console).is_some_and(|ours| ours.session.id == session) => {
            let record = console.signed_in().map(|signed_in| signed_in.session.to_record());
            record
                .into_iter()
                .map(|record| Effect::Post(Message::Hand { to: from.clone(), record }))
                .collect()
        }
        Message::Hand { to, record } if to == tab => receive(console, &record, now),
        Message::Have { from } => match &mut console.errand {
            Some(errand) if errand.tab == from => {
                errand.progress = Progress::Done;
                vec![Effect::ForgetSession, Effect::CloseWindow]
            }
            _ => Vec::new(),
        },
        // Another try in that window may still do better.
        Message::None { to } if to == tab && matches!(console.renewal, Renewal::Waiting(..)) => {
            console.note = Some(Note::NotRenewed);
            Vec::new()
        }
        Message::Offer { .. } | Message::Take { .. } | Message::Hand { .. } | Message::None { .. } => {
            Vec::new()
        }
    }
}

/// The session, if other tabs may go on with it.
fn shared(console: &Console) -> Option<&SignedIn> {
    console.signed_in().filter(|_| console.shares_with_tabs() && console.errand.is_none())
}

fn offer(console: &Console, to: Nonce) -> Vec<Effect> {
    let offer = shared(console).map(|signed_in| Message::Offer {
        to,
        session: signed_in.session.id.clone(),
        name: signed_in.user.as_ref().map_or_else(String::new, |user| user.label().to_owned()),
    });
    offer.into_iter().map(Effect::Post).collect()
}

/// Asks for the session that another tab offers.
pub(super) fn take_offer(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let from = console.tab.clone();
    let Person::SignedOut(signed_out) = &mut console.person else {
        return Vec::new();
    };
    let Some(offer) = &mut signed_out.offer else {
        return Vec::new();
    };
    offer.asked_at = Some(now);
    vec![Effect::Post(Message::Take { from, session: offer.session.clone() })]
}

/// Takes a session that was handed to this tab, if this tab waits for one and it is of the right kind.
fn receive(console: &mut Console, record: &SessionRecord, now: UnixTime) -> Vec<Effect> {
    let renews = matches!(console.renewal, Renewal::Waiting(..));
    let offered = console.signed_out().and_then(|signed_out| signed_out.offer.as_ref());
    let took = offered.filter(|offer| offer.asked_at.is_some()).map(|offer| offer.session.clone());
    if !renews && took.is_none() {
        return Vec::new();
    }
    let Ok(session) = Session::from_record(record, now) else {
        return Vec::new();
    };
    let is_ours = scope(console).is_some_and(|(environment, client_id)| {
        session.environment == environment && session.client_id.as_ref() == Some(&client_id)
    });
    if !is_ours
        || console.environments.of(&session).is_none()
        || (!renews && took != Some(session.id.clone()))
    {
        return Vec::new();
    }
    console.renewal = Renewal::None;
    if renews && session.obtained_at.plus_seconds(PATIENCE) <= now {
        // This tab slept meanwhile, and the window has gone on with the session by itself.
        console.note = Some(Note::NotRenewed);
        return Vec::new();
    }
    let mut effects = vec![Effect::Post(Message::Have { from: console.tab.clone() })];
    effects.extend(arrive(console, session, now));
    effects
}

/// Gives up waiting for other tabs whose time is over.
pub(super) fn give_up(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let is_over = |since: UnixTime| since.plus_seconds(PATIENCE) <= now;
    if let Some(signed_out) = console.signed_out_mut()
        && signed_out.offer.as_ref().and_then(|offer| offer.asked_at).is_some_and(is_over)
    {
        signed_out.offer = None;
        console.note = Some(Note::TabGone);
    }
    match console
        .errand
        .take_if(|errand| matches!(&errand.progress, Progress::HandingOver(_, since) if is_over(*since)))
    {
        // The tab that asked is gone: this one goes on with the session.
        Some(Errand { progress: Progress::HandingOver(session, _), .. }) => {
            enter(console, *session, true, now)
        }
        _ => Vec::new(),
    }
}

/// When [`give_up`] must be called next.
pub(super) fn patience_ends(console: &Console) -> Option<UnixTime> {
    let handing = match &console.errand {
        Some(Errand { progress: Progress::HandingOver(_, since), .. }) => Some(*since),
        _ => None,
    };
    let taking = console.signed_out().and_then(|signed_out| signed_out.offer.as_ref()?.asked_at);
    handing.into_iter().chain(taking).min().map(|since| since.plus_seconds(PATIENCE))
}
