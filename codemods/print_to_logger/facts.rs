//! What the files of a project tell print-to-logger, and what it comes to.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_engine::{Fact, FileView, Project};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::{BindingKind, Names, Outline, PythonVersion, Ranged};

use super::data::{LOGGERS, PLACES};
use super::logger::{Kind, Origin, Values, is_loggerish};
use super::reach::is_main_guard;

/// The literals of files that are worth a look.
pub(super) const TRIGGERS: &[&str] = &[
    "getLogger",
    "get_logger",
    "structlog",
    "loguru",
    "basicConfig",
    "dictConfig",
    "fileConfig",
    "coloredlogs",
    "addHandler",
    "LOGGING",
    "capsys",
    "capfd",
    "redirect_stdout",
    "builtins.print",
    "sys.stdout",
    ".stdout",
    "pexpect",
    "check_output",
    "import *",
    "Enum)",
    "def __format__",
];

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
    /// The functions that a test runs while it reads standard output, by the test's name.
    captures: Vec<(String, BTreeSet<String>)>,
    /// Texts that the file waits for in the output of another process.
    waits: BTreeSet<String>,
    star_imports: Vec<String>,
    /// What a `__main__.py` imports.
    main_imports: Vec<String>,
    imports: BTreeSet<String>,
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
    /// Tests that read standard output, with the names that they use.
    captures: Vec<(String, BTreeSet<String>)>,
    waits: BTreeMap<String, String>,
    /// Files whose names another file takes with `import *`.
    starred: BTreeSet<String>,
    /// Functions that a `__main__.py` imports, by file.
    main_targets: BTreeSet<(String, String)>,
    formatters: Vec<(String, String, Option<PythonVersion>)>,
}

type FileFactsRef = std::sync::Arc<FileFacts>;

/// Whether a file is read whatever it holds.
pub(super) fn is_always_surveyed(name: &str) -> bool {
    name.ends_with("__main__.py") || name.ends_with("__init__.py")
}

/// Reads one file.
pub(super) fn read(file: &FileView<'_>) -> Fact {
    let outline = Outline::new(file.module.body());
    let values = Values::new(file.module, &outline);
    let mut facts = FileFacts::default();
    read_loggers(file, &outline, &values, &mut facts);
    let names = file.module.names();
    facts.star_imports = names.star_imports().iter().map(|import| import.module.clone()).collect();
    facts.imports = names
        .bindings()
        .iter()
        .filter_map(|binding| match &binding.kind {
            BindingKind::Import(path) => Some(path.clone()),
            _ => None,
        })
        .collect();
    if file.path.ends_with("__main__.py") {
        facts.main_imports = facts.imports.iter().cloned().collect();
    }
    facts.has_guard = outline.nodes().iter().any(
        |node| matches!(node.stmt, Stmt::If(guard) if node.parent.is_none() && is_main_guard(&guard.test)),
    );
    let mut reader =
        Reader { names, facts: &mut facts, is_test: PLACES.test.holds(file.path), calls: Calls::default() };
    reader.visit_body(file.module.body());
    reader.finish();
    std::sync::Arc::new(facts)
}

fn read_loggers(file: &FileView<'_>, outline: &Outline<'_>, values: &Values<'_>, facts: &mut FileFacts) {
    let names = file.module.names();
    for (id, binding) in names.bindings().iter().enumerate() {
        if binding.scope != Names::MODULE {
            continue;
        }
        if let BindingKind::Import(path) = &binding.kind
            && is_loggerish(path.rsplit('.').next().unwrap_or_default())
        {
            facts.reexports.insert(binding.name.to_string(), path.clone());
        }
        if let Some(origin) = values.binding_origin(id) {
            let made_by = match &binding.kind {
                BindingKind::Assignment(range) => made_by(names, outline, *range),
                _ => None,
            };
            facts.loggers.push(ModuleLogger { name: binding.name.to_string(), origin, made_by });
        }
    }
    for node in outline.nodes().iter().filter(|node| node.parent.is_none()) {
        if let Stmt::FunctionDef(def) = node.stmt
            && is_loggerish(&def.name)
            && let Some(origin) = values.returned_origin(def)
        {
            facts.makers.insert(def.name.to_string(), origin);
        }
    }
}

