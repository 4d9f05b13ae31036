//! Writing a file in one step.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Replaces or creates a file, so that whoever looks sees all of the old text or all of the new one. A new file may be read
/// by everyone, for it is meant to be committed; one that was there keeps its mode.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".overhaul-").suffix(".tmp");
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    match fs::metadata(path) {
        Ok(metadata) => file.as_file().set_permissions(metadata.permissions())?,
        Err(_) => make_readable(file.as_file())?,
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(unix)]
fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
