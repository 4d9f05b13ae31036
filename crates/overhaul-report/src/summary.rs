//! What a run came to, in numbers and a few words.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use overhaul_engine::{EndState, LeftOut, Level};
use serde::Serialize;

use crate::paint::{BOLD, REVIEW};
use crate::shown::Shown;
use crate::visible::visible;

/// Lists of reasons are broken into lines of this width.
const WIDTH: usize = 80;

/// The numbers of a run over one or more projects.
#[derive(Debug, Default, Serialize)]
pub struct Summary {
    pub files_seen: usize,
    pub files_parsed: usize,
    pub files_failed: usize,
    pub files_changed: usize,
    /// One for each codemod that ran, in order.
    pub codemods: Vec<Counts>,
    /// What the codemods say about the run, each sentence once.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// The numbers of one codemod.
#[derive(Debug, Default, Serialize)]
pub struct Counts {
    pub codemod: String,
    /// Fixes of level safe that are part of the change.
    pub safe: usize,
    /// Fixes of level review that are part of the change.
    pub review: usize,
    /// Fixes that the run was told to leave out.
    pub left_out: usize,
    /// Fixes that a person has rejected.
    pub rejected: usize,
    /// Fixes that nobody has accepted, where only accepted ones were asked for.
    pub undecided: usize,
    /// Fixes that are not in the report that the run was restricted to.
    pub unreported: usize,
    /// Declined findings by reason code.
    pub declined: BTreeMap<&'static str, usize>,
    pub files_changed: usize,
}

impl Counts {
    pub fn fixes(&self) -> usize {
        self.safe + self.review
    }

    /// Reason codes and how often each was given, the most frequent first.
    pub fn reasons(&self) -> Vec<(&'static str, usize)> {
        let mut reasons: Vec<_> = self.declined.iter().map(|(reason, count)| (*reason, *count)).collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
        reasons
    }
}

impl Summary {
    /// Counts what the codemods with these ids came to.
    pub fn of(shown: &[Shown<'_>], codemods: &[&str]) -> Self {
        let mut summary = Self {
            codemods: codemods
                .iter()
                .map(|id| Counts { codemod: (*id).to_owned(), ..Counts::default() })
                .collect(),
            ..Self::default()
        };
        for shown in shown {
            let changes = shown.changes;
            summary.files_seen += changes.files_seen;
            summary.files_parsed += changes.files_parsed;
            summary.files_changed += changes.changed().count();
            summary.files_failed += changes.files.iter().filter(|file| !file.failures.is_empty()).count();
            for note in &changes.notes {
                if !summary.notes.contains(note) {
                    summary.notes.push(note.clone());
                }
            }
            for file in &changes.files {
                let mut fixed_by = BTreeSet::new();
                for finding in &file.findings {
                    let counts = summary.codemods.iter_mut().find(|counts| counts.codemod == finding.codemod);
                    let Some(counts) = counts else { continue };
                    match &finding.end_state {
                        EndState::Fixed { level, .. } => {
                            match level {
                                Level::Safe => counts.safe += 1,
                                Level::Review => counts.review += 1,
                            }
                            counts.files_changed += usize::from(fixed_by.insert(finding.codemod));
                        }
                        EndState::LeftOut { why, .. } => match why {
                            LeftOut::Review => counts.left_out += 1,
                            LeftOut::Rejected => counts.rejected += 1,
                            LeftOut::Undecided => counts.undecided += 1,
                            LeftOut::Unreported => counts.unreported += 1,
                        },
                        EndState::Declined(declined) => {
                            *counts.declined.entry(declined.reason).or_default() += 1;
                        }
                    }
                }
            }
        }
        summary
    }

    /// Writes the summary in plain words.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let width = self.codemods.iter().map(|counts| counts.codemod.len()).max().unwrap_or_default();
        for counts in &self.codemods {
            let mut lines = counts.lines().into_iter();
            let first = lines.next().unwrap_or_default();
            writeln!(out, "{BOLD}{:width$}{BOLD:#}  {first}", counts.codemod)?;
            for line in lines {
                writeln!(out, "{:width$}  {line}", "")?;
            }
        }
        write!(
            out,
            "{} seen, {} parsed, {} with changes",
            number(self.files_seen, "file"),
            grouped(self.files_parsed),
            grouped(self.files_changed)
        )?;
        if self.files_failed > 0 {
            write!(out, ", {REVIEW}{} failed{REVIEW:#}", grouped(self.files_failed))?;
        }
        writeln!(out)?;
        for note in &self.notes {
            writeln!(out, "{BOLD}note{BOLD:#}: {}", visible(note))?;
        }
        Ok(())
    }
}

impl Counts {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.fixes() > 0 {
            let files = number(self.files_changed, "file");
            lines.push(format!(
                "{} in {files}: {} safe, {} review",
                number(self.fixes(), "fix"),
                grouped(self.safe),
                grouped(self.review)
            ));
        }
        for (count, what) in [
            (self.left_out, "left out: level review"),
            (self.rejected, "rejected"),
            (self.undecided, "not accepted yet"),
            (self.unreported, "not in the report"),
        ] {
            if count > 0 {
                lines.push(format!("{} {what}", number(count, "fix")));
            }
        }
        let declined: usize = self.declined.values().sum();
        if declined > 0 {
            let mut line = format!("{} declined:", grouped(declined));
            let reasons = self.reasons();
            for (index, (reason, count)) in reasons.iter().enumerate() {
                let comma = if index + 1 < reasons.len() { "," } else { "" };
                let reason = format!(" {} {reason}{comma}", grouped(*count));
                if line.len() + reason.len() > WIDTH {
                    lines.push(std::mem::replace(&mut line, " ".to_owned()));
                }
                line.push_str(&reason);
            }
            lines.push(line);
        }
        if lines.is_empty() {
            lines.push("nothing found".to_owned());
        }
        lines
    }
}

/// `1 file`, `1,234 files`.
pub(crate) fn number(count: usize, noun: &str) -> String {
    let plural = match (count, noun.ends_with('x')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{} {noun}{plural}", grouped(count))
}

/// Digits in groups of three.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut result = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            result.push(',');
        }
        result.push(digit);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(number(1, "fix"), "1 fix");
        assert_eq!(number(1_234_567, "fix"), "1,234,567 fixes");
        assert_eq!(number(0, "file"), "0 files");
    }

    #[test]
    fn reasons_come_by_count_and_name() {
        let counts =
            Counts { declined: BTreeMap::from([("test", 2), ("b", 7), ("a", 2)]), ..Counts::default() };
        assert_eq!(counts.lines(), ["11 declined: 7 b, 2 a, 2 test"]);
        let long = ["one-of-many-reasons", "two-of-many-reasons", "three-of-many-reasons", "four-of-many"];
        let counts = Counts { declined: long.map(|reason| (reason, 1000)).into(), ..Counts::default() };
        assert_eq!(
            counts.lines(),
            [
                "4,000 declined: 1,000 four-of-many, 1,000 one-of-many-reasons,",
                "  1,000 three-of-many-reasons, 1,000 two-of-many-reasons"
            ]
        );
    }
}
