//! A request as the browser sends it: the same from the page and from a worker.

pub mod policy;

use gloo_net::Error;
use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortSignal, Blob, FormData, MessagePort, Performance, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, Worker,
};

use crate::procore::{Content, Failure, Payload, Request};

/// The request, ready to be sent: no cookies go out (Procore's CORS is for requests without credentials), no referrer,
/// nothing is cached, and a redirect is not followed: it could carry the token to another host. `files` are those of its
/// parts, in their order.
pub fn prepared(
    request: &Request,
    signal: &AbortSignal,
    files: &Array,
) -> Result<gloo_net::http::Request, Error> {
    let builder = RequestBuilder::new(request.url())
        .method(Method::from_bytes(request.method().as_bytes()).unwrap_or(Method::GET))
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(signal));
    let builder = request.headers().into_iter().fold(builder, |b, (name, value)| b.header(&name, &value));
    let built = match request.body() {
        Payload::Nothing => builder.build()?,
        Payload::Text(text) => builder.body(text)?,
        Payload::Parts(parts) => builder.body(form_data(&parts, files))?,
    };
    if !request.outlives_the_page() {
        return Ok(built);
    }
    let keep_alive = RequestInit::new();
    let is_set = Reflect::set(&keep_alive, &"keepalive".into(), &true.into());
    let built = web_sys::Request::from(built);
    let kept = is_set.and_then(|_| web_sys::Request::new_with_request_and_init(&built, &keep_alive));
    Ok(kept.unwrap_or(built).into())
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
    let bytes = Uint8Array::from(bytes);
    let mut given = Array::of1(&bytes.buffer());
    given.extend(beside.filter(|beside| beside.is_instance_of::<MessagePort>()).cloned());
    let message = Array::of3(&kind.into(), &bytes, beside.unwrap_or(&JsValue::UNDEFINED));
    let _ = worker.post_message_with_transfer(&message, &given);
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
