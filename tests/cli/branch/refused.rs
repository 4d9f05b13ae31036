//! What is refused, and that nothing moves then.

use std::fs;

use super::{BRANCH, REPO, Repo};
use crate::support::SERVICE;

fn service() -> Repo {
    Repo::with(&[("a.py", SERVICE), ("pkg/b.py", "x = 1\n")])
}

#[test]
fn a_name_that_is_none_is_refused() {
    let repo = service();
    for name in ["", "HEAD", "-x", "a b", "a..b", "a/", "a~1", ".a", "x.lock", "a//b", "@{-1}", "a\u{7f}"] {
        let err = repo.refuses(&["apply", &format!("--branch={name}")], "is no name for a branch\n");
        assert!(!err.contains('\u{7f}'), "{err}");
    }
}

#[test]
fn a_base_that_is_no_commit_is_refused() {
    let repo = service();
    let unknown = "0123456789012345678901234567890123456789";
    for base in ["nope", "HEAD~99", "", "HEAD:pkg", "HEAD:a.py", "HEAD..HEAD", "-x", unknown, "main@{9}"] {
        let words = format!("'{base}' names no commit");
        repo.refuses(&["apply", "--branch", BRANCH, &format!("--base={base}")], &words);
        for command in ["diff", "check"] {
            repo.refuses(&[command, &format!("--base={base}")], &words);
        }
    }
}

#[test]
fn an_error_of_git_is_said_once() {
    let repo = service();
    let err = repo.refuses(&["diff", "--base", "nope"], "'nope' names no commit");
    assert!(!err.contains("class=") && err.matches("revspec").count() == 1, "{err}");
}

#[test]
fn a_repository_without_a_commit_is_refused() {
    let repo = Repo::init();
    repo.write("a.py", SERVICE);
    for args in
        [&["apply", "--branch", BRANCH][..], &["diff", "--base", "HEAD"], &["check", "--base", "HEAD"]]
    {
        let err = repo.refuses(args, " has no commit yet\n");
        assert!(err.contains("hint: commit something first\n"), "{err}");
    }
    repo.refuses(&["apply", "--branch", BRANCH, "--base", "main"], "'main' names no commit");
}

#[test]
fn a_head_without_a_commit_does_not_matter_to_another_base() {
    let repo = service();
    repo.git(&["switch", "-q", "--orphan", "empty"]);
    let before = repo.state(REPO);
    assert_eq!(repo.overhaul(&["apply", "--branch", BRANCH, "--base", "main"]).code, Some(0));
    repo.assert_kept(REPO, &before);
    assert_eq!(repo.changed("main", BRANCH), ["a.py"]);
    repo.refuses(&["apply", "--branch", "empty", "--base", "main"], "the branch empty is checked out\n");
}

#[test]
fn what_is_no_repository_is_refused() {
    let repo = service();
    repo.sandbox.write("plain/a.py", SERVICE);
    for args in [&["apply", "--branch", BRANCH][..], &["diff", "--base", "HEAD"]] {
        let ran = repo.overhaul_in("plain", args);
        assert_eq!(ran.code, Some(2));
        let expected = format!(
            "error: {} is in no git repository\nhint: --base and --branch are about commits of a git repository\n",
            repo.sandbox.path("plain").display()
        );
        assert_eq!(ran.err, expected);
    }
    assert_eq!(repo.sandbox.files("plain").len(), 1);
}

#[test]
fn a_path_that_is_elsewhere_is_refused() {
    let repo = service();
    repo.sandbox.write("plain/a.py", SERVICE);
    repo.write("new.py", SERVICE);
    let outside = repo.sandbox.path("plain/a.py");
    let outside = outside.to_str().unwrap();
    repo.refuses(&["apply", "--branch", BRANCH, "a.py", outside], "is not in the repository");
    repo.refuses(&["apply", "--branch", BRANCH, "../plain"], "is in no git repository");
    repo.refuses(&["apply", "--branch", BRANCH, "nope.py"], "nope.py does not exist in HEAD\n");
    repo.refuses(&["apply", "--branch", BRANCH, "a.py", "new.py"], "new.py does not exist in HEAD\n");
    repo.refuses(&["diff", "--base", "main", "a.py/b"], "a.py/b does not exist in main\n");
    repo.refuses(&["apply", "--branch", BRANCH, ".git/HEAD"], "does not exist in HEAD\n");
}

#[test]
fn a_branch_that_is_checked_out_is_refused() {
    let repo = service();
    repo.tidy(&[]);
    repo.git(&["worktree", "add", "-q", "../linked", BRANCH]);
    for (directory, name) in [("repo", "main"), ("repo", BRANCH), ("linked", "main"), ("linked", BRANCH)] {
        let args = ["apply", "--branch", name, "--base", "main", "--update"];
        let err = repo.refuses_in(directory, &args, &format!("the branch {name} is checked out\n"));
        assert!(
            err.contains("hint: choose another name, or switch that work tree to another branch\n"),
            "{err}"
        );
    }
    repo.git_in("linked", &["switch", "-q", "--detach"]);
    repo.tidy(&["--update", "--safe-only"]);
}

