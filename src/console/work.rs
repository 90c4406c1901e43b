//! What is open: requests that the person works on, each in a tab with what came of it, and files that are looked at.

use super::doctor::Diagnosis;
use super::draft::Draft;
use super::draft_fault::DraftFault;
use super::guard::Wish;
use super::opened::{FileState, Opened};
use super::pages::Pages;
use super::recognised::Recognised;
use super::refusal::Wait;
use super::sent::Sent;
use crate::nonce::Nonce;
use crate::procore::paging::Plan;
use crate::procore::{Failure, Gauge, Outcome, Problem, User};
use crate::share::Seen;
use crate::time::UnixTime;

/// So many tabs may be open: each may hold a document, and a document may be large.
pub const MOST_SHEETS: usize = 20;

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The public id of the session that it was opened with.
    pub session: Option<Nonce>,
    /// Whose work it is: the environment's id, and the person.
    pub owner: Option<(String, User)>,
    /// The tabs, in their order: at least one.
    sheets: Vec<Sheet>,
    /// The id of the one in sight.
    shown: u32,
    /// The ids that were given.
    ids: u32,
}

/// A tab: a request, and what became of it when it was sent last; or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Names it.
    pub id: u32,
    /// What the person typed.
    pub draft: Draft,
    /// Why it was not sent.
    pub fault: Option<DraftFault>,
    /// What has to be confirmed before it is sent.
    pub wish: Option<Wish>,
    /// What was called last.
    pub call: Option<Call>,
    /// The file that is looked at in place of a request and its answer.
    pub opened: Option<Opened>,
    /// How its answer is to be looked at first.
    pub seen: Seen,
    /// What the catalogue says of the request.
    pub(super) recognised: Recognised,
}

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The request.
    pub sent: Sent,
    /// The request that an earlier document answers, while there is none of this call.
    pub(super) earlier: Option<Box<Sent>>,
    /// What became of it, or of the call before it while this one is under way.
    pub outcome: Option<Outcome>,
    /// The document with its answer, from when there is something to show; until then, that of the call before it.
    pub document: Option<u32>,
    /// Whether it is under way.
    pub is_waiting: bool,
    /// When it was sent.
    pub sent_at: UnixTime,
    /// When it ended, if an outcome of its own is known.
    pub ended_at: Option<UnixTime>,
    /// What the body of an error answer says.
    pub(super) said: Option<Problem>,
    /// How long to stay away, if it was refused for now.
    pub wait: Option<Wait>,
    /// Why there was no answer to see, as far as can be found out.
    pub diagnosis: Option<Diagnosis>,
    /// How many rows the answer has, if it is a list.
    pub rows: Option<u32>,
    /// What all pages of that list take, once the person wants to know.
    pub plan: Option<Plan>,
    /// The run through them, if that is what this call is.
    pub pages: Option<Box<Pages>>,
    /// Whether the person sent it, and not the app by itself.
    pub(super) is_by_person: bool,
    pub(super) number: u32,
    /// Whose token it was sent with: the number of the question about it.
    pub(super) made_by: u32,
}

impl Call {
    /// A call that is under way. What was open of the call before stays so until there is an answer.
    pub(super) fn begun(sent: Sent, before: Option<Self>, number: u32, made_by: u32, now: UnixTime) -> Self {
        Self {
            sent,
            earlier: before.as_ref().map(|call| Box::new(call.answered().clone())),
            document: before.as_ref().and_then(|call| call.document),
            outcome: before.and_then(|call| call.outcome),
            is_waiting: true,
            sent_at: now,
            ended_at: None,
            said: None,
            wait: None,
            diagnosis: None,
            rows: None,
            plan: None,
            pages: None,
            is_by_person: false,
            number,
            made_by,
        }
    }

    /// The document that is in sight: while a call is under way, only its own.
    pub fn shown(&self) -> Option<u32> {
        self.document.filter(|document| !self.is_waiting || *document == self.number)
    }

    /// What files that are made of the answer are called: the last words of the path.
    pub fn name(&self) -> String {
        let path = self.answered().asked.target.split('?').next().unwrap_or_default();
        let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        let name: String = path
            .rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or_default()
            .chars()
            .filter(|c| is_plain(*c))
            .collect();
        if name.is_empty() { "response".to_owned() } else { name }
    }

