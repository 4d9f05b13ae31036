//! What reading or setting an attribute can raise.

use overhaul_python::Ranged;
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::types::Origin;

use super::super::data::{ROWS, WORDS};
use super::reader::{Reader, shown};

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
        let Some(known) = self.known(&attribute.value) else { return self.unknown(what) };
        self.rely_on(&attribute.value);
        if known.none {
            self.raise("AttributeError", &what);
        }
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

    /// The import path that the expression stands for, unless it leads into the project.
    pub fn imported(&self, expr: &Expr) -> Option<String> {
        let path = self.code.module.names().qualified(expr)?;
        if path.starts_with('.') {
            return None;
        }
        if path.starts_with("builtins.") {
            return Some(path);
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
