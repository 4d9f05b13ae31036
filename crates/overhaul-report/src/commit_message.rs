//! The message of a commit: what was done, why, what to check, and what was left alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::Style;
use overhaul_engine::{FileReport, Page};

use crate::digest::{self, Digest, findings};
use crate::shown::Shown;
use crate::summary::{grouped, number};
use crate::visible::visible;
use crate::words::Words;

/// A subject is not longer, so that `git log --oneline` and forges show it whole.
const SUBJECT: usize = 71;

/// Lines of a body are not longer, as git's own documentation asks for.
const WIDTH: usize = 72;

/// As many assumptions, and places of one, are listed.
const LISTED: usize = 20;
const PLACES: usize = 4;

/// What a commit is about.
pub struct Content<'a> {
    /// What it is called; without it, the page of its codemod says that.
    pub title: Option<String>,
    /// Who asked for it and in which words, a paragraph each.
    pub asked: Vec<String>,
    /// The codemods that it is by, in order.
    pub pages: Vec<&'a Page>,
    /// What was found in the files that it is about, by these codemods and others.
    pub shown: &'a [Shown<'a>],
    /// The files that it is about.
    pub concerns: &'a dyn Fn(&FileReport) -> bool,
    /// Key and value of each line at the end.
    pub trailers: Vec<(String, String)>,
}

/// The message, with a line end behind its last line.
pub fn write(content: &Content<'_>) -> String {
    let mut blocks = vec![subject(content)];
    blocks.extend(content.asked.iter().take(LISTED).map(|words| paragraph(words)));
    for page in &content.pages {
        let digest = Digest::of(page, content.shown, content.concerns);
        if content.pages.len() > 1 {
            let (fixes, files) = (number(digest.fixes, "fix"), number(digest.files, "file"));
            blocks.push(format!("{}: {fixes} in {files}", page.id));
        }
        blocks.extend(["What it does", "Why"].iter().filter_map(|heading| first_paragraph(page, heading)));
        blocks.extend(to_check(&digest));
        blocks.extend(left_alone(&digest));
    }
    let trailers: Vec<String> =
        content.trailers.iter().map(|(key, value)| format!("{key}: {}", visible(value))).collect();
    blocks.push(trailers.join("\n"));
    blocks.join("\n\n") + "\n"
}

fn subject(content: &Content<'_>) -> String {
    let title = content.title.clone().unwrap_or_else(|| {
        let titles: Vec<&str> = content.pages.iter().map(|page| page.commit).collect();
        titles.join(", ")
    });
    let numbers = format!(" ({})", numbers(content));
    let title = visible(&title).into_owned();
    let room = SUBJECT.saturating_sub(numbers.chars().count());
    if title.chars().count() <= room {
        return title + &numbers;
    }
    let cut: String = title.chars().take(room.saturating_sub(1)).collect();
    format!("{}…{numbers}", cut.trim_end())
}

/// `12 fixes in 3 files`.
fn numbers(content: &Content<'_>) -> String {
    let mut fixes = 0;
    let mut files = BTreeSet::new();
    for (_, file, finding) in findings(content.shown, content.concerns) {
        if finding.is_fixed() && content.pages.iter().any(|page| page.id == finding.codemod) {
            fixes += 1;
            files.insert(&file.path);
        }
    }
    format!("{} in {}", number(fixes, "fix"), number(files.len(), "file"))
}

/// The first paragraph under a heading of a page.
fn first_paragraph(page: &Page, heading: &str) -> Option<String> {
    let text = digest::first_paragraph(page, heading, WIDTH)?;
    let lines: Vec<String> = text.lines().map(plain).collect();
    Some(lines.join("\n"))
}

/// The fixes that are right if something holds, by what that is.
fn to_check(digest: &Digest<'_>) -> Option<String> {
    if digest.to_check.is_empty() {
        return None;
    }
    let mut text = String::from("To check, because a fix is right only if it holds:");
    for assumption in digest.to_check.iter().take(LISTED) {
        let places = &assumption.places;
        let mut named = places.iter().take(PLACES).cloned().collect::<Vec<_>>().join(", ");
        if places.len() > PLACES {
            // Writing to a string does not fail.
            let _ = write!(named, " and {} more", grouped(places.len() - PLACES));
        }
        text.push_str(&item(&format!("{} ({named})", visible(assumption.text))));
    }
    if digest.to_check.len() > LISTED {
        text.push_str(&item(&format!("{} more", grouped(digest.to_check.len() - LISTED))));
    }
    Some(text)
}

