//! A regular expression as a program of few kinds of instructions (K. Thompson, "Regular expression search algorithm", 1968),
//! over classes of characters between which it makes no difference.

use super::set::Set;
use super::syntax::{Look, Tree};
use crate::json::find::fold::fold;
use crate::json::find::query::{BadPattern, Problem};

/// The instructions that a program may have.
const LONGEST: usize = 5000;

/// An instruction; where it goes on is the number of another.
#[derive(Clone, Copy, Debug)]
pub(super) enum Instruction {
    /// One character of the set with this number.
    One {
        set: usize,
        next: usize,
    },
    Look {
        look: Look,
        next: usize,
    },
    /// Either way, the first if both lead to a match.
    Fork {
        first: usize,
        second: usize,
    },
    Match,
}

/// A program.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) start: usize,
    ignores_case: bool,
    /// Where the next class begins, and its number.
    borders: Vec<(u32, u16)>,
    ascii: [u16; 128],
    /// For each class, which sets it is in; the last of them is `\w`, if the program asks for it.
    classes: Vec<Vec<bool>>,
    pub(super) has_borders: bool,
}

impl Program {
    pub(super) fn new(tree: &Tree, ignores_case: bool) -> Result<Self, BadPattern> {
        let mut compiler = Compiler { instructions: vec![Instruction::Match], sets: Vec::new() };
        let start = compiler.compile(tree, 0)?;
        let Compiler { instructions, mut sets } = compiler;
        let is_border = |instruction: &Instruction| {
            matches!(instruction, Instruction::Look { look: Look::Border(_), .. })
        };
        let has_borders = instructions.iter().any(is_border);
        if has_borders {
            let words = Set::words();
            sets.push(if ignores_case { words.folded() } else { words });
        }
        let (borders, classes) = classes_of(&sets);
        let mut program =
            Self { instructions, start, ignores_case, borders, ascii: [0; 128], classes, has_borders };
        for code in 0..128_u8 {
            program.ascii[usize::from(code)] = program.class_by_search(char::from(code));
        }
        Ok(program)
    }

    /// The number of classes.
    pub(super) fn class_count(&self) -> usize {
        self.classes.len()
    }

    #[inline]
    pub(super) fn class_of(&self, character: char) -> u16 {
        match self.ascii.get(character as usize) {
            Some(class) => *class,
            None => self.class_by_search(character),
        }
    }

    fn class_by_search(&self, character: char) -> u16 {
        let code = u32::from(if self.ignores_case { fold(character) } else { character });
        let begun = self.borders.partition_point(|(start, _)| *start <= code);
        begun.checked_sub(1).and_then(|at| self.borders.get(at)).map_or(0, |(_, class)| *class)
    }

    pub(super) fn is_in(&self, class: u16, set: usize) -> bool {
        self.classes.get(usize::from(class)).and_then(|sets| sets.get(set)).is_some_and(|is_in| *is_in)
    }

    /// Whether a class is of `\w`.
    pub(super) fn is_word(&self, class: u16) -> bool {
        self.has_borders
            && self.classes.get(usize::from(class)).and_then(|sets| sets.last()).is_some_and(|is_in| *is_in)
    }
}

/// All characters, in ranges with the number of their class, and for each class the sets that it is in.
fn classes_of(sets: &[Set]) -> (Vec<(u32, u16)>, Vec<Vec<bool>>) {
    let mut starts: Vec<u32> = sets.iter().flat_map(Set::borders).chain([0]).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut classes: Vec<Vec<bool>> = Vec::new();
    let mut borders: Vec<(u32, u16)> = Vec::new();
    for start in starts {
        let class: Vec<bool> = sets.iter().map(|set| set.has(start)).collect();
        let number = classes.iter().position(|other| *other == class).unwrap_or_else(|| {
            classes.push(class);
            classes.len() - 1
        });
        borders.push((start, number as u16));
    }
    (borders, classes)
}

struct Compiler {
    instructions: Vec<Instruction>,
    sets: Vec<Set>,
}

impl Compiler {
    /// The number of the instruction with which `tree` begins, if `next` follows it.
    fn compile(&mut self, tree: &Tree, next: usize) -> Result<usize, BadPattern> {
        match tree {
            Tree::One(one) => {
                let set = self.sets.iter().position(|set| set == one).unwrap_or(self.sets.len());
                if set == self.sets.len() {
                    self.sets.push(one.clone());
                }
                self.add(Instruction::One { set, next })
            }
            Tree::Look(look) => self.add(Instruction::Look { look: *look, next }),
            Tree::Row(row) => row.iter().rev().try_fold(next, |next, tree| self.compile(tree, next)),
            Tree::Either(branches) => {
                let (last, others) = branches.split_last().ok_or(BadPattern::Empty)?;
                let last = self.compile(last, next)?;
                others.iter().rev().try_fold(last, |second, tree| {
                    let first = self.compile(tree, next)?;
                    self.add(Instruction::Fork { first, second })
                })
            }
            Tree::Repeat { of, least, most, lazy } => {
                let fork = |inside, outside| match lazy {
                    false => Instruction::Fork { first: inside, second: outside },
                    true => Instruction::Fork { first: outside, second: inside },
                };
                let Some(most) = most else {
                    // The last that must be there leads back to itself. If it may be empty, it is entered by a fork of its
                    // own, so that once through it, empty, comes before leaving it out.
                    let again = self.add(Instruction::Match)?;
                    let inside = self.compile(of, again)?;
                    self.instructions[again] = fork(inside, next);
                    let start = match least {
                        0 if of.may_be_empty() => self.add(fork(inside, next))?,
                        0 => again,
                        _ => inside,
                    };
                    return (1..*least).try_fold(start, |next, _| self.compile(of, next));
                };
                let start = (*least..*most).try_fold(next, |start, _| {
                    let inside = self.compile(of, start)?;
                    self.add(fork(inside, next))
                })?;
                (0..*least).try_fold(start, |next, _| self.compile(of, next))
            }
        }
    }

    fn add(&mut self, instruction: Instruction) -> Result<usize, BadPattern> {
        if self.instructions.len() == LONGEST {
            return Err(BadPattern::Expression { at: 0, problem: Problem::TooLarge });
        }
        self.instructions.push(instruction);
        Ok(self.instructions.len() - 1)
    }
}
