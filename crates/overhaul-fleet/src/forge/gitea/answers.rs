//! What of the answers of Gitea and Forgejo is read.

use serde::Deserialize;

use crate::forge::owner::Account;
use crate::forge::title::unmarked;
use crate::forge::{Checks, PullRequest, PullState, Repository, Site};

/// What stands before the title of a draft, where the server says nothing else.
const DRAFTS: &[&str] = &["WIP:", "[WIP]"];

#[derive(Debug, Deserialize)]
pub struct Repo {
    pub full_name: String,
    clone_url: Option<String>,
    default_branch: Option<String>,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    fork: bool,
    #[serde(default)]
    empty: bool,
    pub topics: Option<Vec<String>>,
}

impl Repo {
    pub fn is_of(&self, owner: &str) -> bool {
        self.full_name.split('/').next().is_some_and(|name| name.eq_ignore_ascii_case(owner))
    }

    pub fn at(self, site: &Site) -> Repository {
        Repository {
            clone_url: self.clone_url.unwrap_or_else(|| site.clone_url(&self.full_name)),
            path: self.full_name,
            default_branch: self.default_branch.unwrap_or_else(|| "main".to_owned()),
            is_archived: self.archived,
            is_fork: self.fork,
            is_empty: self.empty,
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct Topics {
    topics: Option<Vec<String>>,
}

impl From<Topics> for Vec<String> {
    fn from(page: Topics) -> Self {
        page.topics.unwrap_or_default()
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    pub id: i64,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Comment {
    #[serde(default)]
    pub body: String,
}

#[derive(Debug, Deserialize)]
pub struct Pull {
    number: u64,
    html_url: String,
    state: String,
    #[serde(default)]
    merged: bool,
    title: String,
    body: Option<String>,
    draft: Option<bool>,
    mergeable: Option<bool>,
    assignees: Option<Vec<Account>>,
    head: End,
    base: End,
}

/// One of the two branches of a pull request.
#[derive(Debug, Deserialize)]
struct End {
    /// The branch, also when it was removed.
    #[serde(default)]
    label: String,
    /// The branch, or a name of the pull request's own when the branch was removed.
    #[serde(rename = "ref")]
    name: String,
    #[serde(default)]
    sha: String,
    /// -1 for a fork that was removed.
    repo_id: i64,
}

impl End {
    fn branch(self) -> String {
        if self.name.starts_with("refs/pull/") && !self.label.is_empty() { self.label } else { self.name }
    }
}

impl Pull {
    /// Whether it is from the repository that it is to be merged into.
    pub fn is_own(&self) -> bool {
        self.head.repo_id == self.base.repo_id
    }

    pub fn assigned(self) -> Vec<String> {
        self.assignees.unwrap_or_default().into_iter().map(|account| account.login).collect()
    }
}

impl From<Pull> for PullRequest {
    fn from(pull: Pull) -> Self {
        let (title, is_marked) = unmarked(&pull.title, DRAFTS);
        let is_draft = pull.draft.unwrap_or(is_marked);
        Self {
            number: pull.number,
            url: pull.html_url,
            state: match pull.state.as_str() {
                _ if pull.merged => PullState::Merged,
                "open" => PullState::Open,
                _ => PullState::Closed,
            },
            title: if is_draft { title } else { pull.title },
            body: pull.body.unwrap_or_default(),
            is_draft,
            head_commit: pull.head.sha.clone(),
            base: pull.base.branch(),
            head: pull.head.branch(),
            // The server calls no draft mergeable.
            is_mergeable: pull.mergeable.filter(|_| !is_draft),
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct Statuses {
    statuses: Option<Vec<Status>>,
}

impl From<Statuses> for Vec<Status> {
    fn from(page: Statuses) -> Self {
        page.statuses.unwrap_or_default()
    }
}

/// The latest of its kind.
#[derive(Debug, Deserialize)]
pub struct Status {
    status: String,
}

impl Status {
    /// A server does not count a warning as a success.
    pub fn outcome(&self) -> Checks {
        match self.status.as_str() {
            "success" | "skipped" => Checks::Passed,
            "pending" => Checks::Pending,
            _ => Checks::Failed,
        }
    }
}
