//! `overhaul diff`.

use std::io::Write;

use clap::Args;
use overhaul_report::diff::{self, Reader};

use crate::error::Exit;
use crate::session::RunArgs;
use crate::terminal::{Paging, Terminal};

/// Show what the codemods would change, as one unified diff
///
/// `git apply` and `patch -p1` accept it. Nothing is written; the summary goes to standard error.
/// Exits with 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    run: RunArgs,

    /// Exit with 1 when there are differences
    #[arg(long)]
    exit_code: bool,

    /// Do not use a pager on a terminal
    ///
    /// The pager is `OVERHAUL_PAGER`, `GIT_PAGER`, `PAGER` or `less`; an empty one or `cat` means none.
    #[arg(long)]
    no_pager: bool,
}

impl Diff {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let session = self.run.run(terminal)?;
        if terminal.is_read_by_a_person() {
            let is_paged = !self.no_pager && session.has_changes();
            let mut out = terminal.out(if is_paged { Paging::Allowed } else { Paging::Off });
            for shown in session.shown() {
                diff::write(&mut out, &shown, Reader::Person)?;
            }
            out.finish()?;
        } else {
            let mut out = Terminal::raw_out();
            for shown in session.shown() {
                diff::write(&mut out, &shown, Reader::Program)?;
            }
            out.flush()?;
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
}
