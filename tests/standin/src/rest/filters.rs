//! `filters[…]`: which rows a list has.
//!
//! Several filters hold together; several values of one (`filters[id][]=1&filters[id][]=2`) are alternatives; `A...B`
//! is a range of dates. What Procore does with a filter that it does not know is undocumented: here it is an error, so
//! that a misspelt one is found.

use serde_json::Value;
use thiserror::Error;

use super::collection::Deleted;
use super::dates;
use super::kinds::{Kind, Make};
use crate::fields::Fields;

/// What is wrong with the query of a list.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum QueryError {
    #[error("There is no filter {0} here.")]
    Filter(String),
    #[error("{0} is no range of dates.")]
    Range(String),
    #[error("{0} is no date.")]
    Date(String),
    #[error("There is no sorting by {0} here.")]
    Sort(String),
    #[error("There is no view {0} here.")]
    View(String),
}

/// One attribute with the values of which one must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Filter {
    attribute: String,
    values: Vec<String>,
}

/// All filters of a query.
#[derive(Debug)]
pub(crate) struct Filters {
    filters: Vec<Filter>,
    pub(crate) deleted: Deleted,
}

impl Filters {
    /// Reads `filters[…]`, and the dates of daily logs; `today` is a date.
    pub(crate) fn read(kind: &Kind, query: &Fields, today: &str) -> Result<Self, QueryError> {
        let mut read = Self { filters: Vec::new(), deleted: Deleted::Without };
        for (name, value) in query.iter() {
            let Some(rest) = name.strip_prefix("filters[") else { continue };
            let attribute = rest.strip_suffix("[]").unwrap_or(rest).strip_suffix(']');
            match (attribute, value) {
                (None, _) => return Err(QueryError::Filter(name.to_owned())),
                (Some("include_deleted"), "only") => read.deleted = Deleted::Only,
                (Some("include_deleted"), "with") => read.deleted = Deleted::With,
                (Some("include_deleted"), _) => return Err(QueryError::Filter(name.to_owned())),
                (Some(attribute), value) => read.add(attribute, value),
            }
        }
        if kind.daily {
            read.add_days(query, today)?;
        }
        Ok(read)
    }

    fn add(&mut self, attribute: &str, value: &str) {
        match self.filters.iter_mut().find(|filter| filter.attribute == attribute) {
            Some(filter) => filter.values.push(value.to_owned()),
            None => self.filters.push(Filter { attribute: attribute.into(), values: vec![value.into()] }),
        }
    }

    /// `log_date`, or `start_date` and `end_date`; today if neither is there.
    fn add_days(&mut self, query: &Fields, today: &str) -> Result<(), QueryError> {
        let day = |name| match query.get(name) {
            Some(text) if text.len() == 10 && dates::is_moment(text) => Ok(Some(text)),
            Some(text) => Err(QueryError::Date(text.to_owned())),
            None => Ok(None),
        };
        let range = match (day("log_date")?, day("start_date")?, day("end_date")?) {
            (Some(date), ..) => format!("{date}...{date}"),
            (None, None, None) => format!("{today}...{today}"),
            (None, from, to) => format!("{}...{}", from.unwrap_or_default(), to.unwrap_or_default()),
        };
        self.add("date", &range);
        Ok(())
    }

