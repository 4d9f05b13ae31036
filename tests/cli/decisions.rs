//! What was decided before a run: decisions, baselines, and the reports of other tools.

use std::fmt::Write;

use crate::support::{SERVICE, Sandbox};

const TWO: &str = "class Service:\n    def run(self, count):\n        print(f\"handled {count}\")\n        self.rest = 1\n        self.more = 2\n        self.last = 3\n        self.end = 4\n        print(f\"done {count}\")\n\n    def load(self):\n        try:\n            return int(self.text)\n        except:\n            return None\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[("app/service.py", TWO), ("app/other.py", SERVICE)]);
    sandbox.commit_all();
    sandbox
}

fn findings(sandbox: &Sandbox, args: &[&str]) -> Vec<(String, String, u64, String)> {
    let ran = sandbox.overhaul([&["check", "--format", "json"], args].concat());
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| {
            let line = finding["line"].as_u64().unwrap();
            (text(finding, "path"), text(finding, "outcome"), line, text(finding, "fingerprint"))
        })
        .collect()
}

fn decide(sandbox: &Sandbox, entries: &[(&str, &str, &str)]) {
    let mut text = "version = 1\n".to_owned();
    for (fingerprint, decision, more) in entries {
        write!(
            text,
            "\n[[decision]]\nfingerprint = \"{fingerprint}\"\ndecision = \"{decision}\"\npath = \"app/service.py\"\nwhen = \"2000-01-01T00:00:00Z\"\n{more}"
        )
        .unwrap();
    }
    sandbox.write(".overhaul/decisions.toml", text);
}

#[test]
fn a_rejected_fix_stays_rejected() {
    let sandbox = sandbox();
    let all = findings(&sandbox, &[]);
    let (path, _, line, fingerprint) = &all[1];
    assert_eq!((path.as_str(), *line), ("app/service.py", 3));
    decide(&sandbox, &[(fingerprint, "rejected", "why = \"it is read by a person\"\n")]);
    let diff = sandbox.overhaul(["diff"]);
    assert!(!diff.out.contains("handled %s\", count)\n+        self"), "{}", diff.out);
    assert!(diff.out.contains("+        logger.info(\"done %s\", count)"), "{}", diff.out);
    assert!(diff.err.contains("1 fix rejected"), "{}", diff.err);
    let check = sandbox.overhaul(["check", "--format", "concise"]);
    assert!(!check.out.contains("service.py:3:"), "{}", check.out);
    let check = sandbox.overhaul(["check", "--format", "concise", "--show-rejected"]);
    assert!(check.out.contains("service.py:3:9: print-to-logger[safe, rejected]"), "{}", check.out);
    // Lines above it change, and the file gets another name: the decision is still about the same print.
    sandbox.write("app/service.py", format!("import os\n\n{TWO}"));
    assert!(findings(&sandbox, &[]).iter().any(|found| found.1 == "rejected" && found.2 == 5));
    sandbox.git(&["mv", "app/service.py", "app/renamed.py"]);
    decide(&sandbox, &[(fingerprint, "rejected", "")]);
    let now = std::process::Command::new("date").arg("+%Y-%m-%dT%H:%M:%SZ").arg("-u").output().unwrap();
    let text = sandbox.read(".overhaul/decisions.toml");
    let now = String::from_utf8(now.stdout).unwrap();
    sandbox.write(".overhaul/decisions.toml", text.replace("2000-01-01T00:00:00Z", now.trim()));
    let renamed = findings(&sandbox, &[]);
    assert!(renamed.iter().any(|found| found.0 == "app/renamed.py" && found.1 == "rejected"), "{renamed:?}");
}

