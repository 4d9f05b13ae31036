//! Edits that are made one by one.

use overhaul_python::{Edit, TextRange, TextSize};

/// Edits in which insertions at one place are one, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Edits {
    edits: Vec<Edit>,
}

impl Edits {
    pub fn insert(&mut self, at: TextSize, text: &str) {
        if !text.is_empty() {
            self.add(Edit::insert(at, text));
        }
    }

    pub fn add(&mut self, edit: Edit) {
        if edit.range().is_empty() && edit.replacement().is_empty() {
            return;
        }
        let known =
            self.edits.iter_mut().find(|known| known.range().is_empty() && known.range() == edit.range());
        match known {
            Some(known) => {
                *known = Edit::insert(
                    edit.range().start(),
                    format!("{}{}", known.replacement(), edit.replacement()),
                );
            }
            None => self.edits.push(edit),
        }
    }

    pub fn has_range(&self, range: TextRange) -> bool {
        self.edits.iter().any(|edit| edit.range() == range)
    }

    pub fn finish(self) -> Vec<Edit> {
        let mut edits = self.edits;
        edits.sort_by_key(|edit| (edit.range().start(), edit.range().end()));
        edits.dedup();
        edits
    }
}
