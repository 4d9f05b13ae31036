//! Uses of NullPool that no place which chooses a pool accounts for, so that none goes unmentioned.

use std::collections::BTreeMap;

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, Operator, Pattern, Stmt};
use overhaul_python::{Ranged, TextRange};

use super::data::{FACTS, Pool};
use super::resolve;

/// How the class is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// `NullPool(...)`
    Made,
    Named,
}

/// The uses of a pool class outside imports, annotations and comparisons, without those in `seen`.
pub fn uses(file: &FileView<'_>, pool: Pool, seen: &[TextRange]) -> Vec<(TextRange, Use)> {
    let mut search = Search { file, pool, answered: BTreeMap::new(), found: Vec::new() };
    search.visit_body(file.module.body());
    let is_seen = |range: TextRange| seen.iter().any(|seen| seen.contains_range(range));
    search.found.into_iter().filter(|(range, _)| !is_seen(*range)).collect()
}

struct Search<'v, 'a> {
    file: &'v FileView<'a>,
    pool: Pool,
    /// Whether a path leads to the class: files name the same again and again.
    answered: BTreeMap<String, bool>,
    found: Vec<(TextRange, Use)>,
}

impl Search<'_, '_> {
    fn is_null(&mut self, expr: &Expr) -> bool {
        let written = self.file.module.names().qualified(expr);
        if let Some(known) = written.as_ref().and_then(|path| self.answered.get(path)) {
            return *known;
        }
        let path = resolve::path(self.file, self.file.module, self.file.path, expr);
        let is_null = path.and_then(|path| FACTS.pool(&path)) == Some(self.pool);
        self.answered.extend(written.map(|path| (path, is_null)));
        is_null
    }

    fn is_type(&self, expr: &Expr) -> bool {
        let path = self.file.module.names().qualified(expr).unwrap_or_default();
        matches!(path.as_str(), "builtins.type" | "typing.Type")
    }
}

/// Whether a call asks something about a class: `isinstance`, `cast`, `listens_for`.
fn asks_class(function: &Expr) -> bool {
    let last = match function {
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        Expr::Name(name) => name.id.as_str(),
        _ => return false,
    };
    let last = last.to_lowercase();
    FACTS.asks.contains(&last)
}

impl<'e> Visitor<'e> for Search<'_, '_> {
    fn visit_annotation(&mut self, _: &'e Expr) {}

    fn visit_pattern(&mut self, _: &'e Pattern) {}

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
            // `NullPool.__name__`, `type[NullPool]`, `NullPool | QueuePool`
            Expr::Attribute(attribute) if attribute.attr.starts_with("__") => {}
            Expr::Subscript(subscript) if self.is_type(&subscript.value) => {}
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {}
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
