//! The authorization endpoint (RFC 6749 sections 3.1, 4.1.1 and 4.2.1): login, validation, consent, answer.
//!
//! Order and texts follow Doorkeeper: who is not logged in meets the login form first, whatever the request is worth.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use crate::answer::{self, OauthError};
use crate::fields::Fields;
use crate::options::{Client, EarlyErrors, OUT_OF_BAND, Options, Part, Spelling};
use crate::world::{Owner, Session, Shared, World};
use crate::{login, pages};

/// A request with a known client and a redirect URI of that client.
struct Valid<'a> {
    client: Client,
    redirect_uri: &'a str,
    /// Whether an access token was asked for; otherwise a code.
    implicit: bool,
    state: Option<&'a str>,
}

/// A request that does not get as far as consent.
struct Refused {
    error: OauthError,
    /// Client and redirect URI are sound, so that the error could be sent there.
    redirectable: bool,
}

/// Doorkeeper's order: client id, client, redirect URI, response type.
fn validate<'a>(options: &Options, fields: &'a Fields) -> Result<Valid<'a>, Refused> {
    let stop = |error| Refused { error, redirectable: false };
    let client_id = fields.get("client_id").ok_or(stop(answer::MISSING_CLIENT_ID))?;
    let client = options.client(client_id).ok_or(stop(answer::INVALID_CLIENT))?;
    let redirect_uri = fields
        .get("redirect_uri")
        .filter(|uri| !uri.contains('#') && client.redirect_uris.iter().any(|known| known == uri))
        .ok_or(stop(answer::INVALID_REDIRECT_URI))?;
    let redirectable = redirect_uri != OUT_OF_BAND;
    let implicit = match fields.get("response_type") {
        Some("token") if options.implicit_enabled => true,
        Some("code") => false,
        Some(_) => return Err(Refused { error: answer::UNSUPPORTED_RESPONSE_TYPE, redirectable }),
        None => return Err(Refused { error: answer::MISSING_RESPONSE_TYPE, redirectable }),
    };
    Ok(Valid { client: client.clone(), redirect_uri, implicit, state: fields.get("state") })
}

/// `GET /oauth/authorize`
pub(crate) async fn ask(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let mut world = shared.world();
    let Some(session) = login::session(&shared, &world, &headers) else { return login_page(&world, &uri) };
    let fields = Fields::from_query(uri.query());
    let valid = match validate(&world.options, &fields) {
        Ok(valid) => valid,
        Err(refused) => return refuse(&world.options, &refused, &fields),
    };
    let granted = world.live_token(&session.email, &valid.client.id).is_some();
    if granted && world.options.skip_consent_when_granted {
        return allow(&mut world, &session, &valid);
    }
    let Some(user) = world.options.user(&session.email) else { return login_page(&world, &uri) };
    let html = pages::consent(&pages::Consent {
        client: &valid.client,
        user,
        csrf: &session.csrf,
        response_type: if valid.implicit { "token" } else { "code" },
        redirect_uri: valid.redirect_uri,
        state: valid.state,
        return_to: target(&uri),
    });
    answer::page(StatusCode::OK, html)
}

/// `POST /oauth/authorize`: the decision on the consent page.
pub(crate) async fn decide(State(shared): State<Arc<Shared>>, uri: Uri, request: Request) -> Response {
    let headers = request.headers().clone();
    let fields = Fields::from_body(request).await.unwrap_or_else(|_| Fields::from_query(None));
    let mut world = shared.world();
    let Some(session) = login::session(&shared, &world, &headers) else { return login_page(&world, &uri) };
    if fields.get("csrf") != Some(session.csrf.as_str()) {
        let html = pages::notice(
            "Form out of date",
            "This form was not made for your login. Start again in the app.",
        );
        return answer::page(StatusCode::FORBIDDEN, html);
    }
    let valid = match validate(&world.options, &fields) {
        Ok(valid) => valid,
        Err(refused) => return refuse(&world.options, &refused, &fields),
    };
    if fields.get("decision") == Some("allow") {
        allow(&mut world, &session, &valid)
    } else {
        deny(&world.options, &valid)
    }
}

/// `GET /oauth/authorize/{code}`: the code to copy, for apps that cannot be redirected to.
pub(crate) async fn show_code(
    State(shared): State<Arc<Shared>>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let world = shared.world();
    let session = login::session(&shared, &world, &headers);
    if session.is_some_and(|session| world.code_belongs_to(&code, &session.email)) {
        answer::page(StatusCode::OK, pages::code(&code))
    } else {
        answer::page(StatusCode::NOT_FOUND, pages::notice("No such code", "There is no code of yours here."))
    }
}

