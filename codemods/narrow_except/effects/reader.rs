//! The walk over a suite and over the functions of the project that it calls.

use std::cell::Cell;
use std::collections::BTreeSet;

use overhaul_python::ast::{self, ExceptHandler, Expr, ExprName, Stmt};
use overhaul_python::types::FileTypes;
use overhaul_python::{Module, Outline, PythonVersion, Ranged, TextRange};

use super::super::binding::{self, Bound, Deleted};
use super::{Assumption, Cause, Class, Effects, Place};

/// So many functions of the project stand one behind the other at most.
const MAX_DEPTH: usize = 6;

/// So many functions are followed for one handler at most.
const MAX_FOLLOWED: usize = 150;

/// A parsed file with what is asked of it again and again.
pub struct Code<'a> {
    pub module: &'a Module,
    pub outline: Outline<'a>,
    deleted: Deleted<'a>,
    /// The names of `global` and `nonlocal` statements.
    shared: BTreeSet<&'a str>,
    /// The names of attributes that are assigned to.
    assigned: BTreeSet<&'a str>,
}

impl<'a> Code<'a> {
    pub fn new(module: &'a Module) -> Self {
        let outline = Outline::new(module.body());
        let deleted = Deleted::of(&outline);
        let names = outline.nodes().iter().flat_map(|node| match node.stmt {
            Stmt::Global(stmt) => &*stmt.names,
            Stmt::Nonlocal(stmt) => &*stmt.names,
            _ => &[],
        });
        let shared = names.map(ast::Identifier::as_str).collect();
        let assigned = outline.nodes().iter().flat_map(|node| attributes_set(node.stmt)).collect();
        Self { module, outline, deleted, shared, assigned }
    }

    /// Whether some statement gives an object an attribute of this name.
    pub fn assigns_attribute(&self, name: &str) -> bool {
        self.assigned.contains(name)
    }

    /// Whether some function sets the name outside of itself.
    pub fn is_set_elsewhere(&self, name: &str) -> bool {
        self.shared.contains(name)
    }

    pub fn bound(&self, name: &ExprName) -> Bound {
        binding::bound(self.module, &self.outline, &self.deleted, name)
    }
}

fn attributes_set(stmt: &Stmt) -> Vec<&str> {
    let targets = match stmt {
        Stmt::Assign(assign) => assign.targets.iter().collect(),
        Stmt::AnnAssign(assign) => vec![&*assign.target],
        _ => Vec::new(),
    };
    targets.into_iter().filter_map(|target| Some(target.as_attribute_expr()?.attr.as_str())).collect()
}

/// What is asked about all code that one handler stands behind.
pub struct Question {
    /// The lowest version that the code must run on, and whether the project says so.
    pub lowest: PythonVersion,
    pub is_promised: bool,
    /// Exceptions that only hostile input gives count too.
    pub hostile: bool,
    followed: Cell<usize>,
    /// How many names and attributes were looked up.
    pub(super) looked_up: Cell<usize>,
}

impl Question {
    pub fn new(lowest: Option<PythonVersion>, hostile: bool) -> Self {
        Self {
            lowest: lowest.unwrap_or(PythonVersion::PY38),
            is_promised: lowest.is_some(),
            hostile,
            followed: Cell::new(0),
            looked_up: Cell::new(0),
        }
    }
}

/// What the statements can raise.
pub fn suite(question: &Question, code: &Code<'_>, types: &FileTypes<'_>, body: &[Stmt]) -> Effects {
    let mut reader = Reader::new(question, code, types, &[]);
    reader.suite(body);
    reader.finish()
}

/// The classes that these clauses take; a class that is not known takes nothing.
pub fn caught(
    question: &Question,
    code: &Code<'_>,
    types: &FileTypes<'_>,
    clauses: &[ExceptHandler],
) -> Vec<Class> {
    let reader = Reader::new(question, code, types, &[]);
    let handlers = clauses.iter().map(|ExceptHandler::ExceptHandler(handler)| handler);
    let types = handlers.filter_map(|handler| handler.type_.as_deref());
    let parts = types.flat_map(|class| match class {
        Expr::Tuple(tuple) => tuple.elts.iter().collect(),
        class => vec![class],
    });
    parts.filter_map(|class| reader.class(class)).collect()
}

