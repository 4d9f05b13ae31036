//! The tables of facts that nullpool-to-queuepool decides by, read from the TOML files beside this one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml_edit::{DocumentMut, Item, TableLike};

/// Which kind of engine something is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sync,
    Async,
}

impl Kind {
    pub fn queue_pool(self) -> &'static str {
        match self {
            Self::Sync => "QueuePool",
            Self::Async => "AsyncAdaptedQueuePool",
        }
    }
}

/// A function that makes an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maker {
    pub name: String,
    pub kind: Kind,
    /// Its first parameter is a dictionary whose keys have a prefix.
    pub takes_config: bool,
}

/// The pool classes that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    Null,
    /// Serves this kind of engine only.
    Queue(Kind),
}

#[derive(Debug, Default)]
pub struct Hazard {
    pub reason: String,
    pub calls: Vec<String>,
    pub decorators: Vec<String>,
    pub library: String,
    pub methods: Vec<String>,
    pub functions: Vec<String>,
    pub imports: Vec<String>,
    pub comments: Vec<String>,
}

pub struct Facts {
    makers: BTreeMap<String, Maker>,
    pools: BTreeMap<String, Pool>,
    /// Modules that offer the queue pools.
    pub complete: Vec<String>,
    pub home: String,
    pub wraps: Vec<String>,
    pub async_drivers: Vec<String>,
    pub limits: BTreeMap<String, String>,
    pub creators: Vec<String>,
    /// Names of dictionaries of settings, and the keywords that take one, by the path of the callable.
    pub dictionaries: Vec<String>,
    pub dictionary_keywords: BTreeMap<String, String>,
    pub hazards: Vec<Hazard>,
    pub test_loops: Vec<String>,
    pub pooler_words: Vec<String>,
    pub pooler_phrases: Vec<String>,
    pub pooler_ports: Vec<String>,
    pub pooler_settings: BTreeMap<String, String>,
    pub session_texts: Vec<String>,
    pub serving_calls: Vec<String>,
    pub serving_paths: Vec<String>,
    pub serving_modules: Vec<String>,
}

impl Facts {
    /// The function of SQLAlchemy that a dotted path names.
    pub fn maker(&self, path: &str) -> Option<&Maker> {
        self.makers.get(path)
    }

    pub fn pool(&self, path: &str) -> Option<Pool> {
        self.pools.get(path).copied()
    }
}

pub static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let sqlalchemy: DocumentMut = include_str!("sqlalchemy.toml").parse().unwrap_or_default();
    let hazards: DocumentMut = include_str!("hazards.toml").parse().unwrap_or_default();
    let pools = sqlalchemy.get("pools");
    let modules = words(pools, "modules");
    let kind = |is_async: bool| if is_async { Kind::Async } else { Kind::Sync };
    let mut makers = BTreeMap::new();
    for row in rows(&sqlalchemy, "engine") {
        let is_async = row.get("asynchronous").and_then(Item::as_bool).unwrap_or_default();
        let maker = Maker {
            name: text(row, "name"),
            kind: kind(is_async),
            takes_config: text(row, "takes") == "config",
        };
        for module in words_of(row, "modules") {
            makers.insert(format!("{module}.{}", maker.name), maker.clone());
        }
    }
    let mut by_path = BTreeMap::new();
    for row in rows(&sqlalchemy, "pool") {
        let pool = match text(row, "serves").as_str() {
            "both" => Pool::Null,
            serves => Pool::Queue(kind(serves == "async")),
        };
        by_path.extend(modules.iter().map(|module| (format!("{module}.{}", text(row, "name")), pool)));
    }
    Facts {
        makers,
        pools: by_path,
        complete: words(pools, "complete"),
        home: pools.and_then(|pools| pools.get("home")).and_then(Item::as_str).unwrap_or_default().to_owned(),
        wraps: words(sqlalchemy.get("wraps"), "paths"),
        async_drivers: words(sqlalchemy.get("drivers"), "asynchronous"),
        limits: pairs(sqlalchemy.get("limits")),
        creators: words(sqlalchemy.get("creators"), "keywords"),
        dictionaries: rows(&sqlalchemy, "dictionary").into_iter().map(|row| text(row, "name")).collect(),
        dictionary_keywords: rows(&sqlalchemy, "option")
            .into_iter()
            .map(|row| (text(row, "path"), text(row, "keyword")))
            .collect(),
        hazards: rows(&hazards, "hazard").into_iter().map(hazard).collect(),
        test_loops: words(hazards.get("test-loops"), "paths"),
        pooler_words: words(hazards.get("poolers"), "words"),
        pooler_phrases: words(hazards.get("poolers"), "phrases"),
        pooler_ports: words(hazards.get("poolers"), "ports"),
        pooler_settings: pairs(hazards.get("poolers").and_then(|poolers| poolers.get("settings"))),
        session_texts: words(hazards.get("session-state"), "texts"),
        serving_calls: words(hazards.get("serving"), "calls"),
        serving_paths: words(hazards.get("serving"), "paths"),
        serving_modules: words(hazards.get("serving"), "modules"),
    }
});

