//! The files of one commit, read from the object database.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{ErrorCode, ObjectType, Oid, Repository};
use overhaul_engine::{ContentId, Store};
use sha1::{Digest, Sha1};

use crate::Error;
use crate::paths::{bytes_of, path_of};

/// A commit and what its tree lists. Its files stand for the paths that they would have in the work tree; those of a
/// bare repository, for paths below the repository's directory.
pub struct Snapshot {
    root: PathBuf,
    repository: PathBuf,
    common: PathBuf,
    work_tree: Option<PathBuf>,
    /// The commit as a user named it.
    rev: String,
    commit: Oid,
    tree: Oid,
    /// By path, sorted by bytes.
    entries: Vec<(Vec<u8>, Entry)>,
    /// Handles that no thread is using: libgit2's are for one thread each.
    idle: Mutex<Vec<Repository>>,
    /// What could not be read, and why.
    unreadable: Mutex<BTreeMap<PathBuf, String>>,
}

/// A file of a tree: everything but a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// As git writes it, `0o100644` and so on.
    pub mode: i32,
    pub id: Oid,
}

/// What a path of a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Directory,
    SymbolicLink,
    Submodule,
}

impl Entry {
    pub fn kind(self) -> Kind {
        match self.mode {
            0o120_000 => Kind::SymbolicLink,
            0o160_000 => Kind::Submodule,
            _ => Kind::File,
        }
    }
}

/// The repository that holds a path, which is absolute; the path itself need not exist. `GIT_DIR` goes before, as with
/// every git command.
pub fn repository_of(path: &Path) -> Result<Repository, Error> {
    if std::env::var_os("GIT_DIR").is_some() {
        return Repository::open_from_env()
            .map_err(|cause| Error::Open { repository: path.to_owned(), cause });
    }
    let start = path.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(path);
    Repository::discover(start).map_err(|cause| match cause.code() {
        ErrorCode::NotFound => Error::NoRepository { path: path.to_owned() },
        ErrorCode::Owner => Error::NotOwned { repository: start.to_owned() },
        _ => Error::Open { repository: start.to_owned(), cause },
    })
}

/// Where the paths of a bare repository start: its own directory, or the one with a `.git` file that names it.
fn top_of_bare(path: &Path, repository: &Path) -> PathBuf {
    let link = path.ancestors().find(|directory| directory.join(".git").is_file());
    link.filter(|_| !path.starts_with(repository)).unwrap_or(repository).to_owned()
}

