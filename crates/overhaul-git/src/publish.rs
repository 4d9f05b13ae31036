//! Pushing for programs: what became of it is an answer, and not text.

use git2::Oid;

use crate::branch::refname;
use crate::clones::Cloned;
use crate::remote::{Failure, Quiet, RemoteError, Said};

/// What a push that was accepted did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// The branch points there now.
    Moved,
    /// It did so before.
    UpToDate,
}

/// Pushes a commit to the branch of a clone, from where the branch was seen there and from nowhere else. Options of pushes
/// (`push.pushOption`) and signatures of the user's configuration count; hooks here do not run.
pub fn publish(clone: &Cloned, tip: Oid) -> Result<Pushed, RemoteError> {
    let refname = refname(clone.branch());
    let seen = clone.theirs().map(|id| id.to_string()).unwrap_or_default();
    let git = Quiet::new(Some(clone.directory())).talking(clone.time()).args([
        "push",
        "--porcelain",
        "--no-follow-tags",
    ]);
    let git =
        git.args([format!("--force-with-lease={refname}:{seen}"), "--".to_owned(), "origin".to_owned()]);
    let git =
        git.args([format!("{tip}:{refname}")]).holding(clone.lock()).map_err(|error| clone.failed(error))?;
    let said = git.run().map_err(|error| clone.failed(Failure::NoGit(error)))?;
    judged(&said, &refname).map_err(|failure| clone.failed(failure))
}

/// By the line for the branch in the output that git-push(1) describes.
fn judged(said: &Said, refname: &str) -> Result<Pushed, Failure> {
    let out = String::from_utf8_lossy(&said.out).into_owned();
    let line = out.lines().find_map(|line| {
        let mut fields = line.splitn(3, '\t');
        let (flag, names, summary) = (fields.next()?, fields.next()?, fields.next()?);
        names.ends_with(&format!(":{refname}")).then_some((flag, summary))
    });
    match line {
        Some(("=", _)) if said.is_ok => Ok(Pushed::UpToDate),
        Some((" " | "+" | "*", _)) if said.is_ok => Ok(Pushed::Moved),
        Some(("!", summary)) => {
            let words = format!("{summary}\n{}", said.words());
            Err(if is_race(summary) { Failure::Moved { words } } else { Failure::Refused { words } })
        }
        _ => Err(Failure::of(said)),
    }
}

/// Whether it was refused because the branch is not where it was seen. A lease is a kind of force, so that `non-fast-forward` is a
/// rule of the server.
fn is_race(summary: &str) -> bool {
    let reasons = ["stale info", "fetch first", "cannot lock ref", "incorrect old value", "failed to lock"];
    reasons.iter().any(|reason| summary.contains(reason))
}
