//! The lexer: tokens of SQL over text with holes, each hole one unit of its own.

use super::tokens::{END, HOLE, Kind, Lexed, Token, colons, percents};
use super::words::{OPERATORS, PREFIXES, is_keyword};
use super::{Dialect, Part, Placeholder, PlaceholderStyle, Quote};
use std::ops::Range;

pub(super) fn lex(parts: &[Part], dialect: Dialect) -> Lexed {
    let mut out = Lexed::default();
    for part in parts {
        out.starts.push(out.units.len());
        match part {
            Part::Text(text) => out.units.extend(text.bytes().map(u16::from)),
            Part::Hole => out.units.push(HOLE),
        }
    }
    let mut lexer = Lexer { out, dialect, at: 0, glued: false };
    while lexer.at < lexer.out.units.len() {
        lexer.step();
    }
    let mut out = lexer.out;
    percents(&mut out);
    colons(&mut out);
    out
}

struct Lexer {
    out: Lexed,
    dialect: Dialect,
    at: usize,
    glued: bool,
}

impl Lexer {
    fn is(&self, dialects: &[Dialect]) -> bool {
        dialects.contains(&self.dialect)
    }

    fn refuse(&mut self, why: &'static str) {
        self.out.refusal.get_or_insert(why);
    }

    /// Moves over the units up to `end` and counts their holes.
    fn advance(&mut self, end: usize) -> Range<usize> {
        let end = end.min(self.out.units.len());
        let first = self.out.holes;
        self.out.holes += self.out.units[self.at..end].iter().filter(|unit| **unit == HOLE).count();
        self.at = end;
        first..self.out.holes
    }

    fn push(&mut self, kind: Kind, end: usize, word: String) {
        let start = self.at;
        let holes = self.advance(end);
        let glued = std::mem::replace(&mut self.glued, true);
        let (range, prefix) = (start..self.at, None);
        self.out.tokens.push(Token {
            kind,
            range,
            holes,
            word,
            quote: start,
            prefix,
            has_escapes: false,
            glued,
        });
    }

    fn step(&mut self) {
        let at = self.at;
        let (here, next) = (self.out.char(at), self.out.char(at + 1));
        match here {
            _ if self.out.is_hole(at) || self.out.is_word(at) => self.word(),
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => {
                self.at += 1;
                self.glued = false;
            }
            '-' if next == '-' && self.dashes_open_comment() => self.line_comment(),
            '#' if self.dialect == Dialect::MySql => self.line_comment(),
            '/' if next == '*' => self.block_comment(),
            '\'' => self.quoted('\'', Kind::Text { double: false }),
            '"' if self.dialect == Dialect::MySql => self.quoted('"', Kind::Text { double: true }),
            '"' => self.quoted('"', Kind::Name(Quote::Double)),
            '`' => self.quoted('`', Kind::Name(Quote::Backtick)),
            '[' if self.bracket_is_name() => self.quoted(']', Kind::Name(Quote::Bracket)),
            '.' if next.is_ascii_digit() && !self.after_operand() => self.word(),
            '#' if self.is(&[Dialect::MsSql, Dialect::Oracle])
                && (self.out.is_word(at + 1) || next == '#') =>
            {
                self.word();
            }
            '(' => self.push(Kind::Open, at + 1, String::new()),
            ')' => self.push(Kind::Close, at + 1, String::new()),
            '[' => self.push(Kind::OpenBracket, at + 1, String::new()),
            ']' => self.push(Kind::CloseBracket, at + 1, String::new()),
            ',' => self.push(Kind::Comma, at + 1, String::new()),
            '.' => self.push(Kind::Dot, at + 1, String::new()),
            ';' => self.push(Kind::Semicolon, at + 1, String::new()),
            '$' if self.dollar_quote() => {}
            '?' | '%' | ':' | '$' | '@' if self.placeholder() => {}
            _ => self.operator(),
        }
    }

