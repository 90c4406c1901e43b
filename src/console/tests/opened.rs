//! Files that are looked at: tabs of their own, which nothing is sent from.

use super::*;
use crate::catalogue::{Answer as Said, Catalogue, Question as Asked};
use crate::console::work::MOST_SHEETS;
use crate::console::{Action, DraftFault, Edit, FileState, Opened};
use crate::engine::Unread;
use crate::procore::Method;

fn open(console: &mut Console, name: &str) -> Vec<Effect> {
    update(console, Event::OpenFile { file: 7, name: name.into(), bytes: 12 })
}

fn opened(console: &Console) -> &Opened {
    console.work.sheet().opened.as_ref().expect("a file")
}

/// A console with a file in sight, and the number of its document.
fn with_file() -> (Console, u32) {
    let mut console = at_work(ADA);
    let effects = open(&mut console, "rfis.json.gz");
    let document = opened(&console).document;
    assert!(effects.contains(&Effect::OpenFile(document, 7)), "{effects:?}");
    (console, document)
}

#[test]
fn a_file_has_a_tab_of_its_own() {
    let (mut console, document) = with_file();
    assert_eq!(console.work.sheets().len(), 2);
    assert_eq!((console.work.sheet().title().as_str(), opened(&console).stem()), ("rfis.json.gz", "rfis"));
    assert_eq!((console.work.sheet().document(), console.work.sheet().is_waiting()), (None, true));
    update(&mut console, Event::FileCame(document, FileState::Reading));
    assert_eq!((console.work.sheet().document(), console.work.sheet().is_waiting()), (Some(document), true));
    update(&mut console, Event::FileCame(document, FileState::Over(None)));
    assert_eq!((console.work.sheet().is_waiting(), opened(&console).fault()), (false, None));
    let id = console.work.sheet().id;
    assert!(update(&mut console, Event::CloseSheet(id)).contains(&Effect::Close(document)));
    assert!(console.work.sheet().opened.is_none());
}

#[test]
fn an_empty_tab_takes_the_file() {
    let mut console = at_work(ADA);
    update(&mut console, Event::OpenSheet);
    open(&mut console, "a.json");
    assert_eq!((console.work.sheets().len(), opened(&console).name.as_str()), (2, "a.json"));
    open(&mut console, "b.json");
    assert_eq!((console.work.sheets().len(), opened(&console).name.as_str()), (3, "b.json"));
    // A request without a path may be one that somebody works on.
    update(&mut console, Event::OpenSheet);
    update(&mut console, Event::Edit(Edit::Json("{}".into())));
    open(&mut console, "c.json");
    assert_eq!(console.work.sheets().len(), 5);
}

#[test]
fn a_full_strip_says_so_until_there_is_room() {
    let (mut console, document) = with_file();
    update(&mut console, Event::FileCame(document, FileState::Over(Some(Unread::Stopped))));
    let file = console.work.sheet().id;
    while console.work.sheets().len() < MOST_SHEETS {
        update(&mut console, Event::OpenSheet);
    }
    let other = console.work.sheet().id;
    update(&mut console, Event::ShowSheet(file));
    assert!(!open(&mut console, "d.json").iter().any(|effect| matches!(effect, Effect::OpenFile(..))));
    assert_eq!(console.work.sheet().fault, Some(DraftFault::TooManySheets));
    update(&mut console, Event::CloseSheet(other));
    assert_eq!((console.work.sheet().id, &console.work.sheet().fault), (file, &None));
}

/// Nothing is sent from the tab of a file, whoever asks for it.
#[test]
fn a_file_is_never_sent() {
    let (mut console, document) = with_file();
    update(&mut console, Event::FileCame(document, FileState::Over(None)));
    assert!(update(&mut console, Event::Send(NOW)).is_empty());
    assert_eq!(console.work.sheet().fault, None);
    // Nor is a company asked for there, which would send what is in sight.
    console.signed_in_mut().expect("signed in").wants_company = true;
    assert!(!console.wants_company());
    let other = console.work.sheets()[0].id;
    update(&mut console, Event::ShowSheet(other));
    assert!(console.wants_company());
}

#[test]
fn what_was_not_read_is_said() {
    let over = |unread| FileState::Over(Some(unread));
    for (state, words) in [
        (over(Unread::Broken), "damaged"),
        (over(Unread::TooLong), "4 GiB"),
        (over(Unread::Stopped), "Stopped"),
    ] {
        let (mut console, document) = with_file();
        update(&mut console, Event::FileCame(document, state));
        let fault = opened(&console).fault().unwrap_or_default();
        assert!(fault.contains(words), "{fault}");
        assert_eq!(console.work.sheet().document(), Some(document), "what came is shown");
    }
    let (mut console, document) = with_file();
    assert!(update(&mut console, Event::Lost(document)).contains(&Effect::Close(document)));
    assert!(opened(&console).fault().is_some_and(|fault| fault.contains("out of memory")));
    assert_eq!(console.work.sheet().document(), None);
}

#[test]
fn a_file_is_no_request() {
    let (mut console, document) = with_file();
    update(&mut console, Event::FileCame(document, FileState::Over(None)));
    for action in [Action::Send, Action::Save, Action::Path, Action::Cancel] {
        assert!(!action.is_possible(&console), "{action:?}");
    }
    assert!(Action::Find.is_possible(&console) && Action::OpenFile.is_possible(&console));
    // An endpoint of the palette leaves it alone.
    let question = Asked::Endpoint { method: Method::Get, target: "/rest/v1.0/companies".into() };
    let Said::Endpoint(Some(known)) = Catalogue::builtin().answer(question) else { panic!("no endpoint") };
    update(&mut console, Event::UseApart(Box::new(known.endpoint)));
    assert_eq!((console.work.sheets().len(), console.work.sheet().opened.is_none()), (3, true));
    assert!(!Action::OpenFile.is_possible(&super::console()));
}

/// A page that is loaded anew has no files: their tabs are not kept, and the one before them is in sight.
#[test]
fn files_are_not_kept() {
    let mut console = at_work(ADA);
    update(&mut console, Event::OpenSheet);
    update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/companies".into())));
    open(&mut console, "secret.json");
    let kept = stored_drafts(&mut console).expect("drafts");
    assert!(!kept.contains("secret") && kept.matches("\"whence\":").count() == 2, "{kept}");
    assert!(kept.contains("\"shown\":1"), "{kept}");
}

/// Ids in a file lead nowhere: nobody knows which company it is of.
#[test]
fn an_id_in_a_file_leads_nowhere() {
    let (mut console, document) = with_file();
    update(&mut console, Event::FileCame(document, FileState::Over(None)));
    let chose = Event::Chose(document, Some((vec!["vendor_id".into()], "5".into())));
    assert_eq!(update(&mut console, chose), []);
    assert_eq!(console.led(), None);
}
