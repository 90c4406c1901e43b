//! The query of a call as a form changes it, after Procore's "Filtering on List Actions" page: `filters[name]=v`,
//! `filters[name][]=v` for each of several. Names and values are read as `application/x-www-form-urlencoded` (URL standard);
//! what is written is the text itself. Only what was edited differs: all else stays spelled as it is, and where it is.

use super::filters::is_filter;

/// A query, as it is spelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What stands between the `&`. No query has none, and an empty one has one that is empty.
    pieces: Vec<String>,
}

/// A change of one row. Rows are the pieces that are not empty, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowEdit {
    /// The row has this name. One behind the last row is added.
    Name(usize, String),
    /// The row has this value, alike.
    Value(usize, String),
    /// The row is gone.
    Remove(usize),
}

impl Query {
    /// The query of an address: what follows its first `?`, if it has one.
    pub fn of(address: &str) -> Self {
        let query = address.split_once('?').map(|(_, query)| query);
        Self { pieces: query.into_iter().flat_map(|query| query.split('&')).map(str::to_owned).collect() }
    }

    /// `path`, which has no query, with this one behind it.
    pub fn behind(&self, path: &str) -> String {
        if self.pieces.is_empty() { path.to_owned() } else { format!("{path}?{}", self.pieces.join("&")) }
    }

    /// The names and values, in their order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let rows = self.pieces.iter().filter(|piece| !piece.is_empty());
        rows.map(|piece| (name_of(piece), value_of(piece))).collect()
    }

    /// Whether there is a pair `name` or `name[]`.
    pub fn has(&self, name: &str) -> bool {
        self.pairs().iter().any(|(given, _)| given == name || is_array_of(given, name))
    }

    /// Whether it has `name[]`.
    pub fn is_array(&self, name: &str) -> bool {
        self.pairs().iter().any(|(given, _)| is_array_of(given, name))
    }

    /// The values that `name` has. As an array it has those of `name[]` and of `name`; else only the first counts, and
    /// others are not the form's.
    pub fn values(&self, name: &str, as_array: bool) -> Vec<String> {
        let is_meant = |given: &str| given == name || (as_array && is_array_of(given, name));
        let values = self.pairs().into_iter().filter(|(given, _)| is_meant(given)).map(|(_, value)| value);
        values.take(if as_array { usize::MAX } else { 1 }).collect()
    }

    /// The filters in it, each once: `filters[name]`, also where it is spelled as an array.
    pub fn filters(&self) -> Vec<String> {
        let mut filters: Vec<String> = Vec::new();
        for (name, _) in self.pairs() {
            let name = name.strip_suffix("[]").unwrap_or(&name);
            if is_filter(name) && !filters.iter().any(|known| known == name) {
                filters.push(name.to_owned());
            }
        }
        filters
    }

    /// Gives `name` these values in place of those that it has, or at the end; without values it is gone. A value that it has
    /// already stays where and how it is.
    pub fn set(&mut self, name: &str, as_array: bool, values: &[String]) {
        let before = self.values(name, as_array);
        let values = if as_array { values } else { &values[..values.len().min(1)] };
        if values == before {
            return;
        }
        let is_meant = |piece: &String| {
            let given = name_of(piece);
            !piece.is_empty() && (given == name || (as_array && is_array_of(&given, name)))
        };
        let mut places: Vec<usize> =
            (0..self.pieces.len()).filter(|at| is_meant(&self.pieces[*at])).collect();
        places.truncate(before.len());
        if as_array {
            places.iter().for_each(|at| self.pieces[*at] = spelled_as_array(&self.pieces[*at]));
        }
        let (first, last) = shared(&before, values);
        let changed = first..values.len() - last;
        let replaced = &places[first..places.len() - last];
        let both = changed.len().min(replaced.len());
        for (at, value) in replaced.iter().zip(&values[changed.clone()]) {
            self.pieces[*at] = with_value(&self.pieces[*at], value);
        }
        let spelled = if as_array { format!("{name}[]") } else { name.to_owned() };
        let added = values[changed][both..].iter().map(|value| pair(&spelled, value)).collect::<Vec<_>>();
        let behind = places[..first + both].last().map(|at| at + 1);
        let behind = behind.or_else(|| places.first().copied()).unwrap_or(self.pieces.len());
        replaced[both..].iter().rev().for_each(|at| drop(self.pieces.remove(*at)));
        self.pieces.splice(behind..behind, added);
    }

    /// Gives `name` this value where it stands first, or at the end, and takes away every other pair of that name.
    pub fn set_only(&mut self, name: &str, value: &str) {
        let is_meant = |piece: &String| !piece.is_empty() && name_of(piece) == name;
        let Some(first) = self.pieces.iter().position(is_meant) else {
            self.pieces.push(pair(name, value));
            return;
        };
        let mut at = 0..;
        self.pieces.retain(|piece| at.next() == Some(first) || !is_meant(piece));
        self.pieces[first] = with_value(&self.pieces[first], value);
    }

    /// Takes a change of one row. A row that has neither a name nor a value any more is gone.
    pub fn edit(&mut self, edit: &RowEdit) {
        let (RowEdit::Name(row, _) | RowEdit::Value(row, _) | RowEdit::Remove(row)) = edit;
        let mut rows = (0..self.pieces.len()).filter(|at| !self.pieces[*at].is_empty());
        let at = rows.nth(*row);
        let piece = at.map_or("", |at| &self.pieces[at]);
        let changed = match edit {
            RowEdit::Name(_, name) if at.is_none() => pair(name, ""),
            RowEdit::Value(_, value) if at.is_none() => pair("", value),
            RowEdit::Name(_, name) => with_name(piece, name),
            RowEdit::Value(_, value) => with_value(piece, value),
            RowEdit::Remove(_) => String::new(),
        };
        let is_gone = ["", "="].contains(&changed.as_str());
        match at {
            Some(at) if is_gone => drop(self.pieces.remove(at)),
            Some(at) => self.pieces[at] = changed,
            None if is_gone => {}
            None => self.pieces.push(changed),
        }
    }
}

