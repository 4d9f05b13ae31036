//! What failed, and what was seen and left alone, as far as it is shown.

use std::fmt::Write as _;

use overhaul_engine::{EndState, FileReport, Located};

use super::Report;
use crate::html::text::{push, push_sentence};
use crate::shown::{Shown, outcome_label};
use crate::summary::grouped;

/// As many places are listed of each kind.
const LISTED: usize = 1_000;

pub fn render(page: &mut String, report: &Report<'_>) {
    let failures = report.shown.iter().flat_map(|shown| {
        shown.changes.failures().map(move |(file, failure)| {
            let mut row = String::new();
            place(&mut row, shown, file, failure.line);
            // Writing to a string does not fail.
            let _ = write!(row, "<p><span class=\"level failed\">{}</span> ", failure.kind);
            push_sentence(&mut row, &failure.message);
            row + "</p>"
        })
    });
    list(page, "failed", "Failed", failures);
    let unfixed = report.shown.iter().flat_map(|shown| {
        let findings = shown.changes.findings().filter(|(_, finding)| !finding.is_fixed());
        findings.filter(|(_, finding)| report.listed.shows(finding)).map(|(file, finding)| {
            let mut row = String::new();
            place(&mut row, shown, file, Some(finding.start.line));
            write_unfixed(&mut row, finding);
            row
        })
    });
    list(page, "left", "Left alone", unfixed);
}

fn list(page: &mut String, id: &str, heading: &str, rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let _ = write!(page, "<section aria-labelledby={id}><h2 id={id}>{heading}</h2><ul class=places>");
    for row in rows.iter().take(LISTED) {
        page.extend(["<li>", row]);
    }
    page.push_str("</ul>");
    if rows.len() > LISTED {
        let _ = write!(page, "<p>and {} more</p>", grouped(rows.len() - LISTED));
    }
    page.push_str("</section>");
}

fn place(row: &mut String, shown: &Shown<'_>, file: &FileReport, line: Option<usize>) {
    row.push_str("<code>");
    push(row, &shown.name(file));
    if let Some(line) = line {
        let _ = write!(row, ":{line}");
    }
    row.push_str("</code>");
}

fn write_unfixed(row: &mut String, finding: &Located) {
    row.push_str(" <span class=level>");
    push(row, &format!("{}: {}", finding.codemod, outcome_label(finding)));
    row.push_str("</span><p>");
    push_sentence(row, &finding.message);
    row.push_str("</p>");
    if let EndState::Declined(declined) = &finding.end_state {
        for text in [&declined.explanation, &declined.way_out] {
            row.push_str("<p class=hint>");
            push_sentence(row, text);
            row.push_str("</p>");
        }
    }
}
