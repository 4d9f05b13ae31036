//! The parallel runner: files go in, a change set comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use globset::GlobSet;
use overhaul_python::types::Types;
use overhaul_python::{Module, ParseFailure, Source, depth};
use rayon::prelude::*;
use thiserror::Error;

use crate::change_set::{ChangeSet, Failure, FailureKind, FileReport};
use crate::codemod::{Codemod, Fact, FileView, Survey};
use crate::options::Options;
use crate::prefilter::{Hits, Prefilter};
use crate::project::Project;
use crate::shared::NewFile;
use crate::tree::{ContentId, File, Tree};
use crate::types;
use crate::verdict::Verdicts;

mod decided;
mod new_files;
mod reliance;
mod rewrite;
mod type_check;

use decided::Decided;

/// A codemod of a run, as it is configured for each path.
pub struct Selection {
    /// Configured with `options`.
    pub codemod: Arc<dyn Codemod>,
    pub options: Options,
    /// Later ones win, each for what it says.
    pub overrides: Vec<Override>,
}

/// What the configuration says about one codemod under some paths.
pub struct Override {
    pub paths: GlobSet,
    /// Whether the codemod runs there, where the override says so.
    pub runs: Option<bool>,
    pub options: Options,
}

impl Selection {
    /// The codemod with its default options.
    pub fn new(codemod: Arc<dyn Codemod>) -> Self {
        Self { codemod, options: Options::default(), overrides: Vec::new() }
    }

    pub fn configured(codemod: &Arc<dyn Codemod>, options: Options) -> Self {
        Self { codemod: codemod.configured(&options), options, overrides: Vec::new() }
    }

    /// What was configured, in one line: the options that were given, and how many overrides say something else.
    pub fn describe(&self) -> String {
        let mut parts: Vec<String> =
            self.options.given().map(|(name, value)| format!("{name} = {value}")).collect();
        let overrides = self.overrides.iter().filter(|over| over.runs.is_some() || !over.options.is_empty());
        match overrides.count() {
            0 => {}
            1 => parts.push("1 override".to_owned()),
            count => parts.push(format!("{count} overrides")),
        }
        parts.join(", ")
    }

    /// The codemod as it is configured for a file.
    fn at(&self, name: &str) -> Option<Arc<dyn Codemod>> {
        let matching: Vec<&Override> =
            self.overrides.iter().filter(|over| over.paths.is_match(name)).collect();
        if matching.iter().rev().find_map(|over| over.runs) == Some(false) {
            return None;
        }
        if matching.iter().all(|over| over.options.is_empty()) {
            return Some(Arc::clone(&self.codemod));
        }
        let options =
            matching.iter().fold(self.options.clone(), |options, over| options.overridden_by(&over.options));
        Some(self.codemod.configured(&options))
    }
}

/// One run of codemods over a project.
pub struct Run<'a> {
    pub tree: Arc<dyn Tree>,
    pub codemods: &'a [Selection],
    /// Whether the run is about a file; the others are read for what they tell about the project.
    pub concerns: &'a (dyn Fn(&File) -> bool + Sync),
    /// Fixes of level review are left out.
    pub safe_only: bool,
    /// What was decided about single findings.
    pub verdicts: &'a dyn Verdicts,
    /// Whether findings show what their fixes change.
    pub previews: bool,
    /// Changes that bring type errors are withheld.
    pub type_check: bool,
    /// How many threads work; 0 for one a processor.
    pub jobs: usize,
    pub progress: &'a dyn Progress,
    /// Where the tree names contents, what earlier runs of the same codemods learnt of them.
    pub known: &'a dyn Known,
}

/// The prefilter's answers by content, kept from run to run. Asked and told from several threads.
pub trait Known: Sync {
    fn hits(&self, _content: &ContentId) -> Option<Hits> {
        None
    }
    fn learn(&self, _content: ContentId, _hits: Hits) {}
}

/// Nothing is known, nothing is kept.
impl Known for () {}

