//! Computing one repository: its clone, the commits, what `verify` says of them, and the push. Nothing is asked of a forge.

use std::collections::BTreeMap;

use overhaul_git::clones::{Cloned, Clones};
use overhaul_git::remote::{self, Failure, RemoteError};
use overhaul_git::trailers::Foreign;
use overhaul_git::{Oid, publish, short};
use serde_json::Value;
use thiserror::Error;

use crate::digest::digest;
use crate::line::{Counts, Line, Outcome, Reason, VERSION, Wanted};
use crate::manifest::{Codemods, Manifest, OnFailure, Published};
use crate::members::Member;
use crate::state::{RunId, State, StateError};
use crate::template::{self, Facts, Verified};

mod look;
mod worker;

use look::Look;
pub use worker::{Worker, WorkerError};

/// What computing one repository needs.
pub struct Compute<'a> {
    pub manifest: &'a Manifest,
    pub member: &'a Member,
    pub state: &'a State,
    pub run: RunId,
    pub clones: &'a Clones,
    pub worker: &'a Worker,
    pub may_push: bool,
    /// Compute also what was computed already.
    pub is_fresh: bool,
}

#[derive(Debug, Error)]
pub enum ComputeError {
    #[error(transparent)]
    Remote(#[from] RemoteError),
    #[error(transparent)]
    Git(#[from] overhaul_git::Error),
    #[error(transparent)]
    Worker(#[from] WorkerError),
    #[error("{0}")]
    Template(String),
    #[error(transparent)]
    State(#[from] StateError),
}

impl ComputeError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Remote(error) => error.is_transient(),
            Self::Worker(error) => error.is_transient(),
            Self::Git(_) | Self::Template(_) | Self::State(_) => false,
        }
    }
}

impl Compute<'_> {
    /// What the repository comes to. Where neither its base nor the branch has moved since it was computed with the same
    /// settings, that still counts.
    pub fn line(&self) -> Result<Line, ComputeError> {
        if self.member.is_archived {
            return self.keep(self.nothing(None, None, Reason::Archived), None, None);
        }
        if let Some(line) = self.known()? {
            return Ok(line);
        }
        let clone = self.step("fetch", || {
            self.clones
                .fetch(&self.member.url, self.member.base.as_deref(), &self.manifest.branch)
                .map_err(Into::into)
        });
        let clone = match clone {
            Err(ComputeError::Remote(RemoteError { failure: Failure::Empty, .. })) => {
                return self.keep(self.nothing(None, None, Reason::Empty), None, None);
            }
            clone => clone?,
        };
        let base = clone.base_name();
        let base_commit = clone.base().to_string();
        let theirs = clone.theirs().map(|id| id.to_string());
        let keep = |line| self.keep(line, Some(&base_commit), theirs.as_deref());
        let look = Look::at(&clone)?;
        if let Some(reason) = look.reason() {
            return keep(self.nothing(Some(base), Some(&base_commit), reason));
        }
        let foreign = clone.foreign()?;
        if !foreign.is_empty() {
            return keep(self.line_of(Some(base), blocked(&self.manifest.branch, &foreign)));
        }
        let changes = self.step("transform", || Ok(self.worker.commit(self.manifest, &clone)?))?;
        let Some(tip) = changes["tip"].as_str().and_then(|id| Oid::from_str(id).ok()) else {
            let mut line = self.nothing(Some(base), Some(&base_commit), Reason::Clean);
            line.counts = counts(&changes);
            return keep(line);
        };
        let verified = self.verify(&clone, tip)?;
        let failed = verified.iter().find(|command| !command.passed);
        if let (Some(failed), OnFailure::Skip) = (failed, self.manifest.verify.on_failure) {
            let why = format!("`{}` failed: {}", failed.command, failed.outcome);
            let mut line =
                self.line_of(Some(base), Outcome::Unverified { base_commit: base_commit.clone(), why });
            line.counts = counts(&changes);
            return keep(line);
        }
        let is_published = self.published() != Published::No || theirs.is_some();
        let is_pushed = self.may_push && is_published;
        if is_pushed && clone.theirs() != Some(tip) {
            self.step("push", || Ok(publish(&clone, tip)?))?;
        }
        let tip = tip.to_string();
        let outcome = Outcome::Ready { base_commit: base_commit.clone(), tip: tip.clone(), is_pushed };
        let mut line = self.line_of(Some(base), outcome);
        line.counts = counts(&changes);
        line.wanted = Some(self.wanted(base, &look, &changes, &verified)?);
        let there = if is_pushed { Some(tip.as_str()) } else { theirs.as_deref() };
        self.keep(line, Some(&base_commit), there)
    }

    /// The line of a repository that could not be computed.
    pub fn failed(&self, error: &ComputeError) -> Line {
        let outcome = Outcome::Failed { why: error.to_string(), is_transient: error.is_transient() };
        let line = self.line_of(self.member.base.as_deref(), outcome);
        // A state that cannot be written ends the run at the next step.
        self.keep(line.clone(), None, None).unwrap_or(line)
    }

