//! The screen, made from the state.

use anstyle::Style;
use overhaul_engine::Level;
use overhaul_report::paint::{ADDED, BOLD, CODE, DIM, FIX, REMOVED, REVIEW};

use super::text::{Break, Line};
use super::{Mode, TerminalReview, fixes, hunk};
use crate::decisions::{Decided, Decision};
use crate::item::{Item, Part};

/// How many characters a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub columns: usize,
    pub rows: usize,
}

const SMALLEST: Size = Size { columns: 40, rows: 10 };

/// From this width on, what is said about a fix stands beside its lines.
const WIDE: usize = 120;
const ASIDE: usize = 44;

/// Lines of the screen that are not the item's: title, heading, notice and keys.
const FRAME: usize = 4;

const TITLE: Style = Style::new().invert();
const FAILURE: Style = REMOVED.bold();

const KEYS: [(&str, &str); 14] = [
    ("y", "accept"),
    ("n", "reject"),
    ("s", "split"),
    ("e", "edit"),
    ("u", "undo"),
    ("j/k", "move"),
    ("/", "search"),
    ("a", "file"),
    ("A", "codemod"),
    ("S", "safe"),
    ("r", "reason"),
    ("d", "delete decision"),
    ("v", "view"),
    ("space", "next undecided"),
];
/// Between two keys.
const SPACE: &str = "  ";

const LAST_KEYS: [(&str, &str); 2] = [("?", "help"), ("q", "quit")];

const HELP: &str = "\
y n        accept, reject             r  reject with a reason
e          edit the new lines         s  split what stands together
u          undo the last decision     d  delete the decision
j k, arrows  next, previous           g G  first, last
space, Tab   next undecided           PageUp PageDown  scroll a long fix
a          accept the rest of this file
A or C     accept the rest of this codemod
S          accept all that are safe (a, A and S ask, and can reject too)
/          show only what has a text; Esc shows everything again
v          show also what was decided before this review, or not
Ctrl-L     draw again                 Ctrl-Z  suspend
q, Ctrl-C  quit; every decision is kept already, and the next review goes
           on at the first fix that is not decided

Decisions are in .overhaul/decisions.toml; diff, check and apply follow them.
An edit opens $VISUAL, $EDITOR or vi. --show-rejected shows what was rejected
before.";

