//! Strings of SQL that are composed in ways that cannot be read: they are found all the same.

use overhaul_engine::FileView;
use overhaul_python::Ranged;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, InterpolatedStringElement, Operator, Stmt};

use crate::parameterize_sql::calls;
use crate::parameterize_sql::origins;
use crate::parameterize_sql::query::is_dynamic;
use crate::parameterize_sql::text::starts_like_sql;

/// Methods that put things into a string.
const PUTTING: &[&str] =
    &["format", "format_map", "replace", "join", "substitute", "safe_substitute", "__mod__"];

/// Whether some part of an expression puts things into a string of SQL, which may be written under a name.
pub fn composes_sql(file: &FileView<'_>, expr: &Expr) -> bool {
    let mut search = Search { file, found: false };
    search.visit_expr(expr);
    search.found
}

/// Whether a name, an attribute or a choice stands for a string of SQL with something put into it, or for what a
/// function of this file makes so.
pub fn comes_from_sql(file: &FileView<'_>, expr: &Expr) -> bool {
    let is_dynamic_sql = |part: &Expr| is_dynamic(part) && starts_like_sql(file.module.slice(part.range()));
    origins::any(file, expr, &mut |part| is_dynamic_sql(part) || is_built(file, part))
}

/// Whether a call is one of a function of this file that composes SQL.
fn is_built(file: &FileView<'_>, expr: &Expr) -> bool {
    let Some(name) = expr.as_call_expr().and_then(calls::called_name) else { return false };
    origins::functions(file, name).into_iter().any(|function| {
        let mut search = Composes { file, found: false };
        search.visit_body(&function.body);
        search.found
    })
}

/// Whether a body returns a string of SQL with something put into it.
struct Composes<'f, 'a> {
    file: &'f FileView<'a>,
    found: bool,
}

impl<'e> Visitor<'e> for Composes<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        if let Stmt::Return(stmt) = stmt
            && let Some(value) = &stmt.value
        {
            self.found |= origins::any(self.file, value, &mut |part| {
                is_dynamic(part) && starts_like_sql(self.file.module.slice(part.range()))
            });
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'e Expr) {}
}

struct Search<'f, 'a> {
    file: &'f FileView<'a>,
    found: bool,
}

impl Search<'_, '_> {
    /// `psycopg.sql.SQL(...).format(...)` composes names and values safely.
    /// Source: <https://www.psycopg.org/psycopg3/docs/api/sql.html>.
    fn is_composable(&self, expr: &Expr) -> bool {
        let Some(call) = expr.as_call_expr() else { return false };
        let made =
            call.func.as_attribute_expr().is_some_and(|attribute| self.is_composable(&attribute.value));
        let qualified = self.file.module.names().qualified(&call.func);
        made || qualified
            .is_some_and(|name| name.starts_with("psycopg.sql.") || name.starts_with("psycopg2.sql."))
    }

    /// Whether the expression is, or is the name of, a string that starts like SQL, or holds one.
    fn is_sql(&self, expr: &Expr) -> bool {
        let mut holds = Holds { file: self.file, found: false };
        origins::any(self.file, expr, &mut |part| {
            if matches!(part, Expr::StringLiteral(_) | Expr::FString(_) | Expr::List(_) | Expr::Tuple(_)) {
                holds.visit_expr(part);
            }
            holds.found
        })
    }
}

/// Whether a literal in an expression starts like SQL.
struct Holds<'f, 'a> {
    file: &'f FileView<'a>,
    found: bool,
}

impl<'e> Visitor<'e> for Holds<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        self.found |= matches!(expr, Expr::StringLiteral(_) | Expr::FString(_))
            && starts_like_sql(self.file.module.slice(expr.range()));
        visitor::walk_expr(self, expr);
    }
}

impl<'e> Visitor<'e> for Search<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if self.is_composable(expr) {
            return;
        }
        self.found |= match expr {
            Expr::FString(string) => {
                string.value.elements().any(InterpolatedStringElement::is_interpolation) && self.is_sql(expr)
            }
            Expr::BinOp(binary) if matches!(binary.op, Operator::Mod | Operator::Add) => {
                self.is_sql(&binary.left)
            }
            Expr::Call(call) => {
                let puts = calls::called_name(call).is_some_and(|name| PUTTING.contains(&name));
                let base = call.func.as_attribute_expr().map(|attribute| &*attribute.value);
                let inner =
                    base.and_then(|base| base.as_call_expr()).and_then(|call| call.arguments.args.first());
                let sources = base.into_iter().chain(inner).chain(call.arguments.args.first());
                (puts && sources.into_iter().any(|source| self.is_sql(source))) || is_built(self.file, expr)
            }
            _ => false,
        };
        visitor::walk_expr(self, expr);
    }
}
