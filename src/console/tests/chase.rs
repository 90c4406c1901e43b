//! From an id in an answer to the thing.

use super::requests::in_production;
use super::*;
use crate::catalogue::{Answer as Said, Catalogue, Lead, Question as Asked};
use crate::console::Led;
use crate::procore::{Method, Named};

const RFI: &str = "/rest/v1.0/projects/7/rfis/8";

/// A console with the answer to a call of an RFI in sight, and the number of its document.
fn at_an_rfi() -> (Console, u32) {
    let mut console = at_work(ADA);
    update(&mut console, Event::Edit(Edit::Path(RFI.into())));
    update(&mut console, Event::Send(NOW));
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Began(number, 200));
    reply(&mut console, Question::Call, answered(200, "{}"));
    (console, number)
}

fn names(names: &str) -> Vec<String> {
    names.split(' ').map(str::to_owned).collect()
}

/// The person comes to a value; the catalogue is asked, and answers, if the state wants it.
fn come_to(console: &mut Console, document: u32, way: &str, value: &str) -> Option<Led> {
    let effects = update(console, Event::Chose(document, Some((names(way), value.into()))));
    for effect in effects {
        if let Effect::Lead(document, names, method, target) = effect {
            let lead = lead(&names, method, &target);
            update(console, Event::Led(document, names, lead));
        }
    }
    console.led()
}

fn lead(names: &[String], method: Method, target: &str) -> Option<Box<Lead>> {
    match Catalogue::builtin().answer(Asked::Lead { names: names.to_vec(), method, target: target.into() }) {
        Said::Lead(lead) => lead.map(Box::new),
        other => panic!("{other:?}"),
    }
}

fn path(led: Option<Led>) -> Option<String> {
    led.map(|led| led.path)
}

#[test]
fn an_id_leads_to_what_it_is_of() {
    let (mut console, document) = at_an_rfi();
    let mut to = |way: &str, value: &str| path(come_to(&mut console, document, way, value));
    // Of the project that the call was about, though none is chosen.
    assert_eq!(
        to("created_by id", "9007199254740993").as_deref(),
        Some("/rest/v1.0/projects/7/users/9007199254740993")
    );
    assert_eq!(to("responsible_contractor id", "5").as_deref(), Some("/rest/v1.1/projects/7/vendors/5"));
    assert_eq!(to("company_id", "12").as_deref(), Some("/rest/v1.1/projects?company_id=12"));
    assert_eq!(to("subject", "5"), None);
    // What is no id leads nowhere, whatever it is called.
    for value in ["", "null", "true", "[3]", "1.5", "../../companies", "a b", &"7".repeat(101)] {
        assert_eq!(to("vendor_id", value), None, "{value}");
    }
}

#[test]
fn what_is_not_known_of_the_way_is_chosen() {
    let mut console = at_work(ADA);
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Began(number, 200));
    let vendor = "/rest/v1.0/vendors/5?company_id={company_id}";
    assert_eq!(path(come_to(&mut console, number, "vendor_id", "5")).as_deref(), Some(vendor));
    let sheets = console.work.sheets().len();
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), Vec::<&str>::new());
    assert_eq!(
        (console.work.sheets().len(), console.work.sheet().draft.path.as_str()),
        (sheets + 1, "/rest/v1.0/vendors/{id}?company_id={company_id}")
    );
    let id = console.work.sheets()[0].id;
    update(&mut console, Event::ShowSheet(id));
    let company = Named { id: "3".into(), name: "Example".into(), number: None };
    update(&mut console, Event::ChooseCompany(Some(company)));
    come_to(&mut console, number, "vendor_id", "5");
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), ["/rest/v1.0/vendors/5?company_id=3"]);
}

#[test]
fn an_id_is_followed_in_a_tab_of_its_own() {
    let (mut console, document) = at_an_rfi();
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), Vec::<&str>::new());
    come_to(&mut console, document, "created_by id", "5");
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), ["/rest/v1.0/projects/7/users/5"]);
    assert_eq!(console.work.sheets().len(), 2);
    // The id is not in sight any more.
    assert_eq!(console.led(), None);
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), Vec::<&str>::new());
}

#[test]
fn there_must_be_room() {
    let (mut console, document) = at_an_rfi();
    let id = console.work.sheet().id;
    while console.work.sheets().len() < MOST_SHEETS {
        update(&mut console, Event::OpenSheet);
    }
    update(&mut console, Event::ShowSheet(id));
    come_to(&mut console, document, "created_by id", "5");
    assert_eq!(urls(&update(&mut console, Event::Follow(NOW))), Vec::<&str>::new());
    assert_eq!(console.work.sheet().fault, Some(DraftFault::TooManySheets));
}

#[test]
fn late_answers_and_values_elsewhere_lead_nowhere() {
    let (mut console, document) = at_an_rfi();
    assert_eq!(come_to(&mut console, document + 1, "created_by id", "5"), None);
    update(&mut console, Event::Chose(document, Some((names("vendor_id"), "5".into()))));
    let user = lead(&names("created_by id"), Method::Get, RFI);
    assert!(user.is_some());
    update(&mut console, Event::Led(document, names("created_by id"), user));
    assert_eq!(console.led(), None);
    assert!(come_to(&mut console, document, "created_by id", "5").is_some());
    update(&mut console, Event::Chose(document, None));
    assert_eq!(console.led(), None);
}

#[test]
fn a_project_has_a_page_in_production() {
    let (mut console, document) = at_an_rfi();
    assert_eq!(come_to(&mut console, document, "project_id", "7").and_then(|led| led.page), None);
    let mut console = in_production();
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Began(number, 200));
    let mut page = |way: &str| come_to(&mut console, number, way, "7").and_then(|led| led.page);
    assert_eq!(page("project_id").as_deref(), Some("https://app.procore.com/7/project/home"));
    assert_eq!(page("vendor_id"), None);
}
