//! What reading or setting an attribute can raise.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::types::{Origin, Value};
use overhaul_python::{BindingKind, Names, Ranged, TextRange};

use super::super::data::{ROWS, WORDS};
use super::reader::{Reader, shown};
use super::values::Known;

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
        if matches!(base.values[..], [Value::Class(_)]) {
            return matches!(self.types.value(attribute.range()).values[..], [Value::EnumMember(_)]);
        }
        let Some(path) = self.code.module.names().qualified(&attribute.value) else { return false };
        let Some(Origin::Project(Some(file))) = self.types.resolves(&path) else { return false };
        let Some(module) = self.types.beside(&file).module() else { return false };
        let names = module.names();
        names.bindings_in(Names::MODULE, &attribute.attr).iter().any(|id| {
            let binding = names.binding(*id);
            !binding.conditional && !matches!(binding.kind, BindingKind::Other | BindingKind::ExceptHandler)
        })
    }

    /// What a receiver raises that is not what it should be: `None`, or what a caller passed against an annotation.
    pub fn receiver(&mut self, receiver: &Expr, known: &Known, what: &str) {
        self.rely_on(receiver);
        let is_self = receiver.as_name_expr().is_some_and(|name| self.is_self(name));
        if known.none || !is_self && !self.is_seen(receiver) {
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
        // `datetime.timezone.utc` is the attribute of a class.
        let loaded = std::iter::successors(Some(module), |module| Some(module.rsplit_once('.')?.0))
            .find_map(|module| self.types.resolves(module));
        let depends = WORDS.has("platform", "modules", module)
            && attribute.attr.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        let exists = self.types.value(attribute.range());
        let is_there = exists.complete && !exists.values.is_empty();
        match loaded {
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
        let is_name = |target: &Expr| target.as_name_expr().is_some_and(|name| name.id == attribute);
        // A descriptor or a property under another name would run code.
        let is_plain = |value: &Expr| !matches!(value, Expr::Call(_) | Expr::Name(_) | Expr::Attribute(_));
        class.body.iter().any(|stmt| match stmt {
            Stmt::Assign(assign) => assign.targets.iter().any(is_name) && is_plain(&assign.value),
            Stmt::AnnAssign(assign) => {
                assign.value.as_deref().is_some_and(is_plain) && is_name(&assign.target)
            }
            Stmt::FunctionDef(def) if def.name.as_str() == "__init__" => {
                !self.is_initialized_otherwise(class) && sets_at_once(def, attribute, instance.range())
            }
            _ => false,
        })
    }

    /// Whether setting the attribute of the instance runs no code: the class has no property of the name, no hook and no
    /// slots, and inherits from nothing but exceptions.
    pub fn can_be_set(&self, instance: &ast::ExprName, attribute: &str) -> bool {
        let outline = &self.code.outline;
        let Some(id) = outline.innermost(instance.start()) else { return false };
        let Some(class) = outline.ancestors(id).find_map(|node| node.stmt.as_class_def_stmt()) else {
            return false;
        };
        let bases = class.arguments.as_deref().map(|arguments| &arguments.args);
        let has_code = class.body.iter().any(|stmt| match stmt {
            Stmt::FunctionDef(def) => def.name.as_str() == "__setattr__" || def.name.as_str() == attribute,
            Stmt::Assign(assign) => assign
                .targets
                .iter()
                .filter_map(Expr::as_name_expr)
                .any(|name| name.id == "__slots__" || name.id == attribute),
            _ => false,
        });
        !has_code
            && class.decorator_list.is_empty()
            && bases.into_iter().flatten().all(|base| {
                self.class(base).is_some() || self.imported(base).as_deref() == Some("builtins.object")
            })
    }

    /// Whether a class of this file that derives from the class has an `__init__` which does not call the one of its base.
    fn is_initialized_otherwise(&self, class: &ast::StmtClassDef) -> bool {
        let derives = |other: &&ast::StmtClassDef| {
            let bases = other.arguments.as_deref().map(|arguments| &arguments.args);
            bases
                .into_iter()
                .flatten()
                .any(|base| base.as_name_expr().is_some_and(|base| base.id == class.name.as_str()))
        };
        let classes = self.code.outline.nodes().iter().filter_map(|node| node.stmt.as_class_def_stmt());
        classes.filter(derives).any(|other| {
            let mut own = other.body.iter().filter_map(Stmt::as_function_def_stmt);
            own.any(|def| def.name.as_str() == "__init__" && !self.slice(def).contains(".__init__("))
        })
    }
}

/// Whether `__init__` sets the attribute whatever happens, before it calls anything that could use it, and before `place`.
fn sets_at_once(def: &ast::StmtFunctionDef, attribute: &str, place: TextRange) -> bool {
    let first = def.parameters.iter_non_variadic_params().next().map(|first| first.name().as_str());
    let sets = |target: &Expr| {
        target.as_attribute_expr().is_some_and(|target| {
            target.attr.as_str() == attribute
                && target.value.as_name_expr().is_some_and(|name| Some(name.id.as_str()) == first)
        })
    };
    for stmt in &def.body {
        let is_before = !def.range().contains_range(place) || stmt.end() < place.start();
        let is_set = match stmt {
            Stmt::Assign(assign) => assign.targets.iter().any(sets),
            Stmt::AnnAssign(assign) => assign.value.is_some() && sets(&assign.target),
            _ => false,
        };
        if is_set {
            return is_before;
        }
        if leads_away(stmt, first) {
            return false;
        }
    }
    false
}

/// Whether the statement returns, or hands the instance to other code.
fn leads_away(stmt: &Stmt, instance: Option<&str>) -> bool {
    struct Search<'i> {
        instance: Option<&'i str>,
        found: bool,
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.found |= stmt.is_return_stmt();
            visitor::walk_stmt(self, stmt);
        }

        fn visit_expr(&mut self, expr: &'a Expr) {
            let is_instance =
                |expr: &Expr| expr.as_name_expr().is_some_and(|name| Some(name.id.as_str()) == self.instance);
            if let Expr::Call(call) = expr {
                let is_method =
                    call.func.as_attribute_expr().is_some_and(|attribute| is_instance(&attribute.value));
                self.found |= is_method || call.arguments.args.iter().any(is_instance);
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut search = Search { instance, found: false };
    search.visit_stmt(stmt);
    search.found
}
