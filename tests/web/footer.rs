//! The footer of every page.

use leptos::prelude::*;
use procore_console::console::start;
use procore_console::ui::Footer;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlAnchorElement;

use super::support::{first_start, mount_with, storage};

/// The page is a file of the site, not of the app: the link is the browser's own affair.
#[wasm_bindgen_test]
fn the_licenses_are_beside_the_app() {
    let console = start(first_start()).0;
    let page = format!("{}licenses.html", console.redirect_uri);
    let (footer, _) = mount_with(console, storage("footer"), || view! { <Footer /> });
    let link: HtmlAnchorElement = footer.find("a[rel=external]");
    assert_eq!(link.text_content().as_deref(), Some("Licenses"));
    assert_eq!(link.href(), page);
}
