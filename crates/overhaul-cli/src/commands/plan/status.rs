//! `overhaul plan status`.

use std::io::{self, Write};

use anstream::StripStream;
use clap::{Args, ValueEnum};
use overhaul_plan::status::{self, html, table};
use overhaul_plan::{Account, Plan};
use overhaul_report::ascii;

use super::PlanFile;
use crate::commands::TOOL;
use crate::error::Exit;
use crate::output::OutputArgs;
use crate::session::ProjectArgs;
use crate::terminal::{Paging, Terminal};

/// Show how far the plan is
///
/// For each item: what the report claimed, what is there now, what the plan fixes, what is declined and why, and what
/// remains. Nothing is written.
/// Exits with 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    plan: PlanFile,

    #[command(flatten)]
    project: ProjectArgs,

    /// How to write the status
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table with bars
    Text,
    /// One document for programs
    Json,
    /// One page for a browser, to send to whoever asked for the audit
    Html,
}

impl Status {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let file = self.output.target()?;
        let plan = self.plan.read()?;
        let args = self.project.run_args();
        let session = args.run_plan(&plan, &args.source()?, terminal)?;
        let accounts = Account::of(&plan, session.projects.iter().map(|project| &project.changes));
        match file {
            Some(file) => file.write(|out| {
                let mut plain = StripStream::new(Vec::new());
                self.write(&mut plain, &plan, &accounts)?;
                out.write_all(&plain.into_inner())
            })?,
            None if self.format == Format::Text => {
                let mut out = terminal.out(Paging::Off);
                self.write(&mut out, &plan, &accounts)?;
                out.finish()?;
            }
            None => {
                let mut out = Terminal::raw_out();
                self.write(&mut out, &plan, &accounts)?;
                out.flush()?;
            }
        }
        session.tell_failures(terminal);
        Ok(if session.has_failures() { Exit::Failed } else { Exit::Success })
    }

    fn write(&self, out: &mut dyn Write, plan: &Plan, accounts: &[Account]) -> io::Result<()> {
        let rows = status::rows(plan, accounts);
        match self.format {
            Format::Text => table::write(out, &rows),
            Format::Json => ascii::write_line(out, &status::document(&rows, TOOL)),
            Format::Html => html::write(out, &rows, TOOL.version),
        }
    }
}

/// Says on standard error how far the plan is.
pub fn tell(plan: &Plan, accounts: &[Account], terminal: Terminal) {
    if !terminal.is_quiet() {
        // Where standard error is gone, the exit code still tells.
        let _ = table::write(&mut terminal.err(), &status::rows(plan, accounts));
    }
}
