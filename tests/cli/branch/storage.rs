//! Repositories that lack something, and disks that take nothing more.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{BRANCH, REPO, Repo};
use crate::mount::Mount;
use crate::support::{SERVICE, is_root, ran};

/// Where git keeps an object that is in no pack.
fn object(repo: &Repo, rev: &str) -> PathBuf {
    let id = repo.id(rev);
    repo.path(format!(".git/objects/{}/{}", &id[..2], &id[2..]))
}

fn lose(repo: &Repo, rev: &str) {
    fs::remove_file(object(repo, rev)).unwrap();
}

fn damage(repo: &Repo, rev: &str) {
    let path = object(repo, rev);
    fs::remove_file(&path).unwrap();
    fs::write(path, "no object").unwrap();
}

/// Two services that do not share a blob, and something about them.
fn services(files: &[(&str, &str)]) -> Repo {
    let other = SERVICE.replace("handled", "refused");
    Repo::with(&[&[("a.py", SERVICE), ("pkg/b.py", other.as_str()), ("notes.txt", "n\n")], files].concat())
}

#[test]
fn a_file_that_is_damaged_or_missing_ends_the_run() {
    for spoil in [lose, damage] {
        let repo = services(&[]);
        spoil(&repo, "HEAD:pkg/b.py");
        for args in
            [&["apply", "--branch", BRANCH][..], &["diff", "--base", "HEAD"], &["check", "--base", "HEAD"]]
        {
            let err = repo.refuses(args, "failed to read pkg/b.py of HEAD: ");
            assert!(err.ends_with("hint: `git fsck` says what is damaged\n"), "{err}");
        }
        lose(&repo, "HEAD:a.py");
        repo.refuses(&["apply", "--branch", BRANCH], "failed to read a.py of HEAD: ");
        repo.refuses(&["apply", "--branch", BRANCH], " (and 1 more)\n");
    }
}

#[test]
fn a_file_whose_bytes_are_those_of_another_ends_the_run() {
    let repo = services(&[]);
    let (one, other) = (object(&repo, "HEAD:a.py"), object(&repo, "HEAD:pkg/b.py"));
    fs::remove_file(&one).unwrap();
    fs::copy(other, one).unwrap();
    repo.refuses(&["apply", "--branch", BRANCH], "failed to read a.py of HEAD: object hash mismatch");
}

#[test]
fn a_directory_or_a_commit_that_is_damaged_or_missing_ends_the_run() {
    for spoil in [lose, damage] {
        let repo = services(&[]);
        let tree = repo.id("HEAD:pkg");
        spoil(&repo, "HEAD:pkg");
        let err = repo.refuses(&["apply", "--branch", BRANCH], &format!("failed to read object {tree}: "));
        assert!(err.ends_with("hint: `git fsck` says what is damaged\n"), "{err}");
        let commit = object(&repo, "HEAD");
        fs::remove_file(commit).unwrap();
        let ran = repo.overhaul(&["apply", "--branch", BRANCH]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.starts_with("error: 'HEAD' names no commit: object not found"), "{}", ran.err);
        assert!(!repo.path(".git/refs/heads/tidy").exists());
    }
}

