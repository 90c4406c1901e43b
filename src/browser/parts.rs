//! Parts of the app that are loaded when they are needed, from where `index.html` says.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect, WebAssembly};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, RequestInit, Response, Url};

use super::page;

/// A module of the app, compiled, and the script that starts it.
pub struct Compiled {
    /// The address of the script.
    pub glue: String,
    /// The `WebAssembly.Module`.
    pub module: JsValue,
}

fn meta(name: &str) -> Option<HtmlElement> {
    let found = document().query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    Some(found.unchecked_into())
}

fn absolute(address: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    Url::new_with_base(address, &base).ok().map(|url| url.href())
}

/// The address of the part with that name.
pub fn address(name: &str) -> Option<String> {
    absolute(&meta(name)?.get_attribute("content")?)
}

fn wasm_address(name: &str) -> Option<String> {
    absolute(&meta(name)?.get_attribute("data-wasm")?)
}

/// Fetches and compiles a part.
pub async fn compile(name: &str) -> Option<Compiled> {
    let response = file(name).await?;
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let module = JsFuture::from(WebAssembly::compile(&bytes)).await.ok()?;
    Some(Compiled { glue: address(name)?, module })
}

/// Imports a part into this page, with its style sheets: its exports, once it has started.
pub async fn import(name: &str) -> Option<JsValue> {
    let wasm = file(name).await?;
    // Only a script can import one: src/boot.mjs lends this.
    let import: Function = Reflect::get(&js_sys::global(), &"importPart".into()).ok()?.dyn_into().ok()?;
    let importing = import.call2(&JsValue::NULL, &name.into(), &address(name)?.into()).ok()?;
    let importing: Promise = importing.dyn_into().ok()?;
    let exports = JsFuture::from(importing).await.ok()?;
    let start: Function = Reflect::get(&exports, &"default".into()).ok()?.dyn_into().ok()?;
    let module = js_sys::Object::new();
    Reflect::set(&module, &"module_or_path".into(), &wasm).ok()?;
    let starting: Promise = start.call1(&JsValue::NULL, &module).ok()?.dyn_into().ok()?;
    JsFuture::from(starting).await.ok()?;
    Some(exports)
}

/// The wasm file of a part. It comes whole and as it was built, or not at all.
async fn file(name: &str) -> Option<Response> {
    let address = wasm_address(name)?;
    let init = RequestInit::new();
    if let Some(integrity) = meta(name)?.get_attribute("data-integrity") {
        init.set_integrity(&integrity);
    }
    let fetching = web_sys::window()?.fetch_with_str_and_init(&address, &init);
    let response: Response = JsFuture::from(fetching).await.ok()?.dyn_into().ok()?;
    response.ok().then_some(response)
}

/// The addresses of the style sheets of a part.
fn sheets(name: &str) -> Vec<String> {
    let Ok(found) = document().query_selector_all(&format!("meta[name=\"{name}-sheet\"]")) else {
        return Vec::new();
    };
    let sheets = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok());
    sheets.filter_map(|sheet| absolute(&sheet.get_attribute("data-sheet")?)).collect()
}

/// Fetches a part, so that the browser has it when it is asked for.
pub async fn fetch_ahead(name: &str) {
    for address in [address(name), wasm_address(name)].into_iter().flatten().chain(sheets(name)) {
        let Some(window) = web_sys::window() else { return };
        if let Ok(response) = JsFuture::from(window.fetch_with_str(&address)).await
            && let Ok(response) = response.dyn_into::<Response>()
            && let Ok(bytes) = response.array_buffer()
        {
            let _ = JsFuture::from(bytes).await;
        }
    }
}

/// Loads the whole console, once; it takes the page.
pub fn enter_console() {
    thread_local! {
        static ENTERED: Cell<bool> = const { Cell::new(false) };
    }
    if !ENTERED.replace(true) {
        spawn_local(async {
            if import("console").await.is_none() {
                page::tell_stopped();
            }
        });
    }
}
