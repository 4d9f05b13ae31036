//! Where a fleet is described and kept, and working on it.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use globset::GlobBuilder;
use overhaul_fleet::compute::Worker;
use overhaul_fleet::fleet::{Fleet, Scope, state_path};
use overhaul_fleet::forges::Forges;
use overhaul_fleet::manifest::{Codemods, Manifest, ManifestError};
use overhaul_fleet::state::{RunId, State, StateError};
use overhaul_git::clones::Clones;
use overhaul_verify::Supervisor;

use super::connect::Publisher;
use super::show::{self, Shower};
use crate::error::{Exit, hinted, shown};
use crate::interrupt;
use crate::terminal::Terminal;

/// Where the fleet is described and kept.
#[derive(Debug, Args)]
pub struct Place {
    /// The manifest
    #[arg(long, value_name = "FILE", default_value = "fleet.toml")]
    pub manifest: PathBuf,

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
pub struct How {
    /// Compute also what was computed already
    #[arg(long)]
    pub fresh: bool,

    /// Open another pull request where a person has closed one
    #[arg(long)]
    pub reopen: bool,

    /// Push branches and print links by which people open the pull requests; no forge is asked
    #[arg(long)]
    pub push_only: bool,
}

impl How {
    /// As usual.
    pub fn none() -> Self {
        Self { fresh: false, reopen: false, push_only: false }
    }
}

impl Place {
    /// The manifest, and whether it makes sense.
    pub fn manifest(&self) -> anyhow::Result<Manifest> {
        let manifest = Manifest::read(&self.manifest).map_err(|error| match &error {
            ManifestError::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                hinted(error, "`--manifest` names another one; docs/fleet.md shows how one is written")
            }
            _ => error.into(),
        })?;
        if let Codemods::Configured(text) = &manifest.codemods {
            crate::config::check(text, &self.manifest)?;
        }
        Ok(manifest)
    }

    /// The file of the state.
    pub fn state(&self) -> PathBuf {
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

    /// What `--only` and the like leave of the fleet.
    pub fn scope(&self, how: &How) -> anyhow::Result<Scope> {
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
    pub fn work(
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
            StateError::Busy { .. } => {
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
        interrupt::hold_once();
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

/// Where a user's caches are: <https://specifications.freedesktop.org/basedir-spec/latest/>.
fn cache_directory() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME").or_else(|| Some(std::env::home_dir()?.join(".cache")))
}
