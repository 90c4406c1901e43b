//! Entries as the database keeps them: records, as everything that this app stores. They are text, so that whoever looks for a
//! secret in the database would see it.

use crate::record;
use crate::share::{Past, SavedRequest};

/// The version of the records. Those of version 1 were form-encoded, and an upgrade of the database removed them.
const VERSION: u32 = 2;

/// What can be a record.
pub trait Stored: Sized {
    /// As a record.
    fn to_record(&self) -> String;
    /// What a record says; `None` if it is none.
    fn from_record(record: &str) -> Option<Self>;
}

impl Stored for Past {
    fn to_record(&self) -> String {
        record::write(VERSION, self)
    }

    fn from_record(record: &str) -> Option<Self> {
        record::read(VERSION, record)
    }
}

impl Stored for SavedRequest {
    fn to_record(&self) -> String {
        record::write(VERSION, self)
    }

    fn from_record(record: &str) -> Option<Self> {
        record::read(VERSION, record)
    }
}
