//! The palette: everything that can be done or gone to, found as one types.

use super::history::{Recall, Shelf};
use super::model::Console;
use super::place::{self, Kind};
use super::{Effect, Event, Route, history};
use crate::catalogue::Found;
use crate::procore::{Method, Named, small};
use crate::time::UnixTime;

/// So many of each kind are shown.
const SHOWN: usize = 5;
/// From so many characters on, companies and projects are asked for.
const ASKED: usize = 2;

/// Something that a person can do from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the palette.
    Palette,
    /// Send the request in sight.
    Send,
    /// Wait for its answer no longer.
    Cancel,
    /// See the thing that the id is of.
    Follow,
    /// Open an empty tab.
    NewTab,
    /// Open a file of the person's own.
    OpenFile,
    /// Close the tab in sight.
    CloseTab,
    /// Go to the tab to the right.
    NextTab,
    /// Go to the tab to the left.
    PreviousTab,
    /// Go to the path.
    Path,
    /// Go to the answer.
    Response,
    /// Find in the answer.
    Find,
    /// Save the request in sight.
    Save,
    /// Open or close the history.
    History,
    /// Open or close the saved requests.
    Saved,
    /// Choose a company.
    Company,
    /// Choose a project.
    Project,
    /// Unlock writes for a while.
    Unlock,
    /// Lock them again.
    Lock,
    /// Get a new token while everything stays open.
    Renew,
    /// Sign out.
    SignOut,
    /// Go to a page of the app.
    Go(Route),
    /// See what keys do.
    Shortcuts,
}

/// What an action comes to: what happens, where the focus goes, and to which page.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    /// What happens.
    pub event: Option<Event>,
    /// The id of the element that takes the focus.
    pub focus: Option<&'static str>,
    /// The page that is gone to.
    pub page: Option<Route>,
}

