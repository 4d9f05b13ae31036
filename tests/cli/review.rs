//! `overhaul review` on a real terminal: whatever ends it, what was decided is kept.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::pseudo_terminal::{Control, PseudoTerminal};
use crate::support::{SERVICE, SERVICE_AFTER, Sandbox, has, ran};

/// Two services and a handler: the handler needs judgement, so it comes first.
fn sandbox() -> Sandbox {
    let handler = "import json\n\n\ndef read(path):\n    try:\n        with open(path, encoding=\"utf-8\") as handle:\n            return json.load(handle)\n    except:\n        return {}\n";
    Sandbox::with(&[("a.py", SERVICE), ("b.py", SERVICE), ("read.py", handler)])
}

fn decisions(sandbox: &Sandbox) -> String {
    let path = sandbox.path(".overhaul/decisions.toml");
    if path.exists() { std::fs::read_to_string(path).unwrap() } else { String::new() }
}

/// Whether there is a terminal to test on; says so where there is none.
fn has_terminals() -> bool {
    has("setsid")
}

#[test]
fn decisions_are_kept_and_followed_and_a_review_goes_on_where_it_stopped() {
    if !has_terminals() {
        return;
    }
    let sandbox = sandbox();
    let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
    assert!(terminal.shows("read.py:8") && terminal.shows("0/3 decided"), "{}", terminal.contents());
    terminal.press_until("n", "a.py:3");
    terminal.press_until("y", "b.py:3");
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    assert!(terminal.is_restored());
    terminal.wait_for("1 fixes accepted, 1 rejected, 0 edited, 1 open of 3");
    let kept = decisions(&sandbox);
    assert_eq!(
        (kept.matches("\"rejected\"").count(), kept.matches("\"accepted\"").count()),
        (1, 1),
        "{kept}"
    );
    let diff = sandbox.overhaul(["diff"]).out;
    assert!(diff.contains("b/a.py") && diff.contains("b/b.py") && !diff.contains("read.py"), "{diff}");
    let diff = sandbox.overhaul(["diff", "--accepted-only"]).out;
    assert!(diff.contains("b/a.py") && !diff.contains("b/b.py") && !diff.contains("read.py"), "{diff}");
    let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
    assert!(terminal.shows("b.py:3") && terminal.shows("2/3 decided"), "{}", terminal.contents());
    terminal.press_until("rnot now\r", "All 3 fixes are decided.");
    terminal.press_until("u", "b.py:3");
    terminal.press("y\x03");
    assert_eq!(terminal.end().code(), Some(130));
    assert!(terminal.is_restored());
    assert_eq!(sandbox.overhaul(["apply", "--allow-dirty"]).code, Some(0));
    assert_eq!(sandbox.read("b.py"), SERVICE_AFTER);
    let mut terminal = PseudoTerminal::start(&sandbox, &[], &[], Control::Controlling, (80, 24));
    terminal.wait_for("The one fix is decided.");
}

#[test]
fn signals_and_closed_terminals_lose_no_decision() {
    if !has_terminals() {
        return;
    }
    for (name, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let sandbox = sandbox();
        let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
        terminal.press_until("y", "1/3 decided");
        terminal.signal(name);
        assert_eq!(terminal.end().code(), Some(code), "{name}");
        assert!(terminal.is_restored(), "{name}");
        assert_eq!(decisions(&sandbox).matches("[[decision]]").count(), 1, "{name}");
    }
    for control in [Control::Controlling, Control::Detached] {
        let sandbox = sandbox();
        let mut terminal = PseudoTerminal::start(&sandbox, &[], &[], control, (80, 24));
        terminal.wait_for("q quit");
        terminal.press_until("y", "1/3 decided");
        terminal.close();
        assert_eq!(terminal.end().code(), Some(129), "{control:?}");
        assert_eq!(decisions(&sandbox).matches("[[decision]]").count(), 1, "{control:?}");
        assert_eq!(sandbox.files(".overhaul").len(), 1, "nothing else is left");
    }
}

