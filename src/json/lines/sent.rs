//! The bytes as they came, in rows. A line ends at LF; a line that is longer than a row is continued on further rows, so that a
//! text of one line can be scrolled.

use std::ops::Range;

use memchr::memchr;

use crate::json::chunks::Chunks;
use crate::json::segments::Segments;

/// The bytes of a line that stand in one row. It may be up to three fewer, so that no character is cut.
pub const WIDTH: usize = 400;

/// The rows from one sample to the next.
const SAMPLE: usize = 64;

/// The rows of one sequence of bytes, which may still grow: a sample for each 64 rows. All methods are for the same bytes,
/// as far as [`SentLines::step`] saw them.
///
/// A row has one byte at least: after the last LF there is none. What a row begins with is known as soon as it exists, and
/// rows only ever come after those that are there.
#[derive(Clone, Debug, Default)]
pub struct SentLines {
    /// The rows 0, 64, 128, …
    samples: Chunks<Row>,
    /// The row that has begun last, if it has a byte.
    last: Row,
    /// The rows before that.
    rows: usize,
    /// How far the bytes were seen.
    seen: usize,
}

/// Where a row begins, and the lines that ended before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    start: u32,
    line: u32,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLine {
    /// The number of the line, from 1; none if this is not its first row.
    pub number: Option<usize>,
    /// The bytes of the row, without LF or CR LF at the end of the line.
    pub bytes: Range<usize>,
    /// Whether the line goes on in the next row.
    pub goes_on: bool,
}

impl SentLines {
    /// Looks at about `work` further bytes, and returns whether all that have come are seen. If more come, it goes on.
    pub fn step(&mut self, segments: &Segments, work: usize) -> bool {
        let to = self.seen.saturating_add(work).min(segments.len());
        while self.seen < to {
            let piece = segments.piece(self.seen..to);
            let offset = self.seen;
            let mut at = 0;
            while let Some(length) = memchr(b'\n', &piece[at..]) {
                at += length + 1;
                self.cut(segments, offset + at);
                self.begin(offset + at, self.last.line + 1);
            }
            self.seen += piece.len();
            self.cut(segments, self.seen);
        }
        self.seen == segments.len()
    }

    /// Begins the further rows of a line of which the bytes before `seen` are known.
    #[inline]
    fn cut(&mut self, segments: &Segments, seen: usize) {
        while self.last.start as usize + WIDTH < seen {
            match row_end(segments, self.last.start as usize, seen) {
                RowEnd::Cut(at) => self.begin(at, self.last.line),
                RowEnd::Line { .. } | RowEnd::Open => return,
            }
        }
    }

    /// Bytes have 32-bit places ([`Segments`]), and so there are fewer lines than that.
    #[inline]
    fn begin(&mut self, start: usize, line: u32) {
        if self.rows.is_multiple_of(SAMPLE) {
            self.samples.push(self.last);
        }
        self.rows += 1;
        self.last = Row { start: start as u32, line };
    }

    /// The number of rows so far.
    pub fn len(&self) -> usize {
        self.rows + usize::from(self.seen > self.last.start as usize)
    }

    /// Whether there is no row so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of lines so far, however long they are.
    pub fn line_count(&self) -> usize {
        self.last.line as usize + usize::from(self.seen > self.last.start as usize)
    }

    /// The rows of a range, as far as there are any. Time: the length of 64 rows and of these.
    pub fn window(&self, segments: &Segments, rows: Range<usize>) -> Vec<SentLine> {
        let rows = rows.start..rows.end.min(self.len());
        let mut lines = Vec::with_capacity(rows.len());
        let (mut at, mut row) = self.sample(rows.start / SAMPLE);
        while at < rows.end {
            let start = row.start as usize;
            let end = row_end(segments, start, self.seen);
            if at >= rows.start {
                lines.push(self.line(segments, row, end));
            }
            row = match end {
                RowEnd::Cut(end) => Row { start: end as u32, ..row },
                RowEnd::Line { next, .. } => Row { start: next as u32, line: row.line + 1 },
                RowEnd::Open => break,
            };
            at += 1;
        }
        lines
    }

