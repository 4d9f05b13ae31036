//! A table of how often what was found.

use std::io::{self, Write};

use crate::paint::HEADING;
use crate::summary::{Summary, grouped};

/// Writes a row for each codemod and outcome that occurred.
pub fn write(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let head = ["count", "codemod", "outcome", "level or reason"].map(str::to_owned);
    let mut rows = Vec::new();
    for counts in &summary.codemods {
        let fixes = [
            (counts.safe, "fix", "safe"),
            (counts.review, "fix", "review"),
            (counts.left_out, "left out", "review"),
            (counts.rejected, "left out", "rejected"),
            (counts.undecided, "left out", "not accepted"),
            (counts.unreported, "left out", "not reported"),
        ];
        let declined = counts.reasons().into_iter().map(|(reason, count)| (count, "declined", reason));
        rows.extend(fixes.into_iter().filter(|(count, ..)| *count > 0).chain(declined).map(
            |(count, outcome, what)| {
                [grouped(count), counts.codemod.clone(), outcome.to_owned(), what.to_owned()]
            },
        ));
    }
    let width =
        |column: usize| rows.iter().chain([&head]).map(|row| row[column].len()).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[String; 4]| {
        let [count, codemod, outcome, what] = row;
        format!("{count:>0$}  {codemod:<1$}  {outcome:<2$}  {what}", widths[0], widths[1], widths[2])
    };
    writeln!(out, "{HEADING}{}{HEADING:#}", line(&head))?;
    for row in &rows {
        writeln!(out, "{}", line(row))?;
    }
    Ok(())
}
