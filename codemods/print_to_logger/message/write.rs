//! Writing a message as a call of a logger, with as few changes to the author's text as can be.

use std::ops::Range;

use overhaul_python::ast::Expr;
use overhaul_python::{Edit, Ranged, TextRange, TextSize};

use super::fields::fields;
use super::hole::placeholder;
use super::layout::Layout;
use super::{Argument, Form, Message, Refusal, Shape, edges};

/// The syntax that a text is spelled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// A literal that nobody formats.
    Plain,
    Percent,
    Braces,
    FString,
}

pub(super) struct Writer<'m, 'a> {
    pub message: &'m Message<'a>,
    pub shape: Shape,
    pub callee: &'m str,
    pub layout: Layout<'a>,
    /// For each argument, whether its own expression is kept, which makes its text when it is evaluated.
    pub eager: Vec<bool>,
    /// For each hole, whether the call of `str()` or `repr()` that the author wrote is kept.
    pub keeps_call: Vec<bool>,
    /// The keyword arguments that follow the message.
    pub fields: Vec<String>,
}

/// The edits of a call, and what the call must be found to say when it is read again.
pub(super) struct Written {
    pub edits: Vec<Edit>,
    pub says: Says,
}

pub(super) enum Says {
    /// A literal, with the number of values behind it.
    Format(String, usize),
    /// What the message said before.
    Same,
    /// An expression that was not touched, behind so many other arguments.
    Untouched(usize),
}

pub(super) fn write(message: &Message<'_>, callee: &str, shape: Shape) -> Result<Vec<Edit>, Refusal> {
    if message.arguments.is_empty() {
        return Err(Refusal::DynamicArguments);
    }
    if shape == Shape::Keywords
        && let Some((event, fields)) = fields(message)
        && let Ok(edits) = attempt(&event, callee, shape, fields)
    {
        return Ok(edits);
    }
    match attempt(message, callee, shape, Vec::new()) {
        Err(_) if message.is_shortened() => {
            let mut whole = message.clone();
            whole.live.end = message.units.len();
            attempt(&whole, callee, shape, Vec::new())
        }
        outcome => outcome,
    }
}

fn attempt(
    message: &Message<'_>,
    callee: &str,
    shape: Shape,
    fields: Vec<String>,
) -> Result<Vec<Edit>, Refusal> {
    let mut writer = Writer {
        message,
        shape,
        callee,
        layout: message.layout(),
        eager: Vec::new(),
        keeps_call: Vec::new(),
        fields,
    };
    writer.plan();
    let mut refusal = Refusal::CommentInside;
    for way in [Writer::preferred, Writer::kept, Writer::untouched] {
        match way(&writer) {
            Ok(Some(mut written)) => {
                written.edits.push(message.callee(callee));
                if writer.is_as_said(&written) {
                    message.realigned(callee, &mut written.edits);
                    return Ok(written.edits);
                }
            }
            Ok(None) => {}
            Err(reason) => refusal = reason,
        }
    }
    Err(refusal)
}

