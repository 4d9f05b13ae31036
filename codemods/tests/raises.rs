//! The tables of what raises what agree with the real modules.

#![expect(clippy::print_stdout, reason = "a test tells what it skips")]

use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_table_of_exceptions_agrees_with_the_real_modules() {
    passes("check_raises.py");
}

#[test]
fn special_methods_raise_what_their_rows_say() {
    passes("check_specials.py");
}

fn passes(script: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/raises").join(script);
    let Ok(output) = Command::new("python3").arg(script).stdin(Stdio::null()).output() else {
        println!("skipped: there is no python3 here");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.starts_with("skipped:")).for_each(|line| println!("{line}"));
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
