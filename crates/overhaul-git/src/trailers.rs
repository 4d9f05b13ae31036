//! The lines at the end of a message by which overhaul knows its own commits.

use git2::{Commit, Oid, Repository};

/// The id of a codemod that the commit is by; a commit may have several.
pub const CODEMOD: &str = "Overhaul-Codemod";
/// The id of the item of a plan that the commit is for.
pub const ITEM: &str = "Plan-Item";
/// The version that made it.
pub const VERSION: &str = "Overhaul-Version";
/// The options that counted.
pub const CONFIG: &str = "Overhaul-Config";

/// A commit that a branch would lose, as a person recognises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    pub id: Oid,
    pub subject: String,
    pub author: String,
}

/// Whether overhaul made the commit, by the last paragraph of its message.
fn is_ours(commit: &Commit<'_>) -> bool {
    let message = String::from_utf8_lossy(commit.message_bytes());
    let last = message.trim_end().rsplit("\n\n").next().unwrap_or_default().to_owned();
    let has = |key: &str| {
        last.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(": ")))
    };
    commit.parent_count() == 1 && has(CODEMOD) && has(VERSION)
}

/// The commits of a branch since its base that overhaul did not make, the newest first. The base is what the branch
/// shares with the new one; where it stands on a commit of another branch, it is that commit.
pub fn foreign(
    repository: &Repository,
    tip: Oid,
    new_base: Oid,
    refname: &str,
) -> Result<Vec<Foreign>, git2::Error> {
    let since = commits(repository, tip, &[new_base])?;
    if since.iter().all(is_ours) {
        return Ok(Vec::new());
    }
    let ours = since.iter().take_while(|commit| is_ours(commit)).count();
    let others = others(repository, refname)?;
    let rest = commits(repository, tip, &[&[new_base], others.as_slice()].concat())?;
    let stands_on_another = ours > 0 && rest.len() == ours && !since[ours..].iter().any(is_ours);
    if stands_on_another {
        return Ok(Vec::new());
    }
    let foreign = |commits: &[Commit<'_>]| -> Vec<Foreign> {
        commits.iter().filter(|commit| !is_ours(commit)).map(described).collect()
    };
    let listed = foreign(&rest);
    Ok(if listed.is_empty() { foreign(&since) } else { listed })
}

/// As long after it was made, nobody but a person has changed a commit.
const MAKING: i64 = 60;

/// The commits since a base that overhaul made and a person has changed since, with the trailers still there: an amended
/// commit keeps the time of its author, and gets another one of its committer.
pub fn amended(repository: &Repository, tip: Oid, new_base: Oid) -> Result<Vec<Foreign>, git2::Error> {
    let is_amended = |commit: &&Commit<'_>| {
        is_ours(commit) && commit.committer().when().seconds() - commit.author().when().seconds() > MAKING
    };
    Ok(commits(repository, tip, &[new_base])?.iter().filter(is_amended).map(described).collect())
}

fn commits<'r>(repository: &'r Repository, tip: Oid, hidden: &[Oid]) -> Result<Vec<Commit<'r>>, git2::Error> {
    let mut walk = repository.revwalk()?;
    walk.set_sorting(git2::Sort::TOPOLOGICAL)?;
    walk.push(tip)?;
    for id in hidden {
        walk.hide(*id)?;
    }
    walk.map(|id| repository.find_commit(id?)).collect()
}

/// Where the other branches point, local ones and those of remotes that are not this branch's own.
fn others(repository: &Repository, refname: &str) -> Result<Vec<Oid>, git2::Error> {
    let name = refname.strip_prefix("refs/heads/").unwrap_or(refname);
    let mut found = Vec::new();
    for glob in ["refs/heads/*", "refs/remotes/*"] {
        for reference in repository.references_glob(glob)?.flatten() {
            let Ok(other) = reference.name() else { continue };
            let is_same = other == refname
                || other
                    .strip_prefix("refs/remotes/")
                    .is_some_and(|rest| rest.ends_with(&format!("/{name}")));
            if let Some(commit) = (!is_same).then(|| reference.peel_to_commit().ok()).flatten() {
                found.push(commit.id());
            }
        }
    }
    Ok(found)
}

fn described(commit: &Commit<'_>) -> Foreign {
    Foreign {
        id: commit.id(),
        subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
        author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
    }
}
