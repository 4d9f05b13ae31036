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
use crate::codemod::{Codemod, Survey};
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
mod survey;
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

    /// The codemod as it is configured anywhere: by itself, with each override and with all of them.
    fn variants(&self) -> Vec<Arc<dyn Codemod>> {
        let overrides: Vec<&Options> =
            self.overrides.iter().map(|over| &over.options).filter(|options| !options.is_empty()).collect();
        let alone = overrides.iter().map(|options| self.options.overridden_by(options));
        let all = overrides.iter().fold(self.options.clone(), |options, over| options.overridden_by(over));
        let mut variants = vec![Arc::clone(&self.codemod)];
        if !overrides.is_empty() {
            variants.extend(alone.chain([all]).map(|options| self.codemod.configured(&options)));
        }
        variants
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

/// A file of the tree, and how far it was read.
struct Candidate<'a> {
    file: &'a File,
    /// Whether the run is about it.
    concerned: bool,
    /// The codemods that may rewrite it.
    hits: Hits,
    text: Text,
}

/// What a file holds, as far as it was read.
enum Text {
    Unread,
    Bytes(Vec<u8>),
    Parsed(Box<Module>),
    Failed(Failure),
}

/// What the work on every file relies on.
struct Context<'a> {
    project: &'a Project,
    types: &'a Types,
    may_write: &'a (dyn Fn(&str) -> bool + Sync),
    /// How many files were parsed.
    parsed: &'a AtomicUsize,
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
        let configured: Vec<(usize, Arc<dyn Codemod>)> = self
            .codemods
            .iter()
            .enumerate()
            .flat_map(|(index, selection)| {
                selection.variants().into_iter().map(move |codemod| (index, codemod))
            })
            .collect();
        let prefilter = Prefilter::new(configured.iter().map(|(index, codemod)| (*index, &**codemod)));
        self.progress.begin(Phase::Read, self.tree.files().len());
        let parsed = AtomicUsize::new(0);
        let context = Context { project: &project, types: &types, may_write: &may_write, parsed: &parsed };
        let mut candidates: Vec<Candidate<'_>> =
            self.tree.files().par_iter().map(|file| self.read(file, &prefilter)).collect();
        let files_seen = candidates.iter().filter(|candidate| candidate.concerned).count();
        let mut surveys: Vec<Survey> = codemods.iter().map(|_| Survey::pending()).collect();
        self.note_missed(&context, &surveys, &mut candidates);
        let outcomes = loop {
            if surveys.iter().any(Survey::is_missed) {
                self.survey(&context, &mut surveys, &mut candidates);
            }
            let outcomes = self.rewrite_all(&context, &surveys, &mut candidates);
            // An edit may make a codemod ask that had no reason to before.
            if !surveys.iter().any(Survey::is_missed) {
                break outcomes;
            }
        };
        let (mut files, needed): (Vec<FileReport>, Vec<FilesNeeded>) = outcomes.into_iter().unzip();
        files.extend(new_files::reports(&*self.tree, &project, needed.into_iter().flatten()));
        if self.type_check {
            type_check::withhold(&self.tree, &project, &types, &mut files);
        }
        reliance::withhold(&mut files);
        files.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        let mut changes =
            ChangeSet { files, files_seen, files_parsed: parsed.into_inner(), notes: Vec::new() };
        for (codemod, survey) in codemods.iter().zip(&surveys) {
            let notes = codemod.notes(survey, &changes);
            changes.notes.extend(notes);
        }
        changes
    }

    /// A file with the codemods that may rewrite it; its bytes are kept where there are any.
    fn read<'f>(&self, file: &'f File, prefilter: &Prefilter<'_>) -> Candidate<'f> {
        self.progress.advance();
        let mut candidate = Candidate { file, concerned: (self.concerns)(file), hits: 0, text: Text::Unread };
        let content = self.tree.content(file);
        let known = content.and_then(|content| self.known.hits(&content));
        if !candidate.concerned || known == Some(0) {
            return candidate;
        }
        match self.bytes(file) {
            Ok(bytes) => {
                candidate.hits = known.unwrap_or_else(|| prefilter.hits(&bytes));
                if let (Some(content), None) = (content.or_else(|| self.tree.content(file)), known) {
                    self.known.learn(content, candidate.hits);
                }
                if candidate.hits != 0 {
                    candidate.text = Text::Bytes(bytes);
                }
            }
            Err(failure) => candidate.text = Text::Failed(failure),
        }
        candidate
    }

    fn bytes(&self, file: &File) -> Result<Vec<u8>, Failure> {
        let failed = |message| failure(FailureKind::Io, message);
        let bytes = self.tree.read(file).map_err(|error| failed(format!("cannot be read: {error}")))?;
        match u32::try_from(bytes.len()) {
            Ok(_) => Ok(bytes),
            Err(_) => Err(failed("is larger than 4 GiB".to_owned())),
        }
    }

    fn rewrite_all(
        &self,
        context: &Context<'_>,
        surveys: &[Survey],
        candidates: &mut [Candidate<'_>],
    ) -> Vec<(FileReport, FilesNeeded)> {
        let is_left = |candidate: &&mut Candidate<'_>| {
            candidate.concerned && (candidate.hits != 0 || matches!(candidate.text, Text::Failed(_)))
        };
        let left: Vec<&mut Candidate<'_>> = candidates.iter_mut().filter(is_left).collect();
        self.progress.begin(Phase::Rewrite, left.len());
        left.into_par_iter()
            .filter_map(|candidate| {
                self.progress.advance();
                let (report, needed) = self.rewrite(context, surveys, candidate);
                let tells = !report.findings.is_empty() || !report.failures.is_empty();
                tells.then_some((report, needed))
            })
            .collect()
    }

    fn rewrite(
        &self,
        context: &Context<'_>,
        surveys: &[Survey],
        candidate: &mut Candidate<'_>,
    ) -> (FileReport, FilesNeeded) {
        let name = &candidate.file.name;
        if let Text::Failed(failure) = &candidate.text {
            return (report(candidate.file, vec![failure.clone()]), Vec::new());
        }
        let text = std::mem::replace(&mut candidate.text, Text::Unread);
        let outcome = guarded(|| {
            let text = match text {
                Text::Unread => Text::Bytes(self.bytes(candidate.file)?),
                text => text,
            };
            let configured: Vec<(usize, Arc<dyn Codemod>)> = self
                .codemods
                .iter()
                .enumerate()
                .filter_map(|(index, selection)| Some((index, selection.at(name)?)))
                .collect();
            let all: Vec<(&dyn Codemod, &Survey)> =
                configured.iter().map(|(index, codemod)| (&**codemod, &surveys[*index])).collect();
            let bytes = match &text {
                Text::Bytes(bytes) => bytes.as_slice(),
                Text::Parsed(module) => module.text().as_bytes(),
                _ => &[],
            };
            let codemods: Vec<(&dyn Codemod, &Survey)> = configured
                .iter()
                .filter(|(index, _)| candidate.hits >> index & 1 == 1)
                .map(|(index, codemod)| (&**codemod, &surveys[*index]))
                .filter(|(codemod, survey)| codemod.concerns_surveyed(bytes, survey))
                .collect();
            let module = match text {
                _ if codemods.is_empty() => return Ok((report(candidate.file, Vec::new()), Vec::new())),
                Text::Parsed(module) => *module,
                Text::Bytes(bytes) => parse(context, bytes)?,
                Text::Unread | Text::Failed(_) => {
                    return Ok((report(candidate.file, Vec::new()), Vec::new()));
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
            context.types.release(name);
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

fn parse(context: &Context<'_>, bytes: Vec<u8>) -> Result<Module, Failure> {
    context.parsed.fetch_add(1, Ordering::Relaxed);
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
