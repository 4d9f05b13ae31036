//! A run as the command line asks for it: options, projects, and what came out.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, bail};
use clap::Args;
use globset::GlobSet;
use overhaul_engine::{
    ChangeSet, File, Fingerprint, Known, LeftOut, Place, Run, Selection, Tree, Verdict, Verdicts, Walked,
    WorkTree,
};
use overhaul_git::Since;
use overhaul_report::{Listed, Shown, Summary, concise, visible};
use overhaul_review::reported::Answer;
use overhaul_review::{Decisions, Reported};

use crate::config::{self, Config};
use crate::error::shown;
use crate::terminal::{Bar, Terminal};

mod exempt;
mod memory;
mod projects;
mod source;
mod stdin;

use exempt::Exemptions;
use memory::Memory;
use projects::Target;
pub use source::{Source, git_error};
use stdin::Input;

const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const FAILED: Style = AnsiColor::Red.on_default().bold();

/// What `check`, `diff` and `apply` have in common.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Files and directories to look at, or `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// Run this codemod, and no other that is not named; may be given more than once
    #[arg(long = "codemod", value_name = "ID")]
    codemods: Vec<String>,

    /// Leave out fixes that a person has to review
    #[arg(long)]
    safe_only: bool,

    /// Withhold changes that bring type errors; costs some 10 ms a changed file
    #[arg(long)]
    type_check: bool,

    /// Also show what was seen and left alone, and why
    #[arg(long)]
    show_declined: bool,

    /// Leave out fixes that nobody has accepted in a review
    #[arg(long)]
    accepted_only: bool,

    /// Restrict the run to what this report of another tool has found
    #[arg(long, value_name = "FILE")]
    from_sarif: Option<PathBuf>,

    /// Also show the fixes that were rejected in a review
    #[arg(long)]
    show_rejected: bool,

    /// Leave out paths that match, on top of what is left out by default; may be given more than once
    ///
    /// The glob is relative to the project's root. A bare name matches at any depth, and what matches a directory
    /// matches everything below it.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Read the configuration from this file instead of overhaul.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Read the files of this commit instead of those on disk
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Work with this many threads; one a processor if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// The path that standard input has in its project
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

/// One project of a run.
pub struct Project {
    pub root: PathBuf,
    /// What its paths are shown relative to: the current directory where all that was asked for is below it.
    pub base: PathBuf,
    pub changes: ChangeSet,
    /// What its files hold.
    pub tree: Arc<dyn Tree>,
    target: Target,
    /// Where it is of a commit and was not known already.
    memory: Option<Memory>,
}

/// Whether findings show what their fixes change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Previews {
    Made,
    Unneeded,
}

/// What a run came to.
pub struct Session {
    pub projects: Vec<Project>,
    /// Ids, each once, in the order in which the codemods ran.
    pub codemods: Vec<&'static str>,
    /// For each codemod, what it was configured to, in one line a configuration.
    pub configured: BTreeMap<&'static str, BTreeSet<String>>,
    /// What was read from standard input, where the run was about that.
    pub stdin: Option<Vec<u8>>,
    /// Where the files were.
    pub source: Source,
    /// The report that the run is restricted to.
    reported: Option<Reported>,
    /// What became of its results, in its order.
    answers: Vec<Answer>,
}

impl RunArgs {
    /// Runs the codemods over everything that was asked for.
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Session> {
        self.run_on(&self.source()?, Previews::Unneeded, terminal)
    }

    /// The same, with what each fix changes by itself.
    pub fn run_previewed(&self, terminal: Terminal) -> anyhow::Result<Session> {
        self.run_on(&self.source()?, Previews::Made, terminal)
    }

    /// Where the files of the run are.
    fn source(&self) -> anyhow::Result<Source> {
        match &self.base {
            Some(_) => self.commit(),
            None => Ok(Source::Disk),
        }
    }

    /// The commit that the run starts from, HEAD if none is named.
    pub fn commit(&self) -> anyhow::Result<Source> {
        Source::commit(self.base.as_deref().unwrap_or("HEAD"), &self.paths)
    }

