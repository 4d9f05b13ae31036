//! Where a report recommends something: rows, items, boxes to tick, labels and headings.

use std::ops::Range;

use super::blocks::{self, Block, Item, Table};
use super::label::{self, Titled};
use super::words::{Class, Column, table};
use super::{At, MOST, Report, quoted};

/// A quotation is no longer than this, in characters.
const QUOTED: usize = 1_000;

/// As much of what stands below a heading belongs to it, in bytes.
const BODY: usize = 4_000;

/// One place of a report that recommends something, or says what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub kind: Kind,
    /// The report's own.
    pub id: Option<String>,
    pub title: String,
    /// What it is a remedy for, where the report says that elsewhere.
    pub about: String,
    pub detail: String,
    /// The files that it names in a place for that.
    pub places: String,
    pub at: At,
    pub quote: String,
    /// Code that it wants.
    pub code: String,
    /// Everything that it says, for values and their lines; a part of the text that was read.
    pub(crate) spans: Vec<Range<usize>>,
    /// The mention that it is the remedy of.
    pub parent: Option<usize>,
}

/// How a report recommends something, the plainest way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A row of a table of recommendations.
    Row,
    /// A box to tick.
    Task,
    /// An item under a heading that says so.
    Item,
    /// Behind a label such as `Fix:`.
    Remedy,
    /// A heading with a severity or an id.
    Heading,
    /// A list or table of risks.
    Risk,
    /// A paragraph.
    Prose,
    /// It says only what is wrong; that is planned where a codemod answers to it.
    Finding,
}

/// How a report wants it to be checked that something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub text: String,
    pub command: Option<String>,
    pub at: At,
}

/// What a report says.
#[derive(Debug, Default)]
pub struct Mentions {
    pub recommended: Vec<Mention>,
    pub checks: Vec<Check>,
}

pub(super) fn of(report: &Report) -> Mentions {
    let text = report.read.text.as_str();
    let blocks = blocks::of(text);
    let mut reader = Reader {
        report,
        text,
        blocks: &blocks,
        found: Mentions::default(),
        headings: Vec::new(),
        label: None,
        issue: None,
        read_to: 0,
        section: Section::default(),
    };
    reader.read();
    if reader.found.recommended.iter().all(|mention| mention.kind == Kind::Finding) {
        reader.read_prose();
    }
    reader.found
}

struct Reader<'a> {
    report: &'a Report,
    text: &'a str,
    blocks: &'a [Block],
    found: Mentions,
    /// Levels and classes of the headings above.
    headings: Vec<(usize, Option<Class>)>,
    /// What the paragraph says that stands directly before a list.
    label: Option<Class>,
    /// The mention that a label may be the remedy of.
    issue: Option<usize>,
    /// What stands before this offset was read as part of something.
    read_to: usize,
    section: Section,
}

/// What stands between two headings.
#[derive(Default)]
struct Section {
    heading: Option<Range<usize>>,
    /// It stands below a heading that announces such as it.
    is_announced: bool,
    paragraphs: Vec<Range<usize>>,
    /// How much was found before it.
    found: usize,
}

