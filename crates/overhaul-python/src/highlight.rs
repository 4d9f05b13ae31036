//! What the parts of a text are, for whoever shows it in colours.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange};

use crate::module::Module;

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Keyword,
    String,
    Number,
    Comment,
    /// The name that a `def` or `class` gives.
    Definition,
}

/// The parts of a module that have a class, in order; none overlaps another.
pub fn classes(module: &Module) -> Vec<(TextRange, Class)> {
    let tokens: &[Token] = module.tokens();
    let mut classes = Vec::new();
    let mut before = TokenKind::Newline;
    for token in tokens {
        let kind = token.kind();
        if let Some(class) = class(kind, before) {
            classes.push((token.range(), class));
        }
        if !kind.is_trivia() {
            before = kind;
        }
    }
    classes
}

fn class(kind: TokenKind, before: TokenKind) -> Option<Class> {
    match kind {
        TokenKind::Comment => Some(Class::Comment),
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => Some(Class::String),
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Some(Class::Number),
        TokenKind::Name if matches!(before, TokenKind::Def | TokenKind::Class) => Some(Class::Definition),
        _ if kind.is_keyword() => Some(Class::Keyword),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    #[test]
    fn the_parts_of_a_text_have_their_classes() {
        let text = "match = 1\nasync def match(x):  # why\n    match x:\n        case 2.5: return f'a{x!r:>{match}}b' 'c'\n";
        let module = Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap();
        let found: Vec<(&str, Class)> =
            classes(&module).into_iter().map(|(range, class)| (module.slice(range), class)).collect();
        assert_eq!(
            found,
            [
                ("1", Class::Number),
                ("async", Class::Keyword),
                ("def", Class::Keyword),
                ("match", Class::Definition),
                ("# why", Class::Comment),
                ("match", Class::Keyword),
                ("case", Class::Keyword),
                ("2.5", Class::Number),
                ("return", Class::Keyword),
                ("f'", Class::String),
                ("a", Class::String),
                (">", Class::String),
                ("b", Class::String),
                ("'", Class::String),
                ("'c'", Class::String),
            ]
        );
    }
}
