//! What of all trials a run is to run.

use std::ffi::OsString;

use lexopt::prelude::{Long, Short, Value, ValueExt as _};

/// What a person can ask for.
pub const USAGE: &str = "\
The end-to-end tests: cargo xtask test e2e [FILTER]... [OPTIONS]

  FILTER          only the trials whose name has one of these words
  --exact         only the trials whose name is one of them
  --shard I/N     the I-th of N parts of them
  --repeat N      each of them N times
  --all-places    each scenario in every place that it can run in, not only where it tells something
  --threads N     so many at the same time (2)
  --list          only print their names
";

/// A run as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Words of names; without any, everything is run.
    pub filters: Vec<String>,
    /// The words are whole names.
    pub exact: bool,
    /// Which part of how many, from 1.
    pub shard: (usize, usize),
    /// How often each trial is run.
    pub repeat: usize,
    /// Scenarios run in every place that they can.
    pub all_places: bool,
    /// How many trials run at the same time.
    pub threads: usize,
    /// Nothing is run.
    pub list: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            filters: Vec::new(),
            exact: false,
            shard: (1, 1),
            repeat: 1,
            all_places: false,
            threads: 2,
            list: false,
        }
    }
}

impl Plan {
    /// Reads a command line, without the program's name. `None` if help was asked for.
    ///
    /// # Errors
    /// A sentence, if it makes no sense.
    pub fn parse<A: Into<OsString>>(
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Option<Self>, lexopt::Error> {
        let mut plan = Self::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("exact") => plan.exact = true,
                Long("shard") => plan.shard = parser.value()?.parse_with(shard)?,
                Long("repeat") => plan.repeat = parser.value()?.parse_with(at_least_one)?,
                Long("all-places") => plan.all_places = true,
                Long("threads" | "test-threads") => {
                    plan.threads = parser.value()?.parse_with(at_least_one)?;
                }
                Long("list") => plan.list = true,
                Long("help") | Short('h') => return Ok(None),
                Value(word) => plan.filters.push(word.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(plan))
    }

    /// The places of the chosen trials among `names`. Shards share what the words leave, one name to each in turn: so none gets
    /// all that is slow, and together they are everything, once.
    pub fn select<S: AsRef<str>>(&self, names: &[S]) -> Vec<usize> {
        let (part, parts) = self.shard;
        let is_named = |name: &str| {
            let fits = |word: &String| if self.exact { name == word } else { name.contains(word.as_str()) };
            self.filters.is_empty() || self.filters.iter().any(fits)
        };
        let named = names.iter().enumerate().filter(|(_, name)| is_named(name.as_ref()));
        named.map(|(place, _)| place).skip(part - 1).step_by(parts).collect()
    }
}

fn at_least_one(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|number| *number > 0).ok_or("a number from 1 is meant")
}

fn shard(text: &str) -> Result<(usize, usize), &'static str> {
    let (part, parts) = text.split_once('/').ok_or("a part of how many is meant, such as 1/4")?;
    let (part, parts) = (at_least_one(part)?, at_least_one(parts)?);
    if part <= parts { Ok((part, parts)) } else { Err("the part is beyond the last one") }
}