    /// The row in which the byte at `offset` is, line ends included; none if it was not seen yet.
    pub fn row_of(&self, segments: &Segments, offset: usize) -> Option<usize> {
        if offset >= self.seen {
            return None;
        }
        let offset = u32::try_from(offset).ok()?;
        let before = self.samples.count_up_to(Row { start: offset, line: u32::MAX });
        let (mut at, mut row) = self.sample(before.saturating_sub(1));
        loop {
            let next = match row_end(segments, row.start as usize, self.seen) {
                RowEnd::Cut(next) | RowEnd::Line { next, .. } => next,
                RowEnd::Open => return Some(at),
            };
            if next > offset as usize {
                return Some(at);
            }
            row.start = next as u32;
            at += 1;
        }
    }

    /// The memory of the samples, in bytes.
    pub fn memory(&self) -> usize {
        self.samples.memory()
    }

    /// A sample, or the last row if it has none yet, with its number.
    fn sample(&self, nth: usize) -> (usize, Row) {
        self.samples.get(nth).map_or((self.rows, self.last), |row| (nth * SAMPLE, row))
    }

    fn line(&self, segments: &Segments, row: Row, end: RowEnd) -> SentLine {
        let start = row.start as usize;
        let is_first = start == 0 || segments.get(start - 1) == Some(b'\n');
        let (to, goes_on) = match end {
            RowEnd::Cut(at) => (at, true),
            RowEnd::Line { content, .. } => (content, false),
            RowEnd::Open => (self.seen, false),
        };
        SentLine { number: is_first.then_some(row.line as usize + 1), bytes: start..to, goes_on }
    }
}

/// How a row ends.
#[derive(Clone, Copy)]
enum RowEnd {
    /// The line goes on in the next row, which begins here.
    Cut(usize),
    /// With its line: the end of its content, and where the next line begins.
    Line { content: usize, next: usize },
    /// With the bytes that have come.
    Open,
}

/// The end of the row that begins at `start`, as the bytes before `seen` tell it.
fn row_end(segments: &Segments, start: usize, seen: usize) -> RowEnd {
    let limit = start + WIDTH;
    let mut at = start;
    // A row that is full has room for CR LF.
    for piece in segments.pieces(start..seen.min(limit + 2)) {
        if let Some(length) = memchr(b'\n', piece) {
            let end = at + length;
            let has_return = end > start && segments.get(end - 1) == Some(b'\r');
            let content = end - usize::from(has_return);
            return if content > limit {
                cut(segments, start)
            } else {
                RowEnd::Line { content, next: end + 1 }
            };
        }
        at += piece.len();
    }
    let may_end_here = at == limit + 1 && segments.get(limit) == Some(b'\r');
    if at <= limit || may_end_here { RowEnd::Open } else { cut(segments, start) }
}

