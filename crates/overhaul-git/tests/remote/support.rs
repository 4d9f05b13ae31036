//! What the tests against a server share.

use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::{Oid, Repository};
use overhaul_engine::Content;
use overhaul_git::clones::{Cloned, Clones};
use overhaul_git::remote::{Failure, RemoteError};
use overhaul_git::{Branch, Committer, Draft, Existing, Snapshot, Written};
use tempfile::TempDir;

use crate::git_server::Hosted;

pub const SERVER: &str = "OVERHAUL_TEST_GIT_SERVER";
pub const PORT: &str = "OVERHAUL_TEST_GIT_PORT";
pub const BRANCH: &str = "overhaul/fixes";

/// Enough for all clones of a test.
pub const PLENTY: u64 = 1 << 30;

/// No command of a test takes longer.
pub const LONG: Duration = Duration::from_mins(5);

pub fn server() -> (PathBuf, u16) {
    let variable = |name: &str| std::env::var_os(name).unwrap();
    (variable(SERVER).into(), variable(PORT).to_str().unwrap().parse().unwrap())
}

/// A repository on the server with a commit of these files.
pub fn hosted(name: &str, files: &[(&str, &str)]) -> Hosted {
    let (root, port) = server();
    Hosted::with(&root, port, name, files)
}

pub fn empty(name: &str) -> Hosted {
    let (root, port) = server();
    Hosted::empty(&root, port, name)
}

pub fn clones() -> (TempDir, Clones) {
    let directory = TempDir::new().unwrap();
    let clones = Clones::open(directory.path(), PLENTY, LONG).unwrap();
    (directory, clones)
}

/// A message as overhaul writes them.
pub fn ours(subject: &str) -> String {
    format!("{subject}\n\nOverhaul-Codemod: print-to-logger\nOverhaul-Version: 0.1.0\n")
}

/// Builds the branch of a clone anew: a commit on its base that gives a file this text.
pub fn build(clone: &Cloned, path: &str, text: &str) -> Oid {
    let snapshot = Snapshot::open(clone.directory(), &clone.base().to_string()).unwrap();
    let branch = Branch::prepare(&snapshot, clone.branch(), Existing::Rebuild).unwrap();
    let committer = Committer::of(branch.repository(), None, false).unwrap();
    let content = Content::Here(text.as_bytes().to_vec());
    let files = vec![Written { path: path.into(), content: &content }];
    let outcome = branch.build(&[Draft { message: ours("Fix it"), files }], &committer).unwrap();
    *outcome.commits.last().unwrap()
}

/// Whether a clone has the blob of a file of a commit.
pub fn has(clone: &Cloned, commit: Oid, path: &str) -> bool {
    let repository = Repository::open(clone.directory()).unwrap();
    let tree = repository.find_commit(commit).unwrap().tree().unwrap();
    let id = tree.get_path(Path::new(path)).unwrap().id();
    repository.odb().unwrap().exists(id)
}

pub fn failure<T: std::fmt::Debug>(result: Result<T, RemoteError>) -> Failure {
    result.unwrap_err().failure
}

/// Whether anything of the user's configuration ran that must not.
pub fn something_ran() -> bool {
    server().0.join("client/ran").exists()
}
