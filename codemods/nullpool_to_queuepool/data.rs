//! The tables of facts that nullpool-to-queuepool decides by, read from the TOML files beside this one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml_edit::{Item, TableLike, Value};

use crate::tables::{document, flag, rows, text, words, words_of};

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

/// What shows that a connection must not be kept, for one reason.
#[derive(Debug, Default)]
pub struct Hazard {
    pub reason: String,
    /// Qualified names; one that ends in `.` stands for everything below it.
    pub uses: Vec<String>,
    /// Exceptions to those.
    pub harmless: Vec<String>,
    pub imports: Vec<String>,
    /// Last parts of decorators, functions and bases, which count where the project imports one of `libraries`.
    pub tasks: Vec<String>,
    pub libraries: Vec<String>,
    pub methods: Vec<String>,
    /// The names of all parameters of a function.
    pub handlers: Vec<Vec<String>>,
    /// The names that each parameter may have in a function with one of `handler_names` in its name.
    pub named_handlers: Vec<Vec<String>>,
    pub handler_names: Vec<String>,
    /// Names of functions.
    pub hooks: Vec<String>,
    pub strings: Vec<String>,
    pub comments: Vec<String>,
    /// Words with which a comment does not count.
    pub unless: Vec<String>,
}

/// Names of files that are tests or migrations.
#[derive(Debug, Default)]
pub struct FileNames {
    pub test_files: Vec<String>,
    pub test_folders: Vec<String>,
    /// Words of names.
    pub test_words: Vec<String>,
    pub migration_files: Vec<String>,
    pub migration_folders: Vec<String>,
    pub migration_modules: Vec<String>,
}

/// What a session leaves behind on its connection.
#[derive(Debug, Default)]
pub struct SessionState {
    pub texts: Vec<String>,
    pub names: Vec<String>,
    pub variables: Vec<String>,
    pub statements: Vec<String>,
    pub prefixes: Vec<String>,
    /// Functions whose last argument says whether the change ends with the transaction.
    pub local_calls: Vec<String>,
}

pub struct Facts {
    makers: BTreeMap<String, Maker>,
    pools: BTreeMap<String, Pool>,
    /// Modules that offer the queue pools.
    pub complete: Vec<String>,
    pub home: String,
    pub wraps: Vec<String>,
    pub async_drivers: Vec<String>,
    pub memory_marks: Vec<String>,
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
    pub session: SessionState,
    pub file_names: FileNames,
    /// Frameworks in which asynchronous views run in loops of their own, and the decorators of views.
    pub async_frameworks: Vec<String>,
    pub view_decorators: Vec<String>,
    /// What the first parameter of a function of a platform is.
    pub request: String,
    /// Keywords and functions that name modules to import.
    pub include_keywords: Vec<String>,
    pub include_functions: Vec<String>,
    /// Texts of files that are read for what they show, besides those that the other tables tell.
    pub telling: Vec<String>,
    /// Attributes of an engine that are that engine.
    pub same_engine: Vec<String>,
    /// Functions whose result holds an engine.
    pub holders: Vec<String>,
    /// Classes whose objects end with a piece of work.
    pub sessions: Vec<String>,
    /// Decorators that keep what a function gives.
    pub caches: Vec<String>,
    pub plain_decorators: Vec<String>,
    /// Functions that call what they are given once.
    pub once: Vec<String>,
    /// Parameters that are the application.
    pub long_lived: Vec<String>,
    /// Objects whose attributes last for a request, a thread or a task.
    pub short_lived: Vec<String>,
    /// Bases of classes whose methods are views.
    pub view_bases: Vec<String>,
    /// Servers that run an event loop of their own.
    pub serving_loops: Vec<String>,
    /// Decorators and names of functions that run once when the application starts.
    pub startup_decorators: Vec<String>,
    pub startup_functions: Vec<String>,
    /// Methods that set up their object.
    pub setup_methods: Vec<String>,
    /// Bases of classes whose objects end with a request, a thread or a piece of work.
    pub short_lived_bases: Vec<String>,
    /// Functions that ask something about a class.
    pub asks: Vec<String>,
    /// Parts that one word has all of.
    pub pooler_hosts: Vec<Vec<String>>,
    pub serving_calls: Vec<String>,
    pub serving_paths: Vec<String>,
    pub serving_modules: Vec<String>,
}

