//! Whatever is put in: one clear message, the right exit code, and the rest of the run goes on.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{SERVICE, SERVICE_AFTER, Sandbox, is_root};

/// Runs check over a file beside a healthy one, which must be found all the same. Returns the failures.
fn failures(name: &str, bytes: impl AsRef<[u8]>) -> Vec<(String, String, Value)> {
    let sandbox = Sandbox::with(&[("healthy.py", SERVICE)]);
    sandbox.write(name, bytes);
    let ran = sandbox.overhaul(["check", "--format", "json"]);
    let report: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{:?}: {}", ran.code, ran.err));
    let fixes: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["outcome"] == "fix").collect();
    assert!(fixes.iter().any(|finding| finding["path"] == "healthy.py"), "{}", ran.out);
    let failures: Vec<_> = report["failures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|failure| {
            assert_eq!(failure["path"], name);
            let text = |key: &str| failure[key].as_str().unwrap().to_owned();
            (text("kind"), text("message"), failure["line"].clone())
        })
        .collect();
    assert_eq!(ran.code, Some(if failures.is_empty() { 1 } else { 2 }));
    failures
}

fn one_failure(name: &str, bytes: impl AsRef<[u8]>) -> (String, String, Value) {
    let mut failures = failures(name, bytes);
    assert_eq!(failures.len(), 1, "{failures:?}");
    failures.remove(0)
}

#[test]
fn a_missing_path() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    for command in ["check", "diff", "apply"] {
        let ran = sandbox.overhaul([command, "a.py", "absent"]);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (Some(2), "", "error: absent does not exist\n")
        );
    }
    assert_eq!(sandbox.read("a.py"), SERVICE);
    let ran = sandbox.overhaul(["check", "/dev/null"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: /dev/null is neither a file nor a directory\nhint: "), "{}", ran.err);
}

#[test]
fn a_directory_without_python() {
    let sandbox = Sandbox::with(&[("docs/notes.txt", "print(1)\n")]);
    for command in ["check", "diff", "apply"] {
        let ran = sandbox.overhaul([command, "docs"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
        assert!(
            ran.err.starts_with("note: no Python files in docs; --verbose shows what was skipped\n"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("0 files seen"), "{}", ran.err);
        assert_eq!(sandbox.overhaul([command, "docs", "--quiet"]).err, "");
    }
}

#[test]
fn a_binary_file_called_py() {
    let (kind, message, _) = one_failure("a.py", b"\x7fELF\x02\x01\0\0print(\xff\xfe");
    assert_eq!(kind, "encoding");
    assert!(message.contains("NUL byte"), "{message}");
    let (kind, _, line) = one_failure("a.py", b"\n\xff\xfe print(1)");
    assert_eq!((kind.as_str(), line), ("encoding", 2.into()));
}

#[test]
fn latin_1_with_and_without_a_declaration() {
    let text = [&b"x = '\xe9'\n"[..], SERVICE.as_bytes()].concat();
    let (kind, message, line) = one_failure("a.py", &text);
    assert_eq!((kind.as_str(), line), ("encoding", 1.into()));
    assert!(message.contains("PEP 263"), "{message}");

    let sandbox = Sandbox::new();
    let declared = [&b"# -*- coding: latin-1 -*-\n"[..], &text].concat();
    sandbox.write("a.py", &declared);
    assert_eq!(sandbox.overhaul(["apply"]).code, Some(0));
    let after = fs::read(sandbox.path("a.py")).unwrap();
    assert!(after.windows(5).any(|window| window == b"'\xe9'\n\n" || window == b"= '\xe9'"));
    assert!(after.windows(12).any(|window| window == b"logger.info("));
}

#[test]
fn a_file_of_20_megabytes() {
    let value = "x".repeat(2_000);
    let data: Vec<String> = (0..10_000).map(|number| format!("DATA_{number} = \"{value}\"\n")).collect();
    let sandbox = Sandbox::with(&[("silent.py", &data.concat()), ("large.py", &(data.concat() + SERVICE))]);
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(sandbox.read("large.py").ends_with("        logger.info(\"handled %s\", count)\n"));
}

#[test]
fn one_line_of_megabytes() {
    let text = format!("{SERVICE}x = [{}]; print('x')\n", "1, ".repeat(300_000));
    let sandbox = Sandbox::with(&[("a.py", &text)]);
    let ran = sandbox.overhaul(["check", "--show-declined"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.len() < 10_000, "{}", ran.out.len());
}

#[test]
fn nesting_that_would_overflow_a_stack() {
    let brackets = format!("x = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let sum = format!("x = {}1\n", "1 + ".repeat(200_000));
    for deep in [brackets, sum] {
        // Without a print the file is no candidate and is not parsed.
        assert!(failures("a.py", &deep).is_empty());
        let (kind, message, _) = one_failure("a.py", SERVICE.to_owned() + &deep);
        assert_eq!(kind, "depth");
        assert!(message.contains("nested or chained deeper"), "{message}");
    }
    // The deepest that is taken runs through the whole of apply, its destructors included.
    let fine =
        format!("{SERVICE}x = {}1\ny = {}{}\n", "1 + ".repeat(2_800), "(".repeat(150), ")".repeat(150));
    let sandbox = Sandbox::with(&[("a.py", &fine)]);
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(sandbox.read("a.py").contains("logger.info("));
}

#[test]
fn a_file_that_vanishes_between_walk_and_read() {
    // The walk stops at this pipe, behind `a.py`, until somebody writes to it.
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("b.py", SERVICE), ("z/c.py", SERVICE)]);
    let pipe = sandbox.path("z/.ignore");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = sandbox
        .command()
        .arg("apply")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let mut writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    fs::remove_file(sandbox.path("a.py")).unwrap();
    writer.write_all(b"\n").unwrap();
    drop(writer);
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("a.py: failed (io): cannot be read: No such file or directory"), "{err}");
    assert_eq!(sandbox.read("b.py"), SERVICE_AFTER);
    assert!(!sandbox.path("a.py").exists());
}

#[test]
fn a_file_that_cannot_be_read() {
    if is_root() {
        return;
    }
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("b.py", SERVICE)]);
    fs::set_permissions(sandbox.path("a.py"), fs::Permissions::from_mode(0o000)).unwrap();
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("a.py: failed (io): cannot be read: Permission denied"), "{}", ran.err);
    assert_eq!(sandbox.read("b.py"), SERVICE_AFTER);
}

#[test]
fn an_empty_file_and_an_empty_directory_name() {
    assert!(failures("a.py", "").is_empty());
    let ran = Sandbox::new().overhaul(["check", ""]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: "), "{}", ran.err);
}
