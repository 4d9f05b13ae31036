//! What reading or setting an attribute can raise.

use overhaul_python::Ranged;
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::types::{Origin, Value};

use super::super::data::{ROWS, WORDS};
use super::reader::{Reader, shown};
use super::values::{Known, Trust};

impl Reader<'_, '_> {
    /// `value.name`, read.
    pub fn attribute(&mut self, attribute: &ast::ExprAttribute) {
        let what = format!("`{}`", shown(self.slice(attribute)));
        if let Some(path) = self.imported(&Expr::Attribute(attribute.clone())) {
            self.root(&attribute.value);
            return self.of_module(&path, attribute, &what);
        }
        self.expr(&attribute.value);
        if let Expr::Name(name) = &*attribute.value
            && self.is_self(name)
            && self.is_set_by_class(name, attribute.attr.as_str())
        {
            return;
        }
        if self.is_bound_in_module_or_class(attribute) {
            return;
        }
        let Some(known) = self.known(&attribute.value) else { return self.unknown(what) };
        self.receiver(&attribute.value, &known, &what);
        for kind in &known.kinds {
            let names: Vec<String> = kind.iter().map(|class| format!("{class}.{}", attribute.attr)).collect();
            if names.iter().any(|name| WORDS.has("plain_attributes", "names", name)) {
                continue;
            }
            let row = names.iter().find_map(|name| ROWS.get(name, self.question.lowest));
            match row {
                Some(row) if !row.opaque => self.raise_all(&row.raises, &what),
                _ => self.unknown(what.clone()),
            }
        }
    }

    /// Whether the value is a class, or a module of the project, which binds the attribute for certain.
    fn is_bound_in_module_or_class(&self, attribute: &ast::ExprAttribute) -> bool {
        let base = self.types.value(attribute.value.range());
        let is_class = matches!(base.values[..], [Value::Class(_)]) && base.complete;
        let is_module = || {
            let path = self.code.module.names().qualified(&attribute.value);
            matches!(base.values[..], [Value::Other]) && path.is_some_and(|path| self.is_of_project(&format!("{path}._")))
        };
        if !is_class && !is_module() {
            return false;
        }
        let found = self.types.value(attribute.range());
        found.complete && !found.values.is_empty() && !self.types.has_error(attribute.range())
    }

    /// What a receiver raises that is not what it should be: `None`, or what a caller passed against an annotation.
    pub fn receiver(&mut self, receiver: &Expr, known: &Known, what: &str) {
        self.rely_on(receiver);
        let is_self = receiver.as_name_expr().is_some_and(|name| self.is_self(name));
        if known.none || !is_self && self.trust(receiver) == Trust::Annotated {
            self.raise("AttributeError", what);
        }
    }

    /// The import path that the expression stands for, unless it leads into the project.
    pub fn imported(&self, expr: &Expr) -> Option<String> {
        let names = self.code.module.names();
        let path = names.qualified(expr)?;
        if path.starts_with('.') {
            return None;
        }
        if path.starts_with("builtins.") {
            // `from os import *` gives `open` another meaning; the type service knows, where it knows the module.
            let stars = names.star_imports();
            let is_builtin = || {
                let callees = self.types.callees(expr.range());
                stars.iter().all(|star| self.types.resolves(&star.module).is_some())
                    && callees.complete
                    && callees.definitions.iter().all(|callee| callee.qualified == path)
            };
            return (stars.is_empty() || is_builtin()).then_some(path);
        }
        (!self.is_of_project(&format!("{path}._"))).then(|| ROWS.public(&path))
    }

    /// The name that a chain of attributes starts with has to be bound.
    pub fn root(&mut self, expr: &Expr) {
        match expr {
            Expr::Attribute(attribute) => self.root(&attribute.value),
            other => self.expr(other),
        }
    }

    /// An attribute of an imported module.
    fn of_module(&mut self, path: &str, attribute: &ast::ExprAttribute, what: &str) {
        if path.starts_with("builtins.") {
            return self.unknown(what);
        }
        if WORDS.has("platform", "everywhere", path) {
            return;
        }
        if let Some(row) = ROWS.get(path, self.question.lowest) {
            if row.platform || self.question.is_promised && row.is_missing_on(self.question.lowest) {
                self.raise("AttributeError", what);
            }
            return;
        }
        let module = path.rsplit_once('.').map_or("", |(module, _)| module);
        let depends = WORDS.has("platform", "modules", module)
            && attribute.attr.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        let exists = self.types.value(attribute.range());
        let is_there = exists.complete && !exists.values.is_empty();
        match self.types.resolves(module) {
            Some(Origin::StandardLibrary) if is_there && !depends => {}
            // A module has no attributes but those that it binds.
            Some(Origin::StandardLibrary) => self.raise("AttributeError", what),
            Some(_) if is_there => {}
            _ => self.unknown(what),
        }
    }

    /// Whether the class around this method gives the attribute to each of its instances: in its own body, or in
    /// `__init__` whatever happens there.
    pub fn is_set_by_class(&self, instance: &ast::ExprName, attribute: &str) -> bool {
        let outline = &self.code.outline;
        let Some(id) = outline.innermost(instance.start()) else { return false };
        let class = outline.ancestors(id).find_map(|node| node.stmt.as_class_def_stmt());
        let Some(class) = class else { return false };
        // A property, or a hook of the class, runs code of its own.
        let has_code = class.body.iter().filter_map(Stmt::as_function_def_stmt).any(|def| {
            matches!(def.name.as_str(), "__setattr__" | "__getattribute__") || def.name.as_str() == attribute
        });
        if has_code {
            return false;
        }
        class.body.iter().any(|stmt| match stmt {
            Stmt::Assign(assign) => {
                assign
                    .targets
                    .iter()
                    .any(|target| target.as_name_expr().is_some_and(|name| name.id == attribute))
                    && !assign.value.is_call_expr()
            }
            Stmt::AnnAssign(assign) => {
                assign.value.is_some()
                    && assign.target.as_name_expr().is_some_and(|name| name.id == attribute)
            }
            Stmt::FunctionDef(def) if def.name.as_str() == "__init__" => {
                let first =
                    def.parameters.iter_non_variadic_params().next().map(|first| first.name().as_str());
                let sets = |target: &Expr| {
                    target.as_attribute_expr().is_some_and(|target| {
                        target.attr.as_str() == attribute
                            && target.value.as_name_expr().is_some_and(|name| Some(name.id.as_str()) == first)
                    })
                };
                // What stands behind the place itself has not run yet when `__init__` gets there.
                let before = |stmt: &&Stmt| {
                    !def.range().contains_range(instance.range()) || stmt.end() < instance.start()
                };
                def.body.iter().filter(before).any(|stmt| match stmt {
                    Stmt::Assign(assign) => assign.targets.iter().any(sets),
                    Stmt::AnnAssign(assign) => assign.value.is_some() && sets(&assign.target),
                    _ => false,
                })
            }
            _ => false,
        })
    }
}
