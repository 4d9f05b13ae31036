//! Which functions and classes are commands of a command-line program. The table is `commands.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprAttribute, ExprCall, Keyword, Stmt};
use overhaul_python::names::Resolution;
use overhaul_python::{BindingKind, Module, Names, Ranged, TextRange};

use crate::names;
use crate::scan::{is_whole, search};
use crate::tables::{document, flag, rows, text, words};

struct Commands {
    /// The import paths of libraries.
    libraries: Vec<String>,
    /// The methods of their objects.
    methods: Vec<String>,
    takers: Vec<Taker>,
    starters: Vec<String>,
}

struct Taker {
    path: String,
    takes_all: bool,
}

static COMMANDS: LazyLock<Commands> = LazyLock::new(|| {
    let table = document(include_str!("commands.toml"));
    let column = |name: &str, key: &str| rows(&table, name).iter().map(|row| text(*row, key)).collect();
    let taker =
        |row: &dyn toml_edit::TableLike| Taker { path: text(row, "path"), takes_all: flag(row, "all") };
    Commands {
        libraries: column("library", "name"),
        methods: words(table.get("methods"), "names"),
        takers: rows(&table, "taker").into_iter().map(taker).collect(),
        starters: column("starter", "path"),
    }
});

/// What is handed to a library that makes commands of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    /// What the code in these ranges names.
    Named(Vec<TextRange>),
    /// All functions and classes of the module.
    Module,
}

/// Whether a decorator makes a function a command: one of a known library, or a method of an object that such a library
/// may have made.
pub(crate) fn is_command_decorator(module: &Module, decorator: &Expr) -> bool {
    let callee = match decorator {
        Expr::Call(call) => &*call.func,
        other => other,
    };
    let is_of_library = || module.names().qualified(callee).is_some_and(|path| is_in_library(&path));
    is_of_library() || callee.as_attribute_expr().is_some_and(|method| is_command_method(module, method))
}

/// Whether a call makes commands of what it is given, and runs one.
pub(crate) fn takes(names: &Names, call: &ExprCall) -> bool {
    taker(names, call).is_some()
}

/// Whether a call runs the main function that it is given.
pub(crate) fn runs_main(names: &Names, call: &ExprCall) -> bool {
    names.qualified(&call.func).is_some_and(|path| COMMANDS.starters.contains(&path))
}

/// Whether the bytes of a file may name a library that makes commands of what it is given.
pub(crate) fn may_hand_over(bytes: &[u8]) -> bool {
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let roots: BTreeSet<&str> = COMMANDS.takers.iter().map(|taker| root(&taker.path)).collect();
        search(&Vec::from_iter(roots))
    });
    SEARCH.as_ref().is_none_or(|search| {
        search.find_iter(bytes).any(|found| is_whole(bytes, &(found.start()..found.end())))
    })
}

fn root(path: &str) -> &str {
    path.split_once('.').map_or(path, |(root, _)| root)
}

fn taker(names: &Names, call: &ExprCall) -> Option<&'static Taker> {
    let path = names.qualified(&call.func)?;
    COMMANDS.takers.iter().find(|taker| taker.path == path)
}

/// What the calls of a module hand to libraries that make commands of it.
pub(crate) fn handed(module: &Module) -> Vec<Handed> {
    let names = module.names();
    let is_root = |path: &str| {
        let of_takers = COMMANDS.takers.iter().map(|taker| &taker.path);
        of_takers.chain(&COMMANDS.libraries).any(|known| root(known) == root(path))
    };
    let is_used = names.bindings().iter().any(|binding| match &binding.kind {
        BindingKind::Import(path) => is_root(path),
        _ => binding.name == "cli",
    });
    let mut reader = HandedReader { module, found: Vec::new() };
    if is_used || module.text().contains(".cli") {
        reader.visit_body(module.body());
    }
    reader.found
}

fn is_in_library(path: &str) -> bool {
    let is_below =
        |library: &String| path.strip_prefix(library.as_str()).is_some_and(|rest| rest.starts_with('.'));
    COMMANDS.libraries.iter().any(is_below)
}

/// `app.cli.command`, `group.command` and the like.
fn is_command_method(module: &Module, method: &ExprAttribute) -> bool {
    COMMANDS.methods.iter().any(|name| name == method.attr.as_str())
        && (is_named_cli(&method.value)
            || imports_library(module.names())
            || is_made_by_library(module, &method.value))
}

/// Whether an object is named for a command line: `cli`, `user_cli`, `app.cli`.
fn is_named_cli(object: &Expr) -> bool {
    let name = match object {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return false,
    };
    names::words(name).iter().any(|word| word == "cli")
}

fn imports_library(names: &Names) -> bool {
    names.bindings().iter().any(|binding| match &binding.kind {
        BindingKind::Import(path) => COMMANDS.libraries.contains(path) || is_in_library(path),
        _ => false,
    })
}

