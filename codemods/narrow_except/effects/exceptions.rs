//! Which exception class an expression names, and what `raise` and `except` make of it.

use overhaul_python::ast::{self, Expr};
use overhaul_python::types::Value;
use overhaul_python::{BindingKind, Ranged, Resolution};

use super::super::data::{CLASSES, ROWS};
use super::reader::{Caught, Reader, shown};
use super::{Class, Effects};

impl Reader<'_, '_> {
    /// The exception class that the expression is.
    pub fn class(&self, expr: &Expr) -> Option<Class> {
        let lowest = self.question.lowest;
        if let Some(path) = self.imported(expr)
            && let Some(name) =
                CLASSES.canonical(&path, lowest).or_else(|| CLASSES.canonical(&ROWS.public(&path), lowest))
        {
            return Some(Class::known(name));
        }
        let answer = self.types.value(expr.range());
        let [Value::Class(classes)] = &answer.values[..] else { return None };
        if !answer.complete {
            return None;
        }
        let canonical = |class: &String| {
            CLASSES.canonical(class, lowest).or_else(|| CLASSES.canonical(&ROWS.public(class), lowest))
        };
        if let Some(name) = canonical(classes.first()?) {
            return Some(Class::known(name));
        }
        let above: Vec<String> = classes[1..]
            .iter()
            .map(|class| canonical(class).map_or_else(|| class.clone(), str::to_owned))
            .collect();
        above.iter().any(|name| name == "BaseException").then(|| Class { name: classes[0].clone(), above })
    }

    /// The classes that an `except` clause takes; `None` where one of them is not known.
    pub fn caught_by(&self, handler: &ast::ExceptHandlerExceptHandler) -> Option<Vec<Class>> {
        match handler.type_.as_deref() {
            None => Some(vec![Class::known("BaseException")]),
            Some(Expr::Tuple(tuple)) => tuple.elts.iter().map(|class| self.class(class)).collect(),
            Some(class) => Some(vec![self.class(class)?]),
        }
    }

    pub fn raise_stmt(&mut self, stmt: &ast::StmtRaise) {
        if let Some(cause) = &stmt.cause {
            self.expr(cause);
        }
        let what = format!("`{}`", shown(self.slice(stmt)));
        let Some(raised) = stmt.exc.as_deref() else {
            return match self.caught.last().cloned() {
                Some(caught) => self.effects.merge(caught.effects),
                None => self.unknown(what),
            };
        };
        let class = match raised {
            Expr::Call(call) => {
                let class = self.class(&call.func);
                match &class {
                    // Its constructor is code of the project.
                    Some(class) if class.is_own() => self.call(call),
                    _ => self.arguments(&call.arguments),
                }
                class
            }
            other => self.class(other),
        };
        match class {
            Some(class) => {
                let cause = self.cause(what);
                self.effects.raises.entry(class).or_default().insert(cause);
            }
            None => match self.caught_as(raised) {
                Some(caught) => self.effects.merge(caught),
                None => self.unknown(what),
            },
        }
    }

    /// What the `e` of an `except ... as e` around this place is.
    fn caught_as(&self, expr: &Expr) -> Option<Effects> {
        let name = expr.as_name_expr()?;
        let names = self.code.module.names();
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return None };
        let is_caught = bindings.iter().all(|id| names.binding(*id).kind == BindingKind::ExceptHandler);
        let mut around =
            self.caught.iter().rev().filter(|caught| caught.name.as_deref() == Some(name.id.as_str()));
        around.next().filter(|_| is_caught).map(|caught| caught.effects.clone())
    }

    pub fn try_stmt(&mut self, stmt: &ast::StmtTry) {
        let mut open = self.apart(|reader| reader.suite(&stmt.body));
        for handler in &stmt.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let caught = match self.caught_by(handler) {
                Some(classes) if !stmt.is_star => open.catch(&classes, self.question.lowest),
                // It takes something, and nobody knows what it leaves.
                _ => open.clone(),
            };
            if let Some(class) = handler.type_.as_deref() {
                let named = self.apart(|reader| reader.handler_types(class));
                self.effects.merge(named);
            }
            let name = handler.name.as_ref().map(ToString::to_string);
            self.caught.push(Caught { name, effects: caught });
            self.suite(&handler.body);
            self.caught.pop();
        }
        self.effects.merge(open);
        self.suite(&stmt.orelse);
        self.suite(&stmt.finalbody);
    }

    /// The classes of a clause are looked up only when something is raised, and the lookup may fail.
    fn handler_types(&mut self, class: &Expr) {
        let parts = class.as_tuple_expr().map_or(std::slice::from_ref(class), |tuple| &tuple.elts);
        for part in parts {
            if self.class(part).is_some() {
                self.root(part);
            } else {
                self.unknown(format!("`except {}`", shown(self.slice(part))));
            }
        }
    }

    /// What `contextlib.suppress(...)` lets through.
    pub fn suppressed(&self, manager: &Expr) -> Option<Vec<Class>> {
        let call = manager.as_call_expr()?;
        if self.imported(&call.func).as_deref() != Some("contextlib.suppress")
            || !call.arguments.keywords.is_empty()
        {
            return None;
        }
        call.arguments.args.iter().map(|class| self.class(class)).collect()
    }
}
