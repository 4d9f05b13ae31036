//! Runs that end in the middle, and runs that meet.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{BRANCH, REPO, Repo};
use crate::support::{SERVICE, ran};

const FILES: usize = 150;

const KILLS: u32 = 25;

/// Two commits on which a branch can stand, each with many files that change.
fn repository() -> Repo {
    let repo = Repo::init();
    for number in 0..FILES {
        let text = SERVICE.replace("handled", &format!("handled {number}"));
        let handler = "\n\ndef f(work):\n    try:\n        return int(work)\n    except:\n        return 0\n";
        repo.write(format!("pkg{}/m{number}.py", number % 12), text + handler);
    }
    repo.commit("one");
    for number in 0..FILES {
        let text = SERVICE.replace("handled", &format!("refused {number}"));
        repo.write(format!("pkg{}/m{number}.py", number % 12), text);
    }
    repo.commit("two");
    repo
}

fn start(repo: &Repo, args: &[&str]) -> Child {
    let mut command = repo.command(REPO);
    command.args(["apply", "--branch"]).args(args).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// What the branch becomes on a base, found out elsewhere: no object of it gets into the repository.
fn expected(repo: &Repo, base: &str) -> (String, Duration) {
    repo.git_in(".", &["clone", "-q", "--no-local", "repo", "elsewhere"]);
    repo.introduce("elsewhere");
    let started = Instant::now();
    repo.tidy_in("elsewhere", &["--base", &repo.id(base)]);
    let took = started.elapsed();
    let tree = repo.git_in("elsewhere", &["rev-parse", "tidy^{tree}"]);
    fs::remove_dir_all(repo.sandbox.path("elsewhere")).unwrap();
    (tree, took)
}

/// Where the branch stands, and what is in it.
fn stand(repo: &Repo) -> (String, String) {
    (repo.git(&["merge-base", "main", BRANCH]), repo.id("tidy^{tree}"))
}

/// Takes away what no reference holds, and what overhaul knows of earlier runs.
fn forget(repo: &Repo) {
    repo.git(&["repack", "-a", "-d", "-q"]);
    repo.git(&["prune", "--expire=now"]);
    let left = repo.git(&["count-objects", "-v"]);
    assert!(left.contains("\ngarbage: 0"), "{left}");
    let left = repo.sandbox.files(repo.path(".git/objects").to_str().unwrap());
    assert!(left.keys().all(|path| !path.to_string_lossy().contains("tmp_")), "{left:?}");
    // It is not there before the first run.
    let _ = fs::remove_dir_all(repo.path(".git/overhaul"));
}

#[test]
fn a_killed_run_leaves_the_old_branch_or_the_new_one() {
    let repo = repository();
    repo.tidy(&["--base", "main~1"]);
    let (old, was) = (repo.id(BRANCH), stand(&repo));
    let (tree, _) = expected(&repo, "main");
    let will_be = (repo.id("main"), tree);
    forget(&repo);
    let started = Instant::now();
    assert!(start(&repo, &["timed"]).wait().unwrap().success());
    let took = started.elapsed();
    let before = repo.state(REPO);
    let (mut finished, mut unfinished) = (0, 0);
    for kill in 0..KILLS {
        // From here on nothing of the new branch is there.
        repo.git(&["update-ref", "-d", "refs/heads/timed"]);
        repo.git(&["update-ref", "refs/heads/tidy", &old]);
        repo.git(&["reflog", "expire", "--expire=now", "--all"]);
        forget(&repo);
        let mut child = start(&repo, &[BRANCH, "--update"]);
        sleep(took * kill / (KILLS - 1) * 11 / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        repo.assert_sound(REPO);
        repo.assert_kept(REPO, &before);
        if stand(&repo) == will_be {
            finished += 1;
        } else {
            assert_eq!((repo.id(BRANCH), stand(&repo)), (old.clone(), was.clone()));
            unfinished += 1;
        }
        let locks = repo.locks(REPO);
        if !locks.is_empty() {
            // Killed between the two system calls that git itself has there.
            assert_eq!(locks, [Path::new("refs/heads/tidy.lock")]);
            repo.refuses(&["apply", "--branch", BRANCH, "--update"], "another program holds ");
            fs::remove_file(repo.path(".git/refs/heads/tidy.lock")).unwrap();
        }
        if kill % 6 == 0 {
            repo.tidy(&["--update"]);
            assert_eq!(stand(&repo), will_be);
        }
    }
    assert!(unfinished > 3, "{finished} runs of {KILLS} were done before they were killed, in {took:?}");
}

#[test]
fn ctrl_c_leaves_the_old_branch_or_the_new_one() {
    let repo = repository();
    let (tree, took) = expected(&repo, "main");
    let before = repo.state(REPO);
    for round in 1..=6 {
        let child = start(&repo, &[BRANCH]);
        sleep(took * round / 8);
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(code == Some(130) || (code == Some(0) && repo.has_branch(BRANCH)), "{code:?}: {err}");
        assert!(repo.locks(REPO).is_empty());
        repo.assert_sound(REPO);
        repo.assert_kept(REPO, &before);
        if repo.has_branch(BRANCH) {
            assert_eq!(stand(&repo), (repo.id("main"), tree.clone()));
            repo.git(&["branch", "-q", "-D", BRANCH]);
        }
    }
}

/// Starts two runs at the same time; gives what they came to, failures last.
fn both(repo: &Repo, one: &[&str], other: &[&str]) -> [(Option<i32>, String); 2] {
    let children = [start(repo, one), start(repo, other)];
    let mut ended = children.map(|child| {
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    });
    ended.sort();
    for (code, err) in &ended {
        let says = ["is there already", "was moved by someone else meanwhile", "another program holds "];
        assert!(*code == Some(0) || says.iter().any(|words| err.contains(words)), "{code:?}: {err}");
    }
    assert_eq!(ended[0].0, Some(0), "one wins: {ended:?}");
    assert!(repo.locks(REPO).is_empty());
    repo.assert_sound(REPO);
    ended
}

#[test]
fn of_two_runs_at_once_one_makes_the_branch() {
    let repo = repository();
    let (tree, _) = expected(&repo, "main");
    let before = repo.state(REPO);
    for _ in 0..6 {
        let ended = both(&repo, &[BRANCH], &[BRANCH]);
        assert_eq!(ended[1].0, Some(2), "{ended:?}");
        assert_eq!(stand(&repo), (repo.id("main"), tree.clone()));
        repo.git(&["branch", "-q", "-D", BRANCH]);
    }
    repo.assert_kept(REPO, &before);
}

#[test]
fn two_updates_at_once_end_with_one_of_the_two() {
    let repo = repository();
    let bases = ["main", "main~1"];
    let outcomes = bases.map(|base| (repo.id(base), expected(&repo, base).0));
    repo.tidy(&["--codemod", "narrow-except", "--base", "main~1"]);
    let old = repo.id(BRANCH);
    for _ in 0..6 {
        both(&repo, &[BRANCH, "--update", "--base", bases[0]], &[BRANCH, "--update", "--base", bases[1]]);
        let stands = stand(&repo);
        assert!(outcomes.contains(&stands), "{stands:?}");
        repo.git(&["update-ref", "refs/heads/tidy", &old]);
    }
    let ended = both(&repo, &[BRANCH, "--update"], &["another"]);
    assert!(ended.iter().all(|(code, _)| *code == Some(0)), "branches do not meet: {ended:?}");
}

/// A repository that signs by a program which first does something else, in the middle of each run.
fn while_signing(script: &str) -> Repo {
    let repo = Repo::with(&[("a.py", SERVICE)]);
    let signs = "cat > /dev/null\nprintf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'\nprintf '\\n[GNUPG:] SIG_CREATED x\\n' >&2\n";
    repo.sandbox.write("signer", format!("#!/bin/sh\n{script}\n{signs}"));
    let program = repo.sandbox.path("signer");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    repo.git(&["config", "gpg.program", program.to_str().unwrap()]);
    repo.git(&["config", "commit.gpgSign", "true"]);
    repo
}

/// Runs `--branch`, which has to end in these words because of what happened meanwhile.
fn loses(repo: &Repo, args: &[&str], words: &str) {
    let before = repo.state(REPO);
    let ran = repo.overhaul(&[&["apply", "--branch", BRANCH], args].concat());
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains(words), "{}", ran.err);
    repo.assert_kept(REPO, &before);
    repo.assert_sound(REPO);
}

#[test]
fn a_branch_that_someone_makes_or_moves_meanwhile_stays_where_they_put_it() {
    let repo = while_signing("git update-ref refs/heads/tidy refs/heads/main");
    let words = "error: the branch tidy was moved by someone else meanwhile, and stays where they put it\nhint: look at it, then run again\n";
    loses(&repo, &[], words);
    assert_eq!(repo.id(BRANCH), repo.id("main"));
    repo.tidy(&["--no-gpg-sign", "--update"]);
    loses(&repo, &["--update", "--signoff"], words);
    assert_eq!(repo.id(BRANCH), repo.id("main"));
    assert!(repo.locks(REPO).is_empty());
}

#[test]
fn a_branch_that_someone_deletes_meanwhile_stays_away() {
    let repo = while_signing("git update-ref -d refs/heads/tidy");
    repo.tidy(&["--no-gpg-sign"]);
    loses(&repo, &["--update", "--signoff"], "the branch tidy was moved by someone else meanwhile");
    assert!(!repo.has_branch(BRANCH));
    assert!(repo.locks(REPO).is_empty());
}

#[test]
fn a_lock_that_someone_takes_meanwhile_stays_theirs() {
    let repo = while_signing(": > .git/refs/heads/tidy.lock");
    loses(&repo, &[], "/refs/heads/tidy.lock\nhint: where no git is at work there");
    assert!(!repo.has_branch(BRANCH));
    assert_eq!(repo.locks(REPO), [Path::new("refs/heads/tidy.lock")]);
}

#[test]
fn ctrl_c_while_git_signs_is_an_interrupt() {
    let repo = while_signing("kill -INT 0");
    let mut command = repo.command(REPO);
    let ran = ran(command.process_group(0).args(["apply", "--branch", BRANCH]));
    assert_eq!(ran.code, Some(130), "{}", ran.err);
    assert!(!ran.err.contains("failed to sign"), "{}", ran.err);
}
