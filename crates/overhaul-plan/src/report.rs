//! A report as a person wrote it: its text, and where in it something stands.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use overhaul_report::visible;
use thiserror::Error;

mod blocks;
mod decode;
mod html;
mod label;
mod lost;
mod mentions;
mod rewritten;
mod words;

pub use decode::repaired;
pub use mentions::{Check, Kind, Mention, Mentions};
pub use words::{key, plain, words};

use rewritten::Rewritten;

/// A longer file is no report that a person wrote.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// More recommendations than this are a list of findings that a tool wrote.
pub(crate) const MOST: usize = 2_000;

/// Why nothing can be planned from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReportError {
    #[error("is empty")]
    Empty,
    #[error("is no text")]
    Binary,
    #[error("is larger than 64 MB")]
    TooLarge,
    #[error("has no recommendations that could be found")]
    Nothing,
    #[error("has more than 2,000 recommendations")]
    TooMany,
}

impl ReportError {
    /// What a person can do about it.
    pub fn way_out(self) -> &'static str {
        match self {
            Self::Empty => "name the file that the audit is in",
            Self::Binary => "export the report as Markdown or plain text first",
            Self::TooLarge => "cut out the part with the recommendations",
            Self::Nothing => {
                "write each one as an item of a list, a row of a table or under a heading such as `Recommendations`"
            }
            Self::TooMany => {
                "a list of single findings is for `overhaul check --from-sarif`; cut out the part with the recommendations"
            }
        }
    }
}

/// A report.
#[derive(Debug)]
pub struct Report {
    /// As the user named it.
    pub name: String,
    /// The text as the file has it.
    text: String,
    /// The text with the structure that was lost, where any was.
    read: Rewritten,
    /// The offset that was last asked for, and its place.
    last: Cell<(usize, At)>,
}

/// Where in the file something stands, both from 1 and the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub line: usize,
    pub column: usize,
}

impl Report {
    /// Reads the bytes of a file.
    pub fn read(name: impl Into<String>, bytes: &[u8]) -> Result<Self, ReportError> {
        let text = decode::decode(bytes)?;
        let read = lost::recovered(html::to_markdown(Rewritten::of(&text)));
        Ok(Self { name: name.into(), text, read, last: Cell::new((0, At { line: 1, column: 1 })) })
    }

    /// What it recommends, and what it says about checking that, in the order of the text.
    pub fn mentions(&self) -> Result<Mentions, ReportError> {
        let mentions = mentions::of(self);
        match mentions.recommended.len() {
            0 => Err(ReportError::Nothing),
            count if count > MOST => Err(ReportError::TooMany),
            _ => Ok(mentions),
        }
    }

    /// A part of the text that was read, and where it starts.
    pub(crate) fn part(&self, span: &Range<usize>) -> (&str, usize) {
        (self.read.text.get(span.clone()).unwrap_or_default(), span.start)
    }

    /// The place of an offset into the text that was read.
    pub(crate) fn at_offset(&self, offset: usize) -> At {
        self.at(offset)
    }

    fn at(&self, offset: usize) -> At {
        let offset = self.read.origin(offset).min(self.text.len());
        // What is asked for comes in the order of the text, mostly, so the way from the last place is short.
        let (last, at) = self.last.get();
        let (from, mut at) = if last <= offset { (last, at) } else { (0, At { line: 1, column: 1 }) };
        let between = self.text.get(from..offset).unwrap_or_default();
        let start = between.rfind('\n').map(|end| end + 1);
        if let Some(start) = start {
            at = At { line: at.line + between[..start].matches('\n').count(), column: 1 };
        }
        at.column += between[start.unwrap_or(0)..].chars().count();
        self.last.set((offset, at));
        at
    }
}

/// One line of a report as it is quoted: one space between words, broken characters repaired, those shown that act on who
/// reads them, cut where it is long.
pub fn quoted(text: &str, longest: usize) -> String {
    let text = repaired(text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = visible(&line).into_owned();
    if let Some((end, _)) = line.char_indices().nth(longest) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// The text without Markdown's marks for emphasis and code.
pub(crate) fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains(['*', '`']) {
        Cow::Owned(text.replace("**", "").replace(['`'], ""))
    } else {
        text.into()
    }
}

/// Whether a text asks for something, by its first word or by a word such as `should`.
pub(crate) fn asks(text: &str) -> bool {
    words::table().asks(text)
}
