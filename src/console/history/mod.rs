//! What the person called, and the requests that they saved: lists that this browser keeps for each person. They are read when
//! they are opened, and shown to nobody else who signs in here.
//!
//! | file | its idea |
//! |---|---|
//! | `keep` | from a call that ended to an entry, without secrets |
//! | `list` | entries in their order, and finding in them as one types |
//! | `recall` | from an entry to a draft, and what is to be said where it does not fit where the person works now |
//! | `saving` | the form of a saved request; deleting one, and having it back |
//! | `exchange` | files: what is in them, and what of one is new |
//! | `record` | entries as the database keeps them |

mod exchange;
mod keep;
mod list;
mod recall;
mod record;
mod saving;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use exchange::{FileFault, Format, Told};
pub use list::{Entry, Found, Kept, List};
pub use recall::Whence;
pub use record::Stored;
pub use saving::{About, FormPart, SaveFault, SaveForm};

pub(super) use keep::{keep, unfinished};

use super::Effect;
use super::model::Console;
use crate::share::{Export, Past, SavedRequest};
use crate::time::UnixTime;

/// So many calls of a person are kept, the newest.
pub const MOST_CALLS: usize = 1_000;
/// So many requests a person may save.
pub const MOST_SAVED: usize = 5_000;

/// Whose entries these are. Ids of different environments mean different people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The environment's id.
    pub environment: String,
    /// The person's id at Procore.
    pub person: String,
}

/// One of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The history.
    Calls,
    /// The saved requests.
    Saved,
}

/// The lists of the person who is signed in, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The list that is open.
    pub shown: Option<Shelf>,
    /// How far they are known.
    pub reading: Reading,
    /// The calls, the newest first.
    pub calls: List<Past>,
    /// The saved requests, by folder and name.
    pub saved: List<SavedRequest>,
    /// The form in which one is saved or changed.
    pub form: Option<SaveForm>,
    /// The one that was deleted last, to have it back.
    pub deleted: Option<Kept<SavedRequest>>,
    /// What became of the last file.
    pub told: Option<Told>,
    owner: Option<Owner>,
}

/// How far the lists are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// The database is being read.
    Asking,
    /// They are known.
    Known,
    /// The database cannot be read.
    Failed,
}

/// The records of a person in the database, each with its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Of the calls.
    pub calls: Vec<(u64, String)>,
    /// Of the saved requests.
    pub saved: Vec<(u64, String)>,
}

/// What a person does with the lists, and what the database and the files answer.
#[derive(Clone, Debug)]
pub enum Recall {
    /// The person opens a list, or closes it if it is open.
    Toggle(Shelf),
    /// The person closes the list that is open.
    Hide,
    /// The database has these records; `None` if it cannot be read.
    Read(Owner, Option<Box<Rows>>),
    /// A call was stored under this number.
    Kept(Owner, u64, Box<Past>),
    /// The entry with this number is to be a draft in a tab of its own.
    Open(Shelf, u64),
    /// The call with this number, a GET, is to be made again.
    RunAgain(u64, UnixTime),
    /// The person wants to save the request in sight.
    OpenForm,
    /// The person wants to change name, folder or notes of the saved request with this number.
    EditSaved(u64),
    /// A field of the form holds this text.
    Fill(FormPart, String),
    /// The form is to be saved: as one more request, or in place of the one that it is about.
    Save {
        /// As one more.
        is_new: bool,
    },
    /// The person does not want to save it after all.
    DropForm,
    /// A saved request was stored under this number; `None` if the browser refused.
    Stored(Owner, Option<u64>, Box<SavedRequest>),
    /// The saved request with this number is to be deleted.
    Delete(u64),
    /// The one that was deleted last is to come back.
    Undo,
    /// Bodies of requests are to be kept in the history from now on, or not.
    KeepBodies(bool),
    /// Everything that is kept of this person is to be a file.
    Export(Format),
    /// A file could not be made.
    NotExported,
    /// The file that the browser holds under this number is to be imported.
    Import(u32),
    /// What is in it, or why it cannot be used.
    Imported(Box<Result<Export, FileFault>>),
    /// The person has read what became of the file.
    Dismiss,
}

/// What the database is to do, and what is to be done with files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Read what is kept of this person, and report [`Recall::Read`].
    Read(Owner),
    /// Keep a call, drop the oldest beyond [`MOST_CALLS`], and report [`Recall::Kept`].
    Keep(Owner, Box<Past>),
    /// Store a saved request, under this number or a new one, and report [`Recall::Stored`].
    Put(Owner, Option<u64>, Box<SavedRequest>),
    /// Remove the saved request with this number.
    Delete(u64),
    /// Add all of this, and report [`Recall::Read`].
    Add(Owner, Box<Export>),
    /// Offer this as a file.
    Export(Box<Export>),
    /// Offer these requests as a collection for Postman, for the API host of this environment.
    Collection(Vec<SavedRequest>, String),
    /// Read the file that the browser holds under this number, and report [`Recall::Imported`].
    Import(u32),
}

