//! Taking whole statements out of a suite.

use ruff_python_ast::Stmt;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edit::Edit;
use crate::module::Module;

/// The edit that takes a statement out. The suite must keep another statement.
///
/// A comment behind it stays, on a line of its own; so does a statement that shares the line. Where a
/// blank line above and one below would meet, one of them goes too. `None` where a comment inside the
/// statement would be lost.
pub fn remove(module: &Module, stmt: &Stmt) -> Option<Edit> {
    let source = module.source();
    let range = stmt.range();
    if !module.comments().within(range).is_empty() {
        return None;
    }
    let next = module.token_at_or_after(range.end())?;
    let alone_before = source.indentation_before(range.start()).is_some()
        && module.token_before(range.start()).is_none_or(|token| {
            matches!(
                token.kind(),
                TokenKind::Newline
                    | TokenKind::NonLogicalNewline
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Comment
            )
        });
    match next.kind() {
        TokenKind::Semi => {
            let behind = module.token_at_or_after(next.end())?;
            if matches!(behind.kind(), TokenKind::Newline | TokenKind::EndOfFile) && alone_before {
                return Some(remove_lines(module, TextRange::new(range.start(), next.end())));
            }
            if matches!(behind.kind(), TokenKind::Newline | TokenKind::Comment | TokenKind::EndOfFile) {
                let start =
                    if alone_before { range.start() } else { previous_semicolon(module, range.start())? };
                return Some(Edit::delete(TextRange::new(start, next.end())));
            }
            Some(Edit::delete(TextRange::new(range.start(), behind.start())))
        }
        TokenKind::Comment if alone_before => Some(Edit::delete(TextRange::new(range.start(), next.start()))),
        _ if alone_before => Some(remove_lines(module, range)),
        _ => Some(Edit::delete(TextRange::new(previous_semicolon(module, range.start())?, range.end()))),
    }
}

/// The offset of the semicolon before a statement that is not the first on its line.
fn previous_semicolon(module: &Module, start: TextSize) -> Option<TextSize> {
    let token = module.token_before(start)?;
    (token.kind() == TokenKind::Semi).then(|| token.start())
}

fn remove_lines(module: &Module, range: TextRange) -> Edit {
    let source = module.source();
    let start = source.line_start(range.start());
    let mut end = source.next_line_start(range.end());
    let is_blank = |from: TextSize| {
        let line = TextRange::new(from, source.line_end(from));
        from < TextSize::of(source.text()) && source.slice(line).trim().is_empty()
    };
    let above = source.line_above(start);
    let blank_above = above.is_some_and(is_blank);
    if blank_above && is_blank(end) {
        end = source.next_line_start(end);
    }
    // The last statement of a file without a final newline takes the line ending before it along.
    if end == TextSize::of(source.text()) && source.line_end(range.end()) == end && start > TextSize::new(0) {
        let above = source.line_end(source.line_start(start - TextSize::new(1)));
        return Edit::delete(TextRange::new(above, end));
    }
    Edit::delete(TextRange::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::source::Source;

    #[test]
    fn removing_keeps_the_neighbours() {
        for (before, after) in [
            ("a()\nX\nb()\n", "a()\nb()\n"),
            ("if a:\n    b()\n    X\n", "if a:\n    b()\n"),
            ("a()\n\nX\n\nb()\n", "a()\n\nb()\n"),
            ("a()\nX  # why\n", "a()\n# why\n"),
            ("a(); X; b()\n", "a(); b()\n"),
            ("a(); X\n", "a()\n"),
            ("a(); X;\n", "a()\n"),
            ("X; a()\n", "a()\n"),
            ("if a: b(); X\n", "if a: b()\n"),
            ("a()\nX", "a()"),
            ("a()\r\nX\r\nb()\r\n", "a()\r\nb()\r\n"),
            ("a()\r\nX\r\n\r\nb()\r\n", "a()\r\n\r\nb()\r\n"),
            ("a(); X  # why\n", "a()  # why\n"),
        ] {
            let module = Module::parse(Source::decode(before.as_bytes().to_vec()).unwrap()).unwrap();
            let outline = crate::Outline::new(module.body());
            let node = outline.nodes().iter().find(|node| module.slice(node.stmt) == "X").unwrap();
            let edit = remove(&module, node.stmt).unwrap();
            assert_eq!(apply(before, &[edit]), after);
        }
    }
}