impl<'a> Writer<'_, 'a> {
    /// The form with the logger's own formatting, where that says the same words.
    fn preferred(&self) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        if message.arguments.iter().any(|argument| argument.form == Form::Starred) {
            return self.joined();
        }
        let is_event = self.shape == Shape::Keywords && message.live_holes().next().is_some();
        let [only] = &*message.arguments else { return self.several() };
        match only.form {
            Form::Literal if self.eager[0] || is_event => self.in_place(only, Syntax::FString),
            Form::Literal => self.in_place(only, self.syntax()),
            _ if self.eager[0] => Ok(None),
            Form::Value if is_event => self.shown(only),
            Form::Value if message.holes[0].spelled.is_none() || message.has_comment(only.outer) => {
                self.beside()
            }
            Form::Text => Ok(None),
            _ if is_event => Ok(None),
            _ if message.has_comment(only.outer) => Ok(None),
            _ => self.composed(),
        }
    }

    fn several(&self) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        if self.shape == Shape::Keywords && self.is_order_at_risk() {
            return self.joined();
        }
        let has_text = message.arguments.iter().any(|argument| {
            !matches!(argument.form, Form::Value | Form::Text)
                || message.holes_in(argument.units.clone()).any(|(_, hole)| hole.spelled.is_some())
        });
        if self.has_comment() || (!has_text && !message.is_shortened()) {
            return Ok(None);
        }
        self.composed()
    }

    /// The arguments as they are, behind a format of placeholders, or an f-string as it is.
    fn kept(&self) -> Result<Option<Written>, Refusal> {
        let is_dynamic = self.message.arguments.iter().any(|argument| argument.form == Form::Starred);
        match &*self.message.arguments {
            _ if is_dynamic => Ok(None),
            [only] if only.form == Form::Literal => self.in_place(only, Syntax::FString),
            [only] if only.form != Form::Value => Ok(None),
            _ if self.message.is_shortened() => Err(Refusal::CommentInside),
            _ if self.shape == Shape::Keywords && self.is_order_at_risk() => Ok(None),
            _ => self.beside(),
        }
    }

    /// One string, as it is: a message without arguments is formatted by no logger.
    fn untouched(&self) -> Result<Option<Written>, Refusal> {
        let [only] = &*self.message.arguments else { return Ok(None) };
        if matches!(only.form, Form::Value | Form::Starred) || self.message.is_shortened() {
            return Ok(None);
        }
        let mut edits = edges::trimmed(self.message.module, only.expr);
        edits.extend(self.message.tail(only, "")?);
        Ok(Some(Written { edits, says: Says::Untouched(0) }))
    }

    /// The syntax of the message: none where it has no values.
    pub fn syntax(&self) -> Syntax {
        if self.message.live_holes().next().is_none() { Syntax::Plain } else { self.format_syntax() }
    }

    fn format_syntax(&self) -> Syntax {
        match self.shape {
            Shape::Braces => Syntax::Braces,
            Shape::Percent | Shape::Keep | Shape::Keywords => Syntax::Percent,
        }
    }

    /// Whether a comment stands among the arguments.
    fn has_comment(&self) -> bool {
        let (Some(first), Some(last)) = (self.message.arguments.first(), self.message.arguments.last())
        else {
            return false;
        };
        self.message.has_comment(TextRange::new(first.outer.start(), last.outer.end()))
    }

    /// The text of the message and its values, written anew from the author's spelling.
    fn composed(&self) -> Result<Option<Written>, Refusal> {
        let (Some(first), Some(last)) = (self.message.arguments.first(), self.message.arguments.last())
        else {
            return Ok(None);
        };
        let Some(composed) = self.compose() else { return Ok(None) };
        let range = TextRange::new(first.outer.start(), last.outer.end());
        let mut edits = vec![Edit::replace(range, composed.source)];
        edits.extend(self.message.tail(last, "")?);
        Ok(Some(Written { edits, says: composed.says }))
    }

    /// The tokens of one literal, each changed where it stands.
    fn in_place(&self, argument: &Argument<'a>, syntax: Syntax) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        let live = message.live_units(argument);
        let says_something = !live.is_empty();
        let mut edits = Vec::new();
        let mut says = String::new();
        let mut arguments = Vec::new();
        let mut width = String::new();
        for index in argument.parts.clone() {
            let units = message.units_of(argument, index);
            let said = super::common(&units, &live);
            let part = &message.parts[index];
            if said.is_empty() && !units.is_empty() && says_something {
                edits.push(self.without_part(argument, index, &said)?);
                continue;
            }
            let Some(token) = self.token(index, said, units.start, syntax) else { return Ok(None) };
            says.push_str(&token.says);
            arguments.extend(token.arguments);
            width.push_str(&token.source);
            if token.source != message.module.slice(part.range) {
                edits.push(Edit::replace(part.range, token.source));
            }
        }
        let says = if syntax == Syntax::FString { Says::Same } else { Says::Format(says, arguments.len()) };
        arguments.extend(self.fields.iter().cloned());
        if !arguments.is_empty() {
            edits.extend(self.without_parentheses(argument));
        }
        let lines = message.module.slice(argument.outer);
        let shown = if lines.contains(['\n', '\r']) { lines } else { &width };
        let behind = self.layout.behind(shown, &arguments);
        edits.extend(message.tail(argument, &behind)?);
        Ok(Some(Written { edits, says }))
    }

    /// The edit that takes a token out of which nothing is left.
    fn without_part(
        &self,
        argument: &Argument<'a>,
        index: usize,
        said: &Range<usize>,
    ) -> Result<Edit, Refusal> {
        let message = self.message;
        let part = message.parts[index].range;
        let is_first = said.start >= message.live_units(argument).end;
        let range = if is_first && index > argument.parts.start {
            TextRange::new(message.parts[index - 1].range.end(), part.end())
        } else if index + 1 < argument.parts.end {
            TextRange::new(part.start(), message.parts[index + 1].range.start())
        } else {
            part
        };
        if message.has_comment(range) {
            return Err(Refusal::CommentInside);
        }
        Ok(Edit::delete(range))
    }

    /// The edits that take the parentheses around a literal away, where they stand on its line.
    fn without_parentheses(&self, argument: &Argument<'a>) -> Vec<Edit> {
        let inner = argument.expr.range();
        let around = [
            TextRange::new(argument.outer.start(), inner.start()),
            TextRange::new(inner.end(), argument.outer.end()),
        ];
        let is_plain = |range: &TextRange| {
            self.message.module.slice(*range).chars().all(|c| matches!(c, '(' | ')' | ' '))
        };
        if !around.iter().all(is_plain) {
            return Vec::new();
        }
        around.into_iter().filter(|range| !range.is_empty()).map(Edit::delete).collect()
    }

    /// A format of placeholders before arguments that all stay where they are.
    fn beside(&self) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        let (Some(first), Some(last)) = (message.arguments.first(), message.arguments.last()) else {
            return Ok(None);
        };
        let syntax = self.format_syntax();
        let separator: String = message.separator.chars().map(|c| syntax.doubled(c)).collect();
        let count = message.arguments.len();
        let says = vec![placeholder(self.shape, None); count].join(&separator);
        let format = message.literal(&says, message.module.style().quote);
        let range = TextRange::new(first.outer.start(), last.outer.end());
        let has_lines = message.module.slice(range).contains(['\n', '\r']);
        let is_event = self.shape == Shape::Keywords;
        let joint = match self.layout.indent {
            Some(indent) if (has_lines || self.layout.is_exploded) && !is_event => {
                format!(",{}{indent}", self.layout.line_ending)
            }
            _ => ", ".to_owned(),
        };
        let (open, close) =
            if is_event { (" % (", if count == 1 { ",)" } else { ")" }) } else { (joint.as_str(), "") };
        let is_bare =
            |argument: &Argument<'_>| argument.outer == argument.expr.range() && self.is_bare(argument.expr);
        let mut edits = Vec::new();
        for (index, argument) in message.arguments.iter().enumerate() {
            let before = if index == 0 { format!("{format}{open}") } else { String::new() };
            let parenthesis = if is_bare(argument) { "(" } else { "" };
            let inserted = format!("{before}{parenthesis}");
            if !inserted.is_empty() {
                edits.push(Edit::insert(argument.outer.start(), inserted));
            }
            if is_bare(argument) && index + 1 < count {
                edits.push(Edit::insert(argument.outer.end(), ")"));
            }
        }
        let comma = if joint.contains(['\n', '\r']) && self.layout.closes_apart && !self.layout.is_exploded {
            ","
        } else {
            ""
        };
        let parenthesis = if is_bare(last) { ")" } else { "" };
        edits.extend(message.tail(last, &format!("{parenthesis}{close}{comma}"))?);
        Ok(Some(Written { edits, says: Says::Format(says, count) }))
    }

    fn is_bare(&self, expr: &Expr) -> bool {
        self.message.argument_source(expr).len() > self.message.module.slice(expr).len()
    }

    /// One value as the event of a structured logger.
    fn shown(&self, argument: &Argument<'a>) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        if message.holes[0].spelled.is_some() {
            return Ok(Some(Written { edits: message.tail(argument, "")?, says: Says::Untouched(0) }));
        }
        if !message.has_builtin("str") {
            return self.beside();
        }
        let bare = self.is_bare(argument.expr) && argument.outer == argument.expr.range();
        let (open, close) = if bare { ("str((", "))") } else { ("str(", ")") };
        let mut edits = vec![Edit::insert(argument.outer.start(), open)];
        edits.extend(message.tail(argument, close)?);
        Ok(Some(Written { edits, says: Says::Untouched(0) }))
    }

    /// The arguments as they are, joined as print joins them.
    fn joined(&self) -> Result<Option<Written>, Refusal> {
        let message = self.message;
        let (Some(first), Some(last)) = (message.arguments.first(), message.arguments.last()) else {
            return Ok(None);
        };
        let quote = message.module.style().quote;
        let separator = message.literal(&message.separator, quote);
        let has_builtins = message.has_builtin("map") && message.has_builtin("str");
        let source = message.module.slice(TextRange::new(first.outer.start(), last.outer.end()));
        if !has_builtins && (source.contains(":=") || source.contains("yield")) {
            // Neither may stand in what a comprehension goes over.
            return Err(Refusal::DynamicArguments);
        }
        let (open, close) = match (&*message.arguments, has_builtins) {
            ([_], true) => (format!("{separator}.join(map(str, "), "))"),
            (_, true) => (format!("{separator}.join(map(str, ("), ")))"),
            ([_], false) => (format!("{separator}.join(f\"{{item!s}}\" for item in "), ")"),
            (_, false) => (format!("{separator}.join(f\"{{item!s}}\" for item in ("), "))"),
        };
        let (format, count) = match self.shape {
            Shape::Keywords => (String::new(), 0),
            shape => (format!("{}, ", message.literal(&placeholder(shape, None), quote)), 1),
        };
        let start = first.outer.start();
        let opening = format!("{format}{open}");
        let mut edits = match &*message.arguments {
            [_] => vec![Edit::replace(TextRange::at(start, TextSize::of('*')), opening)],
            _ => vec![Edit::insert(start, opening)],
        };
        edits.extend(message.tail(last, close)?);
        Ok(Some(Written { edits, says: Says::Untouched(count) }))
    }
}

impl Syntax {
    /// A character of the text, as it is said in this syntax.
    pub fn doubled(self, c: char) -> String {
        let times = if self.is_mark(c) { 2 } else { 1 };
        c.to_string().repeat(times)
    }

    pub fn is_mark(self, c: char) -> bool {
        match self {
            Self::Plain | Self::FString => false,
            Self::Percent => c == '%',
            Self::Braces => matches!(c, '{' | '}'),
        }
    }
}