fn is_array_of(given: &str, name: &str) -> bool {
    given.strip_suffix("[]") == Some(name)
}

/// How many values both begin with, and how many both end with behind those.
fn shared<T: PartialEq>(before: &[T], after: &[T]) -> (usize, usize) {
    let first = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (before[first..].iter().rev(), after[first..].iter().rev());
    (first, before.zip(after).take_while(|(one, other)| one == other).count())
}

fn name_of(piece: &str) -> String {
    decoded(piece.split('=').next().unwrap_or_default())
}

fn value_of(piece: &str) -> String {
    piece.split_once('=').map_or_else(String::new, |(_, value)| decoded(value))
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", spelled(name), spelled(value))
}

fn with_name(piece: &str, name: &str) -> String {
    let end = piece.find('=').unwrap_or(piece.len());
    respelled(&piece[..end], name) + &piece[end..]
}

/// A name without `=` has no value: it stays so while none is given.
fn with_value(piece: &str, value: &str) -> String {
    match piece.split_once('=') {
        Some((name, before)) => format!("{name}={}", respelled(before, value)),
        None if value.is_empty() => piece.to_owned(),
        None => format!("{piece}={}", spelled(value)),
    }
}

fn spelled_as_array(piece: &str) -> String {
    let end = piece.find('=').unwrap_or(piece.len());
    let brackets = if name_of(piece).ends_with("[]") { "" } else { "[]" };
    format!("{}{brackets}{}", &piece[..end], &piece[end..])
}

/// The characters that a name or a value stands for, each with its spelling.
fn characters(text: &str) -> Vec<(char, &str)> {
    let digit = |at: usize| char::from(*text.as_bytes().get(at)?).to_digit(16);
    let (mut bytes, mut ends, mut at) = (Vec::new(), vec![0], 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let escaped = if *byte == b'%' { digit(at + 1).zip(digit(at + 2)) } else { None };
        let (byte, length) = match (escaped, byte) {
            (Some((high, low)), _) => ((high * 16 + low) as u8, 3),
            (None, b'+') => (b' ', 1),
            (None, byte) => (*byte, 1),
        };
        at += length;
        bytes.push(byte);
        ends.push(at);
    }
    let mut from = 0;
    let mut take = |character: char, length: usize| {
        let spelling = &text[ends[from]..ends[from + length]];
        from += length;
        (character, spelling)
    };
    let mut all = Vec::new();
    for chunk in bytes.utf8_chunks() {
        all.extend(chunk.valid().chars().map(|character| take(character, character.len_utf8())));
        if !chunk.invalid().is_empty() {
            all.push(take(char::REPLACEMENT_CHARACTER, chunk.invalid().len()));
        }
    }
    all
}

fn decoded(text: &str) -> String {
    characters(text).into_iter().map(|(character, _)| character).collect()
}

/// What reads like `after` and is spelled like `before` where both read alike.
fn respelled(before: &str, after: &str) -> String {
    let old = characters(before);
    let new: Vec<char> = after.chars().collect();
    let (first, last) = shared(&old.iter().map(|(character, _)| *character).collect::<Vec<_>>(), &new);
    let middle: String = new[first..new.len() - last].iter().collect();
    let kept = |part: &[(char, &str)]| part.iter().map(|(_, spelling)| *spelling).collect::<String>();
    let whole = kept(&old[..first]) + &spelled(&middle) + &kept(&old[old.len() - last..]);
    // A `%` that stood for itself may have got two digits behind it.
    if decoded(&whole) == after { whole } else { spelled(after) }
}

/// A name or a value that reads like `text`. What would end it, or would not be sent, is encoded; all else stays readable.
fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => spelled.push_str("%25"),
            '&' => spelled.push_str("%26"),
            '=' => spelled.push_str("%3D"),
            '+' => spelled.push_str("%2B"),
            '#' => spelled.push_str("%23"),
            '\t' => spelled.push_str("%09"),
            '\n' => spelled.push_str("%0A"),
            '\r' => spelled.push_str("%0D"),
            ' ' => spelled.push('+'),
            other => spelled.push(other),
        }
    }
    spelled
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "query_tests.rs"]
mod tests;
