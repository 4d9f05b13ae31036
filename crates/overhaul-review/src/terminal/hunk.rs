//! The lines of an item as a diff.

use anstyle::Style;
use overhaul_report::paint::{ADDED, DIM, GUTTER, REMOVED};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::text::{Break, Line, code};
use crate::item::{self, Item, Part};

/// Lines that have less in common than one part in this many are shown without emphasis: all of them would have it.
const ALIKE: usize = 3;

/// The diff of an item with its context in lines of at most so many columns; `edited` gives what a person wrote in place of
/// a part.
pub fn lines<'e>(item: &Item, edited: impl Fn(&Part) -> Option<&'e str>, columns: usize) -> Vec<Line> {
    let mut hunk = Hunk::new(item);
    let has_pieces = item.parts.iter().any(|part| !part.pieces.is_empty());
    if !has_pieces {
        return vec![Line::new("This fix changes no line of its own, only imports and the like.", DIM)];
    }
    hunk.context(&item.before);
    for part in &item.parts {
        hunk.context(&part.between);
        for (index, piece) in part.pieces.iter().enumerate() {
            if index > 0 {
                hunk.rows.push(Row { number: None, mark: Mark::Gap, text: vec![("...".to_owned(), false)] });
            }
            hunk.number = piece.line;
            hunk.change(&piece.old, edited(part).unwrap_or(&piece.new));
        }
    }
    hunk.context(&item.after);
    hunk.drawn(columns)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Context,
    Removed,
    Added,
    /// Lines are left out here.
    Gap,
}

struct Row {
    number: Option<usize>,
    mark: Mark,
    /// With whether it is emphasised.
    text: Vec<(String, bool)>,
}

struct Hunk {
    rows: Vec<Row>,
    /// 1-based line of the original that comes next.
    number: usize,
}

impl Hunk {
    fn new(item: &Item) -> Self {
        Self { rows: Vec::new(), number: item.line().saturating_sub(item.before.len()) }
    }

    fn context(&mut self, lines: &[String]) {
        for line in lines {
            self.push(Mark::Context, vec![(code(line), false)]);
        }
    }

    fn push(&mut self, mark: Mark, text: Vec<(String, bool)>) {
        let number = (mark != Mark::Added).then_some(self.number);
        self.number += usize::from(mark != Mark::Added);
        self.rows.push(Row { number, mark, text });
    }

    fn change(&mut self, old: &str, new: &str) {
        let [old, new] =
            [old, new].map(|text| -> Vec<String> { item::lines(text).into_iter().map(code).collect() });
        for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
            let (removed, added) = (&old[op.old_range()], &new[op.new_range()]);
            match op.tag() {
                DiffTag::Equal => {
                    for line in removed {
                        self.push(Mark::Context, vec![(line.clone(), false)]);
                    }
                }
                DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                    let (removed, added) = emphasised(removed, added);
                    for (mark, lines) in [(Mark::Removed, removed), (Mark::Added, added)] {
                        for line in lines {
                            self.push(mark, line);
                        }
                    }
                }
            }
        }
    }

    fn drawn(&self, columns: usize) -> Vec<Line> {
        let last = self.rows.iter().filter_map(|row| row.number).max().unwrap_or(1);
        let digits = last.to_string().len();
        let mut lines = Vec::new();
        for row in &self.rows {
            let number = row.number.map(|number| number.to_string()).unwrap_or_default();
            let mut gutter = Line::new(&format!("{number:>digits$} "), GUTTER);
            let (mark, style) = match row.mark {
                Mark::Context => (' ', Style::new()),
                Mark::Removed => ('-', REMOVED),
                Mark::Added => ('+', ADDED),
                Mark::Gap => (' ', DIM),
            };
            let mut line = Line::new(&format!("{mark} "), style);
            for (text, is_emphasised) in &row.text {
                line.push(text, if *is_emphasised { style.bold().underline() } else { style });
            }
            for (index, piece) in
                line.wrapped(columns - digits - 1, 2, Break::Anywhere).into_iter().enumerate()
            {
                if index > 0 {
                    gutter = Line::new(&" ".repeat(digits + 1), Style::new());
                }
                let mut whole = gutter.clone();
                whole.append(piece);
                lines.push(whole);
            }
        }
        lines
    }
}

type Parts = Vec<Vec<(String, bool)>>;

/// What is different in lines that replace others, where they have enough in common.
fn emphasised(removed: &[String], added: &[String]) -> (Parts, Parts) {
    let (old, new) = (tokens(removed), tokens(added));
    let ops = capture_diff_slices(Algorithm::Patience, &old, &new);
    let mut is_new = [vec![true; old.len()], vec![true; new.len()]];
    let mut common = 0;
    for op in ops.iter().filter(|op| op.tag() == DiffTag::Equal) {
        is_new[0][op.old_range()].fill(false);
        is_new[1][op.new_range()].fill(false);
        common += old[op.old_range()].iter().map(|token| token.trim().len()).sum::<usize>();
    }
    let size = |tokens: &[&str]| tokens.iter().map(|token| token.trim().len()).sum::<usize>();
    if common * ALIKE < size(&old).min(size(&new)) || common == 0 {
        is_new[0].fill(false);
        is_new[1].fill(false);
    }
    (joined(&old, &is_new[0]), joined(&new, &is_new[1]))
}

/// Words, runs of spaces, and other characters one by one; a line break between lines.
fn tokens(lines: &[String]) -> Vec<&str> {
    let mut tokens = Vec::new();
    for line in lines {
        let mut rest = line.as_str();
        while let Some(first) = rest.chars().next() {
            let end = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if first == ' ' {
                rest.find(|c| c != ' ').unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (token, behind) = rest.split_at(end);
            tokens.push(token);
            rest = behind;
        }
        tokens.push("\n");
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn joined(tokens: &[&str], is_new: &[bool]) -> Parts {
    let mut lines = Vec::new();
    let mut line: Vec<(String, bool)> = Vec::new();
    for (token, is_new) in tokens.iter().zip(is_new) {
        if *token == "\n" {
            lines.push(std::mem::take(&mut line));
            continue;
        }
        match line.last_mut() {
            Some((text, is_same)) if is_same == is_new => text.push_str(token),
            _ => line.push(((*token).to_owned(), *is_new)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_a_line_is_emphasised() {
        let line = |text: &str| vec![text.to_owned()];
        let (old, new) = emphasised(&line("    except:"), &line("    except (OSError, ValueError):"));
        let marked = |lines: &Parts| -> Vec<String> {
            lines.iter().flatten().filter(|(_, is_new)| *is_new).map(|(text, _)| text.clone()).collect()
        };
        assert_eq!(marked(&old), Vec::<String>::new());
        assert_eq!(marked(&new), [" (OSError, ValueError)"]);
        let (old, new) = emphasised(&line("raise ValueError"), &line("return 3"));
        assert!(marked(&old).is_empty() && marked(&new).is_empty());
        let (old, new) = emphasised(&[], &line("x = 1"));
        assert!(old.is_empty() && marked(&new).is_empty() && new.len() == 1);
    }
}
