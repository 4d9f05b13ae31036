//! Nothing is lost, whenever the process ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::Sandbox;

const FILES: usize = 2_200;

/// A tree of many files, each with prints in the methods of a class.
fn tree() -> (Sandbox, BTreeMap<PathBuf, Vec<u8>>) {
    let sandbox = Sandbox::new();
    for number in 0..FILES {
        let body = format!(
            "class Worker{number}:\n    def run(self, job):\n        print(f\"running {{job}}\")\n        return job\n\n    def stop(self):\n        print(\"stopped\", self)\n"
        );
        sandbox.write(format!("pkg{:02}/m{number:04}.py", number % 40), body);
    }
    let files = sandbox.files(".");
    (sandbox, files)
}

fn start(sandbox: &Sandbox) -> Child {
    sandbox
        .command()
        .args(["apply", "."])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until a file is not what it was, or the process has ended.
fn wait_for_change(sandbox: &Sandbox, child: &mut Child, name: &PathBuf, before: &[u8]) {
    let started = Instant::now();
    while fs::read(sandbox.path(name)).unwrap() == before && child.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < Duration::from_mins(1), "nothing was written");
        sleep(Duration::from_micros(300));
    }
}

/// What every file becomes.
fn expected() -> BTreeMap<PathBuf, Vec<u8>> {
    let (sandbox, _) = tree();
    assert_eq!(sandbox.overhaul(["apply", "."]).code, Some(0));
    sandbox.files(".")
}

/// How many files are new; every other is old.
fn count_new(
    now: &BTreeMap<PathBuf, Vec<u8>>,
    old: &BTreeMap<PathBuf, Vec<u8>>,
    new: &BTreeMap<PathBuf, Vec<u8>>,
) -> usize {
    let is_temporary = |name: &PathBuf| name.file_name().unwrap().to_str().unwrap().starts_with(".overhaul-");
    assert_eq!(now.keys().filter(|name| !is_temporary(name)).count(), FILES);
    old.iter()
        .filter(|(name, bytes)| {
            let is_new = now[*name] == new[*name];
            assert!(is_new || now[*name] == **bytes, "{} is neither old nor new", name.display());
            is_new
        })
        .count()
}

#[test]
fn a_killed_run_leaves_whole_files_and_a_later_one_finishes() {
    let (sandbox, old) = tree();
    let new = expected();
    let names: Vec<&PathBuf> = old.keys().collect();
    // Not the same moments in every run of the tests; whatever they are, the assertions hold.
    let mut random = u64::from(std::process::id());
    let mut done = 0;
    let mut kills = 0;
    while done + 100 < FILES && kills < 6 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let ahead = 1 + usize::try_from(random >> 33).unwrap() % 400;
        let name = names[(done + ahead).min(FILES - 1)];
        let mut child = start(&sandbox);
        wait_for_change(&sandbox, &mut child, name, &old[name]);
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        done = count_new(&sandbox.files("."), &old, &new);
        assert!(done > 0, "killed while it wrote");
    }
    // What a kill between two system calls may leave behind.
    sandbox.write("pkg00/.overhaul-abc123.tmp", "class A:\n    def f(self): print(1)\n");
    let ran = sandbox.overhaul(["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["summary"]["files_seen"], FILES);
    assert_eq!(report["summary"]["files_changed"], FILES - done);
    assert_eq!(sandbox.overhaul(["apply", "."]).code, Some(0));
    assert_eq!(count_new(&sandbox.files("."), &old, &new), FILES);
    assert_eq!(sandbox.read("pkg00/.overhaul-abc123.tmp"), "class A:\n    def f(self): print(1)\n");
}

#[test]
fn ctrl_c_finishes_the_file_at_hand_and_leaves_the_rest() {
    let (sandbox, old) = tree();
    let new = expected();
    let name = old.keys().nth(5).unwrap();
    let mut child = start(&sandbox);
    wait_for_change(&sandbox, &mut child, name, &old[name]);
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{err}");
    let written = count_new(&sandbox.files("."), &old, &new);
    assert!(
        err.contains(&format!("interrupted: {written} of {FILES} changed files written\n")),
        "{written}: {err}"
    );
    assert!(written < FILES);
    assert_eq!(sandbox.files(".").len(), FILES, "no temporary file is left");
}

#[test]
fn ctrl_c_before_anything_is_written_ends_at_once() {
    let (sandbox, old) = tree();
    let child = start(&sandbox);
    sleep(Duration::from_millis(30));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    let now = sandbox.files(".");
    assert!(now == old, "nothing is written");
}
