//! What the files of a project held when they were last read, so that those that did not change are not read again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use overhaul_engine::ContentId;

use super::stamp::Stamp;

/// The stamps and contents of files by their absolute paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index(HashMap<PathBuf, (Stamp, ContentId)>);

impl Index {
    pub fn get(&self, path: &Path) -> Option<(Stamp, ContentId)> {
        self.0.get(path).copied()
    }

    pub fn insert(&mut self, path: &Path, stamp: Stamp, id: ContentId) {
        self.0.insert(path.to_owned(), (stamp, id));
    }

    /// The index as text. Paths that are not UTF-8 are left out: their files are read again.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (path, (stamp, id)) in &self.0 {
            let Some(path) = path.to_str() else { continue };
            bytes.extend(stamp.to_bytes());
            bytes.extend(id);
            bytes.extend((path.len() as u64).to_le_bytes());
            bytes.extend(path.as_bytes());
        }
        bytes
    }

    /// What [`Index::write`] wrote.
    pub fn read(mut bytes: &[u8]) -> Self {
        let mut index = Self::default();
        while let Some((path, entry, rest)) = split(bytes) {
            index.0.insert(PathBuf::from(path), entry);
            bytes = rest;
        }
        index
    }
}

type Split<'a> = (&'a str, (Stamp, ContentId), &'a [u8]);

fn split(bytes: &[u8]) -> Option<Split<'_>> {
    let (stamp, bytes) = bytes.split_first_chunk()?;
    let (id, bytes) = bytes.split_first_chunk()?;
    let (length, bytes) = bytes.split_first_chunk()?;
    let (path, rest) = bytes.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    Some((std::str::from_utf8(path).ok()?, (Stamp::from_bytes(stamp), *id), rest))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_index_comes_back() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut index = Index::default();
        index.insert(file.path(), Stamp::of(file.path()).unwrap(), [7; 20]);
        index.insert(Path::new("/b c"), Stamp::of(file.path()).unwrap(), [8; 20]);
        let bytes = index.write();
        assert_eq!(Index::read(&bytes), index);
        assert_eq!(Index::read(&bytes[..bytes.len() - 1]).0.len(), 1);
    }
}
