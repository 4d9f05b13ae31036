//! The files of a project: where they come from does not matter to a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use ignore::{DirEntry, WalkBuilder};

/// One file of a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Relative to the project's root, `/` between the parts, bytes that are not UTF-8 as `\xNN`.
    pub name: String,
    /// Where the tree reads it.
    pub path: PathBuf,
}

/// A set of files that can be read. Reading takes place on several threads.
pub trait Tree: Send + Sync {
    /// The Python files of the whole project, sorted by name.
    fn files(&self) -> &[File];

    /// `pyproject.toml`, `setup.cfg` and `setup.py`, sorted by name.
    fn metadata(&self) -> &[File];

    fn read(&self, file: &File) -> io::Result<Vec<u8>>;

    /// Where a file of this name would be read and written.
    fn place(&self, name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    /// The directories of packages that are installed for the project.
    fn site_packages(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// Files below a directory on disk.
#[derive(Debug)]
pub struct WorkTree {
    root: PathBuf,
    files: Vec<File>,
    metadata: Vec<File>,
    skipped: Vec<Skipped>,
}

/// A file or directory that a walk left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub path: PathBuf,
    pub reason: &'static str,
}

/// Directories that hold no code of the project's own, whatever a user excludes besides.
const EXCLUDED: &[(&str, &str)] = &[
    (".git", "version control"),
    (".hg", "version control"),
    (".svn", "version control"),
    (".venv", "virtual environment"),
    ("venv", "virtual environment"),
    (".tox", "virtual environment"),
    (".nox", "virtual environment"),
    ("site-packages", "installed packages"),
    ("__pypackages__", "installed packages"),
    ("__pycache__", "cache"),
    (".mypy_cache", "cache"),
    (".pytest_cache", "cache"),
    (".ruff_cache", "cache"),
    (".eggs", "build output"),
    ("node_modules", "vendored"),
    ("vendor", "vendored"),
    ("_vendor", "vendored"),
    ("vendored", "vendored"),
    ("third_party", "vendored"),
];

/// Build output, unless it is a package.
const EXCLUDED_UNLESS_PACKAGE: &[&str] = &["build", "dist", "_build", "buck-out"];

impl WorkTree {
    /// A tree without files.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), files: Vec::new(), metadata: Vec::new(), skipped: Vec::new() }
    }

    /// Finds the Python files below `root`: not what git ignores, not hidden files, virtual environments,
    /// caches, vendored trees and build output, and nothing that `exclude` matches (paths relative to `root`).
    /// Symbolic links are not followed.
    pub fn walk(root: &Path, exclude: &GlobSet) -> Self {
        let mut tree = Self::new(root);
        tree.add_below(root, exclude);
        tree
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Adds a file that a user named, wherever it is and whatever would exclude it. Returns its name.
    pub fn add_named(&mut self, path: &Path) -> String {
        let file =
            File { name: name_of(path.strip_prefix(&self.root).unwrap_or(path)), path: path.to_owned() };
        let name = file.name.clone();
        if let Err(at) = self.files.binary_search(&file) {
            self.files.insert(at, file);
        }
        name
    }

    /// Adds the files below a directory that a user named. What excludes the directory itself, or one above it,
    /// does not count; what is below it is filtered as in [`Self::walk`].
    pub fn add_below(&mut self, directory: &Path, exclude: &GlobSet) {
        for entry in walker(directory, true).build() {
            match entry {
                Ok(entry) => self.add(&entry, directory, exclude),
                Err(error) => {
                    let path = error_path(&error).unwrap_or_else(|| directory.to_owned());
                    self.skipped.push(Skipped { path, reason: "cannot be read" });
                }
            }
        }
        for files in [&mut self.files, &mut self.metadata] {
            files.sort();
            files.dedup();
        }
    }

    /// What the walk left out, with what git ignores; found by a second walk.
    pub fn skipped(&self) -> Vec<Skipped> {
        let mut skipped = self.skipped.clone();
        for entry in walker(&self.root, false).build().flatten() {
            let path = entry.path();
            let is_python = is_python(path) && entry.file_type().is_some_and(|kind| kind.is_file());
            let file =
                File { name: name_of(path.strip_prefix(&self.root).unwrap_or(path)), path: path.to_owned() };
            let known = self.files.binary_search(&file).is_ok()
                || self.metadata.binary_search(&file).is_ok()
                || skipped.iter().any(|skipped| path.starts_with(&skipped.path));
            if is_python && !known {
                skipped.push(Skipped { path: path.to_owned(), reason: "ignored by git, or hidden" });
            }
        }
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        skipped
    }

    fn add(&mut self, entry: &DirEntry, walked: &Path, exclude: &GlobSet) {
        let path = entry.path();
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            return;
        }
        let depth_named = walked.strip_prefix(&self.root).map_or(0, |path| path.components().count());
        if excluded_by(exclude, relative, depth_named) {
            if is_python(path) {
                self.skipped.push(Skipped { path: path.to_owned(), reason: "excluded by the configuration" });
            }
            return;
        }
        let file = || File { name: name_of(relative), path: path.to_owned() };
        let is_metadata = matches!(
            path.file_name().and_then(|name| name.to_str()),
            Some("pyproject.toml" | "setup.cfg" | "setup.py")
        );
        if is_metadata && kind.is_file() {
            self.metadata.push(file());
        }
        if is_python(path) {
            if kind.is_symlink() {
                self.skipped.push(Skipped { path: path.to_owned(), reason: "symbolic link" });
            } else if kind.is_file() {
                self.files.push(file());
            }
        }
    }
}

impl Tree for WorkTree {
    fn files(&self) -> &[File] {
        &self.files
    }

