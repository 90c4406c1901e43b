//! The names of the members of all rows, as a tree of fields, and the quick way from a member to its field.
//!
//! Records of one kind have the same members in nearly the same order, so the field that followed the last one in the
//! row before is tried first: that takes one comparison of bytes. Only if it is another name, the name is read and looked
//! up.

use crate::json::JsonText;
use crate::json::node::Node;
use crate::json::string::comparable;

/// No field, or no column.
pub(super) const NONE: u32 = u32::MAX;
/// The field of the row itself.
pub(super) const ROW: u32 = 0;
/// The field of elements that are no objects.
pub(super) const VALUE: u32 = 1;

/// There are at most this many fields: twice the columns, since a field may hold others and no column of its own.
const MOST_FIELDS: usize = 2 * super::MOST_COLUMNS;

/// A member by its name and those of the objects around it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The field of the object around it.
    pub(super) parent: u32,
    /// The name as bytes that compare as names do.
    pub(super) name: Box<[u8]>,
    /// The name as it was first spelled, with its quotes.
    pub(super) token: Box<[u8]>,
    /// The column of its own cells.
    pub(super) column: u32,
    /// Whether its members are Procore's custom fields.
    pub(super) has_custom_fields: bool,
    /// The fields within, by the hashes of their names.
    children: Vec<(u32, u32)>,
    /// The field within that came first, when that was last a surprise.
    first: u32,
    /// The field that came after this one, when that was last a surprise.
    next: u32,
}

impl Field {
    fn new(parent: u32, name: &[u8], token: &[u8]) -> Self {
        let has_custom_fields = name == b"custom_fields";
        let (name, token) = (name.into(), token.into());
        let (column, first, next, children) = (NONE, NONE, NONE, Vec::new());
        Self { parent, name, token, column, has_custom_fields, children, first, next }
    }
}

/// All fields: a field's number says when it was first seen.
#[derive(Clone, Debug)]
pub(super) struct Fields(Vec<Field>);

impl Default for Fields {
    /// The two that are always there.
    fn default() -> Self {
        Self(vec![Field::new(NONE, b"", b""), Field::new(ROW, b"", b"")])
    }
}

impl Fields {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, field: u32) -> Option<&Field> {
        self.0.get(field as usize)
    }

    pub(super) fn set_column(&mut self, field: u32, column: u32) {
        if let Some(field) = self.0.get_mut(field as usize) {
            field.column = column;
        }
    }

    /// The fields within a field in the order in which they were first seen.
    pub(super) fn children(&self, field: u32) -> Vec<u32> {
        let children = self.get(field).map_or(&[][..], |field| &field.children);
        let mut children: Vec<u32> = children.iter().map(|(_, child)| *child).collect();
        children.sort_unstable();
        children
    }

    /// The names from the row to a field, the field's own last.
    pub(super) fn path(&self, field: u32) -> Vec<u32> {
        let parent = |field: &u32| self.get(*field).map(|field| field.parent).filter(|parent| *parent != ROW);
        let mut path: Vec<u32> = std::iter::successors(Some(field), parent).collect();
        path.reverse();
        path
    }

    /// The field of the member whose value begins at `start`, if it is one that was to be expected.
    #[inline]
    fn expected(&self, text: &JsonText, parent: u32, previous: u32, start: usize) -> Option<u32> {
        let mut guess = if previous == NONE { self.get(parent)?.first } else { self.get(previous)?.next };
        // The second guess is for a member that this row does not have.
        for _ in 0..2 {
            let field = self.get(guess)?;
            if has_name(text, start, &field.token) {
                return Some(guess);
            }
            guess = field.next;
        }
        None
    }

    /// The field of that name within another.
    fn search(&self, parent: &Field, name: &[u8]) -> Option<u32> {
        let hash = hash(name);
        let from = parent.children.partition_point(|(other, _)| *other < hash);
        let same = parent.children[from..].iter().take_while(|(other, _)| *other == hash);
        let mut same = same.map(|(_, child)| *child);
        same.find(|child| self.get(*child).is_some_and(|field| *field.name == *name))
    }

    /// The field of a member that was to be expected or is known.
    pub(super) fn known(&self, text: &JsonText, parent: u32, previous: u32, member: Member) -> Option<u32> {
        let expected = self.expected(text, parent, previous, member.start);
        expected.or_else(|| {
            let token = text.segments.bytes(text.name_range(member.node)?);
            self.search(self.get(parent)?, &comparable(&token))
        })
    }

    /// The field of any member; none if there are too many. What came as a surprise will be expected.
    pub(super) fn learned(
        &mut self,
        text: &JsonText,
        parent: u32,
        previous: u32,
        member: Member,
    ) -> Option<u32> {
        let expected = self.expected(text, parent, previous, member.start);
        if expected.is_some() {
            return expected;
        }
        let token = text.segments.bytes(text.name_range(member.node)?);
        let name = comparable(&token);
        let field = match self.search(self.get(parent)?, &name) {
            Some(field) => field,
            None if self.len() >= MOST_FIELDS => return None,
            None => {
                let (hash, field) = (hash(&name), self.len() as u32);
                self.0.push(Field::new(parent, &name, &token));
                let children = &mut self.0.get_mut(parent as usize)?.children;
                let place = children.partition_point(|(other, _)| *other < hash);
                children.insert(place, (hash, field));
                field
            }
        };
        if previous == NONE {
            self.0.get_mut(parent as usize)?.first = field;
        } else {
            self.0.get_mut(previous as usize)?.next = field;
        }
        Some(field)
    }

    /// The memory of the fields, in bytes, about.
    pub(super) fn memory(&self) -> usize {
        let of_field = |field: &Field| field.name.len() + field.token.len() + 8 * field.children.capacity();
        self.0.capacity() * size_of::<Field>() + self.0.iter().map(of_field).sum::<usize>()
    }
}

/// FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo.
fn hash(name: &[u8]) -> u32 {
    name.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// A member of an object: its value, and where that begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) node: Node,
    pub(super) start: usize,
}

/// Whether the member whose value begins at `start` has its name spelled as `token`, which has its quotes. A no is not
/// certain: with more than one blank after the colon, or across a seam of segments, the name is not looked at.
#[inline]
pub(super) fn has_name(text: &JsonText, start: usize, token: &[u8]) -> bool {
    // A row stands in an array: there are bytes before its first name.
    let Some(from) = start.checked_sub(token.len() + 3) else { return false };
    let ([_, before, name @ .., b':'] | [before, name @ .., b':', b' ']) = text.segments.piece(from..start)
    else {
        return false;
    };
    // A quote after a backslash is not the one with which a name begins.
    name == token && *before != b'\\'
}
