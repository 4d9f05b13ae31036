//! What a run over a commit keeps for the next one: every input that changes, changes the answer.

use std::fs;

use crate::support::{Ran, SERVICE, SERVICE_AFTER, Sandbox};

const HANDLER: &str =
    "def load(text):\n    try:\n        return int(text)\n    except:\n        return None\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[
        (".gitconfig", "[user]\nname = a\nemail = a@example.org\n"),
        ("app/service.py", SERVICE),
        ("app/load.py", HANDLER),
        ("legacy/service.py", SERVICE),
    ]);
    sandbox.write(".gitignore", "/.gitconfig\n/.venv\n");
    sandbox.commit_all();
    sandbox
}

fn branch(sandbox: &Sandbox, name: &str, more: &[&str]) -> Ran {
    let ran = sandbox.overhaul([&["apply", "--branch", name], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn tree(sandbox: &Sandbox, name: &str) -> String {
    sandbox.git(&["rev-parse", &format!("{name}^{{tree}}")]).out
}

fn outcomes(sandbox: &Sandbox) -> usize {
    let entries = fs::read_dir(sandbox.path(".git/overhaul/cache")).unwrap();
    entries
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with("outcome"))
        .count()
}

#[test]
fn a_second_run_says_and_makes_the_same() {
    let sandbox = sandbox();
    let first = branch(&sandbox, "one", &["--show-declined"]);
    assert_eq!(outcomes(&sandbox), 1);
    let second = branch(&sandbox, "two", &["--show-declined"]);
    assert_eq!(outcomes(&sandbox), 1);
    let said = |ran: &Ran, name: &str| {
        let lines =
            ran.err.lines().filter(|line| !line.starts_with("  ")).map(|line| line.replace(name, "NAME"));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(said(&first, "one"), said(&second, "two"));
    assert_eq!(tree(&sandbox, "one"), tree(&sandbox, "two"));
    let fresh = sandbox.overhaul(["diff"]);
    assert_eq!(sandbox.overhaul(["diff", "--base", "HEAD"]).bytes, fresh.bytes);
    let json = |args: &[&str]| sandbox.overhaul([&["check", "--format", "json"], args].concat()).out;
    assert_eq!(json(&[]), json(&["--base", "HEAD"]));
}

/// Each of these decides about the answer; none may be answered with what was kept before it changed.
#[test]
fn every_input_counts() {
    let sandbox = sandbox();
    branch(&sandbox, "start", &[]);
    let base = tree(&sandbox, "start");
    for (index, options) in [
        &["--codemod", "print-to-logger"][..],
        &["--safe-only", "--codemod", "print-to-logger"],
        &["--exclude", "legacy"],
        &["app"],
        &["app/load.py"],
        &["--config", "other.toml"],
    ]
    .iter()
    .enumerate()
    {
        fs::write(sandbox.path("other.toml"), "codemods = [\"narrow-except\"]\n").unwrap();
        let name = format!("options-{index}");
        branch(&sandbox, &name, options);
        let fresh = Sandbox::new();
        let clone = fresh.path("clone");
        sandbox.git(&["clone", "-q", ".", clone.to_str().unwrap()]);
        fs::copy(sandbox.path("other.toml"), clone.join("other.toml")).unwrap();
        fs::copy(sandbox.path(".gitconfig"), fresh.path(".gitconfig")).unwrap();
        let ran = fresh.overhaul_in("clone", [&["apply", "--branch", &name], *options].concat());
        assert_eq!(ran.code, Some(0), "{options:?}: {}", ran.err);
        let ours = sandbox.git(&["rev-parse", &format!("{name}^{{tree}}")]).out;
        let theirs =
            sandbox.git(&["-C", clone.to_str().unwrap(), "rev-parse", &format!("{name}^{{tree}}")]).out;
        assert_eq!(ours, theirs, "{options:?}");
    }
    // The configuration is a file of the commit.
    sandbox.write("overhaul.toml", "exclude = [\"legacy\"]\n");
    sandbox.git(&["add", "overhaul.toml"]);
    sandbox.git(&["commit", "-q", "-m", "configure"]);
    branch(&sandbox, "configured", &[]);
    assert_eq!(sandbox.git(&["show", "configured:legacy/service.py"]).out, SERVICE);
    // So are the files.
    sandbox.write("app/service.py", SERVICE.replace("handled", "has handled"));
    sandbox.git(&["add", "-u"]);
    sandbox.git(&["commit", "-q", "-m", "change"]);
    branch(&sandbox, "changed", &[]);
    let expected = SERVICE_AFTER.replace("handled", "has handled");
    assert_eq!(sandbox.git(&["show", "changed:app/service.py"]).out, expected);
    assert_ne!(base, tree(&sandbox, "changed"));
}

#[test]
fn installed_packages_count() {
    let sandbox = sandbox();
    sandbox.write(".venv/pyvenv.cfg", "");
    sandbox.write(".venv/lib/python3.12/site-packages/one.py", "");
    branch(&sandbox, "one", &[]);
    branch(&sandbox, "same", &[]);
    assert_eq!(outcomes(&sandbox), 1);
    sandbox.write(".venv/lib/python3.12/site-packages/two.py", "");
    branch(&sandbox, "two", &[]);
    assert_eq!(outcomes(&sandbox), 2);
}

#[test]
fn what_is_kept_may_be_damaged_or_gone() {
    let sandbox = sandbox();
    branch(&sandbox, "one", &[]);
    let expected = tree(&sandbox, "one");
    let cache = sandbox.path(".git/overhaul/cache");
    for entry in fs::read_dir(&cache).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        fs::write(&path, bytes).unwrap();
    }
    branch(&sandbox, "damaged", &[]);
    assert_eq!(tree(&sandbox, "damaged"), expected);
    fs::remove_dir_all(sandbox.path(".git/overhaul")).unwrap();
    fs::write(sandbox.path(".git/overhaul"), "in the way").unwrap();
    branch(&sandbox, "in-the-way", &[]);
    assert_eq!(tree(&sandbox, "in-the-way"), expected);
}

/// The blobs that an outcome names may be pruned with the branch that held them.
#[test]
fn what_git_has_thrown_away_is_made_again() {
    let sandbox = sandbox();
    branch(&sandbox, "one", &[]);
    let expected = tree(&sandbox, "one");
    sandbox.git(&["branch", "-qD", "one"]);
    sandbox.git(&["reflog", "expire", "--expire=now", "--all"]);
    sandbox.git(&["gc", "-q", "--prune=now"]);
    branch(&sandbox, "two", &[]);
    assert_eq!(tree(&sandbox, "two"), expected);
    assert_eq!(sandbox.git(&["fsck", "--strict"]).err, "");
}

#[test]
fn looking_writes_nothing_into_the_repository() {
    let sandbox = sandbox();
    let before = sandbox.files(".git");
    for args in [&["diff", "--base", "HEAD"][..], &["check", "--base", "HEAD"]] {
        sandbox.overhaul(args);
    }
    assert!(sandbox.files(".git") == before, "something in .git has changed");
}
