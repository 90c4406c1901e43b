//! Re-indenting: the tokens of a JSON text as they are, with white space of ours between them.
//!
//! One pass with a stack of one byte for each level, no recursion: nesting is limited by memory alone.

use super::fault::{Expected, Fault};

/// What a piece of the indented text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// White space of ours.
    Space,
    /// The name of a member, with its quotes.
    Key,
    /// A string, with its quotes and escapes as sent.
    String,
    /// A number, digit by digit as sent.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// One of `[`, `]`, `{`, `}`, `,` and `:`.
    Punctuation,
}

/// A piece of the indented text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text: a part of what was sent, or white space.
    pub text: &'a str,
}

/// Deeper levels are indented like this one: 100,000 levels must not make a text of gigabytes.
const DEEPEST_INDENT: usize = 60;

/// A line break and the indentation of the deepest level.
const LINE_BREAK: &str = concat!(
    "\n",
    "                                        ", // 40
    "                                        ", // 80
    "                                        ", // 120
);

/// The pieces of `json`, re-indented by two spaces for each level. Laid side by side they are the same JSON
/// text: every token as it was sent, in the order in which it was sent, repeated names included.
pub fn indent(json: &[u8]) -> Result<Vec<Piece<'_>>, Fault> {
    let text = std::str::from_utf8(json).map_err(|e| Fault::at(json, e.valid_up_to(), Expected::Utf8))?;
    let mut indenter = Indenter { text, at: 0, open: Vec::new(), pieces: Vec::new() };
    match indenter.run() {
        Ok(()) => Ok(indenter.pieces),
        Err(expected) => Err(Fault::at(json, indenter.at, expected)),
    }
}

