//! `overhaul check`.

use std::io::{self, Write};
use std::path::PathBuf;

use anstream::StripStream;
use anyhow::bail;
use clap::{Args, ValueEnum};
use overhaul_engine::Page;
use overhaul_report::{concise, github, gitlab, json, junit, sarif, statistics, text};

use super::TOOL;
use crate::baseline;
use crate::error::Exit;
use crate::output::OutputArgs;
use crate::session::{Previews, RunArgs, Session};
use crate::terminal::{Paging, Terminal};

/// Report what the codemods find
///
/// Exits with 1 when something can be fixed, 0 when nothing can, and 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    run: RunArgs,

    /// How to write the findings
    ///
    /// json, json-lines and sarif always have all of them, the others those that --show-declined and --show-rejected
    /// ask for.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    output: OutputArgs,

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
    /// The same as one object a line
    JsonLines,
    /// SARIF 2.1.0 with fixes, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML, a test for each finding
    Junit,
}

impl Format {
    /// Whether it is for people: with colours, which a file does not get.
    fn has_colors(self) -> bool {
        matches!(self, Self::Text | Self::Concise)
    }
}

impl Check {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if self.statistics && !self.format.has_colors() {
            bail!("--statistics is a table for people; --format json has the numbers, under 'summary'");
        }
        let file = self.output.target()?;
        let previews = if self.format == Format::Sarif { Previews::On } else { Previews::Off };
        let mut session = self.run.run(terminal, previews)?;
        if self.write_baseline
            && let Some(path) = &self.baseline
        {
            return baseline::write(&session, path, terminal);
        }
        let known = self.baseline.as_deref().map(|path| baseline::apply(&mut session, path)).transpose()?;
        match file {
            Some(file) if self.format.has_colors() => file.write(|out| {
                let mut plain = StripStream::new(Vec::new());
                self.write(&mut plain, &session)?;
                out.write_all(&plain.into_inner())
            })?,
            Some(file) => file.write(|out| self.write(out, &session))?,
            None if self.format.has_colors() => {
                let mut out = terminal.out(Paging::Off);
                self.write(&mut out, &session)?;
                out.finish()?;
            }
            None => {
                let mut out = Terminal::raw_out();
                self.write(&mut out, &session)?;
                out.flush()?;
            }
        }
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

    fn write(&self, out: &mut dyn Write, session: &Session) -> io::Result<()> {
        let summary = session.summary();
        if self.statistics {
            return statistics::write(out, &summary);
        }
        let (shown, listed) = (session.shown(), self.run.listed());
        match self.format {
            Format::Text => shown.iter().try_for_each(|shown| text::write(out, shown, listed)),
            Format::Concise => shown.iter().try_for_each(|shown| concise::write(out, shown, listed)),
            Format::Json => json::write(out, &shown, &summary, TOOL),
            Format::JsonLines => json::write_lines(out, &shown, &summary, TOOL),
            Format::Sarif => {
                let registry = overhaul_codemods::registry();
                let page = |id: &&str| {
                    registry.iter().find(|codemod| codemod.id() == *id).map(|codemod| codemod.page())
                };
                let pages: Vec<&Page> = session.codemods.iter().filter_map(page).collect();
                sarif::write(out, &shown, &pages, &summary.notes, TOOL)
            }
            Format::Github => shown.iter().try_for_each(|shown| github::write(out, shown, listed)),
            Format::Gitlab => gitlab::write(out, &shown, listed),
            Format::Junit => junit::write(out, &shown, &summary, listed),
        }
    }
}
