//! Lines that only separate or colour other lines.

use overhaul_python::Module;
use overhaul_python::ast::{Expr, InterpolatedStringElement, Operator};

use super::hole::{Hole, Spec};
use super::{Form, Message, UnitKind, effects, known};

/// How often a mark must stand for a banner. Two dashes may be a value, one may be progress.
const LEAST: usize = 3;

pub(super) fn is_decoration(message: &Message<'_>) -> bool {
    if message.arguments.iter().any(|argument| argument.form == Form::Starred) {
        return false;
    }
    let mut text = String::new();
    for unit in message.live() {
        match &unit.kind {
            UnitKind::Text(atom) => text.extend(atom.text),
            UnitKind::Hole(index) => match repeated(message.module, &message.holes[*index]) {
                Some(marks) => text.push_str(&marks),
                None => return false,
            },
        }
    }
    let text = text.trim();
    let Some(mark) = text.chars().next() else { return true };
    let is_mark = !mark.is_alphanumeric() && mark != '.';
    is_mark && text.chars().all(|c| c == mark) && text.chars().count() >= LEAST
}

/// The marks that a hole writes, where it writes nothing else.
fn repeated(module: &Module, hole: &Hole<'_>) -> Option<String> {
    let Some(spec) = &hole.spec else { return marks(module, hole.expr) };
    // `{"":=^60}` fills a line with the mark before the alignment.
    let Spec::Plain(spec) = spec else { return None };
    let mut spec = spec.chars();
    let (mark, align) = (spec.next()?, spec.next()?);
    let is_blank = hole.expr.as_string_literal_expr()?.value.to_str().trim().is_empty();
    (is_blank && matches!(align, '<' | '>' | '^')).then(|| mark.to_string().repeat(LEAST))
}

fn marks(module: &Module, expr: &Expr) -> Option<String> {
    match expr {
        Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
        Expr::FString(text) => text
            .value
            .elements()
            .map(|element| match element {
                InterpolatedStringElement::Literal(text) => Some(text.value.to_string()),
                InterpolatedStringElement::Interpolation(hole) if hole.format_spec.is_none() => {
                    marks(module, &hole.expression)
                }
                InterpolatedStringElement::Interpolation(_) => None,
            })
            .collect(),
        Expr::BinOp(operation) => match operation.op {
            Operator::Add => Some(marks(module, &operation.left)? + &marks(module, &operation.right)?),
            Operator::Mult => {
                let ((Expr::StringLiteral(text), count) | (count, Expr::StringLiteral(text))) =
                    (&*operation.left, &*operation.right)
                else {
                    return None;
                };
                (!effects::may_act(module, count)).then(|| text.value.to_str().repeat(LEAST))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether the text, or a string constant that is shown as a value, holds such a character.
pub(super) fn has_character(message: &Message<'_>, is_it: fn(char) -> bool) -> bool {
    message.live().any(|unit| match &unit.kind {
        UnitKind::Text(atom) => atom.text.is_some_and(is_it),
        UnitKind::Hole(index) => shows(message.module, message.holes[*index].expr, is_it),
    }) || message.separator.contains(is_it)
}

fn shows(module: &Module, expr: &Expr, is_it: fn(char) -> bool) -> bool {
    match expr {
        Expr::StringLiteral(text) => text.value.to_str().contains(is_it),
        Expr::FString(text) => text.value.elements().any(|element| match element {
            InterpolatedStringElement::Literal(text) => text.value.contains(is_it),
            InterpolatedStringElement::Interpolation(hole) => shows(module, &hole.expression, is_it),
        }),
        Expr::BinOp(operation) => {
            shows(module, &operation.left, is_it) || shows(module, &operation.right, is_it)
        }
        Expr::If(choice) => shows(module, &choice.body, is_it) || shows(module, &choice.orelse, is_it),
        Expr::Tuple(tuple) => tuple.iter().any(|value| shows(module, value, is_it)),
        Expr::Name(_) | Expr::Attribute(_) => {
            known::assigned_texts(module, expr).iter().any(|text| text.contains(is_it))
                || (is_it('\x1b') && effects::is_colour(module, expr))
        }
        Expr::Call(call) => match call.func.as_attribute_expr() {
            Some(method) if method.attr.as_str() == "format" => shows(module, &method.value, is_it),
            _ => is_it('\x1b') && effects::is_colour(module, &call.func),
        },
        _ => false,
    }
}
