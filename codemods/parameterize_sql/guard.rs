//! The helper that checks names: what it is called, where it goes and how a file imports it.

use overhaul_engine::{FileView, Need, NewFile};
use overhaul_python::ast::{self, Expr, Stmt};
use overhaul_python::imports::{self, Import};

use super::sql::Quote;
use super::survey::Conclusion;

/// The name of the helper module's file.
pub const FILE: &str = "sql_names.py";

const MODULE: &str = "sql_names";

const TEXT: &str = include_str!("sql_names.py");

/// Escapes what `text()` of `SQLAlchemy` reads specially.
pub const FOR_TEXT: &str = "for_text";

/// Escapes what a driver reads specially that formats queries with `%`.
pub const FOR_FORMAT: &str = "for_format";

const FUNCTIONS: &[&str] = &[
    "plain_name",
    "name_part",
    "in_double_quotes",
    "in_backticks",
    "in_brackets",
    "in_single_quotes",
    FOR_TEXT,
    FOR_FORMAT,
];

/// The function for a name that stands so.
pub fn function(quote: Option<Quote>, part: bool) -> &'static str {
    match quote {
        None if part => "name_part",
        None => "plain_name",
        Some(Quote::Double) => "in_double_quotes",
        Some(Quote::Backtick) => "in_backticks",
        Some(Quote::Bracket) => "in_brackets",
        Some(Quote::Single) => "in_single_quotes",
    }
}

/// Whether the expression is what one of the helper's functions has checked.
pub fn is_guarded(file: &FileView<'_>, expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let Some(qualified) = file.module.names().qualified(&call.func) else { return false };
    let Some((module, function)) = qualified.rsplit_once('.') else { return false };
    FUNCTIONS.contains(&function) && module.rsplit('.').next() == Some(MODULE)
}

/// Why a file cannot use the helper.
pub struct NoHome(pub &'static str);

/// How a file gets at one function of the helper.
pub struct Helper {
    /// The name by which the file calls it.
    pub name: String,
    pub needs: Vec<Need>,
}

/// What a file needs to call a function of the helper: the import that resolves from it, and the module itself, in
/// the file's top package or beside a script.
pub fn helper(file: &FileView<'_>, known: &Conclusion, function: &'static str) -> Result<Helper, NoHome> {
    let (home, module) = home(file)?;
    let mut needs = Vec::new();
    if file.project.contains(&home) {
        if !known.defines(&home, FUNCTIONS) {
            return Err(NoHome("a module called sql_names is there already and is another one"));
        }
    } else if (file.may_create)(&home) {
        needs.push(Need::File(NewFile { name: home, text: TEXT.to_owned() }));
    } else {
        return Err(NoHome("the module with the check would lie outside of what the run was asked for"));
    }
    let import = Import::Member { module, name: function.to_owned() };
    let name = match imports::existing(file.module, &import) {
        Some(existing) => existing.name,
        None if file.module.names().mentions(function) => {
            return Err(NoHome("the file gives the name of the check a meaning of its own"));
        }
        None => function.to_owned(),
    };
    needs.push(Need::Import(import));
    Ok(Helper { name, needs })
}

/// The helper's file, and the module by which this file imports it.
fn home(file: &FileView<'_>) -> Result<(String, String), NoHome> {
    let directory = parent(file.path);
    let root = file.project.import_root(file.path);
    if root == directory {
        return beside_script(file, directory);
    }
    let inside = directory.strip_prefix(root).unwrap_or(directory).trim_start_matches('/');
    let top = inside.split('/').next().unwrap_or(inside);
    let home = join(root, &format!("{top}/{FILE}"));
    let relative = format!("{}{MODULE}", ".".repeat(1 + inside.matches('/').count()));
    match style(file, directory) {
        Style::Relative => Ok((home, relative)),
        Style::Absolute => Ok((home, format!("{top}.{MODULE}"))),
        Style::Sibling => {
            Err(NoHome("the file lies in a package and imports its neighbours as a script does"))
        }
        Style::Unknown => Err(NoHome("the file lies in a package and runs as a script too")),
    }
}

/// A file outside of packages: the package that it imports already is a home that its neighbours share, else its own
/// directory, from which Python starts scripts.
fn beside_script(file: &FileView<'_>, directory: &str) -> Result<(String, String), NoHome> {
    let imported = file.module.body().iter().flat_map(|stmt| match stmt {
        Stmt::Import(import) => import.names.iter().map(|alias| alias.name.to_string()).collect(),
        Stmt::ImportFrom(import) if import.level == 0 => {
            import.module.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    });
    let mut finds_neighbours = false;
    for module in imported {
        let top = module.split('.').next().unwrap_or(&module);
        let beside = file.project.contains(&join(directory, &format!("{top}.py")));
        finds_neighbours |= beside && file.project.resolve(file.path, top).is_some();
        if let Some(package) = file.project.resolve(file.path, top)
            && let Some(package) = package.strip_suffix("/__init__.py")
        {
            return Ok((format!("{package}/{FILE}"), format!("{top}.{MODULE}")));
        }
    }
    // Python looks in the directory of a script. A module in a directory without `__init__.py` may also be imported by
    // the name of that directory, and then its neighbours are not found by their bare names.
    let is_at_root = matches!(directory, "" | "src");
    let is_script = is_run(file) || file.module.text().starts_with("#!");
    if is_at_root || is_script || finds_neighbours {
        Ok((join(directory, FILE), MODULE.to_owned()))
    } else {
        Err(NoHome("whether its directory is a package or one of scripts cannot be told"))
    }
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
    for stmt in file.module.body() {
        let (level, modules): (u32, Vec<&str>) = match stmt {
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
            if file.project.resolve(file.path, module).is_some() {
                found = Some(Style::Absolute);
            } else if file.project.contains(&join(directory, &format!("{top}.py"))) {
                return Style::Sibling;
            }
        }
    }
    // A relative import is right whatever the package is called where it is imported from.
    let is_main = file.path.ends_with("/__main__.py");
    found.unwrap_or(if is_run(file) || is_main { Style::Unknown } else { Style::Relative })
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() { name.to_owned() } else { format!("{directory}/{name}") }
}
