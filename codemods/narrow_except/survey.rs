//! The exceptions of the project that `except Exception` does not catch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use overhaul_engine::{Fact, FileView};
use overhaul_python::Outline;
use regex::bytes::{Regex, RegexBuilder};

/// The last parts of [`BASES`].
pub const TRIGGERS: &[&str] =
    &["BaseException", "KeyboardInterrupt", "SystemExit", "GeneratorExit", "CancelledError"];

/// One of them in the head of a class, where comments and type parameters alone hold colons, or under another name.
static DEFINITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bases = TRIGGERS.join("|");
    let head = format!(r"\bclass\b(?:[^:#\[]|#[^\r\n]*|\[[^\]]*\])*?\b(?:{bases})\b");
    let renamed = format!(r"\b(?:{bases})[\s\\]+as\b|=[\s\\(]*[\w.]*\b(?:{bases})\b");
    RegexBuilder::new(&format!("{head}|{renamed}")).unicode(false).build().ok()
});

/// Whether a file may define such an exception, by its text.
pub fn may_define(bytes: &[u8]) -> bool {
    DEFINITION.as_ref().is_none_or(|definition| definition.is_match(bytes))
}

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

#[cfg(test)]
mod tests {
    use super::may_define;

    #[test]
    fn a_class_is_seen_however_its_head_is_written() {
        for text in [
            "class Stop(BaseException): ...",
            "class Stop(Mixin, SystemExit): ...",
            "class Stop( builtins . BaseException ): ...",
            "class Stop(\n    # why: it ends\n    BaseException,\n):\n",
            "class Stop \\\n(asyncio.CancelledError, ): ...",
            "class Stop[T: int](BaseException): ...",
            "class Stop(Base[dict[str, int]], SystemExit): ...",
            "B = BaseException\nclass Stop(B): ...",
            "from builtins import BaseException as B\nclass Stop(B): ...",
        ] {
            assert!(may_define(text.as_bytes()), "{text}");
        }
        for text in ["class A:\n    def f(self):\n        raise SystemExit\n", "except KeyboardInterrupt:"] {
            assert!(!may_define(text.as_bytes()), "{text}");
        }
    }
}
