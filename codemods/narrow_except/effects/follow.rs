//! Functions and classes of the project, followed into their bodies.

use overhaul_python::ast::{Expr, ExprCall, Stmt, StmtClassDef, StmtFunctionDef};
use overhaul_python::types::Callee;
use overhaul_python::{Ranged, TextRange};

use super::Assumption;
use super::reader::{Code, Reader, Step, shown};

/// Decorators that leave what a call does as it is. Source: the pages of `functools`, `abc`, `typing`.
const TRANSPARENT: &[&str] = &[
    "builtins.staticmethod",
    "builtins.classmethod",
    "builtins.property",
    "typing.final",
    "typing.override",
    "typing_extensions.override",
];

impl Reader<'_, '_> {
    /// Adds what a function, a method or a constructor of the project does.
    pub fn follow(&mut self, callee: &Callee, file: &str, name: TextRange, call: &ExprCall, what: &str) {
        let shown = shown(self.slice(&*call.func));
        let step = Step { file: file.to_owned(), name, shown: format!("`{shown}`") };
        if let Err(why) = self.may_follow(&step) {
            return self.unknown(format!("{what}, which {why},"));
        }
        let mut via = self.via.to_vec();
        via.push(step);
        let (question, own) = (self.question, self.types);
        if file == own.name() && !own.is_edited() {
            return self.follow_into(Reader::new(question, self.code, own, &via), callee, call, what);
        }
        let types = own.beside(file);
        let Some(module) = types.module() else { return self.unknown(what) };
        self.follow_into(Reader::new(question, &Code::new(&module), &types, &via), callee, call, what);
    }

    /// The same, with a reader of the file that it is in.
    fn follow_into(&mut self, mut reader: Reader<'_, '_>, callee: &Callee, call: &ExprCall, what: &str) {
        let Some(Step { file, name, shown }) = reader.via.last().cloned() else { return self.unknown(what) };
        let called = callee.qualified.rsplit('.').next().unwrap_or_default();
        let is_replaced = reader.code.is_set_elsewhere(called)
            || self.code.is_set_elsewhere(called)
            || call.func.is_attribute_expr()
                && (reader.code.assigns_attribute(called) || self.code.assigns_attribute(called));
        if is_replaced {
            return self.unknown(format!("{what}, which other code replaces,"));
        }
        let is_open = !callee.is_class && self.is_on_instance(call);
        let is_overridden =
            is_open && (reader.is_overridden(callee, &file) || self.is_overridden(callee, &file));
        let found = match (callee.is_class, is_overridden) {
            (true, _) => reader.constructor(name),
            (false, true) => Err("which a subclass does otherwise"),
            (false, false) => reader.function(name),
        };
        let effects = reader.finish();
        match found {
            Ok(()) => {
                if is_open {
                    self.assume(Assumption::Override(shown));
                }
                self.effects.merge(effects);
            }
            Err(why) => self.unknown(format!("{what}, {why},")),
        }
    }

    fn function(&mut self, name: TextRange) -> Result<(), &'static str> {
        let node = self
            .code
            .outline
            .nodes()
            .iter()
            .find_map(|node| node.stmt.as_function_def_stmt().filter(|def| def.name.range() == name));
        self.body_of(node.ok_or("which is not found in its file")?)
    }

    /// Whether a class of this file that has a base class has a method of the callee's name.
    fn is_overridden(&self, callee: &Callee, file: &str) -> bool {
        let method = callee.qualified.rsplit('.').next();
        let itself = callee.place.as_ref().filter(|_| self.types.name() == file).map(|(_, name)| *name);
        self.code.outline.nodes().iter().filter_map(|node| node.stmt.as_class_def_stmt()).any(|class| {
            let has_base = class.arguments.as_deref().is_some_and(|arguments| !arguments.args.is_empty());
            let mut own = class.body.iter().filter_map(Stmt::as_function_def_stmt);
            has_base && own.any(|def| Some(def.name.as_str()) == method && Some(def.name.range()) != itself)
        })
    }

    fn body_of(&mut self, def: &StmtFunctionDef) -> Result<(), &'static str> {
        let names = self.code.module.names();
        let is_transparent = def.decorator_list.iter().all(|decorator| {
            let called = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            names.qualified(called).is_some_and(|path| TRANSPARENT.contains(&path.as_str()))
        });
        if !is_transparent {
            return Err("which has a decorator");
        }
        let is_method = def
            .parameters
            .iter_non_variadic_params()
            .next()
            .is_some_and(|first| matches!(first.name().as_str(), "self" | "cls"));
        if is_method && is_stub(&def.body) {
            return Err("which is left to subclasses");
        }
        self.suite(&def.body);
        Ok(())
    }

    /// A class that is made: its `__init__`, where it has one of its own and inherits nothing else.
    fn constructor(&mut self, name: TextRange) -> Result<(), &'static str> {
        let class = self
            .code
            .outline
            .nodes()
            .iter()
            .find_map(|node| node.stmt.as_class_def_stmt().filter(|class| class.name.range() == name));
        let class: &StmtClassDef = class.ok_or("which is not found in its file")?;
        let is_dataclass = class.decorator_list.iter().all(|decorator| {
            let called = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            self.code.module.names().qualified(called).as_deref() == Some("dataclasses.dataclass")
        });
        let arguments = class.arguments.as_deref();
        let has_keywords = arguments.is_some_and(|arguments| !arguments.keywords.is_empty());
        if !is_dataclass || has_keywords {
            return Err("which is made in a way of its own");
        }
        let method = |wanted: &str| {
            class.body.iter().filter_map(Stmt::as_function_def_stmt).find(|def| def.name.as_str() == wanted)
        };
        // The factory of a field is a call that nobody sees.
        let has_factory = class.body.iter().filter_map(Stmt::as_ann_assign_stmt).any(|field| {
            field.value.as_deref().and_then(Expr::as_call_expr).is_some_and(|call| {
                let factory = call.arguments.find_keyword("default_factory").map(|keyword| &keyword.value);
                factory.is_some_and(|factory| {
                    let path = self.code.module.names().qualified(factory);
                    !path.is_some_and(|path| {
                        matches!(path.as_str(), "builtins.list" | "builtins.dict" | "builtins.set")
                    })
                })
            })
        });
        if has_factory || method("__new__").is_some() || method("__setattr__").is_some() {
            return Err("which is made in a way of its own");
        }
        let bases: Vec<&Expr> =
            arguments.map(|arguments| arguments.args.iter().collect()).unwrap_or_default();
        let are_exceptions = bases.iter().all(|base| self.class(base).is_some());
        if let Some(init) = method("__init__") {
            return if are_exceptions {
                self.body_of(init)
            } else {
                Err("whose base classes are not followed")
            };
        }
        match method("__post_init__") {
            Some(post) if are_exceptions => self.body_of(post),
            None if are_exceptions => Ok(()),
            _ => Err("whose base classes are not followed"),
        }
    }
}

/// A body that only says that a subclass has to do it, by raising whatever it may.
fn is_stub(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| match stmt {
        Stmt::Expr(stmt) => stmt.value.is_string_literal_expr() || stmt.value.is_ellipsis_literal_expr(),
        Stmt::Raise(_) => true,
        _ => false,
    })
}
