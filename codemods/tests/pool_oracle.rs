//! Every case of nullpool-to-queuepool that names a database driver runs before and after the rewrite, with many
//! queries at once, and `tests/pool_oracle` counts the connections.

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

const ID: &str = "nullpool-to-queuepool";

#[test]
fn rewritten_engines_have_the_pools_that_were_promised() {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let trees = tempfile::tempdir().unwrap();
    let mut unchanged = Vec::new();
    for case in cases(ID) {
        let (files, options) = read_case(&case);
        let is_for_oracle =
            files.iter().any(|(_, bytes)| !headers(&String::from_utf8_lossy(bytes), "oracle").is_empty());
        if !is_for_oracle {
            continue;
        }
        let name = case.file_stem().unwrap().to_str().unwrap();
        let (_, after) = transcript(&codemod(ID, &options), &files);
        if after == files {
            unchanged.push(name.to_owned());
        }
        write_tree(&trees.path().join(name).join("before"), &files);
        write_tree(&trees.path().join(name).join("after"), &after);
    }
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pool_oracle/run.py");
    let output = Command::new(python).arg(runner).arg(trees.path()).stdin(Stdio::null()).output();
    let Ok(output) = output else {
        println!("skipped: there is no {python} here to run the oracle with");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.starts_with("skipped:")).for_each(|line| println!("{line}"));
    println!("{}", said.lines().last().unwrap_or_default());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(unchanged.is_empty(), "left unchanged: {}", unchanged.join(", "));
}

#[test]
fn the_oracle_itself_finds_what_is_wrong() {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pool_oracle/test_oracle.py");
    let Ok(output) = Command::new(python).arg(script).stdin(Stdio::null()).output() else {
        println!("skipped: there is no {python} here");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn write_tree(root: &Path, files: &[NamedFile]) {
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
