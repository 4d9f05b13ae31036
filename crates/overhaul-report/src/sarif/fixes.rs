//! Fixes as the lines that each replaces.

use std::io;

use overhaul_engine::{FileReport, Located, Piece};
use overhaul_python::{Edit, Source, TextRange, TextSize, edit};

use super::log::{Content, Region, Replacement};

/// What can be said about the fixes of one file one by one.
pub struct Fixes {
    original: Option<Source>,
    /// The file needs no more than the fixes' own lines.
    is_all: bool,
}

impl Fixes {
    pub fn of(file: &FileReport) -> io::Result<Self> {
        let Some(change) = file.change.as_ref().filter(|change| change.original.is_some()) else {
            return Ok(Self { original: None, is_all: false });
        };
        let source = |bytes: &[u8]| Source::decode(bytes.to_vec()).ok();
        let (original, result) = (source(&change.old_bytes()?), source(&change.new_bytes()?));
        let is_all = match (&original, &result) {
            (Some(original), Some(result)) => {
                file.relies_on.is_empty() && applied(original, file).is_some_and(|text| text == result.text())
            }
            _ => false,
        };
        Ok(Self { original, is_all })
    }

    /// The replacements of a fix in the original file. Empty where one of its pieces is about a text that the file does not have:
    /// one that another fix has to write first.
    pub fn replacements(&self, found: &Located) -> Vec<Replacement> {
        let Some(original) = self.original.as_ref().filter(|_| found.is_fixed()) else { return Vec::new() };
        let replacement = |piece: &Piece| {
            let range = range_of(original, piece)?;
            let (start, end) = (original.position(range.start()), original.position(range.end()));
            let deleted_region = Region {
                start_line: start.line,
                start_column: Some(start.column),
                end_line: Some(end.line),
                end_column: Some(end.column),
            };
            Some(Replacement { deleted_region, inserted_content: Content { text: piece.new.clone() } })
        };
        found.preview.iter().map(replacement).collect::<Option<_>>().unwrap_or_default()
    }

    /// What a fix changes: `message`, and whether that takes more than its own lines.
    pub fn description(&self, message: &str) -> String {
        if self.is_all {
            return message.to_owned();
        }
        format!(
            "{message}; this replaces only the lines of the place itself, `overhaul apply` also writes what they need \
             elsewhere, such as an import"
        )
    }
}

/// Where a piece stands, if it does.
fn range_of(original: &Source, piece: &Piece) -> Option<TextRange> {
    let is_there = (1..=original.line_count()).contains(&piece.line);
    let start = is_there.then(|| original.line_range(piece.line).start())?;
    let rest = &original.text()[start.to_usize()..];
    let length = TextSize::try_from(piece.old.len()).ok()?;
    rest.starts_with(&piece.old).then(|| TextRange::at(start, length))
}

/// The original with all fixes and nothing else; `None` where they cannot be made side by side.
fn applied(original: &Source, file: &FileReport) -> Option<String> {
    let pieces = file.findings.iter().filter(|found| found.is_fixed()).flat_map(|found| &found.preview);
    let edits: Option<Vec<Edit>> =
        pieces.map(|piece| Some(Edit::replace(range_of(original, piece)?, piece.new.clone()))).collect();
    let mut edits = edits?;
    edits.sort();
    let is_apart = |pair: &[Edit]| pair[0].range().end() <= pair[1].range().start();
    edits.windows(2).all(is_apart).then(|| edit::apply(original.text(), &edits))
}
