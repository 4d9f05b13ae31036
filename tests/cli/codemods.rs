//! What the program says about its codemods.

use crate::support::Sandbox;

#[test]
fn list_names_each_codemod_in_one_line() {
    let ran = Sandbox::new().overhaul(["list"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.lines().any(|line| line.starts_with("print-to-logger  ")), "{}", ran.out);
}

#[test]
fn explain_shows_the_page() {
    let sandbox = Sandbox::new();
    let ran = sandbox.overhaul(["explain", "print-to-logger"]);
    assert_eq!(ran.code, Some(0));
    for heading in ["print-to-logger", "What it does", "When it declines", "Options"] {
        assert!(ran.out.lines().any(|line| line == heading), "{heading}: {}", ran.out);
    }
    assert!(!ran.out.contains('\x1b'));
    let is_code = |line: &str| line.starts_with("    ");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100 || is_code(line)), "{}", ran.out);
}

#[test]
fn an_unknown_codemod_is_answered_with_the_nearest() {
    let sandbox = Sandbox::with(&[("a.py", "x = 1\n")]);
    for args in [&["explain", "print-to-loger"][..], &["check", "--codemod", "print-to-loger"]] {
        let ran = sandbox.overhaul(args);
        assert_eq!(ran.code, Some(2));
        assert_eq!(
            ran.err,
            "error: unknown codemod 'print-to-loger'; did you mean 'print-to-logger'?\nhint: `overhaul list` shows all codemods\n"
        );
    }
}
