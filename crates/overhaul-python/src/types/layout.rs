//! Where imports of a project are looked up.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::version::PythonVersion;

/// Where imports of a project are looked up. Files of different distributions may see different modules under one
/// name, so each import root has a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The first list is for files of no root.
    pub searched: Vec<Searched>,
    /// For each import root, which list its files see.
    pub roots: BTreeMap<String, usize>,
    /// Directories of installed packages.
    pub site_packages: Vec<PathBuf>,
    pub python: PythonVersion,
}

/// Directories that imports are looked up in, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    pub first: Vec<String>,
    /// Behind the standard library, in front of what is installed.
    pub behind: Vec<String>,
}

impl Layout {
    /// The list of a file: that of the nearest import root above it.
    pub(super) fn list_of(&self, name: &str) -> usize {
        self.root_of(name).map_or(0, |root| self.roots[root])
    }

    /// The name of a file's module, by the nearest import root above it.
    pub(super) fn module_name(&self, name: &str) -> Option<String> {
        let relative = match self.root_of(name)? {
            "" => name,
            root => name.strip_prefix(root)?.strip_prefix('/')?,
        };
        let stem = relative.strip_suffix(".py")?;
        Some(stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', "."))
    }

    fn root_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        let mut directory = name;
        while !directory.is_empty() {
            directory = directory.rsplit_once('/').map_or("", |(parent, _)| parent);
            if self.roots.contains_key(directory) {
                return Some(directory);
            }
        }
        None
    }
}

impl Default for Layout {
    /// Everything is imported from the project's root.
    fn default() -> Self {
        Self {
            searched: vec![Searched { first: vec![String::new()], behind: Vec::new() }],
            roots: BTreeMap::new(),
            site_packages: Vec::new(),
            python: PythonVersion::latest(),
        }
    }
}
