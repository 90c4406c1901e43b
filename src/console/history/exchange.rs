//! Files of history and saved requests: what goes into one, and what of one that is brought is new here.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{Filing, Kept, MOST_CALLS, MOST_SAVED, Reading, Stored, filed};
use crate::console::Effect;
use crate::console::model::Console;
use crate::procore::Outgoing;
use crate::share::{Export, ImportError, LARGEST_FILE, Past, SavedRequest, has_braces, holds_token};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, as this app reads it.
    Json,
    /// The saved requests, as Postman reads them.
    Postman,
}

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileFault {
    /// It is not what can be imported.
    #[error(transparent)]
    Content(ImportError),
    /// The browser does not read it.
    #[error("The browser could not read this file.")]
    Unreadable,
    /// The part of the app that reads files did not load.
    #[error("The part of this page that reads files could not be loaded. Check the network, then try again.")]
    NoReader,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was taken from it.
    Imported {
        /// Saved requests.
        saved: usize,
        /// Calls.
        calls: usize,
        /// Entries that were here already.
        known: usize,
    },
    /// Nothing was taken from it.
    NotImported(FileFault),
    /// It has so many new saved requests, and there is no room for them.
    NoRoom(usize),
    /// The browser did not store something.
    NotStored,
    /// No file was made.
    NotExported,
    /// So many requests of a collection have texts that Postman could take for variables.
    HasBraces(usize),
}

impl Told {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Imported { saved, calls, known } => {
                let mut words = format!("Imported: {}, {}.", counted(*saved, "saved request"), counted(*calls, "call"));
                if *known > 0 {
                    words += &format!(" {} here already.", if *known == 1 { "1 entry was".into() } else { format!("{known} entries were") });
                }
                if *calls > 0 {
                    words += &format!(" Of all calls, the newest {MOST_CALLS} are kept.");
                }
                words
            }
            Self::NotImported(fault) => fault.to_string(),
            Self::NoRoom(new) => format!(
                "Nothing was imported: {new} saved requests of the file are new, and at most {MOST_SAVED} can be kept. Delete \
                 some first."
            ),
            Self::NotStored => "This browser did not store it. It may be full, or in a private window.".to_owned(),
            Self::HasBraces(requests) => format!(
                "{} with a text in double braces: Postman keeps it as it is, unless your environment there has a variable of \
                 that name. The description says which.",
                counted(*requests, "request")
            ),
            Self::NotExported => {
                "No file was made: the part of this page that makes them could not be loaded. Check the network, then try \
                 again."
                    .to_owned()
            }
        }
    }

    /// Whether it is nothing to worry about.
    pub fn is_good(&self) -> bool {
        matches!(self, Self::Imported { .. } | Self::HasBraces(_))
    }
}

impl FileFault {
    /// Why a file of so many bytes is not even read, if it is not.
    pub fn of_size(bytes: usize) -> Option<Self> {
        (bytes > LARGEST_FILE).then_some(Self::Content(ImportError::TooLarge(bytes)))
    }
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Makes a file of what is kept.
pub(super) fn export(console: &mut Console, format: Format) -> Vec<Effect> {
    console.history.told = None;
    if console.history.reading != Reading::Known {
        return Vec::new();
    }
    let saved = all(console.history.saved.entries());
    vec![filed(match format {
        Format::Json => {
            Filing::Export(Box::new(Export { saved, history: all(console.history.calls.entries()) }))
        }
        Format::Postman => {
            let braced = saved.iter().filter(|saved| has_braces(&saved.request)).count();
            console.history.told = (braced > 0).then_some(Told::HasBraces(braced));
            Filing::Collection(saved, console.environment().api.to_string())
        }
    })]
}

fn all<T: Clone>(entries: &[Kept<T>]) -> Vec<T> {
    entries.iter().map(|kept| kept.it.clone()).collect()
}

/// Takes what is in a file, but for what is here already.
pub(super) fn import(console: &mut Console, result: Result<Export, FileFault>) -> Vec<Effect> {
    let Some(owner) = console.owner() else { return Vec::new() };
    let history = &console.history;
    if history.reading != Reading::Known || history.owner.as_ref() != Some(&owner) {
        return Vec::new();
    }
    let token = console.signed_in().map(|signed_in| signed_in.session.token.clone());
    let holds = |request: &Outgoing| token.as_ref().is_some_and(|token| holds_token(request, token));
    let history = &mut console.history;
    let export = match result {
        // What holds the token is no more taken from a file than from the person's own hand.
        Ok(mut export) => {
            export.saved.retain(|saved| !holds(&saved.request));
            export.history.retain(|past| !holds(&past.request));
            export
        }
        Err(fault) => {
            history.told = Some(Told::NotImported(fault));
            return Vec::new();
        }
    };
    let brought = export.saved.len() + export.history.len();
    let saved: Vec<SavedRequest> = new_ones(history.saved.entries(), export.saved);
    let mut calls: Vec<Past> = new_ones(history.calls.entries(), export.history);
    let known = brought - saved.len() - calls.len();
    if history.saved.entries().len() + saved.len() > MOST_SAVED {
        history.told = Some(Told::NoRoom(saved.len()));
        return Vec::new();
    }
    calls.sort_by_key(|past| std::cmp::Reverse(past.at));
    calls.truncate(MOST_CALLS);
    history.told = Some(Told::Imported { saved: saved.len(), calls: calls.len(), known });
    if saved.is_empty() && calls.is_empty() {
        return Vec::new();
    }
    vec![filed(Filing::Add(owner, Box::new(Export { saved, history: calls })))]
}

/// Those that are not here yet, each once.
fn new_ones<T: Stored>(here: &[Kept<T>], brought: Vec<T>) -> Vec<T> {
    let mut known: BTreeSet<String> = here.iter().map(|kept| kept.it.to_record()).collect();
    brought.into_iter().filter(|entry| known.insert(entry.to_record())).collect()
}
