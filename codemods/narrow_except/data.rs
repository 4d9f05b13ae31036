//! The tables of facts that narrow-except decides by, read from the TOML files beside this one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use overhaul_python::{PythonVersion, version};
use toml_edit::{Item, TableLike, Value};

use crate::tables::{document, flag, given_text, rows, text, words_of};

/// One operation and what it raises; the head of `raises.toml` says what each field means.
#[derive(Debug, Default)]
pub struct Row {
    pub call: String,
    pub raises: Vec<String>,
    pub rare: Vec<String>,
    pub mistyped: Vec<String>,
    pub hostile: Vec<String>,
    pub when: Vec<Condition>,
    pub without: Vec<Condition>,
    /// `None` where nothing is known about it.
    pub invokes: Option<Vec<String>>,
    pub opaque: bool,
    /// The name exists on one platform only.
    pub platform: bool,
    since: Option<PythonVersion>,
    until: Option<PythonVersion>,
}

/// What an argument or the version changes.
#[derive(Debug, Default)]
pub struct Condition {
    pub argument: Option<usize>,
    pub keyword: Option<String>,
    pub class: Option<String>,
    /// The literal that the argument is, as its source reads.
    pub value: Option<String>,
    /// String literals for which it does not hold.
    pub unless: Vec<String>,
    pub adds: Vec<String>,
    pub instead: Option<Vec<String>>,
    pub opaque: bool,
    pub since: Option<PythonVersion>,
    pub until: Option<PythonVersion>,
}

/// `raises.toml` with `aliases.toml`.
pub struct Rows {
    by_call: BTreeMap<&'static str, Vec<Unread>>,
    /// The public name by the name of the definition.
    aliases: BTreeMap<String, String>,
}

/// A row that is parsed when it is asked for: there are many, of which a run needs few.
struct Unread {
    text: &'static str,
    row: OnceLock<Row>,
}

impl Unread {
    fn row(&self) -> &Row {
        self.row.get_or_init(|| read_row(document(self.text).as_table()))
    }

    /// The rows of a text by their calls, which stand on lines of their own.
    fn by_call(text: &'static str) -> BTreeMap<&'static str, Vec<Self>> {
        let mut rows: BTreeMap<&str, Vec<Self>> = BTreeMap::new();
        for text in text.split("\n[[row]]").skip(1) {
            let call = text.lines().find_map(|line| line.strip_prefix("call = \"")?.strip_suffix('"'));
            let row = Self { text, row: OnceLock::new() };
            rows.entry(call.unwrap_or_default()).or_default().push(row);
        }
        rows
    }
}

impl Rows {
    /// The row of a call by its qualified name, for the lowest version that the code must run on.
    pub fn get(&self, call: &str, lowest: PythonVersion) -> Option<&Row> {
        let rows = || self.by_call.get(call).into_iter().flatten().map(Unread::row);
        // Of two rows with disjoint versions the older one holds for both: the names of its classes are aliases later.
        rows()
            .find(|row| row.until.is_some_and(|until| lowest <= until))
            .or_else(|| rows().find(|row| row.until.is_none()))
    }

    /// A qualified name as the table has it: the longest alias of its beginning is put in place.
    pub fn public(&self, defined: &str) -> String {
        let mut head = defined;
        loop {
            if let Some(name) = self.aliases.get(head) {
                return format!("{name}{}", &defined[head.len()..]);
            }
            match head.rsplit_once('.') {
                Some((shorter, _)) => head = shorter,
                None => return defined.to_owned(),
            }
        }
    }
}

/// Exception classes and what they derive from: `exceptions.toml`.
pub struct Classes {
    rows: BTreeMap<String, Vec<Class>>,
    also: BTreeMap<String, Vec<(String, Option<PythonVersion>)>>,
}

struct Class {
    bases: Vec<String>,
    since: Option<PythonVersion>,
    until: Option<PythonVersion>,
}

impl Classes {
    /// The class by the name that this table has for it, whatever name it is given by.
    pub fn canonical(&self, name: &str, lowest: PythonVersion) -> Option<&str> {
        let name = name.strip_prefix("builtins.").unwrap_or(name);
        if let Some((known, rows)) = self.rows.get_key_value(name)
            && rows.iter().any(|row| row.until.is_none_or(|until| lowest <= until))
        {
            return Some(known);
        }
        let also = self.also.get(name)?;
        also.iter()
            .find(|(_, since)| since.is_none_or(|since| since <= lowest))
            .map(|(name, _)| name.as_str())
    }

