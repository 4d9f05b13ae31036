//! What a tree lists: modes, links, submodules, names, and what `.gitattributes` and `.gitignore` say.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::{BRANCH, REPO, Repo};
use crate::support::{SERVICE, SERVICE_AFTER};

/// What a diff of the work tree and one of its commit say is the same, and the branch is just that.
fn assert_agreed(repo: &Repo) {
    let diff = repo.overhaul(&["diff", "--quiet"]);
    let of_commit = repo.overhaul(&["diff", "--quiet", "--base", "HEAD"]);
    assert_eq!((diff.code, of_commit.code), (Some(0), Some(0)), "{}{}", diff.err, of_commit.err);
    assert!(diff.bytes == of_commit.bytes, "{}\n---\n{}", diff.out, of_commit.out);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

fn mode(repo: &Repo, rev: &str, name: &str) -> String {
    repo.git(&["ls-tree", rev, name]).split(' ').next().unwrap().to_owned()
}

#[test]
fn files_keep_their_modes() {
    let repo = Repo::with(&[("a.py", SERVICE), ("bin/run.py", SERVICE), ("tool", SERVICE)]);
    for name in ["bin/run.py", "tool"] {
        fs::set_permissions(repo.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    repo.commit("modes");
    repo.tidy(&[".", "tool"]);
    let modes = ["a.py", "bin/run.py", "tool"].map(|name| mode(&repo, BRANCH, name));
    assert_eq!(modes, ["100644", "100755", "100755"]);
    assert_eq!(repo.show(BRANCH, "tool"), SERVICE_AFTER);
    // Whatever the disk says, or whether git believes it.
    repo.git(&["config", "core.fileMode", "false"]);
    fs::set_permissions(repo.path("bin/run.py"), fs::Permissions::from_mode(0o644)).unwrap();
    let told = repo.tidy(&["--update", ".", "tool"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
}

/// A commit in which a file is writable for its group, as git wrote them in its first months.
fn commit_of_old(repo: &Repo, file: &str) -> String {
    let listed = repo.git(&["ls-tree", "HEAD"]);
    let mut bytes = Vec::new();
    for line in listed.lines() {
        let (entry, name) = line.split_once('\t').unwrap();
        let mode = if name == file { "100664" } else { "100644" };
        bytes.extend(format!("{mode} {name}\0").into_bytes());
        let id = entry.rsplit(' ').next().unwrap().as_bytes();
        let byte = |digits: &[u8]| u8::from_str_radix(str::from_utf8(digits).unwrap(), 16).unwrap();
        bytes.extend(id.chunks(2).map(byte));
    }
    repo.sandbox.write("tree", bytes);
    let tree = repo.git(&["hash-object", "-t", "tree", "-w", "--literally", "../tree"]);
    repo.git(&["commit-tree", &tree, "-m", "of old"])
}

#[test]
fn a_mode_of_old_stays_where_nothing_changes() {
    let repo = Repo::with(&[("a.py", SERVICE), ("b.py", "x = 1\n")]);
    let base = commit_of_old(&repo, "b.py");
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--base", &base]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.changed(&base, BRANCH), ["a.py"]);
    let tree = repo.try_git(REPO, &["cat-file", "tree", "tidy^{tree}"]).out;
    assert!(tree.contains("100664 b.py\0"), "{tree}");
}

#[test]
fn a_file_with_a_mode_of_old_is_changed_like_another() {
    let repo = Repo::with(&[("a.py", SERVICE), ("b.py", "x = 1\n")]);
    let base = commit_of_old(&repo, "a.py");
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--base", &base]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.changed(&base, BRANCH), ["a.py"]);
}

#[test]
fn links_are_kept_and_not_followed() {
    let repo = Repo::with(&[("pkg/a.py", SERVICE), ("data/b.txt", SERVICE)]);
    symlink("a.py", repo.path("pkg/link.py")).unwrap();
    symlink("../data/b.txt", repo.path("pkg/other.py")).unwrap();
    symlink("nowhere", repo.path("pkg/broken.py")).unwrap();
    symlink("pkg", repo.path("linked")).unwrap();
    repo.commit("links");
    let told = repo.tidy(&["--verbose"]);
    for name in ["broken", "link", "other"] {
        assert!(told.err.contains(&format!("skipped pkg/{name}.py: symbolic link\n")), "{}", told.err);
    }
    assert_eq!(repo.changed("main", BRANCH), ["pkg/a.py"]);
    assert_agreed(&repo);
    repo.git_in(".", &["clone", "-q", "--bare", "repo", "bare.git"]);
    repo.introduce("bare.git");
    let args = ["diff", "--base", "HEAD", "pkg/link.py"];
    repo.refuses_in("bare.git", &args, "pkg/link.py is a symbolic link in HEAD\n");
}

#[test]
fn submodules_are_kept_and_not_entered() {
    let repo = Repo::with(&[("a.py", SERVICE)]);
    repo.git_in(".", &["clone", "-q", "repo", "library"]);
    repo.git(&["-c", "protocol.file.allow=always", "submodule", "-q", "add", "../library", "lib"]);
    repo.commit("submodule");
    repo.tidy(&[]);
    assert_eq!(repo.changed("main", BRANCH), ["a.py"]);
    assert_eq!(mode(&repo, BRANCH, "lib"), "160000");
    assert_agreed(&repo);

    let err = repo.refuses(&["apply", "--branch", "x", "a.py", "lib"], "lib is a submodule in HEAD\n");
    assert!(err.contains("hint: run overhaul in the submodule"), "{err}");
    // Where it was not fetched, there is but an empty directory.
    repo.git_in(".", &["clone", "-q", "repo", "empty"]);
    repo.introduce("empty");
    repo.refuses_in("empty", &["apply", "--branch", "x", "lib"], "lib is a submodule in HEAD\n");
    repo.refuses_in("empty", &["apply", "--branch", "x", "lib/a.py"], "lib/a.py does not exist in HEAD\n");
    // Where it is, it is a repository like another.
    repo.introduce("repo/lib");
    let references = repo.references(REPO);
    repo.tidy_in("repo/lib", &[]);
    assert_eq!(repo.references(REPO), references);
    repo.refuses(&["apply", "--branch", "x", "lib", "a.py"], "is not in the repository");
}

#[test]
fn what_attributes_exempt_is_left_alone() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    let repo = Repo::with(&[
        (
            ".gitattributes",
            "gen/* linguist-generated\noff.py overhaul=off\nold/** -overhaul\nbig/* filter=lfs diff=lfs merge=lfs -text\n",
        ),
        ("gen/a.py", SERVICE),
        ("off.py", SERVICE),
        ("old/deep/b.py", SERVICE),
        ("old/.gitattributes", "kept.py overhaul\n"),
        ("old/kept.py", SERVICE),
        ("big/model.py", pointer),
        ("big/service.py", SERVICE),
        ("a.py", SERVICE),
    ]);
    let in_both = "note: 3 Python files are left alone by .gitattributes: 2 marked overhaul=off, 1 marked linguist-generated\n";
    let in_commits = "note: 5 Python files are left alone by .gitattributes: 2 marked overhaul=off, 1 marked linguist-generated, 2 kept by a filter such as git-lfs\n";
    let diff = repo.overhaul(&["diff"]);
    assert!(diff.err.contains(in_both), "{}", diff.err);
    assert!(diff.out.contains("+++ b/big/service.py\n"), "on disk git-lfs has done its work already");
    let diff = repo.overhaul(&["diff", "--base", "HEAD"]);
    assert!(diff.err.contains(in_commits), "{}", diff.err);
    let told = repo.tidy(&[]);
    assert!(told.err.contains(in_commits), "{}", told.err);
    assert_eq!(repo.changed("main", BRANCH), ["a.py", "old/kept.py"]);
    // The attributes of the commit count, not those on disk.
    repo.write(".gitattributes", "* overhaul=off\n");
    let told = repo.tidy(&["--update"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
    // What is named is meant.
    repo.tidy(&["--update", "off.py"]);
    assert_eq!(repo.changed("main", BRANCH), ["off.py"]);
}

#[test]
fn line_ends_are_those_of_the_repository() {
    let crlf = SERVICE.replace('\n', "\r\n");
    let repo = Repo::with(&[
        (".gitattributes", "*.py text eol=crlf\nraw.py -text\n"),
        ("a.py", &crlf),
        ("b.py", "x = 1\r\n"),
        ("raw.py", &crlf),
    ]);
    assert_eq!(repo.show("main", "a.py"), SERVICE);
    repo.tidy(&[]);
    assert_eq!(repo.show(BRANCH, "a.py"), SERVICE_AFTER);
    let after = SERVICE_AFTER.replace('\n', "\r\n");
    assert_eq!(repo.show(BRANCH, "raw.py"), after);
    repo.git(&["switch", "-q", BRANCH]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    assert_eq!(fs::read_to_string(repo.path("a.py")).unwrap(), after);
    // What git would normalize is normal.
    repo.git(&["add", "--renormalize", "."]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn converted_line_ends_are_no_change() {
    let repo = Repo::with(&[("a.py", SERVICE)]);
    repo.git(&["config", "core.autocrlf", "true"]);
    fs::remove_file(repo.path("a.py")).unwrap();
    repo.git(&["checkout", "-q", "--", "a.py"]);
    assert!(fs::read_to_string(repo.path("a.py")).unwrap().contains("\r\n"));
    repo.tidy(&[]);
    assert_eq!(repo.show(BRANCH, "a.py"), SERVICE_AFTER);
    repo.git(&["switch", "-q", BRANCH]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn names_of_any_bytes_are_kept() {
    let repo = Repo::with(&[("a.py", SERVICE)]);
    let names: [&[u8]; 14] = [
        b"not\xffutf8.py",
        b"caf\xe9/\xe9.py",
        "gr\u{fc}n \u{1F600}.py".as_bytes(),
        b"line\nfeed.py",
        b"tab\tbed.py",
        b"quote\"d.py",
        b"back\\slash.py",
        b"-dash.py",
        b"[a]*?.py",
        b":(top)x.py",
        // A directory and files that sort around it.
        b"a/x.py",
        b"a-/x.py",
        b"a0/x.py",
        b"a/x/y.py",
    ];
    for name in names {
        repo.write(OsStr::from_bytes(name), SERVICE);
    }
    repo.commit("names");
    repo.tidy(&[]);
    let tree = repo.try_git(REPO, &["ls-tree", "-r", "-z", BRANCH]);
    let entry = format!("100644 blob {}\t", repo.id("tidy:a.py"));
    assert_eq!(repo.show(BRANCH, "a.py"), SERVICE_AFTER);
    let mut expected: Vec<Vec<u8>> =
        names.iter().chain(&[b"a.py".as_slice()]).map(|name| [entry.as_bytes(), name].concat()).collect();
    expected.sort();
    let mut found: Vec<&[u8]> = tree.bytes.split(|byte| *byte == 0).filter(|line| !line.is_empty()).collect();
    found.sort_unstable();
    assert!(found == expected, "{}", tree.out);
    assert_agreed(&repo);
    repo.tidy(&["--update", "--", "-dash.py", "[a]*?.py"]);
    assert_eq!(repo.changed("main", BRANCH), ["-dash.py", "[a]*?.py"]);
}

#[test]
fn a_message_shows_names_of_any_bytes() {
    let repo = Repo::with(&[]);
    repo.write(Path::new("db").join(OsStr::from_bytes(b"\xff\n\x1b.py")), super::ENGINE);
    repo.commit("name");
    repo.tidy(&[]);
    let message = repo.git(&["log", "-1", "--format=%B", BRANCH]);
    assert!(message.contains("(db/\\xff\\n\\x1b.py:4)"), "{message}");
}

#[test]
fn names_that_differ_by_case_alone_are_kept_and_told() {
    let repo = Repo::with(&[("Same.py", SERVICE), ("PKG/x.py", SERVICE), ("other.py", SERVICE)]);
    if repo.path("same.py").exists() {
        eprintln!("skipped: this file system does not know case");
        return;
    }
    repo.write("same.py", SERVICE);
    repo.write("pkg/X.py", "x = 1\n");
    repo.commit("twins");
    let told = repo.tidy(&[]);
    for pair in ["Same.py and same.py", "PKG/x.py and pkg/X.py"] {
        let note = format!("note: {pair} differ by case alone; both are kept\n");
        assert_eq!(told.err.matches(&note).count(), 1, "{}", told.err);
    }
    assert_eq!(repo.changed("main", BRANCH), ["PKG/x.py", "Same.py", "other.py", "same.py"]);
    assert_agreed(&repo);
    let told = repo.tidy(&["--update", "other.py"]);
    assert!(!told.err.contains("differ by case"), "{}", told.err);
}

#[test]
fn what_is_ignored_although_git_has_it_is_left_alone() {
    let repo = Repo::with(&[
        (".gitignore", "gen/\n*_pb2.py\n!kept_pb2.py\n/top.py\n"),
        (".ignore", "quiet.py\n"),
        ("pkg/.gitignore", "local.py\n!gen_pb2.py\n"),
        ("gen/a.py", SERVICE),
        ("x_pb2.py", SERVICE),
        ("kept_pb2.py", SERVICE),
        ("pkg/gen_pb2.py", SERVICE),
        ("pkg/local.py", SERVICE),
        ("pkg/top.py", SERVICE),
        ("pkg/quiet.py", SERVICE),
        ("top.py", SERVICE),
        (".hidden/a.py", SERVICE),
        ("venv/lib/a.py", SERVICE),
        ("build/a.py", SERVICE),
        ("dist/__init__.py", SERVICE),
        ("env/pyvenv.cfg", ""),
        ("env/a.py", SERVICE),
    ]);
    repo.tidy(&[]);
    assert_eq!(
        repo.changed("main", BRANCH),
        ["dist/__init__.py", "kept_pb2.py", "pkg/gen_pb2.py", "pkg/top.py"]
    );
    assert_agreed(&repo);
    // What is named is meant.
    repo.tidy(&["--update", "gen", "top.py"]);
    assert_eq!(repo.changed("main", BRANCH), ["gen/a.py", "top.py"]);
}
