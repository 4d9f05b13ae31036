//! A bound on how deep the tree of a text can be, found by its tokens before anything recurses.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

/// The deepest tree that overhaul reads. `CPython` stops at 200 nested brackets, and its compiler gives
/// up on operator chains that are longer than this.
pub const MAX_DEPTH: usize = 3_000;

/// A tree of a text of up to this many bytes fits the parser's and a worker's stack, whatever the text holds.
pub(crate) const SMALL: usize = 64 * 1024;

/// The stack that a thread needs to walk a tree of [`MAX_DEPTH`], or to drop that of a [`SMALL`] text, in bytes,
/// also in a debug build.
pub const WORKER_STACK: usize = 256 * 1024 * 1024;

/// The kinds of the tokens of a text that is not parsed yet.
pub(crate) fn lex(text: &str) -> impl Iterator<Item = TokenKind> {
    let mut lexer = lexer::lex(text, Mode::Module);
    std::iter::from_fn(move || Some(lexer.next_token())).take_while(|kind| *kind != TokenKind::EndOfFile)
}

/// Whether the tree of these tokens stays within [`MAX_DEPTH`]. Counts more than the true depth, never less.
pub(crate) fn is_bounded(kinds: impl Iterator<Item = TokenKind>) -> bool {
    let mut levels = vec![Level::default()];
    let mut indents = 0_usize;
    for kind in kinds {
        match kind {
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Newline => {
                levels.truncate(1);
                levels[0] = Level::default();
            }
            _ if count(kind, &mut levels) => {
                let depth = indents + levels.iter().map(Level::depth).sum::<usize>();
                if depth > MAX_DEPTH {
                    return false;
                }
            }
            _ => {}
        }
    }
    indents <= MAX_DEPTH
}

/// One open bracket, or the statement itself.
#[derive(Default)]
struct Level {
    /// Operators, calls and the like since the last comma or colon: each may be one node deeper.
    chain: usize,
    /// Lambdas keep nesting over the commas of their parameters.
    lambdas: usize,
    /// The deepest bracket that was closed since the last comma.
    closed: usize,
}

impl Level {
    fn depth(&self) -> usize {
        self.chain + self.lambdas + self.closed
    }
}

/// Takes a token into account; whether it made anything deeper by more than a little.
fn count(kind: TokenKind, levels: &mut Vec<Level>) -> bool {
    let depth = levels.len();
    let Some(level) = levels.last_mut() else { return false };
    match kind {
        TokenKind::Lpar
        | TokenKind::Lsqb
        | TokenKind::Lbrace
        | TokenKind::FStringStart
        | TokenKind::TStringStart => {
            level.chain += 1;
            levels.push(Level::default());
            return depth > 100;
        }
        TokenKind::Rpar
        | TokenKind::Rsqb
        | TokenKind::Rbrace
        | TokenKind::FStringEnd
        | TokenKind::TStringEnd
            if depth > 1 =>
        {
            let closed = level.depth();
            levels.pop();
            if let Some(level) = levels.last_mut() {
                level.closed = level.closed.max(closed);
            }
            return true;
        }
        TokenKind::Comma | TokenKind::Colon | TokenKind::Semi => {
            level.chain = 0;
            level.closed = 0;
            return false;
        }
        TokenKind::Lambda => level.lambdas += 1,
        TokenKind::Dot
        | TokenKind::If
        | TokenKind::Else
        | TokenKind::Await
        | TokenKind::Yield
        | TokenKind::Not
        | TokenKind::Exclamation => level.chain += 1,
        _ if kind.is_operator() => level.chain += 1,
        _ => {}
    }
    level.chain + level.lambdas > 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_flat_files_are_shallow() {
        let table = format!("TABLE = [\n{}]\n", "    {'a': f(1) + 2, 'b': [x.y(3)]},\n".repeat(20_000));
        assert!(is_bounded(lex(&table)));
        assert!(is_bounded(lex(&"x = a + b * c\nprint(f'{x}')\n".repeat(20_000))));
    }

    #[test]
    fn deep_ones_are_not() {
        for text in [
            "(".repeat(100_000) + &")".repeat(100_000),
            format!("x = {}1\n", "1 + ".repeat(200_000)),
            format!("x = {}1\n", "not ".repeat(20_000)),
            format!("x = {}1\n", "lambda a, b: ".repeat(20_000)),
            format!("x = a{}\n", ".b".repeat(20_000)),
            format!("x = a{}\n", "(1)".repeat(20_000)),
            format!("x = {}1\n", "a if b else ".repeat(20_000)),
            format!("x = {}1\n", "- ".repeat(20_000)),
        ] {
            assert!(!is_bounded(lex(&text)), "{}", &text[..20]);
        }
    }
}
