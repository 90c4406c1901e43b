//! A document: bytes come in, questions are answered, and what takes long is done in steps.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use super::find::Finder;
use super::grid::Grid;
use super::media::Media;
use super::raw::Raw;
use super::save::Saver;
use super::tree::Tree;
use super::view_message::{Ask, Head, Inspection, Look, Pane, Place, Reading, Tell, What};
use crate::json::{JsonText, Node, Spelling, Status, TooLong, spell};
use crate::procore::paging::List;
use crate::procore::{LONGEST_ID, id_names, is_id};

/// What is copied or shown whole may have so many bytes: a clipboard and an element of the page take no more without
/// stopping the page.
const MOST_COPIED: usize = 4 << 20;

/// A document.
#[derive(Debug, Default)]
pub struct Document {
    text: JsonText,
    media: Media,
    head: Option<Head>,
    tree: Tree,
    raw: Raw,
    grid: Grid,
    finder: Finder,
    /// The file that is being made.
    saver: Option<Saver>,
    look: Option<Look>,
    /// The value that is gone to and the pane in which its row is not known yet.
    going: Option<(Pane, Node)>,
    is_done: bool,
    /// Whether there is more than will come.
    is_partial: bool,
    /// The elements of the document that have come before, by their ids: their indexes, which rise.
    again: Vec<u32>,
    first_at: f64,
    last_at: f64,
    told: VecDeque<Tell>,
    /// Whether the head is to be told.
    is_new_head: bool,
    /// Whether what is looked at may have changed, and how far the reading is.
    is_stale: bool,
    /// Whether a view has begun that knows nothing yet.
    is_new_view: bool,
    /// Whether the next step may have something to do.
    is_busy: bool,
}

impl Document {
    /// The head of the answer has come.
    pub fn begin(&mut self, head: Head) {
        (self.head, self.is_new_head) = (Some(head), true);
    }

    /// The next bytes have come, at that time by the threads' common clock.
    pub fn push(&mut self, bytes: &[u8], at: f64) -> Result<(), TooLong> {
        let known = self.text.segments().len();
        self.text.push(bytes)?;
        if known == 0 {
            self.first_at = at;
        }
        if known < Media::LOOKED_AT && !bytes.is_empty() {
            let headers = self.head.iter().flat_map(|head| &head.headers);
            let content_type = headers.into_iter().find(|(name, _)| name == "content-type");
            self.media =
                Media::of(content_type.map_or("", |(_, value)| value), &self.beginning(Media::LOOKED_AT));
        }
        self.last_at = at;
        self.tree.extend(&self.text);
        (self.is_stale, self.is_busy) = (true, true);
        Ok(())
    }

    /// No more bytes come: this is all, or the rest does not come.
    pub fn finish(&mut self, at: f64) {
        if self.is_empty() {
            self.media = Media::Empty;
            self.first_at = at;
        }
        self.last_at = at;
        self.text.finish();
        self.is_done = true;
        self.tree.finish(&self.text);
        (self.is_stale, self.is_busy) = (true, true);
    }

    /// What has come is not all that there is, and the rest will not come.
    pub fn leave_off(&mut self) {
        (self.is_partial, self.is_stale) = (true, true);
    }

    /// The elements with these indexes have come before. They rise, from call to call as well.
    pub fn came_again(&mut self, indexes: impl IntoIterator<Item = u32>) {
        self.again.extend(indexes);
        self.is_stale = true;
    }

    /// How many rows it has, if it is a list.
    pub fn rows_of_list(&self) -> Option<u32> {
        let array = List::array(&self.text).filter(|_| self.text.status() == Status::Complete)?;
        Some(self.text.child_count(array) as u32)
    }

    /// Whether no byte has come.
    pub fn is_empty(&self) -> bool {
        self.text.segments().is_empty()
    }

    /// Some of the bytes, as far as there are any.
    pub fn bytes(&self, range: Range<usize>) -> Vec<u8> {
        self.text.segments().bytes(range).into_owned()
    }

