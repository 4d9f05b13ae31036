//! What names stand for: functions and classes of SQLAlchemy by their imports, also through modules of the project, and
//! values by their one assignment.

use overhaul_engine::FileView;
use overhaul_python::ast::{Expr, ExprName, Stmt, StmtFunctionDef};
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Module, Ranged, Resolution, TextRange, TextSize};

use super::data::{FACTS, Maker, Pool};
use crate::paths;

/// As many names pass a value on.
const MAX_STEPS: usize = 4;

/// The dotted path of what an expression names, at its home outside the project where modules of the project only pass
/// it on.
pub fn path(file: &FileView<'_>, module: &Module, in_file: &str, expr: &Expr) -> Option<String> {
    let names = module.names();
    if let Some(path) = names.qualified(expr) {
        return Some(at_home(file, in_file, path));
    }
    let Expr::Name(name) = expr else { return None };
    match names.resolve_name(name) {
        // Several imports that lead to one thing.
        Resolution::Bound(_, bindings) => {
            let mut paths = bindings.iter().map(|id| match &names.binding(*id).kind {
                BindingKind::Import(path) => {
                    let pool = FACTS.pool(path).map(|_| paths::last(path).to_owned());
                    pool.or_else(|| FACTS.maker(path).map(|maker| maker.name.clone()))
                }
                _ => None,
            });
            let first = paths.next()??;
            let path = bindings.iter().find_map(|id| match &names.binding(*id).kind {
                BindingKind::Import(path) => Some(path.clone()),
                _ => None,
            });
            paths.all(|path| path.as_ref() == Some(&first)).then_some(path)?
        }
        Resolution::Unbound => names.star_imports().iter().find_map(|star| {
            let path = at_home(file, in_file, paths::member(&star.module, &name.id));
            (FACTS.pool(&path).is_some() || FACTS.maker(&path).is_some()).then_some(path)
        }),
        Resolution::Builtin => None,
    }
}

/// The path at its home, which SQLAlchemy or another package is.
fn at_home(file: &FileView<'_>, in_file: &str, path: String) -> String {
    paths::at_home(file, in_file, path, |path| FACTS.pool(path).is_some() || FACTS.maker(path).is_some())
}

/// The function of SQLAlchemy that an expression names, also by another name of it.
pub fn maker(file: &FileView<'_>, module: &Module, in_file: &str, expr: &Expr) -> Option<&'static Maker> {
    let found = path(file, module, in_file, expr).and_then(|path| FACTS.maker(&path));
    found.or_else(|| {
        let Expr::Name(name) = expr else { return None };
        let value = only_value(module, name)?;
        path(file, module, in_file, value).and_then(|path| FACTS.maker(&path))
    })
}

/// What a `poolclass` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    Class(Pool),
    /// NullPool, if something holds.
    Sometimes,
    /// Nothing of interest.
    Other,
}

/// What an expression chooses; the places where it names a class are added to `seen`.
pub fn pool(file: &FileView<'_>, expr: &Expr, seen: &mut Vec<TextRange>) -> Chosen {
    pool_within(file, expr, seen, MAX_STEPS)
}

fn pool_within(file: &FileView<'_>, expr: &Expr, seen: &mut Vec<TextRange>, steps: usize) -> Chosen {
    let Some(steps) = steps.checked_sub(1) else { return Chosen::Other };
    if let Some(pool) = path(file, file.module, file.path, expr).and_then(|path| FACTS.pool(&path)) {
        seen.push(expr.range());
        return Chosen::Class(pool);
    }
    let mut any = |choices: &[&Expr]| {
        let chosen: Vec<Chosen> =
            choices.iter().map(|choice| pool_within(file, choice, seen, steps)).collect();
        let is_null = |chosen: &Chosen| matches!(chosen, Chosen::Class(Pool::Null) | Chosen::Sometimes);
        if chosen.iter().any(is_null) { Chosen::Sometimes } else { Chosen::Other }
    };
    match expr {
        Expr::If(choice) => any(&[&choice.body, &choice.orelse]),
        Expr::BoolOp(choice) => any(&choice.values.iter().collect::<Vec<_>>()),
        // The name that it binds would be another class from here on.
        Expr::Named(named) => any(&[&named.value]),
        Expr::Name(name) => {
            let values = values(file.module, name);
            match (values.as_slice(), only_value(file.module, name)) {
                (_, Some(only)) => pool_within(file, only, seen, steps),
                (_, None) if is_null_import(file, name) => Chosen::Sometimes,
                (all, None) => any(all),
            }
        }
        _ => Chosen::Other,
    }
}

/// Whether an import is one of the things that give a name its meaning, and imports NullPool.
fn is_null_import(file: &FileView<'_>, name: &ExprName) -> bool {
    let names = file.module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return false };
    bindings.iter().any(|id| match &names.binding(*id).kind {
        BindingKind::Import(path) => FACTS.pool(path) == Some(Pool::Null),
        _ => false,
    })
}

/// The value of a name that is given one only, in a statement that always runs.
pub fn only_value<'m>(module: &'m Module, name: &ExprName) -> Option<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(_, [only]) = names.resolve_name(name) else { return None };
    let binding = names.binding(*only);
    if binding.conditional || !matches!(binding.kind, BindingKind::Assignment(_)) {
        return None;
    }
    values(module, name).into_iter().next()
}

/// Every value that a name is given by an assignment or as the default of a parameter.
fn values<'m>(module: &'m Module, name: &ExprName) -> Vec<&'m Expr> {
    let names = module.names();
    let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return Vec::new() };
    let value = |id: &usize| {
        let binding = names.binding(*id);
        match (&binding.kind, statement(module.body(), binding.statement)?) {
            (BindingKind::Assignment(_), Stmt::Assign(assign)) => Some(&*assign.value),
            (BindingKind::Assignment(_), Stmt::AnnAssign(assign)) => assign.value.as_deref(),
            (BindingKind::Parameter, Stmt::FunctionDef(def)) => default_of(def, binding.range.start()),
            _ => None,
        }
    };
    bindings.iter().filter_map(value).collect()
}

/// The default of the parameter whose name starts at this offset.
pub fn default_of(def: &StmtFunctionDef, at: TextSize) -> Option<&Expr> {
    def.parameters
        .iter_non_variadic_params()
        .find(|parameter| parameter.parameter.name.start() == at)
        .and_then(|parameter| parameter.default.as_deref())
}
