//! A plan: what is to be done, in order, and when each part of it is done. `docs/plan.md` says what each key means.

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use overhaul_engine::options::{did_you_mean, nearest};
use overhaul_engine::{Codemod, OptionValue, Options};
use thiserror::Error;
use toml_edit::{Document, Item as Value, Key, TableLike};

use crate::draft::slug;

/// The version of the format.
pub const VERSION: i64 = 1;

/// What a project is to become.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub items: Vec<Item>,
    pub verify: Vec<Command>,
}

/// One thing that is to be done.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: String,
    pub title: String,
    /// The ids of the codemods that do it, in order; without one, a person does.
    pub codemods: Vec<&'static str>,
    pub options: BTreeMap<&'static str, Options>,
    /// As the plan has them; without one, the whole project.
    pub paths: Vec<String>,
    globs: GlobSet,
    pub status: Status,
    /// Why a person has to do it.
    pub manual: Option<String>,
    /// How many findings may remain that no reason allows.
    pub remaining: usize,
    /// The reasons for which a place is right as it is.
    pub may_stay: Vec<String>,
    pub claimed: Option<(usize, String)>,
    /// What is done in another way than the report wants.
    pub instead: Vec<String>,
    pub sources: Vec<Source>,
}

/// A place of a report that asks for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub report: String,
    pub line: usize,
    pub column: usize,
    pub quote: String,
}

/// What people have done about an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Open,
    Done,
    /// Nobody will do it.
    Dropped,
}

impl Status {
    pub const NAMES: [&str; 3] = ["open", "done", "dropped"];

    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Dropped].into_iter().find(|status| status.name() == name)
    }
}

/// A command that tells whether the result still works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub command: String,
    /// A person has said that it may be run. What only a report says is not.
    pub run: bool,
    /// In seconds.
    pub timeout: u64,
}

/// A command is given this many seconds where the plan says nothing.
pub const TIMEOUT: u64 = 600;

/// What is wrong with a plan, and where.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{label}:{line}: {message}")]
pub struct PlanError {
    label: String,
    line: usize,
    message: String,
}

const KEYS: [&str; 3] = ["version", "item", "verify"];
const ITEM_KEYS: [&str; 14] = [
    "id",
    "title",
    "codemods",
    "options",
    "paths",
    "status",
    "manual",
    "remaining",
    "may-stay",
    "claimed",
    "measured",
    "named",
    "instead",
    "source",
];
const SOURCE_KEYS: [&str; 4] = ["report", "line", "column", "quote"];
const VERIFY_KEYS: [&str; 4] = ["command", "run", "timeout", "from"];

impl Plan {
    /// Reads a plan; `label` is what messages call the file.
    pub fn read(text: &str, label: &str, codemods: &[Arc<dyn Codemod>]) -> Result<Self, PlanError> {
        let reader = Reader { text, label, codemods };
        let document = Document::parse(text).map_err(|error| {
            reader.wrong_at(error.span().map(|span| span.start), format!("invalid TOML: {}", error.message()))
        })?;
        reader.plan(document.as_table())
    }

    /// The codemods that the plan runs, each once, in the order of the items that name them.
    pub fn codemods(&self) -> Vec<&'static str> {
        let mut ids = Vec::new();
        for id in self.running().flat_map(|item| item.codemods.iter().copied()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The items that codemods do and that nobody has dropped.
    pub fn running(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.is_running())
    }

    /// The item that what a codemod finds in a file belongs to: the first one that is about both.
    pub fn owner(&self, codemod: &str, file: &str) -> Option<usize> {
        self.items.iter().position(|item| item.is_running() && item.runs(codemod) && item.covers(file))
    }

    /// The item that a change without an owner belongs to, such as a file that a codemod adds elsewhere.
    pub fn adopter(&self, codemod: &str) -> Option<usize> {
        self.items.iter().position(|item| item.is_running() && item.runs(codemod))
    }
}

impl Item {
    pub fn is_running(&self) -> bool {
        !self.codemods.is_empty() && self.status != Status::Dropped
    }

    pub fn runs(&self, codemod: &str) -> bool {
        self.codemods.contains(&codemod)
    }

    /// Whether it is about a file.
    pub fn covers(&self, file: &str) -> bool {
        self.paths.is_empty() || self.globs.is_match(file)
    }

    /// Whether its id was made of its title.
    pub fn has_slug(&self) -> bool {
        self.id == slug(&self.title) || self.id.starts_with(&format!("{}-", slug(&self.title)))
    }

    /// The files that it is about; matches nothing where it is about all.
    pub fn globs(&self) -> &GlobSet {
        &self.globs
    }
}

struct Reader<'a> {
    text: &'a str,
    label: &'a str,
    codemods: &'a [Arc<dyn Codemod>],
}

