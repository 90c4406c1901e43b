//! Find in a text: which names and values have a pattern in them, in the order of the text, while it arrives.
//!
//! A *hit* is the name of a member, or a string, number or literal, in which the pattern occurs at least once. Strings and
//! names are matched as they read, numbers and literals as they were sent, and nothing matches across two of them.
//!
//! | file | its idea |
//! |---|---|
//! | `query` | what is asked, and what is wrong with it |
//! | `hits` | what was found: four bytes for each |
//! | `fold` | characters without their case |
//! | `literal`, `sieve` | a pattern that means itself; the bytes of it, or of an escape, that are looked for, 32 places at a time |
//! | `sweep` | a literal in the bytes, as far as they mean themselves; strings with an escape that may spell a part of it are read |
//! | `regex`, `walk` | regular expressions, by `regex-automata`; reading names and values for them |
//! | `place` | the name or value that a byte belongs to, from one to the next |
//! | `characters` | a string, character by character, wherever it is cut |

mod characters;
mod fold;
mod hits;
mod literal;
mod place;
mod query;
mod regex;
mod sieve;
mod sweep;
mod walk;

use std::ops::Range;

use super::node::Node;
use super::text::JsonText;
pub use hits::Hit;
use hits::Hits;
use literal::Literal;
pub use query::{BadPattern, Problem, Query};
use regex::Regex;
use sweep::Sweep;
use walk::Walk;

/// A search in one text, which may still grow. All that was found so far can be asked between steps.
#[derive(Clone, Debug)]
pub struct Find {
    search: Search,
    hits: Hits,
}

/// What is looked for, and how far.
#[derive(Clone, Debug)]
enum Search {
    Literal(Literal, Sweep),
    Regex(Box<Regex>, Walk),
}

impl Find {
    /// A search that has not begun.
    pub fn new(query: &Query) -> Result<Self, BadPattern> {
        if query.pattern.is_empty() {
            return Err(BadPattern::Empty);
        }
        let search = if query.is_regex {
            let regex = Regex::new(&query.pattern, query.ignore_case)?;
            Search::Regex(Box::new(regex), Walk::default())
        } else {
            Search::Literal(Literal::new(&query.pattern, query.ignore_case), Sweep::default())
        };
        Ok(Self { search, hits: Hits::new(query.in_names, query.in_values) })
    }

    /// Looks at about `work` further bytes, and returns whether all that have come are searched. If more come, it goes on.
    pub fn step(&mut self, text: &JsonText, work: usize) -> bool {
        match &mut self.search {
            Search::Literal(literal, sweep) => sweep.step(text, literal, &mut self.hits, work),
            Search::Regex(regex, walk) => walk.step(text, regex, &mut self.hits, work),
        }
    }

    /// How many bytes are searched.
    pub fn searched(&self) -> usize {
        match &self.search {
            Search::Literal(_, sweep) => sweep.searched(),
            Search::Regex(_, walk) => walk.searched(),
        }
    }

    /// The number of hits so far.
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there is no hit so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The hit that has `nth` others before it.
    pub fn nth(&self, nth: usize) -> Option<Hit> {
        self.hits.nth(nth)
    }

    /// How many hits come before a node and its name: the number of the first hit at or after it, if there is one.
    pub fn count_before(&self, node: Node) -> usize {
        self.hits.count_before(node)
    }

    /// The number of a hit, from 0; none if it is no hit.
    pub fn number_of(&self, hit: Hit) -> Option<usize> {
        self.hits.number_of(hit)
    }

    /// The places in a name or value, as it reads, where the pattern is, in bytes. None is empty, and none overlaps
    /// another. For a text as long as the eye sees.
    pub fn matches_in(&self, text: &str) -> Vec<Range<usize>> {
        match &self.search {
            Search::Literal(literal, _) => literal.matches_in(text),
            Search::Regex(regex, _) => regex.matches_in(text),
        }
    }

    /// The memory of the hits, in bytes.
    pub fn memory(&self) -> usize {
        self.hits.memory()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
