//! From the command line to what came out: projects are found, configured and run one by one.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use globset::GlobSet;
use overhaul_engine::{
    ChangeSet, File, Fingerprint, Known, LeftOut, Place, Run, Selection, Tree, Verdict, Verdicts, Walked,
    WorkTree,
};
use overhaul_git::Since;
use overhaul_plan::Plan;
use overhaul_report::visible;
use overhaul_review::reported::Answer;
use overhaul_review::{Decisions, Reported};

use super::exempt::Exemptions;
use super::memory::{DiskMemory, Memory};
use super::planned;
use super::projects::{self, Target};
use super::source::{Source, git_error};
use super::stdin::{self, Input};
use super::{NOTE, Project, RunArgs, Session};
use crate::config::{self, Config};
use crate::error::shown;
use crate::terminal::{Bar, Terminal, Verbosity};

/// Whether findings show what their fixes change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Previews {
    Off,
    On,
}

/// A project before its run.
struct Prepared {
    target: Target,
    selections: Vec<Selection>,
    exclude: GlobSet,
    config: Config,
}

/// What all projects of a run have in common.
struct Common<'a> {
    args: &'a RunArgs,
    source: &'a Source,
    input: Option<Input>,
    reported: Option<Reported>,
    previews: Previews,
    terminal: Terminal,
    /// What runs, where a plan says so.
    plan: Option<&'a Plan>,
}

impl RunArgs {
    /// Runs the codemods over everything that was asked for.
    pub fn run(&self, terminal: Terminal, previews: Previews) -> anyhow::Result<Session> {
        self.run_on(&self.source()?, terminal, previews)
    }

    /// Runs the codemods over everything that was asked for of a source.
    pub fn run_on(&self, source: &Source, terminal: Terminal, previews: Previews) -> anyhow::Result<Session> {
        self.execute(source, terminal, previews, None)
    }

    /// Runs the codemods of a plan.
    pub fn run_plan(&self, plan: &Plan, source: &Source, terminal: Terminal) -> anyhow::Result<Session> {
        self.execute(source, terminal, Previews::Off, Some(plan))
    }

    /// The root of the project that the paths belong to, and the names of its Python files.
    pub fn files(&self, source: &Source) -> anyhow::Result<(PathBuf, Vec<String>)> {
        let terminal = Terminal { color: crate::terminal::Color::Never, verbosity: Verbosity::Quiet };
        let common = Common {
            args: self,
            source,
            input: None,
            reported: None,
            previews: Previews::Off,
            terminal,
            plan: None,
        };
        let first = common.prepare()?.into_iter().next();
        let Some(Prepared { target, exclude, .. }) = first else { return Ok((PathBuf::new(), Vec::new())) };
        let tree = common.tree(&target, &exclude);
        let names = tree.files().iter().map(|file| file.name.clone()).collect();
        Ok((target.root, names))
    }

    fn execute(
        &self,
        source: &Source,
        terminal: Terminal,
        previews: Previews,
        plan: Option<&Plan>,
    ) -> anyhow::Result<Session> {
        let input = stdin::input(&self.paths, self.stdin_filename.as_deref())?;
        if input.is_some() && source.snapshot().is_some() {
            bail!("standard input is in no commit: leave out --base, or `-`");
        }
        let reported = self.from_sarif.as_deref().map(Reported::read).transpose()?;
        let common = Common { args: self, source, input, reported, previews, terminal, plan };
        // All configurations are read before the first run, for a mistake in the last one must not cost all others.
        let prepared = common.prepare()?;
        let mut session = Session {
            projects: Vec::new(),
            codemods: Vec::new(),
            configured: BTreeMap::new(),
            stdin: None,
            source: source.clone(),
            reported: None,
            answers: Vec::new(),
        };
        for prepared in prepared {
            for selection in &prepared.selections {
                let id = selection.codemod.id();
                if !session.codemods.contains(&id) {
                    session.codemods.push(id);
                }
                session.configured.entry(id).or_default().insert(self.describe(selection));
            }
            let (project, answers) = common.run(prepared)?;
            session.answer(answers);
            session.projects.push(project);
        }
        if let Some(snapshot) = source.snapshot() {
            snapshot.check().map_err(git_error)?;
        }
        session.reported = common.reported;
        session.stdin = common.input.map(Input::into_bytes);
        Ok(session)
    }
}

