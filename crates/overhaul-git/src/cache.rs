//! What earlier runs learnt, in a directory of the repository's own. Whatever is wrong with it, a run only takes longer:
//! it may be deleted at any time.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use git2::{ObjectType, Oid};

/// As many bytes are kept; the oldest entries go first.
const MAX_BYTES: u64 = 64 << 20;

/// As many entries are kept.
const MAX_ENTRIES: usize = 64;

/// Entries by key, shared by runs that go on at once.
pub struct Cache {
    directory: PathBuf,
}

impl Cache {
    /// The cache in the directory that all work trees of a repository share.
    pub fn of(common_directory: &Path) -> Self {
        Self { directory: common_directory.join("overhaul").join("cache") }
    }

    /// A key for what `parts` say, each of them a text of its own.
    pub fn key<'p>(kind: &str, parts: impl IntoIterator<Item = &'p [u8]>) -> Option<String> {
        let mut text = Vec::new();
        for part in parts {
            text.extend(part.len().to_le_bytes());
            text.extend(part);
        }
        Oid::hash_object(ObjectType::Blob, &text).ok().map(|id| format!("{kind}-{id}"))
    }

    /// What is kept under a key, if it is whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.directory.join(key);
        let packed = fs::read(&path).ok()?;
        let (sum, packed) = packed.split_at_checked(20)?;
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed).take(16 * MAX_BYTES).read_to_end(&mut bytes).ok()?;
        let is_whole = Oid::hash_object(ObjectType::Blob, &bytes).ok()?.as_bytes() == sum;
        if is_whole && let Ok(file) = fs::File::options().write(true).open(&path) {
            // What was used last goes last. Where that fails it goes earlier.
            let _ = file.set_modified(SystemTime::now());
        }
        is_whole.then_some(bytes)
    }

    /// Keeps something under a key, in one step. Where that fails, nothing is kept.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let _ = self.try_put(key, bytes);
        self.trim();
    }

    fn try_put(&self, key: &str, bytes: &[u8]) -> Option<()> {
        fs::create_dir_all(&self.directory).ok()?;
        let sum = Oid::hash_object(ObjectType::Blob, bytes).ok()?;
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.directory).ok()?;
        file.write_all(sum.as_bytes()).ok()?;
        let mut encoder = ZlibEncoder::new(file.as_file_mut(), Compression::fast());
        encoder.write_all(bytes).ok()?;
        encoder.finish().ok()?;
        file.persist(self.directory.join(key)).ok().map(drop)
    }

    /// Removes the oldest entries beyond the limits, among them what a killed run left.
    fn trim(&self) {
        let entries = fs::read_dir(&self.directory).into_iter().flatten().flatten();
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter_map(|entry| {
                let metadata = entry.metadata().ok()?;
                Some((metadata.modified().ok()?, metadata.len(), entry.path()))
            })
            .collect();
        entries.sort_by(|a, b| b.cmp(a));
        let mut total = 0;
        for (index, (_, size, path)) in entries.iter().enumerate() {
            total += size;
            if index >= MAX_ENTRIES || total > MAX_BYTES {
                let _ = fs::remove_file(path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_whole_or_not_there() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::of(directory.path());
        let key = Cache::key("run", [b"a".as_slice(), b"bc"]).unwrap();
        assert_ne!(Some(&key), Cache::key("run", [b"ab".as_slice(), b"c"]).as_ref());
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"text");
        assert_eq!(cache.get(&key).as_deref(), Some(b"text".as_slice()));
        let path = directory.path().join("overhaul/cache").join(&key);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        for damaged in [&bytes[..], &bytes[..10], b""] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get(&key), None);
        }
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::of(directory.path());
        for number in 0..MAX_ENTRIES + 5 {
            cache.put(&number.to_string(), b"x");
        }
        let kept = fs::read_dir(directory.path().join("overhaul/cache")).unwrap().count();
        assert_eq!(kept, MAX_ENTRIES);
        assert!(cache.get(&(MAX_ENTRIES + 4).to_string()).is_some());
    }
}