/// A function of the project on the way from the body to the code that is read.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub file: String,
    pub name: TextRange,
    pub shown: String,
}

pub(super) struct Reader<'r, 't> {
    pub question: &'r Question,
    pub code: &'r Code<'r>,
    pub types: &'r FileTypes<'t>,
    pub via: &'r [Step],
    pub effects: Effects,
    /// What the handlers around this place caught, the innermost last.
    pub caught: Vec<Caught>,
    /// How many names and attributes are being looked up one behind the other.
    pub visiting: Cell<usize>,
}

/// What a handler caught, and the name that it gave it.
#[derive(Clone, Default)]
pub(super) struct Caught {
    pub name: Option<String>,
    pub effects: Effects,
}

impl<'r, 't> Reader<'r, 't> {
    pub fn new(
        question: &'r Question,
        code: &'r Code<'r>,
        types: &'r FileTypes<'t>,
        via: &'r [Step],
    ) -> Self {
        let (effects, caught, visiting) = (Effects::default(), Vec::new(), Cell::new(0));
        Self { question, code, types, via, effects, caught, visiting }
    }

    pub fn finish(self) -> Effects {
        let mut effects = self.effects;
        if effects.changes && !effects.loops.is_empty() {
            let causes = std::mem::take(&mut effects.loops);
            effects.raises.entry(Class::known("RuntimeError")).or_default().extend(causes);
        }
        effects
    }

    pub fn suite(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    /// What a part does alone; it is not added yet.
    pub fn apart(&mut self, read: impl FnOnce(&mut Self)) -> Effects {
        let before = std::mem::take(&mut self.effects);
        read(self);
        std::mem::replace(&mut self.effects, before)
    }

    pub fn slice(&self, ranged: impl Ranged) -> &'r str {
        self.code.module.slice(ranged)
    }

    pub fn cause(&self, what: impl Into<String>) -> Cause {
        let via = self.via.iter().map(|step| step.shown.clone()).collect();
        Cause { what: what.into(), via, only_if_mistyped: None }
    }

    pub fn raise(&mut self, class: &str, what: &str) {
        let cause = self.cause(what);
        self.effects.raises.entry(Class::known(class)).or_default().insert(cause);
    }

    pub fn raise_all(&mut self, classes: &[String], what: &str) {
        for class in classes {
            self.raise(class, what);
        }
    }

    /// Adds what is raised if the type checker finds an error in the range.
    pub fn raise_if_mistyped(&mut self, classes: &[String], range: TextRange, what: &str) {
        let file = self.via.last().map(|step| step.file.clone());
        let place = Place { file, start: range.start().to_u32(), end: range.end().to_u32() };
        for class in classes {
            let cause = Cause { only_if_mistyped: Some(place.clone()), ..self.cause(what) };
            self.effects.raises.entry(Class::known(class)).or_default().insert(cause);
        }
    }

    pub fn unknown(&mut self, what: impl Into<String>) {
        let cause = self.cause(what);
        self.effects.unknown.insert(cause);
    }

    pub fn assume(&mut self, assumption: Assumption) {
        self.effects.assumes.insert(assumption);
    }

    /// Takes it that the value behaves as one of a builtin type does. Of a class of the project nothing is assumed.
    pub fn assume_value(&mut self, expr: &Expr) {
        let shown = shown(self.slice(expr));
        if self.known(expr).is_some_and(|known| known.kinds.iter().any(|kind| self.is_own(kind))) {
            return self.unknown(format!("the special methods of `{shown}`"));
        }
        self.assume(Assumption::Value(shown));
    }

    /// Whether one more function may be followed.
    pub fn may_follow(&self, step: &Step) -> Result<(), &'static str> {
        if self.via.iter().any(|known| known.file == step.file && known.name == step.name) {
            return Err("calls itself");
        }
        let followed = self.question.followed.get();
        if self.via.len() >= MAX_DEPTH || followed >= MAX_FOLLOWED {
            return Err("leads too far");
        }
        self.question.followed.set(followed + 1);
        Ok(())
    }
}

/// Source as a message quotes it: one line, not long.
pub(super) fn shown(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= 40 {
        return line;
    }
    let head: String = line.chars().take(37).collect();
    format!("{head}...")
}
