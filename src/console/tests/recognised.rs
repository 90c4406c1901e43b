//! Which endpoint the request is a call of, and what follows from it: fields, versions; and how long a call may be silent.

use super::*;
use crate::catalogue::{Answer as Said, Catalogue, Known, Question as Asked};
use crate::procore::Method;

const SUBMITTALS: &str = "/rest/v1.1/projects/{project_id}/submittals";
const V2: &str = "/rest/v2.0/companies/{company_id}/projects/{project_id}/submittals";

/// What the catalogue is asked.
fn questions(effects: &[Effect]) -> Vec<(u32, Method, String)> {
    let question = |effect: &Effect| match effect {
        Effect::Recognise(sheet, method, path) => Some((*sheet, *method, path.clone())),
        _ => None,
    };
    effects.iter().filter_map(question).collect()
}

fn known(method: Method, path: &str) -> Option<Box<Known>> {
    match Catalogue::builtin().answer(Asked::Endpoint { method, target: path.into() }) {
        Said::Endpoint(known) => known.map(Box::new),
        other => panic!("{other:?}"),
    }
}

fn type_path(console: &mut Console, path: &str) -> Vec<(u32, Method, String)> {
    questions(&update(console, Event::Edit(Edit::Path(path.into()))))
}

/// Answers the question about a path in the tab in sight.
fn answer_about(console: &mut Console, path: &str) {
    let sheet = console.work.sheet().id;
    let known = known(Method::Get, path);
    update(console, Event::Recognised(sheet, (Method::Get, path.into()), known));
}

fn fields(console: &Console) -> Vec<String> {
    console.form().fields().map(|field| field.name.clone()).collect()
}

#[test]
fn the_catalogue_is_asked_about_what_is_typed() {
    let mut console = at_work(ADA);
    let sheet = console.work.sheet().id;
    assert_eq!(type_path(&mut console, "rfi create"), []);
    assert_eq!(type_path(&mut console, SUBMITTALS), [(sheet, Method::Get, SUBMITTALS.into())]);
    // A query is not what it is known by.
    assert_eq!(type_path(&mut console, &format!("{SUBMITTALS}?page=2")), []);
    let effects = update(&mut console, Event::Edit(Edit::Method(Method::Post)));
    assert_eq!(questions(&effects), [(sheet, Method::Post, SUBMITTALS.into())]);
    // Each tab has a question of its own.
    update(&mut console, Event::OpenSheet);
    let other = console.work.sheet().id;
    assert_eq!(type_path(&mut console, V2), [(other, Method::Get, V2.into())]);
    assert_eq!(questions(&update(&mut console, Event::ShowSheet(sheet))), []);
}

#[test]
fn a_late_answer_is_not_taken() {
    let mut console = at_work(ADA);
    type_path(&mut console, "/rest/v1.0/companies");
    type_path(&mut console, SUBMITTALS);
    answer_about(&mut console, "/rest/v1.0/companies");
    assert_eq!(console.work.sheet().known(), None);
    assert_eq!(fields(&console), ["project_id"], "what stands in braces is asked for all the same");
    answer_about(&mut console, SUBMITTALS);
    assert_eq!(console.work.sheet().known().map(|known| &*known.endpoint.path), Some(SUBMITTALS));
    assert!(fields(&console).iter().any(|name| name == "filters[id]"));
    // What does not fit any more is not shown, even before the next answer.
    type_path(&mut console, "/rest/v1.0/elsewhere");
    assert_eq!((console.work.sheet().known(), fields(&console).len()), (None, 0));
    // No endpoint is an answer too: filters may be built for any path.
    answer_about(&mut console, "/rest/v1.0/elsewhere");
    assert_eq!(fields(&console), ["sort", "view", "per_page", "page"]);
}

