//! A text that lost its line breaks on the way: headings, tables and lists run together in one line.

use std::sync::LazyLock;

use regex::Regex;

use super::rewritten::{Rewritten, Writer};

/// A line that lost its breaks is longer than this, in bytes.
const LONG: usize = 400;

/// The row of a table that stands under its head.
static SEPARATOR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\|(?:\s*:?-{3,}:?\s*\|)+").ok());

/// What only stands at the start of a line, with the blank before it.
static MARKER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s(?:#{1,6}\s|---\s|[-*]\s\[[ xX]\]\s|\|[\s:]*-{3,}|```)").ok());

/// Words that start a sentence and not the rest of a heading.
const STARTERS: [&str; 22] = [
    "The",
    "There",
    "This",
    "These",
    "Those",
    "Despite",
    "While",
    "Although",
    "No",
    "Each",
    "Only",
    "Several",
    "Some",
    "Most",
    "Many",
    "All",
    "Currently",
    "Based",
    "After",
    "It",
    "We",
    "In",
];

/// Words that a heading in title case writes small.
const SMALL: [&str; 22] = [
    "a", "an", "the", "of", "in", "for", "to", "and", "or", "by", "with", "from", "on", "at", "vs", "vs.",
    "not", "as", "per", "is", "are", "--",
];

/// The text with the breaks put back in lines that cannot have been written as one.
pub fn recovered(text: Rewritten) -> Rewritten {
    let is_lost = |line: &str| {
        line.len() > LONG && MARKER.as_ref().is_some_and(|marker| marker.find_iter(line).nth(1).is_some())
    };
    if !text.text.lines().any(is_lost) {
        return text;
    }
    let mut writer = text.writer();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        if is_lost(line) {
            Line { text: &text.text[..start + line.len()], start }.recover(&mut writer);
        }
        start += line.len();
    }
    writer.finish()
}

/// One line without breaks. Offsets are those of the whole text.
struct Line<'a> {
    /// The whole text up to the end of the line.
    text: &'a str,
    start: usize,
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Bullets,
    /// A numbered list, and the number of its last item.
    Numbers(u32),
}