/// Hears how far a run has come. Called from several threads.
pub trait Progress: Sync {
    fn begin(&self, _phase: Phase, _files: usize) {}
    /// One more file of the phase is done.
    fn advance(&self) {}
}

/// What a run does with each file, in this order; only the files that need it take part in the later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Read,
    Survey,
    Rewrite,
}

/// No one listens.
impl Progress for () {}

#[derive(Debug, Error)]
#[error("failed to start the worker threads: {0}")]
pub struct StartError(#[from] rayon::ThreadPoolBuildError);

/// Files that a change relies on, each with the codemod that asked for it.
type FilesNeeded = Vec<(&'static str, NewFile)>;

/// A file that the prefilter let through.
struct Candidate<'a> {
    file: &'a File,
    bytes: Vec<u8>,
    hits: Hits,
    concerned: bool,
}

/// What the work on every file relies on.
struct Context<'a> {
    project: &'a Project,
    types: &'a Types,
    may_write: &'a (dyn Fn(&str) -> bool + Sync),
    surveys: &'a [Survey],
}

/// A candidate after the survey.
enum Read {
    Bytes(Vec<u8>),
    Parsed(Box<Module>),
    Failed(Failure),
}

impl<'a> Run<'a> {
    /// The same run with other decisions.
    #[must_use]
    pub fn decided<'v>(&self, verdicts: &'v dyn Verdicts) -> Run<'v>
    where
        'a: 'v,
    {
        Run { tree: Arc::clone(&self.tree), verdicts, progress: &(), known: &(), ..*self }
    }

    /// Runs the codemods. Every file that cannot be read, parsed or rewritten ends as a failure of its own.
    pub fn execute(&self) -> Result<ChangeSet, StartError> {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(self.jobs).stack_size(depth::WORKER_STACK).build()?;
        Ok(pool.install(|| self.run()))
    }

    fn run(&self) -> ChangeSet {
        let project = Project::of(&*self.tree);
        let types = types::service(&self.tree, &project, BTreeMap::new());
        let may_write = |name: &str| {
            (self.concerns)(&File { name: name.to_owned(), path: self.tree.place(name) })
                && !project.has_case_twin(name)
                && (project.contains(name) || !self.tree.is_taken(name))
        };
        let codemods: Vec<&dyn Codemod> = self.codemods.iter().map(|selection| &*selection.codemod).collect();
        let prefilter = Prefilter::new(&codemods);
        self.progress.begin(Phase::Read, self.tree.files().len());
        let outcomes: Vec<Result<Option<Candidate<'_>>, Box<FileReport>>> =
            self.tree.files().par_iter().map(|file| self.read(file, &prefilter)).collect();
        let files_seen = self.tree.files().iter().filter(|file| (self.concerns)(file)).count();
        let mut failed = Vec::new();
        let mut candidates = Vec::new();
        for outcome in outcomes {
            match outcome {
                Ok(candidate) => candidates.extend(candidate),
                Err(report) => failed.push(*report),
            }
        }
        let parsed = AtomicUsize::new(0);
        // What a codemod learns of the project matters only where it has something to rewrite.
        let targeted = candidates.iter().filter(|candidate| candidate.concerned);
        let targeted = targeted.fold(0, |all, candidate| all | candidate.hits.rewrite);
        for candidate in &mut candidates {
            candidate.hits.survey &= targeted;
        }
        let unsurveyed = Context { project: &project, types: &types, may_write: &may_write, surveys: &[] };
        let (surveys, read) = if targeted != 0 {
            self.survey(&unsurveyed, &mut candidates, &parsed)
        } else {
            (
                vec![Survey::default(); codemods.len()],
                candidates.iter_mut().map(|_| Read::Bytes(Vec::new())).collect(),
            )
        };
        self.progress.begin(Phase::Rewrite, candidates.len());
        let context = Context { surveys: &surveys, ..unsurveyed };
        let outcomes: Vec<(FileReport, FilesNeeded)> = candidates
            .par_iter()
            .zip(read.into_par_iter())
            .filter_map(|(candidate, read)| {
                self.progress.advance();
                if !candidate.concerned {
                    return None;
                }
                let (report, needed) = self.rewrite(&context, candidate, read, &parsed);
                let tells = !report.findings.is_empty() || !report.failures.is_empty();
                tells.then_some((report, needed))
            })
            .collect();
        let (mut files, needed): (Vec<FileReport>, Vec<FilesNeeded>) = outcomes.into_iter().unzip();
        files.extend(new_files::reports(&*self.tree, &project, needed.into_iter().flatten()));
        if self.type_check {
            type_check::withhold(&self.tree, &project, &types, &mut files);
        }
        reliance::withhold(&mut files);
        files.extend(failed);
        files.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        let mut changes =
            ChangeSet { files, files_seen, files_parsed: parsed.into_inner(), notes: Vec::new() };
        for (codemod, survey) in codemods.iter().zip(&surveys) {
            let notes = codemod.notes(survey, &changes);
            changes.notes.extend(notes);
        }
        changes
    }

    fn read<'f>(
        &self,
        file: &'f File,
        prefilter: &Prefilter<'_>,
    ) -> Result<Option<Candidate<'f>>, Box<FileReport>> {
        let concerned = (self.concerns)(file);
        self.progress.advance();
        let by_name = prefilter.by_name(&file.name);
        let content = self.tree.content(file);
        let is_wanted = |hits: Hits| (concerned && hits.any_rewrite()) || hits.any_survey();
        let known = content.and_then(|content| self.known.hits(&content));
        if known.is_some_and(|known| !is_wanted(known.with(by_name))) {
            return Ok(None);
        }
        let bytes = match self.tree.read(file) {
            Ok(bytes) => bytes,
            Err(error) if concerned => {
                let failure = failure(FailureKind::Io, format!("cannot be read: {error}"));
                return Err(Box::new(report(file, vec![failure])));
            }
            Err(_) => return Ok(None),
        };
        if u32::try_from(bytes.len()).is_err() {
            let failure = failure(FailureKind::Io, "is larger than 4 GiB".to_owned());
            return Err(Box::new(report(file, vec![failure])));
        }
        let by_content = known.unwrap_or_else(|| prefilter.by_content(&bytes));
        if let (Some(content), None) = (content.or_else(|| self.tree.content(file)), known) {
            self.known.learn(content, by_content);
        }
        let hits = by_content.with(by_name);
        Ok(is_wanted(hits).then_some(Candidate { file, bytes, hits, concerned }))
    }

    /// Lets each codemod see the files that tell it about the project. What is parsed here and rewritten
    /// later is kept.
    fn survey(
        &self,
        context: &Context<'_>,
        candidates: &mut [Candidate<'_>],
        parsed: &AtomicUsize,
    ) -> (Vec<Survey>, Vec<Read>) {
        self.progress.begin(Phase::Survey, candidates.len());
        let outcomes: Vec<(Read, Vec<(usize, Fact)>)> = candidates
            .par_iter_mut()
            .map(|candidate| {
                self.progress.advance();
                let bytes = std::mem::take(&mut candidate.bytes);
                if !candidate.hits.any_survey() {
                    return (Read::Bytes(bytes), Vec::new());
                }
                let keep = candidate.concerned && candidate.hits.any_rewrite();
                guarded(|| {
                    let module = parse(bytes)?;
                    parsed.fetch_add(1, Ordering::Relaxed);
                    let facts = self.facts(context, candidate, &module);
                    let read = if keep { Read::Parsed(Box::new(module)) } else { Read::Bytes(Vec::new()) };
                    Ok((read, facts))
                })
                .unwrap_or_else(|failure| (Read::Failed(failure), Vec::new()))
            })
            .collect();
        let mut gathered: Vec<BTreeMap<String, Fact>> = vec![BTreeMap::new(); self.codemods.len()];
        let mut read = Vec::with_capacity(outcomes.len());
        for (candidate, (outcome, facts)) in candidates.iter().zip(outcomes) {
            for (codemod, fact) in facts {
                gathered[codemod].insert(candidate.file.name.clone(), fact);
            }
            read.push(outcome);
        }
        let surveys = self
            .codemods
            .par_iter()
            .zip(gathered)
            .map(|(selection, facts)| Survey::new(selection.codemod.conclude(&facts, context.project)))
            .collect();
        (surveys, read)
    }

    fn facts(&self, context: &Context<'_>, candidate: &Candidate<'_>, module: &Module) -> Vec<(usize, Fact)> {
        let name = &candidate.file.name;
        let view = FileView {
            path: name,
            module,
            project: context.project,
            python: context.project.python(name),
            types: context.types.of(name),
            may_write: context.may_write,
        };
        self.codemods
            .iter()
            .enumerate()
            .filter(|(index, _)| candidate.hits.surveys(*index))
            .filter_map(|(index, selection)| Some((index, selection.codemod.survey(&view)?)))
            .collect()
    }

    fn rewrite(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        read: Read,
        parsed: &AtomicUsize,
    ) -> (FileReport, FilesNeeded) {
        let surveys = context.surveys;
        let name = &candidate.file.name;
        let configured: Vec<(usize, Arc<dyn Codemod>)> = self
            .codemods
            .iter()
            .enumerate()
            .filter_map(|(index, selection)| Some((index, selection.at(name)?)))
            .collect();
        let all: Vec<(&dyn Codemod, &Survey)> =
            configured.iter().map(|(index, codemod)| (&**codemod, &surveys[*index])).collect();
        let codemods: Vec<(&dyn Codemod, &Survey)> = configured
            .iter()
            .filter(|(index, _)| candidate.hits.rewrites(*index))
            .map(|(index, codemod)| (&**codemod, &surveys[*index]))
            .collect();
        let outcome = guarded(|| {
            let module = match read {
                Read::Failed(failure) => return Err(failure),
                _ if codemods.is_empty() => return Ok((report(candidate.file, Vec::new()), Vec::new())),
                Read::Parsed(module) => *module,
                Read::Bytes(bytes) => {
                    parsed.fetch_add(1, Ordering::Relaxed);
                    parse(bytes)?
                }
            };
            let rewriter = rewrite::Rewriter {
                project: context.project,
                name,
                codemods: &codemods,
                all: &all,
                safe_only: self.safe_only,
                decided: Decided::new(name, self.verdicts),
                previews: self.previews,
                types: context.types,
                may_write: context.may_write,
            };
            let rewritten = rewriter.rewrite(module);
            let mut file = report(candidate.file, rewritten.failures);
            file.findings = rewritten.findings;
            let mut needed = Vec::new();
            if rewritten.change.is_some() {
                needed = rewritten.files;
                file.relies_on = rewritten.relies_on;
            }
            file.change = rewritten.change;
            Ok((file, needed))
        });
        outcome.unwrap_or_else(|failure| (report(candidate.file, vec![failure]), Vec::new()))
    }
}

fn report(file: &File, failures: Vec<Failure>) -> FileReport {
    FileReport {
        name: file.name.clone(),
        path: file.path.clone(),
        findings: Vec::new(),
        change: None,
        relies_on: BTreeSet::new(),
        failures,
    }
}

fn failure(kind: FailureKind, message: String) -> Failure {
    Failure { kind, message, line: None, column: None }
}

/// Does the work on one file; a panic is that file's failure and nobody else's.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let words = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        Err(failure(FailureKind::Panic, format!("overhaul failed on this file, which is a bug: {words}")))
    })
}

fn parse(bytes: Vec<u8>) -> Result<Module, Failure> {
    let source = Source::decode(bytes).map_err(|error| Failure {
        kind: FailureKind::Encoding,
        message: error.to_string(),
        line: error.line(),
        column: None,
    })?;
    Module::parse(source).map_err(|error| match &error {
        ParseFailure::Syntax { message, position } => Failure {
            kind: FailureKind::Syntax,
            message: message.clone(),
            line: Some(position.line),
            column: Some(position.column),
        },
        ParseFailure::TooDeep => failure(FailureKind::Depth, error.to_string()),
    })
}
