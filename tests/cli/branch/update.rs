//! `--update`: a branch that is there already.

use super::{BRANCH, REPO, Repo, SHOP};
use crate::support::{SERVICE, ran};

const PRINTS: [&str; 2] = ["--codemod", "print-to-logger"];

/// A repository with a branch of one commit.
fn with_branch() -> Repo {
    let repo = Repo::with(&[("a.py", SERVICE), ("b.py", "x = 1\n")]);
    repo.tidy(&PRINTS);
    repo
}

/// Commits something to the branch that is not overhaul's.
fn commit_to_branch(repo: &Repo, args: &[&str]) -> String {
    repo.git(&["switch", "-q", BRANCH]);
    repo.write("c.py", SERVICE);
    repo.git(&["add", "-A"]);
    repo.git(&[&["commit", "-q"], args].concat());
    repo.git(&["switch", "-q", "main"]);
    repo.id(BRANCH)
}

#[test]
fn without_it_a_branch_that_is_there_stays() {
    let repo = with_branch();
    let err = repo.refuses(&["apply", "--branch", BRANCH], "the branch tidy is there already\n");
    assert!(err.contains("hint: --update rebuilds it"), "{err}");
    repo.git(&["pack-refs", "--all"]);
    repo.refuses(&["apply", "--branch", BRANCH], "the branch tidy is there already\n");
}

#[test]
fn the_same_again_does_not_move_the_branch() {
    let repo = with_branch();
    let before = (repo.id(BRANCH), repo.git(&["reflog", BRANCH]));
    for _ in 0..2 {
        // At another time, and so another commit if one was made.
        let mut command = repo.command(REPO);
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            command.env(name, "@1700000000 +0000");
        }
        let ran = ran(command.args(["apply", "--branch", BRANCH, "--update"]).args(PRINTS));
        assert!(ran.err.contains("branch tidy: 1 commit on "), "{}", ran.err);
        assert!(ran.err.contains(", as it was\n"), "{}", ran.err);
        assert_eq!((repo.id(BRANCH), repo.git(&["reflog", BRANCH])), before);
        repo.git(&["pack-refs", "--all"]);
    }
}

#[test]
fn a_branch_that_is_not_there_is_made() {
    let repo = Repo::with(SHOP);
    repo.tidy(&["--update"]);
    assert_eq!(repo.commits("main").len(), 4);
}

#[test]
fn a_new_base_rebuilds_the_branch_and_the_log_keeps_the_old_one() {
    let repo = with_branch();
    let old = repo.id(BRANCH);
    repo.write("b.py", SERVICE);
    repo.commit("more");
    let told = repo.tidy(&["--update"]);
    assert!(told.err.contains(&format!("(HEAD), was {}\n", &old[..7])), "{}", told.err);
    assert_eq!(repo.id("tidy~1"), repo.id("main"));
    assert_eq!(repo.changed("main", BRANCH), ["a.py", "b.py"]);
    assert_eq!(repo.id("tidy@{1}"), old);
    assert!(repo.git(&["reflog", "-1", BRANCH]).contains("overhaul: 1 commit on "));
    // Back to the older base, which main has behind it.
    repo.tidy(&["--update", "--base", "main~1"]);
    assert_eq!(repo.id("tidy~1"), repo.id("main~1"));
    assert_eq!(repo.id("tidy^{tree}"), repo.id(&format!("{old}^{{tree}}")));
}

#[test]
fn other_options_rebuild_the_branch() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    repo.tidy(&["--update", "--group", "directory"]);
    assert_eq!(repo.subjects("main").len(), 2);
    repo.tidy(&["--update", "--signoff"]);
    assert!(repo.git(&["log", "-1", "--format=%B", BRANCH]).contains("\nSigned-off-by: Ada"));
    repo.tidy(&["--update", "--codemod", "narrow-except"]);
    assert_eq!(repo.changed("main", BRANCH), ["pkg/reader.py"]);
}

#[test]
fn a_base_that_was_rewritten_is_told() {
    let repo = with_branch();
    repo.git(&["commit", "-q", "--amend", "-m", "base, in other words"]);
    let err = repo.refuses(&["apply", "--branch", BRANCH, "--update"], "commits that overhaul did not make:");
    assert!(err.contains(&format!("\n  {} base (Ada Lovelace)\n", &repo.id("tidy~1")[..7])), "{err}");
}

#[test]
fn what_a_person_committed_is_refused_and_listed() {
    let repo = with_branch();
    let one = commit_to_branch(&repo, &["-m", "By hand"]);
    repo.write("d.py", "x = 1\n");
    let two = commit_to_branch(
        &repo,
        &[
            "--allow-empty",
            "-m",
            "By hand, too\n\nOverhaul-Version: 0.1.0",
            "--author",
            "Bob <b@example.org>",
        ],
    );
    let err = repo.refuses(
        &["apply", "--branch", BRANCH, "--update"],
        "the branch tidy has commits that overhaul did not make:",
    );
    let listed =
        format!("make:\n  {} By hand, too (Bob)\n  {} By hand (Ada Lovelace)\nhint: ", &two[..7], &one[..7]);
    assert!(err.contains(&listed), "{err}");
    // Wherever else the commits are kept, the branch would lose them.
    repo.git(&["branch", "kept", BRANCH]);
    repo.refuses(&["apply", "--branch", BRANCH, "--update"], "By hand, too (Bob)\n");
    repo.git(&["branch", "-D", "kept"]);
    repo.write("b.py", SERVICE);
    repo.git(&["checkout", "-q", "-f", "main"]);
    repo.commit("a new base");
    repo.refuses(&["apply", "--branch", BRANCH, "--update"], "By hand, too (Bob)\n");
}

