//! What jaq finds wrong with a program, as a [`ProgramFault`].

use jaq_core::compile::Undefined;
use jaq_core::load::{self, lex, parse};

use super::fault::{ProgramFault, Wanted, Why};

impl ProgramFault {
    /// `part` is a part of `program`.
    fn at(program: &str, part: &str, why: Why) -> Self {
        let span = load::span(program, part);
        let before = &program[..span.start];
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            start: span.start,
            end: span.end,
            line: 1 + before.matches('\n').count(),
            column: 1 + last_line.chars().count(),
            why,
        }
    }

    /// A fault somewhere in the program. There is always a place, but the types do not say so.
    pub(super) fn unclear(program: &str) -> Self {
        Self::at(program, &program[program.len()..], Why::Expected(Wanted::Other))
    }

    /// The first of the faults that reading found.
    pub(super) fn of_reading(program: &str, error: &load::Error<&str>) -> Option<Self> {
        Some(match error {
            load::Error::Io(paths) => Self::at(program, paths.first()?.0, Why::Modules),
            load::Error::Lex(errors) => {
                let (expected, rest) = errors.first()?;
                // What is there is the whole rest of the program: only its first character is to blame.
                let length = rest.chars().next().map_or(0, char::len_utf8);
                Self::at(program, &rest[..length], Why::Expected(Wanted::of_lexer(expected)))
            }
            load::Error::Parse(errors) => {
                let (expected, found) = errors.first()?;
                Self::at(program, found, Why::Expected(Wanted::of_parser(expected)))
            }
        })
    }

    /// A name that stands for nothing. `known` are the filters that exist: their names and numbers of arguments.
    pub(super) fn of_name(program: &str, name: &str, undefined: &Undefined, known: &[(&str, usize)]) -> Self {
        let why = match undefined {
            Undefined::Var => Why::UnknownVariable(name.to_owned()),
            Undefined::Label => Why::UnknownLabel(name.to_owned()),
            Undefined::Filter(arguments) => {
                let with_name = known.iter().filter(|(other, _)| *other == name);
                let mut known: Vec<usize> = with_name.map(|(_, arguments)| *arguments).collect();
                known.sort_unstable();
                known.dedup();
                Why::UnknownFilter { name: name.to_owned(), arguments: *arguments, known }
            }
            _ => Why::Modules,
        };
        Self::at(program, name, why)
    }
}

impl Wanted {
    fn of_lexer(expected: &lex::Expect<&str>) -> Self {
        match expected {
            lex::Expect::Digit => Self::Digit,
            lex::Expect::Ident => Self::Name,
            lex::Expect::Delim(open) => Self::Closing(
                match *open {
                    "(" => ")",
                    "[" => "]",
                    "{" => "}",
                    other => other,
                }
                .to_owned(),
            ),
            lex::Expect::Escape => Self::Escape,
            lex::Expect::Unicode => Self::Unicode,
            lex::Expect::Token => Self::Token,
            _ => Self::Other,
        }
    }

    fn of_parser(expected: &parse::Expect<&str>) -> Self {
        match expected {
            parse::Expect::Just(word) => Self::Word((*word).to_owned()),
            parse::Expect::Var => Self::Variable,
            parse::Expect::Pattern => Self::Pattern,
            parse::Expect::ElseOrEnd => Self::ElseOrEnd,
            parse::Expect::CommaOrRBrack => Self::CommaOrBracket,
            parse::Expect::CommaOrRBrace => Self::CommaOrBrace,
            parse::Expect::SemicolonOrRParen => Self::SemicolonOrParenthesis,
            parse::Expect::Term => Self::Term,
            parse::Expect::Key => Self::Key,
            parse::Expect::Ident => Self::FilterName,
            parse::Expect::Arg => Self::Argument,
            parse::Expect::Str => Self::Text,
            parse::Expect::Nothing => Self::Nothing,
            _ => Self::Other,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::filter::{Failure, Program};

    #[test]
    fn faults_in_words() {
        for (program, start, words) in [
            ("", 0, "line 1, column 1: expected a value or a filter, such as “.” or “.name”"),
            (".a |", 4, "line 1, column 5: expected a value or a filter, such as “.” or “.name”"),
            (".a\n| (.b", 8, "line 2, column 6: expected “)”"),
            (".[", 2, "line 1, column 3: expected “]”"),
            ("{a: 1", 5, "line 1, column 6: expected “}”"),
            ("\"é\" | \"abc", 11, "line 1, column 11: expected “\"”"),
            (".é", 1, "line 1, column 2: expected a name, a value or an operator"),
            ("1.x", 2, "line 1, column 3: expected a digit"),
            ("$", 1, "line 1, column 2: expected a name"),
            (
                r#""\d""#,
                2,
                "line 1, column 3: expected an escape sequence: a backslash in a string is written twice",
            ),
            (r#""\ud800""#, 3, "line 1, column 4: expected four hexadecimal digits that are a character"),
            ("if . 1", 5, "line 1, column 6: expected “then”"),
            ("if . then 1", 11, "line 1, column 12: expected “else” or “end”"),
            ("{a;}", 2, "line 1, column 3: expected a comma or “}”"),
            ("f(0:)", 3, "line 1, column 4: expected a semicolon or “)”"),
            (
                ". as 1 | .",
                5,
                "line 1, column 6: expected a variable, such as “$x”, or variables in brackets or braces",
            ),
            (". as [$x;] | .", 8, "line 1, column 9: expected a comma or “]”"),
            ("label x | .", 6, "line 1, column 7: expected a variable, such as “$x”"),
            (".[].", 4, "line 1, column 5: expected the name of a member"),
            ("def 1: .; .", 4, "line 1, column 5: expected the name of a filter"),
            ("def f(): .; .", 6, "line 1, column 7: expected the name of an argument"),
            ("0;", 1, "line 1, column 2: expected nothing more"),
            (".[] | nosuch", 6, "line 1, column 7: there is no filter “nosuch”"),
            (".[] | map", 6, "line 1, column 7: “map” takes 1 argument, not 0"),
            ("range(1; 2; 3; 4)", 0, "line 1, column 1: “range” takes 1 or 2 or 3 arguments, not 4"),
            (".[] | length(1)", 6, "line 1, column 7: “length” takes 0 arguments, not 1"),
            ("1 as $x |\n $y", 11, "line 2, column 2: there is no variable “$y”"),
            ("break $out", 6, "line 1, column 7: there is no label “$out”"),
            ("m::f", 0, "line 1, column 1: there are no modules here"),
            ("include \"a\"; .", 9, "line 1, column 10: there are no modules here"),
            ("import \"a\" as a; .", 8, "line 1, column 9: there are no modules here"),
            ("import \"a\" as $a; $a", 8, "line 1, column 9: there are no modules here"),
            ("input", 0, "line 1, column 1: there is no filter “input”"),
            ("localtime", 0, "line 1, column 1: there is no filter “localtime”"),
        ] {
            let Err(Failure::Program(fault)) = Program::read(program) else {
                panic!("{program} is a program")
            };
            assert_eq!((fault.start, &*fault.to_string()), (start, words), "{program}");
            assert!(program.get(fault.start..fault.end).is_some(), "{program}");
        }
    }
}
