//! Files that have another name than when something was written down about them.

use std::collections::BTreeMap;

/// The names of files now, each with the name that it had.
#[derive(Debug, Default, Clone)]
pub struct Renames {
    before: BTreeMap<String, String>,
}

impl Renames {
    /// Pairs of the old and the new name.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { before: pairs.into_iter().map(|(old, new)| (new, old)).collect() }
    }

    /// What a file was called before, where that was something else.
    pub fn before(&self, name: &str) -> Option<&str> {
        self.before.get(name).map(String::as_str)
    }
}