    /// What was computed before, if it still counts.
    fn known(&self) -> Result<Option<Line>, ComputeError> {
        if self.is_fresh {
            return Ok(None);
        }
        let Some(known) = self.state.known(&self.member.place)? else { return Ok(None) };
        let is_settled = match &known.line.outcome {
            Outcome::Ready { is_pushed, .. } => {
                *is_pushed || !self.may_push || self.published() == Published::No
            }
            Outcome::Nothing { base_commit, .. } => base_commit.is_some(),
            Outcome::Blocked { .. } | Outcome::Unverified { .. } => true,
            Outcome::Failed { .. } => false,
        };
        if !is_settled || known.settings != self.settings() || known.line.url != self.member.url {
            return Ok(None);
        }
        // What is wrong with the remote is said by fetching from it.
        let Ok(heads) = remote::ls_remote(&self.member.url, self.manifest.limits.git_time) else {
            return Ok(None);
        };
        let base = self.member.base.as_ref().or(heads.default.as_ref());
        let at = |name: Option<&String>| name.and_then(|name| heads.branches.get(name)).map(Oid::to_string);
        let is_there = base == known.line.base.as_ref()
            && at(base) == known.base_commit
            && at(Some(&self.manifest.branch)) == known.branch_commit;
        Ok(is_there.then_some(known.line))
    }

    fn published(&self) -> Published {
        self.manifest.publishing.of(&self.member.place.path)
    }

    /// What decides about the outcome besides the repository.
    fn settings(&self) -> String {
        let published = self.published();
        // Files beside the manifest are no part of its text.
        let codemods = match &self.manifest.codemods {
            Codemods::Plan(path) => std::fs::read_to_string(path).unwrap_or_default(),
            Codemods::Configured(text) => text.clone(),
            Codemods::OfRepository => String::new(),
        };
        let body = self.manifest.pull_request.body.as_deref().unwrap_or_default();
        let (version, manifest) = (&self.worker.version, &self.manifest.text);
        digest(&format!("{version}\0{manifest}\0{published:?}\0{codemods}\0{body}"))
    }

    fn verify(&self, clone: &Cloned, tip: Oid) -> Result<Vec<Verified>, ComputeError> {
        if self.manifest.verify.commands.is_empty() {
            return Ok(Vec::new());
        }
        self.step("verify", || Ok(self.worker.verify(&self.manifest.verify, clone, tip)?))
    }

    fn wanted(
        &self,
        base: &str,
        look: &Look,
        changes: &Value,
        verified: &[Verified],
    ) -> Result<Wanted, ComputeError> {
        let options = &self.manifest.pull_request;
        let facts = Facts {
            fleet: &self.manifest.name,
            repository: &self.member.place.path,
            base,
            branch: &self.manifest.branch,
            title: &title(changes),
            changes,
            verify: verified,
            repository_template: look.template(),
        };
        let mut reviewers = options.reviewers.clone();
        if options.code_owners {
            reviewers.extend(look.owners(changes));
        }
        let has_failed = verified.iter().any(|command| !command.passed);
        Ok(Wanted {
            title: template::title(&options.title, &facts).map_err(ComputeError::Template)?,
            body: template::body(options.body.as_deref(), &facts).map_err(ComputeError::Template)?,
            is_draft: options.draft || has_failed,
            is_unverified: has_failed,
            labels: options.labels.clone(),
            reviewers,
            assignees: options.assignees.clone(),
        })
    }

    fn nothing(&self, base: Option<&str>, base_commit: Option<&str>, reason: Reason) -> Line {
        self.line_of(base, Outcome::Nothing { base_commit: base_commit.map(str::to_owned), reason })
    }

    fn line_of(&self, base: Option<&str>, outcome: Outcome) -> Line {
        Line {
            version: VERSION,
            fleet: self.manifest.name.clone(),
            repository: self.member.place.clone(),
            url: self.member.url.clone(),
            base: base.map(str::to_owned),
            branch: self.manifest.branch.clone(),
            outcome,
            counts: BTreeMap::new(),
            wanted: None,
        }
    }

    fn keep(&self, line: Line, base: Option<&str>, branch: Option<&str>) -> Result<Line, ComputeError> {
        self.state.keep_line(self.run, &line, &self.settings(), base, branch)?;
        Ok(line)
    }

    fn step<T>(&self, name: &str, work: impl FnOnce() -> Result<T, ComputeError>) -> Result<T, ComputeError> {
        self.state.step(self.run, &self.member.place, name, work)
    }
}

fn blocked(branch: &str, foreign: &[Foreign]) -> Outcome {
    let named: Vec<String> = foreign
        .iter()
        .take(3)
        .map(|commit| format!("{} {} ({})", short(commit.id), commit.subject, commit.author))
        .collect();
    let more = if foreign.len() > 3 { format!(" and {} more", foreign.len() - 3) } else { String::new() };
    Outcome::Blocked { why: format!("the branch {branch} has commits of others: {}{more}", named.join(", ")) }
}

/// What the codemods found, by their ids.
fn counts(changes: &Value) -> BTreeMap<String, Counts> {
    let digests = changes["codemods"].as_array().into_iter().flatten();
    digests
        .filter_map(|digest| {
            let fixes = usize::try_from(digest["fixes"].as_u64()?).ok()?;
            let left = digest["left_alone"].as_array()?.iter().filter_map(|group| group["count"].as_u64());
            let declined = usize::try_from(left.sum::<u64>()).ok()?;
            Some((digest["codemod"].as_str()?.to_owned(), Counts { fixes, declined }))
        })
        .collect()
}

/// What all commits do: the subject of the one that there is, or what each codemod is called.
fn title(changes: &Value) -> String {
    let commits: Vec<&str> = changes["commits"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|commit| commit["message"].as_str()?.lines().next())
        .collect();
    if let [subject] = commits[..] {
        return subject.to_owned();
    }
    let digests = changes["codemods"].as_array().into_iter().flatten();
    let titles: Vec<&str> = digests
        .filter(|digest| digest["fixes"].as_u64().is_some_and(|fixes| fixes > 0))
        .filter_map(|digest| digest["title"].as_str())
        .collect();
    titles.join(", ")
}
