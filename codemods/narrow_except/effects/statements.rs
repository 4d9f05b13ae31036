//! What statements can raise.

use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::types::Origin;
use overhaul_python::{PythonVersion, Ranged};

use super::super::data::ROWS;
use super::reader::{Reader, shown};
use super::{Assumption, Class};

impl Reader<'_, '_> {
    pub fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Expr(stmt) => self.expr(&stmt.value),
            Stmt::Return(stmt) => stmt.value.iter().for_each(|value| self.expr(value)),
            Stmt::Assign(assign) => {
                self.expr(&assign.value);
                assign.targets.iter().for_each(|target| self.assign_to(target, Some(&assign.value)));
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.expr(value);
                    self.assign_to(&assign.target, Some(value));
                }
            }
            Stmt::AugAssign(assign) => {
                self.expr(&assign.value);
                match &*assign.target {
                    Expr::Name(_) => self.augmented_name(assign),
                    other => {
                        self.expr(other);
                        self.unknown(format!("`{}`", shown(self.slice(assign))));
                    }
                }
            }
            Stmt::Delete(delete) => delete.targets.iter().for_each(|target| self.delete(target)),
            Stmt::Raise(stmt) => self.raise_stmt(stmt),
            Stmt::Assert(stmt) => {
                self.condition(&stmt.test);
                stmt.msg.iter().for_each(|message| self.expr(message));
                self.raise("AssertionError", "`assert`");
            }
            Stmt::If(stmt) => {
                self.condition(&stmt.test);
                self.suite(&stmt.body);
                for clause in &stmt.elif_else_clauses {
                    clause.test.iter().for_each(|test| self.condition(test));
                    self.suite(&clause.body);
                }
            }
            Stmt::While(stmt) => {
                self.condition(&stmt.test);
                self.suite(&stmt.body);
                self.suite(&stmt.orelse);
            }
            Stmt::For(stmt) => {
                if stmt.is_async {
                    self.unknown(format!("`async for` over `{}`", shown(self.slice(&*stmt.iter))));
                } else {
                    self.iterate(&stmt.iter);
                }
                self.loop_target(&stmt.target, &stmt.iter);
                self.suite(&stmt.body);
                self.suite(&stmt.orelse);
            }
            Stmt::With(with) => self.with(with),
            Stmt::Try(stmt) => self.try_stmt(stmt),
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.import(alias.name.as_str(), None);
                }
            }
            Stmt::ImportFrom(import) => {
                let dots = ".".repeat(import.level as usize);
                let module = format!("{dots}{}", import.module.as_deref().unwrap_or_default());
                import.names.iter().for_each(|alias| self.import(&module, Some(alias.name.as_str())));
            }
            Stmt::FunctionDef(def) => {
                if def.decorator_list.is_empty() {
                    self.defaults(Some(&def.parameters));
                } else {
                    self.unknown(format!("the decorator of `{}`", def.name));
                }
            }
            Stmt::ClassDef(class) => self.unknown(format!("the body of the class `{}`", class.name)),
            Stmt::Match(_) => self.unknown("`match`"),
            Stmt::TypeAlias(_)
            | Stmt::Pass(_)
            | Stmt::Break(_)
            | Stmt::Continue(_)
            | Stmt::Global(_)
            | Stmt::Nonlocal(_) => {}
            Stmt::IpyEscapeCommand(_) => self.unknown("a shell command"),
        }
    }

    fn augmented_name(&mut self, assign: &ast::StmtAugAssign) {
        let Expr::Name(name) = &*assign.target else { return };
        // The target is read before it is written: its own binding does not count.
        self.name(name);
        self.binary(assign.op, &assign.target, &assign.value, assign.range());
    }

    /// A target of an assignment, a loop or a `with`.
    pub fn assign_to(&mut self, target: &Expr, value: Option<&Expr>) {
        match target {
            Expr::Name(_) => {}
            Expr::Starred(starred) => self.assign_to(&starred.value, None),
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(target, elts, value);
            }
            Expr::Subscript(subscript) => self.subscript(subscript, "__setitem__", value),
            Expr::Attribute(attribute) => {
                let is_own = attribute
                    .value
                    .as_name_expr()
                    .is_some_and(|name| self.is_self(name) && self.can_be_set(name, attribute.attr.as_str()));
                self.expr(&attribute.value);
                if !is_own {
                    self.unknown(format!("setting `{}`", shown(self.slice(attribute))));
                }
            }
            other => self.unknown(format!("assigning to `{}`", shown(self.slice(other)))),
        }
    }

    /// The target of a loop. Items of a dictionary and of `enumerate` are pairs.
    pub fn loop_target(&mut self, target: &Expr, iter: &Expr) {
        let parts = match target {
            Expr::Tuple(tuple) if tuple.elts.len() == 2 => Some(&tuple.elts),
            _ => None,
        };
        let gives_pairs = iter.as_call_expr().is_some_and(|call| match &*call.func {
            Expr::Attribute(attribute) => {
                attribute.attr.as_str() == "items"
                    && self.known(&attribute.value).is_some_and(|known| known.is("builtins.dict"))
            }
            function => self.imported(function).as_deref() == Some("builtins.enumerate"),
        });
        match parts.filter(|_| gives_pairs) {
            Some(parts) => parts.iter().for_each(|part| self.assign_to(part, None)),
            None => self.assign_to(target, None),
        }
    }

    fn unpack(&mut self, target: &Expr, parts: &[Expr], value: Option<&Expr>) {
        let given = match value {
            Some(Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. })) => {
                Some(elts)
            }
            _ => None,
        };
        let is_plain = |elements: &[Expr]| !elements.iter().any(Expr::is_starred_expr);
        if let Some(given) = given
            && given.len() == parts.len()
            && is_plain(given)
            && is_plain(parts)
        {
            for (part, value) in parts.iter().zip(given) {
                self.assign_to(part, Some(value));
            }
            return;
        }
        let what = format!("unpacking into `{}`", shown(self.slice(target)));
        let length = value.and_then(|value| self.length(value));
        if length == Some(parts.len()) && is_plain(parts) {
            for part in parts {
                self.assign_to(part, None);
            }
            return;
        }
        match value {
            // The items of a loop have a type that nobody asks for here.
            None => self.unknown(what),
            Some(value) => match self.known(value) {
                Some(known)
                    if known.kinds.iter().all(|kind| {
                        ["builtins.list", "builtins.tuple", "builtins.str", "builtins.bytes", "builtins.dict"]
                            .iter()
                            .any(|class| kind.iter().any(|known| known == class))
                    }) && !known.kinds.is_empty() =>
                {
                    self.raise("ValueError", &what);
                    self.rely_on(value);
                    if known.none || !self.is_seen(value) {
                        self.raise("TypeError", &what);
                    }
                }
                _ => self.unknown(what),
            },
        }
        for part in parts {
            self.assign_to(part, None);
        }
    }

    fn delete(&mut self, target: &Expr) {
        self.effects.changes = true;
        match target {
            Expr::Name(name) => self.name(name),
            Expr::Subscript(subscript) => self.subscript(subscript, "__delitem__", None),
            other => self.unknown(format!("`del {}`", shown(self.slice(other)))),
        }
    }

    fn with(&mut self, with: &ast::StmtWith) {
        let mut suppressed: Vec<Class> = Vec::new();
        for item in &with.items {
            let manager = &item.context_expr;
            if let Some(classes) = self.suppressed(manager) {
                suppressed.extend(classes);
                continue;
            }
            self.expr(manager);
            self.enter(manager, with.is_async);
            if let Some(target) = &item.optional_vars {
                self.assign_to(target, None);
            }
        }
        let mut body = self.apart(|reader| reader.suite(&with.body));
        if !suppressed.is_empty() {
            body.catch(&suppressed, self.question.lowest);
        }
        self.effects.merge(body);
    }

    /// `__enter__` and `__exit__` of the manager.
    fn enter(&mut self, manager: &Expr, is_async: bool) {
        // The call that makes the manager stands for it.
        let what = match manager {
            Expr::Call(call) => format!("`{}`", shown(self.slice(&*call.func))),
            other => format!("`with {}`", shown(self.slice(other))),
        };
        let (enter, exit) = if is_async { ("__aenter__", "__aexit__") } else { ("__enter__", "__exit__") };
        let Some(known) = self.known(manager).filter(|known| !known.kinds.is_empty() && !known.none) else {
            return self.unknown(what);
        };
        self.rely_on(manager);
        if !self.is_seen(manager) {
            self.raise("TypeError", &what);
            // Source: https://docs.python.org/3/whatsnew/3.11.html#other-language-changes
            if self.question.lowest < PythonVersion::PY311 {
                self.raise("AttributeError", &what);
            }
        }
        for kind in &known.kinds {
            let row = |method: &str| {
                kind.iter().find_map(|class| ROWS.get(&format!("{class}.{method}"), self.question.lowest))
            };
            let rows = [row(enter), row(exit)];
            // A manager whose rows say only how it is left enters without raising.
            if rows.iter().all(Option::is_none) {
                self.unknown(what.clone());
            }
            for row in rows.into_iter().flatten() {
                if row.opaque {
                    self.unknown(what.clone());
                }
                self.raise_all(&row.raises, &what);
            }
        }
    }

    /// `import module` or `from module import name`.
    fn import(&mut self, module: &str, name: Option<&str>) {
        let what = match name {
            Some(name) => format!("`from {module} import {name}`"),
            None => format!("`import {module}`"),
        };
        self.raise("ImportError", &what);
        let is_plain = self.types.resolves(module) == Some(Origin::StandardLibrary)
            || (!module.starts_with('.') && overhaul_python::is_standard_library(module));
        if !is_plain {
            self.assume(Assumption::Import(module.to_owned()));
        }
    }
}
