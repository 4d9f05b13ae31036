//! On Linux: all descendants, by `/proc`. Those whose parent ended are handed to this process, a subreaper, so that none
//! gets away: prctl(2), proc(5).

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::io;
use rustix::process::{Pid, PidfdFlags, Signal, getpid, pidfd_open, pidfd_send_signal, set_child_subreaper};

use crate::Process;

/// From now on, whoever is below this process stays so.
pub fn adopt() -> io::Result<()> {
    set_child_subreaper(Some(getpid()))
}

/// The descendants of a process.
pub struct Below(Pid);

impl Below {
    /// Those that a command with this process id started; there is one command at a time.
    pub fn of(_command: Pid) -> Self {
        Self(getpid())
    }

    /// Sends a signal to all that live, and lists those that got it, the oldest first.
    pub fn signal(&self, signal: Signal) -> Vec<Process> {
        let mut living = self.living();
        living.sort_unstable_by_key(|process| (process.started, process.id.as_raw_nonzero()));
        // What it says of itself is gone with it.
        let reached = living.iter().filter_map(|process| {
            let described = process.described();
            process.signal(signal).is_ok().then_some(described)
        });
        reached.collect()
    }

    pub fn is_empty(&self) -> bool {
        self.living().is_empty()
    }

    fn living(&self) -> Vec<Living> {
        let mut others = all();
        let mut parents = BTreeSet::from([self.0.as_raw_nonzero().get()]);
        let mut found = Vec::new();
        loop {
            let (below, rest): (Vec<_>, Vec<_>) =
                others.into_iter().partition(|process| parents.contains(&process.parent));
            if below.is_empty() {
                return found;
            }
            parents = below.iter().map(|process| process.id.as_raw_nonzero().get()).collect();
            found.extend(below);
            others = rest;
        }
    }
}

/// A process that has not ended. Its start tells it from a later one with the same id.
struct Living {
    id: Pid,
    parent: i32,
    started: u64,
}

impl Living {
    fn read(id: &OsStr) -> Option<Self> {
        let id = id.to_str()?.parse().ok()?;
        let stat = fs::read(Path::new("/proc").join(format!("{id}/stat"))).ok()?;
        // The name is in brackets, and may be anything.
        let stat =
            String::from_utf8_lossy(&stat[stat.iter().rposition(|byte| *byte == b')')? + 1..]).into_owned();
        let fields: Vec<&str> = stat.split_ascii_whitespace().collect();
        let has_ended = matches!(*fields.first()?, "Z" | "X" | "x");
        let process = Self {
            id: Pid::from_raw(id)?,
            parent: fields.get(1)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        };
        (!has_ended).then_some(process)
    }

    /// The handle is for whatever has the id when it is made; that it is still the one that was listed is seen after that.
    fn signal(&self, signal: Signal) -> io::Result<()> {
        let handle = pidfd_open(self.id, PidfdFlags::empty())?;
        let now = Self::read(OsStr::new(&self.id.to_string())).ok_or(io::Errno::SRCH)?;
        if now.started == self.started { pidfd_send_signal(handle, signal) } else { Err(io::Errno::SRCH) }
    }

    fn described(&self) -> Process {
        let read = |file: &str| fs::read(format!("/proc/{}/{file}", self.id)).unwrap_or_default();
        let mut bytes = read("cmdline");
        if bytes.is_empty() {
            bytes = read("comm");
        }
        let words = String::from_utf8_lossy(&bytes).replace('\0', " ");
        Process {
            id: self.id.as_raw_nonzero().get().unsigned_abs(),
            command: words.trim().chars().take(200).collect(),
        }
    }
}

fn all() -> Vec<Living> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| Living::read(&entry.file_name())).collect()
}

/// Kills every process with this variable in its environment: where a supervisor was lost, its descendants belong to
/// nobody.
pub fn kill_marked(name: &str, value: &Path) {
    let mark = [name.as_bytes(), b"=", value.as_os_str().as_bytes()].concat();
    let is_marked = |process: &Living| {
        let environment = fs::read(format!("/proc/{}/environ", process.id)).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|variable| variable == mark)
    };
    for _ in 0..ROUNDS {
        let marked: Vec<Living> = all().into_iter().filter(is_marked).collect();
        if marked.is_empty() {
            return;
        }
        for process in marked {
            // It has ended meanwhile.
            let _ = process.signal(Signal::KILL);
        }
    }
}

/// More rounds than processes that start others need, and an end where one belongs to another user.
const ROUNDS: usize = 100;
