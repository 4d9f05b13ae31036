//! Findings of other tools, from SARIF: a run may be restricted to what they report.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::LazyLock;
use std::{fmt, io};

use overhaul_engine::{ChangeSet, EndState, FileReport, Fingerprint, LeftOut, Located};
use serde_json::Value;
use thiserror::Error;
use toml_edit::DocumentMut;

/// A place that another tool reports may be as many lines away from where overhaul sees it.
const TOLERANCE: usize = 3;

/// What a report says, in its order.
#[derive(Debug)]
pub struct Reported {
    results: Vec<Reference>,
}

/// One result of a report.
#[derive(Debug)]
pub struct Reference {
    pub rule: String,
    /// As the report writes it, without a scheme.
    pub path: String,
    /// 1-based; the whole file where the report says no line.
    pub lines: Option<RangeInclusive<usize>>,
    /// The codemod that answers the rule, if there is one.
    codemod: Option<String>,
}

/// What became of a result. Later ones are better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    NoFile,
    NoCodemod,
    /// The codemod that would answer it is not part of the run.
    NotRun(String),
    /// Overhaul sees nothing there.
    NotSeen,
    /// It is in a file that failed.
    Failed(String),
    LeftOut(&'static str),
    Declined {
        reason: String,
        explanation: String,
        way_out: String,
    },
    Fixed,
}

/// What a report has to do with one project.
#[derive(Debug, Default)]
pub struct Claims {
    /// The findings that it reports.
    pub fingerprints: BTreeSet<Fingerprint>,
    /// For each result, in the order of the report.
    pub answers: Vec<Option<Answer>>,
}

#[derive(Debug, Error)]
pub enum ReportedError {
    #[error("failed to read the report {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path} is no JSON: {source}")]
    Json { path: String, source: serde_json::Error },
    #[error("{path} is no SARIF: it has no 'runs'")]
    Form { path: String },
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCodemod => write!(formatter, "no codemod answers this rule"),
            Self::NotRun(codemod) => write!(formatter, "{codemod} answers it, and is not part of this run"),
            Self::NoFile => write!(formatter, "the run has no such file"),
            Self::NotSeen => write!(formatter, "overhaul sees nothing to fix there"),
            Self::Failed(message) => write!(formatter, "the file failed: {message}"),
            Self::LeftOut(why) => write!(formatter, "{why}"),
            Self::Declined { reason, explanation, way_out } => {
                write!(formatter, "declined ({reason}): {explanation}; way out: {way_out}")
            }
            Self::Fixed => write!(formatter, "fixed"),
        }
    }
}

impl Reported {
    pub fn read(path: &Path) -> Result<Self, ReportedError> {
        let name = path.display().to_string();
        let bytes =
            std::fs::read(path).map_err(|source| ReportedError::Read { path: name.clone(), source })?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let report: Value = serde_json::from_slice(bytes)
            .map_err(|source| ReportedError::Json { path: name.clone(), source })?;
        let runs = report.get("runs").and_then(Value::as_array).ok_or(ReportedError::Form { path: name })?;
        Ok(Self { results: runs.iter().flat_map(results).collect() })
    }

    pub fn results(&self) -> &[Reference] {
        &self.results
    }

    /// What the report has to do with a change set of these codemods. `files` are the names of all files of the project.
    pub fn claim(&self, changes: &ChangeSet, files: &[&str], codemods: &[&str]) -> Claims {
        let by_name: BTreeMap<&str, &FileReport> =
            changes.files.iter().map(|file| (file.name.as_str(), file)).collect();
        let mut claims = Claims::default();
        for result in &self.results {
            claims.answers.push(match (&result.codemod, same_file(&result.path, files)) {
                (None, _) => Some(Answer::NoCodemod),
                (_, None) => None,
                (Some(codemod), _) if !codemods.contains(&codemod.as_str()) => {
                    Some(Answer::NotRun(codemod.clone()))
                }
                (Some(codemod), Some(name)) => Some(match by_name.get(name) {
                    Some(file) => answer(result, codemod, file, &mut claims.fingerprints),
                    None => Answer::NotSeen,
                }),
            });
        }
        claims
    }
}

