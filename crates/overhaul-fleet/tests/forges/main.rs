//! Clients of forges against servers: an imitation of GitHub that keeps state, the forges' own descriptions, and servers
//! that fail in every way. `tests/fleet/environment.py` installs the parts; what is missing is skipped, and said so.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says that it is skipped"
)]

mod contract;
mod gitea;
mod github;
mod gitlab;
mod hostile;
mod imitation;
mod limits;
mod local;
mod support;
