//! A stand-in of Procore for tests and demonstrations: a login host, an API host, and a static host for the app.
//!
//! It shares no code with the app, so that the two can disagree. It follows RFC 6749, RFC 6750 and RFC 7009 in the
//! manner of Doorkeeper, which Procore's OAuth resembles, and what Procore documents of its REST API. Where servers differ or
//! nothing is known, there is a switch in [`Options`].
//!
//! Behind `/me` and `/companies` are thousands of rows, made from a seed when they are first asked for, which can be
//! listed, changed, added and deleted by the paths of Procore's reference; `rest/kinds.rs` has the list of them.
//!
//! It listens on 127.0.0.1 only, logs nothing, and holds nothing worth stealing.
//!
//! ```no_run
//! # async fn example() -> Result<(), standin::StartError> {
//! let site = standin::Site::start("dist", "/").await?;
//! let procore = standin::start(standin::Options::for_site(&site.root_url())).await?;
//! site.override_file("config.json", "application/json", 200, procore.config_json());
//! procore.set_options(|options| options.login_cors = true);
//! # Ok(()) }
//! ```

mod answer;
mod api;
mod authorize;
mod control;
mod cors;
mod faults;
mod fields;
mod info_and_revoke;
mod large;
mod link;
mod login;
mod odd;
mod options;
mod pages;
mod paging;
mod parts;
mod problems;
mod random;
mod rate_limit;
mod raw;
mod received;
// One generator, so that the benchmarks of the index and that of the browser read the same bytes.
#[path = "../../../benches/records.rs"]
mod records;
mod rest;
mod rows;
mod seeds;
mod server;
mod site;
mod site_headers;
mod token;
mod world;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, middleware, routing};
use serde_json::json;
use thiserror::Error;

pub use faults::{Fault, Host};
pub use link::Link;
pub use options::{
    Client, Company, DEMO_CLIENT, EarlyErrors, GRANTS_CLIENT, GRANTS_SECRET, InfoSpelling, OTHER_CLIENT,
    OUT_OF_BAND, Options, Part, Project, SERVICE_CLIENT, SERVICE_SECRET, Secret, ServiceAccount, Spelling,
    TokenFormat, User,
};
pub use problems::Problem;
pub use raw::{RawListener, RawRequest};
pub use received::{BearerSeen, Received};
use server::Server;
pub use site::{PathMatch, Site, SiteFault, SiteRequest};
use world::{Owner, Shared};

/// Why a server did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// Somebody else listens on this port.
    #[error("port {0} is in use: stop the other program or choose another port")]
    PortInUse(u16),
    /// The port could not be opened.
    #[error("port {port} cannot be opened: {error}")]
    Listen {
        /// The port; 0 stands for any.
        port: u16,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
}

/// The origin of a port on this machine.
fn origin(port: u16) -> String {
    format!("http://localhost:{port}")
}

/// Starts both hosts on free ports.
///
/// # Errors
/// If no port can be opened.
pub async fn start(options: Options) -> Result<Standin, StartError> {
    start_on(options, 0, 0).await
}

/// Starts both hosts on given ports; 0 means a free one.
///
/// # Errors
/// If a port is in use or cannot be opened.
pub async fn start_on(options: Options, login_port: u16, api_port: u16) -> Result<Standin, StartError> {
    let (login_listener, login_port) = server::bind(login_port).await?;
    let (api_listener, api_port) = server::bind(api_port).await?;
    let shared = Arc::new(Shared::new(options, origin(login_port), origin(api_port)));
    let login = Server::run(login_listener, surround(login_routes(&shared), &shared, Host::Login));
    let api = Server::run(api_listener, api_router(&shared));
    Ok(Standin { shared, login, api: tokio::sync::Mutex::new(Some(api)), api_port })
}

fn login_routes(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/", routing::get(login::home))
        .route("/login", routing::get(login::form).post(login::log_in))
        .route("/logout", routing::post(login::log_out))
        .route("/oauth/authorize", routing::get(authorize::ask).post(authorize::decide))
        .route("/oauth/authorize/{code}", routing::get(authorize::show_code))
        .route("/oauth/token", routing::post(token::issue))
        .route("/oauth/token/info", routing::get(info_and_revoke::info))
        .route("/oauth/revoke", routing::post(info_and_revoke::revoke))
        .merge(control::router(shared))
        .fallback(async || {
            answer::page(StatusCode::NOT_FOUND, pages::notice("Not found", "There is no such page."))
        })
        .with_state(Arc::clone(shared))
}

fn api_router(shared: &Arc<Shared>) -> Router {
    surround(api::router(shared), shared, Host::Api)
}

/// What every request passes, from the outside: the record of requests, CORS, faults.
fn surround(router: Router, shared: &Arc<Shared>, host: Host) -> Router {
    let state = (Arc::clone(shared), host);
    router
        .layer(middleware::from_fn_with_state(state.clone(), faults::apply))
        .layer(middleware::from_fn_with_state(state.clone(), cors::apply))
        .layer(middleware::from_fn_with_state(state, received::apply))
}

