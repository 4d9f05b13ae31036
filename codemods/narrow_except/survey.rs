//! The exceptions of the project that `except Exception` does not catch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use overhaul_engine::{Fact, FileView};
use overhaul_python::Outline;

pub const TRIGGERS: &[&str] = &[
    "(BaseException",
    "(KeyboardInterrupt",
    "(SystemExit",
    "(GeneratorExit",
    "CancelledError)",
    ", BaseException)",
];

const BASES: &[&str] = &[
    "builtins.BaseException",
    "builtins.KeyboardInterrupt",
    "builtins.SystemExit",
    "builtins.GeneratorExit",
    "asyncio.CancelledError",
];

/// What the files of a project tell.
#[derive(Debug, Default)]
pub struct Conclusion {
    /// Classes that derive from `BaseException` and not from `Exception`, each with its file.
    pub base_exceptions: BTreeSet<(String, String)>,
}

pub fn read(file: &FileView<'_>) -> Option<Fact> {
    let names = file.module.names();
    let outline = Outline::new(file.module.body());
    let classes: Vec<String> = outline
        .nodes()
        .iter()
        .filter_map(|node| node.stmt.as_class_def_stmt())
        .filter(|class| {
            let bases = class.arguments.as_deref().map(|arguments| &arguments.args);
            bases
                .into_iter()
                .flatten()
                .any(|base| names.qualified(base).is_some_and(|path| BASES.contains(&path.as_str())))
        })
        .map(|class| class.name.to_string())
        .collect();
    if classes.is_empty() { None } else { Some(Arc::new(classes)) }
}

pub fn conclude(facts: &BTreeMap<String, Fact>) -> Conclusion {
    let mut conclusion = Conclusion::default();
    for (file, fact) in facts {
        let Some(classes) = fact.downcast_ref::<Vec<String>>() else { continue };
        conclusion.base_exceptions.extend(classes.iter().map(|class| (class.clone(), file.clone())));
    }
    conclusion
}
