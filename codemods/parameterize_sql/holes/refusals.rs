//! Why a hole keeps its query as it is.

use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::Expr;
use overhaul_python::{BindingKind, Resolution};

use super::{Decisions, one_line};
use crate::parameterize_sql::template::Hole;

pub fn unclear(hole: &Hole<'_>, why: &str) -> Declined {
    Declined::new(
        "unclear-hole",
        format!("what `{}` stands for cannot be told: {why}", one_line(&hole.code)),
        "write the query so that each value stands by itself, and run again",
    )
}

pub fn formatted(hole: &Hole<'_>) -> Declined {
    Declined::new(
        "formatted-hole",
        format!("`{}` is formatted on its way into the query", one_line(&hole.code)),
        "format the value before it is put into the query, and run again",
    )
}

pub fn assembled(decisions: &Decisions<'_, '_>, hole: &Hole<'_>) -> Declined {
    let origin = match origin(decisions.file, hole.expr) {
        Some(line) => format!(", put together in line {line}"),
        None => String::new(),
    };
    Declined::new(
        "assembled-clause",
        format!("`{}` is a larger piece of SQL from elsewhere{origin}", one_line(&hole.code)),
        "put placeholders into the piece where it is made, and collect its values beside it",
    )
}

/// The line that gives a name its value.
fn origin(file: &FileView<'_>, expr: &Expr) -> Option<usize> {
    let Resolution::Bound(_, bindings) = file.module.names().resolve_name(expr.as_name_expr()?) else {
        return None;
    };
    let binding = file.module.names().binding(*bindings.last()?);
    (binding.kind != BindingKind::Parameter)
        .then(|| file.module.source().position(binding.range.start()).line)
}
