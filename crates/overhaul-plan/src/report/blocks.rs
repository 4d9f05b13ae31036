//! The blocks of a Markdown text: headings, paragraphs, items, rows and code, each with its place.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A part of the text. The ranges are those of its own source.
#[derive(Debug)]
pub enum Block {
    Heading { level: usize, range: Range<usize> },
    Paragraph { range: Range<usize> },
    Item(Item),
    Table(Table),
    Code { text: String, range: Range<usize> },
}

/// An item of a list.
#[derive(Debug)]
pub struct Item {
    /// 0 for a list that stands in no other.
    pub depth: usize,
    pub is_ordered: bool,
    /// It has a box to tick.
    pub is_task: bool,
    /// What it says itself, without its mark.
    pub own: Range<usize>,
    /// The same with all items below it.
    pub whole: Range<usize>,
    /// The number of items below it that follow this one.
    pub inner: usize,
}

#[derive(Debug)]
pub struct Table {
    pub head: Vec<Range<usize>>,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    pub range: Range<usize>,
    pub cells: Vec<Range<usize>>,
}

/// The blocks of a text, in its order.
pub fn of(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut reader =
        Reader { text, blocks: Vec::new(), lists: Vec::new(), items: Vec::new(), table: None, code: None };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.blocks
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// Of each open list, whether it has numbers.
    lists: Vec<bool>,
    /// Where each open item is among the blocks.
    items: Vec<usize>,
    table: Option<Table>,
    code: Option<String>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::TaskListMarker(_) => {
                if let Some(Block::Item(item)) = self.items.last().and_then(|at| self.blocks.get_mut(*at)) {
                    item.is_task = true;
                    item.own.start = range.end;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.blocks.push(Block::Heading { level: *level as usize, range }),
            Tag::Paragraph if self.items.is_empty() => self.blocks.push(Block::Paragraph { range }),
            Tag::CodeBlock(kind) => {
                // What is only indented in a list is more often text than code.
                let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                self.code = Some(String::new()).filter(|_| is_fenced || self.items.is_empty());
                self.end_own(range.start);
            }
            Tag::List(first) => {
                self.end_own(range.start);
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                let mark = mark(&self.text[range.clone()]);
                for at in &self.items {
                    if let Some(Block::Item(item)) = self.blocks.get_mut(*at) {
                        item.inner += 1;
                    }
                }
                self.items.push(self.blocks.len());
                self.blocks.push(Block::Item(Item {
                    depth: self.lists.len().saturating_sub(1),
                    is_ordered: self.lists.last().copied().unwrap_or_default(),
                    is_task: false,
                    own: (range.start + mark).min(range.end)..range.end,
                    whole: range,
                    inner: 0,
                }));
            }
            Tag::Table(_) => self.table = Some(Table { head: Vec::new(), rows: Vec::new() }),
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Row { range, cells: Vec::new() });
                }
            }
            Tag::TableCell => {
                if let Some(table) = &mut self.table {
                    match table.rows.last_mut() {
                        Some(row) => row.cells.push(range),
                        None => table.head.push(range),
                    }
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.items.pop();
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::CodeBlock => {
                self.blocks.extend(self.code.take().map(|text| Block::Code { text, range }));
            }
            _ => {}
        }
    }

    /// What the innermost open item says itself ends where something starts inside of it.
    fn end_own(&mut self, at: usize) {
        if let Some(Block::Item(item)) = self.items.last().and_then(|item| self.blocks.get_mut(*item)) {
            item.own.end = item.own.end.min(at).max(item.own.start);
        }
    }
}

/// The length of what marks an item.
fn mark(item: &str) -> usize {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let mark = (digits + 1).min(item.len());
    mark + item.get(mark..).map_or(0, |rest| rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_source() {
        let text = "# One\n\ntext **bold**\nmore\n\n- [ ] task\n  1. inner\n     ```py\n     x\n     ```\n- two\n\n| a | b |\n|---|---|\n| `x\\|y` | z |\n";
        let shown: Vec<String> = of(text)
            .iter()
            .map(|block| match block {
                Block::Heading { level, range } => format!("h{level} {}", text[range.clone()].trim()),
                Block::Paragraph { range } => format!("p {:?}", text[range.clone()].trim()),
                Block::Item(item) => format!(
                    "item {} {} {} {} {}",
                    item.depth,
                    item.is_ordered,
                    item.is_task,
                    item.inner,
                    text[item.own.clone()].trim()
                ),
                Block::Table(table) => table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .map(|cell| text[cell.clone()].trim().to_owned())
                    .collect::<Vec<_>>()
                    .join(" / "),
                Block::Code { text, .. } => format!("code {}", text.trim()),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "h1 # One",
                "p \"text **bold**\\nmore\"",
                "item 0 false true 1 task",
                "item 1 true false 0 inner",
                "code x",
                "item 0 false false 0 two",
                "`x\\|y` / z",
            ]
        );
    }
}
