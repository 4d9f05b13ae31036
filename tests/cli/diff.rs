//! `overhaul diff`: other programs accept it, byte for byte.

use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use crate::support::{SERVICE, Sandbox, has};

/// Files that a diff can get wrong, in a directory.
fn difficult(sandbox: &Sandbox, directory: &str) {
    let names: [&[u8]; 10] = [
        b"plain.py",
        b"with space.py",
        b"quote\"d.py",
        b"tab\tbed.py",
        b"back\\slash.py",
        "gr\u{fc}n \u{1F600}.py".as_bytes(),
        b"not\xffutf8.py",
        b"a b/c d.py",
        b"line\nfeed.py",
        b"-dash.py",
    ];
    for name in names {
        sandbox.write(std::path::Path::new(directory).join(OsStr::from_bytes(name)), SERVICE);
    }
    let at = |name: &str| format!("{directory}/{name}");
    sandbox.write(at("crlf.py"), SERVICE.replace('\n', "\r\n"));
    sandbox.write(at("mixed.py"), SERVICE.replacen('\n', "\r\n", 1));
    sandbox.write(at("lone_return.py"), format!("x = 1\ry = 2\n{SERVICE}"));
    sandbox
        .write(at("latin1.py"), [&b"# coding: latin-1\nx = '\xe9\xff'\n"[..], SERVICE.as_bytes()].concat());
    sandbox.write(at("no_final_newline.py"), SERVICE.trim_end());
    sandbox.write(at("bom.py"), format!("\u{feff}{SERVICE}"));
    sandbox.write(at("form_feed.py"), format!("x = 1\n\x0c\n{SERVICE}"));
    let far_apart = format!("{}{}{}", SERVICE, "# filler\n".repeat(50), SERVICE.replace("Service", "Other"));
    sandbox.write(at("far_apart.py"), far_apart);
}

fn feed(program: &str, args: &[&str], directory: &std::path::Path, input: &[u8]) {
    let mut child = Command::new(program)
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{program}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn git_and_patch_accept_it() {
    let sandbox = Sandbox::new();
    for copy in ["applied", "by_git", "by_patch"] {
        difficult(&sandbox, copy);
    }
    let before = sandbox.files("applied");
    let diff = sandbox.overhaul_in("applied", ["diff"]);
    assert_eq!(diff.code, Some(0), "{}", diff.err);
    assert_eq!(sandbox.files("applied"), before, "a diff writes nothing");
    assert_eq!(sandbox.overhaul_in("applied", ["apply"]).code, Some(0));
    let after = sandbox.files("applied");
    assert!(before.iter().all(|(name, bytes)| after[name] != *bytes), "every file changes");

    if has("git") {
        feed("git", &["apply"], &sandbox.path("by_git"), &diff.bytes);
        assert_eq!(sandbox.files("by_git"), after);
    }
    if has("patch") {
        feed("patch", &["-p1", "--binary", "--fuzz=0", "--quiet"], &sandbox.path("by_patch"), &diff.bytes);
        assert_eq!(sandbox.files("by_patch"), after);
    }
}

#[test]
fn exit_codes() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE)]);
    assert_eq!(sandbox.overhaul(["diff"]).code, Some(0));
    assert_eq!(sandbox.overhaul(["diff", "--exit-code"]).code, Some(1));
    sandbox.write("b.py", "print(\n");
    let ran = sandbox.overhaul(["diff", "--quiet"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("+++ b/a.py"), "the rest is shown");
    assert!(ran.err.starts_with("b.py:") && ran.err.lines().count() == 1, "{}", ran.err);
    let clean = Sandbox::with(&[("a.py", "x = 1\n")]);
    let ran = clean.overhaul(["diff", "--exit-code"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

/// Each case of each codemod, as a project of its own.
#[test]
fn git_and_patch_accept_the_diff_of_every_case() {
    let codemods = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codemods");
    let mut tried = 0;
    for entry in std::fs::read_dir(codemods).unwrap() {
        let cases = entry.unwrap().path().join("cases");
        if !cases.is_dir() {
            continue;
        }
        let sandbox = Sandbox::new();
        let mut projects: Vec<String> = Vec::new();
        for entry in std::fs::read_dir(&cases).unwrap() {
            let case = entry.unwrap().path();
            let name = case.file_stem().unwrap().to_str().unwrap().to_owned();
            for copy in ["cases", "by_git", "by_patch"] {
                let project = sandbox.path(copy).join(&name);
                sandbox.write(project.join("overhaul.toml"), "");
                if case.is_dir() {
                    copy_python(&case, &project);
                } else {
                    std::fs::copy(&case, project.join(case.file_name().unwrap())).unwrap();
                }
            }
            projects.push(name);
        }
        projects.sort();
        let run = |command: &'static str| {
            sandbox.overhaul_in("cases", std::iter::once(command).chain(projects.iter().map(String::as_str)))
        };
        let diff = run("diff");
        assert!(diff.out.lines().filter(|line| line.starts_with("diff --git ")).count() > 20, "{}", diff.err);
        run("apply");
        let after = sandbox.files("cases");
        if has("git") {
            feed("git", &["apply", "--check"], &sandbox.path("by_git"), &diff.bytes);
            feed("git", &["apply"], &sandbox.path("by_git"), &diff.bytes);
            assert!(sandbox.files("by_git") == after, "{}", cases.display());
        }
        if has("patch") {
            let args = ["-p1", "--binary", "--fuzz=0", "--quiet"];
            let by_patch = sandbox.path("by_patch");
            feed("patch", &[&args[..], &["--dry-run"]].concat(), &by_patch, &diff.bytes);
            feed("patch", &args, &by_patch, &diff.bytes);
            assert!(sandbox.files("by_patch") == after, "{}", cases.display());
        }
        tried += 1;
    }
    assert_eq!(tried, 5);
}

fn copy_python(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_python(&entry.path(), &target);
        } else if entry.path().extension().is_some_and(|extension| extension == "py") {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