impl Facts {
    /// The function of SQLAlchemy that a dotted path names.
    pub fn maker(&self, path: &str) -> Option<&Maker> {
        self.makers.get(path)
    }

    /// The functions that make engines of a kind.
    pub fn makers(&self, kind: Kind) -> impl Iterator<Item = &Maker> {
        self.makers.values().filter(move |maker| maker.kind == kind)
    }

    pub fn pool(&self, path: &str) -> Option<Pool> {
        self.pools.get(path).copied()
    }
}

pub static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let sqlalchemy = document(include_str!("sqlalchemy.toml"));
    let hazards = document(include_str!("hazards.toml"));
    let pools = sqlalchemy.get("pools");
    let modules = words(pools, "modules");
    let kind = |is_async: bool| if is_async { Kind::Async } else { Kind::Sync };
    let mut makers = BTreeMap::new();
    for row in rows(&sqlalchemy, "engine") {
        let is_async = flag(row, "asynchronous");
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
        memory_marks: words(sqlalchemy.get("memory"), "marks"),
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
        session: SessionState {
            texts: words(hazards.get("session-state"), "texts"),
            names: words(hazards.get("session-state"), "names"),
            variables: words(hazards.get("session-state"), "variables"),
            statements: words(hazards.get("session-state"), "statements"),
            prefixes: words(hazards.get("session-state"), "prefixes"),
            local_calls: words(hazards.get("session-state"), "local_calls"),
        },
        file_names: FileNames {
            test_files: words(hazards.get("names"), "test_files"),
            test_folders: words(hazards.get("names"), "test_folders"),
            test_words: words(hazards.get("names"), "test_words"),
            migration_files: words(hazards.get("names"), "migration_files"),
            migration_folders: words(hazards.get("names"), "migration_folders"),
            migration_modules: words(hazards.get("names"), "migration_modules"),
        },
        async_frameworks: words(hazards.get("async-views"), "frameworks"),
        view_decorators: words(hazards.get("async-views"), "decorators"),
        request: hazards
            .get("requests")
            .and_then(|requests| requests.get("path"))
            .and_then(Item::as_str)
            .unwrap_or_default()
            .to_owned(),
        include_keywords: words(hazards.get("includes"), "keywords"),
        include_functions: words(hazards.get("includes"), "functions"),
        telling: words_of(hazards.as_table(), "telling"),
        same_engine: words(sqlalchemy.get("flow"), "same_engine"),
        holders: words(sqlalchemy.get("flow"), "holders"),
        sessions: words(sqlalchemy.get("flow"), "sessions"),
        caches: words(sqlalchemy.get("flow"), "caches"),
        plain_decorators: words(sqlalchemy.get("flow"), "plain_decorators"),
        once: words(sqlalchemy.get("flow"), "once"),
        long_lived: words(sqlalchemy.get("flow"), "long_lived"),
        short_lived: words(sqlalchemy.get("flow"), "short_lived"),
        view_bases: words(hazards.get("async-views"), "bases"),
        serving_loops: words(hazards.get("serving"), "loops"),
        startup_decorators: words(sqlalchemy.get("flow"), "startup_decorators"),
        startup_functions: words(sqlalchemy.get("flow"), "startup_functions"),
        setup_methods: words(sqlalchemy.get("flow"), "setup_methods"),
        short_lived_bases: words(sqlalchemy.get("flow"), "short_lived_bases"),
        asks: words(sqlalchemy.get("flow"), "asks"),
        pooler_hosts: hazards
            .get("poolers")
            .and_then(Item::as_table_like)
            .map(|poolers| lists_of(poolers, "hosts"))
            .unwrap_or_default(),
        serving_calls: words(hazards.get("serving"), "calls"),
        serving_paths: words(hazards.get("serving"), "paths"),
        serving_modules: words(hazards.get("serving"), "modules"),
    }
});