impl TerminalReview<'_> {
    /// The lines of the screen, as many as it has rows.
    pub fn screen(&mut self, size: Size) -> Vec<Line> {
        self.is_too_small = size.columns < SMALLEST.columns || size.rows < SMALLEST.rows;
        let mut lines = if self.is_too_small { too_small(size) } else { self.whole(size) };
        lines.resize(size.rows, Line::default());
        lines.iter().map(|line| line.clipped(size.columns)).collect()
    }

    fn whole(&mut self, size: Size) -> Vec<Line> {
        let body = match (&self.mode, self.current()) {
            (Mode::Help, _) => help(size.columns),
            (_, Some(item)) => self.body(item, size.columns),
            (_, None) => self.end(size.columns),
        };
        self.height = body.len();
        self.page = size.rows - FRAME;
        self.scroll = self.scroll.min(self.height.saturating_sub(self.page));
        let mut lines = vec![self.title(size.columns), self.heading(size.columns)];
        lines.extend(body.into_iter().skip(self.scroll).take(self.page));
        lines.resize(size.rows - 2, Line::default());
        lines.push(self.status());
        lines.push(self.keys(size.columns));
        lines
    }

    fn title(&self, columns: usize) -> Line {
        let progress = self.progress;
        let edited =
            if progress.edited == 0 { String::new() } else { format!(", {} edited", progress.edited) };
        let left = Line::new(
            &format!(
                " {}/{} decided: {} accepted, {} rejected{edited}",
                progress.decided(),
                progress.total,
                progress.accepted,
                progress.rejected
            ),
            TITLE,
        );
        let mut right = Line::default();
        if !self.list.filter.is_empty() {
            right.push(&format!("/{}  ", self.list.filter), TITLE);
        }
        if self.list.all {
            right.push("all  ", TITLE);
        }
        if self.list.current().is_some() {
            right.push(&format!("{} of {} ", self.list.at() + 1, self.list.len()), TITLE);
        }
        let right = right.clipped_at_start(columns / 2);
        let mut line = left.clipped(columns - right.width()).padded(columns - right.width(), TITLE);
        line.append(right);
        line
    }

    fn heading(&self, columns: usize) -> Line {
        if matches!(self.mode, Mode::Help) {
            return Line::new("Keys", BOLD);
        }
        let Some(item) = self.current() else { return Line::default() };
        let mut rest = Line::new(&format!("  {}  ", item.codemod), CODE);
        let style = if item.level == Level::Safe { FIX } else { REVIEW };
        rest.push(&format!("[{}]", item.level.name()), style);
        let (word, style) = match self.review.decided(item) {
            Some(Decided::Accepted) => ("ACCEPTED", ADDED.bold()),
            Some(Decided::Rejected) => ("REJECTED", REMOVED.bold()),
            Some(Decided::Edited(_)) => ("EDITED", REVIEW),
            None => ("undecided", DIM),
        };
        rest.push("  ", Style::new()).push(word, style);
        let place = Line::new(&format!("{}:{}", self.project.name(item), item.line()), BOLD);
        let mut line = place.clipped_at_start(columns.saturating_sub(rest.width()).max(12));
        line.append(rest);
        line
    }

    fn body(&self, item: &Item, columns: usize) -> Vec<Line> {
        let edited = |part: &Part| match &self.review.decision(item, part.fingerprint)?.decided {
            Decided::Edited(text) => Some(text.as_str()),
            _ => None,
        };
        if columns < WIDE {
            let mut lines = self.words(item, columns);
            lines.push(Line::default());
            lines.extend(hunk::lines(item, edited, columns));
            return lines;
        }
        let room = columns - ASIDE - 3;
        let mut diff = hunk::lines(item, edited, room);
        let mut words = self.words(item, ASIDE);
        let height = diff.len().max(words.len());
        diff.resize(height, Line::default());
        words.resize(height, Line::default());
        let beside = |(left, right): (Line, Line)| {
            let mut line = left.padded(room, Style::new());
            line.push(" | ", DIM).append(right);
            line
        };
        diff.into_iter().zip(words).map(beside).collect()
    }

    /// What is said about an item: of parts with the same words, once.
    fn words(&self, item: &Item, columns: usize) -> Vec<Line> {
        let mut said: Vec<(&str, Option<&str>, Vec<usize>)> = Vec::new();
        for part in &item.parts {
            let words = (part.message.as_str(), part.assumption.as_deref());
            match said.iter_mut().find(|(message, assumption, _)| (*message, *assumption) == words) {
                Some((_, _, lines)) => lines.push(part.line),
                None => said.push((words.0, words.1, vec![part.line])),
            }
        }
        let mut lines = Vec::new();
        for (message, assumption, places) in said {
            let mut line = Line::default();
            if item.parts.len() > 1 {
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                let word = if places.len() == 1 { "line" } else { "lines" };
                line.push(&format!("{word} {}: ", places.join(", ")), DIM);
            }
            line.push(message, BOLD);
            lines.extend(line.wrapped(columns, 2, Break::Words));
            if let Some(assumption) = assumption {
                let mut line = Line::new("Assumes: ", REVIEW);
                line.push(assumption, Style::new());
                lines.extend(line.wrapped(columns, 2, Break::Words));
            }
        }
        let first = item.parts.first().map(|part| part.fingerprint);
        if let Some(decision) = first.and_then(|fingerprint| self.review.decision(item, fingerprint)) {
            lines.extend(Line::new(&told(decision), DIM).wrapped(columns, 2, Break::Words));
        }
        lines
    }

    /// What is shown where nothing is left to decide.
    fn end(&self, columns: usize) -> Vec<Line> {
        let progress = self.progress;
        let open = progress.total - progress.decided();
        let mut lines = vec![Line::default()];
        if open == 0 {
            let text = match progress.total {
                0 => "There is nothing to decide.".to_owned(),
                1 => "The one fix is decided.".to_owned(),
                total => format!("All {total} fixes are decided."),
            };
            lines.push(Line::new(&text, BOLD));
        } else {
            lines.push(Line::new(&format!("Nothing here is undecided; {} elsewhere.", fixes(open)), BOLD));
            if !self.list.filter.is_empty() {
                lines.push(Line::new("Esc ends the search.", Style::new()));
            }
        }
        lines.push(Line::default());
        for text in [
            "overhaul diff shows what the decisions come to, overhaul apply makes the changes.",
            "k goes back to the last fix, u undoes the last decision, v shows what was decided before, q quits.",
        ] {
            lines.extend(Line::new(text, Style::new()).wrapped(columns, 0, Break::Words));
        }
        lines
    }

    fn status(&self) -> Line {
        if let Mode::Confirm(bulk) = &self.mode {
            return Line::new(&format!("Accept {} {}?", undecided(bulk.fixes), bulk.what), BOLD);
        }
        if let Some(notice) = &self.notice {
            return Line::new(&notice.text, if notice.is_failure { FAILURE } else { BOLD });
        }
        let last = self.scroll + self.page;
        if self.height <= self.page {
            return Line::default();
        }
        let text = format!(
            "lines {} to {} of {}, PageDown and PageUp scroll",
            self.scroll + 1,
            last.min(self.height),
            self.height
        );
        Line::new(&text, DIM)
    }

    fn keys(&self, columns: usize) -> Line {
        match &self.mode {
            Mode::Browse => all_that_fit(columns),
            Mode::Help => Line::new("any other key goes back", BOLD),
            Mode::Reason(text) => input("Reason (Enter rejects, Esc cancels): ", text, columns),
            Mode::Filter(text) => input("Show only (Enter, Esc cancels): ", text, columns),
            Mode::Confirm(_) => Line::new("y yes  n no  x reject them instead", BOLD),
        }
    }
}

