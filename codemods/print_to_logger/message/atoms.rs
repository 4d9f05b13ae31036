//! The characters of a string token, each with its spelling.
//!
//! The escapes are those of <https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences>. What an
//! escape says is taken from the parser's value, character by character, so no table of names is needed here.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// A character and how it is spelled.
#[derive(Debug, Clone)]
pub(super) struct Atom<'a> {
    pub source: Cow<'a, str>,
    /// `None` for a line of source that only continues.
    pub text: Option<char>,
    /// Whether the author spelled it twice, as `{{` in an f-string or `%%` in a format.
    pub doubled: bool,
    /// Whether it is the text of a `{name=}` hole, which an f-string spells inside the hole.
    pub in_hole: bool,
}

impl<'a> Atom<'a> {
    pub fn plain(source: &'a str, text: char) -> Self {
        Self { source: Cow::Borrowed(source), text: Some(text), doubled: false, in_hole: false }
    }

    /// A character that the author did not spell, spelled for a token with this prefix and these quotes.
    pub fn spelled(text: char, prefix: &str, quotes: &str) -> Self {
        let is_raw = prefix.contains(['r', 'R']);
        let source = match text {
            _ if is_raw => text.to_string(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            _ if quotes.starts_with(text) => format!("\\{text}"),
            _ => text.to_string(),
        };
        Self { source: Cow::Owned(source), text: Some(text), doubled: false, in_hole: false }
    }

    /// Whether it is spelled as a line break of the source.
    pub fn is_line_break(&self) -> bool {
        self.text == Some('\n') && self.source.starts_with(['\n', '\r'])
    }

    /// Whether it is spelled as an escape whose character has no place in text, such as half of a surrogate pair.
    pub fn is_unknown(&self) -> bool {
        self.text == Some(char::REPLACEMENT_CHARACTER) && self.source.starts_with('\\')
    }
}

/// How the text of a token is spelled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    pub is_raw: bool,
    /// Whether braces are doubled.
    pub is_fstring: bool,
}

/// Takes the inside of a token apart, or the text between two holes of one. `None` where the value is not what the
/// spelling says, so that nothing is ever guessed.
pub(super) fn split<'a>(source: &'a str, value: &str, spelling: Spelling) -> Option<Vec<Atom<'a>>> {
    let mut atoms = Vec::with_capacity(source.len());
    let mut value = value.chars().peekable();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let escape = if spelling.is_raw || first != '\\' { None } else { escape(rest) };
        let (length, atom) = match escape {
            Some(Escape::Continuation(length)) => {
                let source = Cow::Borrowed(&rest[..length]);
                (length, Atom { source, text: None, doubled: false, in_hole: false })
            }
            Some(Escape::Character(length)) => (length, Atom::plain(rest.get(..length)?, value.next()?)),
            None => unescaped(rest, first, &mut value, spelling.is_fstring)?,
        };
        atoms.push(atom);
        rest = rest.get(length..)?;
    }
    value.next().is_none().then_some(atoms)
}

/// A character that stands for itself, with the length of its spelling.
fn unescaped<'a>(
    rest: &'a str,
    first: char,
    value: &mut Peekable<Chars<'_>>,
    is_fstring: bool,
) -> Option<(usize, Atom<'a>)> {
    let width = first.len_utf8();
    if first == '\r' {
        let length = if rest.starts_with("\r\n") { 2 } else { 1 };
        // Python reads every line break of the source as \n; the parser leaves it as it is.
        let break_read = value.next()?;
        if break_read == '\r' && length == 2 {
            value.next_if_eq(&'\n')?;
        }
        return Some((length, Atom::plain(&rest[..length], '\n')));
    }
    if value.next()? != first {
        return None;
    }
    let doubled = is_fstring && matches!(first, '{' | '}');
    if doubled && !rest[width..].starts_with(first) {
        return None;
    }
    let atom = Atom { doubled, ..Atom::plain(&rest[..width], first) };
    Some((if doubled { 2 * width } else { width }, atom))
}

enum Escape {
    /// A backslash before the end of a line, with the length of both.
    Continuation(usize),
    /// An escape for one character, with its length.
    Character(usize),
}

/// The escape at the start of a text. `None` for a backslash that stands for itself.
fn escape(rest: &str) -> Option<Escape> {
    let bytes = rest.as_bytes();
    let length = match *bytes.get(1)? {
        b'\n' => return Some(Escape::Continuation(2)),
        b'\r' => return Some(Escape::Continuation(if rest[1..].starts_with("\r\n") { 3 } else { 2 })),
        b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' => 2,
        b'0'..=b'7' => 1 + bytes[1..].iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count(),
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        b'N' if bytes.get(2) == Some(&b'{') => rest.find('}')? + 1,
        _ => return None,
    };
    Some(Escape::Character(length))
}
