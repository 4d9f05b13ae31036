//! The outcome of a run: findings, and for every changed file its stages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fmt, io};

use overhaul_python::Position;
use thiserror::Error;

use crate::finding::{Declined, Level, Outcome};
use crate::preview::Piece;
use crate::tree::ContentId;
use crate::verdict::{Fingerprint, Identity, LeftOut};

/// What a run came to. Files are sorted by name, findings by place.
#[derive(Debug, Default)]
pub struct ChangeSet {
    /// The files that have a finding, a failure or a change.
    pub files: Vec<FileReport>,
    /// How many files the run looked at.
    pub files_seen: usize,
    /// How many of them were parsed.
    pub files_parsed: usize,
    /// What the codemods say about the run as a whole.
    pub notes: Vec<String>,
}

/// One file of a run.
#[derive(Debug)]
pub struct FileReport {
    /// As in [`crate::File::name`].
    pub name: String,
    pub path: PathBuf,
    pub findings: Vec<Located>,
    pub change: Option<Change>,
    /// The names of files whose change this file's change needs.
    pub relies_on: BTreeSet<String>,
    pub failures: Vec<Failure>,
}

/// A finding with its place in the original file.
#[derive(Debug, Clone)]
pub struct Located {
    pub codemod: &'static str,
    pub identity: Identity,
    pub start: Position,
    pub end: Position,
    /// The lines from start to end, at most six, without line endings, a long one cut short with an ellipsis.
    pub lines: Vec<String>,
    pub message: String,
    pub end_state: EndState,
    /// What the fix changes, where the run was asked for previews.
    pub preview: Vec<Piece>,
}

/// How a finding ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndState {
    /// Its edits are part of the change.
    Fixed {
        level: Level,
        assumption: Option<String>,
    },
    /// A fix that the run was told to leave out.
    LeftOut {
        level: Level,
        assumption: Option<String>,
        why: LeftOut,
    },
    Declined(Declined),
}

/// What becomes of a file.
#[derive(Debug, Clone)]
pub struct Change {
    /// What the run read; nothing for a file that it creates.
    pub original: Option<Content>,
    /// One for each codemod that changed something, in order; the last one is what gets written.
    pub stages: Vec<Stage>,
}

/// A file after the first codemods of a run.
#[derive(Debug, Clone)]
pub struct Stage {
    pub codemod: &'static str,
    pub content: Content,
}

/// The bytes of a file: at hand, or kept by an id from an earlier run.
#[derive(Clone)]
pub enum Content {
    Here(Vec<u8>),
    Kept { id: ContentId, store: Arc<dyn Store> },
}

/// Where contents are kept.
pub trait Store: Send + Sync {
    fn read(&self, id: &ContentId) -> io::Result<Vec<u8>>;
}

impl Content {
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::Here(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Kept { id, store } => store.read(id).map(Cow::Owned),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::Kept { id, .. } => write!(formatter, "{id:x?}"),
        }
    }
}

/// Why something could not be done with a file; the run went on without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub kind: FailureKind,
    pub message: String,
    /// 1-based, where the failure has a place.
    pub line: Option<usize>,
    pub column: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FailureKind {
    #[error("io")]
    Io,
    #[error("encoding")]
    Encoding,
    #[error("syntax")]
    Syntax,
    #[error("depth")]
    Depth,
    #[error("panic")]
    Panic,
    /// A check of the gate, with its code.
    #[error("{0}")]
    Gate(&'static str),
}

impl Change {
    /// What is to be written; nothing where no codemod changed anything.
    pub fn result(&self) -> Option<&Content> {
        self.stages.last().map(|stage| &stage.content)
    }

    /// The original and all stages.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        self.original.iter().chain(self.stages.iter().map(|stage| &stage.content))
    }

    /// The bytes to write.
    pub fn new_bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        self.result().map_or(Ok(Cow::Borrowed(&[])), Content::read)
    }

    /// The bytes that were read, none for a new file.
    pub fn old_bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        self.original.as_ref().map_or(Ok(Cow::Borrowed(&[])), Content::read)
    }
}

impl ChangeSet {
    pub fn findings(&self) -> impl Iterator<Item = (&FileReport, &Located)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    pub fn failures(&self) -> impl Iterator<Item = (&FileReport, &Failure)> {
        self.files.iter().flat_map(|file| file.failures.iter().map(move |failure| (file, failure)))
    }

    pub fn changed(&self) -> impl Iterator<Item = (&FileReport, &Change)> {
        self.files.iter().filter_map(|file| file.change.as_ref().map(|change| (file, change)))
    }

    pub fn has_fixes(&self) -> bool {
        self.findings().any(|(_, finding)| finding.is_fixed())
    }

    pub fn has_failures(&self) -> bool {
        self.failures().next().is_some()
    }
}

impl Located {
    /// The name of the finding in its file, which has this name.
    pub fn fingerprint(&self, file: &str) -> Fingerprint {
        self.identity.fingerprint(self.codemod, file)
    }

    pub fn is_fixed(&self) -> bool {
        matches!(self.end_state, EndState::Fixed { .. })
    }
}

impl EndState {
    pub(crate) fn of(outcome: Outcome, left_out: Option<LeftOut>) -> Self {
        match (outcome, left_out) {
            (Outcome::Declined(declined), _) => Self::Declined(declined),
            (Outcome::Fix(fix), Some(why)) => {
                Self::LeftOut { level: fix.level, assumption: fix.assumption, why }
            }
            (Outcome::Fix(fix), None) => Self::Fixed { level: fix.level, assumption: fix.assumption },
        }
    }
}
