//! The replacement fields of `%` and `str.format`.

use overhaul_python::ast::Expr;
use overhaul_python::{Module, Ranged, TextRange};

use super::{Char, Hole, OperationKind, Piece, Site, Template, Unreadable};

/// Splits the text from piece `first` on at the directives of `%`.
/// Source: <https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting>.
pub(super) fn split_percent<'a>(
    module: &Module,
    template: &mut Template<'a>,
    first: usize,
    operation: usize,
    values: &[&'a Expr],
) -> Result<(), Unreadable> {
    let text = take_text(template, first);
    let is_mapping = template.operations[operation].kind == OperationKind::PercentMapping;
    let mut pieces = Vec::new();
    let mut plain: Vec<Char> = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at].c != '%' {
            plain.push(text[at]);
            at += 1;
            continue;
        }
        let rest: String = text[at + 1..].iter().map(|char| char.c).collect();
        if rest.starts_with('%') {
            // One character of the query that is written as two.
            plain.push(Char { source: joined(&text[at..at + 2]), ..text[at] });
            at += 2;
            continue;
        }
        let directive = Directive::parse(&rest).ok_or(Unreadable::Dynamic)?;
        let range = joined(&text[at..=at + directive.length]).ok_or(Unreadable::Layout)?;
        let argument = match &directive.key {
            Some(key) if is_mapping => template.operations[operation]
                .arguments
                .iter()
                .rposition(|argument| argument.name.as_deref() == Some(key.as_str())),
            None if !is_mapping => {
                next += 1;
                Some(next - 1)
            }
            _ => None,
        };
        // `"%(name)s" % mapping`: the value is a member of the one argument.
        let (argument, code) = match (argument, &directive.key) {
            (Some(argument), _) if argument < values.len() => {
                (argument, module.slice(values[argument].range()).to_owned())
            }
            (None, Some(key)) if values.len() == 1 && values[0].is_name_expr() => {
                (0, format!("{}[{}]", module.slice(values[0].range()), quoted(key)))
            }
            _ => return Err(Unreadable::Dynamic),
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Hole(Hole {
            expr: values[argument],
            code,
            conversion: directive.conversion,
            spec: directive.spec,
            site: Site::Argument { range, operation, argument },
        }));
        at += 1 + directive.length;
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    template.pieces.extend(pieces);
    let used_up = is_mapping || next == values.len() || next == 0;
    if used_up { Ok(()) } else { Err(Unreadable::Dynamic) }
}

struct Directive {
    key: Option<String>,
    conversion: Option<char>,
    /// Everything that makes it more than `%s`.
    spec: Option<String>,
    /// In characters, without the `%`.
    length: usize,
}

impl Directive {
    fn parse(text: &str) -> Option<Self> {
        let (key, rest) = match text.strip_prefix('(') {
            Some(inner) => {
                let (key, rest) = inner.split_once(')')?;
                (Some(key.to_owned()), rest)
            }
            None => (None, text),
        };
        let flags: String = rest.chars().take_while(|c| "#0- +.123456789".contains(*c)).collect();
        let kind = rest[flags.len()..].chars().next()?;
        let spec = match kind {
            's' | 'r' | 'a' if flags.is_empty() => None,
            's' | 'r' | 'a' | 'd' | 'i' | 'u' | 'f' | 'F' | 'x' | 'X' | 'o' | 'e' | 'E' | 'g' | 'G' => {
                Some(format!("{flags}{kind}"))
            }
            _ => return None,
        };
        let consumed = text.len() - rest.len() + flags.len() + 1;
        Some(Self {
            key,
            conversion: matches!(kind, 'r' | 'a').then_some(kind),
            spec,
            length: text[..consumed].chars().count(),
        })
    }
}

/// Splits the text from piece `first` on at the fields of `str.format`.
/// Source: <https://docs.python.org/3/library/string.html#format-string-syntax>.
pub(super) fn split_format<'a>(
    module: &Module,
    template: &mut Template<'a>,
    first: usize,
    operation: usize,
    values: &[&'a Expr],
) -> Result<(), Unreadable> {
    let text = take_text(template, first);
    let mut pieces = Vec::new();
    let mut plain: Vec<Char> = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < text.len() {
        let c = text[at].c;
        let doubled = text.get(at + 1).is_some_and(|following| following.c == c);
        if matches!(c, '{' | '}') && doubled {
            plain.push(Char { source: joined(&text[at..at + 2]), ..text[at] });
            at += 2;
            continue;
        }
        if c == '}' {
            return Err(Unreadable::Dynamic);
        }
        if c != '{' {
            plain.push(text[at]);
            at += 1;
            continue;
        }
        let length = text[at..].iter().position(|char| char.c == '}').ok_or(Unreadable::Dynamic)?;
        let field: String = text[at + 1..at + length].iter().map(|char| char.c).collect();
        let range = joined(&text[at..=at + length]).ok_or(Unreadable::Layout)?;
        let (name, spec) = match field.split_once(':') {
            Some((name, spec)) => (name, Some(spec.to_owned())),
            None => (field.as_str(), None),
        };
        if field.contains('{') {
            return Err(Unreadable::Dynamic);
        }
        let (name, conversion) = match name.split_once('!') {
            Some((name, conversion)) => (name, conversion.chars().next()),
            None => (name, None),
        };
        let (base, path) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
        let argument = if base.is_empty() {
            next += 1;
            Some(next - 1)
        } else if let Ok(number) = base.parse::<usize>() {
            Some(number)
        } else {
            let arguments = &template.operations[operation].arguments;
            arguments.iter().position(|argument| argument.name.as_deref() == Some(base))
        };
        let argument = argument.filter(|argument| *argument < values.len()).ok_or(Unreadable::Dynamic)?;
        let code = format!("{}{}", module.slice(values[argument].range()), members(path)?);
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Hole(Hole {
            expr: values[argument],
            code,
            conversion,
            spec: spec.filter(|spec| !spec.is_empty()),
            site: Site::Argument { range, operation, argument },
        }));
        at += length + 1;
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    template.pieces.extend(pieces);
    Ok(())
}

/// `.name[key]` of a field as Python code: a key that is no number is a string.
fn members(path: &str) -> Result<String, Unreadable> {
    let mut code = String::new();
    let mut rest = path;
    while let Some(inner) = rest.strip_prefix('[') {
        let (key, behind) = inner.split_once(']').ok_or(Unreadable::Dynamic)?;
        let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        let key = if is_number { key.to_owned() } else { quoted(key) };
        code.extend(["[", &key, "]"]);
        rest = behind;
    }
    if rest.is_empty() || (rest.starts_with('.') && !rest.contains('[')) {
        code.push_str(rest);
        Ok(code)
    } else {
        Err(Unreadable::Dynamic)
    }
}

fn quoted(key: &str) -> String {
    overhaul_python::strings::literal(key, '"', false)
}

/// Takes the pieces from `first` on, which are text.
fn take_text(template: &mut Template<'_>, first: usize) -> Vec<Char> {
    template
        .pieces
        .split_off(first)
        .into_iter()
        .flat_map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Hole(_) => Vec::new(),
        })
        .collect()
}

/// The range of characters that stand side by side in one literal.
fn joined(chars: &[Char]) -> Option<TextRange> {
    let (first, last) = (chars.first()?, chars.last()?);
    (first.literal == last.literal).then_some(())?;
    Some(TextRange::new(first.source?.start(), last.source?.end()))
}
