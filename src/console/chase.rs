//! From an id in an answer to the thing that it is the id of. The view of the answer says which value the person is at, the
//! catalogue where that leads.

use super::draft::Draft;
use super::model::Console;
use super::{Effect, session, sheets};
use crate::catalogue::Lead;
use crate::procore::is_id;
use crate::time::UnixTime;

/// An id that the person is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chase {
    /// The number of the document that it is in.
    document: u32,
    /// The names of the members on the way to it, from the outside in, without places in arrays.
    names: Vec<String>,
    /// The id, digit by digit.
    id: String,
    /// Where it leads, if anywhere.
    lead: Option<Box<Lead>>,
}

/// Where an id leads, for the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// What the endpoint is for.
    pub line: String,
    /// The path that will be called, with names in braces where nothing is known or chosen.
    pub path: String,
    /// The page in Procore's web app.
    pub page: Option<String>,
}

impl Chase {
    /// The request that shows the thing. What the call that was answered says about the way to it goes before what is chosen:
    /// the thing is where that call went.
    fn draft(&self, lead: &Lead) -> Draft {
        let Lead { path, parameter, given, .. } = lead;
        let mut draft = Draft { path: path.clone(), ..Draft::new() };
        let names = draft.names();
        draft.values = given.iter().filter(|(name, _)| names.contains(name)).cloned().collect();
        draft.set_value(parameter, self.id.clone());
        draft
    }
}

impl Console {
    /// Where the id leads that the person is at in the answer in sight.
    pub fn led(&self) -> Option<Led> {
        let chase = self.chase.as_ref()?;
        let lead = chase.lead.as_ref()?;
        let draft = chase.draft(lead);
        let path = draft.with_values(&self.places.chosen).ok()?;
        let page = lead.page.as_ref().zip(self.environment().web_app());
        let page = page.map(|(page, host)| format!("{host}{}", page.replace("{id}", &chase.id)));
        Some(Led { line: lead.line.clone(), path, page })
    }

    /// Whether the answer in sight is that of the document with this number.
    fn shows(&self, document: u32) -> bool {
        self.work.call().and_then(super::work::Call::shown) == Some(document)
    }
}

/// In the document with this number the person is at this value, which may be an id by its names; or at none.
pub(super) fn choose(
    console: &mut Console,
    document: u32,
    value: Option<(Vec<String>, String)>,
) -> Vec<Effect> {
    console.chase = None;
    let Some((names, id)) = value.filter(|(_, id)| is_id(id) && console.shows(document)) else {
        return Vec::new();
    };
    let Some(call) = console.work.call() else { return Vec::new() };
    let asked = &call.answered().asked;
    let question = Effect::Lead(document, names.clone(), asked.method, asked.target.clone());
    console.chase = Some(Chase { document, names, id, lead: None });
    vec![question]
}

/// Takes the catalogue's word on these names, unless the person is elsewhere by now.
pub(super) fn take(console: &mut Console, document: u32, names: &[String], lead: Option<Box<Lead>>) {
    if let Some(chase) =
        console.chase.as_mut().filter(|chase| chase.document == document && chase.names == names)
    {
        chase.lead = lead;
    }
}

/// An id of what is no longer in sight leads nowhere.
pub(super) fn mind_sight(console: &mut Console) {
    let document = console.chase.as_ref().map(|chase| chase.document);
    if document.is_some_and(|document| !console.shows(document)) {
        console.chase = None;
    }
}

/// Opens what shows the thing in a tab of its own, and calls it, unless something is left to be filled in.
pub(super) fn follow(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let draft = console.chase.as_ref().and_then(|chase| Some(chase.draft(chase.lead.as_ref()?)));
    let Some(draft) = draft else { return Vec::new() };
    let is_whole = draft.target(&console.places.chosen, &console.environment().api).is_ok();
    match sheets::open(console, draft) && is_whole {
        true => session::send(console, now),
        false => Vec::new(),
    }
}
