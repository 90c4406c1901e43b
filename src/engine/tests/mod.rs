//! Rules of a document as its view sees it: asks go in, steps are made, and what is told comes out.

mod bounds;
mod document;
mod find;
mod message;
mod pages;
mod raw;
mod save;
mod table;

use super::*;
use crate::json::Query;

/// The work of a step.
const WORK: usize = 1000;

/// More steps than any of these documents takes.
const MANY: usize = 100_000;

/// A document that has come as a whole.
fn read(json: &str) -> Document {
    let mut document = Document::default();
    document.push(json.as_bytes(), 0.0).expect("short");
    document.finish(0.0);
    document
}

fn looking_at(pane: Pane) -> Look {
    Look { pane, first: 0, count: 100, first_column: 0, columns: 100 }
}

fn query(pattern: &str) -> Query {
    Query { pattern: pattern.into(), is_regex: false, ignore_case: false, in_names: true, in_values: true }
}

/// All that is told until there is nothing more to do.
fn settle(document: &mut Document) -> Vec<Tell> {
    let mut told = Vec::new();
    for _ in 0..MANY {
        let has_more = document.step(WORK);
        told.extend(document.tell());
        if !has_more {
            return told;
        }
    }
    panic!("there is always more to do");
}

fn ask(document: &mut Document, ask: Ask) -> Vec<Tell> {
    document.ask(ask);
    settle(document)
}

/// The rows that were told last: how many there are, and the lines.
fn last_rows(told: &[Tell]) -> Option<(u32, &[Line])> {
    told.iter().rev().find_map(|tell| match tell {
        Tell::Rows { total, lines, .. } => Some((*total, &**lines)),
        _ => None,
    })
}

/// What a line says; what Find looks for is in brackets.
fn text(line: &Line) -> String {
    let of = |span: &Span| if span.is_hit { format!("⟦{}⟧", span.text) } else { span.text.clone() };
    line.spans.iter().map(of).collect()
}

/// The texts of a look's lines once all is done.
fn lines(document: &mut Document, look: Look) -> Vec<String> {
    let told = ask(document, Ask::Look(look));
    last_rows(&told).map(|(_, lines)| lines.iter().map(text).collect()).unwrap_or_default()
}

/// The rows that are told after one step, with their spans apart.
fn next_rows(document: &mut Document) -> Option<(u32, Vec<String>)> {
    document.step(WORK);
    let told = document.tell();
    let (total, lines) = last_rows(&told)?;
    let texts = |line: &Line| line.spans.iter().map(|span| &*span.text).collect::<Vec<_>>().join(" ");
    Some((total, lines.iter().map(texts).collect()))
}

/// The places that were gone to.
fn at(told: &[Tell]) -> Vec<(Pane, u32, u32)> {
    let at = |tell: &Tell| match tell {
        Tell::At { pane, row, node } => Some((*pane, *row, *node)),
        _ => None,
    };
    told.iter().filter_map(at).collect()
}

fn heads(told: &[Tell]) -> Vec<TableHead> {
    let head = |tell: &Tell| match tell {
        Tell::Table(head) => Some(head.clone()),
        _ => None,
    };
    told.iter().filter_map(head).collect()
}

fn found(told: &[Tell]) -> Option<Found> {
    told.iter().rev().find_map(|tell| match tell {
        Tell::Found(found) => Some(found.clone()),
        _ => None,
    })
}
