//! What a print call says, and the same words as a call of a logger.
//!
//! A call is read into one row of units: characters in the author's spelling, and holes. Writing spells the row
//! again in the syntax of the logger. Whatever cannot be said lazily with the same words is kept as the expression
//! it was: a message without arguments is formatted by no logger, so `logger.info("%d" % x)` always says what
//! `print("%d" % x)` said. Every result is parsed and compared with what it should say before it is handed out.

use std::ops::Range;
use std::sync::OnceLock;

use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::names::Resolution;
use overhaul_python::{Edit, Module, Ranged, TextRange, TextSize, TokenKind};

mod atoms;
mod compose;
mod decoration;
mod edges;
mod effects;
mod fields;
mod format_method;
mod hole;
mod known;
mod layout;
mod percent;
mod plan;
mod read;
mod skeleton;
mod trailing;
mod verify;
mod write;

#[cfg(test)]
mod tests;

use atoms::Atom;
use hole::Hole;

/// A print call, read.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    module: &'a Module,
    call: &'a ExprCall,
    separator: String,
    arguments: Vec<Argument<'a>>,
    parts: Vec<Part<'a>>,
    holes: Vec<Hole<'a>>,
    units: Vec<Unit<'a>>,
    /// The units that are said: without the line breaks at both ends, and without a dropped exception.
    live: Range<usize>,
    /// Whether the file deals in numbers that are no floats, once that was asked.
    other_numbers: OnceLock<bool>,
}

/// One positional argument of print.
#[derive(Debug, Clone)]
struct Argument<'a> {
    expr: &'a Expr,
    /// With the parentheses around it.
    outer: TextRange,
    form: Form,
    parts: Range<usize>,
    units: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A string literal or f-string, implicit concatenation included. Each hole is formatted when it is evaluated.
    Literal,
    /// `"..." % values`, where the values are known to fit. Formatted after all were evaluated, or one by one.
    Percent,
    /// `"...".format(values)`, each used once and in order. All are evaluated before one is formatted.
    FormatMethod,
    /// `"a" + str(x) + f"{y}"`. Each hole is formatted when it is evaluated.
    Sum,
    /// Another expression that gives a string.
    Text,
    /// Another expression; print writes its `str()`, or that of what a call of `str()` or `repr()` was given.
    Value,
    /// `*items`
    Starred,
}

/// One string token.
#[derive(Debug, Clone)]
struct Part<'a> {
    range: TextRange,
    /// What stands before the quotes.
    prefix: &'a str,
    quotes: &'a str,
}

#[derive(Debug, Clone)]
struct Unit<'a> {
    kind: UnitKind<'a>,
    /// The token that it is spelled in. Separators and values are spelled in none.
    part: Option<usize>,
}

#[derive(Debug, Clone)]
enum UnitKind<'a> {
    Text(Atom<'a>),
    /// An index into the holes.
    Hole(usize),
}

/// Why a call has no form as a call of a logger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// What is printed is known only when the call runs.
    DynamicArguments,
    /// A comment inside the call would have no place.
    CommentInside,
}

/// The shape of a logger's calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The standard library's: a `%`-style format and its arguments.
    Percent,
    /// The standard library's, with every string that the author formats kept.
    Keep,
    /// loguru's: a `str.format` style message and its arguments.
    Braces,
    /// structlog's: an event and keywords.
    Keywords,
}

/// Stands for a value in [`Message::skeleton`].
pub const VALUE: char = '\u{fffc}';

impl<'a> Message<'a> {
    /// Reads a call of the builtin print. What `file=`, `flush=` and `end=` say is the caller's to judge.
    pub fn read(module: &'a Module, call: &'a ExprCall) -> Result<Self, Refusal> {
        read::read(module, call)
    }

    /// Whether it writes nothing but white space, or one character again and again that is no letter, digit or dot.
    pub fn is_decoration(&self) -> bool {
        decoration::is_decoration(self)
    }

    /// The text with U+FFFC for each value.
    pub fn skeleton(&self) -> String {
        skeleton::of(self)
    }

