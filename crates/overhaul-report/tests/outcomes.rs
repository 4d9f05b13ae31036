//! Findings of every outcome, with hostile texts, in the formats for programs.

#![expect(clippy::unwrap_used, reason = "what a test cannot do is its failure")]

use std::collections::BTreeSet;
use std::path::Path;

use overhaul_engine::change_set::{
    Change, Content, EndState, Failure, FailureKind, FileReport, Located, Stage,
};
use overhaul_engine::verdict::Identities;
use overhaul_engine::{ChangeSet, Declined, LeftOut, Level, Page, Piece};
use overhaul_python::Position;
use overhaul_report::diff::document;
use overhaul_report::{Listed, Shown, Summary, Tool, github, gitlab, json, junit, sarif};
use serde_json::Value;

#[path = "../../../tests/schemas/validate.rs"]
mod validate;

use validate::accepts;

const TOOL: Tool<'static> = Tool { name: "overhaul", version: "1.2.3", home: "https://overhaul.example/a-b" };

const OLD: &str = "x = 1\r\ny = '\u{1F600}'\r\nz = 3";

fn fix(level: Level) -> EndState {
    EndState::Fixed { level, assumption: Some("nobody {reads} it".into()) }
}

fn left_out(why: LeftOut) -> EndState {
    EndState::LeftOut { level: Level::Review, assumption: None, why }
}

fn declined(reason: &'static str) -> Declined {
    Declined::new(reason, "see [here](http://evil.example)", "do\u{202e} it")
}

fn end_states() -> Vec<EndState> {
    vec![
        fix(Level::Safe),
        fix(Level::Review),
        left_out(LeftOut::Review),
        left_out(LeftOut::Rejected),
        left_out(LeftOut::Undecided),
        left_out(LeftOut::Unreported),
        EndState::Declined(declined("test")),
        EndState::Declined(declined("ignored")),
        EndState::Declined(declined("open").as_warning()),
    ]
}

fn finding(line: usize, end_state: EndState) -> Located {
    Located {
        codemod: "a-b",
        identity: Identities::default().next(&line.to_string()),
        start: Position { line, column: 1 },
        end: Position { line, column: 5 },
        lines: vec!["x = 1".to_owned()],
        message: "saw {0} \x1b[31m</failure>]]>\n::error::it".to_owned(),
        end_state,
        preview: Vec::new(),
    }
}

fn file(findings: Vec<Located>, new: Option<&str>, failures: Vec<Failure>) -> FileReport {
    FileReport {
        name: "pkg/a b.py".to_owned(),
        path: "/root/pkg/a b.py".into(),
        findings,
        change: new.map(|new| Change {
            original: Some(Content::Here(OLD.into())),
            stages: vec![Stage { codemod: "a-b", content: Content::Here(new.into()) }],
        }),
        relies_on: BTreeSet::new(),
        failures,
    }
}

fn everything() -> ChangeSet {
    let findings = end_states().into_iter().enumerate().map(|(index, state)| finding(index + 1, state));
    let failure = |kind, line| Failure { kind, message: "no {such}\nfile".to_owned(), line, column: line };
    let failures =
        vec![failure(FailureKind::Gate("gate-parse"), None), failure(FailureKind::Syntax, Some(2))];
    ChangeSet {
        files: vec![file(findings.collect(), None, failures)],
        files_seen: 1,
        files_parsed: 1,
        notes: vec!["a [note](http://evil.example)".to_owned()],
    }
}

