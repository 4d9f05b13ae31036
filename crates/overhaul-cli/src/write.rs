//! Writing a file so that whoever looks sees all of the old text or all of the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use overhaul_engine::Change;
use tempfile::NamedTempFile;
use thiserror::Error;

/// What a temporary file is called: nothing takes it for Python.
const PREFIX: &str = ".overhaul-";
const SUFFIX: &str = ".tmp";

/// A temporary file that is older was left behind by a process that is gone.
const STALE: Duration = Duration::from_hours(1);

/// Why a file was left as it is.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("has vanished since it was read")]
    Vanished,
    #[error("has changed since it was read, so it is left alone: run again")]
    Changed,
    #[error("has appeared since the project was read, so it is left alone: run again")]
    Exists,
    #[error("cannot be created: {0}")]
    Create(io::Error),
    #[error("is read-only: give yourself permission to write it and run again")]
    ReadOnly,
    #[error("cannot be read again: {0}")]
    Read(io::Error),
    #[error("cannot be replaced: {0}")]
    Replace(io::Error),
}

/// Makes a change: replaces a file, or creates it.
pub fn write(path: &Path, change: &Change) -> Result<(), WriteError> {
    let new = change.new_bytes().map_err(WriteError::Read)?;
    match &change.original {
        Some(original) => replace(path, &original.read().map_err(WriteError::Read)?, &new),
        None => create(path, &new),
    }
}

/// Replaces a file that still holds `original` by one that holds `new`, with the same mode and, where the system
/// allows it, the same owner.
fn replace(path: &Path, original: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let current = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => WriteError::Vanished,
        _ => WriteError::Read(error),
    })?;
    if current != original {
        return Err(WriteError::Changed);
    }
    let metadata = fs::metadata(path).map_err(WriteError::Read)?;
    // Root may write anything, yet a file without a write bit is meant to stay as it is.
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    if let Err(error) = OpenOptions::new().write(true).open(path) {
        return Err(match error.kind() {
            io::ErrorKind::PermissionDenied => WriteError::ReadOnly,
            _ => WriteError::Replace(error),
        });
    }
    let mut temporary = beside(path, None).map_err(WriteError::Replace)?;
    temporary.write_all(new).map_err(WriteError::Replace)?;
    keep_owner(temporary.as_file(), &metadata);
    temporary.as_file().set_permissions(metadata.permissions()).map_err(WriteError::Replace)?;
    temporary.persist(path).map_err(|error| WriteError::Replace(error.error))?;
    Ok(())
}

/// Writes a file that is not there yet, readable to everyone.
fn create(path: &Path, text: &[u8]) -> Result<(), WriteError> {
    let mut temporary = beside(path, Some(mode_of_new_files())).map_err(WriteError::Create)?;
    temporary.write_all(text).map_err(WriteError::Create)?;
    temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists,
        _ => WriteError::Create(error.error),
    })?;
    Ok(())
}

/// A file in the directory of another one, which takes its place when it is persisted and is gone when it is dropped.
/// Without permissions, only its owner may read it.
pub fn beside(path: &Path, permissions: Option<fs::Permissions>) -> io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    builder.tempfile_in(directory)
}

/// The process's umask takes from these bits what it takes from every new file.
#[cfg(unix)]
pub fn mode_of_new_files() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}

/// Gives the file the owner and group of the one that it replaces. Only root may do that for files of others, so a
/// refusal is no error.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(own) = file.metadata() else { return };
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _metadata: &fs::Metadata) {}

/// Deletes the temporary files in a directory that a killed run left behind. What cannot be deleted does no harm.
pub fn remove_stale(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        if !(bytes.starts_with(PREFIX.as_bytes()) && bytes.ends_with(SUFFIX.as_bytes())) {
            continue;
        }
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
        if age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_moved_on_is_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::Vanished)));
        fs::write(&path, "other").unwrap();
        assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"other");
        replace(&path, b"other", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_replaces_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.py");
        create(&path, b"new").unwrap();
        assert!(matches!(create(&path, b"other"), Err(WriteError::Exists)));
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn only_old_temporary_files_go() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let long_ago = SystemTime::now() - 2 * STALE;
        for (name, time) in
            [(".overhaul-old.tmp", long_ago), (".overhaul-new.tmp", SystemTime::now()), ("old.tmp", long_ago)]
        {
            File::create(at(name)).unwrap().set_modified(time).unwrap();
        }
        remove_stale(directory.path());
        assert!(!at(".overhaul-old.tmp").exists());
        assert!(at(".overhaul-new.tmp").exists() && at("old.tmp").exists());
    }
}
