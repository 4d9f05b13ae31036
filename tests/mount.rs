//! A small file system in memory over a directory, as a disk that can be full.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Mount {
    path: PathBuf,
}

impl Mount {
    /// Over a directory, with what was in it. Nothing where it cannot be mounted, which is said.
    pub fn over(path: &Path, size: &str) -> Option<Self> {
        let kept = tempfile::tempdir().unwrap();
        let copy = |from: PathBuf, to: &Path| {
            let status = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status();
            assert!(status.unwrap().success());
        };
        copy(path.to_owned(), kept.path());
        let options = format!("size={size}");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "overhaul-test"])
            .arg(path)
            .stderr(Stdio::null())
            .status();
        if !mount.is_ok_and(|status| status.success()) {
            println!("skipped: no file system can be mounted here");
            return None;
        }
        let mount = Self { path: path.to_owned() };
        copy(kept.path().to_owned(), path);
        Some(mount)
    }

    pub fn resize(&self, size: &str) {
        let options = format!("remount,size={size}");
        let status = Command::new("mount").args(["-o", &options]).arg(&self.path).status();
        assert!(status.unwrap().success());
    }

    /// Leaves so many bytes.
    pub fn fill(&self, left: u64) {
        let free = rustix::fs::statvfs(&self.path).map(|stat| stat.f_bavail * stat.f_frsize).unwrap();
        let filler = vec![0; usize::try_from(free.saturating_sub(left)).unwrap()];
        fs::write(self.path.join("filler"), filler).unwrap();
    }

    pub fn empty(&self) {
        fs::remove_file(self.path.join("filler")).unwrap();
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // What is still there fails the removal of the directory, and says so.
        let _ = Command::new("umount").arg(&self.path).status();
    }
}
