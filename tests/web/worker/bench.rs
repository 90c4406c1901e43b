//! A document's worker at the other end of a channel, and all that it has said.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use procore_console::engine::{Ask, News, Order, QuestionId, Source, Tell, decode, encode};
use procore_console::wire::Connection;
use procore_console::worker;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageChannel, MessageEvent, MessagePort};

use super::super::support::eventually;

/// What a worker says: to the page's state, or to the view with what goes beside it.
#[derive(Clone, Debug)]
enum Said {
    News(News),
    Tell(Tell, JsValue),
}

/// What is asked at once when something is told: later the worker may be done.
type Reaction = (fn(&Tell) -> bool, Ask);

/// A worker. Dropped, its connection ends.
pub struct Bench {
    page: Connection,
    said: Rc<RefCell<Vec<Said>>>,
    reaction: Rc<RefCell<Option<Reaction>>>,
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.page.end();
    }
}

impl Bench {
    /// A worker that has no document yet.
    pub fn new() -> Self {
        let channel = MessageChannel::new().expect("a channel");
        worker::serve(Connection::Port(channel.port2()));
        let page = Connection::Port(channel.port1());
        let said: Rc<RefCell<Vec<Said>>> = Rc::default();
        let reaction: Rc<RefCell<Option<Reaction>>> = Rc::default();
        let hear = {
            let (page, said, reaction) = (page.clone(), said.clone(), reaction.clone());
            Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
                if message.get(0) == "news" {
                    return said.borrow_mut().push(Said::News(decode(&bytes).expect("news")));
                }
                let tell: Tell = decode(&bytes).expect("something to tell");
                if let Some((_, ask)) = reaction.borrow_mut().take_if(|(is_it, _)| is_it(&tell)) {
                    page.say("ask", &encode(&ask), &JsValue::UNDEFINED);
                }
                said.borrow_mut().push(Said::Tell(tell, message.get(2)));
            })
        };
        page.set_listener(hear.into_js_value().unchecked_ref());
        Self { page, said, reaction }
    }

    /// A worker with these bytes as its document, which have come through a port.
    pub async fn with(bytes: &[u8]) -> Self {
        let bench = Self::new();
        let channel = MessageChannel::new().expect("a channel");
        let order = encode(&Order::Open(Source::Port));
        bench.page.say_with_port("order", &order, &channel.port2());
        for chunk in bytes.chunks(1 << 20) {
            channel.port1().post_message(&Uint8Array::from(chunk)).expect("it is sent");
        }
        channel.port1().post_message(&JsValue::NULL).expect("it is sent");
        bench.reads_to_the_end().await;
        bench
    }

    /// Gives an order.
    pub fn order(&self, order: &Order) {
        self.order_with(order, &JsValue::UNDEFINED);
    }

    /// Gives an order with something beside it.
    pub fn order_with(&self, order: &Order, beside: &JsValue) {
        self.page.say("order", &encode(order), beside);
    }

    /// Asks a question of the view.
    pub fn ask(&self, ask: &Ask) {
        self.page.say("ask", &encode(ask), &JsValue::UNDEFINED);
    }

    /// Asks this at once when such a thing is told for the first time, and waits for that.
    pub async fn ask_when(&self, is_it: fn(&Tell) -> bool, ask: Ask) {
        self.reaction.replace(Some((is_it, ask)));
        eventually("what is asked at", || self.reaction.borrow().is_none()).await;
    }

    /// Asks for the bytes, through `port`.
    pub fn pour(&self, port: &MessagePort) {
        self.page.say_with_port("ask", &encode(&Ask::Pour), port);
    }

    /// Sends a message that may be none.
    pub fn say_bytes(&self, kind: &str, bytes: &[u8]) {
        self.page.say(kind, bytes, &JsValue::UNDEFINED);
    }

    /// All that was said so far.
    fn said(&self) -> Vec<Said> {
        self.said.borrow().clone()
    }

    /// All that was told of the document so far.
    pub fn told(&self) -> Vec<Tell> {
        let tell = |said: Said| match said {
            Said::Tell(tell, _) => Some(tell),
            Said::News(_) => None,
        };
        self.said().into_iter().filter_map(tell).collect()
    }

    /// All news so far.
    pub fn news(&self) -> Vec<News> {
        let news = |said: Said| match said {
            Said::News(news) => Some(news),
            Said::Tell(..) => None,
        };
        self.said().into_iter().filter_map(news).collect()
    }

    /// Waits until something is told.
    pub async fn tells(&self, what: &str, is_it: impl Fn(&Tell) -> bool) {
        let is_it = |said: &Said| matches!(said, Said::Tell(tell, _) if is_it(tell));
        eventually(what, || self.said.borrow().iter().any(is_it)).await;
    }

    /// Waits until there is such news.
    pub async fn hears(&self, what: &str, is_it: impl Fn(&News) -> bool) {
        let is_it = |said: &Said| matches!(said, Said::News(news) if is_it(news));
        eventually(what, || self.said.borrow().iter().any(is_it)).await;
    }

    /// Waits until the document is read to its end.
    pub async fn reads_to_the_end(&self) {
        self.tells("the end", |tell| matches!(tell, Tell::Reading(reading) if reading.is_done)).await;
    }

    /// Asks a question and waits for its answer: what was asked before has been taken then.
    pub async fn has_taken(&self, fence: u32) {
        let id = QuestionId(fence);
        self.ask(&Ask::Inspect(id, 0));
        self.tells("the answer to a question", |tell| matches!(tell, Tell::Inspected(of, _) if *of == id))
            .await;
    }

    /// Waits for the file that answers this question: its bytes.
    pub async fn file(&self, id: QuestionId) -> Vec<u8> {
        self.tells("the file", |tell| *tell == Tell::Saved(id)).await;
        let file = |said: Said| match said {
            Said::Tell(tell, file) if tell == Tell::Saved(id) => Some(file.unchecked_into::<Blob>()),
            Said::Tell(..) | Said::News(_) => None,
        };
        let file = self.said().into_iter().find_map(file).expect("it was told");
        Uint8Array::new(&JsFuture::from(file.array_buffer()).await.expect("bytes")).to_vec()
    }
}

/// Chunks that come through a port until a null, each by itself.
pub async fn chunks(port: &MessagePort) -> Vec<Vec<u8>> {
    let come: Rc<RefCell<(Vec<Vec<u8>>, bool)>> = Rc::default();
    let hear = {
        let come = come.clone();
        Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            let mut come = come.borrow_mut();
            assert!(!come.1, "nothing comes behind the end");
            match event.data().dyn_into::<Uint8Array>() {
                Ok(chunk) => come.0.push(chunk.to_vec()),
                Err(end) => come.1 = end.is_null(),
            }
        })
    };
    port.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    eventually("the end of the bytes", || come.borrow().1).await;
    std::mem::take(&mut come.borrow_mut().0)
}
