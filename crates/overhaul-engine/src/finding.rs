//! Findings, and how each ends: as a fix or declined.

use overhaul_python::{Edit, TextRange};

use crate::shared::Need;

/// One place that a codemod recognises. It never vanishes.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The id of the codemod.
    pub codemod: &'static str,
    /// The place, in bytes of the text that the codemod was given.
    pub range: TextRange,
    /// What stands there and what decided about it: lower case, no full stop.
    pub message: String,
    pub outcome: Outcome,
}

#[derive(Debug, Clone)]
pub enum Outcome {
    Fix(Fix),
    Declined(Declined),
}

/// The edits of one finding.
#[derive(Debug, Clone)]
pub struct Fix {
    /// Changes to the finding's own statements. No two of them conflict.
    pub edits: Vec<Edit>,
    /// What the module must offer to the edited code, asked for by meaning.
    pub needs: Vec<Need>,
    pub level: Level,
    /// What a reviewer should check, one sentence.
    pub assumption: Option<String>,
}

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Behaviour stays the same apart from the stated goal.
    Safe,
    /// Right if the stated assumption holds.
    Review,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Review => "review",
        }
    }
}

/// Overhaul saw it and left it alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// The reason code, which has its row on the codemod's page.
    pub reason: &'static str,
    /// Why, one sentence.
    pub explanation: String,
    /// What a person can do about it.
    pub way_out: String,
    /// It is itself the news, such as a hole that stays open: shown where declined findings are hidden, too.
    pub is_warning: bool,
}

impl Declined {
    pub fn new(reason: &'static str, explanation: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { reason, explanation: explanation.into(), way_out: way_out.into(), is_warning: false }
    }

    /// The same as a warning.
    #[must_use]
    pub fn as_warning(self) -> Self {
        Self { is_warning: true, ..self }
    }
}

impl Finding {
    pub fn fix(&self) -> Option<&Fix> {
        match &self.outcome {
            Outcome::Fix(fix) => Some(fix),
            Outcome::Declined(_) => None,
        }
    }

    pub fn declined(&self) -> Option<&Declined> {
        match &self.outcome {
            Outcome::Fix(_) => None,
            Outcome::Declined(declined) => Some(declined),
        }
    }
}
