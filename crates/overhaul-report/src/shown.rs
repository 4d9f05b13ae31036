//! A change set as it is shown.

use std::path::Path;

use overhaul_engine::tree::name_of;
use overhaul_engine::{ChangeSet, EndState, FileReport, LeftOut, Located};

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

    /// The path as text that is safe to show.
    pub fn label(&self, file: &FileReport) -> String {
        visible(&self.name(file)).into_owned()
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
