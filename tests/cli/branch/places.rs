//! Where a run may stand: bare repositories, linked and sparse work trees, uncommitted changes, directories.

use std::fs;

use super::{BRANCH, REPO, Repo, SHOP};
use crate::support::{SERVICE, SERVICE_AFTER, ran};

const TWO: &[(&str, &str)] = &[("other/b.py", SERVICE), ("pkg/a.py", SERVICE)];

/// The commits do not depend on where they were made, their time aside.
fn assert_same(repo: &Repo, one: &str, other: &str) {
    let tree = |rev: &str| repo.git(&["log", "--format=%T %an %s%n%b", &format!("main..{rev}")]);
    assert_eq!(tree(one), tree(other));
}

#[test]
fn a_bare_repository_gets_the_same_branch() {
    let repo = Repo::with(SHOP);
    repo.git_in(".", &["clone", "-q", "--bare", "repo", "bare.git"]);
    repo.introduce("bare.git");
    let diff = repo.overhaul_in("bare.git", &["diff", "--base", "HEAD"]);
    assert!(diff.bytes == repo.overhaul(&["diff"]).bytes, "{}", diff.err);
    repo.tidy_in("bare.git", &["--base", "main"]);
    repo.git(&["fetch", "-q", "../bare.git", "tidy:theirs"]);
    repo.tidy(&[]);
    assert_same(&repo, "theirs", BRANCH);
    repo.tidy_in("bare.git", &["--update", "pkg"]);
    assert_eq!(
        repo.git_in("bare.git", &["diff", "--name-only", "main", BRANCH]),
        "pkg/reader.py\npkg/service.py"
    );
    repo.refuses_in("bare.git", &["apply", "--branch", "x", "objects"], "objects does not exist in HEAD\n");
}

#[test]
fn a_work_tree_of_a_bare_repository_is_like_another() {
    let repo = Repo::with(TWO);
    repo.git_in(".", &["clone", "-q", "--bare", "repo", "bare.git"]);
    repo.introduce("bare.git");
    repo.git_in("bare.git", &["worktree", "add", "-q", "../linked", "main"]);
    repo.tidy_in("linked", &[]);
    assert_eq!(repo.git_in("bare.git", &["diff", "--name-only", "main", BRANCH]), "other/b.py\npkg/a.py");
}

