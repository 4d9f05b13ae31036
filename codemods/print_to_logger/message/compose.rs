//! Spelling the units of a message again: token by token, or as one new format.

use std::ops::Range;

use overhaul_python::{Ranged, TextRange, strings};

use super::atoms::Atom;
use super::hole::placeholder;
use super::verify::with_python_breaks;
use super::write::{Says, Syntax, Writer};
use super::{Argument, Form, Message, UnitKind};

/// A string token as it is to be, what it says, and the values for its placeholders.
pub(super) struct Token {
    pub source: String,
    pub says: String,
    pub arguments: Vec<String>,
}

/// The arguments of a new call.
pub(super) struct Composed {
    pub source: String,
    pub says: Says,
}

/// Text that becomes one token.
#[derive(Default)]
struct Chunk<'a> {
    /// Prefix and quotes of the author's tokens, while they agree.
    style: Option<(&'a str, &'a str)>,
    disagrees: bool,
    /// Whether it starts a line.
    breaks: bool,
    pieces: Vec<Piece>,
    says: String,
}

enum Piece {
    /// In the author's spelling.
    Spelled(String),
    /// Without a spelling so far.
    New(char),
}

impl Message<'_> {
    /// The units of a token.
    pub(super) fn units_of(&self, argument: &Argument<'_>, part: usize) -> Range<usize> {
        let units = &self.units[argument.units.clone()];
        let is_of_part = |unit: &super::Unit<'_>| unit.part == Some(part);
        let Some(first) = units.iter().position(is_of_part) else { return 0..0 };
        let last = units.iter().rposition(is_of_part).unwrap_or(first);
        argument.units.start + first..argument.units.start + last + 1
    }
}