/// What was seen and is as it was, by reason.
fn left_alone(digest: &Digest<'_>) -> Option<String> {
    let total = digest.left_alone.iter().map(|group| group.count).sum::<usize>();
    if total == 0 {
        return None;
    }
    let mut text = format!("Left alone, {}:", number(total, "place"));
    for group in &digest.left_alone {
        let count = grouped(group.count);
        text.push_str(&match group.reason {
            Some(reason) => item(&format!("{count} {reason}: {}", group.words)),
            None => item(&format!("{count} that could be fixed: {}", group.words)),
        });
    }
    Some(text)
}

/// A text of others that is wrapped.
fn paragraph(text: &str) -> String {
    let mut words = Words::default();
    words.push(&visible(text), Style::new());
    words.wrap(WIDTH).iter().map(|line| plain(&line.styled())).collect::<Vec<_>>().join("\n")
}

/// A line end and a list item that is wrapped.
fn item(text: &str) -> String {
    let mut words = Words::default();
    words.push(text, Style::new());
    let mut lines = String::new();
    for (index, line) in words.wrap(WIDTH - 2).iter().enumerate() {
        let mark = if index == 0 { "- " } else { "  " };
        // Writing to a string does not fail.
        let _ = write!(lines, "\n{mark}{}", line.styled());
    }
    lines
}

/// A line that git takes for no comment when a person edits the message.
fn plain(line: &str) -> String {
    if line.starts_with('#') { format!(" {line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use overhaul_engine::{ChangeSet, Declined, EndState, Identity, Level, Located};
    use overhaul_python::Position;

    use super::*;

    const PAGE: &str = "---\nid: a-b\nsummary: s\ncommit: Do what must be done\nkeywords: []\n---\n# a-b\n\n## What it does\n\nIt **does** `a`,\nthen b.\n\nMore.\n\n## Why\n\nThe next line starts with something that git would take for a comment: #x and more.\n\n## When it declines\n\n| code | what it saw | way out |\n|---|---|---|\n| `test` | a test | leave it |\n";

    fn finding(line: usize, end_state: EndState) -> Located {
        let at = Position { line, column: 1 };
        Located {
            codemod: "a-b",
            identity: Identity::default(),
            start: at,
            end: at,
            lines: Vec::new(),
            message: String::new(),
            end_state,
            preview: Vec::new(),
        }
    }

    fn message(title: Option<&str>) -> String {
        let page = Page::parse(PAGE).unwrap();
        let fixed = |line| {
            let assumption = Some("the value is a number".to_owned());
            finding(line, EndState::Fixed { level: Level::Review, assumption })
        };
        let declined = Declined::new("test", "it is a test", "leave it");
        let mut findings: Vec<Located> = (1..=6).map(fixed).collect();
        findings.push(finding(9, EndState::Declined(declined)));
        let file = FileReport {
            name: "a\x1b.py".to_owned(),
            path: PathBuf::from("/r/a\x1b.py"),
            findings,
            change: None,
            relies_on: BTreeSet::new(),
            failures: Vec::new(),
        };
        let changes = ChangeSet { files: vec![file], ..ChangeSet::default() };
        write(&Content {
            title: title.map(str::to_owned),
            asked: Vec::new(),
            pages: vec![&page],
            shown: &[Shown { changes: &changes, base: Path::new("/r") }],
            concerns: &|_| true,
            trailers: vec![("Overhaul-Codemod".to_owned(), "a-b".to_owned())],
        })
    }

    #[test]
    fn a_message_says_what_why_what_to_check_and_what_was_left() {
        insta::assert_snapshot!(message(None), @r"
        Do what must be done (6 fixes in 1 file)

        It does `a`, then b.

        The next line starts with something that git would take for a comment:
         #x and more.

        To check, because a fix is right only if it holds:
        - the value is a number (a\x1b.py:1, a\x1b.py:2, a\x1b.py:3, a\x1b.py:4
          and 2 more)

        Left alone, 1 place:
        - 1 test: a test

        Overhaul-Codemod: a-b
        ");
    }

    #[test]
    fn a_subject_is_never_too_long() {
        let long = message(Some(&"a title that goes on and on ".repeat(10)));
        let subject = long.lines().next().unwrap();
        assert_eq!(subject.chars().count(), 71);
        assert!(subject.ends_with("… (6 fixes in 1 file)"), "{subject}");
    }
}