struct Indenter<'a> {
    text: &'a str,
    at: usize,
    /// The closing bracket of each array and object that is open.
    open: Vec<u8>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Indenter<'a> {
    fn run(&mut self) -> Result<(), Expected> {
        let mut expected = Expected::Value;
        loop {
            self.skip_white_space();
            let next = self.peek();
            expected = match (expected, next) {
                (Expected::Nothing, None) => return Ok(()),
                (
                    Expected::ValueOrEnd | Expected::KeyOrEnd | Expected::CommaOrEnd,
                    Some(byte @ (b']' | b'}')),
                ) if self.open.last() == Some(&byte) => self.close(expected == Expected::CommaOrEnd),
                (Expected::CommaOrEnd, Some(b',')) => {
                    self.take(Kind::Punctuation, 1);
                    if self.open.last() == Some(&b'}') { Expected::Key } else { Expected::Value }
                }
                (Expected::Colon, Some(b':')) => {
                    self.take(Kind::Punctuation, 1);
                    self.pieces.push(Piece { kind: Kind::Space, text: " " });
                    Expected::Value
                }
                (Expected::Key | Expected::KeyOrEnd, Some(b'"')) => {
                    self.break_line();
                    self.string(Kind::Key)?;
                    Expected::Colon
                }
                (Expected::Value | Expected::ValueOrEnd, Some(byte)) => {
                    if self.open.last() == Some(&b']') {
                        self.break_line();
                    }
                    self.value(byte, expected)?
                }
                (expected, _) => return Err(expected),
            };
        }
    }

    fn value(&mut self, first: u8, expected: Expected) -> Result<Expected, Expected> {
        match first {
            b'{' => return Ok(self.open(b'}', Expected::KeyOrEnd)),
            b'[' => return Ok(self.open(b']', Expected::ValueOrEnd)),
            b'"' => self.string(Kind::String)?,
            b'-' | b'0'..=b'9' => self.number()?,
            b't' => self.literal("true", Kind::Boolean)?,
            b'f' => self.literal("false", Kind::Boolean)?,
            b'n' => self.literal("null", Kind::Null)?,
            _ => return Err(expected),
        }
        Ok(self.after_value())
    }

    fn open(&mut self, closing: u8, next: Expected) -> Expected {
        self.open.push(closing);
        self.take(Kind::Punctuation, 1);
        next
    }

    fn close(&mut self, has_content: bool) -> Expected {
        self.open.pop();
        if has_content {
            self.break_line();
        }
        self.take(Kind::Punctuation, 1);
        self.after_value()
    }

    fn after_value(&self) -> Expected {
        if self.open.is_empty() { Expected::Nothing } else { Expected::CommaOrEnd }
    }

    fn string(&mut self, kind: Kind) -> Result<(), Expected> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Expected::Quote),
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => return Err(Expected::Escape),
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        self.pieces.push(Piece { kind, text: &self.text[start..self.at] });
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Expected> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let length = match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) => 6,
            _ => return Err(Expected::Escape),
        };
        self.at += length;
        Ok(())
    }

    /// RFC 8259 section 6: `[ minus ] int [ frac ] [ exp ]`.
    fn number(&mut self) -> Result<(), Expected> {
        let start = self.at;
        self.skip_if(b"-");
        if !self.skip_if(b"0") {
            self.digits()?;
        }
        if self.skip_if(b".") {
            self.digits()?;
        }
        if self.skip_if(b"eE") {
            self.skip_if(b"+-");
            self.digits()?;
        }
        self.pieces.push(Piece { kind: Kind::Number, text: &self.text[start..self.at] });
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Expected> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(Expected::Literal) } else { Ok(()) }
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<(), Expected> {
        if !self.text[self.at..].starts_with(word) {
            return Err(Expected::Literal);
        }
        self.take(kind, word.len());
        Ok(())
    }

    fn take(&mut self, kind: Kind, length: usize) {
        self.pieces.push(Piece { kind, text: &self.text[self.at..self.at + length] });
        self.at += length;
    }

    fn break_line(&mut self) {
        let width = 1 + 2 * self.open.len().min(DEEPEST_INDENT);
        self.pieces.push(Piece { kind: Kind::Space, text: &LINE_BREAK[..width] });
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_if(&mut self, any: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(found);
        found
    }

    fn skip_white_space(&mut self) {
        while self.skip_if(b" \t\r\n") {}
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn indented(json: &str) -> Result<String, Fault> {
        Ok(indent(json.as_bytes())?.iter().map(|piece| piece.text).collect())
    }

    /// The text without the white space outside of its strings.
    fn compact(json: &str) -> String {
        let (mut in_string, mut escaped) = (false, false);
        let is_kept = |c: &char| {
            let keep = in_string || !matches!(c, ' ' | '\t' | '\r' | '\n');
            if *c == '"' && !escaped {
                in_string = !in_string;
            }
            escaped = in_string && *c == '\\' && !escaped;
            keep
        };
        json.chars().filter(is_kept).collect()
    }

    #[test]
    fn two_spaces_for_each_level() {
        let json = r#"{"id":9007199254740993, "a":[1,{}, [ ],[[true]]],"b":{"c":null}}"#;
        let expected = r#"{
  "id": 9007199254740993,
  "a": [
    1,
    {},
    [],
    [
      [
        true
      ]
    ]
  ],
  "b": {
    "c": null
  }
}"#;
        assert_eq!(indented(json).as_deref(), Ok(expected));
    }

    #[test]
    fn every_token_stays_as_it_was_sent() {
        for json in [
            "9007199254740993",
            "1.10",
            "1e400",
            "-0.0E+00",
            "123456789012345678901234567890.123456789012345678901234567890",
            r#""\u00e9é\/\n\ud800""#,
            r#"{"b":1,"a":2,"b":3}"#,
            r#"{"":{"":[]}}"#,
        ] {
            assert_eq!(indented(json).map(|text| compact(&text)).as_deref(), Ok(json));
        }
    }

    #[test]
    fn each_piece_knows_what_it_is() {
        let pieces = indent(br#"{"k":["s",1,true,null]}"#).expect("JSON");
        let kinds: Vec<Kind> =
            pieces.iter().map(|piece| piece.kind).filter(|kind| *kind != Kind::Space).collect();
        use Kind::*;
        let comma = Punctuation;
        assert_eq!(
            kinds,
            [
                Punctuation,
                Key,
                Punctuation,
                Punctuation,
                String,
                comma,
                Number,
                comma,
                Boolean,
                comma,
                Null,
                Punctuation,
                Punctuation
            ]
        );
    }

    #[test]
    fn a_fault_has_its_place() {
        for (json, line, column, expected) in [
            ("", 1, 1, Expected::Value),
            (" \n ", 2, 2, Expected::Value),
            ("nul", 1, 1, Expected::Literal),
            ("NaN", 1, 1, Expected::Value),
            ("'x'", 1, 1, Expected::Value),
            ("01", 1, 2, Expected::Nothing),
            ("1.", 1, 3, Expected::Literal),
            ("-", 1, 2, Expected::Literal),
            ("1e+", 1, 4, Expected::Literal),
            ("+1", 1, 1, Expected::Value),
            ("[1,]", 1, 4, Expected::Value),
            ("[1 2]", 1, 4, Expected::CommaOrEnd),
            ("[1}", 1, 3, Expected::CommaOrEnd),
            ("[", 1, 2, Expected::ValueOrEnd),
            ("{1:2}", 1, 2, Expected::KeyOrEnd),
            ("{\"a\" 1}", 1, 6, Expected::Colon),
            ("{\"a\":1,}", 1, 8, Expected::Key),
            ("{\"é\":\n tru}", 2, 2, Expected::Literal),
            ("{} x", 1, 4, Expected::Nothing),
            ("]", 1, 1, Expected::Value),
            ("\"abc", 1, 5, Expected::Quote),
            ("\"a\nb\"", 1, 3, Expected::Escape),
            ("\"\\x\"", 1, 2, Expected::Escape),
            ("\"\\u12g4\"", 1, 2, Expected::Escape),
            ("<html>", 1, 1, Expected::Value),
        ] {
            let fault = indent(json.as_bytes()).expect_err(json);
            assert_eq!((fault.line, fault.column, fault.expected), (line, column, expected), "{json}");
        }
        let fault = indent(b"[\"\xc3\xa9\xff\"]").expect_err("not UTF-8");
        assert_eq!((fault.offset, fault.column, fault.expected), (4, 4, Expected::Utf8));
    }

    #[test]
    fn deep_nesting_neither_overflows_nor_explodes() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let text = indented(&deep).expect("JSON");
        assert_eq!(compact(&text), deep);
        assert!(text.len() < 30_000_000, "{} bytes", text.len());
    }

    /// JSON texts with odd white space, repeated names, and every kind of value.
    fn json_text() -> impl Strategy<Value = String> {
        let space = "[ \t\r\n]{0,2}";
        let string = r#""([a-zé😀 ]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,6}""#;
        let number = r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?";
        let leaf = prop_oneof![string, number, "true", "false", "null"];
        let spaced = (space, leaf, space).prop_map(|(a, b, c)| a + &b + &c);
        spaced.prop_recursive(4, 40, 5, move |inner| {
            let member = (space, string, space, inner.clone())
                .prop_map(|(a, key, b, value)| a + &key + &b + ":" + &value);
            prop_oneof![
                proptest::collection::vec(inner, 0..5).prop_map(|list| format!("[{}]", list.join(","))),
                proptest::collection::vec(member, 0..5).prop_map(|list| format!("{{{}}}", list.join(","))),
                space.prop_map(|space| format!("[{space}]")),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_changes(json in json_text()) {
            let text = indented(&json).expect("JSON");
            prop_assert_eq!(compact(&text), compact(&json));
            prop_assert_eq!(indented(&text), Ok(text.clone()));
        }

        /// The same texts are JSON to us as to `serde_json`, which is an independent reader.
        #[test]
        fn we_accept_what_is_json(text in r#"([\[\]{},:]|"a"|"\\u00e9"|-?[0-9]{1,2}\.?[0-9]?|[eE]|true|null| |[\\"a]){0,12}"#) {
            let oracle = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            prop_assert_eq!(indented(&text).is_ok(), oracle);
        }

        #[test]
        fn any_bytes_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = indent(&bytes);
        }
    }
}
