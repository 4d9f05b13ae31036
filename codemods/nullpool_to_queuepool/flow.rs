//! Where a value goes inside the function that makes it: beyond the call, to the caller, or nowhere.

use std::collections::BTreeSet;

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, Stmt, StmtFunctionDef};
use overhaul_python::names::ScopeKind;
use overhaul_python::{BindingKind, Names, Ranged, Resolution, TextRange};

use super::data::FACTS;
use super::life::Lives;
use super::resolve;

/// Why a value outlives the call that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    Certainly,
    /// In an object of this class.
    InObject(String),
    /// It is one of several, by a key.
    ByKey(String),
}

/// Where a value goes.
#[derive(Debug, Default)]
pub struct Ends {
    /// It is kept beyond the call.
    pub kept: Option<Kept>,
    /// The function gives it, or what is made of it.
    pub given: bool,
    /// The function is a generator that gives it.
    pub yielded: bool,
}

pub struct Flow<'v, 'w, 'a> {
    lives: &'v Lives<'w, 'a>,
    def: &'a StmtFunctionDef,
    ends: Ends,
    seen: BTreeSet<String>,
}

impl<'v, 'w, 'a> Flow<'v, 'w, 'a> {
    /// Where the value of the expression with this range goes in the function that holds it.
    pub fn ends(lives: &'v Lives<'w, 'a>, def: &'a StmtFunctionDef, range: TextRange) -> Ends {
        let mut flow = Self { lives, def, ends: Ends::default(), seen: BTreeSet::new() };
        flow.follow(range);
        flow.ends
    }

    fn names(&self) -> &Names {
        self.lives.file.module.names()
    }

    /// Follows a value outwards, from expression to expression, up to its statement.
    fn follow(&mut self, range: TextRange) {
        let outline = &self.lives.outline;
        let Some(id) = outline.innermost(range.start()) else { return };
        let stmt = outline.node(id).stmt;
        let mut around = Around { range, path: Vec::new() };
        around.visit_stmt(stmt);
        let mut path = around.path;
        let Some(mut value) = path.pop() else { return };
        while let Some(parent) = path.pop() {
            match parent {
                Expr::Call(call) if call.func.range() != value.range() => {
                    if self.stores(call, value) {
                        return;
                    }
                    if !hands_on(call) {
                        return;
                    }
                }
                // A method that gives the engine itself.
                Expr::Attribute(attribute) => {
                    let is_it = FACTS.same_engine.iter().any(|name| *name == attribute.attr.as_str());
                    if !is_it {
                        return;
                    }
                }
                // What a factory of sessions or another function gives ends with its use.
                Expr::Call(_) if !value.is_attribute_expr() => return,
                Expr::Call(_)
                | Expr::Tuple(_)
                | Expr::List(_)
                | Expr::Dict(_)
                | Expr::Starred(_)
                | Expr::Await(_)
                | Expr::If(_)
                | Expr::BoolOp(_) => {}
                Expr::Named(named) => self.target(&named.target),
                Expr::Yield(_) => {
                    self.ends.yielded = true;
                    return;
                }
                _ => return,
            }
            value = parent;
        }
        match stmt {
            Stmt::Return(_) => self.ends.given = true,
            Stmt::Assign(assign) if assign.value.range() == value.range() => {
                assign.targets.iter().for_each(|target| self.target(target));
            }
            Stmt::AnnAssign(assign) => self.target(&assign.target),
            _ => {}
        }
    }

    /// Whether a call keeps what it is given: `Session.configure(bind=value)`, `setattr(module, "engine", value)`.
    fn stores(&mut self, call: &'a ExprCall, value: &Expr) -> bool {
        match &*call.func {
            Expr::Attribute(attribute) if attribute.attr.as_str() == "configure" => {
                let bind = call.arguments.find_keyword("bind");
                let is_bind = bind.is_some_and(|bind| bind.value.range() == value.range());
                if is_bind && let Some(kept) = self.kept_in(&attribute.value) {
                    self.ends.kept = Some(kept);
                }
                is_bind
            }
            Expr::Name(name) if name.id == "setattr" => {
                if let Some(object) = call.arguments.args.first()
                    && let Some(kept) = self.kept_in(object)
                {
                    self.ends.kept = Some(kept);
                }
                true
            }
            _ => false,
        }
    }

    fn target(&mut self, target: &'a Expr) {
        match target {
            Expr::Attribute(attribute) => self.member(&attribute.value, false),
            Expr::Subscript(subscript) => {
                let is_keyed = !subscript.slice.is_string_literal_expr();
                self.member(&subscript.value, is_keyed);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| self.target(element)),
            Expr::Name(name) => {
                let Resolution::Bound(scope, _) = self.names().resolve_name(name) else { return };
                if self.is_outside(scope) {
                    self.ends.kept = Some(Kept::Certainly);
                } else {
                    self.follow_name(&name.id, scope);
                }
            }
            _ => {}
        }
    }

