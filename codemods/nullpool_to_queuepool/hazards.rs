//! What a file does that makes a kept connection harmful: forks, event loops, serverless functions; and which files
//! lead from it to the module of an engine.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use overhaul_engine::project::parent;
use overhaul_engine::{Fact, FileView};
use overhaul_python::BindingKind;

use super::data::FACTS;
use crate::paths;
use crate::places::PLACES;
use crate::scan::{self, Taken};

mod look;
mod read;

pub use look::{tells, triggers};
use read::shown;

/// As many modules pass a name on.
const MAX_PASSES: usize = 2;

/// As many files are followed from one file with a hazard.
const MAX_FILES: usize = 5_000;

/// What one file shows.
#[derive(Debug, Default, Clone)]
pub struct Shown {
    /// For each reason, what shows it.
    reasons: BTreeMap<String, String>,
    /// What counts where the project imports a library for it: reason, words.
    tasks: Vec<(String, String)>,
    /// Reasons whose libraries it imports.
    libraries: BTreeSet<String>,
    preloads: bool,
    tests_in_loops: bool,
    workers: Option<u32>,
    /// The paths that it imports; a star stands for all names of a module.
    imports: Vec<String>,
    /// Modules that it has imported by their names in strings.
    includes: Vec<String>,
    /// What stands before `.NullPool`, in code or strings.
    holders: BTreeSet<String>,
}

/// What the files of a project show.
#[derive(Default)]
pub struct Conclusion {
    files: BTreeMap<String, Shown>,
    /// There was a survey.
    is_made: bool,
    /// The files that each file with a hazard leads to; found when an engine asks.
    reached: Mutex<BTreeMap<String, Arc<BTreeSet<String>>>>,
    /// The files that may take a name from another module; found when an engine asks.
    takers: Mutex<BTreeMap<String, Arc<Takers>>>,
}

type Takers = Vec<(String, Taken)>;

/// A reason why an engine must not keep connections, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub reason: String,
    /// `celery.shared_task`
    pub what: String,
    /// The file, where it is another than that of the engine.
    pub file: Option<String>,
}

pub fn read(file: &FileView<'_>) -> Fact {
    Arc::new(shown(file))
}

pub fn conclude(facts: &BTreeMap<String, Fact>) -> Conclusion {
    let files =
        facts.iter().filter_map(|(name, fact)| Some((name.clone(), fact.downcast_ref::<Shown>()?.clone())));
    Conclusion { files: files.collect(), is_made: true, ..Conclusion::default() }
}

impl Conclusion {
    /// Why an engine of this file must not keep connections.
    pub fn hazard(&self, file: &FileView<'_>, reasons: &[&str]) -> Option<Found> {
        let own = shown(file);
        if let Some((reason, what)) = self.reasons(&own).find(|(reason, _)| reasons.contains(reason)) {
            return Some(Found { reason: reason.to_owned(), what: what.to_owned(), file: None });
        }
        let others = self.files.iter().filter(|(name, _)| *name != file.path && !PLACES.test.holds(name));
        for (name, shown) in others {
            let found = self.reasons(shown).find(|(reason, _)| reasons.contains(reason));
            if let Some((reason, what)) = found
                && self.reached(file, name).contains(file.path)
            {
                let found =
                    Found { reason: reason.to_owned(), what: what.to_owned(), file: Some(name.clone()) };
                return Some(found);
            }
            // Such a file stands above the service or in a folder beside it.
            let directory = parent(parent(name));
            let is_over = directory.is_empty() || file.path.starts_with(&format!("{directory}/"));
            if shown.preloads && is_over && reasons.contains(&"prefork") {
                let what = "`preload_app`".to_owned();
                return Some(Found { reason: "prefork".to_owned(), what, file: Some(name.clone()) });
            }
        }
        None
    }

