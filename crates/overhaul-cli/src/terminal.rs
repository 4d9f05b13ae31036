//! Where output goes: streams with or without colours, the pager, the progress bar.

use std::io::{self, BufWriter, IsTerminal, Stderr, Write};
use std::process::{Child, Command, Stdio};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use crate::interrupt;

mod progress;
mod screen;

pub use progress::Bar;
pub use screen::{Screen, while_editing};

/// Wider text is hard to read.
const WIDTH: usize = 100;

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// What the global options say about output.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    pub color: Color,
    pub verbosity: Verbosity,
}

/// Whether a pager may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    Allowed,
    Off,
}

/// Keeps panics out of standard error: the engine reports those of its workers as failures of their files, and
/// `main` the others.
pub fn silence_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none_or(|value| value.is_empty() || value == "0") {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

impl Terminal {
    pub fn is_quiet(self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    pub fn is_verbose(self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// Standard error, for styled text.
    pub fn err(self) -> AutoStream<Stderr> {
        AutoStream::new(io::stderr(), self.choice())
    }

    /// Whether a person reads standard output, to whom nothing may be written that acts on the terminal.
    pub fn is_read_by_a_person(self) -> bool {
        io::stdout().is_terminal() || self.color == Color::Always
    }

    /// Standard output for styled text, in a pager where that makes sense.
    pub fn out(self, paging: Paging) -> Output {
        let choice = self.choice_for_stdout();
        let child = if paging == Paging::Allowed && io::stdout().is_terminal() { pager() } else { None };
        let (child, stream): (_, Box<dyn Write>) = match child {
            Some(mut child) => match child.stdin.take() {
                Some(stdin) => (Some(child), Box::new(stdin)),
                None => (None, Box::new(io::stdout())),
            },
            None => (None, Box::new(io::stdout())),
        };
        if child.is_some() {
            interrupt::hold();
        }
        Output { stream: BufWriter::new(AutoStream::new(stream, choice)), child }
    }

    /// Standard output for bytes that must stay as they are.
    pub fn raw_out() -> BufWriter<io::StdoutLock<'static>> {
        BufWriter::new(io::stdout().lock())
    }

    /// How wide running text on standard output is.
    pub fn width() -> usize {
        terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDTH))
    }

    /// Whether standard output may be coloured.
    pub fn has_colors(self) -> bool {
        self.choice_for_stdout() != ColorChoice::Never
    }

    fn choice_for_stdout(self) -> ColorChoice {
        match AutoStream::new(io::stdout(), self.choice()).current_choice() {
            ColorChoice::Auto => ColorChoice::Never,
            choice => choice,
        }
    }

    fn choice(self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// Standard output or a pager.
pub struct Output {
    stream: BufWriter<AutoStream<Box<dyn Write>>>,
    child: Option<Child>,
}

impl Output {
    /// Waits until everything was written and, in a pager, read.
    pub fn finish(self) -> io::Result<()> {
        let Self { mut stream, child } = self;
        let flushed = stream.flush();
        // The pager reads on until its end of the pipe is closed.
        drop(stream);
        let Some(mut child) = child else { return flushed };
        child.wait()?;
        interrupt::release();
        // A person who leaves the pager early has seen enough.
        flushed.or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(error),
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.stream.write(bytes) {
            Err(error) if self.child.is_some() && error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(bytes.len())
            }
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The pager that git would take, less its own configuration. It is started by a shell, as git does, so that the
/// variable may hold options.
fn pager() -> Option<Child> {
    let command = ["OVERHAUL_PAGER", "GIT_PAGER", "PAGER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "less".to_owned());
    let program = command.split_whitespace().next().unwrap_or_default();
    if matches!(command.trim(), "" | "cat") || !is_installed(program) {
        return None;
    }
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(&command).stdin(Stdio::piped());
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            shell.env(name, value);
        }
    }
    shell.spawn().ok()
}

/// Whether a program can be found. What only a shell understands may be there.
fn is_installed(program: &str) -> bool {
    let is_plain = program.chars().all(|c| c.is_alphanumeric() || "._+-".contains(c));
    let path = std::env::var_os("PATH").unwrap_or_default();
    !is_plain || std::env::split_paths(&path).any(|directory| directory.join(program).is_file())
}
