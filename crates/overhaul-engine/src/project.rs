//! What overhaul knows about a project besides the texts of its files: layout, entry points, Python versions.

use std::collections::{BTreeMap, BTreeSet};

use overhaul_python::{PythonVersion, version};
use toml_edit::{DocumentMut, Item};

use crate::tree::{File, Tree};

/// Layout and metadata of one project. All paths are names as in [`File::name`].
#[derive(Debug, Default)]
pub struct Project {
    files: BTreeSet<String>,
    entry_points: BTreeSet<EntryPoint>,
    /// For each directory with metadata that says so, the lowest Python version it admits.
    python: BTreeMap<String, PythonVersion>,
}

/// A function that an installed command calls: `module:function` in the project's metadata.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryPoint {
    pub module: String,
    pub function: String,
}

impl Project {
    /// Reads the metadata of the tree. What cannot be read or parsed tells nothing.
    pub fn of(tree: &dyn Tree) -> Self {
        let mut project =
            Self { files: tree.files().iter().map(|file| file.name.clone()).collect(), ..Self::default() };
        for file in tree.metadata() {
            let Ok(bytes) = tree.read(file) else { continue };
            project.read_metadata(file, &String::from_utf8_lossy(&bytes));
        }
        project
    }

    /// A project of these files without metadata.
    pub fn with_files(files: impl IntoIterator<Item = String>) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    pub fn contains(&self, name: &str) -> bool {
        self.files.contains(name)
    }

    /// Whether a file has the same name but for the case of its letters: some file systems can hold only one of them.
    pub fn has_case_twin(&self, name: &str) -> bool {
        let folded = name.to_lowercase();
        !self.contains(name) && self.files.iter().any(|file| file.to_lowercase() == folded)
    }

    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether an installed command calls this function of the file.
    pub fn is_entry_point(&self, name: &str, function: &str) -> bool {
        self.entry_points.iter().any(|point| {
            point.function.split('.').next() == Some(function)
                && module_matches(&self.module_name(name), &point.module)
        })
    }

    /// The lowest Python version that the file must run on: that of the nearest metadata above it, else the newest.
    pub fn python(&self, name: &str) -> PythonVersion {
        self.promised_python(name).unwrap_or_else(PythonVersion::latest)
    }

    /// The lowest Python version that the nearest metadata above the file admits, where it says one.
    pub fn promised_python(&self, name: &str) -> Option<PythonVersion> {
        let mut directory = parent(name);
        loop {
            if let Some(version) = self.python.get(directory) {
                return Some(*version);
            }
            if directory.is_empty() {
                return None;
            }
            directory = parent(directory);
        }
    }

    /// The directory from which the file's package is imported: the first above it without `__init__.py`.
    pub fn import_root<'a>(&self, name: &'a str) -> &'a str {
        let mut directory = parent(name);
        while !directory.is_empty() && self.contains(&join(directory, "__init__.py")) {
            directory = parent(directory);
        }
        directory
    }

    /// The dotted name by which the file is imported, by the packages that hold it.
    pub fn module_name(&self, name: &str) -> String {
        let root = self.import_root(name);
        let relative = name.strip_prefix(root).unwrap_or(name).trim_start_matches('/');
        let stem = relative.strip_suffix(".py").unwrap_or(relative);
        let stem = stem.strip_suffix("/__init__").unwrap_or(stem);
        stem.replace('/', ".")
    }

    /// The file that `import module` (or `from module import ...`, with leading dots) in the file `from` loads,
    /// where it is one of the project. The directories above `from` are searched, the nearest import root first.
    pub fn resolve(&self, from: &str, module: &str) -> Option<&str> {
        let dots = module.len() - module.trim_start_matches('.').len();
        let path = module[dots..].replace('.', "/");
        if dots > 0 {
            let mut directory = parent(from);
            for _ in 1..dots {
                directory = parent(directory);
            }
            return self.module_file(&join(directory, &path));
        }
        let mut directory = self.import_root(from);
        loop {
            for base in [directory.to_owned(), join(directory, "src")] {
                if let Some(found) = self.module_file(&join(&base, &path)) {
                    return Some(found);
                }
            }
            if directory.is_empty() {
                return None;
            }
            directory = parent(directory);
        }
    }

    /// Whether a package of the same name hides this module, so that nothing can import it.
    pub fn is_shadowed_by_package(&self, name: &str) -> bool {
        name.strip_suffix(".py").is_some_and(|stem| self.contains(&join(stem, "__init__.py")))
    }

    fn module_file(&self, stem: &str) -> Option<&str> {
        let package = join(stem, "__init__.py");
        let module = format!("{stem}.py");
        self.files.get(&package).or_else(|| self.files.get(&module)).map(String::as_str)
    }

    fn read_metadata(&mut self, file: &File, text: &str) {
        if file.name.ends_with("pyproject.toml") {
            self.read_pyproject(parent(&file.name), text);
        } else {
            self.entry_points.extend(entry_points_in(text));
            if let Some(version) = requires_python_in(text) {
                self.python.entry(parent(&file.name).to_owned()).or_insert(version);
            }
        }
    }

    fn read_pyproject(&mut self, directory: &str, text: &str) {
        let Ok(document) = text.parse::<DocumentMut>() else { return };
        let project = document.get("project");
        let poetry = document.get("tool").and_then(|tool| tool.get("poetry"));
        let requires = project.and_then(|project| project.get("requires-python")).or_else(|| {
            poetry.and_then(|poetry| poetry.get("dependencies")).and_then(|found| found.get("python"))
        });
        if let Some(version) = requires.and_then(Item::as_str).and_then(version::lowest_admitted) {
            self.python.insert(directory.to_owned(), version);
        }
        for table in [
            project.and_then(|project| project.get("scripts")),
            project.and_then(|project| project.get("gui-scripts")),
            poetry.and_then(|poetry| poetry.get("scripts")),
        ] {
            let Some(scripts) = table.and_then(Item::as_table_like) else { continue };
            self.entry_points.extend(scripts.iter().filter_map(|(_, target)| entry_point(target.as_str()?)));
        }
    }
}

