//! `overhaul review`.

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;

use anyhow::bail;
use clap::Args;
use overhaul_engine::{ChangeSet, File, FileReport};
use overhaul_review::web::Texts;
use overhaul_review::{Decisions, Review, item};

use crate::error::Exit;
use crate::session::{Previews, RunArgs, Session};
use crate::terminal::Terminal;

mod console;
mod editor;
mod files;
mod web;

use files::Files;
use web::WebArgs;

/// Decide about fixes, one by one or many at once
///
/// What needs judgement comes first, then by codemod and file. y accepts, n rejects, ? shows all keys. Decisions are kept in
/// .overhaul/decisions.toml as they are made, so a review can be left at any time and goes on where it stopped; `apply`, `diff`
/// and `check` follow them, and a rejected fix stays rejected.
///
/// Exits with 0 after q, 130 after Ctrl-C, 2 when a file or the run failed.
#[derive(Debug, Args)]
pub struct ReviewCommand {
    #[command(flatten)]
    run: RunArgs,

    #[command(flatten)]
    web: WebArgs,
}

impl ReviewCommand {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        if !self.web.is_asked_for() {
            console::check()?;
        }
        let session = self.run.run(terminal, Previews::On)?;
        if session.stdin.is_some() {
            bail!("standard input cannot be reviewed: name the file");
        }
        session.tell_failures(terminal);
        let files = Files { session: &session };
        let (review, texts) = review(&session, &files)?;
        let mut exit = Exit::Success;
        if review.items().is_empty() {
            if !terminal.is_quiet() {
                // Where standard error is gone, the exit code still tells.
                let _ = writeln!(terminal.err(), "nothing to review: there are no fixes");
            }
        } else if self.web.is_asked_for() {
            exit = self.web.run(&session, review, texts, terminal)?;
        } else {
            exit = console::run(review, self.run.listed().rejected, &files, terminal)?;
        }
        Ok(if exit == Exit::Success && session.has_failures() { Exit::Failed } else { exit })
    }
}

/// The review of a session, with the decisions that were made so far, and the texts of its files.
fn review(session: &Session, files: &Files<'_>) -> anyhow::Result<(Review, Texts)> {
    let texts = RefCell::new(Texts::new());
    let text = |project: usize, report: &FileReport| {
        let file = File { name: report.name.clone(), path: report.path.clone() };
        let text = files.source(project, &file)?.text().to_owned();
        texts.borrow_mut().insert((project, file.name), text.as_str().into());
        Some(text)
    };
    let changes: Vec<&ChangeSet> = session.projects.iter().map(|project| &project.changes).collect();
    let items = item::items(&changes, &session.codemods, &text);
    let mut decisions = Vec::new();
    for project in &session.projects {
        decisions.push((project.root.clone(), Decisions::read(&project.root)?));
    }
    let who = overhaul_git::user(session.projects.first().map_or(Path::new("."), |project| &project.root));
    Ok((Review::new(items, decisions, who), texts.into_inner()))
}
