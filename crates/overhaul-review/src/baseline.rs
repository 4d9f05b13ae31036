//! The findings that were there when a team began: a baseline, so that only what is new is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use overhaul_engine::{ChangeSet, Fingerprint};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::renames::Renames;

const VERSION: u32 = 1;

/// The findings of a project at some time.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    /// The commit that was checked out, where there was one: renames since then are followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Sorted by path, codemod and fingerprint.
    findings: Vec<Entry>,
}

/// One finding of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where the project is, relative to the baseline's directory.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub project: String,
    pub path: String,
    pub codemod: String,
    fingerprint: Fingerprint,
    /// The first line of what was found, for whoever reads the file.
    pub code: String,
}

/// What a baseline did to a project's findings.
#[derive(Debug, Default)]
pub struct Applied {
    /// Findings that were known and are not reported.
    pub known: usize,
    /// Entries of which nothing is left.
    pub stale: Vec<Entry>,
}

#[derive(Debug, Error)]
pub enum BaselineError {
    #[error("failed to read the baseline {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path} is no baseline: {source}")]
    Form { path: String, source: serde_json::Error },
    #[error("{path} is a baseline of version {found}, and this version of overhaul reads version {VERSION}")]
    Version { path: String, found: u32 },
}

impl Baseline {
    /// The findings of these projects, each with a name that tells it from the others.
    pub fn of<'c>(
        projects: impl IntoIterator<Item = (String, &'c ChangeSet)>,
        commit: Option<String>,
    ) -> Self {
        let mut findings: Vec<Entry> = projects
            .into_iter()
            .flat_map(|(project, changes)| changes.findings().map(move |found| (project.clone(), found)))
            .map(|(project, (file, finding))| Entry {
                project,
                path: file.name.clone(),
                codemod: finding.codemod.to_owned(),
                fingerprint: finding.fingerprint(&file.name),
                code: finding.lines.first().map(|line| line.trim().to_owned()).unwrap_or_default(),
            })
            .collect();
        findings.sort();
        findings.dedup();
        Self { version: VERSION, commit, findings }
    }

    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let name = path.display().to_string();
        let bytes =
            std::fs::read(path).map_err(|source| BaselineError::Read { path: name.clone(), source })?;
        let baseline: Self = serde_json::from_slice(&bytes)
            .map_err(|source| BaselineError::Form { path: name.clone(), source })?;
        if baseline.version != VERSION {
            return Err(BaselineError::Version { path: name, found: baseline.version });
        }
        Ok(baseline)
    }

    /// As JSON, one finding a line, so that two versions of the file are easily compared.
    pub fn to_text(&self) -> String {
        let head = Self { version: self.version, commit: self.commit.clone(), findings: Vec::new() };
        let line = |entry: &Entry| serde_json::to_string(entry).unwrap_or_default();
        let head = serde_json::to_string(&head).unwrap_or_default();
        let lines: Vec<String> = self.findings.iter().map(|entry| format!("\n  {}", line(entry))).collect();
        let end = if lines.is_empty() { "" } else { "\n" };
        format!("{}[{}{end}]}}\n", head.trim_end_matches("[]}"), lines.join(","))
    }

    pub fn len(&self) -> usize {
        self.findings.len()
    }

    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The paths that it names in a project.
    pub fn paths(&self, project: &str) -> BTreeSet<&str> {
        self.entries(project).map(|entry| entry.path.as_str()).collect()
    }

    fn entries(&self, project: &str) -> impl Iterator<Item = &Entry> {
        self.findings.iter().filter(move |entry| entry.project == project)
    }

    /// Takes the known findings of a project out of its change set. Entries of other codemods, and of paths that
    /// `is_concerned` does not say yes to, are not stale: the run was not about them.
    pub fn apply(
        &self,
        project: &str,
        changes: &mut ChangeSet,
        renames: &Renames,
        codemods: &[&str],
        is_concerned: impl Fn(&str) -> bool,
    ) -> Applied {
        let mut left: BTreeMap<Fingerprint, &Entry> =
            self.entries(project).map(|entry| (entry.fingerprint, entry)).collect();
        let mut applied = Applied::default();
        for file in &mut changes.files {
            let names = [Some(file.name.as_str()), renames.before(&file.name)];
            file.findings.retain(|finding| {
                let mut fingerprints = names.iter().flatten().map(|name| finding.fingerprint(name));
                let is_known = fingerprints.any(|print| left.remove(&print).is_some());
                applied.known += usize::from(is_known);
                !is_known
            });
        }
        let is_stale =
            |entry: &&Entry| codemods.contains(&entry.codemod.as_str()) && is_concerned(&entry.path);
        applied.stale = left.into_values().filter(is_stale).cloned().collect();
        applied.stale.sort();
        applied
    }
}