#[test]
fn a_decision_that_is_being_written_is_kept() {
    if !has_terminals() {
        return;
    }
    // The signal comes at another moment each time; whatever it is, the file is whole and holds what the screen showed.
    for delay in [0, 1, 3, 10, 30] {
        let sandbox = sandbox();
        let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
        terminal.press_until("y", "1/3 decided");
        terminal.press("y");
        std::thread::sleep(Duration::from_millis(delay));
        terminal.signal("TERM");
        assert_eq!(terminal.end().code(), Some(143));
        let kept = decisions(&sandbox).matches("[[decision]]").count();
        assert!(kept == 1 || kept == 2, "{kept}");
        assert_eq!(sandbox.overhaul(["check"]).code, Some(1), "the file can be read");
        assert_eq!(sandbox.files(".overhaul").len(), 1, "nothing else is left");
    }
}

#[test]
fn the_screen_follows_the_size_of_the_terminal() {
    if !has_terminals() {
        return;
    }
    let sandbox = sandbox();
    let mut terminal = PseudoTerminal::start(&sandbox, &[], &[], Control::Controlling, (200, 50));
    terminal.wait_for("space next undecided");
    terminal.resize(80, 24);
    terminal.wait_for("? help  q quit");
    let contents = terminal.contents();
    let rows: Vec<&str> = contents.lines().collect();
    assert_eq!(rows.len(), 24, "{contents}");
    assert!(rows[0].contains("0/3 decided") && rows[1].contains("read.py:8") && rows[23].ends_with("q quit"));
    assert!(rows.iter().any(|row| row.contains("-     except:")), "{contents}");
    terminal.resize(30, 8);
    terminal.wait_for("too small");
    terminal.resize(80, 24);
    terminal.wait_for("? help  q quit");
    terminal.press_until("y", "1/3 decided");
}

#[test]
fn colours_are_left_out_where_nobody_wants_them() {
    if !has_terminals() {
        return;
    }
    let sandbox = sandbox();
    let is_coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let terminal = PseudoTerminal::review(&sandbox, args, variables);
        assert!(terminal.contents().lines().any(|row| row.contains("+     except (")), "marks stay");
        let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
        assert!(raw.contains("\x1b[4m"), "what differs in a line is underlined");
        raw.contains("\x1b[31m") || raw.contains("\x1b[32m")
    };
    assert!(is_coloured(&[], &[]));
    assert!(!is_coloured(&[], &[("NO_COLOR", "1")]));
    assert!(!is_coloured(&["--color", "never"], &[]));
}

#[test]
fn an_edit_is_taken_from_the_editor_and_refused_where_it_does_not_parse() {
    if !has_terminals() {
        return;
    }
    let sandbox = sandbox();
    sandbox.write("editor.sh", "#!/bin/sh\n. ./what\n");
    let variables = [("EDITOR", "sh ./editor.sh --wait"), ("VISUAL", "")];
    let mut terminal = PseudoTerminal::review(&sandbox, &["--codemod", "print-to-logger"], &variables);
    for (what, said) in [
        (":", "not decided: the text is as it was"),
        (": > \"$2\"", "not decided: the text is empty"),
        ("exit 3", "not decided: the editor"),
        ("printf '        logger.info(\n' > \"$2\"", "not kept: line "),
        ("sed -i 's/.*/        logger.debug(count)/' \"$2\"", "b.py:3"),
    ] {
        sandbox.write("what", what);
        terminal.press_until("e", said);
    }
    terminal.press_until("k", "EDITED");
    assert!(terminal.shows("+         logger.debug(count)"), "{}", terminal.contents());
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    let diff = sandbox.overhaul(["diff", "a.py"]);
    assert!(diff.out.contains("+        logger.debug(count)\n"), "{}{}", diff.out, diff.err);
}

