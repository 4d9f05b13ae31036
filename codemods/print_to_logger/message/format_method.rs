//! The format strings of `str.format`: <https://docs.python.org/3/library/string.html#format-string-syntax>.

use overhaul_python::ast::{Arguments, Expr};

use super::hole::{Conversion, Hole, Spec};
use super::percent::Field;

/// A replacement field.
struct Replacement {
    name: String,
    conversion: Option<Conversion>,
    spec: Option<String>,
}

/// The fields of a format and the hole of each, where the arguments are used once each and in their order.
///
/// `None` for an attribute or item of an argument, a nested spec, an argument that is starred or not used.
pub(super) fn fields<'a>(format: &[char], arguments: &'a Arguments) -> Option<(Vec<Field>, Vec<Hole<'a>>)> {
    let mut found = Vec::new();
    let mut replacements = Vec::new();
    let mut at = 0;
    while at < format.len() {
        match format[at] {
            mark @ ('{' | '}') if format.get(at + 1) == Some(&mark) => {
                found.push(Field::Doubled(at));
                at += 2;
            }
            '{' => {
                let end = at + format[at..].iter().position(|c| *c == '}')?;
                replacements.push(replacement(&format[at + 1..end])?);
                found.push(Field::Value(at, end));
                at = end + 1;
            }
            '}' => return None,
            _ => at += 1,
        }
    }
    let holes = holes(replacements, arguments)?;
    Some((found, holes))
}

fn replacement(inside: &[char]) -> Option<Replacement> {
    let inside: String = inside.iter().collect();
    let (field, spec) = match inside.split_once(':') {
        Some((field, spec)) => (field, Some(spec.to_owned())),
        None => (inside.as_str(), None),
    };
    let (name, conversion) = match field.split_once('!') {
        Some((name, letter)) => {
            let mut letters = letter.chars();
            let conversion = Conversion::from_letter(letters.next()?)?;
            letters.next().is_none().then_some((name, Some(conversion)))?
        }
        None => (field, None),
    };
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_nested = inside.contains('{');
    (is_plain && !is_nested).then(|| Replacement { name: name.to_owned(), conversion, spec })
}

fn holes<'a>(replacements: Vec<Replacement>, arguments: &'a Arguments) -> Option<Vec<Hole<'a>>> {
    let count = arguments.args.len();
    if replacements.is_empty() || replacements.len() != count + arguments.keywords.len() {
        return None;
    }
    let is_automatic = replacements[0].name.is_empty();
    let value_of = |(index, replacement): (usize, Replacement)| {
        let (name, value): (String, &'a Expr) = if let Some(value) = arguments.args.get(index) {
            (if is_automatic { String::new() } else { index.to_string() }, value)
        } else {
            let keyword = &arguments.keywords[index - count];
            (keyword.arg.as_ref()?.to_string(), &keyword.value)
        };
        if replacement.name != name || value.is_starred_expr() {
            return None;
        }
        Some(Hole {
            conversion: replacement.conversion,
            spec: replacement.spec.map(Spec::Plain),
            is_formatted: true,
            ..Hole::shown(value)
        })
    };
    replacements.into_iter().enumerate().map(value_of).collect()
}