/// Whether a module-level name holds what a call of a library gave, as in `users = flask.cli.AppGroup("users")`.
fn is_made_by_library(module: &Module, object: &Expr) -> bool {
    let Some(name) = object.as_name_expr() else { return false };
    let is_made = |value: &Expr| {
        value
            .as_call_expr()
            .and_then(|call| module.names().qualified(&call.func))
            .is_some_and(|path| is_in_library(&path))
    };
    module.body().iter().any(|stmt| match stmt {
        Stmt::Assign(assign) => {
            let is_target = |target: &Expr| target.as_name_expr().is_some_and(|target| target.id == name.id);
            assign.targets.iter().any(is_target) && is_made(&assign.value)
        }
        _ => false,
    })
}

struct HandedReader<'m> {
    module: &'m Module,
    found: Vec<Handed>,
}

impl HandedReader<'_> {
    fn read(&self, call: &ExprCall) -> Option<Handed> {
        let keywords = || call.arguments.keywords.iter().map(|keyword| &keyword.value);
        let given = || call.arguments.args.iter().chain(keywords());
        if let Some(taker) = taker(self.module.names(), call) {
            let is_component = |keyword: &Keyword| {
                keyword.arg.as_ref().is_some_and(|name| matches!(name.as_str(), "component" | "components"))
            };
            let is_whole =
                call.arguments.args.is_empty() && !call.arguments.keywords.iter().any(is_component);
            if taker.takes_all && (is_whole || given().any(|value| self.is_namespace(value))) {
                return Some(Handed::Module);
            }
            return Some(Handed::Named(given().flat_map(|value| self.meant(value)).collect()));
        }
        // `app.command()(function)`, and `app.command(function)` of libraries whose decorators take no call.
        let is_registration = match &*call.func {
            Expr::Call(inner) => is_command_decorator(self.module, &inner.func),
            Expr::Attribute(method) => is_command_method(self.module, method),
            _ => false,
        };
        let functions = || call.arguments.args.iter().filter(|value| self.is_definition(value));
        is_registration.then(|| Handed::Named(functions().flat_map(|value| self.meant(value)).collect()))
    }

    /// Whether a value is the name of a function or a class, or an import that may be one.
    fn is_definition(&self, value: &Expr) -> bool {
        let names = self.module.names();
        let Some(name) = value.as_name_expr() else { return false };
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else { return false };
        bindings.iter().any(|id| {
            let kind = &names.binding(*id).kind;
            matches!(kind, BindingKind::Function | BindingKind::Class | BindingKind::Import(_))
        })
    }

    /// `globals()`, `locals()`, `sys.modules[__name__]`.
    fn is_namespace(&self, value: &Expr) -> bool {
        let names = self.module.names();
        match value {
            Expr::Call(call) => {
                names.is_builtin(&call.func, "globals") || names.is_builtin(&call.func, "locals")
            }
            Expr::Subscript(subscript) => {
                names.qualified(&subscript.value).is_some_and(|path| path == "sys.modules")
            }
            _ => false,
        }
    }

    /// The code that says what a value is: its own, and for a local name what it is given.
    fn meant(&self, value: &Expr) -> Vec<TextRange> {
        let names = self.module.names();
        let mut ranges = vec![value.range()];
        for used in names.references_in(value.range()) {
            if let Resolution::Bound(scope, bindings) = names.resolve(&used.name, used.scope)
                && scope != Names::MODULE
            {
                ranges.extend(bindings.iter().filter_map(|id| match names.binding(*id).kind {
                    BindingKind::Assignment(range) => Some(range),
                    _ => None,
                }));
            }
        }
        ranges
    }
}

impl<'a> Visitor<'a> for HandedReader<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            self.found.extend(self.read(call));
        }
        visitor::walk_expr(self, expr);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_seen_in_the_text() {
        for yes in [
            "import fire",
            "from fire import Fire",
            "import numpy, plac as p",
            "from argh.assembling import x",
        ] {
            assert!(may_hand_over(yes.as_bytes()), "{yes}");
        }
        for no in ["import firebase", "text.replace(a, b)", "a = place"] {
            assert!(!may_hand_over(no.as_bytes()), "{no}");
        }
    }

    #[test]
    fn the_table_reads() {
        assert!(COMMANDS.libraries.len() > 8 && COMMANDS.libraries.iter().all(|name| !name.is_empty()));
        assert!(COMMANDS.methods.len() > 3);
        assert!(COMMANDS.takers.len() > 8 && COMMANDS.takers.iter().all(|taker| !taker.path.is_empty()));
        assert!(COMMANDS.takers.iter().any(|taker| taker.takes_all));
        assert!(COMMANDS.starters.len() > 3);
    }
}
