//! `--push`: the branch goes to a remote by the user's own git.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{BRANCH, REPO, Repo, SHOP};
use crate::support::{Ran, SERVICE};

/// A repository whose `origin` is a bare one beside it.
fn with_remote() -> Repo {
    let repo = Repo::with(SHOP);
    repo.git_in(".", &["init", "-q", "--bare", "-b", "main", "remote.git"]);
    let url = format!("file://{}", repo.sandbox.path("remote.git").display());
    repo.git(&["remote", "add", "origin", &url]);
    repo.git(&["push", "-q", "origin", "main"]);
    repo
}

fn theirs(repo: &Repo) -> String {
    repo.git_in("remote.git", &["for-each-ref", "--format=%(objectname)", "refs/heads/tidy"])
}

/// A commit of someone else on the branch of the remote.
fn someone_pushes(repo: &Repo, message: &str) -> String {
    repo.git_in(".", &["clone", "-q", "-b", BRANCH, "remote.git", "elsewhere"]);
    repo.introduce("elsewhere");
    repo.sandbox.write("elsewhere/by_hand.py", "x = 1\n");
    repo.git_in("elsewhere", &["add", "-A"]);
    repo.git_in("elsewhere", &["commit", "-q", "-m", message]);
    repo.git_in("elsewhere", &["push", "-q", "origin", BRANCH]);
    theirs(repo)
}

