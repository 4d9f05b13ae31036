//! What is committed.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{BRANCH, ENGINE, KEEPER, READER, REPO, Repo, SHOP, STORE};
use crate::support::{SERVICE, SERVICE_AFTER, has, ran, with_snapshots};
use crate::validate::{self, accepts};

const SUBJECTS: [&str; 4] = [
    "Log what services print (2 fixes in 2 files)",
    "Give values to SQL as parameters (1 fix in 1 file)",
    "Say what bare excepts catch (1 fix in 1 file)",
    "Give SQLAlchemy engines a connection pool (1 fix in 1 file)",
];

const CODEMODS: [&str; 4] = ["print-to-logger", "parameterize-sql", "narrow-except", "nullpool-to-queuepool"];

#[test]
fn each_codemod_that_changes_something_has_one_commit() {
    let repo = Repo::with(SHOP);
    let references = repo.references(REPO);
    let told = repo.tidy(&[]);
    assert_eq!(repo.subjects("main"), SUBJECTS);
    let added = format!("{references}\n{} commit\trefs/heads/{BRANCH}", repo.id(BRANCH));
    assert_eq!(repo.references(REPO), added, "one branch is new and nothing else");

    let commits = repo.commits("main");
    let parents = [&[repo.id("main")], &commits[..3]].concat();
    for (commit, parent) in commits.iter().zip(&parents) {
        assert_eq!(repo.git(&["show", "-s", "--format=%P", commit]), *parent);
    }
    let changed: Vec<_> =
        commits.iter().map(|commit| repo.changed(&format!("{commit}^"), commit).join(" ")).collect();
    assert_eq!(
        changed,
        ["pkg/reader.py pkg/service.py", "orders/store.py", "pkg/reader.py", "orders/engine.py"]
    );
    assert_eq!(repo.show(BRANCH, "pkg/service.py"), SERVICE_AFTER);
    assert_eq!(repo.show(BRANCH, "main.py"), repo.show("main", "main.py"));

    let short = |id: &str| id[..7].to_owned();
    let base = format!("branch tidy: 4 commits on {} (HEAD)\n", short(&repo.id("main")));
    assert!(told.err.contains(&base), "{}", told.err);
    for (commit, subject) in commits.iter().zip(SUBJECTS) {
        assert!(told.err.contains(&format!("  {} {subject}\n", short(commit))), "{}", told.err);
    }
}

#[test]
fn a_message_says_what_why_and_what_to_check() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    let message = |rev: &str| repo.git(&["log", "-1", "--format=%B", rev]);
    with_snapshots(|| {
        insta::assert_snapshot!("branch-message-to-check", message(BRANCH));
        insta::assert_snapshot!("branch-message-left-alone", message("tidy~1"));
    });
}

