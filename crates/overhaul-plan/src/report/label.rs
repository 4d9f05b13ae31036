//! What stands in front of a recommendation: its id, how bad it is, when it is to be done, and what it is called.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{plain, table};
use super::{quoted, unmarked};

/// A title is no longer than this, in characters.
const TITLE: usize = 120;

static ID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\[?([A-Z]{1,8}[-_]?\d{1,4}(?:[.-]\d{1,3})?)\]?\s*(?:[:.)\]]|[-–—]{1,2}\s)\s*(.+)$").ok()
});
static SEVERITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:\[([^\]]{2,12})\]|([\p{L}\d-]{2,12})(?:\s+[\p{L}\d-]+){0,2}\s*:)\s*(.+)$").ok()
});
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}[.):]|#\d+)\s+(.+)$").ok());
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?([\p{L}][\p{L}’' ]{1,24}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)$")
        .ok()
});

/// What a recommendation is called, and the rest of what it says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Titled {
    pub id: Option<String>,
    pub title: String,
    pub detail: String,
}

/// The text of an item or a cell in its parts.
pub fn titled(raw: &str) -> Titled {
    let text = quoted(raw, usize::MAX);
    let (mut id, mut rest) = split_id(strip_marks(&text));
    let mut title = String::new();
    // Labels that say when or how urgent stand before what is to be done.
    while let Some((bold, behind)) = bold_lead(rest) {
        if table().is_time(bold) || is_remedy(bold) {
            rest = strip_marks(behind.trim_start_matches([':', ' ', '-', '–', '—']));
            continue;
        }
        let (inner, name) = split_id(strip_number(bold));
        id = id.or(inner);
        name.trim_end_matches(':').clone_into(&mut title);
        rest = behind;
        break;
    }
    let (from_rest, mut rest) = if title.is_empty() { split_id(rest) } else { (None, rest) };
    id = id.or(from_rest);
    if title.is_empty() {
        rest = without_time(rest);
        let end = sentence_end(rest);
        rest[..end].clone_into(&mut title);
        rest = &rest[end..];
    }
    let detail = rest.trim_start_matches([':', ' ', '-', '–', '—', '.']).to_owned();
    Titled { id, title: tidy(&title), detail }
}

/// A heading in its parts, and whether it says how bad something is or which id it has: then it is a finding of its own.
pub fn heading(raw: &str) -> (Titled, bool) {
    let text = quoted(raw.trim().trim_matches('#'), usize::MAX);
    let text = strip_marks(&text);
    if let Some(rest) = severity(text) {
        let (id, rest) = split_id(rest);
        return (Titled { id, title: tidy(rest), detail: String::new() }, true);
    }
    let (id, rest) = split_id(text);
    if id.is_some() {
        let rest = severity(rest).unwrap_or(rest);
        return (Titled { id, title: tidy(rest), detail: String::new() }, true);
    }
    (Titled { id: None, title: tidy(strip_number(text)), detail: String::new() }, false)
}

/// What stands behind a label such as `**Fix**:` at the start of a line.
pub fn remedy(line: &str) -> Option<&str> {
    // The label is short, so that most lines need no closer look.
    let start = line.get(..line.len().min(48)).unwrap_or(line);
    if !start.contains(':') {
        return None;
    }
    let found = LABEL.as_ref()?.captures(line.trim_end())?;
    let (label, rest) = (found.get(1)?, found.get(2)?);
    is_remedy(label.as_str()).then(|| rest.as_str())
}

/// What a line says that is a numbered title in bold: `**3. Permissive CORS** (why)`.
pub fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("**")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = digits > 0 && rest[digits..].starts_with(". ") && rest.contains("**");
    is_numbered.then_some(line.trim())
}

/// A title as it is shown: one line, no marks around it, not too long.
pub fn tidy(text: &str) -> String {
    let text = quoted(&unmarked(text), TITLE);
    let is_edge = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | '"'
                    | '\''
                    | '%'
                    | '…'
                    | '$'
                    | '.'
                    | '/'
                    | '_'
                    | '?'
                    | '{'
                    | '}'
                    | '*'
                    | '<'
                    | '>'
            )
    };
    text.trim_matches(is_edge).trim_end_matches('.').to_owned()
}

fn is_remedy(label: &str) -> bool {
    let label = plain(label);
    let label = label.trim_end_matches(':');
    table().remedies.iter().any(|word| word == label)
}

/// What follows a severity, if the text starts with one.
fn severity(text: &str) -> Option<&str> {
    let found = SEVERITY.as_ref()?.captures(text)?;
    let word = plain(found.get(1).or_else(|| found.get(2))?.as_str());
    let is_severity = table().severities.contains(&word);
    is_severity.then(|| found.get(3).map_or("", |rest| rest.as_str()))
}

