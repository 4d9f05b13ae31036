//! A codemod's page for the terminal.

use std::io::{self, Write};

use anstyle::Style;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::paint::{BOLD, CODE, DIM, HEADING};
use crate::words::{Words, pad};

/// Columns between the cells of a table.
const GAP: usize = 2;
/// A column of a table is not made narrower than this.
const NARROWEST: usize = 10;

/// Writes Markdown as text of at most `width` columns, where its words allow that.
pub fn write(out: &mut dyn Write, markdown: &str, width: usize) -> io::Result<()> {
    let mut writer = Writer {
        out,
        width,
        words: Words::default(),
        styles: vec![Style::new()],
        items: Vec::new(),
        bullet: String::new(),
        table: Vec::new(),
        code: None,
        link: String::new(),
        is_first: true,
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        writer.event(event)?;
    }
    writer.flush()
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    width: usize,
    /// The paragraph, heading or cell that is being read.
    words: Words,
    styles: Vec<Style>,
    /// For each open list, the number of its next item, if it has numbers.
    items: Vec<Option<u64>>,
    /// What stands before the next line in place of indentation.
    bullet: String,
    /// The rows of the open table, the head first.
    table: Vec<Vec<Words>>,
    /// The text of the open code block.
    code: Option<String>,
    link: String,
    is_first: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.words.push(&text, self.style()),
            },
            Event::Code(code) => self.words.push(&format!("`{code}`"), CODE),
            Event::SoftBreak | Event::HardBreak => self.words.push(" ", self.style()),
            Event::Html(html) | Event::InlineHtml(html) => self.words.push(&html, self.style()),
            Event::Rule => {
                self.space()?;
                writeln!(self.out, "{DIM}{}{DIM:#}", "-".repeat(self.width))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> io::Result<()> {
        match tag {
            Tag::Heading { level, .. } => {
                self.space()?;
                self.styles.push(if level as usize == 1 { HEADING } else { BOLD });
            }
            Tag::Paragraph if self.items.is_empty() => self.space()?,
            Tag::CodeBlock(_) => {
                self.flush()?;
                self.space()?;
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.flush()?;
                if self.items.is_empty() {
                    self.space()?;
                }
                self.items.push(first);
            }
            Tag::Item => {
                let depth = self.items.len().saturating_sub(1);
                let mark = match self.items.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.bullet = format!("{:1$}{mark}", "", depth * 2);
            }
            Tag::Emphasis | Tag::Strong => self.styles.push(BOLD),
            Tag::Link { dest_url, .. } => self.link = dest_url.into_string(),
            Tag::Table(_) => self.space()?,
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> io::Result<()> {
        match tag {
            TagEnd::Heading(_) => {
                self.flush()?;
                self.styles.pop();
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush()?,
            TagEnd::CodeBlock => {
                for line in self.code.take().unwrap_or_default().lines() {
                    match line {
                        "" => writeln!(self.out)?,
                        _ => writeln!(self.out, "    {CODE}{line}{CODE:#}")?,
                    }
                }
            }
            TagEnd::List(_) => {
                self.items.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.styles.pop();
            }
            TagEnd::Link => {
                let link = std::mem::take(&mut self.link);
                self.words.push(&format!(" <{link}>"), DIM);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words);
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.write_table()?,
            _ => {}
        }
        Ok(())
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    /// An empty line between two blocks.
    fn space(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_first, false) {
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Writes the words read so far as a paragraph, behind its bullet if it is an item of a list.
    fn flush(&mut self) -> io::Result<()> {
        let words = std::mem::take(&mut self.words);
        let mut before = std::mem::take(&mut self.bullet);
        let indent = before.len().max(self.items.len() * 2);
        for line in words.wrap(self.width.saturating_sub(indent)) {
            writeln!(self.out, "{before:indent$}{}", line.styled())?;
            before.clear();
        }
        Ok(())
    }

    fn write_table(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.table);
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| rows.iter().filter_map(|row| row.get(column)).map(Words::width).max().unwrap_or(0))
            .collect();
        while widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1) > self.width {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        for (index, row) in rows.iter().enumerate() {
            let cells: Vec<_> = row.iter().zip(&widths).map(|(words, width)| words.wrap(*width)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            for line in 0..height {
                let mut text = String::new();
                for (cell, width) in cells.iter().zip(&widths) {
                    text.push_str(&pad(cell.get(line), width + GAP));
                }
                writeln!(self.out, "{}", text.trim_end())?;
            }
            if index == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                writeln!(self.out, "{DIM}{}{DIM:#}", rule.join(&" ".repeat(GAP)))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fits_the_width() {
        let markdown = "# a-b\n\nDoes *this* to `x` and more words than fit a line, see [it](https://e.org/).\n\n## Example\n\n```python\nprint(1)\n\nprint(2)\n```\n\n- one that is longer than the width of the page allows\n- two\n  - inner\n\n| code | what it saw | way out |\n|---|---|---|\n| `test` | a print in a test, which is long | `tests = true` |\n| `b` | c | d |\n\n1. x\n2. y\n";
        let mut out = Vec::new();
        write(&mut out, markdown, 40).unwrap();
        let styled = String::from_utf8(out).unwrap();
        let mut plain = String::new();
        let mut rest = styled.as_str();
        while let Some((before, after)) = rest.split_once('\x1b') {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        plain.push_str(rest);
        insta::assert_snapshot!(plain, @"
        a-b

        Does this to `x` and more words than fit
        a line, see it <https://e.org/>.

        Example

            print(1)

            print(2)

        - one that is longer than the width of
          the page allows
        - two
          - inner

        code    what it saw       way out
        ------  ----------------  --------------
        `test`  a print in a      `tests = true`
                test, which is
                long
        `b`     c                 d

        1. x
        2. y
        ");
    }
}
