//! A document out of a file of the person's own, compressed by gzip (RFC 1952) or not. Of a file of several members, which that
//! allows, browsers unpack the first.

use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableWritablePair};

use super::calls::UnderWay;
use super::document::{Worker, work};
use super::incoming::Incoming;
use super::turn::{LONGEST_STEP, pass};
use crate::engine::{News, Unread};
use crate::wire;

/// What a compressed file begins with (RFC 1952 section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Makes the file the document, and tells what became of it.
pub async fn open(worker: &Rc<Worker>, file: JsValue) {
    worker.say(&News::Reads);
    let unread = read(worker, &file.unchecked_into()).await.err();
    let mut desk = worker.desk.borrow_mut();
    if unread.is_some() {
        desk.document().leave_off();
    }
    let _ = desk.finish(wire::common_time());
    drop(desk);
    work(worker);
    worker.say(&News::Read(unread));
}

async fn read(worker: &Worker, file: &Blob) -> Result<(), Unread> {
    let under_way = UnderWay::new().ok_or(Unread::Broken)?;
    worker.calls.borrow_mut().push(under_way.clone());
    let stream = stream(file).await.map_err(|_| Unread::Broken)?;
    let mut incoming = Incoming::new(&stream).map_err(|_| Unread::Broken)?;
    // A disk may take its time, and nothing is waited for then.
    under_way.when_stopped(incoming.canceller());
    let mut worked_since = wire::common_time();
    while under_way.stopped().is_none()
        && let Some(chunk) = incoming.next().await.map_err(|_| Unread::Broken)?
    {
        if worker.desk.borrow_mut().push(chunk, wire::common_time()).is_err() {
            incoming.cancel();
            return Err(Unread::TooLong);
        }
        if wire::common_time() - worked_since > LONGEST_STEP {
            pass().await;
            worked_since = wire::common_time();
        }
    }
    if under_way.stopped().is_some() { Err(Unread::Stopped) } else { Ok(()) }
}

/// The bytes of the file, unpacked.
async fn stream(file: &Blob) -> Result<ReadableStream, JsValue> {
    let beginning = file.slice_with_i32_and_i32(0, GZIP.len() as i32)?;
    let beginning = Uint8Array::new(&JsFuture::from(beginning.array_buffer()).await?).to_vec();
    if beginning != GZIP {
        return Ok(file.stream());
    }
    // web-sys does not have it without its unstable part.
    let unpack: Function = Reflect::get(&js_sys::global(), &"DecompressionStream".into())?.unchecked_into();
    let unpack = Reflect::construct(&unpack, &Array::of1(&"gzip".into()))?;
    Ok(file.stream().pipe_through(&unpack.unchecked_into::<ReadableWritablePair>()))
}