impl<'a> Writer<'_, 'a> {
    /// One of the author's tokens in another syntax. `None` where it cannot be said.
    pub(super) fn token(
        &self,
        part: usize,
        said: Range<usize>,
        first: usize,
        syntax: Syntax,
    ) -> Option<Token> {
        let message = self.message;
        let token = &message.parts[part];
        let prefix: String = match syntax {
            Syntax::FString => token.prefix.to_owned(),
            _ => token.prefix.chars().filter(|c| !matches!(c, 'f' | 'F')).collect(),
        };
        let mut body = self.continued_start(part, &said, first).unwrap_or_default();
        let mut says = String::new();
        let mut arguments = Vec::new();
        let mut is_unknown = false;
        for unit in &message.units[said] {
            match &unit.kind {
                UnitKind::Text(atom) => {
                    is_unknown |= atom.is_unknown();
                    body.push_str(&spelled(atom, syntax));
                    says.extend(atom.text.map(|c| syntax.doubled(c)));
                }
                UnitKind::Hole(index) if syntax == Syntax::FString => {
                    body.push_str(message.module.slice(message.holes[*index].range));
                }
                UnitKind::Hole(index) => {
                    let slot = message.slot(*index, self.shape, self.keeps_call[*index])?;
                    body.push_str(&slot.placeholder);
                    says.push_str(&slot.placeholder);
                    arguments.push(slot.argument);
                }
            }
        }
        let quotes = token.quotes;
        let source = format!("{prefix}{quotes}{body}{quotes}");
        if syntax == Syntax::FString || reads_as(&source, &says) {
            return Some(Token { source, says, arguments });
        }
        let quote = quotes.chars().next()?;
        (!is_unknown).then(|| Token { source: message.literal(&says, quote), says, arguments })
    }

    /// A backslash in the place of a line break that is dropped right behind the quotes of a text of several lines,
    /// so that its lines stay where they are.
    fn continued_start(&self, part: usize, said: &Range<usize>, first: usize) -> Option<String> {
        let message = self.message;
        let token = &message.parts[part];
        let is_raw = token.prefix.contains(['r', 'R']);
        if said.is_empty() || said.start == first || is_raw || token.quotes.len() < 3 {
            return None;
        }
        let UnitKind::Text(dropped) = &message.units[said.start - 1].kind else { return None };
        let has_lines = message.units[said.clone()]
            .iter()
            .any(|unit| matches!(&unit.kind, UnitKind::Text(atom) if atom.is_line_break()));
        (dropped.is_line_break() && has_lines).then(|| format!("\\{}", dropped.source))
    }

    /// The message and its values as new source. `None` where it cannot be said.
    pub(super) fn compose(&self) -> Option<Composed> {
        let kept = self.message.kept();
        if let [only] = kept
            && (only.form == Form::Text || self.eager_at(only))
        {
            return Some(Composed { source: self.kept_source(only)?, says: Says::Untouched(0) });
        }
        let mut chunks = vec![Chunk::default()];
        let mut values = Vec::new();
        let mut done = self.message.live.start;
        for argument in kept {
            let units = self.message.live_units(argument);
            self.compose_units(
                done..units.start.min(self.message.live.end).max(done),
                &mut chunks,
                &mut values,
            )?;
            done = units.end;
            if self.eager_at(argument) {
                chunks.last_mut()?.push_new(&placeholder(self.shape, None));
                values.push(self.kept_source(argument)?);
            } else {
                self.compose_units(units, &mut chunks, &mut values)?;
            }
        }
        self.compose_units(done..self.message.live.end.max(done), &mut chunks, &mut values)?;
        Some(self.arrange(&chunks, values))
    }

    fn eager_at(&self, argument: &Argument<'_>) -> bool {
        let number = self.message.arguments.iter().position(|other| other.units == argument.units);
        number.is_some_and(|number| self.eager[number])
    }

    fn compose_units(
        &self,
        units: Range<usize>,
        chunks: &mut Vec<Chunk<'a>>,
        values: &mut Vec<String>,
    ) -> Option<()> {
        let message = self.message;
        let syntax = self.syntax();
        let mut last_part: Option<usize> = None;
        for unit in &message.units[units] {
            if let Some(index) = unit.part
                && last_part != Some(index)
            {
                let part = &message.parts[index];
                let has_break = last_part.is_some_and(|last| {
                    let gap = TextRange::new(message.parts[last].range.end(), part.range.start());
                    message.module.slice(gap).contains(['\n', '\r'])
                });
                if has_break {
                    chunks.push(Chunk { breaks: true, ..Chunk::default() });
                }
                chunks.last_mut()?.join(part.prefix, part.quotes);
                last_part = Some(index);
            }
            let chunk = chunks.last_mut()?;
            match &unit.kind {
                UnitKind::Text(atom) if unit.part.is_some() => {
                    if atom.is_unknown() {
                        return None;
                    }
                    chunk.pieces.push(Piece::Spelled(spelled(atom, syntax)));
                    chunk.says.extend(atom.text.map(|c| syntax.doubled(c)));
                }
                UnitKind::Text(atom) => {
                    let text: String = atom.text.map(|c| syntax.doubled(c)).unwrap_or_default();
                    chunk.push_new(&text);
                }
                UnitKind::Hole(index) => {
                    let slot = message.slot(*index, self.shape, self.keeps_call[*index])?;
                    chunk.push_new(&slot.placeholder);
                    values.push(slot.argument);
                }
            }
        }
        Some(())
    }

    /// The source of an argument that makes its own text, without what is dropped from it.
    fn kept_source(&self, argument: &Argument<'a>) -> Option<String> {
        let message = self.message;
        let live = message.live_units(argument);
        if argument.form != Form::Literal {
            let is_whole = live.end == argument.units.end || !message.is_shortened();
            return is_whole.then(|| message.argument_source(argument.expr));
        }
        if live == argument.units {
            return Some(message.argument_source(argument.expr));
        }
        let mut source = String::new();
        for index in argument.parts.clone() {
            let units = message.units_of(argument, index);
            let said = super::common(&units, &live);
            if said.is_empty() {
                continue;
            }
            if !source.is_empty() {
                source.push(' ');
            }
            source.push_str(&self.token(index, said, units.start, Syntax::FString)?.source);
        }
        Some(if source.is_empty() { "\"\"".to_owned() } else { source })
    }

    /// Puts tokens and values on lines.
    fn arrange(&self, chunks: &[Chunk<'a>], values: Vec<String>) -> Composed {
        let message = self.message;
        let indent = self.continuation();
        let mut format = String::new();
        let mut says = String::new();
        for chunk in chunks {
            if chunk.breaks {
                format.push_str(self.layout.line_ending);
                format.push_str(&indent);
            }
            format.push_str(&chunk.source(message));
            says.push_str(&chunk.says);
        }
        let count = values.len();
        let says = Says::Format(says, count);
        if message.live_holes().next().is_some() && self.shape == super::Shape::Keywords {
            let comma = if count == 1 { "," } else { "" };
            let is_long = chunks.len() > 1;
            let format = if is_long { format!("({format})") } else { format };
            return Composed { source: format!("{format} % ({}{comma})", values.join(", ")), says };
        }
        let values: Vec<String> = values.into_iter().chain(self.fields.iter().cloned()).collect();
        let behind = self.layout.behind(&format, &values);
        let is_too_long = {
            let start = message.module.source().position(message.call.start()).column;
            let width =
                start + self.callee.chars().count() + format.chars().count() + behind.chars().count() + 1;
            let call = message.module.slice(message.call.range());
            self.layout.indent.is_none() && call.contains(['\n', '\r']) && width > self.layout.limit
        };
        if is_too_long && !values.is_empty() {
            let joint = format!(",{}{indent}", self.layout.line_ending);
            return Composed { source: format!("{format}{joint}{}", values.join(", ")), says };
        }
        Composed { source: format + &behind, says }
    }

    /// The white space before a further line of the arguments.
    fn continuation(&self) -> String {
        if let Some(indent) = self.layout.indent {
            return indent.to_owned();
        }
        let source = self.message.module.source();
        let start = self.message.call.start();
        let before = source.slice(TextRange::new(source.line_start(start), start));
        let spaces = before.chars().map(|c| if c == '\t' { '\t' } else { ' ' });
        spaces.chain(std::iter::repeat_n(' ', self.callee.chars().count() + 1)).collect()
    }
}

