//! A message without the exception at its end, which a logged traceback shows anyway.

use overhaul_python::ast::Expr;
use overhaul_python::{Ranged, TextRange};

use super::{Message, UnitKind};

/// What may stand between the message and the exception.
const SEPARATORS: &[char] = &[':', '-', ',', ';', '=', '>', '|', '\u{2013}', '\u{2014}', '\u{2192}'];

/// What may stand around the exception.
const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('\'', '\''), ('"', '"'), ('`', '`'), ('<', '>')];

/// Words that a message cannot end with, so the exception stays where one stands before it.
const DANGLING: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "because", "by", "for", "from", "in", "is", "of", "on", "or",
    "reason", "that", "the", "to", "was", "with",
];

/// `None` where the exception is not at the end, occurs elsewhere too, or nothing would be left.
pub(super) fn without<'a>(message: &Message<'a>, name: &str) -> Option<Message<'a>> {
    let last = message.live.clone().rev().find(|at| matches!(message.units[*at].kind, UnitKind::Hole(_)))?;
    let UnitKind::Hole(index) = message.units[last].kind else { return None };
    let hole = &message.holes[index];
    let is_it =
        hole.expr.as_name_expr().is_some_and(|found| found.id == name) && hole.expressions().len() == 1;
    if !is_it {
        return None;
    }
    let behind = text(message, last + 1..message.live.end);
    let end = end_of_text(message, last, behind.trim())?;
    let shortened = Message { live: message.live.start..end, ..message.clone() };
    let says_something = shortened.skeleton().contains(|c: char| c.is_alphanumeric() || c == super::VALUE);
    let mentions = shortened.holes().iter().any(|value| uses(message, value, name));
    (says_something && !mentions).then_some(shortened)
}

/// The number of the unit behind the text before the hole and its separator.
fn end_of_text(message: &Message<'_>, hole: usize, behind: &str) -> Option<usize> {
    let mut end = hole;
    while end > message.live.start && is_label(message, end - 1) {
        end -= 1;
    }
    let behind = behind.trim_end_matches(['.', '!']);
    end = back(message, end, char::is_whitespace);
    match *behind.chars().collect::<Vec<_>>().as_slice() {
        [] => {}
        [close] => {
            let open = BRACKETS.iter().find(|(_, known)| *known == close)?.0;
            let inside = back(message, end, |c| c == open);
            (inside + 1 == end).then_some(())?;
            end = inside;
        }
        _ => return None,
    }
    let words = back(message, end, char::is_whitespace);
    let shorter = back(message, words, |c| c.is_whitespace() || SEPARATORS.contains(&c));
    (shorter < words || !dangles(message, shorter)).then_some(shorter)
}

/// Whether the unit is text that an f-string spells inside a hole, as in `{e=}`.
fn is_label(message: &Message<'_>, at: usize) -> bool {
    matches!(&message.units[at].kind, UnitKind::Text(atom) if atom.in_hole)
}

/// The number of the unit behind which only such characters stand, up to `end`.
fn back(message: &Message<'_>, mut end: usize, is_it: impl Fn(char) -> bool) -> usize {
    while end > message.live.start {
        match &message.units[end - 1].kind {
            UnitKind::Text(atom) if atom.text.is_none_or(&is_it) => end -= 1,
            _ => break,
        }
    }
    end
}

fn dangles(message: &Message<'_>, end: usize) -> bool {
    let said = text(message, message.live.start..end).to_lowercase();
    said.rsplit(|c: char| !c.is_alphanumeric() && c != super::VALUE)
        .next()
        .is_some_and(|word| DANGLING.contains(&word))
}

fn text(message: &Message<'_>, units: std::ops::Range<usize>) -> String {
    message.units[units].iter().filter_map(super::Unit::text).collect()
}

fn uses(message: &Message<'_>, value: &Expr, name: &str) -> bool {
    let range: TextRange = value.range();
    message.module.names().references_in(range).iter().any(|reference| reference.name == name)
}
