//! What the files of a project tell print-to-logger, and what it comes to.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_engine::{Fact, Project};
use overhaul_python::PythonVersion;

use super::logger::{Kind, Origin};
use crate::places::PLACES;

mod capture;
mod look;
mod read;

use capture::Captures;
pub(super) use look::{TRIGGERS, tells};
pub(super) use read::read;

/// What one file tells.
#[derive(Debug, Default)]
pub(super) struct FileFacts {
    /// Module-level names that hold a logger, in source order.
    loggers: Vec<ModuleLogger>,
    /// Functions that return a logger.
    makers: BTreeMap<String, Origin>,
    /// Names that are imported and may be loggers or make them.
    reexports: BTreeMap<String, String>,
    configures: bool,
    has_guard: bool,
    /// The functions that a test runs while it reads standard output.
    captures: Captures,
    /// Texts that the file waits for in the output of another process.
    waits: BTreeSet<String>,
    star_imports: Vec<String>,
    /// What a `__main__.py` imports.
    main_imports: Vec<String>,
    /// What it imports and hands to a library that makes commands of it.
    handed_imports: Vec<String>,
    imports: BTreeSet<String>,
    /// Import paths and strings that name a module's own `sys` or `traceback`.
    borrowed: BTreeSet<String>,
    /// Classes whose `format()` and `str()` differ, with the first Python version in which they agree.
    formatters: Vec<(String, Option<PythonVersion>)>,
}

/// A module-level name that holds a logger, and how the module got it.
#[derive(Debug, Clone)]
struct ModuleLogger {
    name: String,
    origin: Origin,
    /// For a call of an imported function: the import as it is written, and the argument.
    made_by: Option<(String, String)>,
}

/// How a file of a package gets its logger, for files beside it to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Convention {
    pub name: String,
    pub kind: Kind,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// `name = logging.getLogger(__name__)`
    Stdlib,
    /// `from module import function` and `name = function(argument)`; the file that defines it, if it is one of
    /// the project.
    Made { module: String, function: String, argument: String, file: Option<String> },
    /// `from module import name`
    Imported { module: String, file: Option<String> },
}

/// What all files together tell.
#[derive(Debug, Default)]
pub(super) struct Conclusion {
    facts: BTreeMap<String, FileFactsRef>,
    conventions: BTreeMap<String, Vec<Convention>>,
    pub configured_by: Option<String>,
    /// The files whose tests read standard output, each with the `conftest.py` files above it.
    captures: Vec<(String, Vec<String>)>,
    waits: BTreeMap<String, String>,
    /// Files whose names another file takes with `import *`.
    starred: BTreeSet<String>,
    /// Paths by which a file may mean what another one imports, and a fix may release.
    borrowed: Vec<(String, String)>,
    /// Functions that a `__main__.py` imports, by file.
    main_targets: BTreeSet<(String, String)>,
    /// Functions and classes that another file hands to a library that makes commands of them, by file.
    handed_targets: BTreeSet<(String, String)>,
    formatters: Vec<(String, String, Option<PythonVersion>)>,
}

/// As many modules pass a logger on.
const MAX_PASSES: usize = 6;

type FileFactsRef = std::sync::Arc<FileFacts>;

/// Whether a file is read whatever it holds.
pub(super) fn is_always_surveyed(name: &str) -> bool {
    name.ends_with("__main__.py") || name.ends_with("__init__.py") || is_conftest(name)
}

fn is_conftest(name: &str) -> bool {
    name == "conftest.py" || name.ends_with("/conftest.py")
}