impl Action {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 26] = [
        Self::Palette,
        Self::Send,
        Self::Cancel,
        Self::Follow,
        Self::NewTab,
        Self::OpenFile,
        Self::CloseTab,
        Self::NextTab,
        Self::PreviousTab,
        Self::Path,
        Self::Response,
        Self::Find,
        Self::Save,
        Self::History,
        Self::Saved,
        Self::Company,
        Self::Project,
        Self::Unlock,
        Self::Lock,
        Self::Renew,
        Self::SignOut,
        Self::Go(Route::Home),
        Self::Go(Route::Setup),
        Self::Go(Route::Token),
        Self::Go(Route::Grants),
        Self::Shortcuts,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Send => "Send the request",
            Self::Cancel => "Cancel the call",
            Self::Follow => "Follow this id",
            Self::NewTab => "New request",
            Self::OpenFile => "Open a file",
            Self::CloseTab => "Close this tab",
            Self::NextTab => "Next tab",
            Self::PreviousTab => "Previous tab",
            Self::Path => "Go to the path",
            Self::Response => "Go to the response",
            Self::Find => "Find in the response",
            Self::Save => "Save the request",
            Self::History => "History",
            Self::Saved => "Saved requests",
            Self::Company => "Choose a company",
            Self::Project => "Choose a project",
            Self::Unlock => "Unlock writes",
            Self::Lock => "Lock writes",
            Self::Renew => "Renew the session",
            Self::SignOut => "Sign out",
            Self::Go(Route::Home) => "Console",
            Self::Go(Route::Setup) => "Sign up with Procore",
            Self::Go(Route::Token) => "Bring a token",
            Self::Go(Route::Grants) => "Which grant do I need?",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::Palette => "Find anything: endpoints, history, projects, actions",
        }
    }

    /// The keys that do the same; empty, if none do. Those of one character count only outside of fields.
    pub fn keys(self) -> &'static str {
        match self {
            Self::Palette => "Ctrl K",
            Self::Send => "Ctrl Enter",
            Self::Follow => "Alt Enter",
            Self::Shortcuts => "?",
            Self::Path => "/",
            Self::NewTab => "n",
            Self::OpenFile => "o",
            Self::NextTab => "j",
            Self::PreviousTab => "k",
            Self::Response => "r",
            Self::Find => "f",
            Self::History => "h",
            Self::Saved => "s",
            Self::Company => "c",
            Self::Project => "p",
            _ => "",
        }
    }

    /// Whether it can be done now.
    pub fn is_possible(self, console: &Console) -> bool {
        let is_signed_in = console.signed_in().is_some();
        let is_open = is_signed_in || console.work.is_open();
        let sheet = console.work.sheet();
        let (is_waiting, is_request) = (sheet.is_waiting(), sheet.opened.is_none());
        match self {
            Self::Send => is_signed_in && is_request && !is_waiting,
            Self::Cancel => is_request && is_waiting,
            Self::Follow => console.led().is_some(),
            Self::NewTab | Self::OpenFile | Self::CloseTab => is_open,
            Self::Path => is_open && is_request,
            Self::NextTab | Self::PreviousTab => is_open && console.work.sheets().len() > 1,
            Self::Response | Self::Find => sheet.document().is_some(),
            Self::Save => is_request && console.owner().is_some(),
            Self::History | Self::Saved | Self::Company | Self::Project | Self::Renew | Self::SignOut => {
                is_signed_in
            }
            Self::Unlock => is_signed_in && console.has_lock() && console.unlocked_until().is_none(),
            Self::Lock => is_signed_in && console.has_lock() && console.unlocked_until().is_some(),
            Self::Go(_) | Self::Shortcuts | Self::Palette => true,
        }
    }

    /// What it comes to. What only the view can do, it does for itself: [`Renew`](Self::Renew), which needs a fresh random
    /// state, [`OpenFile`](Self::OpenFile), which asks the person for one, [`Shortcuts`](Self::Shortcuts) and
    /// [`Palette`](Self::Palette).
    pub fn deed(self, console: &Console, now: UnixTime) -> Deed {
        let happens = |event| Deed { event: Some(event), ..Deed::default() };
        let goes_to = |focus| Deed { focus: Some(focus), ..Deed::default() };
        let deed = match self {
            Self::Send => happens(Event::Send(now)),
            Self::Cancel => Deed { focus: Some("send"), ..happens(Event::Cancel) },
            Self::Follow => happens(Event::Follow(now)),
            Self::NewTab => Deed { focus: Some("path"), ..happens(Event::OpenSheet) },
            Self::CloseTab => happens(Event::CloseSheet(console.work.sheet().id)),
            Self::NextTab => happens(Event::ShowSheet(beside(console, 1))),
            Self::PreviousTab => happens(Event::ShowSheet(beside(console, -1))),
            Self::Path => goes_to("path"),
            Self::Response => goes_to("rows"),
            Self::Find => goes_to("find"),
            Self::Save => Deed { focus: Some("save-name"), ..happens(Event::History(Recall::OpenForm)) },
            Self::History => shelf(console, Shelf::Calls),
            Self::Saved => shelf(console, Shelf::Saved),
            Self::Company => goes_to("Company"),
            Self::Project => goes_to("Project"),
            Self::Unlock => happens(Event::Unlock(now)),
            Self::Lock => happens(Event::Lock),
            Self::SignOut => happens(Event::SignOut),
            Self::Go(route) => Deed { page: Some(route), ..Deed::default() },
            Self::OpenFile | Self::Renew | Self::Shortcuts | Self::Palette => Deed::default(),
        };
        // What is in the console is done there.
        let is_elsewhere =
            matches!(self, Self::SignOut | Self::Go(_) | Self::Shortcuts | Self::Palette | Self::Renew);
        if is_elsewhere { deed } else { Deed { page: Some(Route::Home), ..deed } }
    }
}

fn shelf(console: &Console, shelf: Shelf) -> Deed {
    let is_shown = console.history.shown == Some(shelf);
    let focus = Some("shelf-search").filter(|_| !is_shown);
    Deed { event: Some(Event::History(Recall::Toggle(shelf))), focus, page: None }
}

/// The tab so many places beside the one in sight, in a circle.
fn beside(console: &Console, by: isize) -> u32 {
    let (sheets, shown) = (console.work.sheets(), console.work.sheet().id);
    let at = sheets.iter().position(|sheet| sheet.id == shown).unwrap_or_default();
    sheets[(at.cast_signed() + by).rem_euclid(sheets.len().cast_signed()).cast_unsigned()].id
}

/// What a row of the palette leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Something that is done.
    Do(Action),
    /// The tab with this id.
    Tab(u32),
    /// A request of this endpoint, by its method and path.
    Endpoint(Method, String),
    /// A call of the history, or a saved request, with this number.
    Entry(Shelf, u64),
    /// To work in this company or project.
    Work(Kind, Named),
}

/// A row of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow {
    /// What it leads to.
    pub goal: Goal,
    /// The method, if it is a request.
    pub method: Option<Method>,
    /// What it is called.
    pub title: String,
    /// What else there is to say: keys, an id, what an endpoint is for.
    pub beside: String,
}

