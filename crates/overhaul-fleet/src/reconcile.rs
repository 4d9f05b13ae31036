//! What has to happen to the pull request of a repository, so that it is as it is to be.

use crate::forge::{Change, NewPullRequest, PullRequest, PullState};
use crate::line::{Line, Outcome, Reason};
use crate::manifest::Published;
use crate::marker::{self, Says};
use crate::template::code;

/// What has to happen to a pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Open(NewPullRequest),
    Refresh {
        number: u64,
        change: Change,
        /// Make it a draft, or ready for reviews.
        draft: Option<bool>,
    },
    Close {
        number: u64,
        change: Change,
        comment: String,
    },
    Nothing {
        why: String,
    },
    /// A person has to look first.
    Blocked {
        why: String,
    },
    /// The repository could not be computed.
    Failed {
        why: String,
        is_transient: bool,
    },
}

impl Action {
    /// In one word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "create",
            Self::Refresh { .. } => "refresh",
            Self::Close { .. } => "close",
            Self::Nothing { .. } => "nothing",
            Self::Blocked { .. } => "blocked",
            Self::Failed { .. } => "failed",
        }
    }

    /// What a person should know besides the word.
    pub fn why(&self) -> String {
        match self {
            Self::Open(new) => new.title.clone(),
            Self::Refresh { number, change, draft } => {
                let parts = [
                    draft.map(|is_draft| {
                        if is_draft { "a draft now" } else { "no draft any more" }.to_owned()
                    }),
                    change.base.as_ref().map(|base| format!("base {base}")),
                    change.title.as_ref().map(|_| "title".to_owned()),
                    change.body.as_ref().map(|_| "text".to_owned()),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                format!("#{number}: {}", parts.join(", "))
            }
            Self::Close { number, comment, .. } => format!("#{number}: {comment}"),
            Self::Nothing { why } | Self::Blocked { why } | Self::Failed { why, .. } => why.clone(),
        }
    }
}

/// What decides besides the pull requests themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub published: Published,
    /// Open another pull request where a person has closed one.
    pub reopen: bool,
    /// The last refreshing of the pull request was begun and not brought to its end.
    pub was_cut_short: bool,
}

/// Compares what computing came to with the pull requests from its branch, the newest first.
pub fn reconcile(line: &Line, terms: Terms, pulls: &[PullRequest]) -> Action {
    let open = pulls.iter().find(|pull| pull.state == PullState::Open);
    match &line.outcome {
        Outcome::Failed { why, is_transient } => {
            Action::Failed { why: why.clone(), is_transient: *is_transient }
        }
        Outcome::Unverified { why, .. } => Action::Failed { why: why.clone(), is_transient: false },
        Outcome::Blocked { why } => Action::Blocked { why: why.clone() },
        Outcome::Nothing { reason, .. } => without_changes(line, *reason, open),
        Outcome::Ready { .. } if terms.published == Published::No && open.is_none() => {
            Action::Nothing { why: "not published yet".to_owned() }
        }
        Outcome::Ready { tip, .. } => match open {
            Some(pull) => with_open(line, terms, pull),
            None => without_open(line, tip, terms, pulls.first()),
        },
    }
}

fn without_changes(line: &Line, reason: Reason, open: Option<&PullRequest>) -> Action {
    let nothing = Action::Nothing { why: reason.words().to_owned() };
    let Some(pull) = open else { return nothing };
    let Some(marked) = marker::read(&line.fleet, &pull.body) else { return nothing };
    let comment = match reason {
        Reason::Clean | Reason::NoPython | Reason::Empty => {
            format!("Nothing is left to fix on {}, so this pull request is closed.", code(&pull.base))
        }
        Reason::OptedOut => {
            "The repository opted out of overhaul, so this pull request is closed.".to_owned()
        }
        // An archived repository can be read only.
        Reason::Archived => return nothing,
    };
    let body = marked.with(&line.fleet, &pull.title, &comment, Says { is_closed: true, ..marked.says });
    let change = Change { body: Some(body), ..Change::default() };
    Action::Close { number: pull.number, change, comment }
}

fn with_open(line: &Line, terms: Terms, pull: &PullRequest) -> Action {
    let Some(wanted) = &line.wanted else {
        return Action::Nothing { why: format!("#{} is open", pull.number) };
    };
    let Some(marked) = marker::read(&line.fleet, &pull.body) else {
        let why =
            format!("#{} is from the branch {}, and overhaul did not open it", pull.number, line.branch);
        return Action::Blocked { why };
    };
    // A person who has changed the title wants it so.
    let is_title_ours = marked.gave(&pull.title);
    let title = if is_title_ours { &wanted.title } else { &pull.title };
    let kept = if is_title_ours { title.as_str() } else { "" };
    let draft = draft(line, terms, pull.is_draft, marked.says.is_draft);
    let is_draft = draft.unwrap_or(marked.says.is_draft && wants_draft(line, terms));
    let says = Says { is_closed: false, is_draft };
    let body = marked.with(&line.fleet, kept, &wanted.body, says);
    let change = Change {
        title: (pull.title.trim() != title.trim()).then(|| title.clone()),
        body: (!marker::is_same(&body, &pull.body)).then_some(body),
        base: line.base.clone().filter(|base| *base != pull.base),
    };
    if change == Change::default() && draft.is_none() {
        return Action::Nothing { why: format!("#{} is up to date", pull.number) };
    }
    Action::Refresh { number: pull.number, change, draft }
}

fn wants_draft(line: &Line, terms: Terms) -> bool {
    terms.published == Published::Draft || line.wanted.as_ref().is_some_and(|wanted| wanted.is_draft)
}

/// Whether an open pull request is to become a draft or ready for reviews. Only what was not verified becomes a draft, and not
/// again where a person has made it ready; only what overhaul made a draft becomes ready.
fn draft(line: &Line, terms: Terms, is_draft: bool, is_ours: bool) -> Option<bool> {
    match (wants_draft(line, terms), is_draft) {
        (true, false) if line.is_unverified() && (!is_ours || terms.was_cut_short) => Some(true),
        (false, true) if is_ours => Some(false),
        _ => None,
    }
}

fn without_open(line: &Line, tip: &str, terms: Terms, last: Option<&PullRequest>) -> Action {
    let (Some(wanted), Some(base)) = (&line.wanted, &line.base) else {
        return Action::Nothing { why: "there is no text for a pull request".to_owned() };
    };
    if let Some(pull) = last {
        let number = pull.number;
        let is_ours = marker::read(&line.fleet, &pull.body).is_some_and(|marked| marked.says.is_closed);
        match pull.state {
            PullState::Merged if pull.head_commit == tip => {
                return Action::Nothing { why: format!("#{number} is merged") };
            }
            PullState::Closed if !is_ours && !terms.reopen => {
                let why = format!("#{number} was closed without being merged; --reopen opens another one");
                return Action::Nothing { why };
            }
            _ => {}
        }
    }
    let is_draft = wants_draft(line, terms);
    Action::Open(NewPullRequest {
        title: wanted.title.clone(),
        body: marker::mark(&line.fleet, &wanted.title, &wanted.body, Says { is_closed: false, is_draft }),
        head: line.branch.clone(),
        base: base.clone(),
        is_draft,
    })
}

#[cfg(test)]
mod tests;