#[test]
fn edited_and_accepted_fixes_are_applied() {
    let sandbox = sandbox();
    let all = findings(&sandbox, &[]);
    let (edited, accepted) = (&all[1].3, &all[3].3);
    decide(
        &sandbox,
        &[(edited, "edited", "text = '        self.done = count'\n"), (accepted, "accepted", "")],
    );
    let ran = sandbox.overhaul(["apply", "--accepted-only", "--allow-dirty"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let text = sandbox.read("app/service.py");
    assert!(text.contains("        self.done = count\n        self.rest = 1\n"), "{text}");
    assert!(text.contains("print(f\"done {count}\")"), "{text}");
    assert!(text.contains("except (TypeError, ValueError):") || text.contains("except Exception:"), "{text}");
    assert_eq!(sandbox.read("app/other.py"), SERVICE);
    assert!(ran.err.contains("2 fixes not accepted yet"), "{}", ran.err);
}

#[test]
fn a_branch_follows_decisions_that_are_not_committed() {
    let sandbox = sandbox();
    let all = findings(&sandbox, &[]);
    sandbox.git(&["config", "user.name", "a"]);
    sandbox.git(&["config", "user.email", "a@example.org"]);
    let branch = |name: &str| {
        let ran = sandbox.overhaul(["apply", "--branch", name]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        sandbox.git(&["show", &format!("{name}:app/service.py")]).out
    };
    assert!(branch("before").contains("logger.info(\"handled %s\", count)"));
    decide(&sandbox, &[(&all[1].3, "rejected", "")]);
    assert!(branch("after").contains("print(f\"handled {count}\")"));
    let message = sandbox.git(&["log", "--format=%B", "after"]).out;
    assert!(message.contains("- 1 that could be fixed: rejected"), "{message}");
}

#[test]
fn decisions_that_cannot_be_read_stop_the_run() {
    let sandbox = sandbox();
    sandbox.write(".overhaul/decisions.toml", "version = 1\n[[decision]]\nfingerprint = \"zz\"\n");
    let ran = sandbox.overhaul(["diff"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("decisions.toml:2: a fingerprint has sixteen hexadecimal digits"),
        "{}",
        ran.err
    );
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let sandbox = sandbox();
    let written = sandbox.overhaul(["check", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!(written.code, Some(0), "{}", written.err);
    assert!(written.err.contains("4 findings written to known.json"), "{}", written.err);
    let check = |args: &[&str]| sandbox.overhaul([&["check", "--baseline", "known.json"], args].concat());
    let same = check(&[]);
    assert_eq!((same.code, same.out.as_str()), (Some(0), ""), "{}", same.err);
    assert!(same.err.contains("4 known findings left out"), "{}", same.err);
    // A new finding, a renamed file, and one that is gone.
    sandbox.git(&["mv", "app/service.py", "app/renamed.py"]);
    sandbox.write(
        "app/renamed.py",
        TWO.replace("        print(f\"done {count}\")\n", "        print(\"new\")\n"),
    );
    let changed = check(&["--format", "concise"]);
    assert_eq!(changed.code, Some(1));
    assert_eq!(changed.out.lines().count(), 1, "{}", changed.out);
    assert!(changed.out.contains("app/renamed.py:8:9: print-to-logger[safe]"), "{}", changed.out);
    assert!(changed.err.contains("1 entry is stale"), "{}", changed.err);
    assert!(
        changed.err.contains("app/service.py: print-to-logger: print(f\"done {count}\")"),
        "{}",
        changed.err
    );
    // Where only a part is looked at, the rest is not stale.
    let part = check(&["app/other.py"]);
    assert!(!part.err.contains("stale"), "{}", part.err);
    sandbox.write("broken.json", "{");
    let broken = sandbox.overhaul(["check", "--baseline", "broken.json"]);
    assert_eq!(broken.code, Some(2));
    assert!(broken.err.contains("broken.json is no baseline"), "{}", broken.err);
    let missing = sandbox.overhaul(["check", "--baseline", "missing.json"]);
    assert!(missing.err.contains("--write-baseline makes it"), "{}", missing.err);
}

#[test]
fn a_report_of_another_tool_restricts_the_run() {
    let sandbox = sandbox();
    let result = |rule: &str, path: &str, line: u32| {
        format!(
            r#"{{"ruleId":"{rule}","message":{{"text":"x"}},"locations":[{{"physicalLocation":{{"artifactLocation":{{"uri":"{path}"}},"region":{{"startLine":{line}}}}}}}]}}"#
        )
    };
    let results = [
        result("T201", "file:///home/ci/build/app/service.py", 9),
        result("F401", "app/service.py", 1),
        result("E722", "app/other.py", 3),
        result("python:S5754", "nowhere.py", 3),
    ];
    sandbox.write(
        "report.sarif",
        format!(
            r#"{{"version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"t"}}}},"results":[{}]}}]}}"#,
            results.join(",")
        ),
    );
    let ran = sandbox.overhaul(["diff", "--from-sarif", "report.sarif"]);
    assert!(ran.out.contains("+        logger.info(\"done %s\", count)"), "{}", ran.out);
    assert!(!ran.out.contains("-        print(f\"handled {count}\")"), "{}", ran.out);
    for line in [
        "app/service.py:1: F401: no codemod answers this rule",
        "app/other.py:3: E722: overhaul sees nothing to fix there",
        "nowhere.py:3: python:S5754: the run has no such file",
        "1 of 4 reported results can be fixed",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
    for (text, message) in [("{", "is no JSON"), ("{}", "is no SARIF")] {
        sandbox.write("bad.sarif", text);
        let ran = sandbox.overhaul(["diff", "--from-sarif", "bad.sarif"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains(message), "{}", ran.err);
    }
}
