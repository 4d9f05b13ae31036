//! What is a logger: recognising the expressions that make one, and the names that hold one.

use std::collections::HashMap;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::names::{BindingId, Resolution};
use overhaul_python::{BindingKind, Module, Names, Outline, Ranged, TextRange};

use super::data::LOGGERS;

/// The shape of a logger's calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `%`-style arguments.
    Stdlib,
    /// An event and keywords.
    Structlog,
    /// `str.format` style arguments.
    Loguru,
}

impl Kind {
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "stdlib" => Some(Self::Stdlib),
            "structlog" => Some(Self::Structlog),
            "loguru" => Some(Self::Loguru),
            _ => None,
        }
    }
}

/// Where a logger comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Known(Kind),
    /// The import path of a function that makes loggers, or of a logger; to be followed into the project.
    Path(String),
    /// A function of the same file.
    Local(String),
}

/// Names that people give to loggers and to functions that make them.
pub(super) fn is_loggerish(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower == "log" || lower.ends_with("logger") || lower.ends_with("_log")
}

/// Whether an imported name is that of a logger, and not of a class or of a function that makes loggers.
fn names_logger(name: &str) -> bool {
    let is_verb = ["get", "make", "create", "setup", "init", "build", "configure"]
        .iter()
        .any(|verb| name.to_lowercase().starts_with(verb));
    let is_class = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    is_loggerish(name) && !is_verb && !is_class
}

/// The values that the assignments of a module give, by the range of the value.
pub(super) struct Values<'a> {
    module: &'a Module,
    values: HashMap<TextRange, &'a Expr>,
}

/// How many steps a logger is followed through assignments.
const MAX_STEPS: usize = 6;

impl<'a> Values<'a> {
    pub fn new(module: &'a Module, outline: &Outline<'a>) -> Self {
        let values = outline
            .nodes()
            .iter()
            .filter_map(|node| match node.stmt {
                Stmt::Assign(assign) => Some(&*assign.value),
                Stmt::AnnAssign(assign) => assign.value.as_deref(),
                _ => None,
            })
            .map(|value| (value.range(), value))
            .collect();
        Self { module, values }
    }

    pub fn names(&self) -> &'a Names {
        self.module.names()
    }

    /// Where the logger that an expression gives comes from; `None` where it gives no logger that can be told.
    pub fn origin(&self, expr: &Expr) -> Option<Origin> {
        self.origin_within(expr, MAX_STEPS)
    }

    /// Where the logger that a binding holds comes from.
    pub fn binding_origin(&self, id: BindingId) -> Option<Origin> {
        self.binding_origin_within(id, MAX_STEPS)
    }

    fn origin_within(&self, expr: &Expr, steps: usize) -> Option<Origin> {
        let steps = steps.checked_sub(1)?;
        match expr {
            Expr::Call(call) => self.call_origin(call, steps),
            Expr::BoolOp(operation) => {
                operation.values.iter().find_map(|value| self.origin_within(value, steps))
            }
            Expr::If(choice) => {
                let first = self.origin_within(&choice.body, steps)?;
                (self.origin_within(&choice.orelse, steps)? == first).then_some(first)
            }
            Expr::Name(name) => match self.names().resolve_name(name) {
                Resolution::Bound(_, bindings) => self.agreed_origin(bindings, steps),
                Resolution::Builtin | Resolution::Unbound => None,
            },
            Expr::Attribute(_) => {
                let path = self.names().qualified(expr)?;
                object_kind(&path).map(Origin::Known)
            }
            _ => None,
        }
    }

    fn call_origin(&self, call: &ast::ExprCall, steps: usize) -> Option<Origin> {
        // Methods that give the same logger with something added.
        if let Expr::Attribute(method) = &*call.func
            && matches!(method.attr.as_str(), "getChild" | "bind" | "new" | "unbind" | "opt" | "patch")
            && let Some(origin) = self.origin_within(&method.value, steps)
        {
            return Some(origin);
        }
        match self.names().qualified(&call.func) {
            Some(path) => {
                let known = LOGGERS.makers.iter().find(|(maker, _)| *maker == path);
                let last = path.rsplit('.').next().unwrap_or_default();
                known
                    .map(|(_, kind)| Origin::Known(*kind))
                    .or_else(|| is_loggerish(last).then(|| Origin::Path(path.clone())))
            }
            None => match &*call.func {
                Expr::Name(name) if is_loggerish(&name.id) => {
                    self.is_function(name).then(|| Origin::Local(name.id.to_string()))
                }
                _ => None,
            },
        }
    }

    fn is_function(&self, name: &ast::ExprName) -> bool {
        match self.names().resolve_name(name) {
            Resolution::Bound(Names::MODULE, bindings) => {
                bindings.iter().all(|id| self.names().binding(*id).kind == BindingKind::Function)
            }
            _ => false,
        }
    }

    /// The origin that all bindings share.
    pub fn agreed_origin(&self, bindings: &[BindingId], steps: usize) -> Option<Origin> {
        let mut origins = bindings.iter().map(|id| self.binding_origin_within(*id, steps));
        let first = origins.next()??;
        origins.all(|origin| origin.as_ref() == Some(&first)).then_some(first)
    }

    fn binding_origin_within(&self, id: BindingId, steps: usize) -> Option<Origin> {
        let binding = self.names().binding(id);
        match &binding.kind {
            BindingKind::Assignment(range) => self.origin_within(self.values.get(range)?, steps),
            BindingKind::Import(path) => {
                if let Some(kind) = object_kind(path) {
                    Some(Origin::Known(kind))
                } else {
                    let last = path.rsplit('.').next().unwrap_or_default();
                    names_logger(last).then(|| Origin::Path(path.clone()))
                }
            }
            _ => None,
        }
    }

    /// What a function that makes loggers returns.
    pub fn returned_origin(&self, def: &'a ast::StmtFunctionDef) -> Option<Origin> {
        if let Some(path) = def.returns.as_deref().and_then(|returns| self.names().qualified(returns)) {
            if path == "logging.Logger" || path == "logging.LoggerAdapter" {
                return Some(Origin::Known(Kind::Stdlib));
            }
            if path.starts_with("structlog.") {
                return Some(Origin::Known(Kind::Structlog));
            }
        }
        let mut returns = Returns { values: Vec::new() };
        returns.visit_body(&def.body);
        let mut origins = returns.values.iter().map(|value| self.origin(value));
        let first = origins.next()??;
        origins.all(|origin| origin.as_ref() == Some(&first)).then_some(first)
    }
}

fn object_kind(path: &str) -> Option<Kind> {
    LOGGERS.objects.iter().find(|(object, _)| object == path).map(|(_, kind)| *kind)
}

/// The return expressions of one function, not of those inside it.
struct Returns<'a> {
    values: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Returns<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Return(stmt) => self.values.extend(stmt.value.as_deref()),
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}
