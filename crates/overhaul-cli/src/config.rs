//! The configuration: `overhaul.toml`, or `[tool.overhaul]` in `pyproject.toml`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use globset::{GlobSet, GlobSetBuilder};
use overhaul_engine::options::{did_you_mean, nearest};
use overhaul_engine::{Codemod, Options, Override, Selection};

use crate::error::{hinted, shown};
use crate::session::Source;

mod find;
mod globs;
mod read;

pub use find::{ConfigFile, find, label};
use globs::glob;

/// What a project's configuration says. The default is that of a project without one.
#[derive(Debug, Default)]
pub struct Config {
    /// Ids of codemods in the order in which they run, where the configuration names them.
    codemods: Option<Vec<String>>,
    exclude: Vec<String>,
    options: BTreeMap<String, Options>,
    overrides: Vec<PathOverride>,
    text: String,
}

/// What the configuration says about some paths.
#[derive(Debug)]
struct PathOverride {
    paths: GlobSet,
    /// The codemods that run there, where the override names them.
    codemods: Option<Vec<String>>,
    options: BTreeMap<String, Options>,
}

/// All codemods that this program knows.
pub type Registry = [Arc<dyn Codemod>];

impl Config {
    /// Reads and checks a file.
    pub fn read(file: &ConfigFile, source: &Source, registry: &Registry) -> anyhow::Result<Self> {
        let path = &file.path;
        let text = source.read_to_string(path).with_context(|| format!("failed to read {}", shown(path)))?;
        let config = read::Reader { label: label(path), text: &text, registry }.config(file.table)?;
        Ok(Self { text, ..config })
    }

    /// What the file says; empty without one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The codemods of a run: those that the command line names, else the configuration, else all.
    pub fn selections(&self, registry: &Registry, named: &[String]) -> anyhow::Result<Vec<Selection>> {
        let all: Vec<String>;
        let ids = match (named, &self.codemods) {
            ([], Some(configured)) => configured,
            ([], None) => {
                all = registry.iter().map(|codemod| codemod.id().to_owned()).collect();
                &all
            }
            (named, _) => {
                all = named
                    .iter()
                    .enumerate()
                    .filter(|(at, id)| !named[..*at].contains(id))
                    .map(|(_, id)| id.clone())
                    .collect();
                &all
            }
        };
        ids.iter().map(|id| Ok(self.selection(codemod(registry, id)?))).collect()
    }

    /// What the configuration and the command line exclude.
    pub fn exclude(&self, more: &[String]) -> anyhow::Result<GlobSet> {
        let mut builder = GlobSetBuilder::new();
        for pattern in self.exclude.iter().chain(more) {
            builder.add(glob(pattern).with_context(|| format!("--exclude '{pattern}' is no glob"))?);
        }
        Ok(builder.build()?)
    }

    fn selection(&self, codemod: &Arc<dyn Codemod>) -> Selection {
        let id = codemod.id();
        let mut selection = Selection::configured(codemod, self.options.get(id).cloned().unwrap_or_default());
        selection.overrides = self
            .overrides
            .iter()
            .map(|over| Override {
                paths: over.paths.clone(),
                runs: over.codemods.as_ref().map(|ids| ids.iter().any(|other| other == id)),
                options: over.options.get(id).cloned().unwrap_or_default(),
            })
            .collect();
        selection
    }
}

/// Says what is wrong with the text of a configuration that stands in another file.
pub fn check(text: &str, within: &Path) -> anyhow::Result<()> {
    let registry = overhaul_codemods::registry();
    let label = format!("{}, [overhaul]", label(within));
    read::Reader { label, text, registry: &registry }.config(find::Table::Root)?;
    Ok(())
}

/// The codemod with this id.
pub fn codemod<'a>(registry: &'a Registry, id: &str) -> anyhow::Result<&'a Arc<dyn Codemod>> {
    registry.iter().find(|codemod| codemod.id() == id).ok_or_else(|| {
        let nearest = nearest(id, registry.iter().map(|codemod| codemod.id()));
        hinted(
            anyhow::anyhow!("unknown codemod '{id}'{}", did_you_mean(nearest.as_deref())),
            "`overhaul list` shows all codemods",
        )
    })
}

/// The file that `--config` names.
pub fn named(path: &Path) -> ConfigFile {
    ConfigFile::of(path.to_owned())
}
