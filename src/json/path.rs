//! The way from the root to a value, in the four spellings that people paste elsewhere.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::node::Node;
use super::string::{comparable, decoded};
use super::text::JsonText;
use super::token::Type;

/// A step from an array or object to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'t> {
    /// The name of a member, decoded. Of members with the same name most readers see only the last; a path cannot tell them
    /// apart.
    Name(Cow<'t, str>),
    /// The index of an element, from 0.
    Index(usize),
}

/// A spelling of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A normalized path of RFC 9535 section 2.7: `$['items'][0]`.
    JsonPath,
    /// A filter of jq: `.items[0]`.
    Jq,
    /// An expression of JavaScript: `json.items[0]`.
    JavaScript,
    /// A JSON pointer (RFC 6901): `/items/0`.
    Pointer,
}

impl JsonText {
    /// The steps from the root to a value.
    pub fn path(&self, node: Node) -> Vec<Step<'_>> {
        let step = |node: Node| match self.name(node) {
            Some(name) => Step::Name(name),
            None => Step::Index(self.position(node)),
        };
        let upwards = std::iter::successors(Some(node), |node| self.parent(*node));
        let mut steps: Vec<Step<'_>> = upwards.take_while(|node| node.0 > 0).map(step).collect();
        steps.reverse();
        steps
    }

    /// The value that a JSON pointer leads to (RFC 6901 section 4). Of members with the same name the last is taken, as most
    /// readers do.
    pub fn resolve(&self, pointer: &str) -> Option<Node> {
        let root = self.root()?;
        if pointer.is_empty() {
            return Some(root);
        }
        let tokens = pointer.strip_prefix('/')?.split('/');
        tokens.map(|token| token.replace("~1", "/").replace("~0", "~")).try_fold(root, |node, token| {
            match self.type_of(node)? {
                Type::Object => self.member(node, &token),
                Type::Array => self.child(node, index(&token)?),
                _ => None,
            }
        })
    }

    /// The value of the last member of that name.
    pub fn member(&self, object: Node, name: &str) -> Option<Node> {
        let is_named = |node: &Node| {
            let range = self.name_range(*node);
            range.is_some_and(|range| *comparable(&self.segments.bytes(range)) == *name.as_bytes())
        };
        self.children(object).filter(is_named).last()
    }

    /// The name of a member, decoded.
    pub fn name(&self, node: Node) -> Option<Cow<'_, str>> {
        Some(match self.segments.bytes(self.name_range(node)?) {
            Cow::Borrowed(token) => decoded(token),
            Cow::Owned(token) => Cow::Owned(decoded(&token).into_owned()),
        })
    }
}

/// RFC 6901 section 4: digits without leading zeros.
fn index(token: &str) -> Option<usize> {
    let is_index =
        token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    token.parse().ok().filter(|_| is_index)
}

