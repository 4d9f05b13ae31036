//! Adding an import or a module-level name in the module's own style.

use std::collections::{BTreeMap, BTreeSet};

use ruff_python_ast::{Alias, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edit::Edit;
use crate::is_standard_library;
use crate::module::Module;
use crate::names::{BindingKind, Names};

mod members;

pub use members::change;

/// An import that a fix needs at module level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Import {
    /// `import module`
    Module(String),
    /// `from module import name`; the module may start with dots.
    Member { module: String, name: String },
}

impl Import {
    /// The statement, without a line ending.
    pub fn statement(&self) -> String {
        match self {
            Self::Module(module) => format!("import {module}"),
            Self::Member { module, name } => format!("from {module} import {name}"),
        }
    }

    /// The name that the statement binds.
    pub fn bound_name(&self) -> &str {
        match self {
            Self::Module(module) => module.split('.').next().unwrap_or(module),
            Self::Member { name, .. } => name,
        }
    }

    fn module(&self) -> &str {
        match self {
            Self::Module(module) | Self::Member { module, .. } => module,
        }
    }

    /// The top package of its module; nothing for a relative one.
    fn top_module(&self) -> &str {
        self.module().split('.').next().unwrap_or_default()
    }

    fn path(&self) -> String {
        match self {
            Self::Module(module) => module.clone(),
            Self::Member { module, name } if module.ends_with('.') => format!("{module}{name}"),
            Self::Member { module, name } => format!("{module}.{name}"),
        }
    }
}

/// An import that a module has already, for all of its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// The name that it binds.
    pub name: String,
    /// The end of the statement.
    pub end: TextSize,
}

/// Where the module already imports this for all of its code: at module level, not under `if TYPE_CHECKING`,
/// `try` or another condition, and under a name that is never given another value.
pub fn existing(module: &Module, import: &Import) -> Option<Existing> {
    let names = module.names();
    names
        .bindings()
        .iter()
        .filter(|binding| binding.scope == Names::MODULE && !binding.conditional)
        .find(|binding| {
            binding.kind == BindingKind::Import(import.path())
                && names.bindings_in(Names::MODULE, &binding.name).len() == 1
        })
        .map(|binding| Existing { name: binding.name.to_string(), end: binding.statement.end() })
}

/// The same imports with one statement a module: the names that come from it, sorted, are joined by commas.
pub fn merged(imports: &[&Import]) -> Vec<Import> {
    let mut result: Vec<Import> = Vec::new();
    let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        match import {
            Import::Module(_) => result.push((*import).clone()),
            Import::Member { module, name } => {
                members.entry(module).or_default().insert(name);
            }
        }
    }
    result.extend(members.into_iter().map(|(module, names)| Import::Member {
        module: module.to_owned(),
        name: names.into_iter().collect::<Vec<_>>().join(", "),
    }));
    result
}

/// The edit that adds names to a statement of the import block that imports others from the same module, where that
/// fits on its line.
fn extend(module_text: &Module, block: &ImportBlock<'_>, import: &Import) -> Option<Edit> {
    let Import::Member { module, name } = import else { return None };
    let level = u32::try_from(module.len() - module.trim_start_matches('.').len()).ok()?;
    let path = module.trim_start_matches('.');
    let statement = block.stmts.iter().filter_map(Stmt::as_import_from_stmt).find(|statement| {
        statement.level == level
            && statement.module.as_deref().unwrap_or_default() == path
            && statement.names.iter().all(|alias| alias.name.as_str() != "*")
    })?;
    if !module_text.comments().within(statement.range()).is_empty() {
        return None;
    }
    members::added(module_text, &statement.names, name)
}

/// The statements at the head of a module that import things: behind the docstring and up to the first
/// statement that does something else. `try` and `if` statements that only import belong to it.
#[derive(Debug)]
pub struct ImportBlock<'a> {
    stmts: &'a [Stmt],
    /// Where the block starts when it is empty: behind docstring and leading comments.
    start: TextSize,
}

