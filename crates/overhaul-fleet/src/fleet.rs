//! A run over all repositories of a fleet.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use overhaul_git::clones::Clones;
use overhaul_git::remote::RemoteError;
use thiserror::Error;

use crate::compute::{Compute, ComputeError, Worker};
use crate::forge::{Change, ForgeError, PullState};
use crate::forges::Forges;
use crate::line::{Line, Outcome, Place, Reason, VERSION};
use crate::manifest::Manifest;
use crate::marker::{self, Says};
use crate::members::{self, Member};
use crate::publish::{self, Done, PublishError, Publishing};
use crate::reconcile::Action;
use crate::shard::Shard;
use crate::state::{Pull, RunId, State, StateError};

/// A fleet and what working on it needs. Threads share it.
pub struct Fleet<'a> {
    pub manifest: &'a Manifest,
    pub forges: Forges<'a>,
    pub state: &'a State,
    pub clones: &'a Clones,
    pub worker: &'a Worker,
    pub observer: &'a dyn Observer,
    /// Whether no more repositories are to be begun.
    pub is_stopped: &'a (dyn Fn() -> bool + Sync),
}

/// Who hears how a run goes on.
pub trait Observer: Sync {
    /// As many repositories are going to be worked on.
    fn begins(&self, count: usize);
    /// One is done.
    fn done(&self, result: &RepositoryResult);
}

/// What a run came to in one repository.
#[derive(Debug, Clone, PartialEq)]
pub struct RepositoryResult {
    pub line: Line,
    pub done: Done,
}

/// Whether computing asks the forge what it knows of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AsksForge {
    Yes,
    /// Whoever computes a share has no token.
    No,
}

/// Which repositories a run is about, and what it may do.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Globs for paths such as `owner/name`; all without one.
    pub only: Vec<globset::GlobMatcher>,
    /// These and no others, such as `github.com/owner/name`; all without one.
    pub named: Vec<String>,
    pub shard: Option<Shard>,
    /// Only those that failed last.
    pub failed: bool,
    /// Open another pull request where a person has closed one.
    pub reopen: bool,
    /// Compute what was computed already.
    pub fresh: bool,
}

