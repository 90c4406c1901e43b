//! Records in the browser's storage: names and values, form-encoded. Strict on the way in: a record that other
//! hands have changed is no record.

/// A record that is being written.
pub struct Writer(form_urlencoded::Serializer<'static, String>);

impl Default for Writer {
    fn default() -> Self {
        Self(form_urlencoded::Serializer::new(String::new()))
    }
}

impl Writer {
    /// Adds a field.
    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.0.append_pair(name, value);
        self
    }

    /// Adds a field if there is a value for it.
    pub fn optional(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    /// The record.
    pub fn finish(mut self) -> String {
        self.0.finish()
    }
}

/// A record that is being read: each field is taken once, and none may be left over.
pub struct Reader(Vec<(String, String)>);

impl Reader {
    /// Reads `text`.
    pub fn new(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// Takes the value of the first field called `name`.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes the field called `name` and reads its value.
    pub fn parse<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        self.take(name)?.parse().ok()
    }

    /// All fields that are left whose name begins with `prefix`, without it.
    pub fn take_all(&mut self, prefix: &str) -> Vec<(String, String)> {
        let (matching, rest) =
            std::mem::take(&mut self.0).into_iter().partition(|(name, _)| name.starts_with(prefix));
        self.0 = rest;
        let matching: Vec<(String, String)> = matching;
        matching.into_iter().map(|(name, value)| (name[prefix.len()..].to_owned(), value)).collect()
    }

    /// Whether every field was taken.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_record_reads_back_as_it_was_written(a in any::<String>(), b in proptest::option::of(any::<String>())) {
            let text = Writer::default().field("a", &a).optional("b", b.as_deref()).finish();
            let mut reader = Reader::new(&text);
            prop_assert_eq!((reader.take("a"), reader.take("b"), reader.is_done()), (Some(a), b, true));
        }
    }

    #[test]
    fn what_is_left_over_shows() {
        let mut reader = Reader::new("a=1&a=2&x.k=v&x.l=w");
        assert_eq!(reader.parse::<u8>("a"), Some(1));
        assert_eq!(reader.take_all("x."), [("k".into(), "v".into()), ("l".into(), "w".into())]);
        assert!(!reader.is_done());
        assert_eq!((reader.parse::<u8>("missing"), reader.parse::<bool>("a")), (None, None));
    }
}
