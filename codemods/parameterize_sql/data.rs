//! What takes SQL, and how its driver takes values: the tables in `drivers.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use toml_edit::{Item, TableLike};

use super::sql::Dialect;
use crate::tables::{document, flag, given_text, rows, words};

/// How a driver takes values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    pub name: String,
    pub placeholder: Placeholder,
    /// The form with names, where the driver has one; `name` stands for the name.
    pub named: Option<String>,
    /// A literal `%` is written `%%` once values are passed.
    pub percent: bool,
    pub dialect: Dialect,
    /// Values reach the server apart from the text, and it has to tell the type of each.
    pub binds_on_server: bool,
}

/// What stands for a value by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// `?`
    Question,
    /// `%s`
    Format,
    /// `$1`
    Dollar,
    /// `:1`
    Colon,
    /// Only names are taken.
    Named,
}

/// A call that takes SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sink {
    /// The name of its driver; `unknown`, or `of:con` where an argument decides.
    pub driver: String,
    pub query: Parameter,
    /// What takes the values.
    pub values: Option<Parameter>,
    pub shape: Shape,
    pub wants: Wants,
    /// The argument that decides the driver.
    pub connection: Option<Parameter>,
    pub many: bool,
    pub script: bool,
    /// The query is formatted with `%` even where no values are passed.
    pub always_formats: bool,
}

/// A parameter by its name and, unless it is taken by keyword only, its index without `self`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    pub at: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Sequence,
    Mapping,
    Either,
    /// Each value is an argument of its own.
    Arguments,
    None,
}

/// What the query has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    String,
    /// `sqlalchemy.text(...)`
    Text,
    Either,
}

pub struct Drivers {
    by_name: BTreeMap<String, Driver>,
    sinks: BTreeMap<String, Sink>,
    /// The last parts of the sinks' names.
    methods: BTreeSet<String>,
    call_names: Option<AhoCorasick>,
    /// Functions that take an argument of any type.
    untyped: Vec<String>,
}

impl Drivers {
    /// Whether a function takes arguments of any type, so that nothing tells that of a parameter.
    pub fn is_untyped(&self, function: &str) -> bool {
        self.untyped.iter().any(|known| known == function)
    }

    pub fn driver(&self, name: &str) -> Option<&Driver> {
        self.by_name.get(name)
    }

    /// A sink by its qualified name.
    pub fn sink(&self, callable: &str) -> Option<&Sink> {
        self.sinks.get(callable)
    }

    /// A sink of a driver by the last part of its name.
    pub fn sink_of(&self, driver: &str, method: &str) -> Option<(&str, &Sink)> {
        let is_it = |name: &str| name.rsplit('.').next() == Some(method);
        self.sinks
            .iter()
            .find(|(name, sink)| sink.driver == driver && is_it(name))
            .map(|(name, sink)| (name.as_str(), sink))
    }

    /// The driver that an imported module belongs to; the package where that has several.
    pub fn of_package(&self, module: &str) -> Option<String> {
        let package_of = |name: &str| match name.split('.').next() {
            // A package of several distributions.
            Some("mysql") => "mysql.connector".to_owned(),
            first => first.unwrap_or_default().to_owned(),
        };
        let is_in = |package: &str| {
            module == package || module.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'))
        };
        let sinks = self.sinks.iter().filter(|(name, sink)| {
            // Raw cursors are asked for by name, and pandas is given a connection of another package.
            is_in(&package_of(name))
                && self.by_name.contains_key(&sink.driver)
                && sink.driver != "psycopg-raw"
        });
        let drivers: BTreeSet<&str> = sinks.map(|(_, sink)| sink.driver.as_str()).collect();
        let mut drivers = drivers.into_iter();
        match (drivers.next(), drivers.next()) {
            (Some(driver), None) => Some(driver.to_owned()),
            (Some(_), Some(_)) => Some(module.split('.').next().unwrap_or(module).to_owned()),
            _ => None,
        }
    }

    /// Whether some sink is called by this name.
    pub fn is_method(&self, name: &str) -> bool {
        self.methods.contains(name)
    }

    /// The names that sinks are called by.
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.methods.iter().map(String::as_str)
    }

    /// Finds the names of sinks, the longest where several start at one place.
    pub fn call_names(&self) -> Option<&AhoCorasick> {
        self.call_names.as_ref()
    }
}