impl<'a> ImportBlock<'a> {
    pub fn of(module: &'a Module) -> Self {
        let body = module.body();
        let from = usize::from(module.docstring().is_some());
        let count = body[from..].iter().take_while(|stmt| only_imports(stmt)).count();
        Self { stmts: &body[from..from + count], start: start_of_code(module) }
    }

    pub fn stmts(&self) -> &'a [Stmt] {
        self.stmts
    }

    /// The offset of the line behind the block's last statement, or of the place for a first import.
    pub fn end(&self, module: &Module) -> TextSize {
        self.stmts.last().map_or(self.start, |stmt| module.logical_line_end(stmt.end()))
    }
}

/// The edit that adds the import to the module's import block: in its sorted place among the imports of its
/// kind, behind docstring and `__future__` imports.
pub fn add(module: &Module, import: &Import) -> Edit {
    let block = ImportBlock::of(module);
    if let Some(edit) = extend(module, &block, import) {
        return edit;
    }
    let newline = module.style().line_ending;
    let statement = import.statement();
    let plain: Vec<&Stmt> = block.stmts.iter().take_while(|stmt| is_plain(stmt)).collect();
    let future = plain.iter().take_while(|stmt| is_future(stmt)).count();
    let sections = sections(module, &plain[future..]);
    let kind = Kind::of(import.module());
    // Modules of one package stand together, wherever the file has them.
    let top = import.top_module();
    let has_package = |section: &&Vec<&Stmt>| {
        section.iter().any(|stmt| !top.is_empty() && top_modules(stmt).contains(&top))
    };
    let has_kind = |section: &&Vec<&Stmt>| section.iter().any(|stmt| kind_of(stmt) == kind);
    if let Some(section) = sections.iter().find(has_package).or_else(|| sections.iter().find(has_kind)) {
        return insert_sorted(module, section, import, newline);
    }
    let Some(behind) = sections.iter().find(|section| section.iter().all(|stmt| kind_of(stmt) > kind)) else {
        let at = plain.last().map_or(block.start, |stmt| module.logical_line_end(stmt.end()));
        return own_block(module, at, &statement, newline, !plain.is_empty() || module.docstring().is_some());
    };
    let at = module.source().line_start(behind[0].start());
    if starts_line(module, behind[0]) {
        Edit::insert(at, format!("{statement}{newline}{newline}"))
    } else {
        own_block(module, module.logical_line_end(behind[0].end()), &statement, newline, false)
    }
}

/// The top packages that an absolute import names.
fn top_modules(stmt: &Stmt) -> Vec<&str> {
    let top = |module: &'_ str| module.split('.').next().unwrap_or_default().len();
    match stmt {
        Stmt::Import(import) => import.names.iter().map(|alias| &alias.name[..top(&alias.name)]).collect(),
        Stmt::ImportFrom(import) if import.level == 0 => {
            import.module.iter().map(|module| &module[..top(module)]).collect()
        }
        _ => Vec::new(),
    }
}

/// A statement on lines of its own at a line start, set off by blank lines from what stands above and below.
/// A text that ends without a line ending keeps ending without one.
pub fn own_block(module: &Module, at: TextSize, statement: &str, newline: &str, blank_above: bool) -> Edit {
    let text = module.text();
    let above = &text[..at.to_usize()];
    let below = &text[at.to_usize()..];
    let mut lead = String::new();
    let unfinished = !above.is_empty() && !above.ends_with(['\n', '\r']);
    if unfinished {
        lead.push_str(newline);
    }
    if blank_above && !ends_with_blank_line(above) {
        lead.push_str(newline);
    }
    if unfinished {
        return Edit::insert(at, format!("{lead}{statement}"));
    }
    let next_line = below.split(['\n', '\r']).next().unwrap_or_default();
    // PEP 8 sets definitions off by two blank lines.
    let blank_below = match next_line {
        line if below.is_empty() || line.trim().is_empty() => 0,
        line if ["def ", "class ", "async ", "@"].iter().any(|word| line.starts_with(word)) => 2,
        _ => 1,
    };
    Edit::insert(at, format!("{lead}{statement}{newline}{}", newline.repeat(blank_below)))
}