fn written(changes: &ChangeSet, write: impl FnOnce(&mut Vec<u8>, &[Shown<'_>], &Summary)) -> String {
    let shown = [Shown { changes, base: Path::new("/root") }];
    let summary = Summary::of(&shown, &["a-b", "c-d"]);
    let mut out = Vec::new();
    write(&mut out, &shown, &summary);
    String::from_utf8(out).unwrap()
}

fn sarif_of(changes: &ChangeSet) -> Value {
    let page = |id| Page {
        id,
        summary: "does {a}",
        commit: "Do a",
        keywords: vec!["a", "b"],
        body: "# a-b\n`f\"{x}\"`\n",
    };
    let pages = [page("c-d"), page("a-b")];
    let text = written(changes, |out, shown, summary| {
        sarif::write(out, shown, &pages.each_ref(), &summary.notes, TOOL).unwrap();
    });
    assert!(text.is_ascii());
    let log = serde_json::from_str(&text).unwrap();
    accepts(&validate::sarif(), &log);
    log
}

#[test]
fn json_has_every_outcome_and_the_lines_have_the_same() {
    let changes = everything();
    let text = written(&changes, |out, shown, summary| json::write(out, shown, summary, TOOL).unwrap());
    assert!(text.is_ascii());
    let document: Value = serde_json::from_str(&text).unwrap();
    let schema = validate::own("check", true);
    accepts(&schema, &document);
    let mut unknown = document.clone();
    unknown["summary"]["codemods"][0]["new"] = Value::Null;
    assert!(!schema.is_valid(&unknown), "the schema names every field");
    let findings = document["findings"].as_array().unwrap();
    let outcomes: Vec<&str> = findings.iter().map(|found| found["outcome"].as_str().unwrap()).collect();
    assert_eq!(
        outcomes,
        ["fix", "fix", "left-out", "rejected", "undecided", "unreported", "declined", "declined", "declined"]
    );
    assert_eq!(findings[8]["is_warning"], true);

    let text = written(&changes, |out, shown, summary| json::write_lines(out, shown, summary, TOOL).unwrap());
    let schema = validate::own("check-line", false);
    let mut lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        accepts(&schema, line);
    }
    let kind = |line: &mut Value| line.as_object_mut().unwrap().remove("type").unwrap();
    let kinds: Vec<Value> = lines.iter_mut().map(kind).collect();
    assert_eq!(kinds[0], "run");
    assert_eq!((&lines[0]["version"], &lines[0]["tool"]), (&document["version"], &document["tool"]));
    assert_eq!(kinds[1..10], ["finding"; 9]);
    assert_eq!(&lines[1..10], findings);
    assert_eq!(kinds[10..], ["failure", "failure", "summary"]);
    assert_eq!(&lines[10..12], document["failures"].as_array().unwrap());
    assert_eq!((&lines[12]["notes"], &lines[12]["summary"]), (&document["notes"], &document["summary"]));
}

#[test]
fn sarif_says_what_became_of_each() {
    let log = sarif_of(&everything());
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let said: Vec<(&str, Option<&str>)> = results
        .iter()
        .map(|result| (result["level"].as_str().unwrap(), result["suppressions"][0]["kind"].as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("warning", None),
            ("warning", None),
            ("note", None),
            ("note", Some("external")),
            ("note", None),
            ("note", None),
            ("note", None),
            ("note", Some("inSource")),
            ("error", None)
        ]
    );
    assert!(results.iter().all(|result| result["suppressions"].is_array() && result["ruleIndex"] == 1));
    assert_eq!(
        results[6]["message"]["text"],
        "saw {{0}} \\x1b[31m</failure>]]>\\n::error::it. Declined (test): see [here] (http://evil.example). \
         Way out: do\\u202e it."
    );
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    let levels: Vec<&str> =
        notifications.iter().map(|notification| notification["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "error", "note"]);
}

#[test]
fn sarif_replaces_whole_lines_that_are_there() {
    let piece = |line, old: &str, new: &str| Piece { line, old: old.into(), new: new.into() };
    let with = |preview| Located { preview, ..finding(1, fix(Level::Safe)) };
    let first = with(vec![piece(1, "x = 1\r\n", "x = 2\r\n"), piece(3, "z = 3", "z = 4")]);
    let second = with(vec![piece(2, "y = '\u{1F600}'\r\n", "")]);
    let later = with(vec![piece(2, "y = 'of another round'\r\n", "")]);
    let fixes = |findings: &[&Located], new: &str| -> Vec<Value> {
        let findings = findings.iter().map(|found| (*found).clone()).collect();
        let files = vec![file(findings, Some(new), Vec::new())];
        let log = sarif_of(&ChangeSet { files, ..ChangeSet::default() });
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["fixes"][0].clone()).collect()
    };
    let region = |fix: &Value, index: usize| {
        let region = &fix["artifactChanges"][0]["replacements"][index]["deletedRegion"];
        ["startLine", "startColumn", "endLine", "endColumn"].map(|name| region[name].as_u64().unwrap())
    };
    let says_more =
        |fix: &Value| fix["description"]["text"].as_str().unwrap().contains("`overhaul apply` also writes");

    let made = fixes(&[&first, &second], "x = 2\r\nz = 4");
    assert_eq!(region(&made[0], 0), [1, 1, 2, 1]);
    assert_eq!(region(&made[0], 1), [3, 1, 3, 6]);
    assert_eq!(region(&made[1], 0), [2, 1, 3, 1]);
    assert!(!says_more(&made[0]), "the two are all of the change");
    let made = fixes(&[&first], "import w\r\nx = 2\r\ny = '\u{1F600}'\r\nz = 4");
    assert!(says_more(&made[0]), "the import comes with it");
    let made = fixes(&[&first, &later], "x = 2\r\nz = 4");
    assert_eq!(made[1], Value::Null, "it cannot be made by itself");
}

#[test]
fn the_others_show_what_was_asked_for() {
    let changes = everything();
    let count = |listed| {
        let github = written(&changes, |out, shown, _| github::write(out, &shown[0], listed).unwrap());
        assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
        let gitlab = written(&changes, |out, shown, _| gitlab::write(out, shown, listed).unwrap());
        let gitlab: Vec<Value> = serde_json::from_str(&gitlab).unwrap();
        let write = |out: &mut Vec<u8>, shown: &[Shown<'_>], summary: &Summary| {
            junit::write(out, shown, summary, listed).unwrap();
        };
        // The second codemod found nothing and has one test that passed.
        let tests = written(&changes, write).matches("<testcase").count() - 1;
        assert_eq!((github.lines().count(), gitlab.len()), (tests, tests));
        tests
    };
    let failures = 2;
    assert_eq!(count(Listed::default()), 3 + failures);
    assert_eq!(count(Listed { declined: false, rejected: true }), 4 + failures);
    assert_eq!(count(Listed { declined: true, rejected: true }), 9 + failures);
}

#[test]
fn gitlab_tells_equal_findings_of_two_projects_apart() {
    let changes = everything();
    let shown = ["/root", "/root/pkg"].map(|base| Shown { changes: &changes, base: Path::new(base) });
    let mut out = Vec::new();
    gitlab::write(&mut out, &shown, Listed::default()).unwrap();
    let issues: Vec<Value> = serde_json::from_slice(&out).unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!((issues.len(), prints.len()), (10, 10));
}

#[test]
fn the_document_of_a_diff_has_decoded_lines_where_bytes_are_no_text() {
    let latin = |name: &str| [b"# coding: latin-1\n", name.as_bytes(), b" = '\xe9'\n"].concat();
    let mut file = file(vec![finding(2, fix(Level::Review))], None, Vec::new());
    file.change = Some(Change {
        original: Some(Content::Here(latin("x"))),
        stages: vec![Stage { codemod: "a-b", content: Content::Here(latin("y")) }],
    });
    let changes = ChangeSet { files: vec![file], ..ChangeSet::default() };
    let text = written(&changes, |out, shown, summary| document::write(out, shown, summary, TOOL).unwrap());
    let document: Value = serde_json::from_str(&text).unwrap();
    accepts(&validate::own("diff", true), &document);
    let changed = &document["files"][0];
    assert_eq!(changed["is_exact"], false);
    assert!(changed["patch"].as_str().unwrap().ends_with("-x = 'é'\n+y = 'é'\n"), "{changed}");
    assert_eq!(changed["findings"][0]["level"], "review");
}
