//! What a suite can raise: the union over everything that runs in it, and what is not known about it.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::types::FileTypes;
use overhaul_python::{PythonVersion, TextRange};

use super::data::CLASSES;

mod arguments;
mod attributes;
mod calls;
mod exceptions;
mod expressions;
mod follow;
mod invoked;
mod operators;
mod reader;
mod statements;
mod values;

pub use reader::{Code, Question, caught, suite};

/// An exception class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    /// Canonical for a class of the table, qualified for one of the project.
    pub name: String,
    /// For a class of the project, the classes that it derives from, the nearest first.
    pub above: Vec<String>,
}

impl Class {
    pub fn known(name: &str) -> Self {
        Self { name: name.to_owned(), above: Vec::new() }
    }

    pub fn is_own(&self) -> bool {
        !self.above.is_empty()
    }

    /// Whether a handler of `base`, a name of the table or of this project, takes it.
    pub fn derives(&self, base: &str, lowest: PythonVersion) -> bool {
        self.name == base
            || if self.is_own() {
                self.above.iter().any(|above| above == base || CLASSES.derives(above, base, lowest))
            } else {
                CLASSES.derives(&self.name, base, lowest)
            }
    }
}

/// What raises, and the functions of the project that lead to it, the outermost first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// As a message names it: `` `json.load` `` or `` the subscript `d[k]` ``.
    pub what: String,
    pub via: Vec<String>,
    /// It raises only if the type checker finds an error here. To know that takes all types of a file, so that it is
    /// asked as late as possible, by [`Effects::settle`].
    pub only_if_mistyped: Option<Place>,
}

/// A piece of code that a reader came to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// `None` is the file that the suite is in.
    pub file: Option<String>,
    pub start: u32,
    pub end: u32,
}

impl Place {
    fn is_mistyped(&self, types: &FileTypes<'_>) -> bool {
        let range = TextRange::new(self.start.into(), self.end.into());
        match &self.file {
            None => types.has_error(range),
            Some(file) => types.beside(file).has_error(range),
        }
    }
}

/// What has to be so for the union to hold, and cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// This expression has a value of a builtin type, or one that behaves like it.
    Value(String),
    /// This name, which is bound under a condition, is bound.
    Bound(String),
    /// This value is of the class that an annotation, or the code that gives it, says.
    Type(String),
    /// The import fails with `ImportError` alone.
    Import(String),
    /// No subclass has a method of its own in place of this one.
    Override(String),
    /// The call does not end in one of these classes, which only odd input gives.
    Rare(String, Vec<String>),
}

/// What a suite can do besides ending.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    pub raises: BTreeMap<Class, BTreeSet<Cause>>,
    /// What may raise anything.
    pub unknown: BTreeSet<Cause>,
    pub assumes: BTreeSet<Assumption>,
    /// The size of a container changes, and a loop over one may run.
    pub changes: bool,
    pub loops: BTreeSet<Cause>,
}

impl Effects {
    pub fn merge(&mut self, other: Self) {
        for (class, causes) in other.raises {
            self.raises.entry(class).or_default().extend(causes);
        }
        self.unknown.extend(other.unknown);
        self.assumes.extend(other.assumes);
        self.changes |= other.changes;
        self.loops.extend(other.loops);
    }

    /// Leaves of what operands of a wrong type raise only what the type checker says is wrong. It is not asked about a class
    /// that something else raises anyway.
    pub fn settle(&mut self, types: &FileTypes<'_>) {
        for causes in self.raises.values_mut() {
            let (open, mut settled): (BTreeSet<Cause>, BTreeSet<Cause>) =
                std::mem::take(causes).into_iter().partition(|cause| cause.only_if_mistyped.is_some());
            if settled.is_empty() {
                let is_raised = |cause: &Cause| {
                    cause.only_if_mistyped.as_ref().is_some_and(|place| place.is_mistyped(types))
                };
                let raised = open.into_iter().filter(is_raised);
                settled = raised.map(|cause| Cause { only_if_mistyped: None, ..cause }).collect();
            }
            *causes = settled;
        }
        self.raises.retain(|_, causes| !causes.is_empty());
    }

    /// Takes out what a handler of these classes catches; `Exception` takes the unknown too.
    pub fn catch(&mut self, bases: &[Class], lowest: PythonVersion) -> Self {
        let mut caught = Self { assumes: self.assumes.clone(), ..Self::default() };
        let takes = |class: &Class| bases.iter().any(|base| class.derives(&base.name, lowest));
        let classes: Vec<Class> = self.raises.keys().filter(|class| takes(class)).cloned().collect();
        for class in classes {
            if let Some(causes) = self.raises.remove(&class) {
                caught.raises.insert(class, causes);
            }
        }
        if bases.iter().any(|base| matches!(base.name.as_str(), "Exception" | "BaseException")) {
            caught.unknown = std::mem::take(&mut self.unknown);
        } else {
            caught.unknown.clone_from(&self.unknown);
        }
        caught
    }
}
