//! The text of a message with a mark for each value.

use overhaul_python::ast::{Expr, InterpolatedStringElement, Operator};

use super::percent::{self, Field};
use super::{Form, Message, UnitKind, VALUE};

pub(super) fn of(message: &Message<'_>) -> String {
    let is_made = |at: usize| {
        let is_it =
            |argument: &&super::Argument<'_>| argument.form == Form::Text && argument.units.start == at;
        message.arguments.iter().find(is_it)
    };
    let mut text = String::new();
    for at in message.live.clone() {
        match (&message.units[at].kind, is_made(at)) {
            (UnitKind::Hole(_), Some(argument)) => made(argument.expr, &mut text),
            _ => text.extend(message.units[at].text()),
        }
    }
    text
}

/// The text of a string that an expression makes.
fn made(expr: &Expr, text: &mut String) {
    match expr {
        Expr::StringLiteral(string) => text.push_str(string.value.to_str()),
        Expr::FString(string) => {
            for element in string.value.elements() {
                match element {
                    InterpolatedStringElement::Literal(literal) => text.push_str(literal),
                    InterpolatedStringElement::Interpolation(_) => text.push(VALUE),
                }
            }
        }
        Expr::BinOp(operation) if operation.op == Operator::Add => {
            made(&operation.left, text);
            made(&operation.right, text);
        }
        Expr::BinOp(operation) if operation.op == Operator::Mod => {
            let mut format = String::new();
            made(&operation.left, &mut format);
            text.push_str(&without_specifiers(&format));
        }
        Expr::Call(call) => match call.func.as_attribute_expr() {
            Some(method) if method.attr.as_str() == "format" => {
                let mut format = String::new();
                made(&method.value, &mut format);
                text.push_str(&without_replacements(&format));
            }
            _ => text.push(VALUE),
        },
        _ => text.push(VALUE),
    }
}

fn without_specifiers(format: &str) -> String {
    // The key of a mapping and a width from the arguments are no text either.
    let mut plain = String::new();
    let mut rest = format;
    while let Some((before, behind)) = rest.split_once("%(") {
        plain.push_str(before);
        plain.push('%');
        rest = behind.split_once(')').map_or(behind, |(_, behind)| behind);
    }
    plain.push_str(rest);
    let format: Vec<char> = plain.chars().filter(|c| *c != '*').collect();
    let Some(fields) = percent::fields(&format) else { return plain };
    let mut text = String::new();
    let mut done = 0;
    for field in fields {
        let (start, end, mark) = match field {
            Field::Doubled(at) => (at, at + 1, '%'),
            Field::Value(start, end) => (start, end, VALUE),
        };
        text.extend(&format[done..start]);
        text.push(mark);
        done = end + 1;
    }
    text.extend(&format[done..]);
    text
}

fn without_replacements(format: &str) -> String {
    let mut text = String::new();
    let mut depth = 0;
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '{' | '}' if depth == 0 && rest.next_if_eq(&c).is_some() => text.push(c),
            '{' => {
                if depth == 0 {
                    text.push(VALUE);
                }
                depth += 1;
            }
            '}' => depth = (depth - 1).max(0),
            c if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}
