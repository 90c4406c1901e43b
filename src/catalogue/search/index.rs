//! The prepared texts of a list, and the search in them.

use super::marks::{Mark, Spot, marks};
use super::query::{Typed, Word};
use crate::catalogue::template;
use crate::catalogue::words::add_folded;
use crate::procore::Method;

/// Something that can be found: an endpoint, a call of the history, a saved request.
pub trait Entry {
    /// The method.
    fn method(&self) -> Method;
    /// The path.
    fn path(&self) -> &str;
    /// The tool, or what else stands beside the path.
    fn tool(&self) -> &str;
    /// A line on it.
    fn line(&self) -> &str;
    /// What else it can be found by and is not shown, text by text.
    fn more(&self, add: &mut dyn FnMut(&str));
}

/// A list, prepared.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Of each entry the tool, the words of its method, the path, the line, the rest: each with a line break behind it,
    /// which is in no word.
    text: String,
    entries: Vec<Span>,
}

/// Where the texts of an entry are: each begins where the one before it ends.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: u32,
    /// What the method does.
    doing: u32,
    path: u32,
    /// The last part of the path that is no parameter, which says what it is about.
    head: (u32, u32),
    line: u32,
    more: u32,
    to: u32,
    is_write: bool,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the list.
    pub index: usize,
    /// Where the words stand in what is shown.
    pub marks: Vec<Mark>,
}

/// What a word in the middle of another costs; more than any place.
const MIDDLE: u32 = 16;

impl Index {
    /// Prepares a list, whose texts may be 4 GB in all.
    pub fn new<E: Entry>(list: &[E]) -> Self {
        let mut index = Self { text: String::new(), entries: Vec::with_capacity(list.len()) };
        list.iter().for_each(|entry| index.add(entry));
        index
    }

    fn add(&mut self, entry: &impl Entry) {
        let text = &mut self.text;
        let mut add = |part: &str| {
            add_folded(part, text);
            text.push('\n');
            text.len() as u32
        };
        let from = add("") - 1;
        let doing = add(entry.tool());
        let path = add(done_by(entry.method(), entry.path()));
        let line = add(entry.path());
        let more = add(entry.line());
        let mut to = more;
        entry.more(&mut |part| to = add(part));
        let (begin, end) = head(entry.path());
        let head = (path + begin as u32, path + end as u32);
        self.entries.push(Span {
            from,
            doing,
            path,
            head,
            line,
            more,
            to,
            is_write: entry.method().is_write(),
        });
    }

    /// The best `limit` entries that all words of `typed` are in, the best first. Without a word, the first of the list.
    pub fn search<E: Entry>(&self, list: &[E], typed: &str, limit: usize) -> Vec<Hit> {
        let typed = Typed::new(typed);
        let query = typed.query();
        let ranked = self.entries.iter().enumerate().filter_map(|(index, span)| {
            let text = &self.text.as_bytes()[span.from as usize..span.to as usize];
            let cost = query.words.iter().try_fold(0, |sum, word| Some(sum + span.cost(text, word)?))?;
            Some((cost, span.is_write && !query.words.is_empty(), index))
        });
        let mut ranked: Vec<(u32, bool, usize)> = ranked.collect();
        if limit < ranked.len() {
            ranked.select_nth_unstable(limit);
            ranked.truncate(limit);
        }
        ranked.sort_unstable();
        let found = ranked.into_iter().filter_map(|(_, _, index)| {
            let entry = list.get(index)?;
            let shown = [(Spot::Path, entry.path()), (Spot::Tool, entry.tool()), (Spot::Line, entry.line())];
            Some(Hit { index, marks: marks(shown, &query) })
        });
        found.collect()
    }
}

impl Span {
    /// What it costs to find `word` in `text`, the text of this entry: the less, the better. `None` if it is not there.
    fn cost(&self, text: &[u8], word: &Word<'_>) -> Option<u32> {
        let mut least: Option<u32> = None;
        for place in word.places(text) {
            let at = self.from + place.from as u32;
            // Within those words nobody means anything.
            if !place.begins && (self.doing..self.path).contains(&at) {
                continue;
            }
            let middle = if place.begins { 0 } else { MIDDLE };
            let cost = middle + 2 * self.place_cost(text, at) + u32::from(!place.whole);
            least = Some(least.map_or(cost, |least| least.min(cost)));
            if cost == 0 {
                break; // Nothing is less.
            }
        }
        least
    }

    fn place_cost(&self, text: &[u8], at: u32) -> u32 {
        let in_braces = || {
            let before = &text[(self.path - self.from) as usize..(at - self.from) as usize];
            before.iter().rev().find(|byte| matches!(byte, b'{' | b'}')) == Some(&b'{')
        };
        match at {
            at if at < self.doing => 1,
            at if at < self.path => 0,
            at if at >= self.more => 4,
            at if at >= self.line => 3,
            _ if in_braces() => 4,
            at if (self.head.0..self.head.1).contains(&at) => 0,
            _ => 2,
        }
    }
}

/// The first and last byte of the last part of a path that is no parameter.
fn head(path: &str) -> (usize, usize) {
    let mut end = path.len();
    for part in path.rsplit('/') {
        if template::open(part).is_none() && !part.is_empty() {
            return (end - part.len(), end);
        }
        end = end.saturating_sub(part.len() + 1);
    }
    (0, 0)
}

/// What people call what the method does.
fn done_by(method: Method, path: &str) -> &'static str {
    match method {
        Method::Get if path.ends_with('}') => "get read show",
        Method::Get => "get read list",
        Method::Post => "post create add new",
        Method::Patch => "patch update change edit",
        Method::Put => "put replace",
        Method::Delete => "delete remove",
    }
}