/// The part of a name before its last `/`, or nothing.
pub fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(directory, _)| directory)
}

fn join(directory: &str, name: &str) -> String {
    match (directory, name) {
        ("", _) => name.to_owned(),
        (_, "") => directory.to_owned(),
        _ => format!("{directory}/{name}"),
    }
}

/// Whether a module found by its packages is the one that metadata names; a namespace package may stand above it.
fn module_matches(found: &str, named: &str) -> bool {
    found == named || named.strip_suffix(found).is_some_and(|rest| rest.ends_with('.'))
}

fn entry_point(target: &str) -> Option<EntryPoint> {
    let (module, function) = target.trim().split_once(':')?;
    let function = function.split(['[', ' ']).next()?;
    let is_path =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    (is_path(module) && is_path(function))
        .then(|| EntryPoint { module: module.to_owned(), function: function.to_owned() })
}

/// `name = module:function` in the lines of a `setup.cfg` or the strings of a `setup.py`.
fn entry_points_in(text: &str) -> impl Iterator<Item = EntryPoint> {
    text.split(['\n', '"', '\'']).filter_map(|piece| entry_point(piece.split_once('=')?.1))
}

fn requires_python_in(text: &str) -> Option<PythonVersion> {
    let rest = &text[text.find("python_requires")? + "python_requires".len()..];
    let line = rest.trim_start().strip_prefix('=')?.lines().next()?.trim();
    let value = line.strip_prefix(['"', '\'']).and_then(|quoted| quoted.split(['"', '\'']).next());
    version::lowest_admitted(value.unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[&str]) -> Project {
        Project::with_files(files.iter().map(|file| (*file).to_owned()))
    }

    #[test]
    fn modules_are_found_from_where_they_are_imported() {
        let project = project(&[
            "app/__init__.py",
            "app/log.py",
            "app/api/__init__.py",
            "app/api/routes.py",
            "src/lib/__init__.py",
            "src/lib/x.py",
            "scripts/run.py",
            "scripts/util.py",
            "app/api.py",
        ]);
        assert_eq!(project.module_name("app/api/routes.py"), "app.api.routes");
        assert_eq!(project.module_name("src/lib/__init__.py"), "lib");
        assert_eq!(project.resolve("app/api/routes.py", "..log"), Some("app/log.py"));
        assert_eq!(project.resolve("app/api/routes.py", "app.log"), Some("app/log.py"));
        assert_eq!(project.resolve("app/log.py", "lib.x"), Some("src/lib/x.py"));
        assert_eq!(project.resolve("scripts/run.py", "util"), Some("scripts/util.py"));
        assert_eq!(project.resolve("scripts/run.py", "requests"), None);
        assert!(project.is_shadowed_by_package("app/api.py"));
    }

    #[test]
    fn metadata_names_entry_points_and_versions() {
        let mut found = project(&["pkg/__init__.py", "pkg/cli.py", "old/tool.py"]);
        found.read_pyproject(
            "",
            "[project]\nrequires-python = \">=3.9\"\n[project.scripts]\nrun = \"pkg.cli:main\"\n",
        );
        let file = File { name: "old/setup.py".into(), path: "old/setup.py".into() };
        found.read_metadata(
            &file,
            "setup(python_requires='>=3.8', entry_points={'console_scripts': ['t = tool:run']})",
        );
        assert!(found.is_entry_point("pkg/cli.py", "main"));
        assert!(found.is_entry_point("old/tool.py", "run"));
        assert!(!found.is_entry_point("pkg/cli.py", "other"));
        assert_eq!(found.python("pkg/cli.py"), PythonVersion::PY39);
        assert_eq!(found.python("old/tool.py"), PythonVersion::PY38);
    }
}
