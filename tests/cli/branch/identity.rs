//! Who made the commits.

use super::{BRANCH, REPO, Repo};
use crate::support::{SERVICE, ran};

fn service() -> Repo {
    Repo::with(&[("a.py", SERVICE)])
}

/// A repository that says nothing about who commits.
fn anonymous() -> Repo {
    let repo = service();
    repo.git(&["config", "--remove-section", "user"]);
    repo
}

/// Author and committer of the last commit of a branch.
fn people(repo: &Repo, name: &str) -> String {
    repo.git(&["log", "-1", "--format=%an <%ae>|%cn <%ce>", name])
}

#[test]
fn author_and_committer_are_those_of_the_configuration() {
    let repo = service();
    repo.tidy(&[]);
    assert_eq!(people(&repo, BRANCH), "Ada Lovelace <ada@example.org>|Ada Lovelace <ada@example.org>");
    // The nearest configuration wins, as always with git.
    let repo = anonymous();
    repo.sandbox.write(".gitconfig", "[user]\n\tname = Grace\n\temail = grace@example.org\n");
    repo.tidy(&[]);
    assert_eq!(people(&repo, BRANCH), "Grace <grace@example.org>|Grace <grace@example.org>");
    repo.git(&["config", "user.email", "grace@work.example"]);
    repo.overhaul(&["apply", "--branch", "work"]);
    assert_eq!(people(&repo, "work"), "Grace <grace@work.example>|Grace <grace@work.example>");
}

#[test]
fn the_environment_goes_before_the_configuration() {
    let repo = service();
    let ran = ran(repo
        .command(REPO)
        .args(["apply", "--branch", BRANCH])
        .env("GIT_AUTHOR_NAME", "Alan")
        .env("GIT_AUTHOR_EMAIL", "alan@example.org")
        .env("GIT_AUTHOR_DATE", "@1700000000 +0530")
        .env("GIT_COMMITTER_EMAIL", "robot@example.org")
        .env("GIT_COMMITTER_DATE", "2024-02-29T12:00:00-0130"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(people(&repo, BRANCH), "Alan <alan@example.org>|Ada Lovelace <robot@example.org>");
    assert_eq!(
        repo.git(&["log", "-1", "--format=%ad|%cd", "--date=raw", BRANCH]),
        "1700000000 +0530|1709213400 -0130"
    );
    repo.assert_sound(REPO);
}

#[test]
fn an_author_can_be_named() {
    let repo = service();
    repo.tidy(&["--author", "Zoë O'Neil <zoe@example.org>", "--signoff"]);
    assert_eq!(people(&repo, BRANCH), "Zoë O'Neil <zoe@example.org>|Ada Lovelace <ada@example.org>");
    let message = repo.git(&["log", "-1", "--format=%B", BRANCH]);
    assert!(message.trim_end().ends_with("\nSigned-off-by: Ada Lovelace <ada@example.org>"), "{message}");
    for author in ["zoe", "<zoe@example.org>", "zoe@example.org", "Zoë <a> <b>", "Z\nX <a@b>", ""] {
        repo.refuses(&["apply", "--branch", "x", "--author", author], "is not of the form 'Name <email>'\n");
    }
}

#[test]
fn without_an_identity_nothing_is_made() {
    let repo = anonymous();
    let err = repo.refuses(&["apply", "--branch", BRANCH], "git does not know who you are\n");
    assert!(
        err.contains(
            "hint: `git config --global user.name NAME` and `git config --global user.email ADDRESS`"
        ),
        "{err}"
    );
    // An author is not yet a committer.
    let author = ["apply", "--branch", BRANCH, "--author", "Zoë <zoe@example.org>"];
    repo.refuses(&author, "git does not know who you are\n");
    repo.git(&["config", "user.name", "Ada"]);
    repo.refuses(&["apply", "--branch", BRANCH], "git does not know who you are\n");
    repo.refuses(&["apply", "--branch", BRANCH, "--signoff"], "git does not know who you are\n");
    assert_eq!(repo.overhaul(&["diff", "--base", "HEAD"]).code, Some(0), "a diff has no author");
}

#[test]
fn the_configuration_that_the_environment_gives_counts() {
    let repo = anonymous();
    repo.sandbox.write("elsewhere", "[user]\n\tname = Grace\n\temail = grace@example.org\n");
    let file = repo.sandbox.path("elsewhere").display().to_string();
    let variables = [
        ("GIT_CONFIG_COUNT", "2"),
        ("GIT_CONFIG_KEY_0", "user.name"),
        ("GIT_CONFIG_VALUE_0", "Grace"),
        ("GIT_CONFIG_KEY_1", "user.email"),
        ("GIT_CONFIG_VALUE_1", "grace@example.org"),
    ];
    for (branch, variables) in [("one", &variables[..]), ("two", &[("GIT_CONFIG_GLOBAL", file.as_str())])] {
        let ran = ran(repo.command(REPO).args(["apply", "--branch", branch]).envs(variables.iter().copied()));
        assert_eq!(ran.code, Some(0), "{branch}: {}", ran.err);
        assert_eq!(people(&repo, branch), "Grace <grace@example.org>|Grace <grace@example.org>");
    }
}

#[test]
fn the_configuration_is_read_as_git_reads_it() {
    let repo = anonymous();
    repo.git(&["remote", "add", "origin", "https://work.example/shop.git"]);
    repo.sandbox.write("work", "[user]\n\temail = ada@work.example\n");
    let condition = "hasconfig:remote.*.url:https://work.example/**";
    let text = format!(
        "[user]\n\tname = Ada\n\temail = ada@home.example\n[includeIf \"{condition}\"]\n\tpath = work\n[committer]\n\tname = Robot\n"
    );
    repo.sandbox.write(".gitconfig", text);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "by git"]);
    assert_eq!(people(&repo, "main"), "Ada <ada@work.example>|Robot <ada@work.example>");
    repo.tidy(&[]);
    assert_eq!(people(&repo, BRANCH), people(&repo, "main"));
}

#[test]
fn the_log_of_the_branch_says_who_moved_it() {
    let repo = anonymous();
    let mut command = repo.command(REPO);
    for (role, name) in [("AUTHOR", "Alan"), ("COMMITTER", "Robot")] {
        command.env(format!("GIT_{role}_NAME"), name).env(format!("GIT_{role}_EMAIL"), "a@example.org");
    }
    let ran = ran(command.args(["apply", "--branch", BRANCH]));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.git(&["reflog", "--format=%gn <%ge>", BRANCH]), "Robot <a@example.org>");
}