fn login_page(world: &World, uri: &Uri) -> Response {
    answer::page(StatusCode::OK, pages::login(&world.options.users, target(uri), "", false))
}

/// Path and query of a request, to return to.
fn target(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |target| target.as_str())
}

/// Grants what was asked for (RFC 6749 sections 4.1.2 and 4.2.2).
fn allow(world: &mut World, session: &Session, valid: &Valid<'_>) -> Response {
    let client_id = &valid.client.id;
    if !valid.implicit {
        let code = world.issue_code(&session.email, client_id, valid.redirect_uri);
        if valid.redirect_uri == OUT_OF_BAND {
            return answer::redirect(StatusCode::FOUND, &format!("/oauth/authorize/{code}"));
        }
        return send(valid.redirect_uri, Part::Query, &[("code", Some(&code)), ("state", valid.state)]);
    }
    let live = world.live_token(&session.email, client_id).filter(|_| world.options.reuse_token).cloned();
    // An implicit grant never has a refresh token (RFC 6749 section 4.2.2).
    let token =
        live.unwrap_or_else(|| world.issue_token(Owner::Person(session.email.clone()), client_id, false));
    if valid.redirect_uri == OUT_OF_BAND {
        let query = encode(&[("access_token", Some(&token.text))]);
        return answer::redirect(StatusCode::FOUND, &format!("/oauth/token/info?{query}"));
    }
    let expires_in = token.remaining(world.now_seconds()).map(|seconds| seconds.to_string());
    let access_token = ("access_token", Some(token.text.as_str()));
    let expires_in = ("expires_in", expires_in.as_deref());
    let state = ("state", valid.state);
    let fields: &[_] = match world.options.answer_spelling {
        Spelling::Doorkeeper => &[access_token, ("token_type", Some("bearer")), expires_in, state],
        Spelling::DjangoOauthToolkit => {
            &[access_token, expires_in, ("token_type", Some("Bearer")), ("scope", Some("read write")), state]
        }
    };
    send(valid.redirect_uri, Part::Fragment, fields)
}

/// The person said no (RFC 6749 sections 4.1.2.1 and 4.2.2.1).
fn deny(options: &Options, valid: &Valid<'_>) -> Response {
    let error = answer::ACCESS_DENIED;
    if valid.redirect_uri == OUT_OF_BAND {
        return answer::page(StatusCode::OK, pages::error(error.code, error.description));
    }
    let part = if valid.implicit { options.denied_in } else { Part::Query };
    send_error(valid.redirect_uri, part, error, options.denied_description, valid.state)
}

/// An error before consent: a page, or a redirect where that is allowed and switched on.
fn refuse(options: &Options, refused: &Refused, fields: &Fields) -> Response {
    let error = refused.error;
    let part = match options.early_errors {
        EarlyErrors::Page => None,
        EarlyErrors::Query => Some(Part::Query),
        EarlyErrors::Fragment if fields.get("response_type") == Some("code") => Some(Part::Query),
        EarlyErrors::Fragment => Some(Part::Fragment),
    };
    match (part, fields.get("redirect_uri")) {
        (Some(part), Some(redirect_uri)) if refused.redirectable => {
            send_error(redirect_uri, part, error, options.denied_description, fields.get("state"))
        }
        _ => {
            let unknown_client = error == answer::INVALID_CLIENT;
            let status = if unknown_client { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
            answer::page(status, pages::error(error.code, error.description))
        }
    }
}

fn send_error(
    redirect_uri: &str,
    part: Part,
    error: OauthError,
    described: bool,
    state: Option<&str>,
) -> Response {
    let description = described.then_some(error.description);
    let fields = [("error", Some(error.code)), ("error_description", description), ("state", state)];
    send(redirect_uri, part, &fields)
}

/// Sends the answer to the redirect URI, whose own query is kept (RFC 6749 section 3.1.2).
fn send(redirect_uri: &str, part: Part, fields: &[(&str, Option<&str>)]) -> Response {
    let separator = match part {
        Part::Fragment => '#',
        Part::Query if redirect_uri.contains('?') => '&',
        Part::Query => '?',
    };
    answer::redirect(StatusCode::FOUND, &format!("{redirect_uri}{separator}{}", encode(fields)))
}

/// Form encoding, blanks left out: a space is `+`, and `~` is `%7E`.
fn encode(fields: &[(&str, Option<&str>)]) -> String {
    let present = fields.iter().filter_map(|(name, value)| Some((name, (*value)?)));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(present).finish()
}
