//! `overhaul plan apply`.

use super::{edit, plan, shop};
use crate::support::{SERVICE, SERVICE_AFTER, Sandbox, with_snapshots};

#[test]
fn each_item_has_a_commit_that_quotes_the_report() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let before = sandbox.files("shop");
    plan(&sandbox, 0, &["apply", "--branch", "audit"]);
    assert_eq!(sandbox.files("shop"), before, "no file is touched");
    let log =
        |format: &str| sandbox.git(&["log", "--reverse", &format!("--format={format}"), "HEAD..audit"]).out;
    assert_eq!(
        log("%s"),
        "A1: Replace print() by logging (1 fix in 1 file)\nA2: Fix SQL injection (1 fix in 1 file)\nA3: Narrow bare except clauses (1 fix in 1 file)\n"
    );
    assert_eq!(log("%(trailers:key=Plan-Item,valueonly,separator=)"), "A1\nA2\nA3\n");
    with_snapshots(|| {
        insta::assert_snapshot!("plan-message", sandbox.git(&["log", "-1", "--format=%B", "audit"]).out);
    });
    let again = plan(&sandbox, 0, &["apply", "--branch", "audit", "--update"]);
    assert!(again.err.contains(", as it was\n"), "{}", again.err);
    plan(&sandbox, 0, &["apply"]);
    let applied = sandbox.git(&["diff", "--stat", "audit", "--", "shop"]);
    assert_eq!(applied.out, "", "files and branch agree");
}

#[test]
fn a_bare_clone_takes_the_plan() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    plan(&sandbox, 0, &["apply", "--branch", "audit"]);
    sandbox.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    sandbox.git(&["-C", "bare.git", "branch", "-D", "-q", "audit"]);
    let file = sandbox.path("plan.toml");
    let args = ["plan", "apply", "--branch", "audit", "--plan", file.to_str().unwrap()];
    let ran = sandbox.overhaul_in("bare.git", args);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let tree = |directory: &str| sandbox.git(&["-C", directory, "rev-parse", "audit^{tree}"]).out;
    assert_eq!(tree("."), tree("bare.git"));
}

/// Where several items are about a file, the first one counts, with its options.
#[test]
fn items_have_paths_and_options() {
    let sandbox = Sandbox::with(&[
        ("a/x.py", SERVICE),
        ("b/x.py", SERVICE),
        ("c/x.py", SERVICE),
        (".gitconfig", "[user]\nname = a\nemail = a@e.org\n"),
    ]);
    sandbox.write(
        "plan.toml",
        "version = 1\n[[item]]\nid = \"one\"\ntitle = \"one\"\ncodemods = [\"print-to-logger\"]\npaths = [\"a\"]\noptions.print-to-logger = { level = \"debug\" }\n[[item]]\nid = \"two\"\ntitle = \"two\"\ncodemods = [\"print-to-logger\"]\npaths = [\"a/x.py\", \"b/**/*.py\", \"b/*.py\"]\noptions.print-to-logger = { level = \"warning\" }\n[[item]]\nid = \"three\"\ntitle = \"three\"\ncodemods = [\"print-to-logger\"]\npaths = [\"c\"]\nstatus = \"dropped\"\n",
    );
    sandbox.commit_all();
    plan(&sandbox, 0, &["apply", "--branch", "audit"]);
    let show = |name: &str| sandbox.git(&["show", &format!("audit:{name}")]).out;
    assert_eq!(show("a/x.py"), SERVICE_AFTER.replace("logger.info", "logger.debug"));
    assert_eq!(show("b/x.py"), SERVICE_AFTER.replace("logger.info", "logger.warning"));
    assert_eq!(show("c/x.py"), SERVICE);
    let items = sandbox
        .git(&[
            "log",
            "--reverse",
            "--format=%(trailers:key=Plan-Item,valueonly,separator=) %s",
            "HEAD..audit",
        ])
        .out;
    assert_eq!(items, "one one (1 fix in 1 file)\ntwo two (1 fix in 1 file)\n");
}

/// A later stage of a file holds the earlier ones, whatever the order of the items.
#[test]
fn commits_hold_what_they_build_on() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    edit(&sandbox, "id = \"A1\"", "id = \"A1\"\nnamed = []");
    let text = sandbox.read("plan.toml");
    // The first item runs a codemod elsewhere, so that the codemods run in another order than the items of this file.
    let first = "\n[[item]]\nid = \"A0\"\ntitle = \"elsewhere\"\ncodemods = [\"narrow-except\"]\npaths = [\"tools\"]\n";
    sandbox.write(
        "plan.toml",
        text.replace("\n[[item]]\nid = \"A1\"\nnamed = []", &format!("{first}\n[[item]]\nid = \"A1\"")),
    );
    plan(&sandbox, 0, &["apply", "--branch", "audit"]);
    plan(&sandbox, 0, &["apply"]);
    assert_eq!(sandbox.git(&["diff", "--stat", "audit", "--", "shop"]).out, "");
    let each = sandbox.git(&["log", "--format=%h", "HEAD..audit"]).out;
    for commit in each.lines() {
        let removed = sandbox.git(&["show", "--numstat", "--format=", commit]).out;
        assert!(removed.lines().all(|line| !line.starts_with("0\t")), "{removed}");
    }
}

#[test]
fn files_with_uncommitted_changes_are_refused() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    sandbox.write("shop/store.py", format!("{}\n# mine\n", super::STORE));
    let ran = plan(&sandbox, 2, &["apply"]);
    assert!(ran.err.contains("uncommitted changes"), "{}", ran.err);
    plan(&sandbox, 0, &["apply", "--allow-dirty"]);
    assert!(sandbox.read("shop/store.py").contains("logger.info("));
}
