//! What audits ask of codemods, by the codemods' own pages.

use overhaul_engine::Page;
use toml_edit::Value;

use crate::report::{Mention, plain};

/// What the section of a page says, as `overhaul explain` shows it.
const SECTION: &str = "What audits ask";

/// What a cell says to mean the keywords at the head of its page.
const KEYWORDS: &str = "a keyword";

/// What of a recommendation shows that it asks for something else about the matter, whatever codemod that belongs to.
const ELSEWHERE: [&str; 20] = [
    "lint rule-",
    "linter-",
    "linting rule-",
    "ruff rule-",
    "enable rule-",
    "pre-commit",
    "in ci",
    "ci check-",
    "ci/cd",
    "pipeline-",
    "scanner-",
    "scanning",
    "penetration test-",
    "training",
    "train-",
    "guideline-",
    "regression test-",
    "tests for",
    "test for",
    "document-",
];

/// One thing that audits ask a codemod for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub codemod: &'static str,
    /// In a few words.
    pub what: String,
    title: Vec<String>,
    also: Vec<String>,
    never: Vec<String>,
    /// Options that it takes; those without a value have to come from the report.
    pub options: Vec<(String, Option<String>)>,
}

/// What a report says that overhaul does in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub codemod: &'static str,
    says: Vec<String>,
    pub instead: String,
}

/// What the pages of all codemods say about audits.
#[derive(Debug, Default)]
pub struct Asks {
    pub asks: Vec<Ask>,
    wrong: Vec<Wrong>,
    may_stay: Vec<(&'static str, Vec<String>)>,
}

/// What answers to a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The ask with this number.
    Ask(usize),
    /// An ask answers to a part of it, or to something near it.
    Related(usize),
    None,
}

impl Asks {
    /// Reads the pages. One that says nothing about audits is asked for by its keywords.
    pub fn of<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut asks = Self::default();
        for page in pages {
            let keywords: Vec<String> = page.keywords.iter().map(|word| word.to_lowercase()).collect();
            let Some(section) = page.section(SECTION) else {
                asks.asks.push(Ask {
                    codemod: page.id,
                    what: page.commit.to_owned(),
                    title: keywords,
                    also: Vec::new(),
                    never: Vec::new(),
                    options: Vec::new(),
                });
                continue;
            };
            for (head, cells) in rows(section) {
                if head == "what" {
                    asks.asks.push(ask(page.id, &keywords, &cells));
                } else if let [says, instead, ..] = cells.as_slice() {
                    let says = phrases(says);
                    asks.wrong.push(Wrong { codemod: page.id, says, instead: (*instead).to_owned() });
                }
            }
            let stay = section.split("Reasons that may stay:").nth(1).map(phrases).unwrap_or_default();
            asks.may_stay.push((page.id, stay));
        }
        asks
    }

    /// What answers to a mention.
    pub fn answer(&self, mention: &Mention) -> Answer {
        let title = plain(&format!("{} {}", mention.title, mention.about));
        let all = plain(&format!("{title} {} {} {}", mention.detail, mention.places, mention.code));
        let mut found = self.asks.iter().enumerate().filter(|(_, ask)| {
            has_any(&title, &ask.title)
                && (ask.also.is_empty() || has_any(&all, &ask.also))
                && !has_any(&title, &ask.never)
        });
        let Some((first, ask)) = found.next() else {
            let near = self.asks.iter().position(|ask| has_any(&title, &ask.title));
            return near.map_or(Answer::None, Answer::Related);
        };
        let is_one_matter = found.all(|(_, other)| other.codemod == ask.codemod);
        let asks_elsewhere = ELSEWHERE.iter().any(|phrase| says(&title, phrase));
        if is_one_matter && !asks_elsewhere && !asks_for_more(&mention.title, ask) {
            // Several rows may be ways to ask for the same.
            let is_same = |other: &Ask| other.codemod == ask.codemod && other.what == ask.what;
            Answer::Ask(self.asks.iter().position(is_same).unwrap_or(first))
        } else {
            Answer::Related(first)
        }
    }

    /// What overhaul does in another way than a text wants.
    pub fn wrong(&self, codemod: &str, text: &str) -> Vec<&Wrong> {
        let text = plain(text);
        self.wrong.iter().filter(|wrong| wrong.codemod == codemod && has_any(&text, &wrong.says)).collect()
    }

    /// The reasons of a codemod for which a place is right as it is.
    pub fn may_stay(&self, codemod: &str) -> &[String] {
        let found = self.may_stay.iter().find(|(id, _)| *id == codemod);
        found.map_or(&[], |(_, reasons)| reasons.as_slice())
    }
}

/// Whether a title asks for several things of which one is another matter.
fn asks_for_more(title: &str, ask: &Ask) -> bool {
    let clauses: Vec<&str> =
        title.split([',', ';']).flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let is_request = |clause: &&&str| crate::report::asks(clause) && !has_any(&plain(clause), &ask.title);
    let others = clauses.iter().filter(is_request).count();
    // The first clause may name the matter only together with the ones behind it.
    others > usize::from(clauses.len() == 1)
}

fn ask(codemod: &'static str, keywords: &[String], cells: &[&str]) -> Ask {
    let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
    let mut title = phrases(cell(1));
    if cell(1).contains(KEYWORDS) {
        title.extend(keywords.iter().cloned());
    }
    let options = code(cell(4)).filter_map(|option| {
        let (name, value) = option.split_once('=')?;
        let value = value.trim();
        Some((name.trim().to_owned(), (value != "?").then(|| value.to_owned())))
    });
    Ask {
        codemod,
        what: cell(0).to_owned(),
        title,
        also: phrases(cell(2)),
        never: phrases(cell(3)),
        options: options.collect(),
    }
}

/// The rows of the tables of a section, each with the first cell of its head.
fn rows(section: &str) -> Vec<(&str, Vec<&str>)> {
    let mut rows = Vec::new();
    let mut head = None;
    for line in section.lines() {
        let Some(inner) = line.strip_prefix('|') else {
            head = None;
            continue;
        };
        let cells: Vec<&str> = inner.trim_end().trim_end_matches('|').split('|').map(str::trim).collect();
        match head {
            None => head = cells.first().copied(),
            Some(_) if line.starts_with("|---") => {}
            Some(head) => rows.push((head, cells)),
        }
    }
    rows
}

/// What stands in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn phrases(text: &str) -> Vec<String> {
    code(text).map(str::to_lowercase).collect()
}

fn has_any(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| says(text, phrase))
}

/// Whether a plain text has a phrase as words of its own, also in the plural; with a `-` at its end, as the start of words.
fn says(text: &str, phrase: &str) -> bool {
    let (phrase, is_open) = match phrase.strip_suffix('-') {
        Some(start) => (start, true),
        None => (phrase, false),
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (starts, ends) = (phrase.starts_with(is_word), phrase.ends_with(is_word));
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = &text[at + phrase.len()..];
        let behind = behind.strip_prefix('s').filter(|_| ends).unwrap_or(behind);
        (!starts || before.is_none_or(|c| !is_word(c)))
            && (is_open || !ends || behind.chars().next().is_none_or(|c| !is_word(c)))
    })
}

/// A value as TOML writes it, if it is one.
pub(crate) fn value(text: &str) -> Option<Value> {
    let text = match text {
        "True" => "true",
        "False" => "false",
        text => text,
    };
    text.parse().ok()
}
