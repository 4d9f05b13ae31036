//! `overhaul fleet`.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use globset::GlobBuilder;
use overhaul_fleet::compute::Worker;
use overhaul_fleet::fleet::{Fleet, RepositoryResult, Scope, state_path};
use overhaul_fleet::forges::Forges;
use overhaul_fleet::line::{Line, VERSION};
use overhaul_fleet::manifest::Manifest;
use overhaul_fleet::members;
use overhaul_fleet::report::Report;
use overhaul_fleet::shard::Shard;
use overhaul_fleet::state::{RunId, State};
use overhaul_git::clones::Clones;
use overhaul_report::{ascii, visible};
use overhaul_verify::Supervisor;

use crate::error::{Exit, hinted, shown};
use crate::interrupt;
use crate::output::OutputArgs;
use crate::terminal::{Paging, Terminal};

mod connect;
mod engine;
mod show;

use connect::Publisher;
use engine::Engine;
use show::Shower;

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

/// Where the fleet is described and kept.
#[derive(Debug, Args)]
struct Place {
    /// The manifest
    #[arg(long, value_name = "FILE", default_value = "fleet.toml")]
    manifest: PathBuf,

    /// What is known of the fleet between runs; beside the manifest if not given
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Where clones are kept; in the user's cache directory if not given
    #[arg(long, value_name = "DIRECTORY", env = "OVERHAUL_CLONES")]
    clones: Option<PathBuf>,

    /// Only repositories whose path, such as owner/name, matches; may be given more than once
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
}

/// How a run goes about it.
#[derive(Debug, Args)]
struct How {
    /// Compute also what was computed already
    #[arg(long)]
    fresh: bool,

    /// Open another pull request where a person has closed one
    #[arg(long)]
    reopen: bool,

    /// Push branches and print links by which people open the pull requests; no forge is asked
    #[arg(long)]
    push_only: bool,
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

/// Look at the pull requests and show where they are
#[derive(Debug, Args)]
struct Status {
    #[command(flatten)]
    place: Place,

    /// Show what is known without asking the forges
    #[arg(long)]
    offline: bool,
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

/// Write what the fleet has come to, from its state alone
#[derive(Debug, Args)]
struct ReportCommand {
    #[command(flatten)]
    place: Place,

    #[arg(long, value_name = "FORMAT", default_value = "html")]
    format: Format,

    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Html,
    Csv,
}

/// Name the repositories of the fleet, one a line
#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    place: Place,
}

/// Compute a share of the fleet and push its branches, for `publish` elsewhere
///
/// Writes one JSON line for each repository. Exits with 75 when what failed may succeed later, on this machine or another.
#[derive(Debug, Args)]
struct Compute {
    #[command(flatten)]
    place: Place,

    /// The share, such as 1/4; what Kubernetes, Slurm or a CI's matrix say if not given, else everything
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,

    /// Only this repository, such as github.com/owner/name; may be given more than once
    #[arg(long, value_name = "REPOSITORY")]
    repository: Vec<String>,

    /// Compute also what was computed already
    #[arg(long)]
    fresh: bool,

    /// Add the lines to this file instead of writing to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Open, refresh or close the pull requests for lines that `compute` wrote
#[derive(Debug, Args)]
struct Publish {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    how: How,

    /// Files with lines; `-` is standard input
    #[arg(required = true)]
    lines: Vec<PathBuf>,
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

impl How {
    fn none() -> Self {
        Self { fresh: false, reopen: false, push_only: false }
    }
}

impl Place {
    fn manifest(&self) -> anyhow::Result<Manifest> {
        let manifest = Manifest::read(&self.manifest).map_err(|error| match &error {
            overhaul_fleet::manifest::ManifestError::Read { source, .. }
                if source.kind() == io::ErrorKind::NotFound =>
            {
                hinted(error, "`--manifest` names another one; docs/fleet.md shows how one is written")
            }
            _ => error.into(),
        })?;
        if let overhaul_fleet::manifest::Codemods::Configured(text) = &manifest.codemods {
            crate::config::check(text, &self.manifest)?;
        }
        Ok(manifest)
    }

    fn state(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| state_path(&self.manifest))
    }

    fn clones(&self, manifest: &Manifest) -> anyhow::Result<Clones> {
        let directory = match &self.clones {
            Some(directory) => directory.clone(),
            None => cache_directory()
                .context("there is no home directory for the clones; --clones names another one")?
                .join("overhaul")
                .join("clones"),
        };
        Clones::open(&directory, manifest.limits.cache, manifest.limits.git_time)
            .with_context(|| format!("failed to use {} for the clones", shown(&directory)))
    }