    /// Runs the codemods over everything that was asked for of a source.
    pub fn run_on(&self, source: &Source, previews: Previews, terminal: Terminal) -> anyhow::Result<Session> {
        let registry = overhaul_codemods::registry();
        let input = stdin::input(&self.paths, self.stdin_filename.as_deref())?;
        if input.is_some() && source.snapshot().is_some() {
            bail!("standard input is in no commit: leave out --base, or `-`");
        }
        let targets = match &input {
            Some(input) => vec![projects::of_stdin(input)?],
            None => projects::group(&self.paths, source)?,
        };
        let mut prepared = Vec::new();
        for target in targets {
            let file = self.config.as_deref().map(config::named).or_else(|| target.config.clone());
            let place = if self.config.is_some() { &Source::Disk } else { source };
            let config = match &file {
                Some(file) => Config::read(file, place, &registry)?,
                None => Config::default(),
            };
            if terminal.is_verbose() {
                let from = file.map_or_else(|| "none".to_owned(), |file| shown(&file.path));
                let _ = writeln!(terminal.err(), "project {}, configuration: {from}", shown(&target.root));
            }
            if self.config.is_none() && !terminal.is_quiet() {
                tell_other_config(terminal, &target, source);
            }
            let selections = config.selections(&registry, &self.codemods)?;
            let exclude = config.exclude(&self.exclude)?;
            prepared.push(Prepared { target, selections, exclude, config });
        }
        let reported = self.from_sarif.as_deref().map(Reported::read).transpose()?;
        let mut session = Session {
            projects: Vec::new(),
            codemods: Vec::new(),
            configured: BTreeMap::new(),
            stdin: None,
            source: source.clone(),
            reported: None,
            answers: Vec::new(),
        };
        for Prepared { target, selections, exclude, config } in prepared {
            let tree: Box<dyn Tree> = match &input {
                Some(input) if input.is_alone() => {
                    let mut tree = WorkTree::new(&target.root);
                    tree.add_named(&input.path);
                    Box::new(tree)
                }
                _ => source.tree(&target, &exclude),
            };
            if terminal.is_verbose() {
                tell_skipped(terminal, &target, &*tree);
            }
            if !terminal.is_quiet() && !tree.files().iter().any(|file| target.concerns(file)) {
                tell_empty(terminal, &target);
            }
            for selection in &selections {
                let id = selection.codemod.id();
                if !session.codemods.contains(&id) {
                    session.codemods.push(id);
                }
                session.configured.entry(id).or_default().insert(self.describe(selection));
            }
            let base = target.base()?;
            let root = target.root.clone();
            let mut decisions = source.decisions(&root)?;
            decisions.accepted_only = self.accepted_only;
            if let Some(first) = decisions.first_made() {
                let paths = decisions.paths();
                decisions.renames = source.renames(&root, Since::Time(first), &paths, &*tree);
            }
            let exemptions = Exemptions::of(&target, source, &*tree);
            let tree: Arc<dyn Tree> = match &input {
                Some(input) => Arc::new(input.over(tree)),
                None => Arc::from(tree),
            };
            let is_whole = previews == Previews::Unneeded && reported.is_none();
            let memory = source.snapshot().filter(|_| is_whole).and_then(|snapshot| {
                let decides = self.decides(&target, &config, &decisions);
                Memory::of(snapshot, &root, &selections, &decides, &*tree)
            });
            if let Some(changes) = memory.as_ref().and_then(Memory::recall) {
                session.projects.push(Project { root, base, changes, tree, target, memory: None });
                continue;
            }
            let known: &dyn Known = match &memory {
                Some(memory) => memory,
                None => &(),
            };
            let run = Run {
                tree: Arc::clone(&tree),
                codemods: &selections,
                concerns: &|file: &File| target.concerns(file) && !exemptions.cover(file),
                safe_only: self.safe_only,
                verdicts: &decisions,
                previews: previews == Previews::Made,
                type_check: self.type_check,
                jobs: self.jobs.unwrap_or(0).into(),
                progress: if terminal.is_quiet() { &() } else { &Bar::new() },
                known,
            };
            let mut changes = run.execute().context("failed to run the codemods")?;
            if let Some(reported) = &reported {
                let files: Vec<&str> = tree.files().iter().map(|file| file.name.as_str()).collect();
                let ids: Vec<&str> = selections.iter().map(|selection| selection.codemod.id()).collect();
                let claims = reported.claim(&changes, &files, &ids);
                // Only a run over everything can tell which finding is nearest to a reported one.
                let verdicts = Restricted { claimed: &claims.fingerprints, decisions: &decisions };
                let restricted = Run { verdicts: &verdicts, progress: &(), ..run };
                changes = restricted.execute().context("failed to run the codemods")?;
                for file in &mut changes.files {
                    let name = &file.name;
                    file.findings.retain(|found| claims.fingerprints.contains(&found.fingerprint(name)));
                }
                session.answer(claims.answers);
            }
            changes.notes.extend(exemptions.note());
            session.projects.push(Project { root, base, changes, tree, target, memory });
        }
        if let Some(snapshot) = source.snapshot() {
            snapshot.check().map_err(git_error)?;
        }
        session.reported = reported;
        session.stdin = input.map(Input::into_bytes);
        Ok(session)
    }

    /// What decides about the outcome of a project besides its files and the options of the codemods.
    fn decides(&self, target: &Target, config: &Config, decisions: &Decisions) -> Vec<Vec<u8>> {
        let mut named: Vec<Vec<u8>> =
            target.named().map(|path| path.as_os_str().as_encoded_bytes().to_vec()).collect();
        named.sort();
        let mut parts = vec![
            target.root.as_os_str().as_encoded_bytes().to_vec(),
            config.text().as_bytes().to_vec(),
            decisions.text().as_bytes().to_vec(),
            vec![u8::from(self.safe_only), u8::from(self.type_check), u8::from(self.accepted_only)],
            self.exclude.join("\n").into_bytes(),
        ];
        parts.append(&mut named);
        parts
    }

