//! The changes of a run for programs. `schemas/diff.schema.json` describes the document.

use std::io::{self, Write};

use overhaul_engine::{Change, FileReport, Located};
use serde::Serialize;

use super::patch_text;
use crate::ascii;
use crate::json::failures;
use crate::records::{FailureRecord, PieceRecord, Tool, VERSION, level_of};
use crate::shown::Shown;
use crate::summary::Summary;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    files: Vec<ChangedFile<'a>>,
    failures: Vec<FailureRecord<'a>>,
    notes: &'a [String],
    summary: &'a Summary,
}

#[derive(Serialize)]
struct ChangedFile<'a> {
    path: String,
    is_new: bool,
    patch: String,
    is_exact: bool,
    stages: Vec<&'static str>,
    relies_on: Vec<String>,
    findings: Vec<FixRecord<'a>>,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    fingerprint: String,
    codemod: &'a str,
    level: Option<&'static str>,
    assumption: Option<&'a str>,
    line: usize,
    message: &'a str,
    pieces: Vec<PieceRecord<'a>>,
}

/// Writes one JSON document about the changes of all projects. The pieces of a fix are in it where the run made previews.
pub fn write(out: &mut dyn Write, shown: &[Shown<'_>], summary: &Summary, tool: Tool<'_>) -> io::Result<()> {
    let mut files = Vec::new();
    for shown in shown {
        for (file, change) in shown.changes.changed() {
            files.extend(changed(shown, file, change)?);
        }
    }
    let document = Document {
        version: VERSION,
        tool,
        files,
        failures: failures(shown).collect(),
        notes: &summary.notes,
        summary,
    };
    ascii::write_line(out, &document)
}

/// What becomes of a file; nothing where its bytes stay the same.
fn changed<'a>(
    shown: &Shown<'_>,
    file: &'a FileReport,
    change: &Change,
) -> io::Result<Option<ChangedFile<'a>>> {
    let (patch, is_exact) = patch_text(shown.path(file), change)?;
    let named = |name: &String| {
        let files = &shown.changes.files;
        files.iter().find(|file| file.name == *name).map_or_else(|| name.clone(), |file| shown.name(file))
    };
    Ok((!patch.is_empty()).then(|| ChangedFile {
        path: shown.name(file),
        is_new: change.original.is_none(),
        patch,
        is_exact,
        stages: change.stages.iter().map(|stage| stage.codemod).collect(),
        relies_on: file.relies_on.iter().map(named).collect(),
        findings: file
            .findings
            .iter()
            .filter(|found| found.is_fixed())
            .map(|found| fix(file, found))
            .collect(),
    }))
}

fn fix<'a>(file: &FileReport, found: &'a Located) -> FixRecord<'a> {
    let (level, assumption) = level_of(found);
    FixRecord {
        fingerprint: found.fingerprint(&file.name).to_string(),
        codemod: found.codemod,
        level,
        assumption,
        line: found.start.line,
        message: &found.message,
        pieces: found.preview.iter().map(PieceRecord::of).collect(),
    }
}
