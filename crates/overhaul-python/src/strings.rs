//! String literals: how a text is written as Python source.

use std::fmt::Write;

use ruff_python_ast::Expr;
use ruff_python_parser::parse_expression;

/// Writes `text` as a one-line string literal with the given quote. The other quote is taken where that
/// saves escapes. Characters that cannot be seen are escaped; with `ascii_only`, all beyond ASCII are.
pub fn literal(text: &str, quote: char, ascii_only: bool) -> String {
    let other = if quote == '"' { '\'' } else { '"' };
    let quote = if text.contains(quote) && !text.contains(other) { other } else { quote };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        escape(c, quote, ascii_only, &mut out);
    }
    out.push(quote);
    out
}

fn escape(c: char, quote: char, ascii_only: bool, out: &mut String) {
    let code = u32::from(c);
    let unseen =
        c.is_control() || matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff);
    let result = match c {
        '\n' => out.write_str("\\n"),
        '\r' => out.write_str("\\r"),
        '\t' => out.write_str("\\t"),
        '\\' => out.write_str("\\\\"),
        _ if c == quote => write!(out, "\\{c}"),
        _ if (unseen || (ascii_only && !c.is_ascii())) && code < 0x100 => write!(out, "\\x{code:02x}"),
        _ if (unseen || (ascii_only && !c.is_ascii())) && code < 0x1_0000 => write!(out, "\\u{code:04x}"),
        _ if unseen || (ascii_only && !c.is_ascii()) => write!(out, "\\U{code:08x}"),
        _ => out.write_char(c),
    };
    // Writing to a String cannot fail.
    debug_assert!(result.is_ok());
}

/// The value of a source text that is one string literal, implicit concatenation included.
pub fn value_of(literal: &str) -> Option<String> {
    // The parentheses admit literals that span lines.
    let parsed = parse_expression(&format!("(\n{literal}\n)")).ok()?;
    match parsed.expr() {
        Expr::StringLiteral(string) => Some(string.value.to_str().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_read_back_as_what_they_say() {
        for text in [
            "plain",
            "it's",
            "say \"hi\"",
            "both ' and \"",
            "tab\tnl\n\\ \u{7f}\u{200e}\u{feff}",
            "caf\u{e9} \u{1F600}",
        ] {
            for quote in ['"', '\''] {
                for ascii_only in [false, true] {
                    let written = literal(text, quote, ascii_only);
                    assert_eq!(value_of(&written).as_deref(), Some(text), "{written}");
                    assert!(!ascii_only || written.is_ascii());
                }
            }
        }
        assert_eq!(value_of("'a' 'b'").as_deref(), Some("ab"));
        assert_eq!(value_of("f'a'"), None);
    }
}
