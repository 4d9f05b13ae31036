//! Where the arguments of the new call stand: as the author laid out the old one.

use overhaul_python::{Edit, Ranged, TextRange, TextSize, TokenKind};

use super::{Argument, Message, Refusal};

/// The layout of a call.
pub(super) struct Layout<'a> {
    /// The white space before the first argument, where that starts a line.
    pub indent: Option<&'a str>,
    /// Whether a comma behind the last argument asks for one argument a line.
    pub is_exploded: bool,
    /// Whether the closing parenthesis starts a line.
    pub closes_apart: bool,
    /// The longest line that the author wrote here, or what formatters allow by default.
    pub limit: usize,
    pub line_ending: &'static str,
}

/// The line length of black and ruff: <https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html>.
const LINE_LENGTH: usize = 88;

impl Layout<'_> {
    /// What stands behind the message: the arguments, each after a comma.
    pub fn behind(&self, message: &str, arguments: &[String]) -> String {
        if arguments.is_empty() {
            return String::new();
        }
        let one_line = format!(", {}", arguments.join(", "));
        let Some(indent) = self.indent else { return one_line };
        let width = indent.chars().count() + message.chars().count() + one_line.chars().count();
        let has_lines = message.contains(['\n', '\r']) || one_line.contains(['\n', '\r']);
        if !self.is_exploded && !has_lines && width <= self.limit {
            return one_line;
        }
        let joint = format!(",{}{indent}", self.line_ending);
        let comma = if self.closes_apart && !self.is_exploded { "," } else { "" };
        format!("{joint}{}{comma}", arguments.join(&joint))
    }
}

impl<'a> Message<'a> {
    pub(super) fn layout(&self) -> Layout<'a> {
        let source = self.module.source();
        let arguments = self.call.arguments.range();
        let first = self.arguments.first().map_or(arguments.end(), |argument| argument.outer.start());
        let indent =
            source.indentation_before(first).filter(|_| source.line_start(first) > arguments.start());
        let closing = arguments.end() - TextSize::new(1);
        let closes_apart = source.indentation_before(closing).is_some() && source.line_start(closing) > first;
        let is_exploded = closes_apart
            && self
                .module
                .tokens_in(TextRange::new(first, closing))
                .iter()
                .rev()
                .find(|token| !matches!(token.kind(), TokenKind::NonLogicalNewline | TokenKind::Comment))
                .is_some_and(|token| token.kind() == TokenKind::Comma);
        let lines = TextRange::new(source.line_start(self.call.start()), source.line_end(self.call.end()));
        let longest = source.slice(lines).lines().map(|line| line.chars().count()).max().unwrap_or(0);
        Layout {
            indent,
            is_exploded,
            closes_apart,
            limit: longest.max(LINE_LENGTH),
            line_ending: self.module.style().line_ending,
        }
    }

    /// The edit that names the new function.
    pub(super) fn callee(&self, callee: &str) -> Edit {
        let function = self.call.func.range();
        let whole = TextRange::new(self.call.start(), self.call.arguments.start());
        let trimmed = TextRange::at(whole.start(), TextSize::of(self.module.slice(whole).trim_end()));
        let around = self.module.slice(trimmed);
        let is_parenthesised = around.starts_with('(') && around.ends_with(')') && !self.has_comment(trimmed);
        Edit::replace(if is_parenthesised { trimmed } else { function }, callee)
    }

    /// The edits that take the keywords away and put `added` behind the last argument that stays.
    pub(super) fn tail(&self, last: &Argument<'_>, added: &str) -> Result<Vec<Edit>, Refusal> {
        let start = last.outer.end();
        let Some(end) = self.keywords_end() else {
            let insertion = (!added.is_empty()).then(|| Edit::insert(start, added));
            return Ok(insertion.into_iter().collect());
        };
        let source = self.module.source();
        let call_end = self.call.arguments.end();
        let speaks_of_keyword = |comment: &TextRange| comment.start() < source.line_end(end);
        if self.module.comments().within(TextRange::new(end, call_end)).iter().any(speaks_of_keyword) {
            return Err(Refusal::CommentInside);
        }
        match self.module.comments().within(TextRange::new(start, end)) {
            [] => Ok(vec![Edit::replace(TextRange::new(start, end), added)]),
            [comment] if comment.start() < source.line_end(start) => {
                // The comma before the comment stays, so the one behind the keywords goes with them.
                let behind =
                    self.module.token_at_or_after(end).filter(|token| token.kind() == TokenKind::Comma);
                let gone = TextRange::new(comment.end(), behind.map_or(end, |comma| comma.end()));
                let insertion = (!added.is_empty()).then(|| Edit::insert(start, added));
                Ok(insertion.into_iter().chain([Edit::delete(gone)]).collect())
            }
            _ => Err(Refusal::CommentInside),
        }
    }

    /// The end of the last keyword argument, with the parentheses around its value.
    pub(super) fn keywords_end(&self) -> Option<TextSize> {
        let keyword = self.call.arguments.keywords.last()?;
        let within = TextRange::new(keyword.start(), self.call.arguments.end());
        Some(super::outer_range(self.module, &keyword.value, within).end().max(keyword.end()))
    }

    /// Moves the lines that the author aligned with the first argument along with it.
    pub(super) fn realigned(&self, callee: &str, edits: &mut Vec<Edit>) {
        let source = self.module.source();
        let arguments = self.call.arguments.range();
        let Some(first) = self.arguments.first().map(|argument| argument.outer.start()) else { return };
        let old = self.module.slice(TextRange::new(self.call.start(), arguments.start())).chars().count();
        let new = callee.chars().count();
        let is_hanging = source.line_start(first) <= arguments.start();
        let Some(shift) = new.checked_sub(old).filter(|shift| *shift > 0 && is_hanging) else { return };
        let column = source.position(first).column - 1;
        let breaks = self.module.tokens_in(arguments).iter().filter(|token| {
            matches!(token.kind(), TokenKind::NonLogicalNewline) && token.end() < arguments.end()
        });
        for start in breaks.map(Ranged::end) {
            let rest = source.slice(TextRange::new(start, source.line_end(start)));
            let spaces = rest.chars().take_while(|c| *c == ' ').count();
            let is_aligned = spaces >= column && rest.len() > spaces;
            let edit = Edit::insert(start, " ".repeat(shift));
            let is_taken = |other: &Edit| {
                let ends_here = other.range().end() == start && !other.range().is_empty();
                ends_here || other.conflicts_with(&edit)
            };
            if is_aligned && !edits.iter().any(is_taken) {
                edits.push(edit);
            }
        }
    }
}
