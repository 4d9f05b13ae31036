//! `overhaul apply --branch`: commits in place of changed files.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use overhaul_engine::tree::name_of;
use overhaul_git::trailers::{CODEMOD, CONFIG, ITEM, VERSION};
use overhaul_git::{
    Branch, Committer, Draft, Error as GitError, Existing, Oid, Outcome, Owners, Snapshot, short,
};
use overhaul_plan::Plan;
use overhaul_plan::plan::Item;
use overhaul_report::commit_message::{self, Content};
use overhaul_report::commits::{self, Commit, Commits};
use overhaul_report::digest::Digest;
use overhaul_report::{Shown, visible};

use crate::commands::TOOL;
use crate::error::{Exit, hinted, shown};
use crate::interrupt;
use crate::session::{Previews, RunArgs, Session, git_error};
use crate::terminal::Terminal;

mod group;

use group::Group;

/// What `apply --branch` takes besides what every run takes.
#[derive(Debug, Args)]
pub struct BranchArgs {
    /// Commit the changes to this new branch, on --base or HEAD, and leave HEAD, index and files as they are
    #[arg(long, value_name = "NAME", help_heading = "Branch")]
    pub branch: Option<String>,

    /// Rebuild the branch where it is there already and all of its commits are overhaul's
    #[arg(long, requires = "branch", help_heading = "Branch")]
    update: bool,

    /// How the changes are cut into commits
    #[arg(long, requires = "branch", value_name = "BY", default_value = "codemod", help_heading = "Branch")]
    group: By,

    /// The author of the commits, as `Name <email>`
    #[arg(long, requires = "branch", value_name = "AUTHOR", help_heading = "Branch")]
    author: Option<String>,

    /// Add a Signed-off-by line
    #[arg(long, requires = "branch", help_heading = "Branch")]
    signoff: bool,

    /// Do not sign the commits, whatever commit.gpgSign says
    #[arg(long, requires = "branch", help_heading = "Branch")]
    no_gpg_sign: bool,

    /// What to write to standard output about the branch
    #[arg(long, requires = "branch", value_name = "FORMAT", default_value = "none", help_heading = "Branch")]
    format: Format,

    /// Push the branch there, with git
    #[arg(long, requires = "branch", value_name = "REMOTE", help_heading = "Branch")]
    push: Option<String>,
}

/// How changes are cut into commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// One commit for each codemod
    Codemod,
    /// One for each directory at the top of the repository
    Directory,
    /// One for each owner that CODEOWNERS names
    Owner,
}

/// What standard output gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Nothing; standard error says what was done
    None,
    /// One document with the commits, and what a reviewer of them has to know
    Json,
}

impl BranchArgs {
    /// Builds the branch: a commit for each codemod, or for each item where a plan says what runs.
    pub fn run(
        &self,
        name: &str,
        run: &RunArgs,
        plan: Option<&Plan>,
        terminal: Terminal,
    ) -> anyhow::Result<Exit> {
        let source = run.commit()?;
        let Some(snapshot) = source.snapshot() else { return Ok(Exit::Failed) };
        let existing = if self.update { Existing::Rebuild } else { Existing::Refuse };
        let branch = Branch::prepare(snapshot, name, existing).map_err(git_error)?;
        let committer = Committer::of(branch.repository(), self.author.as_deref(), !self.no_gpg_sign)
            .map_err(git_error)?;
        let owners = match self.group {
            By::Owner => Owners::in_commit(snapshot).map_err(git_error)?,
            By::Codemod | By::Directory => None,
        };
        if self.group == By::Owner && owners.is_none() {
            return Err(hinted(
                anyhow::anyhow!("--group owner needs a CODEOWNERS file, and {} has none", snapshot.rev()),
                "--group directory cuts by the directories at the top",
            ));
        }
        let session = match plan {
            Some(plan) => run.run_plan(plan, &source, terminal)?,
            None => run.run_on(&source, terminal, Previews::Off)?,
        };
        let groups = match plan.filter(|_| self.group == By::Codemod) {
            Some(plan) => group::by_item(&session, snapshot, plan),
            None => group::cut(&session, snapshot, self.group, owners.as_ref()),
        };
        let drafts: Vec<Draft<'_>> = groups
            .iter()
            .map(|group| Draft {
                message: self.message(&session, group, &committer, snapshot.root()),
                files: group.files(),
            })
            .collect();
        // An interrupt in the middle would leave git's lock behind.
        interrupt::hold();
        let outcome = if drafts.is_empty() { None } else { Some(branch.build(&drafts, &committer)) };
        interrupt::release();
        let is_interrupted = matches!(&outcome, Some(Err(GitError::Interrupted))) || interrupt::seen();
        if is_interrupted && outcome.as_ref().is_some_and(Result::is_err) {
            return Ok(Exit::Interrupted);
        }
        let outcome = outcome.transpose().map_err(git_error)?;
        session.remember();
        session.tell_bases(terminal);
        session.tell_unfixed(terminal, run.listed());
        session.tell_answers(terminal);
        session.tell_failures(terminal);
        session.tell_summary(terminal);
        if !terminal.is_quiet() {
            tell_twins(terminal, snapshot, &groups);
            match &outcome {
                Some(outcome) => tell(terminal, &branch, snapshot, outcome, &drafts),
                None => tell_nothing(terminal, &branch, snapshot),
            }
        }
        if self.format == Format::Json {
            let ids = outcome.iter().flat_map(|outcome| outcome.commits.iter().copied());
            let built: Vec<(Oid, &Draft<'_>)> = ids.zip(&drafts).collect();
            let shown = session.shown_from(snapshot.root());
            let commits = described(&session, &branch, &shown, snapshot, &built);
            let mut out = Terminal::raw_out();
            commits::write(&mut out, &commits, &shown, &session.summary(), TOOL)?;
            out.flush()?;
        }
        if interrupt::seen() {
            return Ok(Exit::Interrupted);
        }
        if let (Some(remote), Some(_)) = (&self.push, &outcome) {
            overhaul_git::push(branch.repository(), remote, name, snapshot.commit(), existing)
                .map_err(git_error)?;
        }
        Ok(if session.has_failures() { Exit::Failed } else { Exit::Success })
    }

    fn message(&self, session: &Session, group: &Group<'_>, committer: &Committer, top: &Path) -> String {
        let mut trailers: Vec<(String, String)> = Vec::new();
        let mut add = |key: &str, value: String| trailers.push((key.to_owned(), value));
        for page in &group.pages {
            add(CODEMOD, page.id.to_owned());
        }
        if let Some(item) = group.item {
            add(ITEM, item.id.clone());
        }
        add(VERSION, env!("CARGO_PKG_VERSION").to_owned());
        for page in &group.pages {
            for configured in session.configured.get(page.id).into_iter().flatten() {
                let of = if group.pages.len() > 1 { format!("{}: ", page.id) } else { String::new() };
                add(CONFIG, format!("{of}{configured}"));
            }
        }
        if self.signoff {
            let (key, value) = committer.sign_off();
            add(&key, value);
        }
        commit_message::write(&Content {
            title: group.title.clone(),
            asked: group.item.map(asked).unwrap_or_default(),
            pages: group.pages.clone(),
            shown: &session.shown_from(top),
            concerns: &|file| group.concerns(file),
            trailers,
        })
    }
}

/// The branch as a program reads of it.
fn described<'a>(
    session: &Session,
    branch: &'a Branch<'_>,
    shown: &'a [Shown<'a>],
    snapshot: &Snapshot,
    built: &[(Oid, &Draft<'_>)],
) -> Commits<'a> {
    let files: BTreeSet<String> =
        built.iter().flat_map(|(_, draft)| draft.files.iter().map(|file| name_of(&file.path))).collect();
    let registry = overhaul_codemods::registry();
    let pages = session
        .codemods
        .iter()
        .filter_map(|id| registry.iter().find(|codemod| codemod.id() == *id).map(|codemod| codemod.page()));
    Commits {
        base: snapshot.commit().to_string(),
        branch: branch.name(),
        tip: built.last().map(|(id, _)| id.to_string()),
        commits: built
            .iter()
            .map(|(id, draft)| Commit { id: id.to_string(), message: draft.message.clone() })
            .collect(),
        files: files.into_iter().collect(),
        codemods: pages.map(|page| Digest::of(page, shown, &|_| true)).collect(),
    }
}

