//! Bare clones of many repositories, kept from run to run: without what no run reads, bounded, and shared by processes
//! that run at once.
//!
//! For each repository the directory has a lock (`KEY.lock`, which also says how large the clone is and, by its time, when it
//! was used last), the clone (`KEY`), and while it is made a clone that is not whole (`KEY.new`).

mod cloned;
mod needed;
mod update;

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::discard::discard;
use crate::remote::{Failure, RemoteError, check_address, check_branch};
use crate::snapshot::blob_id;

pub use cloned::Cloned;
pub use needed::is_needed;
use update::{Update, Wanted};

/// A directory of clones.
#[derive(Debug, Clone)]
pub struct Clones(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    directory: PathBuf,
    limit: u64,
    time: Duration,
    /// How much all of them take, as far as this process knows.
    used: Mutex<u64>,
}

/// A clone that this process has for itself.
#[derive(Debug)]
struct Held {
    kept: Arc<Kept>,
    key: String,
    lock: File,
}

impl Clones {
    /// The clones in a directory, which is made; those that were not used for longest go where all of them take more. Each command
    /// that git talks to a server with may take so long.
    pub fn open(directory: &Path, limit_bytes: u64, time: Duration) -> io::Result<Self> {
        fs::create_dir_all(directory)?;
        let kept =
            Kept { directory: directory.canonicalize()?, limit: limit_bytes, time, used: Mutex::new(0) };
        let used = kept.sizes()?.iter().map(|(_, _, size)| size).sum();
        *kept.used.lock().unwrap_or_else(PoisonError::into_inner) = used;
        Ok(Self(Arc::new(kept)))
    }

    /// A clone that has what a run reads of the base branch, the default one where none is named, and the history that
    /// tells who made the commits of `branch`, where that is there already. Waits while another process or thread has it.
    pub fn fetch(&self, address: &str, base: Option<&str>, branch: &str) -> Result<Cloned, RemoteError> {
        check_address(address)?;
        for name in base.into_iter().chain([branch]) {
            check_branch(address, name)?;
        }
        let failed = |failure| RemoteError::new(address, failure);
        let held = self.hold(address).map_err(|error| failed(Failure::Disk(error)))?;
        let wanted = Wanted::ask(address, base, branch, self.0.time)?;
        let fetched = held.fetch(&wanted).map_err(failed)?;
        self.0.trim();
        Ok(Cloned::new(held, wanted, &fetched))
    }

    /// Removes the clone of a repository: where it turned out to be damaged, the next one is made anew.
    pub fn forget(&self, address: &str) -> io::Result<()> {
        discard(&self.hold(address)?.directory())
    }

    fn hold(&self, address: &str) -> io::Result<Held> {
        let key = key_of(address);
        let lock = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(self.0.directory.join(format!("{key}.lock")))?;
        lock.lock()?;
        lock.set_modified(SystemTime::now())?;
        Ok(Held { kept: Arc::clone(&self.0), key, lock })
    }
}

impl Held {
    fn directory(&self) -> PathBuf {
        self.kept.directory.join(&self.key)
    }

    /// Brings the clone up to date. One that turns out to be damaged is made anew.
    fn fetch(&self, wanted: &Wanted) -> Result<Update, Failure> {
        let (directory, new) = (self.directory(), self.kept.directory.join(format!("{}.new", self.key)));
        discard(&new)?;
        if update::is_whole(&directory) {
            match Update::of(&directory, &self.lock, wanted) {
                Err(Failure::Git { .. } | Failure::Clone(_) | Failure::Disk(_)) => {}
                result => return result,
            }
        }
        discard(&directory)?;
        let made = update::make(&new, wanted).and_then(|()| Update::of(&new, &self.lock, wanted));
        let result =
            made.and_then(|update| fs::rename(&new, &directory).map(|()| update).map_err(Failure::Disk));
        if result.is_err() {
            // The next fetch removes what is left.
            let _ = discard(&new);
        }
        result
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let size = size_of(&self.directory());
        // What is not written down is counted the next time.
        let _ = self.kept.note(&mut self.lock, size);
        // Closing the file would not do: a process that is just being started has it open until it runs its program.
        let _ = self.lock.unlock();
    }
}

impl Kept {
    /// The keys of all repositories, when they were used last, and how much their clones took then.
    fn sizes(&self) -> io::Result<Vec<(SystemTime, String, u64)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if let Some(key) = name.strip_suffix(".lock") {
                let used = fs::metadata(&path)?.modified()?;
                let size = fs::read_to_string(&path).unwrap_or_default().trim().parse().unwrap_or(0);
                found.push((used, key.to_owned(), size));
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn note(&self, lock: &mut File, size: u64) -> io::Result<()> {
        let mut text = String::new();
        lock.rewind()?;
        lock.read_to_string(&mut text)?;
        let before: u64 = text.trim().parse().unwrap_or(0);
        if size != before {
            lock.set_len(0)?;
            lock.rewind()?;
            lock.write_all(size.to_string().as_bytes())?;
        }
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_sub(before) + size;
        Ok(())
    }

    /// Removes clones that nobody has, from the one that was used first, until the rest fit.
    fn trim(&self) {
        if *self.used.lock().unwrap_or_else(PoisonError::into_inner) <= self.limit {
            return;
        }
        let Ok(sizes) = self.sizes() else { return };
        let mut used: u64 = sizes.iter().map(|(_, _, size)| size).sum();
        for (_, key, size) in sizes {
            if used <= self.limit {
                break;
            }
            let lock =
                File::options().read(true).write(true).open(self.directory.join(format!("{key}.lock")));
            let Ok(mut lock) = lock else { continue };
            if size > 0 && lock.try_lock().is_ok() && discard(&self.directory.join(&key)).is_ok() {
                used -= size;
                let _ = self.note(&mut lock, 0);
            }
        }
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = used;
    }
}

/// The name of the files for a repository: what a person recognises of its address, and its hash.
fn key_of(address: &str) -> String {
    let place = address.split_once("://").map_or(address, |(_, place)| place);
    let place = place.trim_end_matches('/').trim_end_matches(".git").to_ascii_lowercase();
    let words: Vec<&str> =
        place.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let readable: String = words.join("-").chars().take(60).collect();
    let hash: String =
        blob_id(address.as_bytes()).iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("{readable}-{hash}")
}

fn size_of(directory: &Path) -> u64 {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_clones_are_plain_and_differ() {
        let key = key_of("https://example.org/Team/My_App.git");
        assert!(key.starts_with("example-org-team-my-app-"), "{key}");
        for hostile in
            ["file:///../../etc", "a:b/../../../x", "https://h/..%2f..", "https://h/\u{202e}x", "/"]
        {
            let key = key_of(hostile);
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{key}");
            assert!(key.len() <= 90);
        }
        assert_ne!(key_of("https://h/a-b"), key_of("https://h/a/b"));
    }
}
