//! The processes that work on one repository: overhaul itself, which makes the commits, and the commands of `verify`.
//!
//! A process of its own for each repository bounds its memory and its time, and a crash is that of one repository.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use overhaul_git::clones::Cloned;
use overhaul_git::{Checkout, Oid};
use overhaul_verify::{End, Ran, Stop, Supervisor};
use serde_json::Value;
use thiserror::Error;

use crate::manifest::{Codemods, Manifest, Verify};
use crate::template::Verified;

/// As much of what a process says is kept.
const KEPT: u64 = 256 << 20;
const KEPT_ERRORS: usize = 2_000;
const KEPT_OUTPUT: usize = 8_000;

/// How often it is looked whether a process has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// How repositories are worked on.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The binary of overhaul.
    pub program: PathBuf,
    /// Its version, which decides with others whether an earlier outcome still counts.
    pub version: String,
    /// Runs the commands of `verify`.
    pub supervisor: Supervisor,
    /// Threads of each process.
    pub jobs: usize,
    /// For files that only this run needs.
    pub scratch: PathBuf,
}

#[derive(Debug, Error)]
pub enum WorkerError {
    #[error("failed to start {}: {source}", program.display())]
    Start { program: PathBuf, source: std::io::Error },
    #[error("overhaul took longer than {} s for the repository, and was stopped", time.as_secs())]
    Time { time: Duration },
    #[error("overhaul failed: {message}")]
    Failed { message: String },
    #[error("overhaul was ended by the system, perhaps because memory ran out")]
    Killed,
    #[error("failed to write {}: {source}", path.display())]
    Scratch { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Remote(#[from] overhaul_git::remote::RemoteError),
    #[error(transparent)]
    Verify(#[from] overhaul_verify::Error),
}

impl WorkerError {
    /// Whether the same may go better on another machine, or later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Start { .. } | Self::Killed | Self::Scratch { .. } => true,
            Self::Remote(error) => error.is_transient(),
            Self::Time { .. } | Self::Failed { .. } | Self::Verify(_) => false,
        }
    }
}

impl Worker {
    /// Makes the commits in the clone; gives the document of `apply --branch --format json`.
    pub fn commit(&self, manifest: &Manifest, clone: &Cloned) -> Result<Value, WorkerError> {
        let mut command = Command::new(&self.program);
        if let Codemods::Plan(path) = &manifest.codemods {
            let absolute = std::path::absolute(path);
            let absolute = absolute.map_err(|source| WorkerError::Scratch { path: path.clone(), source })?;
            command.arg("plan").arg("apply").arg("--plan").arg(absolute);
        } else {
            command.arg("apply");
        }
        command.args(["--branch", &manifest.branch, "--update", "--format", "json", "--quiet"]);
        command.arg("--base").arg(clone.base().to_string());
        command.arg("--jobs").arg(self.jobs.to_string());
        for (flag, is_given) in [("--type-check", manifest.type_check), ("--safe-only", manifest.safe_only)] {
            command.args(is_given.then_some(flag));
        }
        if let Codemods::Configured(text) = &manifest.codemods {
            command.arg("--config").arg(self.scratch_file("overhaul.toml", text)?);
        }
        // By the two times of a commit it is seen whether a person has changed it.
        command.env_remove("GIT_AUTHOR_DATE").env_remove("GIT_COMMITTER_DATE");
        command.current_dir(clone.directory()).env("GIT_DIR", clone.directory()).env("NO_COLOR", "1");
        let output = self.finish(&mut command, manifest.limits.repository_time)?;
        serde_json::from_slice(&output).map_err(|error| WorkerError::Failed { message: error.to_string() })
    }

    /// Runs the commands in a checkout of a commit of the clone.
    pub fn verify(&self, verify: &Verify, clone: &Cloned, commit: Oid) -> Result<Vec<Verified>, WorkerError> {
        let checkout = Checkout::of(clone, commit, &self.scratch)?;
        let none = BTreeMap::new();
        let report = self.supervisor.run(
            &overhaul_verify::Verify {
                commands: &verify.commands,
                directory: checkout.path(),
                time_limit: verify.time,
                output_limit: KEPT_OUTPUT,
                environment: &none,
                writable: &[],
            },
            &Stop::default(),
        )?;
        Ok(report.ran.iter().map(verified).collect())
    }

    fn scratch_file(&self, name: &str, text: &str) -> Result<PathBuf, WorkerError> {
        let path = self.scratch.join(name);
        // All repositories of a run have the same one.
        if !path.exists() {
            std::fs::write(&path, text)
                .map_err(|source| WorkerError::Scratch { path: path.clone(), source })?;
        }
        Ok(path)
    }

    fn finish(&self, command: &mut Command, time: Duration) -> Result<Vec<u8>, WorkerError> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let start = |source| WorkerError::Start { program: self.program.clone(), source };
        let mut child = command.spawn().map_err(start)?;
        let out = child.stdout.take().map(read_all);
        let err = child.stderr.take().map(read_all);
        let status = wait(&mut child, time)?;
        let read = |reader: Option<thread::JoinHandle<Vec<u8>>>| {
            reader.and_then(|reader| reader.join().ok()).unwrap_or_default()
        };
        let (out, err) = (read(out), read(err));
        match status.code() {
            Some(0) => Ok(out),
            // Some files failed; the document says which, and the rest is committed.
            Some(2) if serde_json::from_slice::<Value>(&out).is_ok() => Ok(out),
            Some(_) => {
                let text = String::from_utf8_lossy(&err);
                let text = text.trim();
                let from = text.char_indices().rev().nth(KEPT_ERRORS).map_or(0, |(at, _)| at);
                Err(WorkerError::Failed { message: text[from..].to_owned() })
            }
            None => Err(WorkerError::Killed),
        }
    }
}

/// Waits until a process ends, and ends it when its time is up.
fn wait(child: &mut Child, time: Duration) -> Result<std::process::ExitStatus, WorkerError> {
    let began = Instant::now();
    let failed = |error: std::io::Error| WorkerError::Failed { message: error.to_string() };
    loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            return Ok(status);
        }
        if began.elapsed() > time {
            // Where it is gone already, there is nothing to end.
            let _ = child.kill();
            let _ = child.wait();
            return Err(WorkerError::Time { time });
        }
        thread::sleep(PAUSE);
    }
}

fn read_all(stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut stream = stream;
        // What is beyond the limit is read and dropped, so that the process does not wait for ever.
        let _ = stream.by_ref().take(KEPT).read_to_end(&mut bytes);
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
        bytes
    })
}

fn verified(ran: &Ran) -> Verified {
    let outcome = match ran.end {
        End::Exited(0) => "passed".to_owned(),
        End::Exited(status) => format!("failed with status {status}"),
        End::Signaled(signal) => format!("was ended by signal {signal}"),
        End::TimedOut => "was killed when its time was up".to_owned(),
        End::Stopped => "was stopped".to_owned(),
    };
    let left = if ran.end.is_ok() && ran.killed_count > 0 {
        format!("; {} processes that it left behind were killed", ran.killed_count)
    } else {
        String::new()
    };
    Verified {
        command: ran.command.clone(),
        passed: ran.end.is_ok(),
        outcome: outcome + &left,
        output: ran.output.text(),
    }
}
