//! What a fleet has come to, from its state alone: for programs, tables and browsers.

use std::collections::BTreeMap;
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use overhaul_report::{ascii, visible};
use serde::Serialize;

use crate::line::{Counts, Outcome};
use crate::state::{Known, Pull, State, StateError, Totals};
use crate::template;

/// The version of the JSON document. It changes only with the meaning of a field.
const VERSION: u32 = 1;

/// How large the chart of the page is, in its own units.
const CHART: (u64, u64) = (600, 160);

/// What a fleet has come to.
#[derive(Debug, Serialize)]
pub struct Report {
    version: u32,
    fleet: String,
    summary: Summary,
    repositories: Vec<Row>,
    /// The runs that computed something, the oldest first.
    runs: Vec<Totals>,
}

/// The totals over all repositories.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub repositories: usize,
    /// By what there is of a pull request: `open`, `draft`, `merged`, `closed`, `none`.
    pub pull_requests: BTreeMap<String, usize>,
    pub conflicted: usize,
    pub checks_failed: usize,
    /// Those in which a command of `verify` failed.
    pub verify_failed: usize,
    pub blocked: usize,
    pub failed: usize,
    /// Fixes that are not on a base yet.
    pub fixes: usize,
    /// What was seen and left alone.
    pub declined: usize,
}

/// One repository.
#[derive(Debug, Serialize)]
pub struct Row {
    pub repository: String,
    pub base: Option<String>,
    pub branch: String,
    /// `ready`, `nothing`, `blocked`, `unverified` or `failed`.
    pub outcome: &'static str,
    /// A command of `verify` failed.
    pub verify_failed: bool,
    /// What was done last, and why.
    pub action: Option<String>,
    pub why: Option<String>,
    pub pull_request: Option<Pull>,
    pub fixes: usize,
    pub declined: usize,
    pub codemods: BTreeMap<String, Counts>,
}

impl Report {
    /// Reads everything from the state.
    pub fn of(fleet: &str, state: &State) -> Result<Self, StateError> {
        let repositories: Vec<Row> = state.all()?.into_iter().map(row).collect();
        Ok(Self {
            version: VERSION,
            fleet: fleet.to_owned(),
            summary: Summary::of(&repositories),
            repositories,
            runs: state.totals()?,
        })
    }

    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    pub fn rows(&self) -> &[Row] {
        &self.repositories
    }

    /// One document; `schemas/fleet-report.schema.json` describes it.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        ascii::write_line(out, self)
    }

    /// One line a repository, as RFC 4180 has it.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record([
            "repository",
            "base",
            "branch",
            "outcome",
            "action",
            "why",
            "pull_request",
            "state",
            "checks",
            "fixes",
            "declined",
            "verify_failed",
        ])?;
        for row in &self.repositories {
            let pull = row.pull_request.as_ref();
            let record = [
                row.repository.clone(),
                row.base.clone().unwrap_or_default(),
                row.branch.clone(),
                row.outcome.to_owned(),
                row.action.clone().unwrap_or_default(),
                row.why.clone().unwrap_or_default(),
                pull.map(|pull| pull.url.clone()).unwrap_or_default(),
                pull.map(|pull| pull.state.clone()).unwrap_or_default(),
                pull.and_then(|pull| pull.checks.clone()).unwrap_or_default(),
                row.fixes.to_string(),
                row.declined.to_string(),
                row.verify_failed.to_string(),
            ];
            table.write_record(record.map(|cell| harmless(&cell)))?;
        }
        table.flush()
    }

    /// One page without scripts.
    pub fn write_html(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_syntax(template::syntax());
        environment.add_filter("visible", |text: String| visible(&text).into_owned());
        let facts = minijinja::context! {
            report => Serde(self),
            chart => Serde(self.chart()),
            width => CHART.0,
            height => CHART.1,
        };
        let page = environment.render_str(include_str!("report/page.html.j2"), facts);
        out.write_all(page.map_err(io::Error::other)?.as_bytes())
    }

    /// The points of the burn-down: left to right the runs, the height what is left to fix.
    fn chart(&self) -> Vec<(u64, u64)> {
        let most = self.runs.iter().map(|run| run.fixes).max().unwrap_or_default().max(1);
        let last = u64::try_from(self.runs.len().saturating_sub(1)).unwrap_or_default().max(1);
        let points = self.runs.iter().zip(0..);
        points
            .map(|(run, at): (_, u64)| (at * CHART.0 / last, CHART.1 - run.fixes * CHART.1 / most))
            .collect()
    }
}

impl Summary {
    fn of(rows: &[Row]) -> Self {
        let mut summary = Self { repositories: rows.len(), ..Self::default() };
        for row in rows {
            let pull = row.pull_request.as_ref();
            let state = pull.map_or("none", |pull| pull.state.as_str());
            *summary.pull_requests.entry(state.to_owned()).or_default() += 1;
            summary.conflicted += usize::from(pull.is_some_and(|pull| pull.is_conflicted));
            summary.checks_failed +=
                usize::from(pull.is_some_and(|pull| pull.checks.as_deref() == Some("failed")));
            summary.verify_failed += usize::from(row.verify_failed);
            let is = |name: &str| row.action.as_deref() == Some(name);
            summary.blocked += usize::from(is("blocked") || row.outcome == "blocked");
            summary.failed += usize::from(is("failed") || matches!(row.outcome, "failed" | "unverified"));
            summary.fixes += row.fixes;
            summary.declined += row.declined;
        }
        summary
    }
}

fn row(known: Known) -> Row {
    let Known { line, action, why, pull, .. } = known;
    let outcome = match &line.outcome {
        Outcome::Ready { .. } => "ready",
        Outcome::Nothing { .. } => "nothing",
        Outcome::Blocked { .. } => "blocked",
        Outcome::Unverified { .. } => "unverified",
        Outcome::Failed { .. } => "failed",
    };
    Row {
        repository: line.repository.to_string(),
        outcome,
        verify_failed: line.is_unverified(),
        action,
        why,
        pull_request: pull,
        fixes: line.fixes(),
        declined: line.declined(),
        base: line.base,
        branch: line.branch,
        codemods: line.counts,
    }
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").
fn harmless(cell: &str) -> String {
    let cell = visible(cell);
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.into_owned() }
}