    /// What decides about the fixes of a codemod, in one line.
    fn describe(&self, selection: &Selection) -> String {
        let mut parts: Vec<String> =
            Some(selection.describe()).filter(|text| !text.is_empty()).into_iter().collect();
        for (flag, is_given) in [
            ("--safe-only", self.safe_only),
            ("--type-check", self.type_check),
            ("--accepted-only", self.accepted_only),
        ] {
            parts.extend(is_given.then(|| flag.to_owned()));
        }
        if parts.is_empty() { "default".to_owned() } else { parts.join(", ") }
    }

    /// Which findings that changed nothing are shown.
    pub fn listed(&self) -> Listed {
        Listed { declined: self.show_declined, rejected: self.show_rejected }
    }
}

impl Project {
    /// Whether the run was about a file of this name.
    pub fn concerns(&self, name: &str) -> bool {
        self.target.concerns(&File { name: name.to_owned(), path: self.root.join(name) })
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

/// A project before its run.
struct Prepared {
    target: Target,
    selections: Vec<Selection>,
    exclude: GlobSet,
    config: Config,
}

impl Session {
    /// Keeps what came out for the next run over the same commit, which has all contents of the changes by now.
    pub fn remember(&self) {
        for project in &self.projects {
            if let Some(memory) = &project.memory {
                memory.keep(&project.changes);
            }
        }
    }

    /// Takes in what became of the results of a report in one more project; the best answer counts.
    fn answer(&mut self, answers: Vec<Option<Answer>>) {
        self.answers.resize(answers.len(), Answer::NoFile);
        for (known, answer) in self.answers.iter_mut().zip(answers) {
            let answer = answer.unwrap_or(Answer::NoFile);
            if answer > *known || *known == Answer::NoFile {
                *known = answer;
            }
        }
    }

    /// Says on standard error what became of the results of a report, those that were not fixed one by one.
    pub fn tell_answers(&self, terminal: Terminal) {
        let Some(reported) = &self.reported else { return };
        let mut err = terminal.err();
        let fixed = self.answers.iter().filter(|answer| **answer == Answer::Fixed).count();
        for (result, answer) in reported.results().iter().zip(&self.answers) {
            if *answer != Answer::Fixed {
                let line =
                    result.lines.as_ref().map_or_else(String::new, |lines| format!(":{}", lines.start()));
                let text = format!("{}{line}: {}: {answer}", result.path, result.rule);
                let _ = writeln!(err, "{}", visible(&text));
            }
        }
        if !terminal.is_quiet() {
            let _ = writeln!(err, "{fixed} of {} reported results can be fixed", self.answers.len());
        }
    }

    pub fn shown(&self) -> Vec<Shown<'_>> {
        self.projects.iter().map(|project| Shown { changes: &project.changes, base: &project.base }).collect()
    }

    pub fn summary(&self) -> Summary {
        Summary::of(&self.shown(), &self.codemods)
    }

    pub fn has_failures(&self) -> bool {
        self.projects.iter().any(|project| project.changes.has_failures())
    }

    pub fn has_fixes(&self) -> bool {
        self.projects.iter().any(|project| project.changes.has_fixes())
    }

    pub fn has_changes(&self) -> bool {
        self.projects.iter().any(|project| project.changes.changed().next().is_some())
    }

    /// Says on standard error what failed, which is never left out.
    pub fn tell_failures(&self, terminal: Terminal) {
        let mut err = terminal.err();
        for shown in self.shown() {
            for (file, failure) in shown.changes.failures() {
                let mut place = shown.label(file);
                for number in [failure.line, failure.column].into_iter().flatten() {
                    let _ = write!(place, ":{number}");
                }
                let message = visible(&failure.message);
                // Where standard error is gone, the exit code still tells.
                let _ = writeln!(err, "{place}: {FAILED}failed{FAILED:#} ({}): {message}", failure.kind);
            }
        }
    }

    /// Says on standard error what the run came to.
    pub fn tell_summary(&self, terminal: Terminal) {
        if !terminal.is_quiet() {
            let _ = self.summary().write(&mut terminal.err());
        }
    }

    /// Lists on standard error what was seen and left alone, as far as that was asked for.
    pub fn tell_unfixed(&self, terminal: Terminal, listed: Listed) {
        if listed == Listed::default() {
            return;
        }
        for shown in self.shown() {
            let _ = concise::write_unfixed(&mut terminal.err(), &shown, listed);
        }
    }

    /// Says on standard error where paths start that are not relative to the current directory.
    pub fn tell_bases(&self, terminal: Terminal) {
        for project in &self.projects {
            let has_paths = !project.changes.files.is_empty();
            if has_paths && project.base == project.root && !is_current(&project.base) && !terminal.is_quiet()
            {
                let root = shown(&project.root);
                let _ = writeln!(terminal.err(), "{NOTE}note{NOTE:#}: paths are relative to {root}");
            }
        }
    }
}

fn is_current(directory: &Path) -> bool {
    std::env::current_dir().is_ok_and(|current| current == directory)
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
