//! How a command ends: its exit codes, and what it says when it cannot go on.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use anstyle::{AnsiColor, Style};
use overhaul_engine::tree::name_of;
use overhaul_report::visible;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// How a command ended that did not break off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Success,
    /// `check` found something to fix, or `diff --exit-code` a difference.
    Found,
    /// Something failed or was refused; the rest was done.
    Failed,
    /// What failed may succeed later; `EX_TEMPFAIL` of sysexits(3).
    Transient,
    Interrupted,
    /// The terminal went away.
    HungUp,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Found => 1,
            Self::Failed => 2,
            Self::Transient => 75,
            Self::Interrupted => signal_code(2),
            Self::HungUp => signal_code(1),
        }
    }
}

/// The shell's code for a process that a signal ended.
pub const fn signal_code(signal: u8) -> u8 {
    128 + signal
}

/// The shell's code for a process that a broken pipe ended.
const BROKEN_PIPE: u8 = 141;

/// An error whose way out is known.
#[derive(Debug)]
struct Hinted {
    error: anyhow::Error,
    hint: String,
}

impl fmt::Display for Hinted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl Error for Hinted {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

/// Adds to an error what a person can do about it.
pub fn hinted(error: impl Into<anyhow::Error>, hint: impl Into<String>) -> anyhow::Error {
    Hinted { error: error.into(), hint: hint.into() }.into()
}

/// A path as a message shows it.
pub fn shown(path: &Path) -> String {
    visible(&name_of(path)).into_owned()
}

/// The exit code of what a command came to; says what broke it off.
pub fn exit_code(outcome: thread::Result<anyhow::Result<Exit>>) -> ExitCode {
    let code = match outcome {
        Ok(Ok(exit)) => exit.code(),
        Ok(Err(error)) if is_broken_pipe(&error) => BROKEN_PIPE,
        Ok(Err(error)) => {
            report(&error);
            Exit::Failed.code()
        }
        Err(panic) => {
            report(&bug(&*panic));
            Exit::Failed.code()
        }
    };
    ExitCode::from(code)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

fn bug(panic: &(dyn Any + Send)) -> anyhow::Error {
    let words = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    hinted(
        anyhow::anyhow!("overhaul failed, which is a bug: {words}"),
        "run again with RUST_BACKTRACE=1 and report what it says",
    )
}

fn report(error: &anyhow::Error) {
    let mut stderr = anstream::stderr().lock();
    let mut text = Vec::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        // A cause that its effect has quoted is not said twice.
        if !text.iter().any(|said: &String| said.contains(&cause)) {
            text.push(cause);
        }
    }
    let lines: Vec<String> = text.join(": ").lines().map(|line| visible(line).into_owned()).collect();
    // Where standard error is gone, the exit code still tells.
    let _ = writeln!(stderr, "{ERROR}error{ERROR:#}: {}", lines.join("\n"));
    if let Some(hinted) = error.chain().find_map(|cause| cause.downcast_ref::<Hinted>()) {
        let _ = writeln!(stderr, "{HINT}hint{HINT:#}: {}", visible(&hinted.hint));
    }
}
