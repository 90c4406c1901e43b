//! The endpoints of the catalogue, from the lines of `src/catalogue/endpoints.txt` to the table that is compiled. The format
//! is described there.

use std::fmt::Write as _;

/// The kinds of a parameter that need no values, and those that do. Each is a function of `src/catalogue/row.rs`.
const KINDS: [&str; 8] = ["id", "ids", "integer", "text", "texts", "yes_no", "day", "span"];
const KINDS_WITH_VALUES: [&str; 2] = ["one_of", "several"];

/// The table as Rust: an expression.
pub fn table(source: &str) -> Result<String, String> {
    let mut table = "&[".to_owned();
    let mut is_open = false;
    for (number, line) in (1..).zip(source.lines()) {
        let fault = |fault: &str| format!("line {number}: {fault}: {line}");
        if let Some(tool) = line.strip_prefix("= ") {
            let end = if is_open { "]}," } else { "" };
            let _ = write!(table, "{end}\nTable {{ tool: {tool:?}, rows: &[");
            is_open = true;
        } else if !line.is_empty() && !line.starts_with('#') {
            if !is_open {
                return Err(fault("there is no tool above it"));
            }
            let _ = write!(table, "\n{},", row(line).map_err(|words| fault(&words))?);
        }
    }
    table.push_str(if is_open { "]}]\n" } else { "]\n" });
    Ok(table)
}

fn row(line: &str) -> Result<String, String> {
    let mut parts = line.splitn(4, " | ");
    let (call, words) = parts.next().zip(parts.next()).ok_or("a call and what it is for are needed")?;
    let (word, path) = call.split_once(' ').ok_or("a path is needed")?;
    let query: Vec<String> = match parts.next().unwrap_or_default() {
        "" => Vec::new(),
        query => query.split("; ").map(parameter).collect::<Result<_, _>>()?,
    };
    let query = query.join(", ");
    let body = match (word, parts.next()) {
        ("list" | "show" | "remove", None) => String::new(),
        ("create" | "change", Some(body)) => format!(", {}", self::body(body)?),
        ("create" | "change", None) => return Err("a body is needed".to_owned()),
        ("list" | "show" | "remove", Some(_)) => return Err("it has no body".to_owned()),
        _ => return Err("it begins with list, show, create, change or remove".to_owned()),
    };
    Ok(format!("{word}({path:?}, {words:?}, &[{query}]{body})"))
}

fn parameter(text: &str) -> Result<String, String> {
    let (name, kind) = text.split_once(": ").ok_or("a parameter is a name, a colon and a kind")?;
    let (kind, values) = kind.split_once(' ').unwrap_or((kind, ""));
    let (kind, needed) = match kind.strip_suffix('!') {
        Some(kind) => (kind, ".needed()"),
        None => (kind, ""),
    };
    let values = || values.split(", ").collect::<Vec<_>>();
    match kind {
        "sort" if name == "sort" => Ok(format!("sort(&{:?}){needed}", values())),
        kind if KINDS.contains(&kind) && values() == [""] => Ok(format!("{kind}({name:?}){needed}")),
        kind if KINDS_WITH_VALUES.contains(&kind) && values() != [""] => {
            Ok(format!("{kind}({name:?}, &{:?}){needed}", values()))
        }
        _ => Err(format!("there is no such kind of parameter: {text}")),
    }
}

fn body(text: &str) -> Result<String, String> {
    let given = |word: &str| if word == "-" { String::new() } else { word.to_owned() };
    let (kind, rest) = text.split_once(' ').ok_or("a body has a kind")?;
    let (wrap, rest) = rest.split_once(' ').ok_or("a body has a member that wraps it, or -")?;
    let (wrap, text) = (given(wrap), rest);
    match kind {
        "json" => Ok(format!("json({wrap:?}, {text:?})")),
        "files" | "upload" => {
            let (file, text) = text.split_once(' ').ok_or("a body with files has a field for them")?;
            if kind == "upload" && file == "-" {
                return Err("an upload has a field for its file".to_owned());
            }
            Ok(format!("{kind}({wrap:?}, {text:?}, {:?})", given(file)))
        }
        _ => Err("a body is json, files or upload".to_owned()),
    }
}
