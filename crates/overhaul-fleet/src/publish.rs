//! Making a pull request what it is to be. The one place that changes anything on a forge.

use crate::forge::{Change, Checks, Decoration, Forge, ForgeError, PullRequest, PullState, noted};
use crate::line::{Line, Outcome, Place};
use crate::manifest::Published;
use crate::reconcile::{Action, Terms, reconcile};
use crate::state::{Pull, RunId, State, StateError};

/// What publishing a repository came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub action: Action,
    pub pull: Option<Pull>,
    /// What the forge refused, which is said and fails nothing.
    pub remarks: Vec<String>,
}

/// How pull requests are published.
#[derive(Debug, Clone, Copy)]
pub struct Publishing {
    pub published: Published,
    /// Open another one where a person has closed one.
    pub reopen: bool,
    /// Only say what would be done.
    pub is_dry: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error(transparent)]
    Forge(#[from] ForgeError),
    #[error(transparent)]
    State(#[from] StateError),
}

/// Looks at the pull requests of a repository and does what has to be done.
pub fn publish(
    line: &Line,
    how: Publishing,
    forge: &dyn Forge,
    state: &State,
    run: RunId,
) -> Result<Done, PublishError> {
    let place = &line.repository;
    let mut pulls = match &line.outcome {
        // What is not there, or was not computed, has nothing that could be compared.
        Outcome::Failed { .. } | Outcome::Unverified { .. } => Vec::new(),
        _ => forge.pull_requests(&place.path, &line.branch)?,
    };
    pulls.sort_by_key(|pull| std::cmp::Reverse(pull.number));
    let was_cut_short = state.was_cut_short(place, "refresh")?;
    let terms = Terms { published: how.published, reopen: how.reopen, was_cut_short };
    let action = reconcile(line, terms, &pulls);
    let seen = pulls.iter().find(|pull| pull.state == PullState::Open).or(pulls.first()).cloned();
    if how.is_dry {
        return Ok(Done { action, pull: seen.as_ref().map(known), remarks: Vec::new() });
    }
    let step = |name: &str, work: &mut dyn FnMut() -> Result<PullRequest, ForgeError>| {
        state.step(run, place, name, || work().map_err(PublishError::from))
    };
    let mut remarks = Vec::new();
    let pull = match &action {
        Action::Open(new) => Some(step("open", &mut || forge.open(&place.path, new))?),
        Action::Refresh { number, change, draft } => Some(step("refresh", &mut || {
            let (pull, note) = refresh(forge, place, *number, change, *draft)?;
            remarks.extend(note);
            Ok(pull)
        })?),
        Action::Close { number, change, comment } => {
            Some(step("close", &mut || close(forge, place, *number, change, comment))?)
        }
        Action::Nothing { .. } | Action::Blocked { .. } | Action::Failed { .. } => seen,
    };
    let is_open = pull.as_ref().is_some_and(|pull| pull.state == PullState::Open);
    if let (true, Some(pull)) = (is_open && state.owes_decoration(place)?, &pull) {
        remarks.extend(state.step(run, place, "decorate", || {
            forge.decorate(&place.path, pull.number, &decoration(line)).map_err(PublishError::from)
        })?);
    }
    let pull = pull.as_ref().map(known);
    state.keep_action(place, action.name(), &action.why(), pull.as_ref())?;
    Ok(Done { action, pull, remarks })
}

/// The body says that it was overhaul that made it a draft for as long as it is one: a kill in between loses nothing. A forge
/// without drafts is told, and fails nothing.
fn refresh(
    forge: &dyn Forge,
    place: &Place,
    number: u64,
    change: &Change,
    draft: Option<bool>,
) -> Result<(PullRequest, Option<String>), ForgeError> {
    let made_ready = match draft {
        Some(false) => noted(forge.set_draft(&place.path, number, false))?.err(),
        _ => None,
    };
    let pull = forge.update(&place.path, number, change)?;
    if draft != Some(true) {
        return Ok((pull, made_ready));
    }
    Ok(match noted(forge.set_draft(&place.path, number, true))? {
        Ok(pull) => (pull, None),
        Err(note) => (pull, Some(note)),
    })
}

/// The body first, so that whoever goes on behind a kill knows whose closing it was.
pub fn close(
    forge: &dyn Forge,
    place: &Place,
    number: u64,
    change: &Change,
    comment: &str,
) -> Result<PullRequest, ForgeError> {
    forge.update(&place.path, number, change)?;
    forge.comment(&place.path, number, comment)?;
    forge.close(&place.path, number)
}

fn decoration(line: &Line) -> Decoration {
    line.wanted.as_ref().map_or_else(Decoration::default, |wanted| Decoration {
        labels: wanted.labels.clone(),
        reviewers: wanted.reviewers.clone(),
        assignees: wanted.assignees.clone(),
    })
}

/// Looks at the pull request of a repository as it is now, with its checks.
pub fn look(line: &Line, forge: &dyn Forge) -> Result<Option<Pull>, ForgeError> {
    let place = &line.repository;
    let mut pulls = forge.pull_requests(&place.path, &line.branch)?;
    pulls.sort_by_key(|pull| std::cmp::Reverse(pull.number));
    let at = pulls.iter().position(|pull| pull.state == PullState::Open).unwrap_or_default();
    if pulls.is_empty() {
        return Ok(None);
    }
    let mut pull = pulls.swap_remove(at);
    if pull.state != PullState::Open {
        return Ok(Some(known(&pull)));
    }
    if let Some(whole) = forge.pull_request(&place.path, pull.number)? {
        pull = whole;
    }
    let checks = match forge.checks(&place.path, &pull.head_commit)? {
        Checks::Absent => None,
        Checks::Pending => Some("pending"),
        Checks::Passed => Some("passed"),
        Checks::Failed => Some("failed"),
    };
    Ok(Some(Pull { checks: checks.map(str::to_owned), ..known(&pull) }))
}

/// What is remembered of a pull request.
pub fn known(pull: &PullRequest) -> Pull {
    let state = match pull.state {
        PullState::Open if pull.is_draft => "draft",
        PullState::Open => "open",
        PullState::Merged => "merged",
        PullState::Closed => "closed",
    };
    Pull {
        number: pull.number,
        url: pull.url.clone(),
        state: state.to_owned(),
        checks: None,
        is_conflicted: pull.state == PullState::Open && pull.is_mergeable == Some(false),
    }
}
