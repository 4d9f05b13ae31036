//! Running an oracle: a Python program that gets every case of a codemod before and after the rewrite.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::harness::case_files::{cases, headers, read_case};
use crate::harness::{NamedFile, codemod, transcript};

/// Gives the cases of a codemod with `# oracle:` in one of their heads to `tests/FOLDER/run.py`, which fails the test where
/// it finds a difference that should not be. A case that the codemod leaves unchanged fails it too, unless it says
/// `# unchanged:`.
pub fn check(id: &str, folder: &str) {
    let trees = tempfile::tempdir().unwrap();
    let mut unchanged = Vec::new();
    for case in cases(id) {
        let (files, options) = read_case(&case);
        let says = |key: &str| {
            files.iter().any(|(_, bytes)| !headers(&String::from_utf8_lossy(bytes), key).is_empty())
        };
        if !says("oracle") {
            continue;
        }
        let name = case.file_stem().unwrap().to_str().unwrap();
        let (_, after) = transcript(&codemod(id, &options), &files);
        if after == files && !says("unchanged") {
            unchanged.push(name.to_owned());
        }
        write_tree(&trees.path().join(name).join("before"), &files);
        write_tree(&trees.path().join(name).join("after"), &after);
    }
    let Some(output) = python(&script(folder, "run.py"), Some(trees.path())) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.starts_with("skipped:")).for_each(|line| println!("{line}"));
    println!("{}", said.lines().last().unwrap_or_default());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(unchanged.is_empty(), "left unchanged: {}", unchanged.join(", "));
}

/// Runs `tests/FOLDER/test_oracle.py`, which gives the oracle wrong rewrites.
pub fn check_itself(folder: &str) {
    let Some(output) = python(&script(folder, "test_oracle.py"), None) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn script(folder: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder).join(name)
}

/// `None` where there is no Python, which is said.
fn python(script: &Path, argument: Option<&Path>) -> Option<Output> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let output = Command::new(python).arg(script).args(argument).stdin(Stdio::null()).output();
    if output.is_err() {
        println!("skipped: there is no {python} here to run the oracle with");
    }
    output.ok()
}

fn write_tree(root: &Path, files: &[NamedFile]) {
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
