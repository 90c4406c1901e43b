//! Programs over documents, from end to end.

mod examples;
mod kept;
mod runs;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Failure, Input, Program, Report};

thread_local! {
    static READ: RefCell<HashMap<String, Rc<Program>>> = RefCell::default();
}

/// 2026-06-15, noon.
const NOW: f64 = 1_781_524_800.0;

/// A program, which is read only once: with all that jaq defines, this takes longer than most tests run.
fn program(text: &str) -> Rc<Program> {
    READ.with_borrow_mut(|read| {
        let read = read.entry(text.to_owned());
        read.or_insert_with(|| Rc::new(Program::read(text).expect("a program"))).clone()
    })
}

/// What a program makes of a document: the document that comes out, and what is said about it.
fn filtered(text: &str, document: &str) -> (String, Result<Report, Failure>) {
    let mut input = Input::new();
    let mut written = Vec::new();
    let outcome = input
        .push(document.as_bytes())
        .and_then(|()| input.finish())
        .and_then(|document| program(text).run(document, NOW, |bytes| written.extend_from_slice(bytes)));
    (String::from_utf8(written).expect("UTF-8"), outcome)
}

/// The document that comes out of a program that ends well.
fn output(program: &str, document: &str) -> String {
    let (written, outcome) = filtered(program, document);
    let report = outcome.unwrap_or_else(|failure| panic!("{program} over {document}: {failure}"));
    assert_eq!(report.bytes, written.len() as u64, "{program}");
    written
}
