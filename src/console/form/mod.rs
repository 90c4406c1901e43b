//! The request as a form: what the catalogue knows of its parameters, what the text says of them, and how a change of a field
//! becomes text again. The text is the draft; nothing is kept here.

mod field;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use field::{Field, Input};

use super::draft::Draft;
use super::model::Console;
use super::place::Chosen;
use crate::catalogue::{At, Endpoint, Envelope, Kind, Parameter};
use crate::procore::{Method, Query, is_filter, names};

/// The fields of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What the call cannot do without, or stands in braces.
    pub needed: Vec<Field>,
    /// What it may have besides.
    pub optional: Vec<Field>,
    /// What narrows, orders, views and pages a list.
    pub filters: Vec<Field>,
    /// Whether filters that are not listed may be added.
    pub is_list: bool,
}

/// What is known of the call that a form is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sight<'a> {
    /// The catalogue has not answered yet.
    Unclear,
    /// The catalogue has no such endpoint.
    Unknown,
    /// It is a call of this endpoint.
    Known(&'a Endpoint),
}

/// Where the value of a field stands.
enum Spot {
    /// In the path, spelled like this.
    Segment(String),
    /// Behind a name in braces.
    Braces(String),
    /// In the query.
    Query,
}

impl<'a> Sight<'a> {
    fn endpoint(self) -> Option<&'a Endpoint> {
        if let Self::Known(endpoint) = self { Some(endpoint) } else { None }
    }

    fn spot(self, draft: &Draft, query: &Query, name: &str) -> Spot {
        let parameter = self.endpoint().and_then(|endpoint| endpoint.parameter(name));
        if let (Some(Parameter { at: At::Path, .. }), Some(endpoint)) = (parameter, self.endpoint()) {
            let mut given = endpoint.given(&draft.path).into_iter();
            let written = given.find(|(given, _)| *given == name).map(|(_, value)| value.to_owned());
            return written.map_or_else(|| Spot::Braces(name.to_owned()), Spot::Segment);
        }
        // A pair of the query that has no field may be called like a name in braces elsewhere.
        let has_field = parameter.is_some() || is_filter(name) || is_listing(name) || is_paging(name);
        let values = query.values(name, true);
        if let [value] = values.as_slice()
            && let Some(inner) = in_braces(value)
        {
            return Spot::Braces(inner.to_owned());
        }
        let is_named = draft.names().iter().any(|known| known == name);
        match is_named && (values.is_empty() || !has_field) {
            true => Spot::Braces(name.to_owned()),
            false => Spot::Query,
        }
    }
}

/// The name that a text consists of, in braces.
fn in_braces(text: &str) -> Option<&str> {
    names(text).next().filter(|name| name.len() + 2 == text.len())
}

/// What a form is read from.
struct Reader<'a> {
    draft: &'a Draft,
    query: Query,
    sight: Sight<'a>,
    chosen: &'a Chosen,
    is_v2: bool,
    /// The names in braces that fields stand for.
    filled: Vec<String>,
}

impl Reader<'_> {
    fn field(&mut self, parameter: Parameter, is_known: bool) -> Field {
        let name = &parameter.name;
        let is_array = parameter.many || self.query.is_array(name);
        match self.sight.spot(self.draft, &self.query, name) {
            Spot::Braces(inner) => self.in_braces(parameter, inner),
            Spot::Segment(value) => Field { values: vec![value], ..Field::of(parameter) }.checked(self.is_v2),
            Spot::Query => {
                let values = self.query.values(name, is_array);
                Field { many: is_array, values, is_known, ..Field::of(parameter) }.checked(self.is_v2)
            }
        }
    }

    fn in_braces(&mut self, parameter: Parameter, name: String) -> Field {
        let value = Some(self.draft.value(&name).to_owned()).filter(|value| !value.is_empty());
        let above = self.chosen.value(&name).map(str::to_owned);
        self.filled.push(name.clone());
        let values = value.into_iter().collect();
        Field { many: false, values, above, braces: Some(name), ..Field::of(parameter) }.checked(self.is_v2)
    }

    /// What narrows and pages a list that is not in the catalogue for this endpoint, and whether this is a list.
    fn others_of_list(&mut self, listed: &[Parameter]) -> (Vec<Field>, bool) {
        let is_other = |name: &str| listed.iter().all(|parameter| parameter.name != name);
        let mut others: Vec<Field> = Vec::new();
        for name in self.query.filters().into_iter().filter(|name| is_other(name)) {
            let is_span = self.query.values(&name, true).iter().all(|value| field::is_begun_span(value));
            let kind = if is_span { Kind::DateRange } else { Kind::Text };
            others.push(self.field(plain(name, kind), false));
        }
        let has_pages = match self.sight {
            Sight::Unclear => false,
            Sight::Unknown => self.draft.path.starts_with('/'),
            Sight::Known(endpoint) => endpoint.pages,
        };
        // How an endpoint of the catalogue is ordered and viewed is listed there.
        let unlisted = [("sort", Kind::Text), ("view", Kind::Text)].into_iter();
        let is_in_catalogue = self.sight.endpoint().is_some();
        let unlisted = unlisted.filter(|_| !is_in_catalogue);
        let paging = [("per_page", Kind::Integer), ("page", Kind::Integer)];
        for (name, kind) in unlisted.chain(paging).filter(|(name, _)| has_pages && is_other(name)) {
            others.push(self.field(plain(name.to_owned(), kind), true));
        }
        (others, has_pages)
    }
}

