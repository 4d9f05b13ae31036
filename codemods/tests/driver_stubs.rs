//! The stubs of database drivers, and the table of what takes SQL, say what the real packages say.

use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn stubs_agree_with_the_real_packages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let environment = Command::new("python3")
        .arg(root.join("tests/sql_oracle/environment.py"))
        .stdin(Stdio::null())
        .output();
    let Ok(environment) = environment else {
        println!("skipped: there is no python3 here");
        return;
    };
    let said = String::from_utf8_lossy(&environment.stdout);
    let interpreter = said.trim();
    if !environment.status.success() || interpreter.starts_with("skipped:") {
        println!("{interpreter}");
        return;
    }
    let output = Command::new(interpreter)
        .arg(root.join("tests/drivers/check_stubs.py"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().filter(|line| line.contains("skipped")).for_each(|line| println!("{line}"));
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