/// Before the character that a full row would cut; bytes that are no UTF-8 are cut anywhere.
fn cut(segments: &Segments, start: usize) -> RowEnd {
    let limit = start + WIDTH;
    let continues = |at: &usize| segments.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    RowEnd::Cut((limit - 3..=limit).rev().find(|at| !continues(at)).unwrap_or(limit))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A row as number, text, and whether its line goes on.
    type Plain = (Option<usize>, String, bool);

    /// By the definition, from the lines of the standard library.
    fn expected(text: &str) -> Vec<Plain> {
        let mut rows = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let mut row = String::new();
            let mut number = Some(at + 1);
            for character in line.chars() {
                if row.len() + character.len_utf8() > WIDTH {
                    rows.push((number.take(), std::mem::take(&mut row), true));
                }
                row.push(character);
            }
            rows.push((number, row, false));
        }
        rows
    }

    fn plain(segments: &Segments, rows: &[SentLine]) -> Vec<Plain> {
        let plain = |row: &SentLine| {
            (
                row.number,
                String::from_utf8_lossy(&segments.bytes(row.bytes.clone())).into_owned(),
                row.goes_on,
            )
        };
        rows.iter().map(plain).collect()
    }

    fn read(bytes: &[u8], bits: u32) -> (Segments, SentLines) {
        let mut segments = Segments::with_sizes(bits, usize::MAX);
        segments.push(bytes).expect("short");
        let mut lines = SentLines::default();
        while !lines.step(&segments, 1000) {}
        (segments, lines)
    }

    /// Texts with short lines and with lines about as long as a row or two.
    fn text() -> impl Strategy<Value = String> {
        let character = prop_oneof![Just("x"), Just("é"), Just("€"), Just("😀"), Just("\r")];
        let long = (character, 0_usize..12, 0_usize..1300, 0_usize..3).prop_map(
            |(character, before, length, after)| {
                "y".repeat(before) + &character.repeat(length / character.len()) + &"z".repeat(after)
            },
        );
        let full = (WIDTH - 3..WIDTH + 4).prop_map(|length| "x".repeat(length));
        let line = prop_oneof![4 => "[a-zé ]{0,5}", 1 => long, 1 => full];
        let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("")];
        proptest::collection::vec((line, end), 0..100)
            .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
    }

    proptest! {
        #[test]
        fn rows_are_the_lines(
            mut text in text(),
            bits in 0_u32..10,
            work in 1_usize..900,
            window in (0_usize..150, 0_usize..80),
        ) {
            // LF may follow a CR at the end: it does not begin a row.
            if text.ends_with('\r') {
                text.push('x');
            }
            let mut segments = Segments::with_sizes(bits, usize::MAX);
            let mut lines = SentLines::default();
            for part in text.as_bytes().chunks(work) {
                segments.push(part).expect("short");
                if work % 2 == 0 {
                    while !lines.step(&segments, work) {}
                }
            }
            while !lines.step(&segments, work) {}
            let expected = expected(&text);
            prop_assert_eq!((lines.len(), lines.line_count()), (expected.len(), text.lines().count()));
            prop_assert_eq!(&plain(&segments, &lines.window(&segments, 0..usize::MAX)), &expected);
            let (start, length) = window;
            let some: Vec<Plain> = expected.iter().skip(start).take(length).cloned().collect();
            prop_assert_eq!(plain(&segments, &lines.window(&segments, start..start + length)), some);
        }

        /// Between steps the rows are those of the bytes that were seen; a row that has begun keeps its place.
        #[test]
        fn a_part_has_rows_too(text in text(), length in 0_usize..3000, bits in 0_u32..10) {
            let mut segments = Segments::with_sizes(bits, usize::MAX);
            segments.push(text.as_bytes()).expect("short");
            let mut lines = SentLines::default();
            lines.step(&segments, length);
            let seen = length.min(text.len());
            let (part, part_lines) = read(&text.as_bytes()[..seen], bits);
            prop_assert_eq!(
                lines.window(&segments, 0..usize::MAX),
                part_lines.window(&part, 0..usize::MAX)
            );
            let starts = |rows: Vec<SentLine>| rows.iter().map(|row| row.bytes.start).collect::<Vec<_>>();
            let before = starts(lines.window(&segments, 0..usize::MAX));
            while !lines.step(&segments, 7) {}
            prop_assert!(starts(lines.window(&segments, 0..usize::MAX)).starts_with(&before));
        }

        #[test]
        fn each_byte_is_in_its_row(text in text(), offset in 0_usize..9000) {
            let (segments, lines) = read(text.as_bytes(), 6);
            let rows = lines.window(&segments, 0..usize::MAX);
            let begun = rows.partition_point(|row| row.bytes.start <= offset);
            let expected = (offset < text.len()).then(|| begun - 1);
            prop_assert_eq!(lines.row_of(&segments, offset), expected);
        }

        /// Whatever the bytes are, the rows are all of them but the line ends.
        #[test]
        fn any_bytes_have_rows(bytes in proptest::collection::vec(prop_oneof![0x80_u8..0xc0, any::<u8>()], 0..2000)) {
            let (segments, lines) = read(&bytes, 8);
            let rows = lines.window(&segments, 0..usize::MAX);
            let mut at = 0;
            for row in &rows {
                prop_assert!(matches!(&bytes[at..row.bytes.start], b"" | b"\n" | b"\r\n"));
                prop_assert!(row.bytes.len() <= WIDTH + 1);
                at = row.bytes.end;
            }
            prop_assert!(matches!(&bytes[at..], b"" | b"\n" | b"\r\n"));
        }
    }

    #[test]
    fn rows_take_little_memory() {
        let (segments, lines) = read("1,\n".repeat(1_000_000).as_bytes(), 18);
        assert_eq!((lines.len(), lines.line_count()), (1_000_000, 1_000_000));
        assert!(lines.memory() < segments.len() / 10, "{} bytes", lines.memory());
        let (segments, lines) = read("x".repeat(4_000_000).as_bytes(), 18);
        assert_eq!((lines.len(), lines.line_count()), (10_000, 1));
        assert_eq!(lines.row_of(&segments, 3_999_999), Some(9_999));
        assert!(lines.memory() < 10_000, "{} bytes", lines.memory());
    }
}