    /// The expressions whose values are written, those in format specs included.
    pub fn holes(&self) -> Vec<&'a Expr> {
        self.live_holes().flat_map(|(_, hole)| hole.expressions()).collect()
    }

    /// Whether a value goes into an f-string as it is, so that `format()` and not `str()` makes its text.
    pub fn formats_plain_values(&self) -> bool {
        self.live_holes()
            .any(|(_, hole)| hole.formats_plain_value() && !known::is_plain(self.module, hole.expr))
    }

    /// Whether the text holds a carriage return.
    pub fn has_carriage_return(&self) -> bool {
        decoration::has_character(self, |c| c == '\r')
    }

    /// Whether the text holds control characters besides line breaks and tabs, itself or in a constant that it shows.
    pub fn has_terminal_escapes(&self) -> bool {
        decoration::has_character(self, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    }

    /// The same without the exception called `name` at its end and the separator before it. `None` where it is not at
    /// the end, occurs elsewhere too, or nothing would be left.
    pub fn without_trailing(&self, name: &str) -> Option<Self> {
        trailing::without(self, name)
    }

    /// The edits that turn the call into a call of `callee`, such as `logger.info`.
    pub fn write(&self, callee: &str, shape: Shape) -> Result<Vec<Edit>, Refusal> {
        write::write(self, callee, shape)
    }

    fn live(&self) -> impl DoubleEndedIterator<Item = &Unit<'a>> {
        self.units[self.live.clone()].iter()
    }

    /// The holes that are said, with their numbers, in the order of their evaluation.
    fn live_holes(&self) -> impl Iterator<Item = (usize, &Hole<'a>)> {
        self.holes_in(self.live.clone())
    }

    fn holes_in(&self, units: Range<usize>) -> impl Iterator<Item = (usize, &Hole<'a>)> {
        self.units[units].iter().filter_map(|unit| match unit.kind {
            UnitKind::Hole(index) => Some((index, &self.holes[index])),
            UnitKind::Text(_) => None,
        })
    }

    /// The units of an argument that are said.
    fn live_units(&self, argument: &Argument<'_>) -> Range<usize> {
        common(&argument.units, &self.live)
    }

    /// The arguments that are said: all, or all but a dropped one at the end.
    fn kept(&self) -> &[Argument<'a>] {
        let dropped = |argument: &&Argument<'_>| argument.units.start >= self.live.end && self.is_shortened();
        let count = self.arguments.iter().rev().take_while(dropped).count();
        &self.arguments[..self.arguments.len() - count]
    }

    /// Whether a hole at the end was dropped.
    fn is_shortened(&self) -> bool {
        self.units[self.live.end..].iter().any(|unit| matches!(unit.kind, UnitKind::Hole(_)))
    }

    /// Whether the builtin of that name is what the name means where the call stands.
    fn has_builtin(&self, name: &str) -> bool {
        let names = self.module.names();
        let scope = match &*self.call.func {
            Expr::Name(print) => names.reference(print).map(|reference| reference.scope),
            _ => None,
        };
        let scope = scope.unwrap_or_else(|| names.scope_at(self.call.arguments.start()));
        names.resolve(name, scope) == Resolution::Builtin
    }

    fn has_comment(&self, range: TextRange) -> bool {
        !self.module.comments().within(range).is_empty()
    }
}

impl Unit<'_> {
    /// The character that is said; nothing where a line of source only continues.
    fn text(&self) -> Option<char> {
        match &self.kind {
            UnitKind::Text(atom) => atom.text,
            UnitKind::Hole(_) => Some(VALUE),
        }
    }
}

/// What two ranges share; empty where they share nothing.
fn common(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let start = one.start.max(other.start);
    start..one.end.min(other.end).max(start)
}

/// The range of an expression with the parentheses around it, inside `within`, whose own delimiters do not count.
fn outer_range(module: &Module, expr: &Expr, within: TextRange) -> TextRange {
    let one = TextSize::new(1);
    let is_code = |kind| !matches!(kind, TokenKind::NonLogicalNewline | TokenKind::Comment);
    let tokens = |start, end| {
        module.tokens_in(TextRange::new(start, end)).iter().filter(move |token| is_code(token.kind()))
    };
    let before = tokens(within.start() + one, expr.start()).rev();
    let after = tokens(expr.end(), within.end() - one);
    before
        .zip(after)
        .take_while(|(open, close)| open.kind() == TokenKind::Lpar && close.kind() == TokenKind::Rpar)
        .last()
        .map_or(expr.range(), |(open, close)| TextRange::new(open.start(), close.end()))
}
