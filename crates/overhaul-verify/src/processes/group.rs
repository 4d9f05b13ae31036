//! On Unix systems without subreapers: the process group of a command.

use std::path::Path;

use rustix::io;
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

use crate::Process;

/// Nothing can be adopted here.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub fn adopt() -> io::Result<()> {
    Ok(())
}

/// The processes of a group.
pub struct Below(Pid);

impl Below {
    /// Those that a command with this process id started.
    pub fn of(command: Pid) -> Self {
        Self(command)
    }

    /// Sends a signal to all that live; the group stands for them.
    pub fn signal(&self, signal: Signal) -> Vec<Process> {
        let id = self.0.as_raw_nonzero().get().unsigned_abs();
        let group = Process { id, command: "process group".to_owned() };
        if kill_process_group(self.0, signal).is_ok() { vec![group] } else { Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        test_kill_process_group(self.0).is_err()
    }
}

/// Nothing says here which processes belong to a supervisor that was lost.
pub fn kill_marked(_name: &str, _value: &Path) {}
