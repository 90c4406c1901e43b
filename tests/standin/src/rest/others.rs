//! Paths that are no collection: counts of daily logs, permissions, values of a filter, the zone of a company.

use std::borrow::Borrow;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::collection::Deleted;
use super::data::Data;
use super::kinds::KINDS;
use super::{Call, dates};
use crate::answer;
use crate::api::errors;

impl Call<'_> {
    /// `GET /rest/v1.1/projects/{project_id}/daily_logs/counts`: of today, or of `log_date`.
    pub(crate) fn log_counts(&self, data: &mut Data) -> Response {
        let today = dates::date(self.place.now);
        let date = self.query.get("log_date").unwrap_or(&today);
        let mut counts = Vec::new();
        for kind in KINDS.iter().filter(|kind| kind.daily) {
            let rows = self.collection(data, kind).rows(Deleted::Without);
            let count = rows.map(Borrow::<Value>::borrow).filter(|row| row["date"] == date).count();
            counts.push(json!({ "module_name": format!("{}s", kind.root), "count": count, "position": counts.len() + 1 }));
        }
        self.answer(StatusCode::OK, counts.into())
    }

    /// `GET /rest/v1.0/settings/permissions`
    pub(crate) fn permissions(&self) -> Response {
        let tools = ["rfi", "submittal_log", "punch_list", "daily_log", "directory"];
        let tools = tools.iter().zip(1_u64..).map(|(name, number)| {
            json!({
                "id": number,
                "name": name,
                "friendly_name": name.replace('_', " "),
                "available_for_user": number < 5,
                "user_access_level": { "id": 3, "name": if number < 5 { "standard" } else { "none" } },
                "permitted_actions": [],
            })
        });
        self.answer(StatusCode::OK, json!({ "tools": tools.collect::<Vec<_>>() }))
    }

    /// `GET /rest/v1.0/projects/{project_id}/rfis/filter_options/{field}`: `[{key, value}]`, without pages.
    pub(crate) fn filter_options(&self) -> Response {
        let rfi = KINDS
            .iter()
            .find(|kind| kind.root == "rfi")
            .filter(|_| self.route.record.as_deref() == Some("status"));
        let Some(rfi) = rfi else {
            return errors(StatusCode::NOT_FOUND, "There is no such filter.");
        };
        let options: Vec<Value> =
            rfi.statuses.iter().map(|status| json!({ "key": status, "value": status })).collect();
        self.answer(StatusCode::OK, options.into())
    }

    /// `GET /rest/v1.0/company_base_url`
    pub(crate) fn zone(&self) -> Response {
        answer::json(StatusCode::OK, &json!({ "zone": "us01", "web_base_url": "https://app.example.com" }))
    }
}
