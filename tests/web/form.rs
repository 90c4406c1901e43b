//! The request as a form, on the page: what is put into fields stands in the address and is sent, what is typed stands in the
//! fields, and what is wrong is said at its place.

use procore_console::console::MOST_SHEETS;
use procore_console::procore::{Body, Content, Environments, Method};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::desk::{Desk, at_work, blur, focused, press, put, script, value};
use super::support::eventually;

const RFIS: &str = "/rest/v1.0/projects/5/rfis";
const ECHO: &str = "/rest/v1.0/odd/echo";

#[wasm_bindgen_test]
async fn a_choice_and_a_day_are_in_the_address_and_are_sent() {
    let desk = Desk::signed_in();
    let path = "/rest/v1.0/projects/5/manpower_logs";
    desk.fill("Path", path).await;
    desk.sees("Manpower: who worked how many hours").await;
    let day = desk.field("log_date").await;
    assert_eq!(day.get_attribute("type").as_deref(), Some("date"));
    put(&day, "2025-02-28");
    desk.holds("Path", &format!("{path}?log_date=2025-02-28")).await;
    assert_eq!(desk.send().await, format!("{path}?log_date=2025-02-28"));
    desk.answer(200, "[]");

    desk.fill("Path", &format!("{RFIS}?per_page=2")).await;
    eventually("a choice", || desk.has(".field-row select[aria-describedby='fault-filters[status]']")).await;
    desk.fill("filters[status]", "open").await;
    desk.holds("Path", &format!("{RFIS}?per_page=2&filters[status]=open")).await;
    assert_eq!(desk.send().await, format!("{RFIS}?per_page=2&filters[status]=open"));
    // To take it away takes it out of the address.
    desk.fill("filters[status]", "").await;
    desk.holds("Path", &format!("{RFIS}?per_page=2")).await;
}