fn ends_with_blank_line(text: &str) -> bool {
    let without = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r'])).unwrap_or(text);
    without.ends_with(['\n', '\r']) || without.is_empty()
}

/// Whether the statement is the first on its line.
pub fn starts_line(module: &Module, stmt: &Stmt) -> bool {
    module.source().indentation_before(stmt.start()).is_some()
}

/// The offset of the line at which a statement can be inserted before `stmt`, above the comments that
/// stand directly over it.
pub fn line_above(module: &Module, stmt: &Stmt) -> TextSize {
    let source = module.source();
    let mut at = source.line_start(stmt.start());
    while let Some(line) = source.line_above(at) {
        let text = source.slice(TextRange::new(line, source.line_end(line)));
        if !text.trim_start().starts_with('#') || text.starts_with("#!") {
            break;
        }
        at = line;
    }
    at
}

/// Behind the docstring and the comments that head the file (a licence, a coding cookie).
fn start_of_code(module: &Module) -> TextSize {
    if let Some(docstring) = module.docstring() {
        return module.logical_line_end(docstring.end());
    }
    let Some(first) = module.body().first() else {
        return TextSize::of(module.text());
    };
    // Comments directly above the first statement speak about it, unless nothing else heads the file.
    let above = line_above(module, first);
    let heads_file = module.text()[..above.to_usize()]
        .lines()
        .all(|line| line.starts_with("#!") || line.trim().is_empty());
    if heads_file { module.source().line_start(first.start()) } else { above }
}

fn insert_sorted(module: &Module, section: &[&Stmt], import: &Import, newline: &str) -> Edit {
    let statement = import.statement();
    let is_module = matches!(import, Import::Module(_));
    let key = import.module().to_lowercase();
    let mut alike: Vec<&Stmt> =
        section.iter().copied().filter(|stmt| stmt.is_import_stmt() == is_module).collect();
    // Where relative imports and others stand in one run, each are by themselves.
    let is_near = |stmt: &&Stmt| (kind_of(stmt) == Kind::Relative) == import.module().starts_with('.');
    if alike.iter().any(is_near) {
        alike.retain(is_near);
    }
    let before = match alike.iter().find(|stmt| with_dots(stmt).to_lowercase() > key) {
        Some(stmt) => Some(*stmt),
        None if alike.is_empty() && is_module => section.first().copied(),
        None => None,
    };
    if let Some(stmt) = before.filter(|stmt| starts_line(module, stmt)) {
        let heads_section = section.first().is_some_and(|first| first.start() == stmt.start());
        let at =
            if heads_section { module.source().line_start(stmt.start()) } else { line_above(module, stmt) };
        return Edit::insert(at, format!("{statement}{newline}"));
    }
    let last = alike.last().or(section.last()).map_or(TextSize::new(0), Ranged::end);
    let at = module.logical_line_end(last);
    let is_finished = module.text()[..at.to_usize()].ends_with(['\n', '\r']);
    let text = if is_finished { format!("{statement}{newline}") } else { format!("{newline}{statement}") };
    Edit::insert(at, text)
}

/// Runs of imports without a blank line between them.
fn sections<'a>(module: &Module, stmts: &[&'a Stmt]) -> Vec<Vec<&'a Stmt>> {
    let mut sections: Vec<Vec<&Stmt>> = Vec::new();
    for stmt in stmts {
        let joins = sections
            .last()
            .and_then(|section| section.last())
            .is_some_and(|last| !has_blank_line(&module.text()[TextRange::new(last.end(), stmt.start())]));
        match sections.last_mut() {
            Some(section) if joins => section.push(stmt),
            _ => sections.push(vec![stmt]),
        }
    }
    sections
}

