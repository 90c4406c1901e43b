//! A small browser: cookies and forms by hand, and no redirect is followed.

use std::collections::HashMap;
use std::sync::Mutex;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use standin::{DEMO_CLIENT, Options, Standin};

pub(crate) const SITE: &str = "http://localhost:8080/a/b/";
pub(crate) const SITE_ORIGIN: &str = "http://localhost:8080";
pub(crate) const ADA: &str = "ada@example.com";
pub(crate) const BJORN: &str = "bjorn@example.com";

pub(crate) async fn standin() -> Standin {
    standin::start(Options::for_site(SITE).with_control()).await.unwrap()
}

pub(crate) fn http() -> Client {
    Client::builder().redirect(Policy::none()).no_proxy().build().unwrap()
}

pub(crate) fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}

/// Parameters of a form-encoded text.
pub(crate) fn parameters(text: &str) -> HashMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// Sends a request to the API with a token.
pub(crate) fn call(standin: &Standin, path: &str, token: &str) -> RequestBuilder {
    http().get(format!("{}{path}", standin.api_origin())).bearer_auth(token)
}

pub(crate) struct Browser {
    http: Client,
    cookie: Mutex<Option<String>>,
}

/// The parameters of an authorization request.
pub(crate) type Ask<'a> = &'a [(&'a str, &'a str)];

pub(crate) const IMPLICIT: Ask<'static> =
    &[("response_type", "token"), ("client_id", DEMO_CLIENT), ("redirect_uri", SITE), ("state", "a b~c")];

impl Browser {
    pub(crate) fn new() -> Self {
        Self { http: http(), cookie: Mutex::default() }
    }

    async fn send(&self, request: RequestBuilder) -> Response {
        let cookie = self.cookie.lock().unwrap().clone();
        let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
        let response = request.send().await.unwrap();
        if let Some(set) = header(&response, "set-cookie") {
            assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{set}");
            *self.cookie.lock().unwrap() = set.split(';').next().map(str::to_owned);
        }
        response
    }

    pub(crate) async fn get(&self, url: &str) -> Response {
        self.send(self.http.get(url)).await
    }

    pub(crate) async fn post(&self, url: &str, form: Ask<'_>) -> Response {
        self.send(self.http.post(url).form(form)).await
    }

    /// `GET /oauth/authorize`
    pub(crate) async fn ask(&self, standin: &Standin, ask: Ask<'_>) -> Response {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(ask).finish();
        self.get(&format!("{}/oauth/authorize?{query}", standin.login_origin())).await
    }

    /// Logs in by way of the form that an authorization request meets.
    pub(crate) async fn log_in(&self, standin: &Standin, email: &str) {
        let name = email.split('@').next().unwrap();
        let form = [("email", email), ("password", &format!("{name}-demo"))];
        let response = self.post(&format!("{}/login", standin.login_origin()), &form).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
    }

    /// Goes through consent and presses a button; returns the answer to the form.
    pub(crate) async fn decide(&self, standin: &Standin, ask: Ask<'_>, decision: &str) -> Response {
        let response = self.ask(standin, ask).await;
        assert_eq!(response.status(), StatusCode::OK);
        let mut form = hidden_fields(&response.text().await.unwrap());
        form.push(("decision".into(), decision.into()));
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&format!("{}/oauth/authorize", standin.login_origin()), &form).await
    }

    /// Goes through consent, allows, and returns where that leads.
    pub(crate) async fn allow(&self, standin: &Standin, ask: Ask<'_>) -> String {
        let response = self.decide(standin, ask, "allow").await;
        assert_eq!(response.status(), StatusCode::FOUND);
        header(&response, "location").unwrap()
    }
}

/// The hidden fields of the first form on a page.
pub(crate) fn hidden_fields(html: &str) -> Vec<(String, String)> {
    let form = html.split("</form>").next().unwrap();
    let plain = |text: &str| text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (plain(name), plain(rest.split('"').next().unwrap()))
        })
        .collect()
}
