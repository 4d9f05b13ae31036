//! Why a repository elsewhere did not do what it was asked for.

use std::io;
use std::sync::LazyLock;
use std::time::Duration;

use thiserror::Error;
use toml_edit::DocumentMut;

use super::address::without_credentials;
use super::command::Said;

/// What went wrong with a repository elsewhere.
#[derive(Debug, Error)]
#[error("{address}: {failure}")]
pub struct RemoteError {
    /// Without credentials.
    pub address: String,
    pub failure: Failure,
}

/// What went wrong. Words of git and the server are hostile, and free of credentials that stood in an address.
#[derive(Debug, Error)]
pub enum Failure {
    #[error("this is no address of a repository: https, http, ssh, git and file addresses are, and paths")]
    Address,
    #[error(
        "the address holds a password or a token, which would stay on disk: leave it out, and let git's credential helper know it"
    )]
    Credentials,
    #[error("'{name}' is no name for a branch")]
    BranchName { name: String },
    #[error("there is no such repository, or these credentials do not show it: {words}")]
    Gone { words: String },
    #[error("the server does not accept these credentials: {words}")]
    Unauthorized { words: String },
    #[error(
        "ssh does not know the key of the server, or knows another one: connect to it once by hand, and look at the key before you accept it: {words}"
    )]
    UnknownHost { words: String },
    /// Trying again later may help.
    #[error("the server cannot be reached, or failed: {words}")]
    Unreachable { words: String },
    /// Trying again later may help.
    #[error("git took longer than {} s, and was stopped{}", time.as_secs_f32(), behind(words))]
    TimedOut { time: Duration, words: String },
    #[error("the repository has no commit yet")]
    Empty,
    #[error("the repository has no branch {name}")]
    NoBranch { name: String },
    #[error("the repository does not say which branch is its default one")]
    NoDefaultBranch,
    /// Another program moved the branch, and it stays where that put it.
    #[error("the branch was moved by someone else meanwhile: {words}")]
    Moved { words: String },
    /// A hook, or the rules of the branch.
    #[error("the server refuses the branch: {words}")]
    Refused { words: String },
    #[error("git failed: {words}")]
    Git { words: String },
    #[error("failed to run git: {0}")]
    NoGit(io::Error),
    #[error("failed to work on the clone: {0}")]
    Disk(#[from] io::Error),
    #[error("failed to read or write the clone: {}", .0.message())]
    Clone(#[from] git2::Error),
}

impl RemoteError {
    pub(crate) fn new(address: &str, failure: impl Into<Failure>) -> Self {
        Self { address: without_credentials(address), failure: failure.into() }
    }

    /// Whether the same may work later.
    pub fn is_transient(&self) -> bool {
        matches!(self.failure, Failure::Unreachable { .. } | Failure::TimedOut { .. } | Failure::Moved { .. })
    }
}

fn behind(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(": {words}") }
}

static KINDS: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
    let document = include_str!("failures.toml").parse::<DocumentMut>().unwrap_or_default();
    let kinds = document.get("kind").and_then(|item| item.as_array_of_tables()).into_iter().flatten();
    kinds
        .filter_map(|kind| {
            let phrases = kind.get("phrases")?.as_array()?.iter();
            let phrases = phrases.filter_map(|phrase| phrase.as_str().map(str::to_owned)).collect();
            Some((kind.get("name")?.as_str()?.to_owned(), phrases))
        })
        .collect()
});

impl Failure {
    /// What git said, by its words.
    pub(crate) fn of(said: &Said) -> Self {
        let words = said.words();
        if let Some(time) = said.late {
            return Self::TimedOut { time, words };
        }
        let is_about = |phrases: &[String]| phrases.iter().any(|phrase| words.contains(phrase.as_str()));
        let kind = KINDS.iter().find(|(_, phrases)| is_about(phrases)).map(|(name, _)| name.as_str());
        match kind {
            Some("unauthorized") => Self::Unauthorized { words },
            Some("unknown-host") => Self::UnknownHost { words },
            Some("gone") => Self::Gone { words },
            Some("unreachable") => Self::Unreachable { words },
            _ => Self::Git { words },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_kind() {
        let kind = |words: &str| Failure::of(&Said::of(words));
        let gone = kind("remote: Repository not found.\nfatal: repository 'https://h/a/' not found");
        assert!(matches!(gone, Failure::Gone { .. }));
        let refused = kind("fatal: could not read Username for 'https://h': terminal prompts disabled");
        assert!(matches!(refused, Failure::Unauthorized { .. }));
        let down = kind("fatal: unable to access 'https://u:p@h/': Could not resolve host: h");
        assert!(matches!(&down, Failure::Unreachable { words } if !words.contains("u:p")));
        let server = kind("fatal: unable to access 'https://h/': The requested URL returned error: 503");
        assert!(matches!(server, Failure::Unreachable { .. }));
        assert!(matches!(kind("fatal: bad object"), Failure::Git { .. }));
    }
}