    /// `MySQL` wants a blank behind `--`: <https://dev.mysql.com/doc/refman/8.4/en/comments.html>.
    fn dashes_open_comment(&mut self) -> bool {
        let blank = self.out.unit(self.at + 2) <= 0x20 || self.out.unit(self.at + 2) == END;
        if self.dialect == Dialect::Any && self.out.is_hole(self.at + 2) {
            self.refuse("`--` before a hole opens a comment in some dialects only");
        }
        blank || self.dialect != Dialect::MySql
    }

    fn comment(&mut self, end: usize) {
        self.out.opaque.push(self.at..end);
        let holes = self.advance(end);
        self.out.in_comment.extend(holes);
        self.glued = false;
    }

    fn line_comment(&mut self) {
        let mut end = self.at;
        while end < self.out.units.len() && !matches!(self.out.char(end), '\n' | '\r') {
            end += 1;
        }
        self.comment(end);
    }

    fn block_comment(&mut self) {
        let (mut end, mut depth) = (self.at + 2, 1_usize);
        if self.out.char(end) == '!' && self.is(&[Dialect::MySql, Dialect::Any]) {
            self.refuse("`/*! */` is code in MySQL");
        }
        let nests = self.is(&[Dialect::PostgreSql, Dialect::DuckDb, Dialect::MsSql]);
        while depth > 0 {
            if end >= self.out.units.len() {
                self.refuse("a comment is not closed");
                break;
            }
            if self.out.starts_with(end, "*/") {
                (depth, end) = (depth - 1, end + 2);
            } else if self.out.starts_with(end, "/*") {
                if self.dialect == Dialect::Any {
                    self.refuse("a comment in a comment nests in some dialects only");
                }
                depth += usize::from(nests);
                end += if nests { 2 } else { 1 };
            } else {
                end += 1;
            }
        }
        self.comment(end);
    }

    /// A backslash escapes in `MySQL` and in `E'...'`.
    fn quoted(&mut self, close: char, kind: Kind) {
        let (start, first) = (self.at, self.at + 1);
        let prefix = if matches!(kind, Kind::Text { double: false }) { self.take_prefix() } else { None };
        if prefix.as_ref().is_some_and(|(_, text, _)| text.to_lowercase().ends_with('q')) {
            self.refuse("a literal of Oracle with quotes of its own");
        }
        let is_text = matches!(kind, Kind::Text { .. });
        let backslashes = is_text
            && match self.dialect {
                Dialect::MySql => true,
                Dialect::PostgreSql | Dialect::DuckDb | Dialect::Any => {
                    prefix.as_ref().is_some_and(|(_, text, _)| text.eq_ignore_ascii_case("e"))
                }
                _ => false,
            };
        // `ESCAPE '\'` is written so where a backslash escapes nothing.
        let escape =
            self.out.tokens.last().is_some_and(|last| last.kind == Kind::Word && last.word == "escape")
                && self.out.char(first + 2) != close;
        let mut has_escapes = false;
        let mut end = first;
        loop {
            let here = self.out.char(end);
            if end >= self.out.units.len() {
                self.refuse("a quote is not closed");
                break;
            } else if here == '\\' && backslashes {
                has_escapes = true;
                if self.out.is_hole(end + 1) {
                    self.refuse("a backslash escapes the first character of a hole");
                }
                end += 2;
            } else if here == '\\'
                && is_text
                && !(escape && end == first)
                && self.dialect == Dialect::Any
                && self.out.char(end + 1) == close
            {
                self.refuse("a backslash before a quote reads differently by dialect");
                end += 1;
            } else if here == close && self.out.char(end + 1) == close {
                has_escapes = true;
                end += 2;
            } else if here == close {
                end += 1;
                break;
            } else {
                end += 1;
            }
        }
        let end = end.min(self.out.units.len());
        self.out.opaque.push(start..end);
        let word = if is_text { String::new() } else { self.out.text(first..(end - 1).max(first)) };
        self.push(kind, end, word);
        if let (Some(token), Some((from, text, glued))) = (self.out.tokens.last_mut(), &prefix) {
            token.range.start = *from;
            token.prefix = Some(text.clone());
            token.glued = *glued;
        }
        if let Some(token) = self.out.tokens.last_mut() {
            token.has_escapes = has_escapes;
        }
    }

