//! Saving the request in sight under a name, changing what was saved, deleting it, and having it back.

use thiserror::Error;

use super::{Filing, Kept, MOST_SAVED, Reading, filed, read};
use crate::console::Effect;
use crate::console::draft::Draft;
use crate::console::model::Console;
use crate::console::place::Chosen;
use crate::oauth::Origin;
use crate::procore::{Body, CompanyId, Method, Outgoing, Target, TargetError, names, needs_no_company};
use crate::share::{SavedRequest, holds_token, without_secrets};

/// The form of a saved request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveForm {
    /// What is saved.
    pub about: About,
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// What is written about it.
    pub notes: String,
    /// Why it was not saved.
    pub fault: Option<SaveFault>,
    /// Whether the browser is at it.
    pub is_saving: bool,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The request of the tab with this id, and the saved request that it may take the place of.
    Sheet(u32, Option<u64>),
    /// Name, folder and notes of the saved request with this number.
    Saved(u64),
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormPart {
    /// The name.
    Name,
    /// The folder.
    Folder,
    /// The notes.
    Notes,
}

/// Why a request was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveFault {
    /// It has no name.
    #[error("Give it a name that you will find it by.")]
    NoName,
    /// Its address is none.
    #[error("{}", .0.words())]
    Target(TargetError),
    /// The token stands in it.
    #[error("Your token stands in this request, and a token is never stored. Take it out first.")]
    HoldsToken,
    /// There are as many as there may be.
    #[error("{MOST_SAVED} requests are saved already. Export them, then delete what you do not need.")]
    TooMany,
    /// The browser stores nothing.
    #[error("This browser did not store it. It may be full, or in a private window.")]
    NotStored,
}

impl Draft {
    /// The request as it is saved: what is typed fills its name in braces, and what is chosen above will do so when it is sent.
    fn kept(&self, chosen: &Chosen, api: &Origin) -> Result<Outgoing, TargetError> {
        let is_typed = |pair: &&(String, String)| !pair.0.is_empty() || !pair.1.is_empty();
        let path = self.path.split('?').next().unwrap_or_default().trim();
        let company = chosen.company.as_ref().filter(|_| !needs_no_company(path));
        Ok(without_secrets(Outgoing {
            method: self.method,
            target: self.kept_target(api)?,
            company: company.and_then(|company| CompanyId::parse(&company.id).ok()),
            headers: self.headers.iter().filter(is_typed).cloned().collect(),
            body: if self.method == Method::Get { Body::Empty } else { self.typed_body() },
        }))
    }

    fn kept_target(&self, api: &Origin) -> Result<String, TargetError> {
        let text = self.with_values(&Chosen::default())?;
        if names(&text).next().is_none() {
            return Ok(Target::parse(&text, api)?.to_string());
        }
        // What is still open could be anything: the rest must be an address.
        let open: Vec<&str> = names(&text).collect();
        let filled = open.iter().fold(text.clone(), |text, name| text.replace(&format!("{{{name}}}"), "x"));
        Target::parse(&filled, api)?;
        Ok(text.strip_prefix(api.as_str()).unwrap_or(&text).to_owned())
    }
}

/// Opens the form for the request in sight. One that was saved before has its words in it.
pub(super) fn open_form(console: &mut Console) -> Vec<Effect> {
    let sheet = console.work.sheet();
    let saved = sheet.draft.whence.as_ref().and_then(|whence| whence.saved);
    let known = saved.and_then(|id| Some((id, console.history.saved.get(id)?)));
    let about = About::Sheet(sheet.id, known.map(|(id, _)| id));
    let form = match known {
        Some((_, saved)) => form(about, saved),
        None => form(about, &SavedRequest { name: sheet.title(), ..SavedRequest::default() }),
    };
    console.history.form = Some(form);
    // For the names of folders, and to know how many there are.
    if console.history.reading == Reading::Known { Vec::new() } else { read(console) }
}

/// Opens the form for the words of a saved request.
pub(super) fn edit(console: &mut Console, id: u64) {
    if let Some(saved) = console.history.saved.get(id) {
        console.history.form = Some(form(About::Saved(id), saved));
    }
}

