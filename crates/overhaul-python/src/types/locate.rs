//! Finds nodes of a tree by their ranges.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt, StmtClassDef, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

/// The outermost expression with exactly this range.
pub(super) fn expression(body: &[Stmt], range: TextRange) -> Option<&Expr> {
    let mut search = Search { range, found: None };
    search.visit_body(body);
    search.found
}

struct Search<'a> {
    range: TextRange,
    found: Option<&'a Expr>,
}

impl<'a> Visitor<'a> for Search<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.found.is_none() && stmt.range().contains_range(self.range) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.found.is_some() || !expr.range().contains_range(self.range) {
            return;
        }
        if expr.range() == self.range {
            self.found = Some(expr);
        } else {
            visitor::walk_expr(self, expr);
        }
    }
}

/// The class whose name has exactly this range.
pub(super) fn class(body: &[Stmt], name: TextRange) -> Option<&StmtClassDef> {
    let mut search = Class { name, found: None };
    search.visit_body(body);
    search.found
}

struct Class<'a> {
    name: TextRange,
    found: Option<&'a StmtClassDef>,
}

impl<'a> Visitor<'a> for Class<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.found.is_some() || !stmt.range().contains_range(self.name) {
            return;
        }
        match stmt {
            Stmt::ClassDef(class) if class.name.range() == self.name => self.found = Some(class),
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// How a class gives an attribute to its instances.
pub(super) enum Member<'a> {
    Value(&'a Expr),
    Property(&'a StmtFunctionDef),
    Unknown,
}

/// Each place in a class body that gives the attribute `name`: in the body itself and, through their first parameter,
/// in its methods.
pub(super) fn members<'a>(body: &'a [Stmt], name: &str) -> Vec<Member<'a>> {
    let mut members = Members { name, owner: None, found: Vec::new() };
    members.visit_body(body);
    for stmt in body {
        let Stmt::FunctionDef(function) = stmt else { continue };
        if function.name.as_str() == name {
            members.found.push(if function.decorator_list.is_empty() {
                Member::Unknown
            } else {
                Member::Property(function)
            });
        }
        members.owner =
            function.parameters.iter_non_variadic_params().next().map(|first| first.name().as_str());
        if members.owner.is_some() {
            members.visit_body(&function.body);
        }
    }
    members.found
}

struct Members<'s, 'a> {
    name: &'s str,
    /// The name of the instance; none in the body of the class itself.
    owner: Option<&'a str>,
    found: Vec<Member<'a>>,
}

impl<'a> Members<'_, 'a> {
    fn is_member(&self, target: &Expr) -> bool {
        match (target, self.owner) {
            (Expr::Name(name), None) => name.id == self.name,
            (Expr::Attribute(attribute), Some(owner)) => {
                attribute.attr.as_str() == self.name
                    && attribute.value.as_name_expr().is_some_and(|name| name.id == owner)
            }
            _ => false,
        }
    }

    fn target(&mut self, target: &'a Expr, value: Option<&'a Expr>) {
        match target {
            Expr::Tuple(_) | Expr::List(_) | Expr::Starred(_) => {
                let mut inside = Inside { members: self, found: false };
                inside.visit_expr(target);
                if inside.found {
                    self.found.push(Member::Unknown);
                }
            }
            _ if self.is_member(target) => self.found.push(value.map_or(Member::Unknown, Member::Value)),
            _ => {}
        }
    }
}

/// Whether an unpacked target holds the member.
struct Inside<'m, 's, 'a> {
    members: &'m Members<'s, 'a>,
    found: bool,
}

impl<'a> Visitor<'a> for Inside<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= self.members.is_member(expr);
        visitor::walk_expr(self, expr);
    }
}

impl<'a> Visitor<'a> for Members<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.target(target, Some(&assign.value)));
            }
            // What the annotation says, the type checker has said already; a declaration alone is no value.
            Stmt::AnnAssign(assign) => match &assign.value {
                Some(value) => self.target(&assign.target, Some(value)),
                None => self.target(&assign.target, None),
            },
            Stmt::AugAssign(assign) => self.target(&assign.target, None),
            Stmt::For(stmt) => self.target(&stmt.target, None),
            Stmt::With(with) => with
                .items
                .iter()
                .filter_map(|item| item.optional_vars.as_deref())
                .for_each(|target| self.target(target, None)),
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// The names of the classes and functions around a range, the outermost first.
pub(super) fn enclosing(body: &[Stmt], range: TextRange) -> Vec<&str> {
    let mut names = Vec::new();
    let mut search = Enclosing { range, names: &mut names };
    search.visit_body(body);
    names
}

struct Enclosing<'s, 'a> {
    range: TextRange,
    names: &'s mut Vec<&'a str>,
}

impl<'a> Visitor<'a> for Enclosing<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if !stmt.range().contains_range(self.range) {
            return;
        }
        match stmt {
            Stmt::ClassDef(class) if class.name.range() != self.range && class.range() != self.range => {
                self.names.push(class.name.as_str());
            }
            Stmt::FunctionDef(function)
                if function.name.range() != self.range && function.range() != self.range =>
            {
                self.names.push(function.name.as_str());
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// What a function gives to its caller: the values that it returns, or those that it yields.
#[derive(Default)]
pub(super) struct Results<'a> {
    pub returned: Vec<Option<&'a Expr>>,
    pub yielded: Vec<Option<&'a Expr>>,
    /// It delegates to another generator.
    pub delegates: bool,
}

pub(super) fn results(body: &[Stmt]) -> Results<'_> {
    let mut results = Results::default();
    results.visit_body(body);
    results
}

impl<'a> Visitor<'a> for Results<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => {
                if let Stmt::Return(stmt) = stmt {
                    self.returned.push(stmt.value.as_deref());
                }
                visitor::walk_stmt(self, stmt);
            }
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Lambda(_) => return,
            Expr::Yield(expr) => self.yielded.push(expr.value.as_deref()),
            Expr::YieldFrom(_) => self.delegates = true,
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
