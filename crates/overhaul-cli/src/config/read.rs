//! Reading a configuration. Whatever is not understood is an error: a misspelt key must not lose its meaning silently.

use std::collections::BTreeMap;
use std::ops::Range;

use globset::{GlobSet, GlobSetBuilder};
use overhaul_engine::options::{did_you_mean, nearest};
use overhaul_engine::{Codemod, OptionError, OptionValue, Options};
use thiserror::Error;
use toml_edit::{Document, Item, Key, TableLike, Value};

use super::find::Table;
use super::globs::glob_with_below;
use super::{Config, PathOverride, Registry};

/// What is wrong with a configuration, and where.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{file}:{line}:{column}: invalid TOML: {message}")]
    Toml { file: String, line: usize, column: usize, message: String },
    #[error("{file}:{line}: {message}")]
    Meaning { file: String, line: usize, message: String },
}

/// The 1-based line and column of an offset, columns counted in characters.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (1 + before.matches('\n').count(), 1 + before[line..].chars().count())
}

/// The keys that a configuration may have besides the ids of codemods.
const KEYS: [&str; 3] = ["codemods", "exclude", "overrides"];
const OVERRIDE_KEYS: [&str; 2] = ["paths", "codemods"];

pub struct Reader<'a> {
    /// How messages name the file.
    pub label: String,
    pub text: &'a str,
    pub registry: &'a Registry,
}

