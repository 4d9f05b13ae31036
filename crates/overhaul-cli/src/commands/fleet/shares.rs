//! `overhaul fleet compute` and `publish`: shares of a fleet, and what becomes of all of them.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};
use clap::Args;
use overhaul_fleet::fleet::Scope;
use overhaul_fleet::line::{Line, VERSION};
use overhaul_fleet::shard::Shard;
use overhaul_report::ascii;

use super::place::{How, Place};
use super::{exit, show};
use crate::error::{Exit, hinted, shown};
use crate::terminal::Terminal;

/// Compute a share of the fleet and push its branches, for `publish` elsewhere
///
/// Writes one JSON line for each repository. Exits with 75 when what failed may succeed later, on this machine or another.
#[derive(Debug, Args)]
pub struct Compute {
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
pub struct Publish {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    how: How,

    /// Files with lines; `-` is standard input
    #[arg(required = true)]
    lines: Vec<PathBuf>,
}

impl Compute {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
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
                let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
                // One write for each line, so that lines of several processes do not mix.
                let mut bytes = Vec::new();
                let written = ascii::write_line(&mut bytes, line)
                    .and_then(|()| out.write_all(&bytes))
                    .and_then(|()| out.flush());
                if let Err(error) = written {
                    failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                }
            };
            let results = fleet.compute_all(run, &scope, &write)?;
            if let Some(error) = failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
                return Err(error).context("failed to write the lines");
            }
            show::summary(terminal, &results);
            Ok(exit(&results))
        })
    }
}

impl Publish {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
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
