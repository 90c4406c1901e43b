//! Shared links: the one of the request in sight, and what one fills in that was followed. It is never sent by itself.

use super::draft::Draft;
use super::model::Console;
use super::place::{self, Linked, Way};
use super::{Effect, LinkCompany, Note, sheets};
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
    let linked = linked(&link);
    let seen = link.seen.clone();
    let has_room = sheets::open(console, draft(*link));
    if has_room {
        console.work.sheet_mut().seen = seen;
    }
    let mut effects = vec![Effect::KeepLink(None)];
    if elsewhere.is_some() {
        // What it names there, nobody here has.
        let company = linked.map(|linked| LinkCompany::Unknown(linked.company));
        console.note = Some(Note::LinkElsewhere { environment: elsewhere, company });
    } else if has_room {
        console.places.linked = linked;
        effects.extend(go_to_linked(console));
    }
    effects
}

/// Where a link leads: the company of its header or, without one, of its path, and the project of its path.
fn linked(link: &Shared) -> Option<Linked> {
    let value = |name: &str| {
        let named = link.parameters.iter().find(|(given, _)| given == name);
        named.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let company = link.company.as_ref().map(|id| id.as_str().to_owned()).or_else(|| value("company_id"))?;
    Some(Linked { company, project: value("project_id"), is_wanted: false })
}

/// Goes on to where a link leads, as far as what is known by now allows, and says what is in the way.
pub(super) fn go_to_linked(console: &mut Console) -> Vec<Effect> {
    let Some(id) = console.places.linked.as_ref().map(|linked| linked.company.clone()) else {
        return Vec::new();
    };
    let (way, effects) = place::go_to_linked(console);
    let company = match way {
        Way::Waits => return effects,
        Way::Over => None,
        Way::Asks(named) => Some(LinkCompany::Theirs(named)),
        Way::NotListed { is_all: true } => Some(LinkCompany::NotTheirs(id)),
        Way::NotListed { is_all: false } => Some(LinkCompany::Unknown(id)),
    };
    console.note.take_if(|note| matches!(note, Note::LinkElsewhere { environment: None, .. }));
    if company.is_some() {
        console.note = Some(Note::LinkElsewhere { environment: None, company });
    }
    effects
}

/// The person wants to work where the link leads.
pub(super) fn accept(console: &mut Console) -> Vec<Effect> {
    if let Some(linked) = &mut console.places.linked {
        linked.is_wanted = true;
    }
    go_to_linked(console)
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
