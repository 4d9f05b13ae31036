//! A string literal or f-string, part by part and in the author's own spelling.

use overhaul_python::ast::{self, ConversionFlag, Expr, FStringPart, InterpolatedStringElement, StringFlags};
use overhaul_python::{Module, Ranged, TextRange, TextSize};

use super::VALUE;

/// A literal of one or more parts that stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Literal<'a> {
    pub parts: Vec<Part<'a>>,
    pub expr: &'a Expr,
}

/// One part with quotes of its own.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub range: TextRange,
    /// What stands before the quotes, without an `f`.
    pub prefix: String,
    pub quotes: &'static str,
    pub is_fstring: bool,
    pub segments: Vec<Segment<'a>>,
    /// Whether a segment is no longer as it was read.
    pub trimmed: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Segment<'a> {
    /// Text as it is spelled in the file, and what it says. The spelling of an f-string has its braces undoubled.
    Text {
        raw: String,
        cooked: String,
    },
    /// The text that `{x=}` shows before its value; it is part of the spelling of the hole behind it.
    Debug(String),
    Hole(Hole<'a>),
}

/// A replacement field of an f-string.
#[derive(Debug, Clone)]
pub(super) struct Hole<'a> {
    pub value: &'a Expr,
    /// `r`, `a` or `s`.
    pub conversion: Option<char>,
    pub spec: Option<Spec<'a>>,
    pub range: TextRange,
}

#[derive(Debug, Clone)]
pub(super) enum Spec<'a> {
    Plain(String),
    /// A spec with replacement fields of its own, as it is spelled, with their values.
    Nested(String, Vec<&'a Expr>),
}

impl<'a> Literal<'a> {
    /// `None` where the spelling cannot be taken apart.
    pub fn read(module: &'a Module, expr: &'a Expr) -> Option<Self> {
        let parts = match expr {
            Expr::StringLiteral(string) => {
                string.value.iter().map(|part| read_plain(module, part)).collect::<Option<Vec<_>>>()
            }
            Expr::FString(string) => string
                .value
                .iter()
                .map(|part| match part {
                    FStringPart::Literal(part) => read_plain(module, part),
                    FStringPart::FString(part) => read_fstring(module, part),
                })
                .collect(),
            _ => None,
        }?;
        Some(Self { parts, expr })
    }

    fn segments(&self) -> impl DoubleEndedIterator<Item = &Segment<'a>> {
        self.parts.iter().flat_map(|part| &part.segments)
    }

    pub fn holes(&self) -> impl Iterator<Item = &Hole<'a>> {
        self.segments().filter_map(|segment| match segment {
            Segment::Hole(hole) => Some(hole),
            Segment::Text { .. } | Segment::Debug(_) => None,
        })
    }

    /// The values of all holes, those of nested specs included.
    pub fn values(&self) -> Vec<&'a Expr> {
        let mut values = Vec::new();
        for hole in self.holes() {
            values.push(hole.value);
            if let Some(Spec::Nested(_, nested)) = &hole.spec {
                values.extend(nested);
            }
        }
        values
    }

    /// The text, where there are no holes.
    pub fn only_text(&self) -> Option<String> {
        self.holes().next().is_none().then(|| self.skeleton())
    }

    /// The value, where there is one plain hole and no text but white space.
    pub fn only_value(&self) -> Option<&'a Expr> {
        let mut holes = self.holes();
        let hole = holes.next()?;
        let is_alone = holes.next().is_none() && hole.spec.is_none() && hole.conversion.is_none();
        let text = self.skeleton();
        (is_alone && text.trim() == VALUE.to_string()).then_some(hole.value)
    }

    pub fn skeleton(&self) -> String {
        self.segments()
            .map(|segment| match segment {
                Segment::Text { cooked, .. } => cooked.clone(),
                Segment::Debug(text) => text.clone(),
                Segment::Hole(_) => VALUE.to_string(),
            })
            .collect()
    }

    /// Whether anything was taken off.
    pub fn is_trimmed(&self) -> bool {
        self.parts.iter().any(|part| part.trimmed)
    }

    pub fn has_fstring(&self) -> bool {
        self.parts.iter().any(|part| part.is_fstring)
    }

    pub fn trim_start(&mut self, marks: &[char]) {
        for part in &mut self.parts {
            let raw_prefix = part.is_raw();
            for segment in &mut part.segments {
                let Segment::Text { raw, cooked } = segment else { return };
                let kept = cooked.trim_start_matches(marks).to_owned();
                if kept.len() == cooked.len() {
                    if !cooked.is_empty() {
                        return;
                    }
                    continue;
                }
                let gone = &cooked[..cooked.len() - kept.len()];
                *raw = spelled_without(raw, gone, raw_prefix, End::Start).unwrap_or_default();
                *cooked = kept;
                part.trimmed = true;
                if !cooked.is_empty() {
                    return;
                }
            }
        }
    }

    pub fn trim_end(&mut self, marks: &[char]) {
        for part in self.parts.iter_mut().rev() {
            let raw_prefix = part.is_raw();
            for segment in part.segments.iter_mut().rev() {
                let Segment::Text { raw, cooked } = segment else { return };
                let kept = cooked.trim_end_matches(marks).to_owned();
                if kept.len() == cooked.len() {
                    if !cooked.is_empty() {
                        return;
                    }
                    continue;
                }
                let gone = &cooked[kept.len()..];
                *raw = spelled_without(raw, gone, raw_prefix, End::End).unwrap_or_default();
                *cooked = kept;
                part.trimmed = true;
                if !cooked.is_empty() {
                    return;
                }
            }
        }
    }

    /// Takes the last hole off, where it is the last thing and of that kind, with no spec.
    pub fn drop_last_value(&mut self, is_it: impl Fn(&Expr) -> bool) -> bool {
        for part in self.parts.iter_mut().rev() {
            if matches!(&*part.segments, [.., Segment::Debug(_), Segment::Hole(_)]) {
                return false;
            }
            while let Some(segment) = part.segments.last() {
                match segment {
                    Segment::Text { cooked, .. } if cooked.is_empty() => {
                        part.segments.pop();
                    }
                    Segment::Hole(hole) if is_it(hole.value) && hole.spec.is_none() => {
                        part.segments.pop();
                        part.trimmed = true;
                        return true;
                    }
                    _ => return false,
                }
            }
        }
        false
    }
}

