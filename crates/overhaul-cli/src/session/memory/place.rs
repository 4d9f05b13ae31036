//! Where the user's cache is: never inside of a project, and nobody else's to write.

use std::fs;
use std::path::{Path, PathBuf};

use overhaul_git::{Cache, Limits};

/// Names another directory for the cache.
const NAMED: &str = "OVERHAUL_CACHE_DIR";

/// What is kept for all projects of a user.
const LIMITS: Limits = Limits { bytes: 256 << 20, entries: 512 };

/// The user's cache. `None` where there is no place for it that only the user may write.
pub fn user_cache() -> Option<Cache> {
    let directory = directory()?;
    create(&directory)?;
    is_private(&directory).then(|| Cache::at(directory, LIMITS))
}

fn directory() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = || {
        let own = if cfg!(windows) { variable("LOCALAPPDATA") } else { variable("XDG_CACHE_HOME") };
        own.or_else(|| Some(variable("HOME")?.join(".cache"))).map(|base| base.join("overhaul"))
    };
    variable(NAMED).or_else(base).filter(|path| path.is_absolute())
}

#[cfg(unix)]
fn create(directory: &Path) -> Option<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory).ok()
}

#[cfg(not(unix))]
fn create(directory: &Path) -> Option<()> {
    fs::create_dir_all(directory).ok()
}

/// What is kept here ends in people's files, so nobody else may write it.
#[cfg(unix)]
fn is_private(directory: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    fs::metadata(directory).is_ok_and(|found| found.uid() == user && found.mode() & 0o022 == 0)
}

#[cfg(not(unix))]
fn is_private(_directory: &Path) -> bool {
    true
}
