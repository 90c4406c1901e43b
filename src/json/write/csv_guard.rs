//! What keeps a spreadsheet from taking text for a formula.
//!
//! OWASP, "CSV Injection": a cell that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or a line feed, or with a full-width
//! variant of one of the signs, may be a formula; and as readers differ in the separator that they take, a cell may begin after any
//! of them, with quotes or a byte order mark before the sign. An apostrophe goes before each such sign. Nothing else is changed.

/// Writes the bytes of a cell with each quote twice, and an apostrophe before what would begin a formula.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// Whether nothing has been written yet.
    is_first: bool,
    /// Whether a cell may begin here, for one reader or another.
    is_at_start: bool,
    /// The first bytes of a character that may be a full-width sign or a byte order mark.
    held: Vec<u8>,
    json: Option<InJson>,
}

/// Where one is in a JSON text: a minus outside of a string is the sign of a number.
#[derive(Clone, Copy, Debug, Default)]
struct InJson {
    is_in_string: bool,
    is_escaped: bool,
}

/// `＝`, `＋`, `－` and `＠` in UTF-8: these two bytes, and one of those.
const FULL_WIDTH: [u8; 2] = [0xef, 0xbc];
/// U+FEFF in UTF-8. A reader takes it for the byte order mark at the beginning of a file, and many show nothing for it.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
const FULL_WIDTH_SIGNS: [u8; 4] = [0x9d, 0x8b, 0x8d, 0xa0];

impl Guard {
    /// For a string.
    pub(super) fn of_text() -> Self {
        Self { is_first: true, is_at_start: true, held: Vec::new(), json: None }
    }

    /// For an array or object, as JSON.
    pub(super) fn of_json() -> Self {
        Self { json: Some(InJson::default()), ..Self::of_text() }
    }

    /// Writes a cell that is there as a whole.
    pub(super) fn put_all(mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.put(bytes, out);
        self.end(out);
    }

    /// Writes the next bytes of a cell.
    pub(super) fn put(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        bytes.iter().for_each(|byte| self.put_byte(*byte, out));
    }

    /// Writes what was held back.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.held);
    }

    fn put_byte(&mut self, byte: u8, out: &mut Vec<u8>) {
        let is_first = std::mem::take(&mut self.is_first);
        let is_in_string = self.json.as_mut().is_none_or(|json| json.read(byte));
        let is_held = match self.held[..] {
            [] => self.is_at_start && byte == MARK[0],
            [_] => byte == FULL_WIDTH[1] || byte == MARK[1],
            _ => false,
        };
        if is_held {
            return self.held.push(byte);
        }
        if !self.held.is_empty() {
            let is_mark = self.held == MARK[..2] && byte == MARK[2];
            if self.held == FULL_WIDTH && FULL_WIDTH_SIGNS.contains(&byte) {
                out.push(b'\'');
            }
            out.append(&mut self.held);
            if is_mark {
                return out.push(byte);
            }
            // Whatever it was, it is in the cell.
            self.is_at_start = false;
        }
        let is_sign = match byte {
            b'=' | b'+' | b'@' => self.is_at_start,
            b'-' => self.is_at_start && is_in_string,
            b'\t' | b'\r' | b'\n' => is_first,
            _ => false,
        };
        if is_sign {
            out.push(b'\'');
        }
        out.push(byte);
        if byte == b'"' {
            out.push(byte);
        }
        self.is_at_start = match byte {
            b',' | b';' | b'\t' | b'\r' | b'\n' => true,
            b'"' | b' ' => self.is_at_start,
            _ => false,
        };
    }
}

impl InJson {
    /// Takes the next byte; whether it is in a string.
    fn read(&mut self, byte: u8) -> bool {
        let was_in_string = self.is_in_string;
        if std::mem::take(&mut self.is_escaped) {
            return was_in_string;
        }
        match byte {
            b'\\' => self.is_escaped = self.is_in_string,
            b'"' => self.is_in_string = !self.is_in_string,
            _ => {}
        }
        was_in_string
    }
}

/// Whether a string is a negative number in plain digits, as amounts are sent: no formula. One with a plus may be a telephone
/// number, which a spreadsheet would take the plus from.
pub(super) fn is_plain_number(string: &[u8]) -> bool {
    let Some(digits) = string.strip_prefix(b"-") else { return false };
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    match digits.iter().position(|byte| *byte == b'.') {
        Some(point) => is_number(&digits[..point]) && is_number(&digits[point + 1..]),
        None => is_number(digits),
    }
}
