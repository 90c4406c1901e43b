//! A whole collection, as Postman reads it. `INSTA_UPDATE=always cargo test snapshot` takes a change over.

use super::*;
use crate::procore::{CompanyId, Method};

fn saved(name: &str, folder: &str, request: Outgoing) -> SavedRequest {
    SavedRequest { name: name.into(), folder: folder.into(), request, ..SavedRequest::default() }
}

fn requests() -> Vec<SavedRequest> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let post = |target: &str, body| Outgoing {
        method: Method::Post,
        target: target.into(),
        body,
        ..Outgoing::default()
    };
    let list = Outgoing {
        target: "/rest/v1.0/projects/{project_id}/rfis?filters[status][]=open&q=a%20b%26c&bare&e=".into(),
        company: CompanyId::parse("7").ok(),
        headers: vec![pair("X-Note", "é"), pair("X-Api-Key", "hush")],
        ..Outgoing::default()
    };
    let parts = vec![
        Part { name: "a".into(), content: Content::Text("b".into()) },
        Part { name: "file".into(), content: Content::File("c.pdf".into()) },
    ];
    vec![
        SavedRequest { notes: "Two\nlines".into(), ..saved("RFIs", "", list) },
        saved("New RFI", "Writes", post("/rest/v1.0/rfis", Body::Json("{ \"cost\": 1.10 }".into()))),
        saved("Upload", "Files", post("/rest/v1.0/uploads", Body::Multipart(parts))),
        saved(
            "Hook",
            "Writes",
            post("/rest/v1.0/hooks", Body::Form(vec![pair("a[]", "1"), pair("a[]", "2 &")])),
        ),
    ]
}

#[test]
fn a_collection() {
    let api = Origin::parse("https://sandbox.procore.com").expect("an origin");
    let written = collection("My \"requests\"", &requests(), &api);
    assert!(!written.contains("hush"), "{written}");
    let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("JSON"));
}
