//! What names the class of a framework, and what stands for one and may change what it is given: a subclass, and
//! `functools.partial`.

use overhaul_engine::FileView;
use overhaul_python::ast::{Expr, ExprCall, ExprName, Stmt, StmtClassDef};
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Module, Names, Resolution};

use super::data::FACTS;
use crate::paths;

/// As many classes derive from one another.
pub const MAX_STEPS: usize = 4;

/// The class of a framework that an expression names, by its row in the table. A fallback that a failed import leaves
/// does not matter, as the policy is given to the class only.
pub fn class(file: &FileView<'_>, expr: &Expr) -> Option<usize> {
    let at_home = |path: String| {
        FACTS.class(&paths::at_home(file, file.path, path, |path| FACTS.class(path).is_some()))
    };
    let names = file.module.names();
    if let Some(path) = names.qualified(expr) {
        return at_home(path);
    }
    if let Some(other) = renamed(file.module, expr) {
        return names.qualified(other).and_then(at_home);
    }
    let name = expr.as_name_expr()?;
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else {
        return starred(file, name, |path| FACTS.class(path).is_some()).and_then(|path| FACTS.class(&path));
    };
    let mut found = None;
    for id in bindings {
        match &names.binding(*id).kind {
            BindingKind::Import(path) => match (found, at_home(path.clone())?) {
                (Some(known), other) if known != other => return None,
                (_, framework) => found = Some(framework),
            },
            BindingKind::Assignment(value) if file.module.slice(*value) == "None" => {}
            _ => return None,
        }
    }
    found
}

/// The path of a name that a file takes with `from module import *`, where it is a known one.
pub fn starred(file: &FileView<'_>, name: &ExprName, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let names = file.module.names();
    if names.resolve_name(name) != Resolution::Unbound {
        return None;
    }
    // A later module that has the name, too, hides it.
    for star in names.star_imports().iter().rev() {
        let path = paths::at_home(file, file.path, paths::member(&star.module, &name.id), &is_known);
        if is_known(&path) {
            return Some(path);
        }
        let own = file.project.resolve(file.path, &star.module);
        let own = own.and_then(|other| file.types.beside(other).module());
        if own.is_some_and(|own| !own.names().bindings_in(Names::MODULE, &name.id).is_empty()) {
            return None;
        }
    }
    None
}

/// The framework of what an expression derives from its class, here or in a module of the project.
pub fn derived(file: &FileView<'_>, expr: &Expr) -> Option<usize> {
    if let Some(framework) = derived_here(file, expr, MAX_STEPS) {
        return Some(framework);
    }
    let path = file.module.names().qualified(expr)?;
    let (target, name) = paths::home(file, file.path, path)?;
    let parsed = file.types.beside(&target).module()?;
    let [only] = parsed.names().bindings_in(Names::MODULE, &name) else { return None };
    let def = statement(parsed.body(), parsed.names().binding(*only).statement)?.as_class_def_stmt()?;
    let known = |base: &Expr| parsed.names().qualified(base).and_then(|path| FACTS.class(&path));
    def.bases().iter().find_map(known)
}

/// The framework of what an expression derives from its class in this file.
pub fn derived_here(file: &FileView<'_>, expr: &Expr, steps: usize) -> Option<usize> {
    let steps = steps.checked_sub(1)?;
    if let Expr::Call(call) = expr {
        return partial(file, call);
    }
    let names = file.module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(expr.as_name_expr()?) else { return None };
    bindings.iter().find_map(|id| {
        let stmt = statement(file.module.body(), names.binding(*id).statement)?;
        match &names.binding(*id).kind {
            BindingKind::Class => of_bases(file, stmt.as_class_def_stmt()?, steps),
            BindingKind::Assignment(_) => match value(stmt)? {
                Expr::Call(call) => partial(file, call),
                other => class(file, other).or_else(|| derived_here(file, other, steps)),
            },
            _ => None,
        }
    })
}

/// The framework of a class that is derived from one of its classes.
pub fn of_bases(file: &FileView<'_>, def: &StmtClassDef, steps: usize) -> Option<usize> {
    def.bases().iter().find_map(|base| class(file, base).or_else(|| derived_here(file, base, steps)))
}

/// The framework whose class `functools.partial` is given.
pub fn partial(file: &FileView<'_>, call: &ExprCall) -> Option<usize> {
    let first = call.arguments.args.first()?;
    let is_partial =
        file.module.names().qualified(&call.func).is_some_and(|path| path == "functools.partial");
    is_partial.then(|| class(file, first)).flatten()
}

/// The class that another name stands for, where that name gets nothing else.
pub fn renamed<'m>(module: &'m Module, expr: &Expr) -> Option<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(_, [only]) = names.resolve_name(expr.as_name_expr()?) else { return None };
    let binding = names.binding(*only);
    let value = value(statement(module.body(), binding.statement)?)?;
    (!binding.conditional && matches!(value, Expr::Name(_) | Expr::Attribute(_))).then_some(value)
}

fn value(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Assign(assign) if assign.targets.len() == 1 => Some(&assign.value),
        Stmt::AnnAssign(assign) => assign.value.as_deref(),
        _ => None,
    }
}
