//! `overhaul fleet status`, `report` and `list`, which change nothing.

use std::io::Write;
use std::path::Path;

use clap::{Args, ValueEnum};
use overhaul_fleet::forges::Forges;
use overhaul_fleet::members;
use overhaul_fleet::report::Report;
use overhaul_fleet::state::State;
use overhaul_report::visible;

use super::connect::Publisher;
use super::place::{How, Place};
use super::show;
use crate::error::{Exit, hinted, shown};
use crate::output::OutputArgs;
use crate::terminal::Terminal;

/// Look at the pull requests and show where they are
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    place: Place,

    /// Show what is known without asking the forges
    #[arg(long)]
    offline: bool,
}

/// Write what the fleet has come to, from its state alone
#[derive(Debug, Args)]
pub struct ReportCommand {
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
pub struct List {
    #[command(flatten)]
    place: Place,
}

impl Status {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
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
    pub fn run(&self) -> anyhow::Result<Exit> {
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
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
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

fn looked_at(path: &Path) -> anyhow::Result<State> {
    State::look(path)?.ok_or_else(|| {
        hinted(
            anyhow::anyhow!("nothing is known of the fleet yet: there is no {}", shown(path)),
            "`overhaul fleet run` makes it",
        )
    })
}
