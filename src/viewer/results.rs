//! The document, and the result of a jq program over it.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use web_sys::MessagePort;

use super::desk::Desk;
use crate::browser::{documents, parts};
use crate::filter::{Failure, Report};
use crate::procore::paging::Part;
use crate::share::Seen;
use crate::wire::Connection;

/// A connection that is being made; none if there is nothing to connect to.
pub type Connecting = Pin<Box<dyn Future<Output = Option<Connection>>>>;

/// Starts what a program needs. By default both are workers.
#[derive(Clone, Copy)]
pub struct Workers {
    /// What runs one program (`worker::filter`).
    pub program: fn() -> Connecting,
    /// A document whose bytes come through the port.
    pub document: fn(MessagePort) -> Connecting,
}

impl Default for Workers {
    fn default() -> Self {
        Self {
            program: || {
                Box::pin(async {
                    let compiled = parts::compile("filter-worker").await?;
                    documents::begin(&compiled).map(Connection::Worker)
                })
            },
            document: |port| {
                Box::pin(async move { documents::open_port(&port).await.map(Connection::Worker) })
            },
        }
    }
}

/// How far a program is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Run {
    /// None has run.
    #[default]
    None,
    /// It runs.
    Running,
    /// It was stopped.
    Stopped,
    /// The part of the app that runs programs did not come, or ended by itself.
    Broken,
    /// It has run.
    Ended(Result<Report, Failure>),
}

/// The document, and the result of a program over it.
#[derive(Clone, Copy)]
pub struct Results {
    /// The program.
    pub program: RwSignal<String>,
    /// Whether there is a place to write it.
    pub is_open: RwSignal<bool>,
    /// How far it is.
    pub run: RwSignal<Run>,
    /// What the document is a part of.
    pub part: RwSignal<Option<Part>>,
    /// Starts what a program needs.
    pub workers: StoredValue<Workers>,
    /// The result that is shown.
    pub result: RwSignal<Option<Connection>, LocalStorage>,
    /// The program that runs, and its result.
    pub running: StoredValue<Option<(Connection, Connection)>, LocalStorage>,
    /// Counts runs and stops: a program that was stopped while its part was loading does not begin.
    turn: StoredValue<u32>,
    /// What is known of the document or result that is shown.
    shown: StoredValue<Option<Desk>>,
    /// How it was looked at when it was last drawn.
    last: StoredValue<Seen>,
}

impl Results {
    /// No program has run.
    pub fn new(seen: &Seen, workers: Workers) -> Self {
        Self {
            program: RwSignal::new(seen.filter.clone().unwrap_or_default()),
            is_open: RwSignal::new(seen.filter.is_some()),
            run: RwSignal::new(Run::None),
            part: RwSignal::new(None),
            workers: StoredValue::new(workers),
            result: RwSignal::new_local(None),
            running: StoredValue::new_local(None),
            turn: StoredValue::new(0),
            shown: StoredValue::new(None),
            last: StoredValue::new(seen.clone()),
        }
    }

    /// Shows the result at the other end of `connection`, and no other.
    pub fn show(self, connection: Connection) {
        self.close();
        self.result.set(Some(connection));
    }

    /// Goes back to the document.
    pub fn close(self) {
        if let Some(result) = self.result.try_update(Option::take).flatten() {
            result.end();
        }
    }

    /// Begins a turn. Only the latest one counts.
    pub fn next_turn(self) -> u32 {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.turn.get_value()
    }

    /// Whether `turn` is the latest one.
    pub fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// This is what is known of the document or result that is shown from now on.
    pub fn look_at(self, desk: Desk) {
        self.shown.set_value(Some(desk));
        // Its signals go before those of the viewer.
        on_cleanup(move || self.last.set_value(self.seen()));
    }

    /// How it is looked at just now.
    pub fn seen(self) -> Seen {
        let now = || {
            let desk = self.shown.try_get_value().flatten()?;
            let text = |text: String| Some(text).filter(|text| !text.trim().is_empty());
            Some(Seen {
                view: desk.tab.try_get_untracked()?,
                filter: text(self.program.try_get_untracked()?),
                find: text(desk.query.try_get_untracked()?.pattern),
            })
        };
        now().or_else(|| self.last.try_get_value()).unwrap_or_default()
    }
}
