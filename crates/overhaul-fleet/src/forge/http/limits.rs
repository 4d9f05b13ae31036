//! How much of a host, and of the user's time, a client takes.

use std::time::Duration;

use crate::forge::Kind;

const MINUTE: Duration = Duration::from_mins(1);

/// What a client keeps to. What is absent is not limited.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    pub requests_per_second: Option<f64>,
    /// From the beginning of one request that changes something to that of the next one.
    pub between_changes: Duration,
    /// Pull requests and comments.
    pub contents_per_minute: Option<u32>,
    pub contents_per_hour: Option<u32>,
    pub pull_requests_per_hour: Option<u32>,
    /// For name, connection and TLS together.
    pub connecting: Duration,
    /// For a request from its beginning to the last byte of its answer.
    pub answering: Duration,
    /// How long one call may wait for the forge in all; what would take longer is `ForgeError::Limited` at once.
    pub waiting: Duration,
    /// How often something that may be repeated is sent in all.
    pub attempts: u32,
    /// How many pages of one list are read.
    pub pages: u32,
    pub answer_bytes: u64,
}

impl Limits {
    /// What a forge asks its users to keep to.
    ///
    /// GitHub: requests that change something at least a second apart, no more than 80 contents a minute and 500 an hour
    /// (docs.github.com, "Rate limits for the REST API" and "Best practices for using the REST API"). The others leave it to
    /// whoever runs them, so that they are only spared.
    pub fn of(kind: Kind) -> Self {
        let is_github = kind == Kind::GitHub;
        Self {
            requests_per_second: Some(10.0),
            between_changes: if is_github { Duration::from_secs(1) } else { Duration::ZERO },
            contents_per_minute: is_github.then_some(80),
            contents_per_hour: is_github.then_some(500),
            pull_requests_per_hour: None,
            connecting: Duration::from_secs(10),
            answering: MINUTE,
            waiting: 15 * MINUTE,
            attempts: 5,
            pages: 1000,
            answer_bytes: 16 << 20,
        }
    }
}