fn split_id(text: &str) -> (Option<String>, &str) {
    let found = ID.as_ref().and_then(|id| id.captures(text));
    match found.as_ref().and_then(|found| Some((found.get(1)?, found.get(2)?))) {
        Some((id, rest)) if !table().severities.contains(&id.as_str().to_lowercase()) => {
            (Some(id.as_str().to_owned()), rest.as_str())
        }
        _ => (None, text),
    }
}

fn strip_number(text: &str) -> &str {
    let found = NUMBER.as_ref().and_then(|number| number.captures(text));
    found.and_then(|found| found.get(1)).map_or(text, |rest| rest.as_str())
}

/// The text without boxes, pictures and arrows at its start.
fn strip_marks(text: &str) -> &str {
    let text = text.trim_start();
    let text = ["[ ]", "[x]", "[X]"].iter().find_map(|task| text.strip_prefix(task)).unwrap_or(text);
    text.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '*' | '`' | '[' | '(' | '"' | '\'' | '#' | '.' | '/' | '_' | '<')
    })
}

/// The words in bold at the start, and what follows them.
fn bold_lead(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("**")?;
    let end = rest.find("**")?;
    Some((&rest[..end], &rest[end + 2..]))
}

/// The text behind `Week 1:` and the like.
fn without_time(text: &str) -> &str {
    match text.split_once(':') {
        Some((time, rest)) if table().is_time(time) || is_remedy(time) => rest.trim_start(),
        _ => text,
    }
}

/// Where the first sentence of a text ends, or its first part where that is long.
fn sentence_end(text: &str) -> usize {
    let stop = text.match_indices(['.', '!', '?', ';']).find(|(at, mark)| {
        let behind = &text[at + mark.len()..];
        behind.is_empty()
            || behind.starts_with(' ') && behind.trim_start().starts_with(|c: char| !c.is_lowercase())
    });
    let end = stop.map_or(text.len(), |(at, _)| at);
    match text[..end].find(": ") {
        Some(colon) if end > TITLE => colon,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        for (raw, id, title, detail) in [
            (
                "**Replace all print() with logger**: Run it. Use `sed`.",
                None,
                "Replace all print() with logger",
                "Run it. Use `sed`.",
            ),
            (
                "[ ] Remove `.env` from git history using BFG",
                None,
                "Remove .env from git history using BFG",
                "",
            ),
            (
                "**Week 1**: Set up GitHub Actions for:\n   - pytest",
                None,
                "Set up GitHub Actions for: - pytest",
                "",
            ),
            (
                "**Immediate**: Replace NullPool with QueuePool (1-2 hour fix)",
                None,
                "Replace NullPool with QueuePool (1-2 hour fix)",
                "",
            ),
            ("\u{f8ff}üî¥ **Exposed Secrets** (Passwords)", None, "Exposed Secrets", "(Passwords)"),
            ("**5. Excessive JWT Expiration** (7 days)", None, "Excessive JWT Expiration", "(7 days)"),
            (
                "S-12: Use bind parameters. They are safe.",
                Some("S-12"),
                "Use bind parameters",
                "They are safe.",
            ),
            (
                "**Recommendation**: Add migration tests to test suite",
                None,
                "Add migration tests to test suite",
                "",
            ),
        ] {
            let expected =
                Titled { id: id.map(str::to_owned), title: title.to_owned(), detail: detail.to_owned() };
            assert_eq!(titled(raw), expected, "{raw}");
        }
    }

    #[test]
    fn headings_say_what_they_are() {
        for (raw, id, title, is_own) in [
            ("#### CRITICAL: 925 print() Statements", None, "925 print() Statements", true),
            ("### [HIGH] SEC-3: SQL injection", Some("SEC-3"), "SQL injection", true),
            (
                "### Critical Bottleneck: NullPool Configuration \u{f8ff}üî¥",
                None,
                "NullPool Configuration",
                true,
            ),
            ("### F1 – Bare excepts", Some("F1"), "Bare excepts", true),
            ("## 5.2 Maintainability Issues", None, "Maintainability Issues", false),
            ("### Phase 1: Immediate (24-48 hours)", None, "Phase 1: Immediate (24-48 hours)", false),
        ] {
            let (found, own) = heading(raw);
            assert_eq!((found.id.as_deref(), found.title.as_str(), own), (id, title, is_own), "{raw}");
        }
        assert_eq!(remedy("**Fix**: Replace NullPool"), Some("Replace NullPool"));
        assert_eq!(remedy("- **Recommendation:** Set up"), Some("Set up"));
        assert_eq!(remedy("Maßnahme: umstellen"), Some("umstellen"));
        assert_eq!(remedy("**Problem**: slow"), None);
        assert_eq!(numbered("**3. Permissive CORS**"), Some("**3. Permissive CORS**"));
    }
}
