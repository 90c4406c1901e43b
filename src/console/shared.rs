//! Shared links: the one of the request in sight, and what one fills in that was followed. It is never sent by itself.

use super::draft::Draft;
use super::model::Console;
use super::{Effect, Note, sheets};
use crate::procore::trimmed;
use crate::share::{LinkError, Seen, Shared};

/// Takes the query of the address, or the link that this tab kept while somebody signed in. It waits until it is known who
/// is here.
pub(super) fn follow(console: &mut Console, query: &str) -> Vec<Effect> {
    match Shared::parse(query) {
        Err(LinkError::NotShared) => Vec::new(),
        Err(error) => {
            console.note = Some(Note::LinkUnreadable(error));
            vec![Effect::KeepLink(None)]
        }
        Ok(shared) => {
            let wanted = shared.environment.clone();
            if let Some(id) = wanted.filter(|id| console.environments.iter().any(|known| known.id == *id)) {
                console.preferences.environment = Some(id);
            }
            console.link = Some(Box::new(shared));
            vec![Effect::KeepLink(Some(query.to_owned()))]
        }
    }
}

/// Opens the link that was followed in a tab of its own.
pub(super) fn open(console: &mut Console) -> Vec<Effect> {
    let Some(link) = console.link.take() else { return Vec::new() };
    let elsewhere = link.environment.clone().filter(|id| *id != console.environment().id);
    let chosen = console.places.chosen.company.as_ref().map(|company| company.id.as_str());
    let company =
        link.company.as_ref().map(|id| id.as_str().to_owned()).filter(|id| Some(id.as_str()) != chosen);
    if elsewhere.is_some() || company.is_some() {
        console.note = Some(Note::LinkElsewhere { environment: elsewhere, company });
    }
    let seen = link.seen.clone();
    if sheets::open(console, draft(*link)) {
        console.work.sheet_mut().seen = seen;
    }
    vec![Effect::KeepLink(None)]
}

/// The request that a link fills in.
fn draft(link: Shared) -> Draft {
    let Shared { method, path, parameters, headers, body, .. } = link;
    Draft { method, path, values: parameters, headers, ..Draft::new() }.with_body(body)
}

impl Console {
    /// A link to the request in sight, whose answer is looked at like this.
    pub fn link(&self, seen: Seen) -> Result<String, LinkError> {
        let environment = self.environment();
        let draft = &self.work.sheet().draft;
        let path = trimmed(&draft.path);
        let path = path.strip_prefix(environment.api.as_str()).unwrap_or(path);
        if !path.starts_with('/') {
            return Err(LinkError::Unreadable("path"));
        }
        let parameter = |name: String| Some((name.clone(), draft.filled(&name, &self.places.chosen)?));
        let shared = Shared {
            environment: Some(environment.id.clone()),
            company: self.preview().and_then(|preview| preview.company),
            method: draft.method,
            path: path.to_owned(),
            parameters: draft.names().into_iter().filter_map(parameter).collect(),
            headers: draft.headers.clone(),
            body: draft.typed_body(),
            seen,
        };
        Ok(format!("{}?{}", self.redirect_uri, shared.to_query()?))
    }
}
