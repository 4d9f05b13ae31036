//! Configuration and projects, as the base commit has them.

use std::fs;

use super::{BRANCH, READER, Repo};
use crate::support::{SERVICE, SERVICE_AFTER};

const DEBUG: &str = "[print-to-logger]\nlevel = 'debug'\n";

fn after(level: &str) -> String {
    SERVICE_AFTER.replace("logger.info", &format!("logger.{level}"))
}

#[test]
fn the_configuration_of_the_base_counts() {
    let repo = Repo::with(&[("overhaul.toml", DEBUG), ("a.py", SERVICE)]);
    let told = repo.tidy(&[]);
    assert!(!told.err.contains("on disk"), "{}", told.err);
    assert_eq!(repo.show(BRANCH, "a.py"), after("debug"));

    repo.write("overhaul.toml", "[print-to-logger]\nlevel = 'error'\n");
    let note = |base: &str| {
        format!(
            "note: overhaul.toml on disk is not what {base} has, which counts; `--config overhaul.toml` takes the one on disk\n"
        )
    };
    let told = repo.tidy(&["--update"]);
    assert!(told.err.contains(&note("HEAD")), "{}", told.err);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
    let diff = repo.overhaul(&["diff", "--base", "main"]);
    assert!(diff.err.contains(&note("main")) && diff.out.contains("+        logger.debug("), "{}", diff.err);
    let diff = repo.overhaul(&["diff"]);
    assert!(!diff.err.contains("on disk") && diff.out.contains("+        logger.error("), "{}", diff.err);

    let told = repo.tidy(&["--update", "--config", "overhaul.toml"]);
    assert!(!told.err.contains("on disk"), "{}", told.err);
    assert_eq!(repo.show(BRANCH, "a.py"), after("error"));
    let config = repo.git(&["log", "-1", "--format=%(trailers:key=Overhaul-Config,valueonly)", BRANCH]);
    assert_eq!(config.trim(), "level = \"error\"");

    repo.git(&["commit", "-q", "-a", "-m", "louder"]);
    repo.tidy(&["--update"]);
    assert_eq!(repo.show(BRANCH, "a.py"), after("error"));
    repo.tidy(&["--update", "--base", "HEAD~1"]);
    assert_eq!(repo.show(BRANCH, "a.py"), after("debug"));
}

#[test]
fn a_configuration_that_is_not_committed_is_named() {
    let repo = Repo::with(&[("a.py", SERVICE)]);
    repo.write("overhaul.toml", "this is no toml");
    let told = repo.tidy(&[]);
    assert!(told.err.contains("note: overhaul.toml on disk is not what HEAD has"), "{}", told.err);
    assert_eq!(repo.show(BRANCH, "a.py"), SERVICE_AFTER);
    repo.refuses(&["apply", "--branch", "x", "--config", "overhaul.toml"], "overhaul.toml:1:");
}

#[test]
fn a_mistake_in_the_committed_configuration_is_told() {
    let repo = Repo::with(&[("overhaul.toml", "exlude = []\n"), ("a.py", SERVICE)]);
    fs::remove_file(repo.path("overhaul.toml")).unwrap();
    repo.refuses(&["apply", "--branch", BRANCH], "error: overhaul.toml:1: unknown key 'exlude'");
}

#[test]
fn what_the_configuration_excludes_is_left_alone() {
    let project = "[project]\nname = 'shop'\n\n[tool.overhaul]\nexclude = ['legacy', '*_old.py']\n";
    let repo = Repo::with(&[
        ("pyproject.toml", project),
        ("a.py", SERVICE),
        ("legacy/b.py", SERVICE),
        ("pkg/c_old.py", SERVICE),
    ]);
    let diff = repo.overhaul(&["diff"]);
    repo.tidy(&[]);
    assert_eq!(repo.changed("main", BRANCH), ["a.py"]);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

/// Two projects, and with what one is configured and the other is not.
fn two_projects(one: &str, two: &str) -> Repo {
    let both = format!("{READER}\n\n{}", SERVICE.replace("Service", "Other"));
    Repo::with(&[
        ("one/overhaul.toml", one),
        ("one/a.py", SERVICE),
        ("one/b.py", &both),
        ("two/overhaul.toml", two),
        ("two/a.py", SERVICE),
        ("two/b.py", &both),
        ("top.py", SERVICE),
    ])
}

fn assert_is_diff(repo: &Repo, paths: &[&str]) {
    let diff = repo.overhaul(&[&["diff"], paths].concat());
    let of_commit = repo.overhaul(&[&["diff", "--base", "HEAD"], paths].concat());
    assert!(diff.bytes == of_commit.bytes, "{}\n---\n{}", diff.out, of_commit.out);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

#[test]
fn each_project_has_its_own_configuration() {
    let repo = two_projects(DEBUG, "codemods = ['print-to-logger']\n");
    repo.tidy(&["one", "two"]);
    assert_eq!(repo.subjects("main").len(), 2);
    assert_eq!(repo.changed("main", "tidy~1"), ["one/a.py", "one/b.py", "two/a.py", "two/b.py"]);
    assert_eq!(repo.changed("tidy~1", BRANCH), ["one/b.py"]);
    assert_eq!(repo.show(BRANCH, "one/a.py"), after("debug"));
    assert_eq!(repo.show(BRANCH, "two/a.py"), after("info"));
    let config = repo.git(&["log", "-1", "--format=%(trailers:key=Overhaul-Config,valueonly)", "tidy~1"]);
    assert_eq!(config.trim(), "default\nlevel = \"debug\"");
    assert_is_diff(&repo, &["one", "two"]);
    // What is above is a project of its own, in which the two are directories.
    repo.tidy(&["--update"]);
    assert_eq!(repo.show(BRANCH, "one/a.py"), SERVICE_AFTER);
    assert_is_diff(&repo, &["."]);
}

/// Two projects that run the same codemods, the second one in the other order.
fn in_other_orders() -> Repo {
    two_projects(
        "codemods = ['print-to-logger', 'narrow-except']\n",
        "codemods = ['narrow-except', 'print-to-logger']\n",
    )
}

fn changed_by_commit(repo: &Repo) -> Vec<String> {
    let commits = repo.commits("main");
    commits.iter().map(|commit| repo.changed(&format!("{commit}^"), commit).join(" ")).collect()
}

#[test]
fn projects_that_order_their_codemods_differently_have_commits_of_their_own() {
    let repo = in_other_orders();
    let paths = ["one/b.py", "two/b.py"];
    repo.tidy(&paths);
    assert_eq!(changed_by_commit(&repo), ["one/b.py", "one/b.py", "two/b.py", "two/b.py"]);
    let (print, except) =
        ("Log what services print (2 fixes in 1 file)", "Say what bare excepts catch (1 fix in 1 file)");
    assert_eq!(repo.subjects("main"), [print, except, except, print]);
    assert_is_diff(&repo, &paths);
}

#[test]
fn the_order_of_a_project_is_that_of_all_its_files() {
    let repo = in_other_orders();
    repo.tidy(&["one", "two"]);
    assert_is_diff(&repo, &["one", "two"]);
    assert_eq!(changed_by_commit(&repo), ["one/a.py one/b.py", "one/b.py", "two/b.py", "two/a.py two/b.py"]);
}
