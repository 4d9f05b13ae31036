//! Clones, pushes and checkouts against a real git server with passwords and hooks.
//!
//! Git's configuration comes from the environment, which a test cannot change for itself: one test starts the server and runs
//! the others, which are ignored otherwise, in a copy of this program.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "what a test cannot do is its failure")]

#[path = "../../../tests/fleet/git_server.rs"]
mod git_server;
#[path = "remote/support.rs"]
mod support;

#[path = "remote/checkouts.rs"]
mod checkouts;
#[path = "remote/clones.rs"]
mod clones;
#[path = "remote/failures.rs"]
mod failures;
#[path = "remote/limits.rs"]
mod limits;
#[path = "remote/pushes.rs"]
mod pushes;

use std::process::Command;

#[test]
fn against_a_server() {
    let Some(server) = git_server::GitServer::start() else { return };
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--test-threads=4"])
        .args(std::env::var_os("OVERHAUL_TEST_ONLY"))
        .envs(server.environment())
        .env(support::SERVER, server.directory())
        .env(support::PORT, server.port().to_string())
        .status()
        .unwrap();
    assert!(status.success());
}
