//! `overhaul plan apply`.

use clap::Args;
use overhaul_plan::Account;

use super::{PlanFile, status};
use crate::branch::BranchArgs;
use crate::commands::apply;
use crate::error::{Exit, hinted};
use crate::session::ProjectArgs;
use crate::terminal::Terminal;

/// Do what codemods can do of the plan
///
/// Works as `overhaul apply` does: files with uncommitted changes are refused. With --branch, each item becomes one
/// commit that quotes the report and carries a `Plan-Item` trailer, and no file is touched.
#[derive(Debug, Args)]
pub struct Apply {
    #[command(flatten)]
    plan: PlanFile,

    #[command(flatten)]
    project: ProjectArgs,

    #[command(flatten)]
    branch: BranchArgs,

    /// Also change files that have uncommitted changes
    #[arg(long, conflicts_with = "branch")]
    allow_dirty: bool,
}

impl Apply {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let plan = self.plan.read()?;
        let args = self.project.run_args();
        if let Some(name) = &self.branch.branch {
            return self.branch.run(name, &args, Some(&plan), terminal);
        }
        if args.base.is_some() {
            return Err(hinted(
                anyhow::anyhow!("--base is about commits, and apply writes files"),
                "give --branch, too",
            ));
        }
        let session = args.run_plan(&plan, &args.source()?, terminal)?;
        let written = apply::write(&session, self.allow_dirty, terminal)?;
        session.tell_failures(terminal);
        let accounts = Account::of(&plan, session.projects.iter().map(|project| &project.changes));
        status::tell(&plan, &accounts, terminal);
        Ok(apply::exit(&session, written))
    }
}
