//! JUnit's XML, as CI servers read it: a suite for each codemod, a test for each finding.
//!
//! Sources: `junit-10.xsd` of Jenkins' xUnit plugin for elements and attributes, of which servers read all that are here; XML 1.0,
//! section 2.2 for the characters that a document may hold.

use std::io::{self, Write};

use overhaul_engine::{Failure, FileReport, Located};

use crate::shown::{Listed, Shown, Weight, outcome_label, sentences};
use crate::summary::Summary;
use crate::visible::visible;

/// The suite of the files that could not be looked at.
const FAILURES: &str = "failures";

struct Suite<'a> {
    name: &'a str,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    /// The path and the line.
    place: Option<(String, Option<usize>)>,
    result: Verdict,
}

enum Verdict {
    Passed,
    /// What it is about, and in sentences.
    Failed(String, String),
    Skipped(String),
    Error(String, String),
}

/// Writes one document about all projects of a run.
pub fn write(out: &mut dyn Write, shown: &[Shown<'_>], summary: &Summary, listed: Listed) -> io::Result<()> {
    let mut suites: Vec<Suite<'_>> =
        summary.codemods.iter().map(|counts| suite(shown, &counts.codemod, listed)).collect();
    let failures: Vec<Case> = shown
        .iter()
        .flat_map(|shown| shown.changes.failures().map(|(file, failure)| failed(shown, file, failure)))
        .collect();
    if !failures.is_empty() {
        suites.push(Suite { name: FAILURES, cases: failures });
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let all = suites.iter().flat_map(|suite| &suite.cases);
    writeln!(out, r#"<testsuites name="overhaul" {}>"#, numbers(all))?;
    suites.iter().try_for_each(|suite| suite.write(out))?;
    writeln!(out, "</testsuites>")
}

/// A codemod that has nothing to show has one test, which passed.
fn suite<'a>(shown: &[Shown<'_>], codemod: &'a str, listed: Listed) -> Suite<'a> {
    let mut cases: Vec<Case> = shown
        .iter()
        .flat_map(|shown| {
            let findings = shown.changes.findings();
            let listed = findings.filter(|(_, found)| found.codemod == codemod && listed.shows(found));
            listed.map(|(file, found)| case(shown, file, found)).collect::<Vec<_>>()
        })
        .collect();
    if cases.is_empty() {
        cases.push(Case { name: "nothing to report".to_owned(), place: None, result: Verdict::Passed });
    }
    Suite { name: codemod, cases }
}

fn case(shown: &Shown<'_>, file: &FileReport, found: &Located) -> Case {
    let path = visible(&shown.name(file)).into_owned();
    let (line, column) = (found.start.line, found.start.column);
    let result = match Weight::of(found) {
        Weight::Note => Verdict::Skipped(sentences(found)),
        Weight::Safe | Weight::Review | Weight::Warning => {
            Verdict::Failed(outcome_label(found), sentences(found))
        }
    };
    Case {
        name: format!("{path}:{line}:{column}: {}", visible(&found.message)),
        place: Some((path, Some(line))),
        result,
    }
}

fn failed(shown: &Shown<'_>, file: &FileReport, failure: &Failure) -> Case {
    let path = visible(&shown.name(file)).into_owned();
    let place: String =
        [failure.line, failure.column].iter().flatten().map(|number| format!(":{number}")).collect();
    let message = visible(&failure.message).into_owned();
    Case {
        name: format!("{path}{place}"),
        place: Some((path, failure.line)),
        result: Verdict::Error(failure.kind.to_string(), message),
    }
}

/// The counts of tests as attributes.
fn numbers<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let [mut tests, mut failures, mut errors, mut skipped] = [0; 4];
    for case in cases {
        tests += 1;
        match case.result {
            Verdict::Passed => {}
            Verdict::Failed(..) => failures += 1,
            Verdict::Skipped(_) => skipped += 1,
            Verdict::Error(..) => errors += 1,
        }
    }
    format!(r#"tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}""#)
}

impl Suite<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let name = escaped(self.name);
        writeln!(out, r#"  <testsuite name="{name}" {}>"#, numbers(self.cases.iter()))?;
        for case in &self.cases {
            write!(out, r#"    <testcase classname="overhaul.{name}" name="{}""#, escaped(&case.name))?;
            if let Some((path, line)) = &case.place {
                write!(out, r#" file="{}""#, escaped(path))?;
                line.map_or(Ok(()), |line| write!(out, r#" line="{line}""#))?;
            }
            let (element, attributes, text) = match &case.result {
                Verdict::Passed => {
                    writeln!(out, "/>")?;
                    continue;
                }
                Verdict::Failed(kind, text) => ("failure", format!(r#" type="{}""#, escaped(kind)), text),
                Verdict::Error(kind, text) => ("error", format!(r#" type="{}""#, escaped(kind)), text),
                Verdict::Skipped(text) => ("skipped", String::new(), text),
            };
            let text = escaped(text);
            writeln!(out, ">")?;
            writeln!(out, r#"      <{element}{attributes} message="{text}">{text}</{element}>"#)?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }
}

/// The text for an element or an attribute. What XML 1.0 cannot hold, not even as a reference, becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\'' => result.push_str("&apos;"),
            '\t' | '\n' | '\r' => result.extend(["&#", &u32::from(c).to_string(), ";"]),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => result.push('\u{fffd}'),
            _ => result.push(c),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_place() {
        assert_eq!(
            escaped("]]></failure><a b='\"&\t\n\u{1}\u{ffff}\u{fffd}é\u{1F600}"),
            "]]&gt;&lt;/failure&gt;&lt;a b=&apos;&quot;&amp;&#9;&#10;\u{fffd}\u{fffd}\u{fffd}é\u{1F600}"
        );
    }
}
