//! Where a module that a codemod adds to a project goes, and how a file imports it.

use overhaul_engine::FileView;
use overhaul_engine::project::parent;
use overhaul_python::ast::{self, Stmt};
use overhaul_python::{Outline, is_identifier};

use crate::places::PLACES;

/// Why a file cannot import a module of the project.
pub(crate) struct NoHome(pub &'static str);

/// The file of a helper module of this name, and the module by which a file imports it: in the file's top package, or
/// beside a script.
pub(crate) fn home(file: &FileView<'_>, name: &str) -> Result<(String, String), NoHome> {
    let directory = parent(file.path);
    let root = file.project.import_root(file.path);
    let (home, module) = if root == directory {
        beside_script(file, directory, name)?
    } else {
        in_package(file, directory, root, name)?
    };
    let stem = home.strip_suffix(".py").unwrap_or(&home);
    if file.project.files().any(|other| other.strip_prefix(stem).is_some_and(|rest| rest.starts_with('/'))) {
        return Err(NoHome("a package of the module's name hides it"));
    }
    Ok((home, module))
}

fn in_package(
    file: &FileView<'_>,
    directory: &str,
    root: &str,
    name: &str,
) -> Result<(String, String), NoHome> {
    let inside = directory.strip_prefix(root).unwrap_or(directory).trim_start_matches('/');
    let top = inside.split('/').next().unwrap_or(inside);
    let home = join(root, &format!("{top}/{name}.py"));
    let relative = format!("{}{name}", ".".repeat(1 + inside.matches('/').count()));
    // Nothing can import a package below a folder whose name is no identifier.
    if inside.split('/').any(|part| !is_identifier(part)) {
        return Err(NoHome("the file lies in a package that nothing can import by name"));
    }
    match style(file, directory) {
        Style::Relative => Ok((home, relative)),
        Style::Absolute => Ok((home, format!("{top}.{name}"))),
        Style::Sibling => {
            Err(NoHome("the file lies in a package and imports its neighbours as a script does"))
        }
        Style::Unknown => Err(NoHome("the file lies in a package and runs as a script too")),
    }
}

/// A package of the project that a file imports when it is imported itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Imported {
    /// The directory of the package.
    pub directory: String,
    pub name: String,
}

/// The top packages of the project that the statements at module level import by their names.
pub(crate) fn imported(file: &FileView<'_>) -> Vec<Imported> {
    let mut found: Vec<Imported> = Vec::new();
    for module in absolute_imports(file) {
        let name = module.split('.').next().unwrap_or(&module).to_owned();
        let package = file.project.resolve(file.path, &name);
        let Some(directory) = package.and_then(|package| package.strip_suffix("/__init__.py")) else {
            continue;
        };
        // Tests and scripts are no place for what applications import.
        let path = format!("{directory}/x.py");
        if PLACES.test.holds(&path) || PLACES.cli.holds(&path) || PLACES.example.holds(&path) {
            continue;
        }
        let package = Imported { directory: directory.to_owned(), name };
        if !found.contains(&package) {
            found.push(package);
        }
    }
    found
}