/// Puts the facts of all files together.
pub(super) fn conclude(facts: &BTreeMap<String, Fact>, project: &Project) -> Conclusion {
    let files: BTreeMap<String, FileFactsRef> = facts
        .iter()
        .filter_map(|(name, fact)| Some((name.clone(), fact.clone().downcast::<FileFacts>().ok()?)))
        .collect();
    let mut conclusion = Conclusion { facts: files, ..Conclusion::default() };
    for (name, facts) in &conclusion.facts {
        let is_own = !PLACES.test.holds(name) && !PLACES.example.holds(name);
        if facts.configures && is_own {
            conclusion.configured_by.get_or_insert_with(|| name.clone());
        }
        if !facts.captures.tests.is_empty() {
            let ends = std::iter::once(0).chain(name.match_indices('/').map(|(at, _)| at + 1));
            let above = ends.map(|end| format!("{}conftest.py", &name[..end]));
            let above = above.filter(|conftest| conclusion.facts.contains_key(conftest)).collect();
            conclusion.captures.push((name.clone(), above));
        }
        for text in &facts.waits {
            conclusion.waits.entry(text.clone()).or_insert_with(|| name.clone());
        }
        conclusion.starred.extend(
            facts.star_imports.iter().filter_map(|module| project.resolve(name, module).map(str::to_owned)),
        );
        let borrowed = facts.imports.iter().chain(&facts.borrowed).filter(|path| names_release(path));
        conclusion.borrowed.extend(borrowed.map(|path| (name.clone(), path.clone())));
        let targets = |imports: &[String]| -> Vec<(String, String)> {
            let target = |import: &String| {
                let (module, member) = split_path(import)?;
                Some((project.resolve(name, module)?.to_owned(), member.to_owned()))
            };
            imports.iter().filter_map(target).collect()
        };
        conclusion.main_targets.extend(targets(&facts.main_imports));
        conclusion.handed_targets.extend(targets(&facts.handed_imports));
        conclusion
            .formatters
            .extend(facts.formatters.iter().map(|(class, until)| (class.clone(), name.clone(), *until)));
    }
    conclusion.conventions = conventions(&conclusion, project);
    conclusion
}

/// How the files of each directory get their loggers.
fn conventions(conclusion: &Conclusion, project: &Project) -> BTreeMap<String, Vec<Convention>> {
    let mut found: BTreeMap<String, Vec<Convention>> = BTreeMap::new();
    for (name, facts) in &conclusion.facts {
        if let Some(convention) =
            facts.loggers.first().and_then(|logger| conclusion.convention(name, logger, project))
        {
            let convention = conclusion.at_home(convention, project);
            found.entry(directory(name).to_owned()).or_default().push(convention);
        }
    }
    found
}

impl Conclusion {
    /// The way in which most files of the directory get their logger.
    pub fn convention_beside(&self, name: &str) -> Option<&Convention> {
        let beside = self.conventions.get(directory(name))?;
        let count = |wanted: &Convention| beside.iter().filter(|found| *found == wanted).count();
        let most =
            beside.iter().max_by_key(|convention| (count(convention), std::cmp::Reverse(*convention)))?;
        (count(most) * 2 > beside.len()).then_some(most)
    }

    /// What shape the calls of a logger have, following its origin through the project.
    pub fn kind(&self, file: &str, origin: &Origin, project: &Project) -> Option<Kind> {
        self.kind_within(file, origin, project, MAX_PASSES)
    }

    fn kind_within(&self, file: &str, origin: &Origin, project: &Project, steps: usize) -> Option<Kind> {
        let steps = steps.checked_sub(1)?;
        match origin {
            Origin::Known(kind) => Some(*kind),
            Origin::Local(function) => {
                self.kind_within(file, self.facts.get(file)?.makers.get(function)?, project, steps)
            }
            Origin::Path(path) => {
                let (module, name) = split_path(path)?;
                let target = project.resolve(file, module)?;
                let facts = self.facts.get(target)?;
                if let Some(made) = facts.makers.get(name) {
                    return self.kind_within(target, made, project, steps);
                }
                if let Some(logger) = facts.loggers.iter().find(|logger| logger.name == name) {
                    return self.kind_within(target, &logger.origin, project, steps);
                }
                let path = facts.reexports.get(name)?;
                self.kind_within(target, &Origin::Path(path.clone()), project, steps)
            }
        }
    }

    fn convention(&self, file: &str, logger: &ModuleLogger, project: &Project) -> Option<Convention> {
        let kind = self.kind(file, &logger.origin, project)?;
        let source = match (&logger.made_by, &logger.origin) {
            (Some((path, argument)), _) if path == "logging.getLogger" => {
                (argument == "__name__").then_some(Source::Stdlib)?
            }
            (Some((path, argument)), _) => {
                let (module, function) = split_path(path)?;
                Source::Made {
                    module: module.to_owned(),
                    function: function.to_owned(),
                    argument: argument.clone(),
                    file: project.resolve(file, module).map(str::to_owned),
                }
            }
            (None, Origin::Path(path)) => {
                let (module, name) = split_path(path)?;
                if name != logger.name {
                    return None;
                }
                Source::Imported {
                    module: module.to_owned(),
                    file: project.resolve(file, module).map(str::to_owned),
                }
            }
            (None, Origin::Known(Kind::Loguru)) => {
                Source::Imported { module: "loguru".to_owned(), file: None }
            }
            _ => return None,
        };
        Some(Convention { name: logger.name.clone(), kind, source })
    }

