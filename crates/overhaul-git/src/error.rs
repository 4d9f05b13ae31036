//! Why git could not do what it was asked for.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use git2::Oid;
use thiserror::Error;

use crate::branch::short;
use crate::trailers::Foreign;

/// Why git could not do what it was asked for. Nothing was moved.
#[derive(Debug, Error)]
pub enum Error {
    /// Git reads no repository of someone else, because its configuration can run programs.
    #[error("the git repository {} belongs to another user", repository.display())]
    NotOwned { repository: PathBuf },
    #[error("{} is in no git repository", path.display())]
    NoRepository { path: PathBuf },
    #[error("failed to open the git repository {}: {}", repository.display(), cause.message())]
    Open { repository: PathBuf, cause: git2::Error },
    #[error("failed to read the state of the git work tree {}: {}", work_tree.display(), cause.message())]
    Status { work_tree: PathBuf, cause: git2::Error },
    #[error("the git repository {} has no commit yet", repository.display())]
    NoCommit { repository: PathBuf },
    #[error("'{rev}' names no commit: {}", cause.message())]
    Revision { rev: String, cause: git2::Error },
    #[error("failed to read object {id}: {}", cause.message())]
    Object { id: Oid, cause: git2::Error },
    /// A blob that the tree lists and the object database does not give.
    #[error("failed to read {} of {rev}: {message}{}", path.display(), and_more(*more))]
    Unreadable {
        path: PathBuf,
        rev: String,
        message: String,
        /// How many other files could not be read.
        more: usize,
        /// Whether the repository is a partial clone, which leaves objects on the server.
        is_partial: bool,
    },
    #[error("failed to open the git repository: {}", .0.message())]
    Repository(git2::Error),
    #[error("failed to write to the git repository: {}", .0.message())]
    Write(git2::Error),
    #[error("'{name}' is no name for a branch")]
    BranchName { name: String },
    #[error("the branch {name} is there already")]
    Exists { name: String },
    #[error("the branch {name} points to another reference")]
    Symbolic { name: String },
    /// In a work tree, or it is being rebased or bisected in one.
    #[error("the branch {name} is checked out")]
    CheckedOut { name: String },
    #[error("the branch {name} cannot be made while {other} is there")]
    Collision { name: String, other: String },
    #[error("the branch {name} has commits that overhaul did not make:{}", listed(commits))]
    Foreign { name: String, commits: Vec<Foreign> },
    #[error("failed to read or move the branch {name}: {}", cause.message())]
    Reference { name: String, cause: git2::Error },
    #[error("another program holds {}", lock.display())]
    Locked { lock: PathBuf },
    /// Two runs at once, or a person.
    #[error("the branch {name} was moved by someone else meanwhile, and stays where they put it")]
    Moved { name: String },
    #[error("git does not know who you are")]
    NoIdentity,
    #[error("failed to read who you are: {}", .0.message())]
    Identity(git2::Error),
    #[error("'{text}' is not of the form 'Name <email>'")]
    Author { text: String },
    #[error("git failed to sign the commit: {message}")]
    Signing { message: String },
    #[error("interrupted")]
    Interrupted,
    #[error("failed to run git: {0}")]
    NoGit(std::io::Error),
    #[error("failed to ask {remote} for its branches")]
    Remote { remote: String },
    #[error("the branch {name} is made, and pushing it to {remote} failed")]
    Push { remote: String, name: String },
    #[error("the branch {name} is made, but that of {remote} has commits that are not known here")]
    UnknownTheirs { remote: String, name: String },
    #[error(
        "the branch {name} is made, but that of {remote} has commits that overhaul did not make:{}",
        listed(commits)
    )]
    ForeignTheirs { remote: String, name: String, commits: Vec<Foreign> },
}

/// As many commits are named.
const NAMED: usize = 20;

fn listed(commits: &[Foreign]) -> String {
    let mut text = String::new();
    for commit in commits.iter().take(NAMED) {
        // Writing to a string does not fail.
        let _ = write!(text, "\n  {} {} ({})", short(commit.id), commit.subject, commit.author);
    }
    if commits.len() > NAMED {
        let _ = write!(text, "\n  and {} more", commits.len() - NAMED);
    }
    text
}

fn and_more(count: usize) -> String {
    let mut text = String::new();
    if count > 0 {
        // Writing to a string does not fail.
        let _ = write!(text, " (and {count} more)");
    }
    text
}

impl Error {
    /// What a person can do about it, where that is known.
    pub fn way_out(&self) -> Option<String> {
        match self {
            Self::NotOwned { repository } => Some(format!(
                "`git config --global --add safe.directory {}` trusts it",
                shell_word(repository)
            )),
            Self::NoRepository { .. } => Some("--base and --branch are about commits of a git repository".to_owned()),
            Self::NoCommit { .. } => Some("commit something first".to_owned()),
            Self::Unreadable { is_partial: true, .. } => Some(
                "this is a partial clone, and overhaul does not use the network here: `git fetch --refetch --no-filter` brings what is missing"
                    .to_owned(),
            ),
            Self::Exists { .. } => Some("--update rebuilds it where overhaul made its commits; or choose another name".to_owned()),
            Self::Foreign { .. } => Some("choose another name, or move what they did to a branch of its own".to_owned()),
            Self::CheckedOut { .. } => Some("choose another name, or switch that work tree to another branch".to_owned()),
            Self::Locked { lock } => Some(format!(
                "where no git is at work there, an earlier one was killed: remove {}",
                shell_word(lock)
            )),
            Self::Moved { .. } => Some("look at it, then run again".to_owned()),
            Self::NoIdentity => Some(
                "`git config --global user.name NAME` and `git config --global user.email ADDRESS` say it".to_owned(),
            ),
            Self::Signing { .. } => Some("--no-gpg-sign goes without a signature".to_owned()),
            Self::Push { remote, name } => Some(format!("`git push {remote} {name}` tries again")),
            Self::UnknownTheirs { remote, name } => Some(format!("`git fetch {remote} {name}` brings them")),
            Self::Unreadable { .. } | Self::Object { .. } => Some("`git fsck` says what is damaged".to_owned()),
            _ => None,
        }
    }
}

/// A path as one word of a shell command.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
