//! Rules of the house that no compiler knows, held against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cssparser::{ParseError, Parser, ParserInput, Token};

use crate::{files, root};

/// The classes that a sheet names in the first compound of a selector that names any: what it defines. Below these it may name
/// those of others. States (`is-…`) belong to the class that they stand with. Selectors Level 4, section 3.
fn owned(css: &str) -> BTreeSet<String> {
    let mut input = ParserInput::new(css);
    let mut owned = BTreeSet::new();
    read_rules(&mut Parser::new(&mut input), &mut owned).expect("a sheet");
    owned
}

fn read_rules<'i>(
    parser: &mut Parser<'i, '_>,
    owned: &mut BTreeSet<String>,
) -> Result<(), ParseError<'i, ()>> {
    let mut at_rule: Option<String> = None;
    let mut selector = Selector::default();
    while let Ok(token) = parser.next_including_whitespace().cloned() {
        match token {
            Token::AtKeyword(name) => at_rule = Some(name.to_string()),
            Token::Semicolon => at_rule = None,
            Token::CurlyBracketBlock => match at_rule.take().as_deref() {
                None => owned.extend(std::mem::take(&mut selector).end()),
                Some("layer" | "media" | "container" | "supports") => {
                    parser.parse_nested_block(|inside| read_rules(inside, owned))?;
                }
                // Frames of an animation, a font.
                Some(_) => {}
            },
            token if at_rule.is_none() => selector.take(&token, parser)?,
            _ => {}
        }
    }
    Ok(())
}

/// A list of selectors as it is read.
#[derive(Default)]
struct Selector {
    owned: BTreeSet<String>,
    /// The classes of the compound that is being read.
    compound: Vec<String>,
    /// Whether a compound before named a class.
    is_below: bool,
    is_class: bool,
}

impl Selector {
    fn take<'i>(&mut self, token: &Token<'i>, parser: &mut Parser<'i, '_>) -> Result<(), ParseError<'i, ()>> {
        match token {
            Token::Delim('.') => self.is_class = true,
            Token::Ident(name) if std::mem::take(&mut self.is_class) => self.compound.push(name.to_string()),
            Token::WhiteSpace(_) | Token::Delim('>' | '+' | '~') => self.end_compound(),
            Token::Comma => {
                self.end_compound();
                self.is_below = false;
            }
            // One of several; what is only asked for (`:not`, `:has`) defines nothing.
            Token::Function(name) if matches!(&**name, "is" | "where") => {
                let any = parser.parse_nested_block(|inside| {
                    let mut selector = Self::default();
                    while let Ok(token) = inside.next_including_whitespace().cloned() {
                        selector.take(&token, inside)?;
                    }
                    Ok(selector.end())
                })?;
                self.compound.extend(any);
            }
            _ => {}
        }
        Ok(())
    }

    fn end_compound(&mut self) {
        let compound = std::mem::take(&mut self.compound);
        if self.is_below || compound.is_empty() {
            return;
        }
        self.is_below = true;
        let (states, others): (Vec<_>, Vec<_>) =
            compound.into_iter().partition(|name| name.starts_with("is-"));
        self.owned.extend(if others.is_empty() { states } else { others });
    }

    fn end(mut self) -> BTreeSet<String> {
        self.end_compound();
        self.owned
    }
}

#[test]
fn what_a_sheet_owns() {
    for (css, classes) in [
        (".a { color: red }", &["a"][..]),
        ("@layer x { @media (width > 1px) { .a .b, p > .c:hover { x: y } } }", &["a", "c"]),
        (".a > .b.d + .c {}", &["a"]),
        (".a.b {}", &["a", "b"]),
        (".a.is-open {} .a .is-open {}", &["a"]),
        (".is-open {}", &["is-open"]),
        (":is(.a, .b .c)[data-x] .d {}", &["a", "b"]),
        ("#id .a:not(.b):has(> .c) {}", &["a"]),
        ("[x='.no'] .a::before { content: '.b' }", &["a"]),
        ("@keyframes k { from { x: y } } .a {} @layer one, two; .b {}", &["a", "b"]),
        ("@container c (width > 1px) { @supports (x: y) { .a {} } }", &["a"]),
        (":where(.a):hover > .b, .c\\:d {}", &["a", "c:d"]),
        ("/* .no */ main > p {}", &[]),
    ] {
        assert_eq!(owned(css), classes.iter().map(|&class| class.to_owned()).collect(), "{css}");
    }
}

/// A class that two sheets define looks different once the second is loaded.
#[test]
fn each_class_has_one_sheet() {
    let mut sheets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, css) in files("style", ".css") {
        for class in owned(&css) {
            sheets.entry(class).or_default().push(path.clone());
        }
    }
    assert!(sheets.len() > 100, "{}", sheets.len());
    sheets.retain(|_, sheets| sheets.len() > 1);
    assert!(sheets.is_empty(), "{sheets:#?}");
}

/// The one file that hears the keyboard.
const KEYBOARD: &str = "src/browser/keyboard.rs";

/// Each handler of keys is made by `on_press`, which leaves to an input method what it has; and each file that has one is asked by
/// the test in the browser.
#[test]
fn every_key_handler_goes_through_one_function() {
    let asked = fs::read_to_string(root().join("tests/web/keys.rs")).expect("the test in the browser");
    let mut with_handlers = 0;
    for (path, text) in files("src", "") {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.collect::<Vec<_>>().join("\n");
        let allowed = path == KEYBOARD;
        for word in ["KeyboardEvent", "\"keydown\"", "'keydown'", "onkey", "keyup", "keypress"] {
            assert!(allowed || !text.contains(word), "{path}: {word} belongs into {KEYBOARD}");
        }
        let handlers = text.matches("on:keydown").count() + text.matches("ev::keydown").count();
        let made =
            text.matches("on:keydown=on_press(").count() + text.matches("ev::keydown, on_press(").count();
        assert_eq!(handlers, made, "{path}: make the handler by on_press");
        if handlers > 0 {
            with_handlers += 1;
            assert!(asked.contains(&format!("\"{path}\"")), "{path} is not asked by tests/web/keys.rs");
        }
    }
    assert!(with_handlers > 5, "{with_handlers}");
}