#[test]
fn a_commit_below_overhauls_own_counts_too() {
    let repo = Repo::with(SHOP);
    repo.git(&["switch", "-q", "-c", BRANCH]);
    repo.write("by_hand.py", SERVICE);
    repo.commit("Below");
    repo.git(&["switch", "-q", "--detach"]);
    repo.git(&["branch", "-q", "stack", BRANCH]);
    repo.git(&["branch", "-q", "-D", BRANCH]);
    repo.tidy(&["--base", "stack"]);
    // While another branch has what is below, nothing is lost.
    repo.tidy(&["--base", "main", "--update"]);
    assert_eq!(repo.id("tidy~4"), repo.id("main"));
    repo.tidy(&["--base", "stack", "--update"]);
    repo.git(&["branch", "-q", "-D", "stack"]);
    repo.git(&["switch", "-q", "main"]);
    repo.refuses(&["apply", "--branch", BRANCH, "--update"], " Below (Ada Lovelace)\n");
}

#[test]
fn an_amended_commit_is_overhauls_by_its_trailers() {
    let repo = with_branch();
    repo.git(&["switch", "-q", BRANCH]);
    repo.git(&["commit", "-q", "--amend", "-m", "Log what services print, in my words"]);
    repo.git(&["switch", "-q", "main"]);
    repo.refuses(
        &["apply", "--branch", BRANCH, "--update"],
        " Log what services print, in my words (Ada Lovelace)\n",
    );
}

#[test]
fn trailers_that_are_quoted_in_a_message_do_not_count() {
    let repo = with_branch();
    let message =
        "By hand\n\nOverhaul-Codemod: print-to-logger\nOverhaul-Version: 0.1.0\n\nI only quote that.";
    commit_to_branch(&repo, &["-m", message]);
    repo.refuses(&["apply", "--branch", BRANCH, "--update"], " By hand (Ada Lovelace)\n");
}

#[test]
fn a_merge_is_nothing_that_overhaul_made() {
    let repo = with_branch();
    repo.write("b.py", SERVICE);
    repo.commit("more");
    repo.git(&["switch", "-q", BRANCH]);
    let message = "Merge main\n\nOverhaul-Codemod: print-to-logger\nOverhaul-Version: 0.1.0";
    repo.git(&["merge", "-q", "--no-ff", "-m", message, "main"]);
    repo.git(&["switch", "-q", "main"]);
    repo.refuses(&["apply", "--branch", BRANCH, "--update"], " Merge main (Ada Lovelace)\n");
}

#[test]
fn a_symbolic_branch_stays() {
    let repo = with_branch();
    repo.git(&["symbolic-ref", "refs/heads/alias", "refs/heads/tidy"]);
    repo.refuses(
        &["apply", "--branch", "alias", "--update"],
        "the branch alias points to another reference\n",
    );
}

#[test]
fn a_shallow_clone_is_enough() {
    let repo = with_branch();
    repo.write("b.py", SERVICE);
    repo.commit("more");
    let url = format!("file://{}", repo.path("").display());
    repo.git_in(".", &["clone", "-q", "--depth", "1", &url, "shallow"]);
    repo.introduce("shallow");
    repo.tidy_in("shallow", &[]);
    repo.tidy_in("shallow", &["--update"]);
    repo.git_in("shallow", &["commit", "-q", "--allow-empty", "-m", "later"]);
    repo.tidy_in("shallow", &["--update"]);
    assert_eq!(
        repo.git_in("shallow", &["rev-parse", "tidy~1"]),
        repo.git_in("shallow", &["rev-parse", "main"])
    );
}

#[test]
fn another_author_rebuilds_the_branch() {
    let repo = with_branch();
    repo.tidy(&[&["--update", "--author", "Bob <b@example.org>"][..], &PRINTS].concat());
    assert_eq!(repo.git(&["log", "-1", "--format=%an", BRANCH]), "Bob");
}

#[test]
fn a_branch_that_was_merged_is_made_anew() {
    for merge in [&["--ff-only"][..], &["--no-ff", "-m", "merge"]] {
        let repo = with_branch();
        let merged = repo.id(BRANCH);
        repo.git(&[&["merge", "-q"], merge, &[BRANCH]].concat());
        let told = repo.tidy(&["--update"]);
        assert!(told.err.contains("nothing to commit"), "{}", told.err);
        assert_eq!(repo.id(BRANCH), merged);
        repo.write("b.py", SERVICE);
        repo.commit("more");
        repo.tidy(&["--update"]);
        assert_eq!(repo.id("tidy~1"), repo.id("main"));
        assert_eq!(repo.changed("main", BRANCH), ["b.py"]);
    }
}
