//! The rows of the tree view: a value each, with its name, and what it says or what is in it.

use std::collections::BTreeMap;

use super::find::Finder;
use super::line::{Fold, Line, Mark, Span};
use super::said::{Said, beginning, visible};
use super::view_message::{Arrange, Look, Tell};
use crate::json::{JsonText, Node, Rows};

/// The bytes of a string or number that a row shows at most.
const SHOWN: usize = 400;

/// What a closed row tells of its contents: this many of its first members or elements, of so many bytes each.
const HINTS: usize = 5;
const HINT: usize = 40;

/// In objects with more members than this, repeated names are not looked for: it takes a look at all of them.
const MOST_COMPARED: usize = 20_000;

/// A document with no more values than this is shown open as a whole.
const SHORT: usize = 300;

/// So many values are opened at once at most, and looked through for a text that was typed.
const MOST_OPENED: usize = 100_000;

/// The tree: which values are open, and the rows that follow from it.
#[derive(Debug)]
pub(super) struct Tree {
    rows: Rows,
    /// Whether the person has opened or closed anything.
    is_arranged: bool,
    /// The objects whose members stand in the rows that were looked at last.
    repeated: Repeated,
}

/// Objects, how many members they had, and those with a repeated name.
type Repeated = BTreeMap<Node, (usize, Vec<Node>)>;

impl Default for Tree {
    fn default() -> Self {
        Self { rows: Rows::new(1), is_arranged: false, repeated: Repeated::new() }
    }
}

impl Tree {
    /// Takes in what has come since.
    pub(super) fn extend(&mut self, text: &JsonText) {
        self.rows.extend(text);
    }

    /// All has come.
    pub(super) fn finish(&mut self, text: &JsonText) {
        if text.len() <= SHORT && !self.is_arranged {
            self.rows.set_levels(text, SHORT);
        }
        self.rows.extend(text);
    }

    /// Opens and closes values.
    pub(super) fn arrange(&mut self, text: &JsonText, arrange: Arrange) {
        self.is_arranged = true;
        let rows = &mut self.rows;
        match arrange {
            Arrange::Toggle(node) if rows.is_open(Node(node)) => rows.close(text, Node(node)),
            Arrange::Toggle(node) | Arrange::Open(node) => rows.open(text, Node(node)),
            Arrange::Close(node) => rows.close(text, Node(node)),
            Arrange::OpenBelow(node) => rows.open_below(text, Node(node)),
            Arrange::OpenBeside(node) => match text.parent(Node(node)) {
                Some(parent) => {
                    text.children(parent).take(MOST_OPENED).for_each(|node| rows.open(text, node));
                }
                None => rows.open(text, Node(node)),
            },
            Arrange::Levels(levels) => rows.set_levels(text, levels as usize),
        }
    }

    /// The row of a value, once what is around it is open.
    pub(super) fn reveal(&mut self, text: &JsonText, node: Node) -> Option<usize> {
        if self.rows.row_of(node).is_none() && text.start(node).is_some() {
            self.is_arranged = true;
            self.rows.reveal(text, node);
        }
        self.rows.row_of(node)
    }

    /// The value, or the nearest around it that has a row.
    pub(super) fn seen(&self, text: &JsonText, node: Node) -> Option<Node> {
        std::iter::successors(Some(node), |node| text.parent(*node))
            .find(|node| self.rows.row_of(*node).is_some())
    }

    /// The next row after that of `from`, in a circle, whose name or value begins with `initial`, whatever its case. More than
    /// one character go on with what fewer of them led to: that of `from` is the first to be looked at then.
    pub(super) fn next_that_begins(&self, text: &JsonText, from: Node, initial: &str) -> Option<Node> {
        let row = self.rows.row_of(from)?;
        let begins = |node: &Node| {
            let name = text.name(*node);
            // No character has an escape of more than six times its bytes.
            let said = name.or_else(|| Some(text.excerpt(*node, 1 + 6 * initial.len())?.text));
            let mut said = said.iter().flat_map(|said| said.chars()).flat_map(char::to_lowercase);
            initial.chars().flat_map(char::to_lowercase).all(|c| said.next() == Some(c))
        };
        let first = if initial.chars().nth(1).is_some() { row } else { row + 1 };
        let after = self.rows.window(first..first + MOST_OPENED);
        after.chain(self.rows.window(0..first.min(MOST_OPENED))).find(begins)
    }

    /// The rows that are looked at.
    pub(super) fn rows(&mut self, text: &JsonText, look: Look, finder: &Finder) -> Tell {
        let mut known = std::mem::take(&mut self.repeated);
        let mut repeated = Repeated::new();
        let nodes = self.rows.window(look.rows());
        let lines = nodes.map(|node| {
            let is_repeated = |object| is_repeated(text, object, node, &mut known, &mut repeated);
            self.line(text, node, finder, is_repeated)
        });
        let lines = lines.collect();
        self.repeated = repeated;
        Tell::Rows { look, total: self.rows.len() as u32, lines }
    }