/// What became of a result in its file: of the findings that it covers, or else of the nearest one.
fn answer(
    result: &Reference,
    codemod: &str,
    file: &FileReport,
    claimed: &mut BTreeSet<Fingerprint>,
) -> Answer {
    let own = || file.findings.iter().filter(|finding| finding.codemod == codemod);
    let distance = |finding: &Located| {
        let Some(lines) = &result.lines else { return 0 };
        let below = finding.start.line.saturating_sub(*lines.end());
        below.max(lines.start().saturating_sub(finding.end.line))
    };
    let nearest = own().map(distance).min().filter(|distance| *distance <= TOLERANCE);
    let Some(nearest) = nearest else {
        let failure = file.failures.first();
        return failure.map_or(Answer::NotSeen, |failure| Answer::Failed(failure.message.clone()));
    };
    let mut best = Answer::NotSeen;
    for finding in own().filter(|finding| distance(finding) == nearest) {
        claimed.insert(finding.fingerprint(&file.name));
        best = best.max(match &finding.end_state {
            EndState::Fixed { .. } => Answer::Fixed,
            EndState::LeftOut { why: LeftOut::Review, .. } => {
                Answer::LeftOut("left out: its level is review")
            }
            EndState::LeftOut { why, .. } => Answer::LeftOut(why.words()),
            EndState::Declined(declined) => Answer::Declined {
                reason: declined.reason.to_owned(),
                explanation: declined.explanation.clone(),
                way_out: declined.way_out.clone(),
            },
        });
    }
    best
}

/// The file that a report means: the one with its path, or the only one whose path it ends with or that ends with it,
/// for a report may have been made elsewhere or from another directory.
fn same_file<'f>(path: &str, files: &[&'f str]) -> Option<&'f str> {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let longest = files.iter().filter(|file| ends(path, file)).max_by_key(|file| file.len());
    if let Some(file) = longest {
        return Some(file);
    }
    let mut below = files.iter().filter(|file| ends(file, path));
    let only = below.next()?;
    below.next().is_none().then_some(only)
}

/// The results of one run of a tool. Source: SARIF 2.1.0, sections 3.14 (run), 3.27 (result) and 3.52 (reporting
/// descriptor references).
fn results(run: &Value) -> Vec<Reference> {
    let driver = run.pointer("/tool/driver/rules").and_then(Value::as_array);
    let extensions = run.pointer("/tool/extensions").and_then(Value::as_array);
    let rules: Vec<&Value> = driver
        .into_iter()
        .flatten()
        .chain(
            extensions
                .into_iter()
                .flatten()
                .filter_map(|extension| extension.get("rules").and_then(Value::as_array))
                .flatten(),
        )
        .collect();
    let results = run.get("results").and_then(Value::as_array);
    results
        .into_iter()
        .flatten()
        .filter(|result| !is_absent(result))
        .map(|result| reference(run, &rules, result))
        .collect()
}

/// Whether a result is there no more, or a person has suppressed it.
fn is_absent(result: &Value) -> bool {
    let suppressions = result.get("suppressions").and_then(Value::as_array);
    let is_suppressed = suppressions.is_some_and(|all| {
        all.iter()
            .any(|one| one.get("status").and_then(Value::as_str).is_none_or(|status| status == "accepted"))
    });
    is_suppressed || result.get("baselineState").and_then(Value::as_str) == Some("absent")
}

fn reference(run: &Value, rules: &[&Value], result: &Value) -> Reference {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let index = result.get("ruleIndex").or_else(|| result.pointer("/rule/index")).and_then(Value::as_u64);
    let id = text(result, "ruleId").or_else(|| result.get("rule").and_then(|rule| text(rule, "id")));
    let by_index = index.and_then(|index| rules.get(usize::try_from(index).ok()?)).copied();
    let rule = match &id {
        Some(id) => rules.iter().find(|rule| rule.get("id").and_then(Value::as_str) == Some(id)).copied(),
        None => by_index,
    };
    let rule_id = id.or_else(|| rule.and_then(|rule| text(rule, "id"))).unwrap_or_default();
    let place = result.pointer("/locations/0/physicalLocation");
    let artifact = place.and_then(|place| place.get("artifactLocation"));
    let uri = artifact.and_then(|artifact| text(artifact, "uri")).or_else(|| {
        let index = artifact?.get("index")?.as_u64()?;
        let artifacts = run.get("artifacts")?.as_array()?;
        text(artifacts.get(usize::try_from(index).ok()?)?.get("location")?, "uri")
    });
    let line = |key: &str| {
        let value = place?.get("region")?.get(key)?.as_u64()?;
        usize::try_from(value).ok()
    };
    let start = line("startLine");
    Reference {
        codemod: codemod_of(&rule_id, rule),
        rule: rule_id,
        path: uri.map(|uri| path_of(&uri)).unwrap_or_default(),
        lines: start.map(|start| start..=line("endLine").unwrap_or(start).max(start)),
    }
}

