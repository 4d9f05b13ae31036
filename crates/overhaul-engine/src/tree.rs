//! The files of a project: where they come from does not matter to a run.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use globset::GlobSet;

mod memory;
pub mod rules;
mod work_tree;

pub use memory::MemoryTree;
pub use work_tree::{WorkTree, site_packages};

/// One file of a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Relative to the project's root, `/` between the parts, bytes that are not UTF-8 as `\xNN`.
    pub name: String,
    /// Where the tree reads it.
    pub path: PathBuf,
}

/// A name for bytes, such as git gives them.
pub type ContentId = [u8; 20];

/// A set of files that can be read. Reading takes place on several threads.
pub trait Tree: Send + Sync {
    /// The Python files of the whole project, sorted by name.
    fn files(&self) -> &[File];

    /// `pyproject.toml`, `setup.cfg` and `setup.py`, sorted by name.
    fn metadata(&self) -> &[File];

    fn read(&self, file: &File) -> io::Result<Vec<u8>>;

    /// An id of what a file holds, where it is known without reading the file once more; equal ids mean equal bytes.
    fn content(&self, _file: &File) -> Option<ContentId> {
        None
    }

    /// Whether something stands where a file of this name would be, be it part of the tree or not.
    fn is_taken(&self, name: &str) -> bool {
        self.files().iter().any(|file| file.name == name)
    }

    /// What was left out, and why.
    fn skipped(&self) -> Vec<Skipped> {
        Vec::new()
    }

    /// Where a file of this name would be read and written.
    fn place(&self, name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    /// Hears of each path outside of the tree that types depend on, whether something is there or not.
    fn looked_at(&self, _path: &Path) {}

    /// The directories of packages that are installed for the project.
    fn site_packages(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// A tree whose files were found by walking directories.
pub trait Walked: Tree {
    /// Adds a file that a user named, wherever it is and whatever would exclude it.
    fn add_named(&mut self, path: &Path);

    /// Adds the files below a directory that a user named. What excludes the directory itself, or one above it,
    /// does not count; what is below it is filtered as in a walk of the whole project.
    fn add_below(&mut self, directory: &Path, exclude: &GlobSet);
}

/// A file or directory that a walk left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub path: PathBuf,
    pub reason: &'static str,
}

/// A path as a name: `/` between the parts, bytes that are not UTF-8 as `\xNN`.
pub fn name_of(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .map(|part| {
            let mut text = String::new();
            for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
                text.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    // Writing to a string does not fail.
                    let _ = write!(text, "\\x{byte:02x}");
                }
            }
            text
        })
        .collect();
    parts.join("/").replacen("//", "/", 1)
}
