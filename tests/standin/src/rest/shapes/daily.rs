//! Daily logs: manpower, notes, weather. Five entries for each day, the last of them today.

use serde_json::{Value, json};

use super::super::dates::{self, DAY};
use super::super::maker::Maker;

/// Entries of one day.
const OF_A_DAY: u64 = 5;

/// The date of a row, and the moment at which it was entered.
fn when(make: &mut Maker) -> (String, String) {
    let noon = make.place.now.saturating_sub(make.number / OF_A_DAY * DAY) / DAY * DAY + DAY / 2;
    (dates::date(noon), dates::instant((noon + make.below(DAY / 4)).min(make.place.now)))
}

/// One of `/rest/v1.0/projects/{project_id}/manpower_logs`.
pub(crate) fn manpower(make: &mut Maker) -> Value {
    let (date, created) = when(make);
    let (workers, hours) = (1 + make.below(40), 4 + make.below(7));
    json!({
        "id": make.id,
        "date": date,
        "datetime": created,
        "num_workers": workers,
        "num_hours": format!("{hours}.0"),
        "man_hours": format!("{}.0", workers * hours),
        "notes": make.words(12),
        "vendor": make.vendor(),
        "cost_code": make.cost_code(),
        "location": make.location(),
        "created_by": make.person(),
        "status": make.one_of(&["approved", "pending"]),
        "attachments": [],
        "created_at": created,
        "updated_at": created,
    })
}

/// One of `/rest/v1.0/projects/{project_id}/notes_logs`.
pub(crate) fn notes(make: &mut Maker) -> Value {
    let (date, created) = when(make);
    json!({
        "id": make.id,
        "date": date,
        "datetime": created,
        "comment": make.words(20),
        "is_issue_day": make.once_in(6),
        "location": make.location(),
        "created_by": make.person(),
        "status": make.one_of(&["approved", "pending"]),
        "attachments": [],
        "created_at": created,
        "updated_at": created,
    })
}

/// One of `/rest/v1.1/projects/{project_id}/daily_logs/weather_logs`.
pub(crate) fn weather(make: &mut Maker) -> Value {
    let (date, created) = when(make);
    json!({
        "id": make.id,
        "date": date,
        "time_hour": 6 + make.number % OF_A_DAY * 3,
        "time_minute": 0,
        "sky": make.one_of(&["Clear", "Cloudy", "Overcast", "Rain", "Snow"]),
        "temperature": format!("{} °C", make.below(45) as i64 - 12),
        "precipitation": make.one_of(&["None", "Light", "Heavy"]),
        "wind": make.one_of(&["None", "Breeze", "Gusts"]),
        "comments": make.words(6),
        "is_weather_delay": make.once_in(12),
        "location": make.location(),
        "created_by": make.person(),
        "status": make.one_of(&["approved", "pending"]),
        "attachments": [],
        "created_at": created,
        "updated_at": created,
    })
}
