//! Why commands could not be run.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why commands could not be run. A command that failed is none of these.
#[derive(Debug, Error)]
pub enum Error {
    #[error("commands can be run on Linux, macOS and other Unix systems only")]
    Unsupported,
    #[error("failed to make a temporary directory in {}: {cause}", directory.display())]
    Scratch { directory: PathBuf, cause: io::Error },
    #[error("failed to start {} in {}: {cause}", program.display(), directory.display())]
    Start { program: PathBuf, directory: PathBuf, cause: io::Error },
    #[error("failed to tell the supervisor what to run: {0}")]
    Tell(io::Error),
    #[error("failed to run the commands: {0}")]
    Supervisor(String),
    /// It was killed by another program, or the system ran out of memory.
    #[error(
        "the process that supervised the commands ended before they did; what they had started was killed"
    )]
    Lost,
}
