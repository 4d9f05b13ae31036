//! Findings, failures and summary for programs. `schemas/check.schema.json` describes the document and
//! `schemas/check-line.schema.json` the lines.

use std::io::{self, Write};

use serde::Serialize;

use crate::ascii;
use crate::records::{FailureRecord, FindingRecord, Tool, VERSION};
use crate::shown::Shown;
use crate::summary::Summary;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool<'a>,
    findings: Vec<FindingRecord<'a>>,
    failures: Vec<FailureRecord<'a>>,
    notes: &'a [String],
    summary: &'a Summary,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Run { version: u32, tool: Tool<'a>, codemods: Vec<&'a str> },
    Finding(FindingRecord<'a>),
    Failure(FailureRecord<'a>),
    Summary { notes: &'a [String], summary: &'a Summary },
}

/// Writes one JSON document about all projects of a run; declined findings are always part of it.
pub fn write(out: &mut dyn Write, shown: &[Shown<'_>], summary: &Summary, tool: Tool<'_>) -> io::Result<()> {
    let report = Report {
        version: VERSION,
        tool,
        findings: findings(shown).collect(),
        failures: failures(shown).collect(),
        notes: &summary.notes,
        summary,
    };
    ascii::write_line(out, &report)
}

/// Writes the same as one object a line: the run, its findings, its failures, its numbers. Each line is written before the
/// next one is made.
pub fn write_lines(
    out: &mut dyn Write,
    shown: &[Shown<'_>],
    summary: &Summary,
    tool: Tool<'_>,
) -> io::Result<()> {
    let codemods = summary.codemods.iter().map(|counts| counts.codemod.as_str()).collect();
    let run = Line::Run { version: VERSION, tool, codemods };
    let end = Line::Summary { notes: &summary.notes, summary };
    std::iter::once(run)
        .chain(findings(shown).map(Line::Finding))
        .chain(failures(shown).map(Line::Failure))
        .chain([end])
        .try_for_each(|line| ascii::write_line(out, &line))
}

fn findings<'a>(shown: &'a [Shown<'_>]) -> impl Iterator<Item = FindingRecord<'a>> {
    shown
        .iter()
        .flat_map(|shown| shown.changes.findings().map(|(file, found)| FindingRecord::of(shown, file, found)))
}

pub(crate) fn failures<'a>(shown: &'a [Shown<'_>]) -> impl Iterator<Item = FailureRecord<'a>> {
    shown.iter().flat_map(|shown| {
        shown.changes.failures().map(|(file, failure)| FailureRecord::of(shown, file, failure))
    })
}
