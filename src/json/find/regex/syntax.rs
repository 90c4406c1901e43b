//! The syntax: what most dialects of regular expressions share.
//!
//! `.` `[…]` `[^…]` `|` `(…)` `(?:…)` `*` `+` `?` `{n}` `{n,}` `{n,m}`, each also lazy with `?` after it; `^` and `$`, the
//! beginning and the end of a name or value; `\b` and `\B`; `\d` (ASCII), `\w`, `\s` (Unicode) and `\D`, `\W`, `\S`; `\t`, `\n`,
//! `\r`, `\f`, `\v`, `\xHH`, `\uHHHH`, `\u{H…}`; a backslash before punctuation. No look-around and no back-references: time
//! stays in proportion to the text, whatever the pattern.

use super::set::Set;
use crate::json::find::query::{BadPattern, Problem};

/// The parentheses that may be open.
const DEEPEST: usize = 100;
/// How often something may be repeated by a number.
const MOST: u32 = 1000;

/// A regular expression.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    One(Set),
    Look(Look),
    Row(Vec<Tree>),
    Either(Vec<Tree>),
    Repeat { of: Box<Tree>, least: u32, most: Option<u32>, lazy: bool },
}

impl Tree {
    /// Whether it may match without a character.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Self::One(_) => false,
            Self::Look(_) => true,
            Self::Row(row) => row.iter().all(Self::may_be_empty),
            Self::Either(branches) => branches.iter().any(Self::may_be_empty),
            Self::Repeat { of, least, .. } => *least == 0 || of.may_be_empty(),
        }
    }
}

/// A condition on the place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Start,
    End,
    /// Between a character of `\w` and another, or not.
    Border(bool),
}

/// Reads a pattern. If case is ignored, all its sets are folded.
pub(super) fn parse(pattern: &str, ignores_case: bool) -> Result<Tree, BadPattern> {
    let characters: Vec<char> = pattern.chars().collect();
    let mut parser = Parser { characters: &characters, at: 0, depth: 0, ignores_case };
    let tree = parser.either()?;
    if parser.at < characters.len() { parser.fail(parser.at, Problem::Unopened) } else { Ok(tree) }
}

struct Parser<'p> {
    characters: &'p [char],
    at: usize,
    depth: usize,
    ignores_case: bool,
}

