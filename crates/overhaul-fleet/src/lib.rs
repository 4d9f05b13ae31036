//! One plan over many repositories, as pull requests that stay true.
//!
//! Computing and publishing are apart: [`compute`] clones, commits, verifies and pushes a branch, and says in one line what that
//! came to; [`publish`] is the one place that changes anything on a forge, and reads only such lines and what the forge has.
//! [`fleet`] does both for all repositories, [`state`] remembers.

pub mod compute;
mod digest;
pub mod fleet;
pub mod forge;
pub mod forges;
pub mod line;
pub mod manifest;
mod marker;
pub mod members;
pub mod publish;
pub mod reconcile;
pub mod report;
pub mod shard;
pub mod state;
pub mod template;
