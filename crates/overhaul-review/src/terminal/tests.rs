//! The screen as lines, and what keys do to it.

use std::cell::Cell;

use overhaul_engine::{Level, Piece};
use tempfile::TempDir;

use super::*;
use crate::decisions::{Decision, Decisions};
use crate::item::Part;

const SCREEN: Size = Size { columns: 80, rows: 24 };

#[derive(Default)]
struct Files {
    /// How many edits are refused from now on.
    refusals: Cell<usize>,
}

impl Project for Files {
    fn name(&self, item: &Item) -> String {
        item.file.clone()
    }

    fn refusal(&self, _item: &Item, _text: &str) -> Option<String> {
        let refusals = self.refusals.get();
        self.refusals.set(refusals.saturating_sub(1));
        (refusals > 0).then(|| "line 1: expected an expression".to_owned())
    }
}

fn print(number: usize) -> Fingerprint {
    format!("{number:016x}").parse().unwrap()
}

fn part(number: usize, line: usize, old: &str, new: &str) -> Part {
    Part {
        fingerprint: print(number),
        level: Level::Safe,
        message: "print in the method of a service".to_owned(),
        assumption: None,
        line,
        code: old.trim().to_owned(),
        pieces: vec![Piece { line, old: old.to_owned(), new: new.to_owned() }],
        between: Vec::new(),
    }
}

fn item(file: &str, codemod: &'static str, parts: Vec<Part>) -> Item {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Item {
        project: 0,
        file: file.to_owned(),
        path: file.into(),
        codemod,
        level: parts.iter().map(|part| part.level).max().unwrap(),
        parts,
        before: lines(&["class Service:", "    def run(self, count):"]),
        after: lines(&["        return count", "", "    def stop(self):"]),
    }
}

fn safe(number: usize, file: &str) -> Item {
    let (old, new) =
        ("        print(f\"handled {count}\")\n", "        logger.info(\"handled %s\", count)\n");
    item(file, "print-to-logger", vec![part(number, 12, old, new)])
}

fn judged(number: usize) -> Item {
    let mut part = part(number, 12, "    except:\n", "    except (OSError, TypeError, ValueError):\n");
    part.level = Level::Review;
    part.message = "bare except around json.load, which catches everything that can be raised".to_owned();
    part.assumption = Some(
        "nothing that the body calls raises another class: `Settings.migrate` is known only by its annotations, and what it calls is not in the project"
            .to_owned(),
    );
    item("shop/settings.py", "narrow-except", vec![part])
}

fn group(first: usize) -> Item {
    let mut parts: Vec<Part> = (0..3)
        .map(|index| {
            let text = ["one", "two", "three"][index];
            let old = format!("        print(\"{text}\")\n");
            let new = format!("        logger.info(\"{text}\")\n");
            part(first + index, 12 + 2 * index, &old, &new)
        })
        .collect();
    for part in &mut parts[1..] {
        part.between = vec!["        self.step()".to_owned()];
    }
    item("shop/steps.py", "print-to-logger", parts)
}

/// A review in a directory of its own.
fn review(items: Vec<Item>, decided: &[(usize, Decided)]) -> (Review, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let mut decisions = Decisions::read(directory.path()).unwrap();
    for (number, decided) in decided {
        let decision = Decision {
            decided: decided.clone(),
            codemod: "print-to-logger".to_owned(),
            path: "a.py".to_owned(),
            code: String::new(),
            who: Some("Grace <grace@example.org>".to_owned()),
            when: Some("2026-01-02T03:04:05Z".to_owned()),
            why: (*decided == Decided::Rejected).then(|| "the output is read by cron".to_owned()),
        };
        decisions.set(print(*number), Some(decision));
    }
    decisions.write(directory.path()).unwrap();
    let projects = vec![(directory.path().to_owned(), decisions)];
    (Review::new(items, projects, Some("Ada <ada@example.org>".to_owned())), directory)
}

fn press(terminal: &mut TerminalReview<'_>, keys: &str) -> Next {
    let mut next = Next::Draw;
    for c in keys.chars() {
        terminal.screen(SCREEN);
        next = terminal.handle(match c {
            '\n' => Key::Enter,
            '\x1b' => Key::Escape,
            '\t' => Key::Tab,
            '\x7f' => Key::Backspace,
            '>' => Key::PageDown,
            _ => Key::Char(c),
        });
    }
    next
}