#[test]
fn a_file_that_names_a_bare_repository_is_followed() {
    let repo = Repo::with(TWO);
    fs::create_dir(repo.sandbox.path("project")).unwrap();
    repo.git_in(".", &["clone", "-q", "--bare", "repo", "project/.bare"]);
    repo.introduce("project/.bare");
    repo.sandbox.write("project/.git", "gitdir: ./.bare\n");
    assert!(!repo.git_in("project", &["log", "-1"]).is_empty());
    let ran = repo.overhaul_in("project", &["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_linked_work_tree_has_a_head_of_its_own() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    repo.git(&["worktree", "add", "-q", "-b", "side", "../linked"]);
    let main = repo.state(REPO);
    repo.tidy_in("linked", &["--update"]);
    let told = repo.overhaul_in("linked", &["apply", "--branch", "again"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert_same(&repo, "again", BRANCH);
    // Each work tree has a HEAD of its own.
    repo.sandbox.write("linked/late.py", SERVICE);
    repo.git_in("linked", &["add", "-A"]);
    repo.git_in("linked", &["commit", "-q", "-m", "late"]);
    repo.tidy_in("linked", &["--update"]);
    assert_eq!(repo.id("tidy~4"), repo.id("side"));
    repo.assert_kept(REPO, &main);
}

#[test]
fn uncommitted_changes_are_not_committed() {
    let repo = Repo::with(&[TWO, &[("staged.py", SERVICE), ("gone.py", SERVICE)]].concat());
    repo.tidy(&[]);
    repo.write("pkg/a.py", "import nothing_of_this\n\nprint(\n");
    repo.write("staged.py", "import nor_of_this\n");
    repo.git(&["add", "staged.py"]);
    repo.git(&["rm", "-q", "gone.py"]);
    repo.write("untracked.py", SERVICE);
    repo.write("pkg/.gitattributes", "* overhaul=off\n");
    repo.write("pkg/.gitignore", "*\n");
    repo.tidy(&["--update"]);
    let log = repo.git(&["reflog", "--format=%gs", BRANCH]);
    assert_eq!(log.lines().count(), 1, "{log}");
    assert_eq!(repo.changed("main", BRANCH), ["gone.py", "other/b.py", "pkg/a.py", "staged.py"]);
    let diff = repo.overhaul(&["diff", "--base", "HEAD"]);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

#[test]
fn a_merge_that_is_not_finished_does_not_matter() {
    let repo = Repo::with(TWO);
    repo.git(&["switch", "-q", "-c", "side"]);
    repo.write("pkg/a.py", format!("x = 1\n{SERVICE}"));
    repo.commit("side");
    repo.git(&["switch", "-q", "main"]);
    repo.write("pkg/a.py", format!("x = 2\n{SERVICE}"));
    repo.commit("main");
    assert_ne!(repo.try_git(REPO, &["merge", "side"]).code, Some(0));
    repo.tidy(&[]);
    assert!(repo.show(BRANCH, "pkg/a.py").contains("\nx = 2\n"));
}

#[test]
fn a_sparse_work_tree_gets_the_whole_branch() {
    let repo = Repo::with(&[TWO, &[("other/deep/c.py", SERVICE), ("top.py", SERVICE)]].concat());
    repo.tidy(&[]);
    repo.git(&["sparse-checkout", "set", "pkg"]);
    assert!(!repo.path("other").exists());
    let told = repo.tidy(&["--update"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
    assert_eq!(repo.changed("main", BRANCH), ["other/b.py", "other/deep/c.py", "pkg/a.py", "top.py"]);
    for (directory, path) in [("repo", "other/deep"), ("repo/pkg", "../other/deep")] {
        let ran = repo.overhaul_in(directory, &["apply", "--branch", BRANCH, "--update", path]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(repo.changed("main", BRANCH), ["other/deep/c.py"]);
    }
    repo.git(&["switch", "-q", BRANCH]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    assert!(!repo.path("other").exists());
}

#[test]
fn a_sparse_index_stays_sparse() {
    let repo = Repo::with(TWO);
    repo.git(&["config", "advice.sparseIndexExpanded", "false"]);
    repo.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "pkg"]);
    repo.tidy(&[]);
    assert_eq!(repo.changed("main", BRANCH), ["other/b.py", "pkg/a.py"]);
}

#[test]
fn a_head_on_no_branch_is_a_base() {
    let repo = Repo::with(TWO);
    repo.git(&["switch", "-q", "--detach"]);
    repo.tidy(&[]);
    assert_eq!(repo.id("tidy~1"), repo.id("main"));
}

#[test]
fn a_repository_that_borrows_its_objects_keeps_the_new_ones() {
    let repo = Repo::with(TWO);
    repo.git_in(".", &["clone", "-q", "--shared", "repo", "borrower"]);
    repo.introduce("borrower");
    repo.tidy_in("borrower", &[]);
    assert_eq!(repo.git_in("borrower", &["diff", "--name-only", "main", BRANCH]), "other/b.py\npkg/a.py");
    assert!(!repo.has_branch(BRANCH));
    repo.assert_sound(REPO);
}

#[test]
fn objects_in_packs_are_read() {
    let repo = Repo::with(SHOP);
    repo.git(&["gc", "-q"]);
    repo.tidy(&[]);
    repo.git(&["gc", "-q", "--prune=now"]);
    let told = repo.tidy(&["--update"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
}

#[test]
fn a_directory_of_the_work_tree_can_be_asked_for() {
    let repo = Repo::with(TWO);
    let ran = repo.overhaul_in("repo/pkg", &["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.changed("main", BRANCH), ["pkg/a.py"]);
    let ran = repo.overhaul_in(".", &["apply", "--branch", "far", "repo/other"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.changed("main", "far"), ["other/b.py"]);
    let ran = repo.overhaul_in("repo/pkg", &["apply", "--branch", "beside", "../other/b.py"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.id("beside^{tree}"), repo.id("far^{tree}"));
}

#[test]
fn a_message_does_not_depend_on_the_directory() {
    let repo = Repo::with(SHOP);
    let args = ["apply", "--branch", BRANCH, "--codemod", "nullpool-to-queuepool", "--update"];
    let ran = repo.overhaul_in("repo/orders", &args);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let message = repo.git(&["log", "-1", "--format=%B", BRANCH]);
    assert!(message.contains("(orders/engine.py:4)"), "{message}");
    let ran = repo.overhaul(&args);
    assert!(ran.err.contains(", as it was\n"), "{}", ran.err);
}

#[test]
fn a_repository_that_the_environment_names_is_taken() {
    let repo = Repo::with(TWO);
    let with = |directory: &str, branch: &str, variables: &[(&str, String)], args: &[&str]| {
        let mut command = repo.command(directory);
        let variables = variables.iter().map(|(name, value)| (name, value));
        let ran = ran(command.args(["apply", "--branch", branch]).args(args).envs(variables));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(repo.changed("main", branch), ["pkg/a.py"]);
    };
    let git = repo.path(".git").display().to_string();
    with("repo", "one", &[("GIT_DIR", ".git".to_owned())], &["pkg"]);
    let tree = repo.path("").display().to_string();
    with(".", "two", &[("GIT_DIR", git), ("GIT_WORK_TREE", tree)], &["repo/pkg"]);
    assert_eq!(repo.show("two", "pkg/a.py"), SERVICE_AFTER);
}

#[test]
fn a_path_through_a_link_is_found() {
    let repo = Repo::with(TWO);
    std::os::unix::fs::symlink("repo", repo.sandbox.path("link")).unwrap();
    let ran = repo.overhaul_in("link/pkg", &["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = repo.overhaul_in(".", &["apply", "--branch", "far", "link/pkg/a.py"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(repo.id("far^{tree}"), repo.id("tidy^{tree}"));
}
