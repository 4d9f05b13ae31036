//! What a file does that makes a kept connection harmful: forks, event loops, serverless functions; and which files
//! lead from it to the module of an engine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use overhaul_engine::{Fact, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Decorator, Expr, ExprCall, Stmt};
use overhaul_python::{BindingKind, Names, Outline, Ranged, TextSize};

use super::data::FACTS;
use super::resolve;
use crate::places::PLACES;
use crate::reach::Reach;

pub const TRIGGERS: &[&str] = &[
    "asyncio.run",
    "NullPool",
    "asyncio.Runner",
    "import run",
    "asyncio import",
    "import asyncio as",
    "import fork",
    "def handler(",
    "(_event",
    "run_until_complete",
    "new_event_loop",
    "async_to_sync",
    "anyio.run",
    "uvloop",
    "trio.run",
    "nest_asyncio",
    "start_blocking_portal",
    "celery",
    "Celery",
    "shared_task",
    ".task",
    "multiprocessing",
    "ProcessPoolExecutor",
    "os.fork",
    "billiard",
    "joblib",
    "dramatiq",
    "rq.",
    "from rq",
    "huey",
    "pebble",
    "DaemonContext",
    "preload_app",
    "lambda_handler",
    "(event, context)",
    "(event: ",
    "Mangum",
    "azure.functions",
    "functions_framework",
    "firebase_functions",
    "aws_lambda_powertools",
    "Chalice",
    "lambda_handler",
    "serverless_wsgi",
    "zappa",
    "mark.asyncio",
    "mark.anyio",
    "IsolatedAsyncioTestCase",
    "TestClient",
    "workers=",
];

/// As many files are followed from one file with a hazard.
const MAX_FILES: usize = 5_000;

/// What one file shows.
#[derive(Debug, Default, Clone)]
pub struct Shown {
    /// For each reason, what shows it.
    reasons: BTreeMap<String, String>,
    /// Decorators that count where the project imports their library: reason, library, words.
    tasks: Vec<(String, String, String)>,
    libraries: BTreeSet<String>,
    preloads: bool,
    tests_in_loops: bool,
    workers: Option<u32>,
    /// It imports a pool class from a module of the project.
    takes_class_from_project: bool,
}

/// What the files of a project show.
#[derive(Default)]
pub struct Conclusion {
    files: BTreeMap<String, Shown>,
    /// The files that each file with a hazard leads to; found when an engine asks.
    reached: Mutex<BTreeMap<String, Arc<BTreeSet<String>>>>,
}

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
    Conclusion { files: files.collect(), reached: Mutex::default() }
}

fn shown(file: &FileView<'_>) -> Shown {
    let module = file.module;
    let names = module.names();
    let mut reader = Reader { names, shown: Shown::default(), loops: Vec::new() };
    reader.visit_body(module.body());
    let Reader { mut shown, loops, .. } = reader;
    for binding in names.bindings() {
        let BindingKind::Import(path) = &binding.kind else { continue };
        let is_class = ["NullPool", "QueuePool", "AsyncAdaptedQueuePool"].contains(&resolve::last(path));
        shown.takes_class_from_project |= is_class && FACTS.pool(path).is_none();
        for hazard in &FACTS.hazards {
            if hazard.imports.iter().any(|import| is_below(path, import)) {
                shown.reasons.entry(hazard.reason.clone()).or_insert_with(|| path.clone());
            }
            if !hazard.library.is_empty() && is_below(path, &hazard.library) {
                shown.libraries.insert(hazard.library.clone());
            }
        }
    }
    if let Some(what) = many_loops(file, &loops) {
        shown.reasons.insert("many-loops".to_owned(), what);
    }
    shown
}

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a file runs more than one event loop: in a loop, in a function that is more than the program's start, or
/// one behind the other.
fn many_loops(file: &FileView<'_>, loops: &[(TextSize, String)]) -> Option<String> {
    let (first, name) = loops.first()?;
    if loops.len() > 1 {
        return Some(format!("`{name}` and {} more", loops.len() - 1));
    }
    let outline = Outline::new(file.module.body());
    let id = outline.innermost(*first)?;
    let is_repeated = outline.ancestors(id).any(|node| matches!(node.stmt, Stmt::For(_) | Stmt::While(_)));
    let outermost = outline.ancestors(id).filter_map(|node| node.stmt.as_function_def_stmt()).last();
    let reach =
        Reach::new(file.module, &outline, |function| file.project.is_entry_point(file.path, function));
    let is_start = match outermost {
        Some(def) => reach.is_command_only(&def.name) && def.decorator_list.is_empty(),
        None => reach.is_start(*first),
    };
    (is_repeated || !is_start).then(|| format!("`{name}`"))
}

struct Reader<'m> {
    names: &'m Names,
    shown: Shown,
    /// What runs an event loop, with its place.
    loops: Vec<(TextSize, String)>,
}

