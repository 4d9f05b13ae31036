//! Annotations of GitHub Actions.
//!
//! Sources: "Workflow commands for GitHub Actions" in GitHub's documentation for the commands and their properties;
//! `ActionCommand.cs` of github.com/actions/runner for the escapes.

use std::io::{self, Write};

use crate::shown::{Listed, Shown, Weight, outcome_label, sentences};
use crate::visible::visible;

/// Writes a workflow command for each finding and each failure.
pub fn write(out: &mut dyn Write, shown: &Shown<'_>, listed: Listed) -> io::Result<()> {
    for (file, finding) in shown.changes.findings().filter(|(_, finding)| listed.shows(finding)) {
        let command = match Weight::of(finding) {
            Weight::Note => "notice",
            Weight::Safe | Weight::Review => "warning",
            Weight::Warning => "error",
        };
        let (start, end) = (finding.start, finding.end);
        let mut properties = vec![
            ("file", visible(&shown.name(file)).into_owned()),
            ("line", start.line.to_string()),
            ("endLine", end.line.to_string()),
        ];
        // A column may not be sent where the lines differ.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
        }
        properties.push(("title", format!("{}[{}]", finding.codemod, outcome_label(finding))));
        write_command(out, command, &properties, &sentences(finding))?;
    }
    for (file, failure) in shown.changes.failures() {
        let mut properties = vec![("file", visible(&shown.name(file)).into_owned())];
        for (name, number) in [("line", failure.line), ("col", failure.column)] {
            properties.extend(number.map(|number| (name, number.to_string())));
        }
        properties.push(("title", format!("failed ({})", failure.kind)));
        write_command(out, "error", &properties, &visible(&failure.message))?;
    }
    Ok(())
}

fn write_command(
    out: &mut dyn Write,
    command: &str,
    properties: &[(&str, String)],
    message: &str,
) -> io::Result<()> {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    writeln!(out, "::{command} {}::{}", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_or_starts_another() {
        let mut out = Vec::new();
        let properties = [("file", "a,b=c::d%0A\n.py".to_owned())];
        write_command(&mut out, "warning", &properties, "x\r\n::error::y 100%").unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "::warning file=a%2Cb=c%3A%3Ad%250A%0A.py::x%0D%0A::error::y 100%25\n"
        );
    }
}
