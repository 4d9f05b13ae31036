//! Findings with the code that they are about, why, and what to do.

use std::io::{self, Write};

use anstyle::Style;
use overhaul_engine::{EndState, Level, Located};
use unicode_width::UnicodeWidthChar;

use crate::paint::{BOLD, DECLINED, FIX, GUTTER, REVIEW};
use crate::shown::{Listed, Shown, notes, outcome_label};
use crate::visible::{escape, visible};

const TAB: usize = 4;

/// Writes each finding with its code frame, an empty line behind each.
pub fn write(out: &mut dyn Write, shown: &Shown<'_>, listed: Listed) -> io::Result<()> {
    for (file, finding) in shown.changes.findings().filter(|(_, finding)| listed.shows(finding)) {
        let style = style_of(finding);
        writeln!(
            out,
            "{BOLD}{}:{}:{}{BOLD:#}: {BOLD}{}{BOLD:#}[{style}{}{style:#}]: {}",
            shown.label(file),
            finding.start.line,
            finding.start.column,
            finding.codemod,
            outcome_label(finding),
            visible(&finding.message),
        )?;
        let last = finding.start.line + finding.lines.len().saturating_sub(1);
        let width = last.to_string().len();
        frame(out, finding, width, style)?;
        for (what, text) in notes(finding) {
            writeln!(out, "{:width$} {GUTTER}={GUTTER:#} {BOLD}{what}{BOLD:#}: {}", "", visible(text))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn style_of(finding: &Located) -> Style {
    match &finding.end_state {
        EndState::Fixed { level: Level::Safe, .. } => FIX,
        EndState::Fixed { level: Level::Review, .. } | EndState::LeftOut { .. } => REVIEW,
        EndState::Declined(_) => DECLINED,
    }
}

/// The lines of a finding with a gutter. One line is underlined; several are held together by a bracket at their left.
fn frame(out: &mut dyn Write, finding: &Located, width: usize, style: Style) -> io::Result<()> {
    let empty = format!("{:width$} {GUTTER}|{GUTTER:#}", "");
    let is_cut = finding.end.line - finding.start.line + 1 > finding.lines.len();
    let number = |index: usize| format!("{GUTTER}{:>width$} |{GUTTER:#}", finding.start.line + index);
    let lines: Vec<Rendered> = finding.lines.iter().map(|line| Rendered::new(line)).collect();
    let [first, rest @ ..] = lines.as_slice() else { return Ok(()) };
    writeln!(out, "{empty}")?;
    let start = first.column(finding.start.column);
    let Some(last) = rest.last() else {
        let end = first.column(finding.end.column).max(start + 1);
        writeln!(out, "{} {}", number(0), first.text)?;
        return writeln!(out, "{empty} {:start$}{style}{}{style:#}", "", "^".repeat(end - start));
    };
    writeln!(out, "{} {style}/{style:#} {}", number(0), first.text)?;
    for (index, line) in rest.iter().enumerate() {
        writeln!(out, "{} {style}|{style:#} {}", number(index + 1), line.text)?;
    }
    if is_cut {
        return writeln!(out, "{empty} {style}|{style:#} …");
    }
    let end = last.column(finding.end.column);
    writeln!(out, "{empty} {style}|{}^{style:#}", "_".repeat(end))
}

/// A source line as it is shown: tabs expanded, unsafe characters escaped.
struct Rendered {
    text: String,
    /// The display column of each character, and of the end.
    columns: Vec<usize>,
}

impl Rendered {
    fn new(line: &str) -> Self {
        let mut text = String::with_capacity(line.len());
        let mut columns = Vec::with_capacity(line.len() + 1);
        let mut column = 0;
        for c in line.chars() {
            columns.push(column);
            if c == '\t' {
                let spaces = TAB - column % TAB;
                text.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            } else if let Some(escaped) = escape(c) {
                text.push_str(&escaped);
                column += escaped.len();
            } else {
                text.push(c);
                column += c.width().unwrap_or(0);
            }
        }
        columns.push(column);
        text.truncate(text.trim_end().len());
        Self { text, columns }
    }

    /// The display column of a 1-based character column; what lies behind the end is at the end.
    fn column(&self, column: usize) -> usize {
        self.columns[(column - 1).min(self.columns.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use overhaul_engine::{ChangeSet, Declined as Reason, FileReport};
    use overhaul_python::Position;

    use super::*;

    fn finding(at: (usize, usize, usize, usize), lines: &[&str], end_state: EndState) -> Located {
        Located {
            identity: overhaul_engine::Identity::default(),
            preview: Vec::new(),
            codemod: "a-b",
            start: Position { line: at.0, column: at.1 },
            end: Position { line: at.2, column: at.3 },
            lines: lines.iter().map(ToString::to_string).collect(),
            message: "saw \x1b[31mit".to_owned(),
            end_state,
        }
    }

    fn shown(findings: Vec<Located>, listed: Listed) -> String {
        let file = FileReport {
            name: "pkg/x.py".into(),
            path: "pkg/x.py".into(),
            findings,
            change: None,
            relies_on: std::collections::BTreeSet::new(),
            failures: Vec::new(),
        };
        let changes = ChangeSet { files: vec![file], ..ChangeSet::default() };
        let mut out = Vec::new();
        write(&mut out, &Shown { changes: &changes, base: Path::new("/root") }, listed).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut plain = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('\x1b') {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        plain + rest
    }

    #[test]
    fn frames_underline_what_is_meant() {
        let safe = || EndState::Fixed { level: Level::Safe, assumption: None };
        let findings = vec![
            finding((9, 2, 9, 13), &["\tprint(\"あ\x1b\")"], safe()),
            finding(
                (10, 3, 12, 4),
                &["  print(", "    1", "  )"],
                EndState::Fixed { level: Level::Review, assumption: Some("nobody reads it".into()) },
            ),
            finding((1, 1, 1, 2), &["x"], EndState::Declined(Reason::new("no", "because", "do it"))),
        ];
        let hidden = shown(findings.clone(), Listed::default());
        insta::assert_snapshot!(hidden, @r#"
        pkg/x.py:9:2: a-b[safe]: saw \x1b[31mit
          |
        9 |     print("あ\x1b")
          |     ^^^^^^^^^^^^^^^
        
        pkg/x.py:10:3: a-b[review]: saw \x1b[31mit
           |
        10 | /   print(
        11 | |     1
        12 | |   )
           | |___^
           = assumption: nobody reads it
        "#);
        let all = shown(findings, Listed { declined: true, rejected: true });
        assert!(all.ends_with("  = declined (no): because\n  = way out: do it\n\n"), "{all}");
    }
}
