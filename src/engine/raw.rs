//! The rows of the text: as it was sent, and re-indented.

use std::ops::Range;

use super::find::Finder;
use super::line::{Line, Mark, Span};
use super::said::{brackets, mark_of, visible};
use super::view_message::{Look, Tell};
use crate::json::write::DEEPEST_INDENT;
use crate::json::{JsonText, Node, PrettyLine, PrettyLines, SentLines, Shows, Spelled, Type};

/// The bytes of a string or number that a line shows at most.
const SHOWN: usize = 2_000;

/// The bytes of a name or value in which a literal is marked in the text as it was sent.
const LONGEST: usize = 1 << 16;

/// The text in lines.
#[derive(Debug, Default)]
pub(super) struct Raw {
    sent: SentLines,
    pretty: PrettyLines,
}

impl Raw {
    /// Counts lines of the text as it was sent, in about so many bytes; whether there is more.
    pub(super) fn step_sent(&mut self, text: &JsonText, work: usize) -> bool {
        !self.sent.step(text.segments(), work)
    }

    /// Counts lines of the text as it is re-indented, in about so many values; whether there is more.
    pub(super) fn step_pretty(&mut self, text: &JsonText, work: usize) -> bool {
        !self.pretty.step(text, work.div_ceil(32))
    }

    /// The row of a value in the text as it was sent.
    pub(super) fn sent_row(&self, text: &JsonText, node: Node) -> Option<usize> {
        let start = text.name_range(node).map(|name| name.start).or_else(|| text.start(node))?;
        self.sent.row_of(text.segments(), start)
    }

    /// The row of a value in the text as it is re-indented.
    pub(super) fn pretty_row(&self, text: &JsonText, node: Node) -> Option<usize> {
        self.pretty.row_of(text, node)
    }

    /// The rows that are looked at, as they were sent.
    pub(super) fn sent_rows(&self, text: &JsonText, look: Look, finder: &Finder) -> Tell {
        let rows = self.sent.window(text.segments(), look.rows());
        let ends = rows.first().zip(rows.last()).map(|(first, last)| first.bytes.start..last.bytes.end);
        let hits = ends.map(|bytes| hits(text, bytes, finder)).unwrap_or_default();
        let lines = rows.into_iter().map(|row| Line {
            position: row.number.unwrap_or_default() as u32,
            node: text.node_at(row.bytes.start).map_or(0, |node| node.0),
            spans: sent(text, row.bytes, &hits),
            ..Line::default()
        });
        Tell::Rows { look, total: self.sent.len() as u32, lines: lines.collect() }
    }

    /// The rows that are looked at, re-indented.
    pub(super) fn pretty_rows(&self, text: &JsonText, look: Look, finder: &Finder) -> Tell {
        let rows = self.pretty.window(text, look.rows());
        let lines = rows.iter().map(|row| pretty(text, row, finder)).collect();
        Tell::Rows { look, total: self.pretty.len() as u32, lines }
    }
}

/// Bytes as they were sent, the hits in them apart.
fn sent(text: &JsonText, bytes: Range<usize>, hits: &[Range<usize>]) -> Vec<Span> {
    let span =
        |range| Span::new(Mark::Plain, visible(&String::from_utf8_lossy(&text.segments().bytes(range))));
    let (mut spans, mut at) = (Vec::new(), bytes.start);
    let first = hits.partition_point(|hit| hit.end <= bytes.start);
    for hit in hits[first..].iter().take_while(|hit| hit.start < bytes.end) {
        let hit = hit.start.max(bytes.start)..hit.end.min(bytes.end);
        if at < hit.start {
            spans.push(span(at..hit.start));
        }
        at = hit.end;
        spans.push(Span { is_hit: true, ..span(hit) });
    }
    if at < bytes.end || spans.is_empty() {
        spans.push(span(at..bytes.end));
    }
    spans
}

/// Where in these bytes there is what Find looks for, in their order. A long name or value is not looked through to its end.
fn hits(text: &JsonText, bytes: Range<usize>, finder: &Finder) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    if !finder.is_on() {
        return hits;
    }
    // Each time, to look for an expression in a text may take the square of its length.
    let longest = if finder.is_by_expression() { SHOWN } else { LONGEST };
    let first = text.last_begun(bytes.start).map_or(0, |node| node.0);
    for node in (first..text.len() as u32).map(Node) {
        let (Some(start), Some(kind)) = (text.start(node), text.type_of(node)) else { break };
        let name = text.name_range(node);
        if name.as_ref().map_or(start, |name| name.start) >= bytes.end {
            break;
        }
        if let Some(name) = name {
            let name = name.start..name.end.min(name.start + longest);
            hits.extend(places(text, Mark::Key, name, finder));
        }
        if brackets(kind).is_none() && start + longest > bytes.start {
            let value = start..text.leaf_end_up_to(start, start + longest);
            hits.extend(places(text, mark_of(kind), value, finder));
        }
    }
    hits
}

/// The same in one name or value.
fn places(text: &JsonText, mark: Mark, token: Range<usize>, finder: &Finder) -> Vec<Range<usize>> {
    let start = token.start;
    let token = text.segments().bytes(token);
    let at = |place: Range<usize>, start: usize| start + place.start..start + place.end;
    if !token.starts_with(b"\"") {
        let found = finder.places(mark, &String::from_utf8_lossy(&token));
        return found.into_iter().map(|place| at(place, start)).collect();
    }
    let string = Spelled::of(&token);
    let found = finder.places(mark, &string.said).into_iter();
    found.map(|place| at(string.place(place), start + 1)).collect()
}

/// A line of the text that is re-indented: its tokens are as they were sent.
fn pretty(text: &JsonText, row: &PrettyLine, finder: &Finder) -> Line {
    let (Shows::Whole(node) | Shows::Begins(node) | Shows::Ends(node)) = row.shows;
    let kind = text.type_of(node).unwrap_or(Type::Null);
    let mut spans = vec![Span::new(Mark::Plain, "  ".repeat(row.indent.min(DEEPEST_INDENT)))];
    if !matches!(row.shows, Shows::Ends(_))
        && let Some(name) = text.name_range(node)
    {
        token(text, Mark::Key, name, finder, &mut spans);
        spans.push(Span::new(Mark::Punctuation, ": "));
    }
    let [open, close] = brackets(kind).unwrap_or_default();
    match row.shows {
        Shows::Begins(_) => spans.push(Span::new(Mark::Punctuation, open)),
        Shows::Ends(_) => spans.push(Span::new(Mark::Punctuation, close)),
        Shows::Whole(_) if !open.is_empty() => {
            spans.push(Span::new(Mark::Punctuation, format!("{open}{close}")));
        }
        Shows::Whole(_) => {
            let range = text.range(node).unwrap_or_default();
            token(text, mark_of(kind), range, finder, &mut spans);
        }
    }
    if row.has_comma {
        spans.push(Span::new(Mark::Punctuation, ","));
    }
    Line { node: node.0, position: row.number as u32, spans, ..Line::default() }
}

/// A name, a string, a number or a literal as it was sent, cut off if it is long.
fn token(text: &JsonText, mark: Mark, range: Range<usize>, finder: &Finder, spans: &mut Vec<Span>) {
    let shown = text.segments().bytes(range.start..range.end.min(range.start + SHOWN));
    if shown.starts_with(b"\"") {
        finder.draw_spelled(mark, &Spelled::of(&shown), spans);
    } else {
        finder.draw(mark, &String::from_utf8_lossy(&shown), ["", ""], spans);
    }
    if range.len() > SHOWN {
        spans.push(Span::new(Mark::More, format!("… {} bytes", range.len())));
    }
}
