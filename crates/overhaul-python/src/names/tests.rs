use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprCall};

use super::*;
use crate::source::Source;

fn parse(text: &str) -> Module {
    Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap()
}

/// What the callee of each call stands for, in source order.
fn callees(text: &str) -> Vec<Option<String>> {
    struct Calls<'a>(Vec<&'a ExprCall>);
    impl<'a> Visitor<'a> for Calls<'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr {
                self.0.push(call);
            }
            visitor::walk_expr(self, expr);
        }
    }
    let module = parse(text);
    let mut calls = Calls(Vec::new());
    calls.visit_body(module.body());
    calls.0.iter().map(|call| module.names().qualified(&call.func)).collect()
}

fn first(text: &str) -> Option<String> {
    callees(text).remove(0)
}

#[test]
fn imports_are_resolved_by_binding_not_by_spelling() {
    assert_eq!(first("import a.b\na.b.c()").as_deref(), Some("a.b.c"));
    assert_eq!(first("import a.b as x\nx.c()").as_deref(), Some("a.b.c"));
    assert_eq!(first("from ..log import get as g\ng()").as_deref(), Some("..log.get"));
    assert_eq!(first("from . import log\nlog.get()").as_deref(), Some(".log.get"));
    assert_eq!(first("import builtins\nbuiltins.print()").as_deref(), Some("builtins.print"));
    assert_eq!(first("print()").as_deref(), Some("builtins.print"));
    assert_eq!(first("try:\n    from a import f\nexcept ImportError:\n    from b import f\nf()"), None);
}

#[test]
fn a_builtin_is_shadowed_by_every_kind_of_binding() {
    for text in [
        "def print(x): pass\nprint(1)",
        "class print: pass\nprint(1)",
        "def f(print):\n    print(1)",
        "def f():\n    print(1)\n    print = 2",
        "f = lambda print: print(1)",
        "x = [print(1) for print in y]",
        "for print in y: print(1)",
        "with y as print: print(1)",
        "match y:\n    case [print]: print(1)",
        "try: pass\nexcept E as print: print(1)",
        "def f():\n    global print\n    print = 2\ndef g():\n    print(1)",
        "(print := 2)\nprint(1)",
        "def f():\n    [print := 2 for _ in y]\n    print(1)",
        "class C:\n    print = 2\n    print(1)",
        "print += 1\nprint(1)",
        "def f[print]():\n    print(1)",
    ] {
        assert_eq!(first(text), None, "{text}");
    }
}

#[test]
fn class_scopes_are_not_seen_from_methods() {
    assert_eq!(
        first("class C:\n    print = 2\n    def f(self):\n        print(1)").as_deref(),
        Some("builtins.print")
    );
    assert_eq!(
        first("class C:\n    y = 1\n    x = [print(y) for z in y]").as_deref(),
        Some("builtins.print")
    );
    assert_eq!(first("x = [z for z in print(1)]").as_deref(), Some("builtins.print"));
    assert_eq!(first("def f(x=print(1), print=2): pass").as_deref(), Some("builtins.print"));
}

#[test]
fn mentions_cover_all_scopes() {
    let module = parse("def f(logger):\n    pass\nlog.x\n");
    assert!(module.names().mentions("logger"));
    assert!(module.names().mentions("log"));
    assert!(!module.names().mentions("logging"));
}