fn form(about: About, saved: &SavedRequest) -> SaveForm {
    let SavedRequest { name, folder, notes, .. } = saved.clone();
    SaveForm { about, name, folder, notes, fault: None, is_saving: false }
}

/// Takes what is typed into the form.
pub(super) fn fill(console: &mut Console, part: FormPart, text: String) {
    let Some(form) = console.history.form.as_mut() else { return };
    form.fault = None;
    match part {
        FormPart::Name => form.name = text,
        FormPart::Folder => form.folder = text,
        FormPart::Notes => form.notes = text,
    }
}

/// Saves what the form is about.
pub(super) fn save(console: &mut Console, is_new: bool) -> Vec<Effect> {
    let Some(owner) = console.owner() else { return Vec::new() };
    let Some(form) = console.history.form.clone().filter(|form| !form.is_saving) else { return Vec::new() };
    let result = saved(console, &form, is_new);
    let Some(shown) = console.history.form.as_mut() else { return Vec::new() };
    match result {
        Ok((id, saved)) => {
            shown.is_saving = true;
            vec![filed(Filing::Put(owner, id, Box::new(saved)))]
        }
        Err(fault) => {
            shown.fault = Some(fault);
            Vec::new()
        }
    }
}

/// What is to be stored, and in whose place.
fn saved(console: &Console, form: &SaveForm, is_new: bool) -> Result<(Option<u64>, SavedRequest), SaveFault> {
    let words = |text: &str| text.trim().to_owned();
    let (name, folder, notes) = (words(&form.name), words(&form.folder), words(&form.notes));
    if name.is_empty() {
        return Err(SaveFault::NoName);
    }
    let (id, environment, request) = match form.about {
        About::Saved(id) => {
            let saved = console.history.saved.get(id).cloned().unwrap_or_default();
            (Some(id), saved.environment, saved.request)
        }
        About::Sheet(_, id) => {
            let environment = console.environment();
            let draft = &console.work.sheet().draft;
            let request = draft.kept(&console.places.chosen, &environment.api).map_err(SaveFault::Target)?;
            (id.filter(|_| !is_new), Some(environment.id.clone()), request)
        }
    };
    let token = console.signed_in().map(|signed_in| &signed_in.session.token);
    if token.is_some_and(|token| holds_token(&request, token)) {
        return Err(SaveFault::HoldsToken);
    }
    if id.is_none() && console.history.saved.entries().len() >= MOST_SAVED {
        return Err(SaveFault::TooMany);
    }
    Ok((id, SavedRequest { name, folder, notes, environment, request }))
}

/// A request was stored under this number, or was not.
pub(super) fn stored(console: &mut Console, owner: &super::Owner, id: Option<u64>, it: SavedRequest) {
    let history = &mut console.history;
    if history.owner.as_ref() != Some(owner) {
        return;
    }
    match (id, history.form.as_mut()) {
        (Some(id), _) => {
            history.form.take_if(|form| form.is_saving);
            history.deleted.take_if(|deleted| deleted.id == id);
            history.saved.put(Kept { id, it });
        }
        (None, Some(form)) if form.is_saving => {
            (form.is_saving, form.fault) = (false, Some(SaveFault::NotStored));
        }
        (None, _) => history.told = Some(super::Told::NotStored),
    }
}

/// Deletes a saved request, which may be had back.
pub(super) fn delete(console: &mut Console, id: u64) -> Vec<Effect> {
    let history = &mut console.history;
    let Some(deleted) = history.saved.remove(id) else { return Vec::new() };
    history.form.take_if(|form| matches!(form.about, About::Saved(about) if about == id));
    history.deleted = Some(deleted);
    vec![filed(Filing::Delete(id))]
}

/// Has the one back that was deleted last.
pub(super) fn undo(console: &mut Console) -> Vec<Effect> {
    let (Some(owner), Some(deleted)) = (console.owner(), console.history.deleted.clone()) else {
        return Vec::new();
    };
    vec![filed(Filing::Put(owner, Some(deleted.id), Box::new(deleted.it)))]
}
