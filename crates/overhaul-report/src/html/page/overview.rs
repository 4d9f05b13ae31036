//! What a run came to in three tables: by codemod, by level and by directory.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use overhaul_engine::tree::name_of;
use overhaul_engine::{EndState, Level};

use super::Report;
use crate::html::text::{push, push_sentence};
use crate::summary::{grouped, number};

/// As many directories are listed; longer lists are folded from [`UNFOLDED`] on.
const LISTED: usize = 500;
const UNFOLDED: usize = 12;

pub fn render(page: &mut String, report: &Report<'_>) {
    let summary = report.summary;
    page.push_str("<section aria-labelledby=overview><h2 id=overview>Overview</h2><p>");
    // Writing to a string does not fail.
    let _ = write!(
        page,
        "{} seen, {} with changes",
        number(summary.files_seen, "file"),
        grouped(summary.files_changed)
    );
    if summary.files_failed > 0 {
        let _ = write!(page, ", {} failed", grouped(summary.files_failed));
    }
    page.push_str(".</p>");
    for note in &summary.notes {
        page.push_str("<p>Note: ");
        push_sentence(page, note);
        page.push_str("</p>");
    }
    page.push_str("<div class=tables>");
    by_codemod(page, report);
    by_level(page, report);
    by_directory(page, report);
    page.push_str("</div></section>");
}

fn by_codemod(page: &mut String, report: &Report<'_>) {
    page.push_str(
        "<table><caption>By codemod</caption><thead><tr><th scope=col>Codemod<th scope=col>Fixes<th scope=col>Safe\
         <th scope=col>Review<th scope=col>Files<th scope=col>Left alone</thead><tbody>",
    );
    for (index, counts) in report.summary.codemods.iter().enumerate() {
        let declined: usize = counts.declined.values().sum();
        let left_out = counts.left_out + counts.rejected + counts.undecided + counts.unreported;
        page.push_str("<tr><th scope=row>");
        if counts.fixes() > 0 {
            let _ = write!(page, "<a href=\"#c{index}\">");
            push(page, &counts.codemod);
            page.push_str("</a>");
        } else {
            push(page, &counts.codemod);
        }
        for count in [counts.fixes(), counts.safe, counts.review, counts.files_changed, declined + left_out] {
            let _ = write!(page, "<td>{}", grouped(count));
        }
    }
    page.push_str("</tbody></table>");
}

fn by_level(page: &mut String, report: &Report<'_>) {
    let codemods = &report.summary.codemods;
    page.push_str("<table><caption>By level</caption><thead><tr><th scope=col>Level<th scope=col>Fixes<th scope=col class=words>Meaning</thead><tbody>");
    for (level, count, meaning) in [
        (
            "review",
            codemods.iter().map(|counts| counts.review).sum(),
            "right if the assumption beside it holds",
        ),
        (
            "safe",
            codemods.iter().map(|counts| counts.safe).sum(),
            "behaviour stays the same apart from the goal",
        ),
    ] {
        let count: usize = count;
        let _ = write!(
            page,
            "<tr><th scope=row><span class=\"level {level}\">{level}</span><td>{}<td class=words>{meaning}",
            grouped(count)
        );
    }
    page.push_str("</tbody></table>");
}

#[derive(Default)]
struct Counts {
    files: usize,
    safe: usize,
    review: usize,
}

fn by_directory(page: &mut String, report: &Report<'_>) {
    let mut directories: BTreeMap<String, Counts> = BTreeMap::new();
    for shown in report.shown {
        for (file, _) in shown.changes.changed() {
            let directory = shown.path(file).parent().unwrap_or(Path::new(""));
            let name = if directory.as_os_str().is_empty() { ".".to_owned() } else { name_of(directory) };
            let counts = directories.entry(name).or_default();
            counts.files += 1;
            for finding in &file.findings {
                match finding.end_state {
                    EndState::Fixed { level: Level::Safe, .. } => counts.safe += 1,
                    EndState::Fixed { level: Level::Review, .. } => counts.review += 1,
                    _ => {}
                }
            }
        }
    }
    let is_long = directories.len() > UNFOLDED;
    if is_long {
        let _ = write!(page, "<details><summary>{} directories</summary>", grouped(directories.len()));
    }
    page.push_str(
        "<table><caption>By directory</caption><thead><tr><th scope=col>Directory<th scope=col>Files\
         <th scope=col>Safe<th scope=col>Review</thead><tbody>",
    );
    for (name, counts) in directories.iter().take(LISTED) {
        page.push_str("<tr><th scope=row>");
        push(page, name);
        for count in [counts.files, counts.safe, counts.review] {
            let _ = write!(page, "<td>{}", grouped(count));
        }
    }
    page.push_str("</tbody></table>");
    if directories.len() > LISTED {
        let _ = write!(page, "<p>and {} more</p>", grouped(directories.len() - LISTED));
    }
    if is_long {
        page.push_str("</details>");
    }
}
