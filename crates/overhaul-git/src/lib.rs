//! What overhaul asks of git. The only crate of overhaul that does.

mod attributes;
mod branch;
mod cache;
mod checkout;
pub mod clones;
mod commit;
mod commit_tree;
mod discard;
mod error;
mod export;
mod objects;
mod owners;
mod paths;
mod publish;
mod push;
pub mod remote;
mod renames;
mod snapshot;
pub mod trailers;
pub mod work_tree;

pub use attributes::{Attributes, Exempt};
pub use branch::{Branch, Draft, Existing, Outcome, Written, is_branch_name, short};
pub use cache::{Cache, Limits};
pub use checkout::Checkout;
pub use commit::{Committer, user};
pub use commit_tree::CommitTree;
pub use error::Error;
pub use git2::Oid;
pub use owners::Owners;
pub use publish::{Pushed, publish};
pub use push::push;
pub use renames::{Since, head, renames};
pub use snapshot::{Entry, Kind, Snapshot, blob_id};
pub use work_tree::{dirty, work_tree_root};
