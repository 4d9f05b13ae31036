//! Colours, pagers, and what must never reach a terminal.

use std::process::{Command, Stdio};

use crate::support::{Ran, SERVICE, Sandbox, has, ran};

/// Runs overhaul with a terminal as its standard output.
fn on_terminal(sandbox: &Sandbox, args: &str, variables: &[(&str, &str)]) -> Ran {
    let overhaul = sandbox.command();
    let mut script = Command::new("script");
    for (name, value) in overhaul.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    script
        .envs(variables.iter().copied())
        .current_dir(&sandbox.root)
        .args(["-qec", &format!("2>/dev/null '{}' {args}", env!("CARGO_BIN_EXE_overhaul")), "/dev/null"])
        .stdin(Stdio::null());
    ran(&mut script)
}

/// Takes away the styles that overhaul writes itself.
fn without_styles(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        let end = after.find(|c: char| !(c.is_ascii_digit() || c == ';')).unwrap_or(after.len());
        plain.push_str(before);
        let behind = after[end..].strip_prefix('m');
        if behind.is_none() {
            plain.push_str("\x1b[");
        }
        rest = behind.unwrap_or(after);
    }
    plain + rest
}

#[test]
fn escapes_of_names_and_sources_never_reach_a_terminal() {
    if !has("script") {
        return;
    }
    let evil = "class Service:\n    def run(self):\n        x = '\x1b[2J\x1b]0;title\x07\u{9b}31m\u{202e}'  # \x1b[31m\n        print(f\"\x1b[3Aup {x} \x07\")\n";
    let sandbox =
        Sandbox::with(&[("a\x1b[2Jb.py", evil), ("c\x1b[2Jd.py", "print(\n\x1b[2J"), ("e.py", SERVICE)]);
    for args in [
        "check --show-declined",
        "check --show-declined --format concise",
        "check --format json",
        "check --format json-lines",
        "check --format sarif",
        "check --show-declined --format github",
        "check --show-declined --format gitlab",
        "check --show-declined --format junit",
        "diff --format json",
        "diff --no-pager",
        "diff --no-pager --show-declined 2>&1",
        "check --verbose 2>&1",
        "apply --exclude a.py 2>&1",
    ] {
        let ran = on_terminal(&sandbox, args, &[]);
        let text = without_styles(&ran.out);
        let raw: Vec<char> =
            text.chars().filter(|c| (c.is_control() && !"\r\n\t".contains(*c)) || *c == '\u{202e}').collect();
        assert!(raw.is_empty(), "{args}: {raw:?} in {text:?}");
        assert!(!text.is_empty(), "{args}");
    }
    let ran = sandbox.overhaul(["check", "--show-declined", "--verbose", "--color", "never"]);
    assert!(!ran.out.contains('\x1b') && !ran.err.contains('\x1b'), "{}{}", ran.out, ran.err);
}

#[test]
fn colours_follow_option_and_environment() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    for command in ["check", "diff"] {
        assert!(!sandbox.overhaul([command]).out.contains('\x1b'));
        assert!(sandbox.overhaul([command, "--color", "always"]).out.contains('\x1b'));
    }
    let forced = ran(sandbox.command().arg("check").env("CLICOLOR_FORCE", "1"));
    assert!(forced.out.contains('\x1b'));
    if has("script") {
        assert!(on_terminal(&sandbox, "check", &[]).out.contains('\x1b'));
        assert!(!on_terminal(&sandbox, "check", &[("NO_COLOR", "1")]).out.contains('\x1b'));
        assert!(!on_terminal(&sandbox, "check --color never", &[]).out.contains('\x1b'));
    }
}

#[test]
fn the_pager_is_gits() {
    if !has("script") {
        return;
    }
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    let paged =
        |args: &str, variables: &[(&str, &str)]| on_terminal(&sandbox, args, variables).out.contains("PAGED");
    let mark = "sed s/^/PAGED/";
    assert!(paged("diff", &[("OVERHAUL_PAGER", mark), ("PAGER", "cat")]));
    assert!(paged("diff", &[("GIT_PAGER", mark), ("PAGER", "cat")]));
    assert!(paged("diff", &[("PAGER", mark)]));
    assert!(paged("explain print-to-logger", &[("PAGER", mark)]));
    for (args, value) in
        [("diff --no-pager", mark), ("check", mark), ("diff", ""), ("diff", "cat"), ("diff", "no-such-pager")]
    {
        let ran = on_terminal(&sandbox, args, &[("PAGER", value)]);
        assert!(!ran.out.contains("PAGED") && ran.out.contains("a.py"), "{args} {value}: {}", ran.out);
    }
    // One that leaves early is no error, and one that reads nothing does not hang.
    assert_eq!(on_terminal(&sandbox, "diff", &[("PAGER", "true")]).code, Some(0));
    let piped = ran(sandbox.command().arg("diff").env("PAGER", mark));
    assert!(!piped.out.contains("PAGED"));
}
