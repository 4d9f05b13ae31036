//! What one file shows.

use std::collections::BTreeSet;

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{
    AnyParameterRef, Decorator, Expr, ExprCall, ExprName, Stmt, StmtClassDef, StmtFunctionDef,
};
use overhaul_python::{BindingKind, Module, Names, Outline, Ranged, TextSize};

use super::super::data::{FACTS, Hazard};
use super::super::words;
use super::Shown;
use crate::paths;
use crate::places::PLACES;
use crate::reach::Reach;

/// Reads one file.
pub(super) fn shown(file: &FileView<'_>) -> Shown {
    let module = file.module;
    let names = module.names();
    let is_sync_framework = names.bindings().iter().any(|binding| match &binding.kind {
        BindingKind::Import(path) => FACTS.async_frameworks.iter().any(|framework| is_below(path, framework)),
        _ => false,
    });
    let mut reader =
        Reader { names, is_sync_framework, shown: Shown::default(), loops: Vec::new(), servers: 0 };
    reader.visit_body(module.body());
    let Reader { mut shown, loops, servers, .. } = reader;
    for binding in names.bindings() {
        let BindingKind::Import(path) = &binding.kind else { continue };
        if binding.type_checking {
            continue;
        }
        for hazard in &FACTS.hazards {
            if hazard.imports.iter().any(|import| is_below(path, import)) {
                shown.reasons.entry(hazard.reason.clone()).or_insert_with(|| format!("`{path}`"));
            }
            if hazard.libraries.iter().any(|library| is_below(path, library)) {
                shown.libraries.insert(hazard.reason.clone());
            }
        }
    }
    shown.imports = imports(module);
    shown.holders = holders(module.text());
    if let Some(what) = many_loops(file, &loops, servers) {
        shown.reasons.insert("many-loops".to_owned(), what);
    }
    let is_aside =
        PLACES.cli.holds(file.path) || PLACES.example.holds(file.path) || words::is_migration(file);
    if let Some(text) = words::session_state(module).filter(|_| !is_aside) {
        shown.reasons.insert("session-state".to_owned(), format!("`{text}`"));
    }
    shown
}

/// The paths that a module imports; a star stands for all names of a module.
pub(super) fn imports(module: &Module) -> Vec<String> {
    let names = module.names();
    let bound = names.bindings().iter().filter_map(|binding| match &binding.kind {
        BindingKind::Import(path) => Some(path.clone()),
        _ => None,
    });
    let stars = names.star_imports().iter().map(|star| format!("{}.*", star.module));
    // `import service.db` binds `service` alone.
    let outline = Outline::new(module.body());
    let whole = outline.nodes().iter().filter_map(|node| node.stmt.as_import_stmt());
    let whole = whole.flat_map(|import| import.names.iter().map(|alias| alias.name.to_string()));
    bound.chain(stars).chain(whole).collect()
}