/// Both hosts, running. Dropping it ends them.
pub struct Standin {
    shared: Arc<Shared>,
    login: Server,
    api: tokio::sync::Mutex<Option<Server>>,
    api_port: u16,
}

impl fmt::Debug for Standin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origins = (self.login_origin(), self.api_origin());
        f.debug_tuple("Standin").field(&origins.0).field(&origins.1).finish()
    }
}

impl Standin {
    /// The login host, such as `http://localhost:8081`.
    #[must_use]
    pub fn login_origin(&self) -> &str {
        &self.shared.login_origin
    }

    /// The API host, such as `http://localhost:8082`.
    #[must_use]
    pub fn api_origin(&self) -> &str {
        &self.shared.api_origin
    }

    /// The text of a `config.json` that makes the app use this stand-in with [`DEMO_CLIENT`].
    #[must_use]
    pub fn config_json(&self) -> String {
        let environment = json!({
            "id": "stand-in",
            "name": "Stand-in of Procore",
            "login_url": self.login_origin(),
            "api_url": self.api_origin(),
            "client_id": DEMO_CLIENT,
            "read_only": false,
        });
        json!({ "environments": [environment] }).to_string()
    }

    /// The options of this moment.
    #[must_use]
    pub fn options(&self) -> Options {
        self.shared.world().options.clone()
    }

    /// Changes options; the next request sees them. `control` has an effect at the start only.
    pub fn set_options(&self, change: impl FnOnce(&mut Options)) {
        change(&mut self.shared.world().options);
    }

    /// Adds a fault behind those already set.
    pub fn add_fault(&self, fault: Fault) {
        self.shared.world().faults.push(fault);
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.shared.world().faults.clear();
    }

    /// Revokes all tokens.
    pub fn revoke_all(&self) {
        self.shared.world().revoke_all();
    }

    /// Lets all access tokens expire; refresh tokens live on.
    pub fn expire_all(&self) {
        self.shared.world().expire_all();
    }

    /// Moves the stand-in's clock forward.
    pub fn advance(&self, by: Duration) {
        self.shared.world().advance(by);
    }

    /// The requests so far, without secrets, in the order of arrival.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.shared.world().received.clone()
    }

    /// Forgets the requests so far.
    pub fn clear_received(&self) {
        self.shared.world().received.clear();
    }

    /// Back to the options of the start: no session, token, code, fault or record, and the rows as they are made from the
    /// seed; the clock as the system's.
    pub fn reset(&self) {
        self.shared.world().reset();
    }

    /// Issues an access token without a login.
    ///
    /// # Panics
    /// If there is no such user or client: the test is wrong.
    #[must_use]
    pub fn issue_token(&self, user_email: &str, client_id: &str) -> String {
        let mut world = self.shared.world();
        assert!(world.options.user(user_email).is_some(), "no user {user_email}");
        assert!(world.options.client(client_id).is_some(), "no client {client_id}");
        world.issue_token(Owner::Person(user_email.to_owned()), client_id, false).text
    }

    /// Logs somebody in at the login host without its form. Returns the name and the value of the session cookie.
    ///
    /// # Panics
    /// If there is no such user: the test is wrong.
    #[must_use]
    pub fn log_in(&self, user_email: &str) -> (String, String) {
        let mut world = self.shared.world();
        assert!(world.options.user(user_email).is_some(), "no user {user_email}");
        (login::cookie_name(&self.shared), world.log_in(user_email))
    }

    /// Every access and refresh token ever issued, so that a test can search for leaks.
    #[must_use]
    pub fn issued_tokens(&self) -> Vec<String> {
        self.shared.world().issued_tokens().to_vec()
    }

    /// Every authorization code ever issued.
    #[must_use]
    pub fn issued_codes(&self) -> Vec<String> {
        self.shared.world().issued_codes().to_vec()
    }

    /// Puts a network before both hosts, or none, and closes the connections that are open. An API host that is stopped has none
    /// when it starts again.
    pub async fn set_link(&self, link: Option<&Arc<Link>>) {
        self.login.set_link(link.cloned());
        if let Some(api) = &*self.api.lock().await {
            api.set_link(link.cloned());
        }
    }

    /// Closes the port of the API host and all its connections.
    pub async fn stop_api(&self) {
        let server = self.api.lock().await.take();
        if let Some(server) = server {
            server.stop().await;
        }
    }

    /// Opens that port again.
    ///
    /// # Errors
    /// If the port has been taken by somebody else meanwhile.
    pub async fn start_api(&self) -> Result<(), StartError> {
        let mut api = self.api.lock().await;
        if api.is_none() {
            let (listener, _) = server::bind(self.api_port).await?;
            *api = Some(Server::run(listener, api_router(&self.shared)));
        }
        Ok(())
    }

    /// Ends both hosts; their ports are closed when this returns.
    pub async fn shutdown(self) {
        self.stop_api().await;
        self.login.stop().await;
    }
}
