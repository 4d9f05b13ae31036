//! What became of the commands.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Output;

/// What became of the commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Those that were started, in order. Only the last one can have failed.
    pub ran: Vec<Ran>,
    /// Whether the system kept them from writing elsewhere.
    pub is_confined: bool,
    /// Whether all commands ended well.
    pub is_ok: bool,
}

/// What became of one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    pub command: String,
    pub end: End,
    /// Standard output and standard error as they came.
    pub output: Output,
    pub duration: Duration,
    /// What was still running at its end and was killed, the oldest first: all of it where it timed out, what it left behind
    /// where it ended.
    pub killed: Vec<Process>,
    /// How many processes were killed; only the first ones are listed.
    pub killed_count: usize,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// By itself, with this status.
    Exited(i32),
    /// By a signal that it did not get from here.
    Signaled(i32),
    /// It was killed when the time was up.
    TimedOut,
    /// It was killed on request.
    Stopped,
}

impl End {
    pub fn is_ok(self) -> bool {
        self == Self::Exited(0)
    }
}

/// A process that was killed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    pub id: u32,
    /// What it says that it is, at most 200 characters.
    pub command: String,
}