fn undecided(count: usize) -> String {
    if count == 1 { "1 undecided fix".to_owned() } else { format!("{count} undecided fixes") }
}

/// Who decided, when and why.
fn told(decision: &Decision) -> String {
    let mut text = decision.decided.word().to_owned();
    for (before, part) in [(" by ", &decision.who), (", ", &decision.when), (": ", &decision.why)] {
        if let Some(part) = part {
            text.push_str(before);
            text.push_str(part);
        }
    }
    text
}

/// The keys for which there is room, and always the last ones.
fn all_that_fit(columns: usize) -> Line {
    let drawn = |(key, word): (&str, &str)| {
        let mut line = Line::new(key, BOLD);
        line.push(&format!(" {word}"), Style::new());
        line
    };
    let mut keys: Vec<Line> = KEYS.map(drawn).into();
    let last = LAST_KEYS.map(drawn);
    let mut room = columns + SPACE.len();
    for line in &last {
        room = room.saturating_sub(line.width() + SPACE.len());
    }
    keys.retain(|key| {
        let needed = key.width() + SPACE.len();
        let fits = needed <= room;
        room -= if fits { needed } else { 0 };
        fits
    });
    let mut line = Line::default();
    for key in keys.into_iter().chain(last) {
        if line.width() > 0 {
            line.push(SPACE, Style::new());
        }
        line.append(key);
    }
    line
}

fn help(columns: usize) -> Vec<Line> {
    let wrapped = |line| Line::new(line, Style::new()).wrapped(columns, 11, Break::Words);
    HELP.lines().flat_map(wrapped).collect()
}

/// A line of input, of which the end is shown.
fn input(label: &str, text: &str, columns: usize) -> Line {
    let mut line = Line::new(label, BOLD);
    let room = columns.saturating_sub(line.width() + 1);
    line.append(Line::new(text, Style::new()).clipped_at_start(room));
    line.push(" ", TITLE);
    line
}

fn too_small(size: Size) -> Vec<Line> {
    let text = format!(
        "The terminal is too small: {}x{}, and {}x{} is the least. q quits.",
        size.columns, size.rows, SMALLEST.columns, SMALLEST.rows
    );
    Line::new(&text, Style::new()).wrapped(size.columns.max(1), 0, Break::Words)
}