fn text(terminal: &mut TerminalReview<'_>, size: Size) -> String {
    let lines: Vec<String> = terminal.screen(size).iter().map(text::Line::text).collect();
    lines.join("\n")
}

/// What is kept, by the number of the finding.
fn kept(directory: &TempDir, numbers: impl IntoIterator<Item = usize>) -> Vec<&'static str> {
    let decisions = Decisions::read(directory.path()).unwrap();
    let word = |number| decisions.get(print(number)).map_or("open", |decision| decision.decided.word());
    numbers.into_iter().map(word).collect()
}

fn assert_screen(name: &str, terminal: &mut TerminalReview<'_>, size: Size) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../../snapshots/review");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text(terminal, size)));
}

#[test]
fn screens_of_80_by_24() {
    let files = Files::default();
    let (review, _directory) = review(vec![judged(1), safe(2, "shop/service.py"), group(3)], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    assert_screen("judged", &mut terminal, SCREEN);
    press(&mut terminal, "j");
    assert_screen("safe", &mut terminal, SCREEN);
    press(&mut terminal, "j");
    assert_screen("together", &mut terminal, SCREEN);
    press(&mut terminal, "s");
    assert_screen("split", &mut terminal, SCREEN);
    press(&mut terminal, "gA");
    assert_screen("confirm", &mut terminal, SCREEN);
    press(&mut terminal, "nr");
    press(&mut terminal, "cron reads this");
    assert_screen("reason", &mut terminal, SCREEN);
    press(&mut terminal, "\x1b?");
    assert_screen("help", &mut terminal, SCREEN);
    press(&mut terminal, "qyyyyy");
    assert_screen("end", &mut terminal, SCREEN);
}

#[test]
fn what_differs_in_a_line_is_underlined() {
    let files = Files::default();
    let (review, _directory) = review(vec![judged(1)], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    let lines = terminal.screen(SCREEN);
    let underlined: Vec<&str> = lines
        .iter()
        .flat_map(text::Line::spans)
        .filter(|span| span.style().get_effects().contains(anstyle::Effects::UNDERLINE))
        .map(text::Span::text)
        .collect();
    assert_eq!(underlined, [" (OSError, TypeError, ValueError)"]);
}

#[test]
fn a_wide_screen_has_the_words_beside_the_lines() {
    let files = Files::default();
    let (review, _directory) = review(vec![judged(1)], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    assert_screen("wide", &mut terminal, Size { columns: 130, rows: 24 });
}

#[test]
fn a_long_hunk_scrolls() {
    let files = Files::default();
    let old: String = (0..40).map(|number| format!("        print(\"{number}\")\n")).collect();
    let new: String = (0..40).map(|number| format!("        logger.info(\"{number}\")\n")).collect();
    let (review, _directory) =
        review(vec![item("shop/long.py", "print-to-logger", vec![part(1, 12, &old, &new)])], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    assert_screen("long", &mut terminal, SCREEN);
    press(&mut terminal, ">>>>>>>>>");
    assert_screen("long_end", &mut terminal, SCREEN);
}

#[test]
fn no_size_is_too_small_to_say_so() {
    let files = Files::default();
    let (review, directory) = review(vec![judged(1), group(2)], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    for columns in (1..130).step_by(3) {
        for rows in 1..30 {
            let lines = terminal.screen(Size { columns, rows });
            assert_eq!(lines.len(), rows);
            assert!(lines.iter().all(|line| line.width() <= columns), "{columns}x{rows}");
        }
    }
    let small = Size { columns: 39, rows: 24 };
    assert!(text(&mut terminal, small).contains("too small"));
    terminal.handle(Key::Char('y'));
    assert_eq!(kept(&directory, 1..2), ["open"], "nothing is decided about what cannot be seen");
    assert_eq!(terminal.handle(Key::Char('q')), Next::Quit);
}

#[test]
fn nothing_of_a_file_acts_on_the_terminal() {
    let files = Files::default();
    let evil = "x\x1b[2J\x1b]0;t\x07\u{9b}31m\u{202e}\r";
    let mut evil_part = part(1, 12, &format!("{evil}\n"), &format!("y{evil}\n"));
    evil_part.message = evil.to_owned();
    evil_part.assumption = Some(evil.to_owned());
    let mut evil_item = item(evil, "print-to-logger", vec![evil_part]);
    evil_item.before = vec![evil.to_owned()];
    let (review, _directory) = review(vec![evil_item], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    for keys in ["", "a", "nr\u{9b}\u{202e}", "\n", "k", "/\x07"] {
        press(&mut terminal, keys);
        let text = text(&mut terminal, SCREEN);
        let raw: Vec<char> =
            text.chars().filter(|c| c.is_control() && *c != '\n' || *c == '\u{202e}').collect();
        assert!(raw.is_empty(), "{raw:?} in {text}");
    }
}

#[test]
fn decisions_are_kept_as_keys_are_pressed() {
    let files = Files::default();
    let (review, directory) = review(vec![judged(1), safe(2, "a.py"), safe(3, "a.py"), safe(4, "b.py")], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    press(&mut terminal, "y");
    assert_eq!(kept(&directory, 1..5), ["accepted", "open", "open", "open"]);
    press(&mut terminal, "rx\x7fbecause\n");
    assert_eq!(kept(&directory, 1..5), ["accepted", "rejected", "open", "open"]);
    let decisions = Decisions::read(directory.path()).unwrap();
    let decision = decisions.get(print(2)).unwrap();
    assert_eq!(decision.why.as_deref(), Some("because"));
    assert_eq!(decision.who.as_deref(), Some("Ada <ada@example.org>"));
    press(&mut terminal, "u");
    assert_eq!(kept(&directory, 1..5), ["accepted", "open", "open", "open"]);
    assert!(text(&mut terminal, SCREEN).contains("2 of 4"));
    press(&mut terminal, "kd");
    assert_eq!(kept(&directory, 1..5), ["open", "open", "open", "open"]);
    press(&mut terminal, "jan");
    assert_eq!(kept(&directory, 1..5), ["open", "open", "open", "open"]);
    press(&mut terminal, "ay");
    assert_eq!(kept(&directory, 1..5), ["open", "accepted", "accepted", "open"]);
    press(&mut terminal, "u");
    assert_eq!(kept(&directory, 1..5), ["open", "open", "open", "open"]);
    press(&mut terminal, "Sy");
    assert_eq!(kept(&directory, 1..5), ["open", "accepted", "accepted", "accepted"]);
    press(&mut terminal, "n");
    assert_eq!(terminal.progress(), Progress { total: 4, accepted: 3, rejected: 1, edited: 0 });
    assert!(text(&mut terminal, SCREEN).contains("All 4 fixes are decided."));
    press(&mut terminal, "uuu");
    assert_eq!(kept(&directory, 1..5), ["accepted", "open", "open", "open"], "the deletion is a step, too");
    press(&mut terminal, "uuu");
    assert!(text(&mut terminal, SCREEN).contains("nothing was decided in this review"));
    press(&mut terminal, "Cx");
    assert_eq!(kept(&directory, 1..5), ["rejected", "open", "open", "open"]);
    assert_eq!(press(&mut terminal, "q"), Next::Quit);
    assert_eq!(terminal.handle(Key::Interrupt), Next::Interrupt);
}

#[test]
fn a_search_restricts_what_is_shown_and_decided() {
    let files = Files::default();
    let (review, directory) =
        review(vec![safe(1, "a.py"), safe(2, "tests/b.py"), safe(3, "tests/c.py")], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    press(&mut terminal, "/TESTS/\n");
    assert!(text(&mut terminal, SCREEN).contains("/tests/  1 of 2"));
    press(&mut terminal, "A");
    assert!(text(&mut terminal, SCREEN).contains("Accept 2 undecided fixes of print-to-logger that match"));
    press(&mut terminal, "y");
    assert_eq!(kept(&directory, 1..4), ["open", "accepted", "accepted"]);
    assert!(text(&mut terminal, SCREEN).contains("Nothing here is undecided; 1 fix elsewhere."));
    press(&mut terminal, "\x1b");
    assert!(text(&mut terminal, SCREEN).contains("a.py:12"));
    press(&mut terminal, "y/C.PY\n");
    assert!(text(&mut terminal, SCREEN).contains("tests/c.py:12"), "also where everything is decided");
    press(&mut terminal, "/no such\n");
    assert!(text(&mut terminal, SCREEN).contains("nothing matches"));
}

#[test]
fn earlier_decisions_are_shown_when_asked_for() {
    let files = Files::default();
    let items = || vec![safe(1, "a.py"), safe(2, "b.py"), group(3)];
    let decided = [(1, Decided::Accepted), (2, Decided::Rejected), (3, Decided::Accepted)];
    let (one, _directory) = review(items(), &decided);
    let mut terminal = TerminalReview::new(one, false, &files);
    // The part of the group that was accepted is apart from the others, which are open.
    assert!(text(&mut terminal, SCREEN).contains("shop/steps.py:14"));
    assert!(text(&mut terminal, SCREEN).contains("1 of 2"));
    press(&mut terminal, "vg");
    let screen = text(&mut terminal, SCREEN);
    assert!(screen.contains("all  1 of 4"), "{screen}");
    assert!(screen.contains("accepted by Grace <grace@example.org>, 2026-01-02T03:04:05Z"), "{screen}");
    let (other, directory) = review(items(), &decided);
    let mut terminal = TerminalReview::new(other, true, &files);
    press(&mut terminal, "g");
    let screen = text(&mut terminal, SCREEN);
    assert!(screen.contains("REJECTED") && screen.contains("the output is read"), "{screen}");
    press(&mut terminal, "d");
    assert_eq!(kept(&directory, 1..4), ["accepted", "open", "accepted"]);
}

#[test]
fn an_edit_takes_the_place_of_a_fix() {
    let files = Files::default();
    let (review, directory) = review(vec![safe(1, "a.py"), group(2)], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    let Next::Edit(before) = press(&mut terminal, "e") else { panic!("no text") };
    assert_eq!(before, "        logger.info(\"handled %s\", count)\n");
    for (after, said) in [
        (Ok(before.clone()), "the text is as it was"),
        (Ok("\n".to_owned()), "the text is empty"),
        (Err("vi failed".to_owned()), "vi failed"),
    ] {
        terminal.finish_edit(&before, after);
        assert!(text(&mut terminal, SCREEN).contains(said));
        assert_eq!(kept(&directory, 1..2), ["open"]);
    }
    files.refusals.set(1);
    terminal.finish_edit(&before, Ok("        logger.debug(\n".to_owned()));
    assert!(text(&mut terminal, SCREEN).contains("not kept: line 1: expected an expression"));
    assert_eq!(press(&mut terminal, "e"), Next::Edit("        logger.debug(\n".to_owned()));
    terminal
        .finish_edit("        logger.debug(\n", Ok("        logger.debug(1)\r\n        x()\n".to_owned()));
    let decisions = Decisions::read(directory.path()).unwrap();
    let edited = Decided::Edited("        logger.debug(1)\n        x()".to_owned());
    assert_eq!(decisions.get(print(1)).unwrap().decided, edited);
    assert_eq!(press(&mut terminal, "e"), Next::Draw);
    assert!(text(&mut terminal, SCREEN).contains("split them first"));
    press(&mut terminal, "k");
    let screen = text(&mut terminal, SCREEN);
    assert!(screen.contains("EDITED") && screen.contains("+         x()"), "{screen}");
}

#[test]
fn what_cannot_be_kept_is_not_decided() {
    let files = Files::default();
    let (review, directory) = review(vec![safe(1, "a.py")], &[]);
    let mut terminal = TerminalReview::new(review, false, &files);
    std::fs::remove_dir_all(directory.path()).unwrap();
    std::fs::write(directory.path(), "in the way").unwrap();
    press(&mut terminal, "y");
    let screen = text(&mut terminal, SCREEN);
    assert!(screen.contains("not decided: failed to write") && screen.contains("undecided"), "{screen}");
    std::fs::remove_file(directory.path()).unwrap();
    press(&mut terminal, "y");
    assert_eq!(kept(&directory, 1..2), ["accepted"]);
}
