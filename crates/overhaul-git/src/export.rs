//! All files of a commit, written into a directory.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::snapshot::{Kind, Snapshot};

impl Snapshot {
    /// Writes the files into an empty directory, as git would check them out without filters and hooks. A submodule is an
    /// empty directory.
    pub fn export(&self, directory: &Path) -> io::Result<()> {
        // Symbolic links come last, so that nothing is written through one.
        let (links, files): (Vec<_>, Vec<_>) =
            self.entries().partition(|(_, entry)| entry.kind() == Kind::SymbolicLink);
        for (path, entry) in files.into_iter().chain(links) {
            let place = place(directory, &path)?;
            if entry.kind() == Kind::Submodule {
                fs::create_dir_all(&place)?;
                continue;
            }
            if let Some(above) = place.parent() {
                fs::create_dir_all(above)?;
            }
            let bytes = self.blob(entry.id).map_err(io::Error::other)?;
            if entry.kind() == Kind::SymbolicLink {
                link(&bytes, &place)?;
                continue;
            }
            let mut file = OpenOptions::new().write(true).create_new(true).open(&place)?;
            file.write_all(&bytes)?;
            if entry.mode == 0o100_755 {
                make_executable(&place)?;
            }
        }
        Ok(())
    }
}

/// Where a file of a commit goes. A commit may have been made to lead out of the directory, or into `.git`.
fn place(directory: &Path, path: &Path) -> io::Result<PathBuf> {
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
        _ => false,
    };
    if path.components().all(is_plain) {
        return Ok(directory.join(path));
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, format!("{} is no place for a file", path.display())))
}

#[cfg(unix)]
fn link(target: &[u8], place: &Path) -> io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(target), place)
}

#[cfg(not(unix))]
fn link(target: &[u8], place: &Path) -> io::Result<()> {
    // As git does where a system has no symbolic links.
    fs::write(place, target)
}

#[cfg(unix)]
fn make_executable(place: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(place, Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(place: &Path) -> io::Result<()> {
    fs::metadata(place).map(|metadata| drop::<Permissions>(metadata.permissions()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_directory() {
        let at = |path: &str| place(Path::new("/d"), Path::new(path));
        assert_eq!(at("a/b.py").ok(), Some(PathBuf::from("/d/a/b.py")));
        for path in ["../a", "a/../../b", "/etc/x", ".git/hooks/x", "a/.GIT/config"] {
            assert!(at(path).is_err(), "{path}");
        }
    }
}