impl Common<'_> {
    fn prepare(&self) -> anyhow::Result<Vec<Prepared>> {
        let Self { args, source, terminal, .. } = self;
        let registry = overhaul_codemods::registry();
        let targets = match &self.input {
            Some(input) => vec![projects::of_stdin(input)?],
            None => projects::group(&args.paths, source)?,
        };
        let mut prepared = Vec::new();
        for mut target in targets {
            target.force_exclude = args.force_exclude;
            let file = args.config.as_deref().map(config::named).or_else(|| target.config.clone());
            let place = if args.config.is_some() { &Source::Disk } else { source };
            let config = match &file {
                Some(file) => Config::read(file, place, &registry)?,
                None => Config::default(),
            };
            if terminal.is_verbose() {
                let from = file.map_or_else(|| "none".to_owned(), |file| shown(&file.path));
                let _ = writeln!(terminal.err(), "project {}, configuration: {from}", shown(&target.root));
            }
            if args.config.is_none() && !terminal.is_quiet() {
                tell_other_config(*terminal, &target, source);
            }
            let selections = match self.plan {
                Some(plan) => planned::selections(plan, &config, &registry)?,
                None => config.selections(&registry, &args.codemods)?,
            };
            let exclude = config.exclude(&args.exclude)?;
            prepared.push(Prepared { target, selections, exclude, config });
        }
        Ok(prepared)
    }

    /// The project after its run, and what became of the results of a report.
    fn run(&self, prepared: Prepared) -> anyhow::Result<(Project, Vec<Option<Answer>>)> {
        let Self { args, source, .. } = self;
        let Prepared { target, selections, exclude, config } = prepared;
        let tree = self.tree(&target, &exclude);
        let decisions = self.decisions(&target.root, &*tree)?;
        let exemptions = Exemptions::of(&target, source, &*tree);
        let is_kept = self.previews == Previews::Off && self.reported.is_none() && !args.no_cache;
        let mut decides = args.decides(&target, &config, &decisions, self.plan);
        let mut disk = None;
        let tree: Arc<dyn Tree> = match (&self.input, source) {
            (Some(input), _) => Arc::new(input.over(tree)),
            (None, Source::Disk) if is_kept => {
                decides.push(exemptions.described());
                match DiskMemory::of(tree, &target.root, &selections, decides.clone()) {
                    Ok(memory) => disk.insert(memory).tree(),
                    Err(tree) => Arc::from(tree),
                }
            }
            (None, _) => Arc::from(tree),
        };
        let memory = source
            .snapshot()
            .filter(|_| is_kept)
            .and_then(|snapshot| Memory::of(snapshot, &target.root, &selections, &decides, &*tree));
        let base = target.base()?;
        let root = target.root.clone();
        let codemods = selections.iter().map(|selection| selection.codemod.id()).collect();
        let recalled = disk.as_ref().and_then(DiskMemory::recall);
        if let Some(changes) = recalled.or_else(|| memory.as_ref()?.recall()) {
            return Ok((Project { root, base, changes, tree, codemods, target, memory: None }, Vec::new()));
        }
        let known: &dyn Known = match (&memory, &disk) {
            (Some(memory), _) => memory,
            (None, Some(disk)) => disk,
            (None, None) => &(),
        };
        let run = Run {
            tree: Arc::clone(&tree),
            codemods: &selections,
            concerns: &|file: &File| target.concerns(file) && !exemptions.cover(file),
            safe_only: args.safe_only,
            verdicts: &decisions,
            previews: self.previews == Previews::On,
            type_check: args.type_check,
            jobs: args.jobs.unwrap_or(0).into(),
            progress: if self.terminal.is_quiet() { &() } else { &Bar::new() },
            known,
        };
        let (mut changes, answers) = self.execute(&run, &decisions)?;
        changes.notes.extend(exemptions.notes());
        if let Some(disk) = &disk {
            disk.keep(&changes);
        }
        Ok((Project { root, base, changes, tree, codemods, target, memory }, answers))
    }

    fn tree(&self, target: &Target, exclude: &GlobSet) -> Box<dyn Tree> {
        let tree: Box<dyn Tree> = match &self.input {
            Some(input) if input.is_alone() => {
                let mut tree = WorkTree::new(&target.root);
                tree.add_named(&input.path);
                Box::new(tree)
            }
            _ => self.source.tree(target, exclude),
        };
        if self.terminal.is_verbose() {
            tell_skipped(self.terminal, target, &*tree);
        }
        if !self.terminal.is_quiet() && !tree.files().iter().any(|file| target.concerns(file)) {
            tell_empty(self.terminal, target);
        }
        tree
    }

    fn decisions(&self, root: &Path, tree: &dyn Tree) -> anyhow::Result<Decisions> {
        let mut decisions = self.source.decisions(root)?;
        decisions.accepted_only = self.args.accepted_only;
        if let Some(first) = decisions.first_made() {
            let paths = decisions.paths();
            decisions.renames = self.source.renames(root, Since::Time(first), &paths, tree);
        }
        Ok(decisions)
    }

    /// One run, or two where it is restricted to a report: only a run over everything can tell which finding is nearest to
    /// a reported place.
    fn execute(
        &self,
        run: &Run<'_>,
        decisions: &Decisions,
    ) -> anyhow::Result<(ChangeSet, Vec<Option<Answer>>)> {
        let failed = "failed to run the codemods";
        let changes = run.execute().context(failed)?;
        let Some(reported) = &self.reported else { return Ok((changes, Vec::new())) };
        let files: Vec<&str> = run.tree.files().iter().map(|file| file.name.as_str()).collect();
        let ids: Vec<&str> = run.codemods.iter().map(|selection| selection.codemod.id()).collect();
        let claims = reported.claim(&changes, &files, &ids);
        let verdicts = Restricted { claimed: &claims.fingerprints, decisions };
        let mut changes = run.decided(&verdicts).execute().context(failed)?;
        for file in &mut changes.files {
            let name = &file.name;
            file.findings.retain(|found| claims.fingerprints.contains(&found.fingerprint(name)));
        }
        Ok((changes, claims.answers))
    }
}

