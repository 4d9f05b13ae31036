//! `overhaul diff`.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use overhaul_report::diff::{self, Reader, document};

use super::TOOL;
use crate::error::Exit;
use crate::output::OutputArgs;
use crate::session::{Previews, RunArgs, Session};
use crate::terminal::{Paging, Terminal};

/// Show what the codemods would change, as one unified diff
///
/// `git apply` and `patch -p1` accept it. Nothing is written; the summary goes to standard error.
/// Exits with 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    run: RunArgs,

    /// How to write the changes
    #[arg(long, value_name = "FORMAT", default_value = "patch")]
    format: Format,

    #[command(flatten)]
    output: OutputArgs,

    /// Exit with 1 when there are differences
    #[arg(long)]
    exit_code: bool,

    /// Do not use a pager on a terminal
    ///
    /// The pager is `OVERHAUL_PAGER`, `GIT_PAGER`, `PAGER` or `less`; an empty one or `cat` means none.
    #[arg(long)]
    no_pager: bool,
}

/// Another format is one more name here and one more arm in [`Diff::write`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One unified diff
    Patch,
    /// One document with the diff of each file and the fixes that it is made of
    Json,
    /// One page for a browser, read only and without scripts, to attach to a ticket
    Html,
}

impl Diff {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let file = self.output.target()?;
        let previews = if self.format == Format::Json { Previews::On } else { Previews::Off };
        let session = self.run.run(terminal, previews)?;
        match file {
            Some(file) => file.write(|out| self.write(out, &session))?,
            None if self.format == Format::Patch && terminal.is_read_by_a_person() => {
                self.show(&session, terminal)?;
            }
            None => {
                let mut out = Terminal::raw_out();
                self.write(&mut out, &session)?;
                out.flush()?;
            }
        }
        session.tell_bases(terminal);
        session.tell_unfixed(terminal, self.run.listed());
        session.tell_answers(terminal);
        session.tell_failures(terminal);
        session.tell_summary(terminal);
        Ok(if session.has_failures() {
            Exit::Failed
        } else if self.exit_code && session.has_changes() {
            Exit::Found
        } else {
            Exit::Success
        })
    }

    /// Writes the changes for a program.
    fn write(&self, out: &mut dyn Write, session: &Session) -> io::Result<()> {
        let shown = session.shown();
        match self.format {
            Format::Patch => shown.iter().try_for_each(|shown| diff::write(out, shown, Reader::Program)),
            Format::Json => document::write(out, &shown, &session.summary(), TOOL),
            Format::Html => session.write_html(out, self.run.listed()),
        }
    }

    /// Shows the diff to a person.
    fn show(&self, session: &Session, terminal: Terminal) -> io::Result<()> {
        let is_paged = !self.no_pager && session.has_changes();
        let mut out = terminal.out(if is_paged { Paging::Allowed } else { Paging::Off });
        for shown in session.shown() {
            diff::write(&mut out, &shown, Reader::Person)?;
        }
        out.finish()
    }
}
