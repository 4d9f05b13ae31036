//! The encoding of a source file: byte order mark, coding cookie (PEP 263), UTF-8 otherwise (PEP 3120).

use thiserror::Error;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// How the bytes of a file become text and the text becomes the same bytes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8 {
        bom: bool,
    },
    /// ISO 8859-1: every byte is the character of the same number.
    Latin1,
    Ascii,
    Other(&'static encoding_rs::Encoding),
}

/// Why bytes are not Python source text. Lines are 1-based, offsets are bytes from the start of the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    #[error(
        "not UTF-8 at byte {offset}, and no encoding is declared: save it as UTF-8 or declare its encoding in the first two lines (PEP 263)"
    )]
    NotUtf8 { line: usize, offset: usize },
    #[error("not valid {encoding}, which the file declares")]
    NotAsDeclared { encoding: String },
    #[error("declares the encoding '{name}', which overhaul cannot read")]
    UnknownEncoding { name: String },
    #[error("has a UTF-8 byte order mark but declares the encoding '{name}'")]
    ContradictsBom { name: String },
    #[error("holds a NUL byte at byte {offset}, so it is not Python source text")]
    Nul { line: usize, offset: usize },
}

impl DecodeError {
    /// The 1-based line of the offending byte, where there is one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { line, .. } | Self::Nul { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// Decodes the bytes of a file. The text leaves out the byte order mark.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(DecodeError::Nul { line: line_of(&bytes, offset), offset });
    }
    let bom = bytes.starts_with(BOM);
    let encoding = match cookie(&bytes[if bom { BOM.len() } else { 0 }..]) {
        None => Encoding::Utf8 { bom },
        Some(name) => match by_name(name) {
            Some(Encoding::Utf8 { .. }) => Encoding::Utf8 { bom },
            _ if bom => return Err(DecodeError::ContradictsBom { name: name.to_owned() }),
            Some(encoding) => encoding,
            None => return Err(DecodeError::UnknownEncoding { name: name.to_owned() }),
        },
    };
    let not_as_declared = || DecodeError::NotAsDeclared { encoding: encoding.name().to_owned() };
    let text = match encoding {
        Encoding::Utf8 { bom } => {
            let mut text = String::from_utf8(bytes).map_err(|error| {
                let offset = error.utf8_error().valid_up_to();
                DecodeError::NotUtf8 { line: line_of(error.as_bytes(), offset), offset }
            })?;
            if bom {
                text.drain(..BOM.len());
            }
            return Ok((text, encoding));
        }
        Encoding::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Encoding::Ascii if bytes.is_ascii() => {
            String::from_utf8(bytes.clone()).map_err(|_| not_as_declared())?
        }
        Encoding::Ascii => return Err(not_as_declared()),
        Encoding::Other(other) => other
            .decode_without_bom_handling_and_without_replacement(&bytes)
            .ok_or_else(not_as_declared)?
            .into_owned(),
    };
    // A file whose bytes do not survive the way there and back could not be rewritten exactly.
    if encoding.encode(&text).as_deref() == Some(&bytes) {
        Ok((text, encoding))
    } else {
        Err(not_as_declared())
    }
}

impl Encoding {
    /// The bytes of `text`, with the byte order mark that the file had; `None` where the encoding lacks a character.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 { bom: false } => Some(text.as_bytes().to_vec()),
            Self::Utf8 { bom: true } => Some([BOM, text.as_bytes()].concat()),
            Self::Latin1 => text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect(),
            Self::Ascii => text.is_ascii().then(|| text.as_bytes().to_vec()),
            Self::Other(other) => {
                let (bytes, _, unmappable) = other.encode(text);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }

    /// Whether every character can be written.
    pub fn is_unicode(self) -> bool {
        matches!(self, Self::Utf8 { .. })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 { .. } => "UTF-8",
            Self::Latin1 => "ISO-8859-1",
            Self::Ascii => "ASCII",
            Self::Other(other) => other.name(),
        }
    }
}

