//! Commits on disk for commands.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use overhaul_git::Checkout;
use tempfile::TempDir;

use crate::support::{BRANCH, build, clones, hosted, something_ran};

#[test]
#[ignore = "run by against_a_server"]
fn a_checkout_is_the_commit_and_runs_nothing() {
    let hosted = hosted(
        "checkout",
        &[
            ("a.py", "a = 1\n"),
            ("data/b.txt", "b\n"),
            (".gitattributes", "*.txt filter=evil\n"),
            ("run.sh", "#!/bin/sh\n"),
        ],
    );
    // A link out of the tree, a program, and a submodule whose address is a command.
    let tree = hosted.git(&["ls-tree", "main"]);
    let blob = |name: &str| {
        let line = tree.lines().find(|line| line.ends_with(&format!("\t{name}"))).unwrap();
        line.split([' ', '\t']).nth(2).unwrap().to_owned()
    };
    let script = format!(
        "link=$(printf /etc/passwd | git hash-object -w --stdin)
         modules=$(printf '[submodule \"s\"]\\n\\tpath = s\\n\\turl = ./x\\n' | git hash-object -w --stdin)
         data=$(git rev-parse main:data)
         {{ printf '100644 blob %s\\t.gitattributes\\n100644 blob %s\\t.gitmodules\\n' {attributes} $modules
           printf '100644 blob %s\\ta.py\\n040000 tree %s\\tdata\\n120000 blob %s\\tlink\\n' {a} $data $link
           printf '100755 blob %s\\trun.sh\\n160000 commit %s\\ts\\n' {run} $(git rev-parse main); }} | git mktree --missing",
        attributes = blob(".gitattributes"),
        a = blob("a.py"),
        run = blob("run.sh"),
    );
    let made = Command::new("sh").args(["-c", &script]).current_dir(&hosted.directory).output().unwrap();
    let tree = String::from_utf8(made.stdout).unwrap();
    let commit = hosted.git(&["commit-tree", "-p", "main", "-m", "more", tree.trim()]);
    hosted.git(&["update-ref", "refs/heads/main", commit.trim()]);

    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    let parent = TempDir::new().unwrap();
    let checkout = Checkout::of(&clone, tip, parent.path()).unwrap();
    let read = |name: &str| fs::read_to_string(checkout.path().join(name)).unwrap();
    assert_eq!((read("a.py").as_str(), read("data/b.txt").as_str()), ("a = 2\n", "b\n"));
    assert_eq!(fs::read_link(checkout.path().join("link")).unwrap().to_str(), Some("/etc/passwd"));
    assert_eq!(fs::metadata(checkout.path().join("run.sh")).unwrap().permissions().mode() & 0o111, 0o111);
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).current_dir(checkout.path()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(git(&["rev-parse", "HEAD"]), tip.to_string());
    assert_eq!(git(&["-c", "filter.evil.clean=cat", "status", "--porcelain"]), "");
    assert_eq!(git(&["log", "--format=%s"]), "Fix it");
    assert_eq!(git(&["remote"]), "");
    assert!(!something_ran());

    let path = checkout.path().to_owned();
    fs::create_dir_all(path.join("x/y")).unwrap();
    for directory in ["x/y", "x"] {
        fs::set_permissions(path.join(directory), fs::Permissions::from_mode(0o500)).unwrap();
    }
    drop(checkout);
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
}
