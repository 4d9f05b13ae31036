//! Reading one file for what it tells about the project.

use std::collections::BTreeSet;

use overhaul_engine::{Fact, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::names::Reference;
use overhaul_python::{BindingKind, Module, Names, Outline, PythonVersion, Ranged, Resolution};

use super::super::data::LOGGERS;
use super::super::logger::{Values, is_loggerish};
use super::{FileFacts, ModuleLogger, capture, is_conftest};
use crate::commands::{self, Handed};
use crate::places::PLACES;
use crate::reach::is_main_guard;

/// Reads one file.
pub(in super::super) fn read(file: &FileView<'_>) -> Fact {
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
    facts.handed_imports = handed_imports(file.module);
    facts.has_guard = outline.nodes().iter().any(
        |node| matches!(node.stmt, Stmt::If(guard) if node.parent.is_none() && is_main_guard(&guard.test)),
    );
    if PLACES.test.holds(file.path) {
        facts.captures = capture::read(names, file.module.body(), is_conftest(file.path));
    }
    let mut reader = Reader { names, facts: &mut facts, calls: Calls::default() };
    reader.visit_body(file.module.body());
    reader.finish();
    std::sync::Arc::new(facts)
}

/// What the file imports and hands to a library that makes commands of it.
fn handed_imports(module: &Module) -> Vec<String> {
    let names = module.names();
    let import = |used: &Reference| match names.resolve(&used.name, used.scope) {
        Resolution::Bound(_, bindings) => bindings.iter().find_map(|id| match &names.binding(*id).kind {
            BindingKind::Import(path) => Some(path.clone()),
            _ => None,
        }),
        _ => None,
    };
    let ranges = commands::handed(module).into_iter().flat_map(|handed| match handed {
        Handed::Named(ranges) => ranges,
        Handed::Module => Vec::new(),
    });
    ranges.flat_map(|range| names.references_in(range)).filter_map(import).collect()
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

/// Whether one function reads the output of a process, and the texts that it looks for.
#[derive(Default)]
struct Calls {
    reads_process: bool,
    texts: BTreeSet<String>,
}

/// Shorter texts are in too many lines to say that one of them is waited for.
const SHORTEST_WAITED: usize = 5;

struct Reader<'n, 'f> {
    names: &'n Names,
    facts: &'f mut FileFacts,
    /// Of the function that is being read, or of the module.
    calls: Calls,
}

impl Reader<'_, '_> {
    fn finish(&mut self) {
        let calls = std::mem::take(&mut self.calls);
        self.close(calls);
    }

    fn close(&mut self, calls: Calls) {
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
            if path == "subprocess.check_output" || path.starts_with("pexpect.") {
                self.calls.reads_process = true;
            }
        }
        // `setattr(module, "sys", …)`, `patch.object(module, "sys", …)`
        if let [object, name, ..] = &*call.arguments.args
            && let Some(name) = name.as_string_literal_expr().map(|text| text.value.to_str())
            && is_releasable(name)
            && let Some(object) = self.names.qualified(object)
        {
            self.facts.borrowed.insert(format!("{object}.{name}"));
        }
        if let Expr::Attribute(method) = &*call.func {
            match method.attr.as_str() {
                "addHandler" => self.facts.configures = true,
                "startswith" | "endswith" | "find" | "index" | "expect" | "expect_exact" | "count" => {
                    call.arguments.args.iter().for_each(|argument| self.read_text(argument));
                }
                _ => {}
            }
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

/// Whether a path names one of the modules that a fix may take out of a file's imports.
fn is_borrowable(path: &str) -> bool {
    path.len() < 200 && path.split('.').any(is_releasable)
}

/// Whether a fix may take the import of the module away.
pub(super) fn is_releasable(module: &str) -> bool {
    matches!(module, "sys" | "traceback")
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
            Stmt::FunctionDef(_) => {
                let outer = std::mem::take(&mut self.calls);
                visitor::walk_stmt(self, stmt);
                let inner = std::mem::replace(&mut self.calls, outer);
                self.close(inner);
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
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::StringLiteral(text) if is_borrowable(text.value.to_str()) => {
                self.facts.borrowed.insert(text.value.to_str().to_owned());
            }
            Expr::Attribute(attribute) => {
                if is_borrowable(attribute.attr.as_str())
                    && let Some(path) = self.names.qualified(expr)
                {
                    self.facts.borrowed.insert(path);
                }
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
