//! Clients of forges against servers: an imitation of GitHub that keeps state, the forges' own descriptions, and servers
//! that fail in every way. `tests/fleet/environment.py` installs the parts; what is missing is skipped, and said so.

mod imitation;
mod support;