/// The modules that statements at module level import absolutely.
fn absolute_imports(file: &FileView<'_>) -> Vec<String> {
    let modules = file.module.body().iter().flat_map(|stmt| match stmt {
        Stmt::Import(import) => import.names.iter().map(|alias| alias.name.to_string()).collect(),
        Stmt::ImportFrom(import) if import.level == 0 => {
            import.module.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    });
    modules.collect()
}

/// A file outside of packages: the package that it imports already is a home that its neighbours share, else its own
/// directory, from which Python starts scripts.
fn beside_script(file: &FileView<'_>, directory: &str, name: &str) -> Result<(String, String), NoHome> {
    if let Some(package) = imported(file).into_iter().next() {
        return Ok((format!("{}/{name}.py", package.directory), format!("{}.{name}", package.name)));
    }
    let finds_neighbours = absolute_imports(file).iter().any(|module| {
        let top = module.split('.').next().unwrap_or(module);
        let beside = file.project.contains(&join(directory, &format!("{top}.py")));
        beside && file.project.resolve(file.path, top).is_some()
    });
    // Python looks in the directory of a script. A module in a directory without `__init__.py` may also be imported by
    // the name of that directory, and then its neighbours are not found by their bare names.
    if let Some(package) = served_package(file, directory).or_else(|| own_package(file, directory)) {
        return Ok((join(directory, &format!("{name}.py")), format!("{package}.{name}")));
    }
    let is_at_root = directory.is_empty();
    let is_script = is_run(file) || file.module.text().starts_with("#!") || is_served(file);
    // Nothing can import a directory by a name that is no identifier.
    let is_nameless = !directory.rsplit('/').next().is_some_and(is_identifier);
    if is_at_root || is_script || is_nameless || finds_neighbours {
        Ok((join(directory, &format!("{name}.py")), name.to_owned()))
    } else {
        Err(NoHome("whether its directory is a package or one of scripts cannot be told"))
    }
}

/// Whether a server is told to import the module by its bare name, as in `uvicorn.run("main:app")`.
fn is_served(file: &FileView<'_>) -> bool {
    let text = file.module.text();
    ['"', '\''].iter().any(|quote| text.contains(&format!("{quote}{}:", stem(file.path))))
}

/// The dotted name of the file's directory, where a server is told to import the module by it, as in
/// `uvicorn.run("services.orders.main:app")`.
fn served_package(file: &FileView<'_>, directory: &str) -> Option<String> {
    let text = file.module.text();
    let parts: Vec<&str> = directory.split('/').collect();
    (0..parts.len()).map(|first| parts[first..].join(".")).find(|package| {
        let target = format!("{package}.{}:", stem(file.path));
        ['"', '\''].iter().any(|quote| text.contains(&format!("{quote}{target}")))
    })
}

/// The dotted name of the file's directory, where the file imports a module below it by that name.
fn own_package(file: &FileView<'_>, directory: &str) -> Option<String> {
    let parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    let imports = absolute_imports(file);
    (0..parts.len()).rev().find_map(|first| {
        let above = parts[..first].join("/");
        let is_below = |module: &&String| {
            let is_own = module.split('.').next() == Some(parts[first]);
            let stem = join(&above, &module.replace('.', "/"));
            is_own
                && (file.project.contains(&format!("{stem}.py"))
                    || file.project.files().any(|name| name.starts_with(&format!("{stem}/"))))
        };
        imports.iter().any(|module| is_below(&module)).then(|| parts[first..].join("."))
    })
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".py").unwrap_or(file)
}

fn is_run(file: &FileView<'_>) -> bool {
    file.module.text().contains("\"__main__\"") || file.module.text().contains("'__main__'")
}

/// How a file in a package imports its neighbours.
enum Style {
    Relative,
    Absolute,
    /// By their bare names, which works only where the file's directory is where Python looks.
    Sibling,
    /// It imports none, and is also run by itself.
    Unknown,
}

fn style(file: &FileView<'_>, directory: &str) -> Style {
    let mut found = None;
    let outline = Outline::new(file.module.body());
    for node in outline.nodes() {
        let (level, modules): (u32, Vec<&str>) = match node.stmt {
            Stmt::Import(import) => (0, import.names.iter().map(|alias| alias.name.as_str()).collect()),
            Stmt::ImportFrom(import) => {
                (import.level, import.module.iter().map(ast::Identifier::as_str).collect())
            }
            _ => continue,
        };
        if level > 0 {
            found = found.or(Some(Style::Relative));
            continue;
        }
        for module in modules {
            let top = module.split('.').next().unwrap_or(module);
            let folder = format!("{}/", join(directory, top));
            if file.project.resolve(file.path, module).is_some() {
                found = Some(Style::Absolute);
            } else if file.project.contains(&join(directory, &format!("{top}.py")))
                || file.project.files().any(|name| name.starts_with(&folder))
            {
                return Style::Sibling;
            }
        }
    }
    // A relative import is right whatever the package is called where it is imported from.
    let is_main = file.path.ends_with("/__main__.py");
    found.unwrap_or(if is_run(file) || is_main { Style::Unknown } else { Style::Relative })
}

pub(crate) fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() { name.to_owned() } else { format!("{directory}/{name}") }
}
