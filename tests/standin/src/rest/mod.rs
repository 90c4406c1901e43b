//! The resources of the API host: lists that are filtered, sorted, viewed and paged, and rows that are shown, added,
//! changed and deleted, over collections that are made from a seed when they are first asked for.
//!
//! [`kinds`] lists them with their paths. Version 1 answers bare arrays and objects; version 2 wraps them in `data` and
//! spells ids as texts.

mod body;
mod collection;
mod data;
mod dates;
mod dice;
mod echo;
mod filters;
mod kinds;
mod list;
mod maker;
mod names;
mod others;
mod route;
mod shapes;
mod sort;
mod view;
mod write;

use std::borrow::Borrow;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use self::body::{BadBody, Body};
use self::collection::Collection;
pub(crate) use self::data::Data;
pub(crate) use self::echo::echo;
use self::kinds::{Kind, Make, Scope};
use self::maker::{Maker, Place};
use self::route::{Route, Thing};
use crate::answer;
use crate::api::{COMPANY_ID, Caller, company, errors, not_found};
use crate::fields::Fields;
use crate::options::Options;
use crate::problems::Problem;
use crate::world::Shared;

/// A call whose company and project are known.
struct Call<'a> {
    options: &'a Options,
    caller: &'a Caller,
    route: &'a Route,
    query: &'a Fields,
    path: &'a str,
    api_origin: &'a str,
    place: Place,
}

/// The handler of every path that no other one has.
pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let query = Fields::from_query(request.uri().query());
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let path = request.uri().path().to_owned();
    let Some(route) = route::find(&path, query.get("project_id").is_some()) else { return not_found().await };
    if matches!(route.thing, Thing::Zone) && !headers.contains_key(COMPANY_ID) {
        return Problem::ErrorObject.response();
    }
    let body = if method == Method::GET { Ok(Body::default()) } else { Body::read(request).await };
    let body = match body {
        Ok(body) => body,
        Err(error) => return refuse(&error),
    };
    let mut world = shared.world();
    let now = world.now_seconds();
    let world = &mut *world;
    let (options, data) = (&world.options, &mut world.data);
    let ids = Ids::of(&route, &query, &body);
    let place = match ids.place(options, data, &caller, &headers, now) {
        Ok(place) => place,
        Err(response) => return *response,
    };
    let api_origin = &shared.api_origin;
    let call =
        Call { options, caller: &caller, route: &route, query: &query, path: &path, api_origin, place };
    match route.thing {
        Thing::Rows(kind) => call.rows(data, kind, &method, &body),
        _ if method != Method::GET => errors(StatusCode::NOT_FOUND, "There is nothing at this path."),
        Thing::LogCounts => call.log_counts(data),
        Thing::Permissions => call.permissions(),
        Thing::FilterOptions => call.filter_options(),
        Thing::Zone => call.zone(),
    }
}

fn refuse(error: &BadBody) -> Response {
    match error {
        BadBody::Broken(text) => errors(StatusCode::BAD_REQUEST, text),
        BadBody::Type(kind) => {
            errors(StatusCode::NOT_ACCEPTABLE, &format!("No body of the type {kind:?} is taken."))
        }
        BadBody::Unread => {
            errors(StatusCode::PAYLOAD_TOO_LARGE, "The body could not be read, or is too large.")
        }
    }
}

/// The ids of a call, as its path, query and body spell them.
struct Ids<'a> {
    route: &'a Route,
    path_company: Option<&'a str>,
    /// From the query, or the top level of the body.
    other_company: Option<String>,
    project: Option<String>,
}

impl<'a> Ids<'a> {
    fn of(route: &'a Route, query: &Fields, body: &Body) -> Self {
        let other = |name: &str| {
            let in_body = || match body.members.get(name)? {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
            };
            query.get(name).map(str::to_owned).or_else(in_body)
        };
        Self {
            route,
            path_company: route.company.as_deref(),
            other_company: other("company_id"),
            project: route.project.clone().or_else(|| other("project_id")),
        }
    }

    /// Checks that header, path and query name one company, which the caller may read, and that the project is its.
    fn place(
        &self,
        options: &Options,
        data: &mut Data,
        caller: &Caller,
        headers: &HeaderMap,
        now: u64,
    ) -> Result<Place, Box<Response>> {
        let (wants_company, wants_project) = match self.route.thing {
            Thing::Rows(kind) => (kind.scope == Scope::Company, kind.scope == Scope::Project),
            Thing::LogCounts | Thing::FilterOptions => (false, true),
            Thing::Permissions | Thing::Zone => (false, false),
        };
        if let (Some(one), Some(other)) = (self.path_company, &self.other_company)
            && one != other
        {
            let text = "The path and company_id name different companies.";
            return Err(Box::new(errors(StatusCode::FORBIDDEN, text)));
        }
        let named = self.path_company.or(self.other_company.as_deref());
        if named.is_none() && wants_company {
            let text = "This call needs the query parameter company_id.";
            return Err(Box::new(errors(StatusCode::BAD_REQUEST, text)));
        }
        let company = company(options, caller, headers, named)?;
        let none = || Box::new(errors(StatusCode::NOT_FOUND, "No such project, or no access to it."));
        let project = match &self.project {
            Some(text) => {
                let id: u64 = text.parse().map_err(|_| none())?;
                if !data.has_project(options, company, id, now) {
                    return Err(none());
                }
                id
            }
            None if wants_project => {
                let text = "This call needs the query parameter project_id.";
                return Err(Box::new(errors(StatusCode::BAD_REQUEST, text)));
            }
            None => 0,
        };
        let project = if wants_company { 0 } else { project };
        Ok(data::place(options, company.id, project, now))
    }
}

