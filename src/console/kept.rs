//! What is typed, as the tab's own storage keeps it: a reload, or a sign-in in this tab, loses nothing of it. It is given
//! back only to the person who typed it.

use serde::{Deserialize, Serialize};

use super::Effect;
use super::draft::Draft;
use super::model::Console;
use super::work::{MOST_SHEETS, Sheet};
use crate::procore::Content;
use crate::record;

/// A longer text is not kept.
const LONGEST: usize = 64 << 10;

/// The version of the record.
const VERSION: u32 = 1;

/// What is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The id of the environment that it was typed in.
    environment: String,
    /// The id of the person who typed it.
    owner: String,
    /// The place of the draft in sight.
    shown: usize,
    drafts: Vec<Draft>,
}

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
    Some(record::write(
        VERSION,
        &Kept {
            environment: environment.clone(),
            owner: owner.id.clone(),
            shown,
            drafts: sheets.iter().map(|sheet| shortened(sheet.draft.clone())).collect(),
        },
    ))
}

/// The draft without texts that are too long.
fn shortened(mut draft: Draft) -> Draft {
    let pairs = draft.values.iter_mut().chain(&mut draft.headers).chain(&mut draft.fields);
    let parts = draft.parts.iter_mut().map(|part| {
        let (Content::Text(text) | Content::File(text)) = &mut part.content;
        text
    });
    let texts = [&mut draft.path, &mut draft.json].into_iter();
    for text in texts.chain(pairs.map(|(_, value)| value)).chain(parts) {
        if text.len() > LONGEST {
            text.clear();
        }
    }
    draft
}

/// Opens what was kept, behind what is open, if it is the work of the person who is here now.
pub(super) fn restore(console: &mut Console) {
    let Some(record) = console.kept.take() else { return };
    let Some(mut kept) = record::read::<Kept>(VERSION, &record) else { return };
    let is_theirs = console
        .work
        .owner
        .as_ref()
        .is_some_and(|(here, user)| *here == kept.environment && user.id == kept.owner);
    if is_theirs {
        kept.drafts.truncate(MOST_SHEETS);
        console.work.restore(kept.drafts, kept.shown);
    }
}
