//! Signed commits, by the keys and programs that the user's git has.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::{BRANCH, REPO, Repo, SHOP};
use crate::support::{has, ran};

/// A repository that signs with a key of ssh which it trusts.
fn with_ssh_key() -> Option<Repo> {
    let repo = Repo::with(SHOP);
    let key = repo.sandbox.path("key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f"])
        .arg(&key)
        .stdin(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: ssh-keygen is not installed");
        return None;
    }
    let public = fs::read_to_string(repo.sandbox.path("key.pub")).unwrap();
    repo.sandbox.write("signers", format!("ada@example.org {public}"));
    for (name, value) in [
        ("commit.gpgSign", "true"),
        ("gpg.format", "ssh"),
        ("user.signingKey", key.to_str().unwrap()),
        ("gpg.ssh.allowedSignersFile", repo.sandbox.path("signers").to_str().unwrap()),
    ] {
        repo.git(&["config", name, value]);
    }
    Some(repo)
}

fn is_signed(repo: &Repo, rev: &str) -> bool {
    repo.git(&["cat-file", "commit", rev]).contains("\ngpgsig ")
}

#[test]
fn ssh_signs_each_commit() {
    let Some(repo) = with_ssh_key() else { return };
    repo.tidy(&["--signoff", "--author", "Zoë <zoe@example.org>"]);
    let commits = repo.commits("main");
    assert_eq!(commits.len(), 4);
    for commit in &commits {
        repo.git(&["verify-commit", commit]);
    }
    assert_eq!(repo.git(&["log", "-1", "--format=%an, %cn, %G?", BRANCH]), "Zoë, Ada Lovelace, G");
    let told = repo.tidy(&["--signoff", "--update", "--author", "Zoë <zoe@example.org>"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
    // The signature is all that differs.
    let signed = repo.git(&["log", "--format=%B%T%ae", "main..tidy"]);
    let args =
        ["apply", "--branch", "plain", "--no-gpg-sign", "--signoff", "--author", "Zoë <zoe@example.org>"];
    let ran = repo.overhaul(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.git(&["log", "--format=%B%T%ae", "main..plain"]), signed);
    assert!(is_signed(&repo, BRANCH) && !is_signed(&repo, "plain"));
    repo.assert_sound(REPO);
}

#[test]
fn commits_are_signed_in_a_linked_work_tree_and_a_bare_repository() {
    let Some(repo) = with_ssh_key() else { return };
    repo.git(&["worktree", "add", "-q", "--detach", "../linked"]);
    repo.tidy_in("linked", &[]);
    repo.git(&["verify-commit", BRANCH]);
    repo.git(&["branch", "-q", "-D", BRANCH]);
    repo.git(&["config", "core.bare", "true"]);
    let ran = repo.overhaul_in("repo/.git", &["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    repo.git_in("repo/.git", &["verify-commit", BRANCH]);
}

#[test]
fn a_key_that_is_away_is_a_clear_error() {
    let Some(repo) = with_ssh_key() else { return };
    fs::remove_file(repo.sandbox.path("key")).unwrap();
    fs::remove_file(repo.sandbox.path("key.pub")).unwrap();
    let err = repo.refuses(&["apply", "--branch", BRANCH], "git failed to sign the commit: ");
    assert!(err.contains("hint: --no-gpg-sign goes without a signature\n"), "{err}");
    repo.tidy(&["--no-gpg-sign"]);
    assert!(!is_signed(&repo, BRANCH));
}

#[test]
fn a_program_that_cannot_sign_is_a_clear_error() {
    let repo = Repo::with(SHOP);
    repo.git(&["config", "commit.gpgSign", "true"]);
    repo.git(&["config", "gpg.program", "false"]);
    repo.refuses(&["apply", "--branch", BRANCH], "git failed to sign the commit: error: gpg failed to sign");
    repo.git(&["config", "gpg.program", "/nowhere/gpg"]);
    repo.refuses(&["apply", "--branch", BRANCH], "git failed to sign the commit: ");
}

#[test]
fn gpg_signs_each_commit() {
    if !has("gpg") {
        return;
    }
    let repo = Repo::with(SHOP);
    // The paths of gpg's sockets have to be short.
    let home = tempfile::Builder::new().prefix("ovh-gpg-").tempdir_in("/tmp").unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let gpg = |program: &str, args: &[&str]| {
        ran(Command::new(program).args(args).env("GNUPGHOME", home.path()).stdin(Stdio::null()))
    };
    let uid = "Ada Lovelace <ada@example.org>";
    let made =
        gpg("gpg", &["-q", "--batch", "--passphrase", "", "--quick-generate-key", uid, "ed25519", "sign"]);
    if made.code != Some(0) {
        eprintln!("skipped: gpg makes no key here: {}", made.err);
        return;
    }
    repo.git(&["config", "commit.gpgSign", "true"]);
    let signed = ran(repo.command(REPO).args(["apply", "--branch", BRANCH]).env("GNUPGHOME", home.path()));
    let verified: Vec<_> = repo
        .commits("main")
        .iter()
        .map(|commit| {
            let mut git = Command::new("git");
            repo.alone(&mut git).env("GNUPGHOME", home.path()).current_dir(repo.path(""));
            ran(git.args(["verify-commit", commit]))
        })
        .collect();
    gpg("gpgconf", &["--kill", "all"]);
    assert_eq!(signed.code, Some(0), "{}", signed.err);
    assert_eq!(verified.len(), 4);
    for ran in verified {
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("Good signature from \"Ada Lovelace <ada@example.org>\""), "{}", ran.err);
    }
    repo.assert_sound(REPO);
}

#[test]
fn an_unsigned_branch_is_rebuilt_where_commits_are_to_be_signed() {
    let Some(repo) = with_ssh_key() else { return };
    repo.tidy(&["--no-gpg-sign"]);
    repo.tidy(&["--update"]);
    assert!(is_signed(&repo, BRANCH));
}

#[test]
fn a_signed_message_is_utf_8_and_says_so() {
    let Some(repo) = with_ssh_key() else { return };
    repo.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    repo.git(&["config", "i18n.logOutputEncoding", "UTF-8"]);
    repo.tidy(&["--author", "Zoë <zoe@example.org>"]);
    assert_eq!(repo.git(&["log", "-1", "--format=%an", BRANCH]), "Zoë");
}

#[test]
fn a_relative_path_of_a_key_starts_at_the_top() {
    let Some(repo) = with_ssh_key() else { return };
    repo.git(&["config", "user.signingKey", "../key"]);
    repo.git_in("repo/pkg", &["commit", "-q", "--allow-empty", "-m", "git finds it"]);
    let ran = repo.overhaul_in("repo/pkg", &["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}
