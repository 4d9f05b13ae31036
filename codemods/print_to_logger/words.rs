//! What a print call says, and the same words as a call of a logger.
//!
//! A call is read into its arguments, and string arguments into text and holes. What cannot be told apart
//! exactly is kept whole: a message without arguments is left alone by every logger, so `logger.info("%d" % x)`
//! always says what `print("%d" % x)` said.

use overhaul_python::ast::{self, Expr, ExprCall};
use overhaul_python::names::Resolution;
use overhaul_python::{Edit, Module, Ranged, TextRange, TokenKind};

mod effects;
mod literal;
mod percent;
mod shape;
mod write;

use literal::Literal;

/// A print call, read.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    module: &'a Module,
    call: &'a ExprCall,
    separator: String,
    arguments: Vec<Argument<'a>>,
    /// The sum of strings that the arguments are the terms of.
    sum: Option<&'a Expr>,
}

/// One positional argument of print.
#[derive(Debug, Clone)]
enum Argument<'a> {
    /// A string literal or f-string, implicit concatenation included.
    Literal(Literal<'a>),
    /// A string that an expression makes: `"..." % x`, `"...".format(x)`, `"..." + x`.
    Made(&'a Expr),
    /// Anything else; print writes its `str()`.
    Value(&'a Expr),
    /// `*items`
    Starred(&'a Expr),
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
    /// The standard library's, with f-strings kept.
    Keep,
    /// loguru's: a `str.format` style message and its arguments.
    Braces,
    /// structlog's: an event and keywords.
    Keywords,
}

/// Stands for a value in [`Message::skeleton`].
const VALUE: char = '\u{fffc}';

impl<'a> Message<'a> {
    /// Reads a call of the builtin print. `file=`, `flush=` and `end=` are the caller's to judge.
    pub fn read(module: &'a Module, call: &'a ExprCall) -> Result<Self, Refusal> {
        let separator = match call.arguments.find_keyword("sep").map(|keyword| &keyword.value) {
            None | Some(Expr::NoneLiteral(_)) => " ".to_owned(),
            Some(Expr::StringLiteral(text)) => text.value.to_str().to_owned(),
            Some(_) => return Err(Refusal::DynamicArguments),
        };
        if call.arguments.keywords.iter().any(|keyword| keyword.arg.is_none()) {
            return Err(Refusal::DynamicArguments);
        }
        let arguments = call.arguments.args.iter().map(|argument| read_argument(module, argument)).collect();
        let mut message = Self { module, call, separator, arguments, sum: None };
        message.take_sum_apart();
        message.trim_newlines();
        Ok(message)
    }

    /// Whether it writes nothing but white space, or one character again and again that is no letter, digit or dot.
    pub fn is_decoration(&self) -> bool {
        match &*self.arguments {
            [] => true,
            [Argument::Literal(literal)] => match literal.only_text() {
                Some(text) => is_banner(text.trim(), 3),
                None => literal.only_value().is_some_and(is_repetition),
            },
            [Argument::Made(expr) | Argument::Value(expr)] => is_repetition(expr),
            _ => false,
        }
    }

    /// The text with U+FFFC for each value.
    pub fn skeleton(&self) -> String {
        let parts: Vec<String> = self
            .arguments
            .iter()
            .map(|argument| match argument {
                Argument::Literal(literal) => literal.skeleton(),
                Argument::Made(expr) => made_skeleton(expr),
                Argument::Value(_) | Argument::Starred(_) => VALUE.to_string(),
            })
            .collect();
        parts.join(&self.separator)
    }

    /// The expressions whose values are written.
    pub fn holes(&self) -> Vec<&'a Expr> {
        let mut holes = Vec::new();
        for argument in &self.arguments {
            match argument {
                Argument::Literal(literal) => holes.extend(literal.values()),
                Argument::Made(expr) | Argument::Value(expr) | Argument::Starred(expr) => holes.push(*expr),
            }
        }
        holes
    }

    /// Whether a value goes into an f-string as it is, so that `format()` and not `str()` makes its text.
    pub fn formats_plain_values(&self) -> bool {
        self.arguments.iter().any(|argument| match argument {
            Argument::Literal(literal) => literal.holes().any(|hole| {
                hole.conversion.is_none() && hole.spec.is_none() && !effects::is_plain_text(hole.value)
            }),
            _ => false,
        })
    }

    pub fn has_carriage_return(&self) -> bool {
        self.skeleton().contains('\r') || self.separator.contains('\r')
    }

    /// Whether the text holds control characters besides line breaks and tabs.
    pub fn has_terminal_escapes(&self) -> bool {
        let is_escape = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        self.skeleton().contains(is_escape) || self.separator.contains(is_escape)
    }

    /// The same without the exception called `name` at its end and the separator before it. `None` where it is not at
    /// the end, occurs elsewhere too, or nothing would be left.
    pub fn without_trailing(&self, name: &str) -> Option<Self> {
        let is_it = |expr: &Expr| is_exception(expr, name);
        let mut shorter = self.clone();
        match shorter.arguments.last_mut()? {
            Argument::Value(expr) if is_it(expr) => {
                shorter.arguments.pop();
            }
            Argument::Literal(literal) => {
                if !literal.drop_last_value(is_it) {
                    return None;
                }
            }
            _ => return None,
        }
        if let Argument::Literal(literal) = shorter.arguments.last_mut()? {
            literal.trim_end(&[':', '-', ',', '=', '>', ' ', '\t', '\n', '\u{2013}', '\u{2014}']);
        }
        let mentions = shorter.holes().iter().any(|value| super::handler::uses(&[*value], name));
        let says_something = shorter.skeleton().contains(|c: char| c.is_alphanumeric());
        (!mentions && says_something).then_some(shorter)
    }

    /// The edits that turn the call into a call of `callee`, such as `logger.info`.
    pub fn write(&self, callee: &str, shape: Shape) -> Result<Vec<Edit>, Refusal> {
        write::Writer { message: self, shape }.write(callee)
    }

    /// `"a " + str(x)` says what `print("a ", x, sep="")` says, where every term is text or the `str()` of something.
    fn take_sum_apart(&mut self) {
        let [Argument::Made(sum)] = &*self.arguments else { return };
        let sum: &'a Expr = sum;
        let is_one_line = !self.module.slice(sum).contains(['\n', '\r']);
        let mut terms = Vec::new();
        if is_one_line && sum.is_bin_op_expr() && self.terms(sum, &mut terms) {
            self.arguments = terms;
            self.separator = String::new();
            self.sum = Some(sum);
        }
    }

    fn terms(&self, expr: &'a Expr, terms: &mut Vec<Argument<'a>>) -> bool {
        match expr {
            Expr::BinOp(operation) if operation.op == ast::Operator::Add => {
                self.terms(&operation.left, terms) && self.terms(&operation.right, terms)
            }
            Expr::Call(call) => {
                let is_str =
                    call.func.as_name_expr().is_some_and(|name| name.id == "str") && self.has_builtin("str");
                match &*call.arguments.args {
                    [value] if is_str && call.arguments.keywords.is_empty() && !value.is_starred_expr() => {
                        terms.push(Argument::Value(value));
                        true
                    }
                    _ => false,
                }
            }
            _ => match read_argument(self.module, expr) {
                Argument::Literal(literal) => {
                    terms.push(Argument::Literal(literal));
                    true
                }
                _ => false,
            },
        }
    }

    /// print ends its line, and so does a logger; line breaks at the ends of the text go.
    fn trim_newlines(&mut self) {
        if let Some(Argument::Literal(literal)) = self.arguments.first_mut() {
            literal.trim_start(&['\n']);
        }
        if let Some(Argument::Literal(literal)) = self.arguments.last_mut() {
            literal.trim_end(&['\n']);
        }
    }

    /// Whether the builtin of that name is what the name means inside the call.
    fn has_builtin(&self, name: &str) -> bool {
        let names = self.module.names();
        let scope = names.scope_at(self.call.arguments.start());
        names.resolve(name, scope) == Resolution::Builtin
    }

    /// The range of an argument with the parentheses around it.
    fn outer_range(&self, expr: &Expr) -> TextRange {
        let tokens = self.module.tokens_in(self.call.arguments.range());
        let is_trivia = |kind| matches!(kind, TokenKind::NonLogicalNewline | TokenKind::Comment);
        let before: Vec<_> =
            tokens.iter().filter(|token| token.end() <= expr.start() && !is_trivia(token.kind())).collect();
        let after: Vec<_> =
            tokens.iter().filter(|token| token.start() >= expr.end() && !is_trivia(token.kind())).collect();
        let mut range = expr.range();
        // The first token is the call's own opening parenthesis, the last its closing one.
        for (open, close) in before.iter().rev().zip(&after) {
            let is_own = open.start() == self.call.arguments.start();
            if is_own || open.kind() != TokenKind::Lpar || close.kind() != TokenKind::Rpar {
                break;
            }
            range = TextRange::new(open.start(), close.end());
        }
        range
    }

    fn has_comment(&self, range: TextRange) -> bool {
        !self.module.comments().within(range).is_empty()
    }
}

fn read_argument<'a>(module: &'a Module, expr: &'a Expr) -> Argument<'a> {
    match expr {
        Expr::Starred(starred) => Argument::Starred(&starred.value),
        Expr::StringLiteral(_) | Expr::FString(_) => match Literal::read(module, expr) {
            Some(literal) => Argument::Literal(literal),
            None => Argument::Made(expr),
        },
        _ if is_made_string(expr) => Argument::Made(expr),
        _ => Argument::Value(expr),
    }
}

/// Whether the expression gives a string, whatever its parts are.
fn is_made_string(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_) | Expr::FString(_) => true,
        Expr::BinOp(operation) => match operation.op {
            ast::Operator::Mod => {
                operation.left.is_string_literal_expr() || operation.left.is_f_string_expr()
            }
            ast::Operator::Add => is_made_string(&operation.left) || is_made_string(&operation.right),
            ast::Operator::Mult => is_made_string(&operation.left) || is_made_string(&operation.right),
            _ => false,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(method) => {
                matches!(
                    method.attr.as_str(),
                    "format"
                        | "join"
                        | "strip"
                        | "ljust"
                        | "rjust"
                        | "center"
                        | "upper"
                        | "lower"
                        | "title"
                        | "replace"
                ) && is_made_string(&method.value)
            }
            _ => false,
        },
        Expr::If(choice) => is_made_string(&choice.body) && is_made_string(&choice.orelse),
        _ => false,
    }
}

