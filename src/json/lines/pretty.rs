//! The lines of a text that is indented, as `JSON.stringify(value, null, 2)` does it: one for each value, and one for each
//! closing bracket of an array or object that is not empty. No such text is made: its lines are counted in the balanced
//! parentheses of the index.
//!
//! A 1 is a line. A 0 is one if the bit before is a 0; after a 1 it ends a value that has its line already.

use std::ops::Range;

use crate::json::node::Node;
use crate::json::text::JsonText;
use crate::json::tree::Tree;

const WORD: usize = 64;
/// The words of 64 bits that are counted together.
const GROUP: usize = 8;

/// The lines of one text, which may still grow: four bytes for each 512 bits of its shape, which are 256 values. All methods
/// are for that text, as far as [`PrettyLines::step`] saw it.
#[derive(Clone, Debug, Default)]
pub struct PrettyLines {
    /// The lines before each group of words that is complete, the next one included.
    before: Vec<u32>,
    /// The bits that were seen.
    bits: usize,
    lines: usize,
}

/// What stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A value that needs no other line, with its name: a string, a number, a literal, `{}` or `[]`.
    Whole(Node),
    /// The name and the opening bracket of an array or object that has something in it, or has not ended.
    Begins(Node),
    /// The closing bracket of an array or object.
    Ends(Node),
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrettyLine {
    /// The number of the line, from 1.
    pub number: usize,
    /// The arrays and objects around it: two spaces for each.
    pub indent: usize,
    /// What stands in it.
    pub shows: Shows,
    /// Whether a comma is at its end.
    pub has_comma: bool,
}

impl PrettyLines {
    /// Looks at about `work` further words of 64 bits, which are 32 values, and returns whether all that have come are
    /// seen. If more come, it goes on.
    pub fn step(&mut self, text: &JsonText, work: usize) -> bool {
        let tree = &text.index.tree;
        let length = tree.len();
        let mut left = work;
        while self.bits < length && left > 0 {
            // The last word may grow: what was seen of it is counted again.
            let word = self.bits / WORD;
            let seen = lines_in(tree, word) & low_bits(self.bits % WORD);
            self.bits = length.min((word + 1) * WORD);
            let now = lines_in(tree, word) & low_bits(self.bits - word * WORD);
            self.lines += (now & !seen).count_ones() as usize;
            if (word + 1).is_multiple_of(GROUP) && self.bits.is_multiple_of(WORD) {
                self.before.push(self.lines as u32);
            }
            left -= 1;
        }
        self.bits == length
    }

    /// The number of lines so far.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Whether there is no line so far.
    pub fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// The lines of a range, as far as there are any. Time: that of the search for the first, and for the beginning of each
    /// array or object that ends in them.
    pub fn window(&self, text: &JsonText, lines: Range<usize>) -> Vec<PrettyLine> {
        let lines = lines.start..lines.end.min(self.lines);
        let tree = &text.index.tree;
        let mut shown = Vec::with_capacity(lines.len());
        let Some(mut bit) = self.bit_of(tree, lines.start).filter(|_| !lines.is_empty()) else {
            return shown;
        };
        let mut number = tree.ones_before(bit);
        // One for each value so far, less one for each that has ended.
        let mut depth = 2 * number - bit;
        let is_one = |bit: usize| bit < tree.len() && tree.is_one(bit);
        let is_zero = |bit: usize| bit < tree.len() && !tree.is_one(bit);
        for line in lines {
            let (shows, after);
            if is_one(bit) {
                let node = Node(number as u32);
                number += 1;
                if is_zero(bit + 1) {
                    (shows, after) = (Shows::Whole(node), bit + 2);
                } else {
                    (shows, after) = (Shows::Begins(node), bit + 1);
                    depth += 1;
                }
            } else {
                let begin = tree.last_below(bit, depth as i64).map_or(0, |before| before + 1);
                depth -= 1;
                (shows, after) = (Shows::Ends(Node(((begin + depth) / 2) as u32)), bit + 1);
            }
            let begins = matches!(shows, Shows::Begins(_));
            let indent = depth - usize::from(begins);
            shown.push(PrettyLine { number: line + 1, indent, shows, has_comma: !begins && is_one(after) });
            bit = after;
        }
        shown
    }

