//! The files below a directory on disk.

use std::io;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use ignore::{DirEntry, WalkBuilder};

use super::rules::{excluded_by, excluded_by_default, is_metadata, is_python};
use super::{File, Skipped, Tree, Walked, name_of};

/// Files below a directory on disk.
#[derive(Debug)]
pub struct WorkTree {
    root: PathBuf,
    files: Vec<File>,
    metadata: Vec<File>,
    skipped: Vec<Skipped>,
}

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
        if is_metadata(path) && kind.is_file() {
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

    /// Found by a second walk.
    fn skipped(&self) -> Vec<Skipped> {
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

    fn is_taken(&self, name: &str) -> bool {
        self.root.join(name).symlink_metadata().is_ok()
    }

    fn place(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn site_packages(&self) -> Vec<PathBuf> {
        site_packages(&self.root)
    }
}

impl Walked for WorkTree {
    fn add_named(&mut self, path: &Path) {
        let file =
            File { name: name_of(path.strip_prefix(&self.root).unwrap_or(path)), path: path.to_owned() };
        if let Err(at) = self.files.binary_search(&file) {
            self.files.insert(at, file);
        }
    }

    fn add_below(&mut self, directory: &Path, exclude: &GlobSet) {
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
}

/// The packages of the virtual environment that lies in a project's root, by the layout that
/// <https://docs.python.org/3/library/venv.html> describes.
pub fn site_packages(root: &Path) -> Vec<PathBuf> {
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

fn walker(root: &Path, respect_git: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    // A directory of many clones is walked as a whole; inside a repository, another one is not part of it.
    let is_in_repository = root.ancestors().any(|directory| directory.join(".git").exists());
    builder
        .standard_filters(respect_git)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_path(Ord::cmp)
        .filter_entry(move |entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            if !is_dir || entry.depth() == 0 {
                return true;
            }
            let name = entry.file_name().to_str().unwrap_or_default();
            let is_another = is_in_repository && entry.path().join(".git").exists();
            !is_another && excluded_by_default(name, |file| entry.path().join(file).exists()).is_none()
        });
    builder
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
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
