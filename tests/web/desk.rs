//! The whole app on the page, for component tests. Its effects are kept instead of done, so a test plays Procore and the
//! workers: it sends the events that they would cause. The catalogue answers on the page.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function};
use procore_console::browser::effects::{self, Report};
use procore_console::browser::storage::Storage;
use procore_console::browser::{clock, page, reference};
use procore_console::catalogue::{Answer, Catalogue, Question as Asked};
use procore_console::console::{Console, Edit, Effect, Event, Question, Route, Startup, start, update};
use procore_console::oauth::{AuthorizationResponse, State};
use procore_console::procore::{self, Environments, Outcome, Outgoing};
use procore_console::ui::{App, Machine, Store};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, HtmlElement};

use super::support::{Mounted, eventually, first_start, mount_as, nonce, storage};

thread_local! {
    static EFFECTS: RefCell<Vec<Effect>> = const { RefCell::new(Vec::new()) };
    /// What is on the page. A test that panics drops nothing, so it is not the test's own.
    static MOUNTED: RefCell<Option<Mounted>> = const { RefCell::new(None) };
    /// The number of the last call that went out.
    static CALLED: Cell<Option<u32>> = const { Cell::new(None) };
}

/// The body of `/me`.
pub const ADA: &str = r#"{"id":1,"login":"ada@example.com"}"#;

/// Finds what a person calls by this name: `kind` is a selector. The name is an `aria-label`, that of a label, or a text.
const NAMED: &str = "
    const names = (it) => [
        it.getAttribute('aria-label'),
        ...[...it.labels ?? []].flatMap((label) => [label.textContent, label.firstElementChild?.textContent]),
        it.matches('button, a') ? it.textContent : null,
        it.matches('button, a') ? [...it.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('') : null,
    ];
    return [...root.querySelectorAll(kind)].find((it) => names(it).some((one) => one?.trim() === name)) ?? null";

/// Runs a script whose parameters have these names.
pub fn script(names: &str, body: &str, values: &[&JsValue]) -> JsValue {
    let values: Array = values.iter().copied().collect();
    Function::new_with_args(names, body).apply(&JsValue::NULL, &values).expect("the script runs")
}

/// What the test keeps instead of doing it. Only the catalogue's questions are asked.
fn run(effect: Effect, storage: &Storage, root: &str, report: Report) {
    EFFECTS.with_borrow_mut(|effects| effects.push(effect.clone()));
    if let Some(number) = number_of_call(&effect) {
        CALLED.set(Some(number));
    }
    if matches!(effect, Effect::Recognise(..) | Effect::Lead(..)) {
        effects::run(effect, storage, root, report);
    }
}

fn number_of_call(effect: &Effect) -> Option<u32> {
    if let Effect::Open(number, ..) = effect { Some(*number) } else { None }
}

fn answer(question: Asked) -> Answer {
    Catalogue::builtin().answer(question)
}

/// The app on the page; dropped, it is gone.
pub struct Desk {
    element: HtmlElement,
    /// Its state.
    pub store: Store,
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(MOUNTED.take());
        reference::set_stand_in(None);
        page::show(&root(), Route::Home);
    }
}

impl Desk {
    /// The app with this state.
    pub fn with(console: Console) -> Self {
        reference::set_stand_in(Some(answer));
        EFFECTS.take();
        drop(MOUNTED.take());
        let (page, store) =
            mount_as(Machine { update, run }, console, storage("desk"), || leptos::view! { <App /> });
        let element = page.element.clone();
        MOUNTED.set(Some(page));
        Self { element, store }
    }

    /// The app where nobody is signed in, at this page.
    pub fn signed_out_at(route: Route) -> Self {
        page::show(&root(), route);
        Self::with(start(startup()).0)
    }

    /// The app where Ada is signed in and the first call was answered.
    pub fn signed_in() -> Self {
        page::show(&root(), Route::Home);
        Self::with(at_work(Environments::builtin(), "sandbox"))
    }