    /// Takes the word that is glued to the quote and belongs to the literal.
    fn take_prefix(&mut self) -> Option<(usize, String, bool)> {
        let token = self.out.tokens.last()?;
        let ampersand = token.kind == Kind::Operator && token.word == "&" && token.range.end == self.at;
        let count = if ampersand { 2 } else { 1 };
        let first = self.out.tokens.len().checked_sub(count)?;
        let token = self.out.tokens.get(first)?;
        let range = token.range.start..self.at;
        let is_prefix = token.kind == Kind::Word
            && range.len() == token.range.len() + count - 1
            && if ampersand {
                token.word == "u"
            } else {
                PREFIXES.contains(&token.word.as_str()) || token.word.starts_with('_')
            };
        if !is_prefix {
            return None;
        }
        let (from, glued) = (range.start, token.glued);
        let text = self.out.text(range);
        self.out.tokens.truncate(first);
        Some((from, text, glued))
    }

    fn after_operand(&self) -> bool {
        self.out.tokens.last().is_some_and(Token::ends_operand)
    }

    /// `[x]` names in `SQLite` and T-SQL; where the dialect is open, only where a name can start and the brackets
    /// hold nothing but word characters, blanks, hyphens and holes.
    fn bracket_is_name(&self) -> bool {
        match self.dialect {
            Dialect::Sqlite | Dialect::MsSql => true,
            Dialect::Any => {
                let starts_name = self.out.tokens.last().is_some_and(|last| match last.kind {
                    Kind::Word => is_keyword(&last.word) && last.word != "array",
                    Kind::Comma | Kind::Open => !last.glued || !self.glued || last.kind == Kind::Open,
                    Kind::Dot => true,
                    _ => false,
                });
                let mut end = self.at + 1;
                while self.out.is_word(end)
                    || self.out.is_hole(end)
                    || matches!(self.out.char(end), ' ' | '-')
                {
                    end += 1;
                }
                starts_name && self.out.char(end) == ']' && end > self.at + 1
            }
            _ => false,
        }
    }

