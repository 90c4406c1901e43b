//! Where in an entry the words of a query stand, for the view to mark them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::query::Query;
use crate::catalogue::words::add_folded;

/// A text of an entry that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Spot {
    /// The path.
    Path,
    /// The tool.
    Tool,
    /// The line.
    Line,
}

/// A piece of a text that a word of the query stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which text.
    pub spot: Spot,
    /// Its first byte.
    pub from: u32,
    /// The byte behind its last.
    pub to: u32,
}

/// The marks in these texts, from front to back; none of them touch.
pub(super) fn marks(texts: [(Spot, &str); 3], query: &Query<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (spot, text) in texts {
        let mut folded = String::new();
        add_folded(text, &mut folded);
        let mut places: Vec<Range<usize>> = Vec::new();
        for word in &query.words {
            places.extend(word.places(folded.as_bytes()).map(|place| place.from..place.to));
        }
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        marks.extend(places.iter().map(|place| Mark {
            spot,
            from: place.start as u32,
            to: place.end as u32,
        }));
    }
    marks
}