impl Line<'_> {
    fn recover(&self, writer: &mut Writer<'_>) {
        let tables = self.tables();
        let mut tables = tables.iter().peekable();
        let mut within = Within::Text;
        let mut before = "";
        let mut at = self.start;
        while let Some((start, token)) = self.token(at) {
            if let Some(rows) = tables.next_if(|rows| rows.first().is_some_and(|row| row.0 <= start)) {
                for (index, (start, end)) in rows.iter().enumerate() {
                    writer.copy_to(*start);
                    writer.add(if index == 0 { "\n\n" } else { "\n" });
                    writer.copy_to(*end);
                    at = *end;
                }
                writer.add("\n\n");
                (within, before) = (Within::Text, "");
                continue;
            }
            at = start + token.len();
            if token.starts_with("```") && self.text[start + 3..].contains("```") {
                at = self.code_block(start, writer);
                (within, before) = (Within::Text, "");
                continue;
            }
            let next = self.token(at).map_or("", |(_, next)| next);
            if token.len() <= 6 && token.bytes().all(|byte| byte == b'#') && !next.is_empty() {
                writer.copy_to(start);
                writer.add("\n\n");
                let end = self.heading_end(at);
                writer.copy_to(end);
                writer.add("\n\n");
                (at, within, before) = (end, Within::Text, ":");
                continue;
            }
            match Self::mark(token, next, before, within) {
                Some(Mark::Rule) => {
                    writer.copy_to(start);
                    writer.add("\n\n");
                    writer.copy_to(at);
                    writer.add("\n\n");
                    within = Within::Text;
                }
                Some(Mark::Paragraph) => {
                    writer.copy_to(start);
                    writer.add("\n\n");
                    within = Within::Text;
                }
                Some(Mark::Item(list)) => {
                    writer.copy_to(start);
                    writer.add(if within == Within::Text { "\n\n" } else { "\n" });
                    within = list;
                }
                None => {}
            }
            before = token;
        }
    }

    /// What a token starts, if it starts a line.
    fn mark(token: &str, next: &str, before: &str, within: Within) -> Option<Mark> {
        if token == "---" {
            return Some(Mark::Rule);
        }
        if matches!(token, "-" | "*") && !next.is_empty() {
            let is_led = before.trim_end_matches(['*', '_']).ends_with(':');
            let is_item = is_led || next.starts_with('[') || within != Within::Text;
            return is_item.then_some(Mark::Item(Within::Bullets));
        }
        let number = token.strip_suffix(['.', ')']).and_then(|number| number.parse::<u32>().ok());
        if let Some(number) = number {
            let expected = if let Within::Numbers(last) = within { last + 1 } else { 1 };
            let is_text = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '*' | '`' | '['));
            return (number == expected && is_text).then_some(Mark::Item(Within::Numbers(number)));
        }
        let is_label = token.starts_with("**") && (token.ends_with(":**") || token.ends_with("**:"));
        let is_in_item = before.len() < 4 && before.ends_with(['-', '*', '.', ')']);
        (is_label && !is_in_item).then_some(Mark::Paragraph)
    }

    /// The next word from an offset on. A span of code is part of the word that it stands in.
    fn token(&self, from: usize) -> Option<(usize, &str)> {
        let start = from + self.text[from..].find(|c: char| !c.is_whitespace())?;
        let mut end = start;
        if self.text[start..].starts_with("```") {
            end += self.text[start..].find(char::is_whitespace).unwrap_or(self.text.len() - start);
            return Some((start, &self.text[start..end]));
        }
        while let Some(stop) = self.text[end..].find(|c: char| c.is_whitespace() || c == '`') {
            end += stop;
            if !self.text[end..].starts_with('`') {
                return Some((start, &self.text[start..end]));
            }
            end = self.behind_code(end).unwrap_or(end + 1);
        }
        Some((start, &self.text[start..]))
    }

    /// Behind the span of code that starts at an offset, if it ends.
    fn behind_code(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
        let close = rest[ticks..].find(&rest[..ticks])?;
        Some(start + ticks + close + ticks)
    }

    /// Writes the block of code at an offset on lines of its own; the offset behind it.
    fn code_block(&self, start: usize, writer: &mut Writer<'_>) -> usize {
        let inside = start + 3;
        let end = self.text[inside..].find("```").map_or(self.text.len(), |end| inside + end);
        let language = self.text[inside..end].find(char::is_whitespace).map_or(end, |at| inside + at);
        writer.copy_to(start);
        writer.add("\n\n");
        writer.copy_to(language);
        writer.add("\n");
        writer.copy_to(end);
        writer.add("\n");
        let behind = (end + 3).min(self.text.len());
        writer.copy_to(behind);
        writer.add("\n\n");
        behind
    }

    /// The rows of each table, by start and end.
    fn tables(&self) -> Vec<Vec<(usize, usize)>> {
        let Some(separator) = SEPARATOR.as_ref() else { return Vec::new() };
        let mut tables = Vec::new();
        let mut free = self.start;
        for found in separator.find_iter(&self.text[self.start..]) {
            let (start, end) = (self.start + found.start(), self.start + found.end());
            let columns = found.as_str().matches('|').count() - 1;
            if start < free {
                continue;
            }
            let Some(head) = self.before_pipes(free, start, columns + 1) else { continue };
            let mut rows = vec![(head, start), (start, end)];
            let mut at = end;
            while let Some((start, _)) = self.token(at).filter(|(_, token)| token.starts_with('|')) {
                let Some(end) = self.behind_pipes(start, columns + 1) else { break };
                rows.push((start, end));
                at = end;
            }
            free = at;
            tables.push(rows);
        }
        tables
    }

    /// The start of a row that ends at an offset.
    fn before_pipes(&self, from: usize, end: usize, pipes: usize) -> Option<usize> {
        self.text[from..end].rmatch_indices('|').nth(pipes - 1).map(|(at, _)| from + at)
    }

    /// The end of a row that starts at an offset; what stands in code is no border of a cell.
    fn behind_pipes(&self, start: usize, pipes: usize) -> Option<usize> {
        let (mut at, mut seen) = (start, 0);
        while let Some(found) = self.text[at..].find(['|', '`']) {
            let place = at + found;
            if self.text[place..].starts_with('`') {
                at = self.behind_code(place).unwrap_or(place + 1);
                continue;
            }
            at = place + 1;
            seen += usize::from(!self.text[..place].ends_with('\\'));
            if seen == pipes {
                return Some(at);
            }
        }
        None
    }

    /// Where a heading ends that starts with the word at an offset: before the next mark, or where a sentence starts.
    fn heading_end(&self, from: usize) -> usize {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut depth = 0_usize;
        let mut at = from;
        while let Some((start, word)) = self.token(at) {
            at = start + word.len();
            let next = self.token(at).map_or("", |(_, next)| next);
            let is_mark = word.starts_with("**")
                || word.starts_with('|')
                || word.starts_with("```")
                || word.bytes().all(|byte| byte == b'#')
                || Self::mark(word, next, ":", Within::Text).is_some();
            if is_mark && !words.is_empty() {
                return start;
            }
            let is_outside = depth == 0 && !word.starts_with('(');
            depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
            let is_starter = STARTERS.contains(&word) && words.len() > 1;
            if is_outside && (is_starter || is_running(word)) {
                return if is_starter { start } else { sentence_start(&words, start, word) };
            }
            words.push((start, word));
            if words.len() > 24 {
                return start;
            }
        }
        self.text.trim_end().len().max(from)
    }
}

