//! The process between overhaul and the commands of a repository: it bounds them, and nothing of them outlives it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufReader, PipeReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, setsid, wait};

use crate::confine::confine;
use crate::kept::Kept;
use crate::processes::{Below, adopt};
use crate::protocol::{Request, SCRATCH, answer};
use crate::{End, Output, Process, Ran, Report, discard};

/// So long may what a command started go on when it has ended: the last parts of a pipeline end after the first one.
const SETTLE: Duration = Duration::from_millis(300);
/// So long may it take to end on request, before it is killed.
const GRACE: Duration = Duration::from_secs(1);
/// So long is tried to kill what is left; only the kernel can hold a process longer.
const KILL: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(10);
/// So many of the processes that were killed are listed.
const LISTED: usize = 20;

/// The entry point of the supervisor: what is to be run comes on standard input, what became of it goes to standard output.
pub fn supervise() -> ExitCode {
    let mut input = BufReader::new(io::stdin());
    let scratch = std::env::var_os(SCRATCH).map(PathBuf::from);
    let (Ok(request), Some(scratch)) = (Request::read(&mut input), scratch) else {
        return ExitCode::FAILURE;
    };
    let (sender, events) = channel();
    let parent = sender.clone();
    thread::spawn(move || {
        // It says nothing more; this ends when it closes its end, or dies.
        let _ = io::copy(&mut input, &mut io::sink());
        let _ = parent.send(Event::Stop);
    });
    let result = Supervised { request, scratch: scratch.clone(), sender, events }.run();
    // What is left of it is removed by the one who asked for the run.
    let _ = discard::discard(&scratch);
    match answer(&mut io::stdout().lock(), result) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

enum Event {
    /// The command with this id ended.
    Ended(Pid, WaitStatus),
    /// Nobody waits for the answer, or it is wanted at once.
    Stop,
}

struct Supervised {
    request: Request,
    scratch: PathBuf,
    sender: Sender<Event>,
    events: Receiver<Event>,
}

/// A command that was started.
struct Started {
    id: Pid,
    is_confined: bool,
    output: Arc<Mutex<Kept>>,
    reader: JoinHandle<()>,
}

impl Supervised {
    fn run(self) -> Result<Report, String> {
        // Without a terminal of its own, nothing that is typed there reaches the commands.
        let _ = setsid();
        adopt().map_err(|error| format!("failed to become the parent of what they start: {error}"))?;
        for directory in ["tmp", "cache"] {
            fs::create_dir(self.scratch.join(directory))
                .map_err(|error| format!("failed to make a directory for their files: {error}"))?;
        }
        let deadline = Instant::now() + self.request.time_limit;
        let mut report = Report { ran: Vec::new(), is_confined: true, is_ok: true };
        for command in &self.request.commands {
            let (ran, is_confined) = self.run_one(command, deadline)?;
            report.is_confined &= is_confined;
            report.is_ok = ran.end.is_ok();
            report.ran.push(ran);
            if !report.is_ok {
                break;
            }
        }
        Ok(report)
    }

    fn run_one(&self, line: &str, deadline: Instant) -> Result<(Ran, bool), String> {
        let start = Instant::now();
        let started = self.start(line)?;
        let end = self.wait(started.id, deadline);
        let below = Below::of(started.id);
        let killed = Killed::all(&below, matches!(end, End::Exited(_) | End::Signaled(_)));
        let output = started.output();
        let ran = Ran {
            command: line.to_owned(),
            end,
            output,
            duration: start.elapsed(),
            killed: killed.listed,
            killed_count: killed.count,
        };
        Ok((ran, started.is_confined))
    }

    fn start(&self, line: &str) -> Result<Started, String> {
        let failed = |error: io::Error| format!("failed to start sh: {error}");
        let (reader, writer) = io::pipe().map_err(failed)?;
        let mut command = self.command(line);
        command.stdin(Stdio::null()).stdout(writer.try_clone().map_err(failed)?).stderr(writer);
        let (child, is_confined) = spawn_confined(command, self.writable())?;
        let id = Pid::from_child(&child);
        let output = Arc::new(Mutex::new(Kept::new(self.request.output_limit)));
        let kept = Arc::clone(&output);
        let reader = thread::spawn(move || keep(reader, &kept));
        let sender = self.sender.clone();
        thread::spawn(move || reap(&sender));
        Ok(Started { id, is_confined, output, reader })
    }

    fn command(&self, line: &str) -> Command {
        use std::os::unix::process::CommandExt as _;
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(line).process_group(0);
        for name in ["TMPDIR", "TMP", "TEMP"] {
            command.env(name, self.scratch.join("tmp"));
        }
        command.env("XDG_CACHE_HOME", self.scratch.join("cache"));
        command.envs(&self.request.environment);
        command
    }

    fn writable(&self) -> Vec<PathBuf> {
        let own = [PathBuf::from("."), self.scratch.clone()];
        own.into_iter().chain(self.request.writable.iter().cloned()).collect()
    }

    fn wait(&self, id: Pid, deadline: Instant) -> End {
        loop {
            match self.events.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Event::Ended(ended, status)) if ended == id => return end_of(status),
                Ok(Event::Ended(..)) => {}
                Ok(Event::Stop) => {
                    // It is said once, and is for the commands that would follow, too.
                    let _ = self.sender.send(Event::Stop);
                    return End::Stopped;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return End::TimedOut,
            }
        }
    }
}

