//! The manifest of a fleet: which repositories, which codemods, and how pull requests look. `docs/fleet.md` has its keys.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use globset::GlobMatcher;
use thiserror::Error;

use crate::forge::{Kind, Query};

mod read;
#[cfg(test)]
mod tests;

/// What a manifest says.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// What pull requests and their markers call the fleet.
    pub name: String,
    /// The branch that the commits go to.
    pub branch: String,
    /// The branch that they start from, where it is not the repository's default.
    pub base: Option<String>,
    pub codemods: Codemods,
    /// Withhold changes that bring type errors.
    pub type_check: bool,
    pub safe_only: bool,
    pub repositories: Vec<Listed>,
    pub queries: Vec<ForgeQuery>,
    /// By host.
    pub forges: BTreeMap<String, ForgeOptions>,
    pub pull_request: PullRequestOptions,
    pub publishing: Publishing,
    pub limits: Limits,
    pub verify: Verify,
    /// The bytes that it was read from, which decide with others whether an earlier outcome still counts.
    pub text: String,
}

/// What runs in each repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codemods {
    /// What the repository's own configuration says; all codemods where it has none.
    OfRepository,
    /// The text of a configuration, as `overhaul.toml` has it.
    Configured(String),
    /// A plan with items, as `overhaul plan` writes it.
    Plan(PathBuf),
}

/// A repository that the manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub url: String,
    pub base: Option<String>,
}

/// Repositories that a forge is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForgeQuery {
    pub host: String,
    pub query: Query,
}

/// What has to be known of a host that is not well known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForgeOptions {
    pub kind: Kind,
    /// The address of its front page, where that is not `https://` and the host.
    pub web: Option<String>,
    /// Where its interface is, where that is not at the usual place of its host.
    pub api: Option<String>,
}

#[derive(Debug, Clone)]
pub struct PullRequestOptions {
    /// A template; see [`crate::template`].
    pub title: String,
    /// The text of a template; without it, overhaul's own.
    pub body: Option<String>,
    pub labels: Vec<String>,
    pub reviewers: Vec<String>,
    pub assignees: Vec<String>,
    /// Also ask those for a review who own the changed files.
    pub code_owners: bool,
    pub draft: bool,
}

/// Whether a branch is pushed and gets a pull request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    No,
    Draft,
    Yes,
}

/// Who gets a pull request already: the last pattern that matches counts.
#[derive(Debug, Clone)]
pub struct Publishing {
    pub default: Published,
    pub waves: Vec<(Vec<GlobMatcher>, Published)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Repositories that are worked on at once.
    pub parallel: usize,
    /// What a forge asks for where nothing is said.
    pub requests_per_second: Option<f64>,
    /// Pull requests, comments and whatever else changes something, on all forges whatever they ask for.
    pub changes_per_minute: Option<u32>,
    pub pull_requests_per_hour: Option<u32>,
    /// What all clones together may take on disk, in bytes.
    pub cache: u64,
    /// For what the codemods do with one repository.
    pub repository_time: Duration,
    /// For each command of git that talks to a server: cloning, fetching, pushing.
    pub git_time: Duration,
}

/// Commands that have to succeed on the changed code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verify {
    pub commands: Vec<String>,
    /// For each command.
    pub time: Duration,
    pub on_failure: OnFailure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// There is no pull request.
    Skip,
    /// It is a draft that says what failed.
    Draft,
}

/// What is wrong with a manifest, and where.
#[derive(Debug, Error)]
pub enum ManifestError {
    #[error("failed to read {}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{file}:{line}: {message}")]
    Meaning { file: String, line: usize, message: String },
}

impl Manifest {
    /// Reads a manifest and the files that it names beside it. Whatever is not understood is an error.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let text = read_file(path)?;
        Self::parse(text, path)
    }

    /// Reads the text of a manifest; errors name it as `path`, and the files that it names lie beside that.
    pub fn parse(text: String, path: &Path) -> Result<Self, ManifestError> {
        let mut manifest = read::Reader { path, text: &text }.manifest()?;
        manifest.text = text;
        Ok(manifest)
    }
}

fn read_file(path: &Path) -> Result<String, ManifestError> {
    std::fs::read_to_string(path).map_err(|source| ManifestError::Read { path: path.to_owned(), source })
}

impl Publishing {
    /// Whether the repository at a path such as `owner/name` gets a pull request.
    pub fn of(&self, path: &str) -> Published {
        let matching =
            self.waves.iter().rev().find(|(patterns, _)| patterns.iter().any(|glob| glob.is_match(path)));
        matching.map_or(self.default, |(_, published)| *published)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            parallel: 4,
            requests_per_second: None,
            changes_per_minute: None,
            pull_requests_per_hour: None,
            cache: 20 << 30,
            repository_time: Duration::from_mins(30),
            git_time: Duration::from_mins(15),
        }
    }
}

impl Default for Verify {
    fn default() -> Self {
        Self { commands: Vec::new(), time: Duration::from_mins(10), on_failure: OnFailure::Skip }
    }
}

impl Default for PullRequestOptions {
    fn default() -> Self {
        Self {
            title: crate::template::TITLE.to_owned(),
            body: None,
            labels: Vec::new(),
            reviewers: Vec::new(),
            assignees: Vec::new(),
            code_owners: false,
            draft: false,
        }
    }
}