impl Snapshot {
    /// The commit that `rev` names (as in gitrevisions(7)) in the repository that holds `path`.
    pub fn open(path: &Path, rev: &str) -> Result<Self, Error> {
        let repository = repository_of(path)?;
        let unknown = |cause: git2::Error| Error::Revision { rev: rev.to_owned(), cause };
        let is_unborn = repository.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch);
        if rev == "HEAD" && is_unborn {
            return Err(Error::NoCommit { repository: repository.path().to_owned() });
        }
        let object = repository.revparse_single(rev).map_err(unknown)?;
        let commit = object.peel_to_commit().map_err(unknown)?;
        let tree = commit.tree_id();
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let work_tree = repository.workdir().map(canonical);
        let mut snapshot = Self {
            root: work_tree.clone().unwrap_or_else(|| top_of_bare(path, &canonical(repository.path()))),
            repository: repository.path().to_owned(),
            common: repository.commondir().to_owned(),
            work_tree,
            rev: rev.to_owned(),
            commit: commit.id(),
            tree,
            entries: Vec::new(),
            idle: Mutex::default(),
            unreadable: Mutex::default(),
        };
        list(&repository, tree, &mut Vec::new(), &mut snapshot.entries)?;
        snapshot.entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        drop((object, commit));
        snapshot.give_back(repository);
        Ok(snapshot)
    }

    /// Where its paths start.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory that all work trees of the repository share.
    pub fn common_directory(&self) -> &Path {
        &self.common
    }

    /// The work tree that the repository was found by; a bare one has none.
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// The commit as the user named it.
    pub fn rev(&self) -> &str {
        &self.rev
    }

    pub fn commit(&self) -> Oid {
        self.commit
    }

    pub fn tree(&self) -> Oid {
        self.tree
    }

    /// All files with their paths relative to the root, sorted by bytes.
    pub fn entries(&self) -> impl Iterator<Item = (PathBuf, Entry)> {
        self.entries.iter().map(|(path, entry)| (path_of(path), *entry))
    }

    /// The files below a directory, in the same order. Paths are absolute.
    pub fn below(&self, directory: &Path) -> impl Iterator<Item = (PathBuf, Entry)> {
        let prefix = self.relative(directory).map(|mut bytes| {
            if !bytes.is_empty() {
                bytes.push(b'/');
            }
            bytes
        });
        let start = prefix.as_ref().map_or(self.entries.len(), |prefix| {
            self.entries.partition_point(|(path, _)| path.as_slice() < prefix.as_slice())
        });
        let entries = self.entries[start..].iter();
        let within = entries
            .take_while(move |(path, _)| prefix.as_ref().is_some_and(|prefix| path.starts_with(prefix)));
        within.map(|(path, entry)| (self.root.join(path_of(path)), *entry))
    }

    /// What an absolute path is in the commit, if it is there.
    pub fn kind(&self, path: &Path) -> Option<Kind> {
        match self.entry(path) {
            Some(entry) => Some(entry.kind()),
            None if path == self.root => Some(Kind::Directory),
            None => self.below(path).next().map(|_| Kind::Directory),
        }
    }

    /// The file at an absolute path.
    pub fn entry(&self, path: &Path) -> Option<Entry> {
        let bytes = self.relative(path)?;
        let at = self.entries.binary_search_by(|(path, _)| path.as_slice().cmp(&bytes)).ok()?;
        Some(self.entries[at].1)
    }

    fn relative(&self, path: &Path) -> Option<Vec<u8>> {
        path.strip_prefix(&self.root).ok().map(bytes_of)
    }

    /// The bytes of a file at an absolute path. What git does not have although the tree lists it is remembered.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let entry = self.entry(path).ok_or(io::ErrorKind::NotFound)?;
        self.blob(entry.id).map_err(|error| {
            let message = error.message().to_owned();
            let mut unreadable = self.unreadable.lock().unwrap_or_else(PoisonError::into_inner);
            unreadable.insert(path.to_owned(), message.clone());
            io::Error::other(message)
        })
    }

    /// The bytes of a blob.
    pub fn blob(&self, id: Oid) -> Result<Vec<u8>, git2::Error> {
        let repository = self.handle()?;
        let bytes = repository.odb().and_then(|odb| {
            let object = odb.read(id)?;
            if object.kind() == ObjectType::Blob {
                Ok(object.data().to_vec())
            } else {
                Err(git2::Error::from_str(&format!("object {id} is no blob")))
            }
        });
        self.give_back(repository);
        bytes
    }

    /// Whether the repository has all of these objects.
    pub fn has_all(&self, ids: impl IntoIterator<Item = ContentId>) -> bool {
        let Ok(repository) = self.handle() else { return false };
        let has_all = repository
            .odb()
            .is_ok_and(|odb| ids.into_iter().all(|id| Oid::from_bytes(&id).is_ok_and(|id| odb.exists(id))));
        self.give_back(repository);
        has_all
    }

    /// An error where a file could not be read so far: what is built on the rest would not be what was asked for.
    pub fn check(&self) -> Result<(), Error> {
        let unreadable = self.unreadable.lock().unwrap_or_else(PoisonError::into_inner);
        match unreadable.first_key_value() {
            None => Ok(()),
            Some((path, message)) => Err(Error::Unreadable {
                path: path.strip_prefix(&self.root).unwrap_or(path).to_owned(),
                rev: self.rev.clone(),
                message: message.clone(),
                more: unreadable.len() - 1,
                is_partial: self.is_partial(),
            }),
        }
    }

    fn is_partial(&self) -> bool {
        let partial = self.handle().and_then(|repository| {
            let config = repository.config()?.snapshot()?;
            let mut entries = config.entries(Some("remote\\..*\\.promisor"))?;
            Ok(entries.next().is_some())
        });
        partial.unwrap_or(false)
    }

    /// A handle on the repository for one thread.
    pub(crate) fn handle(&self) -> Result<Repository, git2::Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(repository) => Ok(repository),
            None => Repository::open(&self.repository),
        }
    }

    pub(crate) fn give_back(&self, repository: Repository) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repository);
    }
}

impl Store for Snapshot {
    fn read(&self, id: &ContentId) -> io::Result<Vec<u8>> {
        let id = Oid::from_bytes(id).map_err(io::Error::other)?;
        self.blob(id).map_err(io::Error::other)
    }
}

/// The id that git gives a file of these bytes.
pub fn blob_id(bytes: &[u8]) -> ContentId {
    let mut hasher = Sha1::new();
    hasher.update(format!("blob {}\0", bytes.len()));
    hasher.update(bytes);
    hasher.finalize().into()
}

fn list(
    repository: &Repository,
    tree: Oid,
    above: &mut Vec<u8>,
    entries: &mut Vec<(Vec<u8>, Entry)>,
) -> Result<(), Error> {
    let tree = repository.find_tree(tree).map_err(|cause| Error::Object { id: tree, cause })?;
    for entry in &tree {
        let length = above.len();
        above.extend(entry.name_bytes());
        if entry.kind() == Some(ObjectType::Tree) {
            above.push(b'/');
            list(repository, entry.id(), above, entries)?;
        } else {
            entries.push((above.clone(), Entry { mode: entry.filemode_raw(), id: entry.id() }));
        }
        above.truncate(length);
    }
    Ok(())
}
