//! The changes themselves: a section for each codemod, in it a folded part for each file.

use std::fmt::Write as _;
use std::io;
use std::ops::Range;

use overhaul_engine::{Change, Content, EndState, FileReport, Level, Located};
use overhaul_python::encoding;

use super::{Detail, Report, badge};
use crate::diff::hunks as lines;
use crate::html::hunks::{self, Rendered};
use crate::html::text::{push, push_sentence};
use crate::shown::Shown;

/// As many files are unfolded when the page is opened.
const UNFOLDED: usize = 20;

/// In the place of a diff that would make the page too large.
const LEFT_OUT: &str =
    "<p class=hint>Left out to keep this page small; <code>overhaul diff</code> with this path shows it.</p>";

/// What the place of a diff takes that is left out, with the name of its file.
const RESERVED: usize = 300;

/// What one codemod did to one file.
struct Part<'a> {
    shown: &'a Shown<'a>,
    file: &'a FileReport,
    change: &'a Change,
    stage: usize,
    fixes: Vec<(&'a Located, Level, Option<&'a str>)>,
}

impl Part<'_> {
    fn count(&self, level: Level) -> usize {
        self.fixes.iter().filter(|(_, other, _)| *other == level).count()
    }
}

/// The sections of all codemods that changed something.
pub fn render(report: &Report<'_>, detail: Detail) -> io::Result<String> {
    let mut out = String::new();
    let mut files = 0;
    let changed: usize = report.shown.iter().map(|shown| shown.changes.changed().count()).sum();
    let detail = Detail { room: detail.room.saturating_sub(changed * RESERVED), ..detail };
    for (index, (codemod, summary)) in report.codemods.iter().enumerate() {
        let mut parts = parts(report, codemod);
        if parts.is_empty() {
            continue;
        }
        // What needs judgement comes first.
        parts.sort_by_key(|part| part.count(Level::Review) == 0);
        // Writing to a string does not fail.
        let _ = write!(out, "<section aria-labelledby=c{index}><h2 id=c{index}>");
        push(&mut out, codemod);
        out.push_str("</h2><p>");
        push_sentence(&mut out, summary);
        out.push_str("</p>");
        for part in &parts {
            files += 1;
            write_file(&mut out, part, detail, files <= UNFOLDED)?;
        }
        out.push_str("</section>");
    }
    Ok(out)
}

fn parts<'a>(report: &'a Report<'_>, codemod: &str) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for shown in report.shown {
        for (file, change) in shown.changes.changed() {
            let Some(stage) = change.stages.iter().position(|stage| stage.codemod == codemod) else {
                continue;
            };
            let own = file.findings.iter().filter(|finding| finding.codemod == codemod);
            let fixes = own.filter_map(|finding| match &finding.end_state {
                EndState::Fixed { level, assumption } => Some((finding, *level, assumption.as_deref())),
                _ => None,
            });
            parts.push(Part { shown, file, change, stage, fixes: fixes.collect() });
        }
    }
    parts
}

fn write_file(out: &mut String, part: &Part<'_>, detail: Detail, is_open: bool) -> io::Result<()> {
    let review = part.count(Level::Review);
    out.push_str("<details class=\"file");
    out.push_str(if review > 0 { " needs-review\"" } else { "\"" });
    out.push_str(if is_open { " open><summary><h3>" } else { "><summary><h3>" });
    push(out, &part.shown.name(part.file));
    out.push_str("</h3>");
    if part.change.original.is_none() && part.stage == 0 {
        out.push_str(" <span class=level>new file</span>");
    }
    badge(out, review, "review");
    badge(out, part.count(Level::Safe), "safe");
    out.push_str("</summary>");
    let diff = diff(part, detail)?;
    if out.len() + diff.len() > detail.room {
        out.push_str(LEFT_OUT);
    } else {
        out.push_str(&diff);
    }
    out.push_str("</details>");
    Ok(())
}

