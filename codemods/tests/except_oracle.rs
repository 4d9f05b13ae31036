//! Every case of narrow-except that says what to call runs before and after the rewrite, and `tests/except_oracle`
//! compares.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

#[expect(dead_code, reason = "the other tests use the rest")]
mod harness;

use std::path::Path;
use std::process::{Command, Stdio};

use harness::case_files::{cases, headers, read_case};
use harness::{NamedFile, codemod, transcript};

const ID: &str = "narrow-except";

#[test]
fn rewritten_handlers_do_what_the_old_ones_did() {
    let Some(python) = interpreter() else {
        println!("skipped: there is no Python here to run the oracle with");
        return;
    };
    let trees = tempfile::tempdir().unwrap();
    for case in cases(ID) {
        let (files, options) = read_case(&case);
        let is_for_oracle =
            files.iter().any(|(_, bytes)| !headers(&String::from_utf8_lossy(bytes), "call").is_empty());
        if !is_for_oracle {
            continue;
        }
        let name = case.file_stem().unwrap().to_str().unwrap();
        let (_, after) = transcript(&codemod(ID, &options), &files);
        write_tree(&trees.path().join(name).join("before"), &files);
        write_tree(&trees.path().join(name).join("after"), &after);
    }
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/except_oracle/run.py");
    let output = Command::new(python).arg(runner).arg(trees.path()).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.starts_with("skipped:")).for_each(|line| println!("{line}"));
    println!("{}", said.lines().last().unwrap_or_default());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_oracle_itself_finds_what_is_wrong() {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/except_oracle/test_oracle.py");
    let Ok(output) = Command::new(python).arg(script).stdin(Stdio::null()).output() else {
        println!("skipped: there is no {python} here");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The Python of the environment that has the packages of the cases, else whichever there is.
fn interpreter() -> Option<String> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let environment = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/sql_oracle/environment.py");
    let output = Command::new(python).arg(environment).stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let path = said.lines().last().filter(|path| output.status.success() && Path::new(path).is_file());
    Some(path.unwrap_or(python).to_owned())
}

fn write_tree(root: &Path, files: &[NamedFile]) {
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
