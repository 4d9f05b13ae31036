//! The edits of a handler: what stands between `except` and its colon, and what a linter was told about it.

use overhaul_python::ast::{ExceptHandlerExceptHandler, StmtTry};
use overhaul_python::comments::without_noqa;
use overhaul_python::{Edit, Module, Ranged, TextRange, TextSize, TokenKind};

/// The codes of linters that speak about `except:`, and those that speak about catching everything.
/// Source: <https://docs.astral.sh/ruff/rules/bare-except/>, <https://docs.astral.sh/ruff/rules/blind-except/>,
/// <https://docs.astral.sh/ruff/rules/try-except-pass/>, <https://github.com/PyCQA/flake8-bugbear>.
const BARE: &[&str] = &["E722", "B001"];
const BROAD: &[&str] = &["E722", "B001", "BLE001", "S110", "S112", "W0718", "W0703"];

/// How much the handler catches afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// Named classes.
    Narrow,
    /// `Exception` or `BaseException`.
    Broad,
}

/// The range of the word `except`.
pub fn keyword(handler: &ExceptHandlerExceptHandler) -> TextRange {
    TextRange::at(handler.start(), TextSize::of("except"))
}

/// The edits that make the handler catch `classes`, which is an expression.
pub fn clause(
    module: &Module,
    handler: &ExceptHandlerExceptHandler,
    classes: &str,
    breadth: Breadth,
) -> Vec<Edit> {
    let keyword = keyword(handler);
    let edit = match handler.type_.as_deref() {
        // `except (Exception):` has its parentheses already.
        Some(class) => {
            let before = module.token_before(class.start());
            let is_in_parentheses = before.is_some_and(|token| token.kind() == TokenKind::Lpar);
            let inner = classes.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            Edit::replace(class.range(), inner.filter(|_| is_in_parentheses).unwrap_or(classes))
        }
        None => Edit::insert(keyword.end(), format!(" {classes}")),
    };
    let codes = match breadth {
        Breadth::Narrow => BROAD,
        Breadth::Broad => BARE,
    };
    let comment = module.comments().trailing(module, keyword.end());
    let noqa = comment.and_then(|comment| without_noqa(module, comment, codes));
    std::iter::once(edit).chain(noqa).collect()
}

/// The edit that leaves nothing of the `try` but its body, with the layout that it has. `None` where a comment would
/// be lost, where there is more than the body and handlers, or where a line cannot be moved to the left.
pub fn without_try(module: &Module, stmt: &StmtTry) -> Option<Edit> {
    if !stmt.orelse.is_empty() || !stmt.finalbody.is_empty() {
        return None;
    }
    let source = module.source();
    let (first, last) = (stmt.body.first()?, stmt.body.last()?);
    let outside = [TextRange::new(stmt.start(), first.start()), TextRange::new(last.end(), stmt.end())];
    if outside.iter().any(|range| !module.comments().within(*range).is_empty()) {
        return None;
    }
    let indent = source.indentation_before(stmt.start())?;
    let deeper = source.indentation_before(first.start())?;
    let body = TextRange::new(first.start(), last.end());
    // A string over several lines would change with its indentation.
    let spans_lines = module.tokens_in(body).iter().any(|token| {
        matches!(token.kind(), TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle)
            && module.slice(token).contains('\n')
    });
    if spans_lines || deeper.len() <= indent.len() {
        return None;
    }
    let mut text = String::new();
    for (index, line) in module.slice(body).split_inclusive('\n').enumerate() {
        let line = if index == 0 || line.trim().is_empty() { Some(line) } else { line.strip_prefix(deeper) };
        if index > 0 && !line?.trim().is_empty() {
            text.push_str(indent);
        }
        text.push_str(line?);
    }
    Some(Edit::replace(stmt.range(), text))
}