impl Reader<'_> {
    fn read(&mut self) {
        let blocks = self.blocks;
        for (index, block) in blocks.iter().enumerate() {
            // What has more is refused as a whole.
            if self.found.recommended.len() > MOST {
                return;
            }
            match block {
                Block::Heading { level, range } => self.heading(*level, range.clone(), index),
                Block::Paragraph { range } => self.paragraph(range.clone()),
                Block::Item(item) if item.whole.start >= self.read_to => self.item(item),
                Block::Item(_) => {}
                Block::Table(table) => {
                    self.table(table);
                    self.label = None;
                }
                Block::Code { text, range } => self.code(text, range),
            }
        }
        self.end_section();
    }

    /// What the place that is being read says about its lists.
    fn class(&self) -> Option<Class> {
        let own = self.headings.last().and_then(|(_, class)| *class);
        if matches!(own, Some(Class::Checks | Class::Tells | Class::Praises)) {
            return own;
        }
        // The title of the whole report says nothing about its sections.
        let above = self
            .headings
            .iter()
            .rev()
            .enumerate()
            .filter(|(nearness, (level, _))| *nearness == 0 || *level > 1);
        self.label.or_else(|| above.map(|(_, (_, class))| *class).find_map(|class| class))
    }

    fn heading(&mut self, level: usize, range: Range<usize>, index: usize) {
        self.end_section();
        self.label = None;
        self.issue = None;
        while self.headings.last().is_some_and(|(above, _)| *above >= level) {
            self.headings.pop();
        }
        let above = self.headings.iter().rev().filter(|(level, _)| *level > 1).find_map(|(_, class)| *class);
        let raw = &self.text[range.clone()];
        let (titled, is_own) = label::heading(raw);
        let class = if is_own { None } else { table().class(raw) };
        self.section = Section {
            heading: Some(range.clone()),
            is_announced: class.is_none()
                && !is_own
                && matches!(above, Some(Class::Recommends | Class::Finds | Class::Risks)),
            paragraphs: Vec::new(),
            found: self.count(),
        };
        if is_own && !titled.title.is_empty() {
            let body = self.body(index);
            self.issue = Some(self.add(Kind::Heading, titled, range, body));
        }
        self.headings.push((level, class));
    }

    /// What stands below a heading, up to the next one.
    fn body(&self, index: usize) -> Range<usize> {
        let start = match &self.blocks[index] {
            Block::Heading { range, .. } => range.end,
            _ => return 0..0,
        };
        let next = self.blocks[index + 1..].iter().find_map(|block| match block {
            Block::Heading { range, .. } => Some(range.start),
            _ => None,
        });
        let mut end = next.unwrap_or(self.text.len()).min(start + BODY);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        start..end.max(start)
    }

    fn paragraph(&mut self, range: Range<usize>) {
        self.label = None;
        if range.start < self.read_to {
            return;
        }
        let raw = &self.text[range.clone()];
        let is_read = self.lines(&range);
        let words = raw.split_whitespace().count();
        if words <= 8 && (raw.trim_end().trim_end_matches(['*', '_']).ends_with(':') || raw.starts_with("**"))
        {
            self.label = table().class(raw);
        } else if !is_read {
            self.section.paragraphs.push(range);
        }
    }

    /// Reads the lines of a text that start with a label or a number in bold; whether any does.
    fn lines(&mut self, range: &Range<usize>) -> bool {
        let mut starts: Vec<(Range<usize>, Kind)> = Vec::new();
        let mut at = range.start;
        for line in self.text[range.clone()].split_inclusive('\n') {
            let kind = if label::remedy(line).is_some() {
                Some(Kind::Remedy)
            } else if label::numbered(line).is_some() && self.class() != Some(Class::Praises) {
                Some(Kind::Risk)
            } else {
                None
            };
            match (kind, starts.last_mut()) {
                (Some(kind), _) => starts.push((at..at + line.len(), kind)),
                (None, Some((last, _))) => last.end = at + line.len(),
                (None, None) => {}
            }
            at += line.len();
        }
        let is_read = !starts.is_empty();
        for (range, kind) in starts {
            self.line(range, kind);
        }
        is_read
    }

    fn line(&mut self, range: Range<usize>, kind: Kind) {
        let raw = &self.text[range.clone()];
        if kind == Kind::Risk && self.class() == Some(Class::Recommends) {
            self.add(Kind::Item, label::titled(raw), range, 0..0);
            return;
        }
        if kind == Kind::Risk {
            let index = self.add(kind, label::titled(raw), range, 0..0);
            self.issue = Some(index);
            return;
        }
        let titled = label::titled(label::remedy(raw).unwrap_or(raw));
        if titled.title.is_empty() {
            // What is wanted follows as code or as a list.
            self.label = Some(Class::Recommends);
            return;
        }
        let parent = self.issue;
        let index = self.add(kind, titled, range, 0..0);
        if let Some(issue) = parent {
            let about = self.found.recommended[issue].title.clone();
            let mention = &mut self.found.recommended[index];
            (mention.parent, mention.about) = (parent, about);
        }
    }

    fn code(&mut self, text: &str, range: &Range<usize>) {
        // Code belongs to the remedy that stands directly before it.
        let Some(last) = self.found.recommended.last_mut() else { return };
        let between = last.spans.iter().map(|span| span.end).max().unwrap_or_default();
        let is_next = self.text.get(between..range.start).is_some_and(|text| text.trim().is_empty());
        if is_next && matches!(last.kind, Kind::Remedy | Kind::Item | Kind::Task) {
            last.code.push_str(text);
            last.spans.push(range.clone());
        }
    }

    fn item(&mut self, item: &Item) {
        let raw = &self.text[item.own.clone()];
        let class = self.class();
        if item.is_task {
            self.take(item, Kind::Task);
            return;
        }
        match class {
            Some(Class::Recommends) if self.is_category(item) => self.label = class,
            Some(Class::Recommends) => self.take(item, Kind::Item),
            // What stands under a numbered title says more about it.
            Some(Class::Risks) if self.issue.is_some() => drop(self.lines(&item.own.clone())),
            Some(Class::Risks) => self.take(item, Kind::Risk),
            Some(Class::Checks) => {
                let check = Check {
                    text: quoted(raw, QUOTED),
                    command: command(raw),
                    at: self.report.at(item.own.start),
                };
                self.found.checks.push(check);
                self.read_to = item.whole.end;
            }
            Some(Class::Finds) if !self.lines(&item.own) && !self.is_category(item) => {
                self.take(item, Kind::Finding);
            }
            _ => {
                let own = item.own.clone();
                self.lines(&own);
            }
        }
    }

    /// Whether an item only names what the items below it have in common.
    fn is_category(&self, item: &Item) -> bool {
        let title = label::titled(&self.text[item.own.clone()]).title;
        item.inner > 0 && title.split_whitespace().count() <= 5 && !table().starts_with_verb(&title)
    }

    fn take(&mut self, item: &Item, kind: Kind) {
        let own = &self.text[item.own.clone()];
        let mut titled = label::titled(own);
        if titled.title.is_empty() {
            return;
        }
        let inner = &self.text[item.own.end..item.whole.end.max(item.own.end)];
        if !inner.trim().is_empty() {
            titled.detail.push('\n');
            titled.detail.push_str(inner.trim());
        }
        // A remedy may stand in a later line of the item, without a blank one between.
        let is_split = own.lines().skip(1).any(|line| label::remedy(line).is_some());
        let index = self.add(kind, titled, item.own.start..item.whole.end, 0..0);
        self.read_to = item.whole.end;
        if is_split {
            let first = own.find('\n').map_or(item.own.end, |at| item.own.start + at + 1);
            let issue = self.issue;
            self.issue = issue.or(Some(index));
            self.lines(&(first..item.own.end));
            self.issue = issue;
        }
    }

    fn table(&mut self, rows: &Table) {
        let head: Vec<Option<Column>> =
            rows.head.iter().map(|cell| table().column(&self.text[cell.clone()])).collect();
        let column = |kind: Column| head.iter().position(|column| *column == Some(kind));
        let (remedy, problem) = (column(Column::Remedy), column(Column::Problem));
        let (id, weight, place) = (column(Column::Id), column(Column::Weight), column(Column::Place));
        if matches!(self.class(), Some(Class::Praises | Class::Tells)) {
            return;
        }
        for row in &rows.rows {
            let cell = |index: Option<usize>| {
                let range = index.and_then(|index| row.cells.get(index));
                range.map_or("", |range| self.text[range.clone()].trim())
            };
            let (kind, mut titled, about) = match (remedy, problem) {
                (Some(_), _) => (Kind::Row, label::titled(cell(remedy)), label::titled(cell(problem)).title),
                (None, Some(_)) if weight.is_some() || id.is_some() => {
                    (Kind::Risk, label::titled(cell(problem)), String::new())
                }
                (None, None) if weight.is_some() => {
                    let Some(wanted) = self.wanted(rows, row) else { continue };
                    (Kind::Risk, wanted, String::new())
                }
                _ => continue,
            };
            if titled.title.is_empty() {
                continue;
            }
            let own = label::tidy(cell(id));
            let is_id = own.len() <= 12
                && own.contains(|c: char| c.is_alphabetic())
                && own.contains(|c: char| c.is_ascii_digit());
            titled.id = Some(own).filter(|_| is_id).or(titled.id);
            let places = cell(place).to_owned();
            let index = self.add(kind, titled, row.range.clone(), 0..0);
            let mention = &mut self.found.recommended[index];
            (mention.about, mention.places) = (about, places);
        }
    }

    /// What a table of scores wants of a row, in its last column.
    fn wanted(&self, rows: &Table, row: &blocks::Row) -> Option<Titled> {
        let (first, last) = (row.cells.first()?, row.cells.last()?);
        if rows.head.len() < 3 {
            return None;
        }
        let (name, wanted) = (label::tidy(&self.text[first.clone()]), label::tidy(&self.text[last.clone()]));
        let is_wanted = table().starts_with_verb(&wanted);
        is_wanted.then(|| Titled { id: None, title: format!("{name}: {wanted}"), detail: String::new() })
    }

    /// What was found but for findings.
    fn count(&self) -> usize {
        self.found.recommended.iter().filter(|mention| mention.kind != Kind::Finding).count()
    }

    /// A heading that nothing was found under is a mention itself where it was announced, and so are the paragraphs under
    /// a heading that announces.
    fn end_section(&mut self) {
        let section = std::mem::take(&mut self.section);
        if self.count() > section.found || section.paragraphs.is_empty() {
            return;
        }
        let Some(heading) = section.heading else { return };
        let own = self.headings.last().and_then(|(_, class)| *class);
        let body = section.paragraphs[0].start..section.paragraphs.last().map_or(0, |last| last.end);
        if section.is_announced {
            let (titled, _) = label::heading(&self.text[heading.clone()]);
            if !titled.title.is_empty() {
                self.add(Kind::Heading, titled, heading, body);
            }
        } else if own == Some(Class::Recommends) {
            // Below the title of the whole report stands what it is about.
            let is_title = self.headings.len() < 2;
            for paragraph in section.paragraphs {
                if !is_title || table().asks(&self.text[paragraph.clone()]) {
                    self.prose(paragraph);
                }
            }
        }
    }

    fn prose(&mut self, range: Range<usize>) {
        let titled = label::titled(&self.text[range.clone()]);
        if !titled.title.is_empty() {
            self.add(Kind::Prose, titled, range, 0..0);
        }
    }

    /// Where nothing says what is recommended: items with numbers, else items that ask for something, else paragraphs that do.
    fn read_prose(&mut self) {
        let blocks = self.blocks;
        let items = || {
            blocks.iter().filter_map(|block| if let Block::Item(item) = block { Some(item) } else { None })
        };
        let asks = |item: &&Item| table().asks(&self.text[item.own.clone()]);
        let mut chosen: Vec<Range<usize>> = items()
            .filter(|item| item.is_ordered && item.depth == 0)
            .map(|item| item.whole.clone())
            .collect();
        if chosen.is_empty() {
            chosen = items().filter(asks).map(|item| item.own.clone()).collect();
        }
        if chosen.is_empty() {
            let paragraphs = blocks
                .iter()
                .filter_map(|block| if let Block::Paragraph { range } = block { Some(range) } else { None });
            let is_prose =
                |range: &&Range<usize>| range.len() < BODY && table().asks(&self.text[(*range).clone()]);
            chosen = paragraphs.filter(is_prose).cloned().collect();
        }
        let known: Vec<Range<usize>> =
            self.found.recommended.iter().filter_map(|mention| mention.spans.first().cloned()).collect();
        chosen.retain(|range| !known.iter().any(|known| known.start < range.end && range.start < known.end));
        for range in chosen {
            let mark = self.text[range.clone()]
                .find(|c: char| c.is_alphabetic() || matches!(c, '*' | '`'))
                .unwrap_or_default();
            self.prose(range.start + mark..range.end);
        }
    }

    /// Adds a mention; its number. `body` is what stands below it.
    fn add(&mut self, kind: Kind, titled: Titled, range: Range<usize>, body: Range<usize>) -> usize {
        let mut detail = titled.detail;
        if !body.is_empty() {
            detail.push_str(&quoted(&self.text[body.clone()], QUOTED));
        }
        let raw = &self.text[range.clone()];
        let start = range.start + (raw.len() - raw.trim_start().len());
        let mut spans = vec![range.clone()];
        spans.extend((!body.is_empty()).then_some(body));
        self.found.recommended.push(Mention {
            kind,
            id: titled.id,
            title: titled.title,
            about: String::new(),
            detail,
            places: String::new(),
            at: self.report.at(start),
            quote: quoted(raw.trim().trim_matches('|').trim(), QUOTED),
            code: String::new(),
            spans,
            parent: None,
        });
        self.found.recommended.len() - 1
    }
}

/// The first piece of code in a text that has more than one word.
fn command(raw: &str) -> Option<String> {
    let mut parts = raw.split('`').skip(1).step_by(2);
    parts.find(|code| code.trim().contains(' ')).map(|code| code.trim().to_owned())
}
