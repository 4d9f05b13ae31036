//! Runs a user's commands in a directory, bounded: in time, in output, in what they write and leave behind.
//!
//! The commands run below a supervisor, a process of its own, so that nothing of them outlives it. It is our own binary,
//! reached by a hidden command that calls [`supervise`].
//!
//! | | Linux | other Unix | Windows |
//! |---|---|---|---|
//! | killed whole | all descendants, also daemons | the process group | not supported |
//! | writing | only where [`Verify`] says, where the kernel has Landlock | not confined | |
//!
//! What holds credentials (`private.toml`) is taken out of the environment, and cannot be read where commands are confined.
//! Confining is no virtual machine: the network is open, and so are local services that a user may use.

mod environment;
mod error;
mod output;
mod report;

#[cfg(unix)]
mod confine;
#[cfg(unix)]
mod discard;
#[cfg(unix)]
mod kept;
#[cfg(unix)]
mod processes;
#[cfg(unix)]
mod protocol;
#[cfg(unix)]
mod supervisor;

#[cfg(unix)]
#[path = "run.rs"]
mod run;
#[cfg(not(unix))]
#[path = "unsupported.rs"]
mod run;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use environment::is_private;
pub use error::Error;
pub use output::Output;
pub use report::{End, Process, Ran, Report};
pub use run::{Stop, supervise};

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Verify<'a> {
    /// Lines for `sh -c`, one after the other until one fails.
    pub commands: &'a [String],
    /// Where they start, and where they may write.
    pub directory: &'a Path,
    /// For all of them together.
    pub time_limit: Duration,
    /// How many bytes of the output of each are kept.
    pub output_limit: usize,
    /// Variables that they get beside those of this process; these may hold credentials.
    pub environment: &'a BTreeMap<String, String>,
    /// Other places where they may write.
    pub writable: &'a [PathBuf],
}

/// How this process starts a supervisor.
#[derive(Debug, Clone)]
pub struct Supervisor {
    /// A binary that calls [`supervise`] when it is given `args`.
    pub program: PathBuf,
    pub args: Vec<OsString>,
}

impl Supervisor {
    /// Runs the commands, and waits until all that they started has ended.
    pub fn run(&self, verify: &Verify<'_>, stop: &Stop) -> Result<Report, Error> {
        run::run(self, verify, stop)
    }
}
