//! Where a file means `print` without calling it: it gets another name or is handed on, so that what prints cannot be
//! seen where it is written.

use std::cell::OnceCell;

use overhaul_engine::{Declined, FileView, Finding, Outcome};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::{BindingKind, Module, Names, Ranged, Resolution, TextRange};

use super::audience;
use super::settings::Settings;
use super::site;

/// A finding for each place where `print` is handed on, and for each call by another name that it has in the file.
pub(super) fn findings(file: &FileView<'_>, settings: &Settings) -> Vec<Finding> {
    if !site::may_hand_on(file.module.text().as_bytes()) {
        return Vec::new();
    }
    let mut mentions = Mentions::of(file.module);
    mentions.find_calls();
    if mentions.found.is_empty() {
        return Vec::new();
    }
    let notebook = OnceCell::new();
    let by_path = audience::by_path(file, settings, false, &notebook);
    let declined = |explanation: &str| {
        let handed_on =
            || Declined::new("handed-on", explanation, "call `print` where it prints, then run again");
        Outcome::Declined(by_path.clone().unwrap_or_else(handed_on))
    };
    let meant = mentions.found.iter().map(|range| {
        let explanation = "it gets another name or is handed on, so what it prints is not seen here";
        super::finding(*range, "print is handed on", declined(explanation))
    });
    let called = mentions.calls.iter().map(|range| {
        let explanation = "it is called by another name, which other code may change or take";
        super::finding(*range, "print by another name stays", declined(explanation))
    });
    meant.chain(called).collect()
}

struct Mentions<'a> {
    module: &'a Module,
    found: Vec<TextRange>,
    /// Values that print when they are called: `print` itself and `functools.partial(print, …)`.
    values: Vec<TextRange>,
    calls: Vec<TextRange>,
}

impl<'a> Mentions<'a> {
    fn of(module: &'a Module) -> Self {
        let mut mentions = Self { module, found: Vec::new(), values: Vec::new(), calls: Vec::new() };
        mentions.visit_body(module.body());
        mentions
    }

    fn is_print(&self, expr: &Expr) -> bool {
        let is_spelled = match expr {
            Expr::Name(name) => name.ctx.is_load() && name.id == "print",
            Expr::Attribute(attribute) => attribute.ctx.is_load() && attribute.attr.as_str() == "print",
            _ => false,
        };
        is_spelled && self.module.names().is_builtin(expr, "print")
    }

    fn is_partial(&self, call: &ast::ExprCall) -> bool {
        let is_partial =
            || self.module.names().qualified(&call.func).is_some_and(|path| path == "functools.partial");
        call.arguments.args.first().is_some_and(|first| self.is_print(first)) && is_partial()
    }

    fn visit_others(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        for expr in exprs {
            if !self.is_print(expr) {
                self.visit_expr(expr);
            }
        }
    }

    /// The calls by a name that is given one of the values.
    fn find_calls(&mut self) {
        if self.values.is_empty() {
            return;
        }
        let mut calls = Calls { names: self.module.names(), values: &self.values, found: Vec::new() };
        calls.visit_body(self.module.body());
        self.calls = calls.found;
    }
}

impl<'a> Visitor<'a> for Mentions<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        // `print` alone on a line, from the days of Python 2, hands nothing on.
        if !matches!(stmt, Stmt::Expr(stmt) if self.is_print(&stmt.value)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.is_print(expr) {
            self.found.push(expr.range());
            self.values.push(expr.range());
            return;
        }
        match expr {
            Expr::Call(call) => {
                if self.is_partial(call) {
                    self.values.push(call.range());
                }
                if self.is_print(&call.func) {
                    self.visit_arguments(&call.arguments);
                    return;
                }
            }
            // What is asked of `print`, or compared with it, is no print.
            Expr::Attribute(attribute) if self.is_print(&attribute.value) => return,
            Expr::BinOp(operation) => {
                self.visit_others([&*operation.left, &*operation.right]);
                return;
            }
            Expr::Compare(compare) => {
                self.visit_others(std::iter::once(&*compare.left).chain(&compare.comparators));
                return;
            }
            Expr::Subscript(subscript) => {
                self.visit_others([&*subscript.value, &*subscript.slice]);
                return;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_interpolated_string_element(&mut self, element: &'a ast::InterpolatedStringElement) {
        let shows_print =
            element.as_interpolation().is_some_and(|interpolation| self.is_print(&interpolation.expression));
        if !shows_print {
            visitor::walk_interpolated_string_element(self, element);
        }
    }
}

struct Calls<'m> {
    names: &'m Names,
    values: &'m [TextRange],
    found: Vec<TextRange>,
}

impl<'a> Visitor<'a> for Calls<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Name(name) = &*call.func
            && let Resolution::Bound(_, bindings) = self.names.resolve_name(name)
            && bindings.iter().any(|id| {
                matches!(self.names.binding(*id).kind, BindingKind::Assignment(value) if self.values.contains(&value))
            })
        {
            self.found.push(call.range());
        }
        visitor::walk_expr(self, expr);
    }
}
