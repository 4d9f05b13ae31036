//! What overhaul asks of a forge, whichever it is.

mod decorate;
mod gitea;
mod github;
mod gitlab;
pub mod http;
pub mod login;
mod once;
mod owner;
mod query;
mod route;
mod site;
mod target;
mod title;
mod token;

use std::time::Duration;

use serde_json::{Map, Value};
use thiserror::Error;

pub(crate) use decorate::noted;
pub use site::{Location, Site};
pub use token::{Token, TokenError};

use http::Options;

/// A client for a forge.
pub fn connect(site: &Site, token: Token, options: Options) -> Result<Box<dyn Forge>, ForgeError> {
    let client = http::Client::new(site, token, options)?;
    Ok(match site.kind() {
        Kind::GitHub => Box::new(github::GitHub::new(client, site.clone())),
        Kind::GitLab => Box::new(gitlab::GitLab::new(client, site.clone())),
        Kind::Gitea | Kind::Forgejo => Box::new(gitea::Gitea::new(client, site.clone())),
    })
}

/// A forge of one host, with the token of one user. Calls block, repeat what is safe to repeat, and keep the limits of
/// the forge. A repository is meant by its `Repository::path`, as the forge tells it: after a change of its name, the earlier
/// one does not find its pull requests.
pub trait Forge: Send + Sync {
    /// The repositories that a query finds, sorted by path.
    fn find(&self, query: &Query) -> Result<Vec<Repository>, ForgeError>;

    /// The repository at a path such as `owner/name`; nothing where there is none that the token may see.
    fn repository(&self, path: &str) -> Result<Option<Repository>, ForgeError>;

    /// The pull requests from a branch of the repository itself, open or not, the newest first.
    fn pull_requests(&self, repository: &str, branch: &str) -> Result<Vec<PullRequest>, ForgeError>;

    /// The pull request of a number. Unlike lists, this always knows whether it can be merged, as soon as the forge does.
    fn pull_request(&self, repository: &str, number: u64) -> Result<Option<PullRequest>, ForgeError>;

    /// Opens a pull request, or gives the open one that there is from the same branch, whatever its base and texts. Where
    /// the forge says that there is one already, or where the answer was lost, it is looked for before it is tried again, so
    /// that there is never a second one.
    fn open(&self, repository: &str, new: &NewPullRequest) -> Result<PullRequest, ForgeError>;

    /// Changes what is given, and leaves the rest.
    fn update(&self, repository: &str, number: u64, change: &Change) -> Result<PullRequest, ForgeError>;

    /// Makes an open pull request a draft, or ready for reviews. `Refused` where the forge has no drafts there.
    fn set_draft(&self, repository: &str, number: u64, is_draft: bool) -> Result<PullRequest, ForgeError>;

    /// Closes without merging.
    fn close(&self, repository: &str, number: u64) -> Result<PullRequest, ForgeError>;

    /// Adds a comment, unless one with the same text is there.
    fn comment(&self, repository: &str, number: u64, text: &str) -> Result<(), ForgeError>;

    /// Adds labels, and asks for reviews and assignees. What the forge refuses (a user who does not exist, one who is not
    /// allowed to) is told, and fails nothing.
    fn decorate(&self, repository: &str, number: u64, with: &Decoration) -> Result<Vec<String>, ForgeError>;

    /// What the checks of a commit came to.
    fn checks(&self, repository: &str, commit: &str) -> Result<Checks, ForgeError>;
}

/// Which kind of forge a host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    GitHub,
    GitLab,
    /// Gitea's interface, which Forgejo keeps.
    Gitea,
    Forgejo,
}

/// Which repositories of a forge are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// A user, an organisation, or a group with what is below it.
    pub owner: String,
    /// All of these topics.
    pub topics: Vec<String>,
    /// A glob for the name, without the owner.
    pub name: Option<String>,
    pub archived: bool,
    pub forks: bool,
}

/// A repository as a forge tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// `owner/name`, with groups in between on GitLab.
    pub path: String,
    /// For `git clone` over HTTP.
    pub clone_url: String,
    pub default_branch: String,
    pub is_archived: bool,
    pub is_fork: bool,
    pub is_empty: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PullState {
    Open,
    Merged,
    Closed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    pub number: u64,
    /// For a browser.
    pub url: String,
    pub state: PullState,
    pub title: String,
    pub body: String,
    pub is_draft: bool,
    /// The branch that it is to be merged into.
    pub base: String,
    pub head: String,
    /// Where the branch pointed when the forge looked.
    pub head_commit: String,
    /// Unknown while the forge computes it, and in GitHub's lists.
    pub is_mergeable: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPullRequest {
    pub title: String,
    pub body: String,
    pub head: String,
    pub base: String,
    pub is_draft: bool,
}

/// What of a pull request is to be different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    pub title: Option<String>,
    pub body: Option<String>,
    pub base: Option<String>,
}

impl Change {
    /// What is given, by the names that a forge has for text and base.
    fn fields(&self, body: &str, base: &str) -> Map<String, Value> {
        let given = [("title", &self.title), (body, &self.body), (base, &self.base)];
        given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value.as_deref()?.into())))
            .collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoration {
    pub labels: Vec<String>,
    /// Users, or teams as `owner/team`.
    pub reviewers: Vec<String>,
    pub assignees: Vec<String>,
}

/// What checks came to. Of several, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Checks {
    /// The forge knows of none.
    Absent,
    Passed,
    Pending,
    Failed,
}

/// Why a forge did not do what it was asked for. No message holds a token.
#[derive(Debug, Error)]
pub enum ForgeError {
    #[error(transparent)]
    Login(#[from] login::LoginError),
    #[error("{host} does not accept the token: {message}")]
    Unauthorized { host: String, message: String },
    #[error("{host} refuses {action}: {message}")]
    Refused { host: String, action: String, message: String },
    #[error("{host} has no {what}")]
    NotFound { host: String, what: String },
    /// Waiting would take longer than it may; nothing was done.
    #[error("{}", limited(host, *wait, *is_ours))]
    Limited {
        host: String,
        wait: Duration,
        /// It is one of the limits that are kept to here, and not what the forge asked for.
        is_ours: bool,
    },
    /// The request was repeated as often as was sensible.
    #[error("{host} failed at {action}: {message}")]
    Unavailable { host: String, action: String, message: String },
    #[error("{host} gave an answer to {action} that cannot be understood: {message}")]
    Answer { host: String, action: String, message: String },
    /// The certificate is not one that this machine trusts, for example. Nothing was sent.
    #[error("there is no safe connection to {host}: {message}")]
    Unsafe { host: String, message: String },
    #[error("'{address}' is no forge's address: {message}")]
    Address { address: String, message: String },
    /// What is known of earlier runs cannot be read.
    #[error("how many pull requests were opened cannot be told: {0}")]
    History(String),
    #[error("'{pattern}' is no pattern for names: {message}")]
    Pattern { pattern: String, message: String },
}

fn limited(host: &str, wait: Duration, is_ours: bool) -> String {
    let seconds = wait.as_secs();
    if is_ours {
        format!("the limits that are kept to for {host} leave no room for {seconds} s")
    } else {
        format!("{host} wants no more requests for {seconds} s")
    }
}

impl ForgeError {
    /// Whether the same request may succeed later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Limited { .. } | Self::Unavailable { .. })
    }
}