fn hazard(row: &dyn TableLike) -> Hazard {
    Hazard {
        reason: text(row, "reason"),
        uses: words_of(row, "uses"),
        harmless: words_of(row, "harmless"),
        imports: words_of(row, "imports"),
        tasks: words_of(row, "tasks"),
        libraries: words_of(row, "libraries"),
        methods: words_of(row, "methods"),
        handlers: lists_of(row, "handlers"),
        named_handlers: lists_of(row, "named_handlers"),
        handler_names: words_of(row, "handler_names"),
        hooks: words_of(row, "hooks"),
        strings: words_of(row, "strings"),
        comments: words_of(row, "comments"),
        unless: words_of(row, "unless"),
    }
}

/// Lists of words in a list.
fn lists_of(row: &dyn TableLike, key: &str) -> Vec<Vec<String>> {
    let words = |value: &Value| {
        let words = value.as_array().into_iter().flatten();
        words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    row.get(key).and_then(Item::as_array).into_iter().flatten().map(words).collect()
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
        assert!(FACTS.hazards.len() == 6 && FACTS.complete.contains(&FACTS.home));
        assert!(
            !FACTS.limits.is_empty()
                && !FACTS.memory_marks.is_empty()
                && !FACTS.wraps.is_empty()
                && !FACTS.async_drivers.is_empty()
        );
        assert!(!FACTS.creators.is_empty() && !FACTS.dictionaries.is_empty());
        assert!(!FACTS.dictionary_keywords.is_empty() && !FACTS.test_loops.is_empty());
        assert!(!FACTS.pooler_words.is_empty() && !FACTS.pooler_phrases.is_empty());
        assert!(
            !FACTS.pooler_settings.is_empty()
                && !FACTS.pooler_ports.is_empty()
                && !FACTS.session.texts.is_empty()
        );
        assert!(!FACTS.serving_calls.is_empty() && !FACTS.serving_paths.is_empty());
        assert!(!FACTS.serving_modules.is_empty());
        let session = &FACTS.session;
        assert!(
            !session.prefixes.is_empty()
                && !session.names.is_empty()
                && !session.variables.is_empty()
                && !session.statements.is_empty()
        );
        let names = &FACTS.file_names;
        assert!(
            !names.test_words.is_empty() && !names.test_files.is_empty() && !names.test_folders.is_empty()
        );
        assert!(!names.migration_files.is_empty() && !names.migration_folders.is_empty());
        assert!(!names.migration_modules.is_empty() && !FACTS.telling.is_empty());
        assert!(!FACTS.async_frameworks.is_empty() && !FACTS.view_decorators.is_empty());
        assert!(!FACTS.request.is_empty());
        assert!(!FACTS.include_keywords.is_empty() && !FACTS.include_functions.is_empty());
        assert!(!FACTS.same_engine.is_empty() && !FACTS.holders.is_empty() && !FACTS.sessions.is_empty());
        assert!(!FACTS.caches.is_empty() && !FACTS.plain_decorators.is_empty() && !FACTS.once.is_empty());
        assert!(
            !FACTS.view_bases.is_empty() && !FACTS.serving_loops.is_empty() && !FACTS.pooler_hosts.is_empty()
        );
        assert!(!FACTS.startup_decorators.is_empty() && !FACTS.startup_functions.is_empty());
        assert!(
            !FACTS.setup_methods.is_empty() && !FACTS.short_lived_bases.is_empty() && !FACTS.asks.is_empty()
        );
        assert!(!session.local_calls.is_empty());
        assert!(!FACTS.long_lived.is_empty() && !FACTS.short_lived.is_empty());
    }
}
