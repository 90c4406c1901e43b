//! A request as the browser sends it: the same from the page and from a worker.

mod connection;
pub mod policy;

use gloo_net::http::Request as Prepared;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortSignal, Blob, FormData, Headers, MessagePort, Performance, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, RequestMode, RequestRedirect, Worker,
};

pub use connection::Connection;

use crate::procore::{Content, Failure, Payload, Request};

/// The request, ready to be sent: no cookies go out (Procore's CORS is for requests without credentials), no referrer,
/// nothing is cached, and a redirect is not followed: it could carry the token to another host. `files` are those of its
/// parts, in their order.
pub fn prepared(request: &Request, signal: &AbortSignal, files: &Array) -> Result<Prepared, JsValue> {
    let init = anonymous(signal);
    init.set_mode(RequestMode::Cors);
    init.set_redirect(RequestRedirect::Manual);
    init.set_method(request.method());
    match request.body() {
        Payload::Nothing => {}
        Payload::Text(text) => init.set_body(&text.into()),
        Payload::Parts(parts) => init.set_body(&form_data(&parts, files)),
    }
    if request.outlives_the_page() {
        Reflect::set(&init, &"keepalive".into(), &true.into())?;
    }
    let headers = request.headers();
    exactly(request.url(), &init, headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// What requests to other hosts have in common: no cookies, no referrer, nothing cached.
pub fn anonymous(signal: &AbortSignal) -> RequestInit {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(signal));
    init
}

/// A request for exactly this address. gloo-net's own builder joins a query of its own to the address, and of two headers
/// with one name it keeps the last, where a browser combines them (Fetch standard, "append").
pub fn exactly<'h>(
    url: &str,
    init: &RequestInit,
    headers: impl IntoIterator<Item = (&'h str, &'h str)>,
) -> Result<Prepared, JsValue> {
    let all = Headers::new()?;
    for (name, value) in headers {
        all.append(name, value)?;
    }
    init.set_headers(&all);
    web_sys::Request::new_with_str_and_init(url, init).map(Into::into)
}

/// The parts of a multipart body.
fn form_data(parts: &[(&str, &Content)], files: &Array) -> JsValue {
    let Ok(form) = FormData::new() else { return JsValue::NULL };
    let mut files = files.iter();
    for (name, content) in parts {
        let _ = match content {
            Content::Text(text) => form.append_with_str(name, text),
            Content::File(file) => match files.next().and_then(|file| file.dyn_into::<Blob>().ok()) {
                Some(blob) => form.append_with_blob_and_filename(name, &blob, file),
                None => Ok(()),
            },
        };
    }
    form.into()
}

/// Says something to a worker: what it is, its bytes, and what goes beside them, such as a port.
pub fn say(worker: &Worker, kind: &str, bytes: &[u8], beside: Option<&JsValue>) {
    let (message, given) = message(kind, bytes, beside);
    if let Some(port) = beside.filter(|beside| beside.is_instance_of::<MessagePort>()) {
        given.push(port);
    }
    let _ = worker.post_message_with_transfer(&message, &given);
}

/// A message between the page and a worker, and what is given away with it: the bytes. Messages are arrays: what it is, its
/// bytes, and what goes beside them.
fn message(kind: &str, bytes: &[u8], beside: Option<&JsValue>) -> (Array, Array) {
    let bytes = Uint8Array::from(bytes);
    let message = Array::of3(&kind.into(), &bytes, beside.unwrap_or(&JsValue::UNDEFINED));
    (message, Array::of1(&bytes.buffer()))
}

/// Why there was no answer to see, as far as this side of it can know.
pub async fn why_none(url: &str) -> Failure {
    if policy::forbids(url).await {
        Failure::ForbiddenByPolicy
    } else if blocks_plain(url) {
        Failure::Insecure
    } else if is_offline() {
        Failure::Offline
    } else {
        Failure::Unreachable
    }
}

/// Whether a browser blocks `url` because this page came by https and `url` is plain http.
fn blocks_plain(url: &str) -> bool {
    global("location")
        .and_then(|location| Reflect::get(&location, &"protocol".into()).ok())
        .is_some_and(|protocol| protocol == "https:" && url.starts_with("http:"))
}

/// Whether the browser says that it has no network.
fn is_offline() -> bool {
    global("navigator")
        .and_then(|navigator| Reflect::get(&navigator, &"onLine".into()).ok())
        .is_some_and(|is_online| is_online == false)
}

/// Now, in milliseconds since the epoch, by a clock that only goes forward and that all threads of the page share.
pub fn common_time() -> f64 {
    thread_local! {
        static CLOCK: Option<(Performance, f64)> = global("performance").map(|clock| {
            let clock = Performance::unchecked_from_js(clock);
            let origin = clock.time_origin();
            (clock, origin)
        });
    }
    CLOCK.with(|clock| clock.as_ref().map_or(0.0, |(clock, origin)| origin + clock.now()))
}

/// What window and worker both have under that name.
fn global(name: &str) -> Option<JsValue> {
    let value = Reflect::get(&js_sys::global(), &name.into()).ok()?;
    (!value.is_undefined()).then_some(value)
}