impl<'a> Chunk<'a> {
    /// Goes on with a token of this prefix and these quotes.
    fn join(&mut self, prefix: &'a str, quotes: &'a str) {
        let is_same = |style: (&str, &str)| is_raw(style.0) == is_raw(prefix) && style.1 == quotes;
        match self.style {
            None => self.style = Some((prefix, quotes)),
            Some(style) => self.disagrees |= !is_same(style),
        }
    }

    fn push_new(&mut self, text: &str) {
        self.pieces.extend(text.chars().map(Piece::New));
        self.says.push_str(text);
    }

    /// In the author's spelling where that says the same, else written anew.
    fn source(&self, message: &Message<'_>) -> String {
        let default = message.module.style().quote;
        let quote = self.style.and_then(|(_, quotes)| quotes.chars().next()).unwrap_or(default);
        if let Some((prefix, quotes)) = self.style.filter(|_| !self.disagrees) {
            let prefix: String = prefix.chars().filter(|c| !matches!(c, 'f' | 'F')).collect();
            let body: String = self
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Spelled(source) => source.clone(),
                    Piece::New(c) => Atom::spelled(*c, &prefix, quotes).source.into_owned(),
                })
                .collect();
            let source = format!("{prefix}{quotes}{body}{quotes}");
            if reads_as(&source, &self.says) {
                return source;
            }
        }
        message.literal(&self.says, quote)
    }
}

fn is_raw(prefix: &str) -> bool {
    prefix.contains(['r', 'R'])
}

/// The spelling of a character in a syntax.
fn spelled(atom: &Atom<'_>, syntax: Syntax) -> String {
    let is_twice = match syntax {
        Syntax::FString if atom.in_hole => return String::new(),
        Syntax::FString => atom.doubled,
        _ => atom.text.is_some_and(|c| syntax.is_mark(c)),
    };
    atom.source.repeat(if is_twice { 2 } else { 1 })
}

/// Whether a token says this text.
fn reads_as(source: &str, text: &str) -> bool {
    strings::value_of(&with_python_breaks(source)).is_some_and(|value| value == text)
}
