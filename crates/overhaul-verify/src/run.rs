//! Running commands below a supervisor, as the one who wants to know what becomes of them.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::environment::is_private;
use crate::protocol::{Request, SCRATCH, read_answer};
use crate::{Error, Report, Supervisor, Verify, discard, processes};

pub use crate::supervisor::supervise;

/// Ends runs before their time: all that were given it.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Mutex<Stopping>>);

#[derive(Debug, Default)]
struct Stopping {
    is_now: bool,
    /// A supervisor ends when this is closed, also because this process died.
    lines: Vec<(u32, ChildStdin)>,
}

impl Stop {
    /// Ends them. They report [`crate::End::Stopped`].
    pub fn now(&self) {
        let mut stopping = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stopping.is_now = true;
        stopping.lines.clear();
    }

    fn hold(&self, id: u32, line: ChildStdin) {
        let mut stopping = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !stopping.is_now {
            stopping.lines.push((id, line));
        }
    }

    fn release(&self, id: u32) {
        let mut stopping = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stopping.lines.retain(|(other, _)| *other != id);
    }
}

/// The private directory of a run. The supervisor removes it, and where it cannot, this does.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Error> {
        let directory = std::env::temp_dir();
        let made = directory
            .canonicalize()
            .and_then(|directory| tempfile::Builder::new().prefix("overhaul-verify-").tempdir_in(directory));
        match made {
            Ok(scratch) => Ok(Self(scratch.keep())),
            Err(cause) => Err(Error::Scratch { directory, cause }),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to whoever cleans temporary directories.
        let _ = discard::discard(&self.0);
    }
}

pub fn run(supervisor: &Supervisor, verify: &Verify<'_>, stop: &Stop) -> Result<Report, Error> {
    let scratch = Scratch::new()?;
    let mut command = Command::new(&supervisor.program);
    command.args(&supervisor.args).current_dir(verify.directory);
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_private(name)) {
        command.env_remove(name);
    }
    command.env(SCRATCH, &scratch.0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|cause| Error::Start {
        program: supervisor.program.clone(),
        directory: verify.directory.to_owned(),
        cause,
    })?;
    let request = Request {
        commands: verify.commands.to_vec(),
        time_limit: verify.time_limit,
        output_limit: verify.output_limit,
        environment: verify.environment.clone(),
        writable: verify.writable.to_vec(),
    };
    let told = child.stdin.take().map(|mut line| {
        let told = request.write(&mut line);
        stop.hold(child.id(), line);
        told
    });
    let answer = child.stdout.take().map(|answer| read_answer(BufReader::new(answer)));
    stop.release(child.id());
    // How it ended is known from its answer.
    let _ = child.wait();
    match answer {
        Some(Ok(Ok(report))) => Ok(report),
        Some(Ok(Err(message))) => Err(Error::Supervisor(message)),
        Some(Err(_)) | None => {
            processes::kill_marked(SCRATCH, &scratch.0);
            Err(told.and_then(Result::err).map_or(Error::Lost, Error::Tell))
        }
    }
}
