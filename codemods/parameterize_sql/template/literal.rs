//! String literals, character by character.

use overhaul_python::ast::{ConversionFlag, Expr, FStringPart, InterpolatedStringElement};
use overhaul_python::{Module, Ranged, TextRange, TextSize};

use super::{Char, Hole, Piece, Site, Template, Unreadable};

/// One literal of the source; implicit concatenation has several.
#[derive(Debug, Clone)]
pub struct Literal {
    pub range: TextRange,
    /// What stands between the quotes.
    pub content: TextRange,
    pub is_f: bool,
    pub is_raw: bool,
    /// The `%` or `.format` that formats it.
    pub operation: Option<usize>,
}

impl Literal {
    /// The letters before the opening quote, as they are written.
    pub fn prefix<'m>(&self, module: &'m Module) -> &'m str {
        let text = module.slice(self.range);
        &text[..text.find(['"', '\'']).unwrap_or(0)]
    }

    /// The opening quote or quotes.
    pub fn quotes<'m>(&self, module: &'m Module) -> &'m str {
        let opening = module.slice(TextRange::new(self.range.start(), self.content.start()));
        &opening[self.prefix(module).len()..]
    }
}

/// Adds the literals of a string expression and their text to a template.
pub(super) fn read<'a>(
    module: &'a Module,
    expr: &'a Expr,
    operation: Option<usize>,
    template: &mut Template<'a>,
) -> Result<(), Unreadable> {
    match expr {
        Expr::StringLiteral(string) => {
            for part in &string.value {
                let index = add_literal(module, part.range(), false, operation, template)?;
                let content = template.literals[index].content;
                let text = decode(module, content, index, &template.literals[index])?;
                if !reads_as(&text, &part.value) {
                    return Err(Unreadable::Dynamic);
                }
                template.pieces.push(Piece::Text(text));
            }
            Ok(())
        }
        Expr::FString(string) => {
            for part in &string.value {
                match part {
                    FStringPart::Literal(part) => {
                        let index = add_literal(module, part.range(), false, operation, template)?;
                        let content = template.literals[index].content;
                        let text = decode(module, content, index, &template.literals[index])?;
                        template.pieces.push(Piece::Text(text));
                    }
                    FStringPart::FString(part) => {
                        let index = add_literal(module, part.range(), true, operation, template)?;
                        for element in &part.elements {
                            add_element(module, element, index, template)?;
                        }
                    }
                }
            }
            Ok(())
        }
        _ => Err(Unreadable::NotComposed),
    }
}

fn add_literal(
    module: &Module,
    range: TextRange,
    is_f: bool,
    operation: Option<usize>,
    template: &mut Template<'_>,
) -> Result<usize, Unreadable> {
    let text = module.slice(range);
    let prefix = text.find(['"', '\'']).ok_or(Unreadable::Dynamic)?;
    let quote = &text[prefix..=prefix];
    let triple = quote.repeat(3);
    let quotes = if text[prefix..].starts_with(&triple) && text.len() >= prefix + 6 { 3 } else { 1 };
    let content = TextRange::new(range.start() + size(prefix + quotes), range.end() - size(quotes));
    template.literals.push(Literal {
        range,
        content,
        is_f,
        is_raw: text[..prefix].contains(['r', 'R']),
        operation,
    });
    Ok(template.literals.len() - 1)
}

fn add_element<'a>(
    module: &'a Module,
    element: &'a InterpolatedStringElement,
    literal: usize,
    template: &mut Template<'a>,
) -> Result<(), Unreadable> {
    match element {
        InterpolatedStringElement::Literal(text) => {
            let chars = decode(module, text.range(), literal, &template.literals[literal])?;
            if !reads_as(&chars, &text.value) {
                return Err(Unreadable::Dynamic);
            }
            template.pieces.push(Piece::Text(chars));
        }
        InterpolatedStringElement::Interpolation(field) => {
            if field.debug_text.is_some() {
                return Err(Unreadable::Dynamic);
            }
            let conversion = match field.conversion {
                ConversionFlag::None => None,
                ConversionFlag::Str => Some('s'),
                ConversionFlag::Repr => Some('r'),
                ConversionFlag::Ascii => Some('a'),
            };
            let spec = field.format_spec.as_ref().map(|spec| module.slice(spec.range()).to_owned());
            template.pieces.push(Piece::Hole(Hole {
                expr: &field.expression,
                code: module.slice(field.expression.range()).to_owned(),
                conversion,
                spec,
                site: Site::Field { range: field.range(), literal },
            }));
        }
    }
    Ok(())
}

/// The characters of a literal's text with the ranges that they are written in.
fn decode(
    module: &Module,
    content: TextRange,
    index: usize,
    literal: &Literal,
) -> Result<Vec<Char>, Unreadable> {
    let text = module.slice(content);
    let mut chars = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (decoded, length) = match c {
            '\\' if !literal.is_raw => escape(&text[at..])?,
            '{' | '}' if literal.is_f => (Some(c), 2),
            // A carriage return in a literal reads as a line feed.
            '\r' => (Some('\n'), if text[at..].starts_with("\r\n") { 2 } else { 1 }),
            _ => (Some(c), c.len_utf8()),
        };
        if let Some(c) = decoded {
            let source = TextRange::at(content.start() + size(at), size(length));
            chars.push(Char { c, source: Some(source), literal: Some(index) });
        }
        at += length;
    }
    Ok(chars)
}

/// An escape sequence: the character that it stands for, and its length.
/// Source: <https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences>.
fn escape(text: &str) -> Result<(Option<char>, usize), Unreadable> {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let hex = |length: usize| {
        text.get(2..2 + length).and_then(|digits| code(digits, 16)).ok_or(Unreadable::Dynamic)
    };
    let next = text[1..].chars().next().ok_or(Unreadable::Dynamic)?;
    Ok(match next {
        '\n' => (None, 2),
        '\r' => (None, if text[1..].starts_with("\r\n") { 3 } else { 2 }),
        'n' => (Some('\n'), 2),
        't' => (Some('\t'), 2),
        'r' => (Some('\r'), 2),
        'a' => (Some('\x07'), 2),
        'b' => (Some('\x08'), 2),
        'f' => (Some('\x0c'), 2),
        'v' => (Some('\x0b'), 2),
        '\\' | '\'' | '"' => (Some(next), 2),
        'x' => (Some(hex(2)?), 4),
        'u' => (Some(hex(4)?), 6),
        'U' => (Some(hex(8)?), 10),
        'N' => return Err(Unreadable::Dynamic),
        '0'..='7' => {
            let digits: String = text[1..].chars().take(3).take_while(|c| ('0'..='7').contains(c)).collect();
            (code(&digits, 8), 1 + digits.len())
        }
        // An unknown escape keeps its backslash: the backslash is a character of its own.
        _ => (Some('\\'), 1),
    })
}

/// Whether the parser reads the same text; it keeps the line endings of the source.
fn reads_as(chars: &[Char], value: &str) -> bool {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    chars.iter().map(|char| if char.c == '\r' { '\n' } else { char.c }).eq(value.chars())
}

fn size(bytes: usize) -> TextSize {
    TextSize::try_from(bytes).unwrap_or_default()
}
