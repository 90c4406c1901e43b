//! A file of the person's own in its worker: packed or not, whole or not, stopped.

use js_sys::{Array, Promise, Uint8Array};
use procore_console::engine::{Ask, News, Order, QuestionId, Save, Source, Tell, Unread};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use super::super::viewer::stage::js;
use super::bench::Bench;

/// Packs a blob by gzip.
const PACK: &str = "const packed = blob.stream().pipeThrough(new CompressionStream('gzip'));
    return new Response(packed).blob();";

fn blob(bytes: &[u8]) -> Blob {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).expect("a blob")
}

async fn packed(bytes: &[u8]) -> Blob {
    let packed: Promise = js("blob", PACK, &[blob(bytes).into()]).unchecked_into();
    JsFuture::from(packed).await.expect("a packed blob").unchecked_into()
}

impl Bench {
    fn open_file(&self, file: &Blob) {
        self.order_with(&Order::Open(Source::File), &Array::of1(file));
    }

    /// What became of the file.
    async fn has_read(&self) -> Option<Unread> {
        self.hears("the end of the file", |news| matches!(news, News::Read(_))).await;
        let read = |news: News| if let News::Read(unread) = news { Some(unread) } else { None };
        self.news().into_iter().find_map(read).expect("it was heard")
    }

    /// How far it was read: bytes, and whether there is more.
    async fn has_come(&self) -> (u64, bool) {
        self.reads_to_the_end().await;
        let reading = |tell: Tell| match tell {
            Tell::Reading(reading) => Some((reading.bytes, reading.is_partial)),
            _ => None,
        };
        self.told().into_iter().filter_map(reading).next_back().expect("a reading")
    }
}

#[wasm_bindgen_test]
async fn a_file_is_read_packed_or_not() {
    let body: Vec<u8> = format!("[{}1]", "\"a row of a file\",".repeat(50_000)).into_bytes();
    let gzip = packed(&body).await;
    assert!(gzip.size() < body.len() as f64);
    for file in [blob(&body), gzip, blob(b"")] {
        let is_empty = file.size() == 0.0;
        let bench = Bench::new();
        bench.open_file(&file);
        assert_eq!(bench.has_read().await, None);
        assert!(matches!(&bench.news()[..], [News::Ready(_), News::Reads, News::Read(None)]));
        let length = if is_empty { 0 } else { body.len() };
        assert_eq!(bench.has_come().await, (length as u64, false));
        bench.ask(&Ask::Save(QuestionId(1), Save::Sent));
        assert!(bench.file(QuestionId(1)).await == body[..length]);
    }
}

/// What came before the fault stays, and is called a part.
#[wasm_bindgen_test]
async fn a_damaged_file_is_a_part() {
    let body: Vec<u8> =
        (0..200_000_u32).flat_map(|at| format!("{},", at.wrapping_mul(2_654_435_761)).into_bytes()).collect();
    let gzip = packed(&body).await;
    let half = gzip.slice_with_i32_and_i32(0, (gzip.size() / 2.0) as i32).expect("a half");
    let bench = Bench::new();
    bench.open_file(&half);
    assert_eq!(bench.has_read().await, Some(Unread::Broken));
    let (bytes, is_partial) = bench.has_come().await;
    assert!(is_partial && bytes < body.len() as u64, "{bytes}");
}

/// A file that is stopped is read no further. Both orders wait when the worker looks at the first: nothing depends on how fast it
/// reads.
#[wasm_bindgen_test]
async fn a_file_is_stopped() {
    const LENGTH: u64 = 8 << 20;
    let bench = Bench::new();
    let long = blob(&vec![b' '; LENGTH as usize]);
    bench.open_file(&long);
    bench.order(&Order::Cancel);
    assert_eq!(bench.has_read().await, Some(Unread::Stopped));
    let (bytes, is_partial) = bench.has_come().await;
    assert!(is_partial && bytes < LENGTH, "{bytes}");
}