    /// Whether another module takes a name of this one.
    pub fn is_taken(&self, file: &FileView<'_>, name: &str) -> bool {
        let takes = |other: &str, path: &str| {
            let is_here = |module: &str| file.project.resolve(other, module) == Some(file.path);
            if is_here(path) {
                let module = file.types.beside(other).module();
                let is_member = |text: &[u8]| {
                    scan::words(text, name.as_bytes()).any(|word| scan::is_member(text, word.start))
                };
                return module.is_some_and(|module| is_member(module.text().as_bytes()));
            }
            let member = paths::split(path).filter(|(_, last)| *last == name || *last == "*");
            member.is_some_and(|(module, last)| {
                let says = || {
                    let module = file.types.beside(other).module();
                    module.is_some_and(|module| module.names().mentions(name))
                };
                is_here(module) && (last == name || says())
            })
        };
        let stem = stem(file.path);
        let is_held = |(other, shown): (&String, &Shown)| other != file.path && shown.holders.contains(stem);
        name == "NullPool" && self.files.iter().any(is_held)
            || self
                .takers(file, name)
                .iter()
                .any(|other| self.imports(file, other).iter().any(|path| takes(other, path)))
    }

    /// Whether another module that was read imports this one.
    pub fn is_imported(&self, file: &FileView<'_>) -> bool {
        let leads_here = |other: &str, path: &str| {
            let module = paths::split(path).map_or("", |(module, _)| module);
            [path, module].iter().any(|path| file.project.resolve(other, path) == Some(file.path))
        };
        let mut others =
            self.files.iter().filter(|(other, _)| *other != file.path && !PLACES.test.holds(other));
        others.any(|(other, shown)| shown.imports.iter().any(|path| leads_here(other, path)))
    }

    /// The files that use a name of this one: by importing it, also from a module that passes it on, or the module.
    pub fn importers(&self, file: &FileView<'_>, name: &str) -> Vec<String> {
        let mut takers = self.takers(file, name);
        takers.retain(|other| {
            let imports = self.imports(file, other);
            imports.iter().any(|path| self.leads_to(file, other, path, name, MAX_PASSES))
        });
        takers
    }

    /// The other files that may take a name of this one, by their text. Those of the survey say something of their own:
    /// which names a module gives is not known before an engine asks.
    fn takers(&self, file: &FileView<'_>, name: &str) -> Vec<String> {
        if !self.is_made {
            return Vec::new();
        }
        let known = || self.takers.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(name).cloned();
        let found = found.unwrap_or_else(|| {
            let taken = |other: &str| scan::may_take(&file.types.beside(other).bytes()?, name.as_bytes());
            // A file with a name that has such a text in it was surveyed for that.
            let is_surveyed = FACTS.telling.iter().any(|text| name.contains(text.as_str()));
            let files: Vec<&str> = if is_surveyed {
                self.files.keys().map(String::as_str).collect()
            } else {
                file.project.files().collect()
            };
            let taken = files.into_iter().filter_map(|other| Some((other.to_owned(), taken(other)?)));
            let found = Arc::new(taken.collect());
            known().entry(name.to_owned()).or_insert(found).clone()
        });
        // Whoever takes it as a member names the module, too.
        let names_module = |other: &str| {
            let bytes = file.types.beside(other).bytes().unwrap_or_default();
            scan::words(&bytes, stem(file.path).as_bytes()).next().is_some()
        };
        let mut others: Vec<String> = Vec::new();
        for (other, taken) in found.iter().filter(|(other, _)| other != file.path) {
            if *taken == Taken::Listed || names_module(other) {
                others.push(other.clone());
            }
        }
        others
    }