/// The literal text of a string expression, with U+FFFC for the rest.
fn made_skeleton(expr: &Expr) -> String {
    match expr {
        Expr::StringLiteral(text) => text.value.to_str().to_owned(),
        Expr::FString(text) => text
            .value
            .elements()
            .map(|element| match element {
                ast::InterpolatedStringElement::Literal(text) => text.value.to_string(),
                ast::InterpolatedStringElement::Interpolation(_) => VALUE.to_string(),
            })
            .collect(),
        Expr::BinOp(operation) if operation.op == ast::Operator::Add => {
            made_skeleton(&operation.left) + &made_skeleton(&operation.right)
        }
        Expr::BinOp(operation) if operation.op == ast::Operator::Mod => {
            percent::skeleton(&made_skeleton(&operation.left), VALUE)
        }
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(method) if is_made_string(&method.value) => made_skeleton(&method.value),
            _ => VALUE.to_string(),
        },
        _ => VALUE.to_string(),
    }
}

fn is_banner(text: &str, least: usize) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        None => true,
        Some(first) => {
            !first.is_alphanumeric()
                && first != '.'
                && chars.clone().all(|c| c == first)
                && chars.count() + 1 >= least
        }
    }
}

/// `"=" * n`, `n * "="`, with line breaks added at either side.
fn is_repetition(expr: &Expr) -> bool {
    let is_mark = |expr: &Expr| {
        expr.as_string_literal_expr().is_some_and(|text| {
            let text = text.value.to_str().trim();
            !text.is_empty() && is_banner(text, 1)
        })
    };
    match expr {
        Expr::BinOp(operation) if operation.op == ast::Operator::Mult => {
            (is_mark(&operation.left) && !effects::may_act(&operation.right))
                || (is_mark(&operation.right) && !effects::may_act(&operation.left))
        }
        Expr::BinOp(operation) if operation.op == ast::Operator::Add => {
            let is_blank = |expr: &Expr| {
                expr.as_string_literal_expr().is_some_and(|text| text.value.to_str().trim().is_empty())
            };
            (is_blank(&operation.left) && is_repetition(&operation.right))
                || (is_blank(&operation.right) && is_repetition(&operation.left))
        }
        _ => false,
    }
}

/// `e`, `str(e)`, `repr(e)`
fn is_exception(expr: &Expr, name: &str) -> bool {
    match expr {
        Expr::Name(found) => found.id == name,
        Expr::Call(call) => {
            let shows = call
                .func
                .as_name_expr()
                .is_some_and(|function| matches!(function.id.as_str(), "str" | "repr"));
            shows
                && matches!(&*call.arguments.args, [only] if is_exception(only, name))
                && call.arguments.keywords.is_empty()
        }
        _ => false,
    }
}