/// The path of a URI: percent-encoding undone, scheme, drive and leading slashes taken away.
fn path_of(uri: &str) -> String {
    let rest = uri.strip_prefix("file://").unwrap_or(uri);
    let bytes = rest.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = rest.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    let path = String::from_utf8_lossy(&decoded).replace('\\', "/");
    let mut path = path.as_str();
    while let Some(rest) = ["./", "../", "/"].iter().find_map(|prefix| path.strip_prefix(prefix)) {
        path = rest;
    }
    path.to_owned()
}

/// The codemods by rule, and by the number of a weakness.
struct Rules {
    codemods: BTreeMap<String, String>,
    weaknesses: BTreeMap<i64, String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    // The test below reads the table; where it could not be read no rule would be answered.
    let document = include_str!("rules.toml").parse::<DocumentMut>().unwrap_or_default();
    let tables =
        |key: &str| document.get(key).and_then(|item| item.as_array_of_tables()).into_iter().flatten();
    let codemods = tables("tool")
        .filter_map(|tool| tool.get("rules")?.as_inline_table())
        .flat_map(|rules| rules.iter())
        .filter_map(|(rule, codemod)| Some((rule.to_owned(), codemod.as_str()?.to_owned())))
        .collect();
    let weaknesses = tables("tag")
        .filter_map(|tag| Some((tag.get("cwe")?.as_integer()?, tag.get("codemod")?.as_str()?.to_owned())))
        .collect();
    Rules { codemods, weaknesses }
});

/// The codemod that answers a rule: by its id or the last part of it, else by the weakness that it is tagged with.
fn codemod_of(id: &str, rule: Option<&Value>) -> Option<String> {
    let last = id.rsplit(['.', ':', '/']).next().unwrap_or(id);
    if let Some(codemod) = RULES.codemods.get(id).or_else(|| RULES.codemods.get(last)) {
        return Some(codemod.clone());
    }
    let tags = rule?.pointer("/properties/tags")?.as_array()?;
    tags.iter()
        .filter_map(Value::as_str)
        .filter_map(weakness)
        .find_map(|number| RULES.weaknesses.get(&number).cloned())
}

/// The number in `CWE-89: …`, `external/cwe/cwe-089` and the like.
fn weakness(tag: &str) -> Option<i64> {
    let tag = tag.to_ascii_lowercase();
    let digits = &tag[tag.find("cwe-")? + 4..];
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_other_tools_lead_to_codemods() {
        for (id, codemod) in [
            ("T201", Some("print-to-logger")),
            ("B608", Some("parameterize-sql")),
            ("py/sql-injection", Some("parameterize-sql")),
            ("python:S5754", Some("narrow-except")),
            (
                "python.sqlalchemy.security.sqlalchemy-execute-raw-query.sqlalchemy-execute-raw-query",
                Some("parameterize-sql"),
            ),
            ("F401", None),
        ] {
            assert_eq!(codemod_of(id, None).as_deref(), codemod, "{id}");
        }
        let tagged: Value = serde_json::from_str(r#"{"properties":{"tags":["CWE-089: x"]}}"#).unwrap();
        assert_eq!(codemod_of("own", Some(&tagged)).as_deref(), Some("parameterize-sql"));
    }

    #[test]
    fn paths_are_found_from_wherever_the_report_was_made() {
        let files = ["app/db.py", "app/x y.py", "other/db.py", "db.py"];
        for (uri, expected) in [
            ("app/db.py", Some("app/db.py")),
            ("file:///home/ci/work/app/db.py", Some("app/db.py")),
            ("file:///C:/work/app/x%20y.py", Some("app/x y.py")),
            (".\\app\\db.py", Some("app/db.py")),
            ("../other/db.py", Some("other/db.py")),
            ("x%20y.py", Some("app/x y.py")),
            ("db.py", Some("db.py")),
            ("elsewhere/xdb.py", None),
            ("", None),
        ] {
            assert_eq!(same_file(&path_of(uri), &files), expected, "{uri}");
        }
        assert_eq!(same_file("db.py", &["a/db.py", "b/db.py"]), None);
    }
}