impl Reader<'_> {
    pub fn config(&self, table: Table) -> Result<Config, ConfigError> {
        let document = Document::parse(self.text).map_err(|error| {
            let (line, column) = position(self.text, error.span().map_or(0, |span| span.start));
            let message = error.message().to_owned();
            ConfigError::Toml { file: self.label.clone(), line, column, message }
        })?;
        match table {
            Table::Root => self.root(document.as_table()),
            Table::Tool => match document.get("tool").and_then(|tool| tool.get("overhaul")) {
                Some(item) => self.root(self.table(item, "tool.overhaul")?),
                None => Ok(Config::default()),
            },
        }
    }

    fn root(&self, table: &dyn TableLike) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        if let Some(item) = table.get("codemods") {
            config.codemods = Some(self.ids(item)?);
        }
        for (key, item) in entries(table) {
            match key.get() {
                "codemods" => {}
                "exclude" => {
                    config.exclude = self.globs(item, "exclude")?.0;
                }
                "overrides" => config.overrides = self.overrides(item, config.codemods.as_deref())?,
                _ => self.options(key, item, &KEYS, &mut config.options)?,
            }
        }
        Ok(config)
    }

    fn overrides(&self, item: &Item, codemods: Option<&[String]>) -> Result<Vec<PathOverride>, ConfigError> {
        let wrong = || self.error(item.span(), "'overrides' must be a list of tables".to_owned());
        let tables: Vec<&dyn TableLike> = if let Some(tables) = item.as_array_of_tables() {
            tables.iter().map(|table| table as &dyn TableLike).collect()
        } else {
            let values = item.as_array().ok_or_else(wrong)?;
            values
                .iter()
                .map(|value| value.as_inline_table().map(|table| table as &dyn TableLike))
                .collect::<Option<_>>()
                .ok_or_else(wrong)?
        };
        tables.into_iter().map(|table| self.path_override(table, item, codemods)).collect()
    }

    fn path_override(
        &self,
        table: &dyn TableLike,
        whole: &Item,
        codemods: Option<&[String]>,
    ) -> Result<PathOverride, ConfigError> {
        let mut paths = None;
        let mut chosen = None;
        let mut options = BTreeMap::new();
        for (key, item) in entries(table) {
            match key.get() {
                "paths" => paths = Some(self.globs(item, "paths")?.1),
                "codemods" => {
                    let ids = self.ids(item)?;
                    let extra = ids.iter().find(|id| codemods.is_some_and(|all| !all.contains(id)));
                    if let Some(id) = extra {
                        let message = format!("'{id}' is not among the codemods that this file runs");
                        return Err(self.error(item.span(), message));
                    }
                    chosen = Some(ids);
                }
                _ => self.options(key, item, &OVERRIDE_KEYS, &mut options)?,
            }
        }
        let first = table.iter().next().and_then(|(name, _)| table.key(name)?.span());
        let Some(paths) = paths else {
            return Err(self.error(first.or(whole.span()), "an override needs 'paths'".to_owned()));
        };
        Ok(PathOverride { paths, codemods: chosen, options })
    }

    /// The options of the codemod that `key` names.
    fn options(
        &self,
        key: &Key,
        item: &Item,
        known: &[&str],
        into: &mut BTreeMap<String, Options>,
    ) -> Result<(), ConfigError> {
        let id = key.get();
        let Some(codemod) = self.registry.iter().find(|codemod| codemod.id() == id) else {
            let ids = self.registry.iter().map(|codemod| codemod.id());
            let nearest = nearest(id, known.iter().copied().chain(ids));
            let message = format!("unknown key '{id}'{}", did_you_mean(nearest.as_deref()));
            return Err(self.error(key.span(), message));
        };
        let mut options = Options::default();
        for (key, item) in entries(self.table(item, id)?) {
            self.option(&**codemod, key.get(), item, &mut options)
                .map_err(|error| self.error(key.span(), format!("{id}: {error}")))?;
        }
        into.insert(id.to_owned(), options);
        Ok(())
    }

    fn option(
        &self,
        codemod: &dyn Codemod,
        name: &str,
        item: &Item,
        options: &mut Options,
    ) -> Result<(), OptionError> {
        let specs = codemod.options();
        let value = match item.as_value() {
            Some(Value::Boolean(value)) => Some(OptionValue::Bool(*value.value())),
            Some(Value::Integer(value)) => Some(OptionValue::Integer(*value.value())),
            Some(Value::String(value)) => Some(OptionValue::Text(value.value().clone())),
            Some(Value::Array(_)) => self.strings(item, name).ok().map(OptionValue::List),
            _ => None,
        };
        match (value, specs.iter().find(|spec| spec.name == name)) {
            (Some(value), _) => options.set(specs, name, value),
            (None, Some(spec)) => {
                Err(OptionError::Type { name: name.to_owned(), expected: spec.kind.describe() })
            }
            (None, None) => Err(OptionError::Unknown {
                name: name.to_owned(),
                nearest: nearest(name, specs.iter().map(|spec| spec.name)),
            }),
        }
    }

    fn ids(&self, item: &Item) -> Result<Vec<String>, ConfigError> {
        let ids = self.strings(item, "codemods")?;
        for (index, id) in ids.iter().enumerate() {
            if !self.registry.iter().any(|codemod| codemod.id() == id) {
                let nearest = nearest(id, self.registry.iter().map(|codemod| codemod.id()));
                let message = format!("unknown codemod '{id}'{}", did_you_mean(nearest.as_deref()));
                return Err(self.error(span_of(item, index), message));
            }
            if ids[..index].contains(id) {
                return Err(self.error(span_of(item, index), format!("'{id}' is named twice")));
            }
        }
        Ok(ids)
    }

    fn globs(&self, item: &Item, name: &str) -> Result<(Vec<String>, GlobSet), ConfigError> {
        let patterns = self.strings(item, name)?;
        let mut builder = GlobSetBuilder::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let wrong = |error| self.error(span_of(item, index), format!("'{name}': {error}"));
            for glob in glob_with_below(pattern).map_err(wrong)? {
                builder.add(glob);
            }
        }
        let set = builder.build().map_err(|error| self.error(item.span(), format!("'{name}': {error}")))?;
        Ok((patterns, set))
    }

    fn strings(&self, item: &Item, name: &str) -> Result<Vec<String>, ConfigError> {
        item.as_array()
            .and_then(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect())
            .ok_or_else(|| self.error(item.span(), format!("'{name}' must be a list of strings")))
    }

    fn table<'i>(&self, item: &'i Item, name: &str) -> Result<&'i dyn TableLike, ConfigError> {
        item.as_table_like().ok_or_else(|| self.error(item.span(), format!("'{name}' must be a table")))
    }

    fn error(&self, span: Option<Range<usize>>, message: String) -> ConfigError {
        let line = position(self.text, span.map_or(0, |span| span.start)).0;
        ConfigError::Meaning { file: self.label.clone(), line, message }
    }
}

/// Keys and items of a table, in the order of the file.
fn entries(table: &dyn TableLike) -> impl Iterator<Item = (&Key, &Item)> {
    table.iter().filter_map(|(name, _)| table.get_key_value(name))
}

fn span_of(item: &Item, index: usize) -> Option<Range<usize>> {
    item.as_array().and_then(|values| values.get(index)).and_then(Value::span).or_else(|| item.span())
}
