//! Endpoints that take files.

use super::requests::{edit, named};
use super::*;
use crate::catalogue::{self, Catalogue, Endpoint};
use crate::procore::{Content, Method};

/// The field of the file of every endpoint that takes one: first those that are for it, then those that files may go with. Names
/// are those of Procore's reference ("together with `attachments[]` as files") and of its guide "Working with File Attachments
/// and Image Uploads"; of four endpoints neither tells it.
const FILES: [(Method, &str, BodyKind, &str); 22] = [
    (Method::Post, "/rest/v1.0/files", BodyKind::Multipart, "file[data]"),
    (Method::Post, "/rest/v1.0/images", BodyKind::Multipart, "image[data]"),
    (Method::Post, "/rest/v1.0/offices", BodyKind::Json, "office[logo]"),
    (Method::Post, "/rest/v1.0/projects/{project_id}/rfis", BodyKind::Json, "attachments[]"),
    (Method::Patch, "/rest/v1.0/projects/{project_id}/rfis/{id}", BodyKind::Json, "attachments[]"),
    (Method::Post, "/rest/v1.1/projects/{project_id}/submittals", BodyKind::Json, "attachments[]"),
    (Method::Patch, "/rest/v1.1/projects/{project_id}/submittals/{id}", BodyKind::Json, "attachments[]"),
    (Method::Post, "/rest/v1.0/observations/items", BodyKind::Json, "attachments[]"),
    (Method::Patch, "/rest/v1.0/observations/items/{id}", BodyKind::Json, ""),
    (Method::Post, "/rest/v1.1/punch_items", BodyKind::Json, "punch_item[images][]"),
    (Method::Patch, "/rest/v1.1/punch_items/{id}", BodyKind::Json, "punch_item[images][]"),
    (Method::Post, "/rest/v1.0/projects/{project_id}/manpower_logs", BodyKind::Json, ""),
    (Method::Patch, "/rest/v1.0/projects/{project_id}/manpower_logs/{id}", BodyKind::Json, ""),
    (Method::Post, "/rest/v1.0/projects/{project_id}/notes_logs", BodyKind::Json, "attachments[]"),
    (Method::Patch, "/rest/v1.0/projects/{project_id}/notes_logs/{id}", BodyKind::Json, "attachments[]"),
    (Method::Post, "/rest/v1.1/projects/{project_id}/daily_logs/weather_logs", BodyKind::Json, ""),
    (Method::Post, "/rest/v1.0/projects/{project_id}/accident_logs", BodyKind::Json, "attachments[]"),
    (Method::Post, "/rest/v1.0/projects/{project_id}/delivery_logs", BodyKind::Json, ""),
    (Method::Patch, "/rest/v1.0/task_items/{id}", BodyKind::Json, "attachments[]"),
    (Method::Patch, "/rest/v1.0/files/{id}", BodyKind::Json, "file[data]"),
    (Method::Post, "/rest/v1.3/companies/{company_id}/users", BodyKind::Json, "user[avatar]"),
    (Method::Patch, "/rest/v1.3/companies/{company_id}/users/{id}", BodyKind::Json, "user[avatar]"),
];

#[test]
fn every_endpoint_that_takes_files_has_their_field() {
    let catalogue = Catalogue::builtin();
    let takes_files =
        |it: &&Endpoint| it.body.as_ref().is_some_and(|body| body.content != catalogue::Content::Json);
    assert_eq!(catalogue.endpoints().iter().filter(takes_files).count(), FILES.len());
    for (method, path, kind, field) in FILES {
        let mut console = at_work(ADA);
        let known = catalogue.endpoints().iter().find(|it| it.method == method && it.path == path);
        update(&mut console, Event::Use(Box::new(known.expect(path).clone())));
        assert_eq!(console.work.sheet().draft.kind, kind, "{path}");
        edit(&mut console, [Edit::Kind(BodyKind::Multipart)]);
        let rows = &console.work.sheet().draft.parts;
        let files: Vec<&str> =
            rows.iter().filter(|it| matches!(it.content, Content::File(_))).map(|it| &*it.name).collect();
        assert_eq!(files, [field], "{path}");
    }
}

/// An endpoint that is for a file opens with its field; one that files may go with has the same rows once they are wanted.
#[test]
fn an_upload_opens_with_its_file() {
    let catalogue = Catalogue::builtin();
    let mut console = at_work(ADA);
    let take = |console: &mut Console, path: &str| {
        let endpoint = catalogue.of(Method::Post, path).expect("known").clone();
        update(console, Event::Use(Box::new(endpoint)));
    };
    let rows = |console: &Console| -> Vec<(String, &'static str)> {
        let kind = |part: &DraftPart| if matches!(part.content, Content::File(_)) { "file" } else { "text" };
        console.work.sheet().draft.parts.iter().map(|part| (part.name.clone(), kind(part))).collect()
    };
    let texts = |names: &[&str], file: &str| -> Vec<(String, &'static str)> {
        names.iter().map(|name| ((*name).to_owned(), "text")).chain([(file.to_owned(), "file")]).collect()
    };
    take(&mut console, "/rest/v1.0/files");
    assert_eq!(console.work.sheet().draft.kind, BodyKind::Multipart);
    assert_eq!(rows(&console), texts(&["file[parent_id]", "file[name]"], "file[data]"));
    // Nothing was typed, so the rows are those of the next endpoint.
    take(&mut console, "/rest/v1.0/images");
    assert_eq!(rows(&console), texts(&["image[image_category_id]", "image[description]"], "image[data]"));
    // Without its file it is not sent, and says which.
    let api = console.environment().api.clone();
    let chosen = Chosen { project: Some(named("8")), ..console.places.chosen.clone() };
    let fault = console.work.sheet().draft.outgoing(&chosen, &api);
    assert_eq!(fault, Err(DraftFault::FileGone("image[data]".into())));
    // What is typed stays.
    console.work.sheet_mut().draft.parts[0].content = Content::Text("mine".into());
    take(&mut console, "/rest/v1.0/files");
    assert_eq!(rows(&console)[0].0, "image[image_category_id]");
    // Files may go with an RFI, which opens as JSON.
    console.work.sheet_mut().draft = Draft::new();
    take(&mut console, "/rest/v1.0/projects/{project_id}/rfis");
    assert_eq!((console.work.sheet().draft.kind, rows(&console)), (BodyKind::Json, Vec::new()));
    edit(&mut console, [Edit::Kind(BodyKind::Multipart)]);
    assert!(rows(&console).contains(&("rfi[subject]".to_owned(), "text")), "{:?}", rows(&console));
    assert_eq!(rows(&console).last(), Some(&("attachments[]".to_owned(), "file")));
}