    /// The element that `selector` finds.
    pub fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.element.query_selector(selector).expect("a selector");
        found.unwrap_or_else(|| panic!("no {selector} in: {}", self.text())).unchecked_into()
    }

    /// Whether `selector` finds an element.
    pub fn has(&self, selector: &str) -> bool {
        self.element.query_selector(selector).expect("a selector").is_some()
    }

    /// The texts of all elements that `selector` finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.element.query_selector_all(selector).expect("a selector");
        (0..found.length())
            .filter_map(|at| found.item(at)?.text_content())
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// What can be read on the page, as one line.
    pub fn text(&self) -> String {
        self.element.inner_text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until `words` can be read.
    pub async fn sees(&self, words: &str) {
        eventually(&format!("“{words}” in: {}", self.text()), || self.text().contains(words)).await;
    }

    /// Waits until `words` can no longer be read.
    pub async fn sees_no_longer(&self, words: &str) {
        eventually(&format!("the end of “{words}”"), || !self.text().contains(words)).await;
    }

    fn named(&self, kind: &str, name: &str) -> Option<Element> {
        let root: &JsValue = self.element.as_ref();
        script("root, kind, name", NAMED, &[root, &kind.into(), &name.into()]).dyn_into().ok()
    }

    /// Waits for the field with that label.
    pub async fn field(&self, label: &str) -> Element {
        let kind = "input, select, textarea";
        eventually(&format!("a field “{label}”"), || self.named(kind, label).is_some()).await;
        self.named(kind, label).expect("the field")
    }

    /// Whether there is a field with that label.
    pub fn has_field(&self, label: &str) -> bool {
        self.named("input, select, textarea", label).is_some()
    }

    /// Puts a text, an option or a day into a field, as typing, choosing or picking it does.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        put(&field, text);
    }

    /// Waits until a field holds exactly this.
    pub async fn holds(&self, label: &str, text: &str) {
        eventually(&format!("“{text}” in “{label}”"), || {
            self.named("input, select, textarea", label).is_some_and(|field| value(&field) == text)
        })
        .await;
    }

    /// Waits for a button or a link and clicks it.
    pub async fn press(&self, name: &str) {
        eventually(&format!("a button “{name}”"), || self.named("button, a", name).is_some()).await;
        self.named("button, a", name).expect("the button").unchecked_into::<HtmlElement>().click();
    }

    /// Whether there is a button or a link with that name.
    pub fn has_button(&self, name: &str) -> bool {
        self.named("button, a", name).is_some()
    }

    /// Waits until the element with this id has the focus.
    pub async fn focus_is(&self, id: &str) {
        eventually(&format!("the focus at {id}"), || focused() == id).await;
    }

    /// What the app wants done since the last question.
    pub fn effects(&self) -> Vec<Effect> {
        EFFECTS.take()
    }

    /// The calls that went out since the last question.
    pub fn sent(&self) -> Vec<Outgoing> {
        let call = |effect| if let Effect::Open(_, call, _) = effect { Some(call.asked) } else { None };
        self.effects().into_iter().filter_map(call).collect()
    }

    /// Presses “Send” and returns where the call goes. No answer follows.
    pub async fn send(&self) -> String {
        self.effects();
        self.press("Send").await;
        let [call] = &self.sent()[..] else { panic!("no call: {}", self.text()) };
        call.target.clone()
    }

    /// Answers the last call that went out.
    pub fn answer(&self, status: u16, body: &str) {
        self.end(answered(status, &[], body));
    }

    /// Ends the last call that went out.
    pub fn end(&self, outcome: Outcome) {
        let number = CALLED.get().expect("a call");
        self.store.send(Event::Answered { question: Question::Call, number, outcome, now: clock::now() });
    }

    /// Waits for a question of the app's own and answers it.
    pub async fn answer_to(&self, question: Question, status: u16, body: &str) {
        let number_of = |effect: &Effect| match effect {
            Effect::Fetch(asked, number, _) if *asked == question => Some(*number),
            _ => None,
        };
        let asked = || EFFECTS.with_borrow(|effects| effects.iter().rev().find_map(number_of));
        eventually(&format!("{question:?}"), || asked().is_some()).await;
        let number = asked().expect("a question");
        let outcome = answered(status, &[], body);
        self.store.send(Event::Answered { question, number, outcome, now: clock::now() });
    }

    /// Types a path without looking at what is found for it.
    pub fn path(&self, path: &str) {
        self.store.send(Event::Edit(Edit::Path(path.into())));
    }
}

