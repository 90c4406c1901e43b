//! Rows that are added, changed and deleted, and files that are sent.

use procore_console::catalogue::{Catalogue, Content};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use standin::Options;

use crate::browser::ADA;
use crate::visitor::{LIGHTHOUSE, PROJECT, Visitor};

fn few(options: &mut Options) {
    options.rows = Some(40);
}

fn rfis() -> String {
    format!("/rest/v1.0/projects/{PROJECT}/rfis")
}

fn request(ada: &Visitor, method: Method, path: &str) -> RequestBuilder {
    ada.request(method, LIGHTHOUSE, path)
}

async fn expect(request: RequestBuilder, status: u16) -> Value {
    let response: Response = request.send().await.unwrap();
    assert_eq!(response.status().as_u16(), status);
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_row_is_added_changed_and_deleted() {
    let ada = Visitor::new(few).await;
    let me = 9_007_199_254_740_993_u64;
    let body =
        json!({ "rfi": { "subject": "Beam <7>", "assignee_ids": [me], "private": true, "unknown": 1 } });
    let new = expect(request(&ada, Method::POST, &rfis()).json(&body), 201).await;
    assert_eq!(
        (&new["subject"], &new["number"], &new["status"]),
        (&json!("Beam <7>"), &json!("41"), &json!("open"))
    );
    assert_eq!((&new["assignees"], &new["private"]), (&json!([{ "id": me }]), &json!(true)));
    assert_eq!(new["created_by"], json!({ "id": me, "login": ADA, "name": "Ada Example" }));
    assert!(new.get("unknown").is_none() && new["created_at"].is_string());
    let path = format!("{}/{}", rfis(), new["id"]);
    assert_eq!(ada.get(&path).await, new);
    assert_eq!(ada.total(LIGHTHOUSE, &rfis()).await, 41);

    let change = json!({ "rfi": { "status": "closed", "due_date": "2026-12-24" } });
    let changed = expect(request(&ada, Method::PATCH, &path).json(&change), 200).await;
    assert_eq!((&changed["status"], &changed["subject"]), (&json!("closed"), &new["subject"]));
    assert_eq!(ada.get(&path).await, changed);

    let gone = request(&ada, Method::DELETE, &path).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(ada.status(LIGHTHOUSE, &path).await, 404);
    for method in [Method::DELETE, Method::PATCH] {
        assert_eq!(request(&ada, method, &path).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    }
    let deleted = ada.get(&format!("{}?filters[include_deleted]=only", rfis())).await;
    assert_eq!((&deleted[0]["id"], &deleted[0]["deleted"]), (&new["id"], &json!(true)));
    assert_eq!(ada.total(LIGHTHOUSE, &format!("{}?filters[include_deleted]=with", rfis())).await, 41);
    assert_eq!(ada.total(LIGHTHOUSE, &rfis()).await, 40);
}

#[tokio::test]
async fn a_reset_forgets_what_was_written() {
    let ada = Visitor::new(few).await;
    let path = format!("/rest/v1.1/projects?company_id={LIGHTHOUSE}");
    let body = json!({ "company_id": LIGHTHOUSE, "project": { "name": "New quay" } });
    let new = expect(request(&ada, Method::POST, "/rest/v1.0/projects").json(&body), 201).await;
    assert_eq!(ada.total(LIGHTHOUSE, &path).await, 46);
    // The new project has rows too.
    assert_eq!(ada.total(LIGHTHOUSE, &format!("/rest/v1.0/projects/{}/rfis", new["id"])).await, 40);
    ada.standin.reset();
    let again = Visitor::new(few).await;
    assert_eq!(again.total(LIGHTHOUSE, &path).await, 45);
    let token = ada.standin.issue_token(ADA, standin::DEMO_CLIENT);
    let url = format!("{}{path}", ada.standin.api_origin());
    let after = crate::browser::http().get(url).bearer_auth(token).header("Procore-Company-Id", LIGHTHOUSE);
    assert_eq!(after.send().await.unwrap().json::<Vec<Value>>().await.unwrap().len(), 45);
}

#[tokio::test]
async fn forms_and_version_2() {
    let ada = Visitor::new(few).await;
    let form = [
        ("rfi[subject]", "Ünïcode & more"),
        ("rfi[assignee_ids][]", "9007199254740993"),
        ("rfi[assignee_ids][]", "7"),
        ("rfi[private]", "true"),
    ];
    let new = expect(request(&ada, Method::POST, &rfis()).form(&form), 201).await;
    assert_eq!(new["subject"], "Ünïcode & more");
    assert_eq!(new["assignees"], json!([{ "id": 9_007_199_254_740_993_u64 }, { "id": 7 }]));
    assert_eq!(new["private"], true);

    let list = format!("/rest/v2.0/companies/{LIGHTHOUSE}/projects/{PROJECT}/prime_contracts");
    let body = json!({ "title": "Main contract", "grand_total": "1.10", "vendor_id": "31" });
    let new = expect(request(&ada, Method::POST, &list).json(&body), 201).await["data"].clone();
    assert!(new["id"].is_string());
    assert_eq!((&new["grand_total"], &new["vendor"]), (&json!("1.10"), &json!({ "id": "31" })));
    // The same contract by version 1, with a number for its id.
    let id = new["id"].as_str().unwrap();
    let first = ada.get(&format!("/rest/v1.0/prime_contracts/{id}?project_id={PROJECT}")).await;
    assert_eq!((first["id"].to_string(), &first["vendor"]), (id.to_owned(), &json!({ "id": 31 })));
    // Version 1 takes the project from the body as well.
    let body = json!({ "project_id": PROJECT, "observation": { "name": "Loose rail" } });
    expect(request(&ada, Method::POST, "/rest/v1.0/observations/items").json(&body), 201).await;
}

#[tokio::test]
async fn files_arrive_whole() {
    let ada = Visitor::new(few).await;
    let large = vec![b'x'; 5_000_000];
    let form = Form::new()
        .text("rfi[subject]", "With files")
        .text("rfi[assignee_id]", "7")
        .part(
            "attachments[]",
            Part::bytes(b"123456789".to_vec()).file_name("täst 1.txt").mime_str("text/plain").unwrap(),
        )
        .part("attachments[]", Part::bytes(large).file_name("large.bin"));
    let new = expect(request(&ada, Method::POST, &rfis()).multipart(form), 201).await;
    let files = new["attachments"].as_array().unwrap();
    assert_eq!((&files[0]["name"], &files[0]["size"]), (&json!("täst 1.txt"), &json!(9)));
    assert_eq!(
        (&files[0]["checksum"], &files[0]["content_type"]),
        (&json!("cbf43926"), &json!("text/plain"))
    );
    assert_eq!((&files[1]["name"], &files[1]["size"]), (&json!("large.bin"), &json!(5_000_000)));
    assert_ne!(files[0]["id"], files[1]["id"]);
    let more = Form::new().part("attachments[]", Part::bytes(Vec::new()).file_name("empty"));
    let path = format!("{}/{}", rfis(), new["id"]);
    let changed = expect(request(&ada, Method::PATCH, &path).multipart(more), 200).await;
    assert_eq!(changed["attachments"].as_array().unwrap().len(), 3);
    assert_eq!(changed["attachments"][2]["checksum"], "00000000");
    assert_eq!(changed["subject"], "With files");
}

#[tokio::test]
async fn writes_that_are_refused() {
    let ada = Visitor::new(few).await;
    let post = || request(&ada, Method::POST, &rfis());
    let missing = expect(post().json(&json!({ "rfi": {} })), 422).await;
    assert_eq!(missing, json!({ "errors": { "subject": ["required"], "assignees": ["required"] } }));
    expect(post(), 422).await;
    let status = json!({ "rfi": { "subject": "a", "assignee_id": 1, "status": "opened" } });
    assert!(expect(post().json(&status), 422).await["errors"]["status"].is_array());
    let json_type = |text: &'static str| post().header("content-type", "application/json").body(text);
    for text in ["{\"rfi\": {\"subject\": \"a\",}}", "[1]", "{"] {
        assert!(expect(json_type(text), 400).await["errors"][0].is_string(), "{text}");
    }
    expect(post().header("content-type", "text/xml").body("<rfi/>"), 406).await;
    let first = ada.get(&rfis()).await[0]["id"].clone();
    let path = format!("{}/{first}", rfis());
    let blank = json!({ "rfi": { "subject": "" } });
    expect(request(&ada, Method::PATCH, &path).json(&blank), 422).await;
    for (method, path) in [(Method::DELETE, rfis()), (Method::PATCH, rfis()), (Method::POST, path)] {
        expect(request(&ada, method, &path), 404).await;
    }
    assert_eq!(ada.total(LIGHTHOUSE, &rfis()).await, 40);
}

#[tokio::test]
async fn the_echo_tells_what_arrived() {
    let ada = Visitor::new(few).await;
    let path = "/rest/v1.0/odd/echo?filters[id][]=1&filters[id][]=2&name=a%20b%26";
    let seen =
        expect(request(&ada, Method::PUT, path).json(&json!({ "amount": 1, "deep": [null] })), 200).await;
    assert_eq!((&seen["method"], &seen["path"]), (&json!("PUT"), &json!("/rest/v1.0/odd/echo")));
    assert_eq!(seen["query"], json!([["filters[id][]", "1"], ["filters[id][]", "2"], ["name", "a b&"]]));
    assert_eq!(seen["body"], json!({ "amount": 1, "deep": [null] }));
    assert_eq!(seen["headers"]["procore-company-id"], LIGHTHOUSE.to_string());
    assert!(seen["headers"].get("authorization").is_none());
    let form =
        Form::new().text("a[b]", "c").part("file", Part::bytes(b"123456789".to_vec()).file_name("n.txt"));
    let seen = expect(request(&ada, Method::POST, path).multipart(form), 200).await;
    assert_eq!(
        (&seen["body"], &seen["files"][0]["checksum"]),
        (&json!({ "a": { "b": "c" } }), &json!("cbf43926"))
    );
}

/// A file is taken in the field of Procore's "Create Project File", a photo in that of "Create Image"; elsewhere neither is.
#[tokio::test]
async fn a_file_is_uploaded() {
    let ada = Visitor::new(few).await;
    let upload = |path: &str, field: &str, name: &str| {
        let file = Part::bytes(b"%PDF".to_vec()).file_name("plan.pdf");
        let form = Form::new().text("file[name]", name.to_owned()).part(field.to_owned(), file);
        request(&ada, Method::POST, &format!("{path}?project_id={PROJECT}")).multipart(form)
    };
    for (path, field, name, expected) in [
        ("/rest/v1.0/files", "file[data]", "Plan A", "Plan A"),
        ("/rest/v1.0/files", "file[data]", "", "plan.pdf"),
        ("/rest/v1.0/images", "image[data]", "", "plan.pdf"),
    ] {
        let new = expect(upload(path, field, name), 201).await;
        assert_eq!((&new["name"], &new["size"]), (&json!(expected), &json!(4)), "{path} {field}");
        let there = ada.get(&format!("{path}/{}?project_id={PROJECT}", new["id"])).await;
        assert_eq!(there, new);
    }
    for (path, field) in
        [("/rest/v1.0/files", "data"), ("/rest/v1.0/images", "data"), ("/rest/v1.0/images", "file[data]")]
    {
        let refused = expect(upload(path, field, "x"), 422).await;
        assert_eq!(refused, json!({ "errors": { "data": ["required"] } }), "{path} {field}");
    }
}

/// Whatever the catalogue says is sent for its file, the stand-in takes in that field.
#[tokio::test]
async fn every_upload_of_the_catalogue_is_taken() {
    let ada = Visitor::new(few).await;
    let catalogue = Catalogue::builtin();
    let uploads = catalogue.endpoints().iter().filter_map(|endpoint| {
        let body = endpoint.body.as_ref().filter(|body| body.content == Content::Upload)?;
        Some((endpoint.path.as_str(), body.file.clone().expect("a field")))
    });
    let mut taken = Vec::new();
    for (path, field) in uploads {
        let file = Part::bytes(b"\x89PNG".to_vec()).file_name("site.png");
        let form = Form::new().part(field, file);
        let post = request(&ada, Method::POST, &format!("{path}?project_id={PROJECT}")).multipart(form);
        assert_eq!(expect(post, 201).await["name"], json!("site.png"), "{path}");
        taken.push(path);
    }
    assert_eq!(taken, ["/rest/v1.0/files", "/rest/v1.0/images"]);
}
