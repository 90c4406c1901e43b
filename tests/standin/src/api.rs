//! The API host: bearer check (RFC 6750), rate limit, `Procore-Company-Id`, `/me` and `/companies`; all other resources
//! are in `rest`. Beside them what Procore does not have, for tests: a body of any size, odd ones, and an echo.
//!
//! Procore asks for that header on every call but `/me` and `/companies` of a person; a service account always sends it.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use axum::{Extension, Router, middleware, routing};
use serde_json::{Map, Value, json};

use crate::answer::{self, OauthError};
use crate::fields::Fields;
use crate::options::{Company, Options};
use crate::paging::Page;
use crate::received::bearer;
use crate::world::{Owner, Shared, TokenState, World};
use crate::{large, odd, rest};

/// The header that names the company a call is about.
pub(crate) const COMPANY_ID: HeaderName = HeaderName::from_static("procore-company-id");

/// Whom a call is made for.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) id: u64,
    pub(crate) login: String,
    pub(crate) name: String,
    companies: Vec<u64>,
}

/// The routes behind the bearer check.
pub(crate) fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/rest/v1.0/me", routing::get(me))
        .route("/rest/v1.0/companies", routing::get(companies))
        .route("/rest/v1.0/large", routing::get(large::large))
        .route("/rest/v1.0/odd/echo", routing::any(rest::echo))
        .route("/rest/v1.0/odd/{kind}", routing::get(odd::odd))
        .fallback(rest::serve)
        .method_not_allowed_fallback(not_found)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(Arc::clone(shared), guard))
        .with_state(Arc::clone(shared))
}

/// Checks the token of a call under `/rest/`, counts the call, and puts the rate limit on whatever answer follows.
async fn guard(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/rest/") {
        return not_found().await;
    }
    let (verdict, caller, options) = {
        let mut world = shared.world();
        let (token, caller) = match authenticate(&mut world, request.headers()) {
            Ok(found) => found,
            Err(error) => return error.unauthorized(&error.body()),
        };
        let (now, options) = (world.now(), world.options.clone());
        let Some(token) = world.token_mut(&token) else {
            return answer::TOKEN_UNKNOWN.unauthorized(&answer::TOKEN_UNKNOWN.body());
        };
        let verdict = token.calls.take(now, &options);
        let unaddressed = token.owner == Owner::Service && !request.headers().contains_key(COMPANY_ID);
        (verdict, (!unaddressed).then_some(caller), options)
    };
    if !verdict.allowed {
        return verdict.refusal(&options);
    }
    let Some(caller) = caller else { return verdict.on(missing_company_header(), &options) };
    request.extensions_mut().insert(caller);
    verdict.on(next.run(request).await, &options)
}

/// The text of the token and whom it stands for, or why it is refused.
fn authenticate(world: &mut World, headers: &HeaderMap) -> Result<(String, Caller), OauthError> {
    let text = bearer(headers).ok_or(answer::TOKEN_UNKNOWN)?;
    let now = world.now_seconds();
    let token = world.token_mut(text).ok_or(answer::TOKEN_UNKNOWN)?.clone();
    match token.state(now) {
        TokenState::Live => {}
        TokenState::Expired => return Err(answer::TOKEN_EXPIRED),
        TokenState::Revoked => return Err(answer::TOKEN_REVOKED),
    }
    let caller = match &token.owner {
        Owner::Person(email) => world.options.user(email).map(|user| Caller {
            id: user.id,
            login: user.email.clone(),
            name: user.name.clone(),
            companies: user.companies.clone(),
        }),
        Owner::Service => {
            let client = world.options.client(&token.client_id);
            client.and_then(|client| client.service_account.clone()).map(|account| Caller {
                id: account.id,
                login: account.login,
                name: account.name,
                companies: account.companies,
            })
        }
    };
    Ok((token.text, caller.ok_or(answer::TOKEN_UNKNOWN)?))
}

pub(crate) async fn not_found() -> Response {
    errors(StatusCode::NOT_FOUND, "There is nothing at this path.")
}

/// Procore has no single shape of errors; this is the one that third parties have seen.
pub(crate) fn errors(status: StatusCode, text: &str) -> Response {
    answer::json(status, &json!({ "errors": [text] }))
}

fn missing_company_header() -> Response {
    errors(StatusCode::BAD_REQUEST, "This call needs the header Procore-Company-Id with the id of a company.")
}

/// The company of a call: that of the header, and if path or query name one, they must name the same.
pub(crate) fn company<'a>(
    options: &'a Options,
    caller: &Caller,
    headers: &HeaderMap,
    named: Option<&str>,
) -> Result<&'a Company, Box<Response>> {
    let header = headers.get(COMPANY_ID).ok_or_else(|| Box::new(missing_company_header()))?;
    let header = header.to_str().unwrap_or_default();
    if named.is_some_and(|named| named != header) {
        let text = "The header Procore-Company-Id and the call name different companies.";
        return Err(Box::new(errors(StatusCode::FORBIDDEN, text)));
    }
    let company =
        header.parse().ok().filter(|id| caller.companies.contains(id)).and_then(|id| options.company(id));
    let company = company
        .ok_or_else(|| Box::new(errors(StatusCode::NOT_FOUND, "No such company, or no access to it.")))?;
    if !company.connected {
        let text = "App is not connected to this company.";
        return Err(Box::new(errors(StatusCode::FORBIDDEN, text)));
    }
    Ok(company)
}

/// `GET /rest/v1.0/me`: id and login; the name too if a company or project is named, and then the header is needed.
async fn me(
    State(shared): State<Arc<Shared>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let query = Fields::from_query(uri.query());
    let mut body = Map::new();
    body.insert("id".into(), caller.id.into());
    body.insert("login".into(), caller.login.as_str().into());
    if query.get("company_id").is_some() || query.get("project_id").is_some() {
        let world = shared.world();
        if let Err(response) = company(&world.options, &caller, &headers, query.get("company_id")) {
            return *response;
        }
        body.insert("name".into(), caller.name.as_str().into());
    }
    answer::json(StatusCode::OK, &Value::Object(body))
}

/// `GET /rest/v1.0/companies`: those the caller may see, connected or not.
async fn companies(
    State(shared): State<Arc<Shared>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Response {
    let world = shared.world();
    let visible = world.options.companies.iter().filter(|company| caller.companies.contains(&company.id));
    let rows = visible.map(|company| {
        json!({
            "id": company.id,
            "name": company.name,
            "is_active": true,
            "logo_url": null,
            "pcn_business_experience": null,
            "my_company": caller.companies.first() == Some(&company.id),
        })
    });
    collection(&shared, &world.options, &uri, rows.collect())
}

/// One page of the rows.
fn collection(shared: &Shared, options: &Options, uri: &Uri, rows: Vec<Value>) -> Response {
    let query = Fields::from_query(uri.query());
    let page = Page::of(&query, options);
    let total = rows.len();
    let (rows, with_headers) = page.of_rows(rows, uri.path(), options);
    let response = answer::json(StatusCode::OK, &Value::Array(rows));
    if !with_headers {
        return response;
    }
    page.on(response, &format!("{}{}", shared.api_origin, uri.path()), &query, total)
}
