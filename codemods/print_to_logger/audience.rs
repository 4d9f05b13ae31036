//! Whom a print speaks to: the log of a service, a person at a terminal, or another program.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::{Module, Names, Outline, Ranged, TextRange};

use super::data::PROTOCOLS;
use super::facts::Conclusion;
use super::instance;
use super::notebook;
use super::settings::Settings;
use super::site::Site;
use crate::commands::is_command_decorator;
use crate::places::PLACES;
use crate::reach::Reach;

/// What is known about the file in which prints are judged.
pub(super) struct Audience<'a, 'v> {
    pub file: &'v FileView<'a>,
    pub outline: &'v Outline<'a>,
    pub reach: &'v Reach,
    pub conclusion: Option<&'v Conclusion>,
    pub settings: &'v Settings,
    /// What makes the file a notebook; found once.
    pub notebook: OnceCell<Option<String>>,
    /// Module-level names that the logging leads to; found once.
    pub called_by_logging: OnceCell<BTreeSet<String>>,
    /// What each function does besides printing, by its range; found once.
    pub behaviours: RefCell<HashMap<Option<TextRange>, Behaviour>>,
}

/// Base classes whose methods talk to a person at a terminal, by the last part of their names.
const COMMAND_CLASSES: &[&str] = &["Cmd", "Pdb", "InteractiveConsole", "Action", "ArgumentParser"];

/// Base classes of logging's own machinery: a logger inside them would call itself.
const LOGGING_CLASSES: &[&str] =
    &["Handler", "StreamHandler", "FileHandler", "Formatter", "Filter", "Logger", "LoggerAdapter"];

/// Methods that logging calls on handlers, filters and formatters.
const LOGGING_HOOKS: &[&str] = &["emit", "filter", "format", "formatException", "formatTime", "makeRecord"];

/// Calls that hand a function or an object to the logging.
const LOGGING_TAKES: &[&str] =
    &["addFilter", "addHandler", "setFormatter", "setLogRecordFactory", "setLoggerClass"];

/// Methods under which a project's own logger is called.
const LOGGER_METHODS: &[&str] = &[
    "debug",
    "info",
    "warn",
    "warning",
    "error",
    "exception",
    "critical",
    "fatal",
    "log",
    "emit",
    "write",
    "_log",
    "success",
];

