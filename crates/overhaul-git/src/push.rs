//! Pushing by the user's own git, with its configuration, agents and credential helpers.

use std::process::Stdio;

use git2::{Oid, Repository};

use crate::Error;
use crate::branch::{Existing, refname};
use crate::commit::git;
use crate::trailers;

/// Pushes a branch to a remote. What git and the server say goes to the terminal as they say it. A branch that is there
/// is replaced only where it was to be rebuilt and holds nothing but overhaul's commits, and only from the value that was
/// seen.
pub fn push(
    repository: &Repository,
    remote: &str,
    branch: &str,
    base: Oid,
    existing: Existing,
) -> Result<(), Error> {
    let refname = refname(branch);
    let mut git = git(repository);
    git.arg("push");
    if existing == Existing::Rebuild
        && let Some(theirs) = theirs(repository, remote, &refname)?
    {
        let known = repository.find_commit(theirs);
        let foreign = known.and_then(|_| trailers::foreign(repository, theirs, base, &refname));
        match foreign {
            Err(_) => {
                return Err(Error::UnknownTheirs { remote: remote.to_owned(), name: branch.to_owned() });
            }
            Ok(commits) if !commits.is_empty() => {
                return Err(Error::ForeignTheirs {
                    remote: remote.to_owned(),
                    name: branch.to_owned(),
                    commits,
                });
            }
            Ok(_) => git.arg(format!("--force-with-lease={refname}:{theirs}")),
        };
    }
    git.args(["--", remote, &format!("{refname}:{refname}")]);
    let status = git.stdin(Stdio::inherit()).status().map_err(Error::NoGit)?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Push { remote: remote.to_owned(), name: branch.to_owned() })
    }
}

/// Where the branch points on the remote, if it is there.
fn theirs(repository: &Repository, remote: &str, refname: &str) -> Result<Option<Oid>, Error> {
    let mut git = git(repository);
    git.args(["ls-remote", "--", remote, refname]);
    let output = git.stdin(Stdio::inherit()).stderr(Stdio::inherit()).output().map_err(Error::NoGit)?;
    if !output.status.success() {
        return Err(Error::Remote { remote: remote.to_owned() });
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.split_once('\t').filter(|(_, name)| *name == refname));
    Ok(line.and_then(|(id, _)| Oid::from_str(id).ok()))
}
