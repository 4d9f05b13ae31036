//! Writing a message as a call of a logger, with as few changes to the author's text as can be.

use overhaul_python::ast::{self, Expr};
use overhaul_python::{Edit, Ranged, TextRange, TextSize, strings};

use super::literal::{Literal, Part, Segment};
use super::shape::Slot;
use super::{Argument, Message, Refusal, Shape, effects, literal, percent};

mod several;

/// Keywords that structlog keeps for itself:
/// <https://www.structlog.org/en/stable/api.html>.
const RESERVED_KEYWORDS: &[&str] =
    &["event", "level", "timestamp", "logger", "logger_name", "exc_info", "stack_info", "self", "message"];

pub(super) struct Writer<'m, 'a> {
    pub message: &'m Message<'a>,
    pub shape: Shape,
}

impl<'a> Writer<'_, 'a> {
    pub fn write(&self, callee: &str) -> Result<Vec<Edit>, Refusal> {
        let mut edits = vec![Edit::replace(self.message.call.func.range(), callee)];
        match &*self.message.arguments {
            arguments if self.message.sum.is_some() => edits.extend(self.write_several(arguments)?),
            [Argument::Literal(text)] => edits.extend(self.write_literal(text)?),
            [Argument::Made(expr)] => edits.extend(self.write_made(expr)?),
            arguments => edits.extend(self.write_several(arguments)?),
        }
        let realigned = self.realigned(callee, &edits);
        edits.extend(realigned);
        Ok(edits)
    }

    /// Moves the lines of a call that are aligned with something on its first line, which the longer name pushes right.
    fn realigned(&self, callee: &str, edits: &[Edit]) -> Vec<Edit> {
        let module = self.message.module;
        let source = module.source();
        let call = self.message.call;
        let open = call.arguments.start();
        let name = module.slice(&*call.func).chars().count();
        let shift = callee.chars().count().saturating_sub(name);
        let first = source.position(open);
        let opens_with_argument = call
            .arguments
            .args
            .first()
            .is_some_and(|argument| source.position(argument.start()).line == first.line);
        if shift == 0 || !opens_with_argument {
            return Vec::new();
        }
        let last = source.position(call.arguments.end()).line;
        (first.line + 1..=last)
            .filter_map(|line| {
                let range = source.line_range(line);
                let indentation = source.slice(range).chars().take_while(|c| *c == ' ').count();
                let at = range.start() + TextSize::try_from(indentation).ok()?;
                let in_string = module
                    .token_before(at)
                    .and_then(|token| module.token_at_or_after(token.end()))
                    .is_some_and(|token| token.start() < range.start());
                let is_rewritten = edits.iter().any(|edit| {
                    let edited = edit.range();
                    edited.start() < at && at < edited.end() || edited.is_empty() && edited.start() == at
                });
                (indentation >= first.column && !in_string && !is_rewritten)
                    .then(|| Edit::insert(at, " ".repeat(shift)))
            })
            .collect()
    }

    /// A message that is one literal: its parts are changed in place.
    fn write_literal(&self, text: &Literal<'a>) -> Result<Vec<Edit>, Refusal> {
        if self.shape == Shape::Keywords {
            return self.write_event(text);
        }
        if self.shape == Shape::Keep || is_order_at_risk(text) {
            return self.write_whole(text);
        }
        let slots: Vec<Slot> =
            text.holes().map(|hole| self.message.slot(hole, self.shape)).collect::<Result<_, _>>()?;
        let mut edits = self.literal_edits(text, &slots)?;
        let values: Vec<String> = slots.into_iter().map(|slot| slot.argument).collect();
        edits.extend(self.tail_edits(text.expr, &values)?);
        Ok(edits)
    }

    /// The literal as it is, an f-string included: a message without arguments is not formatted again.
    fn write_whole(&self, text: &Literal<'a>) -> Result<Vec<Edit>, Refusal> {
        let mut edits = Vec::new();
        if text.is_trimmed() {
            if text.holes().any(|hole| self.message.has_comment(hole.range)) {
                return Err(Refusal::CommentInside);
            }
            for part in text.parts.iter().filter(|part| part.trimmed) {
                edits.push(Edit::replace(part.range, self.whole_part(part)));
            }
        }
        edits.extend(self.tail_edits(text.expr, &[])?);
        Ok(edits)
    }

    /// A part with its holes as they are spelled.
    fn whole_part(&self, part: &Part<'a>) -> String {
        let double = |raw: &str| if part.is_fstring { doubled(raw, &part.prefix) } else { raw.to_owned() };
        let body: String = part
            .segments
            .iter()
            .map(|segment| match segment {
                Segment::Text { raw, .. } => double(raw),
                Segment::Debug(_) => String::new(),
                Segment::Hole(hole) => self.message.module.slice(hole.range).to_owned(),
            })
            .collect();
        let f = if part.is_fstring { "f" } else { "" };
        format!("{f}{}{}{body}{}", part.prefix, part.quotes, part.quotes)
    }

    /// The parts of a literal with placeholders for its holes.
    fn literal_edits(&self, text: &Literal<'a>, slots: &[Slot]) -> Result<Vec<Edit>, Refusal> {
        let is_format = !slots.is_empty();
        if !is_format && !text.has_fstring() && !text.is_trimmed() {
            return Ok(Vec::new());
        }
        let mut slots = slots.iter();
        let mut written: Vec<(TextRange, String)> = Vec::new();
        let mut expected = String::new();
        for part in &text.parts {
            let mut body = String::new();
            for segment in &part.segments {
                match segment {
                    Segment::Text { raw, cooked } => {
                        body.push_str(&self.escaped(raw, is_format));
                        expected.push_str(&self.escaped(cooked, is_format));
                    }
                    Segment::Debug(text) => {
                        let text = self.escaped(text, is_format);
                        body.push_str(&spelled(&text));
                        expected.push_str(&text);
                    }
                    Segment::Hole(_) => {
                        let placeholder = slots.next().map_or("", |slot| slot.placeholder.as_str());
                        body.push_str(placeholder);
                        expected.push_str(placeholder);
                    }
                }
            }
            written.push((part.range, format!("{}{}{body}{}", part.prefix, part.quotes, part.quotes)));
        }
        let joined: Vec<&str> = written.iter().map(|(_, source)| source.as_str()).collect();
        let reads_back = strings::value_of(&joined.join(" "));
        if reads_back.as_deref() == Some(expected.as_str()) {
            let module = self.message.module;
            return Ok(written
                .into_iter()
                .filter(|(range, source)| module.slice(*range) != source)
                .map(|(range, source)| Edit::replace(range, source))
                .collect());
        }
        // Spelled in a way that does not survive the change, such as `\x25` for a percent sign: written anew.
        let range = TextRange::new(text.parts[0].range.start(), literal::end(text));
        if self.message.has_comment(range) {
            return Err(Refusal::CommentInside);
        }
        Ok(vec![Edit::replace(range, self.message.new_literal(&expected))])
    }

    /// Text with the marks of the format doubled, where there is a format.
    fn escaped(&self, text: &str, is_format: bool) -> String {
        match (is_format, self.shape) {
            (false, _) => text.to_owned(),
            (true, Shape::Braces) => text.replace('{', "{{").replace('}', "}}"),
            (true, _) => text.replace('%', "%%"),
        }
    }

    /// Adds arguments behind the message and takes away everything else that the call has.
    fn tail_edits(&self, message: &Expr, arguments: &[String]) -> Result<Vec<Edit>, Refusal> {
        let outer = self.message.outer_range(message);
        let call = &self.message.call.arguments;
        let rest = call
            .args
            .iter()
            .map(Ranged::end)
            .chain(call.keywords.iter().map(Ranged::end))
            .filter(|end| *end > outer.end())
            .max();
        if call.keywords.iter().any(|keyword| keyword.start() < outer.start()) {
            return Err(Refusal::DynamicArguments);
        }
        let added: String =
            arguments.iter().map(|argument| format!("{}{argument}", self.joint(outer))).collect();
        match rest {
            Some(end) => {
                let range = TextRange::new(outer.end(), end);
                if self.message.has_comment(range) {
                    return Err(Refusal::CommentInside);
                }
                Ok(vec![Edit::replace(range, added)])
            }
            None if added.is_empty() => Ok(Vec::new()),
            None => Ok(vec![Edit::insert(outer.end(), added)]),
        }
    }

    /// What stands before each argument: on a line of its own where the message stands so.
    fn joint(&self, message: TextRange) -> String {
        let module = self.message.module;
        let source = module.source();
        let own_line = source.indentation_before(message.start());
        let spans = source.line_start(message.start()) > self.message.call.arguments.start();
        match own_line {
            Some(indentation) if spans => format!(",{}{indentation}", module.style().line_ending),
            _ => ", ".to_owned(),
        }
    }

    /// A string that an expression makes.
    fn write_made(&self, expr: &'a Expr) -> Result<Vec<Edit>, Refusal> {
        if self.shape == Shape::Percent
            && let Some(edits) = self.write_percent(expr)
        {
            return Ok(edits);
        }
        self.tail_edits(expr, &[])
    }

    /// `"..." % (a, b)` becomes `"...", a, b` where the tuple is spelled out and fits the format.
    fn write_percent(&self, expr: &'a Expr) -> Option<Vec<Edit>> {
        let Expr::BinOp(operation) = expr else { return None };
        let Expr::StringLiteral(format) = &*operation.left else { return None };
        if operation.op != ast::Operator::Mod {
            return None;
        }
        let values: Vec<&Expr> = match &*operation.right {
            Expr::Tuple(tuple) => tuple.elts.iter().collect(),
            value if is_single(value) => vec![value],
            _ => return None,
        };
        let text = format.value.to_str();
        let fits = percent::specifiers(text)?.len() == values.len() && !values.is_empty();
        let is_spelled_out = values.iter().all(|value| !value.is_starred_expr());
        let trims = text.starts_with('\n') || text.ends_with('\n');
        let gap = TextRange::new(operation.left.end(), operation.right.start());
        let is_plain_gap = self.message.module.slice(gap).trim() == "%";
        let starts = operation.left.start() == operation.start();
        let is_whole = self.message.outer_range(expr) == expr.range();
        if !fits
            || !is_spelled_out
            || trims
            || !is_plain_gap
            || !starts
            || !is_whole
            || self.message.has_comment(expr.range())
        {
            return None;
        }
        let arguments: Option<Vec<String>> =
            values.iter().map(|value| self.message.argument_source(value).ok()).collect();
        let module = self.message.module;
        let spans = module.source().line_start(operation.start()) > self.message.call.arguments.start();
        let joint = if spans { self.joint(operation.left.range()) } else { ", ".to_owned() };
        let added: String = arguments?.iter().map(|argument| format!("{joint}{argument}")).collect();
        let mut edits = vec![Edit::replace(TextRange::new(operation.left.end(), operation.end()), added)];
        edits.extend(self.tail_edits(expr, &[]).ok()?);
        Some(edits)
    }

    /// structlog: values at the end of the text become keywords; otherwise the text stays whole.
    fn write_event(&self, text: &Literal<'a>) -> Result<Vec<Edit>, Refusal> {
        if text.holes().next().is_none() {
            let mut edits = self.literal_edits(text, &[])?;
            edits.extend(self.tail_edits(text.expr, &[])?);
            return Ok(edits);
        }
        let Some((event, keywords)) = self.event(text) else { return self.write_whole(text) };
        let range = TextRange::new(text.parts[0].range.start(), literal::end(text));
        if self.message.has_comment(range) {
            return self.write_whole(text);
        }
        let mut edits = vec![Edit::replace(range, self.message.new_literal(&event))];
        edits.extend(self.tail_edits(text.expr, &keywords)?);
        Ok(edits)
    }

    /// The event and `name=value` for a text such as `Loaded rows: {count}`.
    fn event(&self, text: &Literal<'a>) -> Option<(String, Vec<String>)> {
        let skeleton = text.skeleton();
        let first = skeleton.find(super::VALUE)?;
        let tail = &skeleton[first..];
        let only_joints = tail.chars().all(|c| c == super::VALUE || matches!(c, ' ' | ','));
        let event = skeleton[..first].trim_end_matches([' ', ':', '=', '-']);
        if !only_joints || !event.contains(char::is_alphanumeric) {
            return None;
        }
        let mut keywords: Vec<(&str, String)> = Vec::new();
        for hole in text.holes() {
            let name = match hole.value {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => return None,
            };
            let is_plain = hole.spec.is_none() && hole.conversion.is_none();
            let is_free =
                !RESERVED_KEYWORDS.contains(&name) && keywords.iter().all(|(known, _)| *known != name);
            if !is_plain || !is_free {
                return None;
            }
            keywords.push((name, self.message.module.slice(hole.value).to_owned()));
        }
        let keywords = keywords.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        Some((event.to_owned(), keywords))
    }
}

