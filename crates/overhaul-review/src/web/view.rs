//! What of a review is sent to the page.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use overhaul_engine::Level;
use overhaul_engine::tree::name_of;
use overhaul_python::{Source, TextRange, TextSize};
use overhaul_report::html::{Colours, hunks};
use overhaul_report::visible;
use serde::Serialize;

use crate::decisions::{Decided, Decision};
use crate::item::{Item, Part};
use crate::review::Review;

/// All items, every text once, so that twenty thousand of them load at once.
#[derive(Serialize)]
pub struct Items {
    /// Counts the steps, so that a page sees what another one did meanwhile.
    revision: u64,
    /// Id and what it does in one line.
    codemods: Vec<(&'static str, String)>,
    files: Vec<String>,
    texts: Vec<String>,
    #[serde(rename = "items")]
    rows: Vec<Row>,
}

/// An item in the list of all. `codemod`, `file`, `message` and `code` are places in the tables of [`Items`].
#[derive(Clone, Copy, Serialize)]
#[serde(into = "(u32, usize, usize, usize, u8, usize, State, usize, usize)")]
struct Row {
    /// Stays the item's own when another one is split.
    number: u32,
    codemod: usize,
    file: usize,
    line: usize,
    needs_review: bool,
    parts: usize,
    state: State,
    message: usize,
    code: usize,
}

impl From<Row> for (u32, usize, usize, usize, u8, usize, State, usize, usize) {
    fn from(row: Row) -> Self {
        let Row { number, codemod, file, line, needs_review, parts, state, message, code } = row;
        (number, codemod, file, line, needs_review.into(), parts, state, message, code)
    }
}

/// What a step has changed.
#[derive(Serialize)]
pub struct Changed {
    revision: u64,
    changed: Vec<(u32, State)>,
}

/// What was decided about an item as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum State {
    Open = 0,
    Accepted = 1,
    Rejected = 2,
    Edited = 3,
}

impl From<State> for u8 {
    fn from(state: State) -> Self {
        state as Self
    }
}

impl State {
    pub fn of(review: &Review, item: &Item) -> Self {
        match review.decided(item) {
            None => Self::Open,
            Some(Decided::Accepted) => Self::Accepted,
            Some(Decided::Rejected) => Self::Rejected,
            Some(Decided::Edited(_)) => Self::Edited,
        }
    }
}

/// Texts that are sent once each.
#[derive(Default)]
struct Table {
    texts: Vec<String>,
    known: HashMap<String, usize>,
}

impl Table {
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        self.known.insert(text.to_owned(), self.texts.len());
        self.texts.push(visible(text).into_owned());
        self.texts.len() - 1
    }
}

