//! The fields of a structured log call.

use overhaul_python::ast::Expr;

use super::{Message, UnitKind};

/// Keywords that structlog takes for itself:
/// <https://www.structlog.org/en/stable/api.html#structlog.BoundLogger>, `structlog.stdlib` and its processors.
const RESERVED: &[&str] = &[
    "self",
    "event",
    "method_name",
    "level",
    "timestamp",
    "logger",
    "logger_name",
    "exc_info",
    "stack_info",
    "stacklevel",
    "extra",
    "message",
];

/// The event and the keyword arguments of a structured logger, where plain names end the text: `rows: {count}`.
pub(super) fn fields<'a>(message: &Message<'a>) -> Option<(Message<'a>, Vec<String>)> {
    let is_hole = |at: &usize| matches!(message.units[*at].kind, UnitKind::Hole(_));
    let first = message.live.clone().find(is_hole)?;
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | super::VALUE);
    if !message.units[first..message.live.end].iter().filter_map(super::Unit::text).all(is_between) {
        return None;
    }
    let is_separator = |at: &usize| {
        message.units[*at].text().is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '=' | '-'))
    };
    let end = (message.live.start..first).rev().find(|at| !is_separator(at))? + 1;
    let event = Message { live: message.live.start..end, ..message.clone() };
    if !event.skeleton().contains(char::is_alphanumeric) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut fields = Vec::new();
    for (_, hole) in message.holes_in(first..message.live.end) {
        let is_plain = hole.conversion.is_none()
            && hole.spec.is_none()
            && hole.specifier.as_ref().is_none_or(|text| text == "%s");
        let name = match hole.expr {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) if is_chain(&attribute.value) => attribute.attr.as_str(),
            _ => return None,
        };
        if !is_plain || RESERVED.contains(&name) || names.contains(&name) {
            return None;
        }
        names.push(name);
        fields.push(format!("{name}={}", message.module.slice(hole.expr)));
    }
    Some((event, fields))
}

/// Whether the expression is a name or an attribute of one.
fn is_chain(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) => true,
        Expr::Attribute(attribute) => is_chain(&attribute.value),
        _ => false,
    }
}