    /// The paths that a file imports; a star stands for all names of a module.
    fn imports(&self, file: &FileView<'_>, other: &str) -> Cow<'_, [String]> {
        if let Some(shown) = self.files.get(other) {
            return Cow::Borrowed(&shown.imports);
        }
        let module = file.types.beside(other).module();
        Cow::Owned(module.map(|module| read::imports(&module)).unwrap_or_default())
    }

    fn leads_to(&self, file: &FileView<'_>, other: &str, path: &str, name: &str, passes: usize) -> bool {
        let resolve = |module: &str| file.project.resolve(other, module);
        if resolve(path) == Some(file.path) {
            return true;
        }
        let Some((module, last)) = paths::split(path).filter(|(_, last)| *last == name || *last == "*")
        else {
            return false;
        };
        let Some(target) = resolve(module) else { return false };
        let passes_on = |passes: usize| {
            let imports = self.imports(file, target);
            imports.iter().any(|path| self.leads_to(file, target, path, name, passes))
        };
        target == file.path || last.len() < path.len() && passes.checked_sub(1).is_some_and(passes_on)
    }

    fn reasons<'a>(&'a self, shown: &'a Shown) -> impl Iterator<Item = (&'a str, &'a str)> {
        let has = |reason: &String| self.files.values().any(|shown| shown.libraries.contains(reason));
        let tasks = shown.tasks.iter().filter(move |(reason, _)| has(reason));
        let own = shown.reasons.iter().map(|(reason, what)| (reason.as_str(), what.as_str()));
        own.chain(tasks.map(|(reason, what)| (reason.as_str(), what.as_str())))
    }

    /// The first test that reaches this file and runs in an event loop of its own.
    pub fn test_loop(&self, file: &FileView<'_>) -> Option<&str> {
        let tests = self.files.iter().filter(|(name, shown)| shown.tests_in_loops && PLACES.test.holds(name));
        tests.map(|(name, _)| name.as_str()).find(|name| self.reached(file, name).contains(file.path))
    }

    /// How many processes the project starts, where one place says it as a number.
    pub fn workers(&self) -> Option<(u32, &str)> {
        let mut found = self.files.iter().filter_map(|(name, shown)| Some((shown.workers?, name.as_str())));
        let first = found.next()?;
        (found.next().is_none() && first.0 > 1).then_some(first)
    }

    /// The files of the project that importing `start` runs.
    fn reached(&self, file: &FileView<'_>, start: &str) -> Arc<BTreeSet<String>> {
        let known = || self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(start) {
            return Arc::clone(found);
        }
        let mut seen: BTreeSet<String> = BTreeSet::from([start.to_owned()]);
        let mut waiting = vec![start.to_owned()];
        let named = self.files.get(start).into_iter().flat_map(|shown| &shown.includes);
        waiting.extend(named.filter_map(|module| file.project.resolve(start, module)).map(str::to_owned));
        seen.extend(waiting.iter().cloned());
        while let Some(name) = waiting.pop() {
            for next in imported(file, &name) {
                if seen.len() < MAX_FILES && seen.insert(next.clone()) {
                    waiting.push(next);
                }
            }
        }
        let found = Arc::new(seen);
        known().entry(start.to_owned()).or_insert(found).clone()
    }
}

/// The name by which others import a module: that of its file, or of its folder.
fn stem(path: &str) -> &str {
    let module = path.strip_suffix("/__init__.py").unwrap_or(path);
    module.rsplit('/').next().unwrap_or(module).trim_end_matches(".py")
}

/// The files of the project that a file imports, the packages around them included.
pub fn imported(file: &FileView<'_>, name: &str) -> BTreeSet<String> {
    let Some(module) = file.types.beside(name).module() else { return BTreeSet::new() };
    let names = module.names();
    let members = names.bindings().iter().filter_map(|binding| match &binding.kind {
        BindingKind::Import(path) if !binding.type_checking => Some(path.as_str()),
        _ => None,
    });
    let stars = names.star_imports().iter().map(|star| star.module.as_str());
    let mut found = BTreeSet::new();
    for path in members.chain(stars) {
        let whole = file.project.resolve(name, path);
        let target =
            whole.or_else(|| paths::split(path).and_then(|(module, _)| file.project.resolve(name, module)));
        let Some(target) = target else { continue };
        found.insert(target.to_owned());
        let root = file.project.import_root(target);
        let mut directory = parent(target);
        while directory.len() > root.len() {
            found.insert(format!("{directory}/__init__.py"));
            directory = parent(directory);
        }
    }
    found
}
