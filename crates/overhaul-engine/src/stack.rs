//! Which fixes of a round go together, and the edits that they come to.

use std::collections::BTreeSet;

use overhaul_python::{Edit, Module};

use crate::finding::Fix;
use crate::gate::Refusal;
use crate::shared;

/// The edits that were accepted so far. None of them conflicts with another.
#[derive(Default)]
pub struct Accepted {
    /// Start, end and whether it is an insertion, in order.
    ranges: BTreeSet<(u32, u32)>,
}

impl Accepted {
    /// Takes the fix in, unless one of its edits conflicts with what is there.
    pub fn accept(&mut self, fix: &Fix) -> bool {
        if fix.edits.iter().any(|edit| self.conflicts(edit)) {
            return false;
        }
        self.ranges.extend(fix.edits.iter().map(span));
        true
    }

    fn conflicts(&self, edit: &Edit) -> bool {
        let (start, end) = span(edit);
        let collides = |other: &(u32, u32)| {
            edit.conflicts_with(&Edit::delete(overhaul_python::TextRange::new(
                other.0.into(),
                other.1.into(),
            )))
        };
        // Accepted ranges are disjoint, so only the two that start at or before this one, and those that start inside
        // it, can collide.
        self.ranges.range(..=(start, u32::MAX)).rev().take(2).any(collides)
            || self.ranges.range((start, 0)..(end, u32::MAX)).any(collides)
    }
}

/// All edits of these fixes, with what they need of the module, in order.
pub fn edits(module: &Module, fixes: &[&Fix]) -> Result<Vec<Edit>, Refusal> {
    let mut edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.extend(shared::edits(module, fixes));
    edits.sort_by_key(span);
    if edits.windows(2).any(|pair| pair[0].conflicts_with(&pair[1])) {
        return Err(Refusal::Overlap);
    }
    Ok(edits)
}

fn span(edit: &Edit) -> (u32, u32) {
    (edit.range().start().to_u32(), edit.range().end().to_u32())
}
