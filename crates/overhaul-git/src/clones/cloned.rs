//! A clone that is up to date, and what can be done with it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::{Oid, Repository};

use super::Held;
use super::update::{Clone, Update, Wanted};
use crate::branch::refname;
use crate::remote::{Failure, RemoteError};
use crate::trailers::{self, Foreign};

/// A clone that is up to date. No other process works on it before this is dropped.
#[derive(Debug)]
pub struct Cloned {
    held: Held,
    directory: PathBuf,
    address: String,
    base_name: String,
    branch: String,
    base: Oid,
    theirs: Option<Oid>,
    has_own: bool,
}

impl Cloned {
    pub(super) fn new(held: Held, wanted: Wanted, update: &Update) -> Self {
        Self {
            directory: held.directory(),
            held,
            address: wanted.address,
            base_name: wanted.base,
            branch: wanted.branch,
            base: update.base,
            theirs: update.theirs,
            has_own: update.has_own,
        }
    }

    /// The bare repository. The branch is `refs/heads/` there as it is on the server, but for one without own commits, which is
    /// not there.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The name of the base branch.
    pub fn base_name(&self) -> &str {
        &self.base_name
    }

    /// Where the base branch points.
    pub fn base(&self) -> Oid {
        self.base
    }

    /// The name of the branch that is to be pushed.
    pub fn branch(&self) -> &str {
        &self.branch
    }

    /// Where that pointed on the server, if it was there.
    pub fn theirs(&self) -> Option<Oid> {
        self.theirs
    }

    /// The commits of the branch on the server that overhaul did not make, or not as they are.
    pub fn foreign(&self) -> Result<Vec<Foreign>, RemoteError> {
        let judged = || -> Result<Vec<Foreign>, Failure> {
            let repository = Repository::open(&self.directory)?;
            let refname = refname(&self.branch);
            match self.theirs {
                Some(theirs) if self.has_own => {
                    let foreign = trailers::foreign(&repository, theirs, self.base, &refname)?;
                    Ok(if foreign.is_empty() {
                        trailers::amended(&repository, theirs, self.base)?
                    } else {
                        foreign
                    })
                }
                _ => Ok(Vec::new()),
            }
        };
        judged().map_err(|failure| self.failed(failure))
    }

    /// Brings files of a commit that a run does not need as a rule, by their paths in the repository.
    pub fn bring(&self, commit: Oid, is_wanted: impl Fn(&Path) -> bool) -> Result<(), RemoteError> {
        let clone = Clone { directory: &self.directory, lock: &self.held.lock, time: self.time() };
        clone.bring(commit, is_wanted).map_err(|failure| self.failed(failure))
    }

    pub(crate) fn failed(&self, failure: impl Into<Failure>) -> RemoteError {
        RemoteError::new(&self.address, failure)
    }

    /// How long a command of git may take.
    pub(crate) fn time(&self) -> Duration {
        self.held.kept.time
    }

    pub(crate) fn lock(&self) -> &std::fs::File {
        &self.held.lock
    }
}
