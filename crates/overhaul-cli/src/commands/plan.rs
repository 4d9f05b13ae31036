//! `overhaul plan`: from the report of an audit to a result that is checked.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};
use overhaul_plan::Plan;

use crate::config::label;
use crate::error::{Exit, hinted, shown};
use crate::terminal::Terminal;

mod apply;
mod draft;
mod status;
mod verify;

/// Plan what an audit asked for, do it, and check that it is done
///
/// `overhaul plan draft REPORT` reads the report and writes plan.toml: what codemods do, and what is left to people.
/// `status` says how far it is, `apply` does it, `verify` checks the result.
#[derive(Debug, Args)]
pub struct PlanCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Draft(draft::Draft),
    Status(status::Status),
    Apply(apply::Apply),
    Verify(verify::Verify),
}

/// Where the plan is.
#[derive(Debug, Args)]
pub struct PlanFile {
    /// The plan
    #[arg(long = "plan", value_name = "FILE", default_value = "plan.toml")]
    path: PathBuf,
}

impl PlanCommand {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        match &self.command {
            Command::Draft(draft) => draft.run(terminal),
            Command::Status(status) => status.run(terminal),
            Command::Apply(apply) => apply.run(terminal),
            Command::Verify(verify) => verify.run(terminal),
        }
    }
}

impl PlanFile {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is written there, if anything is.
    fn text(&self) -> anyhow::Result<Option<String>> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("failed to read {}", shown(&self.path))),
        }
    }

    /// The plan as it is written down.
    pub fn read(&self) -> anyhow::Result<Plan> {
        let Some(text) = self.text()? else {
            return Err(hinted(
                anyhow::anyhow!("{} does not exist", shown(&self.path)),
                "`overhaul plan draft REPORT` writes it, or name another one with --plan",
            ));
        };
        Ok(Plan::read(&text, &label(&self.path), &overhaul_codemods::registry())?)
    }
}