/// What starts a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Rule,
    Paragraph,
    Item(Within),
}

/// Whether a word is one that running text has and a heading in title case does not.
fn is_running(word: &str) -> bool {
    let is_name = word.contains(['(', '.', '/', '_']) && !word.starts_with('`');
    word.starts_with('`') || (word.starts_with(char::is_lowercase) && !SMALL.contains(&word) && !is_name)
}

/// Where the sentence starts in which, at `running`, the first word stands that no heading has.
fn sentence_start(words: &[(usize, &str)], running: usize, word: &str) -> usize {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut index = words.len();
    while index > 1 && (SMALL.contains(&words[index - 1].1) || is_number(words[index - 1].1)) {
        let is_start = is_number(words[index - 1].1) && !SMALL.contains(&words[index - 2].1);
        index -= 1;
        if is_start {
            return words[index].0;
        }
    }
    // A word in capitals before small ones belongs to them, unless code follows it directly.
    let is_code = index == words.len() && word.starts_with('`');
    match words.get(index.wrapping_sub(1)) {
        Some((start, before)) if index > 1 && !is_code && before.starts_with(char::is_uppercase) => *start,
        _ => running,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let made = recovered(Rewritten::of(text));
        made.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn breaks_come_back() {
        let text = "# Review of the Shop **Date:** 2026-01-02 **Scope:** all --- ## 1. Summary Shop is a small service. --- ## 2. Issues #### HIGH: 12 Bare Except Clauses 12 instances of bare `except:` in: - shop: 10 instances - tools: 2 instances #### LOW: No Pool Despite `asyncpg` there is none. ## 3. Fixes | # | Fix | Where | |---|-----|-------| | S1 | **Replace print()**: with `a | b` | all | | S2 | x | | ## 4. Checks After it, run: 1. **a**: `grep -c \"| #\"` 2. **b**: y ```toml [a] b = 1 ``` --- end of the report";
        assert!(text.len() > LONG);
        assert_eq!(
            lines(text),
            [
                "# Review of the Shop",
                "**Date:** 2026-01-02",
                "**Scope:** all",
                "---",
                "## 1. Summary",
                "Shop is a small service.",
                "---",
                "## 2. Issues",
                "#### HIGH: 12 Bare Except Clauses",
                "12 instances of bare `except:` in:",
                "- shop: 10 instances",
                "- tools: 2 instances",
                "#### LOW: No Pool",
                "Despite `asyncpg` there is none.",
                "## 3. Fixes",
                "| # | Fix | Where |",
                "|---|-----|-------|",
                "| S1 | **Replace print()**: with `a | b` | all |",
                "| S2 | x | |",
                "## 4. Checks",
                "After it, run:",
                "1. **a**: `grep -c \"| #\"`",
                "2. **b**: y",
                "```toml",
                "[a] b = 1",
                "```",
                "---",
                "end of the report",
            ]
        );
    }

    #[test]
    fn a_text_with_its_breaks_stays() {
        let long = format!("# Title\n\n{}\n\n- a - b | c\n", "a long paragraph - with a dash. ".repeat(40));
        assert_eq!(recovered(Rewritten::of(&long)).text, long);
    }
}
