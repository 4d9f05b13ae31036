//! Findings, failures and summary for machines.

use std::io::{self, Write};

use overhaul_engine::{EndState, FileReport, LeftOut, Located};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::shown::Shown;
use crate::summary::Summary;

/// Changes only with the meaning of a field; new fields may come without it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool<'a>,
    findings: Vec<Finding<'a>>,
    failures: Vec<Failure>,
    notes: &'a [String],
    summary: &'a Summary,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    codemod: &'a str,
    fingerprint: String,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    outcome: &'static str,
    level: Option<&'static str>,
    assumption: Option<&'a str>,
    reason: Option<&'a str>,
    explanation: Option<&'a str>,
    way_out: Option<&'a str>,
}

#[derive(Serialize)]
struct Failure {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    kind: String,
    message: String,
}

/// Writes one JSON document about all projects of a run; declined findings are always part of it.
pub fn write(out: &mut dyn Write, shown: &[Shown<'_>], summary: &Summary, version: &str) -> io::Result<()> {
    let findings = shown
        .iter()
        .flat_map(|shown| shown.changes.findings().map(|(file, found)| finding(shown, file, found)))
        .collect();
    let failures = shown
        .iter()
        .flat_map(|shown| {
            shown.changes.failures().map(|(file, failure)| Failure {
                path: shown.name(file),
                line: failure.line,
                column: failure.column,
                kind: failure.kind.to_string(),
                message: failure.message.clone(),
            })
        })
        .collect();
    let report = Report {
        version: VERSION,
        tool: Tool { name: "overhaul", version },
        findings,
        failures,
        notes: &summary.notes,
        summary,
    };
    report.serialize(&mut Serializer::with_formatter(&mut *out, Ascii))?;
    writeln!(out)
}

fn finding<'a>(shown: &Shown<'_>, file: &FileReport, found: &'a Located) -> Finding<'a> {
    let declined = match &found.end_state {
        EndState::Declined(declined) => Some(declined),
        EndState::Fixed { .. } | EndState::LeftOut { .. } => None,
    };
    let (outcome, level, assumption) = match &found.end_state {
        EndState::Fixed { level, assumption } => ("fix", Some(level), assumption.as_deref()),
        EndState::LeftOut { level, assumption, why } => {
            let outcome = match why {
                LeftOut::Review => "left-out",
                LeftOut::Rejected => "rejected",
                LeftOut::Undecided => "undecided",
                LeftOut::Unreported => "unreported",
            };
            (outcome, Some(level), assumption.as_deref())
        }
        EndState::Declined(_) => ("declined", None, None),
    };
    Finding {
        codemod: found.codemod,
        fingerprint: found.fingerprint(&file.name).to_string(),
        path: shown.name(file),
        line: found.start.line,
        column: found.start.column,
        end_line: found.end.line,
        end_column: found.end.column,
        message: &found.message,
        outcome,
        level: level.map(|level| level.name()),
        assumption,
        reason: declined.map(|declined| declined.reason),
        explanation: declined.map(|declined| declined.explanation.as_str()),
        way_out: declined.map(|declined| declined.way_out.as_str()),
    }
}

/// JSON in which every character but printable ASCII is escaped, so that no terminal acts on it.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| !c.is_ascii() || c == '\x7f') {
            out.write_all(&rest.as_bytes()[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}
