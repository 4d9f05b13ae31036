//! A branch of commits that are built in the object database.
//!
//! Objects are written first and the reference is moved last, in one step and only from the value that was read, so that
//! a repository is whole whenever a run ends. HEAD, the index and the work tree are never touched.

use std::fs;
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{Branch as GitBranch, ErrorCode, FileMode, Oid, ReferenceType, Repository};

use overhaul_engine::Content;

use crate::Error;
use crate::commit::Committer;
use crate::objects::Staging;
use crate::paths::bytes_of;
use crate::snapshot::Snapshot;
use crate::trailers;

/// What to do where the branch is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Refuse,
    /// Build it anew, where nothing but overhaul's own commits would go.
    Rebuild,
}

/// A commit to be: its files are those of the commit before it but for these.
pub struct Draft<'a> {
    pub message: String,
    pub files: Vec<Written<'a>>,
}

/// A file and what it is to hold.
pub struct Written<'a> {
    /// Relative to the root of the snapshot.
    pub path: PathBuf,
    pub content: &'a Content,
}

/// A branch that may be made, or made anew.
pub struct Branch<'a> {
    snapshot: &'a Snapshot,
    repository: Repository,
    name: String,
    /// Where it points, if it is there.
    old: Option<Oid>,
}

/// What became of a branch.
pub struct Outcome {
    /// In order; the last one is where the branch points.
    pub commits: Vec<Oid>,
    /// Where it pointed before.
    pub old: Option<Oid>,
    /// Whether it moved; it does not where it holds the same commits already.
    pub is_moved: bool,
}

