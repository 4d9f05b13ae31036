//! `overhaul fleet`.

use clap::{Args, Subcommand};
use overhaul_fleet::fleet::{RepositoryResult, Scope};
use overhaul_fleet::reconcile::Action;

use crate::error::Exit;
use crate::terminal::{Paging, Terminal};

mod connect;
mod engine;
mod look;
mod place;
mod shares;
mod show;

use engine::Engine;
use look::{List, ReportCommand, Status};
use place::{How, Place};
use shares::{Compute, Publish};

/// Run one plan over many repositories, and keep their pull requests true
///
/// The manifest, fleet.toml, says which repositories, which codemods, and how the pull requests look. What is there is compared
/// with what is to be: running again opens nothing twice, and refreshes what changed.
#[derive(Debug, Args)]
pub struct FleetCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Plan(Plan),
    Run(Run),
    Status(Status),
    Close(Close),
    Retry(Retry),
    Report(ReportCommand),
    List(List),
    Compute(Compute),
    Publish(Publish),
}

/// Say what would happen to each repository
///
/// Clones and computes everything, pushes nothing and changes nothing on a forge.
#[derive(Debug, Args)]
struct Plan {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    how: How,
}

/// Push the branches and open, refresh or close the pull requests
///
/// Exits with 2 when something failed, and with 75 when all that failed may succeed later.
#[derive(Debug, Args)]
struct Run {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    engine: Engine,
}

/// Close the open pull requests of the fleet, with a comment
#[derive(Debug, Args)]
struct Close {
    #[command(flatten)]
    place: Place,

    /// What the comment says
    #[arg(long, default_value = "This remediation was called off, so this pull request is closed.")]
    comment: String,
}

/// Run again for repositories that failed
#[derive(Debug, Args)]
struct Retry {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    how: How,

    /// Those that failed last; nothing else can be retried yet
    #[arg(long, required = true)]
    failed: bool,
}

impl FleetCommand {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        match &self.command {
            Command::Plan(plan) => plan.place.work("plan", terminal, &plan.how, |fleet, run, scope| {
                let results = fleet.plan(run, scope)?;
                show::planned(terminal, &results)?;
                Ok(exit(&results))
            }),
            Command::Run(run) => run.run(terminal),
            Command::Retry(retry) => retry.place.work("retry", terminal, &retry.how, |fleet, id, scope| {
                let scope = Scope { failed: true, fresh: true, ..scope.clone() };
                let results = fleet.run(id, &scope)?;
                show::done(terminal, &results)?;
                Ok(exit(&results))
            }),
            Command::Status(status) => status.run(terminal),
            Command::Close(close) => {
                close.place.work("close", terminal, &How::none(), |fleet, run, scope| {
                    let results = fleet.close(run, scope, &close.comment)?;
                    show::done(terminal, &results)?;
                    Ok(exit(&results))
                })
            }
            Command::Report(report) => report.run(),
            Command::List(list) => list.run(terminal),
            Command::Compute(compute) => compute.run(terminal),
            Command::Publish(publish) => publish.run(terminal),
        }
    }
}

impl Run {
    fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if self.engine.is_elsewhere() {
            return self.engine.run(&self.place.manifest, &self.place.state(), self.how.reopen, terminal);
        }
        self.place.work("run", terminal, &self.how, |fleet, run, scope| {
            let results = fleet.run(run, scope)?;
            show::done(terminal, &results)?;
            Ok(exit(&results))
        })
    }
}

/// How a run ends: what failed for good outweighs what may succeed later.
fn exit(results: &[RepositoryResult]) -> Exit {
    let mut exit = Exit::Success;
    for result in results {
        match &result.done.action {
            Action::Failed { is_transient: false, .. } => return Exit::Failed,
            Action::Failed { .. } => exit = Exit::Transient,
            _ => {}
        }
    }
    exit
}

/// Standard output for tables.
fn out(terminal: Terminal) -> crate::terminal::Output {
    terminal.out(Paging::Off)
}