impl Part<'_> {
    fn is_raw(&self) -> bool {
        self.prefix.contains(['r', 'R'])
    }
}

#[derive(Clone, Copy)]
enum End {
    Start,
    End,
}

/// The spelling without marks at one end, where each mark is spelled as itself or as a simple escape.
/// `None` where it is spelled in another way; the caller then writes the text anew.
fn spelled_without(raw: &str, gone: &str, is_raw: bool, end: End) -> Option<String> {
    let mut rest = raw.replace("\r\n", "\n");
    let spellings = |c: char| match c {
        '\n' if is_raw => vec!["\n"],
        '\n' => vec!["\\n", "\n"],
        '\t' if is_raw => vec!["\t"],
        '\t' => vec!["\\t", "\t"],
        _ => Vec::new(),
    };
    let mut marks: Vec<char> = gone.chars().collect();
    if matches!(end, End::End) {
        marks.reverse();
    }
    for mark in marks {
        let mut found = None;
        for spelling in spellings(mark).into_iter().map(str::to_owned).chain([mark.to_string()]) {
            let kept = match end {
                End::Start => rest.strip_prefix(&spelling),
                End::End => rest.strip_suffix(&spelling),
            };
            if let Some(kept) = kept {
                found = Some(kept.to_owned());
                break;
            }
        }
        rest = found?;
    }
    Some(rest)
}

fn read_plain<'a>(module: &'a Module, part: &'a ast::StringLiteral) -> Option<Part<'a>> {
    let source = module.slice(part);
    let quotes = part.flags.quote_str();
    let at = source.find(quotes)?;
    let raw = &source[at + quotes.len()..source.len() - quotes.len()];
    Some(Part {
        range: part.range(),
        prefix: source[..at].to_owned(),
        quotes,
        is_fstring: false,
        segments: vec![Segment::Text { raw: raw.to_owned(), cooked: part.value.to_string() }],
        trimmed: false,
    })
}

fn read_fstring<'a>(module: &'a Module, part: &'a ast::FString) -> Option<Part<'a>> {
    let source = module.slice(part);
    let quotes = part.flags.quote_str();
    let at = source.find(quotes)?;
    let mut segments = Vec::new();
    for element in &part.elements {
        match element {
            InterpolatedStringElement::Literal(text) => {
                segments.push(Segment::Text {
                    raw: undoubled(module.slice(text)),
                    cooked: text.value.to_string(),
                });
            }
            InterpolatedStringElement::Interpolation(hole) => {
                if let Some(debug) = &hole.debug_text {
                    let text = debug.as_str();
                    segments.push(Segment::Debug(text.to_owned()));
                }
                segments.push(Segment::Hole(read_hole(module, hole)));
            }
        }
    }
    let prefix = source[..at].replace(['f', 'F'], "");
    Some(Part { range: part.range(), prefix, quotes, is_fstring: true, segments, trimmed: false })
}

fn read_hole<'a>(module: &'a Module, hole: &'a ast::InterpolatedElement) -> Hole<'a> {
    let spec = hole.format_spec.as_deref().map(|spec| {
        let nested: Vec<&Expr> = spec
            .elements
            .iter()
            .filter_map(|element| match element {
                InterpolatedStringElement::Interpolation(inner) => Some(&*inner.expression),
                InterpolatedStringElement::Literal(_) => None,
            })
            .collect();
        if nested.is_empty() {
            let text = spec.elements.iter().filter_map(|element| match element {
                InterpolatedStringElement::Literal(text) => Some(text.value.to_string()),
                InterpolatedStringElement::Interpolation(_) => None,
            });
            Spec::Plain(text.collect())
        } else {
            Spec::Nested(module.slice(spec).to_owned(), nested)
        }
    });
    // `{x=}` without a conversion or a spec shows the repr().
    let conversion = match hole.conversion {
        ConversionFlag::None if hole.debug_text.is_some() && spec.is_none() => Some('r'),
        ConversionFlag::None => None,
        ConversionFlag::Str => Some('s'),
        ConversionFlag::Ascii => Some('a'),
        ConversionFlag::Repr => Some('r'),
    };
    // `{x:}` is `{x}`.
    let spec = spec.filter(|spec| !matches!(spec, Spec::Plain(text) if text.is_empty()));
    Hole { value: &hole.expression, conversion, spec, range: hole.range() }
}

/// The spelling of an f-string's text with its doubled braces made single; those of `\N{...}` are single already.
fn undoubled(raw: &str) -> String {
    raw.replace("{{", "{").replace("}}", "}")
}

/// The offset behind the last part.
pub(super) fn end(literal: &Literal<'_>) -> TextSize {
    literal.parts.last().map_or(literal.expr.end(), |part| part.range.end())
}
