//! `overhaul check`: formats, exit codes.

use serde_json::Value;

use crate::support::{SERVICE, Sandbox, with_snapshots};

const MIXED: &str = "class Gate:\n\tdef open(self, key, password):\n\t\tprint(\n\t\t\t\"opened\",\n\t\t\tkey,\n\t\t)\n\t\tprint(password)\n";

fn project() -> Sandbox {
    Sandbox::with(&[
        ("pyproject.toml", "[project]\nname = \"demo\"\n"),
        ("demo/broken.py", "def f(:\n    print(1)\n"),
        ("demo/gate.py", MIXED),
        ("demo/service.py", SERVICE),
        ("demo/silent.py", "x = 1\n"),
    ])
}

#[test]
fn formats() {
    let sandbox = project();
    with_snapshots(|| {
        for (name, args) in [
            ("check-text", &["--show-declined"][..]),
            ("check-concise", &["--format", "concise"]),
            ("check-statistics", &["--statistics"]),
            ("check-quiet", &["--quiet"]),
            ("check-verbose", &["--verbose", "--format", "concise"]),
        ] {
            let ran = sandbox.overhaul(["check"].iter().chain(args));
            assert_eq!(ran.code, Some(2), "a file failed");
            let err = ran.err.replace(sandbox.root.to_str().unwrap(), "[sandbox]");
            insta::assert_snapshot!(name, format!("{}--- standard error\n{err}", ran.out));
        }
        let ran = sandbox.overhaul(["check", "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        insta::assert_snapshot!("check-json", serde_json::to_string_pretty(&report).unwrap());
    });
}

#[test]
fn exit_codes() {
    let found = Sandbox::with(&[("a.py", SERVICE)]);
    assert_eq!(found.overhaul(["check"]).code, Some(1));
    let clean = Sandbox::with(&[("a.py", "x = 1\n")]);
    assert_eq!(clean.overhaul(["check"]).code, Some(0));
    let declined = Sandbox::with(&[("tests/test_a.py", SERVICE)]);
    assert_eq!(declined.overhaul(["check"]).code, Some(0));
    let failed = Sandbox::with(&[("a.py", SERVICE), ("b.py", "print(\n")]);
    assert_eq!(failed.overhaul(["check"]).code, Some(2));
    let ran = clean.overhaul(["check", "--statistics", "--format", "json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn declined_findings_are_in_the_json_always_and_in_text_on_request() {
    let sandbox = Sandbox::with(&[("tests/test_a.py", SERVICE)]);
    let report: Value = serde_json::from_str(&sandbox.overhaul(["check", "--format", "json"]).out).unwrap();
    assert_eq!(report["findings"][0]["outcome"], "declined");
    assert_eq!(report["findings"][0]["reason"], "test");
    assert_eq!(sandbox.overhaul(["check"]).out, "");
    let shown = sandbox.overhaul(["check", "--show-declined"]).out;
    assert!(shown.contains("= declined (test): ") && shown.contains("= way out: "), "{shown}");
}

#[test]
fn warnings_are_shown_without_being_asked_for() {
    let text = "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n\
                app.add_middleware(CORSMiddleware, allow_origins=[\"*\"], allow_credentials=True)\n";
    let sandbox = Sandbox::with(&[("shop/__init__.py", ""), ("shop/main.py", text)]);
    let shown = sandbox.overhaul(["check", "--codemod", "centralize-cors"]).out;
    assert!(shown.contains("[warning: wildcard-with-credentials]"), "{shown}");
    assert!(
        shown.contains("= warning (wildcard-with-credentials): ") && shown.contains("every website"),
        "{shown}"
    );
    assert!(shown.contains("= way out: ") && !shown.contains("only-one"), "{shown}");
}

#[test]
fn a_closed_pipe_is_no_panic() {
    use std::io::Read;
    use std::process::Stdio;
    let sandbox = Sandbox::with(&[("a.py", &SERVICE.repeat(2_000))]);
    for command in ["check", "diff"] {
        let mut child = sandbox
            .command()
            .args([command, "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut start = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut start).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