/// The last names before `.NullPool` in a text.
fn holders(text: &str) -> BTreeSet<String> {
    let names = text.match_indices(".NullPool").map(|(at, _)| {
        let name: String =
            text[..at].chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        name.chars().rev().collect()
    });
    names.collect()
}

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a file runs more than one event loop: in a loop, in a function that is more than the program's start, or
/// one behind the other.
fn many_loops(file: &FileView<'_>, loops: &[(TextSize, String)], servers: usize) -> Option<String> {
    let (first, name) = loops.first()?;
    if loops.len() + servers > 1 {
        return Some(format!("`{name}` and {} more", loops.len() + servers - 1));
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
    is_sync_framework: bool,
    shown: Shown,
    /// What runs an event loop, with its place.
    loops: Vec<(TextSize, String)>,
    /// Servers that run one.
    servers: usize,
}

impl Reader<'_> {
    fn says(&mut self, path: &str, at: TextSize) {
        let is_in = |table: &[String]| {
            table.iter().any(|name| path == name || name.ends_with('.') && path.starts_with(name.as_str()))
        };
        for hazard in FACTS.hazards.iter().filter(|hazard| is_in(&hazard.uses) && !is_in(&hazard.harmless)) {
            if hazard.reason == "many-loops" {
                self.loops.push((at, path.to_owned()));
            } else {
                self.shows(&hazard.reason, format!("`{path}`"));
            }
        }
        self.shown.tests_in_loops |= FACTS.test_loops.iter().any(|known| is_below(path, known));
    }

    fn shows(&mut self, reason: &str, what: String) {
        self.shown.reasons.entry(reason.to_owned()).or_insert(what);
    }

    /// A decorator, a function that is called, a base.
    fn task(&mut self, expr: &Expr) {
        let Expr::Attribute(attribute) = expr else { return };
        let is_task = |hazard: &&Hazard| hazard.tasks.iter().any(|name| *name == attribute.attr.as_str());
        for hazard in FACTS.hazards.iter().filter(is_task) {
            let path = self.names.qualified(expr).unwrap_or_else(|| format!("….{}", attribute.attr));
            self.shown.tasks.push((hazard.reason.clone(), format!("`{path}`")));
        }
    }

    fn call(&mut self, call: &ExprCall) {
        self.task(&call.func);
        let arguments = &call.arguments;
        let path = self.names.qualified(&call.func).unwrap_or_default();
        self.servers += usize::from(FACTS.serving_loops.contains(&path));
        if FACTS.serving_paths.contains(&path) {
            let workers = arguments.find_keyword("workers").and_then(|keyword| number(&keyword.value));
            self.shown.workers = self.shown.workers.max(workers);
        }
        if let Expr::Attribute(attribute) = &*call.func {
            let name = attribute.attr.as_str();
            let is_loop =
                FACTS.hazards.iter().any(|hazard| hazard.methods.iter().any(|method| method == name));
            if is_loop && path.is_empty() {
                self.loops.push((call.start(), name.to_owned()));
            }
        }
        if let [key, value] = &*arguments.args
            && key.as_string_literal_expr().is_some_and(|key| key.value.to_str() == "preload_app")
        {
            self.shown.preloads |= !is_false(value);
        }
        if FACTS.include_functions.iter().any(|name| name == paths::last(&path)) {
            self.shown.includes.extend(arguments.args.first().and_then(string));
        }
        for keyword in &arguments.keywords {
            let is_include = keyword
                .arg
                .as_ref()
                .is_some_and(|name| FACTS.include_keywords.iter().any(|known| *known == name.as_str()));
            let elements = match &keyword.value {
                Expr::List(list) => &list.elts,
                Expr::Tuple(tuple) => &tuple.elts,
                _ => continue,
            };
            if is_include {
                self.shown.includes.extend(elements.iter().filter_map(string));
            }
        }
    }

    fn function(&mut self, def: &StmtFunctionDef) {
        let parameters: Vec<&str> =
            def.parameters.iter_non_variadic_params().map(|one| one.name().as_str()).collect();
        self.handler(&parameters, def.name.as_str());
        for hazard in &FACTS.hazards {
            if hazard.hooks.iter().any(|hook| *hook == def.name.as_str()) {
                self.shows(&hazard.reason, format!("`{}`", def.name));
            }
        }
        let is_view = |decorator: &Decorator| {
            let function = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            let last = function.as_attribute_expr().map(|attribute| attribute.attr.as_str());
            last.is_some_and(|last| FACTS.view_decorators.iter().any(|known| known == last))
        };
        if self.is_sync_framework && def.is_async && def.decorator_list.iter().any(is_view) {
            self.shows(
                "many-loops",
                format!("the asynchronous view `{}` of a synchronous framework", def.name),
            );
        }
        // https://cloud.google.com/functions/docs/writing/write-http-functions
        let annotation = def.parameters.iter().next().and_then(AnyParameterRef::annotation);
        let is_request = annotation.and_then(|annotation| self.names.qualified(annotation));
        if def.decorator_list.is_empty() && is_request.is_some_and(|path| path == FACTS.request) {
            self.shows("serverless", format!("`{}(request: flask.Request)`", def.name));
        }
    }

    /// Whether parameters are those of a function of a platform.
    fn handler(&mut self, parameters: &[&str], name: &str) {
        let trimmed: Vec<&str> = parameters.iter().map(|name| name.trim_start_matches('_')).collect();
        let lower = name.to_lowercase();
        for hazard in &FACTS.hazards {
            let is_named = hazard.handler_names.iter().any(|part| lower.contains(part.as_str()))
                && hazard.named_handlers.len() == trimmed.len()
                && hazard
                    .named_handlers
                    .iter()
                    .zip(&trimmed)
                    .all(|(names, parameter)| names.iter().any(|name| name == parameter));
            if is_named || hazard.handlers.iter().any(|names| *names == trimmed) {
                self.shows(&hazard.reason, format!("`{name}({})`", parameters.join(", ")));
            }
        }
    }
}

