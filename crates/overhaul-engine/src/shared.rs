//! Shared edits: what fixes ask of their module by meaning, so that two that ask the same get it once.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::ast::Stmt;
use overhaul_python::imports::{self, Import, ImportBlock};
use overhaul_python::names::Reference;
use overhaul_python::{
    BindingKind, Edit, Module, Names, Outline, Ranged, Resolution, TextRange, TextSize, TokenKind,
};

use crate::finding::Fix;

/// Something that the edited code needs from its module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The import is there at module level.
    Import(Import),
    /// The name is bound at module level by this statement, behind the imports.
    Name {
        name: String,
        /// One line, without a line ending.
        statement: String,
        /// What the statement itself needs.
        import: Import,
        /// The earliest place that runs at import time and uses the name.
        before: Option<u32>,
    },
    /// The edits take uses of this name away: an import that nothing else uses goes.
    Release(String),
    /// The `from` import that starts at this offset also imports this name. A name of the same statement that nothing
    /// uses any more makes room for it.
    Beside { statement: u32, name: String },
    /// The project has this file; it is created where it is missing.
    File(NewFile),
    /// What the run changes in this other file, by its name; the two changes are not told apart where they are cut into
    /// commits.
    Changed(String),
}

/// A file that a codemod adds to the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewFile {
    /// As in [`crate::File::name`].
    pub name: String,
    pub text: String,
}

/// The edits that fulfil the needs of these fixes, without those that the module fulfils already.
pub fn edits(module: &Module, fixes: &[&Fix]) -> Vec<Edit> {
    let needs: BTreeSet<&Need> = fixes.iter().flat_map(|fix| &fix.needs).collect();
    let mut wanted: BTreeSet<&Import> = BTreeSet::new();
    let mut names: Vec<(&str, &str, &Import)> = Vec::new();
    let mut before: Option<TextSize> = None;
    let mut result = Vec::new();
    let mut changed: BTreeMap<u32, NameChange<'_>> = BTreeMap::new();
    for need in needs {
        match need {
            Need::Import(import) => {
                wanted.insert(import);
            }
            Need::Name { name, statement, import, before: earliest } => {
                before = earliest.map(TextSize::new).into_iter().chain(before).min();
                let known = names.iter().any(|(known, ..)| known == name);
                if !known && module.names().bindings_in(Names::MODULE, name).is_empty() {
                    wanted.insert(import);
                    names.push((name, statement, import));
                }
            }
            Need::Release(name) => {
                for statement in unused_imports(module, name, fixes) {
                    changed.entry(statement.to_u32()).or_default().gone.push(name);
                }
            }
            Need::Beside { statement, name } => changed.entry(*statement).or_default().added.push(name),
            // Files are made once a run, by the runner, and each is changed by its own fixes.
            Need::File(_) | Need::Changed(_) => {}
        }
    }
    wanted.retain(|import| {
        let changing = changing(module, import, &changed);
        if let (Some(change), Import::Member { name, .. }) =
            (changing.and_then(|at| changed.get_mut(&at)), import)
            && !change.added.contains(&name.as_str())
        {
            change.added.push(name);
            change.added.sort_unstable();
        }
        changing.is_none()
    });
    result.extend(change_names(module, &changed));
    let newline = module.style().line_ending;
    let missing: Vec<&Import> =
        wanted.into_iter().filter(|import| imports::existing(module, import).is_none()).collect();
    for import in imports::merged(&missing) {
        join(&mut result, imports::add(module, &import), newline, Joint::Line);
    }
    if !names.is_empty() {
        let imported = names
            .iter()
            .filter_map(|(_, _, import)| imports::existing(module, import))
            .map(|found| found.end)
            .max();
        let at = place_for_name(module, before, imported);
        let statements: Vec<&str> = names.iter().map(|(_, statement, _)| *statement).collect();
        let edit = imports::own_block(module, at, &statements.join(newline), newline, at > TextSize::new(0));
        join(&mut result, edit, newline, Joint::BlankLine);
    }
    result
}

/// Where a module-level name is bound: behind the import block, or earlier where the block itself runs code at
/// `before` that uses the name; but not before `imported`, the end of an import that its statement needs.
pub fn place_for_name(module: &Module, before: Option<TextSize>, imported: Option<TextSize>) -> TextSize {
    let block = ImportBlock::of(module);
    let early = before.and_then(|before| block.stmts().iter().find(|stmt| stmt.end() > before));
    let place = match early {
        Some(stmt) if imports::starts_line(module, stmt) => imports::line_above(module, stmt),
        _ => block.end(module),
    };
    let Some(imported) = imported.filter(|imported| *imported > place) else { return place };
    let behind = module.body().iter().skip_while(|stmt| stmt.end() < imported);
    let run = behind.take_while(|stmt| matches!(stmt, Stmt::Import(_) | Stmt::ImportFrom(_)));
    module.logical_line_end(run.map(Ranged::end).last().unwrap_or(imported))
}

