//! `overhaul plan verify`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::StripStream;
use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use overhaul_plan::verify::{self, Outcome, Tried};
use overhaul_plan::{Account, Plan};
use overhaul_report::ascii;
use overhaul_verify::{End, Ran, Stop, Supervisor, Verify as Command};
use tempfile::TempDir;

use super::PlanFile;
use crate::SUPERVISE;
use crate::commands::TOOL;
use crate::error::{Exit, hinted, shown};
use crate::output::OutputArgs;
use crate::session::{ProjectArgs, RunArgs, Session, Source};
use crate::terminal::{Paging, Terminal};

/// As much of what a command prints is kept, in bytes.
const KEPT: usize = 8 * 1024;

/// Check that the plan is done
///
/// Writes the commit and its result into temporary directories, counts in the syntax tree what is left of each item,
/// and runs the commands of the plan in both. Without --result, the result is what the plan would make of the commit.
/// Commands are bounded in time and output, may write only below their directory, and nothing of them outlives them.
/// Exits with 1 when an item does not hold or a command fails on the result, and with 2 when the run failed.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    plan: PlanFile,

    #[command(flatten)]
    project: ProjectArgs,

    /// Check this commit, such as the branch that `plan apply --branch` made
    #[arg(long, value_name = "REV")]
    result: Option<String>,

    /// Only count; run none of the commands
    #[arg(long)]
    no_commands: bool,

    /// How to write what came out
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each item and command, before and after
    Text,
    /// One document for programs
    Json,
}

/// A state of the project on disk, which goes when this does.
struct State {
    directory: TempDir,
    /// Where in it the project is.
    project: PathBuf,
}

impl Verify {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let file = self.output.target()?;
        let plan = self.plan.read()?;
        let args = self.project.run_args();
        let source = args.commit().map_err(|error| error.context("plan verify compares commits"))?;
        let before = args.run_plan(&plan, &source, terminal)?;
        let root = before.projects.first().map(|project| project.root.clone()).unwrap_or_default();
        let old = State::of(&source, &root)?;
        let new = if let Some(rev) = &self.result {
            State::of(&Source::commit(rev, std::slice::from_ref(&self.project.project))?, &root)?
        } else {
            let new = State::of(&source, &root)?;
            new.change(&before, &root)?;
            new
        };
        let after = count(&args, &plan, &new, terminal)?;
        let commands = if self.no_commands { Vec::new() } else { try_all(&plan, &old, &new, terminal)? };
        let accounts =
            |session: &Session| Account::of(&plan, session.projects.iter().map(|project| &project.changes));
        let outcome = Outcome::of(&plan, &accounts(&before), &accounts(&after), commands);
        match file {
            Some(file) => file.write(|out| {
                let mut plain = StripStream::new(Vec::new());
                self.write(&mut plain, &outcome)?;
                out.write_all(&plain.into_inner())
            })?,
            None if self.format == Format::Text => {
                let mut out = terminal.out(Paging::Off);
                self.write(&mut out, &outcome)?;
                out.finish()?;
            }
            None => {
                let mut out = Terminal::raw_out();
                self.write(&mut out, &outcome)?;
                out.flush()?;
            }
        }
        before.tell_failures(terminal);
        after.tell_failures(terminal);
        Ok(match (before.has_failures() || after.has_failures(), outcome.holds()) {
            (true, _) => Exit::Failed,
            (false, false) => Exit::Found,
            (false, true) => Exit::Success,
        })
    }

    fn write(&self, out: &mut dyn Write, outcome: &Outcome<'_>) -> io::Result<()> {
        match self.format {
            Format::Text => verify::write(out, outcome),
            Format::Json => ascii::write_line(out, &verify::document(outcome, TOOL)),
        }
    }
}