/// The app's root. Not what the page calls its base: that follows the address, since the page of the tests has no `<base>`.
pub fn root() -> String {
    page::origin() + "/"
}

/// What an app finds that starts on this page, with a client id for the sandbox and for what `config.json` calls `x`.
pub fn startup() -> Startup {
    let mut first = Startup { redirect_uri: root(), now: clock::now(), ..first_start() };
    for environment in ["sandbox", "x"] {
        first.preferences.set_client_id(environment, Some("our-client".into()));
    }
    first
}

/// Ada is signed in to one of these environments, and the first call was answered.
pub fn at_work(environments: Environments, environment: &str) -> Console {
    let first = || Startup { environments: environments.clone(), ..startup() };
    let mut console = start(first()).0;
    update(&mut console, Event::ChooseEnvironment(environment.into()));
    let sign_in = Event::SignIn { state: State::new(nonce(7)), return_to: Route::Home, now: clock::now() };
    let pending = update(&mut console, sign_in).into_iter().find_map(|effect| match effect {
        Effect::Leave(pending, _) => Some(*pending),
        _ => None,
    });
    let granted = format!(
        "#access_token=obviously-fake-token&token_type=bearer&expires_in=5400&state={}",
        State::new(nonce(7)).as_str()
    );
    let answer = AuthorizationResponse::read("", &granted);
    let (mut console, effects) = start(Startup { answer, pending, ..first() });
    let number = effects.iter().find_map(number_of_call).expect("the first call");
    let outcome = answered(200, &[], ADA);
    update(&mut console, Event::Answered { question: Question::Call, number, outcome, now: clock::now() });
    console
}

/// An answer.
pub fn answered(status: u16, headers: &[(&str, &str)], body: &str) -> Outcome {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Outcome::Answered(procore::Answer {
        status,
        headers,
        body: body.into(),
        length: body.len() as u64,
        elapsed: 1,
    })
}

/// Puts a text into a field and says so, while it is typed and when the field is left.
pub fn put(field: &Element, text: &str) {
    let body = "field.value = text;
        for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))";
    script("field, text", body, &[field.as_ref(), &text.into()]);
}

/// What a field holds.
pub fn value(field: &Element) -> String {
    script("field", "return field.value", &[field.as_ref()]).as_string().unwrap_or_default()
}

/// The id of what has the focus.
pub fn focused() -> String {
    script("", "return document.activeElement?.id ?? ''", &[]).as_string().unwrap_or_default()
}

/// Presses a key where the focus is, with `held` such as `ctrl` or `alt`; whether it was taken.
pub fn press(key: &str, held: &str) -> bool {
    let target: EventTarget =
        script("", "return document.activeElement ?? document.body", &[]).unchecked_into();
    let body = "return !target.dispatchEvent(new KeyboardEvent('keydown', {
        key, ctrlKey: held === 'ctrl', altKey: held === 'alt', bubbles: true, cancelable: true }))";
    script("target, key, held", body, &[target.as_ref(), &key.into(), &held.into()]) == true
}

/// Takes the focus away from where it is.
pub fn blur() {
    script("", "document.activeElement?.blur()", &[]);
}
