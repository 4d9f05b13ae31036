//! What computing a repository came to: one line of JSON, which publishing reads, on this machine or another.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The version of the lines. It changes only with the meaning of a field.
pub const VERSION: u32 = 1;

/// A repository of the fleet, by which everything else knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// In lower case, with the port where it is not the usual one.
    pub host: String,
    /// `owner/name`, without `.git`.
    pub path: String,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.host, self.path)
    }
}

/// What computing a repository came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub version: u32,
    pub fleet: String,
    pub repository: Place,
    pub url: String,
    /// The branch that the commits start from, once it is known.
    pub base: Option<String>,
    pub branch: String,
    pub outcome: Outcome,
    /// What was found, by codemod.
    pub counts: BTreeMap<String, Counts>,
    /// The pull request that there is to be.
    pub wanted: Option<Wanted>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// There are commits. Where the manifest does not publish the repository yet, they were not pushed.
    Ready {
        base_commit: String,
        tip: String,
        is_pushed: bool,
    },
    /// There is nothing to fix, or nobody wants it fixed.
    Nothing {
        base_commit: Option<String>,
        reason: Reason,
    },
    /// Something is in the way that a person has to look at.
    Blocked {
        why: String,
    },
    /// The commands of `verify` failed, so nothing was pushed.
    Unverified {
        base_commit: String,
        why: String,
    },
    Failed {
        why: String,
        is_transient: bool,
    },
}

/// Why there is nothing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Clean,
    NoPython,
    OptedOut,
    Empty,
    Archived,
}

impl Reason {
    pub fn words(self) -> &'static str {
        match self {
            Self::Clean => "nothing to fix",
            Self::NoPython => "no Python files",
            Self::OptedOut => "the repository opted out",
            Self::Empty => "the repository is empty",
            Self::Archived => "the repository is archived",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub fixes: usize,
    /// What was seen and left alone.
    pub declined: usize,
}

/// A pull request as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub title: String,
    /// Without the marker.
    pub body: String,
    pub is_draft: bool,
    /// A command of `verify` failed.
    #[serde(default)]
    pub is_unverified: bool,
    pub labels: Vec<String>,
    pub reviewers: Vec<String>,
    pub assignees: Vec<String>,
}

impl Line {
    /// Whether the same run may come to something better later.
    pub fn is_transient(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { is_transient: true, .. })
    }

    pub fn is_failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { .. } | Outcome::Unverified { .. })
    }

    /// Whether a command of `verify` failed, with or without a pull request that says so.
    pub fn is_unverified(&self) -> bool {
        matches!(self.outcome, Outcome::Unverified { .. })
            || self.wanted.as_ref().is_some_and(|wanted| wanted.is_unverified)
    }

    pub fn fixes(&self) -> usize {
        self.counts.values().map(|counts| counts.fixes).sum()
    }

    pub fn declined(&self) -> usize {
        self.counts.values().map(|counts| counts.declined).sum()
    }
}
