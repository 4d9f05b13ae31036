//! Clients of forges against servers: an imitation of GitHub that keeps state, the forges' own descriptions, and servers
//! that fail in every way. `tests/fleet/environment.py` installs the parts; what is missing is skipped, and said so.

#![expect(clippy::unwrap_used, reason = "what a test cannot do is its failure")]

mod contract;
mod hostile;
mod imitation;
mod local;
mod support;
