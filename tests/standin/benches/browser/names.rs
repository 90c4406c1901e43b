//! What the benchmark looks for on the page: the one place that knows the app's names.

use serde_json::{Value, json};

/// A role with an accessible name.
pub(crate) type Named = (&'static str, &'static str);

pub(crate) const SIGN_IN: Named = ("button", "Sign in with Procore");
pub(crate) const PATH: Named = ("combobox", "Path");
pub(crate) const SEND: Named = ("button", "Send");
pub(crate) const COMPANY: Named = ("combobox", "Company");
pub(crate) const GET_ALL_PAGES: Named = ("button", "Get all pages");
pub(crate) const START: Named = ("button", "Start");
pub(crate) const RESPONSE: Named = ("region", "Response");
pub(crate) const TREE: Named = ("tab", "Tree");
pub(crate) const TABLE: Named = ("tab", "Table");
pub(crate) const RAW: Named = ("tab", "Raw");
pub(crate) const HEADERS: Named = ("tab", "Headers");
pub(crate) const PALETTE: Named = ("combobox", "Find anything: endpoints, history, projects, actions");
pub(crate) const SAVED: Named = ("button", "Saved");
pub(crate) const SEARCH_SAVED: Named = ("searchbox", "Search saved requests");
/// The field for a file to be imported, which nobody sees.
pub(crate) const IMPORT: &str = ".shelf-foot input[type=file]";
pub(crate) const FIND: Named = ("searchbox", "Find in response");
pub(crate) const MATCH_CASE: Named = ("toggle", "Match case");
pub(crate) const REGULAR_EXPRESSION: Named = ("toggle", "Regular expression");
pub(crate) const DOWNLOAD: Named = ("button", "Download");
pub(crate) const CSV: Named = ("item", "CSV");
/// A column of the rows that the stand-in makes.
pub(crate) const AMOUNT: Named = ("column", "amount");

/// Lists that follow what is typed, for the probe: of endpoints, of saved requests, and of the palette.
pub(crate) const ENDPOINTS: &str = "#endpoints";
pub(crate) const SAVED_LIST: &str = ".shelf-list";
pub(crate) const PALETTE_LIST: &str = "#palette-list";

/// The marks that the app sets by `performance.mark`, on the page's clock.
pub(crate) const DOCUMENT_COMPLETE: &str = "document:complete";
pub(crate) const FIND_FIRST: &str = "find:first";
pub(crate) const FIND_COMPLETE: &str = "find:complete";
pub(crate) const SORT_COMPLETE: &str = "sort:complete";
pub(crate) const CSV_COMPLETE: &str = "csv:complete";

/// What the probe needs of it. (The marks of a document and the attributes `data-state` and `data-memory` of the
/// region are in the probe.)
pub(crate) fn for_probe() -> Value {
    json!({
        "response": RESPONSE,
        "signIn": SIGN_IN,
        "tree": "[role=tree][aria-label=JSON]",
        "row": "[role=tree][aria-label=JSON] [role=treeitem]",
        "roles": {
            "button": "button, [role=button], summary",
            "column": "[role=columnheader], [role=columnheader] button, th, th button",
            "combobox": "[role=combobox], select, input[list]",
            "item": "[role=menuitem], [role=menu] button, button, a",
            "region": "section, [role=region]",
            "searchbox": "[role=searchbox], input[type=search]",
            "tab": "[role=tab]",
            "toggle": "input[type=checkbox], [role=checkbox], [role=switch], button[aria-pressed]",
        },
    })
}
