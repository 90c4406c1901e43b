//! Somebody who is signed in and calls the resources of the API host.

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use standin::{DEMO_CLIENT, Options, Standin};

use crate::browser::{ADA, SITE, header, http};

pub(crate) const LIGHTHOUSE: u64 = 562_949_953_421_312;
pub(crate) const NORDLYS: u64 = 562_949_953_422_001;
pub(crate) const HARBOUR: u64 = 40_917;
/// The first project of Lighthouse.
pub(crate) const PROJECT: u64 = 562_949_953_440_001;
/// The first project of Nordlys.
pub(crate) const BRYGGE: u64 = 562_949_953_450_001;

/// A stand-in with a person at it.
pub(crate) struct Visitor {
    pub(crate) standin: Standin,
    token: String,
    http: Client,
}

impl Visitor {
    /// Ada, at a stand-in whose rate limits are out of the way.
    pub(crate) async fn new(change: impl FnOnce(&mut Options)) -> Self {
        Self::named(ADA, change).await
    }

    pub(crate) async fn named(email: &str, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options { hourly_limit: 100_000, spike_limit: 100_000, ..Options::for_site(SITE) };
        change(&mut options);
        let standin = standin::start(options).await.unwrap();
        let token = standin.issue_token(email, DEMO_CLIENT);
        Self { standin, token, http: http() }
    }

    /// A request with the token and the header of a company.
    pub(crate) fn request(&self, method: Method, company: u64, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.standin.api_origin());
        self.http.request(method, url).bearer_auth(&self.token).header("Procore-Company-Id", company)
    }

    pub(crate) async fn send(&self, company: u64, path: &str) -> Response {
        self.request(Method::GET, company, path).send().await.unwrap()
    }

    /// The answer of a call into Lighthouse, which must succeed.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let response = self.send(LIGHTHOUSE, path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    pub(crate) async fn status(&self, company: u64, path: &str) -> u16 {
        self.send(company, path).await.status().as_u16()
    }

    /// `Total` of a list.
    pub(crate) async fn total(&self, company: u64, path: &str) -> u64 {
        header(&self.send(company, path).await, "total").unwrap().parse().unwrap()
    }
}

/// The ids of the rows of a list.
pub(crate) fn ids(rows: &Value) -> Vec<u64> {
    rows.as_array().unwrap().iter().map(|row| row["id"].as_u64().unwrap()).collect()
}
