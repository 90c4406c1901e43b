//! The browser: effects, one thin file each. Nothing is decided here.

pub mod answer;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod config;
pub mod database;
pub mod documents;
pub mod download;
pub mod effects;
pub mod fetch;
pub mod files;
pub mod filing;
pub mod guide;
pub mod keyboard;
pub mod page;
pub mod panic;
pub mod parts;
pub mod probe;
pub mod random;
pub mod recognise;
pub mod reference;
pub mod storage;
pub mod tabs;
pub mod wake;