    /// Whether all instances of `class` are instances of `base`. Both are canonical.
    pub fn derives(&self, class: &str, base: &str, lowest: PythonVersion) -> bool {
        class == base
            || self.row(class, lowest).is_some_and(|row| {
                row.bases.iter().any(|above| {
                    let above = self.canonical(above, lowest).unwrap_or(above);
                    above != class && self.derives(above, base, lowest)
                })
            })
    }

    /// Whether all versions from `lowest` on have the class.
    pub fn exists(&self, class: &str, lowest: PythonVersion) -> bool {
        self.rows
            .get(class)
            .is_none_or(|rows| rows.iter().any(|row| row.since.is_none_or(|since| since <= lowest)))
    }

    /// The names under which a class can be found, its own first.
    pub fn names<'c>(&'c self, class: &'c str, lowest: PythonVersion) -> impl Iterator<Item = &'c str> {
        let also = self.also.iter().filter(move |(_, of)| {
            of.iter().any(|(of, since)| of == class && since.is_none_or(|since| since <= lowest))
        });
        std::iter::once(class).chain(also.map(|(name, _)| name.as_str()))
    }

    fn row(&self, class: &str, lowest: PythonVersion) -> Option<&Class> {
        let rows = self.rows.get(class)?;
        rows.iter()
            .find(|row| row.until.is_some_and(|until| lowest <= until))
            .or_else(|| rows.iter().find(|row| row.until.is_none()))
    }
}

/// `words.toml`.
pub struct Words {
    lists: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Words {
    pub fn has(&self, table: &str, list: &str, word: &str) -> bool {
        self.list(table, list).is_some_and(|words| words.contains(word))
    }

    pub fn any(&self, table: &str, list: &str, mut test: impl FnMut(&str) -> bool) -> bool {
        self.list(table, list).is_some_and(|words| words.iter().any(|word| test(word)))
    }

    fn list(&self, table: &str, list: &str) -> Option<&BTreeSet<String>> {
        self.lists.get(&(table.to_owned(), list.to_owned()))
    }
}

pub static ROWS: LazyLock<Rows> = LazyLock::new(|| Rows {
    by_call: Unread::by_call(include_str!("raises.toml")),
    aliases: rows(&document(include_str!("aliases.toml")), "alias")
        .into_iter()
        .filter_map(|row| Some((given_text(row, "defined")?, given_text(row, "name")?)))
        .collect(),
});

pub static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut by_name: BTreeMap<String, Vec<Class>> = BTreeMap::new();
    let mut also: BTreeMap<String, Vec<(String, Option<PythonVersion>)>> = BTreeMap::new();
    for row in rows(&document(include_str!("exceptions.toml")), "class") {
        let Some(name) = given_text(row, "name") else { continue };
        for entry in row.get("also").and_then(Item::as_array).into_iter().flatten() {
            let (other, since) = match entry {
                Value::String(other) => (Some(other.value().clone()), None),
                Value::InlineTable(entry) => (given_text(entry, "name"), read_version(entry, "since")),
                _ => (None, None),
            };
            if let Some(other) = other {
                also.entry(other).or_default().push((name.clone(), since));
            }
        }
        let class = Class {
            bases: words_of(row, "bases"),
            since: read_version(row, "since"),
            until: read_version(row, "until"),
        };
        by_name.entry(name).or_default().push(class);
    }
    Classes { rows: by_name, also }
});

pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let document = document(include_str!("words.toml"));
    let mut lists = BTreeMap::new();
    for (name, table) in document.iter() {
        let Some(table) = table.as_table_like() else { continue };
        for (key, _) in table.iter() {
            lists.insert((name.to_owned(), key.to_owned()), words_of(table, key).into_iter().collect());
        }
    }
    Words { lists }
});

fn read_row(row: &dyn TableLike) -> Row {
    Row {
        call: text(row, "call"),
        raises: words_of(row, "raises"),
        rare: words_of(row, "rare"),
        mistyped: words_of(row, "mistyped"),
        hostile: words_of(row, "hostile"),
        when: conditions(row, "when"),
        without: conditions(row, "without"),
        invokes: row.get("invokes").map(|_| words_of(row, "invokes")),
        opaque: flag(row, "opaque"),
        platform: row.get("platform").is_some(),
        since: read_version(row, "since"),
        until: read_version(row, "until"),
    }
}

