//! One field: what it takes, and what is to be minded about what is in it.

use crate::catalogue::{Kind, Parameter};
use crate::procore::{ends, is_day, names, parse_iso_utc};

/// So many rows of a page version 2 gives at most (Procore's "REST v2").
const MOST_ROWS_V2: u32 = 100;

/// A field of a request's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, as it goes over the wire but for the `[]` of an array.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether it takes several.
    pub many: bool,
    /// Whether the call cannot do without it.
    pub is_required: bool,
    /// Whether it is there also without a value; if not, it can be taken away.
    pub is_known: bool,
    /// What stands in the text.
    pub values: Vec<String>,
    /// The name in braces that the value stands behind, if it does.
    pub braces: Option<String>,
    /// The value that comes from what is chosen above where none is typed.
    pub above: Option<String>,
    /// What is to be minded about the values. They are sent all the same.
    pub fault: Option<String>,
}

/// How a value is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// As a text.
    Text,
    /// As one of these.
    Choice(Vec<String>),
    /// As any of these.
    Boxes(Vec<String>),
    /// As these names in an order, each also with `-` before it.
    Order(Vec<String>),
    /// As a day.
    Day,
    /// As a first and a last day.
    Days,
    /// As one text after the other.
    List,
}

impl Field {
    pub(super) fn of(parameter: Parameter) -> Self {
        let Parameter { name, kind, many, required, .. } = parameter;
        Self {
            name,
            kind,
            many,
            is_required: required,
            is_known: true,
            values: Vec::new(),
            braces: None,
            above: None,
            fault: None,
        }
    }

    pub(super) fn checked(mut self, is_v2: bool) -> Self {
        self.fault = self.values.iter().find_map(|value| self.fault_of(value, is_v2));
        self
    }

    /// The only value, or the first.
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// Whether something is in it.
    pub fn is_set(&self) -> bool {
        self.values.iter().any(|value| !is_empty(value))
    }

