//! Whether a name has a value for certain when code uses it.

use std::collections::BTreeMap;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, ExprName, Stmt};
use overhaul_python::names::ScopeKind;
use overhaul_python::outline::Part;
use overhaul_python::{BindingKind, Module, Names, Outline, Ranged, Resolution, TextRange};

/// Whether a name has a value where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Certainly,
    /// Some statement before the use binds it, under a condition.
    Perhaps,
    No,
}

/// Whether the use of the name can end in a `NameError`, an `UnboundLocalError` included.
///
/// A module-level name that a function uses counts as bound where some statement of the module binds it whatever
/// happens; one behind `import *` counts as bound.
pub fn bound(module: &Module, outline: &Outline<'_>, deleted: &Deleted<'_>, name: &ExprName) -> Bound {
    let names = module.names();
    let Some(reference) = names.reference(name) else { return Bound::Certainly };
    let (scope, bindings) = match names.resolve(&name.id, reference.scope) {
        Resolution::Builtin => return Bound::Certainly,
        Resolution::Unbound if names.star_imports().is_empty() => return Bound::No,
        Resolution::Unbound => return Bound::Certainly,
        Resolution::Bound(scope, bindings) => (scope, bindings),
    };
    let places = deleted.by_name.get(name.id.as_str()).into_iter().flatten();
    let is_of_scope = |place: &&TextRange| bindings.iter().any(|id| names.binding(*id).range == **place);
    if places.filter(is_of_scope).any(|place| may_precede(outline, *place, name)) {
        return Bound::No;
    }
    let is_parameter = |id: &usize| names.binding(*id).kind == BindingKind::Parameter;
    match names.scope(scope).kind {
        ScopeKind::Comprehension | ScopeKind::Lambda | ScopeKind::TypeParams => return Bound::Certainly,
        ScopeKind::Function if bindings.iter().any(is_parameter) => return Bound::Certainly,
        _ => {}
    }
    let runs_in_scope = names
        .enclosing(reference.scope)
        .take_while(|id| *id != scope)
        .all(|id| matches!(names.scope(id).kind, ScopeKind::Comprehension));
    if runs_in_scope {
        let before = |id: &usize| {
            let binding = names.binding(*id);
            binding.range.end() <= name.start()
                && !binding.statement.contains_range(name.range())
                && !matches!(binding.kind, BindingKind::Import(_) | BindingKind::ExceptHandler)
        };
        return match is_bound_before(outline, name) {
            true => Bound::Certainly,
            false if bindings.iter().any(before) => Bound::Perhaps,
            false => Bound::No,
        };
    }
    // Another function's code runs later: what counts is that the scope binds the name at all.
    let suite = if scope == Names::MODULE { Some(module.body()) } else { body_of(outline, names, scope) };
    let is_bound = suite.is_some_and(|suite| suite.iter().any(|stmt| binds(stmt, &name.id)));
    let is_bound_first = suite.is_some_and(|suite| {
        suite.iter().take_while(|stmt| stmt.end() <= name.start()).any(|stmt| binds(stmt, &name.id))
    });
    match is_bound {
        true if scope == Names::MODULE || is_bound_first => Bound::Certainly,
        // A function inside may be called before the one around it gets there.
        true => Bound::Perhaps,
        false => Bound::No,
    }
}

fn body_of<'a>(outline: &Outline<'a>, names: &Names, scope: usize) -> Option<&'a [Stmt]> {
    match outline.exactly(names.scope(scope).range)?.stmt {
        Stmt::FunctionDef(def) => Some(&def.body),
        Stmt::ClassDef(def) => Some(&def.body),
        _ => None,
    }
}

/// The places of each `del name` of a file.
#[derive(Debug, Default)]
pub struct Deleted<'a> {
    by_name: BTreeMap<&'a str, Vec<TextRange>>,
}

