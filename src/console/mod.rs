//! What the person is doing, as a state machine without a browser: [`start`] makes the state, [`update`] takes
//! an [`Event`] and answers with [`Effect`]s, views draw the state. What the app does when something happens
//! stands in `update.rs`; what that means for a session in `session.rs` and `lifetime.rs`, for the ways in and out in
//! `sign_in.rs`, for other tabs in `tabs.rs`.

mod answered;
mod bring;
mod chase;
mod countdown;
mod doctor;
mod draft;
mod draft_fault;
mod effect;
mod ending;
mod event;
mod explain;
mod form;
mod gauges;
mod guard;
pub mod history;
mod kept;
mod lifetime;
mod model;
mod opened;
mod pages;
mod palette;
mod patience;
mod people;
mod place;
mod preferences;
mod recognised;
mod refusal;
mod route;
mod sent;
mod session;
mod shared;
mod sheets;
mod shortcut;
mod sign_in;
mod start;
mod tabs;
mod update;
mod versions;
pub mod way_in;
mod work;
mod workbench;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use answered::Answered;
pub use bring::{Application, Brought};
pub use chase::{Chase, Led};
pub use countdown::{Remaining, remaining};
pub use doctor::{Cause, Diagnosis};
pub use draft::{BodyKind, Draft, DraftPart, Preview};
pub use draft_fault::{DraftFault, Section};
pub use effect::Effect;
pub use ending::{Ended, LinkCompany, Note, Revocation};
pub use event::{Edit, Event, Question};
pub use explain::{Called, Explanation};
pub use form::{Field, Form, Input, Spelled};
pub use gauges::{Gauges, Reading, Window};
pub use guard::{UNLOCKED_SECONDS, Unlocked, Wish};
pub use model::{
    Arriving, Console, Errand, Person, Progress, Renewal, SignedIn, SignedOut, Unverified, Whose,
};
pub use opened::{FileState, Opened};
pub use pages::{Pages, PagesEvent, PagesPhase, Progress as PagesProgress};
pub use palette::{Action, Deed, Goal, PaletteRow};
pub use patience::{Patience, PatienceFault};
pub use people::{Acquaintance, Meeting, PersonRecord};
pub use place::{Chosen, Kind, LONGEST_LIST, Linked, List, Places};
pub use preferences::{Change, Preferences};
pub use refusal::{Refusal, Wait};
pub use route::Route;
pub use sent::Sent;
pub use shortcut::Around;
pub use start::{Startup, start};
pub use tabs::{Message, Offer};
pub use update::update;
pub use versions::Version;
pub use work::{Call, MOST_SHEETS, Sheet, Work};
pub use workbench::CodeInHand;
