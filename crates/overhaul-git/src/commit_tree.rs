//! A project of a commit, as a run reads it.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use overhaul_engine::tree::rules::{excluded_by, excluded_by_default, is_metadata, is_python};
use overhaul_engine::tree::{name_of, site_packages};
use overhaul_engine::{ContentId, File, Skipped, Tree, Walked};

use crate::snapshot::{Entry, Kind, Snapshot};

/// The files of a project in a commit: those that a walk of a clean work tree would find.
pub struct CommitTree {
    snapshot: Arc<Snapshot>,
    root: PathBuf,
    files: Vec<File>,
    metadata: Vec<File>,
    skipped: Vec<Skipped>,
}

impl CommitTree {
    /// The files below `root`, an absolute path; not those that `exclude` matches (paths relative to `root`).
    pub fn walk(snapshot: &Arc<Snapshot>, root: &Path, exclude: &GlobSet) -> Self {
        let mut tree = Self {
            snapshot: Arc::clone(snapshot),
            root: root.to_owned(),
            files: Vec::new(),
            metadata: Vec::new(),
            skipped: Vec::new(),
        };
        tree.add_below(root, exclude);
        tree
    }

    fn skip(&mut self, path: PathBuf, reason: &'static str) {
        if is_python(&path) {
            self.skipped.push(Skipped { path, reason });
        }
    }

    fn file(&self, path: &Path) -> File {
        File { name: name_of(path.strip_prefix(&self.root).unwrap_or(path)), path: path.to_owned() }
    }
}

impl Tree for CommitTree {
    fn files(&self) -> &[File] {
        &self.files
    }

    fn metadata(&self) -> &[File] {
        &self.metadata
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        self.snapshot.read(&file.path)
    }

    fn content(&self, file: &File) -> Option<ContentId> {
        self.snapshot.entry(&file.path)?.id.as_bytes().try_into().ok()
    }

    fn skipped(&self) -> Vec<Skipped> {
        self.skipped.clone()
    }

    fn is_taken(&self, name: &str) -> bool {
        self.snapshot.kind(&self.root.join(name)).is_some()
    }

    fn place(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The virtual environment is in no commit; that of the work tree stands for it.
    fn site_packages(&self) -> Vec<PathBuf> {
        if self.snapshot.work_tree().is_some() { site_packages(&self.root) } else { Vec::new() }
    }
}

impl Walked for CommitTree {
    fn add_named(&mut self, path: &Path) {
        let file = self.file(path);
        if let Err(at) = self.files.binary_search(&file) {
            self.files.insert(at, file);
        }
    }

    fn add_below(&mut self, directory: &Path, exclude: &GlobSet) {
        let snapshot = Arc::clone(&self.snapshot);
        let mut rules = Rules {
            snapshot: &snapshot,
            walked: directory,
            ignores: HashMap::new(),
            left_out: HashMap::new(),
        };
        let named = directory.strip_prefix(&self.root).map_or(0, |path| path.components().count());
        for (path, entry) in snapshot.below(directory) {
            if entry.kind() == Kind::Submodule {
                self.skipped.push(Skipped { path, reason: "submodule" });
                continue;
            }
            if !is_python(&path) && !is_metadata(&path) {
                continue;
            }
            let relative = path.strip_prefix(&self.root).unwrap_or(&path);
            let is_excluded = excluded_by(exclude, relative, named);
            match rules.leaves_out(&path, entry) {
                Some(reason) => self.skip(path, reason),
                None if is_excluded => self.skip(path, "excluded by the configuration"),
                None => {
                    if is_metadata(&path) {
                        self.metadata.push(self.file(&path));
                    }
                    if is_python(&path) {
                        self.files.push(self.file(&path));
                    }
                }
            }
        }
        for files in [&mut self.files, &mut self.metadata] {
            files.sort();
            files.dedup();
        }
    }
}

/// Which files a walk of a work tree would leave out.
struct Rules<'a> {
    snapshot: &'a Snapshot,
    /// What excludes this directory, or one above it, does not count.
    walked: &'a Path,
    /// By the path of the file that says what is ignored.
    ignores: HashMap<PathBuf, Option<Gitignore>>,
    left_out: HashMap<PathBuf, Option<&'static str>>,
}

impl Rules<'_> {
    fn leaves_out(&mut self, path: &Path, entry: Entry) -> Option<&'static str> {
        match entry.kind() {
            Kind::SymbolicLink => return Some("symbolic link"),
            Kind::Submodule | Kind::Directory | Kind::File => {}
        }
        let directory = path.parent()?;
        self.leaves_out_directory(directory).or_else(|| self.is_ignored(path, false).then_some(IGNORED))
    }

    fn leaves_out_directory(&mut self, directory: &Path) -> Option<&'static str> {
        if directory == self.walked || !directory.starts_with(self.walked) {
            return None;
        }
        if let Some(known) = self.left_out.get(directory) {
            return *known;
        }
        let above = directory.parent().and_then(|parent| self.leaves_out_directory(parent));
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let reason = above
            .or_else(|| {
                excluded_by_default(name, |file| self.snapshot.entry(&directory.join(file)).is_some())
            })
            .or_else(|| self.is_ignored(directory, true).then_some(IGNORED));
        self.left_out.insert(directory.to_owned(), reason);
        reason
    }

    /// Whether a path is hidden, or a `.ignore` or `.gitignore` says so; the nearest one that says anything decides.
    fn is_ignored(&mut self, path: &Path, is_directory: bool) -> bool {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return true;
        }
        for name in [".ignore", ".gitignore"] {
            for directory in path.ancestors().skip(1) {
                if !directory.starts_with(self.snapshot.root()) {
                    break;
                }
                let Some(ignore) = self.ignore(&directory.join(name), directory) else { continue };
                match ignore.matched(path, is_directory) {
                    Match::None => {}
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                }
            }
        }
        false
    }

    fn ignore(&mut self, file: &Path, directory: &Path) -> Option<&Gitignore> {
        let snapshot = self.snapshot;
        let read = || {
            snapshot.entry(file).filter(|entry| entry.kind() == Kind::File)?;
            // What cannot be read is remembered by the snapshot, and ends the run.
            let text = snapshot.read(file).ok()?;
            let mut builder = GitignoreBuilder::new(directory);
            for line in String::from_utf8_lossy(&text).lines() {
                // A pattern that is no glob ignores nothing.
                let _ = builder.add_line(None, line);
            }
            builder.build().ok()
        };
        if !self.ignores.contains_key(file) {
            self.ignores.insert(file.to_owned(), read());
        }
        self.ignores.get(file)?.as_ref()
    }
}

const IGNORED: &str = "ignored by git, or hidden";
