//! History and saved requests as lists on the page.

use procore_console::browser::page;
use procore_console::console::history::{FileFault, Filing, Owner, Recall, Rows, Stored, Told};
use procore_console::console::{Console, Effect, Event};
use procore_console::procore::{Body, Method, Outgoing};
use procore_console::share::{Export, Past, SavedRequest};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::desk::{Desk, put, script};
use super::support::eventually;

const LIST: &str = "/rest/v1.0/large?rows=3";
const ECHO: &str = "/rest/v1.0/odd/echo?x=1";

fn ada() -> Owner {
    Owner { environment: "sandbox".into(), person: "1".into() }
}

fn past(method: Method, target: &str, body: Body) -> Past {
    Past {
        request: Outgoing { method, target: target.into(), body, ..Outgoing::default() },
        environment: "sandbox".into(),
        status: Some(200),
        at: procore_console::browser::clock::now(),
        elapsed: 12,
        bytes: 2048,
    }
}

fn saved(name: &str, folder: &str, target: &str) -> SavedRequest {
    let request = Outgoing { target: target.into(), ..Outgoing::default() };
    SavedRequest { name: name.into(), folder: folder.into(), request, ..SavedRequest::default() }
}

/// Gives the app what the database holds.
fn read(desk: &Desk, calls: &[Past], saved: &[SavedRequest]) {
    fn rows<T: Stored>(entries: &[T]) -> Vec<(u64, String)> {
        entries.iter().map(T::to_record).zip(1..).map(|(record, id)| (id, record)).collect()
    }
    let rows = Rows { calls: rows(calls), saved: rows(saved) };
    desk.store.send(Event::History(Recall::Read(ada(), Some(Box::new(rows)))));
}

fn filings(desk: &Desk) -> Vec<Filing> {
    let filing = |effect| if let Effect::History(filing) = effect { Some(filing) } else { None };
    desk.effects().into_iter().filter_map(filing).collect()
}

async fn entries(desk: &Desk, number: usize) {
    eventually(&format!("{number} entries"), || desk.texts(".entry-open").len() == number).await;
}

/// Opens the first entry. Where the list lies over the request, it goes.
async fn open_first(desk: &Desk, shelf: &str) {
    desk.find::<HtmlElement>(".entry-open").click();
    if page::is_narrow() {
        eventually("the end of the list", || !desk.has("#shelf")).await;
        desk.press(shelf).await;
    }
}

fn draft(console: &Console) -> (Method, String) {
    let draft = &console.work.sheet().draft;
    (draft.method, draft.path.clone())
}

#[wasm_bindgen_test]
async fn calls_are_found_opened_and_run_again() {
    let desk = Desk::signed_in();
    desk.press("History").await;
    desk.focus_is("shelf-search").await;
    desk.sees("Reading…").await;
    read(&desk, &[], &[]);
    desk.sees("Calls that you send from now on are kept here").await;
    read(
        &desk,
        &[past(Method::Post, ECHO, Body::Json(String::new())), past(Method::Get, LIST, Body::Empty)],
        &[],
    );
    entries(&desk, 2).await;
    assert_eq!(desk.texts(".shelf-list h3"), ["Today"]);
    let facts = &desk.texts(".entry-facts")[0];
    assert!(facts.contains("200 OK") && facts.contains("12 ms"), "{facts}");
    for (words, number) in [("large 200", 1), ("large 404", 0), ("rest", 2), ("get", 1)] {
        desk.fill("Search history", words).await;
        entries(&desk, number).await;
        assert_eq!(desk.text().contains("Nothing found."), number == 0, "{words}");
    }
    desk.effects();
    // Opened, it is a draft; sent by nobody.
    open_first(&desk, "History").await;
    assert_eq!(desk.store.now(draft), (Method::Get, LIST.to_owned()));
    assert_eq!(desk.sent(), []);
    desk.press("Run again").await;
    assert_eq!(desk.sent().iter().map(|call| &*call.target).collect::<Vec<_>>(), [LIST]);
    if page::is_narrow() {
        desk.press("History").await;
    }
    // What wrote is not run again by one click, and a body that was not kept is missed.
    desk.fill("Search history", "echo").await;
    entries(&desk, 1).await;
    eventually("no way to run it again", || !desk.has_button("Run again")).await;
    open_first(&desk, "History").await;
    desk.sees("The body that was sent is not here").await;
    desk.press("Send").await;
    eventually("what is missing", || desk.texts("#body-problem").concat().contains("The body is not JSON"))
        .await;
    assert_eq!(desk.sent(), []);
}