impl<'a> Audience<'a, '_> {
    /// Why the print is not a line of a service's log; `None` where it is one.
    pub fn declines(&self, site: &Site<'a>) -> Option<Declined> {
        self.by_place(site)
            .or_else(|| self.by_definition(site))
            .or_else(|| self.by_protocol(site))
            .or_else(|| self.by_reach(site))
    }

    fn by_place(&self, site: &Site<'a>) -> Option<Declined> {
        let in_test_case = site.definitions(self.outline).any(|node| is_test_definition(node.stmt));
        by_path(self.file, self.settings, in_test_case, &self.notebook)
    }

    fn by_definition(&self, site: &Site<'a>) -> Option<Declined> {
        if let Some((class, method)) = site.method(self.outline)
            && let Some(declined) = self.by_class(class, method)
        {
            return Some(declined);
        }
        let module = self.file.module;
        for node in site.definitions(self.outline) {
            let Stmt::FunctionDef(def) = node.stmt else { continue };
            let is_command = def
                .decorator_list
                .iter()
                .any(|decorator| is_command_decorator(module, &decorator.expression));
            if is_command && !self.settings.cli {
                return Some(cli_output("the function is a command of a command-line program"));
            }
            if promises_to_print(&def.name) && !self.settings.print_functions {
                return Some(Declined::new(
                    "prints-by-name",
                    format!("the name of `{}` promises to print", def.name),
                    "set `print-functions = true` to convert it",
                ));
            }
        }
        if !self.settings.cli
            && let Some(
                Stmt::FunctionDef(ast::StmtFunctionDef { name, .. })
                | Stmt::ClassDef(ast::StmtClassDef { name, .. }),
            ) = site.outermost(self.outline)
            && self.is_handed_over(name)
        {
            return Some(cli_output(format!("`{name}` is handed to a library that makes a command of it")));
        }
        if let Some(Stmt::FunctionDef(def)) = site.outermost(self.outline)
            && self
                .called_by_logging
                .get_or_init(|| self.reach.closure(&self.logging_roots()))
                .contains(def.name.as_str())
        {
            return Some(Declined::new(
                "logging-internals",
                format!("the logging itself calls `{}`, and a logger in it would call itself", def.name),
                "leave it, or write to `sys.stderr`",
            ));
        }
        let behaviour = self.behaviour(site);
        if behaviour.ends_program && site.function(self.outline).is_some() && !self.settings.cli {
            return Some(cli_output(
                "the function also ends the program, so its words are the last that a person sees",
            ));
        }
        if behaviour.asks {
            return Some(Declined::new(
                "interactive",
                "the code around it also asks a person for input",
                "separate the dialogue from the work, then run again",
            ));
        }
        None
    }

    /// Whether the function or class is handed to a library that makes a command of it, here or in another file.
    fn is_handed_over(&self, name: &str) -> bool {
        let elsewhere = || self.conclusion.is_some_and(|known| known.is_handed_over(self.file.path, name));
        self.reach.is_handed_over(name) || elsewhere()
    }

    /// Module-level names that the logging calls: its subclasses, and what is handed to it.
    fn logging_roots(&self) -> BTreeSet<String> {
        let module = self.file.module;
        if !module.text().contains("logging") {
            return BTreeSet::new();
        }
        let names = module.names();
        let is_logging = |class: &ast::StmtClassDef| {
            class
                .bases()
                .iter()
                .any(|base| names.qualified(base).is_some_and(|path| path.starts_with("logging.")))
        };
        let mut roots: BTreeSet<String> = instance::classes(self.outline)
            .into_iter()
            .filter(|class| is_logging(class))
            .map(|class| class.name.to_string())
            .collect();
        let mut taken = Taken { roots: &mut roots };
        taken.visit_body(module.body());
        roots
    }

    fn behaviour(&self, site: &Site<'a>) -> Behaviour {
        let function = site.function(self.outline);
        let body = function.map_or(self.file.module.body(), |def| &def.body);
        let mut known = self.behaviours.borrow_mut();
        *known
            .entry(function.map(Ranged::range))
            .or_insert_with(|| Behaviour::of(self.file.module.names(), body))
    }

    fn by_class(&self, class: &ast::StmtClassDef, method: &ast::StmtFunctionDef) -> Option<Declined> {
        let bases = || class.bases().iter().filter_map(last_part);
        let names = self.file.module.names();
        let is_of_logging = class
            .bases()
            .iter()
            .any(|base| names.qualified(base).is_some_and(|path| path.starts_with("logging.")));
        let is_own_logger = class.name.as_str().to_lowercase().contains("log")
            && LOGGER_METHODS.contains(&method.name.as_str());
        // What a handler writes to, or inherits its work from, is part of the logging too.
        let takes_one = method.parameters.len() == 2 && self.file.module.text().contains("logging");
        let is_stream = takes_one && method.name.as_str() == "write";
        let is_mixin = takes_one && LOGGING_HOOKS.contains(&method.name.as_str());
        let has_base = bases().any(|base| LOGGING_CLASSES.contains(&base));
        if is_of_logging || has_base || is_own_logger || is_stream || is_mixin {
            return Some(Declined::new(
                "logging-internals",
                format!(
                    "`{}` is part of the logging itself, and a logger in it would call itself",
                    class.name
                ),
                "leave it, or write to `sys.stderr`",
            ));
        }
        if !self.settings.cli
            && bases().any(|base| COMMAND_CLASSES.contains(&base) || base.ends_with("Command"))
        {
            return Some(cli_output("the class is a command of a command-line program"));
        }
        None
    }

    fn by_reach(&self, site: &Site<'a>) -> Option<Declined> {
        if self.settings.cli {
            return None;
        }
        match site.outermost(self.outline) {
            Some(Stmt::FunctionDef(def)) if self.reach.is_command_only(&def.name) => Some(cli_output(
                format!("only the `__main__` guard or an entry point reaches `{}`", def.name),
            )),
            Some(definition) if self.reach.is_start(definition.range().start()) => {
                Some(cli_output("it stands under the `__main__` guard"))
            }
            // A method is service code whoever makes the object.
            Some(_) => None,
            None if self.reach.is_start(site.range().start()) => {
                Some(cli_output("it stands under the `__main__` guard"))
            }
            None if is_script(self.file) => {
                Some(cli_output("the file is a script: it defines nothing and stands in no package"))
            }
            None => None,
        }
    }

    fn by_protocol(&self, site: &Site<'a>) -> Option<Declined> {
        let names = self.file.module.names();
        let protocol = |explanation: String| {
            Some(Declined::new(
                "stdout-protocol",
                explanation,
                "leave it; write it with `sys.stdout.write` to say that it is no log line",
            ))
        };
        if let [Expr::Call(value)] = &*site.call.arguments.args
            && let Some(path) = names.qualified(&value.func)
            && matches!(path.as_str(), "json.dumps" | "orjson.dumps" | "ujson.dumps" | "simplejson.dumps")
        {
            let flushes = site.keyword("flush").is_some_and(|flush| !is_false(flush));
            if flushes || value.arguments.find_keyword("indent").is_none() {
                return protocol(
                    "it writes one JSON document a line, which is what another program reads".to_owned(),
                );
            }
        }
        if site.function(self.outline).is_none() && prints_one_value(self.file.module) {
            return protocol("printing this value is all that the module does".to_owned());
        }
        None
    }

    /// Why a line with this text is not for the log: another program or file waits for it.
    pub fn waited_for(&self, skeleton: &str) -> Option<Declined> {
        if let Some((_, reader)) = PROTOCOLS.iter().find(|(begins, _)| skeleton.starts_with(begins.as_str()))
        {
            return Some(Declined::new(
                "stdout-protocol",
                format!("{reader} reads lines that begin so"),
                "leave it; write it with `sys.stdout.write` to say that it is no log line",
            ));
        }
        let (text, file) = self.conclusion?.waited_for(self.file.path, skeleton)?;
        Some(Declined::new(
            "stdout-protocol",
            format!("{file} reads the output of a process and looks for '{text}'"),
            "leave it; write it with `sys.stdout.write` to say that it is no log line",
        ))
    }
}

