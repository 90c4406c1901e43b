//! History and saved requests: what the state wants of the database, and files of them, which the catalogue's worker makes and
//! reads.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{database, download, files, reference};
use crate::catalogue::{Answer, Question};
use crate::console::history::{FileFault, Filing, Recall};
use crate::share::Export;

/// What files are called.
const EXPORT: &str = "procore-console.json";
const COLLECTION: &str = "procore-console.postman_collection.json";

/// Does it, for the app with this root path. What is to be told, if anything.
pub async fn run(filing: Filing, base_path: &str) -> Option<Recall> {
    match filing {
        Filing::Read(owner) => {
            let rows = database::read(base_path, &owner).await;
            Some(Recall::Read(owner, rows.map(Box::new)))
        }
        Filing::Keep(owner, past) => {
            let id = database::keep(base_path, &owner, &past).await?;
            Some(Recall::Kept(owner, id, past))
        }
        Filing::Put(owner, id, saved) => {
            let id = database::put(base_path, &owner, id, &saved).await;
            Some(Recall::Stored(owner, id, saved))
        }
        Filing::Delete(id) => {
            database::delete(base_path, id).await;
            None
        }
        Filing::Add(owner, export) => {
            let rows = database::add(base_path, &owner, &export).await;
            Some(Recall::Read(owner, rows.map(Box::new)))
        }
        Filing::Export(export) => save(EXPORT, Question::Export(export)).await,
        Filing::Collection(requests, api) => save(COLLECTION, Question::Collection { requests, api }).await,
        Filing::Import(number) => Some(Recall::Imported(Box::new(import(number).await))),
    }
}

/// Offers what the worker makes as a file of that name.
async fn save(name: &str, question: Question) -> Option<Recall> {
    match reference::ask(&question).await {
        Some(Answer::Text(Some(text))) => {
            download::save(name, "application/json", text.as_bytes());
            None
        }
        _ => Some(Recall::NotExported),
    }
}

async fn import(number: u32) -> Result<Export, FileFault> {
    let file: File = files::take(&[number]).get(0).dyn_into().map_err(|_| FileFault::Unreadable)?;
    // Not even read, if it is too large.
    if let Some(fault) = FileFault::of_size(file.size() as usize) {
        return Err(fault);
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| FileFault::Unreadable)?;
    match reference::ask(&Question::Import(Uint8Array::new(&bytes).to_vec())).await {
        Some(Answer::Imported(read)) => read.map_err(FileFault::Content),
        _ => Err(FileFault::NoReader),
    }
}