impl Console {
    /// The person whose lists may be seen now: nobody before it is known who is signed in.
    pub fn owner(&self) -> Option<Owner> {
        self.signed_in()?;
        self.whose_work()
    }

    /// Whose work is open, also after their session has ended.
    fn whose_work(&self) -> Option<Owner> {
        let (environment, user) = self.work.owner.as_ref()?;
        Some(Owner { environment: environment.clone(), person: user.id.clone() })
    }
}

/// Takes what happened to the lists.
pub(super) fn take(console: &mut Console, recall: Recall) -> Vec<Effect> {
    match recall {
        Recall::Toggle(shelf) => toggle(console, shelf),
        Recall::Hide => {
            (console.history.shown, console.history.told) = (None, None);
            Vec::new()
        }
        Recall::Read(owner, rows) => {
            if console.history.owner.as_ref() == Some(&owner) {
                console.history.take(rows.map(|rows| *rows));
            }
            Vec::new()
        }
        Recall::Kept(owner, id, past) => {
            let history = &mut console.history;
            if history.owner.as_ref() == Some(&owner) && history.reading == Reading::Known {
                history.calls.put(Kept { id, it: *past });
                history.calls.cut(MOST_CALLS);
            }
            Vec::new()
        }
        Recall::Open(shelf, id) => {
            recall::open(console, shelf, id);
            Vec::new()
        }
        Recall::RunAgain(id, now) => recall::run_again(console, id, now),
        Recall::OpenForm => saving::open_form(console),
        Recall::EditSaved(id) => {
            saving::edit(console, id);
            Vec::new()
        }
        Recall::Fill(part, text) => {
            saving::fill(console, part, text);
            Vec::new()
        }
        Recall::Save { is_new } => saving::save(console, is_new),
        Recall::DropForm => {
            console.history.form = None;
            Vec::new()
        }
        Recall::Stored(owner, id, saved) => {
            saving::stored(console, &owner, id, *saved);
            Vec::new()
        }
        Recall::Delete(id) => saving::delete(console, id),
        Recall::Undo => saving::undo(console),
        Recall::KeepBodies(wish) => super::way_in::change(console, super::Change::KeepBodies(wish)),
        Recall::Export(format) => exchange::export(console, format),
        Recall::NotExported => {
            console.history.told = Some(Told::NotExported);
            Vec::new()
        }
        Recall::Import(file) => vec![filed(Filing::Import(file))],
        Recall::Imported(result) => exchange::import(console, *result),
        Recall::Dismiss => {
            console.history.told = None;
            Vec::new()
        }
    }
}

/// What is known of one person is gone as soon as somebody else, or nobody, is there. A list that was opened before it was known
/// who is there is read once it is.
pub(super) fn mind_owner(console: &mut Console) -> Vec<Effect> {
    let owner = console.owner();
    let history = &console.history;
    if console.signed_in().is_none() || (history.owner.is_some() && history.owner != owner) {
        console.history = History::default();
    }
    let waits = console.history.shown.is_some() && console.history.reading == Reading::NotAsked;
    if waits { read(console) } else { Vec::new() }
}

fn filed(filing: Filing) -> Effect {
    Effect::History(filing)
}

fn toggle(console: &mut Console, shelf: Shelf) -> Vec<Effect> {
    let history = &mut console.history;
    history.told = None;
    if history.shown == Some(shelf) {
        history.shown = None;
        return Vec::new();
    }
    let was_open = history.shown.replace(shelf).is_some();
    // Other tabs may have kept something since it was looked at last.
    if was_open { Vec::new() } else { read(console) }
}

/// The lists are about to be looked through: reads them, if nobody has.
pub(super) fn want(console: &mut Console) -> Vec<Effect> {
    if console.history.reading == Reading::NotAsked { read(console) } else { Vec::new() }
}

/// Reads the lists of the person who is there.
fn read(console: &mut Console) -> Vec<Effect> {
    let owner = console.owner();
    let history = &mut console.history;
    let Some(owner) = owner else { return Vec::new() };
    if history.reading != Reading::Known {
        history.reading = Reading::Asking;
    }
    history.owner = Some(owner.clone());
    vec![filed(Filing::Read(owner))]
}

impl History {
    fn take(&mut self, rows: Option<Rows>) {
        let Some(rows) = rows else {
            match self.reading {
                Reading::Known => self.told = Some(Told::NotStored),
                _ => self.reading = Reading::Failed,
            }
            return;
        };
        self.reading = Reading::Known;
        self.calls = List::of(entries(rows.calls));
        self.saved = List::of(entries(rows.saved));
    }
}

/// The entries of these records; what is no record of ours is passed over.
fn entries<T: Stored>(rows: Vec<(u64, String)>) -> Vec<Kept<T>> {
    let entry = |(id, record): (u64, String)| Some(Kept { id, it: T::from_record(&record)? });
    rows.into_iter().filter_map(entry).collect()
}
