//! Company and project on the page: they are picked by name and fill in the names in braces.

use procore_console::console::{Edit, Effect, Event, Question};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::desk::{Desk, press, put};
use super::support::eventually;

/// A list is asked for when it is opened, and searched as one types.
#[wasm_bindgen_test]
async fn a_company_and_a_project_are_picked_by_name() {
    let desk = Desk::signed_in();
    desk.effects();
    let open = async |label: &str| {
        desk.field(label).await.unchecked_into::<HtmlElement>().focus().expect("a field");
        let field = desk.field(label).await;
        eventually("an open list", || field.get_attribute("aria-expanded").as_deref() == Some("true")).await;
        field
    };
    let listed = |list: &str| desk.texts(&format!("#{list} [role=option] > :first-child"));
    open("Project").await;
    desk.sees("Choose a company first.").await;
    assert!(
        !desk.effects().iter().any(|effect| matches!(effect, Effect::Fetch(..))),
        "nothing to ask for yet"
    );
    let company = open("Company").await;
    let companies = r#"[{"id":3,"name":"Nordlys"},{"id":4,"name":"Other"}]"#;
    desk.answer_to(Question::Companies, 200, companies).await;
    eventually("all of them", || listed("companies") == ["Nordlys", "Other"]).await;
    put(&company, "nord");
    eventually("one of them", || listed("companies") == ["Nordlys"]).await;
    assert!(press("Enter", ""));
    desk.holds("Company", "Nordlys").await;
    open("Project").await;
    desk.answer_to(Question::Projects, 200, r#"[{"id":5,"name":"Gamle havn"}]"#).await;
    eventually("the project", || listed("projects") == ["Gamle havn"]).await;
    assert!(press("Enter", ""));
    desk.holds("Project", "Gamle havn").await;
    desk.fill("Path", "/rest/v1.0/projects/{project_id}/rfis?company_id={company_id}").await;
    assert_eq!(desk.send().await, "/rest/v1.0/projects/5/rfis?company_id=3");
    desk.answer(200, "[]");
    // What is typed counts for more than what is chosen.
    desk.fill("project_id", "6").await;
    assert_eq!(desk.send().await, "/rest/v1.0/projects/6/rfis?company_id=3");
}

/// What is filled in from another company's call is said before it is sent.
#[wasm_bindgen_test]
async fn two_companies_in_one_call_are_pointed_out() {
    let desk = Desk::signed_in();
    let company = procore_console::procore::Named { id: "7".into(), name: "Nordlys".into(), number: None };
    desk.store.send(Event::ChooseCompany(Some(company)));
    desk.store.send(Event::Edit(Edit::Path("/rest/v1.0/vendors?company_id=40917".into())));
    desk.sees("Two companies in one call").await;
    desk.fill("Path", "/rest/v1.0/vendors?company_id={company_id}").await;
    desk.sees_no_longer("Two companies in one call").await;
    assert_eq!(desk.send().await, "/rest/v1.0/vendors?company_id=7");
}
