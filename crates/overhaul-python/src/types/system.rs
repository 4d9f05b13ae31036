//! The files that the type checker sees: the project's through [`ProjectFiles`], our stubs from the binary, installed
//! packages from the disk.

use std::any::Any;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, DirEntry, include_dir};
use ruff_db::file_revision::FileRevision;
use ruff_db::system::walk_directory::WalkDirectoryBuilder;
use ruff_db::system::{
    DirectoryEntry, FileType, Metadata, OsSystem, Result, System, SystemPath, SystemPathBuf,
    SystemVirtualPath, WhichError, WhichResult, WritableSystem,
};
use ruff_notebook::{Notebook, NotebookError};
use rustc_hash::{FxHashMap, FxHasher};

use super::ProjectFiles;
use crate::depth;
use crate::source::Source;

/// Where the project's files stand for the type checker; nothing is there on the disk.
const PROJECT: &str = if cfg!(windows) { "C:/overhaul~/project" } else { "/overhaul~/project" };

/// Where the driver stubs stand for it.
const STUBS: &str = if cfg!(windows) { "C:/overhaul~/stubs" } else { "/overhaul~/stubs" };

/// How the names of our own modules start.
const PROBE: &str = "overhaul_probe_";

static DRIVER_STUBS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/stubs");

/// The path under which the type checker knows a file of the project.
pub(super) fn project_path(name: &str) -> SystemPathBuf {
    if name.is_empty() { SystemPathBuf::from(PROJECT) } else { SystemPath::new(PROJECT).join(name) }
}

/// The name of a file of the project, as in [`ProjectFiles::names`].
pub(super) fn project_name(path: &SystemPath) -> Option<&str> {
    path.strip_prefix(PROJECT).ok().map(SystemPath::as_str)
}

pub(super) fn stubs_path() -> SystemPathBuf {
    SystemPathBuf::from(STUBS)
}

#[derive(Clone)]
pub(super) struct ProjectSystem {
    project: Arc<dyn ProjectFiles>,
    /// By their paths as text, which are normal already and are compared much faster than paths.
    entries: Arc<FxHashMap<String, Entry>>,
    /// Modules that were written to ask the type checker something.
    probes: Arc<Mutex<FxHashMap<String, String>>>,
    disk: OsSystem,
}

enum Entry {
    Project(String),
    Stub(&'static str),
    Directory(BTreeSet<String>),
}

impl Entry {
    fn file_type(&self) -> FileType {
        match self {
            Self::Project(_) | Self::Stub(_) => FileType::File,
            Self::Directory(_) => FileType::Directory,
        }
    }
}

impl ProjectSystem {
    pub fn new(project: Arc<dyn ProjectFiles>) -> Self {
        let mut entries = FxHashMap::default();
        for root in [PROJECT, STUBS] {
            entries.insert(root.to_owned(), Entry::Directory(BTreeSet::new()));
        }
        for name in project.names() {
            // A file outside the project's root keeps its absolute name and is not part of any package.
            if !name.starts_with('/') {
                add(&mut entries, format!("{PROJECT}/{name}"), Entry::Project(name));
            }
        }
        add_stubs(&mut entries, &DRIVER_STUBS);
        Self { project, entries: Arc::new(entries), probes: Arc::default(), disk: OsSystem::new(PROJECT) }
    }

    /// Adds a module to a directory, under a name that its text decides.
    pub fn add_probe(&self, directory: &SystemPath, text: String) -> SystemPathBuf {
        let mut probes = self.probes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        let mut number = hasher.finish();
        loop {
            let path = directory.join(format!("{PROBE}{number:x}.py"));
            match probes.get(path.as_str()) {
                Some(known) if *known == text => return path,
                Some(_) => number = number.wrapping_add(1),
                None => {
                    probes.insert(path.as_str().to_owned(), text);
                    return path;
                }
            }
        }
    }

    fn probe(&self, path: &SystemPath) -> Option<String> {
        path.file_name().filter(|name| name.starts_with(PROBE))?;
        self.probes.lock().unwrap_or_else(PoisonError::into_inner).get(path.as_str()).cloned()
    }

    /// The disk, which is asked about a path outside of the project.
    fn outside(&self, path: &SystemPath) -> &OsSystem {
        self.project.looked_at(path.as_std_path());
        &self.disk
    }