#[wasm_bindgen_test]
async fn bodies_are_kept_on_demand() {
    let desk = Desk::signed_in();
    desk.press("History").await;
    read(&desk, &[], &[]);
    let keeps = || desk.store.now(|console| console.preferences.keep_bodies);
    let field = desk.field("Keep request bodies in the history").await;
    assert!(!keeps());
    script("field", "field.click()", &[&field]);
    eventually("the choice", keeps).await;
    script("field", "field.click()", &[&field]);
    eventually("the choice", || !keeps()).await;
}

#[wasm_bindgen_test]
async fn requests_are_saved_changed_and_deleted() {
    let desk = Desk::signed_in();
    desk.path("/rest/v1.0/projects/{project_id}/rfis");
    desk.press("Save request").await;
    desk.focus_is("save-name").await;
    read(&desk, &[], &[]);
    desk.fill("Name", " ").await;
    desk.effects();
    desk.press("Save").await;
    eventually("what is missing", || {
        desk.texts("#save-problem[role=alert]").concat().contains("Give it a name")
    })
    .await;
    assert_eq!(filings(&desk), []);
    desk.fill("Name", "RFIs of a project").await;
    desk.fill("Folder", "Tests").await;
    desk.press("Save").await;
    let [Filing::Put(owner, None, put_away)] = &filings(&desk)[..] else { panic!("it is not put away") };
    assert_eq!((owner, &*put_away.name, &*put_away.folder), (&ada(), "RFIs of a project", "Tests"));
    desk.store.send(Event::History(Recall::Stored(ada(), Some(1), put_away.clone())));
    eventually("the end of the form", || !desk.has(".save-form")).await;
    desk.press("Save request").await;
    desk.press("Do not save").await;
    desk.focus_is("save").await;
    eventually("the end of the form", || !desk.has(".save-form")).await;

    desk.press("Saved").await;
    entries(&desk, 1).await;
    assert_eq!(desk.texts(".shelf-list h3"), ["Tests"]);
    desk.press("Edit RFIs of a project").await;
    desk.focus_is("save-name").await;
    desk.fill("Notes", "Open ones only").await;
    desk.effects();
    desk.press("Save").await;
    let [Filing::Put(_, Some(1), changed)] = &filings(&desk)[..] else {
        panic!("it is not put in its place")
    };
    assert_eq!(changed.notes, "Open ones only");
    desk.store.send(Event::History(Recall::Stored(ada(), Some(1), changed.clone())));
    desk.sees("Open ones only").await;

    desk.press("Delete RFIs of a project").await;
    desk.sees("“RFIs of a project” is deleted.").await;
    desk.focus_is("undo").await;
    entries(&desk, 0).await;
    assert_eq!(filings(&desk).pop(), Some(Filing::Delete(1)));
    desk.press("Undo").await;
    let [Filing::Put(_, Some(1), back)] = &filings(&desk)[..] else { panic!("it does not come back") };
    desk.store.send(Event::History(Recall::Stored(ada(), Some(1), back.clone())));
    entries(&desk, 1).await;
    desk.focus_is("shelf-search").await;
}

#[wasm_bindgen_test]
async fn saved_requests_are_found_and_opened_with_their_names_in_braces() {
    let desk = Desk::signed_in();
    desk.press("Saved").await;
    read(&desk, &[], &[]);
    desk.sees("keeps the request in sight here").await;
    let template = "/rest/v1.0/projects/{project_id}/rfis?per_page=2";
    read(&desk, &[], &[saved("Three rows", "Tests", LIST), saved("RFIs", "", template)]);
    entries(&desk, 2).await;
    for (words, number) in [("tests rows", 1), ("rfis", 1), ("nothing such", 0), ("", 2)] {
        desk.fill("Search saved requests", words).await;
        entries(&desk, number).await;
    }
    desk.fill("Search saved requests", "rfis").await;
    entries(&desk, 1).await;
    open_first(&desk, "Saved").await;
    assert_eq!(desk.store.now(draft), (Method::Get, template.to_owned()));
}

