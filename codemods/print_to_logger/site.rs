//! The print calls of a file, and where each stands.

use std::ops::Range;

use memchr::memmem;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{self, Expr, ExprCall, Stmt};
use overhaul_python::names::{ScopeId, ScopeKind};
use overhaul_python::outline::{Node, NodeId, Part};
use overhaul_python::{Module, Names, Outline, Ranged, TextRange};

use crate::scan::{may_be_called, may_be_handed_on};

/// One call of the builtin `print`.
pub(super) struct Site<'a> {
    pub call: &'a ExprCall,
    /// The innermost statement that holds the call.
    pub node: NodeId,
    /// The scope in which the call looks names up.
    pub scope: ScopeId,
    /// Whether it stands in a lambda or a comprehension, which may run later and elsewhere.
    is_deferred: bool,
}

/// Whether the bytes of a file may hold a call of the builtin, hand it on or give it another name.
pub(super) fn may_print(bytes: &[u8]) -> bool {
    has_print(bytes, |word| may_be_called(bytes, word.clone()) || may_be_handed_on(bytes, word))
}

/// Whether the bytes of a file may hand the builtin on or give it another name.
pub(super) fn may_hand_on(bytes: &[u8]) -> bool {
    has_print(bytes, |word| may_be_handed_on(bytes, word))
}

fn has_print(bytes: &[u8], is_it: impl Fn(Range<usize>) -> bool) -> bool {
    let is_method = |at: usize| at.checked_sub(1).is_some_and(|before| bytes[before] == b'.');
    memmem::find_iter(bytes, b"print").any(|at| !is_method(at) && is_it(at..at + b"print".len()))
        || memmem::find(bytes, b"builtins").is_some()
}

/// The calls of the builtin `print` in source order.
pub(super) fn sites<'a>(module: &'a Module, outline: &Outline<'a>) -> Vec<Site<'a>> {
    let has_other_names = module.text().contains("builtins");
    let mut calls = Calls { module, has_other_names, found: Vec::new() };
    calls.visit_body(module.body());
    calls
        .found
        .into_iter()
        .filter_map(|call| {
            let node = outline.innermost(call.start())?;
            let scope = scope_of(module.names(), call);
            let names = module.names();
            let is_deferred = matches!(names.scope(scope).kind, ScopeKind::Lambda | ScopeKind::Comprehension);
            Some(Site { call, node, scope, is_deferred })
        })
        .collect()
}

/// The scope that the callee was looked up in, which a decorator or default shares with its surroundings.
fn scope_of(names: &Names, call: &ExprCall) -> ScopeId {
    let name = match &*call.func {
        Expr::Name(name) => Some(name),
        Expr::Attribute(attribute) => attribute.value.as_name_expr(),
        _ => None,
    };
    let reference = name.and_then(|name| names.reference(name));
    reference.map_or_else(|| names.scope_at(call.start()), |reference| reference.scope)
}

struct Calls<'a> {
    module: &'a Module,
    /// Whether `print` may go by another name.
    has_other_names: bool,
    found: Vec<&'a ExprCall>,
}

impl<'a> Visitor<'a> for Calls<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && self.is_spelled_print(&call.func)
            && self.module.names().is_builtin(&call.func, "print")
        {
            self.found.push(call);
        }
        visitor::walk_expr(self, expr);
    }
}

impl Calls<'_> {
    /// A cheap look before the name is resolved.
    fn is_spelled_print(&self, callee: &Expr) -> bool {
        match callee {
            Expr::Name(name) => self.has_other_names || name.id == "print",
            Expr::Attribute(attribute) => self.has_other_names && attribute.attr.as_str() == "print",
            _ => false,
        }
    }
}

impl<'a> Site<'a> {
    pub fn range(&self) -> TextRange {
        self.call.range()
    }

