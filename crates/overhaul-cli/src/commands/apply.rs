//! `overhaul apply`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::Args;
use overhaul_report::visible::visible_bytes;

use crate::branch::BranchArgs;
use crate::error::{Exit, hinted, shown};
use crate::interrupt;
use crate::session::{Previews, RunArgs, Session};
use crate::terminal::Terminal;

const FAILED: Style = AnsiColor::Red.on_default().bold();

/// As many files with uncommitted changes are named.
const NAMED: usize = 20;

/// Write what the codemods change
///
/// Refuses when files that would change have uncommitted changes in git. Each file is replaced as a whole and keeps its
/// mode; Ctrl-C finishes the file at hand and leaves the rest. With `-` the new text goes to standard output.
/// With --branch, commits are built instead, and no file is touched.
/// Exits with 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Apply {
    #[command(flatten)]
    run: RunArgs,

    #[command(flatten)]
    branch: BranchArgs,

    /// Also change files that have uncommitted changes
    #[arg(long, conflicts_with = "branch")]
    allow_dirty: bool,
}

impl Apply {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if let Some(name) = &self.branch.branch {
            return self.branch.run(name, &self.run, None, terminal);
        }
        if self.run.base.is_some() {
            return Err(hinted(
                anyhow::anyhow!("--base is about commits, and apply writes files"),
                "give --branch, too",
            ));
        }
        let session = self.run.run(terminal, Previews::Off)?;
        let written = match &session.stdin {
            Some(input) => print(&session, input)?,
            None => write(&session, self.allow_dirty, terminal)?,
        };
        session.tell_bases(terminal);
        session.tell_unfixed(terminal, self.run.listed());
        session.tell_answers(terminal);
        session.tell_failures(terminal);
        session.tell_summary(terminal);
        Ok(exit(&session, written))
    }
}

/// How a run ends that wrote files.
pub fn exit(session: &Session, written: Written) -> Exit {
    if interrupt::seen() {
        Exit::Interrupted
    } else if session.has_failures() || written == Written::NotAll {
        Exit::Failed
    } else {
        Exit::Success
    }
}

/// Writes the changed files, each as a whole.
pub fn write(session: &Session, allow_dirty: bool, terminal: Terminal) -> anyhow::Result<Written> {
    let changed: Vec<_> = session
        .shown()
        .into_iter()
        .flat_map(|shown| {
            let changed = shown.changes.changed();
            changed
                .map(move |(file, change)| (shown.label(file), file.path.as_path(), change))
                .collect::<Vec<_>>()
        })
        .collect();
    if !allow_dirty {
        let refused = refuse_dirty(&changed.iter().map(|(_, path, _)| *path).collect::<Vec<_>>());
        if refused.is_err() {
            session.tell_failures(terminal);
        }
        refused?;
    }
    let mut err = terminal.err();
    let mut count = 0;
    let mut directories = BTreeSet::new();
    interrupt::hold();
    for (label, path, change) in &changed {
        if interrupt::seen() {
            break;
        }
        match crate::write::write(path, change) {
            Ok(()) => count += 1,
            // Where standard error is gone, the exit code still tells.
            Err(error) => drop(writeln!(err, "{label}: {FAILED}failed{FAILED:#} (write): {error}")),
        }
        directories.extend(path.parent());
    }
    directories.into_iter().for_each(crate::write::remove_stale);
    interrupt::release();
    if interrupt::seen() || !terminal.is_quiet() {
        let interrupted = if interrupt::seen() { "interrupted: " } else { "" };
        let _ = writeln!(err, "{interrupted}{count} of {} changed files written", changed.len());
    }
    Ok(if count == changed.len() { Written::All } else { Written::NotAll })
}

/// Whether everything that should have been written was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    All,
    NotAll,
}

/// Writes the new text of standard input, or the old one where nothing changed. Where something failed there is no text
/// that a caller could use.
fn print(session: &Session, input: &[u8]) -> anyhow::Result<Written> {
    if session.has_failures() {
        return Ok(Written::NotAll);
    }
    let change = session.projects.iter().flat_map(|project| project.changes.changed()).next();
    let text = match change {
        Some((_, change)) => change.new_bytes()?,
        None => Cow::Borrowed(input),
    };
    let mut out = Terminal::raw_out();
    if std::io::stdout().is_terminal() {
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let ends = line.ends_with(b"\n");
            write!(out, "{}{}", visible_bytes(line.trim_ascii_end()), if ends { "\n" } else { "" })?;
        }
    } else {
        out.write_all(&text)?;
    }
    out.flush()?;
    Ok(Written::All)
}

/// An error where git could not bring back what a file holds now.
fn refuse_dirty(files: &[&Path]) -> anyhow::Result<()> {
    let dirty = overhaul_git::dirty(files.iter().copied()).map_err(|error| {
        let way_out = error.way_out().map_or_else(String::new, |way_out| format!("{way_out}, "));
        hinted(error, format!("{way_out}--allow-dirty goes without git"))
    })?;
    if dirty.is_empty() {
        return Ok(());
    }
    let current = std::env::current_dir().unwrap_or_default();
    let mut names: Vec<String> = dirty
        .iter()
        .take(NAMED)
        .map(|path: &PathBuf| format!("\n  {}", shown(path.strip_prefix(&current).unwrap_or(path))))
        .collect();
    if dirty.len() > NAMED {
        names.push(format!("\n  and {} more", dirty.len() - NAMED));
    }
    let files = if dirty.len() == 1 { "a file that has" } else { "files that have" };
    Err(hinted(
        anyhow::anyhow!("refusing to change {files} uncommitted changes:{}", names.concat()),
        "commit or stash them first, or give --allow-dirty",
    ))
}
