//! From an entry to a draft in a tab of its own. Nothing is sent by that, and environment and company stay what they are: where
//! the entry was about others, the tab says so.

use serde::{Deserialize, Serialize};

use super::Shelf;
use crate::console::draft::{BodyKind, Draft};
use crate::console::model::Console;
use crate::console::{Effect, session, sheets};
use crate::procore::{CompanyId, Method, Outgoing, needs_no_company};
use crate::share::Past;
use crate::time::UnixTime;

/// Where a draft was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whence {
    /// The number of the saved request; `None` for a call of the history.
    pub saved: Option<u64>,
    /// The id of the environment that it is about.
    pub environment: Option<String>,
    /// The company that its header named.
    pub company: Option<CompanyId>,
}

impl Draft {
    /// What one would have typed for this request.
    pub(super) fn of(request: Outgoing, whence: Whence) -> Self {
        let Outgoing { method, target, headers, body, .. } = request;
        Self { method, path: target, headers, whence: Some(whence), ..Self::new() }.with_body(body)
    }

    /// Whether a body was sent that the history did not keep, and none has been typed since.
    fn lacks_body(&self) -> bool {
        match self.kind {
            _ if self.method == Method::Get => false,
            BodyKind::Empty => false,
            BodyKind::Json => self.json.is_empty(),
            BodyKind::Form => self.fields.is_empty(),
            BodyKind::Multipart => self.parts.is_empty(),
        }
    }
}

impl Console {
    /// What is to be said of the draft in sight, sentence by sentence: what of it is not sent, and what is different because
    /// it was taken from elsewhere.
    pub fn notices(&self) -> Vec<String> {
        let draft = &self.work.sheet().draft;
        let mut said: Vec<String> =
            draft.type_note().map(|note| note.words().to_owned()).into_iter().collect();
        let Some(whence) = draft.whence.as_ref() else { return said };
        let what = if whence.saved.is_some() { "This request was saved" } else { "This call was made" };
        if let Some(there) = whence.environment.as_ref().filter(|there| **there != self.environment().id) {
            let name = self.environments.get(there).map_or(there, |environment| &environment.name);
            said.push(format!(
                "{what} in {name}. You are in {}, and that is where it goes.",
                self.environment().name
            ));
        }
        let here = self.company_for(&draft.path);
        if whence.company != here {
            let place = |company: Option<&CompanyId>| match company {
                Some(id) => format!("for company {}", self.company_name(id)),
                None => "without a company".to_owned(),
            };
            let (then, now) = (place(whence.company.as_ref()), place(here.as_ref()));
            said.push(format!(
                "{what} {then}. As you work now, it goes {now}: choose another above if it should not."
            ));
        }
        if whence.saved.is_none() && draft.lacks_body() {
            said.push(
                "The body that was sent is not here: the history keeps bodies only if you want it to."
                    .to_owned(),
            );
        }
        said
    }

    /// Whether a call of the history would go where it went then.
    pub fn can_run_again(&self, past: &Past) -> bool {
        past.request.method == Method::Get
            && past.environment == self.environment().id
            && past.request.company == self.company_for(&past.request.target)
    }

    /// The company that the header would name now.
    fn company_for(&self, target: &str) -> Option<CompanyId> {
        let path = target.split('?').next().unwrap_or_default();
        let chosen = self.places.chosen.company.as_ref().filter(|_| !needs_no_company(path));
        let chosen = chosen.and_then(|company| CompanyId::parse(&company.id).ok());
        chosen.or_else(|| self.signed_in()?.company.clone())
    }

    /// Name and id of a company, as far as they are known.
    fn company_name(&self, id: &CompanyId) -> String {
        let known = self.places.chosen.company.iter().chain(&self.places.companies.entries);
        let name = known.filter(|company| company.id == id.as_str()).map(|company| &company.name).next();
        name.map_or_else(|| id.as_str().to_owned(), |name| format!("{name} ({})", id.as_str()))
    }
}

/// Opens an entry in a tab of its own. Returns whether there was room for it.
pub(super) fn open(console: &mut Console, shelf: Shelf, id: u64) -> bool {
    let draft = match shelf {
        Shelf::Calls => console.history.calls.get(id).map(|past| {
            let environment = Some(past.environment.clone());
            let company = past.request.company.clone();
            Draft::of(past.request.clone(), Whence { saved: None, environment, company })
        }),
        Shelf::Saved => console.history.saved.get(id).map(|saved| {
            let environment = saved.environment.clone();
            let company = saved.request.company.clone();
            Draft::of(saved.request.clone(), Whence { saved: Some(id), environment, company })
        }),
    };
    draft.is_some_and(|draft| sheets::open(console, draft))
}

/// Makes a GET of the history again, in a tab of its own, if it goes where it went then; if not, the tab says so and waits.
pub(super) fn run_again(console: &mut Console, id: u64, now: UnixTime) -> Vec<Effect> {
    let goes_there = console.history.calls.get(id).is_some_and(|past| console.can_run_again(past));
    match open(console, Shelf::Calls, id) && goes_there {
        true => session::send(console, now),
        false => Vec::new(),
    }
}
