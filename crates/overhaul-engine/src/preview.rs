//! One fix by itself, as a reviewer sees it.

use overhaul_python::{Edit, Module, Source, TextRange, TextSize, edit};

use crate::finding::{Fix, Level};

/// Pieces of a fix that are further apart than this many lines are shown apart.
const APART: usize = 6;

/// Lines that a fix changes. What it needs of the module besides, such as an import, is not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// 1-based, of the original.
    pub line: usize,
    /// Whole lines, with their ends; the last line of a file may have none.
    pub old: String,
    pub new: String,
}

/// A piece whose place is still an offset.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    pub start: TextSize,
    old: String,
    new: String,
}

impl Lines {
    pub fn located(self, line: usize) -> Piece {
        Piece { line, old: self.old, new: self.new }
    }
}

/// The pieces of a fix, in order.
pub(crate) fn lines(module: &Module, edits: &[Edit]) -> Vec<Lines> {
    let source = module.source();
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range().start(), edit.range().end()));
    let mut groups: Vec<(TextRange, Vec<&Edit>)> = Vec::new();
    for edit in sorted {
        let lines = whole_lines(source, edit.range());
        match groups.last_mut() {
            Some((range, edits)) if is_near(source, *range, lines) => {
                *range = range.cover(lines);
                edits.push(edit);
            }
            _ => groups.push((lines, vec![edit])),
        }
    }
    groups
        .into_iter()
        .map(|(range, edits)| {
            let within = |edit: &&Edit| Edit::replace(edit.range() - range.start(), edit.replacement());
            let edits: Vec<Edit> = edits.iter().map(within).collect();
            let old = source.slice(range);
            Lines { start: range.start(), old: old.to_owned(), new: edit::apply(old, &edits) }
        })
        .collect()
}

/// A fix in whose place a person has written something else; it needs what it needed before.
pub(crate) fn by_hand(module: &Module, fix: &Fix, text: &str) -> Fix {
    let range = fix.edits.iter().map(Edit::range).reduce(TextRange::cover).unwrap_or_default();
    let lines = whole_lines(module.source(), range);
    let has_end = module.slice(lines).ends_with(['\n', '\r']) && !text.is_empty();
    let newline = module.style().line_ending;
    let text = text.lines().collect::<Vec<_>>().join(newline) + if has_end { newline } else { "" };
    let assumption = Some("a person wrote this in place of the fix".to_owned());
    let edits = vec![Edit::replace(lines, text)];
    Fix { edits, needs: fix.needs.clone(), level: Level::Review, assumption }
}

/// The lines that hold a range, with their ends.
fn whole_lines(source: &Source, range: TextRange) -> TextRange {
    let start = source.line_start(range.start());
    // A range that ends where a line starts does not touch that line.
    let is_line_end = range.end() > range.start() && source.line_start(range.end()) == range.end();
    let end = if is_line_end { range.end() } else { source.next_line_start(range.end()) };
    TextRange::new(start, end)
}

fn is_near(source: &Source, range: TextRange, next: TextRange) -> bool {
    source.position(next.start()).line <= source.position(range.end()).line + APART
}
