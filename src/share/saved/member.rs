//! A value in a file, and the way to it.

use std::fmt;

use super::fault::{ImportError, Place, Wanted, Wrong};
use crate::json::{JsonText, Node, Type, decoded};

/// A value of a text.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    text: &'a JsonText,
    node: Node,
    way: Way<'a>,
}

/// The way to a value, step by step, so that none is written down before there is a fault.
#[derive(Clone, Copy)]
enum Way<'a> {
    Root,
    Name(&'a Way<'a>, &'static str),
    Element(&'a Way<'a>, usize),
}

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Name(Self::Root, name) => f.write_str(name),
            Self::Name(before, name) => write!(f, "{before}.{name}"),
            Self::Element(before, nth) => write!(f, "{before}[{nth}]"),
        }
    }
}

impl<'a> Member<'a> {
    /// The value that the text is; none if it has none.
    pub(super) fn root(text: &'a JsonText) -> Option<Self> {
        Some(Self { text, node: text.root()?, way: Way::Root })
    }

    /// The member of that name, if this is an object that has one. `null` is as good as none.
    pub(super) fn optional(&'a self, name: &'static str) -> Result<Option<Self>, ImportError> {
        let way = Way::Name(&self.way, name);
        if self.text.type_of(self.node) != Some(Type::Object) {
            return Err(self.not(Wanted::Object));
        }
        let is_named = |node: &Node| {
            self.text
                .name_range(*node)
                .is_some_and(|range| decoded(&self.text.segments().bytes(range)) == name)
        };
        let mut nodes = self.text.children(self.node).filter(is_named);
        let Some(node) = nodes.next() else { return Ok(None) };
        let member = Self { text: self.text, node, way };
        if nodes.next().is_some() {
            return Err(member.wrong(Wrong::Repeated));
        }
        Ok(Some(member).filter(|member| !member.is(Type::Null)))
    }

    /// The member of that name.
    pub(super) fn get(&'a self, name: &'static str) -> Result<Self, ImportError> {
        let missing = || Self { way: Way::Name(&self.way, name), ..*self }.wrong(Wrong::Missing);
        self.optional(name)?.ok_or_else(missing)
    }

    /// The number of elements, and the elements.
    pub(super) fn elements(&'a self) -> Result<(usize, impl Iterator<Item = Self>), ImportError> {
        if !self.is(Type::Array) {
            return Err(self.not(Wanted::List));
        }
        let element = |(nth, node)| Self { text: self.text, node, way: Way::Element(&self.way, nth) };
        Ok((self.text.child_count(self.node), self.text.children(self.node).enumerate().map(element)))
    }

    /// The text.
    pub(super) fn text(&self) -> Result<String, ImportError> {
        match self.is(Type::String) {
            true => Ok(decoded(&self.token()).into_owned()),
            false => Err(self.not(Wanted::Text)),
        }
    }

    /// The whole number, not negative, in digits alone.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Result<T, ImportError> {
        let digits = self.spelled();
        let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = if self.is(Type::Number) && is_whole { digits.parse().ok() } else { None };
        number.ok_or_else(|| self.not(Wanted::Whole))
    }

    /// The value as it is written.
    pub(super) fn spelled(&self) -> String {
        String::from_utf8_lossy(&self.token()).into_owned()
    }

    pub(super) fn is(&self, kind: Type) -> bool {
        self.text.type_of(self.node) == Some(kind)
    }

    /// The fault that this value is not what is wanted.
    pub(super) fn not(&self, wanted: Wanted) -> ImportError {
        self.wrong(Wrong::Not(wanted))
    }

    fn wrong(&self, wrong: Wrong) -> ImportError {
        ImportError::Field(Place { path: self.way.to_string(), wrong })
    }

    fn token(&self) -> std::borrow::Cow<'a, [u8]> {
        self.text.segments().bytes(self.text.range(self.node).unwrap_or_default())
    }
}
