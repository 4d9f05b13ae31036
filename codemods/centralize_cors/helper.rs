//! A project's own function that gives the application it is handed a policy, and whether it can express another one.

use std::collections::BTreeMap;

use overhaul_python::ast::{Expr, Stmt, StmtFunctionDef};
use overhaul_python::{Module, Names, Ranged};

use super::policy::Policy;
use super::site::{Form, Site};
use super::value::{self, Value};

/// A function whose whole body adds the middleware to its first parameter.
#[derive(Debug, Clone)]
pub struct Helper {
    pub name: String,
    pub framework: usize,
    /// Settings that it decides.
    fixed: BTreeMap<String, Value>,
    /// Settings that its caller may give, with the parameter and its default.
    parameters: BTreeMap<String, (String, Option<Value>)>,
    /// Its parameters behind the application, in their order.
    order: Vec<String>,
    /// Where it is defined, as a byte offset.
    start: u32,
}

/// The function whose parameter is the application of a site.
pub fn around<'a>(module: &'a Module, site: &Site<'_>) -> Option<&'a StmtFunctionDef> {
    let receiver = site.receiver?.as_name_expr()?;
    let defs = module.body().iter().filter_map(Stmt::as_function_def_stmt);
    defs.filter(|def| def.range.contains_range(site.range())).find(|def| {
        def.parameters.iter().next().is_some_and(|parameter| *parameter.name().as_str() == *receiver.id)
    })
}

/// The helper that a function is. Anything beside the call, be it a check, another middleware or a decorator, could
/// make it do more than give a policy.
pub fn of(module: &Module, def: &StmtFunctionDef, site: &Site<'_>) -> Option<Helper> {
    let is_word = |stmt: &&Stmt| {
        let is_text = |expr: &Expr| expr.is_string_literal_expr() || expr.is_ellipsis_literal_expr();
        let is_plain_return = stmt.as_return_stmt().is_some_and(|stmt| stmt.value.is_none());
        is_plain_return || stmt.is_pass_stmt() || stmt.as_expr_stmt().is_some_and(|stmt| is_text(&stmt.value))
    };
    let body: Vec<&Stmt> = def.body.iter().filter(|stmt| !is_word(stmt)).collect();
    let [only] = body.as_slice() else { return None };
    let is_call = only.as_expr_stmt().is_some_and(|stmt| stmt.value.range() == site.range());
    let is_plain = def.decorator_list.is_empty() && !def.is_async && def.type_params.is_none();
    let names = module.names().bindings_in(Names::MODULE, &def.name);
    if !is_call || !is_plain || names.len() != 1 || site.form != Form::Added || site.hidden.is_some() {
        return None;
    }
    let is_called_plainly = def.parameters.posonlyargs.is_empty() && !def.parameters.args.is_empty();
    if !is_called_plainly {
        return None;
    }
    let mut fixed = BTreeMap::new();
    let mut parameters: BTreeMap<String, (String, Option<Value>)> = BTreeMap::new();
    for (name, setting) in &site.settings {
        if setting.value.is_known() {
            fixed.insert(name.clone(), setting.value.clone());
            continue;
        }
        let variable = setting.expr.and_then(Expr::as_name_expr)?;
        let parameter =
            def.parameters.iter_non_variadic_params().find(|one| one.name().as_str() == &*variable.id)?;
        let default = parameter.default.as_deref().map(|default| value::read(module, default));
        if parameters.values().any(|(known, _)| *known == *variable.id) {
            return None;
        }
        parameters.insert(name.clone(), (variable.id.to_string(), default));
    }
    // Every other parameter has to have a default, and none may be for something else that matters.
    let takes_more = def
        .parameters
        .iter_non_variadic_params()
        .skip(1)
        .any(|parameter| !parameters.values().any(|(name, _)| *name == *parameter.name().as_str()));
    let takes_any = def.parameters.vararg.is_some() || def.parameters.kwarg.is_some();
    (!takes_more && !takes_any).then(|| Helper {
        name: def.name.to_string(),
        framework: site.framework,
        order: def.parameters.iter().skip(1).map(|parameter| parameter.name().to_string()).collect(),
        start: def.range.start().to_u32(),
        fixed,
        parameters,
    })
}

impl Helper {
    /// The parameters by which a call of it gives this policy, each with its setting; `None` where it cannot.
    pub fn express(&self, policy: &Policy) -> Option<Vec<(String, String)>> {
        if policy.framework != self.framework {
            return None;
        }
        let facts = policy.facts();
        let is_default = |name: &str, value: &Value| {
            facts.default_of(name).is_some_and(|default| value::of_default(default) == *value)
        };
        for (name, value) in &self.fixed {
            let is_same = match policy.settings.get(name) {
                Some(wanted) => wanted == value,
                None => is_default(name, value),
            };
            if !is_same {
                return None;
            }
        }
        let mut given = Vec::new();
        for (setting, (parameter, default)) in &self.parameters {
            match (policy.settings.get(setting), default) {
                (Some(wanted), Some(default)) if wanted == default && wanted.is_known() => {}
                (Some(_), _) => given.push((parameter.clone(), setting.clone())),
                (None, Some(default)) if is_default(setting, default) => {}
                (None, _) => return None,
            }
        }
        let is_covered = |name: &String| self.fixed.contains_key(name) || self.parameters.contains_key(name);
        let mut others = policy.settings.iter().filter(|(name, _)| !is_covered(name));
        given.sort_by_key(|(parameter, _)| self.order.iter().position(|known| known == parameter));
        others.all(|(name, value)| is_default(name, value)).then_some(given)
    }

    /// Whether it is there when code at this offset of its own file runs at module level.
    pub fn is_above(&self, offset: u32) -> bool {
        self.start < offset
    }
}
