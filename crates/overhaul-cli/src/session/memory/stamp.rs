//! What tells one state of a file from another without reading it.

use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// Times of file systems come in steps, of two seconds at most; within one, a second change leaves no trace.
const STEP: Duration = Duration::from_secs(2);

/// Device, inode, mode, size, and when content and inode were last changed. Nobody can set back the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp([i64; 8]);

impl Stamp {
    /// As many bytes has a stamp that is written down.
    pub const BYTES: usize = 64;

    /// The stamp of what stands at a path, symbolic links followed.
    #[cfg(unix)]
    pub fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        let size = i64::try_from(found.len()).ok()?;
        let [device, inode] = [found.dev(), found.ino()].map(u64::cast_signed);
        let changed = [found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec()];
        let [modified, modified_nanos, changed, changed_nanos] = changed;
        let mode = i64::from(found.mode());
        Some(Self([device, inode, mode, size, modified, modified_nanos, changed, changed_nanos]))
    }

    /// Elsewhere nothing is known that a program could not set back.
    #[cfg(not(unix))]
    pub fn of(_path: &Path) -> Option<Self> {
        None
    }

    /// Whether a change after `moment` would show: the last one was long enough before it.
    pub fn is_settled(self, moment: SystemTime) -> bool {
        let Self([.., modified, _, changed, _]) = self;
        let last = u64::try_from(modified.max(changed)).map(Duration::from_secs);
        last.is_ok_and(|last| {
            let end = SystemTime::UNIX_EPOCH + last + Duration::from_secs(1) + STEP;
            end <= moment
        })
    }

    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (place, number) in bytes.chunks_exact_mut(8).zip(self.0) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut numbers = [0; 8];
        for (number, bytes) in numbers.iter_mut().zip(bytes.chunks_exact(8)) {
            *number = i64::from_le_bytes(bytes.try_into().unwrap_or_default());
        }
        Self(numbers)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_change_shows_once_the_last_one_is_old() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = Stamp::of(file.path()).unwrap();
        let now = SystemTime::now();
        assert!(!stamp.is_settled(now));
        assert!(stamp.is_settled(now + Duration::from_secs(4)));
        assert_eq!(Stamp::from_bytes(&stamp.to_bytes()), stamp);
        let modified = file.as_file().metadata().unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(20));
        std::fs::write(file.path(), "").unwrap();
        file.as_file().set_modified(modified).unwrap();
        assert_ne!(Stamp::of(file.path()), Some(stamp));
    }
}
