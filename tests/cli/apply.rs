//! `overhaul apply`.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

use crate::support::{SERVICE, SERVICE_AFTER, Sandbox, is_root};

#[test]
fn files_keep_mode_and_owner() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("run.py", SERVICE)]);
    fs::set_permissions(sandbox.path("run.py"), fs::Permissions::from_mode(0o750)).unwrap();
    if is_root() {
        chown(sandbox.path("run.py"), Some(12345), Some(54321)).unwrap();
    }
    let before = fs::metadata(sandbox.path("run.py")).unwrap();
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("2 of 2 changed files written\n"), "{}", ran.err);
    assert_eq!(sandbox.read("run.py"), SERVICE_AFTER);
    let after = fs::metadata(sandbox.path("run.py")).unwrap();
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert_eq!(sandbox.files(".").len(), 2, "no temporary file is left");
    let ran = sandbox.overhaul(["apply"]);
    assert!(ran.err.contains("0 of 0 changed files written\n"), "{}", ran.err);
}

#[test]
fn uncommitted_changes_are_not_mixed_with_others() {
    let sandbox = Sandbox::with(&[
        ("pkg/clean.py", SERVICE),
        ("pkg/modified.py", "x = 1\n"),
        ("pkg/staged.py", SERVICE),
        ("pkg/other.py", "x = 1\n"),
    ]);
    sandbox.commit_all();
    sandbox.write("pkg/modified.py", SERVICE);
    sandbox.write("pkg/staged.py", format!("{SERVICE}x = 1\n"));
    sandbox.git(&["add", "pkg/staged.py"]);
    sandbox.write("pkg/other.py", "x = 2\n");
    sandbox.write("untracked.py", SERVICE);
    let before = sandbox.files("pkg");
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: refusing to change files that have uncommitted changes:\n  pkg/modified.py\n  pkg/staged.py\n  untracked.py\nhint: commit or stash them first, or give --allow-dirty\n"
    );
    assert_eq!(sandbox.files("pkg"), before, "nothing is written");
    assert_eq!(sandbox.overhaul(["apply", "pkg/clean.py"]).code, Some(0), "only the files concerned count");
    assert_eq!(sandbox.read("pkg/clean.py"), SERVICE_AFTER);
    assert_eq!(sandbox.overhaul(["apply", "--allow-dirty"]).code, Some(0));
    assert_eq!(sandbox.read("untracked.py"), SERVICE_AFTER);
}

#[test]
fn a_repository_of_someone_else_is_a_clear_error() {
    if !is_root() {
        return;
    }
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    sandbox.commit_all();
    for path in [sandbox.root.clone(), sandbox.path(".git")] {
        chown(path, Some(12345), Some(12345)).unwrap();
    }
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with(&format!(
            "error: the git repository {} belongs to another user\n",
            sandbox.root.display()
        )),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: `git config --global --add safe.directory "), "{}", ran.err);
    assert_eq!(sandbox.overhaul(["apply", "--allow-dirty"]).code, Some(0));
}

#[test]
fn a_read_only_file_stays_and_the_others_are_written() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("b.py", SERVICE)]);
    fs::set_permissions(sandbox.path("a.py"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("a.py: failed (write): is read-only: "), "{}", ran.err);
    assert!(ran.err.contains("1 of 2 changed files written\n"), "{}", ran.err);
    assert_eq!((sandbox.read("a.py").as_str(), sandbox.read("b.py").as_str()), (SERVICE, SERVICE_AFTER));
}

#[test]
fn a_directory_that_cannot_be_written_is_a_clear_failure() {
    if is_root() {
        return;
    }
    let sandbox = Sandbox::with(&[("shut/a.py", SERVICE)]);
    fs::set_permissions(sandbox.path("shut"), fs::Permissions::from_mode(0o555)).unwrap();
    let ran = sandbox.overhaul(["apply"]);
    fs::set_permissions(sandbox.path("shut"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("shut/a.py: failed (write): cannot be replaced: "), "{}", ran.err);
}

#[test]
fn what_cannot_be_parsed_is_listed_and_the_rest_is_written() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("b.py", "class A\n    print(1)\n")]);
    let ran = sandbox.overhaul(["apply", "--quiet"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("b.py:1:8: failed (syntax): "), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert_eq!(sandbox.read("a.py"), SERVICE_AFTER);
}

fn application(origins: &str) -> String {
    format!(
        "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n\
         app.add_middleware(CORSMiddleware, allow_origins={origins}, allow_methods=[\"*\"])\n"
    )
}

#[test]
fn a_module_of_policies_is_extended_and_nothing_else_is_touched() {
    let shop = application("[\"https://shop.example\"]");
    let sandbox = Sandbox::with(&[("shop/__init__.py", ""), ("shop/a.py", &shop), ("shop/b.py", &shop)]);
    sandbox.overhaul(["apply", "--codemod", "centralize-cors"]);
    let before = sandbox.files(".");
    assert!(sandbox.read("shop/cors_policy.py").contains("def cors_for_shop() -> dict[str, Any]:"));

    sandbox.write("shop/c.py", application("[\"https://stock.example\"]"));
    // The module is not among what the run was asked for, so nothing may call what it lacks.
    let ran = sandbox.overhaul(["apply", "--codemod", "centralize-cors", "shop/c.py"]);
    assert!(ran.err.contains("1 no-shared-home"), "{}", ran.err);
    assert!(!sandbox.read("shop/c.py").contains("cors_policy"));

    let ran = sandbox.overhaul(["apply", "--codemod", "centralize-cors"]);
    assert!(ran.err.contains("2 of 2 changed files written\n"), "{}", ran.err);
    let after = sandbox.files(".");
    let module = std::path::PathBuf::from("shop/cors_policy.py");
    for (name, bytes) in &before {
        let is_same = after.get(name) == Some(bytes);
        assert!(is_same || name.ends_with(&module), "{}", name.display());
    }
    let extended = sandbox.read("shop/cors_policy.py");
    assert!(extended.contains("def cors_for_shop()") && extended.contains("def cors_for_c()"), "{extended}");
    let ran = sandbox.overhaul(["apply", "--codemod", "centralize-cors"]);
    assert!(ran.err.contains("0 of 0 changed files written\n"), "{}", ran.err);
}