#[test]
fn what_nobody_reads_may_be_missing() {
    let repo = services(&[]);
    lose(&repo, "HEAD:notes.txt");
    let before = repo.state(REPO);
    let ran = repo.overhaul(&["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    repo.assert_kept(REPO, &before);
    assert_eq!(repo.changed("main", BRANCH), ["a.py", "pkg/b.py"]);
}

#[test]
fn what_says_how_to_run_may_not_be_missing() {
    let repo = services(&[(".gitattributes", "pkg/* overhaul=off\n")]);
    lose(&repo, "HEAD:.gitattributes");
    repo.refuses(&["apply", "--branch", BRANCH], "failed to read .gitattributes of HEAD: ");
    let repo = services(&[("pyproject.toml", "[tool.overhaul]\nexclude = ['pkg']\n")]);
    lose(&repo, "HEAD:pyproject.toml");
    repo.refuses(&["apply", "--branch", BRANCH], "failed to read pyproject.toml of HEAD: ");
    let repo = services(&[("overhaul.toml", "exclude = ['pkg']\n")]);
    lose(&repo, "HEAD:overhaul.toml");
    repo.refuses(&["apply", "--branch", BRANCH], "overhaul.toml");
}

#[test]
fn what_says_what_is_ignored_may_not_be_missing() {
    let repo = services(&[(".gitignore", "pkg/\n")]);
    lose(&repo, "HEAD:.gitignore");
    repo.refuses(&["apply", "--branch", BRANCH], "failed to read .gitignore of HEAD: ");
}

#[test]
fn what_says_who_owns_may_not_be_missing() {
    let repo = services(&[("CODEOWNERS", "/pkg/ @team\n")]);
    lose(&repo, "HEAD:CODEOWNERS");
    repo.refuses(&["apply", "--branch", BRANCH, "--group", "owner"], "failed to read CODEOWNERS of HEAD: ");
}

#[test]
fn a_partial_clone_says_what_to_fetch() {
    let repo = services(&[]);
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", repo.path("").display());
    repo.git_in(".", &["clone", "-q", "--filter=blob:none", "--no-checkout", &url, "partial"]);
    repo.introduce("partial");
    let args = ["apply", "--branch", BRANCH];
    let err = repo.refuses_in("partial", &args, "failed to read a.py of HEAD: ");
    assert!(err.contains(" (and 1 more)\nhint: this is a partial clone"), "{err}");
    assert!(err.contains("`git fetch --refetch --no-filter` brings what is missing\n"), "{err}");
    repo.git_in("partial", &["fetch", "-q", "--refetch", "--no-filter"]);
    repo.tidy_in("partial", &[]);
    assert_eq!(repo.git_in("partial", &["diff", "--name-only", "main", BRANCH]), "a.py\npkg/b.py");
}

#[test]
fn a_full_disk_takes_no_objects() {
    let repo = Repo::init();
    for number in 0..120 {
        // Digits that no compression makes much smaller.
        let digits = |line: u64| (number * 131 + line + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let noise: String = (0..60).map(|line| format!("V{line} = {}\n", digits(line))).collect();
        repo.write(format!("pkg{}/m{number}.py", number % 7), format!("{SERVICE}\n\n{noise}"));
    }
    repo.commit("base");
    repo.git(&["gc", "-q"]);
    let Some(disk) = Mount::over(&repo.path(".git/objects"), "200k") else { return };
    for _ in 0..2 {
        repo.refuses(&["apply", "--branch", BRANCH], "No space left on device");
        assert_eq!(repo.locks(REPO), Vec::<PathBuf>::new());
    }
    disk.resize("8m");
    repo.tidy(&[]);
    assert_eq!(repo.changed("main", BRANCH).len(), 120);
}

#[test]
fn a_full_disk_takes_no_branch() {
    let repo = services(&[]);
    repo.tidy(&[]);
    let Some(disk) = Mount::over(&repo.path(".git/refs/heads"), "8k") else { return };
    for name in [BRANCH, "another"] {
        repo.refuses(&["apply", "--branch", name, "--update", "--signoff"], "No space left on device");
        assert_eq!(repo.locks(REPO), Vec::<PathBuf>::new());
    }
    disk.resize("1m");
    repo.tidy(&["--update", "--signoff"]);
}

/// Overhaul as someone who may not write everywhere.
fn unprivileged(repo: &Repo) -> Option<Command> {
    let command = repo.command(REPO);
    if !is_root() {
        return Some(command);
    }
    let program = command.get_program().to_owned();
    let nobody = || {
        let mut nobody = Command::new("setpriv");
        nobody.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).stdin(Stdio::null());
        nobody
    };
    let can = nobody().arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !can {
        eprintln!("skipped: root cannot run overhaul as someone else here");
        return None;
    }
    // Both trust the repository of the other.
    repo.sandbox.write(".gitconfig", "[safe]\n\tdirectory = *\n");
    own(&repo.sandbox.root);
    let mut command = nobody();
    repo.alone(&mut command).current_dir(repo.path(""));
    Some(command)
}

fn own(path: &Path) {
    chown(path, Some(65534), Some(65534)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            own(&entry.unwrap().path());
        }
    }
}

/// Sets the mode of a directory and of all in it.
fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for entry in fs::read_dir(path).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        allow(&entry.path(), mode);
    }
}

#[test]
fn objects_or_branches_that_may_not_be_written_are_told() {
    let repo = services(&[]);
    for (directory, words) in [
        (".git/objects", "error: failed to write to the git repository: "),
        (".git/refs", "error: failed to read or move the branch tidy: "),
        (".git/logs", "error: failed to read or move the branch tidy: "),
    ] {
        let Some(mut command) = unprivileged(&repo) else { return };
        allow(&repo.path(directory), 0o555);
        let err = repo.refused(REPO, command.args(["apply", "--branch", BRANCH]), words);
        assert!(err.contains("Permission denied") && err.ends_with('\n'), "{err}");
        assert_eq!(repo.locks(REPO), Vec::<PathBuf>::new());
        allow(&repo.path(directory), 0o755);
    }
    let Some(mut command) = unprivileged(&repo) else { return };
    let ran = ran(command.args(["apply", "--branch", BRANCH]));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    repo.assert_sound(REPO);
}

#[test]
fn a_repository_of_someone_else_is_a_clear_error() {
    let repo = services(&[]);
    if !is_root() {
        eprintln!("skipped: only root can give files away");
        return;
    }
    for path in ["", ".git"] {
        chown(repo.path(path), Some(12345), Some(12345)).unwrap();
    }
    for args in [&["apply", "--branch", BRANCH][..], &["diff", "--base", "HEAD"]] {
        let ran = repo.overhaul(args);
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.err.contains(" belongs to another user\nhint: `git config --global --add"),
            "{}",
            ran.err
        );
    }
    repo.sandbox.write(".gitconfig", "[safe]\n\tdirectory = *\n");
    repo.tidy(&[]);
}
