//! Where two files differ, in groups of lines with their surroundings.

use std::ops::Range;

use similar::{Algorithm, DiffTag, TextDiff};

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// As many bytes of a heading are shown as git shows.
const HEADING: usize = 80;

/// A group of changes that lie close together.
pub struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
    /// Lines that were removed, and those that were added in their place.
    pub changes: Vec<(Range<usize>, Range<usize>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Context,
    Removed,
    Added,
}

impl Kind {
    pub fn mark(self) -> u8 {
        match self {
            Self::Context => b' ',
            Self::Removed => b'-',
            Self::Added => b'+',
        }
    }
}

/// The hunks between two files. Only the lines between the first and the last difference are compared at length.
pub fn between(old: &[&[u8]], new: &[&[u8]]) -> Vec<Hunk> {
    let prefix = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let suffix =
        old[prefix..].iter().rev().zip(new[prefix..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (&old[prefix..old.len() - suffix], &new[prefix..new.len() - suffix]);
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(old_middle, new_middle);
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal) {
        let shift = |range: Range<usize>| range.start + prefix..range.end + prefix;
        let (old_range, new_range) = (shift(op.old_range()), shift(op.new_range()));
        let (old_end, new_end) =
            ((old_range.end + CONTEXT).min(old.len()), (new_range.end + CONTEXT).min(new.len()));
        match hunks.last_mut() {
            Some(hunk) if old_range.start <= hunk.old.end + CONTEXT => {
                hunk.old.end = old_end;
                hunk.new.end = new_end;
                hunk.changes.push((old_range, new_range));
            }
            _ => hunks.push(Hunk {
                old: old_range.start.saturating_sub(CONTEXT)..old_end,
                new: new_range.start.saturating_sub(CONTEXT)..new_end,
                changes: vec![(old_range, new_range)],
            }),
        }
    }
    hunks
}

impl Hunk {
    /// The line that starts with `@@`, without the heading.
    pub fn header(&self) -> String {
        format!("@@ -{} +{} @@", span(&self.old), span(&self.new))
    }

    /// The `def` or `class` line above the hunk, as git shows it for Python.
    pub fn heading<'a>(&self, old: &[&'a [u8]]) -> Option<&'a [u8]> {
        let line = old[..self.old.start].iter().rev().map(|line| line.trim_ascii()).find(|line| {
            [&b"def "[..], b"async def ", b"class "].iter().any(|keyword| line.starts_with(keyword))
        })?;
        let mut end = line.len().min(HEADING);
        while end < line.len() && (0x80..0xc0).contains(&line[end]) {
            end -= 1;
        }
        Some(&line[..end])
    }

    /// The lines with what becomes of them.
    pub fn lines<'a>(
        &'a self,
        old: &'a [&'a [u8]],
        new: &'a [&'a [u8]],
    ) -> impl Iterator<Item = (Kind, &'a [u8])> {
        let mut parts: Vec<(Kind, &[&[u8]])> = Vec::new();
        let mut done = self.old.start;
        for (removed, added) in &self.changes {
            parts.push((Kind::Context, &old[done..removed.start]));
            parts.push((Kind::Removed, &old[removed.clone()]));
            parts.push((Kind::Added, &new[added.clone()]));
            done = removed.end;
        }
        parts.push((Kind::Context, &old[done..self.old.end]));
        parts.into_iter().flat_map(|(kind, lines)| lines.iter().map(move |line| (kind, *line)))
    }
}

/// `start,length`, where an empty range names the line before it and a length of one is left out.
fn span(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => (range.start + 1).to_string(),
        length => format!("{},{length}", range.start + 1),
    }
}
