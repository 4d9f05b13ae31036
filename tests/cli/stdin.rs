//! `-`.

use crate::support::{SERVICE, SERVICE_AFTER, Sandbox};

fn run(sandbox: &Sandbox, args: &[&str], input: &[u8]) -> (Option<i32>, Vec<u8>, String) {
    let output =
        assert_cmd::Command::from_std(sandbox.command()).args(args).write_stdin(input).output().unwrap();
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn standard_input_is_checked_shown_and_rewritten() {
    let sandbox = Sandbox::new();
    let (code, out, _) = run(&sandbox, &["check", "-", "--format", "concise"], SERVICE.as_bytes());
    assert_eq!(code, Some(1));
    assert!(out.starts_with(b"stdin.py:3:9: print-to-logger[safe]: "));

    let (code, out, _) = run(&sandbox, &["diff", "-", "--stdin-filename", "pkg/a.py"], SERVICE.as_bytes());
    assert_eq!(code, Some(0));
    assert!(out.starts_with(b"diff --git a/pkg/a.py b/pkg/a.py\n--- a/pkg/a.py\n"));

    let (code, out, _) = run(&sandbox, &["apply", "-"], SERVICE.as_bytes());
    assert_eq!((code, String::from_utf8(out).unwrap().as_str()), (Some(0), SERVICE_AFTER));
    let (code, out, _) = run(&sandbox, &["apply", "-"], b"x = 1\r\n");
    assert_eq!((code, out.as_slice()), (Some(0), &b"x = 1\r\n"[..]));
}

#[test]
fn its_name_decides_as_a_path_does() {
    let sandbox = Sandbox::with(&[
        ("overhaul.toml", "[[overrides]]\npaths = ['quiet']\nprint-to-logger = { level = 'debug' }\n"),
        ("quiet/a.py", "x = 1\n"),
    ]);
    let (code, out, _) = run(&sandbox, &["apply", "-", "--stdin-filename", "quiet/a.py"], SERVICE.as_bytes());
    assert_eq!(code, Some(0));
    assert!(String::from_utf8(out).unwrap().contains("logger.debug("));
    assert_eq!(sandbox.read("quiet/a.py"), "x = 1\n");
    let (code, out, _) =
        run(&sandbox, &["apply", "-", "--stdin-filename", "tests/test_a.py"], SERVICE.as_bytes());
    assert_eq!((code, out.as_slice()), (Some(0), SERVICE.as_bytes()));
}

#[test]
fn nothing_is_written_where_something_failed() {
    let sandbox = Sandbox::new();
    let (code, out, err) = run(&sandbox, &["apply", "-"], b"print(\n");
    assert_eq!((code, out.as_slice()), (Some(2), &b""[..]));
    assert!(err.contains("stdin.py:") && err.contains("failed (syntax): "), "{err}");
    for args in [&["check", "-", "a.py"][..], &["check", "a.py", "--stdin-filename", "b.py"]] {
        let (code, _, err) = run(&sandbox, args, b"");
        assert_eq!(code, Some(2));
        assert!(err.starts_with("error: ") && err.contains("\nhint: "), "{err}");
    }
}
