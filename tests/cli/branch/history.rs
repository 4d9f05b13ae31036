//! Git works with the branch as with any other.

use super::{BRANCH, READER, REPO, Repo, SHOP, STORE};
use crate::support::SERVICE;

#[test]
fn git_rebases_it() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    let changed = repo.changed("main", BRANCH);
    repo.write("main.py", "def triple(number):\n    return number * 3\n");
    repo.write("pkg/reader.py", format!("{READER}\n    def stop(self):\n        return None\n"));
    repo.commit("others");
    let trees = |range: &str| repo.git(&["log", "--format=%B", range]);
    let messages = trees("main~1..tidy");
    repo.git(&["rebase", "-q", "main", BRANCH]);
    assert_eq!(repo.id("tidy~4"), repo.id("main"));
    assert_eq!(trees("main..tidy"), messages);
    assert_eq!(repo.changed("main", BRANCH), changed);
    repo.assert_sound(REPO);
    // The rebased commits are overhaul's still.
    repo.git(&["switch", "-q", "main"]);
    repo.write("pkg/late.py", SERVICE);
    repo.commit("late");
    repo.tidy(&["--update"]);
    assert_eq!(repo.id("tidy~4"), repo.id("main"));
}

#[test]
fn git_reverts_the_last_codemod() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(repo.id("HEAD^{tree}"), repo.id("HEAD~2^{tree}"));
    repo.assert_sound(REPO);
}

#[test]
fn git_reverts_a_codemod_in_the_middle() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["revert", "--no-edit", "tidy~2"]);
    assert_eq!(repo.show("HEAD", "orders/store.py"), STORE);
    assert_eq!(repo.changed("main", "HEAD"), ["orders/engine.py", "pkg/reader.py", "pkg/service.py"]);
}

#[test]
fn git_reverts_the_first_codemod() {
    let repo = Repo::with(&[("orders/store.py", STORE), ("pkg/service.py", SERVICE)]);
    repo.tidy(&[]);
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["revert", "--no-edit", "tidy~1"]);
    assert_eq!(repo.show("HEAD", "pkg/service.py"), SERVICE);
    assert_eq!(repo.changed("main", "HEAD"), ["orders/store.py"]);
    // What is left of the branch is a diff of the other codemod alone.
    let diff = repo.overhaul(&["diff", "--base", "main", "--codemod", "parameterize-sql"]);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("HEAD^{tree}"));
}

#[test]
fn git_bisects_it() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    let commits = repo.commits("main");
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["bisect", "start", BRANCH, "main"]);
    let found = repo.git(&["bisect", "run", "grep", "-q", "except:", "pkg/reader.py"]);
    assert!(found.contains(&format!("{} is the first bad commit", commits[2])), "{found}");
    repo.git(&["bisect", "reset"]);
}

#[test]
fn git_switches_to_it_and_back() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    let before = repo.files("repo");
    repo.git(&["switch", "-q", BRANCH]);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    assert!(repo.files("repo") != before);
    assert_eq!(repo.overhaul(&["diff", "--exit-code"]).code, Some(0), "nothing is left to do");
    repo.git(&["switch", "-q", "main"]);
    assert!(repo.files("repo") == before);
}