    /// The first bytes, for those who read an answer to know what it means.
    pub fn beginning(&self, limit: usize) -> Vec<u8> {
        self.text.segments().bytes(0..limit).into_owned()
    }

    /// How far the reading is.
    pub fn reading(&self) -> Reading {
        Reading {
            bytes: self.text.segments().len() as u64,
            values: self.text.len() as u32,
            is_done: self.is_done,
            is_partial: self.is_partial,
            rows: self.rows_of_list().filter(|_| self.is_done),
            memory: 0,
            media: self.media,
            fault: match self.text.status() {
                Status::Faulty(fault) if self.media == Media::Json => Some(fault.to_string()),
                _ => None,
            },
            first_at: self.first_at,
            last_at: self.last_at,
        }
    }

    /// Answers a question of the view.
    pub fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Greet => (self.is_new_head, self.is_new_view) = (true, true),
            Ask::Look(look) => self.look = Some(look.of_a_screen()),
            Ask::Arrange(arrange) => self.tree.arrange(&self.text, arrange),
            Ask::Go(pane, place) => self.go(pane, &place),
            Ask::Inspect(id, node) => {
                let inspection = self.inspection(Node(node));
                self.told.push_back(Tell::Inspected(id, inspection));
                return;
            }
            Ask::Text(id, node, what) => {
                let said = self.said(Node(node), what);
                self.told.push_back(Tell::Text(id, said));
                return;
            }
            Ask::Find(query) => self.finder.look_for(query.as_ref()),
            Ask::Table(arrange) => self.grid.arrange(&self.text, arrange),
            Ask::Save(id, save) => self.saver = Some(Saver::new(id, save)),
            Ask::StopSaving => self.saver = None,
            // The worker does it: a port is nothing that is known here.
            Ask::Pour => return,
        }
        (self.is_stale, self.is_busy) = (true, true);
    }

    fn go(&mut self, pane: Pane, place: &Place) {
        let text = &self.text;
        let node = match place {
            Place::Node(node) => Some(Node(*node)),
            Place::Seen(node) => self.tree.seen(text, Node(*node)),
            Place::Parent(node) => text.parent(Node(*node)),
            Place::Initial(from, initial) => self.tree.next_that_begins(text, Node(*from), initial),
            Place::NextHit => self.finder.go(true),
            Place::PreviousHit => self.finder.go(false),
        };
        if let Some(node) = node {
            self.going = Some((pane, node));
            self.arrive();
        }
    }

    /// Tells the row of the value that is gone to, once it is known. Whether it was.
    fn arrive(&mut self) -> bool {
        let Some((pane, node)) = self.going else { return false };
        let text = &self.text;
        let row = match pane {
            Pane::Tree => self.tree.reveal(text, node),
            Pane::Table => self.grid.row_of(text, node),
            Pane::Pretty => self.raw.pretty_row(text, node),
            Pane::Sent => self.raw.sent_row(text, node),
        };
        if let Some(row) = row {
            self.told.push_back(Tell::At { pane, row: row as u32, node: node.0 });
            self.going = None;
        }
        row.is_some()
    }

    /// Where a value is, and whether it may be an id.
    fn inspection(&self, node: Node) -> Inspection {
        let path = self.text.path(node);
        let pointer = spell(&path, Spelling::Pointer);
        let id = id_names(&pointer).and_then(|names| {
            let is_short = |range: &Range<usize>| range.len() <= LONGEST_ID + "\"\"".len();
            self.text.range(node).filter(is_short)?;
            let id = self.said(node, What::Value).filter(|id| is_id(id))?;
            Some((names, id))
        });
        Inspection { node: node.0, json_path: spell(&path, Spelling::JsonPath), pointer, id }
    }

    /// What is asked of a value, unless it is too long.
    fn said(&self, node: Node, what: What) -> Option<String> {
        let text = &self.text;
        let path = |spelling| Some(spell(&text.path(node), spelling));
        match what {
            What::Value => {
                let range = text.range(node).filter(|range| range.len() <= MOST_COPIED)?;
                let string = text.string(node).map(Cow::into_owned);
                string.or_else(|| Some(String::from_utf8_lossy(&text.segments().bytes(range)).into_owned()))
            }
            What::Name => {
                let name = text.name(node).map(Cow::into_owned);
                name.or_else(|| Some(text.position(node).to_string()))
            }
            What::JsonPath => path(Spelling::JsonPath),
            What::Jq => path(Spelling::Jq),
            What::JavaScript => path(Spelling::JavaScript),
            What::Pointer => path(Spelling::Pointer),
        }
    }

    /// Does about so much of what is still to be done; whether there is more.
    pub fn step(&mut self, work: usize) -> bool {
        let text = &self.text;
        let looked = self.look.map(|look| look.pane);
        let going = self.going.map(|(pane, _)| pane);
        let is_wanted = |pane| looked == Some(pane) || going == Some(pane);
        let mut has_more = false;
        if is_wanted(Pane::Table) || self.saver.as_ref().is_some_and(Saver::is_of_table) {
            has_more |= self.grid.step(text, work);
        }
        if let Some(saver) = &mut self.saver
            && self.is_done
            && !(has_more && saver.is_of_table())
        {
            has_more |= saver.step(text, &self.grid, work);
        }
        if is_wanted(Pane::Pretty) {
            has_more |= self.raw.step_pretty(text, work);
        }
        if is_wanted(Pane::Sent) {
            has_more |= self.raw.step_sent(text, work);
        }
        has_more |= self.finder.step(text, work);
        if self.finder.has_news()
            && let Some(pane) = looked
        {
            // The first hit is shown at once.
            self.going = self.finder.go(true).map(|node| (pane, node));
        }
        let has_arrived = self.arrive();
        if !has_more && self.is_done {
            // It has no row there.
            self.going = None;
        }
        // The last step has news, too.
        let was_busy = std::mem::replace(&mut self.is_busy, has_more);
        self.is_stale |= was_busy || has_arrived;
        has_more
    }

    /// A piece of the file that is being made, if one is ready to leave.
    pub fn take_piece(&mut self) -> Option<Vec<u8>> {
        let piece = self.saver.as_mut()?.take();
        self.is_stale |= piece.is_some();
        piece
    }

    /// Whether there is something to tell that the person waits for, and not only how far it is.
    pub fn has_news(&self) -> bool {
        !self.told.is_empty()
    }

    /// What there is to tell. Rows are told if what is looked at may have changed.
    pub fn tell(&mut self) -> Vec<Tell> {
        if std::mem::take(&mut self.is_new_head) {
            self.told.extend(self.head.clone().map(Tell::Head));
        }
        if std::mem::take(&mut self.is_stale) {
            let is_new_view = std::mem::take(&mut self.is_new_view);
            self.told.push_back(Tell::Reading(self.reading()));
            self.told.extend(self.finder.found());
            self.told.extend(self.grid.head(&self.text, is_new_view));
            if let Some(progress) = self.saver.as_ref().map(Saver::progress) {
                self.saver.take_if(|_| !matches!(progress, Tell::Saving(..)));
                self.told.push_back(progress);
            }
            let rows = self.look.map(|look| self.rows(look));
            self.told.extend(rows);
        }
        self.told.drain(..).collect()
    }

    /// The rows that are looked at.
    fn rows(&mut self, look: Look) -> Tell {
        let (text, finder) = (&self.text, &self.finder);
        let mut told = match look.pane {
            Pane::Tree => self.tree.rows(text, look, finder),
            Pane::Table => self.grid.rows(text, look, finder),
            Pane::Pretty => return self.raw.pretty_rows(text, look, finder),
            Pane::Sent => return self.raw.sent_rows(text, look, finder),
        };
        if let Tell::Rows { lines, .. } = &mut told
            && !self.again.is_empty()
        {
            for line in lines {
                let is_element = text.parent(Node(line.node)) == text.root();
                let index = text.position(Node(line.node)) as u32;
                line.is_again = is_element && self.again.binary_search(&index).is_ok();
            }
        }
        told
    }
}
