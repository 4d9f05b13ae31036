//! `text()` that is put together and that no call sends: a piece of a larger query, as in `.filter(text(f"…"))`.

use std::sync::LazyLock;

use memchr::memmem;
use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::{Ranged, TextRange};
use regex::bytes::Regex;

use super::calls;
use super::query::Query;
use super::spelling;
use super::template::Template;

/// `text(` and what starts like a string with something put into it.
static COMPOSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = spelling::GAP;
    spelling::search(&format!(
        r#"\btext[\s\\]*\({gap}(?:[rRbB]?[fF][rR]?["']|[rR]?["'][^\r\n]*["'][\s\\)]*(?:%|\+|\.\s*format)|["'](?:""|'')|[\w.]+\s*[%+])"#
    ))
});

/// Whether such a `text()` may be in a file.
pub fn may_be_in(bytes: &[u8]) -> bool {
    let imports =
        ["sqlalchemy", "sqlmodel"].iter().any(|name| memmem::find(bytes, name.as_bytes()).is_some());
    imports && COMPOSED.as_ref().is_none_or(|composed| composed.is_match(bytes))
}

/// A composed `text()` with what is composed in it.
pub struct Fragment<'a> {
    pub range: TextRange,
    pub template: Template<'a>,
}

/// Those that are no part of these queries, in source order.
pub fn fragments<'a>(file: &FileView<'a>, queries: &[Query<'a>]) -> Vec<Fragment<'a>> {
    let mut calls = Calls(Vec::new());
    if may_be_in(file.module.text().as_bytes()) {
        calls.visit_body(file.module.body());
    }
    let composed = calls.0.into_iter().filter_map(|call| {
        let (_, inner) = calls::text_call(file, call)?;
        let is_sent = queries.iter().any(|query| query.range.intersect(inner.range()).is_some());
        let mut template = Template::default();
        template.add(file.module, inner).ok()?;
        (!is_sent && !template.is_constant()).then(|| Fragment { range: inner.range(), template })
    });
    composed.collect()
}

struct Calls<'a>(Vec<&'a Expr>);

impl<'a> Visitor<'a> for Calls<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if matches!(expr, Expr::Call(ExprCall { arguments, .. }) if !arguments.is_empty()) {
            self.0.push(expr);
        }
        visitor::walk_expr(self, expr);
    }
}

pub fn declined() -> Declined {
    Declined::new(
        "text-elsewhere",
        "the text is a part of a query that is put together by methods, and no call here takes its values",
        "write `:name` for a value and give it by text(\"… = :name\").bindparams(name=value), and choose a column or an order from a fixed \
         set in the code",
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_composed_text_is_seen_however_it_is_written() {
        let may = |code: &str| super::may_be_in(format!("import sqlalchemy as sa\n{code}").as_bytes());
        for yes in [
            "q.filter(sa.text(f\"a = '{x}'\"))",
            "text (  # why\n  rf'a = {x}')",
            "text(\"a = '%s'\" % x)",
            "text('a = {}'.format(x))",
            "text('a = ' + x)",
            "text(\"\"\"a =\n {}\"\"\".format(x))",
            "text(BASE + x)",
        ] {
            assert!(may(yes), "{yes}");
        }
        for no in ["text('a = 1')", "text(query)", "context(f'{x}')", "text()", "self.text = f'{x}'"] {
            assert!(!may(no), "{no}");
        }
        assert!(!super::may_be_in(b"text(f'{x}')"));
    }
}