impl Items {
    /// The items of a review. `bases` say for each project what paths are shown relative to.
    pub fn new(review: &Review, bases: &[PathBuf], codemods: Vec<(&'static str, String)>) -> Self {
        let numbers: Vec<u32> = (0..).take(review.items().len()).collect();
        let mut items =
            Self { revision: 0, codemods, files: Vec::new(), texts: Vec::new(), rows: Vec::new() };
        items.fill(review, bases, &numbers);
        items
    }

    fn fill(&mut self, review: &Review, bases: &[PathBuf], numbers: &[u32]) {
        let (mut files, mut texts) = (Table::default(), Table::default());
        let rows = review.items().iter().zip(numbers).map(|(item, number)| {
            let base = bases.get(item.project).map_or(Path::new(""), PathBuf::as_path);
            let path = item.path.strip_prefix(base).unwrap_or(&item.path);
            let code: Vec<&str> = item.parts.iter().map(|part| part.code.as_str()).collect();
            Row {
                number: *number,
                codemod: self.codemods.iter().position(|(id, _)| *id == item.codemod).unwrap_or_default(),
                file: files.place(&name_of(path)),
                line: item.line(),
                needs_review: item.level == Level::Review,
                parts: item.parts.len(),
                state: State::of(review, item),
                message: texts.place(item.parts.first().map_or("", |part| &part.message)),
                code: texts.place(&code.join(" · ")),
            }
        });
        self.rows = rows.collect();
        (self.files, self.texts) = (files.texts, texts.texts);
    }

    pub fn place(&self, number: u32) -> Option<usize> {
        self.rows.iter().position(|row| row.number == number)
    }

    /// The places of several items; nothing where one of them is not there.
    pub fn places(&self, numbers: &[u32]) -> Option<Vec<usize>> {
        let places: HashMap<u32, usize> =
            self.rows.iter().enumerate().map(|(place, row)| (row.number, place)).collect();
        numbers.iter().map(|number| places.get(number).copied()).collect()
    }

    /// Takes in what the last step decided.
    pub fn step(&mut self, review: &Review) -> Changed {
        let mut changed = Vec::new();
        for (row, item) in self.rows.iter_mut().zip(review.items()) {
            let state = State::of(review, item);
            if state != row.state {
                row.state = state;
                changed.push((row.number, state));
            }
        }
        self.revision += 1;
        Changed { revision: self.revision, changed }
    }

    /// Takes in that the item at a place was split. Its first part keeps its number.
    pub fn split(&mut self, place: usize, review: &Review, bases: &[PathBuf]) -> Changed {
        let mut numbers: Vec<u32> = self.rows.iter().map(|row| row.number).collect();
        let next = numbers.iter().max().map_or(0, |number| number.saturating_add(1));
        let added = review.items().len().saturating_sub(numbers.len());
        let behind = numbers.len().min(place + 1);
        numbers.splice(behind..behind, (next..).take(added));
        self.fill(review, bases, &numbers);
        self.revision += 1;
        Changed { revision: self.revision, changed: Vec::new() }
    }
}

/// One item with its diff.
#[derive(Serialize)]
pub struct Detail {
    number: u32,
    /// Escaped by `overhaul_report::html`.
    diff: String,
    parts: Vec<PartDetail>,
    /// The lines that may be written anew, as they would be; nothing where a fix changes several places.
    editable: Option<String>,
    /// Why there is no diff.
    problem: Option<&'static str>,
}

#[derive(Serialize)]
struct PartDetail {
    line: usize,
    level: &'static str,
    message: String,
    assumption: Option<String>,
    decided: Option<&'static str>,
    who: Option<String>,
    when: Option<String>,
    why: Option<String>,
}

impl Detail {
    /// `text` is the original of the item's file, `decided` tells for each part what was decided about it.
    pub fn new(number: u32, item: &Item, text: Option<&str>, decided: &[Option<Decision>]) -> Self {
        let parts = item.parts.iter().zip(decided);
        let parts = parts.map(|(part, decision)| PartDetail::new(part, decision.as_ref())).collect();
        let edited: Vec<Option<&str>> = decided.iter().map(|decision| edited(decision.as_ref())).collect();
        let diff = text.and_then(|text| {
            let new = applied(text, item, &edited)?;
            Some(hunks::between(text, &new, Colours::On).into_iter().map(|hunk| hunk.html).collect())
        });
        let problem = diff.is_none().then_some("the file changed while it was read; start the review again");
        let editable = editable(item).map(|piece| {
            let lines = edited.first().copied().flatten().unwrap_or(piece);
            lines.lines().collect::<Vec<_>>().join("\n")
        });
        Self { number, diff: diff.unwrap_or_default(), parts, editable, problem }
    }
}

impl PartDetail {
    fn new(part: &Part, decision: Option<&Decision>) -> Self {
        let shown = |text: Option<&String>| text.map(|text| visible(text).into_owned());
        Self {
            line: part.line,
            level: part.level.name(),
            message: visible(&part.message).into_owned(),
            assumption: shown(part.assumption.as_ref()),
            decided: decision.map(|decision| decision.decided.word()),
            who: shown(decision.and_then(|decision| decision.who.as_ref())),
            when: shown(decision.and_then(|decision| decision.when.as_ref())),
            why: shown(decision.and_then(|decision| decision.why.as_ref())),
        }
    }
}

fn edited(decision: Option<&Decision>) -> Option<&str> {
    match decision.map(|decision| &decision.decided) {
        Some(Decided::Edited(text)) => Some(text),
        _ => None,
    }
}

/// The lines of an item that a person may write anew: those of the only place that its only fix changes.
pub fn editable(item: &Item) -> Option<&str> {
    match item.parts.as_slice() {
        [part] => match part.pieces.as_slice() {
            [piece] => Some(&piece.new),
            _ => None,
        },
        _ => None,
    }
}

/// A text with an item's fixes, or with what a person wrote in the place of one; nothing where the text is not the one that the
/// item was found in.
pub fn applied(text: &str, item: &Item, edited: &[Option<&str>]) -> Option<String> {
    let source = Source::decode(Vec::new()).ok()?.with_text(text.to_owned());
    let place = |line: usize, old: &str| {
        let start =
            if line > source.line_count() { TextSize::of(text) } else { source.line_range(line).start() };
        let range = TextRange::at(start, TextSize::of(old));
        text.get(range.start().to_usize()..range.end().to_usize())
            .filter(|found| *found == old)
            .map(|_| range)
    };
    let mut edits = Vec::new();
    for (index, part) in item.parts.iter().enumerate() {
        let places: Option<Vec<TextRange>> =
            part.pieces.iter().map(|piece| place(piece.line, &piece.old)).collect();
        let places = places?;
        match edited.get(index).copied().flatten() {
            None => edits.extend(places.into_iter().zip(part.pieces.iter().map(|piece| piece.new.clone()))),
            Some(lines) => {
                let whole = places.into_iter().reduce(TextRange::cover)?;
                edits.push((whole, as_lines(lines, source.slice(whole))));
            }
        }
    }
    edits.sort_by_key(|(range, _)| (range.start(), range.end()));
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (range, lines) in edits {
        new.push_str(text.get(done..range.start().to_usize())?);
        new.push_str(&lines);
        done = range.end().to_usize();
    }
    new.push_str(text.get(done..)?);
    Some(new)
}

/// Lines that a person wrote, with the ends of those that they replace.
fn as_lines(lines: &str, old: &str) -> String {
    let line_end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let has_end = old.ends_with(['\n', '\r']) && !lines.is_empty();
    lines.lines().collect::<Vec<_>>().join(line_end) + if has_end { line_end } else { "" }
}