    fn metadata(&self) -> &[File] {
        &self.metadata
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        std::fs::read(&file.path)
    }

    fn place(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn site_packages(&self) -> Vec<PathBuf> {
        site_packages(&self.root)
    }
}

/// Files in memory: standard input, and tests.
#[derive(Debug, Default)]
pub struct MemoryTree {
    files: Vec<File>,
    texts: BTreeMap<String, Vec<u8>>,
}

impl MemoryTree {
    /// A tree of these names and bytes.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let texts: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let files = texts.keys().map(|name| File { name: name.clone(), path: PathBuf::from(name) }).collect();
        Self { files, texts }
    }
}

impl Tree for MemoryTree {
    fn files(&self) -> &[File] {
        &self.files
    }

    fn metadata(&self) -> &[File] {
        &[]
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        self.texts.get(&file.name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// The packages of the virtual environment that lies in a project's root, by the layout that
/// <https://docs.python.org/3/library/venv.html> describes.
fn site_packages(root: &Path) -> Vec<PathBuf> {
    let environment = [".venv", "venv", "env", ".env"]
        .iter()
        .map(|name| root.join(name))
        .find(|path| path.join("pyvenv.cfg").is_file());
    let Some(environment) = environment else { return Vec::new() };
    let versions = std::fs::read_dir(environment.join("lib")).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions
        .map(|version| version.path().join("site-packages"))
        .chain([environment.join("Lib/site-packages")])
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// Whether a directory is left out by default, and why.
pub fn excluded_by_default(directory: &Path) -> Option<&'static str> {
    let name = directory.file_name()?.to_str()?;
    if let Some((_, reason)) = EXCLUDED.iter().find(|(excluded, _)| *excluded == name) {
        return Some(reason);
    }
    if EXCLUDED_UNLESS_PACKAGE.contains(&name) && !directory.join("__init__.py").exists() {
        return Some("build output");
    }
    directory.join("pyvenv.cfg").exists().then_some("virtual environment")
}

fn walker(root: &Path, respect_git: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .standard_filters(respect_git)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_path(Ord::cmp)
        .filter_entry(|entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_dir || entry.depth() == 0 || excluded_by_default(entry.path()).is_none()
        });
    builder
}

/// Whether the path or a directory of it that lies deeper than the first `depth_named` parts is excluded.
fn excluded_by(exclude: &GlobSet, relative: &Path, depth_named: usize) -> bool {
    if exclude.is_empty() {
        return false;
    }
    let parts = relative.components().count();
    relative.ancestors().take(parts - depth_named).any(|part| exclude.is_match(part))
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py" || extension == "pyw")
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_finds_the_projects_own_code() {
        let dir = tempfile::tempdir().unwrap();
        for name in [
            "a.py",
            "pkg/b.py",
            "pkg/build/__init__.py",
            "build/c.py",
            "venv/d.py",
            "env/pyvenv.cfg",
            "env/e.py",
            "pkg/_vendor/f.py",
            ".hidden/g.py",
            "ignored/h.py",
            "legacy/i.py",
            "notes.txt",
            "pyproject.toml",
        ] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        std::fs::write(dir.path().join(".gitignore"), "ignored/\n").unwrap();
        let mut exclude = globset::GlobSetBuilder::new();
        exclude.add(globset::Glob::new("legacy").unwrap());
        let tree = WorkTree::walk(dir.path(), &exclude.build().unwrap());
        let names: Vec<&str> = tree.files().iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a.py", "pkg/b.py", "pkg/build/__init__.py"]);
        assert_eq!(tree.metadata().len(), 1);
        let skipped: Vec<(String, &str)> = tree
            .skipped()
            .iter()
            .map(|skipped| (name_of(skipped.path.strip_prefix(dir.path()).unwrap()), skipped.reason))
            .collect();
        assert!(skipped.contains(&("legacy/i.py".to_owned(), "excluded by the configuration")));
        assert!(skipped.contains(&("ignored/h.py".to_owned(), "ignored by git, or hidden")));
    }
}