    fn is_ours(path: &SystemPath) -> bool {
        [PROJECT, STUBS].iter().any(|root| {
            path.as_str().strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn entry(&self, path: &SystemPath) -> Result<&Entry> {
        self.entries.get(path.as_str()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn add_stubs(entries: &mut FxHashMap<String, Entry>, directory: &'static Dir<'static>) {
    for entry in directory.entries() {
        match entry {
            DirEntry::Dir(directory) => add_stubs(entries, directory),
            DirEntry::File(file) => {
                if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                    add(entries, format!("{STUBS}/{path}"), Entry::Stub(text));
                }
            }
        }
    }
}

/// Adds a file and the directories above it.
fn add(entries: &mut FxHashMap<String, Entry>, path: String, entry: Entry) {
    let mut child = path.clone();
    while let Some(parent) = child.rsplit_once('/').map(|(parent, _)| parent.to_owned()) {
        let above = entries.entry(parent.clone()).or_insert_with(|| Entry::Directory(BTreeSet::new()));
        let is_new = if let Entry::Directory(children) = above { children.insert(child) } else { false };
        if !is_new {
            break;
        }
        child = parent;
    }
    entries.insert(path, entry);
}

impl System for ProjectSystem {
    fn path_metadata(&self, path: &SystemPath) -> Result<Metadata> {
        if !Self::is_ours(path) {
            return self.outside(path).path_metadata(path);
        }
        let kind = match self.probe(path) {
            Some(_) => FileType::File,
            None => self.entry(path)?.file_type(),
        };
        Ok(Metadata::new(FileRevision::new(0), None, kind))
    }

    fn canonicalize_path(&self, path: &SystemPath) -> Result<SystemPathBuf> {
        if !Self::is_ours(path) {
            return self.outside(path).canonicalize_path(path);
        }
        self.entry(path).map(|_| path.to_path_buf())
    }

    fn is_same_file(&self, first: &SystemPath, second: &SystemPath) -> Result<bool> {
        if Self::is_ours(first) || Self::is_ours(second) {
            return Ok(first == second);
        }
        self.disk.is_same_file(first, second)
    }

    fn which(&self, _binary_name: &str) -> WhichResult {
        Err(WhichError::CannotFindBinaryPath)
    }

    fn read_to_string(&self, path: &SystemPath) -> Result<String> {
        if !Self::is_ours(path) {
            return self.outside(path).read_to_string(path);
        }
        if let Some(text) = self.probe(path) {
            return Ok(text);
        }
        match self.entry(path)? {
            // Offsets of the type checker are those of the decoded text, as everywhere in overhaul.
            Entry::Project(name) => {
                let source = Source::decode(self.project.read(name)?)
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
                // The type checker recurses over what it parses.
                if !depth::is_text_bounded(source.text()) {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                Ok(source.text().to_owned())
            }
            Entry::Stub(text) => Ok((*text).to_owned()),
            Entry::Directory(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn read_to_notebook(&self, path: &SystemPath) -> std::result::Result<Notebook, NotebookError> {
        self.outside(path).read_to_notebook(path)
    }

    fn read_virtual_path_to_string(&self, _path: &SystemVirtualPath) -> Result<String> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn read_virtual_path_to_notebook(
        &self,
        path: &SystemVirtualPath,
    ) -> std::result::Result<Notebook, NotebookError> {
        self.disk.read_virtual_path_to_notebook(path)
    }

    fn current_directory(&self) -> &SystemPath {
        SystemPath::new(PROJECT)
    }

    fn user_config_directory(&self) -> Option<SystemPathBuf> {
        None
    }

    fn cache_dir(&self) -> Option<SystemPathBuf> {
        None
    }

    fn read_directory<'a>(
        &'a self,
        path: &SystemPath,
    ) -> Result<Box<dyn Iterator<Item = Result<DirectoryEntry>> + 'a>> {
        if !Self::is_ours(path) {
            return self.outside(path).read_directory(path);
        }
        let Entry::Directory(children) = self.entry(path)? else {
            return Err(io::ErrorKind::NotADirectory.into());
        };
        Ok(Box::new(children.iter().map(|child| {
            let child = SystemPathBuf::from(child.as_str());
            let kind = self.entry(&child)?.file_type();
            Ok(DirectoryEntry::new(child, kind))
        })))
    }

    fn walk_directory(&self, path: &SystemPath) -> WalkDirectoryBuilder {
        self.outside(path).walk_directory(path)
    }

    fn as_writable(&self) -> Option<&dyn WritableSystem> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn dyn_clone(&self) -> Box<dyn System> {
        Box::new(self.clone())
    }
}

impl fmt::Debug for ProjectSystem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProjectSystem").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}
