//! What a call can raise: by its row, or by the function of the project that it reaches.

use overhaul_python::Ranged;
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::types::Value;

use super::super::data::{ROWS, Row, WORDS};
use super::reader::{Reader, shown};

impl Reader<'_, '_> {
    pub fn call(&mut self, call: &ExprCall) {
        let what = format!("`{}`", shown(self.slice(&*call.func)));
        if let Some(path) = self.imported(&call.func) {
            self.root(&call.func);
            self.arguments(&call.arguments);
            return self.imported_call(&path, call, &what);
        }
        if let Expr::Attribute(attribute) = &*call.func {
            if is_super(&attribute.value) {
                self.arguments(&call.arguments);
                return self.inherited(call, &what);
            }
            self.expr(&attribute.value);
            if WORDS.has("changes", "methods", attribute.attr.as_str()) {
                self.effects.changes = true;
            }
            if WORDS.has("exits", "methods", attribute.attr.as_str()) {
                self.raise("SystemExit", &what);
            }
        } else {
            self.expr(&call.func);
        }
        self.arguments(&call.arguments);
        self.reached(call, &what);
    }

    /// A builtin, or a function or class of a module that is not the project's.
    fn imported_call(&mut self, path: &str, call: &ExprCall, what: &str) {
        if WORDS.has("exits", "calls", path) {
            return self.raise("SystemExit", what);
        }
        let Some(row) = ROWS.get(path, self.question.lowest) else {
            if !self.exception(path) {
                self.reached(call, what);
            }
            return;
        };
        if row.platform || self.question.is_promised && row.is_missing_on(self.question.lowest) {
            self.raise("AttributeError", what);
        }
        self.by_row(row, call, what);
    }

    /// Whether the path is an exception class of the table, which is made without raising.
    fn exception(&self, path: &str) -> bool {
        super::super::data::CLASSES.canonical(path, self.question.lowest).is_some()
    }

    /// What the type service says that the call reaches.
    fn reached(&mut self, call: &ExprCall, what: &str) {
        if let Expr::Attribute(attribute) = &*call.func
            && let Some(known) = self.known(&attribute.value)
            && !known.kinds.is_empty()
            && let Some(rows) = self.method_rows(&known, attribute.attr.as_str())
        {
            self.receiver(&attribute.value, &known, what);
            return self.by_rows_of_call(&rows, call, what);
        }
        let callees = self.types.callees(call.func.range());
        if callees.definitions.is_empty() || !callees.complete {
            return self.unknown(what);
        }
        if let Expr::Attribute(attribute) = &*call.func {
            match self.known(&attribute.value) {
                Some(known) => self.receiver(&attribute.value, &known, what),
                // An optional module is `None` where it is missing.
                None if self.types.value(attribute.value.range()).values.contains(&Value::None) => {
                    self.raise("AttributeError", what);
                }
                None => {}
            }
        }
        for callee in &callees.definitions {
            if let Some((file, name)) = &callee.place {
                self.follow(callee, file, *name, call, what);
                continue;
            }
            let public = ROWS.public(&callee.qualified);
            if WORDS.has("exits", "calls", &public) {
                self.raise("SystemExit", what);
                continue;
            }
            match ROWS.get(&public, self.question.lowest) {
                Some(row) => self.by_row(row, call, what),
                None if callee.is_class && self.exception(&public) => {}
                None => self.unknown(what),
            }
        }
    }

    fn by_rows_of_call(&mut self, rows: &[&'static Row], call: &ExprCall, what: &str) {
        for row in rows {
            if WORDS.has("exits", "calls", &row.call) {
                self.raise("SystemExit", what);
            }
            self.by_row(row, call, what);
        }
    }

    /// `super().method(...)`: harmless where it is the constructor of an exception or of `object`.
    fn inherited(&mut self, call: &ExprCall, what: &str) {
        let callees = self.types.callees(call.func.range());
        let is_harmless = |qualified: &str| {
            qualified
                .strip_suffix(".__init__")
                .is_some_and(|class| class == "builtins.object" || self.exception(class))
        };
        let all = callees.complete && callees.definitions.iter().all(|callee| is_harmless(&callee.qualified));
        if !all || callees.definitions.is_empty() {
            self.unknown(what);
        }
    }

    /// Whether the call is a method's, on an instance whose class may have subclasses that do it otherwise.
    pub fn is_on_instance(&self, call: &ExprCall) -> bool {
        let Expr::Attribute(attribute) = &*call.func else { return false };
        let is_made_here = self.known(&attribute.value).is_some() && self.is_seen(&attribute.value);
        let is_name_of_module_or_class =
            matches!(self.types.value(attribute.value.range()).values[..], [Value::Class(_) | Value::Other])
                && !attribute.value.as_name_expr().is_some_and(|name| self.is_self(name));
        !is_made_here && !is_name_of_module_or_class
    }
}

fn is_super(expr: &Expr) -> bool {
    expr.as_call_expr().and_then(|call| call.func.as_name_expr()).is_some_and(|name| name.id == "super")
}
