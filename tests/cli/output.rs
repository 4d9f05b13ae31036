//! `--output`: the file has everything or is as it was.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use crate::support::{SERVICE, Sandbox};

fn sandbox() -> Sandbox {
    Sandbox::with(&[("pyproject.toml", ""), ("a.py", SERVICE), ("reports/.keep", "")])
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let sandbox = sandbox();
    for (command, formats) in [
        ("check", &["text", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit"][..]),
        ("diff", &["patch", "json"]),
    ] {
        for format in formats {
            let plain = sandbox.overhaul([command, "--format", format]);
            assert!(!plain.out.is_empty());
            let args = [command, "--format", format, "--output", "reports/x", "--color", "always"];
            let to_file = sandbox.overhaul(args);
            assert_eq!((to_file.code, to_file.out.as_str()), (plain.code, ""));
            assert_eq!(sandbox.read("reports/x"), plain.out, "{format}: without colours");
            let dash = sandbox.overhaul([command, "--format", format, "--output", "-"]);
            assert_eq!(dash.bytes, plain.bytes);
        }
    }
    let names: Vec<PathBuf> = sandbox.files("reports").into_keys().collect();
    assert_eq!(names, [".keep", "x"].map(PathBuf::from), "no file beside it");
}

#[test]
fn the_table_goes_there_too() {
    let sandbox = sandbox();
    let plain = sandbox.overhaul(["check", "--statistics"]);
    sandbox.overhaul(["check", "--statistics", "--output", "table.txt"]);
    assert_eq!(sandbox.read("table.txt"), plain.out);
}

#[test]
fn a_file_that_is_there_keeps_its_mode_and_a_link_stays() {
    let sandbox = sandbox();
    sandbox.write("reports/x.json", "old");
    fs::set_permissions(sandbox.path("reports/x.json"), Permissions::from_mode(0o640)).unwrap();
    symlink("reports/x.json", sandbox.path("link.json")).unwrap();
    let ran = sandbox.overhaul(["check", "--format", "json", "--output", "link.json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(sandbox.read("reports/x.json").starts_with("{\"version\":1,"));
    assert!(fs::symlink_metadata(sandbox.path("link.json")).unwrap().is_symlink());
    let mode = fs::metadata(sandbox.path("reports/x.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn what_cannot_be_written_is_said_before_the_work() {
    let sandbox = sandbox();
    sandbox.write("b.py", "print(\n");
    sandbox.write("read_only.json", "old");
    fs::set_permissions(sandbox.path("read_only.json"), Permissions::from_mode(0o444)).unwrap();
    for (output, expected) in [
        (
            "reports",
            "error: cannot write to reports: it is a directory\nhint: name a file, such as --output reports/report\n",
        ),
        (
            "new/",
            "error: cannot write to new: it is a directory\nhint: name a file, such as --output new/report\n",
        ),
        ("new/x.json", "error: cannot write to new/x.json: No such file or directory"),
        ("a.py/x.json", "error: cannot write to a.py/x.json: Not a directory"),
        ("read_only.json", "error: cannot write to read_only.json: it is read-only\nhint: "),
        ("/proc/x.json", "error: cannot write to /proc/x.json: "),
        ("", "error: a value is required for '--output <FILE>'"),
    ] {
        for command in ["check", "diff"] {
            let ran = sandbox.overhaul([command, "--output", output]);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{output}");
            assert!(ran.err.starts_with(expected), "{output}: {}", ran.err);
            assert!(!ran.err.contains("b.py"), "nothing was run: {}", ran.err);
        }
    }
    assert_eq!(sandbox.read("read_only.json"), "old");
    let names: Vec<_> = sandbox.files(".").into_keys().filter(|name| name.starts_with(".overhaul")).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn devices_are_written_to_and_not_replaced() {
    let sandbox = sandbox();
    let ran = sandbox.overhaul(["diff", "--output", "/dev/null"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let ran = sandbox.overhaul(["diff", "--output", "/dev/stdout"]);
    assert_eq!(ran.out, sandbox.overhaul(["diff"]).out);
}
