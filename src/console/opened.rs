//! Files of the person's own, each looked at in a tab in place of a request and its answer. Nothing of them is sent.

use super::draft::Draft;
use super::model::Console;
use super::{Effect, sheets};
use crate::engine::Unread;

/// A file in a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its name.
    pub name: String,
    /// Its bytes, as they lie on the disk.
    pub bytes: u64,
    /// The number of its document.
    pub document: u32,
    /// How far its reading is.
    pub state: FileState,
}

/// How far the reading of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It has not begun: there is nothing to show.
    Opening,
    /// It goes on.
    Reading,
    /// It has come to its end: that of the file, or another.
    Over(Option<Unread>),
    /// The worker that read it is gone.
    Lost,
}

impl Opened {
    /// What files are called that are made of it: its name, without the endings that say what it was.
    pub fn stem(&self) -> &str {
        let name = self.name.strip_suffix(".gz").unwrap_or(&self.name);
        [".json", ".ndjson", ".txt"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
    }

    /// Why not all of it is there, in words.
    pub fn fault(&self) -> Option<&'static str> {
        Some(match self.state {
            FileState::Opening | FileState::Reading | FileState::Over(None) => return None,
            FileState::Over(Some(Unread::Broken)) => {
                "The file could not be read to its end: it is damaged or packed in several parts, or was changed or removed meanwhile. What came before is shown."
            }
            FileState::Over(Some(Unread::TooLong)) => {
                "The file has 4 GiB or more, which is more than can be shown. Its beginning is."
            }
            FileState::Over(Some(Unread::Stopped)) => "Stopped. The beginning of the file is shown.",
            FileState::Lost => {
                "The part of this page that had the file is gone: it was out of memory, as a rule. Open the file again."
            }
        })
    }
}

/// Opens the file that the browser keeps under this number: in the tab in sight if nothing is in it, else in one of its own.
pub(super) fn open(console: &mut Console, file: u32, name: String, bytes: u64) -> Vec<Effect> {
    if !console.work.sheet().is_blank() && !sheets::open(console, Draft::new()) {
        return Vec::new();
    }
    let document = console.next_call();
    console.documents.push(document);
    console.work.sheet_mut().opened = Some(Opened { name, bytes, document, state: FileState::Opening });
    vec![Effect::OpenFile(document, file)]
}

/// The reading of the file with this document has come to this.
pub(super) fn take(console: &mut Console, document: u32, state: FileState) {
    if let Some(opened) = console.work.opened_mut(document) {
        opened.state = state;
    }
}
