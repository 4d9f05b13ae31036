//! What differs within lines that were replaced.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Longer texts are not compared word by word.
const MOST_WORDS: usize = 2_000;

/// Where less than one in this many bytes stayed the same, everything differs, and nothing is emphasised.
const SAME: usize = 4;

/// For each line that was removed and each that was added, the ranges of its bytes that the other side does not have; empty where
/// the two have little in common.
pub fn between<S: AsRef<str>>(old: &[S], new: &[S]) -> (Vec<Ranges>, Vec<Ranges>) {
    let nothing = || (vec![Vec::new(); old.len()], vec![Vec::new(); new.len()]);
    if old.is_empty() || new.is_empty() {
        return nothing();
    }
    let (old_words, new_words) = (words(old), words(new));
    if old_words.len().max(new_words.len()) > MOST_WORDS {
        return nothing();
    }
    let text = |words: &[Word<'_>]| words.iter().map(|word| word.text.to_owned()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &text(&old_words), &text(&new_words));
    let (mut old_ranges, mut new_ranges) = nothing();
    let mut same = 0;
    for op in &ops {
        if op.tag() == DiffTag::Equal {
            same += old_words[op.old_range()].iter().map(Word::weight).sum::<usize>();
        } else {
            mark(&old_words[op.old_range()], old, &mut old_ranges);
            mark(&new_words[op.new_range()], new, &mut new_ranges);
        }
    }
    let weight = |words: &[Word<'_>]| words.iter().map(Word::weight).sum::<usize>();
    if same * SAME < weight(&old_words).max(weight(&new_words)) {
        return nothing();
    }
    tidy(old, &mut old_ranges);
    tidy(new, &mut new_ranges);
    (old_ranges, new_ranges)
}

/// Takes space from the ends of marks. A line that differs as a whole needs none.
fn tidy<S: AsRef<str>>(lines: &[S], ranges: &mut [Ranges]) {
    for (line, ranges) in lines.iter().zip(ranges) {
        let text = line.as_ref();
        for range in ranges.iter_mut() {
            let marked = &text[range.clone()];
            if !marked.trim().is_empty() {
                let start = range.start + marked.len() - marked.trim_start().len();
                *range = start..start + marked.trim().len();
            }
        }
        let whole = text.len() - text.trim_start().len()..text.trim_end().len();
        if *ranges == [whole] {
            ranges.clear();
        }
    }
}

/// Ranges of one line, in order.
pub type Ranges = Vec<Range<usize>>;

struct Word<'a> {
    line: usize,
    start: usize,
    text: &'a str,
}

impl Word<'_> {
    /// What it counts when texts are compared: space stays by chance.
    fn weight(&self) -> usize {
        if self.text.starts_with(char::is_whitespace) { 0 } else { self.text.len() }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Runs of word characters and of spaces, and every other character by itself.
fn words<S: AsRef<str>>(lines: &[S]) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let mut rest = text.as_ref();
        let mut start = 0;
        while let Some(first) = rest.chars().next() {
            let belongs =
                |c: &char| (is_word(first) && is_word(*c)) || (first.is_whitespace() && c.is_whitespace());
            let behind = first.len_utf8();
            let length =
                behind + rest[behind..].chars().take_while(belongs).map(char::len_utf8).sum::<usize>();
            words.push(Word { line, start, text: &rest[..length] });
            rest = &rest[length..];
            start += length;
        }
    }
    words
}

fn mark<S: AsRef<str>>(words: &[Word<'_>], lines: &[S], ranges: &mut [Ranges]) {
    for word in words {
        let Some(ranges) = ranges.get_mut(word.line) else { continue };
        let end = word.start + word.text.len();
        let text = lines.get(word.line).map_or("", AsRef::as_ref);
        match ranges.last_mut() {
            // Marks with nothing but a space between them are read as one.
            Some(last) if text.get(last.end..word.start).is_some_and(|gap| gap.trim().is_empty()) => {
                last.end = end;
            }
            _ => ranges.push(word.start..end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'a>(lines: &[&'a str], ranges: &[Ranges]) -> Vec<&'a str> {
        lines
            .iter()
            .zip(ranges)
            .flat_map(|(line, ranges)| ranges.iter().map(|range| &line[range.clone()]))
            .collect()
    }

    #[test]
    fn words_that_differ_are_marked() {
        let (old, new) = (["print(f\"größe {n}\")"], ["logger.info(\"größe %s\", n)"]);
        let (removed, added) = between(&old, &new);
        assert_eq!(marked(&old, &removed), ["print", "f", "{n}"]);
        assert_eq!(marked(&new, &added), ["logger.info", "%s", ", n"]);
    }

    #[test]
    fn lines_with_little_in_common_have_no_marks() {
        let (removed, added) = between(&["    return total"], &["    raise NotImplementedError(message)"]);
        assert!(removed[0].is_empty() && added[0].is_empty());
        let (removed, added) = between::<&str>(&[], &["x"]);
        assert!(removed.is_empty() && added == [Ranges::new()]);
    }
}
