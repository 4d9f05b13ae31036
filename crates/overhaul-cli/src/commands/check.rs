//! `overhaul check`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use overhaul_report::{concise, json, statistics, text};

use crate::baseline;
use crate::error::Exit;
use crate::session::{RunArgs, Session};
use crate::terminal::{Output, Paging, Terminal};

/// Report what the codemods find
///
/// Exits with 1 when something can be fixed, 0 when nothing can, and 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    run: RunArgs,

    /// How to write the findings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Leave out the findings that this file knows
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings to the baseline, in place of showing them
    #[arg(long, requires = "baseline")]
    write_baseline: bool,

    /// Show how often what was found, in place of the findings
    #[arg(long)]
    statistics: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each finding with its code, why, and what to do
    Text,
    /// One line a finding
    Concise,
    /// One document with all findings, failures and numbers
    Json,
}

impl Check {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if self.statistics && self.format == Format::Json {
            bail!("--statistics is a table; with --format json the numbers are under 'summary'");
        }
        let mut session = self.run.run(terminal)?;
        if self.write_baseline
            && let Some(path) = &self.baseline
        {
            return baseline::write(&session, path, terminal);
        }
        let known = self.baseline.as_deref().map(|path| baseline::apply(&mut session, path)).transpose()?;
        let mut out = terminal.out(Paging::Off);
        self.write(&mut out, &session)?;
        out.finish()?;
        session.tell_bases(terminal);
        session.tell_answers(terminal);
        session.tell_failures(terminal);
        session.tell_summary(terminal);
        if let (Some(known), Some(path)) = (&known, &self.baseline) {
            baseline::tell(known, path, terminal);
        }
        if session.has_fixes() && !terminal.is_quiet() {
            let _ = writeln!(terminal.err(), "`overhaul diff` shows the fixes, `overhaul apply` makes them");
        }
        Ok(match (session.has_failures(), session.has_fixes()) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Success,
        })
    }

    fn write(&self, out: &mut Output, session: &Session) -> std::io::Result<()> {
        let summary = session.summary();
        if self.statistics {
            return statistics::write(out, &summary);
        }
        match self.format {
            Format::Text => {
                session.shown().iter().try_for_each(|shown| text::write(out, shown, self.run.listed()))
            }
            Format::Concise => {
                session.shown().iter().try_for_each(|shown| concise::write(out, shown, self.run.listed()))
            }
            Format::Json => json::write(out, &session.shown(), &summary, env!("CARGO_PKG_VERSION")),
        }
    }
}
