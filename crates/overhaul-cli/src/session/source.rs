//! Where the files of a run are: on disk, or in a commit.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use overhaul_engine::tree::name_of;
use overhaul_engine::{Tree, WorkTree};
use overhaul_git::{Attributes, CommitTree, Exempt, Kind, Since, Snapshot};
use overhaul_review::decisions::PLACE;
use overhaul_review::{Decisions, Renames};

use super::projects::Target;
use crate::error::{hinted, shown};

/// Where the files of a run are.
#[derive(Clone)]
pub enum Source {
    Disk,
    Commit(Arc<Snapshot>),
}

/// A path that was asked for.
pub struct Found {
    /// Absolute and free of symbolic links.
    pub path: PathBuf,
    pub is_directory: bool,
}

impl Source {
    /// The commit that `--base` names, in the repository of the paths.
    pub fn commit(rev: &str, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let snapshot = Snapshot::open(&absolute(first)?, rev).map_err(git_error)?;
        Ok(Self::Commit(Arc::new(snapshot)))
    }

    pub fn snapshot(&self) -> Option<&Arc<Snapshot>> {
        match self {
            Self::Disk => None,
            Self::Commit(snapshot) => Some(snapshot),
        }
    }

    /// What stands at a path that a user gave.
    pub fn find(&self, asked: &Path) -> anyhow::Result<Found> {
        match self {
            Self::Disk => on_disk(asked),
            Self::Commit(snapshot) => in_commit(snapshot, asked),
        }
    }

    pub fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_file(),
            Self::Commit(snapshot) => snapshot.kind(path) == Some(Kind::File),
        }
    }

    /// Whether a git repository starts in a directory.
    pub fn is_repository(&self, directory: &Path) -> bool {
        match self {
            Self::Disk => directory.join(".git").exists(),
            Self::Commit(snapshot) => directory == snapshot.root(),
        }
    }

    pub fn read_to_string(&self, path: &Path) -> io::Result<String> {
        match self {
            Self::Disk => std::fs::read_to_string(path),
            Self::Commit(snapshot) => String::from_utf8(snapshot.read(path)?)
                .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8")),
        }
    }

    /// What was decided about the findings of a project. Decisions need not be committed to count.
    pub fn decisions(&self, root: &Path) -> anyhow::Result<Decisions> {
        let place = root.join(PLACE);
        if let Self::Commit(snapshot) = self
            && (snapshot.work_tree().is_none() || !place.is_file())
        {
            let is_there = self.is_file(&place);
            let text = if is_there { self.read_to_string(&place)? } else { String::new() };
            return Ok(Decisions::parse(text, &place)?);
        }
        Ok(Decisions::read(root)?)
    }

    /// The files that were renamed since then, where some of the names that were written down are gone.
    pub fn renames(&self, root: &Path, since: Since<'_>, names: &BTreeSet<&str>, tree: &dyn Tree) -> Renames {
        let there: BTreeSet<&str> = tree.files().iter().map(|file| file.name.as_str()).collect();
        if names.is_subset(&there) {
            return Renames::default();
        }
        let pairs = overhaul_git::renames(root, since, self.snapshot().map(Arc::as_ref));
        let name = |path: &Path| path.strip_prefix(root).map(name_of).ok();
        Renames::new(pairs.iter().filter_map(|(old, new)| Some((name(old)?, name(new)?))))
    }

    /// The files of a project, with those that were named although something excludes them.
    pub fn tree(&self, target: &Target, exclude: &GlobSet) -> Box<dyn Tree> {
        match self {
            Self::Disk => {
                let mut tree = WorkTree::walk(&target.root, exclude);
                target.add_named(&mut tree, exclude);
                Box::new(tree)
            }
            Self::Commit(snapshot) => {
                let mut tree = CommitTree::walk(snapshot, &target.root, exclude);
                target.add_named(&mut tree, exclude);
                Box::new(tree)
            }
        }
    }

    /// What `.gitattributes` say about the files of a project that lies in a repository, and where paths of the
    /// repository start.
    pub fn attributes(&self, root: &Path, tree: &dyn Tree) -> Option<(PathBuf, Attributes)> {
        let top = match self {
            Self::Disk => overhaul_git::work_tree_root(root)?,
            Self::Commit(snapshot) => snapshot.root().to_owned(),
        };
        let files = tree.files().iter().filter_map(|file| file.path.strip_prefix(&top).ok());
        let attributes = Attributes::of(files, |path| match self {
            Self::Disk => std::fs::read(top.join(path)).ok(),
            Self::Commit(snapshot) => {
                let path = top.join(path);
                let is_file = snapshot.kind(&path) == Some(Kind::File);
                is_file.then(|| snapshot.read(&path).ok()).flatten()
            }
        });
        (!attributes.is_empty()).then_some((top, attributes))
    }

    /// Whether an exemption counts here: on disk a filter has been at work already.
    pub fn counts(&self, exempt: Exempt) -> bool {
        exempt != Exempt::Filtered || matches!(self, Self::Commit(_))
    }
}

fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    // What is in the commit need not be on disk; what is there may be reached through a symbolic link.
    let existing = path.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    Ok(match existing {
        Some((ancestor, canonical)) => match path.strip_prefix(ancestor) {
            Ok(rest) if rest.as_os_str().is_empty() => canonical,
            Ok(rest) => canonical.join(rest),
            Err(_) => path,
        },
        None => path,
    })
}

fn on_disk(asked: &Path) -> anyhow::Result<Found> {
    use anyhow::Context;
    let failed = || format!("failed to read {}", shown(asked));
    let path = asked.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("{} does not exist", shown(asked)),
        _ => anyhow::Error::new(error).context(failed()),
    })?;
    let kind = path.metadata().with_context(failed)?.file_type();
    if !kind.is_dir() && !kind.is_file() {
        return Err(hinted(
            anyhow::anyhow!("{} is neither a file nor a directory", shown(asked)),
            "use `-` to read standard input",
        ));
    }
    Ok(Found { path, is_directory: kind.is_dir() })
}

fn in_commit(snapshot: &Snapshot, asked: &Path) -> anyhow::Result<Found> {
    let path = absolute(asked)?;
    if !path.starts_with(snapshot.root()) {
        return Err(hinted(
            anyhow::anyhow!("{} is not in the repository {}", shown(asked), shown(snapshot.root())),
            "with --base, all paths are of one repository",
        ));
    }
    match snapshot.kind(&path) {
        Some(Kind::File) => Ok(Found { path, is_directory: false }),
        Some(Kind::Directory) => Ok(Found { path, is_directory: true }),
        Some(Kind::SymbolicLink) => {
            anyhow::bail!("{} is a symbolic link in {}", shown(asked), snapshot.rev())
        }
        Some(Kind::Submodule) => Err(hinted(
            anyhow::anyhow!("{} is a submodule in {}", shown(asked), snapshot.rev()),
            "run overhaul in the submodule: it is a repository of its own",
        )),
        None => anyhow::bail!("{} does not exist in {}", shown(asked), snapshot.rev()),
    }
}

/// An error of git with its way out.
pub fn git_error(error: overhaul_git::Error) -> anyhow::Error {
    match error.way_out() {
        Some(way_out) => hinted(error, way_out),
        None => error.into(),
    }
}