/// Spells a path.
pub fn spell(path: &[Step<'_>], spelling: Spelling) -> String {
    let mut text = match spelling {
        Spelling::JsonPath => "$".to_owned(),
        Spelling::Jq => ".".to_owned(),
        Spelling::JavaScript => "json".to_owned(),
        Spelling::Pointer => String::new(),
    };
    for step in path {
        match (spelling, step) {
            (Spelling::Pointer, Step::Name(name)) => {
                text.push('/');
                text.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            (Spelling::Pointer, Step::Index(index)) => put(&mut text, format_args!("/{index}")),
            (_, Step::Index(index)) => put(&mut text, format_args!("[{index}]")),
            (Spelling::JsonPath, Step::Name(name)) => {
                text.push_str("['");
                quote(&mut text, name, '\'');
                text.push_str("']");
            }
            (Spelling::Jq, Step::Name(name)) => {
                if text != "." {
                    text.push('.');
                }
                if is_identifier(name, "_") {
                    text.push_str(name);
                } else {
                    put_string(&mut text, name);
                }
            }
            (Spelling::JavaScript, Step::Name(name)) if is_identifier(name, "_$") => {
                put(&mut text, format_args!(".{name}"));
            }
            (Spelling::JavaScript, Step::Name(name)) => {
                text.push('[');
                put_string(&mut text, name);
                text.push(']');
            }
        }
    }
    text
}

/// ASCII letters, digits and the `extra` characters, no digit first.
fn is_identifier(name: &str, extra: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || extra.contains(c);
    !name.is_empty() && name.chars().all(is_part) && !name.starts_with(|c: char| c.is_ascii_digit())
}

fn put_string(text: &mut String, content: &str) {
    text.push('"');
    quote(text, content, '"');
    text.push('"');
}

/// The escapes that RFC 9535 section 2.7 asks for, which JSON, jq and JavaScript know too.
fn quote(text: &mut String, content: &str, quotes: char) {
    for character in content.chars() {
        match character {
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\0'..='\x1f' => put(text, format_args!("\\u{:04x}", character as u32)),
            '\\' => text.push_str("\\\\"),
            _ if character == quotes => {
                text.push('\\');
                text.push(quotes);
            }
            _ => text.push(character),
        }
    }
}

/// Writing to a `String` cannot fail.
fn put(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::tests::json_text;
    use super::*;
    use proptest::prelude::*;

    fn spelled(path: &[Step<'_>]) -> [String; 4] {
        [Spelling::JsonPath, Spelling::Jq, Spelling::JavaScript, Spelling::Pointer].map(|it| spell(path, it))
    }

    #[test]
    fn four_spellings() {
        let name = |name: &'static str| Step::Name(Cow::Borrowed(name));
        for (path, expected) in [
            (vec![], ["$", ".", "json", ""]),
            (vec![Step::Index(0)], ["$[0]", ".[0]", "json[0]", "/0"]),
            (
                vec![name("data"), Step::Index(12), name("custom_field_1")],
                [
                    "$['data'][12]['custom_field_1']",
                    ".data[12].custom_field_1",
                    "json.data[12].custom_field_1",
                    "/data/12/custom_field_1",
                ],
            ),
            (
                vec![name("a b"), name("it's \"x\""), name("")],
                [
                    r#"$['a b']['it\'s "x"']['']"#,
                    r#"."a b"."it's \"x\""."""#,
                    r#"json["a b"]["it's \"x\""][""]"#,
                    r#"/a b/it's "x"/"#,
                ],
            ),
            (
                vec![name("m~n/o"), name("\\(1)"), name("7")],
                [
                    r"$['m~n/o']['\\(1)']['7']",
                    r#"."m~n/o"."\\(1)"."7""#,
                    r#"json["m~n/o"]["\\(1)"]["7"]"#,
                    r"/m~0n~1o/\(1)/7",
                ],
            ),
            (
                vec![name("$ref"), name("\u{b}\n"), name("é")],
                [
                    r"$['$ref']['\u000b\n']['é']",
                    r#"."$ref"."\u000b\n"."é""#,
                    r#"json.$ref["\u000b\n"]["é"]"#,
                    "/$ref/\u{b}\n/é",
                ],
            ),
        ] {
            assert_eq!(spelled(&path), expected);
        }
    }

    #[test]
    fn pointers_that_lead_nowhere() {
        let text = JsonText::read(br#"{"a":[1,2],"b":{"":3},"b":{"c":4}}"#).expect("short");
        for pointer in ["a", "/a/2", "/a/-", "/a/01", "/a/+1", "/a/", "/c", "/a/0/0", "/b/"] {
            assert_eq!(text.resolve(pointer), None, "{pointer}");
        }
        assert_eq!(text.resolve("/b/c"), Some(Node(7)));
        assert_eq!(JsonText::new().resolve(""), None);
    }

    proptest! {
        /// The pointer of each value leads to it, for us and for `serde_json`.
        #[test]
        fn a_path_leads_back(json in json_text(true)) {
            let text = JsonText::read(json.as_bytes()).expect("short");
            let oracle: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            for node in (0..text.len() as u32).map(Node) {
                let pointer = spell(&text.path(node), Spelling::Pointer);
                prop_assert_eq!(text.resolve(&pointer), Some(node));
                let value = text.segments().bytes(text.range(node).expect("a node"));
                let value: serde_json::Value = serde_json::from_slice(&value).expect("JSON");
                prop_assert_eq!(oracle.pointer(&pointer), Some(&value));
            }
        }

        /// A name in JavaScript's spelling is a string of JSON.
        #[test]
        fn quoted_names_read_back(name in any::<String>()) {
            let mut quoted = String::new();
            put_string(&mut quoted, &name);
            prop_assert_eq!(serde_json::from_str::<String>(&quoted).ok(), Some(name));
        }
    }
}
