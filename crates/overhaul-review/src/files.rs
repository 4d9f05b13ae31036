//! Writing a file in one step.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Replaces or creates a file, so that whoever looks sees all of the old text or all of the new one. One that was there keeps
/// its mode. What was written is told by its metadata.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<fs::Metadata> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".overhaul-").suffix(".tmp");
    // The process's umask takes from these bits what it takes from every new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    let written = file.as_file().metadata()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(written)
}
