//! What is looked at, and how it is called.

use std::os::unix::fs::symlink;

use crate::support::{SERVICE, SERVICE_AFTER, Sandbox};

#[test]
fn what_is_named_is_taken() {
    let sandbox = Sandbox::with(&[
        ("pyproject.toml", ""),
        (".gitignore", "gen/\n"),
        ("overhaul.toml", "exclude = ['legacy', '*_skip.py']\n"),
        ("venv/lib/a.py", SERVICE),
        ("gen/a.py", SERVICE),
        ("legacy/old/a.py", SERVICE),
        ("legacy/old/b_skip.py", SERVICE),
        ("tool", SERVICE),
        ("a.py", SERVICE),
    ]);
    let named = ["venv/lib", "gen", "legacy/old", "tool"];
    assert_eq!(sandbox.overhaul(["apply"].iter().chain(&named)).code, Some(0));
    for name in ["venv/lib/a.py", "gen/a.py", "legacy/old/a.py", "tool"] {
        assert_eq!(sandbox.read(name), SERVICE_AFTER, "{name}");
    }
    for name in ["legacy/old/b_skip.py", "a.py"] {
        assert_eq!(sandbox.read(name), SERVICE, "{name}");
    }
}

#[test]
fn the_whole_project_is_surveyed_whatever_is_named() {
    let sandbox = Sandbox::with(&[
        ("pyproject.toml", ""),
        ("app/main.py", "import logging\nlogging.basicConfig(level=logging.INFO)\n"),
        ("app/service.py", SERVICE),
    ]);
    let ran = sandbox.overhaul(["check", "app/service.py"]);
    assert_eq!(ran.code, Some(1));
    assert!(!ran.err.contains("nothing in this project configures logging"), "{}", ran.err);
    assert!(ran.err.contains("1 file seen"), "{}", ran.err);
}

#[test]
fn paths_are_relative_to_where_one_stands() {
    let sandbox = Sandbox::with(&[("pyproject.toml", ""), ("src/deep/a.py", SERVICE), ("b.py", SERVICE)]);
    let concise =
        |directory: &str, path: &str| sandbox.overhaul_in(directory, ["check", "--format", "concise", path]);
    assert!(concise("src", "deep").out.starts_with("deep/a.py:3:9: "));
    assert!(concise(".", "src/../src").out.starts_with("src/deep/a.py:3:9: "));
    let above = concise("src/deep", "../..");
    assert!(
        above.out.starts_with("b.py:3:9: ") && above.out.contains("\nsrc/deep/a.py:3:9: "),
        "{}",
        above.out
    );
    assert!(
        above.err.contains(&format!("note: paths are relative to {}\n", sandbox.root.display())),
        "{}",
        above.err
    );
}

#[test]
fn each_project_has_its_own_configuration() {
    let sandbox = Sandbox::with(&[
        ("one/overhaul.toml", "[print-to-logger]\nlevel = 'debug'\n"),
        ("one/a.py", SERVICE),
        ("two/setup.cfg", ""),
        ("two/pkg/a.py", SERVICE),
    ]);
    let ran = sandbox.overhaul(["diff", "two", "one", "two/pkg/a.py"]);
    let files: Vec<&str> = ran.out.lines().filter_map(|line| line.strip_prefix("+++ ")).collect();
    assert_eq!(files, ["b/one/a.py", "b/two/pkg/a.py"]);
    assert!(ran.out.contains("+        logger.debug(") && ran.out.contains("+        logger.info("));
    assert!(ran.err.contains("2 fixes in 2 files"), "{}", ran.err);
}

#[test]
fn links_are_followed_only_where_they_are_named() {
    let sandbox = Sandbox::with(&[("src/a.py", SERVICE), ("elsewhere/b.py", SERVICE)]);
    symlink("../elsewhere/b.py", sandbox.path("src/link.py")).unwrap();
    symlink("../elsewhere", sandbox.path("src/linked")).unwrap();
    symlink("../src", sandbox.path("src/loop")).unwrap();
    symlink("self.py", sandbox.path("src/self.py")).unwrap();
    let ran = sandbox.overhaul(["apply", "--verbose", "src"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("skipped link.py: symbolic link\n"), "{}", ran.err);
    assert_eq!(sandbox.read("src/a.py"), SERVICE_AFTER);
    assert_eq!(sandbox.read("elsewhere/b.py"), SERVICE);

    assert_eq!(sandbox.overhaul(["apply", "src/link.py"]).code, Some(0));
    assert!(sandbox.path("src/link.py").is_symlink());
    assert_eq!(sandbox.read("elsewhere/b.py"), SERVICE_AFTER);

    let ran = sandbox.overhaul(["apply", "src/self.py"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("error: failed to read src/self.py: Too many levels of symbolic links"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_excluded_stays_so_where_hooks_name_it() {
    let sandbox = Sandbox::with(&[
        ("pyproject.toml", ""),
        (".gitignore", "gen/\n"),
        (".gitattributes", "made.py linguist-generated\n"),
        ("overhaul.toml", "exclude = ['legacy']\n"),
        ("venv/lib/a.py", SERVICE),
        ("gen/a.py", SERVICE),
        ("legacy/old/a.py", SERVICE),
        ("made.py", SERVICE),
        ("a b.py", SERVICE),
    ]);
    sandbox.git(&["init", "-q"]);
    let named = ["venv/lib/a.py", "gen", "gen/a.py", "legacy/old/a.py", "made.py", "a b.py"];
    let ran = sandbox.overhaul(["apply", "--allow-dirty", "--force-exclude"].iter().chain(&named));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for name in &named[2..5] {
        assert_eq!(sandbox.read(name), SERVICE, "{name}");
    }
    assert_eq!(sandbox.read("a b.py"), SERVICE_AFTER);
}
