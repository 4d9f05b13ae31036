//! Help pages are a contract.

use crate::support::{COMMANDS, Sandbox, with_snapshots};

#[test]
fn every_command_explains_itself() {
    let sandbox = Sandbox::new();
    with_snapshots(|| {
        for command in COMMANDS {
            let args: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
            let ran = sandbox.overhaul(&args);
            assert_eq!(ran.code, Some(0));
            let name = if command.is_empty() {
                "help".to_owned()
            } else {
                format!("help-{}", command.replace(' ', "-"))
            };
            insta::assert_snapshot!(name, ran.out);
        }
    });
}

#[test]
fn a_wrong_command_line_is_refused() {
    let sandbox = Sandbox::new();
    for args in [
        &["chekc"][..],
        &["check", "--formt", "json"],
        &["check", "--jobs", "0"],
        &["check", "--format", "xml"],
        &["check", "-q", "-v"],
        &[],
    ] {
        let ran = sandbox.overhaul(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert_eq!(ran.out, "");
    }
    let ran = sandbox.overhaul(["--version"]);
    assert_eq!(ran.out, format!("overhaul {}\n", env!("CARGO_PKG_VERSION")));
}