impl Reader<'_> {
    fn plan(&self, table: &dyn TableLike) -> Result<Plan, PlanError> {
        self.refuse_unknown(table, &KEYS)?;
        match table.get("version") {
            Some(version) if version.as_integer() == Some(VERSION) => {}
            version => {
                let message =
                    format!("'version' must be {VERSION}, the version of plans that this overhaul reads");
                return Err(self.wrong(version, message));
            }
        }
        let mut plan = Plan::default();
        for table in self.tables(table, "item")? {
            let item = self.item(table)?;
            if plan.items.iter().any(|other| other.id == item.id) {
                return Err(self.wrong(table.get("id"), format!("two items have the id '{}'", item.id)));
            }
            plan.items.push(item);
        }
        for table in self.tables(table, "verify")? {
            self.refuse_unknown(table, &VERIFY_KEYS)?;
            let timeout = match table.get("timeout") {
                None => TIMEOUT,
                Some(value) => self.number(value, "timeout", 1)?,
            };
            let run = match table.get("run") {
                None => true,
                Some(value) => {
                    value.as_bool().ok_or_else(|| self.wrong(Some(value), "'run' must be true or false"))?
                }
            };
            plan.verify.push(Command { command: self.string(table, "command")?, run, timeout });
        }
        Ok(plan)
    }

    fn item(&self, table: &dyn TableLike) -> Result<Item, PlanError> {
        self.refuse_unknown(table, &ITEM_KEYS)?;
        let mut codemods = Vec::new();
        for id in self.strings(table, "codemods")? {
            let known = self.codemods.iter().find(|codemod| codemod.id() == id);
            let Some(known) = known else {
                let nearest = nearest(&id, self.codemods.iter().map(|codemod| codemod.id()));
                let message = format!("unknown codemod '{id}'{}", did_you_mean(nearest.as_deref()));
                return Err(self.wrong(table.get("codemods"), message));
            };
            codemods.push(known.id());
        }
        let status = match table.get("status") {
            None => Status::Open,
            Some(value) => value.as_str().and_then(Status::of).ok_or_else(|| {
                self.wrong(Some(value), format!("'status' must be one of {}", Status::NAMES.join(", ")))
            })?,
        };
        let paths = self.strings(table, "paths")?;
        let mut item = Item {
            id: self.string(table, "id")?,
            title: self.string(table, "title")?,
            options: self.options(table, &codemods)?,
            globs: self.globs(table, &paths)?,
            paths,
            status,
            manual: table.get("manual").map(|_| self.string(table, "manual")).transpose()?,
            remaining: table.get("remaining").map_or(Ok(0), |value| self.count(value, "remaining"))?,
            may_stay: self.strings(table, "may-stay")?,
            claimed: None,
            instead: self.strings(table, "instead")?,
            sources: Vec::new(),
            codemods,
        };
        if let Some(claimed) = table.get("claimed").and_then(Value::as_table_like) {
            let count = claimed.get("count").map_or(Ok(0), |count| self.count(count, "claimed.count"))?;
            item.claimed = Some((count, self.string(claimed, "of")?));
        }
        for reason in &item.may_stay {
            let pages = self.codemods.iter().filter(|codemod| item.codemods.contains(&codemod.id()));
            let known: Vec<&str> = pages.flat_map(|codemod| codemod.page().reasons()).collect();
            if !item.codemods.is_empty() && !known.contains(&reason.as_str()) {
                let nearest = nearest(reason, known.iter().copied());
                let message = format!(
                    "no codemod of the item declines for '{reason}'{}",
                    did_you_mean(nearest.as_deref())
                );
                return Err(self.wrong(table.get("may-stay"), message));
            }
        }
        for source in self.tables(table, "source")? {
            self.refuse_unknown(source, &SOURCE_KEYS)?;
            let place = |key: &str| source.get(key).map_or(Ok(1), |value| self.count(value, key));
            item.sources.push(Source {
                report: self.string(source, "report")?,
                line: place("line")?,
                column: place("column")?,
                quote: self.string(source, "quote")?,
            });
        }
        Ok(item)
    }

    fn options(
        &self,
        table: &dyn TableLike,
        codemods: &[&'static str],
    ) -> Result<BTreeMap<&'static str, Options>, PlanError> {
        let mut options = BTreeMap::new();
        let Some(item) = table.get("options") else { return Ok(options) };
        let Some(by_codemod) = item.as_table_like() else {
            return Err(self.wrong(Some(item), "'options' must be a table for each codemod"));
        };
        for (id, given) in by_codemod.iter() {
            let codemod = self.codemods.iter().find(|codemod| codemod.id() == id && codemods.contains(&id));
            let (Some(codemod), Some(given)) = (codemod, given.as_table_like()) else {
                return Err(self.wrong(Some(item), format!("'options.{id}' is for no codemod of the item")));
            };
            let mut set = Options::default();
            for (name, value) in given.iter() {
                let taken = option_value(value).map(|value| set.set(codemod.options(), name, value));
                match taken {
                    Some(Ok(())) => {}
                    Some(Err(error)) => return Err(self.wrong(Some(value), error.to_string())),
                    None => return Err(self.wrong(Some(value), format!("'{name}' must be a plain value"))),
                }
            }
            options.insert(codemod.id(), set);
        }
        Ok(options)
    }

    fn globs(&self, table: &dyn TableLike, paths: &[String]) -> Result<GlobSet, PlanError> {
        let wrong = |error: globset::Error| self.wrong(table.get("paths"), format!("'paths': {error}"));
        let mut builder = GlobSetBuilder::new();
        for path in paths {
            let path = path.trim_start_matches("./").trim_matches('/');
            for pattern in [path.to_owned(), format!("{path}/**")] {
                builder.add(GlobBuilder::new(&pattern).literal_separator(true).build().map_err(wrong)?);
            }
        }
        builder.build().map_err(wrong)
    }

    fn tables<'t>(&self, table: &'t dyn TableLike, key: &str) -> Result<Vec<&'t dyn TableLike>, PlanError> {
        let Some(item) = table.get(key) else { return Ok(Vec::new()) };
        if let Some(tables) = item.as_array_of_tables() {
            return Ok(tables.iter().map(|table| table as &dyn TableLike).collect());
        }
        let values = item.as_array().map(|values| {
            values.iter().map(|value| value.as_inline_table().map(|table| table as &dyn TableLike)).collect()
        });
        values
            .flatten()
            .ok_or_else(|| self.wrong(Some(item), format!("'{key}' must be a list of tables: [[{key}]]")))
    }

    fn string(&self, table: &dyn TableLike, key: &str) -> Result<String, PlanError> {
        let value = table.get(key);
        let text = value.and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let first = || table.iter().next().map(|(_, item)| item);
        text.map(str::to_owned).ok_or_else(|| {
            self.wrong(value.or_else(first), format!("'{key}' must be a text that is not empty"))
        })
    }

    fn strings(&self, table: &dyn TableLike, key: &str) -> Result<Vec<String>, PlanError> {
        let Some(item) = table.get(key) else { return Ok(Vec::new()) };
        let list = item
            .as_array()
            .and_then(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect());
        list.ok_or_else(|| self.wrong(Some(item), format!("'{key}' must be a list of strings")))
    }

    fn count(&self, item: &Value, key: &str) -> Result<usize, PlanError> {
        Ok(usize::try_from(self.number(item, key, 0)?).unwrap_or(usize::MAX))
    }

    fn number(&self, item: &Value, key: &str, least: u64) -> Result<u64, PlanError> {
        let number =
            item.as_integer().and_then(|number| u64::try_from(number).ok()).filter(|number| *number >= least);
        number.ok_or_else(|| {
            self.wrong(Some(item), format!("'{key}' must be a whole number of at least {least}"))
        })
    }

    fn refuse_unknown(&self, table: &dyn TableLike, keys: &[&str]) -> Result<(), PlanError> {
        match table.iter().find(|(name, _)| !keys.contains(name)) {
            None => Ok(()),
            Some((name, item)) => {
                let nearest = nearest(name, keys.iter().copied());
                let message = format!("unknown key '{name}'{}", did_you_mean(nearest.as_deref()));
                Err(self.wrong_at(
                    table.key(name).and_then(Key::span).or_else(|| item.span()).map(|span| span.start),
                    message,
                ))
            }
        }
    }

    fn wrong(&self, item: Option<&Value>, message: impl Into<String>) -> PlanError {
        self.wrong_at(item.and_then(Value::span).map(|span| span.start), message.into())
    }

    fn wrong_at(&self, offset: Option<usize>, message: String) -> PlanError {
        let before = self.text.get(..offset.unwrap_or(0)).unwrap_or(self.text);
        PlanError { label: self.label.to_owned(), line: 1 + before.matches('\n').count(), message }
    }
}

fn option_value(item: &Value) -> Option<OptionValue> {
    let value = item.as_value()?;
    value
        .as_bool()
        .map(OptionValue::Bool)
        .or_else(|| value.as_integer().map(OptionValue::Integer))
        .or_else(|| value.as_str().map(|text| OptionValue::Text(text.to_owned())))
        .or_else(|| {
            let values = value.as_array()?.iter();
            values
                .map(|value| value.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .map(OptionValue::List)
        })
}