    /// Whether a row fits all of them.
    pub(crate) fn fit(&self, kind: &Kind, row: &Value) -> Result<bool, QueryError> {
        for filter in &self.filters {
            let mut any = false;
            for value in &filter.values {
                any = any || fits(kind, row, &filter.attribute, value)?;
            }
            if !any {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn fits(kind: &Kind, row: &Value, attribute: &str, wanted: &str) -> Result<bool, QueryError> {
    if let (Make::Projects, "by_status") = (kind.make, attribute) {
        let active = row["active"] == true;
        return match wanted {
            "All" => Ok(true),
            "Active" => Ok(active),
            "Inactive" => Ok(!active),
            _ => Err(QueryError::Filter(format!("filters[by_status]={wanted}"))),
        };
    }
    let unknown = || QueryError::Filter(format!("filters[{attribute}]"));
    let value = match row.get(attribute) {
        Some(value) => value,
        None => referred(row, attribute).ok_or_else(unknown)?,
    };
    if wanted.contains("...") {
        return in_range(value, wanted);
    }
    // The search of lists by name; anything else is compared as a whole.
    if matches!(attribute, "name" | "project_number") {
        let text = value.as_str().unwrap_or_default().to_lowercase();
        return Ok(text.contains(&wanted.to_lowercase()));
    }
    Ok(equals(value, wanted))
}

/// What `assignee_id` is about: the member `assignee`, or `assignees`.
fn referred<'a>(row: &'a Value, attribute: &str) -> Option<&'a Value> {
    let name = attribute.strip_suffix("_id")?;
    row.get(name).or_else(|| row.get(format!("{name}s")))
}

/// Whether a value is meant: objects by id, name or status, arrays by one of theirs.
fn equals(value: &Value, wanted: &str) -> bool {
    match value {
        Value::Null => wanted.is_empty(),
        Value::Bool(value) => wanted == value.to_string(),
        Value::Number(number) => wanted == number.to_string(),
        Value::String(text) => text.eq_ignore_ascii_case(wanted),
        Value::Array(items) => items.iter().any(|item| equals(item, wanted)),
        Value::Object(object) => ["id", "name", "status"]
            .iter()
            .any(|name| object.get(*name).is_some_and(|member| equals(member, wanted))),
    }
}

/// Both ends are in the range, and either may be absent. Procore's example has quotation marks around it.
fn in_range(value: &Value, wanted: &str) -> Result<bool, QueryError> {
    let error = || QueryError::Range(wanted.to_owned());
    let (from, to) = wanted.trim_matches('"').split_once("...").ok_or_else(error)?;
    let bound = |text| match text {
        "" => Ok(None),
        text if dates::is_moment(text) => Ok(Some(text)),
        _ => Err(error()),
    };
    let (from, to) = (bound(from)?, bound(to)?);
    match value {
        Value::Null => Ok(false),
        Value::String(moment) if dates::is_moment(moment) => Ok(dates::is_between(moment, from, to)),
        _ => Err(error()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::kinds::{KINDS, PROJECTS};
    use super::*;

    fn fit(kind: &Kind, row: &Value, query: &str) -> Result<bool, QueryError> {
        Filters::read(kind, &Fields::from_query(Some(query)), "2026-11-25")?.fit(kind, row)
    }

    #[test]
    fn a_row_fits() {
        let row = json!({
            "id": 9_007_199_254_740_993_u64, "name": "Pier 7", "status": { "id": 4, "name": "Open" }, "private": false,
            "assignees": [{ "id": 1 }, { "id": 2 }], "due_date": "2026-11-30", "updated_at": "2026-11-02T16:30:00Z", "active": true,
        });
        for (query, expected) in [
            ("", Some(true)),
            ("filters[id]=9007199254740993", Some(true)),
            ("filters[id]=9007199254740992", Some(false)),
            ("filters[id][]=1&filters[id][]=9007199254740993", Some(true)),
            ("filters[status]=open", Some(true)),
            ("filters[status]=4&filters[private]=true", Some(false)),
            ("filters[assignee_id]=2", Some(true)),
            ("filters[name]=PIER", Some(true)),
            ("filters[by_status]=Inactive", Some(false)),
            ("filters[by_status]=Some", None),
            ("filters[updated_at]=2026-11-02T16:30:00Z...2026-11-02T16:30:00Z", Some(true)),
            ("filters[updated_at]=%222026-11-01T00:00:00Z...2026-11-02T16:29:59Z%22", Some(false)),
            ("filters[due_date]=2026-11-01...", Some(true)),
            ("filters[due_date]=yesterday...", None),
            ("filters[name]=2026-11-01...", None),
            ("filters[stauts]=open", None),
            ("filters[status=open", None),
            ("filters[include_deleted]=maybe", None),
        ] {
            assert_eq!(fit(&PROJECTS, &row, query).ok(), expected, "{query}");
        }
    }

    #[test]
    fn daily_logs_have_days() {
        let kind = KINDS.iter().find(|kind| kind.daily).copied();
        let of = |date: &str, query: &str| kind.map(|kind| fit(&kind, &json!({ "date": date }), query));
        assert_eq!(of("2026-11-25", ""), Some(Ok(true)));
        assert_eq!(of("2026-11-24", ""), Some(Ok(false)));
        assert_eq!(of("2026-11-24", "log_date=2026-11-24"), Some(Ok(true)));
        assert_eq!(of("2026-11-24", "start_date=2026-11-01&end_date=2026-11-24"), Some(Ok(true)));
        assert_eq!(of("2026-11-25", "end_date=2026-11-24"), Some(Ok(false)));
        assert_eq!(of("2026-11-25", "log_date=25.11."), Some(Err(QueryError::Date("25.11.".into()))));
    }
}