#[test]
fn a_branch_that_is_checked_out_where_nobody_can_look_is_refused() {
    let repo = service();
    repo.tidy(&[]);
    repo.git(&["worktree", "add", "-q", "../linked", BRANCH]);
    repo.git(&["worktree", "lock", "--reason", "on a disk that is not always there", "../linked"]);
    fs::rename(repo.sandbox.path("linked"), repo.sandbox.path("away")).unwrap();
    assert_ne!(repo.try_git(REPO, &["branch", "-f", BRANCH, "main"]).code, Some(0));
    repo.refuses(&["apply", "--branch", BRANCH, "--update", "--signoff"], "the branch tidy is checked out\n");
}

#[test]
fn a_branch_that_is_being_rebased_is_refused() {
    let repo = service();
    repo.tidy(&[]);
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["-c", "sequence.editor=sed -i s/pick/edit/", "rebase", "-q", "-i", "main"]);
    assert_ne!(repo.try_git(REPO, &["branch", "-f", BRANCH, "main"]).code, Some(0));
    repo.refuses(&["apply", "--branch", BRANCH, "--base", "main", "--update", "--signoff"], "checked out\n");
}

#[test]
fn a_name_that_another_takes_up_is_refused() {
    let repo = service();
    repo.git(&["branch", "a"]);
    repo.git(&["branch", "d/e"]);
    for _ in 0..2 {
        for (name, other) in [("a/b", "a"), ("a/b/c", "a"), ("d", "d/e")] {
            let words = format!("the branch {name} cannot be made while refs/heads/{other} is there\n");
            repo.refuses(&["apply", "--branch", name], &words);
            repo.refuses(&["apply", "--branch", name, "--update"], &words);
        }
        repo.git(&["pack-refs", "--all"]);
    }
    repo.git(&["branch", "-q", "-D", "d/e"]);
    fs::create_dir_all(repo.path(".git/refs/heads/d/e")).unwrap();
    let ran = repo.overhaul(&["apply", "--branch", "d"]);
    assert_eq!(ran.code, Some(0), "directories without a branch take up nothing: {}", ran.err);
}

#[test]
fn a_lock_that_was_left_behind_is_named() {
    let repo = service();
    repo.write(".git/refs/heads/tidy.lock", "");
    let lock = repo.path(".git/refs/heads/tidy.lock");
    let err = repo.refuses(&["apply", "--branch", BRANCH], "another program holds ");
    assert!(err.contains(&format!("{}\n", lock.display())) && err.contains("hint: "), "{err}");
    fs::remove_file(lock).unwrap();
    // Other locks are about what a run does not touch.
    for other in ["index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "refs/heads/main.lock"] {
        repo.write(format!(".git/{other}"), "");
    }
    let ran = repo.overhaul(&["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(repo.has_branch(BRANCH));
}

#[test]
fn a_lock_of_a_branch_is_the_same_for_all_work_trees() {
    let repo = service();
    repo.git(&["worktree", "add", "-q", "--detach", "../linked"]);
    repo.write(".git/refs/heads/tidy.lock", "");
    repo.refuses_in("linked", &["apply", "--branch", BRANCH], "another program holds ");
}

#[test]
fn a_format_that_is_not_known_is_refused() {
    let repo = service();
    for (option, name) in [("--object-format=sha256", "sha256"), ("--ref-format=reftable", "reftable")] {
        if repo.try_git(".", &["init", "-q", option, name]).code != Some(0) {
            eprintln!("skipped: this git has no {option}");
            continue;
        }
        repo.sandbox.write(format!("{name}/a.py"), SERVICE);
        repo.git_in(name, &["add", "-A"]);
        repo.git_in(name, &["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "base"]);
        repo.refuses_in(name, &["apply", "--branch", BRANCH], "failed to open the git repository");
    }
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let repo = service();
    for (args, words) in [
        (
            &["apply", "--base", "HEAD"][..],
            "error: --base is about commits, and apply writes files\nhint: give --branch, too\n",
        ),
        (&["apply", "--branch", BRANCH, "-"], "error: standard input is in no commit"),
        (&["diff", "--base", "HEAD", "-"], "error: standard input is in no commit"),
        (&["apply", "--update"], "--branch <NAME>"),
        (&["apply", "--push", "origin"], "--branch <NAME>"),
        (&["apply", "--branch", BRANCH, "--allow-dirty"], "cannot be used with"),
        (&["apply", "--branch", BRANCH, "--group", "file"], "[possible values: codemod, directory, owner]"),
    ] {
        repo.refuses(args, words);
    }
}
