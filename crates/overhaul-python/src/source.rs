//! The text of a file with its encoding, and positions in it.

use std::sync::OnceLock;

use ropey::Rope;
use ruff_text_size::{TextRange, TextSize};

use crate::encoding::{self, DecodeError, Encoding};

/// The decoded text of one file. Offsets are bytes into [`Source::text`].
#[derive(Debug)]
pub struct Source {
    text: String,
    encoding: Encoding,
    rope: OnceLock<Rope>,
}

/// A place as people name it: line and column are 1-based, the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Source {
    pub fn decode(bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let (text, encoding) = encoding::decode(bytes)?;
        Ok(Self { text, encoding, rope: OnceLock::new() })
    }

    /// A text that is to be written in the same encoding as this one.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { text, encoding: self.encoding, rope: OnceLock::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The bytes that stand for this text on disk; `None` where the encoding lacks a character.
    pub fn encode(&self) -> Option<Vec<u8>> {
        self.encoding.encode(&self.text)
    }

    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    pub fn position(&self, offset: TextSize) -> Position {
        let rope = self.rope();
        let offset = offset.to_usize().min(self.text.len());
        let line = rope.byte_to_line(offset);
        let column = rope.byte_to_char(offset) - rope.line_to_char(line);
        Position { line: line + 1, column: column + 1 }
    }

    /// The range of a 1-based line, without its line ending. Lines end as Python ends them: LF, CRLF or CR.
    pub fn line_range(&self, line: usize) -> TextRange {
        let rope = self.rope();
        let line = (line - 1).min(rope.len_lines() - 1);
        let start = rope.line_to_byte(line);
        let end = rope.line_to_byte(line + 1);
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        TextRange::at(size(start), size(content.len()))
    }

    /// The number of lines, an empty last one included.
    pub fn line_count(&self) -> usize {
        self.rope().len_lines()
    }

    /// The offset of the first byte of the line that holds `offset`.
    pub fn line_start(&self, offset: TextSize) -> TextSize {
        size(self.text[..offset.to_usize()].rfind(['\n', '\r']).map_or(0, |at| at + 1))
    }

    /// The offset of the line ending (or of the end of the text) after `offset`.
    pub fn line_end(&self, offset: TextSize) -> TextSize {
        let from = offset.to_usize();
        size(self.text[from..].find(['\n', '\r']).map_or(self.text.len(), |at| from + at))
    }

    /// The offset behind the line ending after `offset`, or the end of the text.
    pub fn next_line_start(&self, offset: TextSize) -> TextSize {
        let end = self.line_end(offset).to_usize();
        let rest = &self.text[end..];
        size(end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) })
    }

    /// The offset of the line above the one that starts at `line_start`, or `None` for the first line.
    pub fn line_above(&self, line_start: TextSize) -> Option<TextSize> {
        let above = &self.text[..line_start.to_usize()];
        let without = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r']))?;
        Some(self.line_start(size(without.len())))
    }

    /// What stands between the start of the line and `offset`, if that is white space only.
    pub fn indentation_before(&self, offset: TextSize) -> Option<&str> {
        let before = self.slice(TextRange::new(self.line_start(offset), offset));
        before.chars().all(|c| matches!(c, ' ' | '\t' | '\x0c')).then_some(before)
    }

    fn rope(&self) -> &Rope {
        self.rope.get_or_init(|| Rope::from_str(&self.text))
    }
}

/// A length or offset in bytes. Source files are far below the 4 GiB that a [`TextSize`] holds: the
/// engine refuses larger ones before they are read.
pub(crate) fn size(bytes: usize) -> TextSize {
    TextSize::try_from(bytes).unwrap_or(TextSize::new(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_python_lines() {
        let source = Source::decode("a\r\n\u{1F600} b\rc\u{2028}d\n".as_bytes().to_vec()).unwrap();
        let at = |needle: &str| source.position(size(source.text().find(needle).unwrap()));
        assert_eq!(at("b"), Position { line: 2, column: 3 });
        assert_eq!(at("c"), Position { line: 3, column: 1 });
        assert_eq!(at("d"), Position { line: 3, column: 3 });
        assert_eq!(source.slice(source.line_range(2)), "\u{1F600} b");
    }
}