impl State {
    /// The files of a commit.
    fn of(source: &Source, root: &Path) -> anyhow::Result<Self> {
        let failed = "failed to write the commit into a temporary directory";
        let snapshot = source.snapshot().ok_or_else(|| anyhow!("no commit"))?;
        let directory = tempfile::Builder::new().prefix("overhaul-plan-").tempdir().context(failed)?;
        let path = directory.path().canonicalize().context(failed)?;
        snapshot.export(&path).context(failed)?;
        let inside = root.strip_prefix(snapshot.root()).unwrap_or(Path::new(""));
        let project = path.join(inside);
        if !project.is_dir() {
            return Err(hinted(
                anyhow!("{} is not in {}", shown(inside), snapshot.rev()),
                "name a commit that has the project",
            ));
        }
        // The project ends where the repository does, as it does where the commit is from.
        fs::create_dir_all(path.join(".git")).context(failed)?;
        Ok(Self { directory, project })
    }

    /// Makes the changes of a run.
    fn change(&self, session: &Session, root: &Path) -> anyhow::Result<()> {
        for (file, change) in session.projects.iter().flat_map(|project| project.changes.changed()) {
            let place = self.project.join(file.path.strip_prefix(root).unwrap_or(&file.path));
            if !place.starts_with(self.directory.path().canonicalize()?) {
                continue;
            }
            if let Some(directory) = place.parent() {
                fs::create_dir_all(directory)?;
            }
            let text = change.new_bytes()?;
            fs::write(&place, &*text).with_context(|| format!("failed to write {}", shown(&file.path)))?;
        }
        Ok(())
    }
}

/// Runs the codemods of the plan on what is on disk there.
fn count(args: &RunArgs, plan: &Plan, state: &State, terminal: Terminal) -> anyhow::Result<Session> {
    args.elsewhere(state.project.clone()).run_plan(plan, &Source::Disk, terminal)
}

/// Runs the commands of the plan before and after.
fn try_all(plan: &Plan, old: &State, new: &State, terminal: Terminal) -> anyhow::Result<Vec<Tried>> {
    let commands: Vec<_> = plan.verify.iter().filter(|command| command.run).collect();
    let mut tried = Vec::new();
    for command in commands {
        if !terminal.is_quiet() {
            let shown = overhaul_report::visible(&command.command);
            let _ = writeln!(terminal.err(), "running before and after: {shown}");
        }
        let limit = Duration::from_secs(command.timeout);
        let before = try_one(&command.command, limit, old)?;
        let after = try_one(&command.command, limit, new)?;
        tried.push(Tried { command: command.command.clone(), before, after });
    }
    Ok(tried)
}

fn try_one(command: &str, time_limit: Duration, state: &State) -> anyhow::Result<verify::End> {
    let supervisor = Supervisor {
        program: std::env::current_exe().context("failed to find this program")?,
        args: vec![SUPERVISE.into()],
    };
    let commands = [command.to_owned()];
    let environment = BTreeMap::new();
    let directory = state.directory.path().canonicalize()?;
    let run = Command {
        commands: &commands,
        directory: &state.project,
        time_limit,
        output_limit: KEPT,
        environment: &environment,
        writable: &[directory],
    };
    let report =
        supervisor.run(&run, &Stop::default()).with_context(|| format!("failed to run `{command}`"))?;
    let is_confined = report.is_confined;
    let ran = report.ran.into_iter().next();
    ran.map(|ran| end(&ran, is_confined)).ok_or_else(|| anyhow!("`{command}` was not run"))
}

fn end(ran: &Ran, is_confined: bool) -> verify::End {
    let how = match ran.end {
        End::Exited(0) => verify::How::Passed,
        End::Exited(status) => verify::How::Failed(status),
        End::Signaled(signal) => verify::How::Signaled(signal),
        End::TimedOut => verify::How::TimedOut,
        End::Stopped => verify::How::Stopped,
    };
    verify::End {
        how,
        seconds: ran.duration.as_secs_f64(),
        output: ran.output.text(),
        killed: ran.killed_count,
        is_confined,
    }
}