/// What reports ask for, in their words, and what is done in another way.
fn asked(item: &Item) -> Vec<String> {
    let sources = item
        .sources
        .iter()
        .map(|source| format!("Asked for in {}, line {}: {}", source.report, source.line, source.quote));
    sources
        .chain(item.instead.iter().map(|instead| format!("Done in another way than asked: {instead}")))
        .collect()
}

/// Says that there was nothing to commit, and what that means for a branch that is there.
fn tell_nothing(terminal: Terminal, branch: &Branch<'_>, snapshot: &Snapshot) {
    let rev = visible(snapshot.rev());
    let name = visible(branch.name());
    let _ = match branch.old() {
        None => writeln!(terminal.err(), "nothing to commit on {rev}: no branch was made"),
        Some(old) => {
            writeln!(terminal.err(), "nothing to commit on {rev}: the branch {name} stays at {}", short(old))
        }
    };
}

/// Says where the branch is now.
fn tell(
    terminal: Terminal,
    branch: &Branch<'_>,
    snapshot: &Snapshot,
    outcome: &Outcome,
    drafts: &[Draft<'_>],
) {
    let mut err = terminal.err();
    let commits = if drafts.len() == 1 { "commit" } else { "commits" };
    let was = match (outcome.old, outcome.is_moved) {
        (Some(_), false) => ", as it was".to_owned(),
        (Some(old), true) => format!(", was {}", short(old)),
        (None, _) => String::new(),
    };
    // Where standard error is gone, the branch still is where it is.
    let _ = writeln!(
        err,
        "branch {}: {} {commits} on {} ({}){was}",
        visible(branch.name()),
        drafts.len(),
        short(snapshot.commit()),
        visible(snapshot.rev())
    );
    for (id, draft) in outcome.commits.iter().zip(drafts) {
        let subject = draft.message.lines().next().unwrap_or_default();
        let _ = writeln!(err, "  {} {subject}", short(*id));
    }
}

/// Says which changed files some file systems cannot tell from others.
fn tell_twins(terminal: Terminal, snapshot: &Snapshot, groups: &[Group<'_>]) {
    let folded = |path: &Path| path.to_string_lossy().to_lowercase();
    let changed: HashSet<String> = groups.iter().flat_map(Group::paths).map(folded).collect();
    if changed.is_empty() {
        return;
    }
    let mut twins: Vec<(String, PathBuf)> = snapshot
        .entries()
        .map(|(path, _)| (folded(&path), path))
        .filter(|(name, _)| changed.contains(name))
        .collect();
    twins.sort();
    for pair in twins.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (one, other) = (shown(&pair[0].1), shown(&pair[1].1));
        let _ = writeln!(terminal.err(), "note: {one} and {other} differ by case alone; both are kept");
    }
}