    /// The row of a value.
    fn line(
        &self,
        text: &JsonText,
        node: Node,
        finder: &Finder,
        is_repeated: impl FnOnce(Node) -> bool,
    ) -> Line {
        let mut spans = Vec::new();
        let parent = text.parent(node);
        let position = text.position(node);
        if let Some(name) = text.name(node) {
            let mark = if parent.is_some_and(is_repeated) { Mark::RepeatedKey } else { Mark::Key };
            let (name, more) = beginning(&name, SHOWN);
            finder.draw(mark, name, ["", more], &mut spans);
        } else if parent.is_some() {
            spans.push(Span::new(Mark::Index, position.to_string()));
        }
        let fold = match (text.child_count(node), self.rows.is_open(node)) {
            (0, _) => Fold::Leaf,
            (_, true) => Fold::Open,
            (_, false) => Fold::Closed,
        };
        if let Some(said) = Said::of(text, node, SHOWN) {
            finder.draw(said.mark, &said.text, said.quotes(), &mut spans);
            if !said.is_whole {
                let length = text.range(node).map_or(0, |range| range.len());
                spans.push(Span::new(Mark::More, format!("… {length} bytes")));
            }
        }
        if fold == Fold::Closed {
            hints(text, node, finder, &mut spans);
        }
        Line {
            node: node.0,
            level: text.depth(node) as u32,
            fold,
            position: position as u32 + 1,
            // Not how many so far: rows that say the same while bytes come need not be drawn anew.
            set_size: match parent {
                Some(parent) => text.has_ended(parent).then(|| text.child_count(parent) as u32),
                None => Some(1),
            },
            spans,
            ..Line::default()
        }
    }
}

/// Whether a member has the name of another. What is `known` of an object is carried over to what is `seen` of it now.
fn is_repeated(text: &JsonText, object: Node, node: Node, known: &mut Repeated, seen: &mut Repeated) -> bool {
    let count = text.child_count(object);
    if count > MOST_COMPARED {
        return false;
    }
    let (_, repeated) = seen.entry(object).or_insert_with(|| {
        let known = known.remove(&object).filter(|(members, _)| *members == count);
        known.unwrap_or_else(|| (count, text.repeated_members(object)))
    });
    repeated.binary_search(&node).is_ok()
}

/// The beginning of what is in a closed row.
fn hints(text: &JsonText, node: Node, finder: &Finder, spans: &mut Vec<Span>) {
    for child in text.children(node).take(HINTS) {
        spans.push(Span::new(Mark::Plain, "  "));
        if let Some(name) = text.name(child) {
            let (name, more) = beginning(&name, HINT);
            spans.push(Span::new(Mark::Plain, visible(name) + more));
            spans.push(Span::new(Mark::Plain, " "));
        }
        let Some(said) = Said::of(text, child, HINT) else { continue };
        finder.draw(said.mark, &said.text, said.quotes(), spans);
        if !said.is_whole {
            spans.push(Span::new(Mark::Plain, "…"));
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn drawn(json: &str, levels: u32) -> Vec<String> {
        let text = JsonText::read(json.as_bytes()).expect("short");
        let mut tree = Tree::default();
        tree.arrange(&text, Arrange::Levels(levels));
        let Tell::Rows { lines, .. } =
            tree.rows(&text, Look { count: 99, ..Look::default() }, &Finder::default())
        else {
            return Vec::new();
        };
        lines
            .into_iter()
            .map(|line| {
                let fold = match line.fold {
                    Fold::Leaf => ' ',
                    Fold::Open => 'v',
                    Fold::Closed => '>',
                };
                let spans: Vec<String> =
                    line.spans.iter().map(|span| format!("{:?}:{}", span.mark, span.text)).collect();
                let set_size = line.set_size.map_or("?".to_owned(), |size| size.to_string());
                format!("{}{fold}{}/{set_size} {}", line.level, line.position, spans.join(" "))
            })
            .collect()
    }

    #[test]
    fn a_row_says_what_is_in_it() {
        let json = r#"{"id":9007199254740993,"cost":1.10,"a":[],"b":{"x":"\u00e9\n","y":null},"b":true,
            "at":"2026-11-25T09:30:00Z","url":"https://example.com/a?b"}"#;
        assert_eq!(
            drawn(json, 1),
            [
                "0v1/1 Count:{7}",
                "1 1/7 Key:id Number:9007199254740993",
                "1 2/7 Key:cost Number:1.10",
                "1 3/7 Key:a Count:[0]",
                "1>4/7 RepeatedKey:b Count:{2} Plain:   Plain:x Plain:  String:\"é↵\" Plain:   Plain:y Plain:  Null:null",
                "1 5/7 RepeatedKey:b Boolean:true",
                "1 6/7 Key:at Date:2026-11-25T09:30:00Z",
                "1 7/7 Key:url Link:https://example.com/a?b",
            ]
        );
        assert_eq!(
            drawn("[[1,2", 2),
            [
                "0v1/1 Count:[1…]",
                "1v1/? Index:0 Count:[2…]",
                "2 1/? Index:0 Number:1",
                "2 2/? Index:1 Number:2"
            ]
        );
    }

    #[test]
    fn a_long_string_is_cut() {
        let json = format!("[\"{}\"]", "é".repeat(1000));
        let lines = drawn(&json, 1);
        assert_eq!(lines[1], format!("1 1/1 Index:0 String:\"{} More:… 2002 bytes", "é".repeat(199)));
    }
}
