//! The tables of facts that print-to-logger decides by, read from the TOML files beside this one.

use std::sync::LazyLock;

use toml_edit::Item;

use crate::tables::{document, words};

use super::logger::Kind;

pub(super) struct Loggers {
    pub makers: Vec<(String, Kind)>,
    pub objects: Vec<(String, Kind)>,
    pub configures: Vec<String>,
    /// Logs whose calls have a shape of their own.
    pub foreign: Vec<String>,
}

/// Words (in lower case) and marks that tell a level.
#[derive(Default)]
pub(super) struct Signs {
    pub words: Vec<String>,
    pub marks: Vec<String>,
}

pub(super) struct Levels {
    /// From the most severe down.
    pub by_severity: Vec<(&'static str, Signs)>,
    pub success: Signs,
    pub counts: Vec<String>,
    pub count_followers: Vec<String>,
}

pub(super) struct Secrets {
    pub parts: Vec<String>,
    pub pairs: Vec<String>,
    pub except: Vec<String>,
}

pub(super) static LOGGERS: LazyLock<Loggers> = LazyLock::new(|| {
    let table = document(include_str!("loggers.toml"));
    let rows = |name: &str| -> Vec<(String, Option<Kind>)> {
        let array = table.get(name).and_then(Item::as_array_of_tables);
        let text = |row: &toml_edit::Table, key: &str| row.get(key).and_then(Item::as_str).map(str::to_owned);
        array
            .into_iter()
            .flatten()
            .filter_map(|row| {
                Some((text(row, "path")?, text(row, "kind").as_deref().and_then(Kind::by_name)))
            })
            .collect()
    };
    let with_kind =
        |name: &str| rows(name).into_iter().filter_map(|(path, kind)| Some((path, kind?))).collect();
    Loggers {
        makers: with_kind("maker"),
        objects: with_kind("object"),
        configures: rows("configures").into_iter().map(|(path, _)| path).collect(),
        foreign: rows("foreign").into_iter().map(|(path, _)| path).collect(),
    }
});

pub(super) static LEVELS: LazyLock<Levels> = LazyLock::new(|| {
    let table = document(include_str!("levels.toml"));
    let signs =
        |name: &str| Signs { words: words(table.get(name), "words"), marks: words(table.get(name), "marks") };
    Levels {
        by_severity: ["critical", "error", "warning", "debug"].map(|name| (name, signs(name))).into(),
        success: signs("success"),
        counts: words(table.get("count"), "words"),
        count_followers: words(table.get("count"), "followers"),
    }
});

/// How lines begin that another program reads, with the program.
pub(super) static PROTOCOLS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let table = document(include_str!("protocols.toml"));
    let text = |row: &toml_edit::Table, key: &str| row.get(key).and_then(Item::as_str).map(str::to_owned);
    let rows = table.get("line").and_then(Item::as_array_of_tables);
    rows.into_iter().flatten().filter_map(|row| Some((text(row, "begins")?, text(row, "reader")?))).collect()
});

pub(super) static SECRETS: LazyLock<Secrets> = LazyLock::new(|| {
    let table = document(include_str!("secrets.toml"));
    let list = |name: &str| words(Some(table.as_item()), name);
    Secrets { parts: list("parts"), pairs: list("pairs"), except: list("except") }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads() {
        assert!(
            LOGGERS.makers.len() > 8
                && LOGGERS.objects.len() > 1
                && LOGGERS.configures.len() > 4
                && LOGGERS.foreign.len() > 2
        );
        assert!(
            LEVELS.by_severity.iter().all(|(_, signs)| !signs.words.is_empty() && !signs.marks.is_empty())
        );
        assert!(!LEVELS.counts.is_empty() && !LEVELS.success.marks.is_empty());
        assert!(PROTOCOLS.len() > 4);
        assert!(!SECRETS.parts.is_empty() && !SECRETS.pairs.is_empty() && !SECRETS.except.is_empty());
    }
}