    /// A logger of another package that modules of the project only pass on is that of the package.
    fn at_home(&self, convention: Convention, project: &Project) -> Convention {
        let mut home = convention.clone();
        for _ in 0..MAX_PASSES {
            let Source::Imported { file: Some(file), .. } = &home.source else { break };
            let logger = self
                .facts
                .get(file)
                .and_then(|facts| facts.loggers.iter().find(|logger| logger.name == home.name));
            let Some(next) = logger.and_then(|logger| self.convention(file, logger, project)) else { break };
            home = next;
        }
        let is_outside = matches!(home.source, Source::Imported { file: None, .. });
        if is_outside { home } else { convention }
    }

    /// Whether importing `helper` from `file` cannot end in a circle: the helper's own imports of the project
    /// are known, and none leads to `file`.
    pub fn can_import(&self, file: &str, helper: &str, project: &Project) -> bool {
        let mut open = vec![helper.to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(current) = open.pop() {
            if current == file {
                return false;
            }
            if !seen.insert(current.clone()) {
                continue;
            }
            let Some(facts) = self.facts.get(&current) else { return false };
            for path in &facts.imports {
                let member = project.resolve(&current, path);
                let module = split_path(path).and_then(|(module, _)| project.resolve(&current, module));
                open.extend(member.into_iter().chain(module).map(str::to_owned));
            }
        }
        true
    }

    /// The test that reads what the function, or the method of the class, prints.
    pub fn captured_by(&self, function: &str, class: Option<&str>) -> Option<String> {
        let names: Vec<&str> = std::iter::once(function).chain(class).collect();
        let captures = |file: &String| self.facts.get(file).map(|facts| &facts.captures);
        self.captures.iter().find_map(|(file, above)| {
            let above: Vec<&Captures> = above.iter().filter_map(captures).collect();
            let test = captures(file)?.test(&names, &above)?;
            Some(format!("{test} in {file}"))
        })
    }

    /// The file that waits for a part of this text, with the part.
    pub fn waited_for(&self, file: &str, text: &str) -> Option<(&str, &str)> {
        self.waits
            .iter()
            .find(|(wanted, waiting)| *waiting != file && text.contains(wanted.as_str()))
            .map(|(wanted, waiting)| (wanted.as_str(), waiting.as_str()))
    }

    /// Whether another file takes the name, one that a fix may release, from this one, or patches it there.
    pub fn is_borrowed(&self, file: &str, name: &str, project: &Project) -> bool {
        let module = project.module_name(file);
        let stem = module.rsplit('.').next().unwrap_or_default();
        let member = format!("{stem}.{name}");
        let is_it = |path: &str| {
            path.split_once(&member).is_some_and(|(before, after)| {
                (before.is_empty() || before.ends_with('.')) && (after.is_empty() || after.starts_with('.'))
            })
        };
        self.is_star_imported(file) || self.borrowed.iter().any(|(other, path)| other != file && is_it(path))
    }

    pub fn is_star_imported(&self, file: &str) -> bool {
        self.starred.contains(file)
    }

    /// Whether a `__main__.py` imports the function.
    pub fn is_main_target(&self, file: &str, function: &str) -> bool {
        self.main_targets.contains(&(file.to_owned(), function.to_owned()))
    }

    /// Whether another file hands the function or class to a library that makes a command of it.
    pub fn is_handed_over(&self, file: &str, name: &str) -> bool {
        self.handed_targets.contains(&(file.to_owned(), name.to_owned()))
    }

    /// A class whose objects read differently by `format()` and by `str()` on this version, with its file.
    pub fn formatter(&self, python: PythonVersion) -> Option<(&str, &str)> {
        self.formatters
            .iter()
            .find(|(_, _, until)| until.is_none_or(|until| python < until))
            .map(|(class, file, _)| (class.as_str(), file.as_str()))
    }
}

/// Whether a path names, as the member of something, what a fix may release.
fn names_release(path: &str) -> bool {
    path.split('.').skip(1).any(read::is_releasable)
}

fn directory(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// The module and the last part of an import path; `.log` is the member `log` of the package.
fn split_path(path: &str) -> Option<(&str, &str)> {
    let at = path.rfind('.')?;
    let module = &path[..at];
    let dots = path.len() - path.trim_start_matches('.').len();
    let module = if module.len() < dots { &path[..dots] } else { module };
    Some((module, &path[at + 1..]))
}
