//! What an `except` handler says about a print inside it.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, ExprCall, Stmt};
use overhaul_python::{Module, Names};

use super::logger::is_loggerish;

/// What the handler does besides printing.
#[derive(Debug, Default)]
pub(super) struct Handling {
    /// It raises something, itself or under a condition.
    pub raises: bool,
    /// It calls a logger.
    pub logs: bool,
}

/// Reads a handler's body, the functions that it defines left out.
pub(super) fn handling(handler: &ast::ExceptHandlerExceptHandler, names: &Names) -> Handling {
    let mut reader = Reader { names, handling: Handling::default() };
    reader.visit_body(&handler.body);
    reader.handling
}

struct Reader<'n> {
    names: &'n Names,
    handling: Handling,
}

impl<'a> Visitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Raise(_) => self.handling.raises = true,
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            self.handling.logs |= is_log_call(call, self.names);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a call writes to a log: a logger's method on something that is called like a logger, or on `logging`.
fn is_log_call(call: &ExprCall, names: &Names) -> bool {
    let Expr::Attribute(method) = &*call.func else { return false };
    let writes = matches!(
        method.attr.as_str(),
        "debug" | "info" | "warn" | "warning" | "error" | "exception" | "critical" | "fatal" | "log"
    );
    let on_logger = match &*method.value {
        Expr::Name(name) => {
            is_loggerish(&name.id) || names.qualified(&method.value).as_deref() == Some("logging")
        }
        Expr::Attribute(attribute) => is_loggerish(&attribute.attr),
        _ => false,
    };
    writes && on_logger
}

/// Whether the handler catches nothing but these classes of exceptions, by their names.
pub(super) fn catches_only(handler: &ast::ExceptHandlerExceptHandler, classes: &[&str]) -> bool {
    let name = |expr: &Expr| match expr {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(attribute) => Some(attribute.attr.to_string()),
        _ => None,
    };
    let is_one = |expr: &Expr| name(expr).is_some_and(|name| classes.contains(&name.as_str()));
    match handler.type_.as_deref() {
        Some(Expr::Tuple(tuple)) => !tuple.elts.is_empty() && tuple.elts.iter().all(is_one),
        Some(class) => is_one(class),
        None => false,
    }
}

/// Whether any of the expressions uses the name.
pub(super) fn uses(values: &[&Expr], name: &str) -> bool {
    struct Uses<'x> {
        name: &'x str,
        found: bool,
    }
    impl<'a> Visitor<'a> for Uses<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.found |= expr.as_name_expr().is_some_and(|found| found.id == self.name);
            visitor::walk_expr(self, expr);
        }
    }
    let mut uses = Uses { name, found: false };
    for value in values {
        uses.visit_expr(value);
    }
    uses.found
}

/// Whether a statement writes the traceback of the current exception to a standard stream:
/// `traceback.print_exc()`.
pub(super) fn prints_traceback(stmt: &Stmt, module: &Module) -> bool {
    let Stmt::Expr(stmt) = stmt else { return false };
    let Expr::Call(call) = &*stmt.value else { return false };
    let names = module.names();
    let to_standard_stream = call.arguments.keywords.iter().all(|keyword| {
        keyword.arg.as_ref().is_some_and(|name| name.as_str() == "file")
            && names
                .qualified(&keyword.value)
                .is_some_and(|path| path == "sys.stderr" || path == "sys.stdout")
    });
    names.qualified(&call.func).as_deref() == Some("traceback.print_exc")
        && call.arguments.args.is_empty()
        && to_standard_stream
}

/// Whether a print writes nothing but `traceback.format_exc()`.
pub(super) fn is_format_exc(call: &ExprCall, names: &Names) -> bool {
    match &*call.arguments.args {
        [Expr::Call(value)] => {
            names.qualified(&value.func).as_deref() == Some("traceback.format_exc")
                && value.arguments.is_empty()
        }
        _ => false,
    }
}