    /// Numbers, words, and words with holes: all that no blank or operator parts.
    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        if self.out.char(start).is_ascii_digit() || self.out.char(start) == '.' {
            while self.out.char(end).is_ascii_digit() {
                end += 1;
            }
            if self.out.char(end) == '.' && !self.out.is_letter(end + 1) {
                end += 1;
                while self.out.char(end).is_ascii_digit() {
                    end += 1;
                }
            }
            let signed =
                matches!(self.out.char(end + 1), '+' | '-') && self.out.char(end + 2).is_ascii_digit();
            if matches!(self.out.char(end), 'e' | 'E') && signed {
                end += 2;
            }
        }
        let mut has_hole = false;
        loop {
            has_hole |= self.out.is_hole(end);
            let more = self.out.is_word(end)
                || self.out.is_hole(end)
                || (end > start && self.out.char(end) == '$')
                || (self.out.char(end) == '#' && self.is(&[Dialect::MsSql, Dialect::Oracle]));
            if !more {
                break;
            }
            end += 1;
        }
        let first = self.out.char(start);
        let kind = if has_hole {
            Kind::Atom
        } else if first.is_ascii_digit() || first == '.' {
            Kind::Number
        } else {
            Kind::Word
        };
        let text = self.out.text(start..end).to_lowercase();
        self.push(kind, end, text);
    }

    /// `$$...$$` and `$tag$...$tag$`; true where one was read.
    fn dollar_quote(&mut self) -> bool {
        if !self.is(&[Dialect::PostgreSql, Dialect::DuckDb, Dialect::Any])
            || self.out.char(self.at + 1).is_ascii_digit()
        {
            return false;
        }
        let mut tag = self.at + 1;
        while self.out.is_word(tag) {
            tag += 1;
        }
        if self.out.char(tag) != '$' {
            return false;
        }
        let length = tag + 1 - self.at;
        let mut end = tag + 1;
        // A tag holds no `$`, so that a comparison at each `$` costs no more than the tags that it reads.
        while end < self.out.units.len() {
            if self.out.char(end) != '$' {
                end += 1;
                continue;
            }
            let same =
                (0..length).take_while(|n| self.out.unit(self.at + n) == self.out.unit(end + n)).count();
            if same == length {
                break;
            }
            end += same.max(1);
        }
        if end >= self.out.units.len() {
            self.refuse("a dollar quote is not closed");
        }
        let end = (end + length).min(self.out.units.len());
        self.out.opaque.push(self.at..end);
        self.push(Kind::Dollar, end, String::new());
        true
    }

    fn mark(&mut self, style: PlaceholderStyle, end: usize, name: Range<usize>) {
        let range = self.at..end;
        let (start, stop) = self.out.positions(&range);
        let name = self.out.text(name);
        if self.out.units[range.clone()].contains(&HOLE) {
            let holes = self.out.units[range.clone()].iter().filter(|unit| **unit == HOLE).count();
            self.out.in_placeholder.extend(self.out.holes..self.out.holes + holes);
        } else {
            let holes_before = self.out.holes;
            self.out.placeholders.push(Placeholder { style, start, end: stop, holes_before, name });
        }
        self.out.marks.push(range);
        self.push(Kind::Placeholder, end, String::new());
    }

    /// Reads a placeholder where one stands; false where the character is an operator.
    fn placeholder(&mut self) -> bool {
        use PlaceholderStyle as Style;
        let at = self.at;
        let mut end = at + 1;
        while self.out.is_word(end) || self.out.is_hole(end) {
            end += 1;
        }
        let named = at + 1..end;
        let digit = self.out.char(at + 1).is_ascii_digit();
        // Behind a word or a hole it is part of `a[1:n]`, a time of day or the like.
        let free = at == 0 || !(self.out.is_word(at - 1) || self.out.is_hole(at - 1));
        match self.out.char(at) {
            // `?|`, `?&` and `?` are operators on jsonb: two operands stand around them.
            '?' => {
                let operators = self.is(&[Dialect::PostgreSql, Dialect::DuckDb, Dialect::Any]);
                if operators && self.after_operand() {
                    return false;
                }
                let style = if digit { Style::QuestionNumber } else { Style::Question };
                let end = if digit { end } else { at + 1 };
                self.mark(style, end, at + 1..end);
            }
            '%' if self.out.char(at + 1) == 's' && named.len() == 1 => {
                self.mark(Style::Format, end, end..end);
            }
            '%' if self.out.char(at + 1) == '(' => {
                let mut close = at + 2;
                while self.out.is_word(close)
                    || self.out.is_hole(close)
                    || matches!(self.out.char(close), '.' | '-')
                {
                    close += 1;
                }
                let typed =
                    matches!(self.out.char(close + 1), 's' | 'b' | 't') && !self.out.is_word(close + 2);
                if self.out.char(close) != ')' || !typed || close == at + 2 {
                    return false;
                }
                self.mark(Style::Pyformat, close + 2, at + 2..close);
            }
            ':' if free && !named.is_empty() && (at == 0 || self.out.char(at - 1) != ':') => {
                self.mark(if digit { Style::ColonNumber } else { Style::Colon }, end, named);
            }
            '$' if free && !named.is_empty() => {
                self.mark(if digit { Style::DollarNumber } else { Style::Dollar }, end, named);
            }
            '@' if free
                && !named.is_empty()
                && (at == 0 || !matches!(self.out.char(at - 1), '@' | '<' | '|')) =>
            {
                self.mark(Style::At, end, named);
            }
            _ => return false,
        }
        true
    }

    fn operator(&mut self) {
        let at = self.at;
        let text = OPERATORS.iter().find(|text| self.out.starts_with(at, text));
        match text {
            // `? || 'x'` behind `?` is not read as `?|`; nor does an operator swallow the head of a comment.
            Some(text) if !(*text == "?|" && self.out.char(at + 2) == '|') => {
                self.push(Kind::Operator, at + text.len(), (*text).to_owned());
            }
            _ => self.push(Kind::Operator, at + 1, self.out.text(at..at + 1)),
        }
    }
}
