//! The review in the browser and the html report, in a real browser where there is one.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::support::{SERVICE, Sandbox, has, ran};

/// One browser at a time: what is measured must not wait for another.
static TURN: Mutex<()> = Mutex::new(());

/// Runs the tests of `tests/web` with this name. What they need besides Node.js, they look for themselves.
fn in_the_browser(name: &str) {
    if !has("node") {
        return;
    }
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/web/run.mjs");
    let overhaul = env!("CARGO_BIN_EXE_overhaul");
    let ran = ran(Command::new("node").arg(script).arg(overhaul).arg(name).stdin(Stdio::null()));
    // What was skipped, and the figures.
    for line in ran
        .out
        .lines()
        .filter(|line| line.contains("skipped: ") || line.contains("findings: ") || line.contains(" MB"))
    {
        eprintln!("{line}");
    }
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn the_review_in_a_browser() {
    in_the_browser("review");
}

#[test]
fn hostile_names_and_sources_in_a_browser() {
    in_the_browser("hostile");
}

#[test]
fn the_report_in_a_browser() {
    in_the_browser("report");
}

#[test]
fn twenty_thousand_findings_in_a_browser() {
    in_the_browser("scale");
}

#[test]
fn the_address_is_all_that_standard_output_has() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    let mut child = sandbox
        .command()
        .args(["review", "--web"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("http://127.0.0.1:") && line.contains("/?token="), "{line}");
    let port = line.trim_start_matches("http://127.0.0.1:").split('/').next().unwrap().to_owned();
    let second = sandbox.overhaul(["review", "--web", "--port", &port]);
    assert_eq!(second.code, Some(2));
    assert!(second.err.contains(&format!("failed to listen on port {port}")), "{}", second.err);
    assert!(second.err.contains("hint: leave out --port"), "{}", second.err);
    ran(Command::new("kill").args(["-INT", &child.id().to_string()]));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 undecided"));
    assert!(!sandbox.path(".overhaul").exists(), "nothing was decided");
}

#[test]
fn without_findings_there_is_no_server() {
    let sandbox = Sandbox::with(&[("a.py", "x = 1\n")]);
    let ran = sandbox.overhaul(["review", "--web"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("nothing to review"), "{}", ran.err);
    assert_eq!(sandbox.overhaul(["review", "--port", "0"]).code, Some(2), "--port is for --web");
}
