//! Which expressions may change something when they are evaluated, and which are text already.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};

/// Builtins that change nothing, from <https://docs.python.org/3/library/functions.html>.
const PURE_FUNCTIONS: &[&str] = &[
    "abs",
    "ascii",
    "bin",
    "bool",
    "chr",
    "dict",
    "enumerate",
    "float",
    "format",
    "getattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "len",
    "list",
    "max",
    "min",
    "oct",
    "ord",
    "range",
    "repr",
    "round",
    "set",
    "sorted",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
];

/// Methods of builtin types and of dates that change nothing, from
/// <https://docs.python.org/3/library/stdtypes.html> and <https://docs.python.org/3/library/datetime.html>.
const PURE_METHODS: &[&str] = &[
    "as_posix",
    "capitalize",
    "center",
    "count",
    "date",
    "decode",
    "encode",
    "endswith",
    "format",
    "hex",
    "index",
    "isoformat",
    "items",
    "join",
    "keys",
    "ljust",
    "lower",
    "lstrip",
    "monotonic",
    "now",
    "perf_counter",
    "replace",
    "rjust",
    "rstrip",
    "split",
    "startswith",
    "strftime",
    "strip",
    "time",
    "timestamp",
    "title",
    "total_seconds",
    "upper",
    "utcnow",
    "values",
    "zfill",
];

/// Whether evaluating the expression may change something that another value shows.
pub(super) fn may_act(expr: &Expr) -> bool {
    struct Acts(bool);
    impl<'a> Visitor<'a> for Acts {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= match expr {
                Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Named(_) => true,
                Expr::Call(call) => !is_pure(call),
                _ => false,
            };
            if !self.0 {
                visitor::walk_expr(self, expr);
            }
        }
    }
    let mut acts = Acts(false);
    acts.visit_expr(expr);
    acts.0
}

fn is_pure(call: &ExprCall) -> bool {
    match &*call.func {
        Expr::Name(name) => PURE_FUNCTIONS.contains(&name.id.as_str()),
        Expr::Attribute(method) => {
            let looks_up = method.attr.as_str() == "get"
                && call.arguments.args.first().is_some_and(Expr::is_string_literal_expr);
            looks_up || PURE_METHODS.contains(&method.attr.as_str())
        }
        _ => false,
    }
}

/// Whether evaluating `later` may change the text of `earlier`: it may act, and both are about one object.
pub(super) fn may_change(earlier: &Expr, later: &Expr) -> bool {
    if is_constant(earlier) || !may_act(later) {
        return false;
    }
    let roots = roots(later);
    self::roots(earlier).iter().any(|root| roots.contains(root))
}

fn is_constant(expr: &Expr) -> bool {
    expr.is_literal_expr()
        || matches!(expr, Expr::Call(call) if call.func.as_name_expr().is_some_and(|name| matches!(name.id.as_str(), "len" | "str" | "repr" | "int" | "float" | "round" | "bool" | "id" | "format")))
}

/// The variables that an expression starts from.
fn roots(expr: &Expr) -> Vec<String> {
    struct Roots(Vec<String>);
    impl<'a> Visitor<'a> for Roots {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Name(name) = expr {
                self.0.push(name.id.to_string());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut roots = Roots(Vec::new());
    roots.visit_expr(expr);
    roots.0
}

/// Whether `format()` and `str()` of the value cannot differ: it is text, a number or an exception by its form.
pub(super) fn is_plain_text(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_)
        | Expr::FString(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_) => true,
        Expr::Compare(_) | Expr::UnaryOp(_) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => matches!(
                name.id.as_str(),
                "len"
                    | "str"
                    | "repr"
                    | "int"
                    | "float"
                    | "round"
                    | "sum"
                    | "sorted"
                    | "list"
                    | "format"
                    | "id"
                    | "hex"
                    | "type"
            ),
            Expr::Attribute(method) => {
                matches!(
                    method.attr.as_str(),
                    "join"
                        | "strip"
                        | "upper"
                        | "lower"
                        | "isoformat"
                        | "strftime"
                        | "decode"
                        | "format"
                        | "title"
                        | "hexdigest"
                        | "total_seconds"
                )
            }
            _ => false,
        },
        Expr::Attribute(attribute) => {
            matches!(attribute.attr.as_str(), "__name__" | "__class__" | "__qualname__")
        }
        _ => false,
    }
}
