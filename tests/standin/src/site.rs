//! A miniature static host for the built app: plain files, real 404s, and the headers of `_headers`.
//!
//! It does what any CDN does with a folder and nothing more: no rewrite rules, no fall-back to `index.html`.
//! Files are read at each request, so that a new build is served at once. The folder is never written to: files and headers
//! can be laid over it in memory, so that many sites with a `config.json` of their own serve one build.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::link::Link;
use crate::server::{self, CloseConnection, Server};
use crate::site_headers::HeaderRules;
use crate::{StartError, answer};

/// The file with the rules; never served.
const HEADERS_FILE: &str = "_headers";

/// Which paths a fault or an override is for. Paths are relative to the mount, without a leading slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathMatch {
    /// Exactly this path.
    Exact(String),
    /// Paths that start so.
    Prefix(String),
    /// Paths that end so, such as `.wasm`.
    Suffix(String),
}

impl PathMatch {
    fn matches(&self, path: &str) -> bool {
        match self {
            Self::Exact(text) => path == text,
            Self::Prefix(text) => path.starts_with(text.as_str()),
            Self::Suffix(text) => path.ends_with(text.as_str()),
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteFault {
    /// An answer with this status and a small text page.
    Status(u16),
    /// The connection is closed without an answer.
    Close,
    /// The usual answer, but late.
    Delay(Duration),
}

/// A request to the site. The query is kept as it came, because a test may look for leaks in it; `Debug` leaves it out.
#[derive(Clone, PartialEq, Eq)]
pub struct SiteRequest {
    /// The method.
    pub method: String,
    /// The whole path, with the mount, not decoded.
    pub path: String,
    /// The query, without `?`, not decoded.
    pub query: Option<String>,
}

impl fmt::Debug for SiteRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query.as_ref().map(|_| "[redacted]");
        write!(f, "{} {}", self.method, self.path)?;
        query.map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// A file that exists for the requester only.
struct Override {
    path: String,
    content_type: String,
    status: StatusCode,
    body: Vec<u8>,
}

#[derive(Default)]
struct Switches {
    faults: Vec<(PathMatch, SiteFault)>,
    overrides: Vec<Override>,
    /// Files that lie over those of the folder, by path.
    files: HashMap<String, Vec<u8>>,
    /// Files as they are sent to browsers that take brotli, by path.
    compressed: HashMap<String, Vec<u8>>,
    /// The text of `_headers`, in place of the folder's file.
    headers: Option<String>,
    requests: Vec<SiteRequest>,
}

struct Inner {
    dir: PathBuf,
    /// Begins and ends with a slash.
    mount: String,
    switches: Mutex<Switches>,
}

impl Inner {
    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The running host. Dropping it ends it.
pub struct Site {
    inner: Arc<Inner>,
    port: u16,
    server: Server,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Site").field(&self.root_url()).finish()
    }
}

impl Site {
    /// Serves a folder under `mount`, such as `/` or `/a/b/`, on a free port.
    ///
    /// # Errors
    /// If no port can be opened.
    pub async fn start(dir: impl Into<PathBuf>, mount: &str) -> Result<Self, StartError> {
        Self::start_on(dir, mount, 0).await
    }

    /// The same on a given port.
    ///
    /// # Errors
    /// If the port is in use or cannot be opened.
    pub async fn start_on(dir: impl Into<PathBuf>, mount: &str, port: u16) -> Result<Self, StartError> {
        let (listener, port) = server::bind(port).await?;
        let mount = match mount.trim_matches('/') {
            "" => "/".to_owned(),
            inner => format!("/{inner}/"),
        };
        let inner = Arc::new(Inner { dir: dir.into(), mount, switches: Mutex::default() });
        let router = Router::new().fallback(serve).with_state(Arc::clone(&inner));
        Ok(Self { inner, port, server: Server::run(listener, router) })
    }

    /// The origin, such as `http://localhost:8080`.
    #[must_use]
    pub fn origin(&self) -> String {
        crate::origin(self.port)
    }

    /// The URL of the served folder, with a slash at the end.
    #[must_use]
    pub fn root_url(&self) -> String {
        format!("{}{}", self.origin(), self.inner.mount)
    }

    /// Lets matching requests fail; the first fault that matches counts.
    pub fn fail(&self, paths: PathMatch, fault: SiteFault) {
        self.inner.switches().faults.push((paths, fault));
    }

    /// Serves a text in place of a file (relative to the mount), whether or not the file exists.
    ///
    /// A status that is none becomes 500.
    pub fn override_file(&self, path: &str, content_type: &str, status: u16, body: impl Into<Vec<u8>>) {
        let path = path.trim_start_matches('/').to_owned();
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut switches = self.inner.switches();
        switches.overrides.retain(|other| other.path != path);
        switches.overrides.push(Override {
            path,
            content_type: content_type.to_owned(),
            status,
            body: body.into(),
        });
    }

    /// Lays a file over the folder, as if it had been written there. [`Site::clear_overrides`] leaves it alone.
    pub fn put_file(&self, path: &str, body: impl Into<Vec<u8>>) {
        self.inner.switches().files.insert(path.trim_start_matches('/').to_owned(), body.into());
    }

    /// Gives a file a form compressed by brotli, as a CDN has it, for those who ask for one.
    pub fn put_compressed(&self, path: &str, brotli: impl Into<Vec<u8>>) {
        self.inner.switches().compressed.insert(path.trim_start_matches('/').to_owned(), brotli.into());
    }

    /// Puts a network before the site, or none, and closes the connections that are open.
    pub fn set_link(&self, link: Option<&Arc<Link>>) {
        self.server.set_link(link.cloned());
    }

    /// Sets the text of `_headers`, in place of the folder's file.
    pub fn set_headers(&self, text: impl Into<String>) {
        self.inner.switches().headers = Some(text.into());
    }

    /// Forgets all faults; overrides stay.
    pub fn clear_faults(&self) {
        self.inner.switches().faults.clear();
    }

    /// Forgets all overrides.
    pub fn clear_overrides(&self) {
        self.inner.switches().overrides.clear();
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<SiteRequest> {
        self.inner.switches().requests.clone()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.inner.switches().requests.clear();
    }

    /// Ends the host; the port is closed when this returns.
    pub async fn shutdown(self) {
        self.server.stop().await;
    }
}

/// Every request.
async fn serve(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().map(str::to_owned));
    let accepts_brotli = accepts_brotli(request.headers());
    inner.switches().requests.push(SiteRequest {
        method: request.method().to_string(),
        path: path.clone(),
        query: query.clone(),
    });
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return small(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(relative) = path.strip_prefix(&inner.mount) else {
        if format!("{path}/") == inner.mount {
            return to_folder(&path, query.as_deref());
        }
        return small(StatusCode::NOT_FOUND);
    };
    let mut response = match faulted(&inner, relative).await {
        Some(response) => response,
        None => file(&inner, &path, relative, query.as_deref()).await,
    };
    if accepts_brotli && response.status() == StatusCode::OK {
        compress(&inner, relative, &mut response);
    }
    if let Some(text) = headers(&inner).await {
        HeaderRules::parse(&text).apply(&format!("/{relative}"), response.headers_mut());
    }
    response
}

/// Whether brotli is among the content codings that a request names (RFC 9110 section 12.5.3; weights are not looked at).
fn accepts_brotli(headers: &HeaderMap) -> bool {
    let named = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    named.split(',').any(|coding| coding.split(';').next().is_some_and(|name| name.trim() == "br"))
}

/// Puts the compressed form of a file in its place, if there is one.
fn compress(inner: &Inner, relative: &str, response: &mut Response) {
    let file = if relative.is_empty() || relative.ends_with('/') {
        format!("{relative}index.html")
    } else {
        relative.to_owned()
    };
    if let Some(bytes) = inner.switches().compressed.get(&file) {
        *response.body_mut() = Body::from(bytes.clone());
        let headers = response.headers_mut();
        headers.remove(CONTENT_LENGTH);
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
}

/// The text of `_headers`.
async fn headers(inner: &Inner) -> Option<String> {
    let set = inner.switches().headers.clone();
    match set {
        Some(text) => Some(text),
        None => tokio::fs::read_to_string(inner.dir.join(HEADERS_FILE)).await.ok(),
    }
}

/// The answer of a fault or an override.
async fn faulted(inner: &Inner, relative: &str) -> Option<Response> {
    let fault = {
        let switches = inner.switches();
        switches.faults.iter().find(|(paths, _)| paths.matches(relative)).map(|(_, fault)| *fault)
    };
    match fault {
        Some(SiteFault::Close) => return Some(CloseConnection::response()),
        Some(SiteFault::Status(status)) => {
            return Some(small(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)));
        }
        Some(SiteFault::Delay(time)) => tokio::time::sleep(time).await,
        None => {}
    }
    let switches = inner.switches();
    let found = switches.overrides.iter().find(|other| other.path == relative)?;
    Some(answer::body(found.status, &found.content_type, found.body.clone()))
}

/// A file, a folder's `index.html`, a redirect to a folder, or 404.
async fn file(inner: &Inner, path: &str, relative: &str, query: Option<&str>) -> Response {
    let laid_over = inner.switches().files.get(relative).cloned();
    if let Some(bytes) = laid_over {
        return found(Path::new(relative), bytes);
    }
    let Some(mut place) = locate(inner, relative).await else { return small(StatusCode::NOT_FOUND) };
    let is_folder = tokio::fs::metadata(&place).await.is_ok_and(|data| data.is_dir());
    if is_folder {
        place.push("index.html");
        if !tokio::fs::metadata(&place).await.is_ok_and(|data| data.is_file()) {
            return small(StatusCode::NOT_FOUND);
        }
        if !path.ends_with('/') {
            return to_folder(path, query);
        }
    } else if path.ends_with('/') {
        return small(StatusCode::NOT_FOUND);
    }
    match tokio::fs::read(&place).await {
        Ok(bytes) => found(&place, bytes),
        Err(_) => small(StatusCode::NOT_FOUND),
    }
}

/// 200 with the content type that a file's name stands for.
fn found(path: &Path, bytes: Vec<u8>) -> Response {
    let extension = path.extension().and_then(|extension| extension.to_str());
    answer::body(StatusCode::OK, content_type(extension.unwrap_or_default()), bytes)
}

/// The file or folder of a path, if it lies in the served folder and is not the headers file.
async fn locate(inner: &Inner, relative: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(relative).decode_utf8().ok()?;
    let mut wanted = inner.dir.clone();
    for segment in decoded.strip_suffix('/').unwrap_or(&decoded).split('/') {
        if decoded.is_empty() {
            break;
        }
        if matches!(segment, "" | "." | "..") || segment.contains(['\\', '\0']) {
            return None;
        }
        wanted.push(segment);
    }
    let root = tokio::fs::canonicalize(&inner.dir).await.ok()?;
    let found = tokio::fs::canonicalize(&wanted).await.ok()?;
    (found.starts_with(&root) && found != root.join(HEADERS_FILE)).then_some(found)
}

/// 301 to the same path with a slash.
fn to_folder(path: &str, query: Option<&str>) -> Response {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    answer::with(small(StatusCode::MOVED_PERMANENTLY), &[(LOCATION, &format!("{path}/{query}"))])
}

/// A text page with nothing but the status.
fn small(status: StatusCode) -> Response {
    answer::body(status, "text/plain; charset=utf-8", format!("{status}\n"))
}

fn content_type(extension: &str) -> &'static str {
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
