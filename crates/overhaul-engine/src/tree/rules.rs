//! Which files are a project's own code, wherever they are listed.

use std::path::Path;

use globset::GlobSet;

/// Directories that hold no code of the project's own, whatever a user excludes besides.
const EXCLUDED: &[(&str, &str)] = &[
    (".git", "version control"),
    (".hg", "version control"),
    (".svn", "version control"),
    (".venv", "virtual environment"),
    ("venv", "virtual environment"),
    (".tox", "virtual environment"),
    (".nox", "virtual environment"),
    ("site-packages", "installed packages"),
    ("__pypackages__", "installed packages"),
    ("__pycache__", "cache"),
    (".mypy_cache", "cache"),
    (".pytest_cache", "cache"),
    (".ruff_cache", "cache"),
    (".eggs", "build output"),
    ("node_modules", "vendored"),
    ("vendor", "vendored"),
    ("_vendor", "vendored"),
    ("vendored", "vendored"),
    ("third_party", "vendored"),
];

/// Build output, unless it is a package.
const EXCLUDED_UNLESS_PACKAGE: &[&str] = &["build", "dist", "_build", "buck-out"];

/// Whether a directory of this name is left out by default, and why; `holds` says whether a file lies in it.
pub fn excluded_by_default(name: &str, holds: impl Fn(&str) -> bool) -> Option<&'static str> {
    if let Some((_, reason)) = EXCLUDED.iter().find(|(excluded, _)| *excluded == name) {
        return Some(reason);
    }
    if EXCLUDED_UNLESS_PACKAGE.contains(&name) && !holds("__init__.py") {
        return Some("build output");
    }
    holds("pyvenv.cfg").then_some("virtual environment")
}

/// Whether the path or a directory of it that lies deeper than the first `depth_named` parts is excluded.
pub fn excluded_by(exclude: &GlobSet, relative: &Path, depth_named: usize) -> bool {
    if exclude.is_empty() {
        return false;
    }
    let parts = relative.components().count();
    relative.ancestors().take(parts - depth_named).any(|part| exclude.is_match(part))
}

/// Whether a path is that of a Python file, by its suffix.
pub fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py" || extension == "pyw")
}

/// Whether a file tells about the project as a whole: its Python version, its commands.
pub fn is_metadata(path: &Path) -> bool {
    matches!(
        path.file_name().and_then(|name| name.to_str()),
        Some("pyproject.toml" | "setup.cfg" | "setup.py")
    )
}