fn string(expr: &Expr) -> Option<String> {
    expr.as_string_literal_expr().map(|literal| literal.value.to_str().to_owned())
}

fn is_false(expr: &Expr) -> bool {
    expr.as_boolean_literal_expr().is_some_and(|literal| !literal.value)
}

fn number(expr: &Expr) -> Option<u32> {
    expr.as_number_literal_expr()?.value.as_int()?.as_u64().and_then(|value| u32::try_from(value).ok())
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => {
                class.bases().iter().for_each(|base| self.task(base));
                self.class_of_views(class);
                // https://vercel.com/docs/functions/runtimes/python
                if class.name.as_str() == "handler" {
                    self.shows("serverless", "`class handler`".to_owned());
                }
            }
            Stmt::Assign(assign) => {
                if let [Expr::Name(name)] = assign.targets.as_slice() {
                    self.setting(name, &assign.value);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let (Expr::Name(name), Some(value)) = (&*assign.target, &assign.value) {
                    self.setting(name, value);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_decorator(&mut self, decorator: &'a Decorator) {
        self.task(&decorator.expression);
        visitor::walk_decorator(self, decorator);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => self.call(call),
            Expr::Lambda(lambda) => {
                let parameters = lambda.parameters.iter().flat_map(|parameters| parameters.iter());
                let parameters: Vec<&str> = parameters.map(|one| one.name().as_str()).collect();
                self.handler(&parameters, "");
            }
            Expr::Attribute(_) | Expr::Name(_) => {
                if let Some(path) = self.names.qualified(expr) {
                    self.says(&path, expr.start());
                }
            }
            Expr::StringLiteral(literal) => {
                let text = literal.value.to_str();
                for hazard in &FACTS.hazards {
                    if hazard.strings.iter().any(|known| known == text) {
                        self.shows(&hazard.reason, format!("`{text}`"));
                    }
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

impl Reader<'_> {
    /// Asynchronous methods of a class of views of a synchronous framework.
    fn class_of_views(&mut self, class: &StmtClassDef) {
        let is_views = class.bases().iter().any(|base| {
            let path = self.names.qualified(base).unwrap_or_default();
            FACTS.view_bases.iter().any(|name| name == paths::last(&path))
        });
        let mut methods = class.body.iter().filter_map(Stmt::as_function_def_stmt);
        let is_view = |def: &&StmtFunctionDef| {
            def.is_async && FACTS.view_decorators.iter().any(|name| *name == def.name.as_str())
        };
        if let Some(def) = methods.find(is_view).filter(|_| is_views && self.is_sync_framework) {
            self.shows("many-loops", format!("the asynchronous view `{}.{}`", class.name, def.name));
        }
    }

    /// A variable of a configuration of gunicorn.
    fn setting(&mut self, name: &ExprName, value: &Expr) {
        match name.id.as_str() {
            "preload_app" => self.shown.preloads |= !is_false(value),
            "workers" => self.shown.workers = self.shown.workers.max(number(value)),
            _ => {}
        }
    }
}
