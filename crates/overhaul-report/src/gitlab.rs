//! GitLab's Code Quality report.
//!
//! Source: "Code quality report format" under "Code Quality" in GitLab's documentation.

use std::collections::HashMap;
use std::io::{self, Write};

use overhaul_engine::verdict::Identities;
use serde::Serialize;

use crate::ascii;
use crate::shown::{Listed, Shown, Weight, sentences};
use crate::visible::visible;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes one JSON array with the findings and the failures of all projects.
pub fn write(out: &mut dyn Write, shown: &[Shown<'_>], listed: Listed) -> io::Result<()> {
    let mut issues: Vec<Issue> = shown.iter().flat_map(|shown| issues(shown, listed)).collect();
    tell_apart(&mut issues);
    ascii::write_line(out, &issues)
}

fn issues(shown: &Shown<'_>, listed: Listed) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (file, finding) in shown.changes.findings().filter(|(_, finding)| listed.shows(finding)) {
        let severity = match Weight::of(finding) {
            Weight::Note => "info",
            Weight::Safe => "minor",
            Weight::Review => "major",
            Weight::Warning => "critical",
        };
        issues.push(Issue {
            description: sentences(finding),
            check_name: finding.codemod.to_owned(),
            fingerprint: finding.fingerprint(&file.name).to_string(),
            severity,
            location: Location {
                path: shown.name(file),
                lines: Lines { begin: finding.start.line, end: finding.end.line },
            },
        });
    }
    for (file, failure) in shown.changes.failures() {
        let kind = failure.kind.to_string();
        let path = shown.name(file);
        let line = failure.line.unwrap_or(1);
        issues.push(Issue {
            description: format!("failed: {}", visible(&failure.message)),
            fingerprint: Identities::default().next(&failure.message).fingerprint(&kind, &path).to_string(),
            check_name: kind,
            severity: "major",
            location: Location { path, lines: Lines { begin: line, end: line } },
        });
    }
    issues
}

/// GitLab shows only one of the issues that share a fingerprint, which findings of two projects may do.
fn tell_apart(issues: &mut [Issue]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for issue in issues {
        let count = counts.entry(issue.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            issue.fingerprint = format!("{}-{count}", issue.fingerprint);
        }
    }
}
