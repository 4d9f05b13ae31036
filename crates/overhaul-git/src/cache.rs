//! What earlier runs learnt, in a directory of its own. Whatever is wrong with it, a run only takes longer: it may be
//! deleted at any time.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use git2::{ObjectType, Oid};
use sha1::{Digest, Sha1};

/// What the cache of a repository keeps.
const OF_A_REPOSITORY: Limits = Limits { bytes: 64 << 20, entries: 64 };

/// As many bytes has the checksum of an entry.
const SUM: usize = 20;

/// No entry is longer than so many bytes once it is unpacked.
const MAX_UNPACKED: u64 = 1 << 30;

/// Entries by key, shared by runs that go on at once.
pub struct Cache {
    directory: PathBuf,
    limits: Limits,
}

/// How much is kept; the oldest entries go first.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub bytes: u64,
    pub entries: usize,
}

/// How an entry lies on disk: small, or soon read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Packed,
    Plain,
}

impl Cache {
    /// The cache in the directory that all work trees of a repository share.
    pub fn of(common_directory: &Path) -> Self {
        Self::at(common_directory.join("overhaul").join("cache"), OF_A_REPOSITORY)
    }

    /// A cache in a directory that holds nothing else.
    pub fn at(directory: PathBuf, limits: Limits) -> Self {
        Self { directory, limits }
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
        let mut bytes = Vec::new();
        let packed = self.read(key)?;
        ZlibDecoder::new(&packed[SUM..]).take(MAX_UNPACKED).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// What [`Cache::put_plain`] keeps under a key, if it is whole.
    pub fn get_plain(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = self.read(key)?;
        bytes.drain(..SUM);
        Some(bytes)
    }

    /// Keeps something under a key, in one step. Where that fails, nothing is kept.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let _ = self.write(key, bytes, Form::Packed);
        self.trim();
    }

    /// Keeps something under a key as it is: it takes more room, and is there at once.
    pub fn put_plain(&self, key: &str, bytes: &[u8]) {
        let _ = self.write(key, bytes, Form::Plain);
        self.trim();
    }

    /// An entry with the checksum in front of it, which fits.
    fn read(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.directory.join(key);
        let entry = fs::read(&path).ok()?;
        let (sum, bytes) = entry.split_at_checked(SUM)?;
        let is_whole = Sha1::digest(bytes).as_slice() == sum;
        if is_whole && let Ok(file) = fs::File::options().write(true).open(&path) {
            // What was used last goes last. Where that fails it goes earlier.
            let _ = file.set_modified(SystemTime::now());
        }
        is_whole.then_some(entry)
    }

    fn write(&self, key: &str, bytes: &[u8], form: Form) -> Option<()> {
        fs::create_dir_all(&self.directory).ok()?;
        let packed;
        let bytes = match form {
            Form::Plain => bytes,
            Form::Packed => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(bytes).ok()?;
                packed = encoder.finish().ok()?;
                &packed
            }
        };
        if bytes.len() as u64 > self.limits.bytes {
            return None;
        }
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.directory).ok()?;
        file.write_all(&Sha1::digest(bytes)).ok()?;
        file.write_all(bytes).ok()?;
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
            if index >= self.limits.entries || total > self.limits.bytes {
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
        cache.put_plain(&key, b"plain");
        assert_eq!(cache.get_plain(&key).as_deref(), Some(b"plain".as_slice()));
        cache.put(&key, b"text");
        assert_eq!(cache.get(&key).as_deref(), Some(b"text".as_slice()));
        let path = directory.path().join("overhaul/cache").join(&key);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        for damaged in [&bytes[..], &bytes[..10], b""] {
            fs::write(&path, damaged).unwrap();
            assert_eq!((cache.get(&key), cache.get_plain(&key)), (None, None));
        }
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::of(directory.path());
        for number in 0..OF_A_REPOSITORY.entries + 5 {
            cache.put(&number.to_string(), b"x");
        }
        let kept = fs::read_dir(directory.path().join("overhaul/cache")).unwrap().count();
        assert_eq!(kept, OF_A_REPOSITORY.entries);
        assert!(cache.get(&(OF_A_REPOSITORY.entries + 4).to_string()).is_some());
    }
}