/// The hunks of a file, with what was found beside them.
fn diff(part: &Part<'_>, detail: Detail) -> io::Result<String> {
    let mut out = String::new();
    let original = decoded(part.change.original.as_ref())?;
    let before = match part.stage.checked_sub(1).and_then(|stage| part.change.stages.get(stage)) {
        Some(stage) => decoded(Some(&stage.content))?,
        None => original.clone(),
    };
    let after = decoded(part.change.stages.get(part.stage).map(|stage| &stage.content))?;
    if part.stage > 0 {
        out.push_str(
            "<p class=hint>Another codemod changed this file before: lines are counted after that.</p>",
        );
    }
    let hunks = hunks::between(&before, &after, detail.colours);
    let shift = Shift::between(&original, &before);
    let place = |finding: &Located| {
        let range = shift.line(finding.start.line)..shift.line(finding.end.line) + 1;
        hunks.iter().position(|hunk| overlaps(&hunk.lines, &range))
    };
    let beside = |hunk: Option<usize>| {
        part.fixes.iter().filter(move |(finding, ..)| place(finding) == hunk).collect::<Vec<_>>()
    };
    write_hunk(&mut out, &beside(None), None);
    for (index, hunk) in hunks.iter().enumerate() {
        write_hunk(&mut out, &beside(Some(index)), Some(hunk));
    }
    Ok(out)
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn write_hunk(out: &mut String, fixes: &[&(&Located, Level, Option<&str>)], hunk: Option<&Rendered>) {
    if fixes.is_empty() && hunk.is_none() {
        return;
    }
    out.push_str("<div class=beside>");
    if !fixes.is_empty() {
        out.push_str("<ul class=notes>");
        for (finding, level, assumption) in fixes {
            let name = level.name();
            let _ =
                write!(out, "<li><span class=\"level {name}\">{name}</span> line {}: ", finding.start.line);
            push_sentence(out, &finding.message);
            if let Some(assumption) = assumption {
                out.push_str("<p class=assumption>");
                push_sentence(out, assumption);
                out.push_str("</p>");
            }
        }
        out.push_str("</ul>");
    }
    out.push_str(hunk.map_or("", |hunk| &hunk.html));
    out.push_str("</div>");
}

/// Where the lines of the original are in a later stage.
struct Shift(Vec<(Range<usize>, Range<usize>)>);

impl Shift {
    fn between(original: &str, stage: &str) -> Self {
        if original == stage {
            return Self(Vec::new());
        }
        let (old, new): (Vec<&[u8]>, Vec<&[u8]>) = (bytes(original), bytes(stage));
        Self(lines::between(&old, &new).into_iter().flat_map(|hunk| hunk.changes).collect())
    }

    /// A 1-based line of the original in the stage.
    fn line(&self, line: usize) -> usize {
        match self.0.iter().rev().find(|(old, _)| old.start < line) {
            Some((old, new)) if line <= old.end => (new.start + line - old.start).min(new.end.max(1)),
            Some((old, new)) => line - old.end + new.end,
            None => line,
        }
    }
}

fn bytes(text: &str) -> Vec<&[u8]> {
    text.split_inclusive('\n').map(str::as_bytes).collect()
}

/// The text of a content, nothing for none.
fn decoded(content: Option<&Content>) -> io::Result<String> {
    let Some(content) = content else { return Ok(String::new()) };
    let bytes = content.read()?.into_owned();
    let lossy = || String::from_utf8_lossy(&bytes).into_owned();
    Ok(encoding::decode(bytes.clone()).map_or_else(|_| lossy(), |(text, _)| text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_original_are_found_in_a_later_stage() {
        let shift = Shift::between("a\nb\nc\nd\n", "import x\n\na\nB\nB2\nd\n");
        assert_eq!([1, 2, 4].map(|line| shift.line(line)), [3, 4, 6]);
        assert_eq!(Shift::between("a\n", "a\n").line(1), 1);
    }
}