    /// The line in which a value begins, if it was seen.
    pub fn row_of(&self, text: &JsonText, node: Node) -> Option<usize> {
        let bit = text.spot(node)?.bit;
        (bit < self.bits).then(|| self.lines_before(&text.index.tree, bit))
    }

    /// The memory of the counts, in bytes.
    pub fn memory(&self) -> usize {
        self.before.capacity() * size_of::<u32>()
    }

    /// The lines before the groups with the number `group`.
    fn before_group(&self, group: usize) -> usize {
        let counted = group.checked_sub(1).and_then(|group| self.before.get(group));
        counted.map_or(0, |lines| *lines as usize)
    }

    fn lines_before(&self, tree: &Tree, bit: usize) -> usize {
        let (group, word) = (bit / WORD / GROUP, bit / WORD);
        let whole = (group * GROUP..word).map(|word| lines_in(tree, word).count_ones());
        let rest = lines_in(tree, word) & low_bits(bit % WORD);
        self.before_group(group) + whole.sum::<u32>() as usize + rest.count_ones() as usize
    }

    /// The bit that is a line and has `line` others before it.
    fn bit_of(&self, tree: &Tree, line: usize) -> Option<usize> {
        let group = self.before.partition_point(|before| *before as usize <= line);
        let mut left = line - self.before_group(group);
        for word in group * GROUP..self.bits.div_ceil(WORD) {
            let mut lines = lines_in(tree, word) & low_bits(self.bits - word * WORD);
            let count = lines.count_ones() as usize;
            if left < count {
                (0..left).for_each(|_| lines &= lines - 1);
                return Some(word * WORD + lines.trailing_zeros() as usize);
            }
            left -= count;
        }
        None
    }
}

/// The bits of a word that are lines. Bits beyond the end of the tree may be set.
fn lines_in(tree: &Tree, word: usize) -> u64 {
    let bits = tree.word(word);
    let before = word.checked_sub(1).map_or(0, |before| tree.word(before) >> (WORD - 1));
    bits | !(bits << 1 | before)
}

