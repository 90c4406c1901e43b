//! What is typed, as the tab's own storage keeps it: a reload, or a sign-in in this tab, loses nothing of it. It is given
//! back only to the person who typed it.

use super::Effect;
use super::draft::{BodyKind, Draft, DraftPart};
use super::history::Whence;
use super::model::Console;
use super::work::{MOST_SHEETS, Sheet};
use crate::procore::{Content, Method};
use crate::record::{Reader, Writer};

/// A longer text is not kept.
const LONGEST: usize = 64 << 10;

/// What follows from a new state. What is typed is written before long and not at once: the record of all tabs is made once
/// for many events. When there is nothing to keep any more, the record goes at once.
pub(super) fn follow(console: &mut Console) -> Option<Effect> {
    if has_drafts(console) {
        let is_due = std::mem::replace(&mut console.is_drafts_save_due, true);
        return (!is_due).then_some(Effect::SaveDraftsSoon);
    }
    // While it is not known whose they are, they stay where they are.
    if console.kept.is_some() {
        return None;
    }
    console.stored_drafts.take().map(|_| Effect::KeepDrafts(None))
}

/// Writes what is typed, if it differs from what was written last.
pub(super) fn save(console: &mut Console) -> Vec<Effect> {
    console.is_drafts_save_due = false;
    let drafts = record(console).or_else(|| console.kept.clone());
    if drafts == console.stored_drafts {
        return Vec::new();
    }
    console.stored_drafts.clone_from(&drafts);
    vec![Effect::KeepDrafts(drafts)]
}

/// Whether somebody who is known has typed anything.
fn has_drafts(console: &Console) -> bool {
    console.work.owner.is_some() && sheets(console).any(|sheet| sheet.draft != Draft::default())
}

/// The tabs that are kept: a page that is loaded anew has no files.
fn sheets(console: &Console) -> impl Iterator<Item = &Sheet> {
    console.work.sheets().iter().filter(|sheet| sheet.opened.is_none())
}

/// The record to keep: none while nobody is known to have typed anything.
fn record(console: &Console) -> Option<String> {
    let (environment, owner) = console.work.owner.as_ref()?;
    if !has_drafts(console) {
        return None;
    }
    let sheets: Vec<&Sheet> = sheets(console).collect();
    // In place of a file, the tab before it.
    let in_sight = console.work.sheet();
    let shown = sheets.iter().position(|sheet| sheet.id == in_sight.id);
    let shown = shown.unwrap_or_else(|| {
        let before = console.work.sheets().iter().take_while(|sheet| sheet.id != in_sight.id);
        before.filter(|sheet| sheet.opened.is_none()).count().saturating_sub(1)
    });
    let record = Writer::default().field("environment", environment).field("owner", &owner.id);
    let record = record.field("shown", &shown.to_string());
    Some(
        sheets
            .iter()
            .fold(record, |record, sheet| record.field("draft", &draft_record(&sheet.draft)))
            .finish(),
    )
}

fn draft_record(draft: &Draft) -> String {
    let kind = BodyKind::ALL.into_iter().find(|(kind, _)| *kind == draft.kind).map(|(_, name)| name);
    let record = Writer::default().field("method", draft.method.name()).field("path", cut(&draft.path));
    let record = record.optional("body", kind).field("json", cut(&draft.json));
    let record = pairs(record, "value", &draft.values);
    let record = pairs(record, "header", &draft.headers);
    let record = pairs(record, "field", &draft.fields);
    let part = |record: Writer, part: &DraftPart| {
        let (kind, content) = match &part.content {
            Content::Text(text) => ("text", cut(text)),
            Content::File(name) => ("file", &**name),
        };
        record.field("part", &Writer::default().field("name", &part.name).field(kind, content).finish())
    };
    let record = draft.parts.iter().fold(record, part);
    match &draft.whence {
        Some(whence) => record.field("whence", &whence.to_record()),
        None => record,
    }
    .finish()
}

fn pairs(record: Writer, kind: &str, pairs: &[(String, String)]) -> Writer {
    let pair = |record: Writer, (name, value): &(String, String)| {
        record.field(kind, &Writer::default().field("name", name).field("value", cut(value)).finish())
    };
    pairs.iter().fold(record, pair)
}

/// The text, or none of it if it is too long.
fn cut(text: &str) -> &str {
    if text.len() > LONGEST { "" } else { text }
}

/// Opens what was kept, behind what is open, if it is the work of the person who is here now.
pub(super) fn restore(console: &mut Console) {
    let Some(record) = console.kept.take() else { return };
    let mut reader = Reader::new(&record);
    let owner = reader.take("environment").zip(reader.take("owner"));
    let is_theirs = owner.is_some_and(|(environment, id)| {
        console.work.owner.as_ref().is_some_and(|(here, user)| *here == environment && user.id == id)
    });
    let shown: Option<usize> = reader.parse("shown");
    if !is_theirs {
        return;
    }
    let drafts = std::iter::from_fn(|| reader.take("draft")).filter_map(|record| read(&record));
    console.work.restore(drafts.take(MOST_SHEETS).collect(), shown.unwrap_or_default());
}

fn read(record: &str) -> Option<Draft> {
    let mut reader = Reader::new(record);
    let method = Method::parse(&reader.take("method")?)?;
    let (path, body, json) = (reader.take("path")?, reader.take("body")?, reader.take("json")?);
    let (kind, _) = BodyKind::ALL.into_iter().find(|(_, name)| *name == body)?;
    let mut pairs = |kind: &str| {
        let pair = |record: String| {
            let mut reader = Reader::new(&record);
            Some((reader.take("name")?, reader.take("value")?))
        };
        std::iter::from_fn(|| reader.take(kind)).filter_map(pair).collect()
    };
    let (values, headers, fields) = (pairs("value"), pairs("header"), pairs("field"));
    let part = |record: String| {
        let mut reader = Reader::new(&record);
        let name = reader.take("name")?;
        let content = reader.take("text").map(Content::Text);
        let content = content.or_else(|| reader.take("file").map(Content::File))?;
        // A page that is loaded anew has no files.
        Some(DraftPart { name, content, file: None })
    };
    let parts = std::iter::from_fn(|| reader.take("part")).filter_map(part).collect();
    let whence = reader.take("whence").map(|record| Whence::from_record(&record));
    Some(Draft { method, path, values, headers, kind, json, fields, parts, whence })
}
