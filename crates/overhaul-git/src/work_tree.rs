//! Work trees, and which of their files have changes that are in no commit.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use git2::{ErrorCode, Repository, Status, StatusOptions};

use crate::Error;
use crate::paths::path_of;

/// The root of the git work tree that holds `path`, if one does. `path` is absolute and free of symbolic links.
pub fn work_tree_root(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|directory| directory.join(".git").exists()).map(Path::to_owned)
}

/// Those of the files that lie in a git work tree and differ from its last commit: modified, staged or untracked, for
/// git could bring none of that back. Paths are absolute and free of symbolic links; the answer is sorted.
pub fn dirty<'a>(files: impl IntoIterator<Item = &'a Path>) -> Result<Vec<PathBuf>, Error> {
    let mut roots: HashMap<&Path, Option<PathBuf>> = HashMap::new();
    let mut trees: BTreeMap<PathBuf, Vec<&Path>> = BTreeMap::new();
    for file in files {
        let Some(directory) = file.parent() else { continue };
        let root = roots.entry(directory).or_insert_with(|| work_tree_root(directory));
        if let Some(root) = root {
            trees.entry(root.clone()).or_default().push(file);
        }
    }
    let mut found = Vec::new();
    for (root, files) in trees {
        found.extend(dirty_in(&root, &files)?);
    }
    found.sort();
    Ok(found)
}

/// One query for all files of a work tree.
fn dirty_in(root: &Path, files: &[&Path]) -> Result<Vec<PathBuf>, Error> {
    let repository = match Repository::open(root) {
        Ok(repository) => repository,
        Err(cause) => match cause.code() {
            // Something else is called `.git` there.
            ErrorCode::NotFound => return Ok(Vec::new()),
            ErrorCode::Owner => return Err(Error::NotOwned { repository: root.to_owned() }),
            _ => return Err(Error::Open { repository: root.to_owned(), cause }),
        },
    };
    let mut options = StatusOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .include_ignored(true)
        .recurse_ignored_dirs(true)
        .exclude_submodules(true)
        .disable_pathspec_match(true);
    for file in files {
        options.pathspec(file.strip_prefix(root).unwrap_or(file));
    }
    let statuses = repository
        .statuses(Some(&mut options))
        .map_err(|cause| Error::Status { work_tree: root.to_owned(), cause })?;
    Ok(statuses
        .iter()
        .filter(|entry| entry.status() != Status::CURRENT)
        .map(|entry| root.join(path_of(entry.path_bytes())))
        .collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn commit(repository: &Repository, names: &[&str]) {
        let mut index = repository.index().unwrap();
        for name in names {
            index.add_path(Path::new(name)).unwrap();
        }
        index.write().unwrap();
        let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
        let who = git2::Signature::now("a", "a@example.org").unwrap();
        repository.commit(Some("HEAD"), &who, &who, "x", &tree, &[]).unwrap();
    }

    #[test]
    fn what_git_could_not_bring_back_is_dirty() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        let repository = Repository::init(root.join("repo")).unwrap();
        let at = |name: &str| root.join("repo").join(name);
        fs::create_dir_all(at("pkg/[a]")).unwrap();
        fs::create_dir_all(at("new")).unwrap();
        for name in ["clean.py", "modified.py", "staged.py", "pkg/[a]/é *.py"] {
            fs::write(at(name), "x = 1\n").unwrap();
        }
        fs::write(at(".gitignore"), "ignored.py\n").unwrap();
        commit(&repository, &["clean.py", "modified.py", "staged.py", "pkg/[a]/é *.py", ".gitignore"]);
        for name in
            ["modified.py", "staged.py", "pkg/[a]/é *.py", "new/untracked.py", "ignored.py", "unasked.py"]
        {
            fs::write(at(name), "x = 2\n").unwrap();
        }
        let mut index = repository.index().unwrap();
        index.add_path(Path::new("staged.py")).unwrap();
        index.write().unwrap();
        fs::write(root.join("outside.py"), "").unwrap();

        let mut asked: Vec<PathBuf> =
            ["clean.py", "modified.py", "staged.py", "pkg/[a]/é *.py", "new/untracked.py", "ignored.py"]
                .map(at)
                .to_vec();
        asked.push(root.join("outside.py"));
        let found = dirty(asked.iter().map(PathBuf::as_path)).unwrap();
        let expected =
            ["ignored.py", "modified.py", "new/untracked.py", "pkg/[a]/é *.py", "staged.py"].map(at);
        assert_eq!(found, expected);
    }

    #[test]
    fn an_unborn_head_leaves_everything_untracked() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        Repository::init(&root).unwrap();
        fs::write(root.join("a.py"), "").unwrap();
        let file = root.join("a.py");
        assert_eq!(dirty([file.as_path()]).unwrap(), std::slice::from_ref(&file));
        assert_eq!(work_tree_root(&file), Some(root));
    }
}