impl Started {
    /// What came. Nothing that could write is left, but its end of the pipe may have been handed to a process elsewhere.
    fn output(&self) -> Output {
        let waited_for = Instant::now();
        while !self.reader.is_finished() && waited_for.elapsed() < GRACE {
            thread::sleep(TICK);
        }
        self.output.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn end_of(status: WaitStatus) -> End {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => End::Exited(code),
        (None, signal) => End::Signaled(signal.unwrap_or_default()),
    }
}

/// What confines is for one thread and what that starts; the supervisor itself has to stay free.
fn spawn_confined(mut command: Command, writable: Vec<PathBuf>) -> Result<(Child, bool), String> {
    let spawned = thread::spawn(move || {
        let is_confined = confine(&writable)?;
        let child = command.spawn().map_err(|error| format!("failed to start sh: {error}"))?;
        Ok((child, is_confined))
    });
    spawned.join().unwrap_or_else(|_| Err("failed to start sh".to_owned()))
}

fn keep(mut reader: PipeReader, kept: &Mutex<Kept>) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => kept.lock().unwrap_or_else(PoisonError::into_inner).add(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Takes the end of every child, also of those that were adopted, until there is none. It tells all of them: a thread that
/// was started for one command may be the one that takes the end of the next.
fn reap(sender: &Sender<Event>) {
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((id, status))) => {
                // Where nobody listens, nobody has to know.
                let _ = sender.send(Event::Ended(id, status));
            }
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

/// What had to be killed.
#[derive(Default)]
struct Killed {
    listed: Vec<Process>,
    count: usize,
    seen: BTreeSet<u32>,
}

impl Killed {
    /// Ends all that is left of a command: on request, and then for good.
    fn all(below: &Below, has_ended: bool) -> Self {
        let mut killed = Self::default();
        if has_ended && is_empty_within(below, SETTLE) {
            return killed;
        }
        killed.add(below.signal(Signal::TERM));
        if is_empty_within(below, GRACE) {
            return killed;
        }
        let start = Instant::now();
        while !below.is_empty() && start.elapsed() < KILL {
            killed.add(below.signal(Signal::KILL));
            thread::sleep(TICK);
        }
        killed
    }

    fn add(&mut self, processes: Vec<Process>) {
        for process in processes {
            if self.seen.insert(process.id) {
                self.count += 1;
                if self.listed.len() < LISTED {
                    self.listed.push(process);
                }
            }
        }
    }
}

fn is_empty_within(below: &Below, limit: Duration) -> bool {
    let start = Instant::now();
    loop {
        if below.is_empty() {
            return true;
        }
        if start.elapsed() >= limit {
            return false;
        }
        thread::sleep(TICK);
    }
}
