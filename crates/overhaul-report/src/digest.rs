//! What a codemod came to, for whoever reviews its changes: in a commit's message, or in a pull request.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_engine::{EndState, FileReport, Located, Page};
use serde::Serialize;

use crate::page;
use crate::shown::Shown;
use crate::visible::visible;

/// Paragraphs of this width are one line each.
const UNWRAPPED: usize = 100_000;

/// What one codemod came to in the files of a commit or of a branch.
#[derive(Debug, Serialize)]
pub struct Digest<'a> {
    pub codemod: &'static str,
    /// What a commit of it is called.
    pub title: &'static str,
    pub does: Option<String>,
    pub why: Option<String>,
    pub fixes: usize,
    /// The files that these fixes are in.
    pub files: usize,
    /// The fixes that are right if something holds, by what that is; the most frequent first.
    pub to_check: Vec<Assumption<'a>>,
    /// What was seen and is as it was, by reason; the most frequent first.
    pub left_alone: Vec<LeftAlone<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Assumption<'a> {
    pub text: &'a str,
    /// `path:line` each, safe to show.
    pub places: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct LeftAlone<'a> {
    /// The reason code; a fix that could be made has none.
    pub reason: Option<&'a str>,
    pub count: usize,
    /// Why, in words that are safe to show.
    pub words: String,
}

impl<'a> Digest<'a> {
    /// What the codemod of a page found in the files that are meant.
    pub fn of(page: &Page, shown: &'a [Shown<'a>], concerns: &'a dyn Fn(&FileReport) -> bool) -> Self {
        let mut files = BTreeSet::new();
        let mut fixes = 0;
        for (_, file, finding) in findings(shown, concerns) {
            if finding.codemod == page.id && finding.is_fixed() {
                fixes += 1;
                files.insert(&file.path);
            }
        }
        Self {
            codemod: page.id,
            title: page.commit,
            does: first_paragraph(page, "What it does", UNWRAPPED),
            why: first_paragraph(page, "Why", UNWRAPPED),
            fixes,
            files: files.len(),
            to_check: to_check(page, shown, concerns),
            left_alone: left_alone(page, shown, concerns),
        }
    }
}

/// The findings in the files that are meant.
pub(crate) fn findings<'a>(
    shown: &'a [Shown<'a>],
    concerns: &'a dyn Fn(&FileReport) -> bool,
) -> impl Iterator<Item = (&'a Shown<'a>, &'a FileReport, &'a Located)> {
    shown.iter().flat_map(move |shown| {
        let files = shown.changes.files.iter().filter(|file| concerns(file));
        files.flat_map(move |file| file.findings.iter().map(move |finding| (shown, file, finding)))
    })
}

/// The first paragraph under a heading of a page, as plain text in lines of at most `width` characters.
pub(crate) fn first_paragraph(page: &Page, heading: &str, width: usize) -> Option<String> {
    let paragraph = page.section(heading)?.split("\n\n").next()?;
    let mut text = Vec::new();
    page::write(&mut text, paragraph, width).ok()?;
    let text = String::from_utf8(text).ok()?;
    let plain = anstream::adapter::strip_str(&text).to_string();
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then(|| without_promise(&text).to_owned())
}

/// A paragraph without a last sentence that leads to a table or a list, which does not follow here.
fn without_promise(text: &str) -> &str {
    match text.strip_suffix(':') {
        None => text,
        Some(rest) => rest.rfind(". ").or_else(|| rest.rfind(".\n")).map_or(rest, |end| &text[..=end]),
    }
}

fn to_check<'a>(
    page: &Page,
    shown: &'a [Shown<'a>],
    concerns: &'a dyn Fn(&FileReport) -> bool,
) -> Vec<Assumption<'a>> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (shown, file, finding) in findings(shown, concerns) {
        if finding.codemod == page.id
            && let EndState::Fixed { assumption: Some(assumption), .. } = &finding.end_state
        {
            let place = format!("{}:{}", shown.label(file), finding.start.line);
            places.entry(assumption).or_default().push(place);
        }
    }
    let mut by_count: Vec<_> = places.into_iter().map(|(text, places)| Assumption { text, places }).collect();
    by_count.sort_by_key(|assumption| (std::cmp::Reverse(assumption.places.len()), assumption.text));
    by_count
}

fn left_alone<'a>(
    page: &Page,
    shown: &'a [Shown<'a>],
    concerns: &'a dyn Fn(&FileReport) -> bool,
) -> Vec<LeftAlone<'a>> {
    let mut declined: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    for (.., finding) in findings(shown, concerns).filter(|(.., finding)| finding.codemod == page.id) {
        match &finding.end_state {
            EndState::Declined(why) => {
                declined.entry(why.reason).or_insert((0, &why.explanation)).0 += 1;
            }
            EndState::LeftOut { why, .. } => *left_out.entry(why.words()).or_insert(0) += 1,
            EndState::Fixed { .. } => {}
        }
    }
    let mut by_count: Vec<_> = declined.into_iter().collect();
    by_count.sort_by_key(|(reason, (count, _))| (std::cmp::Reverse(*count), *reason));
    let declined = by_count.into_iter().map(|(reason, (count, explanation))| LeftAlone {
        reason: Some(reason),
        count,
        words: page.reason(reason).map_or_else(|| visible(explanation).into_owned(), str::to_owned),
    });
    let left_out =
        left_out.into_iter().map(|(why, count)| LeftAlone { reason: None, count, words: why.to_owned() });
    declined.chain(left_out).collect()
}