impl<'a> Deleted<'a> {
    pub fn of(outline: &Outline<'a>) -> Self {
        let mut deleted = Self::default();
        for stmt in outline.nodes().iter().filter_map(|node| node.stmt.as_delete_stmt()) {
            for name in stmt.targets.iter().filter_map(Expr::as_name_expr) {
                deleted.by_name.entry(&name.id).or_default().push(name.range());
            }
        }
        deleted
    }
}

/// Whether the `del` at `place` may have run when the name is used: it stands before it, or both are in one loop, or
/// in different functions.
fn may_precede(outline: &Outline<'_>, place: TextRange, name: &ExprName) -> bool {
    if place.start() < name.start() {
        return true;
    }
    if place == name.range() {
        return false;
    }
    let around =
        |offset| outline.innermost(offset).map(|id| outline.ancestors(id).map(|node| node.stmt).collect());
    let (Some(of_use), Some(of_del)) = (around(name.start()), around(place.start())) else { return true };
    let (of_use, of_del): (Vec<&Stmt>, Vec<&Stmt>) = (of_use, of_del);
    let is_loop = |stmt: &Stmt| stmt.is_for_stmt() || stmt.is_while_stmt();
    let function = |stmts: &[&Stmt]| stmts.iter().find(|stmt| stmt.is_function_def_stmt()).map(Ranged::range);
    function(&of_use) != function(&of_del)
        || of_use.iter().any(|stmt| is_loop(stmt) && stmt.range().contains_range(place))
}

/// Whether each way to the use leads over a statement that binds the name.
pub fn is_bound_before(outline: &Outline<'_>, name: &ExprName) -> bool {
    let Some(id) = outline.innermost(name.start()) else { return false };
    if binds_in_expressions_before(outline.node(id).stmt, name) {
        return true;
    }
    for node in outline.ancestors(id) {
        if node.suite[..node.index].iter().any(|stmt| binds(stmt, &name.id)) {
            return true;
        }
        let Some(parent) = node.parent.map(|parent| outline.node(parent)) else { continue };
        match (parent.stmt, node.part) {
            (Stmt::For(stmt), Part::Body) if targets(&stmt.target, &name.id) => return true,
            (Stmt::With(with), Part::Body) if binds_items(with, &name.id) => return true,
            (Stmt::Try(_), Part::Handler(handler)) => {
                let bound = handler.as_except_handler().and_then(|handler| handler.name.as_ref());
                if bound.is_some_and(|bound| bound.as_str() == name.id) {
                    return true;
                }
            }
            // What the body bound holds in the else clause, which runs only when the body ended.
            (Stmt::Try(stmt), Part::Else) if stmt.body.iter().any(|stmt| binds(stmt, &name.id)) => {
                return true;
            }
            (Stmt::Match(stmt), Part::Case(case)) => {
                let bound = stmt.cases.get(case).is_some_and(|case| pattern_binds(&case.pattern, &name.id));
                if bound {
                    return true;
                }
            }
            (Stmt::FunctionDef(_) | Stmt::ClassDef(_), _) => return false,
            _ => {}
        }
    }
    false
}