/// Whether a whole line of white space stands in the text between two statements.
fn has_blank_line(between: &str) -> bool {
    let newlines = between.matches('\n').count();
    between.split('\n').take(newlines).skip(1).any(|line| line.trim().is_empty())
}

/// The groups of PEP 8, in their order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Standard,
    Other,
    Relative,
}

impl Kind {
    fn of(module: &str) -> Self {
        if module.starts_with('.') {
            Self::Relative
        } else if is_standard_library(module) {
            Self::Standard
        } else {
            Self::Other
        }
    }
}

fn kind_of(stmt: &Stmt) -> Kind {
    match stmt {
        Stmt::ImportFrom(import) if import.level > 0 => Kind::Relative,
        _ => Kind::of(first_module(stmt)),
    }
}

/// The module that an import statement names first, with the dots of a relative one.
fn with_dots(stmt: &Stmt) -> String {
    let level = stmt.as_import_from_stmt().map_or(0, |import| import.level as usize);
    format!("{}{}", ".".repeat(level), first_module(stmt))
}

/// The module that an import statement names first.
fn first_module(stmt: &Stmt) -> &str {
    match stmt {
        Stmt::Import(import) => import.names.first().map_or("", |alias: &Alias| alias.name.as_str()),
        Stmt::ImportFrom(import) => import.module.as_deref().unwrap_or_default(),
        _ => "",
    }
}

fn is_plain(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Import(_) | Stmt::ImportFrom(_))
}

fn is_future(stmt: &Stmt) -> bool {
    stmt.as_import_from_stmt().is_some_and(|import| import.module.as_deref() == Some("__future__"))
}

