//! Uses of NullPool that no place which chooses a pool accounts for, so that none goes unmentioned.

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::{Ranged, TextRange};

use super::data::{FACTS, Pool};
use super::resolve;

/// How NullPool is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// `NullPool(...)`
    Made,
    Named,
}

/// The uses of NullPool outside imports, annotations and comparisons, without those in `seen`.
pub fn uses(file: &FileView<'_>, seen: &[TextRange]) -> Vec<(TextRange, Use)> {
    let mut search = Search { file, found: Vec::new() };
    search.visit_body(file.module.body());
    let is_seen = |range: TextRange| seen.iter().any(|seen| seen.contains_range(range));
    search.found.into_iter().filter(|(range, _)| !is_seen(*range)).collect()
}

struct Search<'v, 'a> {
    file: &'v FileView<'a>,
    found: Vec<(TextRange, Use)>,
}

impl Search<'_, '_> {
    fn is_null(&self, expr: &Expr) -> bool {
        let path = resolve::path(self.file, self.file.module, self.file.path, expr);
        path.and_then(|path| FACTS.pool(&path)) == Some(Pool::Null)
    }
}

/// Whether a call asks of which class something is: `isinstance`, `issubclass`, `assertIsInstance`.
fn asks_class(function: &Expr) -> bool {
    let last = match function {
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        Expr::Name(name) => name.id.as_str(),
        _ => return false,
    };
    let last = last.to_lowercase();
    last.contains("isinstance") || last.contains("is_instance") || last.contains("issubclass")
}

impl<'e> Visitor<'e> for Search<'_, '_> {
    fn visit_annotation(&mut self, _: &'e Expr) {}

    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        if !stmt.is_delete_stmt() {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Name(name) if name.ctx.is_load() && self.is_null(expr) => {
                self.found.push((expr.range(), Use::Named));
            }
            Expr::Attribute(_) if self.is_null(expr) => self.found.push((expr.range(), Use::Named)),
            Expr::Compare(_) => {}
            Expr::Call(call) if asks_class(&call.func) => {}
            Expr::Call(call) if self.is_null(&call.func) => {
                self.found.push((expr.range(), Use::Made));
                visitor::walk_arguments(self, &call.arguments);
            }
            // `getattr(pool, "NullPool")`
            Expr::Call(call) if self.file.module.names().is_builtin(&call.func, "getattr") => {
                let key = call.arguments.args.get(1).and_then(Expr::as_string_literal_expr);
                if key.is_some_and(|key| key.value.to_str() == "NullPool") {
                    self.found.push((expr.range(), Use::Named));
                }
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}
