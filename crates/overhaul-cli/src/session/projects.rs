//! The projects that the paths of a command line belong to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use globset::GlobSet;
use overhaul_engine::{File, Walked};

use super::source::Source;
use super::stdin::Input;
use crate::config::{self, ConfigFile};

/// A project and what of it was asked for. All paths are absolute and free of symbolic links.
pub struct Target {
    pub root: PathBuf,
    pub config: Option<ConfigFile>,
    files: HashSet<PathBuf>,
    directories: HashSet<PathBuf>,
    /// The paths as they were given.
    pub asked: Vec<PathBuf>,
    /// Whether what is excluded stays so where it is named.
    pub force_exclude: bool,
}

/// Where a project starts, and its configuration.
#[derive(Clone)]
struct Root {
    path: PathBuf,
    config: Option<ConfigFile>,
}

/// Groups paths by the project that they belong to, sorted by root.
pub fn group(paths: &[PathBuf], source: &Source) -> anyhow::Result<Vec<Target>> {
    let mut roots: HashMap<PathBuf, Root> = HashMap::new();
    let mut targets: BTreeMap<PathBuf, Target> = BTreeMap::new();
    for asked in paths {
        let found = source.find(asked)?;
        let path = found.path;
        let directory = if found.is_directory { &path } else { path.parent().unwrap_or(&path) };
        let root = match roots.get(directory) {
            Some(root) => root.clone(),
            None => roots.entry(directory.to_owned()).or_insert(root_of(directory, source)?).clone(),
        };
        let target = targets.entry(root.path.clone()).or_insert_with(|| Target::new(root));
        target.asked.push(asked.clone());
        if found.is_directory {
            target.directories.insert(path);
        } else {
            target.files.insert(path);
        }
    }
    Ok(targets.into_values().collect())
}

/// The project that standard input belongs to.
pub fn of_stdin(input: &Input) -> anyhow::Result<Target> {
    let directory = input.path.parent().unwrap_or(&input.path);
    let mut target = Target::new(root_of(directory, &Source::Disk)?);
    target.files.insert(input.path.clone());
    target.asked.push(PathBuf::from("-"));
    Ok(target)
}

/// The root of the project that holds a directory: the nearest directory at or above it that configures overhaul,
/// else that of its git repository, else the nearest with Python metadata, else itself. What lies above the
/// repository does not count: it is another project's.
fn root_of(directory: &Path, source: &Source) -> anyhow::Result<Root> {
    let mut repository = None;
    let mut metadata = None;
    for ancestor in directory.ancestors() {
        if let Some(config) = config::find(ancestor, source)? {
            return Ok(Root { path: ancestor.to_owned(), config: Some(config) });
        }
        let has_metadata = ["pyproject.toml", "setup.py", "setup.cfg"]
            .iter()
            .any(|name| source.is_file(&ancestor.join(name)));
        if has_metadata && metadata.is_none() {
            metadata = Some(ancestor);
        }
        if source.is_repository(ancestor) {
            repository = Some(ancestor);
            break;
        }
    }
    let path = repository.or(metadata).unwrap_or(directory).to_owned();
    Ok(Root { path, config: None })
}

impl Target {
    fn new(root: Root) -> Self {
        Self {
            root: root.path,
            config: root.config,
            files: HashSet::new(),
            directories: HashSet::new(),
            asked: Vec::new(),
            force_exclude: false,
        }
    }

    /// Whether a file was asked for.
    pub fn concerns(&self, file: &File) -> bool {
        self.files.contains(&file.path)
            || file.path.ancestors().any(|directory| self.directories.contains(directory))
    }

    /// The files and directories that were asked for.
    pub fn named(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().chain(&self.directories).map(PathBuf::as_path)
    }

    /// Whether a file was named itself, not by a directory above it, and is taken for that.
    pub fn names(&self, file: &File) -> bool {
        !self.force_exclude && self.files.contains(&file.path)
    }

    /// Adds to the tree what its walk left out and what was named all the same.
    pub fn add_named(&self, tree: &mut impl Walked, exclude: &GlobSet) {
        if self.force_exclude {
            return;
        }
        for file in &self.files {
            tree.add_named(file);
        }
        for directory in &self.directories {
            if !tree.files().iter().any(|file| file.path.starts_with(directory)) {
                tree.add_below(directory, exclude);
            }
        }
    }

    /// What paths are shown relative to: the current directory where everything that was asked for is below it, else
    /// the root.
    pub fn base(&self) -> anyhow::Result<PathBuf> {
        let current = std::env::current_dir().context("failed to find the current directory")?;
        let is_below = self.named().all(|path| path.starts_with(&current));
        Ok(if is_below { current } else { self.root.clone() })
    }
}