/// Why a run over a fleet could not begin, or go on.
#[derive(Debug, Error)]
pub enum FleetError {
    /// The address is without what stands behind a question mark: it may be a token.
    #[error("'{url}' is no address of a repository on a forge, such as https://github.com/owner/name")]
    Url { url: String },
    #[error("the manifest names {place} twice")]
    Twice { place: Place },
    #[error(transparent)]
    Address(#[from] RemoteError),
    #[error(transparent)]
    Forge(#[from] ForgeError),
    #[error(transparent)]
    State(#[from] StateError),
}

impl Scope {
    pub fn covers(&self, place: &Place) -> bool {
        let is_matched = self.only.is_empty() || self.only.iter().any(|glob| glob.is_match(&place.path));
        let is_named = self.named.is_empty() || self.named.contains(&place.to_string());
        is_matched && is_named && self.shard.is_none_or(|shard| shard.contains(place))
    }
}

impl Fleet<'_> {
    /// The repositories that a run is about, sorted by place.
    pub fn members(&self, scope: &Scope) -> Result<Vec<Member>, FleetError> {
        let mut members = members::find(self.manifest, &self.forges)?;
        members.retain(|member| scope.covers(&member.place));
        if scope.failed {
            let failed: Vec<Place> = self
                .state
                .all()?
                .into_iter()
                .filter(|known| {
                    let has_failed = known.line.is_failed() || known.line.is_unverified();
                    has_failed || known.action.as_deref() == Some("failed")
                })
                .map(|known| known.line.repository)
                .collect();
            members.retain(|member| failed.contains(&member.place));
        }
        Ok(members)
    }

    /// Says what would happen to each repository. Branches are computed in the clones, and nothing leaves the machine.
    pub fn plan(&self, run: RunId, scope: &Scope) -> Result<Vec<RepositoryResult>, FleetError> {
        let members = self.members(scope)?;
        self.each(&members, |member| {
            let line = self.compute(run, member, scope, false, AsksForge::Yes)?;
            self.publish_line(run, line, scope, true)
        })
    }

    /// Computes and publishes.
    pub fn run(&self, run: RunId, scope: &Scope) -> Result<Vec<RepositoryResult>, FleetError> {
        let members = self.members(scope)?;
        self.each(&members, |member| {
            let line = self.compute(run, member, scope, true, AsksForge::Yes)?;
            self.publish_line(run, line, scope, false)
        })
    }

    /// Computes and pushes branches, and opens nothing. Each line is handed over as soon as it is there.
    pub fn compute_all(
        &self,
        run: RunId,
        scope: &Scope,
        write: &(dyn Fn(&Line) + Sync),
    ) -> Result<Vec<RepositoryResult>, FleetError> {
        let members = self.members(scope)?;
        self.each(&members, |member| {
            let line = self.compute(run, member, scope, true, AsksForge::No)?;
            write(&line);
            Ok(RepositoryResult { done: not_published(&line), line })
        })
    }

    /// Publishes what was computed elsewhere. Of several lines for a repository, which engines that repeat tasks write, the last
    /// that did not fail counts.
    pub fn publish_all(
        &self,
        run: RunId,
        lines: Vec<Line>,
        scope: &Scope,
    ) -> Result<Vec<RepositoryResult>, FleetError> {
        let mut latest = BTreeMap::<Place, Line>::new();
        for line in lines {
            let is_worse =
                line.is_failed() && latest.get(&line.repository).is_some_and(|old| !old.is_failed());
            if !is_worse {
                latest.insert(line.repository.clone(), line);
            }
        }
        let lines: Vec<Line> = latest.into_values().collect();
        self.each(&lines, |line| {
            self.state.keep_line(run, line, "", None, None)?;
            self.publish_line(run, line.clone(), scope, false)
        })
    }

    /// Looks at all pull requests that are known, and keeps what is seen.
    pub fn status(&self) -> Result<Vec<(Line, Option<Pull>)>, FleetError> {
        let known = self.state.all()?;
        self.each_of(&known, |known| {
            let line = known.line.clone();
            let Some(before) = &known.pull else { return Ok((line, None)) };
            let pull = match self.forges.of(&line.repository.host) {
                Ok(forge) => publish::look(&line, &*forge)?,
                Err(error) => return Err(error.into()),
            };
            let pull = pull.or_else(|| Some(before.clone()));
            let (action, why) =
                (known.action.clone().unwrap_or_default(), known.why.clone().unwrap_or_default());
            self.state.keep_action(&line.repository, &action, &why, pull.as_ref())?;
            Ok((line, pull))
        })
    }

    /// Closes all open pull requests of the fleet.
    pub fn close(
        &self,
        run: RunId,
        scope: &Scope,
        comment: &str,
    ) -> Result<Vec<RepositoryResult>, FleetError> {
        // Also those that the manifest does not name any more, and those that the state has lost.
        let mut lines: BTreeMap<Place, Line> =
            self.state.all()?.into_iter().map(|known| (known.line.repository.clone(), known.line)).collect();
        for member in members::find(self.manifest, &self.forges)? {
            lines.entry(member.place.clone()).or_insert_with(|| unknown(self.manifest, &member));
        }
        let lines: Vec<Line> = lines.into_values().filter(|line| scope.covers(&line.repository)).collect();
        self.each(&lines, |line| {
            let (action, pull) =
                self.close_one(run, line, comment).unwrap_or_else(|error| (failed(&error), None));
            if let Some(pull) = &pull {
                self.state.keep_action(&line.repository, action.name(), &action.why(), Some(pull))?;
            }
            Ok(RepositoryResult { line: line.clone(), done: Done { action, pull, remarks: Vec::new() } })
        })
    }

    fn close_one(
        &self,
        run: RunId,
        line: &Line,
        comment: &str,
    ) -> Result<(Action, Option<Pull>), PublishError> {
        let place = &line.repository;
        let forge = self.forges.of(&place.host)?;
        let pulls = forge.pull_requests(&place.path, &line.branch)?;
        let open = pulls.into_iter().find(|pull| pull.state == PullState::Open);
        let ours = open.as_ref().and_then(|pull| Some((pull, marker::read(&line.fleet, &pull.body)?)));
        let Some((pull, marked)) = ours else {
            return Ok((Action::Nothing { why: "no open pull request of this fleet".to_owned() }, None));
        };
        let body = marked.with(&line.fleet, &pull.title, comment, Says { is_closed: true, ..marked.says });
        let change = Change { body: Some(body), ..Change::default() };
        let closed = self.state.step(run, place, "close", || {
            publish::close(&*forge, place, pull.number, &change, comment).map_err(PublishError::from)
        })?;
        let action = Action::Close { number: pull.number, change, comment: comment.to_owned() };
        Ok((action, Some(publish::known(&closed))))
    }

    fn compute(
        &self,
        run: RunId,
        member: &Member,
        scope: &Scope,
        may_push: bool,
        asks: AsksForge,
    ) -> Result<Line, FleetError> {
        let compute = Compute {
            manifest: self.manifest,
            member: &self.looked_at(member, asks),
            state: self.state,
            run,
            clones: self.clones,
            worker: self.worker,
            may_push,
            is_fresh: scope.fresh,
        };
        match compute.line() {
            Ok(line) => Ok(line),
            Err(ComputeError::State(error)) => Err(error.into()),
            Err(error) => Ok(compute.failed(&error)),
        }
    }

    /// The repository with what its forge says of it, where the manifest alone has named it.
    fn looked_at(&self, member: &Member, asks: AsksForge) -> Member {
        let mut member = member.clone();
        if asks == AsksForge::Yes && member.is_listed {
            // What is wrong with the forge is said when it is asked for pull requests.
            let forge = self.forges.of(&member.place.host);
            let found = forge.and_then(|forge| forge.repository(&member.place.path));
            member.is_archived = matches!(found, Ok(Some(repository)) if repository.is_archived);
        }
        member
    }

    fn publish_line(
        &self,
        run: RunId,
        line: Line,
        scope: &Scope,
        is_dry: bool,
    ) -> Result<RepositoryResult, FleetError> {
        let how = Publishing {
            published: self.manifest.publishing.of(&line.repository.path),
            reopen: scope.reopen,
            is_dry,
        };
        let published = self
            .forges
            .of(&line.repository.host)
            .map_err(PublishError::from)
            .and_then(|forge| publish::publish(&line, how, &*forge, self.state, run));
        let done = match published {
            Ok(done) => done,
            Err(PublishError::State(error)) => return Err(error.into()),
            Err(error) => {
                let action = failed(&error);
                if !is_dry {
                    self.state.keep_action(&line.repository, action.name(), &action.why(), None)?;
                }
                Done { action, pull: None, remarks: Vec::new() }
            }
        };
        Ok(RepositoryResult { line, done })
    }

    fn each<I: Sync>(
        &self,
        items: &[I],
        work: impl Fn(&I) -> Result<RepositoryResult, FleetError> + Sync,
    ) -> Result<Vec<RepositoryResult>, FleetError> {
        self.observer.begins(items.len());
        self.each_of(items, |item| {
            let result = work(item)?;
            self.observer.done(&result);
            Ok(result)
        })
    }

    /// Works on several items at once. Results come in the order of the items; an error of the run itself ends it.
    fn each_of<I: Sync, T: Send>(
        &self,
        items: &[I],
        work: impl Fn(&I) -> Result<T, FleetError> + Sync,
    ) -> Result<Vec<T>, FleetError> {
        let queue: Mutex<VecDeque<(usize, &I)>> = Mutex::new(items.iter().enumerate().collect());
        let results: Mutex<Vec<(usize, T)>> = Mutex::default();
        let broken: Mutex<Option<FleetError>> = Mutex::default();
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        thread::scope(|scope| {
            for _ in 0..self.manifest.limits.parallel.min(items.len()) {
                scope.spawn(|| {
                    while !(self.is_stopped)() {
                        let Some((index, item)) = next() else { break };
                        match work(item) {
                            Ok(result) => {
                                results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                            }
                            Err(error) => {
                                queue.lock().unwrap_or_else(PoisonError::into_inner).clear();
                                broken.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                            }
                        }
                    }
                });
            }
        });
        if let Some(error) = broken.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.sort_by_key(|(index, _)| *index);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    }
}

/// The line of a repository that nothing is known of.
fn unknown(manifest: &Manifest, member: &Member) -> Line {
    Line {
        version: VERSION,
        fleet: manifest.name.clone(),
        repository: member.place.clone(),
        url: member.url.clone(),
        base: member.base.clone(),
        branch: manifest.branch.clone(),
        outcome: Outcome::Nothing { base_commit: None, reason: Reason::Clean },
        counts: BTreeMap::new(),
        wanted: None,
    }
}

/// What became of a line that is published elsewhere.
fn not_published(line: &Line) -> Done {
    let action = match &line.outcome {
        Outcome::Failed { why, is_transient } => {
            Action::Failed { why: why.clone(), is_transient: *is_transient }
        }
        Outcome::Unverified { why, .. } => Action::Failed { why: why.clone(), is_transient: false },
        Outcome::Blocked { why } => Action::Blocked { why: why.clone() },
        Outcome::Nothing { reason, .. } => Action::Nothing { why: reason.words().to_owned() },
        Outcome::Ready { tip, .. } => Action::Nothing { why: format!("computed {}", short(tip)) },
    };
    Done { action, pull: None, remarks: Vec::new() }
}

fn failed(error: &PublishError) -> Action {
    let is_transient = matches!(error, PublishError::Forge(error) if error.is_transient());
    Action::Failed { why: error.to_string(), is_transient }
}

fn short(id: &str) -> &str {
    id.get(..7).unwrap_or(id)
}

/// Where the state of a fleet is, beside its manifest.
pub fn state_path(manifest: &Path) -> std::path::PathBuf {
    manifest.with_extension("sqlite")
}
