//! A project's own function around an engine function: what it passes on, and what it sets itself.

use std::collections::{BTreeMap, HashSet};

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, ExprName, Identifier, Stmt, StmtFunctionDef};
use overhaul_python::outline::statement;
use overhaul_python::{BindingKind, Module, Names, Outline, Ranged, Resolution, TextRange};

use super::data::{FACTS, Kind};
use super::resolve;
use super::site::KEY;
use crate::paths;

/// What a function does with the settings that it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapper {
    pub name: String,
    pub kind: Kind,
    pub takes_config: bool,
    /// The settings that it decides itself.
    pub fixed: BTreeMap<String, String>,
    /// It hands on whatever keywords it is given; else only `poolclass`.
    pub is_open: bool,
}

/// The wrapper that an expression names, in this file or another one of the project.
pub fn of(file: &FileView<'_>, function: &Expr) -> Option<Wrapper> {
    let names = file.module.names();
    if let Expr::Name(name) = function
        && let Resolution::Bound(_, [only]) = names.resolve_name(name)
        && names.binding(*only).kind == BindingKind::Function
    {
        let Some(Stmt::FunctionDef(def)) = statement(file.module.body(), names.binding(*only).statement)
        else {
            return None;
        };
        return read(file, file.module, file.path, def);
    }
    if let Some(path) = names.qualified(function) {
        let (target, name) = paths::home(file, file.path, path)?;
        let parsed = file.types.beside(&target).module()?;
        let [only] = parsed.names().bindings_in(Names::MODULE, &name) else { return None };
        let Some(Stmt::FunctionDef(def)) = statement(parsed.body(), parsed.names().binding(*only).statement)
        else {
            return None;
        };
        return read(file, &parsed, &target, def);
    }
    // Methods of the project's own classes are told by their types.
    function.as_attribute_expr()?;
    let callees = file.types.callees(function.range());
    let [callee] = callees.definitions.as_slice() else { return None };
    let (target, range) = callee.place.as_ref().filter(|_| callees.complete)?;
    let parsed = file.types.beside(target).module()?;
    let outline = Outline::new(parsed.body());
    let def = outline
        .nodes()
        .iter()
        .find_map(|node| node.stmt.as_function_def_stmt().filter(|def| def.name.range() == *range))?;
    read(file, &parsed, target, def)
}

fn read(file: &FileView<'_>, module: &Module, in_file: &str, def: &StmtFunctionDef) -> Option<Wrapper> {
    let mut calls = Inside::default();
    calls.visit_body(&def.body);
    if !def.decorator_list.is_empty() {
        return None;
    }
    let rest = def.parameters.kwarg.as_ref().map(|parameter| parameter.name.as_str());
    let is_rest = |expr: &Expr| expr.as_name_expr().is_some_and(|name| Some(name.id.as_str()) == rest);
    let mut makes = calls
        .calls
        .iter()
        .filter_map(|call| Some((*call, resolve::maker(file, module, in_file, &call.func)?)));
    let (call, maker) = makes.next()?;
    if makes.next().is_some() {
        return None;
    }
    let keywords = &call.arguments.keywords;
    let is_open = keywords.iter().any(|keyword| keyword.arg.is_none() && is_rest(&keyword.value));
    let hides = keywords.iter().any(|keyword| keyword.arg.is_none() && !is_rest(&keyword.value));
    let mut fixed: BTreeMap<String, String> = BTreeMap::new();
    let mut passes_class = false;
    for keyword in keywords {
        let Some(name) = keyword.arg.as_ref().map(Identifier::as_str) else { continue };
        if name == KEY {
            passes_class = keyword.value.as_name_expr().is_some_and(|name| name.id == KEY);
        } else {
            fixed.insert(name.to_owned(), module.slice(&keyword.value).to_owned());
        }
    }
    // The keywords that it is given go to the engine and nowhere else.
    let mut uses: HashSet<TextRange> = HashSet::new();
    calls.names.iter().filter(|name| Some(name.id.as_str()) == rest).for_each(|name| {
        uses.insert(name.range());
    });
    for keyword in keywords.iter().filter(|keyword| keyword.arg.is_none()) {
        uses.remove(&keyword.value.range());
    }
    for other in &calls.calls {
        let Expr::Attribute(attribute) = &*other.func else { continue };
        if !is_rest(&attribute.value) {
            continue;
        }
        let arguments = &other.arguments.args;
        let key = arguments.first().and_then(Expr::as_string_literal_expr);
        match (attribute.attr.as_str(), key, arguments.get(1)) {
            ("setdefault", Some(key), Some(value)) => {
                fixed.insert(key.value.to_str().to_owned(), module.slice(value).to_owned());
                uses.remove(&attribute.value.range());
            }
            ("get", ..) => {
                uses.remove(&attribute.value.range());
            }
            _ => {}
        }
    }
    // What it takes by name does not reach the engine with the others.
    let absorbs = def.parameters.iter_non_variadic_params().any(|parameter| {
        let name = parameter.name().as_str();
        (name.starts_with("pool_") || name == "max_overflow") && !fixed.contains_key(name)
    });
    if absorbs || hides || !uses.is_empty() || !(is_open || passes_class) {
        return None;
    }
    let wraps = calls.calls.iter().any(|call| {
        let path = resolve::path(file, module, in_file, &call.func);
        path.is_some_and(|path| FACTS.wraps.contains(&path))
    });
    let kind = if wraps { Kind::Async } else { maker.kind };
    Some(Wrapper { name: def.name.to_string(), kind, takes_config: maker.takes_config, fixed, is_open })
}

/// The calls and the names of a function.
#[derive(Default)]
struct Inside<'a> {
    calls: Vec<&'a ExprCall>,
    names: Vec<&'a ExprName>,
}

impl<'a> Visitor<'a> for Inside<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => self.calls.push(call),
            Expr::Name(name) => self.names.push(name),
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