impl Reader<'_> {
    fn says(&mut self, path: &str, at: TextSize) {
        for hazard in &FACTS.hazards {
            let is_it =
                |call: &String| path == call || call.ends_with('.') && path.starts_with(call.as_str());
            if !hazard.calls.iter().any(is_it) {
                continue;
            }
            if hazard.reason == "many-loops" {
                self.loops.push((at, path.to_owned()));
            } else {
                self.shown.reasons.entry(hazard.reason.clone()).or_insert_with(|| format!("`{path}`"));
            }
        }
        self.shown.tests_in_loops |= FACTS.test_loops.iter().any(|known| is_below(path, known));
    }

    fn call(&mut self, call: &ExprCall) {
        if let Some(path) = self.names.qualified(&call.func) {
            self.says(&path, call.start());
            let workers = call.arguments.find_keyword("workers").and_then(|keyword| number(&keyword.value));
            if FACTS.serving_paths.contains(&path) {
                self.shown.workers = self.shown.workers.max(workers);
            }
        }
        if let Expr::Attribute(attribute) = &*call.func {
            let name = attribute.attr.as_str();
            let is_loop =
                FACTS.hazards.iter().any(|hazard| hazard.methods.iter().any(|method| method == name));
            if is_loop {
                self.loops.push((call.start(), name.to_owned()));
            }
        }
    }
}

fn number(expr: &Expr) -> Option<u32> {
    expr.as_number_literal_expr()?.value.as_int()?.as_u64().and_then(|value| u32::try_from(value).ok())
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                let parameters: Vec<&str> =
                    def.parameters.iter_non_variadic_params().map(|one| one.name().as_str()).collect();
                for hazard in FACTS.hazards.iter().filter(|hazard| !hazard.functions.is_empty()) {
                    let trimmed: Vec<&str> =
                        parameters.iter().map(|name| name.trim_start_matches('_')).collect();
                    if trimmed == hazard.functions {
                        let what = format!("`{}`", def.name);
                        self.shown.reasons.entry(hazard.reason.clone()).or_insert(what);
                    }
                }
            }
            Stmt::ClassDef(class) => {
                for base in class.bases() {
                    let path = self.names.qualified(base).unwrap_or_default();
                    self.says(&path, class.start());
                }
            }
            Stmt::Assign(assign) => {
                if let [Expr::Name(name)] = assign.targets.as_slice() {
                    let is_true = assign.value.as_boolean_literal_expr().is_some_and(|literal| literal.value);
                    self.shown.preloads |= name.id == "preload_app" && is_true;
                    if name.id == "workers" {
                        self.shown.workers = self.shown.workers.max(number(&assign.value));
                    }
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_decorator(&mut self, decorator: &'a Decorator) {
        let function = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        let path = self.names.qualified(function);
        if !decorator.expression.is_call_expr() {
            self.says(path.as_deref().unwrap_or_default(), decorator.start());
        }
        let last = match function {
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => "",
        };
        for hazard in &FACTS.hazards {
            if hazard.decorators.iter().any(|name| name == last) {
                let words = format!("`@{}`", path.as_deref().unwrap_or(last));
                self.shown.tasks.push((hazard.reason.clone(), hazard.library.clone(), words));
            }
        }
        visitor::walk_decorator(self, decorator);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => self.call(call),
            Expr::Attribute(_) if self.names.qualified(expr).is_some_and(|path| is_test_mark(&path)) => {
                self.shown.tests_in_loops = true;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

fn is_test_mark(path: &str) -> bool {
    FACTS.test_loops.iter().any(|known| path == known)
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
            let directory = name.rsplit_once('/').map_or("", |(directory, _)| directory);
            let is_over = directory.is_empty() || file.path.starts_with(&format!("{directory}/"));
            if shown.preloads && is_over && reasons.contains(&"prefork") {
                let what = "`preload_app = True`".to_owned();
                return Some(Found { reason: "prefork".to_owned(), what, file: Some(name.clone()) });
            }
        }
        None
    }

    /// Whether a module other than this one takes a pool class from a module of the project, whose import has to stay.
    pub fn shares_classes(&self, file: &FileView<'_>) -> bool {
        self.files.iter().any(|(name, shown)| name != file.path && shown.takes_class_from_project)
    }

    fn reasons<'a>(&'a self, shown: &'a Shown) -> impl Iterator<Item = (&'a str, &'a str)> {
        let has = |library: &str| self.files.values().any(|shown| shown.libraries.contains(library));
        let tasks = shown.tasks.iter().filter(move |(_, library, _)| has(library));
        let own = shown.reasons.iter().map(|(reason, what)| (reason.as_str(), what.as_str()));
        own.chain(tasks.map(|(reason, _, what)| (reason.as_str(), what.as_str())))
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
            whole.or_else(|| resolve::split(path).and_then(|(module, _)| file.project.resolve(name, module)));
        let Some(target) = target else { continue };
        found.insert(target.to_owned());
        let root = file.project.import_root(target);
        let mut directory = overhaul_engine::project::parent(target);
        while directory.len() > root.len() {
            found.insert(format!("{directory}/__init__.py"));
            directory = overhaul_engine::project::parent(directory);
        }
    }
    found
}
