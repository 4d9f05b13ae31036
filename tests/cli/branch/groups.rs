//! `--group`: how changes are cut into commits.

use super::{BRANCH, READER, Repo, SHOP};
use crate::support::SERVICE;

const APPLICATION: &str = "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\nfrom shared_lib.health import health\n\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=[\"https://shop.example\"], allow_methods=[\"*\"])\napp.get(\"/health\")(health)\n";

/// Two applications in distributions of their own, whose policy goes into a package of both.
fn two_applications() -> Repo {
    let project = |name: &str| {
        format!("[project]\nname = \"{name}\"\nversion = \"1.0\"\ndependencies = [\"shared-lib\"]\n")
    };
    Repo::with(&[
        ("CODEOWNERS", "/users/ @people\n/billing/ @money\n/shared_lib/ @zz-platform\n"),
        ("billing/billing/__init__.py", ""),
        ("billing/billing/main.py", APPLICATION),
        ("billing/pyproject.toml", &project("billing")),
        ("shared_lib/__init__.py", ""),
        ("shared_lib/health.py", "def health() -> dict:\n    return {}\n"),
        ("users/pyproject.toml", &project("users")),
        ("users/users/__init__.py", ""),
        ("users/users/main.py", APPLICATION),
    ])
}

/// Each commit changes these files, and the last is what a diff shows.
fn assert_cut(repo: &Repo, expected: &[(&str, &str)]) {
    let commits = repo.commits("main");
    let subjects = repo.subjects("main");
    let found: Vec<(String, String)> = commits
        .iter()
        .zip(subjects)
        .map(|(commit, subject)| (subject, repo.changed(&format!("{commit}^"), commit).join(" ")))
        .collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(subject, files)| ((*subject).to_owned(), (*files).to_owned())).collect();
    assert_eq!(found, expected);
    let diff = repo.overhaul(&["diff"]);
    assert_eq!(repo.tree_of_diff("main", &diff.bytes), repo.id("tidy^{tree}"));
}

#[test]
fn one_commit_for_each_directory_at_the_top() {
    let repo = Repo::with(&[SHOP, &[("app.py", READER), ("orders/deep/a.py", SERVICE)]].concat());
    repo.tidy(&["--group", "directory"]);
    assert_cut(
        &repo,
        &[
            ("Overhaul the files at the top (2 fixes in 1 file)", "app.py"),
            ("Overhaul orders/ (3 fixes in 3 files)", "orders/deep/a.py orders/engine.py orders/store.py"),
            ("Overhaul pkg/ (3 fixes in 2 files)", "pkg/reader.py pkg/service.py"),
        ],
    );
    let trailers = |rev: &str| {
        let format = "--format=%(trailers:key=Overhaul-Codemod,valueonly,separator=%x20)";
        repo.git(&["log", "-1", format, rev])
    };
    assert_eq!(trailers("tidy~2"), "print-to-logger narrow-except");
    assert_eq!(trailers("tidy~1"), "print-to-logger parameterize-sql nullpool-to-queuepool");
    let message = repo.git(&["log", "-1", "--format=%B", "tidy"]);
    assert!(message.contains("\n\nprint-to-logger: 2 fixes in 2 files\n\n"), "{message}");
    assert!(message.contains("\n\nnarrow-except: 1 fix in 1 file\n\n"), "{message}");
    assert!(message.contains("Left alone, 1 place:\n- 1 handler-is-cleanup"), "{message}");
    let told = repo.tidy(&["--group", "directory", "--update"]);
    assert!(told.err.contains(", as it was\n"), "{}", told.err);
}

#[test]
fn one_commit_for_each_owner() {
    let codeowners = "*.py @backend\n/orders/ @money @audit\n/pkg/service.py\n";
    let repo = Repo::with(&[SHOP, &[(".github/CODEOWNERS", codeowners), ("top.py", SERVICE)]].concat());
    repo.write(".github/CODEOWNERS", "* @whoever-is-on-disk\n");
    let told = repo.tidy(&["--group", "owner"]);
    assert!(told.err.contains("branch tidy: 3 commits on "), "{}", told.err);
    assert_cut(
        &repo,
        &[
            ("Overhaul what nobody owns (1 fix in 1 file)", "pkg/service.py"),
            ("Overhaul what @backend owns (3 fixes in 2 files)", "pkg/reader.py top.py"),
            ("Overhaul what @money @audit owns (2 fixes in 2 files)", "orders/engine.py orders/store.py"),
        ],
    );
}

