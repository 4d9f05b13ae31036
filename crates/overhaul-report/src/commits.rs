//! The commits of a branch for programs. `schemas/branch.schema.json` describes the document.

use std::io::{self, Write};

use serde::Serialize;

use crate::ascii;
use crate::digest::Digest;
use crate::json::failures;
use crate::records::{FailureRecord, Tool, VERSION};
use crate::shown::Shown;
use crate::summary::Summary;

/// A branch and what is on it.
#[derive(Debug, Serialize)]
pub struct Commits<'a> {
    /// The id of the commit that the branch starts from.
    pub base: String,
    pub branch: &'a str,
    /// Where the branch points; nothing where there was nothing to commit.
    pub tip: Option<String>,
    pub commits: Vec<Commit>,
    /// The paths that the commits change, relative to the root of the repository, sorted.
    pub files: Vec<String>,
    /// One for each codemod that ran, in order.
    pub codemods: Vec<Digest<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Commit {
    pub id: String,
    /// The whole message.
    pub message: String,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    #[serde(flatten)]
    commits: &'a Commits<'a>,
    failures: Vec<FailureRecord<'a>>,
    notes: &'a [String],
    summary: &'a Summary,
}

/// Writes one JSON document about a branch.
pub fn write(
    out: &mut dyn Write,
    commits: &Commits<'_>,
    shown: &[Shown<'_>],
    summary: &Summary,
    tool: Tool<'_>,
) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        tool,
        commits,
        failures: failures(shown).collect(),
        notes: &summary.notes,
        summary,
    };
    ascii::write_line(out, &document)
}
