//! Edits: byte ranges of the original text and what replaces them.

use ruff_text_size::{TextLen, TextRange, TextSize};

use crate::source::size;

/// A byte range of the original text and the text that replaces it. An insertion has an empty range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    start: u32,
    end: u32,
    replacement: String,
}

impl Edit {
    pub fn replace(range: TextRange, replacement: impl Into<String>) -> Self {
        Self { start: range.start().to_u32(), end: range.end().to_u32(), replacement: replacement.into() }
    }

    pub fn insert(offset: TextSize, text: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(offset), text)
    }

    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, String::new())
    }

    pub fn range(&self) -> TextRange {
        TextRange::new(self.start.into(), self.end.into())
    }

    pub fn replacement(&self) -> &str {
        &self.replacement
    }

    /// Whether both cannot be applied together: they share a byte, or both insert at one place.
    pub fn conflicts_with(&self, other: &Self) -> bool {
        let (a, b) = (self.range(), other.range());
        match (a.is_empty(), b.is_empty()) {
            (true, true) => a == b,
            (true, false) => b.start() < a.start() && a.start() < b.end(),
            (false, true) => a.start() < b.start() && b.start() < a.end(),
            (false, false) => a.start() < b.end() && b.start() < a.end(),
        }
    }
}

/// Applies edits that do not conflict. They may come in any order; insertions at one place keep theirs.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.start, edit.end));
    let grown: usize = sorted.iter().map(|edit| edit.replacement.len()).sum();
    let mut result = String::with_capacity(text.len() + grown);
    let mut done = 0;
    for edit in sorted {
        let range = edit.range();
        result.push_str(&text[done..range.start().to_usize()]);
        result.push_str(&edit.replacement);
        done = range.end().to_usize();
    }
    result.push_str(&text[done..]);
    result
}

/// Where the offsets of a text are found again after edits were applied to it.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    /// Sorted, none overlapping another.
    changes: Vec<Change>,
}

#[derive(Debug, Clone, Copy)]
struct Change {
    /// The replaced range of the original.
    range: TextRange,
    /// What stands there in the new text.
    written: TextRange,
}

impl Change {
    /// How far the text behind the change has moved.
    fn shift(&self) -> i64 {
        i64::from(self.written.end().to_u32()) - i64::from(self.range.end().to_u32())
    }
}

impl OffsetMap {
    pub fn new(edits: &[Edit]) -> Self {
        let mut sorted: Vec<_> =
            edits.iter().map(|edit| (edit.range(), edit.replacement.text_len())).collect();
        sorted.sort_by_key(|(range, _)| (range.start(), range.end()));
        let mut shift = 0_i64;
        let changes = sorted
            .into_iter()
            .map(|(range, length)| {
                let change = Change { range, written: TextRange::at(moved(range.start(), shift), length) };
                shift = change.shift();
                change
            })
            .collect();
        Self { changes }
    }

    /// The offset in the new text of a byte that was kept. Text inserted right before it is skipped;
    /// an offset inside a replaced range goes to the end of the replacement.
    pub fn forward(&self, offset: TextSize) -> TextSize {
        let before = self.changes.partition_point(|change| {
            change.range.start() < offset || (change.range.start() == offset && change.range.is_empty())
        });
        match before.checked_sub(1).map(|last| self.changes[last]) {
            Some(change) if change.range.end() > offset => change.written.end(),
            Some(change) => moved(offset, change.shift()),
            None => offset,
        }
    }

    /// Like [`Self::forward`], for the end of a range: text inserted right at `offset` stays behind it.
    pub fn forward_end(&self, offset: TextSize) -> TextSize {
        let before = self.changes.partition_point(|change| {
            change.range.end() <= offset && !(change.range.is_empty() && change.range.start() >= offset)
        });
        before.checked_sub(1).map_or(offset, |last| moved(offset, self.changes[last].shift()))
    }

    /// The offset in the original text of a place in the new one; inside a replacement, its original start.
    pub fn backward(&self, offset: TextSize) -> TextSize {
        let before = self.changes.partition_point(|change| change.written.start() <= offset);
        match before.checked_sub(1).map(|last| self.changes[last]) {
            Some(change) if change.written.end() > offset => change.range.start(),
            Some(change) => moved(offset, -change.shift()),
            None => offset,
        }
    }

    /// Whether a replaced or deleted range of the original shares a byte with `range`.
    pub fn touches(&self, range: TextRange) -> bool {
        let first = self.changes.partition_point(|change| change.range.end() <= range.start());
        self.changes[first..]
            .iter()
            .take_while(|change| change.range.start() < range.end())
            .any(|change| !change.range.is_empty() || range.start() < change.range.start())
    }

    /// Whether a range of the new text touches what an edit wrote.
    pub fn wrote_at(&self, range: TextRange) -> bool {
        let first = self.changes.partition_point(|change| change.written.end() < range.start());
        self.changes.get(first).is_some_and(|change| change.written.start() <= range.end())
    }

    /// The ranges of the new text that edits wrote, sorted.
    pub fn written(&self) -> impl Iterator<Item = TextRange> {
        self.changes.iter().map(|change| change.written)
    }
}

fn moved(offset: TextSize, shift: i64) -> TextSize {
    size(usize::try_from(i64::from(offset.to_u32()) + shift).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::new(start.into(), end.into())
    }

    #[test]
    fn edits_apply_in_any_order_and_offsets_follow() {
        let edits =
            [Edit::delete(range(7, 8)), Edit::replace(range(0, 2), "ABC"), Edit::insert(4.into(), "--")];
        let map = OffsetMap::new(&edits);
        assert_eq!(apply("0123456789", &edits), "ABC23--45689");
        assert_eq!(map.forward(4.into()), 7.into());
        assert_eq!(map.forward_end(4.into()), 5.into());
        assert_eq!(map.forward(9.into()), 11.into());
        assert_eq!(map.backward(11.into()), 9.into());
        assert_eq!(map.backward(1.into()), 0.into());
        assert!(map.written().eq([range(0, 3), range(5, 7), range(10, 10)]));
        assert!(map.touches(range(1, 2)) && map.touches(range(3, 5)) && !map.touches(range(4, 7)));
        assert!(map.wrote_at(range(7, 8)) && map.wrote_at(range(10, 11)) && !map.wrote_at(range(8, 9)));
    }

    #[test]
    fn conflicts_are_shared_bytes_and_equal_insertion_points() {
        let replace = Edit::replace(range(2, 5), "x");
        assert!(!replace.conflicts_with(&Edit::insert(2.into(), "y")));
        assert!(!replace.conflicts_with(&Edit::insert(5.into(), "y")));
        assert!(replace.conflicts_with(&Edit::insert(3.into(), "y")));
        assert!(replace.conflicts_with(&Edit::delete(range(4, 6))));
        assert!(Edit::insert(3.into(), "a").conflicts_with(&Edit::insert(3.into(), "b")));
    }
}