#[test]
fn escapes_of_names_and_sources_never_reach_the_terminal() {
    if !has_terminals() {
        return;
    }
    let evil = "class Service:\n    def run(self, count):\n        x = '\x1b[5A\x1b]0;title\x07\u{9b}31m\u{202e}'  # \x1b[5A\n        print(f\"up {count}\")  # \x1b[5A\n";
    let sandbox = Sandbox::with(&[("a\x1b[5Ab\u{202e}.py", evil), ("c\x1b[5Ad.py", "print(\n\x1b[5A")]);
    let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
    assert!(terminal.shows("a\\x1b[5Ab\\u202e.py:4"), "{}", terminal.contents());
    terminal.press_until("a", "undecided fix of a\\x1b[5Ab");
    terminal.press_until("n", "nothing was decided");
    terminal.press_until("rx\u{9b}\r", "1/1 decided");
    terminal.press_until("u", "0/1 decided");
    terminal.press("q");
    terminal.end();
    let raw = String::from_utf8(terminal.raw.clone()).unwrap();
    let mut rest = raw.as_str();
    while let Some(at) = rest.find(|c: char| (c.is_control() && !"\r\n".contains(c)) || c == '\u{202e}') {
        let sequence = &rest[at..];
        let behind = sequence
            .strip_prefix("\x1b[")
            .map(|behind| behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';' || c == '?'));
        // Styles, places, clearing and modes: what overhaul writes itself.
        let is_own = behind.is_some_and(|behind| behind.starts_with(['m', 'H', 'J', 'K', 'h', 'l']));
        assert!(is_own, "{:?}", sequence.chars().take(40).collect::<String>());
        rest = behind.unwrap_or_default();
    }
}

#[test]
fn it_needs_a_terminal_and_something_to_review() {
    let sandbox = sandbox();
    let refused = sandbox.overhaul(["review"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("needs a terminal") && refused.err.contains("--web"), "{}", refused.err);
    if has_terminals() {
        let mut terminal =
            PseudoTerminal::start(&sandbox, &[], &[("TERM", "dumb")], Control::Controlling, (80, 24));
        assert_eq!(terminal.end().code(), Some(2));
        let empty = Sandbox::with(&[("a.py", "x = 1\n")]);
        let mut terminal = PseudoTerminal::start(&empty, &[], &[], Control::Controlling, (80, 24));
        terminal.wait_for("nothing to review");
        assert_eq!(terminal.end().code(), Some(0));
    }
}

#[test]
fn twenty_thousand_findings_are_reviewed_without_waiting() {
    if !has_terminals() {
        return;
    }
    let sandbox = Sandbox::new();
    for number in 0..200 {
        let mut text = format!("class Worker{number}:\n");
        for step in 0..100 {
            write!(text, "    def step{step}(self, job):\n        print(f\"step {step} of {{job}}\")\n")
                .unwrap();
            text.push_str("        job.a()\n        job.b()\n        job.c()\n        job.d()\n        job.e()\n        job.f()\n\n");
        }
        sandbox.write(format!("m{number:03}.py"), text);
    }
    let started = Instant::now();
    let check = ran(Command::new(env!("CARGO_BIN_EXE_overhaul"))
        .current_dir(&sandbox.root)
        .args(["check", "-q", "--format", "concise"]));
    assert_eq!(check.out.lines().count(), 20_000);
    let run = started.elapsed();
    let started = Instant::now();
    let mut terminal = PseudoTerminal::review(&sandbox, &[], &[]);
    terminal.wait_for("0/20000 decided");
    let first = started.elapsed();
    let started = Instant::now();
    for place in 2..=51 {
        terminal.press_until("j", &format!(" {place} of 20000"));
    }
    let step = started.elapsed() / 50;
    let started = Instant::now();
    terminal.press_until("Sy", "All 20000 fixes are decided.");
    let all = started.elapsed();
    let started = Instant::now();
    terminal.press_until("k", "20000 of 20000");
    terminal.press_until("n", "19999 accepted, 1 rejected");
    let one = started.elapsed();
    println!("run {run:?}, first screen {first:?}, step {step:?}, all {all:?}, one {one:?}");
    // Without optimisation, and beside other tests.
    assert!(first < run * 3 + Duration::from_secs(5), "{run:?}, {first:?}");
    assert!(step < Duration::from_secs(1) && all < Duration::from_mins(1) && one < Duration::from_secs(5));
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}
