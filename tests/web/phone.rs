//! No page is wider than a phone: 320 CSS pixels are what WCAG 2.2 asks for (criterion 1.4.10, "Reflow").

use std::rc::Rc;

use leptos::prelude::*;
use procore_console::console::history::{Recall, Shelf};
use procore_console::console::{BodyKind, Edit, Event, start};
use procore_console::procore::Method;
use procore_console::share::Seen;
use procore_console::ui::{ConsolePage, Grants, Overlays};
use procore_console::viewer::{Given, Viewer, Workers};
use procore_console::wire::Connection;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, HtmlElement, HtmlIFrameElement, Worker};

use super::keys::{mount_apart, signed_in};
use super::support::{Mounted, first_start, mount, wait};

/// In the order of index.html.
const STYLES: [&str; 12] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/components.css"),
    include_str!("../../style/request.css"),
    include_str!("../../style/history.css"),
    include_str!("../../style/palette.css"),
    include_str!("../../style/session.css"),
    include_str!("../../style/grants.css"),
    include_str!("../../style/refusal.css"),
    include_str!("../../style/pages.css"),
    include_str!("../../style/viewer.css"),
];

const WIDTHS: [i32; 2] = [320, 360];

/// A window of its own, with the styles of the app.
struct Phone {
    frame: HtmlIFrameElement,
    document: Document,
}

impl Phone {
    fn new(page: &Mounted) -> Self {
        let frame: HtmlIFrameElement = document().create_element("iframe").expect("a frame").unchecked_into();
        document().body().expect("a body").append_child(&frame).expect("a place");
        frame.set_attribute("style", "border: 0; height: 740px").expect("a style");
        let inside = frame.content_document().expect("a document");
        let root: HtmlElement = inside.document_element().expect("a root").unchecked_into();
        // The bar of a phone takes no room.
        root.style().set_property("scrollbar-width", "none").expect("a style");
        for style in STYLES {
            let sheet = inside.create_element("style").expect("a style");
            sheet.set_text_content(Some(style));
            inside.head().expect("a head").append_child(&sheet).expect("a place");
        }
        inside.body().expect("a body").append_child(&page.element).expect("a place");
        Self { frame, document: inside }
    }

    /// Nothing is wider than the window at any of the widths.
    async fn fits(&self, what: &str) {
        for width in WIDTHS {
            HtmlElement::style(&self.frame).set_property("width", &format!("{width}px")).expect("a style");
            wait(60).await;
            let root: HtmlElement = self.document.document_element().expect("a root").unchecked_into();
            assert_eq!(root.client_width(), width, "{what}");
            if root.scroll_width() > width {
                let all = self.document.query_selector_all("body *").expect("a selector");
                let all = (0..all.length())
                    .filter_map(|at| all.get(at))
                    .map(wasm_bindgen::JsCast::unchecked_into::<HtmlElement>);
                let wide = all.filter(|one| one.get_bounding_client_rect().right() > f64::from(width) + 0.5);
                let wide: Vec<String> =
                    wide.map(|one| format!("{} .{}", one.tag_name(), one.class_name())).collect();
                panic!("{what} at {width}: {} px, by {wide:?}", root.scroll_width());
            }
        }
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

#[wasm_bindgen_test]
async fn the_console_fits_a_phone_in_each_state() {
    let (page, store) = mount_apart(signed_in(), || view! { <ConsolePage /><Overlays /> });
    let phone = Phone::new(&page);
    phone.fits("at first").await;
    for details in ["details", "details details"] {
        let all = page.element.query_selector_all(details).expect("a selector");
        for at in 0..all.length() {
            let details = all.get(at).expect("an element").unchecked_into::<HtmlElement>();
            details.set_attribute("open", "").expect("an attribute");
        }
        wait(60).await;
    }
    phone.fits("with all parts open, Code among them").await;
    let long = format!(
        "/rest/v1.0/projects/{{project_id}}/{}?filters[{}]=1",
        "a_long_name".repeat(30),
        "x".repeat(90)
    );
    store.send(Event::Edit(Edit::Path(long)));
    phone.fits("a long path").await;
    for kind in [BodyKind::Json, BodyKind::Form, BodyKind::Multipart] {
        store.send(Event::Edit(Edit::Method(Method::Post)));
        store.send(Event::Edit(Edit::Kind(kind)));
        phone.fits("a body").await;
    }
    store.send(Event::OpenSheet);
    store.send(Event::Edit(Edit::Path("/rest/v1.0/".to_owned() + &"another_tab".repeat(20))));
    phone.fits("two tabs").await;
    for shelf in [Shelf::Calls, Shelf::Saved] {
        store.send(Event::History(Recall::Toggle(shelf)));
        phone.fits("a list").await;
    }
    store.send(Event::History(Recall::OpenForm));
    phone.fits("the form of a saved request").await;
}

#[wasm_bindgen_test]
async fn the_guide_to_the_grants_fits_a_phone() {
    let (page, _) = mount_apart(start(first_start()).0, || view! { <Grants /> });
    let phone = Phone::new(&page);
    phone.fits("the guide").await;
}

#[wasm_bindgen_test]
async fn an_answer_fits_a_phone_with_jq_open() {
    let worker = Worker::new("data:text/javascript,").expect("a worker");
    let seen = Seen { filter: Some(".".into()), ..Seen::default() };
    let of = format!("GET /rest/v1.0/{}", "long".repeat(60));
    let given = Given {
        connection: Connection::Worker(worker),
        workers: Workers::default(),
        ids: "",
        name: "phone".into(),
        of,
        seen,
        chosen: Rc::new(|_| {}),
    };
    let page = mount(move || view! { <section class="panel response">{Viewer::new(given).draw()}</section> });
    let phone = Phone::new(&page);
    wait(100).await;
    phone.fits("an answer").await;
    let program = page.find::<HtmlElement>("#program").get_bounding_client_rect();
    assert!(program.width() > 260.0, "the program has {} px", program.width());
}