/// An import, or a `try` or `if` in whose suites nothing but imports, `pass` and simple flags stand.
fn only_imports(stmt: &Stmt) -> bool {
    let suite = |body: &[Stmt]| {
        body.iter().all(|stmt| only_imports(stmt) || matches!(stmt, Stmt::Pass(_) | Stmt::Assign(_)))
    };
    let imports = |body: &[Stmt]| body.iter().any(only_imports);
    match stmt {
        Stmt::Import(_) | Stmt::ImportFrom(_) => true,
        Stmt::Try(stmt) => {
            imports(&stmt.body)
                && suite(&stmt.body)
                && stmt.orelse.is_empty()
                && stmt.finalbody.is_empty()
                && stmt.handlers.iter().all(|handler| {
                    handler.as_except_handler().is_some_and(|handler| {
                        handler.body.iter().all(|stmt| {
                            only_imports(stmt)
                                || matches!(
                                    stmt,
                                    Stmt::Pass(_) | Stmt::Assign(_) | Stmt::Expr(_) | Stmt::Raise(_)
                                )
                        })
                    })
                })
        }
        Stmt::If(stmt) => {
            imports(&stmt.body)
                && suite(&stmt.body)
                && stmt.elif_else_clauses.iter().all(|clause| suite(&clause.body))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::source::Source;

    fn with_logging(before: &str) -> String {
        let module = Module::parse(Source::decode(before.as_bytes().to_vec()).unwrap()).unwrap();
        apply(before, &[add(&module, &Import::Module("logging".to_owned()))])
    }

    #[test]
    fn a_standard_import_goes_to_its_sorted_place() {
        for (before, after) in [
            ("import os\nimport sys\n\nx = 1\n", "import logging\nimport os\nimport sys\n\nx = 1\n"),
            ("import json\nimport sys\n", "import json\nimport logging\nimport sys\n"),
            ("import json\nfrom os import path\n", "import json\nimport logging\nfrom os import path\n"),
            ("from os import path\n", "import logging\nfrom os import path\n"),
            ("import json\n\nimport requests\n", "import json\nimport logging\n\nimport requests\n"),
            ("import requests\n", "import logging\n\nimport requests\n"),
            ("from . import a\n", "import logging\n\nfrom . import a\n"),
            ("\"\"\"Doc.\"\"\"\n\nx = 1\n", "\"\"\"Doc.\"\"\"\n\nimport logging\n\nx = 1\n"),
            ("\"\"\"Doc.\"\"\"\nx = 1\n", "\"\"\"Doc.\"\"\"\n\nimport logging\n\nx = 1\n"),
            (
                "from __future__ import annotations\n\nx = 1\n",
                "from __future__ import annotations\n\nimport logging\n\nx = 1\n",
            ),
            ("# Licence\n\nx = 1\n", "# Licence\n\nimport logging\n\nx = 1\n"),
            (
                "#!/usr/bin/env python\n# coding: utf-8\nx = 1\n",
                "#!/usr/bin/env python\n# coding: utf-8\nimport logging\n\nx = 1\n",
            ),
            (
                "# Standard library\nimport os\n# for x\nimport sys\n",
                "# Standard library\nimport logging\nimport os\n# for x\nimport sys\n",
            ),
            ("import json\n# for x\nimport sys\n", "import json\nimport logging\n# for x\nimport sys\n"),
            ("import json", "import json\nimport logging"),
            ("import json; x = 1\n", "import json; x = 1\nimport logging\n"),
            (
                "import json\r\n# for x\r\nimport sys\r\n",
                "import json\r\nimport logging\r\n# for x\r\nimport sys\r\n",
            ),
            ("import os\r\nx = 1\r\n", "import logging\r\nimport os\r\nx = 1\r\n"),
            (
                "import os\n\ntry:\n    import z\nexcept ImportError:\n    z = None\n",
                "import logging\nimport os\n\ntry:\n    import z\nexcept ImportError:\n    z = None\n",
            ),
            ("x = 1\nimport os\n", "import logging\n\nx = 1\nimport os\n"),
        ] {
            assert_eq!(with_logging(before), after, "{before:?}");
        }
    }

    #[test]
    fn names_join_the_statement_that_imports_from_their_module() {
        for (before, module, name, after) in [
            ("from a import x\n", "a", "b", "from a import b, x\n"),
            ("from a import x\n", "a", "z", "from a import x, z\n"),
            ("from a import (\n    x,\n)\n", "a", "z", "from a import (\n    x,\n    z,\n)\n"),
            ("from a import (\n    x,\n)\n", "a", "b", "from a import (\n    b,\n    x,\n)\n"),
            ("from a import x  # why\n", "a", "z", "from a import x, z  # why\n"),
            ("from a import *\n", "a", "z", "from a import *\nfrom a import z\n"),
            (
                "from .a import x\nfrom .z import y\n",
                ".s",
                "n",
                "from .a import x\nfrom .s import n\nfrom .z import y\n",
            ),
            (
                "from fastapi import x\nfrom ..z import y\n",
                "..s",
                "n",
                "from fastapi import x\nfrom ..s import n\nfrom ..z import y\n",
            ),
            (
                "from ..a import y\nfrom fastapi import x\n",
                "..s",
                "n",
                "from ..a import y\nfrom ..s import n\nfrom fastapi import x\n",
            ),
            (
                "from fastapi import x\nfrom .a import y\n",
                "requests",
                "n",
                "from fastapi import x\nfrom requests import n\nfrom .a import y\n",
            ),
            (
                "from fastapi import x\nfrom .a import y\n",
                "aaa",
                "n",
                "from aaa import n\nfrom fastapi import x\nfrom .a import y\n",
            ),
        ] {
            let parsed = Module::parse(Source::decode(before.as_bytes().to_vec()).unwrap()).unwrap();
            let import = Import::Member { module: module.to_owned(), name: name.to_owned() };
            assert_eq!(apply(before, &[add(&parsed, &import)]), after, "{before:?}");
        }
    }
}