    /// Whether it has come to an end that is an answer.
    pub(super) fn is_answered(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Answered(_)))
    }

    /// It has come to this end, just now. `gauge` is that of its environment, and has heard the answer.
    pub(super) fn end(&mut self, outcome: Outcome, gauge: &Gauge, now: UnixTime) {
        let has_something = outcome.status().is_some() || self.document == Some(self.number);
        self.document = has_something.then_some(self.number);
        self.is_waiting = false;
        self.ended_at = Some(now);
        let refused = match &outcome {
            Outcome::Answered(answer) if answer.status >= 400 => Some(answer),
            Outcome::Answered(_) | Outcome::Failed(_) => None,
        };
        self.said = refused.map(|answer| Problem::read(&answer.body));
        self.wait = refused.and_then(|answer| Wait::after(answer, gauge, now));
        self.outcome = Some(outcome);
    }

    /// The worker of its document is gone, or never came.
    pub(super) fn lose(&mut self, number: u32) {
        self.is_waiting &= self.number != number;
        self.document = None;
        (self.ended_at, self.said, self.wait, self.rows, self.pages) = (None, None, None, None, None);
        self.outcome = Some(Outcome::Failed(Failure::Lost));
    }
}

impl Sheet {
    fn new(id: u32, draft: Draft) -> Self {
        Self {
            id,
            draft,
            fault: None,
            wish: None,
            call: None,
            opened: None,
            seen: Seen::default(),
            recognised: Recognised::default(),
        }
    }

    /// What its tab says: the method and the last words of the path, or the name of the file.
    pub fn title(&self) -> String {
        if let Some(opened) = &self.opened {
            return opened.name.clone();
        }
        let path = self.draft.path.split('?').next().unwrap_or_default();
        let is_name = |part: &&str| !part.is_empty() && !part.starts_with('{');
        let name = path.rsplit('/').find(is_name).unwrap_or("new");
        format!("{} {name}", self.draft.method.name())
    }

    /// Whether a call is under way, or a file is being read.
    pub fn is_waiting(&self) -> bool {
        let is_read = |opened: &Opened| matches!(opened.state, FileState::Opening | FileState::Reading);
        self.opened.as_ref().is_some_and(is_read) || self.call.as_ref().is_some_and(|call| call.is_waiting)
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.opened.is_none() && self.call.is_none() && self.draft == Draft::new()
    }

    /// The document that is in sight.
    pub fn document(&self) -> Option<u32> {
        let is_there = |opened: &&Opened| matches!(opened.state, FileState::Reading | FileState::Over(_));
        let opened = self.opened.as_ref().filter(is_there);
        opened.map(|opened| opened.document).or_else(|| self.call.as_ref()?.shown())
    }
}

impl Default for Work {
    fn default() -> Self {
        Self::of(None)
    }
}

impl Work {
    /// One tab with the first call, and nothing else.
    pub(super) fn of(session: Option<Nonce>) -> Self {
        Self { session, owner: None, sheets: vec![Sheet::new(1, Draft::default())], shown: 1, ids: 1 }
    }

    /// Whether there is something to lose.
    pub fn is_open(&self) -> bool {
        let is_write = |call: &Call| call.is_waiting && call.sent.asked.method.is_write();
        self.calls().any(|call| call.outcome.is_some() || is_write(call)) || self.has_files()
    }

