//! The processes below this one.

#[cfg(target_os = "linux")]
#[path = "processes/descendants.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "processes/group.rs"]
mod system;

pub use system::{Below, adopt, kill_marked};