#[test]
fn an_endpoint_that_is_picked_is_known_at_once() {
    let mut console = at_work(ADA);
    let endpoint = known(Method::Get, SUBMITTALS).expect("known").endpoint;
    let effects = update(&mut console, Event::Use(Box::new(endpoint)));
    assert!(fields(&console).iter().any(|name| name == "filters[id]"));
    // Its versions come with the answer.
    assert_eq!(questions(&effects).len(), 1);
    assert_eq!(console.work.sheet().versions(), []);
    answer_about(&mut console, SUBMITTALS);
    let labels = |console: &Console| -> Vec<(String, bool)> {
        let versions = console.work.sheet().versions().into_iter();
        versions.map(|version| (version.label, version.is_shown)).collect()
    };
    let expected = |shown: usize| -> Vec<(String, bool)> {
        let labels = ["v1.0", "v1.1", "v2.0"].into_iter().enumerate();
        labels.map(|(at, label)| (label.to_owned(), at == shown)).collect()
    };
    assert_eq!(labels(&console), expected(1));
    update(&mut console, Event::Edit(Edit::Field("page".into(), vec!["2".into()])));
    let effects = update(&mut console, Event::SwitchVersion(V2.into()));
    assert_eq!(console.work.sheet().draft.path, format!("{V2}?page=2"));
    assert_eq!((labels(&console), questions(&effects).len()), (expected(2), 1));
    // What is no version of it changes nothing.
    update(&mut console, Event::SwitchVersion("/rest/v1.0/me".into()));
    assert_eq!(console.work.sheet().draft.path, format!("{V2}?page=2"));
    // Two of one version are told apart.
    type_path(&mut console, "/rest/v1.0/webhooks/hooks");
    answer_about(&mut console, "/rest/v1.0/webhooks/hooks");
    let labels: Vec<String> = labels(&console).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["v1.0", "v2.0 of a project", "v2.0 of a company"]);
}

#[test]
fn a_field_that_is_changed_is_another_request() {
    let mut console = at_work(ADA);
    type_path(&mut console, SUBMITTALS);
    update(&mut console, Event::Send(NOW));
    assert!(console.work.sheet().fault.is_some());
    update(&mut console, Event::Edit(Edit::Field("project_id".into(), vec!["5".into()])));
    assert_eq!((&console.work.sheet().fault, console.work.sheet().draft.value("project_id")), (&None, "5"));
    update(&mut console, Event::Edit(Edit::Filter("colour".into(), Spelled::Many)));
    assert_eq!(console.work.sheet().draft.path, format!("{SUBMITTALS}?filters[colour][]="));
}

#[test]
fn a_call_is_given_up_when_the_person_says() {
    let mut console = at_work(ADA);
    let patience = |console: &mut Console| {
        let effects = update(console, Event::Send(NOW));
        reply(console, Question::Call, answered(200, ADA));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Open(_, call, _) => Some(call.patience),
            _ => None,
        })
    };
    assert_eq!(patience(&mut console), Some(30_000));
    let one: Patience = "1".parse().expect("within bounds");
    let effects = update(&mut console, Event::SetPatience(one));
    assert_eq!(quiet(effects), [Effect::SavePreference(Change::Patience(one))]);
    assert_eq!(patience(&mut console), Some(1_000));
}

/// Every parameter of every endpoint has a field, whose empty value changes nothing.
#[test]
fn every_endpoint_has_its_form() {
    for endpoint in Catalogue::builtin().endpoints() {
        let mut console = at_work(ADA);
        update(&mut console, Event::Use(Box::new(endpoint.clone())));
        let (path, names) = (console.work.sheet().draft.path.clone(), fields(&console));
        for parameter in &endpoint.parameters {
            assert!(names.contains(&parameter.name), "{} {}", endpoint.path, parameter.name);
            let values = console
                .form()
                .fields()
                .find(|field| field.name == parameter.name)
                .map(|it| it.values.clone());
            assert_eq!(values, Some(Vec::new()), "{} {}", endpoint.path, parameter.name);
            update(&mut console, Event::Edit(Edit::Field(parameter.name.clone(), Vec::new())));
        }
        assert_eq!(console.work.sheet().draft.path, path);
        assert_eq!(console.form().missing(), [""; 0]);
    }
}
