//! Lines of styled text that fit a width.

use std::borrow::Cow;

use anstyle::Style;
use overhaul_report::visible;
use unicode_width::UnicodeWidthChar;

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// A line that is longer is cut, so that a file of one line does not fill the screen many times over.
const LONGEST: usize = 4_000;

/// Stands where text was cut.
const DOTS: &str = "...";

/// Text in one style. It comes from [`Line::push`] alone, so nothing in it acts on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    text: String,
    style: Style,
}

impl Span {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn style(&self) -> Style {
        self.style
    }
}

/// One line of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<Span>,
}

/// Where a line that is too long is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Behind a space, if there is one.
    Words,
    Anywhere,
}

impl Line {
    pub fn new(text: &str, style: Style) -> Self {
        let mut line = Self::default();
        line.push(text, style);
        line
    }

    /// Adds text; what acts on a terminal is escaped.
    pub fn push(&mut self, text: &str, style: Style) -> &mut Self {
        let text = untabbed(&visible(text)).into_owned();
        if !text.is_empty() {
            self.spans.push(Span { text, style });
        }
        self
    }

    pub fn append(&mut self, other: Self) -> &mut Self {
        self.spans.extend(other.spans);
        self
    }

    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    pub fn text(&self) -> String {
        self.spans.iter().map(Span::text).collect()
    }

    /// In columns.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| width(&span.text)).sum()
    }

    /// The line in at most so many columns; one that is cut ends in `...`.
    #[must_use]
    pub fn clipped(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        if columns <= DOTS.len() {
            return Self::new(&DOTS[..columns], Style::new());
        }
        let mut line = self.pieces(columns - DOTS.len(), 0, Break::Anywhere).swap_remove(0);
        line.push(DOTS, Style::new());
        line
    }

    /// The end of the line in at most so many columns, in the style of its start; one that is cut starts with `...`.
    #[must_use]
    pub fn clipped_at_start(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let style = self.spans.first().map(Span::style).unwrap_or_default();
        let dots = &DOTS[..columns.min(DOTS.len())];
        let text = self.text();
        let mut used = dots.len();
        let mut start = text.len();
        for (index, c) in text.char_indices().rev() {
            used += of(c);
            if used > columns {
                break;
            }
            start = index;
        }
        Self::new(&format!("{dots}{}", &text[start..]), style)
    }

    /// The line with spaces up to a width.
    #[must_use]
    pub fn padded(mut self, columns: usize, style: Style) -> Self {
        let missing = columns.saturating_sub(self.width());
        self.push(&" ".repeat(missing), style);
        self
    }

    /// The line in lines of at most so many columns, those after the first indented.
    pub fn wrapped(&self, columns: usize, indent: usize, at: Break) -> Vec<Self> {
        if self.width() <= columns {
            return vec![self.clone()];
        }
        self.pieces(columns, indent, at)
    }

    fn pieces(&self, columns: usize, indent: usize, at: Break) -> Vec<Self> {
        let cells: Vec<(char, Style)> =
            self.spans.iter().flat_map(|span| span.text.chars().map(|c| (c, span.style))).collect();
        let mut lines = Vec::new();
        let mut start = 0;
        loop {
            let room = if lines.is_empty() { columns } else { columns.saturating_sub(indent) };
            let mut end = start;
            let mut used = 0;
            while let Some((c, _)) = cells.get(end)
                && (used + of(*c) <= room || end == start)
            {
                used += of(*c);
                end += 1;
            }
            if at == Break::Words && end < cells.len() {
                let space = cells[start..end].iter().rposition(|(c, _)| *c == ' ');
                end = space.filter(|space| *space > 0).map_or(end, |space| start + space + 1);
            }
            let mut line = Self::default();
            if !lines.is_empty() {
                line.push(&" ".repeat(indent), Style::new());
            }
            line.push_cells(&cells[start..end]);
            lines.push(line);
            start = end;
            if start >= cells.len() {
                return lines;
            }
        }
    }

    fn push_cells(&mut self, cells: &[(char, Style)]) {
        for run in cells.chunk_by(|(_, a), (_, b)| a == b) {
            let text = run.iter().map(|(c, _)| *c).collect();
            self.spans.push(Span { text, style: run[0].1 });
        }
    }
}

/// A line of a file as it is shown: nothing in it acts on a terminal, tabs reach their stops, and a very long one is cut.
pub fn code(line: &str) -> String {
    let shown = untabbed(&visible(line)).into_owned();
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let more = shown[end..].chars().count();
            format!("{}... ({more} more characters)", &shown[..end])
        }
        None => shown,
    }
}

/// In columns.
pub fn width(text: &str) -> usize {
    text.chars().map(of).sum()
}

fn of(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn untabbed(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + TAB);
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let missing = TAB - column % TAB;
            result.extend(std::iter::repeat_n(' ', missing));
            column += missing;
        } else {
            result.push(c);
            column += of(c);
        }
    }
    Cow::Owned(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn text_is_escaped_and_wide_characters_count_twice() {
        let line = Line::new("a\x1b[2J\u{202e}\tb", Style::new());
        assert_eq!(line.text(), "a\\x1b[2J\\u202e  b");
        assert_eq!(Line::new("漢字", Style::new()).width(), 4);
        assert_eq!(Line::new("漢字漢字", Style::new()).clipped(6).text(), "漢...");
        assert_eq!(code("\tx\ty"), "    x   y");
        assert!(code(&"x".repeat(LONGEST + 7)).ends_with("x... (7 more characters)"));
    }

    #[test]
    fn lines_break_at_words_or_anywhere() {
        let line = Line::new("one two three four", Style::new());
        assert_eq!(texts(&line.wrapped(9, 2, Break::Words)), ["one two ", "  three ", "  four"]);
        assert_eq!(texts(&line.wrapped(9, 0, Break::Anywhere)), ["one two t", "hree four"]);
        let unbroken = Line::new("abcdefgh", Style::new());
        assert_eq!(texts(&unbroken.wrapped(3, 1, Break::Words)), ["abc", " de", " fg", " h"]);
        assert_eq!(texts(&Line::new("漢字", Style::new()).wrapped(1, 0, Break::Anywhere)), ["漢", "字"]);
        assert_eq!(texts(&Line::default().wrapped(3, 0, Break::Words)), [""]);
    }
}
