//! Doing what the console's [`Effect`]s say.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen_futures::spawn_local;

use super::documents::{self, Report as Told};
use super::storage::Storage;
use super::tabs::NotOpened;
use super::{
    channel, clock, database, fetch, files, filing, page, parts, probe, random, recognise, reference, tabs,
};
use crate::catalogue::{self, Answer};
use crate::console::{Effect, Event, FileState, PagesEvent, Question};
use crate::engine::{News, Source};

/// What is typed is written so long after the first change, in milliseconds.
const DRAFTS_PAUSE: u32 = 500;

/// Where what comes of an effect is reported.
pub type Report = Rc<dyn Fn(Event)>;

/// Does what can follow on the first page, before anybody is there (`console::way_in`).
pub fn run_way_in(effect: Effect, storage: &Storage, _root: &str, report: Report) {
    match effect {
        Effect::EnterConsole => parts::enter_console(),
        Effect::SavePreference(change) => storage.change_preferences(change),
        Effect::Leave(pending, endpoint) => match storage.put_pending(&pending, clock::now()) {
            Ok(()) => page::leave(&pending.authorization_url(&endpoint)),
            Err(_) => report(Event::NotStored),
        },
        Effect::Listen(name) => {
            channel::listen(name.as_deref(), move |message| report(Event::Heard(message, clock::now())));
        }
        Effect::Post(message) => channel::post(&message),
        _ => {}
    }
}

/// Does `effect` and reports what comes of it through `report`.
pub fn run(effect: Effect, storage: &Storage, root: &str, report: Report) {
    match effect {
        Effect::EnterConsole
        | Effect::SavePreference(_)
        | Effect::Leave(..)
        | Effect::Listen(_)
        | Effect::Post(_) => run_way_in(effect, storage, root, report),
        Effect::OpenWindow(pending, endpoint) => match tabs::open_for_sign_in(storage, &pending, &endpoint) {
            Ok(()) => {}
            Err(NotOpened::Blocked) => report(Event::WindowBlocked),
            Err(NotOpened::NotStored) => report(Event::NotStored),
        },
        Effect::OpenTab(pending, endpoint) => match storage.put_pending(&pending, clock::now()) {
            Ok(()) => tabs::open(&pending.authorization_url(&endpoint)),
            Err(_) => report(Event::NotStored),
        },
        Effect::CloseWindow => tabs::close(),
        Effect::ForgetPending => storage.forget_pending(),
        Effect::StoreSession(session) => storage.put_session(&session),
        Effect::ForgetSession => storage.forget_session(),
        Effect::SaveDraftsSoon => {
            gloo_timers::callback::Timeout::new(DRAFTS_PAUSE, move || report(Event::SaveDrafts)).forget();
        }
        Effect::KeepDrafts(record) => storage.keep_drafts(record.as_deref()),
        Effect::KeepLink(link) => storage.keep_link(link.as_deref()),
        Effect::RecordEnd(id) => storage.record_end(&id),
        Effect::Fetch(question, number, request) => spawn_local(async move {
            let outcome = fetch::send(number, &request, question.timeout()).await;
            report(Event::Answered { question, number, outcome, now: clock::now() });
        }),
        Effect::Open(number, call, files) => {
            documents::open(number, Source::Call(*call), files::take(&files), hear(number, report));
        }
        Effect::Recognise(sheet, method, target) => recognise::ask(sheet, method, target, report),
        Effect::Lead(document, names, method, target) => spawn_local(async move {
            let question = catalogue::Question::Lead { names: names.clone(), method, target };
            if let Some(Answer::Lead(lead)) = reference::ask(&question).await {
                report(Event::Led(document, names, lead.map(Box::new)));
            }
        }),
        Effect::OpenPages(number) => {
            documents::open(number, Source::Pages, Array::new(), hear(number, report));
        }
        Effect::OpenFile(number, file) => {
            documents::open(number, Source::File, files::take(&[file]), hear(number, report));
        }
        Effect::Order(number, order) => documents::order(number, &order),
        Effect::Stop(number) => {
            fetch::stop(number);
            documents::cancel(number);
        }
        Effect::Close(number) => documents::close(number),
        Effect::Probe(number, host) => spawn_local(async move {
            probe::ask(&host, |evidence, is_done| report(Event::Probed(number, evidence, is_done))).await;
        }),
        Effect::WakeAt(time) => clock::wake_at(time, move || {
            report(Event::Woke { now: clock::now(), has_leapt: false });
        }),
        Effect::Show(route) => page::show(root, route),
        Effect::Meet(meeting) => {
            let base_path = page::base_path(root);
            spawn_local(async move {
                let row = database::meet(&base_path, &meeting).await;
                report(Event::Met(row.map(Box::new)));
            });
        }
        Effect::ForgetPerson(id) => {
            let base_path = page::base_path(root);
            spawn_local(async move { database::forget(&base_path, id).await });
        }
        Effect::History(filing) => {
            let base_path = page::base_path(root);
            spawn_local(async move {
                if let Some(recall) = filing::run(filing, &base_path).await {
                    report(Event::History(recall));
                }
            });
        }
        Effect::ForgetEverything => {
            storage.clear();
            let base_path = page::base_path(root);
            spawn_local(async move { report(Event::Forgotten(database::remove(&base_path).await)) });
        }
    }
}

/// Takes what the worker of the document with this number reports.
fn hear(number: u32, report: Report) -> impl Fn(Told) + Clone + 'static {
    move |told| {
        let now = clock::now();
        report(match told {
            Told::News(News::Ready(_)) => return,
            Told::News(News::Began(status)) => Event::Began(number, status),
            Told::News(News::Listed(rows)) => Event::Pages(PagesEvent::Listed(number, rows)),
            Told::News(News::Ended(outcome)) => {
                Event::Answered { question: Question::Call, number, outcome, now }
            }
            Told::News(News::Page(page, outcome, list)) => {
                let random = random::number();
                Event::Pages(PagesEvent::Came { number, page, outcome, list, random, now })
            }
            Told::News(News::Reads) => Event::FileCame(number, FileState::Reading),
            Told::News(News::Read(unread)) => Event::FileCame(number, FileState::Over(unread)),
            Told::Lost => Event::Lost(number),
        });
    }
}
