//! The level of a message, by its first words and marks.

use super::data::LEVELS;

/// Stands for a value.
const VALUE: char = '\u{fffc}';

/// How many words from the start are looked at.
const FIRST_WORDS: usize = 3;

/// What the head of a message says about its level: the level's name and what decided.
///
/// `skeleton` is the text with U+FFFC for each value.
pub(super) fn from_text(skeleton: &str) -> Option<(&'static str, String)> {
    let text = skeleton.trim_start();
    let head: String = text.chars().take(80).collect();
    let first_mark = |marks: &[String]| marks.iter().find(|mark| head.contains(mark.as_str())).cloned();
    if first_mark(&LEVELS.success.marks).is_some() {
        return None;
    }
    for (level, signs) in &LEVELS.by_severity {
        if let Some(mark) = first_mark(&signs.marks) {
            return Some((level, format!("its mark {mark}")));
        }
    }
    let words = words_of(&head);
    let first: Vec<&str> = words.iter().take(FIRST_WORDS).map(String::as_str).collect();
    let is = |list: &[String], word: &str| list.iter().any(|listed| listed == word);
    if first.iter().any(|word| is(&LEVELS.counts, word)) {
        return None;
    }
    if words.iter().any(|word| word == "passed" || word == "succeeded") {
        return None;
    }
    for (index, word) in first.iter().enumerate() {
        let Some((level, _)) = LEVELS.by_severity.iter().find(|(_, signs)| is(&signs.words, word)) else {
            continue;
        };
        let denied = first[..index].iter().any(|before| is(&LEVELS.success.words, before));
        return (!denied && !counts(&head, word)).then(|| (*level, format!("its word '{word}'")));
    }
    None
}

/// Words in lower case, without punctuation around them; values stand between words.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || ":=[](){}<>|/,;".contains(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != VALUE).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the word only names what is counted: `Failed: 3 of 10`, `Error rate: 2`.
fn counts(text: &str, word: &str) -> bool {
    let lower = text.to_lowercase();
    let Some(at) = lower.find(word) else { return false };
    let rest = &lower[at + word.len()..];
    let follower = rest.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    follower.is_some_and(|follower| LEVELS.count_followers.iter().any(|listed| listed == follower))
        || rest.trim_start_matches([':', '=', ' ']).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_and_marks_decide() {
        for (text, expected) in [
            ("Error: \u{fffc}", Some("error")),
            ("[ERROR] \u{fffc}", Some("error")),
            ("Failed to connect to \u{fffc}", Some("error")),
            ("Connection failed", Some("error")),
            ("WARNING - low disk", Some("warning")),
            ("\u{26a0}\u{fe0f} low disk", Some("warning")),
            ("\u{274c} \u{fffc}", Some("error")),
            ("DEBUG: x", Some("debug")),
            ("FATAL", Some("critical")),
            ("Errors: 0", None),
            ("Errors: \u{fffc}", None),
            ("Failed: 3 of 10", None),
            ("\u{2705} no errors", None),
            ("No error found", None),
            ("0 failed", None),
            ("Error rate: \u{fffc}", None),
            ("Error: total=\u{fffc}", Some("error")),
            ("Error handling is set up", None),
            ("\u{fffc}type \u{fffc}exception", None),
            ("\u{fffc} failed", Some("error")),
            ("Retrying after error \u{fffc}", Some("warning")),
            ("\u{fffc} failed, 10 passed", None),
            ("Started, will report any error later", None),
            ("Loading terror.txt", None),
            ("", None),
        ] {
            assert_eq!(from_text(text).map(|(level, _)| level), expected, "{text}");
        }
    }
}