/// `(x := f()) and x` binds before it uses.
fn binds_in_expressions_before(stmt: &Stmt, name: &ExprName) -> bool {
    struct Search<'n> {
        name: &'n ExprName,
        found: bool,
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_stmt(&mut self, _stmt: &'a Stmt) {}

        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Named(named) = expr {
                self.found |= targets(&named.target, &self.name.id) && named.end() <= self.name.start();
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search { name, found: false };
    visitor::walk_stmt(&mut search, stmt);
    search.found
}

/// Whether the name has a value once the statement has ended, or the statement never ends.
fn binds(stmt: &Stmt, name: &str) -> bool {
    match stmt {
        Stmt::Assign(assign) => assign.targets.iter().any(|target| targets(target, name)),
        Stmt::AnnAssign(assign) => assign.value.is_some() && targets(&assign.target, name),
        Stmt::AugAssign(assign) => targets(&assign.target, name),
        Stmt::FunctionDef(def) => def.name.as_str() == name,
        Stmt::ClassDef(def) => def.name.as_str() == name,
        Stmt::TypeAlias(alias) => targets(&alias.name, name),
        Stmt::Import(import) => import.names.iter().any(|alias| match &alias.asname {
            Some(bound) => bound.as_str() == name,
            None => alias.name.split('.').next() == Some(name),
        }),
        Stmt::ImportFrom(import) => {
            import.names.iter().any(|alias| alias.asname.as_ref().unwrap_or(&alias.name).as_str() == name)
        }
        Stmt::With(with) => binds_items(with, name) || suite_binds(&with.body, name),
        Stmt::If(stmt) => {
            let has_else = stmt.elif_else_clauses.last().is_some_and(|clause| clause.test.is_none());
            has_else
                && suite_binds(&stmt.body, name)
                && stmt.elif_else_clauses.iter().all(|clause| suite_binds(&clause.body, name))
        }
        Stmt::Try(stmt) => {
            let handlers_bind = stmt.handlers.iter().all(|handler| {
                handler.as_except_handler().is_some_and(|handler| suite_binds(&handler.body, name))
            });
            suite_binds(&stmt.finalbody, name)
                || handlers_bind && (suite_binds(&stmt.body, name) || suite_binds(&stmt.orelse, name))
        }
        Stmt::For(stmt) => stmt.orelse.iter().any(|stmt| binds(stmt, name)) && !breaks(&stmt.body),
        Stmt::While(stmt) => {
            let endless = stmt.test.as_boolean_literal_expr().is_some_and(|literal| literal.value);
            endless && !breaks(&stmt.body)
        }
        _ => false,
    }
}

/// Whether a suite binds the name or does not reach its end.
fn suite_binds(suite: &[Stmt], name: &str) -> bool {
    suite.iter().any(|stmt| {
        binds(stmt, name)
            || matches!(stmt, Stmt::Return(_) | Stmt::Raise(_) | Stmt::Continue(_) | Stmt::Break(_))
            || is_exit(stmt)
    })
}

fn is_exit(stmt: &Stmt) -> bool {
    let call = stmt.as_expr_stmt().and_then(|stmt| stmt.value.as_call_expr());
    call.is_some_and(|call| match &*call.func {
        Expr::Attribute(attribute) => {
            attribute.attr.as_str() == "exit"
                && attribute.value.as_name_expr().is_some_and(|name| name.id == "sys")
        }
        _ => false,
    })
}

fn breaks(body: &[Stmt]) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Break(_) => self.0 = true,
                Stmt::For(_) | Stmt::While(_) | Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => visitor::walk_stmt(self, stmt),
            }
        }

        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut search = Search(false);
    search.visit_body(body);
    search.0
}

fn binds_items(with: &ast::StmtWith, name: &str) -> bool {
    with.items.iter().filter_map(|item| item.optional_vars.as_deref()).any(|target| targets(target, name))
}

fn targets(target: &Expr, name: &str) -> bool {
    match target {
        Expr::Name(target) => target.id == name,
        Expr::Tuple(tuple) => tuple.elts.iter().any(|target| targets(target, name)),
        Expr::List(list) => list.elts.iter().any(|target| targets(target, name)),
        Expr::Starred(starred) => targets(&starred.value, name),
        _ => false,
    }
}

fn pattern_binds(pattern: &ast::Pattern, name: &str) -> bool {
    struct Search<'n> {
        name: &'n str,
        found: bool,
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
            let bound = match pattern {
                ast::Pattern::MatchAs(pattern) => pattern.name.as_ref(),
                ast::Pattern::MatchStar(pattern) => pattern.name.as_ref(),
                ast::Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
                _ => None,
            };
            self.found |= bound.is_some_and(|bound| bound.as_str() == self.name);
            visitor::walk_pattern(self, pattern);
        }
    }
    let mut search = Search { name, found: false };
    search.visit_pattern(pattern);
    search.found
}
