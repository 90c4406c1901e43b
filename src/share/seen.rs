//! How an answer is looked at: what a link hands on, and what a tab has again when it is shown again.

use serde::{Deserialize, Serialize};

/// A view of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The tree of values.
    #[default]
    Tree,
    /// An array as a table.
    Table,
    /// The text.
    Raw,
    /// The headers.
    Headers,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tree, Self::Table, Self::Raw, Self::Headers];

    /// Its name in a link.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Table => "table",
            Self::Raw => "raw",
            Self::Headers => "headers",
        }
    }

    /// The view of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// How an answer is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The view.
    pub view: View,
    /// A jq program.
    pub filter: Option<String>,
    /// What is looked for.
    pub find: Option<String>,
}
