//! Which files were renamed since something was written down about them.

use std::path::{Path, PathBuf};

use git2::{Commit, Delta, Diff, DiffFindOptions, DiffOptions, Repository, Tree};

use crate::paths::path_of;
use crate::snapshot::Snapshot;

/// Since when renames are followed.
#[derive(Debug, Clone, Copy)]
pub enum Since<'a> {
    /// A commit, as hexadecimal digits.
    Commit(&'a str),
    /// Seconds since 1970: the last commit on the way from HEAD that is not younger.
    Time(i64),
}

/// The commit that is checked out in the work tree that holds a directory.
pub fn head(directory: &Path) -> Option<String> {
    let repository = Repository::discover(directory).ok()?;
    let head = repository.head().ok()?.peel_to_commit().ok()?;
    Some(head.id().to_string())
}

/// Pairs of the old and the new path of files that were renamed since then, in the work tree that holds `directory` or, where
/// one is given, in a commit. Paths are absolute. Nothing is followed where there is no repository or it does not go back
/// that far.
pub fn renames(directory: &Path, since: Since<'_>, to: Option<&Snapshot>) -> Vec<(PathBuf, PathBuf)> {
    found(directory, since, to).unwrap_or_default()
}

fn found(
    directory: &Path,
    since: Since<'_>,
    to: Option<&Snapshot>,
) -> Result<Vec<(PathBuf, PathBuf)>, git2::Error> {
    let repository = Repository::discover(directory)?;
    let old = match since {
        Since::Commit(id) => Some(repository.revparse_single(id)?.peel_to_tree()?),
        Since::Time(seconds) => tree_at(&repository, seconds)?,
    };
    let Some(old) = old else { return Ok(Vec::new()) };
    let mut options = DiffOptions::new();
    options.include_untracked(true).recurse_untracked_dirs(true).ignore_submodules(true);
    let (root, mut diff) = if let Some(snapshot) = to {
        let tree = repository.find_tree(snapshot.tree())?;
        let diff = repository.diff_tree_to_tree(Some(&old), Some(&tree), Some(&mut options))?;
        (snapshot.root().to_owned(), diff)
    } else {
        let Some(root) = repository.workdir() else { return Ok(Vec::new()) };
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        (root, repository.diff_tree_to_workdir_with_index(Some(&old), Some(&mut options))?)
    };
    let mut similar = DiffFindOptions::new();
    diff.find_similar(Some(similar.renames(true).for_untracked(true)))?;
    Ok(pairs(&diff, &root))
}

fn pairs(diff: &Diff<'_>, root: &Path) -> Vec<(PathBuf, PathBuf)> {
    let renamed = diff.deltas().filter(|delta| delta.status() == Delta::Renamed);
    renamed
        .filter_map(|delta| {
            let (old, new) = (delta.old_file().path_bytes()?, delta.new_file().path_bytes()?);
            Some((root.join(path_of(old)), root.join(path_of(new))))
        })
        .collect()
}

/// The tree of the last commit from HEAD back, by first parents, that is not younger.
fn tree_at(repository: &Repository, seconds: i64) -> Result<Option<Tree<'_>>, git2::Error> {
    let mut commit: Commit<'_> = repository.head()?.peel_to_commit()?;
    while commit.time().seconds() > seconds {
        match commit.parent(0) {
            Ok(parent) => commit = parent,
            Err(_) => return Ok(None),
        }
    }
    commit.tree().map(Some)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::*;

    #[test]
    fn committed_and_uncommitted_renames_are_followed() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        let git = |args: &[&str]| {
            let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
            let ran = Command::new("git").current_dir(&root).args(identity).args(args).output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        };
        let text = |n: usize| (0..30).map(|line| format!("line {line} of file {n}\n")).collect::<String>();
        for n in 0..3 {
            fs::write(root.join(format!("f{n}.py")), text(n)).unwrap();
        }
        git(&["init", "-q"]);
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", "one"]);
        let first = head(&root).unwrap();
        git(&["mv", "f0.py", "committed.py"]);
        git(&["commit", "-q", "-m", "two"]);
        git(&["mv", "f1.py", "staged.py"]);
        fs::rename(root.join("f2.py"), root.join("untracked.py")).unwrap();
        let mut found = renames(&root, Since::Commit(&first), None);
        found.sort();
        let pair = |old: &str, new: &str| (root.join(old), root.join(new));
        assert_eq!(
            found,
            [pair("f0.py", "committed.py"), pair("f1.py", "staged.py"), pair("f2.py", "untracked.py")]
        );
        let snapshot = Snapshot::open(&root, "HEAD").unwrap();
        let found = renames(&root, Since::Commit(&first), Some(&snapshot));
        assert_eq!(found, [pair("f0.py", "committed.py")]);
        assert!(renames(&root, Since::Time(0), None).is_empty());
        assert!(renames(&root, Since::Commit("0123"), None).is_empty());
    }
}
