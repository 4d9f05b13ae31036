//! What of GitHub's answers is read.

use serde::Deserialize;

use crate::forge::owner::Account;
use crate::forge::query::Listed;
use crate::forge::{Checks, PullRequest, PullState, Repository, Site};

#[derive(Debug, Deserialize)]
pub struct Branch {}

/// The short form, which lists have, lacks some.
#[derive(Debug, Deserialize)]
pub struct Repo {
    pub full_name: String,
    clone_url: Option<String>,
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    fork: bool,
    /// In kilobytes.
    pub size: Option<u64>,
    #[serde(default)]
    topics: Vec<String>,
}

impl Repo {
    /// Whether it is empty is to be found out where it has no size.
    pub fn listed(self, site: &Site) -> Listed {
        let repository = Repository {
            clone_url: self.clone_url.unwrap_or_else(|| site.clone_url(&self.full_name)),
            path: self.full_name,
            default_branch: self.default_branch.unwrap_or_else(|| "main".to_owned()),
            is_archived: self.archived,
            is_fork: self.fork,
            is_empty: false,
        };
        Listed { repository, topics: self.topics }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Comment {
    pub body: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Assigned {
    #[serde(default)]
    pub assignees: Vec<Account>,
}

#[derive(Debug, Deserialize)]
pub struct Pull {
    number: u64,
    html_url: String,
    state: String,
    title: String,
    body: Option<String>,
    #[serde(default)]
    draft: bool,
    merged_at: Option<String>,
    mergeable: Option<bool>,
    pub head: End,
    base: End,
}

/// One of the two branches of a pull request.
#[derive(Debug, Deserialize)]
pub struct End {
    #[serde(rename = "ref")]
    pub name: String,
    sha: String,
    #[serde(default)]
    repo: Home,
}

/// The repository that a branch is in.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Option<Origin>")]
enum Home {
    #[default]
    Untold,
    /// A fork that was removed.
    Gone,
    At(String),
}

#[derive(Debug, Deserialize)]
struct Origin {
    full_name: String,
}

impl From<Option<Origin>> for Home {
    fn from(origin: Option<Origin>) -> Self {
        origin.map_or(Self::Gone, |origin| Self::At(origin.full_name))
    }
}

impl Pull {
    /// Whether it is from the repository that it is to be merged into. GitHub only lists those of one owner, who may have a
    /// fork of their own repository.
    pub fn is_own(&self) -> bool {
        match (&self.head.repo, &self.base.repo) {
            (Home::At(head), Home::At(base)) => head == base,
            (Home::Gone, _) => false,
            _ => true,
        }
    }
}

impl From<Pull> for PullRequest {
    fn from(pull: Pull) -> Self {
        Self {
            number: pull.number,
            url: pull.html_url,
            state: match pull.merged_at {
                Some(_) => PullState::Merged,
                None if pull.state == "open" => PullState::Open,
                None => PullState::Closed,
            },
            title: pull.title,
            body: pull.body.unwrap_or_default(),
            is_draft: pull.draft,
            base: pull.base.name,
            head: pull.head.name,
            head_commit: pull.head.sha,
            is_mergeable: pull.mergeable,
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct CombinedStatus {
    state: String,
    total_count: u64,
}

impl CombinedStatus {
    /// Without any, GitHub calls it pending.
    pub fn outcome(&self) -> Checks {
        match self.state.as_str() {
            _ if self.total_count == 0 => Checks::Absent,
            "success" => Checks::Passed,
            "pending" => Checks::Pending,
            _ => Checks::Failed,
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct CheckRuns {
    check_runs: Vec<CheckRun>,
}

impl From<CheckRuns> for Vec<CheckRun> {
    fn from(page: CheckRuns) -> Self {
        page.check_runs
    }
}

#[derive(Debug, Deserialize)]
pub struct CheckRun {
    status: String,
    conclusion: Option<String>,
}

impl CheckRun {
    /// Which conclusions count as passed: docs.github.com, "About status checks".
    pub fn outcome(&self) -> Checks {
        match self.conclusion.as_deref() {
            _ if self.status != "completed" => Checks::Pending,
            Some("success" | "neutral" | "skipped") => Checks::Passed,
            _ => Checks::Failed,
        }
    }
}