/// How two insertions at one place are set off from each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Line,
    BlankLine,
}

/// Adds an insertion, joined with one that is at the same place already.
fn join(edits: &mut Vec<Edit>, edit: Edit, newline: &str, joint: Joint) {
    let same_place = |other: &&mut Edit| other.range() == edit.range() && edit.range().is_empty();
    let Some(there) = edits.iter_mut().find(same_place) else {
        edits.push(edit);
        return;
    };
    let blank = if joint == Joint::BlankLine { newline } else { "" };
    let above = there.replacement().trim_end_matches(['\n', '\r']);
    let below = edit.replacement().trim_start_matches(['\n', '\r']);
    *there = Edit::insert(edit.range().start(), format!("{above}{newline}{blank}{below}"));
}

/// What becomes of the names of one import statement.
#[derive(Default)]
struct NameChange<'a> {
    gone: Vec<&'a str>,
    added: Vec<&'a str>,
}

/// The start of a statement that changes and imports from the same module: a name joins it there, as two edits cannot write to one
/// place.
fn changing(module: &Module, import: &Import, changed: &BTreeMap<u32, NameChange<'_>>) -> Option<u32> {
    let Import::Member { module: from, .. } = import else { return None };
    let imports = module.body().iter().filter_map(Stmt::as_import_from_stmt);
    let starts = imports
        .filter(|stmt| stmt.level == 0 && stmt.module.as_deref() == Some(from.as_str()))
        .map(|stmt| stmt.start().to_u32());
    starts.into_iter().find(|start| changed.contains_key(start))
}

/// The edits for statements by their starts. Names that cannot be taken out without losing a comment stay.
fn change_names(module: &Module, changed: &BTreeMap<u32, NameChange<'_>>) -> Vec<Edit> {
    if changed.is_empty() {
        return Vec::new();
    }
    let outline = Outline::new(module.body());
    let mut result = Vec::new();
    for node in outline.nodes() {
        let Some(NameChange { gone, added }) = changed.get(&node.stmt.start().to_u32()) else { continue };
        let change = |gone| imports::change(module, node.stmt, node.suite.len(), gone, added);
        result.extend(change(gone).or_else(|| change(&[])).into_iter().flatten());
    }
    result
}

/// The starts of the statements that import `name`, where every use of it lies in what the fixes delete and nothing
/// else in the file says the name, strings and `__all__` included.
fn unused_imports(module: &Module, name: &str, fixes: &[&Fix]) -> Vec<TextSize> {
    let edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    let is_gone = |range: TextRange| edits.iter().any(|edit| edit.range().contains_range(range));
    if edits.iter().any(|edit| says_word(edit.replacement(), name)) || said_in_string(module, name) {
        return Vec::new();
    }
    let names = module.names();
    let bindings: Vec<_> = names.bindings().iter().filter(|binding| binding.name == name).collect();
    let only_imports = bindings.iter().all(|binding| matches!(binding.kind, BindingKind::Import(_)));
    let is_in = |reference: &Reference, scope| {
        reference.name == name
            && matches!(names.resolve(name, reference.scope), Resolution::Bound(found, _) if found == scope)
    };
    let unused = |scope| {
        let mut uses = names.references().iter().filter(|reference| is_in(reference, scope)).peekable();
        uses.peek().is_some() && uses.all(|reference| is_gone(reference.range))
    };
    if !only_imports {
        return Vec::new();
    }
    let starts =
        bindings.iter().filter(|binding| unused(binding.scope)).map(|binding| binding.statement.start());
    starts.collect::<BTreeSet<_>>().into_iter().collect()
}

fn said_in_string(module: &Module, name: &str) -> bool {
    module
        .tokens()
        .iter()
        .filter(|token| matches!(token.kind(), TokenKind::String))
        .any(|token| says_word(module.slice(token), name) && !is_alone(module, token.range()))
}

/// Whether a string is a statement of its own, as docstrings are: nothing ever reads it as code.
fn is_alone(module: &Module, string: TextRange) -> bool {
    let body = Outline::new(module.body());
    let holder = body.innermost(string.start()).map(|id| body.node(id).stmt);
    holder.is_some_and(|stmt| stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr()))
}

