//! `overhaul review`.

use std::path::Path;

use clap::Args;
use overhaul_engine::{ChangeSet, File, FileReport};
use overhaul_python::Source;
use overhaul_review::{Decisions, Review, item};

use crate::error::Exit;
use crate::session::{Previews, RunArgs, Session};
use crate::terminal::Terminal;

/// Decide about fixes, one by one or many at once
///
/// What needs judgement comes first. Decisions are kept in .overhaul/decisions.toml as they are made; `apply`, `diff` and
/// `check` follow them, and a rejected fix stays rejected.
#[derive(Debug, Args)]
pub struct ReviewCommand {
    #[command(flatten)]
    run: RunArgs,

    /// Review in the browser, at an address of this machine that nobody else can open
    #[arg(long)]
    web: bool,
}

impl ReviewCommand {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let session = self.run.run(terminal, Previews::On)?;
        session.tell_failures(terminal);
        let review = review(&session)?;
        let _ = (review, self.web);
        Ok(Exit::Success)
    }
}

/// The review of a session, with the decisions that were made so far.
fn review(session: &Session) -> anyhow::Result<Review> {
    let text = |project: usize, report: &FileReport| {
        let file = File { name: report.name.clone(), path: report.path.clone() };
        let bytes = session.projects.get(project)?.tree.read(&file).ok()?;
        Some(Source::decode(bytes).ok()?.text().to_owned())
    };
    let changes: Vec<&ChangeSet> = session.projects.iter().map(|project| &project.changes).collect();
    let items = item::items(&changes, &session.codemods, &text);
    let mut decisions = Vec::new();
    for project in &session.projects {
        decisions.push((project.root.clone(), Decisions::read(&project.root)?));
    }
    let who = overhaul_git::user(session.projects.first().map_or(Path::new("."), |project| &project.root));
    Ok(Review::new(items, decisions, who))
}
