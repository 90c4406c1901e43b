//! The endpoints that the app knows by itself: `endpoints.txt`, as `build/endpoints.rs` reads it.

use super::row::*;

/// The endpoints, tool by tool.
pub(super) const TABLES: &[Table] = include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));
