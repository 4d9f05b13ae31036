//! Every case of parameterize-sql that names a database driver runs before and after the rewrite, against that
//! database, and `tests/sql_oracle` compares.

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

const ID: &str = "parameterize-sql";

#[test]
fn rewritten_queries_do_what_the_old_ones_did_and_no_more() {
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
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/sql_oracle/run.py");
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

fn write_tree(root: &Path, files: &[NamedFile]) {
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
