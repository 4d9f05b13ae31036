//! Styled words, and lines made of them.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Running text with styles.
#[derive(Default)]
pub struct Words {
    words: Vec<Word>,
    /// Whether the next text starts a new word.
    is_apart: bool,
}

/// What no line break may divide.
#[derive(Default, Clone)]
struct Word {
    parts: Vec<(Style, String)>,
    width: usize,
}

/// Words that stand in one line.
pub struct Line<'a> {
    words: Vec<&'a Word>,
    width: usize,
}

impl Words {
    /// Adds text that may be divided at its spaces.
    pub fn push(&mut self, text: &str, style: Style) {
        for (index, piece) in text.split([' ', '\n']).enumerate() {
            self.is_apart |= index > 0;
            if !piece.is_empty() {
                self.push_whole(piece, style);
            }
        }
    }

    fn push_whole(&mut self, text: &str, style: Style) {
        if std::mem::replace(&mut self.is_apart, false) || self.words.is_empty() {
            self.words.push(Word::default());
        }
        if let Some(word) = self.words.last_mut() {
            word.width += text.width();
            word.parts.push((style, text.to_owned()));
        }
    }

    /// The width of the text in one line.
    pub fn width(&self) -> usize {
        self.words.iter().map(|word| word.width + 1).sum::<usize>().saturating_sub(1)
    }

    /// The text in lines of at most `width` columns; a longer word has a line of its own.
    pub fn wrap(&self, width: usize) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for word in &self.words {
            match lines.last_mut() {
                Some(line) if line.width + 1 + word.width <= width => {
                    line.width += 1 + word.width;
                    line.words.push(word);
                }
                _ => lines.push(Line { words: vec![word], width: word.width }),
            }
        }
        lines
    }
}

impl Line<'_> {
    /// The line with its styles.
    pub fn styled(&self) -> String {
        let mut line = String::new();
        for (index, word) in self.words.iter().enumerate() {
            line.push_str(if index > 0 { " " } else { "" });
            for (style, text) in &word.parts {
                // Writing to a string does not fail.
                let _ = write!(line, "{style}{text}{style:#}");
            }
        }
        line
    }
}

/// A line of a table's cell, filled up to the column's width.
pub fn pad(line: Option<&Line<'_>>, width: usize) -> String {
    let (text, used) = line.map_or_else(Default::default, |line| (line.styled(), line.width));
    text + &" ".repeat(width.saturating_sub(used))
}