impl Form {
    /// The form of a draft.
    pub(super) fn of(draft: &Draft, sight: Sight<'_>, chosen: &Chosen) -> Self {
        let endpoint = sight.endpoint();
        let is_v2 = endpoint.map_or_else(
            || draft.path.starts_with("/rest/v2"),
            |endpoint| endpoint.envelope() == Envelope::Data,
        );
        let query = draft.query();
        let mut reader = Reader { draft, query, sight, chosen, is_v2, filled: Vec::new() };
        let mut form = Self::default();
        let listed = endpoint.map_or(&[][..], |endpoint| &endpoint.parameters);
        let has_pages = endpoint.is_some_and(|endpoint| endpoint.pages);
        for parameter in listed {
            let is_of_list = is_filter(&parameter.name) || (has_pages && is_listing(&parameter.name));
            let group = match (parameter.required, is_of_list) {
                (true, _) => &mut form.needed,
                (false, true) => &mut form.filters,
                (false, false) => &mut form.optional,
            };
            group.push(reader.field(parameter.clone(), true));
        }
        if draft.method == Method::Get {
            let (others, is_list) = reader.others_of_list(listed);
            form.filters.extend(others);
            form.is_list = is_list || !form.filters.is_empty();
        }
        for name in draft.names() {
            if !reader.filled.contains(&name) {
                let parameter = Parameter { required: true, ..plain(name.clone(), Kind::Text) };
                form.needed.push(reader.in_braces(parameter, name));
            }
        }
        form
    }

    /// All fields.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.needed.iter().chain(&self.optional).chain(&self.filters)
    }

    /// The names of what Procore refuses the call without and the text does not have. What stands in braces it has: without
    /// a value it is not sent.
    pub fn missing(&self) -> Vec<&str> {
        let missing = self.needed.iter().filter(|field| field.braces.is_none() && !field.is_set());
        missing.map(|field| field.name.as_str()).collect()
    }
}

/// A parameter that no catalogue lists.
fn plain(name: String, kind: Kind) -> Parameter {
    Parameter { name, at: At::Query, kind, many: false, required: false }
}

/// Whether a parameter orders a list, or says how much of each row is shown.
fn is_listing(name: &str) -> bool {
    ["sort", "view", "serializer_view"].contains(&name) || name.starts_with("sort[")
}

/// Whether a parameter says which page of a list is wanted, or how long it may be.
fn is_paging(name: &str) -> bool {
    ["page", "per_page"].contains(&name)
}

/// Writes the values of a field into the draft. Empty ones are left out, but for a filter that the catalogue does not list:
/// its field would be gone while somebody types. Without any values it is.
pub(super) fn set(draft: &mut Draft, endpoint: Option<&Endpoint>, name: &str, values: Vec<String>) {
    let sight = endpoint.map_or(Sight::Unknown, Sight::Known);
    let mut query = draft.query();
    match (sight.spot(draft, &query, name), sight.endpoint()) {
        (Spot::Segment(_), Some(endpoint)) => {
            let value = values.into_iter().next().unwrap_or_default();
            draft.path = endpoint.with_value(&draft.path, name, value.trim());
            // What was typed for it before does not come back.
            draft.set_value(name, String::new());
        }
        (Spot::Braces(inner), _) => draft.set_value(&inner, values.into_iter().next().unwrap_or_default()),
        _ => {
            let parameter = sight.endpoint().and_then(|endpoint| endpoint.parameter(name));
            let is_array = parameter.is_some_and(|parameter| parameter.many) || query.is_array(name);
            let stays = parameter.is_none() && is_filter(name);
            // Dots alone are a span without days, and a word like any other elsewhere.
            let is_span = parameter.is_some_and(|parameter| parameter.kind == Kind::DateRange);
            let is_empty = |value: &str| if is_span { field::is_empty(value) } else { value.is_empty() };
            let first = values.first().cloned();
            let mut kept: Vec<String> =
                values.into_iter().filter(|value| stays && !is_array || !is_empty(value)).collect();
            if kept.is_empty() && stays {
                kept.extend(first.map(|_| String::new()));
            }
            query.set(name, is_array, &kept);
            draft.set_query(&query);
        }
    }
}

/// How the values of a filter that is to be added are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelled {
    /// `filters[name]=`
    #[default]
    One,
    /// `filters[name][]=`
    Many,
    /// `filters[name]=A...B`
    Span,
}

impl Spelled {
    /// All of them, with words for a list to choose from.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::One, "one value"), (Self::Many, "any of several"), (Self::Span, "days from … to …")];
}

/// Adds a filter without a value, by its name or by all of `filters[name]`.
pub(super) fn add(draft: &mut Draft, typed: &str, spelled: Spelled) {
    let typed = typed.trim();
    let name = if is_filter(typed) { typed.to_owned() } else { format!("filters[{typed}]") };
    let mut query = draft.query();
    if !is_filter(&name) || query.has(&name) {
        return;
    }
    let value = if spelled == Spelled::Span { crate::procore::span("", "") } else { String::new() };
    query.set(&name, spelled == Spelled::Many, &[value]);
    draft.set_query(&query);
}

impl Console {
    /// The form of the request in sight.
    pub fn form(&self) -> Form {
        let sheet = self.work.sheet();
        Form::of(&sheet.draft, sheet.sight(), &self.places.chosen)
    }
}