fn low_bits(count: usize) -> u64 {
    if count >= WORD { u64::MAX } else { (1 << count) - 1 }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::json::Type;
    use crate::json::tests::json_text;
    use proptest::prelude::*;
    use serde_json::Value as Oracle;

    /// A token as `serde_json` writes it.
    fn token(text: &JsonText, bytes: Range<usize>) -> String {
        let token: Oracle = serde_json::from_slice(&text.segments().bytes(bytes)).expect("a token");
        token.to_string()
    }

    fn draw(text: &JsonText, line: &PrettyLine) -> String {
        let (node, is_end) = match line.shows {
            Shows::Whole(node) | Shows::Begins(node) => (node, false),
            Shows::Ends(node) => (node, true),
        };
        let name = text.name_range(node).filter(|_| !is_end).map(|name| token(text, name) + ": ");
        let is_object = text.type_of(node) == Some(Type::Object);
        let is_container = is_object || text.type_of(node) == Some(Type::Array);
        let value = match line.shows {
            Shows::Whole(_) if is_container => (if is_object { "{}" } else { "[]" }).to_owned(),
            Shows::Whole(_) => token(text, text.range(node).expect("a node of the text")),
            Shows::Begins(_) => (if is_object { "{" } else { "[" }).to_owned(),
            Shows::Ends(_) => (if is_object { "}" } else { "]" }).to_owned(),
        };
        let comma = if line.has_comma { "," } else { "" };
        "  ".repeat(line.indent) + &name.unwrap_or_default() + &value + comma
    }

    fn read(json: &str) -> (JsonText, PrettyLines) {
        let text = JsonText::read(json.as_bytes()).expect("short");
        let mut lines = PrettyLines::default();
        while !lines.step(&text, 3) {}
        (text, lines)
    }

    proptest! {
        #[test]
        fn lines_are_those_of_a_pretty_printer(
            json in json_text(true),
            copies in 1_usize..30,
            cut in 1_usize..400,
            start in 0_usize..300,
            length in 0_usize..50,
        ) {
            // Many copies have many words of bits.
            let json = format!("[{}]", vec![json; copies].join(","));
            let mut text = JsonText::new();
            let mut lines = PrettyLines::default();
            for part in json.as_bytes().chunks(cut) {
                text.push(part).expect("short");
                lines.step(&text, 1 + cut % 3);
            }
            text.finish();
            while !lines.step(&text, 1) {}
            let oracle: Oracle = serde_json::from_str(&json).expect("JSON");
            let pretty = serde_json::to_string_pretty(&oracle).expect("a value");
            let pretty: Vec<&str> = pretty.lines().collect();
            let all = lines.window(&text, 0..usize::MAX);
            let drawn: Vec<String> = all.iter().map(|line| draw(&text, line)).collect();
            prop_assert_eq!((lines.len(), &drawn), (pretty.len(), &pretty.iter().map(ToString::to_string).collect()));
            let some: Vec<PrettyLine> = all.iter().skip(start).take(length).copied().collect();
            prop_assert_eq!(lines.window(&text, start..start + length), some);
            for (row, line) in all.iter().enumerate() {
                prop_assert_eq!(line.number, row + 1);
                if let Shows::Whole(node) | Shows::Begins(node) = line.shows {
                    prop_assert_eq!(lines.row_of(&text, node), Some(row));
                }
            }
            prop_assert_eq!(lines.row_of(&text, Node(text.len() as u32)), None);
        }

        /// While a text grows its lines stay what they are, but for the last ones.
        #[test]
        fn lines_stay(json in json_text(false), length in 0_usize..300) {
            let length = length.min(json.len());
            let mut text = JsonText::new();
            text.push(&json.as_bytes()[..length]).expect("short");
            let mut lines = PrettyLines::default();
            while !lines.step(&text, 9) {}
            let before = lines.window(&text, 0..usize::MAX);
            text.push(&json.as_bytes()[length..]).expect("short");
            prop_assert_eq!(before.len(), lines.len());
            while !lines.step(&text, 9) {}
            let nodes = |lines: &[PrettyLine]| lines.iter().map(|line| (line.indent, line.shows)).collect::<Vec<_>>();
            let (before, after) = (nodes(&before), nodes(&lines.window(&text, 0..usize::MAX)));
            let stays = before.len().saturating_sub(1);
            prop_assert_eq!(&before[..stays], &after[..stays]);
        }
    }

    #[test]
    fn while_the_text_arrives() {
        let (text, lines) = read(r#"[1,{"a":[2"#);
        let shows: Vec<Shows> = lines.window(&text, 0..9).iter().map(|line| line.shows).collect();
        let (begins, whole) = (Shows::Begins, Shows::Whole);
        assert_eq!(
            shows,
            [begins(Node(0)), whole(Node(1)), begins(Node(2)), begins(Node(3)), whole(Node(4))]
        );
        assert!(lines.window(&text, 5..9).is_empty());
    }

    #[test]
    fn wide_and_deep() {
        let (text, lines) = read(&format!("[{}1]", "1,".repeat(1_000_000)));
        assert_eq!((lines.len(), lines.row_of(&text, Node(900_000))), (1_000_003, Some(900_000)));
        assert!(lines.memory() * 10 < text.len(), "{} bytes", lines.memory());
        let (text, lines) = read(&("[".repeat(100_000) + &"]".repeat(100_000)));
        assert_eq!(lines.len(), 199_999);
        let last = lines.window(&text, 199_998..200_000);
        let expected =
            PrettyLine { number: 199_999, indent: 0, shows: Shows::Ends(Node(0)), has_comma: false };
        assert_eq!(last, [expected]);
    }
}
