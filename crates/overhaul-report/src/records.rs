//! What the formats for programs are made of, and what they have in common.

use overhaul_engine::{EndState, Failure, FileReport, LeftOut, Located, Piece};
use serde::Serialize;

use crate::shown::Shown;

/// The version of every format of overhaul's own. It changes only with the meaning of a field; new fields may come without it.
pub(crate) const VERSION: u32 = 1;

/// The program that a report is from.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Tool<'a> {
    pub name: &'a str,
    pub version: &'a str,
    /// Where a person reads about it.
    #[serde(skip)]
    pub home: &'a str,
}

#[derive(Serialize)]
pub(crate) struct FindingRecord<'a> {
    codemod: &'a str,
    fingerprint: String,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    outcome: &'static str,
    /// Whether a declined finding is itself the news.
    is_warning: bool,
    level: Option<&'static str>,
    assumption: Option<&'a str>,
    reason: Option<&'a str>,
    explanation: Option<&'a str>,
    way_out: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct FailureRecord<'a> {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    kind: String,
    message: &'a str,
}

/// Lines that a fix replaces.
#[derive(Serialize)]
pub(crate) struct PieceRecord<'a> {
    line: usize,
    old: &'a str,
    new: &'a str,
}

impl<'a> FindingRecord<'a> {
    pub fn of(shown: &Shown<'_>, file: &FileReport, found: &'a Located) -> Self {
        let declined = match &found.end_state {
            EndState::Declined(declined) => Some(declined),
            EndState::Fixed { .. } | EndState::LeftOut { .. } => None,
        };
        let (level, assumption) = level_of(found);
        Self {
            codemod: found.codemod,
            fingerprint: found.fingerprint(&file.name).to_string(),
            path: shown.name(file),
            line: found.start.line,
            column: found.start.column,
            end_line: found.end.line,
            end_column: found.end.column,
            message: &found.message,
            outcome: outcome(found),
            is_warning: declined.is_some_and(|declined| declined.is_warning),
            level,
            assumption,
            reason: declined.map(|declined| declined.reason),
            explanation: declined.map(|declined| declined.explanation.as_str()),
            way_out: declined.map(|declined| declined.way_out.as_str()),
        }
    }
}

impl<'a> FailureRecord<'a> {
    pub fn of(shown: &Shown<'_>, file: &FileReport, failure: &'a Failure) -> Self {
        Self {
            path: shown.name(file),
            line: failure.line,
            column: failure.column,
            kind: failure.kind.to_string(),
            message: &failure.message,
        }
    }
}

impl<'a> PieceRecord<'a> {
    pub fn of(piece: &'a Piece) -> Self {
        Self { line: piece.line, old: &piece.old, new: &piece.new }
    }
}

/// How a finding ended, in one word.
pub(crate) fn outcome(found: &Located) -> &'static str {
    match &found.end_state {
        EndState::Fixed { .. } => "fix",
        EndState::LeftOut { why, .. } => match why {
            LeftOut::Review => "left-out",
            LeftOut::Rejected => "rejected",
            LeftOut::Undecided => "undecided",
            LeftOut::Unreported => "unreported",
        },
        EndState::Declined(_) => "declined",
    }
}

/// The level and the assumption of a fix, whether it is part of the change or not.
pub(crate) fn level_of(found: &Located) -> (Option<&'static str>, Option<&str>) {
    match &found.end_state {
        EndState::Fixed { level, assumption } | EndState::LeftOut { level, assumption, .. } => {
            (Some(level.name()), assumption.as_deref())
        }
        EndState::Declined(_) => (None, None),
    }
}