    /// A value that becomes a part of an object.
    fn member(&mut self, object: &'a Expr, is_keyed: bool) {
        if let Some(kept) = self.kept_in(object) {
            let what = || self.lives.file.module.slice(object).to_owned();
            self.ends.kept = Some(if is_keyed { Kept::ByKey(what()) } else { kept });
            return;
        }
        if let Some(root) = root(object).as_name_expr()
            && let Resolution::Bound(scope, bindings) = self.names().resolve_name(root)
            && !self.is_outside(scope)
            && !bindings.iter().any(|id| self.names().binding(*id).kind == BindingKind::Parameter)
        {
            self.follow_name(&root.id, scope);
        }
    }

    /// How an object outlives the call, if it does.
    fn kept_in(&self, object: &Expr) -> Option<Kept> {
        let root_expr = root(object);
        let root = root_expr.as_name_expr()?;
        let names = self.names();
        let path = names.qualified(object).or_else(|| names.qualified(root_expr)).unwrap_or_default();
        if FACTS.short_lived.iter().any(|known| path == *known || path.starts_with(&format!("{known}."))) {
            return None;
        }
        if let Some(class) = self.lives.class_of(self.def)
            && self
                .def
                .parameters
                .iter_non_variadic_params()
                .next()
                .is_some_and(|first| first.name().as_str() == root.id.as_str())
        {
            return Some(if root.id == "cls" { Kept::Certainly } else { Kept::InObject(class) });
        }
        let Resolution::Bound(scope, bindings) = names.resolve_name(root) else { return None };
        let is_parameter = bindings.iter().any(|id| names.binding(*id).kind == BindingKind::Parameter);
        if is_parameter {
            let is_startup = FACTS.startup_functions.iter().any(|name| *name == self.def.name.as_str());
            let is_long_lived = FACTS.long_lived.iter().any(|name| *name == root.id.as_str());
            return (is_startup || is_long_lived).then_some(Kept::Certainly);
        }
        // `threading.local()` has a value for each thread.
        let made = resolve::only_value(self.lives.file.module, root);
        let is_local = made.and_then(Expr::as_call_expr).is_some_and(|call| {
            let path = names.qualified(&call.func).unwrap_or_default();
            FACTS.short_lived.contains(&path)
        });
        (self.is_outside(scope) && !is_local).then_some(Kept::Certainly)
    }

    /// Whether a scope outlives the call: that of the module, or of a function around this one.
    fn is_outside(&self, scope: usize) -> bool {
        scope == Names::MODULE || !self.def.range().contains_range(self.names().scope(scope).range)
    }

    fn follow_name(&mut self, name: &str, scope: usize) {
        if !self.seen.insert(name.to_owned()) {
            return;
        }
        let names = self.names();
        let uses: Vec<(TextRange, usize)> = names
            .references()
            .iter()
            .filter(|reference| {
                reference.name == name
                    && matches!(names.resolve(name, reference.scope), Resolution::Bound(found, _) if found == scope)
            })
            .map(|reference| (reference.range, reference.scope))
            .collect();
        for (range, at) in uses {
            match self.closure_around(at, scope) {
                Some(closure) => self.closure(closure),
                None => self.follow(range),
            }
        }
    }

    /// The function inside this one that holds a scope.
    fn closure_around(&self, scope: usize, home: usize) -> Option<TextRange> {
        let names = self.names();
        let inside: Vec<usize> = names.enclosing(scope).take_while(|scope| *scope != home).collect();
        let mut outermost_first = inside.into_iter().rev().map(|scope| names.scope(scope));
        outermost_first.find(|scope| scope.kind == ScopeKind::Function).map(|scope| scope.range)
    }

    /// A function that uses the value is what becomes of it.
    fn closure(&mut self, range: TextRange) {
        let outline = &self.lives.outline;
        let def = outline.exactly(range).and_then(|node| node.stmt.as_function_def_stmt());
        let Some(def) = def else { return };
        if def.decorator_list.is_empty() {
            if let Resolution::Bound(scope, _) = self.names().resolve(
                &def.name,
                self.names().scope_at(self.def.body.first().map_or(self.def.end(), Ranged::start)),
            ) {
                self.follow_name(&def.name, scope);
            }
        } else {
            // Whoever decorates it keeps it.
            self.ends.given = true;
        }
    }
}

/// The leftmost part of `a.b[c].d`.
fn root(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Attribute(attribute) => &attribute.value,
            Expr::Subscript(subscript) => &subscript.value,
            other => return other,
        };
    }
}

/// Whether what a call gives holds what it is given: a factory of sessions, an object of a class.
fn hands_on(call: &ExprCall) -> bool {
    let last = match &*call.func {
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        Expr::Name(name) => name.id.as_str(),
        _ => return false,
    };
    let is_class = last.trim_start_matches('_').starts_with(char::is_uppercase);
    let ends_soon = FACTS.sessions.iter().any(|name| name == last);
    !ends_soon && (is_class || FACTS.holders.iter().any(|name| name == last))
}

/// The expressions around a range, outermost first, the one with just this range last.
struct Around<'a> {
    range: TextRange,
    path: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Around<'a> {
    fn visit_body(&mut self, _: &'a [Stmt]) {}

    fn visit_expr(&mut self, expr: &'a Expr) {
        if expr.range().contains_range(self.range) {
            self.path.push(expr);
            visitor::walk_expr(self, expr);
        }
    }
}