fn hazard(row: &dyn TableLike) -> Hazard {
    Hazard {
        reason: text(row, "reason"),
        calls: words_of(row, "calls"),
        decorators: words_of(row, "decorators"),
        library: text(row, "library"),
        methods: words_of(row, "methods"),
        functions: words_of(row, "functions"),
        imports: words_of(row, "imports"),
        comments: words_of(row, "comments"),
    }
}

fn rows<'a>(document: &'a DocumentMut, name: &str) -> Vec<&'a dyn TableLike> {
    let array = document.get(name).and_then(Item::as_array_of_tables);
    array.into_iter().flatten().map(|table| table as &dyn TableLike).collect()
}

fn text(row: &dyn TableLike, key: &str) -> String {
    row.get(key).and_then(Item::as_str).unwrap_or_default().to_owned()
}

fn words_of(row: &dyn TableLike, key: &str) -> Vec<String> {
    let array = row.get(key).and_then(Item::as_array);
    array.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn words(table: Option<&Item>, key: &str) -> Vec<String> {
    table.and_then(Item::as_table_like).map_or_else(Vec::new, |table| words_of(table, key))
}

fn pairs(table: Option<&Item>) -> BTreeMap<String, String> {
    let table = table.and_then(Item::as_table_like);
    let entries = table.into_iter().flat_map(|table| table.iter());
    entries.filter_map(|(key, value)| Some((key.to_owned(), value.as_str()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads() {
        assert_eq!(FACTS.maker("sqlmodel.create_engine").map(|maker| maker.kind), Some(Kind::Sync));
        assert_eq!(FACTS.pool("sqlalchemy.pool.NullPool"), Some(Pool::Null));
        assert_eq!(FACTS.pool("sqlalchemy.AsyncAdaptedQueuePool"), Some(Pool::Queue(Kind::Async)));
        assert!(FACTS.hazards.len() == 5 && FACTS.complete.contains(&FACTS.home));
        assert!(!FACTS.limits.is_empty() && !FACTS.wraps.is_empty() && !FACTS.async_drivers.is_empty());
        assert!(!FACTS.creators.is_empty() && !FACTS.dictionaries.is_empty());
        assert!(!FACTS.dictionary_keywords.is_empty() && !FACTS.test_loops.is_empty());
        assert!(!FACTS.pooler_words.is_empty() && !FACTS.pooler_phrases.is_empty());
        assert!(
            !FACTS.pooler_settings.is_empty()
                && !FACTS.pooler_ports.is_empty()
                && !FACTS.session_texts.is_empty()
        );
        assert!(!FACTS.serving_calls.is_empty() && !FACTS.serving_paths.is_empty());
        assert!(!FACTS.serving_modules.is_empty());
    }
}
