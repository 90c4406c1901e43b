//! What is looked for, and where the person is among what was found.

use std::ops::Range;

use super::line::{Mark, Span};
use super::said::visible;
use super::view_message::{Found, Tell};
use crate::json::{Find, JsonText, Node, Query, Spelled};

/// Find, as a person uses it.
#[derive(Debug, Default)]
pub(super) struct Finder {
    find: Option<Find>,
    is_regex: bool,
    in_names: bool,
    in_values: bool,
    /// The hit that was gone to last.
    at: Option<usize>,
    is_done: bool,
    problem: Option<String>,
}

impl Finder {
    /// Looks for something else, or for nothing.
    pub(super) fn look_for(&mut self, query: Option<&Query>) {
        *self = Self::default();
        let Some(query) = query else { return };
        (self.is_regex, self.in_names, self.in_values) = (query.is_regex, query.in_names, query.in_values);
        match Find::new(query) {
            Ok(find) => self.find = Some(find),
            Err(problem) => self.problem = Some(problem.to_string()),
        }
    }

    /// Searches about so many bytes; whether there is more to search.
    pub(super) fn step(&mut self, text: &JsonText, work: usize) -> bool {
        let Some(find) = &mut self.find else { return false };
        self.is_done = find.step(text, work);
        !self.is_done
    }

    /// Whether anything is looked for.
    pub(super) fn is_on(&self) -> bool {
        self.find.is_some()
    }

    /// Whether it is looked for by an expression.
    pub(super) fn is_by_expression(&self) -> bool {
        self.is_regex
    }

    /// Whether the first hit is there and was not gone to.
    pub(super) fn has_news(&self) -> bool {
        self.at.is_none() && self.find.as_ref().is_some_and(|find| !find.is_empty())
    }

    /// The value of the hit after the one that was gone to last, or before it; it is gone to now.
    pub(super) fn go(&mut self, is_forward: bool) -> Option<Node> {
        let find = self.find.as_ref()?;
        let last = find.len().checked_sub(1)?;
        let at = match (self.at, is_forward) {
            (None, true) => 0,
            (Some(at), true) if at < last => at + 1,
            (Some(_), true) => 0,
            (Some(at), false) if at > 0 => at - 1,
            (_, false) => last,
        };
        self.at = Some(at);
        find.nth(at).map(|hit| hit.node)
    }

    /// How far it is.
    pub(super) fn found(&self) -> Option<Tell> {
        let is_on = self.find.is_some() || self.problem.is_some();
        is_on.then(|| {
            Tell::Found(Found {
                count: self.find.as_ref().map_or(0, Find::len) as u32,
                at: self.at.map(|at| at as u32),
                is_done: self.is_done,
                problem: self.problem.clone(),
            })
        })
    }

    /// The places in a name or value, as it reads, where the pattern is; none if it is not looked for there.
    pub(super) fn places(&self, mark: Mark, said: &str) -> Vec<Range<usize>> {
        let is_looked_at = match mark {
            Mark::Key | Mark::RepeatedKey => self.in_names,
            Mark::String | Mark::Link | Mark::Date | Mark::Number | Mark::Boolean | Mark::Null => {
                self.in_values
            }
            _ => false,
        };
        self.find.as_ref().filter(|_| is_looked_at).map(|find| find.matches_in(said)).unwrap_or_default()
    }

    /// Draws what a name or value says between quotes that are not part of it, where the pattern is apart from where it is
    /// not. Addresses and dates stay in one part, since a part of one is none.
    pub(super) fn draw(&self, mark: Mark, said: &str, quotes: [&str; 2], spans: &mut Vec<Span>) {
        let mut places = self.places(mark, said);
        if matches!(mark, Mark::Link | Mark::Date) && !places.is_empty() {
            places = std::iter::once(0..said.len()).collect();
        }
        parts(mark, said, &places, quotes, spans);
    }

    /// The same of a string as it was spelled.
    pub(super) fn draw_spelled(&self, mark: Mark, string: &Spelled, spans: &mut Vec<Span>) {
        let places = self.places(mark, &string.said).into_iter().map(|place| string.place(place));
        let end = if string.is_closed { "\"" } else { "" };
        parts(mark, &string.spelling, &places.collect::<Vec<_>>(), ["\"", end], spans);
    }
}

/// A text as spans, those at the places apart.
fn parts(mark: Mark, text: &str, places: &[Range<usize>], [open, close]: [&str; 2], spans: &mut Vec<Span>) {
    let mut at = 0;
    let mut between = open.to_owned();
    for place in places {
        between += &visible(&text[at..place.start]);
        if !between.is_empty() {
            spans.push(Span::new(mark, std::mem::take(&mut between)));
        }
        spans.push(Span { is_hit: true, ..Span::new(mark, visible(&text[place.clone()])) });
        at = place.end;
    }
    between += &visible(&text[at..]);
    between += close;
    if !between.is_empty() || places.is_empty() {
        spans.push(Span::new(mark, between));
    }
}