impl PaletteRow {
    /// What kind of thing it is.
    pub fn kind(&self) -> &'static str {
        match self.goal {
            Goal::Do(_) => "Action",
            Goal::Tab(_) => "Tab",
            Goal::Endpoint(..) => "Endpoint",
            Goal::Entry(Shelf::Calls, _) => "History",
            Goal::Entry(Shelf::Saved, _) => "Saved",
            Goal::Work(Kind::Company, _) => "Company",
            Goal::Work(Kind::Project, _) => "Project",
        }
    }
}

impl Console {
    /// The rows for what is typed; `endpoints` are those that the catalogue found for it. Without a word: the other tabs, the
    /// latest calls, and all that can be done.
    pub fn palette(&self, typed: &str, endpoints: &[Found]) -> Vec<PaletteRow> {
        let is_empty = typed.trim().is_empty();
        let row = |goal, method, title: &str, beside: &str| PaletteRow {
            goal,
            method,
            title: title.to_owned(),
            beside: beside.to_owned(),
        };
        let actions = Action::ALL.into_iter().filter(|action| {
            *action != Action::Palette && is_meant(action.words(), typed) && action.is_possible(self)
        });
        let actions = actions.map(|action| row(Goal::Do(action), None, action.words(), action.keys()));
        let shown = self.work.sheet().id;
        let others = self.work.sheets().iter().filter(|sheet| sheet.id != shown);
        let tabs = others.filter_map(|sheet| {
            let (method, title) = match &sheet.opened {
                Some(opened) => (None, &opened.name),
                None => (Some(sheet.draft.method), &sheet.draft.path),
            };
            let text = format!("{} {title}", method.map_or("", Method::name));
            is_meant(&text, typed).then(|| row(Goal::Tab(sheet.id), method, title, ""))
        });
        let calls = self.history.calls.find(typed, SHOWN).entries.into_iter().map(|kept| {
            let status = kept.it.status.map(|status| status.to_string()).unwrap_or_default();
            let request = &kept.it.request;
            row(Goal::Entry(Shelf::Calls, kept.id), Some(request.method), &request.target, &status)
        });
        if is_empty {
            return tabs.chain(calls).chain(actions).collect();
        }
        let endpoints = endpoints.iter().map(|found| {
            row(
                Goal::Endpoint(found.method, found.path.clone()),
                Some(found.method),
                &found.path,
                &found.line,
            )
        });
        let saved = self.history.saved.find(typed, SHOWN).entries.into_iter().map(|kept| {
            let request = &kept.it.request;
            row(Goal::Entry(Shelf::Saved, kept.id), Some(request.method), &kept.it.name, &request.target)
        });
        let named = |kind: Kind| {
            let all = self.places.list(kind).entries.iter().filter(|named| named.matches(typed));
            all.take(SHOWN)
                .map(move |named| row(Goal::Work(kind, named.clone()), None, &named.name, &named.id))
        };
        let rows = actions.take(SHOWN).chain(tabs.take(SHOWN)).chain(saved).chain(endpoints).chain(calls);
        rows.chain(named(Kind::Project)).chain(named(Kind::Company)).collect()
    }
}

/// Whether each word that is typed begins a word of `text`, whatever the case.
fn is_meant(text: &str, typed: &str) -> bool {
    let (text, typed) = (small(text), small(typed));
    let mut words = typed.split_whitespace();
    words.all(|word| {
        let mut begins = text.match_indices(word).map(|(at, _)| at);
        begins.any(|at| !text[..at].ends_with(char::is_alphanumeric))
    })
}

/// The palette is open and this is typed in it: what it searches is read or asked for, if it is not known.
pub(super) fn want(console: &mut Console, typed: &str) -> Vec<Effect> {
    let mut effects = history::want(console);
    if typed.trim().chars().count() >= ASKED && console.signed_in().is_some() {
        effects.extend(place::want_names(console, typed));
    }
    effects
}

/// The palette's way to a row.
pub(super) fn go(console: &mut Console, goal: Goal) -> Vec<Effect> {
    match goal {
        Goal::Tab(id) => {
            console.work.show(id);
            Vec::new()
        }
        Goal::Entry(shelf, id) => history::take(console, Recall::Open(shelf, id)),
        Goal::Work(Kind::Company, named) => place::choose_company(console, Some(named)),
        Goal::Work(Kind::Project, named) => place::choose_project(console, Some(named)),
        Goal::Do(_) | Goal::Endpoint(..) => Vec::new(),
    }
}