/// Whether `word` stands in `text` with no letter, digit or underscore beside it.
fn says_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c == '_' || c.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use overhaul_python::{Source, edit};

    use super::*;
    use crate::finding::Level;

    fn module(text: &str) -> Module {
        Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap()
    }

    fn fix(needs: Vec<Need>, edits: Vec<Edit>) -> Fix {
        Fix { edits, needs, level: Level::Safe, assumption: None }
    }

    fn with_logger(text: &str, before: Option<u32>) -> String {
        let need = Need::Name {
            name: "logger".into(),
            statement: "logger = logging.getLogger(__name__)".into(),
            import: Import::Module("logging".into()),
            before,
        };
        let module = module(text);
        let fix = fix(vec![need], Vec::new());
        edit::apply(text, &edits(&module, &[&fix, &fix]))
    }

    #[test]
    fn a_logger_is_bound_once_behind_the_imports() {
        const LOGGER: &str = "logger = logging.getLogger(__name__)\n";
        for (before, after) in [
            (
                "import os\n\n\ndef f():\n    pass\n",
                format!("import logging\nimport os\n\n{LOGGER}\n\ndef f():\n    pass\n"),
            ),
            ("import os\nx = 1\n", format!("import logging\nimport os\n\n{LOGGER}\nx = 1\n")),
            ("x = 1\n", format!("import logging\n\n{LOGGER}\nx = 1\n")),
            ("\"\"\"Doc.\"\"\"\nx = 1\n", format!("\"\"\"Doc.\"\"\"\n\nimport logging\n\n{LOGGER}\nx = 1\n")),
            (
                "\"\"\"Doc.\"\"\"\n\nx = 1\n",
                format!("\"\"\"Doc.\"\"\"\n\nimport logging\n\n{LOGGER}\nx = 1\n"),
            ),
            (
                "import json\n\nclass A: pass",
                format!("import json\nimport logging\n\n{LOGGER}\nclass A: pass"),
            ),
            ("import logging\n\nx = 1\n", format!("import logging\n\n{LOGGER}\nx = 1\n")),
            ("def f():\n    pass\n", format!("import logging\n\n{LOGGER}\n\ndef f():\n    pass\n")),
            (
                "# Licence\n\ndef f():\n    pass\n",
                format!("# Licence\n\nimport logging\n\n{LOGGER}\n\ndef f():\n    pass\n"),
            ),
        ] {
            assert_eq!(with_logger(before, None), after, "{before:?}");
        }
        assert_eq!(
            with_logger("import os\n__x__ = 1\nimport logging\nimport sys\ny = 1\n", None),
            format!("import os\n__x__ = 1\nimport logging\nimport sys\n\n{LOGGER}\ny = 1\n")
        );
        let early = "import os\n\ntry:\n    import x\nexcept ImportError:\n    print(1)\nimport y\n";
        let at = u32::try_from(early.find("print").unwrap()).unwrap();
        assert_eq!(
            with_logger(early, Some(at)),
            format!(
                "import logging\nimport os\n\n{LOGGER}\ntry:\n    import x\nexcept ImportError:\n    print(1)\nimport y\n"
            )
        );
    }

    #[test]
    fn a_name_joins_an_import_that_changes_anyway() {
        let text = "from pools import Small\nfrom lib import Big, Old\nx = Old\ny = Small\n";
        let at = |word: &str| {
            let start = u32::try_from(text.rfind(word).unwrap()).unwrap();
            TextRange::at(start.into(), u32::try_from(word.len()).unwrap().into())
        };
        let statement = u32::try_from(text.find("from lib").unwrap()).unwrap();
        let beside = fix(
            vec![Need::Beside { statement, name: "New".into() }, Need::Release("Old".into())],
            vec![Edit::replace(at("Old"), "New")],
        );
        for (name, names) in [("New", "Big, New"), ("Newer", "Big, New, Newer")] {
            let member = Need::Import(Import::Member { module: "lib".into(), name: name.into() });
            let import =
                fix(vec![member, Need::Release("Small".into())], vec![Edit::replace(at("Small"), name)]);
            let module = module(text);
            let mut all: Vec<Edit> = beside.edits.iter().chain(&import.edits).cloned().collect();
            all.extend(edits(&module, &[&beside, &import]));
            assert_eq!(edit::apply(text, &all), format!("from lib import {names}\nx = New\ny = {name}\n"));
        }
    }

    #[test]
    fn an_import_goes_only_when_nothing_says_its_name() {
        let release = |text: &str| {
            let module = module(text);
            let start = text.find("traceback.print_exc()").unwrap();
            let range = TextRange::at(u32::try_from(start).unwrap().into(), 21.into());
            let fix = fix(vec![Need::Release("traceback".into())], vec![Edit::replace(range, "pass")]);
            let mut all = fix.edits.clone();
            all.extend(edits(&module, &[&fix]));
            edit::apply(text, &all)
        };
        assert_eq!(release("import traceback\ntraceback.print_exc()\n"), "pass\n");
        assert_eq!(release("import os, traceback\ntraceback.print_exc()\n"), "import os\npass\n");
        for kept in [
            "import traceback\ntraceback.print_exc()\ntraceback.x\n",
            "import traceback\n__all__ = ['traceback']\ntraceback.print_exc()\n",
        ] {
            assert!(release(kept).starts_with("import traceback\n"));
        }
        assert_eq!(
            release("def f():\n    import traceback\n    traceback.print_exc()\n"),
            "def f():\n    pass\n"
        );
    }
}
