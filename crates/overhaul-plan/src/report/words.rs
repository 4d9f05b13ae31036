//! What the words of a report say about its parts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use toml_edit::{DocumentMut, Item, TableLike};

use super::repaired;

/// `words.toml`.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("words.toml")));

/// The tables of `words.toml`, which says what each is for.
#[derive(Debug)]
pub(crate) struct Words {
    classes: Vec<(Class, Vec<String>)>,
    pub severities: Vec<String>,
    pub remedies: Vec<String>,
    times: Vec<String>,
    verbs: Vec<String>,
    modals: Vec<String>,
    columns: Vec<(Column, Vec<String>)>,
    small: BTreeSet<String>,
}

/// What stands under a heading or behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Recommends,
    Praises,
    Checks,
    Tells,
    Finds,
    Risks,
}

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Id,
    Remedy,
    Problem,
    Weight,
    Place,
}

/// The words that reports use.
pub(crate) fn table() -> &'static Words {
    &WORDS
}

impl Words {
    fn read(text: &str) -> Self {
        let document: DocumentMut = text.parse().unwrap_or_default();
        let list = |table: &dyn TableLike, name: &str| -> Vec<String> {
            let values = table.get(name).and_then(Item::as_array).into_iter().flatten();
            values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
        };
        let top = |name: &str| list(document.as_table(), name);
        let within = |table: &str, name: &str| {
            document
                .get(table)
                .and_then(Item::as_table_like)
                .map(|table| list(table, name))
                .unwrap_or_default()
        };
        // The first class wins that has a word of the text.
        let classes = [
            (Class::Checks, "checks"),
            (Class::Tells, "tells"),
            (Class::Recommends, "recommends"),
            (Class::Praises, "praises"),
            (Class::Finds, "finds"),
            (Class::Risks, "risks"),
        ];
        // A column is of the first kind that its head names.
        let columns = [
            (Column::Id, "id"),
            (Column::Remedy, "remedy"),
            (Column::Place, "place"),
            (Column::Problem, "problem"),
            (Column::Weight, "weight"),
        ];
        Self {
            classes: classes.map(|(class, name)| (class, top(name))).into(),
            severities: top("severities"),
            remedies: top("remedies"),
            times: top("times"),
            verbs: top("verbs"),
            modals: top("modals"),
            columns: columns.map(|(column, name)| (column, within("columns", name))).into(),
            small: within("merging", "small").into_iter().collect(),
        }
    }

    /// What a heading or a label says about what follows.
    pub fn class(&self, text: &str) -> Option<Class> {
        let text = plain(text);
        let found = self.classes.iter().find(|(_, words)| words.iter().any(|word| starts_word(&text, word)));
        found.map(|(class, _)| *class).or_else(|| {
            let is_severity = |word: &str| self.severities.iter().any(|severity| severity == word);
            let mut words =
                text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
            words.all(is_severity).then_some(Class::Risks).filter(|_| !text.trim().is_empty())
        })
    }

    pub fn column(&self, head: &str) -> Option<Column> {
        let head = plain(head);
        let starts = |word: &String| head == *word || (word.len() > 3 && head.starts_with(word.as_str()));
        self.columns.iter().find(|(_, words)| words.iter().any(starts)).map(|(column, _)| *column)
    }

    /// Whether a text is about nothing but when something is to be done.
    pub fn is_time(&self, text: &str) -> bool {
        let text = plain(text);
        let mut words =
            text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let is_time = |word: &str| {
            self.times.iter().chain(&self.severities).any(|time| time == word)
                || word.chars().all(|c| c.is_ascii_digit() || c == '-')
        };
        !text.is_empty() && words.all(is_time)
    }

    /// Whether a text starts by asking for something.
    pub fn starts_with_verb(&self, text: &str) -> bool {
        let text = plain(text);
        let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        first.is_some_and(|first| self.verbs.iter().any(|verb| verb == first))
    }

    /// Whether a sentence asks for something.
    pub fn asks(&self, text: &str) -> bool {
        self.starts_with_verb(text) || self.modals.iter().any(|modal| starts_word(&plain(text), modal))
    }
}

/// A text to look for words in: lower case, repaired, without marks of Markdown, one space between words.
pub fn plain(text: &str) -> String {
    let text = repaired(text).to_lowercase().replace("**", "").replace(['`', '’'], "");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let edges = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | '#'
                    | '?'
                    | '.'
                    | '_'
                    | '*'
                    | '"'
                    | '\''
                    | '{'
                    | '}'
                    | '%'
                    | '='
                    | '+'
                    | '!'
            )
    };
    words.trim_matches(edges).to_owned()
}

/// Whether a word, or several, starts where a word of the text starts, and ends where one ends unless it has a `-` at its end.
fn starts_word(text: &str, word: &str) -> bool {
    let (word, is_open) = word.strip_suffix('-').map_or((word, false), |word| (word, true));
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric())
            && (is_open || behind.is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// The words of a text.
pub fn words(text: &str) -> Vec<String> {
    let text = plain(text);
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What a recommendation is about: the stems of its words that say something, without what stands in parentheses.
pub fn key(title: &str) -> BTreeSet<String> {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in title.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let words = words(&outside).into_iter().filter(|word| !WORDS.small.contains(word));
    words.filter(|word| !word.chars().all(|c| c.is_ascii_digit())).map(|word| stem(&word)).collect()
}

/// A word without the ends that number and form give it. Words that differ in no more mean the same to [`key`].
fn stem(word: &str) -> String {
    let ends = ["ations", "ation", "ings", "ing", "ies", "ed", "es", "s"];
    let end = ends.iter().find(|end| word.ends_with(**end) && word.len() - end.len() >= 4);
    let stem = end.map_or(word, |end| &word[..word.len() - end.len()]);
    // `logging` is `log`, and `caching` is `cache`.
    let is_doubled = end.is_some() && stem.len() > 3 && stem.as_bytes().ends_with(b"gg");
    stem[..stem.len() - usize::from(is_doubled)].trim_end_matches(['e', 'y']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_apart() {
        let class = |text| table().class(text);
        for (text, expected) in [
            ("6. Recommendations by Time Horizon", Some(Class::Recommends)),
            ("REMEDIATION ROADMAP", Some(Class::Recommends)),
            ("Empfehlungen", Some(Class::Recommends)),
            ("Recommandations", Some(Class::Recommends)),
            ("🟡 MEDIUM", Some(Class::Risks)),
            ("\u{f8ff}üü° MEDIUM", Some(Class::Risks)),
            ("CRITICAL RISKS (DO NOT DEPLOY)", Some(Class::Risks)),
            ("Risk Management (8/10)", None),
            ("Critical Gaps", Some(Class::Finds)),
            ("**Issues:**", Some(Class::Finds)),
            ("2.2 Strengths", Some(Class::Praises)),
            ("9. Verification Steps", Some(Class::Checks)),
            ("8. Files Most Likely to Change", Some(Class::Tells)),
            ("Test Infrastructure", None),
        ] {
            assert_eq!(class(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_twice_has_one_key() {
        assert_eq!(key("No Distributed Caching Layer"), key("the distributed cache layers"));
        assert!(key("Add rate limiting to all routers").is_superset(&key("No Rate Limits")));
        assert_eq!(key("Audit logging (ELK)"), key("audit log"));
        assert!(
            table().is_time("Week 1")
                && table().is_time("**24 hours**")
                && !table().is_time("Week one tests")
        );
    }
}
