//! Where imports of a project are looked up.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::version::PythonVersion;

/// Where imports of a project are looked up. Files of different distributions may see different modules under one
/// name, so each import root has a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Lists of directories, each searched in order; the first list is for files of no root.
    pub searched: Vec<Vec<String>>,
    /// For each import root, which list its files see.
    pub roots: BTreeMap<String, usize>,
    /// Directories of installed packages.
    pub site_packages: Vec<PathBuf>,
    pub python: PythonVersion,
}

impl Layout {
    /// The list of a file: that of the nearest import root above it.
    pub(super) fn list_of(&self, name: &str) -> usize {
        let mut directory = name;
        loop {
            directory = directory.rsplit_once('/').map_or("", |(parent, _)| parent);
            if let Some(list) = self.roots.get(directory) {
                return *list;
            }
            if directory.is_empty() {
                return 0;
            }
        }
    }
}

impl Default for Layout {
    /// Everything is imported from the project's root.
    fn default() -> Self {
        Self {
            searched: vec![vec![String::new()]],
            roots: BTreeMap::new(),
            site_packages: Vec::new(),
            python: PythonVersion::latest(),
        }
    }
}
