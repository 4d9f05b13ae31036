//! A branch of commits that are built in the object database.
//!
//! Objects are written first and the reference is moved last, in one step and only from the value that was read, so that
//! a repository is whole whenever a run ends. HEAD, the index and the work tree are never touched.

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
            Err(source) => return Err(Error::Reference { name: name.to_owned(), source }),
        };
        if is_checked_out(&repository, &refname) {
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

    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    fn refuse_foreign(&self, old: Oid) -> Result<(), Error> {
        let foreign = trailers::foreign(&self.repository, old, self.snapshot.commit(), &refname(&self.name))
            .map_err(|source| Error::Reference { name: self.name.clone(), source })?;
        if foreign.is_empty() {
            return Ok(());
        }
        Err(Error::Foreign { name: self.name.clone(), commits: foreign })
    }

    /// Writes the commits, one behind the other on the base, and moves the branch there.
    pub fn build(&self, drafts: &[Draft<'_>], committer: &Committer) -> Result<Outcome, Error> {
        let mut staging = Staging::over(&self.repository)?;
        let trees = self.stage(&mut staging, drafts)?;
        if let Some(commits) = self.known_commits(drafts, &trees) {
            return Ok(Outcome { commits, old: self.old, is_moved: false });
        }
        staging.write(&self.repository, self.snapshot.tree(), &trees)?;
        let mut commits = Vec::with_capacity(drafts.len());
        let mut parent = self.snapshot.commit();
        for (draft, tree) in drafts.iter().zip(&trees) {
            parent = committer.commit(&self.repository, *tree, parent, &draft.message)?;
            commits.push(parent);
        }
        self.move_to(parent, drafts.len())?;
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
            let baseline = repository.find_tree(tree).map_err(|source| Error::Object { id: tree, source })?;
            tree = update.create_updated(repository, &baseline).map_err(Error::Write)?;
            trees.push(tree);
        }
        Ok(trees)
    }

    fn mode(&self, path: &Path) -> FileMode {
        match self.snapshot.entry(&self.snapshot.root().join(path)).map(|entry| entry.mode) {
            Some(0o100_755) => FileMode::BlobExecutable,
            Some(0o100_664) => FileMode::BlobGroupWritable,
            _ => FileMode::Blob,
        }
    }

    /// The commits that the branch has already, where they say and hold just what these drafts do.
    fn known_commits(&self, drafts: &[Draft<'_>], trees: &[Oid]) -> Option<Vec<Oid>> {
        let mut id = self.old?;
        let mut commits = Vec::with_capacity(drafts.len());
        for (draft, tree) in drafts.iter().zip(trees).rev() {
            let commit = self.repository.find_commit(id).ok()?;
            let is_same = commit.tree_id() == *tree
                && commit.message_bytes() == draft.message.as_bytes()
                && commit.parent_count() == 1;
            if !is_same {
                return None;
            }
            commits.push(id);
            id = commit.parent_id(0).ok()?;
        }
        commits.reverse();
        (id == self.snapshot.commit()).then_some(commits)
    }

    fn move_to(&self, tip: Oid, count: usize) -> Result<(), Error> {
        let refname = refname(&self.name);
        let commits = if count == 1 { "commit" } else { "commits" };
        let log = format!("overhaul: {count} {commits} on {}", short(self.snapshot.commit()));
        let moved = match self.old {
            None => self.repository.reference(&refname, tip, false, &log),
            Some(old) => self.repository.reference_matching(&refname, tip, true, old, &log),
        };
        moved.map(drop).map_err(|source| match source.code() {
            ErrorCode::Locked => {
                Error::Locked { lock: self.repository.commondir().join(format!("{refname}.lock")) }
            }
            ErrorCode::Exists | ErrorCode::Modified | ErrorCode::NotFound => {
                Error::Moved { name: self.name.clone() }
            }
            _ => Error::Reference { name: self.name.clone(), source },
        })
    }
}

/// The full name of a branch.
pub fn refname(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

/// The first digits of an id, as many as git shows by default.
pub fn short(id: Oid) -> String {
    id.to_string().chars().take(7).collect()
}

/// Whether a work tree stands on the branch, which would differ from it if it moved.
fn is_checked_out(repository: &Repository, refname: &str) -> bool {
    let is_head = |repository: &Repository| {
        let head = repository.find_reference("HEAD");
        head.is_ok_and(|head| head.symbolic_target().ok().flatten() == Some(refname))
    };
    let main = repository.is_worktree().then(|| Repository::open(repository.commondir()).ok()).flatten();
    let linked = repository.worktrees().into_iter().flat_map(|names| {
        let names: Vec<String> = names.iter().flatten().flatten().map(str::to_owned).collect();
        names
            .into_iter()
            .filter_map(|name| Repository::open_from_worktree(&repository.find_worktree(&name).ok()?).ok())
    });
    is_head(repository)
        || main.as_ref().is_some_and(is_head)
        || linked.into_iter().any(|linked| is_head(&linked))
}

/// A reference that keeps the name from being one: git keeps references like files, and a name cannot be both a file and
/// a directory.
fn collision(repository: &Repository, refname: &str) -> Option<String> {
    let below = format!("{refname}/");
    let mut names = repository.references().ok()?;
    let names = names.names().flatten().map(str::to_owned);
    names.into_iter().find(|name| name.starts_with(&below) || refname.starts_with(&format!("{name}/")))
}
