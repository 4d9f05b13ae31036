//! The flat text of a template, its tokens, and the marks in it that drivers read.

use super::words::is_keyword;
use super::{LiteralColon, LiteralPercent, Placeholder, Position, Quote};
use std::ops::Range;

/// A hole in the flat text, where every other unit is one byte.
pub(super) const HOLE: u16 = 0x100;
/// Behind the end of the flat text.
pub(super) const END: u16 = 0x101;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of word characters without a hole.
    Word,
    Number,
    /// A run of word characters and at least one hole, or one hole alone.
    Atom,
    /// A string literal; `double` where its quotes are.
    Text {
        double: bool,
    },
    /// A quoted name.
    Name(Quote),
    /// A dollar-quoted string.
    Dollar,
    Placeholder,
    Operator,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    Semicolon,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// The range in the flat text, with quotes and the prefix of a literal.
    pub range: Range<usize>,
    /// The holes in it.
    pub holes: Range<usize>,
    /// A word or an operator in lower case, a quoted name as it is; an atom's text without its holes.
    pub word: String,
    /// Where the opening quote of a literal stands, behind its prefix.
    pub quote: usize,
    /// `E`, `N`, `X` and the like, glued to a literal.
    pub prefix: Option<String>,
    pub has_escapes: bool,
    /// No blank and no comment stands before it.
    pub glued: bool,
}

impl Token {
    /// The token is one hole, with no text in its quotes or around it.
    pub fn is_lone(&self) -> bool {
        let quotes = usize::from(matches!(self.kind, Kind::Text { .. } | Kind::Name(_)));
        self.holes.len() == 1 && self.range.end == self.quote + 1 + 2 * quotes
    }
    /// The token ends an operand, so that an operator may follow.
    pub fn ends_operand(&self) -> bool {
        match self.kind {
            Kind::Word => !is_keyword(&self.word),
            Kind::Operator | Kind::Open | Kind::OpenBracket | Kind::Comma | Kind::Dot | Kind::Semicolon => {
                false
            }
            _ => true,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Lexed {
    pub tokens: Vec<Token>,
    pub placeholders: Vec<Placeholder>,
    pub percents: Vec<LiteralPercent>,
    pub colons: Vec<LiteralColon>,
    pub holes: usize,
    /// Holes in comments and dollar quotes, which are in no token of the walk.
    pub in_comment: Vec<usize>,
    /// Holes that are the name or number of a placeholder.
    pub in_placeholder: Vec<usize>,
    /// Why nothing can be said of any hole.
    pub refusal: Option<&'static str>,
    pub units: Vec<u16>,
    pub starts: Vec<usize>,
    /// Quoted pieces and comments.
    pub opaque: Vec<Range<usize>>,
    /// The ranges of placeholders.
    pub marks: Vec<Range<usize>>,
}

impl Lexed {
    /// The position of one unit: the part that holds it.
    pub fn position(&self, at: usize) -> Position {
        let part = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (part, at - self.starts.get(part).copied().unwrap_or(0))
    }
    /// The start of a range belongs to the part of its first unit, its end to the part of its last.
    pub fn positions(&self, range: &Range<usize>) -> (Position, Position) {
        let (part, offset) = self.position(range.end.saturating_sub(1));
        (self.position(range.start), (part, offset + 1))
    }
    pub fn unit(&self, at: usize) -> u16 {
        self.units.get(at).copied().unwrap_or(END)
    }
    /// The unit at a place as a character; a hole, the end and all that is not ASCII are no character of syntax.
    pub fn char(&self, at: usize) -> char {
        match self.unit(at) {
            unit @ 0..0x80 => char::from(unit.to_le_bytes()[0]),
            _ => '\u{fffd}',
        }
    }
    pub fn is_hole(&self, at: usize) -> bool {
        self.unit(at) == HOLE
    }
    pub fn is_word(&self, at: usize) -> bool {
        let unit = self.unit(at);
        (0x80..HOLE).contains(&unit) || self.char(at).is_ascii_alphanumeric() || unit == u16::from(b'_')
    }
    pub fn is_letter(&self, at: usize) -> bool {
        self.is_word(at) && !self.char(at).is_ascii_digit()
    }
    pub fn is_underscore(&self, at: usize) -> bool {
        self.char(at) == '_'
    }
    pub fn is_upper(&self, at: usize) -> bool {
        self.char(at).is_ascii_uppercase()
    }
    pub fn starts_with(&self, at: usize, text: &str) -> bool {
        text.bytes().enumerate().all(|(n, byte)| self.unit(at + n) == u16::from(byte))
    }
    /// The text of a range without its holes.
    pub fn text(&self, range: Range<usize>) -> String {
        let bytes: Vec<u8> =
            self.units[range].iter().filter(|unit| **unit < HOLE).map(|unit| unit.to_le_bytes()[0]).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Every `%` that is in no placeholder.
pub(super) fn percents(out: &mut Lexed) {
    let (mut marks, mut opaque) = (0, 0);
    let mut found = Vec::new();
    let mut at = 0;
    while at < out.units.len() {
        while out.marks.get(marks).is_some_and(|mark| mark.end <= at) {
            marks += 1;
        }
        while out.opaque.get(opaque).is_some_and(|range| range.end <= at) {
            opaque += 1;
        }
        let marked = out.marks.get(marks).is_some_and(|mark| mark.contains(&at));
        if out.char(at) != '%' || marked {
            at += 1;
            continue;
        }
        let quoted = out.opaque.get(opaque).is_some_and(|range| range.contains(&at));
        let doubled = out.char(at + 1) == '%';
        let mut close = at + 2;
        if out.char(at + 1) == '(' {
            while out.is_word(close) {
                close += 1;
            }
        }
        let named = out.char(at + 1) == '(' && out.char(close) == ')' && out.char(close + 1) == 's';
        let directive = quoted && (out.char(at + 1) == 's' || named);
        found.push(LiteralPercent { at: out.position(at), doubled, quoted, directive });
        at += if doubled { 2 } else { 1 };
    }
    out.percents = found;
}

/// `(?<![:\w\x5c]):(\w+)(?!:)`, the pattern of `sqlalchemy/sql/elements.py`: where a colon follows the word, the
/// pattern gives its last character back.
pub(super) fn colons(out: &mut Lexed) {
    let mut opaque = 0;
    let mut found = Vec::new();
    for at in 0..out.units.len() {
        while out.opaque.get(opaque).is_some_and(|range| range.end <= at) {
            opaque += 1;
        }
        let barred = at > 0 && (out.is_word(at - 1) || matches!(out.char(at - 1), ':' | '\\'));
        if out.char(at) != ':' || barred || !out.is_word(at + 1) {
            continue;
        }
        let mut end = at + 1;
        while out.is_word(end) {
            end += 1;
        }
        let mut word = out.text(at + 1..end);
        if out.char(end) == ':' {
            word.pop();
        }
        if !word.is_empty() {
            let quoted = out.opaque.get(opaque).is_some_and(|range| range.contains(&at));
            found.push(LiteralColon { at: out.position(at), word, quoted });
        }
    }
    out.colons = found;
}
