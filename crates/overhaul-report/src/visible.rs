//! Text of files and paths, made safe to show.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every character escaped that could move a cursor, change a colour, reorder what is read or
/// hide: control characters, bidirectional marks and line separators. A tab stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match escape(c) {
            Some(escaped) => result.push_str(&escaped),
            None => result.push(c),
        }
    }
    Cow::Owned(result)
}

/// How an unsafe character is shown, as Python would write it in a string.
pub fn escape(c: char) -> Option<String> {
    if !is_unsafe(c) {
        return None;
    }
    let number = u32::from(c);
    let mut result = String::new();
    // Writing to a string does not fail.
    let _ = match c {
        '\n' => write!(result, "\\n"),
        '\r' => write!(result, "\\r"),
        _ if number < 0x100 => write!(result, "\\x{number:02x}"),
        _ => write!(result, "\\u{number:04x}"),
    };
    Some(result)
}

/// The visible text of bytes that may not be UTF-8.
pub fn visible_bytes(bytes: &[u8]) -> String {
    let mut result = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        result.push_str(&visible(chunk.valid()));
        for byte in chunk.invalid() {
            let _ = write!(result, "\\x{byte:02x}");
        }
    }
    result
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_a_terminal_raw() {
        assert_eq!(visible("a\x1b[2J\u{9b}\u{202e}\tb\r\n"), "a\\x1b[2J\\x9b\\u202e\tb\\r\\n");
        assert_eq!(visible_bytes(b"caf\xe9\x07"), "caf\\xe9\\x07");
        assert!(matches!(visible("größe"), Cow::Borrowed(_)));
    }
}
