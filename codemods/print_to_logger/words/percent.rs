//! `%`-style formats: <https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting>.

/// The specifiers of a format, as they are spelled; `None` where it takes a mapping or widths from its arguments, or
/// is no valid format.
pub(super) fn specifiers(format: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let spec = &rest[at + 1..];
        let end = spec.find(|c: char| !"#0- +123456789.hlL".contains(c))?;
        let kind = spec[end..].chars().next()?;
        match kind {
            '%' if end == 0 => {}
            'd' | 'i' | 'o' | 'u' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' | 'r' | 's' | 'a' => {
                found.push(format!("%{}", &spec[..=end]));
            }
            _ => return None,
        }
        rest = &spec[end + 1..];
    }
    Some(found)
}

/// The text of a format with `value` for each specifier.
pub(super) fn skeleton(format: &str, value: char) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        let spec = &rest[at + 1..];
        let end = spec.find(|c: char| c.is_ascii_alphabetic() || c == '%').map_or(spec.len(), |end| end + 1);
        text.push(if spec[..end].ends_with('%') { '%' } else { value });
        rest = &spec[end..];
    }
    text + rest
}

/// The `%`-style specifier that says exactly what a format spec says, for every value that takes the spec.
///
/// Left out are fills and alignments (strings and numbers differ), thousands, percentages, `n`, `b`, `c`, bare widths
/// and precisions, and floats where the file deals in decimals, for `%f` goes through float.
pub(super) fn from_spec(spec: &str, has_decimals: bool) -> Option<String> {
    let kind = spec.chars().next_back()?;
    let body = &spec[..spec.len() - kind.len_utf8()];
    let body =
        body.strip_prefix(['+', ' ']).map_or((String::new(), body), |rest| (body[..1].to_owned(), rest));
    let (sign, rest) = body;
    let (alternate, rest) = match rest.strip_prefix('#') {
        Some(rest) if matches!(kind, 'x' | 'X') => ("#", rest),
        Some(_) => return None,
        None => ("", rest),
    };
    let (zero, rest) = rest.strip_prefix('0').map_or(("", rest), |rest| ("0", rest));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (width, precision) = match rest.split_once('.') {
        Some((width, precision)) if !precision.is_empty() => (width, Some(precision)),
        Some(_) => return None,
        None => (rest, None),
    };
    if !digits(width) || !precision.is_none_or(digits) || (zero == "0" && width.is_empty()) {
        return None;
    }
    let fits = match kind {
        'd' | 'x' | 'X' | 'o' => precision.is_none(),
        'f' | 'F' | 'e' | 'E' | 'g' | 'G' => !has_decimals,
        _ => false,
    };
    let precision = precision.map_or_else(String::new, |digits| format!(".{digits}"));
    fits.then(|| format!("%{alternate}{zero}{sign}{width}{precision}{kind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs() {
        for (spec, percent) in [
            (".2f", Some("%.2f")),
            ("d", Some("%d")),
            ("05d", Some("%05d")),
            ("+.1f", Some("%+.1f")),
            ("x", Some("%x")),
            ("#x", Some("%#x")),
            ("8.3f", Some("%8.3f")),
            (",", None),
            (",.2f", None),
            (".1%", None),
            ("<20", None),
            (">8", None),
            ("^80", None),
            ("10", None),
            ("n", None),
            ("b", None),
            ("%Y-%m-%d", None),
            ("s", None),
            ("_d", None),
            ("0f", None),
            ("", None),
            (".2", None),
            ("e", Some("%e")),
            ("-d", None),
        ] {
            assert_eq!(from_spec(spec, false).as_deref(), percent, "{spec}");
        }
        assert_eq!(from_spec(".2f", true), None);
        assert_eq!(specifiers("%s of %5.2f%% %d").unwrap(), ["%s", "%5.2f", "%d"]);
        assert_eq!(specifiers("%(a)s"), None);
        assert_eq!(specifiers("%*d"), None);
        assert_eq!(skeleton("a %s b %5.1f%%", '?'), "a ? b ?%");
    }
}
