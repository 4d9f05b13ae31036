//! What the words of a module say: that something else pools its connections, that sessions leave something behind,
//! that a comment gives a reason for the pool.

use overhaul_python::{Module, Ranged, TextRange, TokenKind};

use super::data::FACTS;

/// The word or setting by which a module shows that something else pools its connections.
pub fn pooler(module: &Module) -> Option<String> {
    let text = module.text().to_lowercase();
    if let Some(word) = FACTS.pooler_words.iter().find(|word| text.contains(word.as_str())) {
        return Some(word.clone());
    }
    if let Some(port) = FACTS.pooler_ports.iter().find(|port| has_number(&text, port)) {
        return Some(format!("port {port}"));
    }
    let setting = FACTS.pooler_settings.iter().find(|(name, value)| is_set(module.text(), name, value));
    if let Some((name, value)) = setting {
        return Some(format!("{name} = {value}"));
    }
    let said = said(module);
    FACTS.pooler_phrases.iter().find(|phrase| said.contains(phrase.as_str())).cloned()
}

/// What sessions of a module leave behind on their connections, as its SQL says it.
pub fn session_state(module: &Module) -> Option<&'static str> {
    let said = said(module);
    FACTS.session_texts.iter().find(|text| said.contains(text.as_str())).map(String::as_str)
}

/// The reason that comments give, with the word that says it.
pub fn reason(module: &Module, comments: &[TextRange]) -> Option<(&'static str, &'static str)> {
    let said: Vec<String> = comments.iter().map(|range| module.slice(*range).to_lowercase()).collect();
    FACTS.hazards.iter().find_map(|hazard| {
        let word =
            hazard.comments.iter().find(|word| said.iter().any(|text| text.contains(word.as_str())))?;
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

fn has_number(text: &str, number: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
    text.match_indices(number).any(|(at, _)| {
        !is_part(text[..at].chars().next_back()) && !is_part(text[at + number.len()..].chars().next())
    })
}

fn is_set(text: &str, name: &str, value: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let rest = text[at + name.len()..].trim_start_matches(['"', '\'', ' ', '=', ':', ']']);
        rest.strip_prefix(value)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    })
}
