//! Where the configuration of a project is.

use std::path::{Path, PathBuf};

use toml_edit::Document;

use super::read::{ConfigError, position};
use crate::error::shown;
use crate::session::Source;

/// A file with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub path: PathBuf,
    pub table: Table,
}

/// Where in its file a configuration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// The whole file.
    Root,
    /// `[tool.overhaul]`.
    Tool,
}

impl ConfigFile {
    /// The file, of the form that its name says.
    pub fn of(path: PathBuf) -> Self {
        let is_pyproject = path.file_name().is_some_and(|name| name == "pyproject.toml");
        Self { path, table: if is_pyproject { Table::Tool } else { Table::Root } }
    }
}

/// The configuration in a directory, if there is one: `overhaul.toml`, else a `pyproject.toml` that has a table for
/// overhaul.
pub fn find(directory: &Path, source: &Source) -> Result<Option<ConfigFile>, ConfigError> {
    let own = directory.join("overhaul.toml");
    if source.is_file(&own) {
        return Ok(Some(ConfigFile::of(own)));
    }
    let pyproject = directory.join("pyproject.toml");
    // What cannot be read or does not say the name configures nothing, whatever else is wrong with it.
    if !source.is_file(&pyproject) {
        return Ok(None);
    }
    let Ok(text) = source.read_to_string(&pyproject) else { return Ok(None) };
    if !text.contains("overhaul") {
        return Ok(None);
    }
    let document = Document::parse(text.as_str()).map_err(|error| invalid(&pyproject, &text, &error))?;
    let has_table = document.get("tool").and_then(|tool| tool.get("overhaul")).is_some();
    Ok(has_table.then(|| ConfigFile::of(pyproject)))
}

/// A path as messages about a configuration name it: relative to the current directory where it is below.
pub fn label(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    shown(path.strip_prefix(current).unwrap_or(path))
}

fn invalid(path: &Path, text: &str, error: &toml_edit::TomlError) -> ConfigError {
    let (line, column) = position(text, error.span().map_or(0, |span| span.start));
    ConfigError::Toml { file: label(path), line, column, message: error.message().to_owned() }
}