/// Why what a file prints is not a line of a service's log, as far as the file itself says it.
pub(super) fn by_path(
    file: &FileView<'_>,
    settings: &Settings,
    in_test_case: bool,
    notebook: &OnceCell<Option<String>>,
) -> Option<Declined> {
    let path = file.path;
    if file.project.is_shadowed_by_package(path) {
        return Some(Declined::new(
            "dead-module",
            "a package of the same name hides this module, so nothing imports it",
            "delete the module, or rename the package",
        ));
    }
    if !settings.tests && (PLACES.test.holds(path) || in_test_case) {
        return Some(Declined::new("test", "it is output of a test", "set `tests = true` to convert it"));
    }
    if !settings.examples && PLACES.example.holds(path) {
        return Some(Declined::new(
            "example",
            "it is output of an example",
            "set `examples = true` to convert it",
        ));
    }
    if !settings.examples
        && let Some(says) = notebook.get_or_init(|| notebook::said_by(file.module))
    {
        return Some(Declined::new(
            "example",
            format!("the file is a notebook, as `{says}` says"),
            "set `examples = true` to convert it",
        ));
    }
    if !settings.scripts && PLACES.cli.holds(path) {
        return Some(Declined::new(
            "cli-output",
            "the file is a script, command or build file, whose output a person reads",
            "set `scripts = true` to convert it",
        ));
    }
    None
}

fn cli_output(explanation: impl Into<String>) -> Declined {
    Declined::new("cli-output", explanation, "set `cli = true` to convert it")
}

fn last_part(base: &Expr) -> Option<&str> {
    match base {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

fn is_test_definition(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::ClassDef(class) => {
            class.bases().iter().filter_map(last_part).any(|base| base.ends_with("TestCase"))
        }
        _ => false,
    }
}

/// `print_table`, `pprint`, `pretty_print`: callers want to see the output.
fn promises_to_print(name: &str) -> bool {
    let name = name.trim_matches('_').to_lowercase();
    matches!(name.as_str(), "print" | "pprint" | "prettyprint" | "echo")
        || name.starts_with("print_")
        || name.starts_with("pprint_")
        || name.ends_with("_print")
        || name.ends_with("_pprint")
}

/// Finds the names that are handed to the logging.
struct Taken<'r> {
    roots: &'r mut BTreeSet<String>,
}

impl<'a> Visitor<'a> for Taken<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(callee) = &*call.func
            && LOGGING_TAKES.contains(&callee.attr.as_str())
        {
            let names = call.arguments.args.iter().filter_map(Expr::as_name_expr);
            self.roots.extend(names.map(|name| name.id.to_string()));
        }
        visitor::walk_expr(self, expr);
    }
}

/// What a body does besides printing, the functions defined in it left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Behaviour {
    /// It asks a person for input.
    asks: bool,
    /// It calls `sys.exit` or the like.
    ends_program: bool,
}

impl Behaviour {
    fn of(names: &Names, body: &[Stmt]) -> Self {
        let mut reader = BehaviourReader { names, behaviour: Self::default() };
        reader.visit_body(body);
        reader.behaviour
    }
}

struct BehaviourReader<'n> {
    names: &'n Names,
    behaviour: Behaviour,
}

impl<'a> Visitor<'a> for BehaviourReader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Some(path) = self.names.qualified(&call.func)
        {
            match path.as_str() {
                "builtins.input" | "getpass.getpass" | "click.prompt" | "click.confirm" | "typer.prompt"
                | "typer.confirm" => self.behaviour.asks = true,
                "sys.exit" | "builtins.exit" | "builtins.quit" | "builtins.SystemExit" | "os._exit" => {
                    self.behaviour.ends_program = true;
                }
                _ => {}
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a file is run and not imported: it stands in no package and defines nothing that another could use.
fn is_script(file: &FileView<'_>) -> bool {
    let in_package = file.path.ends_with("__init__.py")
        || file.project.import_root(file.path) != overhaul_engine::project::parent(file.path);
    let defines =
        file.module.body().iter().any(|stmt| matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)));
    !in_package && (!defines || file.module.text().starts_with("#!"))
}

/// Whether a module does nothing but import things, assign names and print once.
fn prints_one_value(module: &Module) -> bool {
    let mut prints = 0;
    for stmt in module.body() {
        match stmt {
            Stmt::Import(_) | Stmt::ImportFrom(_) | Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::Pass(_) => {}
            Stmt::Expr(stmt) if stmt.value.is_string_literal_expr() => {}
            Stmt::Expr(stmt) => match &*stmt.value {
                Expr::Call(call) if module.names().is_builtin(&call.func, "print") => prints += 1,
                _ => return false,
            },
            _ => return false,
        }
    }
    prints == 1
}

fn is_false(expr: &Expr) -> bool {
    matches!(expr, Expr::BooleanLiteral(literal) if !literal.value)
}
