//! What a repository elsewhere has, without a clone of it.

use std::collections::BTreeMap;
use std::time::Duration;

use git2::Oid;

use super::{Failure, Quiet, RemoteError, check_address};

/// The branches of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads {
    /// The name of its default branch, if it says so.
    pub default: Option<String>,
    pub branches: BTreeMap<String, Oid>,
}

/// All branches of a repository; none where it has no commit yet. The server may take so long.
pub fn ls_remote(address: &str, time: Duration) -> Result<Heads, RemoteError> {
    check_address(address)?;
    asked(address, &["refs/heads/*"], time)
}

/// The default branch and those that patterns of git-ls-remote(1) match.
pub fn asked(address: &str, patterns: &[&str], time: Duration) -> Result<Heads, RemoteError> {
    let failed = |failure| RemoteError::new(address, failure);
    let git =
        Quiet::new(None).talking(time).args(["ls-remote", "--symref", "--", address, "HEAD"]).args(patterns);
    let said = git.run().map_err(|error| failed(Failure::NoGit(error)))?;
    if said.is_ok { Ok(parsed(&String::from_utf8_lossy(&said.out))) } else { Err(failed(Failure::of(&said))) }
}

fn parsed(text: &str) -> Heads {
    let mut heads = Heads::default();
    for (value, name) in text.lines().filter_map(|line| line.split_once('\t')) {
        if let Some(target) = value.strip_prefix("ref: ") {
            if name == "HEAD" {
                heads.default = target.strip_prefix("refs/heads/").map(str::to_owned);
            }
        } else if let (Some(name), Ok(id)) = (name.strip_prefix("refs/heads/"), Oid::from_str(value)) {
            heads.branches.insert(name.to_owned(), id);
        } else if let ("HEAD", Some(default), Ok(id)) = (name, heads.default.clone(), Oid::from_str(value)) {
            heads.branches.insert(default, id);
        }
    }
    heads
}
