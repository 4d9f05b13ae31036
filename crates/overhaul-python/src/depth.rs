//! A bound on how deep the tree of a text can be, found by its tokens before anything recurses.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

/// The deepest tree that overhaul reads. `CPython` stops at 200 nested brackets, and its compiler gives
/// up on operator chains that are longer than this.
pub const MAX_DEPTH: usize = 3_000;

/// A tree of a text of up to this many bytes fits the parser's and a worker's stack, whatever the text holds. Larger texts
/// are read for their tokens first.
pub(crate) const SMALL: usize = 128 * 1024;

/// The stack that a thread needs to walk a tree of [`MAX_DEPTH`], or to drop that of a [`SMALL`] text, in bytes,
/// also in a debug build.
pub const WORKER_STACK: usize = 256 * 1024 * 1024;

/// Whether the tree of a text that is not parsed yet stays within [`MAX_DEPTH`].
pub(crate) fn is_text_bounded(text: &str) -> bool {
    let mut lexer = lexer::lex(text, Mode::Module);
    let kinds = std::iter::from_fn(move || Some(lexer.next_token()));
    let lex = || kinds.take_while(|kind| *kind != TokenKind::EndOfFile).collect::<Vec<_>>();
    text.len() <= MAX_DEPTH || is_bounded(&lex(), |kind| *kind)
}

/// Whether the tree of these tokens stays within [`MAX_DEPTH`]. Counts more than the true depth, never less.
pub(crate) fn is_bounded<T>(tokens: &[T], kind: impl Fn(&T) -> TokenKind) -> bool {
    let mut indents = 0_usize;
    tokens.split_inclusive(|token| kind(token) == TokenKind::Newline).all(|line| {
        for token in line {
            match kind(token) {
                TokenKind::Indent => indents += 1,
                TokenKind::Dedent => indents = indents.saturating_sub(1),
                _ => {}
            }
        }
        // No token is more than one node deeper than the one before it.
        indents + line.len() <= MAX_DEPTH || is_line_bounded(indents, line.iter().map(&kind))
    })
}

fn is_line_bounded(indents: usize, kinds: impl Iterator<Item = TokenKind>) -> bool {
    let mut levels = vec![Level::default()];
    for kind in kinds {
        if count(kind, &mut levels) && indents + levels.iter().map(Level::depth).sum::<usize>() > MAX_DEPTH {
            return false;
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
        assert!(is_text_bounded(&table));
        assert!(is_text_bounded(&"x = a + b * c\nprint(f'{x}')\n".repeat(20_000)));
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
            assert!(!is_text_bounded(&text), "{}", &text[..20]);
        }
        let nested: String = (0..MAX_DEPTH + 10).map(|depth| " ".repeat(depth) + "if a:\n").collect();
        assert!(!is_text_bounded(&(nested + &" ".repeat(MAX_DEPTH + 10) + "pass\n")));
    }

    #[test]
    fn a_small_text_fits_the_stack_whatever_it_holds() {
        let filled = |start: &str, unit: &str, end: &str| {
            format!("{start}{}{end}", unit.repeat((SMALL - start.len() - end.len()) / unit.len()))
        };
        let nested: String = (0..480).map(|depth| " ".repeat(depth) + "if a:\n").collect();
        let brackets = "(".repeat(SMALL / 2 - 10) + &")".repeat(SMALL / 2 - 10);
        let texts = [
            filled("", "~", "1"),
            filled("", "(", ""),
            brackets,
            filled("", "not ", "1"),
            filled("", "1+", "1"),
            filled("", "lambda:", "1"),
            filled("a", ".b", ""),
            filled("a", "()", ""),
            filled("", "[", ""),
            filled("", "{1:", ""),
            filled("", "a if b else ", "1"),
            filled("", "await ", "1"),
            nested + &" ".repeat(480) + "pass\n",
        ];
        for text in texts {
            let shown = text[..20].to_owned();
            assert!(text.len() <= SMALL, "{shown}");
            let parse =
                move || crate::Module::parse(crate::Source::decode(text.into_bytes()).unwrap()).is_ok();
            let worker = std::thread::Builder::new().stack_size(WORKER_STACK).spawn(parse).unwrap();
            assert_eq!(worker.join().unwrap(), shown.starts_with("if a"), "{shown}");
        }
    }
}