/// The name in a coding cookie: a comment in line 1, or in line 2 when line 1 is blank or a comment (PEP 263).
fn cookie(bytes: &[u8]) -> Option<&str> {
    for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')).take(3) {
        let trimmed = line.trim_ascii_start();
        if let Some(comment) = trimmed.strip_prefix(b"#") {
            if let Some(name) = cookie_in_comment(comment) {
                return Some(name);
            }
        } else if !trimmed.is_empty() {
            return None;
        }
    }
    None
}

fn cookie_in_comment(comment: &[u8]) -> Option<&str> {
    let mut rest = comment;
    while let Some(at) = rest.windows(6).position(|window| window == b"coding") {
        rest = &rest[at + 6..];
        if let Some((b':' | b'=', value)) = rest.split_first() {
            let value = value.trim_ascii_start();
            let end = value
                .iter()
                .position(|b| !(b.is_ascii_alphanumeric() || b"-_.".contains(b)))
                .unwrap_or(value.len());
            if end > 0 {
                return std::str::from_utf8(&value[..end]).ok();
            }
        }
    }
    None
}

/// Codec names as Python normalises them: <https://docs.python.org/3/library/codecs.html#standard-encodings>.
fn by_name(name: &str) -> Option<Encoding> {
    let normal = name.to_ascii_lowercase().replace('_', "-");
    match normal.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf-8-sig" => Some(Encoding::Utf8 { bom: false }),
        _ if normal.starts_with("utf-8-") => Some(Encoding::Utf8 { bom: false }),
        "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819"
        | "iso-latin-1" => Some(Encoding::Latin1),
        _ if normal.starts_with("latin-1-") || normal.starts_with("iso-8859-1-") => Some(Encoding::Latin1),
        "ascii" | "us-ascii" | "646" => Some(Encoding::Ascii),
        _ => {
            let label = normal.strip_prefix("cp125").map_or(normal.clone(), |n| format!("windows-125{n}"));
            let found = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).or_else(|| {
                encoding_rs::Encoding::for_label_no_replacement(
                    label.replace("iso8859", "iso-8859").as_bytes(),
                )
            })?;
            found.is_ascii_compatible().then_some(Encoding::Other(found))
        }
    }
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + bytes[..offset].iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_comes_back_byte_for_byte() {
        for bytes in [
            b"x = 1\n".to_vec(),
            b"\xef\xbb\xbfx = '\xc3\xa9'\r\n".to_vec(),
            b"# -*- coding: latin-1 -*-\nx = '\xe9\x80'\n".to_vec(),
            b"#!/usr/bin/python\n# vim: set fileencoding=cp1251 :\nx = '\xcf\xf0'".to_vec(),
            b"# coding: euc_jp\nx = '\xa4\xa2'\n".to_vec(),
            b"\n# coding: iso8859-15\nx = '\xa4'\n".to_vec(),
        ] {
            let (text, encoding) = decode(bytes.clone()).unwrap();
            assert_eq!(encoding.encode(&text).unwrap(), bytes);
        }
    }

    #[test]
    fn a_cookie_counts_only_where_python_reads_it() {
        assert_eq!(decode(b"x = 1\n# coding: latin-1\n".to_vec()).unwrap().1, Encoding::Utf8 { bom: false });
        assert_eq!(decode(b"# a\n# coding: latin-1\n".to_vec()).unwrap().1, Encoding::Latin1);
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        assert_eq!(decode(b"a\nb = '\xe9'\n".to_vec()), Err(DecodeError::NotUtf8 { line: 2, offset: 7 }));
        assert!(matches!(decode(b"a\0b".to_vec()), Err(DecodeError::Nul { line: 1, offset: 1 })));
        assert!(matches!(decode(b"# coding: klingon\n".to_vec()), Err(DecodeError::UnknownEncoding { .. })));
        assert!(matches!(
            decode(b"\xef\xbb\xbf# coding: latin-1\n".to_vec()),
            Err(DecodeError::ContradictsBom { .. })
        ));
        assert!(matches!(
            decode(b"# coding: ascii\nx = '\xe9'".to_vec()),
            Err(DecodeError::NotAsDeclared { .. })
        ));
    }
}
