//! All ways through a program at once: a deterministic automaton whose states are made when they are first met.

use super::program::{Instruction, Program};
use super::syntax::Look;

/// The states that are kept; if there are more, all are made anew.
const MOST: usize = 1000;

/// Not made yet.
const UNKNOWN: u32 = u32::MAX;
/// The pattern has matched.
pub(super) const MATCH: u32 = u32::MAX - 1;
/// It will not match, whatever follows.
pub(super) const DEAD: u32 = u32::MAX - 2;

/// What came before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    Word,
    Other,
}

#[derive(Clone, Debug)]
struct State {
    /// The instructions from which it goes on, in order.
    instructions: Vec<u32>,
    before: Before,
}

/// The states so far. A state is known by the beginning of its row in the table.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    states: Vec<State>,
    /// For each state and each class: what follows. Two more columns are for the end of the name or value, and for bytes
    /// that have no class: what follows those is never known.
    pub(super) table: Vec<u32>,
    width: usize,
    /// Whether a match may begin anywhere, and not at the beginning only.
    begins_anywhere: bool,
}

impl Automaton {
    pub(super) fn new(program: &Program) -> Self {
        let start = [program.start as u32];
        // Is there any way from the start that does not ask for it?
        let begins_anywhere = reached(program, &start, |look| look != Look::Start).iter().any(|at| {
            !matches!(program.instructions[*at], Instruction::Fork { .. } | Instruction::Look { .. })
        });
        let mut automaton =
            Self { states: Vec::new(), table: Vec::new(), width: program.class_count() + 2, begins_anywhere };
        automaton.clear(program);
        automaton
    }

    /// With the first state alone, which is before all characters.
    fn clear(&mut self, program: &Program) {
        self.states.clear();
        self.table.clear();
        self.state(vec![program.start as u32], Before::Nothing);
    }

    fn state(&mut self, instructions: Vec<u32>, before: Before) -> u32 {
        let is_it = |state: &State| state.before == before && state.instructions == instructions;
        let number = self.states.iter().position(is_it).unwrap_or_else(|| {
            self.states.push(State { instructions, before });
            self.table.resize(self.states.len() * self.width, UNKNOWN);
            self.states.len() - 1
        });
        (number * self.width) as u32
    }

    /// What follows a state: another, [`MATCH`] or [`DEAD`]. No class is the end.
    #[inline]
    pub(super) fn next(&mut self, program: &Program, state: u32, class: Option<u16>) -> u32 {
        let column = class.map_or(self.width - 2, usize::from);
        match self.table.get(state as usize + column) {
            Some(next) if *next != UNKNOWN => *next,
            _ => self.make(program, state, class, column),
        }
    }

    #[cold]
    fn make(&mut self, program: &Program, state: u32, class: Option<u16>, column: usize) -> u32 {
        let Some(from) = self.states.get(state as usize / self.width) else { return DEAD };
        let mut next = Vec::new();
        let mut matches = false;
        for at in reached(program, &from.instructions, |look| holds(program, look, from.before, class)) {
            match program.instructions[at] {
                Instruction::One { set, next: after }
                    if class.is_some_and(|class| program.is_in(class, set)) =>
                {
                    next.push(after as u32);
                }
                Instruction::Match => matches = true,
                Instruction::One { .. } | Instruction::Look { .. } | Instruction::Fork { .. } => {}
            }
        }
        let follows = match class {
            _ if matches => MATCH,
            None => DEAD,
            Some(class) => {
                if self.begins_anywhere {
                    next.push(program.start as u32);
                }
                next.sort_unstable();
                next.dedup();
                if next.is_empty() {
                    DEAD
                } else {
                    if self.states.len() >= MOST {
                        self.clear(program);
                        return self.state(next, before(program, class));
                    }
                    self.state(next, before(program, class))
                }
            }
        };
        if let Some(place) = self.table.get_mut(state as usize + column) {
            *place = follows;
        }
        follows
    }
}

pub(super) fn before(program: &Program, class: u16) -> Before {
    if program.is_word(class) { Before::Word } else { Before::Other }
}

/// Whether a condition holds between what came before and what comes next.
pub(super) fn holds(program: &Program, look: Look, before: Before, next: Option<u16>) -> bool {
    match look {
        Look::Start => before == Before::Nothing,
        Look::End => next.is_none(),
        Look::Border(expected) => {
            let is_border = (before == Before::Word) != next.is_some_and(|class| program.is_word(class));
            is_border == expected
        }
    }
}

/// The instructions that are reached without a character, the preferred first.
pub(super) fn reached(program: &Program, from: &[u32], holds: impl Fn(Look) -> bool) -> Vec<usize> {
    let mut seen = vec![false; program.instructions.len()];
    let mut all = Vec::new();
    let mut open: Vec<usize> = from.iter().rev().map(|at| *at as usize).collect();
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        all.push(at);
        match program.instructions[at] {
            Instruction::Fork { first, second } => open.extend([second, first]),
            Instruction::Look { look, next } if holds(look) => open.push(next),
            Instruction::Look { .. } | Instruction::One { .. } | Instruction::Match => {}
        }
    }
    all
}
