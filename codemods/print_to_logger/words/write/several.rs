//! Messages of several arguments, joined as print joins them.

use overhaul_python::ast::Expr;
use overhaul_python::{Edit, Ranged, TextRange, TextSize, strings};

use super::super::literal::Segment;
use super::super::{Argument, Message, Refusal, Shape, effects};
use super::{Writer, spelled};

impl<'a> Writer<'_, 'a> {
    /// Several arguments, joined as print joins them.
    pub(super) fn write_several(&self, arguments: &[Argument<'a>]) -> Result<Vec<Edit>, Refusal> {
        if arguments.iter().any(|argument| matches!(argument, Argument::Starred(_))) {
            return self.write_starred(arguments);
        }
        let (Some(first), Some(last)) = (arguments.first(), arguments.last()) else {
            return Err(Refusal::DynamicArguments);
        };
        if let Some(sum) = self.message.sum {
            if self.shape == Shape::Keep || joined_order_at_risk(arguments) {
                return self.tail_edits(sum, &[]);
            }
            return self.write_joined(arguments, self.message.outer_range(sum));
        }
        let range = TextRange::new(self.outer(first).start(), self.outer(last).end());
        if self.message.has_comment(range) || self.shape == Shape::Keep || joined_order_at_risk(arguments) {
            return self.write_beside(arguments, range);
        }
        self.write_joined(arguments, range)
    }

    /// One format and its values in place of the arguments in a range.
    fn write_joined(&self, arguments: &[Argument<'a>], range: TextRange) -> Result<Vec<Edit>, Refusal> {
        let (format, slots) = self.joined(arguments)?;
        let mut pieces = vec![format];
        pieces.extend(slots);
        if self.shape == Shape::Keywords && pieces.len() > 1 {
            let values = pieces[1..].join(", ");
            let tuple = if pieces.len() == 2 { format!("{values},") } else { values };
            pieces = vec![format!("{} % ({tuple})", pieces[0])];
        }
        let joint = self.joint(range);
        let replaced = Edit::replace(self.with_keywords(range)?, pieces.join(&joint));
        Ok(vec![replaced])
    }

    /// The range with the keyword arguments behind it, which go.
    fn with_keywords(&self, range: TextRange) -> Result<TextRange, Refusal> {
        let call = &self.message.call.arguments;
        if call.keywords.iter().any(|keyword| keyword.start() < range.start()) {
            return Err(Refusal::DynamicArguments);
        }
        let ends = call.args.iter().map(Ranged::end).chain(call.keywords.iter().map(Ranged::end));
        let end = ends.fold(range.end(), TextSize::max);
        if self.message.has_comment(TextRange::new(range.end(), end)) {
            return Err(Refusal::CommentInside);
        }
        Ok(TextRange::new(range.start(), end))
    }

    fn outer(&self, argument: &Argument<'a>) -> TextRange {
        match argument {
            Argument::Literal(text) => self.message.outer_range(text.expr),
            Argument::Made(expr) | Argument::Value(expr) | Argument::Starred(expr) => {
                self.message.outer_range(expr)
            }
        }
    }

    /// One format for all arguments, and the values for it.
    fn joined(&self, arguments: &[Argument<'a>]) -> Result<(String, Vec<String>), Refusal> {
        let has_values = arguments.iter().any(|argument| match argument {
            Argument::Literal(text) => text.holes().next().is_some(),
            _ => true,
        });
        let mut format = Format::default();
        let mut values = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                let separator = self.escaped(&self.message.separator, has_values);
                format.push(&separator, None);
            }
            match argument {
                Argument::Literal(text) => {
                    for part in &text.parts {
                        let quote = (part.prefix.is_empty() && part.quotes.len() == 1).then_some(part.quotes);
                        for segment in &part.segments {
                            match segment {
                                Segment::Text { raw, cooked } => {
                                    let raw = quote.map(|quote| (quote, self.escaped(raw, has_values)));
                                    format.push(&self.escaped(cooked, has_values), raw);
                                }
                                Segment::Debug(text) => {
                                    format.push(&self.escaped(text, has_values), None);
                                }
                                Segment::Hole(hole) => {
                                    let slot = self.message.slot(hole, self.shape)?;
                                    format.push(&slot.placeholder, None);
                                    values.push(slot.argument);
                                }
                            }
                        }
                    }
                }
                Argument::Made(expr) | Argument::Value(expr) => {
                    format.push(if self.shape == Shape::Braces { "{}" } else { "%s" }, None);
                    values.push(self.message.argument_source(expr)?);
                }
                Argument::Starred(_) => return Err(Refusal::DynamicArguments),
            }
        }
        Ok((format.finish(self.message), values))
    }

    /// A format of placeholders before arguments that all stay where they are.
    fn write_beside(&self, arguments: &[Argument<'a>], range: TextRange) -> Result<Vec<Edit>, Refusal> {
        let trimmed =
            arguments.iter().any(|argument| matches!(argument, Argument::Literal(text) if text.is_trimmed()));
        let placeholder = match self.shape {
            Shape::Braces => "{}",
            Shape::Keywords => return Err(Refusal::CommentInside),
            Shape::Percent | Shape::Keep => "%s",
        };
        let separator = self.escaped(&self.message.separator, true);
        let format = vec![placeholder; arguments.len()].join(&separator);
        let first = arguments.first().map_or(range, |argument| self.outer(argument));
        let mut edits = vec![Edit::insert(
            range.start(),
            format!("{}{}", self.message.new_literal(&format), self.joint(first)),
        )];
        if trimmed {
            for argument in arguments {
                if let Argument::Literal(text) = argument {
                    for part in text.parts.iter().filter(|part| part.trimmed) {
                        edits.push(Edit::replace(part.range, self.whole_part(part)));
                    }
                }
            }
        }
        let end = self.with_keywords(range)?.end();
        if end > range.end() {
            edits.push(Edit::delete(TextRange::new(range.end(), end)));
        }
        Ok(edits)
    }

    /// Arguments that are known only when the call runs: joined as print joins them.
    fn write_starred(&self, arguments: &[Argument<'a>]) -> Result<Vec<Edit>, Refusal> {
        let call = &self.message.call.arguments;
        let (Some(first), Some(last)) = (call.args.first(), call.args.last()) else {
            return Err(Refusal::DynamicArguments);
        };
        let outer = |argument: &Expr| self.message.outer_range(argument);
        let range = self.with_keywords(TextRange::new(outer(first).start(), outer(last).end()))?;
        if !self.message.has_builtin("map") || !self.message.has_builtin("str") {
            return Err(Refusal::DynamicArguments);
        }
        if self.message.has_comment(range) {
            return Err(Refusal::CommentInside);
        }
        let module = self.message.module;
        let items = if let [Argument::Starred(items)] = arguments {
            self.message.argument_source(items)?
        } else {
            let all: Vec<&str> = call.args.iter().map(|argument| module.slice(outer(argument))).collect();
            format!("({})", all.join(", "))
        };
        let separator = self.message.new_literal(&self.message.separator);
        let joined = format!("{separator}.join(map(str, {items}))");
        let text = match self.shape {
            Shape::Braces => format!("{}, {joined}", self.message.new_literal("{}")),
            Shape::Keywords => joined,
            Shape::Percent | Shape::Keep => format!("{}, {joined}", self.message.new_literal("%s")),
        };
        Ok(vec![Edit::replace(range, text)])
    }
}

/// f-strings among the arguments are formatted before the arguments behind them are evaluated.
fn joined_order_at_risk(arguments: &[Argument<'_>]) -> bool {
    let mut formatted: Vec<&Expr> = Vec::new();
    for argument in arguments {
        let values = match argument {
            Argument::Literal(text) => text.values(),
            Argument::Made(expr) | Argument::Value(expr) | Argument::Starred(expr) => vec![*expr],
        };
        for value in values {
            if formatted.iter().any(|earlier| effects::may_change(earlier, value)) {
                return true;
            }
            if matches!(argument, Argument::Literal(_)) {
                formatted.push(value);
            }
        }
    }
    false
}

/// A format under construction: what it says, and how its pieces are spelled while they agree on a quote.
#[derive(Default)]
struct Format {
    cooked: String,
    raw: String,
    quote: Option<&'static str>,
    disagrees: bool,
}

impl Format {
    fn push(&mut self, cooked: &str, raw: Option<(&'static str, String)>) {
        self.cooked.push_str(cooked);
        match raw {
            Some((quote, raw)) => {
                self.disagrees |= self.quote.is_some_and(|known| known != quote);
                self.quote = Some(quote);
                self.raw.push_str(&raw);
            }
            None => self.raw.push_str(&spelled(cooked)),
        }
    }

    /// In the author's spelling where that says the same, else written anew.
    fn finish(self, message: &Message<'_>) -> String {
        if let Some(quote) = self.quote.filter(|_| !self.disagrees) {
            let source = format!("{quote}{}{quote}", self.raw);
            if strings::value_of(&source).as_deref() == Some(&self.cooked) && !source.contains('\n') {
                return source;
            }
        }
        message.new_literal(&self.cooked)
    }
}
