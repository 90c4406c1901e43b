//! Regular expressions, in time that is in proportion to the text.
//!
//! They are made here because of their weight: the document worker may have 150 kB by brotli in all. `regex-automata` with
//! its lazy automata would be 102 kB of that, the parser `regex-syntax` alone 77 kB, and `regex-lite`, 27 kB, follows all
//! ways through a pattern character by character, which takes seconds for 100 MB. This one reads characters, not bytes, so
//! that it needs neither automata of UTF-8 nor tables of case: names and values are handed to it as they read, folded if
//! case is ignored. The `regex` crate is the oracle of its tests.

mod automaton;
mod program;
mod set;
mod syntax;

use std::ops::Range;

use super::query::BadPattern;
use automaton::{Automaton, Before, DEAD, MATCH};
use program::{Instruction, Program};

/// A regular expression, and what is known of its automaton.
#[derive(Clone, Debug)]
pub(super) struct Regex {
    program: Program,
    automaton: Automaton,
    /// The class of each ASCII character that means itself in a string; for all other bytes the column of the table in which
    /// nothing is known.
    plain: [u16; 256],
}

/// How far a name or value has matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Matched {
    /// Not yet: the state of the automaton.
    Not(u32),
    /// The pattern is in it.
    Yes,
    /// The pattern is not, whatever follows.
    #[default]
    Never,
}

impl Matched {
    fn from_state(state: u32) -> Self {
        match state {
            MATCH => Self::Yes,
            DEAD => Self::Never,
            state => Self::Not(state),
        }
    }
}

impl Regex {
    pub(super) fn new(pattern: &str, ignores_case: bool) -> Result<Self, BadPattern> {
        let program = Program::new(&syntax::parse(pattern, ignores_case)?, ignores_case)?;
        let automaton = Automaton::new(&program);
        let mut plain = [program.class_count() as u16 + 1; 256];
        for byte in (0x20..0x80).filter(|byte| !matches!(byte, b'"' | b'\\')) {
            plain[usize::from(byte)] = program.class_of(char::from(byte));
        }
        Ok(Self { program, automaton, plain })
    }

    /// Before a name or value.
    pub(super) fn begin() -> Matched {
        Matched::Not(0)
    }

    /// After one more character.
    pub(super) fn advance(&mut self, state: u32, character: char) -> Matched {
        let class = self.program.class_of(character);
        Matched::from_state(self.automaton.next(&self.program, state, Some(class)))
    }

    /// At the end of the name or value.
    pub(super) fn end(&mut self, state: u32) -> bool {
        self.automaton.next(&self.program, state, None) == MATCH
    }

    /// Reads the bytes that mean themselves from the beginning of some, as long as nothing is decided: how many were read,
    /// and the state after them.
    #[inline]
    pub(super) fn run(&self, bytes: &[u8], mut state: u32) -> (usize, u32) {
        for (at, byte) in bytes.iter().enumerate() {
            let class = self.plain[usize::from(*byte)];
            match self.automaton.table.get(state as usize + usize::from(class)) {
                Some(next) if *next < DEAD => state = *next,
                _ => return (at, state),
            }
        }
        (bytes.len(), state)
    }

    /// The places where it is in a text, in bytes; none is empty, and none overlaps another. For texts as long as the eye
    /// sees: a long one may take the square of its length.
    pub(super) fn matches_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut before = Before::Nothing;
        while let Some(character) = text[at..].chars().next() {
            let length = self.match_length(&text[at..], before).filter(|length| *length > 0);
            found.extend(length.map(|length| at..at + length));
            let after = at + length.unwrap_or(character.len_utf8());
            let last = text[at..after].chars().next_back().unwrap_or(character);
            before = automaton::before(&self.program, self.program.class_of(last));
            at = after;
        }
        found
    }

    /// The length of the match with which a text begins: of those that begin there, the one that the pattern prefers.
    fn match_length(&self, text: &str, mut before: Before) -> Option<usize> {
        let program = &self.program;
        let mut ways = vec![program.start as u32];
        let mut found = None;
        let mut characters = text.char_indices();
        loop {
            let next = characters.next();
            let (at, class) = match next {
                Some((at, character)) => (at, Some(program.class_of(character))),
                None => (text.len(), None),
            };
            let mut after = Vec::new();
            for way in
                automaton::reached(program, &ways, |look| automaton::holds(program, look, before, class))
            {
                match program.instructions[way] {
                    Instruction::Match => {
                        found = Some(at);
                        break;
                    }
                    Instruction::One { set, next }
                        if class.is_some_and(|class| program.is_in(class, set)) =>
                    {
                        after.push(next as u32);
                    }
                    Instruction::One { .. } | Instruction::Look { .. } | Instruction::Fork { .. } => {}
                }
            }
            match class {
                Some(class) if !after.is_empty() => before = automaton::before(program, class),
                _ => return found,
            }
            ways = after;
        }
    }
}
