//! The text of a query as the SQL reader takes it, and the way back to the source.

use super::constants::Constant;
use super::sql::{Part, Position};
use super::template::{Char, Hole, Piece, Template};

/// The parts of a query, with constants in the place of the holes that hold nothing else.
pub struct QueryText<'t, 'a> {
    pub parts: Vec<Part>,
    /// For each part that is text, its characters.
    chars: Vec<Vec<Char>>,
    /// The holes that are left, in order.
    pub holes: Vec<&'t Hole<'a>>,
    /// Whether a part of the text is a run of placeholders, of which there may be any number.
    pub has_runs: bool,
}

impl<'t, 'a> QueryText<'t, 'a> {
    /// `known` has an entry for each hole of the template.
    pub fn new(template: &'t Template<'a>, known: &[Option<Constant>]) -> Self {
        let mut text = Self { parts: Vec::new(), chars: Vec::new(), holes: Vec::new(), has_runs: false };
        let mut known = known.iter();
        for piece in &template.pieces {
            match piece {
                Piece::Text(chars) => text.add(chars.clone()),
                Piece::Hole(hole) => match known.next().and_then(Option::as_ref) {
                    None => {
                        text.parts.push(Part::Hole);
                        text.chars.push(Vec::new());
                        text.holes.push(hole);
                    }
                    Some(constant) => {
                        let words = match constant {
                            Constant::Texts(texts) => texts.first().map_or("", String::as_str),
                            Constant::Placeholders => {
                                text.has_runs = true;
                                "?"
                            }
                            Constant::Checked => "checked_name",
                        };
                        text.add(words.chars().map(|c| Char { c, source: None, literal: None }).collect());
                    }
                },
            }
        }
        text
    }

    /// Text side by side is one part.
    fn add(&mut self, chars: Vec<Char>) {
        let words: String = chars.iter().map(|char| char.c).collect();
        if let (Some(Part::Text(text)), Some(known)) = (self.parts.last_mut(), self.chars.last_mut()) {
            text.push_str(&words);
            known.extend(chars);
        } else {
            self.parts.push(Part::Text(words));
            self.chars.push(chars);
        }
    }

    /// The index of a part's character at a byte offset.
    fn index(&self, (part, offset): Position) -> Option<usize> {
        let Part::Text(text) = self.parts.get(part)? else { return None };
        Some(text.get(..offset)?.chars().count())
    }

    /// The characters from a position to the next hole.
    pub fn behind(&self, at: Position) -> Vec<Char> {
        let found = self.index(at).and_then(|index| self.chars.get(at.0)?.get(index..));
        found.map(<[Char]>::to_vec).unwrap_or_default()
    }

    /// The characters from one position to another, and the numbers of the holes between them.
    pub fn between(&self, start: Position, end: Position) -> Option<(Vec<Char>, Vec<usize>)> {
        let mut chars = Vec::new();
        let mut holes = Vec::new();
        for part in start.0..=end.0 {
            match self.parts.get(part)? {
                Part::Hole => holes.push(self.hole_number(part)),
                Part::Text(_) => {
                    let from = if part == start.0 { self.index(start)? } else { 0 };
                    let to = if part == end.0 { self.index(end)? } else { self.chars[part].len() };
                    chars.extend(self.chars[part].get(from..to)?.iter().copied());
                }
            }
        }
        Some((chars, holes))
    }

    /// Text and holes from one position to another, in order.
    pub fn pieces_between(&self, start: Position, end: Position) -> Option<Vec<Result<Char, usize>>> {
        let mut pieces = Vec::new();
        for part in start.0..=end.0 {
            match self.parts.get(part)? {
                Part::Hole => pieces.push(Err(self.hole_number(part))),
                Part::Text(_) => {
                    let from = if part == start.0 { self.index(start)? } else { 0 };
                    let to = if part == end.0 { self.index(end)? } else { self.chars[part].len() };
                    pieces.extend(self.chars[part].get(from..to)?.iter().copied().map(Ok));
                }
            }
        }
        Some(pieces)
    }

    fn hole_number(&self, part: usize) -> usize {
        self.parts[..part].iter().filter(|part| **part == Part::Hole).count()
    }

    /// The characters before a hole, the nearest first, and those behind it.
    pub fn around(&self, hole: usize) -> (Vec<Char>, Vec<Char>) {
        let part = self.parts.iter().enumerate().filter(|(_, part)| **part == Part::Hole).nth(hole);
        let Some((part, _)) = part else { return (Vec::new(), Vec::new()) };
        let before = part.checked_sub(1).map(|before| self.chars[before].iter().rev().copied().collect());
        let behind = self.chars.get(part + 1).cloned();
        (before.unwrap_or_default(), behind.unwrap_or_default())
    }

    pub fn all_chars(&self) -> impl Iterator<Item = &Char> {
        self.chars.iter().flatten()
    }
}

/// Whether the code of a string starts with a word of SQL that is followed by the one that belongs to it.
pub fn starts_like_sql(code: &str) -> bool {
    let text =
        code.trim_start_matches(|c: char| c.is_whitespace() || "()\"'fFrRbB\\".contains(c)).to_lowercase();
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let partner = match words.next() {
        Some("select" | "delete") => "from",
        Some("insert" | "replace" | "merge") => "into",
        Some("update") => "set",
        Some("with") => "select",
        _ => return false,
    };
    words.any(|word| word == partner)
}
