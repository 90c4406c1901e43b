//! A text as a literal of a language, whatever is in it.
//!
//! Literals are written over several lines where the text has them and the language reads it back byte for byte. What a
//! reader could not see, or would see in another order, is escaped where the language has escapes.

use std::fmt::Write as _;

/// One word of bash. No shell can hold a NUL character: it is left out.
pub(super) fn bash(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}

/// One string of PowerShell, which takes typographic quotes for quotes. A NUL character is left out.
pub(super) fn powershell(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for character in text.chars().filter(|character| *character != '\0') {
        if matches!(character, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.push(character);
        }
        quoted.push(character);
    }
    quoted + "'"
}

/// A string of JavaScript; a template where there are several lines.
pub(super) fn javascript(text: &str) -> String {
    let is_template = text.contains('\n');
    let quote = if is_template { '`' } else { spared(text) };
    let mut quoted = String::from(quote);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let opens = character == '$' && is_template && characters.peek() == Some(&'{');
        match character {
            '\n' => quoted.push('\n'),
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '\\' => quoted += "\\\\",
            _ if character == quote || opens => quoted.extend(['\\', character]),
            _ if is_hidden(character) => escape_utf16(character, &mut quoted),
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}

/// A string of Python 3; one with three quotes where there are several lines.
pub(super) fn python(text: &str) -> String {
    let quote = spared(text);
    let around = String::from(quote).repeat(if text.contains('\n') { 3 } else { 1 });
    let mut quoted = around.clone();
    for character in text.chars() {
        match character {
            '\n' => quoted.push('\n'),
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '\\' => quoted += "\\\\",
            _ if character == quote => quoted.extend(['\\', character]),
            _ if is_hidden(character) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\U{:08x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted + &around
}

/// A string of Rust; a raw one where that spares escapes.
pub(super) fn rust(text: &str) -> String {
    let may_be_raw = text.chars().all(|character| character == '\n' || !is_hidden(character));
    if !may_be_raw || !text.contains(['"', '\\', '\n']) {
        return format!("{text:?}");
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// The quotation mark that needs no escapes in the text, if there is one.
fn spared(text: &str) -> char {
    if text.contains('"') { '\'' } else { '"' }
}

/// Control characters, and those that are not seen, move others or end a line.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn escape_utf16(character: char, quoted: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        let _ = write!(quoted, "\\u{unit:04x}");
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::process::Command;

    #[test]
    fn literals() {
        let texts = [
            "plain",
            "it's \"$HOME\" `x` ${y} \\n",
            "{\n  \"a\": \"${b}`\"\n}",
            "a\r\nb\t\0\u{202e}\u{e0001}é😀",
            "\"\"\"\n'''",
        ];
        type Quote = fn(&str) -> String;
        let expected: [(Quote, [&str; 5]); 5] = [
            (
                bash,
                [
                    "'plain'",
                    r#"'it'\''s "$HOME" `x` ${y} \n'"#,
                    "'{\n  \"a\": \"${b}`\"\n}'",
                    "'a\r\nb\t\u{202e}\u{e0001}é😀'",
                    "'\"\"\"\n'\\'''\\'''\\'''",
                ],
            ),
            (
                powershell,
                [
                    "'plain'",
                    r#"'it''s "$HOME" `x` ${y} \n'"#,
                    "'{\n  \"a\": \"${b}`\"\n}'",
                    "'a\r\nb\t\u{202e}\u{e0001}é😀'",
                    "'\"\"\"\n'''''''",
                ],
            ),
            (
                javascript,
                [
                    r#""plain""#,
                    r#"'it\'s "$HOME" `x` ${y} \\n'"#,
                    "`{\n  \"a\": \"\\${b}\\`\"\n}`",
                    "`a\\r\nb\\t\\u0000\\u202e\\udb40\\udc01é😀`",
                    "`\"\"\"\n'''`",
                ],
            ),
            (
                python,
                [
                    r#""plain""#,
                    r#"'it\'s "$HOME" `x` ${y} \\n'"#,
                    "'''{\n  \"a\": \"${b}`\"\n}'''",
                    "\"\"\"a\\r\nb\\t\\U00000000\\U0000202e\\U000e0001é😀\"\"\"",
                    "'''\"\"\"\n\\'\\'\\''''",
                ],
            ),
            (
                rust,
                [
                    r#""plain""#,
                    "r#\"it's \"$HOME\" `x` ${y} \\n\"#",
                    "r#\"{\n  \"a\": \"${b}`\"\n}\"#",
                    r#""a\r\nb\t\0\u{202e}\u{e0001}é😀""#,
                    "r#\"\"\"\"\n'''\"#",
                ],
            ),
        ];
        for (quote, literals) in expected {
            for (text, literal) in texts.into_iter().zip(literals) {
                assert_eq!(quote(text), literal, "{text:?}");
            }
        }
        assert_eq!(rust("a\"#b\"##c"), "r###\"a\"#b\"##c\"###");
    }

    #[test]
    fn powershell_takes_every_kind_of_quote_for_one() {
        assert_eq!(powershell("a'b’c$d`"), "'a''b’’c$d`'");
    }

    /// What a program prints; none where it is not installed.
    fn printed(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
        Command::new(program).args(arguments).output().ok().map(|output| output.stdout)
    }

    /// Texts of what is hard to quote.
    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = "([ -~é’😀\n\r\t\0\u{85}\u{2028}\u{202e}]|\"{1,4}|'{1,4}|\"#|\\$\\{|\\\\){0,24}";
        proptest::collection::vec(text, 40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        /// The languages themselves read the literals back as they were meant.
        #[test]
        fn languages_read_what_was_meant(texts in texts()) {
            let all = texts.concat();
            let literals = |quote: fn(&str) -> String, between: &str| {
                texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(between)
            };
            let program = format!("process.stdout.write([{}].join(''))", literals(javascript, ","));
            if let Some(read) = printed("node", &["--eval", &program.replace('\0', "")]) {
                prop_assert_eq!(String::from_utf8_lossy(&read), &*all);
            }
            let program = format!("import sys; sys.stdout.buffer.write(''.join([{}]).encode())", literals(python, ","));
            if let Some(read) = printed("python3", &["-c", &program]) {
                prop_assert_eq!(String::from_utf8_lossy(&read), &*all);
            }
            let program = format!("printf %s {}", literals(bash, " "));
            if let Some(read) = printed("bash", &["-c", &program]) {
                prop_assert_eq!(String::from_utf8_lossy(&read), all.replace('\0', ""));
            }
        }
    }
}
