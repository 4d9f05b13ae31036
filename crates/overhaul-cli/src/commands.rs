//! The command line, one file a command.

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};
use overhaul_report::Tool;

use crate::error::Exit;
use crate::terminal::{Color, Terminal, Verbosity};

mod apply;
mod check;
mod completions;
mod diff;
mod explain;
mod fleet;
mod list;
mod man;
mod plan;
mod review;

/// What reports say that they are from.
pub const TOOL: Tool<'static> =
    Tool { name: "overhaul", version: env!("CARGO_PKG_VERSION"), home: env!("CARGO_PKG_REPOSITORY") };

/// Codemods for Python
///
/// Overhaul repairs what an audit of a Python code base asked to be repaired, and hands back changes that a person
/// can review.
///
/// A first look: `overhaul diff` in a project shows what all codemods would change, `overhaul apply` changes it.
#[derive(Debug, Parser)]
#[command(name = "overhaul", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
struct Global {
    /// When to colour output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: Color,

    /// Say only what failed, besides the output itself
    #[arg(long, short, global = true, action = ArgAction::SetTrue, conflicts_with = "verbose")]
    quiet: bool,

    /// Also say which files were skipped, and why
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Explain(explain::Explain),
    Check(check::Check),
    Diff(diff::Diff),
    Apply(apply::Apply),
    Review(review::ReviewCommand),
    Fleet(fleet::FleetCommand),
    Completions(completions::Completions),
    Man(man::Manual),
    Plan(plan::PlanCommand),
}

/// Reads the command line and does what it says.
pub fn run() -> anyhow::Result<Exit> {
    let Cli { global, command } = Cli::parse();
    let verbosity = match (global.quiet, global.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let terminal = Terminal { color: global.color, verbosity };
    match command {
        Command::List(list::List {}) => list::List::run(terminal),
        Command::Explain(explain) => explain.run(terminal),
        Command::Check(check) => check.run(terminal),
        Command::Diff(diff) => diff.run(terminal),
        Command::Apply(apply) => apply.run(terminal),
        Command::Review(review) => review.run(terminal),
        Command::Fleet(fleet) => fleet.run(terminal),
        Command::Completions(completions) => completions.run(Cli::command()),
        Command::Man(manual) => manual.run(Cli::command()),
        Command::Plan(plan) => plan.run(terminal),
    }
}
