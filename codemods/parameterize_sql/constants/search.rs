//! Searches over a file for what binds or changes a name.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::{Ranged, TextRange};

/// The loop of a comprehension that binds `target`.
pub struct Comprehensions<'a> {
    pub target: TextRange,
    pub found: Option<(&'a Expr, &'a Expr)>,
}

impl<'a> Visitor<'a> for Comprehensions<'a> {
    fn visit_comprehension(&mut self, comprehension: &'a overhaul_python::ast::Comprehension) {
        if comprehension.target.range().contains_range(self.target) {
            self.found = Some((&comprehension.target, &comprehension.iter));
        }
        visitor::walk_comprehension(self, comprehension);
    }
}

/// What changes an object by its name: calls of its methods with their arguments, and anything else without one.
pub struct Changes<'s, 'a> {
    pub name: &'s str,
    /// It is the attribute of something, of that name.
    pub is_member: bool,
    pub found: Vec<(&'a str, Option<&'a Expr>)>,
}

impl Changes<'_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Name(name) => !self.is_member && name.id == self.name,
            Expr::Attribute(attribute) => self.is_member && attribute.attr.as_str() == self.name,
            _ => false,
        }
    }
}

/// Methods that leave a collection as it is.
const READING: &[&str] = &["copy", "count", "index", "items", "keys", "values", "get", "join", "format"];

impl<'a> Visitor<'a> for Changes<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(assign) => {
                for target in &assign.targets {
                    if target.as_subscript_expr().is_some_and(|target| self.is_it(&target.value)) {
                        self.found.push(("", None));
                    }
                }
            }
            Stmt::AugAssign(assign) if self.is_it(&assign.target) => {
                self.found.push(("extend", Some(&assign.value)));
            }
            Stmt::Delete(delete) => {
                let touches = |target: &Expr| {
                    target.as_subscript_expr().is_some_and(|target| self.is_it(&target.value))
                };
                if delete.targets.iter().any(touches) {
                    self.found.push(("", None));
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(attribute) = &*call.func
            && self.is_it(&attribute.value)
            && !READING.contains(&attribute.attr.as_str())
        {
            self.found.push((attribute.attr.as_str(), call.arguments.args.first()));
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether some object's attribute is assigned.
pub struct AttributeAssigned<'s> {
    pub name: &'s str,
    pub found: bool,
}

impl<'a> Visitor<'a> for AttributeAssigned<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Attribute(attribute) = expr
            && attribute.attr.as_str() == self.name
            && attribute.ctx.is_store()
        {
            self.found = true;
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether attributes are assigned under names that are not written: by `setattr`, or in `__dict__`.
pub struct AnyAssigned {
    pub found: bool,
}

impl<'a> Visitor<'a> for AnyAssigned {
    fn visit_expr(&mut self, expr: &'a Expr) {
        let is_dict = |expr: &Expr| match expr {
            Expr::Attribute(attribute) => attribute.attr.as_str() == "__dict__",
            Expr::Call(call) => call.func.as_name_expr().is_some_and(|name| name.id == "vars"),
            _ => false,
        };
        self.found |= match expr {
            Expr::Attribute(attribute) => attribute.ctx.is_store() && is_dict(expr),
            Expr::Subscript(subscript) => subscript.ctx.is_store() && is_dict(&subscript.value),
            Expr::Call(call) => match &*call.func {
                Expr::Name(name) => name.id == "setattr",
                Expr::Attribute(method) => method.attr.as_str() == "update" && is_dict(&method.value),
                _ => false,
            },
            _ => false,
        };
        visitor::walk_expr(self, expr);
    }
}
