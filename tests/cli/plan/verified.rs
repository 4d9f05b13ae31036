//! `overhaul plan verify`.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::{demo, edit, plan, shop};
use crate::support::{Sandbox, has};
use crate::validate::{self, accepts};

/// Adds commands to the plan of a project.
fn with_commands(sandbox: &Sandbox, commands: &[&str]) {
    let args: Vec<&str> = commands.iter().flat_map(|command| ["--verify", command]).collect();
    plan(sandbox, 0, &[&["draft", "audit.md"], args.as_slice()].concat());
}

#[test]
fn the_demo_is_planned_done_and_checked() {
    if !has("python3") {
        return;
    }
    let sandbox = demo();
    plan(&sandbox, 0, &["draft", "docs/audit.md", "--verify", "python3 -m unittest discover -t . -s tests"]);
    plan(&sandbox, 0, &["apply", "--branch", "audit"]);
    let first = plan(&sandbox, 1, &["verify", "--result", "audit"]);
    assert!(first.out.contains("33 -> 1  better, but does not hold"), "{}", first.out);
    edit(&sandbox, "    \"ignored\",\n]", "    \"ignored\",\n    \"secret\", # R4 is about it\n]");
    let ran = plan(&sandbox, 0, &["verify", "--result", "audit"]);
    assert!(
        ran.out.contains("python3 -m unittest discover -t . -s tests: passes\n")
            && ran
                .out
                .ends_with("4 of 4 items hold; 1 of 1 commands pass, nothing that passed before fails now\n"),
        "{}",
        ran.out
    );
    let own = plan(&sandbox, 0, &["verify", "--no-commands"]);
    assert!(own.out.contains("4 of 4 items hold; no commands were run"), "{}", own.out);
}

#[test]
fn what_holds_and_what_got_better() {
    let sandbox = shop();
    with_commands(
        &sandbox,
        &["grep -q 'print(' shop/store.py", "! grep -q 'print(' shop/store.py", "test -f gone"],
    );
    let ran = plan(&sandbox, 1, &["verify"]);
    for line in [
        "A1           Replace print() by logging         1 -> 0  holds\n",
        "grep -q 'print(' shop/store.py: passed before, now fails with 1\n",
        "! grep -q 'print(' shop/store.py: passes, failed before\n",
        "test -f gone: fails with 1, as it did before\n",
        "1 for people: A4\n",
        "3 of 3 items hold; 1 of 3 commands pass, 1 command passed before and fails now\n",
    ] {
        assert!(ran.out.contains(line), "{line}\n---\n{}", ran.out);
    }
    let json = plan(&sandbox, 1, &["verify", "--format", "json"]);
    let document: Value = serde_json::from_str(&json.out).unwrap();
    accepts(&validate::own("plan-verify", true), &document);
    assert_eq!(document["commands"][0]["broke"], true);
    let files = sandbox.git(&["status", "--porcelain"]).out;
    assert_eq!(files, "", "the work tree is as it was");
}

/// What looks like a print in a string is none, and what the commit has is what counts.
#[test]
fn findings_are_counted_in_the_tree() {
    let sandbox = Sandbox::with(&[
        ("audit.md", "## Recommendations\n\n- Replace print() by logging\n"),
        ("a.py", "class A:\n    def run(self):\n        return \"print(1)\"  # print(2)\n"),
        (".gitignore", "plan.toml\n"),
    ]);
    sandbox.commit_all();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let ran = plan(&sandbox, 0, &["verify"]);
    assert!(ran.out.contains("0 -> 0  holds"), "{}", ran.out);
}

#[test]
fn a_result_that_is_worse_is_said_to_be() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    sandbox.git(&["checkout", "-q", "-b", "worse"]);
    sandbox.write("shop/more.py", "class More:\n    def run(self):\n        print(1)\n        print(2)\n");
    sandbox.commit_all();
    let ran = plan(&sandbox, 1, &["verify", "--base", "HEAD~1", "--result", "worse"]);
    assert!(ran.out.contains("1 -> 3  worse\n"), "{}", ran.out);
}

#[test]
fn commands_see_the_files_as_git_has_them() {
    let sandbox = shop();
    sandbox.write("run.sh", "#!/bin/sh\nexit 0\n");
    std::os::unix::fs::symlink("run.sh", sandbox.path("link")).unwrap();
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["update-index", "--chmod=+x", "run.sh"]);
    sandbox.git(&["commit", "-q", "-m", "more"]);
    sandbox.write("untracked.txt", "x");
    with_commands(&sandbox, &["test -x run.sh && test -L link && ./link && ! test -e untracked.txt"]);
    plan(&sandbox, 0, &["verify"]);
}

/// Hangs, forks, floods and writes elsewhere: all of it is bounded, and told.
#[test]
fn commands_are_bounded() {
    let sandbox = shop();
    let outside = sandbox.path("outside");
    let write = format!("touch {}", outside.display());
    with_commands(&sandbox, &["sleep 300 & sleep 300", "yes flood | head -c 300000000", &write]);
    edit(&sandbox, "command = \"sleep 300 & sleep 300\"", "command = \"sleep 300 & sleep 300\"\ntimeout = 1");
    let start = Instant::now();
    let ran = plan(&sandbox, 1, &["verify"]);
    assert!(start.elapsed() < Duration::from_secs(90), "{:?}", start.elapsed());
    for line in [
        "sleep 300 & sleep 300: runs out of time, as it did before\n",
        "of its processes were still running and were killed\n",
        "yes flood | head -c 300000000: passes\n",
    ] {
        assert!(ran.out.contains(line), "{line}\n---\n{}", ran.out);
    }
    assert!(ran.out.len() < 10_000, "{}", ran.out.len());
    if ran.out.contains("could not keep the commands from writing elsewhere") {
        eprintln!("skipped: this system has no Landlock");
    } else {
        assert!(!outside.exists() && ran.out.contains(": fails with 1, as it did before\n"), "{}", ran.out);
    }
}

#[test]
fn without_a_repository_there_is_nothing_to_compare() {
    let sandbox = Sandbox::with(&[("audit.md", super::REPORT), ("a.py", "print(1)\n")]);
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let ran = plan(&sandbox, 2, &["verify"]);
    assert!(ran.err.contains("plan verify compares commits"), "{}", ran.err);
}