    fn scope(&self, how: &How) -> anyhow::Result<Scope> {
        let only = self.only.iter().map(|pattern| {
            let glob = GlobBuilder::new(pattern).literal_separator(false).build();
            Ok(glob.with_context(|| format!("--only '{pattern}' is no glob"))?.compile_matcher())
        });
        Ok(Scope {
            only: only.collect::<anyhow::Result<_>>()?,
            fresh: how.fresh,
            reopen: how.reopen,
            ..Scope::default()
        })
    }

    /// Does some work on the fleet, as a run in its state.
    fn work(
        &self,
        command: &str,
        terminal: Terminal,
        how: &How,
        work: impl FnOnce(&Fleet<'_>, RunId, &Scope) -> anyhow::Result<Exit>,
    ) -> anyhow::Result<Exit> {
        let manifest = self.manifest()?;
        let scope = self.scope(how)?;
        let path = self.state();
        let state = State::open(&path).map_err(|error| match &error {
            overhaul_fleet::state::StateError::Busy { .. } => {
                hinted(error, "wait until it ends; a run that was killed leaves no lock")
            }
            _ => error.into(),
        })?;
        let clones = self.clones(&manifest)?;
        let scratch = tempfile::Builder::new().prefix("overhaul-fleet-").tempdir()?;
        let worker = worker(&manifest, scratch.path())?;
        let publisher = Publisher::new(&manifest, how.push_only, terminal, Some(&state));
        let connect = |host: &_, site: &_| publisher.connect(host, site);
        let shower = Shower::new(terminal);
        interrupt::hold();
        let fleet = Fleet {
            manifest: &manifest,
            forges: Forges::new(&manifest, &connect),
            state: &state,
            clones: &clones,
            worker: &worker,
            observer: &shower,
            is_stopped: &interrupt::seen,
        };
        let run = state.begin(command, env!("CARGO_PKG_VERSION"))?;
        show::unfinished(terminal, &state.unfinished(run)?);
        let exit = work(&fleet, run, &scope)?;
        drop(shower);
        interrupt::release();
        if interrupt::seen() {
            return Ok(Exit::Interrupted);
        }
        state.end(run)?;
        Ok(exit)
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

impl Status {
    fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if self.offline {
            let manifest = self.place.manifest()?;
            let state = looked_at(&self.place.state())?;
            show::status(terminal, &Report::of(&manifest.name, &state)?)?;
            return Ok(Exit::Success);
        }
        self.place.work("status", terminal, &How::none(), |fleet, _, _| {
            fleet.status()?;
            show::status(terminal, &Report::of(&fleet.manifest.name, fleet.state)?)?;
            Ok(Exit::Success)
        })
    }
}

impl ReportCommand {
    fn run(&self) -> anyhow::Result<Exit> {
        let manifest = self.place.manifest()?;
        let target = self.output.target()?;
        let report = Report::of(&manifest.name, &looked_at(&self.place.state())?)?;
        let write = |out: &mut dyn Write| match self.format {
            Format::Json => report.write_json(out),
            Format::Html => report.write_html(out),
            Format::Csv => report.write_csv(out),
        };
        if let Some(target) = target {
            target.write(write)?;
        } else {
            let mut out = Terminal::raw_out();
            write(&mut out)?;
            out.flush()?;
        }
        Ok(Exit::Success)
    }
}

impl List {
    fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let manifest = self.place.manifest()?;
        let publisher = Publisher::new(&manifest, false, terminal, None);
        let connect = |host: &_, site: &_| publisher.connect(host, site);
        let members = members::find(&manifest, &Forges::new(&manifest, &connect))?;
        let scope = self.place.scope(&How::none())?;
        let mut out = Terminal::raw_out();
        for member in members.iter().filter(|member| scope.covers(&member.place)) {
            writeln!(out, "{}", visible(&member.place.to_string()))?;
        }
        out.flush()?;
        Ok(Exit::Success)
    }
}

impl Compute {
    fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let shard = match self.shard {
            Some(shard) => Some(shard),
            None => Shard::of_environment()
                .map_err(|message| hinted(anyhow::anyhow!(message), "--shard I/N says it, too"))?,
        };
        let out: Box<dyn Write + Send> = match &self.output {
            Some(path) => {
                let failed = || format!("failed to write {}", shown(path));
                let mut file =
                    fs::File::options().create(true).append(true).open(path).with_context(failed)?;
                if fs::read(path).with_context(failed)?.last().is_some_and(|byte| *byte != b'\n') {
                    // A task that was killed has left half a line.
                    writeln!(file).with_context(failed)?;
                }
                Box::new(file)
            }
            None => Box::new(io::stdout()),
        };
        let out = Mutex::new(out);
        let failure: Mutex<Option<io::Error>> = Mutex::default();
        let how = How { fresh: self.fresh, ..How::none() };
        self.place.work("compute", terminal, &how, |fleet, run, scope| {
            let scope = Scope { shard, named: self.repository.clone(), ..scope.clone() };
            let write = |line: &Line| {
                let mut out = out.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                // One write for each line, so that lines of several processes do not mix.
                let mut bytes = Vec::new();
                let written = ascii::write_line(&mut bytes, line)
                    .and_then(|()| out.write_all(&bytes))
                    .and_then(|()| out.flush());
                if let Err(error) = written {
                    failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
                }
            };
            let results = fleet.compute_all(run, &scope, &write)?;
            if let Some(error) = failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
                return Err(error).context("failed to write the lines");
            }
            show::summary(terminal, &results);
            Ok(exit(&results))
        })
    }
}

impl Publish {
    fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let mut lines = Vec::new();
        for path in &self.lines {
            lines.extend(read_lines(path, terminal)?);
        }
        self.place.work("publish", terminal, &self.how, |fleet, run, scope| {
            if let Some(line) = lines.iter().find(|line| line.fleet != fleet.manifest.name) {
                bail!(
                    "a line is of the fleet '{}', and the manifest is of '{}'",
                    line.fleet,
                    fleet.manifest.name
                );
            }
            let results = fleet.publish_all(run, lines, scope)?;
            show::done(terminal, &results)?;
            Ok(exit(&results))
        })
    }
}