    /// Whether a file is open.
    pub(super) fn has_files(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.opened.is_some())
    }

    /// The tabs, in their order.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The tab in sight.
    pub fn sheet(&self) -> &Sheet {
        let at = self.sheets.iter().position(|sheet| sheet.id == self.shown).unwrap_or_default();
        &self.sheets[at]
    }

    pub(super) fn sheet_mut(&mut self) -> &mut Sheet {
        let at = self.sheets.iter().position(|sheet| sheet.id == self.shown).unwrap_or_default();
        &mut self.sheets[at]
    }

    pub(super) fn sheet_of(&mut self, id: u32) -> Option<&mut Sheet> {
        self.sheets.iter_mut().find(|sheet| sheet.id == id)
    }

    /// What was called last in the tab in sight.
    pub fn call(&self) -> Option<&Call> {
        self.sheet().call.as_ref()
    }

    /// All calls.
    pub(super) fn calls(&self) -> impl Iterator<Item = &Call> {
        self.sheets.iter().filter_map(|sheet| sheet.call.as_ref())
    }

    pub(super) fn calls_mut(&mut self) -> impl Iterator<Item = &mut Call> {
        self.sheets.iter_mut().filter_map(|sheet| sheet.call.as_mut())
    }

    /// The call with that number, if it is the last of its tab.
    pub(super) fn call_mut(&mut self, number: u32) -> Option<&mut Call> {
        self.calls_mut().find(|call| call.number == number)
    }

    /// The call whose document has that number, or will have it.
    pub(super) fn call_of_document(&mut self, number: u32) -> Option<&mut Call> {
        self.calls_mut().find(|call| call.number == number || call.document == Some(number))
    }

    /// The file whose document has that number.
    pub(super) fn opened_mut(&mut self, document: u32) -> Option<&mut Opened> {
        let mut opened = self.sheets.iter_mut().filter_map(|sheet| sheet.opened.as_mut());
        opened.find(|opened| opened.document == document)
    }

    /// The numbers of all documents that are open or will be.
    pub(super) fn documents(&self) -> impl Iterator<Item = u32> {
        let of_call = |call: &Call| [call.document, call.is_waiting.then_some(call.number)];
        let called = self.calls().flat_map(of_call).flatten();
        let opened = self.sheets.iter().filter_map(|sheet| sheet.opened.as_ref());
        called.chain(opened.filter(|opened| opened.state != FileState::Lost).map(|opened| opened.document))
    }

    /// Opens a tab behind the one in sight, and shows it. Returns whether there was room for it.
    pub(super) fn open(&mut self, draft: Draft) -> bool {
        if self.sheets.len() >= MOST_SHEETS {
            return false;
        }
        self.ids += 1;
        let at = self.sheets.iter().position(|sheet| sheet.id == self.shown).map_or(0, |at| at + 1);
        self.sheets.insert(at, Sheet::new(self.ids, draft));
        self.shown = self.ids;
        true
    }

    /// Opens these drafts as tabs and shows one of them. A tab where nothing but the first call was made goes, unless its
    /// draft is among them: it was not open before.
    pub(super) fn restore(&mut self, drafts: Vec<Draft>, shown: usize) {
        let is_first = |draft: &Draft| *draft == Draft::default();
        let mut ids = Vec::new();
        if !drafts.is_empty() && !drafts.iter().any(is_first) {
            self.sheets.retain(|sheet| !is_first(&sheet.draft) || sheet.opened.is_some());
        }
        for draft in drafts {
            let first = self.sheets.first().filter(|sheet| is_first(&sheet.draft) && is_first(&draft));
            if let Some(first) = first.filter(|first| !ids.contains(&first.id)) {
                ids.push(first.id);
            } else if self.sheets.len() < MOST_SHEETS {
                self.ids += 1;
                self.sheets.push(Sheet::new(self.ids, draft));
                ids.push(self.ids);
            }
        }
        if let Some(id) = ids.get(shown).or(ids.first()) {
            self.shown = *id;
        }
    }

    pub(super) fn show(&mut self, id: u32) {
        if self.sheets.iter().any(|sheet| sheet.id == id) {
            self.shown = id;
        }
    }

    /// Closes a tab and returns it; in place of the last there is an empty one.
    pub(super) fn close(&mut self, id: u32) -> Option<Sheet> {
        let at = self.sheets.iter().position(|sheet| sheet.id == id)?;
        let closed = self.sheets.remove(at);
        for sheet in &mut self.sheets {
            sheet.fault.take_if(|fault| *fault == DraftFault::TooManySheets);
        }
        if self.sheets.is_empty() {
            self.ids += 1;
            self.sheets.push(Sheet::new(self.ids, Draft::new()));
        }
        if self.shown == id {
            self.shown = self.sheets[at.min(self.sheets.len() - 1)].id;
        }
        Some(closed)
    }
}