    /// What is to be put in, in a word or as an example.
    pub fn example(&self) -> &'static str {
        match self.kind {
            Kind::Id => "id",
            Kind::Integer => "whole number",
            Kind::Number => "number",
            Kind::Date => "YYYY-MM-DD",
            Kind::DateTime => "YYYY-MM-DDTHH:MM:SSZ",
            Kind::DateRange => "YYYY-MM-DD...YYYY-MM-DD",
            Kind::Text | Kind::Boolean | Kind::OneOf(_) | Kind::Sort(_) => "",
        }
    }

    /// Where its value comes from, or may come from, while nothing is typed.
    pub fn hint(&self) -> &'static str {
        match (self.braces.as_deref(), &self.above) {
            _ if self.is_set() => "",
            (Some("company_id"), Some(_)) => "from the company above",
            (Some("project_id"), Some(_)) => "from the project above",
            (Some("company_id"), None) => "choose a company above, or type its id",
            (Some("project_id"), None) => "choose a project above, or type its id",
            _ if self.is_required => "needed",
            _ => "",
        }
    }

    /// How its value is put in. A value that it would not show makes a text of it.
    pub fn input(&self) -> Input {
        let with_given = |options: &[String], given: Vec<&str>| {
            let mut all = options.to_vec();
            for value in given {
                if !value.is_empty() && !all.iter().any(|known| known == value) {
                    all.push(value.to_owned());
                }
            }
            all
        };
        let given = || self.values.iter().map(String::as_str).collect();
        let is_day_or_empty = |text: &str| text.is_empty() || is_day(text);
        match &self.kind {
            Kind::OneOf(options) if self.many => Input::Boxes(with_given(options, given())),
            Kind::OneOf(options) => Input::Choice(with_given(options, given())),
            Kind::Boolean if !self.many => {
                Input::Choice(with_given(&["true".to_owned(), "false".to_owned()], given()))
            }
            Kind::Sort(options) if !self.many => match order(self.value()) {
                Some(order) => {
                    let bare = order.iter().map(|name| name.strip_prefix('-').unwrap_or(name)).collect();
                    Input::Order(with_given(options, bare))
                }
                None => Input::Text,
            },
            Kind::Date if !self.many && is_day_or_empty(self.value()) => Input::Day,
            Kind::DateRange if !self.many => match ends(self.value()) {
                Some((from, to)) if is_day_or_empty(from) && is_day_or_empty(to) => Input::Days,
                None if self.value().is_empty() => Input::Days,
                _ => Input::Text,
            },
            _ if self.many => Input::List,
            _ => Input::Text,
        }
    }

    /// The first and the last day, or nothing in the place of one that is not there.
    pub fn days(&self) -> [&str; 2] {
        ends(self.value()).map_or(["", ""], |(from, to)| [from, to])
    }

    /// The names that a list is ordered by, each with or without `-`.
    pub fn order(&self) -> Vec<&str> {
        order(self.value()).unwrap_or_default()
    }

    fn fault_of(&self, value: &str, is_v2: bool) -> Option<String> {
        let value = value.trim();
        if names(value).next().is_some() {
            return None;
        }
        if is_empty(value) {
            return (!self.is_known).then(|| "It is sent without a value.".to_owned());
        }
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let words = match &self.kind {
            // Version 2 has strings for ids.
            Kind::Id if !(is_v2 || is_digits(value) && value.parse::<u64>().is_ok()) => {
                "An id is a whole number of at most 64 bits."
            }
            Kind::Integer if !is_digits(value.strip_prefix('-').unwrap_or(value)) => {
                "This is no whole number."
            }
            Kind::Integer if super::is_paging(&self.name) => {
                return rows_fault(&self.name, value, is_v2);
            }
            Kind::Number if serde_json::from_str::<serde_json::Number>(value).is_err() => {
                "This is no number."
            }
            Kind::Boolean if !["true", "false"].contains(&value) => "Procore takes true or false here.",
            Kind::Date if !is_day(value) => "This is no day: write it as 2024-01-31.",
            Kind::DateTime if parse_iso_utc(value).is_none() => {
                "This is no instant: write it as 2024-01-31T16:30:00Z."
            }
            Kind::DateRange if !is_span(value) => match ends(value) {
                Some(("", _) | (_, "")) => "A span has two ends: both days are sent.",
                _ => "This is no span: write it as 2024-01-01...2024-01-31.",
            },
            Kind::OneOf(options) if !options.iter().any(|option| option == value) => {
                "This is none of the values that are known here."
            }
            _ => return None,
        };
        Some(words.to_owned())
    }
}

/// Whether a value is as good as none.
pub(super) fn is_empty(value: &str) -> bool {
    value.is_empty() || value == "..."
}

/// Whether this is a span of days or instants.
fn is_span(value: &str) -> bool {
    is_begun_span(value) && ends(value).is_some_and(|(from, to)| !from.is_empty() && !to.is_empty())
}

/// Whether this may become one: an end may still be empty.
pub(super) fn is_begun_span(value: &str) -> bool {
    let is_time = |text: &str| text.is_empty() || is_day(text) || parse_iso_utc(text).is_some();
    ends(value).is_some_and(|(from, to)| is_time(from) && is_time(to))
}

/// The names of `a,-b`, if there is nothing else in it.
fn order(value: &str) -> Option<Vec<&str>> {
    if value.is_empty() {
        return Some(Vec::new());
    }
    let is_name = |part: &&str| {
        let name = part.strip_prefix('-').unwrap_or(part);
        !name.is_empty() && !name.starts_with('-') && names(name).next().is_none()
    };
    value.split(',').map(|part| Some(part).filter(is_name)).collect()
}

fn rows_fault(name: &str, value: &str, is_v2: bool) -> Option<String> {
    match value.parse::<u32>() {
        Ok(0) | Err(_) if name == "page" => Some("Pages are counted from 1.".to_owned()),
        Ok(0) | Err(_) => Some("Write how many rows a page is to have: 1 or more.".to_owned()),
        Ok(rows) if is_v2 && name == "per_page" && rows > MOST_ROWS_V2 => {
            Some(format!("Version 2 gives {MOST_ROWS_V2} rows at most."))
        }
        Ok(_) => None,
    }
}
