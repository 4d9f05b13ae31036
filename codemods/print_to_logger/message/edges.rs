//! Line breaks at the ends of a string that an expression makes.

use overhaul_python::ast::{Expr, Operator, StringLiteral};
use overhaul_python::{Edit, Module, TextRange, TextSize};

use super::atoms::{self, Atom, Spelling};

/// The edits that take line breaks from the ends of the literals that an expression starts and ends with, such as the
/// last one of `"%s\n" % name`. A literal of nothing else stays.
pub(super) fn trimmed(module: &Module, expr: &Expr) -> Vec<Edit> {
    let (first, last) = (outermost(expr, End::Start), outermost(expr, End::End));
    let start = first.and_then(|literal| trim(module, literal, End::Start));
    let end = last.and_then(|literal| trim(module, literal, End::End));
    start.into_iter().chain(end).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    End,
}

/// The literal that the text of the expression starts or ends with.
fn outermost(expr: &Expr, end: End) -> Option<&StringLiteral> {
    match expr {
        Expr::StringLiteral(string) => match end {
            End::Start => string.value.iter().next(),
            End::End => string.value.iter().last(),
        },
        Expr::BinOp(operation) => match (operation.op, end) {
            (Operator::Mod, _) => {
                operation.left.is_string_literal_expr().then(|| outermost(&operation.left, end))?
            }
            (Operator::Add, End::Start) => outermost(&operation.left, end),
            (Operator::Add, End::End) => outermost(&operation.right, end),
            _ => None,
        },
        Expr::Call(call) => {
            let method = call.func.as_attribute_expr()?;
            let is_format = method.attr.as_str() == "format" && method.value.is_string_literal_expr();
            is_format.then(|| outermost(&method.value, end))?
        }
        _ => None,
    }
}

fn trim(module: &Module, literal: &StringLiteral, end: End) -> Option<Edit> {
    let range = literal.content_range();
    let is_raw = literal.flags.prefix().is_raw();
    let atoms = atoms::split(module.slice(range), literal, Spelling { is_raw, is_fstring: false })?;
    let is_break = |atom: &&Atom<'_>| atom.text == Some('\n');
    let length = |atoms: &[Atom<'_>]| atoms.iter().map(|atom| TextSize::of(&*atom.source)).sum::<TextSize>();
    let count = match end {
        End::Start => atoms.iter().take_while(is_break).count(),
        End::End => atoms.iter().rev().take_while(is_break).count(),
    };
    if count == 0 || count == atoms.len() {
        return None;
    }
    let gone = match end {
        End::Start => TextRange::at(range.start(), length(&atoms[..count])),
        End::End => TextRange::new(range.end() - length(&atoms[atoms.len() - count..]), range.end()),
    };
    Some(Edit::delete(gone))
}