/// The lines of a file, but for those that a killed task left half written: whoever did it again wrote them anew.
fn read_lines(path: &Path, terminal: Terminal) -> anyhow::Result<Vec<Line>> {
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = fs::File::open(path).with_context(|| format!("failed to read {}", shown(path)))?;
        Box::new(BufReader::new(file))
    };
    let mut lines = Vec::new();
    for (index, text) in reader.lines().enumerate() {
        let place = || format!("{}:{}", shown(path), index + 1);
        let text = text.with_context(place)?;
        if text.trim().is_empty() {
            continue;
        }
        let line: Line = match serde_json::from_str(&text) {
            Ok(line) => line,
            Err(error) if error.is_eof() => {
                // Where standard error is gone, nothing else can tell it.
                let _ = writeln!(terminal.err(), "{}: half a line, which was passed over", place());
                continue;
            }
            Err(error) => return Err(error).with_context(place),
        };
        if line.version != VERSION {
            bail!("{}: this overhaul reads lines of version {VERSION}", place());
        }
        lines.push(line);
    }
    Ok(lines)
}

fn looked_at(path: &Path) -> anyhow::Result<State> {
    State::look(path)?.ok_or_else(|| {
        hinted(
            anyhow::anyhow!("nothing is known of the fleet yet: there is no {}", shown(path)),
            "`overhaul fleet run` makes it",
        )
    })
}

fn worker(manifest: &Manifest, scratch: &Path) -> anyhow::Result<Worker> {
    let program = std::env::current_exe().context("failed to find overhaul itself")?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Worker {
        supervisor: Supervisor { program: program.clone(), args: vec![crate::SUPERVISE.into()] },
        program,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        jobs: (processors / manifest.limits.parallel).max(1),
        scratch: scratch.to_owned(),
    })
}

/// How a run ends: what failed for good outweighs what may succeed later.
fn exit(results: &[RepositoryResult]) -> Exit {
    let mut exit = Exit::Success;
    for result in results {
        match &result.done.action {
            overhaul_fleet::reconcile::Action::Failed { is_transient: false, .. } => return Exit::Failed,
            overhaul_fleet::reconcile::Action::Failed { .. } => exit = Exit::Transient,
            _ => {}
        }
    }
    exit
}

/// Where a user's caches are: <https://specifications.freedesktop.org/basedir-spec/latest/>.
fn cache_directory() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME").or_else(|| Some(std::env::home_dir()?.join(".cache")))
}

/// Standard output for tables.
fn out(terminal: Terminal) -> crate::terminal::Output {
    terminal.out(Paging::Off)
}