impl<'a> Branch<'a> {
    /// Refuses whatever can be known to be refused before anything is computed.
    pub fn prepare(snapshot: &'a Snapshot, name: &str, existing: Existing) -> Result<Self, Error> {
        let repository = snapshot.handle().map_err(Error::Repository)?;
        if !GitBranch::name_is_valid(name).unwrap_or(false) {
            return Err(Error::BranchName { name: name.to_owned() });
        }
        let refname = refname(name);
        let lock = repository.commondir().join(format!("{refname}.lock"));
        if lock.exists() {
            return Err(Error::Locked { lock });
        }
        let old = match repository.find_reference(&refname) {
            Ok(reference) if reference.kind() != Some(ReferenceType::Direct) => {
                return Err(Error::Symbolic { name: name.to_owned() });
            }
            Ok(reference) => reference.target(),
            Err(error) if error.code() == ErrorCode::NotFound => None,
            Err(cause) => return Err(Error::Reference { name: name.to_owned(), cause }),
        };
        if is_in_use(&repository, &refname) {
            return Err(Error::CheckedOut { name: name.to_owned() });
        }
        if let Some(other) = old.is_none().then(|| collision(&repository, &refname)).flatten() {
            return Err(Error::Collision { name: name.to_owned(), other });
        }
        let branch = Self { snapshot, repository, name: name.to_owned(), old };
        if let Some(old) = old {
            if existing == Existing::Refuse {
                return Err(Error::Exists { name: branch.name });
            }
            branch.refuse_foreign(old)?;
        }
        Ok(branch)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it points, if it is there.
    pub fn old(&self) -> Option<Oid> {
        self.old
    }

    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    fn refuse_foreign(&self, old: Oid) -> Result<(), Error> {
        let foreign = trailers::foreign(&self.repository, old, self.snapshot.commit(), &refname(&self.name))
            .map_err(|cause| Error::Reference { name: self.name.clone(), cause })?;
        if foreign.is_empty() {
            return Ok(());
        }
        Err(Error::Foreign { name: self.name.clone(), commits: foreign })
    }

    /// Writes the commits, one behind the other on the base, and moves the branch there.
    pub fn build(&self, drafts: &[Draft<'_>], committer: &Committer) -> Result<Outcome, Error> {
        let mut staging = Staging::over(&self.repository)?;
        let trees = self.stage(&mut staging, drafts)?;
        if let Some(commits) = self.known_commits(drafts, &trees, committer) {
            return Ok(Outcome { commits, old: self.old, is_moved: false });
        }
        staging.write(&self.repository, self.snapshot.tree(), &trees)?;
        let mut commits = Vec::with_capacity(drafts.len());
        let mut parent = self.snapshot.commit();
        for (draft, tree) in drafts.iter().zip(&trees) {
            parent = committer.commit(&self.repository, *tree, parent, &draft.message)?;
            commits.push(parent);
        }
        self.move_to(parent, drafts.len(), committer)?;
        Ok(Outcome { commits, old: self.old, is_moved: true })
    }

    /// The tree behind each draft.
    fn stage(&self, staging: &mut Staging, drafts: &[Draft<'_>]) -> Result<Vec<Oid>, Error> {
        let mut tree = self.snapshot.tree();
        let mut trees = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let mut update = TreeUpdateBuilder::new();
            for file in &draft.files {
                let blob = match file.content {
                    // What is kept for a commit is kept as blobs of the repository.
                    Content::Kept { id, .. } => Oid::from_bytes(id).map_err(Error::Write)?,
                    Content::Here(bytes) => staging.add(bytes)?,
                };
                update.upsert(bytes_of(&file.path), blob, self.mode(&file.path));
            }
            let repository = staging.repository();
            let baseline = repository.find_tree(tree).map_err(|cause| Error::Object { id: tree, cause })?;
            tree = update.create_updated(repository, &baseline).map_err(Error::Write)?;
            trees.push(tree);
        }
        Ok(trees)
    }

    fn mode(&self, path: &Path) -> FileMode {
        match self.snapshot.entry(&self.snapshot.root().join(path)).map(|entry| entry.mode) {
            Some(0o100_755) => FileMode::BlobExecutable,
            // Modes of old, such as 100664, are 100644 to git whenever it writes a tree.
            _ => FileMode::Blob,
        }
    }

    /// The commits that the branch has already, where they say and hold just what these drafts do.
    fn known_commits(&self, drafts: &[Draft<'_>], trees: &[Oid], committer: &Committer) -> Option<Vec<Oid>> {
        let mut id = self.old?;
        let mut commits = Vec::with_capacity(drafts.len());
        for (draft, tree) in drafts.iter().zip(trees).rev() {
            let commit = self.repository.find_commit(id).ok()?;
            let is_same = commit.tree_id() == *tree
                && commit.message_bytes() == draft.message.as_bytes()
                && commit.parent_count() == 1
                && committer.would_make(&commit);
            if !is_same {
                return None;
            }
            commits.push(id);
            id = commit.parent_id(0).ok()?;
        }
        commits.reverse();
        (id == self.snapshot.commit()).then_some(commits)
    }

    /// Under git's own lock, so that the value that was read is still the value that is replaced.
    fn move_to(&self, tip: Oid, count: usize, committer: &Committer) -> Result<(), Error> {
        let repository = &self.repository;
        let refname = refname(&self.name);
        let failed = |cause: git2::Error| match cause.code() {
            ErrorCode::Locked => {
                Error::Locked { lock: repository.commondir().join(format!("{refname}.lock")) }
            }
            _ => Error::Reference { name: self.name.clone(), cause },
        };
        let mut transaction = repository.transaction().map_err(failed)?;
        transaction.lock_ref(&refname).map_err(failed)?;
        let current = match repository.refname_to_id(&refname) {
            Ok(id) => Some(id),
            Err(cause) if cause.code() == ErrorCode::NotFound => None,
            Err(cause) => return Err(failed(cause)),
        };
        if current != self.old {
            return Err(Error::Moved { name: self.name.clone() });
        }
        let commits = if count == 1 { "commit" } else { "commits" };
        let log = format!("overhaul: {count} {commits} on {}", short(self.snapshot.commit()));
        transaction.set_target(&refname, tip, Some(committer.committer()), &log).map_err(failed)?;
        transaction.commit().map_err(failed)
    }
}

/// Whether git takes a text for the name of a branch, and for no option.
pub fn is_branch_name(name: &str) -> bool {
    !name.starts_with('-') && GitBranch::name_is_valid(name).unwrap_or(false)
}

/// The full name of a branch.
pub fn refname(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

/// The first digits of an id, as many as git shows by default.
pub fn short(id: Oid) -> String {
    id.to_string().chars().take(7).collect()
}

/// Whether a work tree stands on the branch, which would differ from it if it moved, or is in the middle of rebasing or
/// bisecting it. Directories that are away count: git refuses the same.
fn is_in_use(repository: &Repository, refname: &str) -> bool {
    let common = repository.commondir();
    let linked = fs::read_dir(common.join("worktrees")).into_iter().flatten().flatten();
    let mut directories: Vec<PathBuf> = linked.map(|entry| entry.path()).collect();
    let is_bare = Repository::open(common).is_ok_and(|repository| repository.is_bare());
    // Nobody works on the HEAD of a bare repository.
    directories.extend((!is_bare).then(|| common.to_owned()));
    let name = refname.strip_prefix("refs/heads/").unwrap_or(refname);
    directories.iter().any(|directory| {
        let says = |file: &str, text: &str| {
            let found = fs::read_to_string(directory.join(file)).unwrap_or_default();
            found.lines().any(|line| line.trim() == text)
        };
        says("HEAD", &format!("ref: {refname}"))
            || says("rebase-merge/head-name", refname)
            || says("rebase-merge/update-refs", refname)
            || says("rebase-apply/head-name", refname)
            || says("BISECT_START", name)
    })
}

/// A reference that keeps the name from being one: git keeps references like files, and a name cannot be both a file and
/// a directory.
fn collision(repository: &Repository, refname: &str) -> Option<String> {
    let below = format!("{refname}/");
    let mut names = repository.references().ok()?;
    let names = names.names().flatten().map(str::to_owned);
    names.into_iter().find(|name| name.starts_with(&below) || refname.starts_with(&format!("{name}/")))
}
