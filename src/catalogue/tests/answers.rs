//! What the worker answers, as it comes through to the page.

use crate::catalogue::{Answer, Catalogue, Known, Question};
use crate::engine::{decode, encode};
use crate::oauth::Origin;
use crate::procore::{Method, Outgoing};
use crate::share::{Language, code};

const RFI: &str = "/rest/v1.0/projects/5/rfis/7?view=extended";
const API: &str = "https://api.example";

/// The answer to `question`, both of them sent as bytes.
fn answer(question: &Question) -> Answer {
    let question = decode(&encode(question)).expect("a question");
    decode(&encode(&Catalogue::builtin().answer(question))).expect("an answer")
}

#[test]
fn what_is_found() {
    let found = Catalogue::builtin().search("rfi", 3);
    assert_eq!(found.len(), 3);
    assert_eq!(answer(&Question::Search { typed: "rfi".into(), limit: 3 }), Answer::Found(found));
    assert_eq!(answer(&Question::Search { typed: "xyzzy".into(), limit: 3 }), Answer::Found(Vec::new()));
}

#[test]
fn the_endpoint_of_a_call_with_its_versions() {
    let of = |method, target: &str| answer(&Question::Endpoint { method, target: target.into() });
    let Answer::Endpoint(Some(Known { endpoint, others })) = of(Method::Get, RFI) else {
        panic!("no endpoint");
    };
    assert_eq!(endpoint.path, "/rest/v1.0/projects/{project_id}/rfis/{id}");
    let catalogue = Catalogue::builtin();
    assert!(others.iter().eq(catalogue.other_versions(&endpoint)));
    let projects = of(Method::Get, "/rest/v1.0/companies/1/projects");
    assert!(matches!(projects, Answer::Endpoint(Some(Known { others, .. })) if !others.is_empty()));
    assert_eq!(of(Method::Put, RFI), Answer::Endpoint(None));
}

#[test]
fn where_an_id_leads() {
    let to = |names: &[&str], target: &str| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        answer(&Question::Lead { names, method: Method::Get, target: target.into() })
    };
    let Answer::Lead(Some(lead)) = to(&["created_by", "id"], RFI) else { panic!("no lead") };
    assert_eq!(lead.path, "/rest/v1.0/projects/{project_id}/users/{id}");
    let given = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(lead.given, [given("project_id", "5"), given("id", "7")]);
    // Of a call that is not known.
    let Answer::Lead(Some(lead)) = to(&["created_by", "id"], "/nothing") else { panic!("no lead") };
    assert_eq!(lead.path, "/rest/v1.3/companies/{company_id}/users/{id}");
    assert_eq!(to(&["subject"], RFI), Answer::Lead(None));
}

#[test]
fn code_for_a_request() {
    let request = Outgoing { target: RFI.into(), ..Outgoing::default() };
    let origin = Origin::parse(API).expect("an origin");
    let text =
        |api: &str, language| answer(&Question::Code { request: request.clone(), api: api.into(), language });
    for language in Language::ALL {
        assert_eq!(text(API, language), Answer::Text(Some(code(&request, &origin, language))));
    }
    assert_eq!(text("http://api.example", Language::Bash), Answer::Text(None));
}