#[wasm_bindgen_test]
async fn one_filter_takes_several_values_or_a_span_of_days() {
    let desk = Desk::signed_in();
    desk.fill("Path", RFIS).await;
    for (number, id) in [(1, "562949953500001"), (2, "9007199254740993")] {
        desk.fill(&format!("filters[id], {number}"), id).await;
    }
    let ids = "filters[id][]=562949953500001&filters[id][]=9007199254740993";
    desk.holds("Path", &format!("{RFIS}?{ids}")).await;
    eventually("room for one more", || desk.has_field("filters[id], 3")).await;
    desk.fill("filters[created_at], from", "2024-01-01").await;
    let half = "A span has two ends: both days are sent.";
    let said = || desk.texts(".field-row .problem").iter().any(|words| words == half);
    eventually("what is missing", said).await;
    let from = desk.field("filters[created_at], from").await;
    assert_eq!(from.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(from.get_attribute("aria-describedby").as_deref(), Some("fault-filters[created_at]"));
    desk.fill("filters[created_at], to", "2030-12-31").await;
    eventually("nothing is missing", || !said()).await;
    let all = format!("{RFIS}?{ids}&filters[created_at]=2024-01-01...2030-12-31");
    desk.holds("Path", &all).await;
    assert_eq!(desk.send().await, all);
}

#[wasm_bindgen_test]
async fn a_filter_that_is_not_listed_is_added_and_removed() {
    let desk = Desk::signed_in();
    desk.fill("Path", ECHO).await;
    desk.fill("Name of another filter", "colour").await;
    desk.press("Add filter").await;
    desk.holds("Name of another filter", "").await;
    desk.fill("filters[colour]", "red & blue").await;
    assert_eq!(desk.send().await, format!("{ECHO}?filters[colour]=red+%26+blue"));
    desk.press("Remove filters[colour]").await;
    desk.holds("Path", ECHO).await;
    eventually("no field", || !desk.has_field("filters[colour]")).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_by_hand_is_in_the_fields() {
    let desk = Desk::signed_in();
    desk.fill(
        "Path",
        &format!("{RFIS}?filters[status]=odd&filters[created_at]=2024-01-01...2024-01-31&page=2&x=a+b"),
    )
    .await;
    for (label, text) in [
        ("project_id", "5"),
        ("filters[status]", "odd"),
        ("filters[created_at], from", "2024-01-01"),
        ("filters[created_at], to", "2024-01-31"),
        ("page", "2"),
        // What no field is for stands in the rows.
        ("Parameter 4, name", "x"),
        ("Parameter 4, value", "a b"),
    ] {
        desk.holds(label, text).await;
    }
    let odd = "This is none of the values that are known here.";
    eventually(odd, || desk.texts(".field-row .problem").iter().any(|words| words == odd)).await;
    // A field that is typed into is not made anew, and an emptied one leaves its name in the path.
    let project = desk.field("project_id").await;
    put(&project, "");
    put(&project, "9007199254740993");
    eventually("the address", || {
        desk.texts(".preview")
            .iter()
            .any(|url| url.contains("/rest/v1.0/projects/9007199254740993/rfis?filters"))
    })
    .await;
    assert!(project.is_connected() && value(&project) == "9007199254740993");
    desk.holds(
        "Path",
        "/rest/v1.0/projects/{project_id}/rfis?filters[status]=odd&filters[created_at]=2024-01-01...2024-01-31&page=2&x=a+b",
    )
    .await;
    desk.fill("Path", "/rest/v1.0/vendors").await;
    desk.sees("Procore refuses this call without company_id").await;
}

#[wasm_bindgen_test]
async fn the_version_is_switched_and_values_go_along() {
    let desk = Desk::signed_in();
    desk.fill("Path", "/rest/v1.1/projects/5/submittals?per_page=3").await;
    desk.press("v2.0").await;
    desk.holds("Path", "/rest/v2.0/companies/{company_id}/projects/5/submittals?per_page=3").await;
    desk.fill("company_id", "7").await;
    assert_eq!(desk.send().await, "/rest/v2.0/companies/7/projects/5/submittals?per_page=3");
    eventually("which version is shown", || desk.texts(".versions [aria-pressed=true]") == ["v2.0"]).await;
    desk.press("v1.1").await;
    desk.holds("Path", "/rest/v1.1/projects/5/submittals?per_page=3").await;
}

/// Types into the path with the focus there, as the list below it needs.
async fn look_for(desk: &Desk, words: &str) {
    script("", "document.getElementById('path').focus()", &[]);
    desk.fill("Path", words).await;
    eventually("endpoints", || desk.has("#endpoints:not([hidden]) li")).await;
}

#[wasm_bindgen_test]
async fn words_lead_to_an_endpoint_by_keys() {
    let desk = Desk::signed_in();
    look_for(&desk, "submittals").await;
    let side_by_side = || {
        let body = "return [...document.querySelectorAll('#endpoints li')].slice(0, 3).map((it) =>
            it.querySelector('.mono').textContent.split('/')[2] + it.matches('.is-version')).join()";
        script("", body, &[]).as_string().unwrap_or_default()
    };
    eventually("versions side by side", || side_by_side() == "v1.1false,v1.0true,v2.0true").await;

    look_for(&desk, "rfi create").await;
    let first = "POST/rest/v1.0/projects/{project_id}/rfis";
    eventually("the endpoint", || {
        desk.texts("#endpoints li").first().is_some_and(|it| it.starts_with(first))
    })
    .await;
    assert!(!desk.texts("#endpoints mark").is_empty(), "what was looked for is marked");
    let path = desk.field("Path").await;
    assert!(press("ArrowDown", ""));
    eventually("an active entry", || {
        path.get_attribute("aria-activedescendant").as_deref() == Some("endpoint-0")
    })
    .await;
    assert_eq!(desk.texts("#endpoint-0[aria-selected=true]").len(), 1);
    assert!(press("Enter", ""));
    let body = desk.field("JSON body").await;
    assert!(value(&body).contains("\"rfi\""), "something to start from");
    assert_eq!(path.get_attribute("aria-expanded").as_deref(), Some("false"));
    desk.fill("project_id", "5").await;
    assert_eq!(desk.send().await, "/rest/v1.0/projects/5/rfis");
    desk.answer(400, "Missing Procore-Company-Id header.");
    desk.sees("No company was named").await;
    assert!(desk.has_button("Copy support bundle"));
}

#[wasm_bindgen_test]
async fn what_procore_refuses_of_a_field_is_said_at_the_field() {
    let desk = Desk::signed_in();
    desk.fill("Path", &format!("{RFIS}?filters[status]=open")).await;
    desk.field("filters[status]").await;
    desk.send().await;
    desk.answer(422, r#"{"errors":{"filters":{"status":["is not a <b>status</b> here"]}}}"#);
    // The field is another one as soon as the endpoint is recognised.
    eventually("a mark", || desk.has("[aria-describedby='fault-filters[status]'][aria-invalid=true]")).await;
    assert!(desk.texts(".fields .refusal-mark").contains(&"is not a <b>status</b> here".to_owned()));
    // Another request is not the one that was refused.
    desk.fill("filters[status]", "closed").await;
    let url = desk.send().await;
    assert_eq!(url, format!("{RFIS}?filters[status]=closed"));
    eventually("no mark", || desk.texts(".fields .refusal-mark").is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_sent_is_told_where_it_stands() {
    let desk = Desk::signed_in();
    desk.effects();
    for (path, words) in [
        ("/rest/v1.0/projects/{project_id}/rfis", "{project_id} has no value yet"),
        ("https://evil.example/rest/v1.0/me", "Your token goes to no host but the API of your environment"),
        ("/rest/v1.0/../oauth/token", "A browser would leave the part before it out"),
        ("rest/v1.0/me", "Write the path from its first slash"),
    ] {
        desk.fill("Path", path).await;
        desk.press("Send").await;
        eventually(words, || desk.texts("#path-problem[role=alert]").iter().any(|it| it.contains(words)))
            .await;
        let field = desk.field("Path").await;
        assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"), "{path}");
        assert_eq!(field.get_attribute("aria-describedby").as_deref(), Some("path-problem"));
    }
    desk.fill("Path", ECHO).await;
    desk.fill("Method", "POST").await;
    eventually("the body", || desk.has(".body")).await;
    choose_kind(&desk, "JSON");
    desk.fill("JSON body", "{\"é\": 1,}").await;
    desk.press("Send").await;
    eventually("the fault", || {
        desk.texts("#body-problem").iter().any(|it| it.contains("The body is not JSON: line 1, column"))
    })
    .await;
    let chosen = "const it = document.activeElement;
        return it.value.slice(it.selectionStart, it.selectionEnd)";
    eventually("the fault is selected", || script("", chosen, &[]) == "}").await;
    assert_eq!(desk.sent(), []);
}

/// The kind of body with this name.
fn choose_kind(desk: &Desk, name: &str) {
    let body = "[...root.querySelectorAll('.kinds label')].find((it) => it.textContent.trim() === name)
        .querySelector('input').click()";
    script("root, name", body, &[&desk.find::<Element>(".body"), &name.into()]);
}

#[wasm_bindgen_test]
async fn each_kind_of_body_is_sent_as_it_was_typed() {
    let desk = Desk::signed_in();
    desk.fill("Path", ECHO).await;
    assert!(!desk.has(".body"), "a GET has none");
    desk.fill("Method", "POST").await;
    eventually("the body", || desk.has(".body")).await;
    let sent = async || {
        desk.effects();
        desk.press("Send").await;
        let call = desk.sent().pop().expect("a call");
        desk.answer(200, "{}");
        (call.method, call.body)
    };
    assert_eq!(sent().await, (Method::Post, Body::Empty));
    choose_kind(&desk, "JSON");
    let typed = "{\"id\": 9007199254740993, \"é\": \"\\u00e9\"}";
    desk.fill("JSON body", typed).await;
    assert_eq!(sent().await, (Method::Post, Body::Json(typed.into())));
    desk.fill("Method", "PATCH").await;
    choose_kind(&desk, "Form");
    desk.fill("Field 1, name", "rfi[subject]").await;
    desk.fill("Field 1, value", "a & b").await;
    desk.fill("Field 2, name", "x").await;
    let fields = [("rfi[subject]", "a & b"), ("x", "")].map(|(name, value)| (name.into(), value.into()));
    assert_eq!(sent().await, (Method::Patch, Body::Form(fields.into())));
    choose_kind(&desk, "Multipart");
    desk.fill("Part 1, name", "attachment[description]").await;
    desk.fill("Part 1, value", "a & b").await;
    let (_, Body::Multipart(parts)) = sent().await else { panic!("no parts") };
    let parts: Vec<_> = parts.into_iter().map(|part| (part.name, part.content)).collect();
    assert_eq!(parts, [("attachment[description]".to_owned(), Content::Text("a & b".into()))]);
    // What was typed for another kind is still there.
    choose_kind(&desk, "JSON");
    desk.holds("JSON body", typed).await;
}

#[wasm_bindgen_test]
async fn the_time_out_has_bounds() {
    let desk = Desk::signed_in();
    let patience = || desk.store.now(|console| console.preferences.patience.to_string());
    let problem = || desk.texts("#patience-problem[role=alert]").concat();
    desk.fill("Time-out in seconds", "0").await;
    eventually("the bounds", || problem() == "Write whole seconds, from 1 to 600. 30 are used.").await;
    assert_eq!(patience(), "30");
    desk.fill("Time-out in seconds", "3").await;
    eventually("no problem", || problem().is_empty()).await;
    assert_eq!(patience(), "3");
}

/// One environment, read-only.
fn locked() -> Desk {
    let config = br#"{"environments":[{"id":"x","name":"X","login_url":"https://login.example",
        "api_url":"https://api.example","client_id":"our-client","read_only":true}]}"#;
    Desk::with(at_work(Environments::parse(config).expect("a good config"), "x"))
}

#[wasm_bindgen_test]
async fn writes_wait_for_somebody_who_unlocks_them() {
    let desk = locked();
    desk.sees("Read-only").await;
    desk.fill("Path", ECHO).await;
    desk.fill("Method", "POST").await;
    desk.effects();
    desk.press("Send").await;
    desk.sees("X is locked for writes").await;
    assert!(desk.has(".wish[role=alertdialog]"));
    assert_eq!(desk.sent(), []);
    desk.press("Unlock for 10 minutes").await;
    desk.sees("Writes unlocked until").await;
    assert_eq!(desk.sent(), [], "it is not sent by itself");
    desk.press("Send").await;
    assert_eq!(desk.sent().len(), 1, "once for each click");
    desk.answer(200, "{}");

    desk.fill("Method", "DELETE").await;
    desk.press("Send").await;
    // Nothing says that the host is no production.
    desk.sees("To delete it, type").await;
    desk.press("Keep it").await;
    eventually("no question", || !desk.has(".wish")).await;
    desk.press("Send").await;
    eventually("the question", || desk.has(".wish")).await;
    desk.press("Delete").await;
    assert_eq!(desk.sent(), [], "nothing was typed");
    desk.fill("To delete it, type echo", "echo").await;
    desk.press("Delete").await;
    assert_eq!(desk.sent().len(), 1);
    desk.press("Lock").await;
    desk.sees("Read-only").await;
}

/// There is room for so many, and the request in sight says so.
#[wasm_bindgen_test]
async fn tabs_are_opened_shown_and_closed() {
    let desk = Desk::signed_in();
    let names = || desk.texts(".sheet-name");
    let shown = || desk.texts(".sheet-name[aria-current=page]");
    desk.press("New request").await;
    desk.path("/rest/v1.0/companies");
    eventually("two tabs", || names() == ["GET me", "GET companies"]).await;
    assert_eq!(shown(), ["GET companies"]);
    desk.press("GET me").await;
    eventually("the other", || shown() == ["GET me"]).await;
    desk.holds("Path", "/rest/v1.0/me").await;
    desk.press("Close GET me").await;
    eventually("one tab", || names() == ["GET companies"]).await;
    desk.holds("Path", "/rest/v1.0/companies").await;
    for _ in 0..MOST_SHEETS {
        desk.press("New request").await;
    }
    eventually("all tabs", || names().len() == MOST_SHEETS).await;
    eventually("why there are no more", || !desk.texts("#path-problem").concat().is_empty()).await;
}

#[wasm_bindgen_test]
async fn ctrl_enter_sends_from_the_request_and_not_from_another_form() {
    let desk = Desk::signed_in();
    desk.effects();
    desk.press("Save request").await;
    desk.focus_is("save-name").await;
    press("Enter", "ctrl");
    assert_eq!(desk.sent(), []);
    desk.press("Do not save").await;
    desk.focus_is("save").await;
    blur();
    assert_eq!(focused(), "");
    assert!(press("Enter", "ctrl"));
    assert_eq!(desk.sent().len(), 1);
    // While it is waited for, no key sends it again.
    press("Enter", "ctrl");
    assert_eq!(desk.sent(), []);
    desk.answer(200, "{}");
    script("", "document.getElementById('path').focus()", &[]);
    assert!(press("Enter", "ctrl"), "also from a field of the request");
    assert_eq!(desk.sent().len(), 1);
}
