//! From bytes to text, and from broken characters to those that were meant.

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ReportError;

/// As many bytes are looked at to tell what a file is.
const LOOKED_AT: usize = 64 * 1024;

/// The text of a file: UTF-8, UTF-16 or Windows-1252.
pub fn decode(bytes: &[u8]) -> Result<String, ReportError> {
    if bytes.len() as u64 > super::LARGEST {
        return Err(ReportError::TooLarge);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => without_mark(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(ReportError::Empty);
    }
    if has_control_characters(&text) {
        return Err(ReportError::Binary);
    }
    Ok(text)
}

fn without_mark(bytes: &[u8]) -> Result<String, ReportError> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if head.starts_with(b"%PDF") {
        return Err(ReportError::Binary);
    }
    if head.contains(&0) {
        let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let most = head.len() * 3 / 10;
        return match (even, odd) {
            (few, many) if many > most && few * 20 < many => Ok(UTF_16LE.decode(bytes).0.into_owned()),
            (many, few) if many > most && few * 20 < many => Ok(UTF_16BE.decode(bytes).0.into_owned()),
            _ => Err(ReportError::Binary),
        };
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
    })
}

/// Whether more than one character in fifty is one that no text has. What colours the output of a program is text.
fn has_control_characters(text: &str) -> bool {
    let head = text.chars().take(LOOKED_AT);
    let (mut seen, mut wrong) = (0, 0);
    for c in head {
        seen += 1;
        wrong += usize::from(
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\x1b')) || c == '\u{fffd}',
        );
    }
    wrong * 50 > seen
}

/// The text with characters put right that are UTF-8 read as Mac Roman or Windows-1252, as in `‚úÖ` for ✅.
pub fn repaired(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            result.push_str(&repaired_run(&run));
            run.clear();
            result.push(c);
        } else {
            run.push(c);
        }
    }
    result.push_str(&repaired_run(&run));
    result
}

/// A run of characters that are not ASCII.
fn repaired_run(run: &str) -> String {
    for encoding in [MACINTOSH, WINDOWS_1252] {
        let (bytes, _, has_errors) = encoding.encode(run);
        if !has_errors
            && let Ok(meant) = std::str::from_utf8(&bytes)
            && meant.chars().count() < run.chars().count()
        {
            return meant.to_owned();
        }
    }
    run.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "# Empfehlungen\n- größer\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
        let latin = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for bytes in [text.as_bytes().to_vec(), utf16, big, marked, latin] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b""), Err(ReportError::Empty));
        assert_eq!(decode(b"\xef\xbb\xbf \n\t\n"), Err(ReportError::Empty));
        assert_eq!(decode(b"%PDF-1.7 1 0 obj"), Err(ReportError::Binary));
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0"), Err(ReportError::Binary));
        let noise: Vec<u8> = (1..=255).cycle().take(4096).collect();
        assert_eq!(decode(&noise), Err(ReportError::Binary));
    }

    #[test]
    fn broken_characters_are_put_right_and_others_stay() {
        assert_eq!(repaired("‚úÖ Strong ‚ö†Ô∏è and ‚Üí"), "✅ Strong ⚠️ and →");
        let (broken, ..) = MACINTOSH.decode("🔴".as_bytes());
        assert_eq!(repaired(&broken), "🔴");
        let (broken, ..) = WINDOWS_1252.decode("✅ größer".as_bytes());
        assert_eq!(repaired(&broken), "✅ größer");
        for text in ["größer, déjà vu", "✅ done", "naïve – “quoted”"] {
            assert_eq!(repaired(text), text);
        }
    }
}