    pub fn statement<'o>(&self, outline: &'o Outline<'a>) -> &'o Node<'a> {
        outline.node(self.node)
    }

    /// Whether the call is a statement of its own.
    pub fn is_statement(&self, outline: &Outline<'a>) -> bool {
        matches!(self.statement(outline).stmt, Stmt::Expr(stmt) if stmt.value.range() == self.call.range())
    }

    /// The functions and classes around the call, innermost first.
    pub fn definitions<'o>(&self, outline: &'o Outline<'a>) -> impl Iterator<Item = &'o Node<'a>> {
        let at = self.call.start();
        outline.ancestors(self.node).filter(move |node| match node.stmt {
            // Decorators and defaults run where the definition stands.
            Stmt::FunctionDef(def) => def.body.first().is_some_and(|first| first.start() <= at),
            Stmt::ClassDef(def) => def.body.first().is_some_and(|first| first.start() <= at),
            _ => false,
        })
    }

    /// The innermost function around the call.
    pub fn function(&self, outline: &Outline<'a>) -> Option<&'a ast::StmtFunctionDef> {
        self.definitions(outline).find_map(|node| node.stmt.as_function_def_stmt())
    }

    /// The method that the call belongs to, with its class: the outermost function that stands in a class body.
    pub fn method(&self, outline: &Outline<'a>) -> Option<(&'a ast::StmtClassDef, &'a ast::StmtFunctionDef)> {
        let chain: Vec<&'a Stmt> = self.definitions(outline).map(|node| node.stmt).collect();
        chain.windows(2).rev().find_map(|pair| match (pair[0], pair[1]) {
            (Stmt::FunctionDef(def), Stmt::ClassDef(class)) => Some((class, def)),
            _ => None,
        })
    }

    /// The outermost function or class around the call.
    pub fn outermost(&self, outline: &Outline<'a>) -> Option<&'a Stmt> {
        self.definitions(outline).last().map(|node| node.stmt)
    }

    /// The innermost `except` handler around the call, within its own function.
    pub fn handler(&self, outline: &Outline<'a>) -> Option<&'a ast::ExceptHandlerExceptHandler> {
        self.handlers(outline).next()
    }

    /// All `except` handlers around the call, within its own function, innermost first.
    pub fn handlers(
        &self,
        outline: &Outline<'a>,
    ) -> impl Iterator<Item = &'a ast::ExceptHandlerExceptHandler> {
        let mut found = Vec::new();
        let ancestors = outline.ancestors(self.node).take(if self.is_deferred { 0 } else { usize::MAX });
        for node in ancestors {
            let is_definition = matches!(node.stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
            if is_definition && node.stmt.range() != self.statement(outline).stmt.range() {
                break;
            }
            if let Part::Handler(handler) = node.part
                && let Some(handler) = handler.as_except_handler()
            {
                found.push(handler);
            }
        }
        found.into_iter()
    }

    /// Whether the call runs when the module is imported, or when a function is called later.
    pub fn runs_at_import(&self, names: &Names) -> bool {
        names
            .enclosing(self.scope)
            .all(|scope| !matches!(names.scope(scope).kind, ScopeKind::Function | ScopeKind::Lambda))
    }

    pub fn keyword(&self, name: &str) -> Option<&'a Expr> {
        self.call.arguments.find_keyword(name).map(|keyword| &keyword.value)
    }
}

#[cfg(test)]
mod tests {
    use super::may_print;

    #[test]
    fn a_print_is_seen_in_the_text_however_it_is_written() {
        for text in [
            "print(1)",
            "\u{feff}print(1)",
            "(print)(1)",
            "print \\\n (1)",
            "(print # why\n (1))",
            "x = builtins",
            "eprint = print",
            "eprint = print  # why\n",
            "eprint = \\\n print",
            "map(print, xs)",
            "run(callback=print)",
            "run(\n    print\n)",
            "{1: print}",
            "def f(out=print): ...",
            "return print if verbose else None",
            "return None if quiet else print",
            "out = out or print",
            "out = 0or print",
            "lambda: print",
            "if print: x",
            "run(1, print, 2)",
            "@print\ndef f(): ...",
        ] {
            assert!(may_print(text.as_bytes()), "{text:?}");
        }
        for text in [
            "x.print(1)",
            "pprint(1)",
            "prints(1)",
            "print = 1",
            "éprint(1)",
            "# to print,",
            "'what to print, and'",
        ] {
            assert!(!may_print(text.as_bytes()), "{text:?}");
        }
    }
}
