//! Whole programs, as people see them: a few requests in each language. `INSTA_UPDATE=always cargo test snapshot` takes a
//! change over; the rules that hold for any request are in `tests`.

use super::*;
use crate::procore::{Body, CompanyId, Content, Method, Part};

fn requests() -> [(&'static str, Outgoing); 4] {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let part = |name: &str, content| Part { name: name.into(), content };
    let read = Outgoing {
        target: "/rest/v1.1/projects?filters[by_status]=Active".into(),
        company: CompanyId::parse("7").ok(),
        ..Outgoing::default()
    };
    let json = Outgoing {
        method: Method::Patch,
        target: "/rest/v1.0/rfis/1".into(),
        headers: vec![pair("X-Api-Key", "hush"), pair("X-Note", "it's \"quoted\"")],
        body: Body::Json("{\n  \"subject\": \"it's $5\"\n}".into()),
        ..Outgoing::default()
    };
    let form = Outgoing {
        method: Method::Put,
        target: "/rest/v1.0/webhooks/3".into(),
        body: Body::Form(vec![pair("hook[url]", "https://example.com/?a=1&b=2"), pair("active", "true")]),
        ..Outgoing::default()
    };
    let upload = Outgoing {
        method: Method::Post,
        target: "/rest/v1.0/uploads".into(),
        body: Body::Multipart(vec![
            part("upload[\"name\"]", Content::Text("it's\nlong".into())),
            part("file", Content::File("a ’ b.pdf".into())),
        ]),
        ..Outgoing::default()
    };
    [("A GET", read), ("JSON", json), ("A form", form), ("An upload", upload)]
}

#[test]
fn code_in_every_language() {
    let api = Origin::parse("https://api.example").expect("an origin");
    for language in Language::ALL {
        let written = requests().map(|(what, request)| {
            let code = code(&request, &api, language);
            assert!(!code.contains("hush"), "{code}");
            format!("==== {what}\n{code}\n")
        });
        insta::assert_snapshot!(format!("{language:?}"), written.concat());
    }
}
