//! What of GitLab's answers is read.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::forge::title::unmarked;
use crate::forge::{Checks, PullRequest, PullState, Repository};

/// What stands before the title of a draft (docs.gitlab.com, "Draft merge requests").
const DRAFTS: &[&str] = &["Draft:", "[Draft]", "(Draft)", "WIP:", "[WIP]"];

#[derive(Debug, Deserialize)]
pub struct Project {
    path_with_namespace: String,
    http_url_to_repo: String,
    /// Nothing in an empty one.
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    #[serde(rename = "forked_from_project")]
    origin: Option<IgnoredAny>,
    #[serde(default)]
    empty_repo: bool,
    #[serde(default)]
    pub topics: Vec<String>,
}

impl From<Project> for Repository {
    fn from(project: Project) -> Self {
        Self {
            path: project.path_with_namespace,
            clone_url: project.http_url_to_repo,
            is_empty: project.empty_repo || project.default_branch.is_none(),
            default_branch: project.default_branch.unwrap_or_else(|| "main".to_owned()),
            is_archived: project.archived,
            is_fork: project.origin.is_some(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: u64,
    pub username: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Note {
    #[serde(default)]
    pub body: String,
}

#[derive(Debug, Deserialize)]
pub struct MergeRequest {
    iid: u64,
    web_url: String,
    state: String,
    title: String,
    description: Option<String>,
    /// Before GitLab 14 it had another name, and the title says it too.
    draft: Option<bool>,
    source_branch: String,
    target_branch: String,
    source_project_id: Option<u64>,
    target_project_id: Option<u64>,
    /// Nothing while the branch has no commit of its own.
    sha: Option<String>,
    merge_status: Option<String>,
    #[serde(default)]
    reviewers: Vec<User>,
    #[serde(default)]
    assignees: Vec<User>,
}

impl MergeRequest {
    /// Whether it is from the project that it is to be merged into.
    pub fn is_own(&self) -> bool {
        self.source_project_id == self.target_project_id
    }

    pub fn reviewers(&self) -> &[User] {
        &self.reviewers
    }

    pub fn assignees(&self) -> &[User] {
        &self.assignees
    }
}

impl From<MergeRequest> for PullRequest {
    fn from(made: MergeRequest) -> Self {
        let (title, is_marked) = unmarked(&made.title, DRAFTS);
        let is_draft = made.draft.unwrap_or(is_marked);
        Self {
            number: made.iid,
            url: made.web_url,
            state: match made.state.as_str() {
                "merged" => PullState::Merged,
                // One that is being merged is locked for that time.
                "opened" | "locked" => PullState::Open,
                _ => PullState::Closed,
            },
            title: if is_draft { title } else { made.title },
            body: made.description.unwrap_or_default(),
            is_draft,
            base: made.target_branch,
            head: made.source_branch,
            head_commit: made.sha.unwrap_or_default(),
            is_mergeable: match made.merge_status.as_deref() {
                Some("can_be_merged") => Some(true),
                Some("cannot_be_merged") => Some(false),
                _ => None,
            },
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct Pipeline {
    pub id: u64,
    status: String,
    #[serde(default)]
    pub source: String,
}

impl Pipeline {
    /// One that is `manual` waits for somebody (docs.gitlab.com, "Pipelines API").
    pub fn outcome(&self) -> Checks {
        match self.status.as_str() {
            "success" | "skipped" => Checks::Passed,
            "failed" | "canceled" | "canceling" => Checks::Failed,
            _ => Checks::Pending,
        }
    }
}