impl Parser<'_> {
    fn fail<T>(&self, at: usize, problem: Problem) -> Result<T, BadPattern> {
        Err(BadPattern::Expression { at, problem })
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn take_if(&mut self, expected: char) -> bool {
        let is_it = self.peek() == Some(expected);
        self.at += usize::from(is_it);
        is_it
    }

    fn set(&self, set: Set, inverted: bool) -> Set {
        let set = if self.ignores_case { set.folded() } else { set };
        if inverted { set.inverted() } else { set }
    }

    fn either(&mut self) -> Result<Tree, BadPattern> {
        let mut branches = vec![self.row()?];
        while self.take_if('|') {
            branches.push(self.row()?);
        }
        Ok(Tree::Either(branches))
    }

    fn row(&mut self) -> Result<Tree, BadPattern> {
        let mut row = Vec::new();
        while let Some(next) = self.peek().filter(|next| !matches!(next, '|' | ')')) {
            let start = self.at;
            let item = self.item(next)?;
            row.push(self.repeated(item, start)?);
        }
        Ok(Tree::Row(row))
    }

    fn item(&mut self, next: char) -> Result<Tree, BadPattern> {
        let start = self.at;
        self.at += 1;
        match next {
            '.' => Ok(Tree::One(Set::dot())),
            '^' => Ok(Tree::Look(Look::Start)),
            '$' => Ok(Tree::Look(Look::End)),
            '[' => Ok(Tree::One(self.class(start)?)),
            '(' => self.group(start),
            '*' | '+' | '?' | '{' => self.fail(start, Problem::NothingToRepeat),
            '\\' => match self.peek() {
                Some(border @ ('b' | 'B')) => {
                    self.at += 1;
                    Ok(Tree::Look(Look::Border(border == 'b')))
                }
                _ => {
                    let (set, inverted) = self.escape(start)?;
                    Ok(Tree::One(self.set(set, inverted)))
                }
            },
            plain => Ok(Tree::One(self.set(Set::one(plain), false))),
        }
    }

    fn group(&mut self, start: usize) -> Result<Tree, BadPattern> {
        if self.take_if('?') && !self.take_if(':') {
            return self.fail(start, Problem::UnknownGroup);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail(start, Problem::TooLarge);
        }
        let inside = self.either()?;
        self.depth -= 1;
        if self.take_if(')') { Ok(inside) } else { self.fail(start, Problem::Unclosed) }
    }

    /// An item that began at `start`, as often as what follows says.
    fn repeated(&mut self, mut item: Tree, start: usize) -> Result<Tree, BadPattern> {
        loop {
            let at = self.at;
            let (least, most) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => self.counts()?,
                _ => return Ok(item),
            };
            self.at += 1;
            if matches!(item, Tree::Look(_)) {
                return self.fail(at, Problem::NothingToRepeat);
            }
            if self.at - start > 10_000 {
                return self.fail(at, Problem::TooLarge);
            }
            let lazy = self.take_if('?');
            item = Tree::Repeat { of: Box::new(item), least, most, lazy };
        }
    }

    /// `{n}`, `{n,}` or `{n,m}`, up to its closing brace.
    fn counts(&mut self) -> Result<(u32, Option<u32>), BadPattern> {
        let start = self.at;
        self.at += 1;
        let least = self.number();
        let most = if !self.take_if(',') {
            least
        } else if self.peek() == Some('}') {
            None
        } else {
            Some(self.number().unwrap_or(u32::MAX))
        };
        match least {
            Some(least) if self.peek() == Some('}') && least <= MOST => match most {
                Some(most) if most < least || most > MOST => self.fail(start, Problem::Count),
                most => Ok((least, most)),
            },
            _ => self.fail(start, Problem::Count),
        }
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        self.characters[start..self.at].iter().collect::<String>().parse().ok()
    }

    /// A class, after its opening bracket.
    fn class(&mut self, start: usize) -> Result<Set, BadPattern> {
        let inverted = self.take_if('^');
        let mut set = Set::default();
        let first = self.at;
        loop {
            let at = self.at;
            let Some(next) = self.peek() else { return self.fail(start, Problem::Unclosed) };
            self.at += 1;
            if next == ']' && at > first {
                break;
            }
            let (item, low) = self.class_item(next, at)?;
            let is_range =
                self.peek() == Some('-') && self.characters.get(self.at + 1).is_some_and(|c| *c != ']');
            let Some(low) = low.filter(|_| is_range) else {
                set = set.joined(item);
                continue;
            };
            self.at += 1;
            let end_at = self.at;
            let end = self.peek().unwrap_or_default();
            self.at += 1;
            match self.class_item(end, end_at)? {
                (_, Some(high)) if low <= high => set = set.joined(Set::new(vec![(low.into(), high.into())])),
                _ => return self.fail(at, Problem::Range),
            }
        }
        Ok(self.set(set, inverted))
    }

    /// A part of a class, and the character if it is one.
    fn class_item(&mut self, next: char, at: usize) -> Result<(Set, Option<char>), BadPattern> {
        if next != '\\' {
            return Ok((Set::one(next), Some(next)));
        }
        let escaped = self.peek();
        let (set, inverted) = self.escape(at)?;
        if matches!(escaped, Some('d' | 'D' | 'w' | 'W' | 's' | 'S')) {
            return Ok((if inverted { set.inverted() } else { set }, None));
        }
        let character = set.borders().next().and_then(char::from_u32);
        Ok((set, character))
    }

    /// What follows a backslash at `start`: a set, which may be meant inverted.
    fn escape(&mut self, start: usize) -> Result<(Set, bool), BadPattern> {
        let Some(next) = self.peek() else { return self.fail(start, Problem::Escape) };
        self.at += 1;
        let character = match next {
            'd' | 'D' => return Ok((Set::digits(), next == 'D')),
            'w' | 'W' => return Ok((Set::words(), next == 'W')),
            's' | 'S' => return Ok((Set::spaces(), next == 'S')),
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\x0c',
            'v' => '\x0b',
            'x' => self.code(start, 2)?,
            'u' => self.code(start, 4)?,
            other if other.is_ascii_punctuation() || other == ' ' => other,
            _ => return self.fail(start, Problem::Escape),
        };
        Ok((Set::one(character), false))
    }

    /// A code point of so many hexadecimal digits, or of any number of them in braces.
    fn code(&mut self, start: usize, digits: usize) -> Result<char, BadPattern> {
        let rest = &self.characters[self.at..];
        let (from, length) = match rest.first() {
            Some('{') => (1, rest.iter().position(|next| *next == '}').unwrap_or_default().saturating_sub(1)),
            _ => (0, digits),
        };
        let spelled: String = rest.iter().skip(from).take(length).collect();
        let code = u32::from_str_radix(&spelled, 16)
            .ok()
            .filter(|_| spelled.len() == length && !spelled.starts_with('+'));
        match code.and_then(char::from_u32) {
            Some(character) => {
                self.at += length + 2 * from;
                Ok(character)
            }
            None => self.fail(start, Problem::Escape),
        }
    }
}
