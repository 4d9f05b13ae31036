//! A change set as it is shown.

use std::path::Path;

use overhaul_engine::tree::name_of;
use overhaul_engine::{ChangeSet, EndState, FileReport, LeftOut, Level, Located};

use crate::visible::visible;

/// The change set of one project, and the directory that its paths are shown relative to.
pub struct Shown<'a> {
    pub changes: &'a ChangeSet,
    pub base: &'a Path,
}

/// Which findings that changed nothing are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those that were declined or left out.
    pub declined: bool,
    /// Those that a person has rejected.
    pub rejected: bool,
}

impl Listed {
    pub(crate) fn shows(self, finding: &Located) -> bool {
        match &finding.end_state {
            EndState::Fixed { .. } => true,
            EndState::Declined(declined) => self.declined || declined.is_warning,
            EndState::LeftOut { why: LeftOut::Rejected, .. } => self.rejected,
            EndState::LeftOut { .. } => self.declined,
        }
    }
}

impl Shown<'_> {
    /// The path of a file, relative to the base where it lies below it.
    pub fn path<'f>(&self, file: &'f FileReport) -> &'f Path {
        file.path.strip_prefix(self.base).unwrap_or(&file.path)
    }

    /// The path as text: bytes that are not UTF-8 as `\xNN`.
    pub fn name(&self, file: &FileReport) -> String {
        name_of(self.path(file))
    }

    /// The path as text that is safe to show, also at the start of a line: GitHub's runner takes a line that starts with `::`
    /// as a command.
    pub fn label(&self, file: &FileReport) -> String {
        let name = self.name(file);
        let label = visible(&name);
        if label.trim_start().starts_with("::") { format!("./{label}") } else { label.into_owned() }
    }
}

/// What a finding's bracket says: `safe`, `review`, `review, left out`, `declined: reason` or `warning: reason`.
pub(crate) fn outcome_label(finding: &Located) -> String {
    match &finding.end_state {
        EndState::Fixed { level, .. } => level.name().to_owned(),
        EndState::LeftOut { level, why, .. } => format!("{}, {}", level.name(), why.words()),
        EndState::Declined(declined) if declined.is_warning => format!("warning: {}", declined.reason),
        EndState::Declined(declined) => format!("declined: {}", declined.reason),
    }
}

/// What is to be known of a finding besides its message, each with the words that introduce it.
pub(crate) fn notes(finding: &Located) -> Vec<(String, &str)> {
    match &finding.end_state {
        EndState::Fixed { assumption, .. } => note_of(assumption.as_deref()).collect(),
        EndState::LeftOut { assumption, why, .. } => {
            let (explanation, way_out) = left_out(*why);
            let others = [(why.words().to_owned(), explanation), ("way out".to_owned(), way_out)];
            note_of(assumption.as_deref()).chain(others).collect()
        }
        EndState::Declined(declined) => {
            let kind = if declined.is_warning { "warning" } else { "declined" };
            vec![
                (format!("{kind} ({})", declined.reason), &declined.explanation),
                ("way out".to_owned(), &declined.way_out),
            ]
        }
    }
}

fn note_of(assumption: Option<&str>) -> impl Iterator<Item = (String, &str)> {
    assumption.into_iter().map(|assumption| ("assumption".to_owned(), assumption))
}

/// Why a fix was left out, and what to do about it.
fn left_out(why: LeftOut) -> (&'static str, &'static str) {
    match why {
        LeftOut::Review => {
            ("its level is review and only safe fixes were asked for", "run without --safe-only")
        }
        LeftOut::Rejected => (
            "a person decided so in .overhaul/decisions.toml",
            "`overhaul review --show-rejected` takes it back",
        ),
        LeftOut::Undecided => (
            "nobody has accepted it, and only accepted fixes were asked for",
            "accept it in `overhaul review`, or run without --accepted-only",
        ),
        LeftOut::Unreported => {
            ("the report that the run is restricted to does not have it", "run without --from-sarif")
        }
    }
}

/// A finding in sentences of one line that is safe to show: the message first, then its notes.
pub(crate) fn sentences(finding: &Located) -> String {
    let mut text = with_stop(&visible(&finding.message));
    for (what, note) in notes(finding) {
        let (first, rest) = what.split_at(what.len().min(1));
        text.extend([" ", &first.to_uppercase(), rest, ": ", &with_stop(&visible(note))]);
    }
    text
}

fn with_stop(words: &str) -> String {
    let stop = if words.ends_with('.') { "" } else { "." };
    format!("{words}{stop}")
}

/// How much a finding asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It was declined or left out.
    Note,
    /// A fix of level safe.
    Safe,
    /// A fix of level review.
    Review,
    /// It was declined and is itself the news.
    Warning,
}

impl Weight {
    pub fn of(finding: &Located) -> Self {
        match &finding.end_state {
            EndState::Fixed { level: Level::Safe, .. } => Self::Safe,
            EndState::Fixed { level: Level::Review, .. } => Self::Review,
            EndState::LeftOut { .. } => Self::Note,
            EndState::Declined(declined) if declined.is_warning => Self::Warning,
            EndState::Declined(_) => Self::Note,
        }
    }
}