pub static DRIVERS: LazyLock<Drivers> = LazyLock::new(|| {
    let document = document(include_str!("drivers.toml"));
    let drivers: BTreeMap<String, Driver> = rows(&document, "driver")
        .into_iter()
        .filter_map(|row| Some((given_text(row, "name")?, driver(row)?)))
        .collect();
    let sinks: BTreeMap<String, Sink> = rows(&document, "sink")
        .into_iter()
        .filter_map(|row| Some((given_text(row, "callable")?, sink(row)?)))
        .collect();
    let methods: BTreeSet<String> =
        sinks.keys().filter_map(|name| Some(name.rsplit_once('.')?.1.to_owned())).collect();
    let call_names = search(&methods);
    let untyped = words(document.get("untyped"), "functions");
    Drivers { by_name: drivers, sinks, methods, call_names, untyped }
});

/// A search for names, which finds the longest where several start at one place. `None` where the bytes of a name depend
/// on the encoding of the file, or on how its letters are composed.
pub fn search(names: &BTreeSet<String>) -> Option<AhoCorasick> {
    if !names.iter().all(|name| name.is_ascii()) {
        return None;
    }
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()
}

fn driver(row: &dyn TableLike) -> Option<Driver> {
    Some(Driver {
        name: given_text(row, "name")?,
        placeholder: match given_text(row, "placeholder")?.as_str() {
            "?" => Placeholder::Question,
            "%s" => Placeholder::Format,
            "$" => Placeholder::Dollar,
            ":1" => Placeholder::Colon,
            ":name" => Placeholder::Named,
            _ => return None,
        },
        named: given_text(row, "named"),
        percent: flag(row, "percent"),
        dialect: match given_text(row, "dialect")?.as_str() {
            "sqlite" => Dialect::Sqlite,
            "postgresql" => Dialect::PostgreSql,
            "mysql" => Dialect::MySql,
            "mssql" => Dialect::MsSql,
            "oracle" => Dialect::Oracle,
            "duckdb" => Dialect::DuckDb,
            "any" => Dialect::Any,
            _ => return None,
        },
        binds_on_server: given_text(row, "binds").is_some_and(|binds| binds == "server"),
    })
}

fn sink(row: &dyn TableLike) -> Option<Sink> {
    let parameter =
        |name: &str, at: &str| Some(Parameter { name: given_text(row, name)?, at: number(row, at) });
    Some(Sink {
        driver: given_text(row, "driver")?,
        query: parameter("query", "at")?,
        values: parameter("parameters", "parameters_at"),
        shape: match given_text(row, "shape")?.as_str() {
            "sequence" => Shape::Sequence,
            "mapping" => Shape::Mapping,
            "either" => Shape::Either,
            "arguments" => Shape::Arguments,
            "none" => Shape::None,
            _ => return None,
        },
        wants: match given_text(row, "wants")?.as_str() {
            "string" => Wants::String,
            "text" => Wants::Text,
            "either" => Wants::Either,
            _ => return None,
        },
        connection: parameter("con", "con_at"),
        many: flag(row, "many"),
        script: flag(row, "script"),
        always_formats: flag(row, "always_formats"),
    })
}

fn number(row: &dyn TableLike, key: &str) -> Option<usize> {
    row.get(key).and_then(Item::as_integer).and_then(|number| usize::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_whose_bytes_the_encoding_decides_is_not_searched_for() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        assert!(search(&names(&["abfrage", "query"])).is_some());
        assert!(search(&names(&["query", "prüfe"])).is_none());
    }

    #[test]
    fn every_row_is_read_and_every_sink_has_its_driver() {
        let table = include_str!("drivers.toml");
        assert_eq!(DRIVERS.by_name.len(), table.matches("[[driver]]").count());
        assert_eq!(DRIVERS.sinks.len(), table.matches("[[sink]]").count());
        for (name, sink) in &DRIVERS.sinks {
            let known = DRIVERS.driver(&sink.driver).is_some()
                || ["unknown", "of:con"].contains(&sink.driver.as_str());
            assert!(known, "{name}: {}", sink.driver);
        }
    }
}