/// The import path and the argument of `name = function(argument)`, where the argument is `__name__` or missing.
fn made_by(
    names: &Names,
    outline: &Outline<'_>,
    value: overhaul_python::TextRange,
) -> Option<(String, String)> {
    let expr = outline.nodes().iter().find_map(|node| match node.stmt {
        Stmt::Assign(assign) if assign.value.range() == value => Some(&*assign.value),
        Stmt::AnnAssign(assign) => assign.value.as_deref().filter(|found| found.range() == value),
        _ => None,
    })?;
    let call = expr.as_call_expr()?;
    let path = names.qualified(&call.func)?;
    let argument = match &*call.arguments.args {
        [] if call.arguments.keywords.is_empty() => String::new(),
        [Expr::Name(name)] if name.id == "__name__" && call.arguments.keywords.is_empty() => {
            "__name__".to_owned()
        }
        _ => return None,
    };
    Some((path, argument))
}

/// The names that one function calls or uses, and whether it reads standard output.
#[derive(Default)]
struct Calls {
    used: BTreeSet<String>,
    captures: bool,
    reads_process: bool,
    texts: BTreeSet<String>,
}

/// Fixtures and helpers with which a test reads what was printed.
const CAPTURES: &[&str] = &["capsys", "capfd", "capsysbinary", "capfdbinary", "redirect_stdout"];

/// Shorter texts are in too many lines to say that one of them is waited for.
const SHORTEST_WAITED: usize = 5;

struct Reader<'n, 'f> {
    names: &'n Names,
    facts: &'f mut FileFacts,
    is_test: bool,
    /// Of the function that is being read, or of the module.
    calls: Calls,
}

impl Reader<'_, '_> {
    fn finish(&mut self) {
        let calls = std::mem::take(&mut self.calls);
        self.close("module level", calls);
    }

    fn close(&mut self, name: &str, calls: Calls) {
        if calls.captures && self.is_test {
            self.facts.captures.push((name.to_owned(), calls.used));
        }
        if calls.reads_process {
            self.facts.waits.extend(calls.texts);
        }
    }

    fn read_text(&mut self, expr: &Expr) {
        if let Some(text) = expr.as_string_literal_expr() {
            let text = text.value.to_str().trim();
            if text.len() >= SHORTEST_WAITED {
                self.calls.texts.insert(text.to_owned());
            }
        }
        if let Some(bytes) = expr.as_bytes_literal_expr() {
            let bytes: Vec<u8> = bytes.value.bytes().collect();
            if let Ok(text) = String::from_utf8(bytes)
                && text.trim().len() >= SHORTEST_WAITED
            {
                self.calls.texts.insert(text.trim().to_owned());
            }
        }
    }

    fn read_call(&mut self, call: &ast::ExprCall) {
        let path = self.names.qualified(&call.func);
        if let Some(path) = &path {
            if LOGGERS.configures.contains(path) {
                self.facts.configures = true;
            }
            if path.ends_with("redirect_stdout") {
                self.calls.captures = true;
            }
            if path == "subprocess.check_output" || path.starts_with("pexpect.") {
                self.calls.reads_process = true;
            }
        }
        if let Expr::Attribute(method) = &*call.func {
            match method.attr.as_str() {
                "addHandler" => self.facts.configures = true,
                "startswith" | "endswith" | "find" | "index" | "expect" | "expect_exact" | "count" => {
                    call.arguments.args.iter().for_each(|argument| self.read_text(argument));
                }
                "patch" => {
                    let patches_print = call.arguments.args.iter().any(|argument| {
                        argument.as_string_literal_expr().is_some_and(|text| {
                            matches!(text.value.to_str(), "builtins.print" | "sys.stdout")
                        })
                    });
                    self.calls.captures |= patches_print;
                }
                _ => {}
            }
        }
        if path.as_deref().is_some_and(|path| path.ends_with("mock.patch")) {
            let patches_print = call.arguments.args.iter().any(|argument| {
                argument
                    .as_string_literal_expr()
                    .is_some_and(|text| matches!(text.value.to_str(), "builtins.print" | "sys.stdout"))
            });
            self.calls.captures |= patches_print;
        }
        if path.as_deref().is_some_and(|path| path.starts_with("re.")) {
            call.arguments.args.iter().take(1).for_each(|argument| self.read_text(argument));
        }
    }