impl Row {
    /// Whether older versions that the code must run on lack the name.
    pub fn is_missing_on(&self, lowest: PythonVersion) -> bool {
        self.since.is_some_and(|since| lowest < since)
    }

    /// The special methods and hooks that are known to be called.
    pub fn invoked(&self) -> &[String] {
        self.invokes.as_deref().unwrap_or_default()
    }

    /// Whether it calls one of the methods of this list of the protocols.
    pub fn invokes_one_of(&self, list: &str) -> bool {
        self.invoked().iter().any(|method| WORDS.has("protocols", list, method))
    }
}

fn conditions(row: &dyn TableLike, name: &str) -> Vec<Condition> {
    let array = row.get(name).and_then(Item::as_array);
    let tables = array.into_iter().flatten().filter_map(Value::as_inline_table);
    tables
        .map(|table| Condition {
            argument: table
                .get("argument")
                .and_then(Value::as_integer)
                .and_then(|at| usize::try_from(at).ok()),
            keyword: given_text(table, "keyword"),
            class: given_text(table, "type"),
            value: table.get("value").map(python_literal),
            unless: words_of(table, "unless"),
            adds: words_of(table, "adds"),
            instead: table.get("instead").map(|_| words_of(table, "instead")),
            opaque: flag(table, "opaque"),
            since: read_version(table, "since"),
            until: read_version(table, "until"),
        })
        .collect()
}

/// A literal as Python writes it.
fn python_literal(value: &Value) -> String {
    match value {
        Value::Boolean(value) => if *value.value() { "True" } else { "False" }.to_owned(),
        Value::Integer(value) => value.value().to_string(),
        other => other.as_str().map_or_else(String::new, |text| format!("{text:?}")),
    }
}

fn read_version(row: &dyn TableLike, key: &str) -> Option<PythonVersion> {
    version::lowest_admitted(&format!(">={}", row.get(key)?.as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads() {
        let latest = PythonVersion::latest();
        assert!(ROWS.by_call.len() > 1_500 && ROWS.aliases.len() > 100);
        let rows = ROWS.by_call.iter().flat_map(|(call, rows)| rows.iter().map(move |row| (call, row.row())));
        let all = document(include_str!("raises.toml"));
        assert_eq!(rows.clone().count(), self::rows(&all, "row").len());
        for (call, row) in rows {
            assert_eq!(*call, row.call);
            let conditions = row.when.iter().chain(&row.without);
            let changed = conditions
                .flat_map(|condition| condition.adds.iter().chain(condition.instead.iter().flatten()));
            for class in
                row.raises.iter().chain(&row.rare).chain(&row.mistyped).chain(&row.hostile).chain(changed)
            {
                assert!(CLASSES.canonical(class, latest).is_some(), "{}: {class}", row.call);
            }
            // Whether operands are mistyped is asked last, and not at all where only other classes matter.
            for class in &row.mistyped {
                assert!(CLASSES.derives(class, "Exception", latest), "{}: {class}", row.call);
            }
        }
        assert_eq!(ROWS.public("_io.TextIOWrapper.read"), "io.TextIOWrapper.read");
        assert!(
            WORDS.has("cleanup", "verbs", "rollback") && WORDS.has("iterates", "safely", "builtins.list")
        );
    }

    #[test]
    fn classes_know_their_bases_and_other_names() {
        let (old, new) = (PythonVersion::PY310, PythonVersion::PY311);
        assert_eq!(CLASSES.canonical("socket.error", old), Some("OSError"));
        assert_eq!(CLASSES.canonical("builtins.IOError", new), Some("OSError"));
        assert_eq!(CLASSES.canonical("asyncio.TimeoutError", new), Some("TimeoutError"));
        assert_eq!(CLASSES.canonical("asyncio.TimeoutError", old), Some("asyncio.TimeoutError"));
        assert!(!CLASSES.derives("asyncio.TimeoutError", "OSError", old));
        assert!(CLASSES.derives("json.JSONDecodeError", "ValueError", new));
        assert!(CLASSES.derives("requests.RequestException", "OSError", new));
        assert!(!CLASSES.derives("asyncio.CancelledError", "Exception", new));
    }
}
