//! A change set as text, so that a run that was done already need not be done again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use overhaul_python::Position;
use serde::{Deserialize, Serialize};

use crate::change_set::{
    Change, ChangeSet, Content, EndState, Failure, FailureKind, FileReport, Located, Stage, Store,
};
use crate::finding::{Declined, Level};
use crate::gate::Refusal;
use crate::tree::ContentId;
use crate::verdict::{Identity, LeftOut};

#[derive(Serialize, Deserialize)]
struct StoredSet {
    files: Vec<StoredFile>,
    files_seen: usize,
    files_parsed: usize,
    notes: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredFile {
    name: String,
    /// Relative to the project's root.
    path: PathBuf,
    findings: Vec<StoredFinding>,
    change: Option<StoredChange>,
    relies_on: BTreeSet<String>,
    failures: Vec<StoredFailure>,
}

#[derive(Serialize, Deserialize)]
struct StoredChange {
    original: Option<ContentId>,
    stages: Vec<(String, ContentId)>,
}

#[derive(Serialize, Deserialize)]
struct StoredFinding {
    codemod: String,
    identity: Identity,
    /// Line and column of start and end.
    place: [usize; 4],
    lines: Vec<String>,
    message: String,
    end_state: StoredState,
}

#[derive(Serialize, Deserialize)]
enum StoredState {
    Fixed { is_safe: bool, assumption: Option<String> },
    LeftOut { is_safe: bool, assumption: Option<String>, why: LeftOut },
    Declined { reason: String, explanation: String, way_out: String, is_warning: bool },
}

#[derive(Serialize, Deserialize)]
struct StoredFailure {
    kind: String,
    message: String,
    line: Option<usize>,
    column: Option<usize>,
}

/// The change set of a project as text; `keep` gives contents their ids. `None` where something of it has no form as text,
/// such as a path that is not UTF-8.
pub fn store(
    changes: &ChangeSet,
    root: &Path,
    mut keep: impl FnMut(&Content) -> Option<ContentId>,
) -> Option<Vec<u8>> {
    let files: Option<Vec<StoredFile>> = changes
        .files
        .iter()
        .map(|file| {
            let change = match &file.change {
                None => None,
                Some(change) => Some(StoredChange {
                    original: match &change.original {
                        Some(original) => Some(keep(original)?),
                        None => None,
                    },
                    stages: change
                        .stages
                        .iter()
                        .map(|stage| Some((stage.codemod.to_owned(), keep(&stage.content)?)))
                        .collect::<Option<_>>()?,
                }),
            };
            Some(StoredFile {
                name: file.name.clone(),
                path: file.path.strip_prefix(root).ok()?.to_owned(),
                findings: file.findings.iter().map(StoredFinding::of).collect(),
                change,
                relies_on: file.relies_on.clone(),
                failures: file.failures.iter().map(StoredFailure::of).collect(),
            })
        })
        .collect();
    serde_json::to_vec(&StoredSet {
        files: files?,
        files_seen: changes.files_seen,
        files_parsed: changes.files_parsed,
        notes: changes.notes.clone(),
    })
    .ok()
}

/// The change set that [`store`] made a text of. `words` are the ids of codemods and their reasons. `None` where the
/// text says something that this program does not know.
pub fn restore(
    text: &[u8],
    root: &Path,
    words: &BTreeSet<&'static str>,
    store: &Arc<dyn Store>,
) -> Option<ChangeSet> {
    let stored: StoredSet = serde_json::from_slice(text).ok()?;
    let word = |text: &str| words.get(text).copied().or_else(|| Refusal::known_code(text));
    let kept = |id: ContentId| Content::Kept { id, store: Arc::clone(store) };
    let files: Option<Vec<FileReport>> = stored
        .files
        .into_iter()
        .map(|file| {
            let change = match file.change {
                None => None,
                Some(change) => Some(Change {
                    original: change.original.map(kept),
                    stages: change
                        .stages
                        .into_iter()
                        .map(|(codemod, id)| Some(Stage { codemod: word(&codemod)?, content: kept(id) }))
                        .collect::<Option<_>>()?,
                }),
            };
            Some(FileReport {
                name: file.name,
                path: root.join(file.path),
                findings: file
                    .findings
                    .into_iter()
                    .map(|finding| finding.located(word))
                    .collect::<Option<_>>()?,
                change,
                relies_on: file.relies_on,
                failures: file.failures.into_iter().map(StoredFailure::failure).collect::<Option<_>>()?,
            })
        })
        .collect();
    Some(ChangeSet {
        files: files?,
        files_seen: stored.files_seen,
        files_parsed: stored.files_parsed,
        notes: stored.notes,
    })
}

impl StoredFinding {
    fn of(finding: &Located) -> Self {
        let is_safe = |level: Level| level == Level::Safe;
        let end_state = match finding.end_state.clone() {
            EndState::Fixed { level, assumption } => {
                StoredState::Fixed { is_safe: is_safe(level), assumption }
            }
            EndState::LeftOut { level, assumption, why } => {
                StoredState::LeftOut { is_safe: is_safe(level), assumption, why }
            }
            EndState::Declined(declined) => StoredState::Declined {
                reason: declined.reason.to_owned(),
                explanation: declined.explanation,
                way_out: declined.way_out,
                is_warning: declined.is_warning,
            },
        };
        let (start, end) = (finding.start, finding.end);
        Self {
            codemod: finding.codemod.to_owned(),
            identity: finding.identity,
            place: [start.line, start.column, end.line, end.column],
            lines: finding.lines.clone(),
            message: finding.message.clone(),
            end_state,
        }
    }

    fn located(self, word: impl Fn(&str) -> Option<&'static str>) -> Option<Located> {
        let level = |is_safe| if is_safe { Level::Safe } else { Level::Review };
        let end_state = match self.end_state {
            StoredState::Fixed { is_safe, assumption } => {
                EndState::Fixed { level: level(is_safe), assumption }
            }
            StoredState::LeftOut { is_safe, assumption, why } => {
                EndState::LeftOut { level: level(is_safe), assumption, why }
            }
            StoredState::Declined { reason, explanation, way_out, is_warning } => {
                EndState::Declined(Declined { reason: word(&reason)?, explanation, way_out, is_warning })
            }
        };
        let [line, column, end_line, end_column] = self.place;
        Some(Located {
            codemod: word(&self.codemod)?,
            identity: self.identity,
            start: Position { line, column },
            end: Position { line: end_line, column: end_column },
            lines: self.lines,
            message: self.message,
            end_state,
            preview: Vec::new(),
        })
    }
}

impl StoredFailure {
    fn of(failure: &Failure) -> Self {
        Self {
            kind: failure.kind.to_string(),
            message: failure.message.clone(),
            line: failure.line,
            column: failure.column,
        }
    }

    fn failure(self) -> Option<Failure> {
        let kinds = [
            FailureKind::Io,
            FailureKind::Encoding,
            FailureKind::Syntax,
            FailureKind::Depth,
            FailureKind::Panic,
        ];
        let kind = kinds.into_iter().find(|kind| kind.to_string() == self.kind);
        let kind = kind.or_else(|| Refusal::known_code(&self.kind).map(FailureKind::Gate))?;
        Some(Failure { kind, message: self.message, line: self.line, column: self.column })
    }
}