#[test]
fn a_program_reads_what_is_on_the_branch() {
    let repo = Repo::with(SHOP);
    let schema = validate::own("branch", true);
    let ran = repo.overhaul(&["apply", "--branch", BRANCH, "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    accepts(&schema, &document);
    assert_eq!((&document["base"], &document["tip"]), (&repo.id("main").into(), &repo.id(BRANCH).into()));
    let ids = document["commits"].as_array().unwrap().iter().map(|commit| commit["id"].as_str().unwrap());
    assert_eq!(ids.collect::<Vec<_>>(), repo.commits("main"));
    assert_eq!(document["commits"][3]["message"], repo.git(&["log", "-1", "--format=%B", BRANCH]) + "\n");
    assert_eq!(
        document["files"],
        json!(["orders/engine.py", "orders/store.py", "pkg/reader.py", "pkg/service.py"])
    );
    let pool =
        document["codemods"].as_array().unwrap().iter().find(|digest| digest["codemod"] == CODEMODS[3]);
    let assumption = &pool.unwrap()["to_check"][0];
    assert_eq!(assumption["places"], json!(["orders/engine.py:4"]), "{assumption}");

    let again = repo.overhaul(&["apply", "--branch", "other", "--base", BRANCH, "--format", "json"]);
    let document: Value = serde_json::from_str(&again.out).unwrap();
    accepts(&schema, &document);
    assert_eq!((&document["tip"], &document["commits"]), (&Value::Null, &json!([])), "{}", again.err);
}

#[test]
fn a_subject_is_shorter_than_72_characters() {
    let owner = format!("@{}", "organisation/".repeat(9));
    let codeowners = format!("* {owner}team\n");
    let repo = Repo::with(&[SHOP, &[("CODEOWNERS", codeowners.as_str())]].concat());
    repo.tidy(&["--group", "owner"]);
    let subjects = repo.subjects("main");
    assert_eq!(subjects.len(), 1);
    assert!(subjects[0].chars().count() < 72, "{}", subjects[0]);
    assert!(subjects[0].ends_with("… (5 fixes in 4 files)"), "{}", subjects[0]);
}

#[test]
fn git_reads_the_trailers() {
    let repo = Repo::with(SHOP);
    repo.write("overhaul.toml", "[print-to-logger]\nlevel = 'debug'\n");
    repo.commit("configuration");
    repo.tidy(&["--safe-only", "--signoff"]);
    assert_eq!(repo.subjects("main"), SUBJECTS[..3], "what a person has to review is left out");
    for (commit, (codemod, config)) in repo.commits("main").iter().zip(CODEMODS.iter().zip([
        "level = \"debug\", --safe-only",
        "--safe-only",
        "--safe-only",
    ])) {
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            repo.git(&["log", "-1", "--format=%(trailers:only,unfold)", commit]),
            format!(
                "Overhaul-Codemod: {codemod}\nOverhaul-Version: {version}\nOverhaul-Config: {config}\nSigned-off-by: Ada Lovelace <ada@example.org>"
            )
        );
    }
    assert!(repo.show(BRANCH, "pkg/service.py").contains("logger.debug("));
}

#[test]
fn the_branch_is_what_a_diff_shows() {
    let repo = Repo::with(SHOP);
    let diff = repo.overhaul(&["diff"]);
    let of_commit = repo.overhaul(&["diff", "--base", "HEAD"]);
    assert!(!diff.bytes.is_empty());
    assert!(diff.bytes == of_commit.bytes, "{}\n---\n{}", diff.out, of_commit.out);
    assert_eq!(diff.err, of_commit.err);
    let check = |args: &[&str]| repo.overhaul(&[&["check", "--format", "json"], args].concat());
    assert_eq!(check(&[]), check(&["--base", "HEAD"]));
    repo.tidy(&[]);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

#[test]
fn an_older_commit_is_a_base_like_another() {
    let repo = Repo::with(SHOP);
    repo.git(&["tag", "-a", "v1", "-m", "one"]);
    repo.write("pkg/service.py", "x = 1\n");
    repo.write("pkg/newer.py", SERVICE);
    repo.git(&["rm", "-q", "-r", "orders"]);
    repo.commit("newer");
    for base in ["v1", "HEAD~1", "main@{1}", &repo.id("main~1")[..9]] {
        let diff = repo.overhaul(&["diff", "--base", base]);
        assert_eq!(diff.code, Some(0), "{}", diff.err);
        let told = repo.tidy(&["--base", base]);
        assert!(told.err.contains(&format!(" ({base})\n")), "{}", told.err);
        assert_eq!(repo.subjects("v1"), SUBJECTS);
        assert_eq!(repo.id("tidy~4"), repo.id("v1^{commit}"));
        assert_eq!(repo.tree_of_diff("v1", &diff.bytes), repo.id("tidy^{tree}"));
        repo.git(&["branch", "-q", "-D", BRANCH]);
    }
}

#[test]
fn each_commit_stands_alone() {
    let repo = Repo::with(SHOP);
    repo.tidy(&[]);
    for (count, commit) in repo.commits("main").iter().enumerate() {
        repo.git(&["worktree", "add", "-q", "--detach", "../alone", commit]);
        if has("python3") {
            // As the one who runs the tests: what starts Python may look for itself in HOME.
            let compiled = ran(Command::new("python3")
                .args(["-m", "compileall", "-q", "-f", "."])
                .env("PYTHONPYCACHEPREFIX", repo.sandbox.path("cache"))
                .current_dir(repo.sandbox.path("alone"))
                .stdin(Stdio::null()));
            assert_eq!(compiled.code, Some(0), "{}{}", compiled.out, compiled.err);
        }
        let named = CODEMODS[..=count].iter().flat_map(|id| ["--codemod", id]);
        let args: Vec<&str> = ["diff"].into_iter().chain(named).collect();
        let diff = repo.overhaul_in("alone", &args);
        assert_eq!((diff.code, diff.out.as_str()), (Some(0), ""), "{}", diff.err);
        repo.git(&["worktree", "remove", "--force", "../alone"]);
    }
}

#[test]
fn one_file_goes_through_the_codemods_commit_by_commit() {
    let all = [READER, ENGINE, STORE, KEEPER, SERVICE].concat();
    let repo = Repo::with(&[("all.py", all.as_str())]);
    let diff = repo.overhaul(&["diff"]);
    repo.tidy(&[]);
    assert_eq!(repo.commits("main").len(), 4);
    let lines = |rev: &str| repo.show(rev, "all.py");
    assert!(lines("tidy~3").contains("logger.info(\"reading %s\", text)"));
    assert!(lines("tidy~3").contains("{name}") && !lines("tidy~2").contains("{name}"));
    assert!(!lines("tidy~2").contains("except (") && lines("tidy~1").contains("except ("));
    assert!(lines("tidy~1").contains("poolclass=NullPool") && lines("tidy").contains("poolclass=QueuePool"));
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

#[test]
fn nothing_to_change_makes_no_branch() {
    let repo = Repo::with(&[("a.py", "x = 1\n")]);
    let references = repo.references(REPO);
    let told = repo.tidy(&[]);
    assert!(told.err.contains("nothing to commit"), "{}", told.err);
    assert_eq!(repo.references(REPO), references);
}

#[test]
fn what_cannot_be_parsed_is_listed_and_the_rest_is_committed() {
    let repo = Repo::with(&[("a.py", SERVICE), ("b.py", "class A\n    print(1)\n")]);
    let before = repo.state(REPO);
    let ran = repo.overhaul(&["apply", "--branch", BRANCH]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("b.py:1:8: failed (syntax): "), "{}", ran.err);
    assert!(ran.err.contains("branch tidy: 1 commit on "), "{}", ran.err);
    assert_eq!(repo.changed("main", BRANCH), ["a.py"]);
    repo.assert_kept(REPO, &before);
}

#[test]
fn quiet_says_nothing() {
    let repo = Repo::with(SHOP);
    let told = repo.tidy(&["--quiet"]);
    assert_eq!(told.err, "");
    assert!(repo.has_branch(BRANCH));
}

#[test]
fn only_what_is_named_is_committed() {
    let repo = Repo::with(SHOP);
    repo.tidy(&["pkg/service.py", "orders", "--codemod", "print-to-logger", "--codemod", "parameterize-sql"]);
    assert_eq!(repo.changed("main", BRANCH), ["orders/store.py", "pkg/service.py"]);
    repo.git(&["branch", "-q", "-D", BRANCH]);
    repo.tidy(&["--exclude", "pkg"]);
    assert_eq!(repo.changed("main", BRANCH), ["orders/engine.py", "orders/store.py"]);
}
