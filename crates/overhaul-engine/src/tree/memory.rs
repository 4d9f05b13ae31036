//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::{File, Tree};

/// Files in memory: standard input, and tests.
#[derive(Debug, Default)]
pub struct MemoryTree {
    files: Vec<File>,
    texts: BTreeMap<String, Vec<u8>>,
}

impl MemoryTree {
    /// A tree of these names and bytes.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let texts: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let files = texts.keys().map(|name| File { name: name.clone(), path: PathBuf::from(name) }).collect();
        Self { files, texts }
    }
}

impl Tree for MemoryTree {
    fn files(&self) -> &[File] {
        &self.files
    }

    fn metadata(&self) -> &[File] {
        &[]
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        self.texts.get(&file.name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