fn hook(repo: &Repo, path: &str, script: &str) {
    repo.sandbox.write(path, format!("#!/bin/sh\n{script}"));
    fs::set_permissions(repo.sandbox.path(path), fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs `--push`, which has to fail; the branch is made all the same.
fn fails(repo: &Repo, args: &[&str]) -> Ran {
    let (before, remote) = (repo.state(REPO), repo.references("remote.git"));
    let args = [&["apply", "--branch", BRANCH, "--push", "origin"], args].concat();
    let ran = repo.overhaul(&args);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert_eq!(repo.references("remote.git"), remote);
    repo.assert_kept(REPO, &before);
    ran
}

#[test]
fn a_new_branch_is_pushed() {
    let repo = with_remote();
    repo.tidy(&["--push", "origin"]);
    assert_eq!(theirs(&repo), repo.id(BRANCH));
    assert_eq!(repo.id("origin/tidy"), repo.id(BRANCH));
    assert_eq!(repo.git_in("remote.git", &["log", "--oneline", "main..tidy"]).lines().count(), 4);
    repo.assert_sound("remote.git");
    // The same again is the same there, too.
    repo.tidy(&["--push", "origin", "--update"]);
    assert_eq!(theirs(&repo), repo.id(BRANCH));
}

#[test]
fn a_remote_can_be_an_address() {
    let repo = with_remote();
    repo.tidy(&["--push", "../remote.git"]);
    assert_eq!(theirs(&repo), repo.id(BRANCH));
}

#[test]
fn nothing_is_pushed_where_nothing_is_made() {
    let repo = with_remote();
    let told = repo.tidy(&["--push", "nowhere", "--codemod", "centralize-cors"]);
    assert!(told.err.contains("nothing to commit"), "{}", told.err);
}

#[test]
fn a_remote_that_is_none_is_an_error_after_the_branch_is_made() {
    let repo = with_remote();
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--push", "nowhere"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("'nowhere' does not appear to be a git repository"), "{}", ran.err);
    assert!(
        ran.err.ends_with(
            "error: the branch tidy is made, and pushing it to nowhere failed\nhint: `git push nowhere tidy` tries again\n"
        ),
        "{}",
        ran.err
    );
    assert_eq!(repo.commits("main").len(), 4);
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--update", "--push", "nowhere"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.ends_with("error: failed to ask nowhere for its branches\n"), "{}", ran.err);
}

#[test]
fn an_option_in_place_of_a_remote_is_none() {
    let repo = with_remote();
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--push=--mirror"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert_eq!(theirs(&repo), "");
}

#[test]
fn what_a_hook_of_the_server_says_is_shown() {
    let repo = with_remote();
    hook(&repo, "remote.git/hooks/pre-receive", "echo no branches on Fridays >&2\nexit 1\n");
    let ran = fails(&repo, &[]);
    assert!(ran.err.contains("remote: no branches on Fridays"), "{}", ran.err);
    assert!(
        ran.err.contains("error: the branch tidy is made, and pushing it to origin failed\n"),
        "{}",
        ran.err
    );
    assert!(repo.has_branch(BRANCH));
    fs::remove_file(repo.sandbox.path("remote.git/hooks/pre-receive")).unwrap();
    repo.tidy(&["--push", "origin", "--update"]);
    assert_eq!(theirs(&repo), repo.id(BRANCH));
}

#[test]
fn a_hook_of_the_user_has_its_say() {
    let repo = with_remote();
    hook(&repo, "repo/.git/hooks/pre-push", "echo \"pushing to $1\" >&2\ncat >&2\nexit 1\n");
    let ran = fails(&repo, &[]);
    let line = format!("refs/heads/tidy {} refs/heads/tidy ", repo.id(BRANCH));
    assert!(ran.err.contains("pushing to origin\n") && ran.err.contains(&line), "{}", ran.err);
}

#[test]
fn without_update_a_branch_of_the_remote_is_not_replaced() {
    let repo = with_remote();
    repo.git(&["push", "-q", "origin", "main:tidy"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "other"]);
    repo.git(&["push", "-q", "-f", "origin", "main:tidy"]);
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let ran = fails(&repo, &[]);
    assert!(ran.err.contains("[rejected]"), "{}", ran.err);
    assert_eq!(repo.commits("main").len(), 4, "the branch is made");
}

#[test]
fn an_update_replaces_what_overhaul_pushed() {
    let repo = with_remote();
    repo.tidy(&["--push", "origin"]);
    let old = theirs(&repo);
    repo.write("late.py", SERVICE);
    repo.commit("late");
    repo.tidy(&["--push", "origin", "--update"]);
    assert_eq!(theirs(&repo), repo.id(BRANCH));
    assert_ne!(theirs(&repo), old);
    assert_eq!(repo.git_in("remote.git", &["rev-parse", "tidy~4"]), repo.id("main"));
}

#[test]
fn an_update_from_another_clone_replaces_it_too() {
    let repo = with_remote();
    repo.tidy(&["--push", "origin"]);
    repo.git_in(".", &["clone", "-q", "remote.git", "robot"]);
    repo.introduce("robot");
    repo.sandbox.write("robot/late.py", SERVICE);
    repo.git_in("robot", &["add", "-A"]);
    repo.git_in("robot", &["commit", "-q", "-m", "late"]);
    repo.tidy_in("robot", &["--push", "origin", "--update"]);
    assert_eq!(theirs(&repo), repo.git_in("robot", &["rev-parse", BRANCH]));
}

#[test]
fn an_update_does_not_replace_what_someone_pushed() {
    let repo = with_remote();
    repo.tidy(&["--push", "origin"]);
    let foreign = someone_pushes(&repo, "By hand");
    let ours = repo.id(BRANCH);
    repo.write("late.py", SERVICE);
    repo.commit("late");
    // What is on the remote may be anything, as long as nobody fetched it.
    let ran = fails(&repo, &["--update"]);
    assert!(
        ran.err.ends_with(
            "error: the branch tidy is made, but that of origin has commits that are not known here\nhint: `git fetch origin tidy` brings them\n"
        ),
        "{}",
        ran.err
    );
    assert_ne!(repo.id(BRANCH), ours);
    repo.git(&["fetch", "-q", "origin", BRANCH]);
    let ran = fails(&repo, &["--update"]);
    let listed = format!(
        "error: the branch tidy is made, but that of origin has commits that overhaul did not make:\n  {} By hand (Ada Lovelace)\n",
        &foreign[..7]
    );
    assert!(ran.err.contains(&listed), "{}", ran.err);
    assert_eq!(theirs(&repo), foreign);
}

#[test]
fn an_interrupted_remote_does_not_hang_the_run() {
    let repo = with_remote();
    hook(&repo, "remote.git/hooks/update", "kill -9 $PPID\n");
    let ran = fails(&repo, &[]);
    assert!(
        ran.err.contains("error: the branch tidy is made, and pushing it to origin failed\n"),
        "{}",
        ran.err
    );
}

#[test]
fn the_path_of_a_remote_starts_at_the_top() {
    let repo = with_remote();
    repo.git(&["remote", "set-url", "origin", "../remote.git"]);
    repo.git_in("repo/pkg", &["push", "-q", "origin", "main:found-by-git"]);
    for (directory, args) in [("repo/pkg", &[][..]), (".", &["repo", "--update", "--signoff"])] {
        let ran =
            repo.overhaul_in(directory, &[&["apply", "--branch", BRANCH, "--push", "origin"], args].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(theirs(&repo), repo.id(BRANCH));
    }
}

#[test]
fn a_hook_of_the_user_starts_at_the_top() {
    let repo = with_remote();
    hook(&repo, "repo/.git/hooks/pre-push", "pwd >&2\necho \"GIT_DIR=$GIT_DIR\" >&2\n");
    let ran = repo.overhaul_in("repo/pkg", &["apply", "--branch", BRANCH, "--push", "origin"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains(&format!("{}\nGIT_DIR=\n", repo.sandbox.path("repo").display())), "{}", ran.err);
}
