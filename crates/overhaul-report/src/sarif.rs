//! SARIF 2.1.0, as code scanning and editors read it. What stands in [`log`] has the specification's names.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path};

use overhaul_engine::{EndState, Failure, FileReport, LeftOut, Located, Page};

use crate::ascii;
use crate::records::{Tool, level_of, outcome};
use crate::shown::{Shown, Weight, sentences};
use crate::visible::visible;

mod fixes;
mod log;

use fixes::Fixes;
use log::{
    ArtifactChange, ArtifactLocation, Configuration, DescriptorReference, Fingerprints, Fix, Help,
    Invocation, Location, Message, Notification, PhysicalLocation, Region, ReportingDescriptor, ResultObject,
    ResultProperties, RuleProperties, Run, SarifLog, Suppression, ToolComponent, ToolObject,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What paths are relative to. It is a name and no path, so that a report says nothing about the machine that made it; GitHub and
/// editors take it for the root of the repository.
const BASE: &str = "%SRCROOT%";

/// The reason code of findings that a comment in the file asks to leave alone.
const IGNORED: &str = "ignored";

/// GitHub refuses a file in which a rule has more tags. Source: "SARIF results exceed one or more limits" in GitHub's documentation.
const MAX_TAGS: usize = 20;

/// Writes one log with one run about all projects; findings that changed nothing are always part of it. A fix is in it where the run
/// made previews. `pages` are those of the codemods that ran.
pub fn write(
    out: &mut dyn Write,
    shown: &[Shown<'_>],
    pages: &[&Page],
    notes: &[String],
    tool: Tool<'_>,
) -> io::Result<()> {
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for shown in shown {
        for file in &shown.changes.files {
            let fixes = Fixes::of(file)?;
            results.extend(file.findings.iter().map(|found| result(shown, file, found, pages, &fixes)));
            notifications.extend(file.failures.iter().map(|failure| notification(shown, file, failure)));
        }
    }
    let execution_successful = notifications.is_empty();
    notifications.extend(notes.iter().map(|note| Notification {
        level: "note",
        message: Message::literal(&visible(note)),
        descriptor: None,
        locations: Vec::new(),
    }));
    let run = Run {
        tool: ToolObject {
            driver: ToolComponent {
                name: tool.name,
                semantic_version: tool.version,
                information_uri: tool.home,
                rules: pages.iter().map(|page| rule(page)).collect(),
            },
        },
        invocations: [Invocation { execution_successful, tool_execution_notifications: notifications }],
        newline_sequences: &["\r\n", "\r", "\n"],
        column_kind: "unicodeCodePoints",
        results,
    };
    ascii::write_line(out, &SarifLog { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn rule(page: &Page) -> ReportingDescriptor<'_> {
    ReportingDescriptor {
        id: page.id,
        short_description: Message::literal(page.summary),
        // GitHub asks for one. Source: rule GH2012 of Microsoft's `sarif-multitool`.
        full_description: Message::literal(page.summary),
        // No message refers to it with arguments, so that a brace in its code is no placeholder.
        help: Help { text: format!("`overhaul explain {}` shows the page.", page.id), markdown: page.body },
        default_configuration: Configuration { level: "warning" },
        properties: RuleProperties { tags: &page.keywords[..page.keywords.len().min(MAX_TAGS)] },
    }
}

fn result<'a>(
    shown: &Shown<'_>,
    file: &FileReport,
    found: &'a Located,
    pages: &[&Page],
    fixes: &Fixes,
) -> ResultObject<'a> {
    let artifact = artifact(shown.path(file));
    let region = Region {
        start_line: found.start.line,
        start_column: Some(found.start.column),
        end_line: Some(found.end.line),
        end_column: Some(found.end.column),
    };
    let replacements = fixes.replacements(found);
    let fix = (!replacements.is_empty()).then(|| Fix {
        description: Message::literal(&fixes.description(&visible(&found.message))),
        artifact_changes: [ArtifactChange { artifact_location: artifact.clone(), replacements }],
    });
    let reason = match &found.end_state {
        EndState::Declined(declined) => Some(declined.reason),
        EndState::Fixed { .. } | EndState::LeftOut { .. } => None,
    };
    ResultObject {
        rule_id: found.codemod,
        rule_index: pages.iter().position(|page| page.id == found.codemod),
        level: match Weight::of(found) {
            Weight::Note => "note",
            Weight::Safe | Weight::Review => "warning",
            Weight::Warning => "error",
        },
        message: Message::literal(&sentences(found)),
        locations: [location(artifact, Some(region))],
        partial_fingerprints: Fingerprints { overhaul: found.fingerprint(&file.name).to_string() },
        suppressions: suppression(found).into_iter().collect(),
        fixes: fix.into_iter().collect(),
        properties: ResultProperties { outcome: outcome(found), fix_level: level_of(found).0, reason },
    }
}

/// Who has decided that a finding is to stay as it is, if anybody has.
fn suppression(found: &Located) -> Option<Suppression> {
    let (kind, justification) = match &found.end_state {
        EndState::LeftOut { why: LeftOut::Rejected, .. } => {
            ("external", "a person rejected the fix in a review")
        }
        EndState::Declined(declined) if declined.reason == IGNORED => {
            ("inSource", "a comment asks to leave it alone")
        }
        _ => return None,
    };
    Some(Suppression { kind, status: "accepted", justification })
}

fn notification(shown: &Shown<'_>, file: &FileReport, failure: &Failure) -> Notification {
    let region = failure.line.map(|start_line| Region {
        start_line,
        start_column: failure.column,
        end_line: None,
        end_column: None,
    });
    Notification {
        level: "error",
        message: Message::literal(&visible(&failure.message)),
        descriptor: Some(DescriptorReference { id: failure.kind.to_string() }),
        locations: vec![location(artifact(shown.path(file)), region)],
    }
}

fn location(artifact_location: ArtifactLocation, region: Option<Region>) -> Location {
    Location { physical_location: PhysicalLocation { artifact_location, region } }
}

fn artifact(path: &Path) -> ArtifactLocation {
    ArtifactLocation { uri: uri(path), uri_base_id: BASE }
}

/// A path as a relative reference. Every byte that is not unreserved is written as a percent sign and two digits, so that none has
/// a meaning, and bytes that are not UTF-8 come back. Source: RFC 3986, sections 2.1, 2.3 and 4.2.
fn uri(path: &Path) -> String {
    let mut result = String::new();
    for component in path.components() {
        let Component::Normal(name) = component else { continue };
        if !result.is_empty() {
            result.push('/');
        }
        for byte in name.as_encoded_bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
                result.push(char::from(*byte));
            } else {
                // Writing to a string does not fail.
                let _ = write!(result, "%{byte:02X}");
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn paths_become_relative_references() {
        for (path, expected) in [
            (&b"pkg/a b.py"[..], "pkg/a%20b.py"),
            (b"http://x/y.py", "http%3A/x/y.py"),
            (b"%41\xff.py", "%2541%FF.py"),
            ("é\n#?.py".as_bytes(), "%C3%A9%0A%23%3F.py"),
        ] {
            assert_eq!(uri(Path::new(OsStr::from_bytes(path))), expected);
        }
    }
}
