//! `%`-style formats: <https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting>.

use super::hole::Conversion;

/// What stands in a format, by the numbers of its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// A mark that is spelled twice and says itself.
    Doubled(usize),
    /// A placeholder from the first to the last character.
    Value(usize, usize),
}

/// The fields of a format; `None` where it takes a mapping or a width from its arguments, or is no valid format.
pub(super) fn fields(format: &[char]) -> Option<Vec<Field>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < format.len() {
        if format[at] != '%' {
            at += 1;
            continue;
        }
        if format.get(at + 1) == Some(&'%') {
            found.push(Field::Doubled(at));
            at += 2;
            continue;
        }
        let end = specifier_end(format, at + 1)?;
        found.push(Field::Value(at, end));
        at = end + 1;
    }
    Some(found)
}

/// The number of the letter that ends the specifier.
fn specifier_end(format: &[char], mut at: usize) -> Option<usize> {
    let skip = |mut at: usize, is_in: fn(&char) -> bool| {
        while format.get(at).is_some_and(is_in) {
            at += 1;
        }
        at
    };
    at = skip(at, |c| "#0- +".contains(*c));
    at = skip(at, char::is_ascii_digit);
    if format.get(at) == Some(&'.') {
        at = skip(at + 1, char::is_ascii_digit);
    }
    if matches!(format.get(at), Some('h' | 'l' | 'L')) {
        at += 1;
    }
    format.get(at).filter(|c| "diouxXeEfFgGcrsa".contains(**c)).map(|_| at)
}

/// The `%`-style specifier that says exactly what a format spec says, for every value that takes the spec.
///
/// Compared over signs, `#`, `0`, widths, precisions and types for int, bool and float, and for str where the type is
/// `s`, with `CPython` 3.6 to 3.13: no difference. Left out are fills and alignments (`>8` and a bare width mean one side
/// for text and the other for numbers), `-` (which aligns in `%`-style), thousands, percentages, `n`, `b`, `c`, and
/// precisions without a type. `%f` goes through float, so it is no choice where the file deals in other numbers.
pub(super) fn from_spec(
    spec: &str,
    conversion: Option<Conversion>,
    has_other_numbers: bool,
) -> Option<String> {
    let (body, kind) = spec.split_at_checked(spec.len().checked_sub(1)?)?;
    let is_text = kind == "s";
    if conversion.is_some() && !is_text {
        return None;
    }
    let (sign, rest) = leading(body, &['+', ' ']);
    let (alternate, rest) = leading(rest, &['#']);
    let (zero, rest) = leading(rest, &['0']);
    let (width, precision) = match rest.split_once('.') {
        Some((_, "")) => return None,
        Some((width, precision)) => (width, Some(precision)),
        None => (rest, None),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(width) || !precision.is_none_or(is_number) {
        return None;
    }
    let flags = format!("{sign}{alternate}{zero}");
    let precision_text = precision.map(|digits| format!(".{digits}")).unwrap_or_default();
    match kind {
        "d" | "x" | "X" | "o" if precision.is_none() => Some(format!("%{flags}{width}{kind}")),
        "f" | "F" | "e" | "E" | "g" | "G" if !has_other_numbers => {
            Some(format!("%{flags}{width}{precision_text}{kind}"))
        }
        "s" if flags.is_empty() => {
            let align = if width.is_empty() { "" } else { "-" };
            let letter = conversion.map_or('s', Conversion::letter);
            Some(format!("%{align}{width}{precision_text}{letter}"))
        }
        _ => None,
    }
}

fn leading<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    let length = usize::from(text.starts_with(marks));
    text.split_at(length)
}