/// Decisions about the findings that a report names; all others are left out.
struct Restricted<'a> {
    claimed: &'a BTreeSet<Fingerprint>,
    decisions: &'a Decisions,
}

impl Verdicts for Restricted<'_> {
    fn of(&self, place: &Place<'_>) -> Verdict {
        if self.claimed.contains(&place.fingerprint()) {
            self.decisions.of(place)
        } else {
            Verdict::LeaveOut(LeftOut::Unreported)
        }
    }
}

fn tell_empty(terminal: Terminal, target: &Target) {
    let asked: Vec<String> = target.asked.iter().map(|path| shown(path)).collect();
    let _ = writeln!(
        terminal.err(),
        "{NOTE}note{NOTE:#}: no Python files in {}; --verbose shows what was skipped",
        asked.join(", ")
    );
}

/// Says where a configuration on disk does not count because it is not that of the commit.
fn tell_other_config(terminal: Terminal, target: &Target, source: &Source) {
    let Some(snapshot) = source.snapshot().filter(|snapshot| snapshot.work_tree().is_some()) else { return };
    let read = |source: &Source| {
        let file = config::find(&target.root, source).ok().flatten()?;
        Some((source.read_to_string(&file.path).ok()?, file.path))
    };
    let (counts, on_disk) = (read(source), read(&Source::Disk));
    let Some((text, path)) = on_disk else { return };
    if counts.is_none_or(|(counts, _)| counts != text) {
        let label = config::label(&path);
        let rev = visible(snapshot.rev());
        let _ = writeln!(
            terminal.err(),
            "{NOTE}note{NOTE:#}: {label} on disk is not what {rev} has, which counts; `--config {label}` takes the one on disk"
        );
    }
}

fn tell_skipped(terminal: Terminal, target: &Target, tree: &dyn Tree) {
    let mut err = terminal.err();
    let named: HashSet<&Path> = target.named().collect();
    for skipped in tree.skipped() {
        if skipped.path.ancestors().any(|path| named.contains(path)) {
            let path = skipped.path.strip_prefix(&target.root).unwrap_or(&skipped.path);
            let _ = writeln!(err, "skipped {}: {}", shown(path), skipped.reason);
        }
    }
}
