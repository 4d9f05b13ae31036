//! Removing directories that others wrote to.

use std::fs;
use std::io;
use std::path::Path;

/// Removes a directory with all that is in it, if it is there, also where directories in it were made read-only. Links are
/// not followed.
pub fn discard(directory: &Path) -> io::Result<()> {
    match fs::remove_dir_all(directory) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) => {
            make_writable(directory)?;
            fs::remove_dir_all(directory)
        }
    }
}

fn make_writable(directory: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(directory)?.permissions();
    make_own(&mut permissions);
    fs::set_permissions(directory, permissions)?;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make_own(permissions: &mut fs::Permissions) {
    use std::os::unix::fs::PermissionsExt as _;
    permissions.set_mode(0o700);
}

#[cfg(not(unix))]
fn make_own(permissions: &mut fs::Permissions) {
    permissions.set_readonly(false);
}
