//! Pages that become one document: the rows of each are put into one array, by their bytes, so that every digit stays what it
//! was. Which page has its place when is decided elsewhere, by [`paging`](crate::procore::paging).

use std::ops::Range;

use super::view_message::Head;
use crate::json::{JsonText, Status, TooLong};
use crate::procore::paging::List;

/// A page that comes in.
#[derive(Debug, Default)]
pub struct Page {
    head: Head,
    text: JsonText,
    /// How many rows it has, and their bytes with the commas between them; `None` if it is no list.
    rows: Option<(u32, Range<usize>)>,
}

impl Page {
    /// The head of the answer has come.
    pub fn begin(&mut self, head: Head) {
        self.head = head;
    }

    /// The next bytes have come.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        self.text.push(bytes)
    }

    /// The first bytes.
    pub fn beginning(&self, limit: usize) -> Vec<u8> {
        self.text.segments().bytes(0..limit).into_owned()
    }

    /// No more bytes come. Its rows, if it is a list to its end.
    pub fn finish(&mut self) -> Option<List> {
        self.text.finish();
        let is_whole = self.text.status() == Status::Complete;
        let list = List::read(&self.text).filter(|_| is_whole)?;
        let array = self.text.range(List::array(&self.text)?)?;
        // White space around no rows is nothing to be joined.
        let bytes = if list.is_empty() { 0..0 } else { array.start + 1..array.end - 1 };
        self.rows = Some((list.len() as u32, bytes));
        Some(list)
    }
}

/// The pages of a document: those that wait for their place, and how much is joined.
#[derive(Debug, Default)]
pub struct Pages {
    held: Vec<(u32, Page)>,
    /// When the first page was sent for: the time of the whole counts from there.
    sent_at: Option<f64>,
    /// Whether the array is open.
    is_array: bool,
    /// The rows in it.
    rows: u32,
}

/// A page that has its place behind those before it.
#[derive(Debug)]
pub struct Joined {
    /// The head of the document from now on.
    pub head: Head,
    /// The rows before it.
    pub before: u32,
    mark: &'static [u8],
    text: JsonText,
    bytes: Range<usize>,
}

impl Pages {
    /// Keeps a page that has come until it has its place.
    pub fn hold(&mut self, number: u32, page: Page) {
        self.held.retain(|(held, _)| *held != number);
        self.held.push((number, page));
    }

    /// Gives a page that is held its place. If it is no list, all of its bytes have it, as they are. What is held of pages
    /// before it is left out.
    pub fn join(&mut self, number: u32) -> Option<Joined> {
        let at = self.held.iter().position(|(held, _)| *held == number)?;
        let (_, Page { head, text, rows }) = self.held.swap_remove(at);
        self.held.retain(|(held, _)| *held > number);
        let sent_at = *self.sent_at.get_or_insert(head.sent_at);
        let before = self.rows;
        let (mark, bytes): (&[u8], _) = match rows {
            Some((rows, bytes)) => {
                let mark: &[u8] = match self.is_array {
                    false => b"[",
                    true if rows > 0 && before > 0 => b",",
                    true => b"",
                };
                self.is_array = true;
                self.rows += rows;
                (mark, bytes)
            }
            None => (b"", 0..text.segments().len()),
        };
        Some(Joined { head: Head { page: Some(number), sent_at, ..head }, before, mark, text, bytes })
    }

    /// The bytes behind the last page.
    pub fn end(&self) -> &'static [u8] {
        if self.is_array { b"]" } else { b"" }
    }
}

impl Joined {
    /// Its bytes in the document, in pieces.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(self.mark).chain(self.text.segments().pieces(self.bytes.clone()))
    }
}
