//! `overhaul check --baseline`.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use overhaul_engine::tree::name_of;
use overhaul_git::Since;
use overhaul_report::visible;
use overhaul_review::baseline::Applied;
use overhaul_review::{Baseline, BaselineError, Renames, files};

use crate::error::{Exit, hinted, shown};
use crate::session::{Project, Session};
use crate::terminal::Terminal;

/// As many stale entries are named.
const NAMED: usize = 20;

/// Keeps the findings of the session as a baseline.
pub fn write(session: &Session, path: &Path, terminal: Terminal) -> anyhow::Result<Exit> {
    let directory = directory(path)?;
    let projects = session.projects.iter().map(|project| (label(project, &directory), &project.changes));
    let commit = session.projects.first().and_then(|project| overhaul_git::head(&project.root));
    let baseline = Baseline::of(projects, commit);
    files::replace(path, baseline.to_text().as_bytes())
        .with_context(|| format!("failed to write {}", shown(path)))?;
    session.tell_failures(terminal);
    if !terminal.is_quiet() {
        let _ = writeln!(terminal.err(), "{} findings written to {}", baseline.len(), shown(path));
    }
    Ok(if session.has_failures() { Exit::Failed } else { Exit::Success })
}

/// Takes what a baseline knows out of the session.
pub fn apply(session: &mut Session, path: &Path) -> anyhow::Result<Applied> {
    let baseline = Baseline::read(path).map_err(|error| match &error {
        BaselineError::Read { source, .. } if source.kind() == ErrorKind::NotFound => {
            hinted(error, "--write-baseline makes it")
        }
        _ => error.into(),
    })?;
    let directory = directory(path)?;
    let mut all = Applied::default();
    for project in &mut session.projects {
        let label = label(project, &directory);
        let names = baseline.paths(&label);
        let renames = match &baseline.commit {
            Some(commit) => {
                session.source.renames(&project.root, Since::Commit(commit), &names, &*project.tree)
            }
            None => Renames::default(),
        };
        let concerned: BTreeSet<&str> = names.iter().copied().filter(|name| project.concerns(name)).collect();
        let applied = baseline.apply(&label, &mut project.changes, &renames, &session.codemods, |name| {
            concerned.contains(name)
        });
        all.known += applied.known;
        all.stale.extend(applied.stale);
    }
    Ok(all)
}

/// Says what the baseline did.
pub fn tell(applied: &Applied, path: &Path, terminal: Terminal) {
    if terminal.is_quiet() {
        return;
    }
    let mut err = terminal.err();
    let _ = writeln!(err, "baseline {}: {} known findings left out", shown(path), applied.known);
    if applied.stale.is_empty() {
        return;
    }
    let entries = if applied.stale.len() == 1 { "entry is" } else { "entries are" };
    let _ = writeln!(err, "{} {entries} stale, --write-baseline writes it anew:", applied.stale.len());
    for entry in applied.stale.iter().take(NAMED) {
        let slash = if entry.project.is_empty() { "" } else { "/" };
        let text = format!("{}{slash}{}: {}: {}", entry.project, entry.path, entry.codemod, entry.code);
        let _ = writeln!(err, "  {}", visible(&text));
    }
    if applied.stale.len() > NAMED {
        let _ = writeln!(err, "  and {} more", applied.stale.len() - NAMED);
    }
}

/// Where a baseline lies, or is to lie.
fn directory(path: &Path) -> anyhow::Result<PathBuf> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    directory.canonicalize().with_context(|| format!("failed to find {}", shown(directory)))
}

/// A name for a project that is the same on every machine where the baseline lies at the same place of the repository.
fn label(project: &Project, directory: &Path) -> String {
    match project.root.strip_prefix(directory) {
        Ok(below) => name_of(below),
        Err(_) if directory.starts_with(&project.root) => String::new(),
        Err(_) => name_of(&project.root),
    }
}