#[test]
fn without_owners_there_is_nothing_to_cut_by() {
    let repo = Repo::with(SHOP);
    let args = ["apply", "--branch", BRANCH, "--group", "owner"];
    repo.refuses(&args, "--group owner needs a CODEOWNERS file, and HEAD has none\nhint: --group directory");
}

#[test]
fn what_changes_rely_on_is_in_the_first_commit_that_needs_it() {
    for (by, titles) in [
        ("directory", ["Overhaul billing/", "Overhaul users/"]),
        ("owner", ["Overhaul what @money owns", "Overhaul what @people owns"]),
    ] {
        let repo = two_applications();
        repo.tidy(&["--group", by]);
        let [first, second] = titles.map(|title| format!("{title} (1 fix in 1 file)"));
        assert_cut(
            &repo,
            &[
                (&first, "billing/billing/main.py shared_lib/cors_policy.py"),
                (&second, "users/users/main.py"),
            ],
        );
        assert!(repo.show("tidy~1", "shared_lib/cors_policy.py").contains("def cors_for_"));
        assert!(!repo.show("tidy~1", "users/users/main.py").contains("cors_policy"));
    }
}

#[test]
fn a_new_file_is_a_plain_one_of_its_codemod() {
    let repo = two_applications();
    repo.tidy(&[]);
    assert_cut(
        &repo,
        &[(
            "Gather CORS policies in one module (2 fixes in 2 files)",
            "billing/billing/main.py shared_lib/cors_policy.py users/users/main.py",
        )],
    );
    assert!(repo.git(&["ls-tree", BRANCH, "shared_lib/cors_policy.py"]).starts_with("100644 blob "));
}

/// A package in which a module is asked for whose place something has taken that is left alone.
fn with_taken_place(files: &[(&str, &str)]) -> Repo {
    let application = APPLICATION.replace("from shared_lib.health import health\n\n", "");
    let application = application.replace("app.get(\"/health\")(health)\n", "");
    let shop: [(&str, &str); 3] =
        [("shop/__init__.py", ""), ("shop/a.py", &application), ("shop/b.py", &application)];
    Repo::with(&[&shop, files].concat())
}

fn assert_place_kept(repo: &Repo) {
    let entry = |rev: &str| repo.git(&["ls-tree", rev, "shop/cors_policy.py"]);
    let ran = repo.overhaul(&["apply", "--branch", BRANCH]);
    if repo.has_branch(BRANCH) {
        assert_eq!(entry(BRANCH), entry("main"), "{}", ran.err);
    }
}

#[test]
fn a_new_file_does_not_replace_an_ignored_one() {
    let repo = with_taken_place(&[(".gitignore", "cors_policy.py\n"), ("shop/cors_policy.py", "x = 1\n")]);
    assert_place_kept(&repo);
}

#[test]
fn a_new_file_does_not_replace_an_excluded_one() {
    let repo = with_taken_place(&[
        ("overhaul.toml", "exclude = ['cors_policy.py']\n"),
        ("shop/cors_policy.py", "x = 1\n"),
    ]);
    assert_place_kept(&repo);
}

#[test]
fn a_new_file_does_not_replace_a_link() {
    let repo = with_taken_place(&[]);
    std::os::unix::fs::symlink("elsewhere.txt", repo.path("shop/cors_policy.py")).unwrap();
    repo.commit("a link");
    assert_place_kept(&repo);
}

#[test]
fn a_new_file_does_not_replace_one_that_attributes_exempt() {
    let repo = with_taken_place(&[
        (".gitattributes", "cors_policy.py overhaul=off\n"),
        ("shop/cors_policy.py", "x = 1\n"),
    ]);
    assert_place_kept(&repo);
}