/// Whether evaluating a later value may change the text of an earlier one, which a logger would format only
/// after both.
fn is_order_at_risk(text: &Literal<'_>) -> bool {
    let values = text.values();
    values
        .iter()
        .enumerate()
        .any(|(index, earlier)| values[index + 1..].iter().any(|later| effects::may_change(earlier, later)))
}

/// The spelling of an f-string's text: braces are doubled, but for those of a `\N{...}` escape.
fn doubled(raw: &str, prefix: &str) -> String {
    let is_raw = prefix.contains(['r', 'R']);
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let escape = match rest.strip_prefix('\\') {
            Some(named) if !is_raw && named.starts_with("N{") => {
                rest.find('}').map_or(rest.len(), |end| end + 1)
            }
            Some(escaped) if !is_raw => 1 + escaped.chars().next().map_or(0, char::len_utf8),
            _ => 0,
        };
        if escape > 0 {
            out.push_str(&rest[..escape]);
            rest = &rest[escape..];
            continue;
        }
        if matches!(c, '{' | '}') {
            out.push(c);
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Text as it is spelled between quotes. One that holds the quote itself reads back wrong, and is written anew then.
pub(super) fn spelled(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t")
}

/// A value of which `%` takes one: no tuple and no mapping.
fn is_single(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_) | Expr::FString(_) | Expr::NumberLiteral(_) | Expr::BooleanLiteral(_) => true,
        Expr::Compare(_) | Expr::UnaryOp(_) => true,
        Expr::Call(call) => call.func.as_name_expr().is_some_and(|name| {
            matches!(
                name.id.as_str(),
                "len"
                    | "str"
                    | "repr"
                    | "int"
                    | "float"
                    | "round"
                    | "sum"
                    | "id"
                    | "hex"
                    | "format"
                    | "ascii"
            )
        }),
        _ => false,
    }
}
