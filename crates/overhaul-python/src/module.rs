//! One parsed file.

use std::sync::OnceLock;

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_ast::{ModModule, PythonVersion, Stmt};
use ruff_python_codegen::Stylist;
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange, TextSize};
use thiserror::Error;

use crate::comments::Comments;
use crate::names::Names;
use crate::source::{Position, Source};
use crate::{depth, edit};

/// The text, tokens and tree of one file, and what was derived from them so far.
#[derive(Debug)]
pub struct Module {
    source: Source,
    parsed: Parsed<ModModule>,
    comments: OnceLock<Comments>,
    names: OnceLock<Names>,
    style: OnceLock<Style>,
}

/// How the author of a file lays out code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// One level of indentation.
    pub indentation: String,
    /// The preferred quote: `"` or `'`.
    pub quote: char,
    pub line_ending: &'static str,
}

/// Why a decoded text could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseFailure {
    #[error("{message}")]
    Syntax { message: String, position: Position },
    #[error(
        "nested or chained deeper than {} levels, which CPython does not compile either",
        depth::MAX_DEPTH
    )]
    TooDeep,
}

impl Module {
    /// Parses a text of any Python version up to the newest that the parser knows.
    ///
    /// The caller's thread needs a stack of [`depth::WORKER_STACK`] bytes for deep texts.
    pub fn parse(source: Source) -> Result<Self, ParseFailure> {
        let is_small = source.text().len() <= depth::SMALL;
        if !is_small && !depth::is_text_bounded(source.text()) {
            return Err(ParseFailure::TooDeep);
        }
        let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::latest());
        let parsed = parse_unchecked(source.text(), options);
        if let Some(error) = parsed.errors().first() {
            let position = source.position(error.location.start());
            return Err(ParseFailure::Syntax { message: error.error.to_string(), position });
        }
        if is_small && !depth::is_bounded(parsed.tokens(), Token::kind) {
            return Err(ParseFailure::TooDeep);
        }
        let Some(parsed) = parsed.try_into_module() else {
            return Err(ParseFailure::TooDeep);
        };
        Ok(Self { source, parsed, comments: OnceLock::new(), names: OnceLock::new(), style: OnceLock::new() })
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The text of a range.
    pub fn slice(&self, range: impl Ranged) -> &str {
        self.source.slice(range.range())
    }

    pub fn body(&self) -> &[Stmt] {
        self.parsed.suite()
    }

    pub fn tokens(&self) -> &Tokens {
        self.parsed.tokens()
    }

    pub fn comments(&self) -> &Comments {
        self.comments.get_or_init(|| Comments::new(self))
    }

    /// Scopes, bindings and references, built on first use.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self))
    }

    pub fn style(&self) -> &Style {
        self.style.get_or_init(|| {
            let stylist = Stylist::from_tokens(self.tokens(), self.text());
            Style {
                indentation: stylist.indentation().as_str().to_owned(),
                quote: stylist.quote().as_char(),
                line_ending: stylist.line_ending().as_str(),
            }
        })
    }

    /// Parses the text that results from `edits`, in the encoding of this file.
    pub fn edited(&self, edits: &[edit::Edit]) -> Result<Self, ParseFailure> {
        Self::parse(self.source.with_text(edit::apply(self.text(), edits)))
    }

    /// The offset behind the logical line (line ending included) that holds `offset`.
    pub fn logical_line_end(&self, offset: TextSize) -> TextSize {
        self.newline_after(offset).map_or(TextSize::of(self.text()), |token| token.end())
    }

    /// The token that ends the logical line that holds `offset`.
    pub fn newline_after(&self, offset: TextSize) -> Option<Token> {
        let tokens: &[Token] = self.tokens();
        let first = tokens.partition_point(|token| token.start() < offset);
        tokens[first..].iter().find(|token| token.kind() == TokenKind::Newline).copied()
    }

    /// The token that starts at `offset` or is the first behind it, comments and line breaks included.
    pub fn token_at_or_after(&self, offset: TextSize) -> Option<Token> {
        let tokens: &[Token] = self.tokens();
        tokens.get(tokens.partition_point(|token| token.start() < offset)).copied()
    }

    /// The last token that ends at or before `offset`, comments and line breaks included.
    pub fn token_before(&self, offset: TextSize) -> Option<Token> {
        let tokens: &[Token] = self.tokens();
        tokens[..tokens.partition_point(|token| token.end() <= offset)].last().copied()
    }

    /// The tokens that lie inside `range`.
    pub fn tokens_in(&self, range: TextRange) -> &[Token] {
        let tokens: &[Token] = self.tokens();
        let first = tokens.partition_point(|token| token.start() < range.start());
        let behind = tokens.partition_point(|token| token.start() < range.end());
        &tokens[first..behind.max(first)]
    }

    /// The string statement that the module starts with.
    pub fn docstring(&self) -> Option<&Stmt> {
        self.body()
            .first()
            .filter(|stmt| stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr()))
    }
}
