//! What a run over a fleet says.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use overhaul_fleet::fleet::{Observer, RepositoryResult};
use overhaul_fleet::reconcile::Action;
use overhaul_fleet::report::{Report, Row};
use overhaul_fleet::state::Unfinished;
use overhaul_report::visible;

use super::out;
use crate::terminal::Terminal;

const GOOD: Style = AnsiColor::Green.on_default();
const CARE: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const DIM: Style = Style::new().dimmed();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// As wide is the bar of what is merged.
const BAR: usize = 40;

/// Shows a bar while repositories are worked on.
pub struct Shower {
    bar: ProgressBar,
}

impl Shower {
    pub fn new(terminal: Terminal) -> Self {
        let bar = if terminal.is_quiet() { ProgressBar::hidden() } else { ProgressBar::new(0) };
        if let Ok(style) =
            ProgressStyle::with_template("[{bar:30}] {human_pos}/{human_len} repositories, {eta} left")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar }
    }
}

impl Observer for Shower {
    fn begins(&self, count: usize) {
        self.bar.set_length(count as u64);
    }

    fn done(&self, _result: &RepositoryResult) {
        self.bar.inc(1);
    }
}

impl Drop for Shower {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Says where a run before this one was killed.
pub fn unfinished(terminal: Terminal, steps: &[Unfinished]) {
    if terminal.is_quiet() || steps.is_empty() {
        return;
    }
    let mut err = terminal.err();
    for step in steps {
        let (repository, name) = (visible(&step.repository), visible(&step.step));
        let _ = writeln!(
            err,
            "{NOTE}note{NOTE:#}: the last run ended in the middle of '{name}' of {repository}; it is looked at again"
        );
    }
}

/// What would happen.
pub fn planned(terminal: Terminal, results: &[RepositoryResult]) -> io::Result<()> {
    table(terminal, results)?;
    summary(terminal, results);
    Ok(())
}

/// What happened.
pub fn done(terminal: Terminal, results: &[RepositoryResult]) -> io::Result<()> {
    table(terminal, results)?;
    summary(terminal, results);
    Ok(())
}

fn table(terminal: Terminal, results: &[RepositoryResult]) -> io::Result<()> {
    let mut out = out(terminal);
    let name = |result: &RepositoryResult| visible(&result.line.repository.to_string()).into_owned();
    let width = results.iter().map(|result| name(result).chars().count()).max().unwrap_or_default();
    for result in results {
        let action = &result.done.action;
        let style = style(action);
        let pull = result.done.pull.as_ref();
        let link = pull.map_or_else(String::new, |pull| format!("  {}", visible(&pull.url)));
        let why = visible(&action.why()).into_owned();
        writeln!(
            out,
            "{style}{:8}{style:#} {:width$}  {why}{DIM}{link}{DIM:#}",
            action.name(),
            name(result)
        )?;
        for remark in &result.done.remarks {
            writeln!(out, "         {:width$}  {CARE}{}{CARE:#}", "", visible(remark))?;
        }
    }
    out.finish()
}

/// The totals, on standard error.
pub fn summary(terminal: Terminal, results: &[RepositoryResult]) {
    if terminal.is_quiet() {
        return;
    }
    let mut parts = Vec::new();
    for name in ["create", "refresh", "close", "nothing", "blocked", "failed"] {
        let count = results.iter().filter(|result| result.done.action.name() == name).count();
        if count > 0 {
            parts.push(format!("{count} {name}"));
        }
    }
    let fixes: usize = results.iter().map(|result| result.line.fixes()).sum();
    let declined: usize = results.iter().map(|result| result.line.declined()).sum();
    let list = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    // Where standard error is gone, the exit code still tells.
    let _ = writeln!(
        terminal.err(),
        "{} repositories{list}; {fixes} fixes to merge, {declined} places left alone",
        results.len()
    );
}

fn style(action: &Action) -> Style {
    match action {
        Action::Open(_) | Action::Refresh { .. } => GOOD,
        Action::Close { .. } => NOTE,
        Action::Nothing { .. } => DIM,
        Action::Blocked { .. } => CARE,
        Action::Failed { .. } => BAD,
    }
}

/// Where all pull requests are.
pub fn status(terminal: Terminal, report: &Report) -> io::Result<()> {
    let mut out = out(terminal);
    let width =
        report.rows().iter().map(|row| visible(&row.repository).chars().count()).max().unwrap_or_default();
    for row in report.rows() {
        let (style, state) = state(row);
        let pull = row.pull_request.as_ref();
        let number = pull.map_or_else(String::new, |pull| format!("#{} ", pull.number));
        let link = pull.map_or_else(String::new, |pull| format!("  {}", visible(&pull.url)));
        let fixes = if row.fixes == 0 { String::new() } else { format!("  {} fixes", row.fixes) };
        writeln!(
            out,
            "{:width$}  {style}{number}{state}{style:#}{fixes}{DIM}{link}{DIM:#}",
            visible(&row.repository)
        )?;
    }
    let summary = report.summary();
    let count = |state: &str| summary.pull_requests.get(state).copied().unwrap_or_default();
    let (merged, open) = (count("merged"), count("open") + count("draft"));
    let all = merged + open + count("closed");
    if let Some(filled) = (merged * BAR).checked_div(all) {
        let bar = format!("{}{}", "=".repeat(filled), " ".repeat(BAR - filled));
        writeln!(out, "[{bar}] {merged} of {all} merged")?;
    }
    writeln!(
        out,
        "{} open, {} draft, {merged} merged, {} closed, {} conflicted, {} with failed checks, {} not verified, {} blocked, {} failed",
        count("open"),
        count("draft"),
        count("closed"),
        summary.conflicted,
        summary.checks_failed,
        summary.verify_failed,
        summary.blocked,
        summary.failed
    )?;
    writeln!(out, "{} fixes to merge, {} places left alone", summary.fixes, summary.declined)?;
    out.finish()
}

/// The most urgent word about a repository.
fn state(row: &Row) -> (Style, String) {
    let why = || row.why.as_deref().map(|why| format!(": {}", visible(why))).unwrap_or_default();
    let Some(pull) = &row.pull_request else {
        return match row.outcome {
            "failed" | "unverified" => (BAD, format!("failed{}", why())),
            "blocked" => (CARE, format!("blocked{}", why())),
            _ if row.action.as_deref() == Some("failed") => (BAD, format!("failed{}", why())),
            _ => (
                DIM,
                row.why.as_deref().map_or_else(|| row.outcome.to_owned(), |why| visible(why).into_owned()),
            ),
        };
    };
    match (pull.is_conflicted, pull.checks.as_deref(), pull.state.as_str()) {
        (true, ..) => (BAD, "conflicted".to_owned()),
        (.., "open" | "draft") if row.verify_failed => (BAD, format!("{}, verify failed", pull.state)),
        (_, Some("failed"), "open" | "draft") => (BAD, format!("{}, checks failed", pull.state)),
        (_, Some("pending"), "open" | "draft") => (CARE, format!("{}, checks running", pull.state)),
        (_, _, "merged") => (GOOD, "merged".to_owned()),
        (_, _, state) => (Style::new(), visible(state).into_owned()),
    }
}