impl Call<'_> {
    /// Answers with a value: bare, or as version 2 does.
    fn answer(&self, status: StatusCode, value: Value) -> Response {
        if self.route.second {
            return answer::json(status, &json!({ "data": view::with_text_ids(value) }));
        }
        answer::json(status, &value)
    }

    fn collection<'d>(&self, data: &'d mut Data, kind: &Kind) -> &'d mut Collection {
        // The place was made from a company of the options, so that the other one is never meant.
        let (options, place) = (self.options, self.place);
        let company = options.company(place.company).unwrap_or(&options.companies[0]);
        data.collection(options, kind, company, place.project, place.now)
    }

    fn rows(&self, data: &mut Data, kind: &Kind, method: &Method, body: &Body) -> Response {
        let collection = self.collection(data, kind);
        let Some(record) = &self.route.record else {
            return match *method {
                Method::GET => list::list(self, kind, collection),
                Method::POST => self.create(kind, collection, body),
                _ => errors(StatusCode::NOT_FOUND, "There is nothing at this path."),
            };
        };
        let id: u64 = record.parse().unwrap_or_default();
        let Some(row) = collection.get(id) else {
            return errors(StatusCode::NOT_FOUND, "No such record, or no access to it.");
        };
        match *method {
            Method::GET if matches!(kind.make, Make::Projects) => {
                self.answer(StatusCode::OK, shapes::projects::rich(row))
            }
            Method::GET => self.answer(StatusCode::OK, row.clone()),
            Method::PATCH | Method::PUT => self.update(kind, collection, id, body),
            Method::DELETE => {
                collection.delete(id, self.place.now);
                let mut response = Response::default();
                *response.status_mut() = StatusCode::NO_CONTENT;
                response
            }
            _ => errors(StatusCode::NOT_FOUND, "There is nothing at this path."),
        }
    }

    /// A row of the kind with everything in it.
    fn example(&self, kind: &Kind, collection: &Collection) -> Value {
        match kind.make {
            Make::Seeded(make) => make(&mut Maker::new(self.place, kind.salt, 0, 0)),
            Make::Projects => {
                let first = collection.rows(collection::Deleted::With).next().map(Borrow::<Value>::borrow);
                first.cloned().unwrap_or_default()
            }
        }
    }

    fn create(&self, kind: &Kind, collection: &mut Collection, body: &Body) -> Response {
        let members = write::members(kind, body);
        let mut faults = write::faults(kind, &members, true);
        let uploaded = kind.file.and_then(|field| body.files.iter().find(|file| file.field == field));
        if kind.file.is_some() && uploaded.is_none() {
            faults.insert("data".into(), json!(["required"]));
        }
        if !faults.is_empty() {
            return answer::json(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "errors": faults }));
        }
        let example = self.example(kind, collection);
        let mut row = write::blank(&example, collection.take_id());
        row["created_at"] = dates::instant(self.place.now).into();
        if example.get("created_by").is_some() {
            let Caller { id, login, name, .. } = self.caller;
            row["created_by"] = json!({ "id": id, "login": login, "name": name });
        }
        if example.get("number").is_some_and(Value::is_string) {
            row["number"] = (collection.len() + 1).to_string().into();
        }
        if let Some(status) = kind.statuses.first() {
            row["status"] = (*status).into();
        }
        self.change(&mut row, &example, members, body);
        if let Some(file) = uploaded {
            row["size"] = file.size.into();
            if row["name"].as_str().is_none_or(|name| name.trim().is_empty()) {
                row["name"] = file.file_name.clone().into();
            }
        }
        collection.push(row.clone());
        self.answer(StatusCode::CREATED, row)
    }

    fn update(&self, kind: &Kind, collection: &mut Collection, id: u64, body: &Body) -> Response {
        let members = write::members(kind, body);
        let faults = write::faults(kind, &members, false);
        if !faults.is_empty() {
            return answer::json(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "errors": faults }));
        }
        let example = self.example(kind, collection);
        let Some(row) = collection.get_mut(id) else {
            return errors(StatusCode::NOT_FOUND, "No such record, or no access to it.");
        };
        self.change(row, &example, members, body);
        let row = row.clone();
        self.answer(StatusCode::OK, row)
    }

    fn change(&self, row: &mut Value, example: &Value, members: serde_json::Map<String, Value>, body: &Body) {
        write::set(row, example, members);
        row["updated_at"] = dates::instant(self.place.now).into();
        let mut attachments = row["attachments"].as_array().cloned().unwrap_or_default();
        for file in &body.files {
            let mut described = file.describe();
            described["id"] =
                (row["id"].as_u64().unwrap_or_default() * 2 + attachments.len() as u64 + 1).into();
            described["url"] = format!("{}{}/{}", self.api_origin, self.path, file.file_name).into();
            attachments.push(described);
        }
        if !body.files.is_empty() {
            row["attachments"] = attachments.into();
        }
    }
}