/// What became of a file is told, until somebody has read it.
#[wasm_bindgen_test]
async fn what_became_of_a_file_is_told() {
    let desk = Desk::signed_in();
    desk.press("Saved").await;
    read(&desk, &[], &[saved("A", "", LIST)]);
    entries(&desk, 1).await;
    for (file, words) in [
        (
            &b"{\"format\":\"procore-console\",\"version\":1,\"saved\":["[..],
            "The file is not JSON, or breaks off",
        ),
        (b"{\"info\":{}}", "no export of this app"),
    ] {
        let fault = FileFault::Content(Export::read(file).expect_err("a fault"));
        desk.store.send(Event::History(Recall::Imported(Box::new(Err(fault)))));
        eventually(words, || desk.texts(".shelf-told[role=status]").concat().contains(words)).await;
        desk.press("Dismiss").await;
        eventually("nothing told", || desk.texts(".shelf-said").is_empty()).await;
        entries(&desk, 1).await;
    }
    let export = Export { saved: vec![saved("A", "", LIST), saved("B", "", LIST)], history: vec![] };
    desk.store.send(Event::History(Recall::Imported(Box::new(Ok(export)))));
    assert!(desk.store.now(|console| matches!(console.history.told, Some(Told::Imported { saved: 1, .. }))));
    desk.sees("Imported: 1 saved request, 0 calls. 1 entry was here already.").await;
}

#[wasm_bindgen_test]
async fn the_lists_go_by_escape_and_with_the_session() {
    let desk = Desk::signed_in();
    desk.press("History").await;
    desk.focus_is("shelf-search").await;
    assert!(desk.has("#open-history[aria-expanded=true]"));
    super::desk::press("Escape", "");
    eventually("no list", || !desk.has("#shelf")).await;
    desk.focus_is("open-history").await;
    desk.press("History").await;
    read(&desk, &[past(Method::Get, LIST, Body::Empty)], &[]);
    entries(&desk, 1).await;
    desk.press("Sign out").await;
    entries(&desk, 0).await;
    assert!(!desk.text().contains("large"));
}

/// Opens or closes the session's panel by its button and waits until the browser has said so.
async fn toggle_panel() {
    let body = "window.isToggled = false;
        document.getElementById('session').addEventListener('toggle', () => window.isToggled = true, { once: true });
        document.getElementById('account').click()";
    script("", body, &[]);
    eventually("the panel", || script("", "return window.isToggled", &[]) == true).await;
}

#[wasm_bindgen_test]
async fn everything_is_forgotten_only_after_a_question() {
    let desk = Desk::signed_in();
    let forgets = || desk.effects().contains(&Effect::ForgetEverything);
    toggle_panel().await;
    desk.press("Forget everything here").await;
    desk.sees("This removes from this browser").await;
    assert!(desk.has("#session [role=alertdialog]"));
    desk.focus_is("forget-not").await;
    desk.press("Keep it").await;
    eventually("no question", || !desk.has("#session [role=alertdialog]")).await;
    assert!(!forgets());
    desk.press("Forget everything here").await;
    // A question that was not answered is not there when the panel is opened again.
    toggle_panel().await;
    assert!(!desk.text().contains("Id at Procore"));
    toggle_panel().await;
    assert!(desk.text().contains("Id at Procore"));
    eventually("no question", || !desk.has("#session [role=alertdialog]")).await;
    desk.press("Forget everything here").await;
    desk.press("Forget it all").await;
    assert!(forgets());
    desk.store.send(Event::Forgotten(true));
    desk.sees("Everything that this app kept in this browser is gone").await;
    assert!(desk.has_button("Sign in with Procore"));
}

/// The folder's field offers the folders that are there.
#[wasm_bindgen_test]
async fn folders_that_are_there_are_offered() {
    let desk = Desk::signed_in();
    desk.press("Saved").await;
    read(&desk, &[], &[saved("A", "One", LIST), saved("B", "Two", LIST)]);
    desk.press("Save request").await;
    let field = desk.field("Folder").await;
    assert_eq!(field.get_attribute("list").as_deref(), Some("save-folders"));
    let offered =
        "return [...document.querySelectorAll('#save-folders option')].map((it) => it.value).join()";
    eventually("the folders", || script("", offered, &[]) == "One,Two").await;
    put(&field, "One");
}
