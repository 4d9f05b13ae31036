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
    /// Original range and the length of its replacement, sorted.
    changes: Vec<(TextRange, TextSize)>,
}

impl OffsetMap {
    pub fn new(edits: &[Edit]) -> Self {
        let mut changes: Vec<_> =
            edits.iter().map(|edit| (edit.range(), edit.replacement.text_len())).collect();
        changes.sort_by_key(|(range, _)| (range.start(), range.end()));
        Self { changes }
    }

    /// The offset in the new text of a byte that was kept. Text inserted right before it is skipped;
    /// an offset inside a replaced range goes to the end of the replacement.
    pub fn forward(&self, offset: TextSize) -> TextSize {
        let mut shift = 0_i64;
        for (range, length) in &self.changes {
            if range.start() > offset || (range.start() == offset && !range.is_empty()) {
                break;
            }
            let inside = range.end() > offset;
            let kept = if inside {
                i64::from((offset - range.start()).to_u32())
            } else {
                i64::from(range.len().to_u32())
            };
            shift += i64::from(length.to_u32()) - kept;
            if inside {
                break;
            }
        }
        moved(offset, shift)
    }

    /// Like [`Self::forward`], for the end of a range: text inserted right at `offset` stays behind it.
    pub fn forward_end(&self, offset: TextSize) -> TextSize {
        let mut shift = 0_i64;
        for (range, length) in &self.changes {
            if range.end() > offset || (range.is_empty() && range.start() >= offset) {
                break;
            }
            shift += i64::from(length.to_u32()) - i64::from(range.len().to_u32());
        }
        moved(offset, shift)
    }

    /// The offset in the original text of a place in the new one; inside a replacement, its original start.
    pub fn backward(&self, offset: TextSize) -> TextSize {
        let mut shift = 0_i64;
        for (range, length) in &self.changes {
            let new_start = moved(range.start(), shift);
            if new_start > offset {
                break;
            }
            if new_start + *length > offset {
                return range.start();
            }
            shift += i64::from(length.to_u32()) - i64::from(range.len().to_u32());
        }
        moved(offset, -shift)
    }

    /// Whether a replaced or deleted range of the original shares a byte with `range`.
    pub fn touches(&self, range: TextRange) -> bool {
        self.changes.iter().any(|(changed, _)| {
            if changed.is_empty() {
                range.start() < changed.start() && changed.start() < range.end()
            } else {
                changed.start() < range.end() && range.start() < changed.end()
            }
        })
    }

    /// The ranges of the new text that edits wrote, sorted.
    pub fn written(&self) -> Vec<TextRange> {
        let mut shift = 0_i64;
        self.changes
            .iter()
            .map(|(range, length)| {
                let start = moved(range.start(), shift);
                shift += i64::from(length.to_u32()) - i64::from(range.len().to_u32());
                TextRange::at(start, *length)
            })
            .collect()
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
        assert_eq!(map.written(), [range(0, 3), range(5, 7), range(10, 10)]);
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
