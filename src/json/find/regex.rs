//! Regular expressions, in time that is in proportion to the text: lazy automata of `regex-automata`, stepped byte by byte
//! over names and values as they read.
//!
//! The syntax is that of the crate `regex`: Unicode classes `\d`, `\w` and `\s`, simple case folding, no look-around and no
//! back-references. A lazy automaton knows `\b` only among ASCII; where another character comes, it gives up, and the whole
//! name or value is asked of a slower machine ([`Matched::Unsure`]).

use std::ops::Range;

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{self, NFA};
use regex_automata::util::{start, syntax};
use regex_syntax::ast::ErrorKind;

use super::query::{BadPattern, Problem};

/// A pattern may not take more than this as an automaton, in bytes.
const LARGEST: usize = 1 << 20;
/// States are kept in so many bytes; when they are full, they are made anew.
const CACHE: usize = 2 << 20;
/// The groups that may be open.
const DEEPEST: u32 = 100;

/// A regular expression, and what is known of its automaton.
#[derive(Clone, Debug)]
pub(super) struct Regex {
    dfa: DFA,
    states: Cache,
    /// Where the automaton begins, and how often its states had been made anew when it was asked.
    start: Option<(LazyStateID, usize)>,
    /// For the places of matches, and for what the automaton cannot tell.
    vm: PikeVM,
    threads: pikevm::Cache,
}

/// How far a name or value has matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Matched {
    /// Not yet: the state of the automaton.
    Not(LazyStateID),
    /// The pattern is in it.
    Yes,
    /// The pattern is not, whatever follows.
    #[default]
    Never,
    /// The automaton cannot tell: see [`Regex::is_in`].
    Unsure,
}

impl Regex {
    pub(super) fn new(pattern: &str, ignores_case: bool) -> Result<Self, BadPattern> {
        let syntax = syntax::Config::new().case_insensitive(ignores_case).nest_limit(DEEPEST);
        // Only the parser knows what is wrong where.
        let hir = syntax::parse_with(pattern, &syntax).map_err(|error| bad(pattern, &error))?;
        let too_large = BadPattern::Expression { at: 0, problem: Problem::TooLarge };
        let nfa: NFA = thompson::Compiler::new()
            .configure(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .build_from_hir(&hir)
            .map_err(|_| too_large)?;
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .unicode_word_boundary(true)
                    .cache_capacity(CACHE)
                    .skip_cache_capacity_check(true),
            )
            .build_from_nfa(nfa.clone())
            .map_err(|_| too_large)?;
        let vm = PikeVM::new_from_nfa(nfa).map_err(|_| too_large)?;
        Ok(Self { states: dfa.create_cache(), dfa, start: None, threads: vm.create_cache(), vm })
    }

    /// Before a name or value.
    pub(super) fn begin(&mut self) -> Matched {
        if let Some((state, count)) = self.start
            && count == self.states.clear_count()
        {
            return Matched::from_state(state);
        }
        let state = self.dfa.start_state(&mut self.states, &start::Config::new()).ok();
        self.start = state.map(|state| (state, self.states.clear_count()));
        state.map_or(Matched::Unsure, Matched::from_state)
    }

    /// After one more character.
    pub(super) fn advance(&mut self, state: LazyStateID, character: char) -> Matched {
        let mut matched = Matched::Not(state);
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            let Matched::Not(state) = matched else { break };
            matched = self.next(state, byte);
        }
        matched
    }

    #[inline]
    fn next(&mut self, state: LazyStateID, byte: u8) -> Matched {
        match self.dfa.next_state(&mut self.states, state, byte) {
            Ok(next) if !next.is_tagged() => Matched::Not(next),
            Ok(next) => Matched::from_state(next),
            Err(_) => Matched::Unsure,
        }
    }

    /// At the end of the name or value.
    pub(super) fn end(&mut self, state: LazyStateID) -> Matched {
        let last = self.dfa.next_eoi_state(&mut self.states, state);
        match last.map(Matched::from_state) {
            Ok(Matched::Not(_)) => Matched::Never,
            Ok(decided) => decided,
            Err(_) => Matched::Unsure,
        }
    }

    /// Reads the bytes that mean themselves from the beginning of some, as long as nothing is decided: how many were read, and
    /// how far it has matched after them.
    #[inline]
    pub(super) fn run(&mut self, bytes: &[u8], mut state: LazyStateID) -> (usize, Matched) {
        for (at, byte) in bytes.iter().enumerate() {
            if !matches!(byte, 0x20..0x80) || matches!(byte, b'"' | b'\\') {
                return (at, Matched::Not(state));
            }
            match self.next(state, *byte) {
                Matched::Not(next) => state = next,
                decided => return (at + 1, decided),
            }
        }
        (bytes.len(), Matched::Not(state))
    }

    /// Whether it is in a name or value, as it reads.
    pub(super) fn is_in(&mut self, reading: &str) -> bool {
        self.vm.is_match(&mut self.threads, reading)
    }

    /// The places where it is in a text, in bytes; none is empty, and none overlaps another. For texts as long as the eye sees.
    pub(super) fn matches_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut cache = self.vm.create_cache();
        let found = self.vm.find_iter(&mut cache, text).map(|found| found.range());
        found.filter(|range| !range.is_empty()).collect()
    }
}

impl Matched {
    fn from_state(state: LazyStateID) -> Self {
        if state.is_match() {
            Self::Yes
        } else if state.is_dead() {
            Self::Never
        } else if state.is_quit() {
            Self::Unsure
        } else {
            Self::Not(state)
        }
    }
}

/// What is wrong with a pattern, and where.
fn bad(pattern: &str, error: &regex_syntax::Error) -> BadPattern {
    let (at, problem) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, problem(error.kind())),
        regex_syntax::Error::Translate(error) => (error.span().start.offset, Problem::Class),
        _ => (0, Problem::Syntax),
    };
    BadPattern::Expression { at: pattern[..at].chars().count(), problem }
}

fn problem(kind: &ErrorKind) -> Problem {
    match kind {
        ErrorKind::GroupUnclosed | ErrorKind::ClassUnclosed => Problem::Unclosed,
        ErrorKind::GroupUnopened => Problem::Unopened,
        ErrorKind::RepetitionMissing => Problem::NothingToRepeat,
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => Problem::Count,
        ErrorKind::ClassRangeInvalid | ErrorKind::ClassRangeLiteral => Problem::Range,
        ErrorKind::ClassEscapeInvalid
        | ErrorKind::EscapeHexEmpty
        | ErrorKind::EscapeHexInvalid
        | ErrorKind::EscapeHexInvalidDigit
        | ErrorKind::EscapeUnexpectedEof
        | ErrorKind::EscapeUnrecognized => Problem::Escape,
        ErrorKind::UnicodeClassInvalid => Problem::Class,
        ErrorKind::UnsupportedLookAround | ErrorKind::UnsupportedBackreference => Problem::NotSupported,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => Problem::TooLarge,
        _ => Problem::Syntax,
    }
}
