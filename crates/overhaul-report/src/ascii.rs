//! JSON that no terminal acts on.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value as one line of JSON, in which every character but printable ASCII is escaped.
pub fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Ascii))?;
    writeln!(out)
}

struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| !c.is_ascii() || c == '\x7f') {
            out.write_all(&rest.as_bytes()[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_ascii_and_comes_back() {
        let text = "a\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{1F600}\"\\\n</script>]]>";
        let mut out = Vec::new();
        write_line(&mut out, &text).unwrap();
        assert!(out.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{out:?}");
        assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
    }
}
