//! What the words of a module say: that something else pools its connections, that sessions leave something behind,
//! that a comment gives a reason for the pool.

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, InterpolatedStringElement, Keyword, Stmt};
use overhaul_python::{BindingKind, Module, Ranged, TextRange, TokenKind};

use super::data::FACTS;
use crate::names;
use crate::places::PLACES;

/// The word or setting by which a module shows that something else pools its connections.
pub fn pooler(module: &Module) -> Option<String> {
    let text = module.text().to_lowercase();
    if let Some(word) = FACTS.pooler_words.iter().find(|word| has_word(&text, word)) {
        return Some(word.clone());
    }
    if let Some(port) = FACTS.pooler_ports.iter().find(|port| has_port(&text, port)) {
        return Some(format!("port {port}"));
    }
    let setting = FACTS.pooler_settings.iter().find(|(name, value)| is_set(module.text(), name, value));
    if let Some((name, value)) = setting {
        return Some(format!("{name} = {value}"));
    }
    let said = said(module);
    let is_host = |word: &&str| {
        FACTS.pooler_hosts.iter().any(|parts| parts.iter().all(|part| word.contains(part.as_str())))
    };
    let host = || said.split_whitespace().find(is_host).map(str::to_owned);
    FACTS.pooler_phrases.iter().find(|phrase| said.contains(phrase.as_str())).cloned().or_else(host)
}

/// What sessions of a module leave behind on their connections, as its SQL says it.
pub fn session_state(module: &Module) -> Option<String> {
    let table = &FACTS.session;
    let said = said(module);
    if let Some(text) = table.texts.iter().find(|text| said.contains(text.as_str())) {
        return Some(text.trim().to_owned());
    }
    if let Some(name) = table.names.iter().find(|name| module.text().contains(name.as_str())) {
        return Some(name.clone());
    }
    if let Some(name) = table.local_calls.iter().find(|name| outlives_transaction(module, &said, name)) {
        return Some(name.clone());
    }
    let mut strings = Strings::default();
    strings.visit_body(module.body());
    if strings.has_prefix {
        return table.prefixes.first().cloned();
    }
    strings.texts.into_iter().find(|text| {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let Some(second) = words.next() else { return false };
        let is_statement = table.statements.iter().any(|known| known == first) && words.next().is_none();
        let is_set = first == "set"
            && table.variables.iter().any(|name| {
                let rest = second.strip_prefix(name.as_str());
                rest.is_some_and(|rest| name == "@" || rest.is_empty() || rest.starts_with(['=', ';']))
            });
        // `SET app.user = 1`
        let is_own = first == "set" && second.contains('.') && !second.contains('(') && is_given(text);
        is_statement || is_set || is_own
    })
}

/// Whether SQL or SQLAlchemy's `func` calls a function whose last argument is not true.
fn outlives_transaction(module: &Module, said: &str, name: &str) -> bool {
    let calls = |text: &str, call: &str| {
        text.match_indices(call).any(|(at, _)| {
            let rest = &text[at + call.len()..];
            !rest.split(')').next().unwrap_or(rest).to_lowercase().trim_end().ends_with("true")
        })
    };
    calls(said, &format!("{name}(")) || calls(module.text(), &format!("func.{name}("))
}

/// Whether a SET statement gives a value.
fn is_given(text: &str) -> bool {
    text.contains('=') || text.contains(" to ")
}

/// The strings of a module that are not statements of their own, in lower case.
#[derive(Default)]
struct Strings {
    texts: Vec<String>,
    /// `prefixes=["TEMPORARY"]`
    has_prefix: bool,
}

