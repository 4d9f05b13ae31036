//! Fleets through the real binary: a real git server behind a password, and an imitation of GitHub that keeps state, behind a
//! proxy that fails where a test says so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what a test cannot do is its failure"
)]

#[expect(dead_code, reason = "other tests share it and ask more of it")]
mod git_server;
#[path = "../mount.rs"]
mod mount;
mod proxy;
#[expect(dead_code, reason = "other tests share it and ask more of it")]
#[path = "../schemas/validate.rs"]
mod validate;
mod world;

mod clock;
mod disk;
mod faults;
mod reconciled;
mod reports;
mod repositories;
mod secrets;
mod shards;
mod ssh;
mod verify;
