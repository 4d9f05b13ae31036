//! One line a finding, as editors and grep like it.

use std::io::{self, Write};

use overhaul_engine::{FileReport, Located};

use crate::paint::BOLD;
use crate::shown::{Declined, Shown, outcome_label};
use crate::visible::visible;

/// Writes `path:line:col: codemod[level]: message` for each finding.
pub fn write(out: &mut dyn Write, shown: &Shown<'_>, declined: Declined) -> io::Result<()> {
    let mut findings = shown.changes.findings().filter(|(_, finding)| declined.shows(finding));
    findings.try_for_each(|(file, finding)| line(out, shown, file, finding))
}

/// Writes the same for each finding that changed nothing.
pub fn write_unfixed(out: &mut dyn Write, shown: &Shown<'_>) -> io::Result<()> {
    let mut findings = shown.changes.findings().filter(|(_, finding)| !finding.is_fixed());
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