impl Visitor<'_> for Strings {
    fn visit_keyword(&mut self, keyword: &Keyword) {
        if keyword.arg.as_ref().is_some_and(|name| name == "prefixes") {
            let elements = match &keyword.value {
                Expr::List(list) => list.elts.as_slice(),
                Expr::Tuple(tuple) => tuple.elts.as_slice(),
                _ => &[],
            };
            self.has_prefix |= elements.iter().filter_map(Expr::as_string_literal_expr).any(|text| {
                let text = text.value.to_str().to_lowercase();
                FACTS.session.prefixes.contains(&text)
            });
        }
        visitor::walk_keyword(self, keyword);
    }

    fn visit_stmt(&mut self, stmt: &Stmt) {
        if !stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr()) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::StringLiteral(literal) => self.texts.push(literal.value.to_str().to_lowercase()),
            Expr::FString(string) => {
                let parts = string.value.elements().map(|element| match element {
                    InterpolatedStringElement::Literal(literal) => &*literal.value,
                    InterpolatedStringElement::Interpolation(_) => "x",
                });
                self.texts.push(parts.collect::<String>().to_lowercase());
            }
            Expr::BinOp(operation) => {
                if let (Some(left), Some(right)) =
                    (operation.left.as_string_literal_expr(), operation.right.as_string_literal_expr())
                {
                    self.texts
                        .push(format!("{}{}", left.value.to_str(), right.value.to_str()).to_lowercase());
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether one of the words of a name is about tests: `TestConfig`, `test_engine`, `TEST_URL`, but not `Latest`.
pub fn says_test(text: &str) -> bool {
    names::words(text).iter().any(|word| FACTS.file_names.test_words.contains(word))
}

/// Whether a file is a test by its name.
pub fn is_test(path: &str) -> bool {
    let names = &FACTS.file_names;
    PLACES.test.holds(path) || is_named(path, &names.test_files, &names.test_folders)
}

/// Whether a file belongs to migrations, by its name or its imports.
pub fn is_migration(file: &FileView<'_>) -> bool {
    let names = &FACTS.file_names;
    let is_alembic = |path: &str| {
        names.migration_modules.iter().any(|module| {
            path.strip_prefix(module.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    is_named(file.path, &names.migration_files, &names.migration_folders)
        || file.module.names().bindings().iter().any(|binding| match &binding.kind {
            BindingKind::Import(path) => is_alembic(path),
            _ => false,
        })
}

fn is_named(path: &str, files: &[String], folders: &[String]) -> bool {
    let mut parts: Vec<&str> = path.split('/').collect();
    let file = parts.pop().unwrap_or_default();
    files.iter().any(|name| name == file) || parts.iter().any(|part| folders.iter().any(|name| name == part))
}

/// The reason that comments give, with the word that says it.
pub fn reason(module: &Module, comments: &[TextRange]) -> Option<(&'static str, &'static str)> {
    let said: Vec<String> = comments.iter().map(|range| module.slice(*range).to_lowercase()).collect();
    FACTS.hazards.iter().find_map(|hazard| {
        let counts = |text: &&String| !hazard.unless.iter().any(|word| text.contains(word.as_str()));
        let mut words = hazard.comments.iter();
        let word = words.find(|word| said.iter().filter(counts).any(|text| text.contains(word.as_str())))?;
        Some((hazard.reason.as_str(), word.as_str()))
    })
}

/// The comments that speak about a range: on its lines, directly above them.
pub fn comments_about(module: &Module, range: TextRange) -> Vec<TextRange> {
    let source = module.source();
    let mut start = source.line_start(range.start());
    while let Some(line) = source.line_above(start) {
        let text = source.slice(TextRange::new(line, source.line_end(line)));
        if !text.trim_start().starts_with('#') {
            break;
        }
        start = line;
    }
    module.comments().within(TextRange::new(start, source.line_end(range.end()))).to_vec()
}

/// Strings and comments in lower case, white space as one space.
fn said(module: &Module) -> String {
    let is_text = |kind| matches!(kind, TokenKind::String | TokenKind::FStringMiddle | TokenKind::Comment);
    let mut result = String::new();
    for token in module.tokens().iter().filter(|token| is_text(token.kind())) {
        for word in module.slice(token.range()).to_lowercase().split_whitespace() {
            result.push_str(word);
            result.push(' ');
        }
    }
    result
}

/// Whether a text has a word that no letter or digit stands before or behind.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next())
    })
}

/// Whether a number stands behind a colon or close behind the word `port`.
fn has_port(text: &str, number: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
    text.match_indices(number).any(|(at, _)| {
        let before = &text[..at];
        let near: String = before.chars().rev().take(24).collect();
        let is_port = before.ends_with(':') || before.ends_with(":{") || near.contains("trop");
        let is_whole =
            !is_part(before.chars().next_back()) && !is_part(text[at + number.len()..].chars().next());
        is_port && is_whole
    })
}

fn is_set(text: &str, name: &str, value: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let rest = text[at + name.len()..].trim_start_matches(['"', '\'', ' ', '=', ':', ']']);
        rest.strip_prefix(value)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    })
}
