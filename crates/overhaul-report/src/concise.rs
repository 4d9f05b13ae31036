//! One line a finding, as editors and grep like it.

use std::io::{self, Write};

use overhaul_engine::{FileReport, Located};

use crate::paint::BOLD;
use crate::shown::{Listed, Shown, outcome_label};
use crate::visible::visible;

/// Writes `path:line:col: codemod[level]: message` for each finding.
pub fn write(out: &mut dyn Write, shown: &Shown<'_>, listed: Listed) -> io::Result<()> {
    let mut findings = shown.changes.findings().filter(|(_, finding)| listed.shows(finding));
    findings.try_for_each(|(file, finding)| line(out, shown, file, finding))
}

/// Writes the same for each finding that changed nothing, as far as they are listed.
pub fn write_unfixed(out: &mut dyn Write, shown: &Shown<'_>, listed: Listed) -> io::Result<()> {
    let unfixed = |finding: &Located| !finding.is_fixed() && listed.shows(finding);
    let mut findings = shown.changes.findings().filter(|(_, finding)| unfixed(finding));
    findings.try_for_each(|(file, finding)| line(out, shown, file, finding))
}

fn line(out: &mut dyn Write, shown: &Shown<'_>, file: &FileReport, finding: &Located) -> io::Result<()> {
    writeln!(
        out,
        "{BOLD}{}{BOLD:#}:{}:{}: {}[{}]: {}",
        shown.label(file),
        finding.start.line,
        finding.start.column,
        finding.codemod,
        outcome_label(finding),
        visible(&finding.message),
    )
}