    fn read_class(&mut self, class: &ast::StmtClassDef) {
        let bases: Vec<String> =
            class.bases().iter().filter_map(|base| base_name(base).map(str::to_owned)).collect();
        let has = |name: &str| bases.iter().any(|base| base == name);
        // https://docs.python.org/3/whatsnew/3.11.html#enum: before it, format() of a mixed-in Enum is that of its value.
        if has("Enum") && bases.len() > 1 || has("IntEnum") || has("IntFlag") {
            self.facts.formatters.push((class.name.to_string(), Some(PythonVersion::PY311)));
        }
        let own_format = class
            .body
            .iter()
            .any(|stmt| stmt.as_function_def_stmt().is_some_and(|def| def.name.as_str() == "__format__"));
        if own_format {
            self.facts.formatters.push((class.name.to_string(), None));
        }
    }
}

fn base_name(base: &Expr) -> Option<&str> {
    match base {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

impl<'a> Visitor<'a> for Reader<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                let outer = std::mem::take(&mut self.calls);
                self.calls.captures =
                    def.parameters.iter().any(|parameter| CAPTURES.contains(&parameter.name().as_str()));
                visitor::walk_stmt(self, stmt);
                let inner = std::mem::replace(&mut self.calls, outer);
                self.close(&def.name, inner);
            }
            Stmt::ClassDef(class) => {
                self.read_class(class);
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Assign(assign) => {
                let django = assign
                    .targets
                    .iter()
                    .any(|target| target.as_name_expr().is_some_and(|name| name.id == "LOGGING"));
                self.facts.configures |= django && assign.value.is_dict_expr();
                let replaces_stdout = assign.targets.iter().any(|target| {
                    target.is_attribute_expr()
                        && self.names.qualified(target).as_deref() == Some("sys.stdout")
                });
                self.calls.captures |= replaces_stdout;
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                self.calls.used.insert(name.id.to_string());
            }
            Expr::Attribute(attribute) => {
                self.calls.used.insert(attribute.attr.to_string());
                self.calls.reads_process |= attribute.attr.as_str() == "stdout"
                    && self.names.qualified(expr).as_deref() != Some("sys.stdout");
            }
            Expr::Call(call) => self.read_call(call),
            Expr::Compare(compare) => {
                self.read_text(&compare.left);
                compare.comparators.iter().for_each(|side| self.read_text(side));
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
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
        for (test, used) in &facts.captures {
            conclusion.captures.push((format!("{test} in {name}"), used.clone()));
        }
        for text in &facts.waits {
            conclusion.waits.entry(text.clone()).or_insert_with(|| name.clone());
        }
        conclusion.starred.extend(
            facts.star_imports.iter().filter_map(|module| project.resolve(name, module).map(str::to_owned)),
        );
        for import in &facts.main_imports {
            if let Some((module, function)) = split_path(import)
                && let Some(file) = project.resolve(name, module)
            {
                conclusion.main_targets.insert((file.to_owned(), function.to_owned()));
            }
        }
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
        self.kind_within(file, origin, project, 6)
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
    pub fn captured_by(&self, function: &str, class: Option<&str>) -> Option<&str> {
        let runs = |used: &BTreeSet<String>| {
            used.contains(function) && class.is_none_or(|class| used.contains(class))
        };
        self.captures.iter().find(|(_, used)| runs(used)).map(|(test, _)| test.as_str())
    }

    /// The file that waits for a part of this text, with the part.
    pub fn waited_for(&self, file: &str, text: &str) -> Option<(&str, &str)> {
        self.waits
            .iter()
            .find(|(wanted, waiting)| *waiting != file && text.contains(wanted.as_str()))
            .map(|(wanted, waiting)| (wanted.as_str(), waiting.as_str()))
    }

    pub fn is_star_imported(&self, file: &str) -> bool {
        self.starred.contains(file)
    }

    /// Whether a `__main__.py` imports the function.
    pub fn is_main_target(&self, file: &str, function: &str) -> bool {
        self.main_targets.contains(&(file.to_owned(), function.to_owned()))
    }

    /// A class whose objects read differently by `format()` and by `str()` on this version, with its file.
    pub fn formatter(&self, python: PythonVersion) -> Option<(&str, &str)> {
        self.formatters
            .iter()
            .find(|(_, _, until)| until.is_none_or(|until| python < until))
            .map(|(class, file, _)| (class.as_str(), file.as_str()))
    }
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
