//! What overhaul asks of git. The only crate of overhaul that does.

use std::path::PathBuf;

use thiserror::Error;

pub mod work_tree;

pub use work_tree::{dirty, work_tree_root};

/// Why git could not answer.
#[derive(Debug, Error)]
pub enum Error {
    /// Git reads no repository of someone else, because its configuration can run programs.
    #[error("the git repository {} belongs to another user", repository.display())]
    NotOwned { repository: PathBuf },
    #[error("failed to open the git repository {}: {}", repository.display(), source.message())]
    Open { repository: PathBuf, source: git2::Error },
    #[error("failed to read the state of the git work tree {}: {}", work_tree.display(), source.message())]
    Status { work_tree: PathBuf, source: git2::Error },
}
